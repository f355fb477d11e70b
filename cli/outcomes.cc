#include "cli/outcomes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/command_kit.h"
#include "cli/outcome_file.h"
#include "cli/output.h"
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

// The figures of the statements, of rows and others, by id.
using FigureMap = std::map<std::string, const common::v1::Figure*>;

FigureMap FiguresOf(const led::GetStatementsResponse& statements) {
  FigureMap figures;
  for (const common::v1::Table& table : statements.statements()) {
    for (const common::v1::Row& row : table.rows()) {
      for (const common::v1::Cell& cell : row.cells()) {
        figures.emplace(cell.figure().id(), &cell.figure());
      }
    }
  }
  for (const common::v1::Figure& figure : statements.figures()) {
    figures.emplace(figure.id(), &figure);
  }
  return figures;
}

// The sums over the books that `figure` is, or was computed from.
void AddBooks(const common::v1::Figure& figure, const FigureMap& figures,
              std::set<std::string>* seen,
              std::vector<const common::v1::BooksOrigin*>* books) {
  if (!seen->insert(figure.id()).second) return;
  const common::v1::Provenance& provenance = figure.provenance();
  if (!provenance.books().selections().empty()) {
    books->push_back(&provenance.books());
  }
  for (const common::v1::Term& term : provenance.terms()) {
    const auto found = figures.find(term.figure_id());
    if (found != figures.end()) AddBooks(*found->second, figures, seen, books);
  }
}

// True when some entry is surely in both, if there is any in either. Objects
// of two dimensions may stand on one entry or not: that is not known here.
bool Overlap(const common::v1::AccountSelection& a,
             const common::v1::AccountSelection& b) {
  if (a.first_account() > b.last_account() ||
      b.first_account() > a.last_account()) {
    return false;
  }
  if (a.dimension() == 0 || b.dimension() == 0) return true;
  if (a.dimension() != b.dimension()) return false;
  if (a.objects().empty() || b.objects().empty()) {
    return a.objects().empty() && b.objects().empty();
  }
  return std::any_of(
      a.objects().begin(), a.objects().end(), [&](const std::string& object) {
        return std::find(b.objects().begin(), b.objects().end(), object) !=
               b.objects().end();
      });
}

bool Overlap(const common::v1::BooksOrigin& a,
             const common::v1::BooksOrigin& b) {
  for (const auto& one : a.selections()) {
    for (const auto& other : b.selections()) {
      if (Overlap(one, other)) return true;
    }
  }
  return false;
}

// A row that was taken, with the statement that it is of.
struct TakenRow {
  std::string statement;
  std::string line;
  std::vector<const common::v1::BooksOrigin*> books;
};

absl::Status CheckBooks(const TakenRow& row,
                        const std::vector<TakenRow>& taken) {
  using common::v1::BooksOrigin;
  for (const BooksOrigin* books : row.books) {
    if (books->measure() == BooksOrigin::OPENING ||
        books->measure() == BooksOrigin::CLOSING) {
      return Refuse(
          absl::StatusCode::kInvalidArgument, "OUTCOME_BALANCE",
          absl::StrCat("raden ", row.line, " i ", row.statement,
                       " är ett saldo; ett utfall är vad som bokförts under "
                       "året, som i resultaträkningen eller en not till den"));
    }
    for (const TakenRow& other : taken) {
      if (other.statement == row.statement) continue;
      for (const BooksOrigin* others : other.books) {
        if (!Overlap(*books, *others)) continue;
        return Refuse(
            absl::StatusCode::kInvalidArgument, "OUTCOME_OVERLAP",
            absl::StrCat("raden ", other.line, " i ", other.statement, " och ",
                         row.line, " i ", row.statement,
                         " summerar samma konton: samma pengar skulle räknas "
                         "två gånger; ge bara den ena uppställningen"));
      }
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<led::GetStatementsResponse> AskStatements(
    const FiscalYearName& year, int through, Client& client) {
  led::GetStatementsRequest request;
  request.set_fiscal_year(year.Text());
  request.set_through(year.year * kYearInMonth + through);
  return client.Ask<led::GetStatementsResponse>(request);
}

absl::StatusOr<std::vector<OutcomeRow>> AskRows(
    const std::vector<std::string>& named, const FiscalYearName& year,
    int through, Client& client) {
  ASSIGN_OR_RETURN(const auto statements, AskStatements(year, through, client));
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
    ASSIGN_OR_RETURN(const int booked, BookedThrough(name, client));
    if (booked < kMonths) {
      Complain(absl::StrCat("varning: böckerna för ", name.year,
                            " är inte bokförda till och med december: året "
                            "räknas inte med i historiken\n"));
      break;
    }
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
  const FigureMap figures = FiguresOf(statements);
  std::map<std::string, std::string> seen;  // Line to statement.
  std::vector<TakenRow> taken;
  std::set<std::string> names;
  for (const std::string& name : named) {
    if (!names.insert(name).second) {
      return Refuse(
          absl::StatusCode::kInvalidArgument, "STATEMENT_TWICE",
          absl::StrCat("uppställningen ", name, " är namngiven två gånger"));
    }
    const auto table = tables.find(name);
    if (table == tables.end()) return NoStatement(name, year, tables);
    for (OutcomeRow& row : RowsOfTable(*table->second, year)) {
      const auto [first, is_new] = seen.emplace(row.line, name);
      if (!is_new) {
        return Refuse(absl::StatusCode::kInvalidArgument, "HISTORY_LINE_TWICE",
                      absl::StrCat("raden ", row.line, " finns i både ",
                                   first->second, " och ", name));
      }
      TakenRow now{name, row.line, {}};
      std::set<std::string> walked;
      AddBooks(row.figure, figures, &walked, &now.books);
      RETURN_IF_ERROR(CheckBooks(now, taken));
      taken.push_back(std::move(now));
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

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
