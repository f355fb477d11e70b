// Outcomes, handed in, against what is kept: follow-up and tables.

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "common/store/journal.h"
#include "services/budget/budget.h"
#include "services/budget/contributions_file.h"
#include "services/budget/domain/remarks.h"
#include "services/budget/domain/tables.h"
#include "services/budget/table_layout_file.h"

namespace finsam::budget {
namespace {

Problem OutcomeProblem(absl::string_view place, absl::string_view found,
                       const char* message) {
  return {.reason = "OUTCOME_INVALID",
          .file = "",
          .field = std::string(place),
          .found = Shortened(found, kFoundBytesMax),
          .expected = "",
          .message = message};
}

void CheckOrigin(const Figure& figure, absl::string_view place,
                 std::vector<Problem>* problems) {
  const bool amount =
      !HasValue(figure.value) || std::holds_alternative<Ore>(figure.value);
  if (IsFigureId(figure.id) && amount) return;
  problems->push_back(OutcomeProblem(
      place, figure.id, "Utfallet är ingen figur med ett belopp och ett id."));
}

// Months to a sum, as a figure is to its value.
LineFact FactOf(const AskedOutcome& asked, int month, absl::string_view place,
                std::vector<Problem>* problems) {
  LineFact fact;
  if (asked.figure.has_value()) {
    CheckOrigin(*asked.figure, place, problems);
    const BooksOrigin& books = asked.figure->provenance.books;
    if (!books.selections.empty() && (books.measure == Measure::kOpening ||
                                      books.measure == Measure::kClosing)) {
      problems->push_back(OutcomeProblem(
          place, asked.figure->id,
          "Utfallet är ett saldo: ett utfall är vad som bokförts under året."));
    }
    fact = OutcomeFact(asked.line, *asked.figure);
  } else {
    fact.line = asked.line;
    fact.rule = "outcome";
    const auto count = static_cast<size_t>(month);
    const bool fits =
        std::all_of(asked.months.begin(), asked.months.end(), [](Ore booked) {
          return booked <= kMonthOutcomeMax && booked >= -kMonthOutcomeMax;
        });
    if (asked.months.size() < count || asked.months.size() > kMonths || !fits) {
      problems->push_back(OutcomeProblem(
          place, asked.line,
          "Raden saknar en månad, har för många eller ett för stort belopp."));
    } else {
      fact.amount = Ore{};
      for (size_t i = 0; i < count; ++i) *fact.amount += asked.months[i];
    }
  }
  fact.label = asked.label;
  fact.group = asked.group;
  fact.kind = asked.kind.value_or(Kind::kCost);
  fact.comment = asked.comment;
  return fact;
}

// What is wrong with single lines; the domain says the rest.
absl::StatusOr<ColumnFacts> FactsOf(const OutcomeColumn& column,
                                    absl::string_view place) {
  ColumnFacts facts;
  facts.key = {ColumnSource::kOutcome, column.year, column.month};
  std::vector<Problem> problems;
  if (column.lines.size() > kLinesMax) {
    problems.push_back(OutcomeProblem(place, absl::StrCat(column.lines.size()),
                                      "Utfallet har för många rader."));
    return RefuseInput(std::move(problems));
  }
  for (size_t i = 0; i < column.lines.size(); ++i) {
    facts.lines.push_back(FactOf(column.lines[i], column.month,
                                 absl::StrCat(place, "[", i, "]"), &problems));
  }
  if (column.opening_capital.has_value()) {
    CheckOrigin(*column.opening_capital, "opening_capital", &problems);
    facts.opening_capital =
        OutcomeFact(kOpeningCapital, *column.opening_capital);
  }
  if (!problems.empty()) return RefuseInput(std::move(problems));
  return facts;
}

absl::Status CheckMonth(int month) {
  if (month >= 1 && month <= kMonths) return absl::OkStatus();
  return Refuse(absl::StatusCode::kInvalidArgument, "MONTH_INVALID",
                absl::StrCat("månad ", month, " är ingen av 1 till 12"));
}

// The year's instalments as parts that cover months. Left out are those
// - invoiced before the year: the books deferred them into its outcome, where
//   they are for the year's months already;
// - of a line that neither budget nor outcome has, about which the import has
//   warned.
absl::StatusOr<std::vector<CoveredPart>> KeptParts(
    const store::Snapshot& snapshot, const Budget& budget,
    const ColumnFacts& outcome) {
  const FiscalYearName& year = budget.year;
  std::set<absl::string_view> known;
  for (const Line& line : budget.decided.lines) known.insert(line.id);
  for (const LineFact& fact : outcome.lines) known.insert(fact.line);
  std::vector<CoveredPart> parts;
  ASSIGN_OR_RETURN(const auto content,
                   ReadFile(snapshot, year, kInstalmentsFile));
  if (!content.has_value()) return parts;
  std::vector<Problem> problems;
  const InstalmentDraft draft = ReadInstalmentsFile(*content, &problems);
  if (!problems.empty()) {
    return absl::DataLossError("kept instalments cannot be read");
  }
  for (size_t i = 0; i < draft.instalments.size(); ++i) {
    const Instalment& one = draft.instalments[i];
    if (one.invoiced.year() < year.year || !known.contains(one.line)) continue;
    parts.push_back({one.line, one.amount, one.invoiced, one.first, one.last,
                     absl::StrCat(year.Text(), "/instalments/", i + 1),
                     absl::StrCat(kInstalmentsFile, ":", draft.places[i])});
  }
  return parts;
}

// The lines that have a budget and of which no outcome is handed in.
std::vector<std::string> LinesWithout(
    const Budget& budget, const std::vector<AskedOutcome>& outcomes) {
  std::set<absl::string_view> known;
  for (const AskedOutcome& outcome : outcomes) known.insert(outcome.line);
  std::vector<std::string> missing;
  for (const Line& line : budget.decided.lines) {
    if (line.amount != Ore{0} && !known.contains(line.id)) {
      missing.push_back(line.id);
    }
  }
  return missing;
}

bool IsSomething(const AskedOutcome& asked) {
  if (asked.figure.has_value()) {
    const Ore* amount = std::get_if<Ore>(&asked.figure->value);
    return amount == nullptr || *amount != Ore{0};
  }
  return std::any_of(asked.months.begin(), asked.months.end(),
                     [](Ore month) { return month != Ore{0}; });
}

// What a person wrote of a line's kind must be the budget's; of a statement,
// whose rows have one sign for all, it is remarked upon. So are lines that the
// budget has not, but for those that net items place in it.
absl::Status CompareLines(const Budget& budget,
                          const FollowUpQuestion& question,
                          std::vector<Problem>* remarks) {
  std::set<absl::string_view> placed;
  for (const NetItem& item : question.net_items) {
    placed.insert(item.cost_line);
    placed.insert(item.counter_line);
  }
  std::vector<Problem> problems;
  std::vector<SaidLine> said;
  for (size_t i = 0; i < question.outcomes.size(); ++i) {
    const AskedOutcome& asked = question.outcomes[i];
    const Line* line = FindLine(budget, asked.line);
    if (!asked.figure.has_value() && line != nullptr &&
        asked.kind.value_or(line->kind) != line->kind) {
      const bool is_cost = line->kind == Kind::kCost;
      problems.push_back({.reason = "OUTCOME_KIND",
                          .file = "",
                          .field = absl::StrCat("outcomes[", i, "].kind"),
                          .found = asked.line,
                          .expected = is_cost ? "kostnad" : "intäkt",
                          .message = absl::StrCat(
                              "Raden är en ", is_cost ? "kostnad" : "intäkt",
                              " i budgeten.")});
    } else if (IsSomething(asked) &&
               (line != nullptr || !placed.contains(asked.line))) {
      said.push_back({asked.line, asked.kind});
    }
  }
  if (!problems.empty()) return RefuseInput(std::move(problems));
  RemarkStrangers(budget, said, remarks);
  return absl::OkStatus();
}

// Collects the facts that a layout's columns are of. What there is none of is
// left out.
class FactFinder {
 public:
  FactFinder(const store::Snapshot& snapshot, const FiscalYearName& year)
      : snapshot_(snapshot), year_(year) {}

  absl::StatusOr<std::vector<ColumnFacts>> Find(
      const std::vector<ColumnKey>& keys,
      const std::vector<OutcomeColumn>& outcomes) {
    std::vector<ColumnFacts> facts;
    for (size_t i = 0; i < outcomes.size(); ++i) {
      RETURN_IF_ERROR(CheckMonth(outcomes[i].month));
      ASSIGN_OR_RETURN(
          ColumnFacts column,
          FactsOf(outcomes[i], absl::StrCat("outcomes[", i, "].lines")));
      facts.push_back(std::move(column));
    }
    for (const ColumnKey& key : keys) {
      std::optional<ColumnFacts> kept;
      ASSIGN_OR_RETURN(kept, Kept(key));
      if (kept.has_value()) facts.push_back(*std::move(kept));
    }
    return facts;
  }

 private:
  absl::StatusOr<std::optional<ColumnFacts>> Kept(const ColumnKey& key) {
    const FiscalYearName name{year_.organisation, key.year};
    if (key.source == ColumnSource::kForecast) {
      ASSIGN_OR_RETURN(const auto forecasts, ReadForecasts(snapshot_, name));
      const StoredForecast* const used = ForecastOfReports(forecasts);
      if (used == nullptr) return std::nullopt;
      return std::optional(FactsOfForecast(used->forecast, used->Name()));
    }
    const bool plan = key.source == ColumnSource::kPlan;
    if (!plan && key.source != ColumnSource::kBudget) return std::nullopt;
    ASSIGN_OR_RETURN(const auto budget,
                     ReadAdopted(snapshot_, plan ? year_ : name));
    if (!budget.has_value()) return std::nullopt;
    if (!plan) return std::optional(FactsOfBudget(*budget));
    const int after = key.year - year_.year;
    if (after < 1 || after > budget->decided.plan_years) return std::nullopt;
    return std::optional(FactsOfPlan(*budget, key.year));
  }

  const store::Snapshot& snapshot_;
  const FiscalYearName& year_;
};

}  // namespace

absl::StatusOr<FollowUpAnswer> Budgets::FollowUp(
    const FollowUpQuestion& question) const {
  RETURN_IF_ERROR(CheckMonth(question.month));
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const FiscalYearName& year = question.year;
  FollowUpAnswer answer;
  ASSIGN_OR_RETURN(const Budget budget, RequireVersion(*snapshot, year, 0));
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, year.organisation));
  answer.version = budget.version;
  ASSIGN_OR_RETURN(
      ColumnFacts outcome,
      FactsOf({year.year, question.month, question.outcomes, std::nullopt},
              "outcomes"));
  RETURN_IF_ERROR(CompareLines(budget, question, &answer.warnings));
  std::vector<CoveredPart> parts = question.parts;
  if (question.accrue_instalments) {
    ASSIGN_OR_RETURN(const auto kept, KeptParts(*snapshot, budget, outcome));
    parts.insert(parts.end(), kept.begin(), kept.end());
  }
  ASSIGN_OR_RETURN(
      answer.follow_up,
      MakeFollowUp(FactsOfBudget(budget), std::move(outcome), parts,
                   question.net_items, answer.head.revision));
  RemarkUnbooked(question.booked_through, year.year, question.month,
                 &answer.warnings);
  RemarkLines("OUTCOME_MISSING", LinesWithout(budget, question.outcomes),
              "Budgetrader utan utfall räknas som 0 i summorna.",
              &answer.warnings);
  std::move(answer.follow_up.remarks.begin(), answer.follow_up.remarks.end(),
            std::back_inserter(answer.warnings));
  return answer;
}

absl::StatusOr<TablesAnswer> Budgets::Tables(
    const FiscalYearName& year,
    const std::vector<OutcomeColumn>& outcomes) const {
  if (outcomes.size() > kOutcomeColumnsMax) {
    return Refuse(absl::StatusCode::kInvalidArgument, "OUTCOME_INVALID",
                  absl::StrCat(outcomes.size(), " utfall är fler än ",
                               kOutcomeColumnsMax));
  }
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  TablesAnswer answer;
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(const auto content,
                   ReadFile(*snapshot, year, kTableLayoutFile));
  if (!content.has_value()) {
    return Refuse(absl::StatusCode::kNotFound, "BUDGET_LAYOUT_UNKNOWN",
                  absl::StrCat("det finns ingen ", kTableLayoutFile, " för ",
                               year.Text()));
  }
  std::vector<Problem> problems;
  const std::optional<TableLayout> layout =
      ReadTableLayout(kTableLayoutFile, *content, &problems);
  if (!layout.has_value()) {
    return absl::DataLossError("a kept table layout cannot be read");
  }
  FactFinder finder(*snapshot, year);
  ASSIGN_OR_RETURN(std::vector<ColumnFacts> facts,
                   finder.Find(NeededFacts(*layout), outcomes));
  ASSIGN_OR_RETURN(BuiltTables built,
                   MakeTables(*layout, kTableLayoutFile, std::move(facts),
                              answer.head.revision));
  answer.tables = std::move(built.tables);
  answer.figures = std::move(built.figures);
  answer.warnings = std::move(built.warnings);
  return answer;
}

}  // namespace finsam::budget
