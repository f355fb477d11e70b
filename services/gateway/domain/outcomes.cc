#include "services/gateway/domain/outcomes.h"

#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace finsam::gateway {
namespace {

// What a follow-up of one month gives for each line (budget.proto, FollowUp).
constexpr const char* kFollowUpWords[] = {
    "budget",  "outcome",           "deviation", "accrual",
    "accrued", "accrued-deviation", "moved",     "reimbursed",
    "net",     "net-deviation"};
// What a table's column of an outcome, or of a deviation, gives.
constexpr const char* kTableWords[] = {"outcome", "deviation"};
constexpr char kTo[] = "to-";  // "outcome/kansli/to-2025-06"
constexpr const char* kSums[] = {"income", "costs", "result"};

std::string Period(int through) {
  return absl::StrFormat("%d-%02d", through / 100, through % 100);
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
  std::set<std::string> own(std::begin(kSums), std::end(kSums));
  std::set<std::string> budgeted;
  std::set<std::string> periods;  // Of the tables' outcomes.
  const std::string last = absl::StrCat(year);
  for (const std::string& id : figure_ids) {
    const std::vector<std::string> parts = absl::StrSplit(id, '/');
    if (parts.size() != 3) continue;
    if (parts[0] == statement && parts[2] == last) own.insert(parts[1]);
    if (parts[0] == "budget" && parts[2] == last) budgeted.insert(parts[1]);
    if (parts[0] == "outcome" && absl::StrContains(parts[2], "-")) {
      periods.insert(parts[2]);
    }
  }
  if (statement.empty()) return {};
  std::set<std::string> ids;
  const auto add = [&ids](const auto& words, const std::set<std::string>& lines,
                          const std::string& period) {
    for (const char* word : words) {
      for (const std::string& line : lines) {
        ids.insert(absl::StrCat(word, "/", line, "/", period));
      }
    }
  };
  for (const std::string& period : periods) add(kTableWords, own, period);
  if (layout.kind == ReportKind::kInterim && !budgeted.empty()) {
    add(kFollowUpWords, own, Period(layout.through));
    add(kFollowUpWords, budgeted, Period(layout.through));
  }
  return {ids.begin(), ids.end()};
}

}  // namespace finsam::gateway
