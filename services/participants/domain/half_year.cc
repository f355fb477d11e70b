#include "services/participants/domain/half_year.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/participants/domain/count_lines.h"
#include "services/participants/domain/figure_index.h"
#include "services/participants/domain/findings.h"

namespace finsam::participants {
namespace {

constexpr Display kCountDisplay{Unit::kCount, 0};

bool Overlap(const Period& a, const Period& b) {
  return a.first <= b.last && b.first <= a.last;
}

// What is known of one initiative.
struct Known {
  std::string name;
  const Initiative* described = nullptr;
  std::set<Focus> foci;
  std::map<Focus, const CountRow*> counted;  // In the half-year.
  bool has_year = false;  // Something was counted for longer than it.
};

// What a focus is counted by; the lower goes first.
std::optional<int> RankOf(const CountRow& row) {
  if (row.measure == CountMeasure::kParticipants) return 0;
  if (row.measure == CountMeasure::kPersons &&
      row.focus == Focus::kStructural) {
    return 1;
  }
  return std::nullopt;
}

absl::Status MeansInvalid(absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, "MEANS_INVALID", sentence);
}

absl::Status CheckAmount(const std::optional<Ore>& amount) {
  if (!amount.has_value() ||
      (-kAmountMax <= *amount && *amount <= kAmountMax)) {
    return absl::OkStatus();
  }
  return MeansInvalid("ett belopp är orimligt stort");
}

absl::Status CheckMeans(const Means& means) {
  for (const auto& amount :
       {means.allotted, means.own_capital, means.administration_budget,
        means.administration_outcome}) {
    RETURN_IF_ERROR(CheckAmount(amount));
  }
  if (means.initiatives.size() > kMeansMax) {
    return MeansInvalid(
        absl::StrCat("pengar anges för högst ", kMeansMax, " insatser"));
  }
  std::set<std::string> names;
  for (const InitiativeMeans& one : means.initiatives) {
    RETURN_IF_ERROR(CheckAmount(one.budget));
    RETURN_IF_ERROR(CheckAmount(one.outcome));
    if (!names.insert(Slug(one.initiative)).second) {
      return MeansInvalid("pengar anges två gånger för samma insats");
    }
    if (Slug(one.initiative).empty()) {
      return MeansInvalid("pengar anges för en insats utan namn");
    }
  }
  return absl::OkStatus();
}

class Maker {
 public:
  Maker(const HalfYear& half, const Facts& facts, const Means& means)
      : period_(half.period()), findings_("", &made_.warnings) {
    for (const InitiativeMeans& one : means.initiatives) {
      means_.emplace(Slug(one.initiative), &one);
    }
    for (const Initiative& initiative : facts.initiatives) Know(initiative);
    for (const CountRow& row : facts.counts) Know(row);
  }

  FollowUp Make() && {
    for (const std::string& slug : order_) {
      const Known& known = known_.at(slug);
      if (known.foci.size() > 1) {
        Warn(known.name, "HALF_YEAR_DIVIDED",
             "Insatsen räknas med flera inriktningar och ska registreras som "
             "en insats för var och en, med olika namn.");
      }
      for (const Focus focus : known.foci) Add(slug, known, focus);
    }
    for (const auto& [slug, one] : means_) {
      Warn(one->initiative, "HALF_YEAR_MEANS",
           "Pengarna hör inte till någon av halvårets insatser; en insats med "
           "flera inriktningar har pengar för var och en av dem.");
    }
    return std::move(made_);
  }

 private:
  Known& Find(const std::string& name) {
    const std::string slug = Slug(name);
    const auto [found, is_new] = known_.try_emplace(slug);
    if (is_new) {
      order_.push_back(slug);
      found->second.name = name;
    }
    return found->second;
  }

  void Know(const Initiative& initiative) {
    const Period runs{"", initiative.first.value_or(period_.first),
                      initiative.last.value_or(period_.last)};
    if (!Overlap(runs, period_)) return;
    Known& known = Find(initiative.name);
    known.described = &initiative;
    known.foci.insert(initiative.focus);
  }

  void Know(const CountRow& row) {
    if (!Overlap(row.period, period_) ||
        Slug(row.initiative) == kStatedTotalSlug) {
      return;
    }
    Known& known = Find(row.initiative);
    known.foci.insert(row.focus);
    const std::optional<int> rank = RankOf(row);
    if (!row.slices.empty() || !rank.has_value()) return;
    if (!(row.period == period_)) {
      known.has_year = true;
      return;
    }
    const CountRow*& counted = known.counted[row.focus];
    if (counted == nullptr || *rank < *RankOf(*counted)) counted = &row;
  }

  void Add(const std::string& slug, const Known& known, Focus focus) {
    const bool divided = known.foci.size() > 1;
    HalfYearRow row;
    row.id = divided ? absl::StrCat(slug, ".", FocusWord(focus)) : slug;
    row.name =
        divided ? absl::StrCat(known.name, ", ", FocusWord(focus)) : known.name;
    row.focus = focus;
    if (known.described != nullptr && known.described->focus == focus) {
      row.planned = known.described->planned;
    }
    const auto counted = known.counted.find(focus);
    if (counted == known.counted.end()) {
      Warn(row.name, "HALF_YEAR_MISSING",
           known.has_year
               ? "Insatsen har inget antal för just halvåret; det som är "
                 "räknat för längre eller annan tid kan inte delas i halvår."
               : "Insatsen har inget antal för halvåret.");
    } else {
      AddCounts(*counted->second, &row);
    }
    if (const auto means = means_.extract(Slug(row.name))) {
      row.budget = means.mapped()->budget;
      row.outcome = means.mapped()->outcome;
    }
    made_.rows.push_back(std::move(row));
  }

  void AddCounts(const CountRow& from, HalfYearRow* row) {
    const std::string path = CountPath(Slug(from.initiative), from);
    row->total = {TotalOf(from),
                  CountFigureId(path, kTotalSlug, from.period.text)};
    if (from.focus == Focus::kStructural) return;
    for (const Gender gender : kGenders) {
      const std::optional<int64_t> count = KnownCount(from, gender);
      if (!count.has_value()) continue;
      row->by_gender[static_cast<size_t>(gender)] = {
          *count, from.of(gender).has_value()
                      ? CountFigureId(path, GenderId(gender), from.period.text)
                      : ""};
    }
    if (!KnownCount(from, Gender::kWomen) || !KnownCount(from, Gender::kMen)) {
      Warn(row->name, "HALF_YEAR_MISSING",
           "Insatsens antal är inte delat på kvinnor och män.");
    }
  }

  void Warn(const std::string& name, absl::string_view reason,
            absl::string_view message) {
    findings_.Warn(0, "insats", reason, message, name, period_.text);
  }

  const Period period_;
  FollowUp made_;
  Findings findings_;
  std::map<std::string, Known> known_;
  std::vector<std::string> order_;
  // What no row has taken yet.
  std::map<std::string, const InitiativeMeans*> means_;
};

// The cells of the table, by what they are about.
class Cells {
 public:
  Cells(std::string id, const HalfYear& half, int64_t revision)
      : id_(std::move(id)), half_(half), revision_(revision) {}

  Cell Of(absl::string_view what,
          const std::optional<HalfYearCount>& count) const {
    if (!count.has_value()) return std::monostate{};
    Figure figure = Make(what, Count{count->value}, "reported");
    if (!count->figure_id.empty()) {
      figure.provenance.terms.push_back({count->figure_id, 1});
    }
    return FigureCell{std::move(figure), kCountDisplay};
  }

  Cell Of(absl::string_view what, const std::optional<Ore>& amount,
          absl::string_view rule) const {
    if (!amount.has_value()) return std::monostate{};
    return FigureCell{Make(what, *amount, rule),
                      Display{Unit::kKronor, amount->value % 100 == 0 ? 0 : 2}};
  }

 private:
  Figure Make(absl::string_view what, Value value,
              absl::string_view rule) const {
    return MakeFigure(
        absl::StrCat("half-year/", id_, "/", what, "/", half_.Text()),
        std::move(value), rule, revision_);
  }

  const std::string id_;
  const HalfYear& half_;
  const int64_t revision_;
};

TableRow RowOf(const HalfYearRow& row, const Cells& cells) {
  TableRow line{row.id, row.name, RowKind::kDetail, "", {FocusWord(row.focus)}};
  for (const Gender gender : kGenders) {
    line.cells.push_back(
        cells.Of(GenderId(gender), row.by_gender[static_cast<size_t>(gender)]));
  }
  line.cells.push_back(cells.Of(kTotalSlug, row.total));
  std::optional<HalfYearCount> planned;
  if (row.planned.has_value()) planned = HalfYearCount{*row.planned, ""};
  line.cells.push_back(cells.Of("planned", planned));
  line.cells.push_back(cells.Of("budget", row.budget, "budget"));
  line.cells.push_back(cells.Of("outcome", row.outcome, "outcome"));
  return line;
}

}  // namespace

Period HalfYear::period() const {
  const absl::CivilMonth first(year, half == 1 ? 1 : 7);
  const absl::CivilMonth last = first + 5;
  return {absl::StrCat(absl::FormatCivilTime(first), "..",
                       absl::FormatCivilTime(last)),
          first, last};
}

std::string HalfYear::Text() const { return absl::StrCat(year, "-", half); }

absl::StatusOr<FollowUp> MakeFollowUp(const HalfYear& half, const Facts& facts,
                                      const Means& means) {
  if (half.half != 1 && half.half != 2) {
    return Refuse(absl::StatusCode::kInvalidArgument, "HALF_YEAR_INVALID",
                  "halvåret är 1 (januari till juni) eller 2 (juli till "
                  "december)");
  }
  RETURN_IF_ERROR(CheckMeans(means));
  return Maker(half, facts, means).Make();
}

Table FollowUpTable(const HalfYear& half, const FollowUp& follow_up,
                    const Means& means, int64_t revision) {
  Table table;
  table.id = "half-year";
  table.title =
      absl::StrCat("Uppföljning Finsam, ", PeriodLabel(half.period()));
  table.row_header = "Insats";
  table.columns = ColumnsOf({kGenders.begin(), kGenders.end()});
  table.columns.insert(table.columns.begin(), {"focus", "Inriktning"});
  table.columns.push_back({"planned", "Planerade"});
  table.columns.push_back({"budget", "Budget, kr"});
  table.columns.push_back({"outcome", "Utfall, kr"});
  for (const HalfYearRow& row : follow_up.rows) {
    table.rows.push_back(RowOf(row, Cells(row.id, half, revision)));
  }
  // No initiative is called so (kTotalSlug).
  const std::string association(kTotalSlug);
  const Cells cells(association, half, revision);
  table.rows.push_back({association, "Förbundet", RowKind::kHeading, "", {}});
  const auto add = [&](const char* id, const char* label, Cell budget,
                       Cell outcome) {
    TableRow line{absl::StrCat(association, ".", id), label, RowKind::kDetail,
                  "", std::vector<Cell>(table.columns.size())};
    line.cells[line.cells.size() - 2] = std::move(budget);
    line.cells.back() = std::move(outcome);
    table.rows.push_back(std::move(line));
  };
  add("allotted", "Tilldelade medel", {},
      cells.Of("allotted", means.allotted, "decided"));
  add("own-capital", "Eget kapital", {},
      cells.Of("own-capital", means.own_capital, "outcome"));
  add("administration", "Administration",
      cells.Of("administration-budget", means.administration_budget, "budget"),
      cells.Of("administration-outcome", means.administration_outcome,
               "outcome"));
  return table;
}

}  // namespace finsam::participants
