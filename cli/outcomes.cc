#include "cli/outcomes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/command_kit.h"
#include "cli/outcome_file.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;
namespace led = ledger::v1;

constexpr int kMonths = 12;
constexpr int kYearInMonth = 100;  // June 2017 is 201706.

absl::Status NoStatement(
    const std::string& name, int year,
    const std::map<std::string, const common::v1::Table*>& known) {
  const auto id = [](std::string* out, const auto& entry) {
    out->append(entry.first);
  };
  return Refuse(
      absl::StatusCode::kNotFound, "STATEMENT_UNKNOWN",
      absl::StrCat("böckerna för ", year, " har ingen uppställning ", name,
                   "; de har ", absl::StrJoin(known, ", ", id)));
}

bud::Budget::Kind KindOf(const common::v1::Figure& figure) {
  const int sign = figure.provenance().books().sign();
  if (sign == 0) return bud::Budget::KIND_UNSPECIFIED;
  return sign < 0 ? bud::Budget::INCOME : bud::Budget::COST;
}

// The ordinary rows of one statement with an amount in the column of `year`.
std::vector<OutcomeRow> RowsOfTable(const common::v1::Table& table, int year) {
  std::vector<OutcomeRow> rows;
  for (const common::v1::Row& row : table.rows()) {
    if (row.kind() != common::v1::Row::DETAIL) continue;
    for (int i = 0; i < std::min(row.cells_size(), table.columns_size()); ++i) {
      const common::v1::Figure& figure = row.cells(i).figure();
      if (table.columns(i).id() != absl::StrCat(year) ||
          !figure.value().has_amount_ore()) {
        continue;
      }
      rows.push_back({row.id(), row.label(), KindOf(figure), figure});
    }
  }
  return rows;
}

absl::StatusOr<std::vector<OutcomeRow>> AskRows(
    const std::vector<std::string>& named, const FiscalYearName& year,
    int through, Client& client) {
  led::GetStatementsRequest request;
  request.set_fiscal_year(year.Text());
  request.set_through(year.year * kYearInMonth + through);
  ASSIGN_OR_RETURN(const auto statements,
                   client.Ask<led::GetStatementsResponse>(request));
  return RowsOf(statements, named, year.year);
}

// A year's months, in the order of the statements' rows. What a row comes to
// in a month is what it came to more than the month before.
struct YearMonths {
  std::vector<std::string> order;
  std::map<std::string, bud::Budget::Kind> kinds;
  std::map<std::string, std::vector<int64_t>> months;
};

absl::StatusOr<YearMonths> AskMonths(const std::vector<std::string>& named,
                                     const FiscalYearName& year, int through,
                                     Client& client) {
  YearMonths out;
  std::map<std::string, int64_t> to_date;
  for (int month = 1; month <= through; ++month) {
    ASSIGN_OR_RETURN(const std::vector<OutcomeRow> rows,
                     AskRows(named, year, month, client));
    for (const OutcomeRow& row : rows) {
      std::vector<int64_t>& months = out.months[row.line];
      if (months.empty()) out.order.push_back(row.line);
      out.kinds[row.line] = row.kind;
      // A row without a value had none in the months before.
      months.resize(static_cast<size_t>(month));
      int64_t& before = to_date[row.line];
      const int64_t now = row.figure.value().amount_ore();
      months.back() = now - before;
      before = now;
    }
  }
  for (auto& [line, months] : out.months) {
    months.resize(static_cast<size_t>(through));
  }
  return out;
}

// The years that the ledger has vouchers of.
absl::StatusOr<std::set<int>> YearsWithVouchers(const FiscalYearName& year,
                                                Client& client) {
  led::ListFiscalYearsRequest request;
  request.set_association(year.Association());
  ASSIGN_OR_RETURN(const auto listed,
                   client.Ask<led::ListFiscalYearsResponse>(request));
  std::set<int> years;
  for (const led::FiscalYear& one : listed.fiscal_years()) {
    ASSIGN_OR_RETURN(const FiscalYearName name,
                     ParseFiscalYearName(one.name()));
    if (!one.summary()) years.insert(name.year);
  }
  return years;
}

absl::StatusOr<std::vector<bud::LineHistory>> LedgerHistories(
    const OutcomeOptions& options, const FiscalYearName& year, int through,
    Client& client) {
  ASSIGN_OR_RETURN(const YearMonths now,
                   AskMonths(options.statements, year, through, client));
  ASSIGN_OR_RETURN(const std::set<int> known, YearsWithVouchers(year, client));
  // By year, the oldest first; the history ends where a year is not known.
  std::map<int, YearMonths> earlier;
  FiscalYearName name = year;
  for (int i = 0; i < options.history_years; ++i) {
    if (known.count(--name.year) == 0) break;
    auto months = AskMonths(options.statements, name, kMonths, client);
    if (absl::IsNotFound(months.status())) break;
    RETURN_IF_ERROR(months.status());
    earlier.emplace(name.year, *std::move(months));
  }
  std::vector<bud::LineHistory> lines;
  for (const std::string& id : now.order) {
    bud::LineHistory& line = lines.emplace_back();
    line.set_line(id);
    line.set_kind(now.kinds.at(id));
    for (const int64_t ore : now.months.at(id)) line.add_months_ore(ore);
    bool begun = false;
    for (const auto& [number, months] : earlier) {
      const auto found = months.months.find(id);
      begun = begun || found != months.months.end();
      if (!begun) continue;
      bud::LineHistory::Year* out = line.add_years();
      out->set_year(number);
      for (size_t month = 0; month < kMonths; ++month) {
        // A line that the layout left out a year stood still.
        out->add_months_ore(
            found == months.months.end() ? 0 : found->second[month]);
      }
    }
  }
  return lines;
}

}  // namespace

absl::StatusOr<std::vector<OutcomeRow>> RowsOf(
    const led::GetStatementsResponse& statements,
    const std::vector<std::string>& named, int year) {
  std::map<std::string, const common::v1::Table*> tables;
  for (const common::v1::Table& table : statements.statements()) {
    tables.emplace(table.id(), &table);
  }
  std::vector<OutcomeRow> rows;
  std::map<std::string, std::string> seen;  // Line to statement.
  for (const std::string& name : named) {
    const auto table = tables.find(name);
    if (table == tables.end()) return NoStatement(name, year, tables);
    for (OutcomeRow& row : RowsOfTable(*table->second, year)) {
      const auto [first, is_new] = seen.emplace(row.line, name);
      if (!is_new) {
        return Refuse(absl::StatusCode::kInvalidArgument, "HISTORY_LINE_TWICE",
                      absl::StrCat("raden ", row.line, " finns i både ",
                                   first->second, " och ", name));
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

absl::StatusOr<std::vector<bud::LineHistory>> HistoriesFor(
    const OutcomeOptions& options, const FiscalYearName& year, int through,
    Client& client) {
  if (!options.statements.empty()) {
    return LedgerHistories(options, year, through, client);
  }
  if (options.file.empty()) return std::vector<bud::LineHistory>();
  ASSIGN_OR_RETURN(const std::string content, ReadFile(options.file));
  return ReadOutcomes(options.file, content, year.year, through);
}

absl::StatusOr<std::vector<bud::LineOutcome>> OutcomesFor(
    const OutcomeOptions& options, const FiscalYearName& year, int through,
    Client& client) {
  std::vector<bud::LineOutcome> outcomes;
  if (!options.statements.empty()) {
    ASSIGN_OR_RETURN(const std::vector<OutcomeRow> rows,
                     AskRows(options.statements, year, through, client));
    for (const OutcomeRow& row : rows) {
      bud::LineOutcome& outcome = outcomes.emplace_back();
      outcome.set_line(row.line);
      outcome.set_label(row.label);
      outcome.set_kind(row.kind);
      *outcome.mutable_outcome() = row.figure;
    }
    return outcomes;
  }
  ASSIGN_OR_RETURN(const std::vector<bud::LineHistory> lines,
                   HistoriesFor(options, year, through, client));
  for (const bud::LineHistory& line : lines) {
    bud::LineOutcome& outcome = outcomes.emplace_back();
    outcome.set_line(line.line());
    outcome.set_kind(line.kind());
    for (const int64_t ore : line.months_ore()) outcome.add_months_ore(ore);
  }
  return outcomes;
}

}  // namespace finsam::cli
