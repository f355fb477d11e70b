// The ledger's questions about single vouchers, balances and accounts.

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/ledger/domain/selection.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "services/ledger/ledger.h"

namespace finsam::ledger {
namespace {

using ::absl::StatusCode;

// How many rows are kept until their vouchers are looked up together.
constexpr size_t kRowsTogetherMax = 1'024;

absl::Status PageInvalid() {
  return Refuse(StatusCode::kInvalidArgument, "PAGE_INVALID",
                "Sidans märke är inte ett som bokföringen har gett.");
}

// Where a paged question goes on: at the revision of its first page, after
// what the page before told; empty for the first.
struct Start {
  int64_t revision = 0;
  std::string after;
};

// Refusals: PAGE_INVALID, REVISION_UNKNOWN.
absl::StatusOr<Start> FindStart(const store::Snapshot& snapshot,
                                const std::string& organisation,
                                int64_t at_revision, const std::string& after) {
  Start start{at_revision, ""};
  if (!after.empty()) {
    const size_t colon = after.find(':');
    if (colon == std::string::npos ||
        !absl::SimpleAtoi(after.substr(0, colon), &start.revision)) {
      return PageInvalid();
    }
    start.after = after.substr(colon + 1);
  }
  ASSIGN_OR_RETURN(const int64_t revision,
                   CheckRevision(snapshot, organisation, start.revision));
  start.revision = revision;
  if (revision == kNow) {
    ASSIGN_OR_RETURN(const store::Head head,
                     store::ReadHead(snapshot, organisation));
    start.revision = head.revision;
  }
  return start;
}

std::string NextText(const Start& start, absl::string_view after) {
  return absl::StrCat(start.revision, ":", after);
}

// Refusals: FISCAL_YEAR_UNKNOWN, VOUCHER_UNKNOWN.
absl::StatusOr<PostedVoucher> RequireVoucher(const LedgerReader& reader,
                                             const VoucherRef& ref) {
  RETURN_IF_ERROR(
      RequireYear(reader, {reader.organisation(), ref.fiscal_year}).status());
  ASSIGN_OR_RETURN(std::optional<PostedVoucher> voucher,
                   reader.FindVoucher(ref));
  if (voucher.has_value()) return *std::move(voucher);
  return Refuse(
      StatusCode::kNotFound, "VOUCHER_UNKNOWN",
      absl::StrCat("Verifikation ", VoucherName(ref.series, ref.number),
                   " finns inte i räkenskapsåret ", ref.fiscal_year, "."));
}

// The voucher at a place that the books themselves name.
absl::StatusOr<PostedVoucher> VoucherAt(const LedgerReader& reader,
                                        int64_t place) {
  ASSIGN_OR_RETURN(std::optional<PostedVoucher> voucher,
                   reader.FindPlace(place));
  if (voucher.has_value()) return *std::move(voucher);
  return absl::DataLossError(
      absl::StrCat("there is no voucher at place ", place));
}

bool Carries(const ObjectSet& objects, const ObjectRef& asked) {
  const std::string* object = ObjectIn(objects, asked.dimension);
  return object != nullptr && *object == asked.object;
}

// Visits the account's entries that the question is about, from a place on.
absl::Status ScanRows(const LedgerReader& reader, int year,
                      const AccountEntriesQuery& query, int64_t first_place,
                      const std::function<bool(const EntryRow&)>& visit) {
  bool understood = true;
  RETURN_IF_ERROR(reader.ScanEntries(
      year, {query.account}, first_place, [&](int32_t, const EntryRow& row) {
        if (!query.object.has_value()) return visit(row);
        const auto objects = ReadObjectBytes(row.objects);
        understood = objects.has_value();
        if (!understood) return false;
        return !Carries(*objects, *query.object) || visit(row);
      }));
  if (understood) return absl::OkStatus();
  return absl::DataLossError("the objects of an entry cannot be understood");
}

// Gives the ledger `rows`, which come by place, with their vouchers' series
// and numbers. Vouchers that lie close are read together, as they are kept in
// blocks.
absl::Status NameRows(const LedgerReader& reader,
                      const std::vector<EntryRow>& rows,
                      AccountLedger* ledger) {
  constexpr auto kClose = static_cast<int64_t>(kBlockVouchersMax);
  size_t next = 0;
  while (next < rows.size()) {
    size_t end = next + 1;
    while (end < rows.size() &&
           rows[end].place - rows[end - 1].place <= kClose) {
      ++end;
    }
    RETURN_IF_ERROR(reader.ScanPlaces(
        rows[next].place, rows[end - 1].place,
        [&](const BlockVoucher& voucher) {
          const VoucherView& view = voucher.view;
          for (; next < end && rows[next].place == voucher.place; ++next) {
            ledger->Add({{DayOf(view.day()), std::string(view.series()),
                          view.number(), rows[next].index},
                         voucher.place,
                         rows[next].amount});
          }
          return true;
        }));
    next = end;
  }
  return absl::OkStatus();
}

// The account's entries by day; those that were summed lately are not read
// again.
absl::StatusOr<std::shared_ptr<const LedgerDays>> ReadDays(
    const LedgerReader& reader, const FiscalYear& year,
    const AccountEntriesQuery& query, DaysCache* cache) {
  std::string key = absl::StrCat(
      reader.organisation(), " ", absl::FormatCivilTime(year.first), " ",
      absl::FormatCivilTime(year.last), " ", query.account);
  if (query.object.has_value()) {
    absl::StrAppend(&key, " ", query.object->dimension, " ",
                    query.object->object);
  }
  ASSIGN_OR_RETURN(const int64_t last, reader.LastPlace());
  const DaysCache::At known = cache->Find(key, last);
  if (known.sum != nullptr && known.last_place == last) return known.sum;
  auto days = known.sum == nullptr ? std::make_shared<LedgerDays>()
                                   : std::make_shared<LedgerDays>(*known.sum);
  RETURN_IF_ERROR(ScanRows(reader, year.year(), query, known.last_place + 1,
                           [&days](const EntryRow& row) {
                             days->Add(row);
                             return true;
                           }));
  cache->Keep(key, {last, days});
  return days;
}

// Gives the ledger the entries of its window.
absl::Status AddRows(const LedgerReader& reader, int year,
                     const AccountEntriesQuery& query,
                     const LedgerWindow& window, AccountLedger* ledger) {
  std::vector<EntryRow> rows;
  absl::Status status;
  for (const PlaceRange& range : window.places) {
    RETURN_IF_ERROR(
        ScanRows(reader, year, query, range.first, [&](const EntryRow& row) {
          if (row.place > range.last) return false;
          if (!window.Holds(row)) return true;
          rows.push_back(row);
          if (rows.size() < kRowsTogetherMax) return true;
          status = NameRows(reader, rows, ledger);
          rows.clear();
          return status.ok();
        }));
    RETURN_IF_ERROR(status);
  }
  return NameRows(reader, rows, ledger);
}

// What the account opened the year with, and, in a year of comparison figures,
// the months' movements, which no entry tells of.
struct Known {
  Ore opening;
  std::vector<std::pair<absl::CivilDay, Ore>> sums;
};

absl::StatusOr<Known> ReadKnown(const LedgerReader& reader,
                                const StoredYear& year,
                                const AccountEntriesQuery& query) {
  Known out;
  ASSIGN_OR_RETURN(const BalanceMap openings,
                   reader.Openings(year.year.year()));
  for (auto at = openings.lower_bound({query.account, {}});
       at != openings.end() && at->first.account == query.account; ++at) {
    const auto& [key, balance] = *at;
    if (query.object.has_value() && !Carries(key.objects, *query.object)) {
      continue;
    }
    out.opening += balance.opening;
    if (!year.summary) continue;
    // By its last day a month's movement is complete.
    absl::CivilMonth month(year.year.first);
    for (const Ore movement : balance.months) {
      out.sums.emplace_back(
          std::min(absl::CivilDay(++month) - 1, year.year.last), movement);
    }
  }
  return out;
}

absl::StatusOr<std::vector<AccountEntriesPage::Line>> ReadLines(
    const LedgerReader& reader, const std::vector<LedgerPage::Line>& lines) {
  std::vector<AccountEntriesPage::Line> out;
  out.reserve(lines.size());
  PostedVoucher voucher;
  for (const LedgerPage::Line& line : lines) {
    if (voucher.place != line.row.place) {
      ASSIGN_OR_RETURN(voucher, VoucherAt(reader, line.row.place));
    }
    const VoucherDraft& content = voucher.content;
    const auto index = static_cast<size_t>(line.row.position.index);
    if (index >= content.entries.size()) {
      return absl::DataLossError(absl::StrCat(
          "the voucher at place ", voucher.place, " has no entry ", index));
    }
    out.push_back({{voucher.fiscal_year, content.series, voucher.number},
                   content.date,
                   content.text,
                   content.entries[index],
                   line.balance});
  }
  return out;
}

}  // namespace

absl::StatusOr<FoundVoucher> Ledger::GetVoucher(
    const std::string& organisation, const VoucherRef& voucher) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, organisation);
  FoundVoucher out;
  ASSIGN_OR_RETURN(out.voucher, RequireVoucher(reader, voucher));
  ASSIGN_OR_RETURN(const std::optional<int64_t> reversal,
                   reader.FindReversal(out.voucher.place));
  if (reversal.has_value()) {
    ASSIGN_OR_RETURN(const PostedVoucher by, VoucherAt(reader, *reversal));
    out.reversed_by = {by.fiscal_year, by.content.series, by.number};
  }
  ASSIGN_OR_RETURN(out.head, HeadOf(reader, kNow));
  return out;
}

absl::StatusOr<BalancePage> Ledger::QueryBalances(
    const FiscalYearName& name, const BalanceQuery& query) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(
      const Start start,
      FindStart(*snapshot, name.organisation, query.at_revision, query.after));
  RowSlice slice{0, static_cast<size_t>(query.size)};
  if (!start.after.empty() && !absl::SimpleAtoi(start.after, &slice.first)) {
    return PageInvalid();
  }
  const LedgerReader reader(*snapshot, name.organisation, start.revision,
                            &folds_);
  ASSIGN_OR_RETURN(const StoredYear year, RequireYear(reader, name));
  ASSIGN_OR_RETURN(const BalanceMap balances, reader.Balances(name.year));
  BalancePage out;
  ASSIGN_OR_RETURN(out.chart, reader.ReadChart(name.year));
  ASSIGN_OR_RETURN(out.head, HeadOf(reader, start.revision));
  BalanceAnswer answer =
      AnswerBalances(query.question, year.year, balances, slice);
  out.rows = std::move(answer.rows);
  out.total = std::move(answer.total);
  if (answer.more) {
    out.next = NextText(start, absl::StrCat(slice.first + slice.count));
  }
  return out;
}

absl::StatusOr<AccountEntriesPage> Ledger::ListAccountEntries(
    const FiscalYearName& name, const AccountEntriesQuery& query) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(
      const Start start,
      FindStart(*snapshot, name.organisation, query.at_revision, query.after));
  LedgerQuestion question{.first = query.first,
                          .last = query.last,
                          .page_size = static_cast<size_t>(query.size)};
  if (!start.after.empty()) {
    ASSIGN_OR_RETURN(question.after, ParsePosition(start.after));
  }
  const LedgerReader reader(*snapshot, name.organisation, start.revision);
  ASSIGN_OR_RETURN(const StoredYear year, RequireYear(reader, name));
  ASSIGN_OR_RETURN(const Chart chart, reader.ReadChart(name.year));
  if (!chart.HasAccount(query.account)) {
    return Refuse(
        StatusCode::kNotFound, "ACCOUNT_UNKNOWN",
        absl::StrCat("Konto ", query.account, " finns inte i kontoplanen."));
  }
  ASSIGN_OR_RETURN(const Known known, ReadKnown(reader, year, query));
  question.opening = known.opening;
  AccountLedger ledger(std::move(question));
  for (const auto& [day, amount] : known.sums) ledger.CountSum(day, amount);
  ASSIGN_OR_RETURN(const std::shared_ptr<const LedgerDays> days,
                   ReadDays(reader, year.year, query, &days_));
  RETURN_IF_ERROR(
      AddRows(reader, name.year, query, ledger.Count(*days), &ledger));
  const LedgerPage page = std::move(ledger).Page();
  AccountEntriesPage out;
  out.account_name = chart.AccountName(query.account);
  out.opening = page.opening;
  out.closing = page.closing;
  out.at_revision = start.revision;
  ASSIGN_OR_RETURN(out.lines, ReadLines(reader, page.lines));
  if (page.next.has_value()) {
    out.next = NextText(start, PositionText(*page.next));
  }
  return out;
}

absl::StatusOr<VoucherProof> Ledger::ProveVoucher(
    const std::string& organisation, const VoucherRef& voucher) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, organisation);
  VoucherProof out;
  ASSIGN_OR_RETURN(out.voucher, RequireVoucher(reader, voucher));
  const int64_t place = out.voucher.place;
  if (place > 1) {
    ASSIGN_OR_RETURN(PostedVoucher before, VoucherAt(reader, place - 1));
    out.previous_hash = std::move(before.hash);
  }
  ASSIGN_OR_RETURN(const ChainEnd chain, reader.Chain());
  out.tree_size = chain.tree.size;
  out.tree_root = chain.tree.Root();
  ASSIGN_OR_RETURN(out.path,
                   AuditPath(place - 1, chain.tree.size, reader.TreeSource()));
  ASSIGN_OR_RETURN(out.head, HeadOf(reader, kNow));
  return out;
}

}  // namespace finsam::ledger
