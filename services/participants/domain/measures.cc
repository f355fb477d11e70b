#include "services/participants/domain/measures.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace finsam::participants {
namespace {

// So that a share just below its target does not print as the target.
constexpr Display kShareDisplay{Unit::kPercent, 1};
constexpr Display kCountDisplay{Unit::kCount, 0};

Value ShareOf(const Figure& numerator, const Figure& denominator) {
  const auto* part = std::get_if<Count>(&numerator.value);
  const auto* whole = std::get_if<Count>(&denominator.value);
  if (part == nullptr || whole == nullptr || whole->value <= 0) return {};
  return Ratio{part->value, whole->value};
}

std::string VerdictText(const Value& share, const MeasureRule& rule) {
  const auto* ratio = std::get_if<Ratio>(&share);
  if (ratio == nullptr) return "kunde inte bedömas";
  return Meets(*ratio, rule.comparison, rule.target) ? "uppfyllt"
                                                     : "ej uppfyllt";
}

std::string TargetText(const MeasureRule& rule) {
  int decimals = 0;
  for (int64_t rest = rule.target.denominator; rest > 100; rest /= 10) {
    ++decimals;
  }
  return absl::StrCat(rule.comparison, " ",
                      Format(rule.target, {Unit::kPercent, decimals}));
}

void AddMeasure(const FiscalYearName& year, const MeasureRule& rule,
                const FigureIndex& index, int64_t revision, Table* table,
                std::vector<Figure>* figures) {
  const auto id = [&](absl::string_view part) {
    return absl::StrCat("measures/", rule.id, "/", part, "/", year.year);
  };
  Figure numerator =
      SumOfCounts(id("numerator"), rule.numerator, index, revision);
  Figure denominator =
      SumOfCounts(id("denominator"), rule.denominator, index, revision);
  Figure share = MakeFigure(id("share"), ShareOf(numerator, denominator),
                            "ratio", revision);
  share.provenance.terms = {{numerator.id, 1}, {denominator.id, 0}};
  Figure target = MakeFigure(id("target"), rule.target, "decided", revision);
  target.provenance.records = {
      absl::StrCat(year.Text(), "/measures/", rule.id)};
  table->rows.push_back({rule.id,
                         rule.name,
                         RowKind::kDetail,
                         "",
                         {FigureCell{numerator, kCountDisplay},
                          FigureCell{denominator, kCountDisplay},
                          FigureCell{share, kShareDisplay}, TargetText(rule),
                          VerdictText(share.value, rule)}});
  for (Figure* figure : {&numerator, &denominator, &share, &target}) {
    figures->push_back(std::move(*figure));
  }
}

}  // namespace

bool Meets(const Ratio& share, absl::string_view comparison,
           const Ratio& target) {
  const __int128 is = __int128{share.numerator} * target.denominator;
  const __int128 wanted = __int128{target.numerator} * share.denominator;
  if (comparison == ">=") return is >= wanted;
  if (comparison == ">") return is > wanted;
  if (comparison == "<=") return is <= wanted;
  if (comparison == "<") return is < wanted;
  return is == wanted;
}

Statistics MakeMeasures(const FiscalYearName& year,
                        const std::vector<MeasureRule>& rules,
                        const FigureIndex& index, int64_t revision) {
  Statistics made;
  if (rules.empty()) return made;
  Table table;
  table.id = "measures";
  table.title = "Mått för målen";
  table.columns = {{"numerator", "Antal"},
                   {"denominator", "Av"},
                   {"share", "Andel"},
                   {"target", "Mål"},
                   {"verdict", "Bedömning"}};
  for (const MeasureRule& rule : rules) {
    AddMeasure(year, rule, index, revision, &table, &made.figures);
  }
  made.tables.push_back(std::move(table));
  return made;
}

}  // namespace finsam::participants
