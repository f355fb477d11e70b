#include "services/gateway/domain/outcomes.h"

#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace finsam::gateway {
namespace {

// What a follow-up of one month gives (budget.proto, FollowUp), as the gateway
// asks for it: without net items, so that nothing is moved or reimbursed. Of
// the statement's lines; of the budget's to date; of the lines of both.
constexpr const char* kStatementWords[] = {"outcome", "net"};
constexpr char kBudgetWord[] = "budget";
constexpr const char* kBothWords[] = {"accrual", "accrued", "deviation",
                                      "accrued-deviation", "net-deviation"};
// What a table's column of an outcome, or of a deviation, gives.
constexpr const char* kTableWords[] = {"outcome", "deviation"};
// Sums that no outcome has; the first of them no share of a budget either.
constexpr char kContributions[] = "contributions";
constexpr const char* kCapital[] = {"opening-capital", "closing-capital"};
constexpr char kGroup[] = "group.";
constexpr char kTo[] = "to-";  // "outcome/kansli/to-2025-06"
constexpr int kMonths = 12;
constexpr const char* kSums[] = {"income", "costs", "result"};

std::string Period(int through) {
  return absl::StrFormat("%d-%02d", through / 100, through % 100);
}

using Lines = std::set<std::string>;

// "2017-06", and not "opening-2017".
bool IsMonth(absl::string_view period) {
  return period.size() == 7 && period[4] == '-';
}

void AddIds(const char* word, const Lines& lines, const std::string& period,
            Lines* ids) {
  for (const std::string& line : lines) {
    ids->insert(absl::StrCat(word, "/", line, "/", period));
  }
}

// Of a follow-up of January to `through`. A line of the budget that the
// statement has not may have a deviation, and instalments to accrue.
void AddFollowUp(int through, Lines statement, Lines budgeted, Lines* ids) {
  const std::string period = Period(through);
  // December's share of the budget is the budget.
  if (through % 100 != kMonths) AddIds(kBudgetWord, budgeted, period, ids);
  for (const char* row : kCapital) budgeted.erase(row);
  for (const std::string& line : budgeted) {
    if (absl::StartsWith(line, kGroup)) statement.insert(line);
  }
  for (const char* word : kStatementWords) AddIds(word, statement, period, ids);
  budgeted.merge(statement);
  for (const char* word : kBothWords) AddIds(word, budgeted, period, ids);
}

// Credit shown as positive is income. A line of other lines is as its first.
bool IsIncome(const Figure& figure, const FigureIndex& figures) {
  const Figure* of = &figure;
  if (of->provenance.books.selections.empty() &&
      !of->provenance.terms.empty()) {
    const Figure* term = Find(figures, of->provenance.terms[0].figure_id);
    if (term != nullptr) of = term;
  }
  return !of->provenance.books.selections.empty() &&
         of->provenance.books.sign < 0;
}

}  // namespace

std::optional<Outcome> OutcomeOf(const ReportLayout& layout,
                                 const std::vector<Table>& tables,
                                 const FigureIndex& figures, int year,
                                 int month) {
  const Table* table = FindTable(tables, layout.outcomes);
  if (layout.outcomes.empty() || table == nullptr) return std::nullopt;
  Outcome outcome{year, month, {}, {}};
  bool any = false;
  std::string group;
  for (const TableRow& row : table->rows) {
    if (row.kind == RowKind::kHeading) group = row.label;
    if (row.kind != RowKind::kDetail) continue;
    const Figure* figure =
        Find(figures, absl::StrCat(table->id, "/", row.id, "/", year));
    if (figure == nullptr) continue;
    any = any || HasValue(figure->value);
    outcome.lines.push_back(
        {row.id, row.label, group, IsIncome(*figure, figures), *figure});
  }
  if (!any) return std::nullopt;
  const Figure* opening =
      Find(figures, absl::StrCat(layout.opening_capital, "/", year));
  if (opening != nullptr) outcome.opening_capital = *opening;
  return outcome;
}

void NameByMonth(Outcome* outcome) {
  const std::string year = absl::StrCat("/", outcome->year);
  const std::string named =
      absl::StrFormat("/%s%d-%02d", kTo, outcome->year, outcome->month);
  const auto name = [&](Figure* figure) {
    if (absl::EndsWith(figure->id, year)) {
      figure->id.resize(figure->id.size() - year.size());
      figure->id += named;
    }
  };
  for (OutcomeLine& line : outcome->lines) name(&line.figure);
  if (outcome->opening_capital.has_value()) name(&*outcome->opening_capital);
}

LedgerFigure LedgerFigureOf(const Figure& figure) {
  LedgerFigure of{figure.id, figure.provenance.books.through};
  const size_t last = of.id.rfind('/') + 1;
  absl::string_view part = absl::string_view(of.id).substr(last);
  if (absl::ConsumePrefix(&part, kTo)) {
    of.id = absl::StrCat(of.id.substr(0, last), part.substr(0, part.find('-')));
  }
  return of;
}

std::vector<std::string> OutcomeFigureIds(
    const ReportLayout& layout, const std::string& statement, int year,
    const std::vector<std::string>& figure_ids) {
  if (statement.empty()) return {};
  const Lines sums(std::begin(kSums), std::end(kSums));
  Lines own = sums;       // Of the statement of the tables' outcomes.
  Lines followed = sums;  // Of the statement that this report follows up.
  Lines budgeted = sums;
  Lines periods[std::size(kTableWords)];  // Of the tables' columns.
  bool has_budget = false;
  const std::string last = absl::StrCat(year);
  for (const std::string& id : figure_ids) {
    const std::vector<std::string> parts = absl::StrSplit(id, '/');
    if (parts.size() != 3) continue;
    if (parts[2] == last) {
      if (parts[0] == statement) own.insert(parts[1]);
      if (parts[0] == layout.outcomes) followed.insert(parts[1]);
      if (parts[0] == kBudgetWord) {
        has_budget = true;
        if (parts[1] != kContributions) budgeted.insert(parts[1]);
      }
    }
    for (size_t i = 0; i < std::size(kTableWords); ++i) {
      if (parts[0] == kTableWords[i] && IsMonth(parts[2])) {
        periods[i].insert(parts[2]);
      }
    }
  }
  Lines ids;
  for (size_t i = 0; i < std::size(kTableWords); ++i) {
    for (const std::string& period : periods[i]) {
      AddIds(kTableWords[i], own, period, &ids);
    }
  }
  if (layout.kind == ReportKind::kInterim && has_budget &&
      !layout.outcomes.empty()) {
    AddFollowUp(layout.through, followed, std::move(budgeted), &ids);
  }
  return {ids.begin(), ids.end()};
}

}  // namespace finsam::gateway
