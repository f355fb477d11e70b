#include "cli/outcomes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/command_kit.h"
#include "cli/outcome_file.h"
#include "cli/outcome_rows.h"
#include "cli/output.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;
namespace led = ledger::v1;

constexpr int kMonths = 12;
constexpr int kYearInMonth = 100;  // June 2017 is 201706.
// Pairs of rows that a warning names.
constexpr size_t kNamedPairsMax = 3;

absl::StatusOr<led::GetStatementsResponse> AskStatements(
    const FiscalYearName& year, int through, Client& client) {
  led::GetStatementsRequest request;
  request.set_fiscal_year(year.Text());
  request.set_through(year.year * kYearInMonth + through);
  return client.Ask<led::GetStatementsResponse>(request);
}

// Warns, when `warns`, of rows that may count the same money.
absl::StatusOr<std::vector<OutcomeRow>> AskRows(
    const std::vector<std::string>& named, const FiscalYearName& year,
    int through, bool warns, Client& client) {
  ASSIGN_OR_RETURN(const auto statements, AskStatements(year, through, client));
  std::vector<std::string> unsure;
  ASSIGN_OR_RETURN(std::vector<OutcomeRow> rows,
                   RowsOf(statements, named, year.year, &unsure));
  if (!warns || unsure.empty()) return rows;
  const size_t more = unsure.size() - std::min(unsure.size(), kNamedPairsMax);
  unsure.resize(unsure.size() - more);
  Complain(absl::StrCat(
      "varning: ", absl::StrJoin(unsure, "; "),
      more == 0 ? "" : absl::StrCat("; och ", more, " par till"),
      " tar samma konton efter objekt i olika dimensioner: en post som har "
      "båda objekten räknas två gånger\n"));
  return rows;
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
                                     bool warns, Client& client) {
  YearMonths out;
  std::map<std::string, int64_t> to_date;
  for (int month = 1; month <= through; ++month) {
    ASSIGN_OR_RETURN(
        const std::vector<OutcomeRow> rows,
        AskRows(named, year, month, warns && month == through, client));
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
                   AskMonths(options.statements, year, through,
                             /*warns=*/true, client));
  ASSIGN_OR_RETURN(const std::set<int> known, YearsWithVouchers(year, client));
  // By year, the oldest first; the history ends where a year is not known.
  std::map<int, YearMonths> earlier;
  FiscalYearName name = year;
  for (int i = 0; i < options.history_years; ++i) {
    if (known.count(--name.year) == 0) break;
    ASSIGN_OR_RETURN(const int booked, BookedThrough(name, client));
    if (booked < kMonths) {
      Complain(absl::StrCat("varning: böckerna för ", name.year,
                            " är inte bokförda till och med december: året "
                            "räknas inte med i historiken\n"));
      break;
    }
    auto months = AskMonths(options.statements, name, kMonths,
                            /*warns=*/false, client);
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

absl::StatusOr<int> BookedThrough(const FiscalYearName& year, Client& client) {
  // Of most years December has a voucher: one question.
  for (int month = kMonths; month > 0; --month) {
    led::ListVouchersRequest request;
    request.set_fiscal_year(year.Text());
    request.set_page_size(1);
    common::v1::Date& first = *request.mutable_filter()->mutable_first_date();
    first.set_year(year.year);
    first.set_month(month);
    first.set_day(1);
    do {
      ASSIGN_OR_RETURN(const auto page,
                       client.Ask<led::ListVouchersResponse>(request));
      if (!page.vouchers().empty()) return month;
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
  }
  return 0;
}

absl::StatusOr<int64_t> BookedFigure(const std::string& figure,
                                     const FiscalYearName& year, int through,
                                     Client& client) {
  ASSIGN_OR_RETURN(const auto statements, AskStatements(year, through, client));
  const FigureMap figures = FiguresOf(statements);
  const auto found = figures.find(absl::StrCat(figure, "/", year.year));
  if (found != figures.end() && found->second->value().has_amount_ore()) {
    return found->second->value().amount_ore();
  }
  return Refuse(absl::StatusCode::kNotFound, "FIGURE_UNKNOWN",
                absl::StrCat("böckerna för ", year.year,
                             " har inget belopp som heter ", figure));
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

absl::StatusOr<Outcomes> OutcomesFor(const OutcomeOptions& options,
                                     const FiscalYearName& year, int through,
                                     Client& client) {
  Outcomes outcomes;
  if (!options.statements.empty()) {
    ASSIGN_OR_RETURN(
        const std::vector<OutcomeRow> rows,
        AskRows(options.statements, year, through, /*warns=*/true, client));
    for (const OutcomeRow& row : rows) {
      bud::LineOutcome& outcome = outcomes.lines.emplace_back();
      outcome.set_line(row.line);
      outcome.set_label(row.label);
      outcome.set_kind(row.kind);
      *outcome.mutable_outcome() = row.figure;
    }
    return outcomes;
  }
  ASSIGN_OR_RETURN(const std::string content, ReadFile(options.file));
  ASSIGN_OR_RETURN(const std::vector<bud::LineHistory> lines,
                   ReadOutcomes(options.file, content, year.year, through,
                                &outcomes.net_items));
  for (const bud::LineHistory& line : lines) {
    bud::LineOutcome& outcome = outcomes.lines.emplace_back();
    outcome.set_line(line.line());
    outcome.set_kind(line.kind());
    for (const int64_t ore : line.months_ore()) outcome.add_months_ore(ore);
  }
  return outcomes;
}

}  // namespace finsam::cli
