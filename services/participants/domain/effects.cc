#include "services/participants/domain/effects.h"

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace finsam::participants {
namespace {

constexpr Display kKronor{Unit::kKronor, 0};

Value AmountOr(std::optional<Ore> amount) {
  if (!amount.has_value()) return {};
  return *amount;
}

class EffectsMaker {
 public:
  EffectsMaker(const FiscalYearName& year, const EffectModel& model,
               const FigureIndex& index, int64_t revision)
      : year_(year),
        model_(model),
        revision_(revision),
        persons_(SumOfCounts(Id("persons"), model.persons, index, revision)) {}

  Statistics Make() {
    AddEffects();
    AddSensitivity();
    return std::move(made_);
  }

 private:
  std::string Id(absl::string_view part) const {
    return absl::StrCat("effects/", part, "/", year_.year);
  }

  static std::string PartOf(const Assumption& assumption,
                            absl::string_view part) {
    return absl::StrCat(assumption.id, "/", part);
  }

  // The sum of the assumptions, with `instead` in place of the amount of
  // `changed` (nullptr: none). Nothing when it leaves 64 bits.
  std::optional<Ore> PerPerson(const Assumption* changed, Ore instead) const {
    std::optional<Ore> sum = Ore{0};
    for (const Assumption& assumption : model_.assumptions) {
      const bool is_changed = &assumption == changed;
      sum = CheckedAdd(*sum, is_changed ? instead : assumption.amount);
      if (!sum.has_value()) break;
    }
    return sum;
  }

  // Persons times `per_person`; nothing when either is not known.
  Value Gain(std::optional<Ore> per_person) const {
    const auto* persons = std::get_if<Count>(&persons_.value);
    if (persons == nullptr || !per_person.has_value()) return {};
    const __int128 gain = __int128{persons->value} * per_person->value;
    if (gain > std::numeric_limits<int64_t>::max() ||
        gain < std::numeric_limits<int64_t>::min()) {
      return {};
    }
    return Ore{static_cast<int64_t>(gain)};
  }

  Cell Keep(Figure figure, const Display& display) {
    made_.figures.push_back(figure);
    return FigureCell{std::move(figure), display};
  }

  void AddEffects() {
    const std::optional<Ore> per_person = PerPerson(nullptr, {});
    Figure each =
        MakeFigure(Id("per-person"), AmountOr(per_person), "sum", revision_);
    for (const Assumption& assumption : model_.assumptions) {
      each.provenance.terms.push_back({Id(PartOf(assumption, "amount")), 1});
    }
    Figure gain =
        MakeFigure(Id("gain"), Gain(per_person), "product", revision_);
    gain.provenance.terms = {{persons_.id, 1}, {each.id, 1}};
    Table table;
    table.id = "effects";
    table.title = model_.name;
    table.columns = {{"value", "Värde"}};
    const auto add = [&](std::string id, std::string label, Figure figure,
                         const Display& display) {
      table.rows.push_back({std::move(id),
                            std::move(label),
                            RowKind::kDetail,
                            "",
                            {Keep(std::move(figure), display)}});
    };
    add("persons", "Antal personer", persons_, {Unit::kCount, 0});
    add("per-person", "Kronor per person och år", std::move(each), kKronor);
    add("gain", "Kronor per år", std::move(gain), kKronor);
    made_.tables.push_back(std::move(table));
  }

  void AddSensitivity() {
    Table table;
    table.id = "effects-sensitivity";
    table.title = absl::StrCat(model_.name, ": antaganden och känslighet");
    table.unit = "kr";
    table.row_header = "Per person och år";
    table.columns = {{"amount", "Antaget"},
                     {"low", "Lägst"},
                     {"high", "Högst"},
                     {"gain-low", "Effekt vid lägst"},
                     {"gain-high", "Effekt vid högst"},
                     {"source", "Källa"}};
    for (const Assumption& assumption : model_.assumptions) {
      table.rows.push_back(
          {assumption.id,
           assumption.name,
           RowKind::kDetail,
           "",
           {Assumed(assumption, "amount", assumption.amount),
            Assumed(assumption, "low", assumption.low),
            Assumed(assumption, "high", assumption.high),
            GainAt(assumption, "low", assumption.low),
            GainAt(assumption, "high", assumption.high), assumption.source}});
    }
    made_.tables.push_back(std::move(table));
  }

  Cell Assumed(const Assumption& assumption, absl::string_view part,
               Ore amount) {
    Figure figure = MakeFigure(Id(PartOf(assumption, part)), amount,
                               "assumption", revision_);
    figure.provenance.records = {
        absl::StrCat(year_.Text(), "/assumptions/", assumption.id)};
    return Keep(std::move(figure), kKronor);
  }

  // `part` is "low" or "high", and `amount` what is assumed there.
  Cell GainAt(const Assumption& assumption, absl::string_view part,
              Ore amount) {
    Figure figure =
        MakeFigure(Id(PartOf(assumption, absl::StrCat("gain-", part))),
                   Gain(PerPerson(&assumption, amount)), "product", revision_);
    figure.provenance.terms.push_back({persons_.id, 1});
    for (const Assumption& term : model_.assumptions) {
      const bool is_changed = &term == &assumption;
      figure.provenance.terms.push_back(
          {Id(PartOf(term, is_changed ? part : "amount")), 1});
    }
    return Keep(std::move(figure), kKronor);
  }

  const FiscalYearName& year_;
  const EffectModel& model_;
  const int64_t revision_;
  const Figure persons_;
  Statistics made_;
};

}  // namespace

Statistics MakeEffects(const FiscalYearName& year, const EffectModel& model,
                       const FigureIndex& index, int64_t revision) {
  if (model.name.empty()) return {};
  return EffectsMaker(year, model, index, revision).Make();
}

}  // namespace finsam::participants
