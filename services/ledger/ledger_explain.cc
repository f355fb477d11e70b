// Ledger::Explain: from a figure down to the accounts and entries behind it.

#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "services/ledger/domain/selection.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "services/ledger/ledger.h"
#include "services/ledger/statement_source.h"

namespace finsam::ledger {
namespace {

// A figure with what people call it.
struct Named {
  Figure figure;
  std::string label;
};

std::optional<Named> FindInTable(const Table& table, const std::string& id) {
  for (const TableRow& row : table.rows) {
    for (size_t i = 0; i < row.cells.size(); ++i) {
      const auto* cell = std::get_if<FigureCell>(&row.cells[i]);
      if (cell == nullptr || cell->figure.id != id) continue;
      const std::string column =
          i < table.columns.size() ? table.columns[i].label : "";
      return Named{cell->figure,
                   absl::StrCat(table.title, ": ", row.label, ", ", column)};
    }
  }
  return std::nullopt;
}

// The label of a figure that no table shows: "statement/line/opening-2024".
std::string LabelBeside(const Statements& statements, const std::string& id) {
  const std::vector<std::string> parts = absl::StrSplit(id, '/');
  for (const Table& table : statements.tables) {
    if (parts.size() < 2 || table.id != parts[0]) continue;
    for (const TableRow& row : table.rows) {
      if (row.id != parts[1]) continue;
      return absl::StrCat(table.title, ": ", row.label, ", ", parts.back());
    }
  }
  return id;
}

std::optional<Named> FindNamed(const Statements& statements,
                               const std::string& id) {
  for (const Table& table : statements.tables) {
    if (auto found = FindInTable(table, id); found.has_value()) return found;
  }
  for (const Figure& figure : statements.figures) {
    if (figure.id == id) return Named{figure, LabelBeside(statements, id)};
  }
  return std::nullopt;
}

Ore Measured(Measure measure, const MonthlyBalance& balance) {
  switch (measure) {
    case Measure::kOpening:
      return balance.opening;
    case Measure::kMovement:
      return balance.Movement();
    case Measure::kDebits:
      return balance.debits;
    case Measure::kCredits:
      return balance.Movement() - balance.debits;
    case Measure::kClosing:
      break;
  }
  return balance.opening + balance.Movement();
}

// Whether an entry is one of those that the measure sums.
bool IsSummed(Ore entry, Measure measure) {
  if (measure == Measure::kDebits) return entry > Ore{0};
  if (measure == Measure::kCredits) return entry < Ore{0};
  return true;
}

absl::StatusOr<std::vector<Explanation::AccountSum>> AccountSums(
    const LedgerReader& reader, const BooksOrigin& books) {
  std::vector<Explanation::AccountSum> out;
  ASSIGN_OR_RETURN(
      const BalanceMap balances,
      ReadBalancesThrough(reader, books.fiscal_year, books.through));
  ASSIGN_OR_RETURN(const Chart chart, reader.ReadChart(books.fiscal_year));
  for (const auto& [key, balance] : balances) {
    if (!Matches(books.selections, key.account, key.objects)) continue;
    Explanation::AccountSum sum{key.account,
                                chart.AccountName(key.account),
                                key.objects,
                                {},
                                Measured(books.measure, balance)};
    for (const ObjectRef& object : key.objects) {
      sum.object_names.push_back(chart.ObjectName(object));
    }
    out.push_back(std::move(sum));
  }
  return out;
}

// Where a page of entries ended, "9:17:3": at revision 9, after the entry 3,
// counted from 0, of the voucher at place 17.
struct Place {
  int64_t revision = 0;
  int64_t voucher = 0;
  int64_t index = -1;
};

absl::StatusOr<Place> ReadPlace(absl::string_view text) {
  Place place;
  if (text.empty()) return place;
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ':');
  if (parts.size() == 3 && absl::SimpleAtoi(parts[0], &place.revision) &&
      absl::SimpleAtoi(parts[1], &place.voucher) &&
      absl::SimpleAtoi(parts[2], &place.index)) {
    return place;
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "PAGE_INVALID",
                "Sidans märke är inte ett som bokföringen har gett.");
}

// A page of the entries that a sum takes, in the order of posting.
absl::Status ReadEntries(const LedgerReader& reader, const BooksOrigin& books,
                         int size, const Place& place, Explanation* out) {
  std::vector<int32_t> accounts;
  for (const Explanation::AccountSum& sum : out->accounts) {
    if (accounts.empty() || accounts.back() != sum.account) {
      accounts.push_back(sum.account);
    }
  }
  std::vector<EntryRow> rows;
  std::string next;
  const absl::CivilDay epoch(1970, 1, 1);
  // The first day that no longer counts.
  const int64_t end =
      books.through == 0
          ? std::numeric_limits<int64_t>::max()
          : absl::CivilDay(
                absl::CivilMonth(books.through / 100, books.through % 100) +
                1) -
                epoch;
  RETURN_IF_ERROR(reader.ScanEntries(
      books.fiscal_year, accounts, place.voucher,
      [&](int32_t account, const EntryRow& row) {
        if (row.place == place.voucher && row.index <= place.index) return true;
        if (!IsSummed(row.amount, books.measure) || row.day >= end) return true;
        const auto objects = ReadObjectBytes(row.objects);
        if (!objects.has_value() ||
            !Matches(books.selections, account, *objects)) {
          return true;
        }
        if (rows.size() == static_cast<size_t>(size)) {
          next = absl::StrCat(place.revision, ":", rows.back().place, ":",
                              rows.back().index);
          return false;
        }
        rows.push_back(row);
        return true;
      }));
  for (const EntryRow& row : rows) {
    ASSIGN_OR_RETURN(const auto voucher, reader.FindPlace(row.place));
    if (!voucher.has_value()) continue;
    const VoucherDraft& content = voucher->content;
    out->entries.push_back({content.series, voucher->number, content.date,
                            content.text,
                            content.entries[static_cast<size_t>(row.index)]});
  }
  out->next = next;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Explanation> Ledger::Explain(const FiscalYearName& name,
                                            const std::string& figure_id,
                                            int size, const std::string& after,
                                            int through) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(Place place, ReadPlace(after));
  if (after.empty()) {
    ASSIGN_OR_RETURN(const store::Head head,
                     store::ReadHead(*snapshot, name.organisation));
    place.revision = head.revision;
  }
  ASSIGN_OR_RETURN(const int64_t revision,
                   CheckRevision(*snapshot, name.organisation, place.revision));
  const LedgerReader reader(*snapshot, name.organisation, revision, &folds_);
  ASSIGN_OR_RETURN(const Statements statements,
                   StatementsFrom(reader, name, revision, through));
  const std::optional<Named> named = FindNamed(statements, figure_id);
  if (!named.has_value()) {
    return Refuse(absl::StatusCode::kNotFound, "FIGURE_UNKNOWN",
                  absl::StrCat("Bokföringen har ingen siffra som heter ",
                               IsFigureId(figure_id) ? figure_id : "så", "."));
  }
  Explanation out;
  out.figure = named->figure;
  out.label = named->label;
  out.head = statements.head;
  for (const Term& term : named->figure.provenance.terms) {
    const auto found = FindNamed(statements, term.figure_id);
    if (found.has_value()) out.terms.push_back(found->figure);
  }
  const BooksOrigin& books = named->figure.provenance.books;
  if (books.selections.empty()) return out;
  ASSIGN_OR_RETURN(out.accounts, AccountSums(reader, books));
  if (books.measure != Measure::kOpening) {
    RETURN_IF_ERROR(ReadEntries(reader, books, size, place, &out));
  }
  return out;
}

}  // namespace finsam::ledger
