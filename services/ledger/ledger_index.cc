// LedgerReader: balances, numbers and entries, each from what is kept of it
// and from the tail.

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/ledger_store.h"
#include "services/ledger/records.h"

namespace finsam::ledger {
namespace {

absl::Status Damaged(absl::string_view what) {
  return absl::DataLossError(
      absl::StrCat("the ledger's index of ", what, " cannot be understood"));
}

}  // namespace

// What the indexes do not cover yet, made ready for the same questions.
struct LedgerReader::TailVouchers {
  int64_t first_place = 1;
  // By series and number, per year; the place.
  std::map<int, std::map<std::pair<std::string, int64_t>, int64_t>> numbers;
  struct Row {
    int32_t account = 0;
    EntryRow row;
    std::string objects;  // Where row.objects points.
  };
  std::map<int, std::vector<Row>> rows;  // Per year, by place and index.
};

absl::StatusOr<const LedgerReader::TailVouchers*> LedgerReader::Tail() const {
  if (tail_ != nullptr) return tail_.get();
  ASSIGN_OR_RETURN(const ChainEnd chain, Chain());
  ASSIGN_OR_RETURN(const int64_t last, LastPlace());
  auto tail = std::make_shared<TailVouchers>();
  tail->first_place = std::min(chain.indexed_count, last) + 1;
  RETURN_IF_ERROR(
      ScanPlaces(tail->first_place, last, [&tail](const BlockVoucher& voucher) {
        const VoucherView& view = voucher.view;
        tail->numbers[view.fiscal_year()][{std::string(view.series()),
                                           view.number()}] = voucher.place;
        auto& rows = tail->rows[view.fiscal_year()];
        view.EachEntry([&](const EntryView& entry, size_t index) {
          rows.push_back({entry.account,
                          {voucher.place,
                           static_cast<int64_t>(index),
                           view.day(),
                           entry.amount,
                           {}},
                          std::string(entry.objects)});
        });
        return true;
      }));
  for (auto& [year, rows] : tail->rows) {
    for (TailVouchers::Row& row : rows) row.row.objects = row.objects;
  }
  tail_ = std::move(tail);
  return tail_.get();
}

absl::StatusOr<YearFold> LedgerReader::KeptMovements(
    const FiscalYear& year) const {
  YearFold fold(year);
  const std::string prefix =
      RoomKey("balance", organisation_, year.year()).bytes();
  bool understood = true;
  RETURN_IF_ERROR(snapshot_.ScanPrefix(prefix, [&](absl::string_view key,
                                                   absl::string_view value) {
    const auto account = store::KeyReader(key.substr(prefix.size())).Number();
    understood = account.has_value() &&
                 fold.ReadAccount(static_cast<int32_t>(*account), value);
    return understood;
  }));
  if (!understood) return Damaged("balances");
  ASSIGN_OR_RETURN(
      const auto bytes,
      snapshot_.Get(RoomKey("totals", organisation_, year.year()).bytes()));
  if (bytes.has_value()) {
    internal::TotalsRecord record;
    RETURN_IF_ERROR(DecodeValue(*bytes, &record));
    fold.set_totals({record.voucher_count(), record.entry_count(),
                     Ore{record.turnover_ore()}});
  }
  return fold;
}

absl::StatusOr<YearFold> LedgerReader::Movements(const FiscalYear& year) const {
  ASSIGN_OR_RETURN(const int64_t last, LastPlace());
  FoldAt known;
  if (cache_ != nullptr) known = cache_->Find(organisation_, year);
  if (known.fold != nullptr && known.last_place == last) return *known.fold;
  int64_t folded = 0;
  YearFold fold(year);
  ASSIGN_OR_RETURN(const ChainEnd chain, Chain());
  const bool is_kept = chain.indexed_count <= last;
  // Whichever leaves fewer vouchers to fold.
  if (known.fold != nullptr && known.last_place < last &&
      (!is_kept || known.last_place >= chain.indexed_count)) {
    fold = *known.fold;
    folded = known.last_place;
  } else {
    if (is_kept) {
      ASSIGN_OR_RETURN(fold, KeptMovements(year));
      folded = chain.indexed_count;
    }
  }
  RETURN_IF_ERROR(
      ScanPlaces(folded + 1, last, [&](const BlockVoucher& voucher) {
        if (voucher.view.fiscal_year() == year.year()) fold.Add(voucher.view);
        return true;
      }));
  if (cache_ != nullptr) {
    cache_->Keep(organisation_, {last, std::make_shared<YearFold>(fold)});
  }
  return fold;
}

absl::StatusOr<BalanceMap> LedgerReader::Balances(int year) const {
  ASSIGN_OR_RETURN(const std::optional<StoredYear> stored, Year(year));
  if (!stored.has_value()) return BalanceMap();
  ASSIGN_OR_RETURN(BalanceMap out, Openings(year));
  if (stored->summary) return out;
  ASSIGN_OR_RETURN(const YearFold fold, Movements(stored->year));
  fold.AddTo(&out);
  return out;
}

absl::StatusOr<int64_t> LedgerReader::LastNumber(
    int year, absl::string_view series) const {
  ASSIGN_OR_RETURN(const int64_t kept, KeptLastNumber(year, series));
  ASSIGN_OR_RETURN(const TailVouchers* tail, Tail());
  const auto numbers = tail->numbers.find(year);
  if (numbers == tail->numbers.end()) return kept;
  const auto after = numbers->second.upper_bound(
      {std::string(series), std::numeric_limits<int64_t>::max()});
  if (after == numbers->second.begin()) return kept;
  const auto& last = std::prev(after)->first;
  return last.first == series ? std::max(kept, last.second) : kept;
}

absl::StatusOr<std::optional<NumberPlaces>> LedgerReader::FindRun(
    int year, absl::string_view series, int64_t number) const {
  std::optional<std::string> bytes;
  const store::Key room = NumberRoom(organisation_, year, series);
  RETURN_IF_ERROR(snapshot_.Scan(
      store::Key(room).Number(number).bytes(), store::AfterPrefix(room.bytes()),
      [&bytes](absl::string_view, absl::string_view value) {
        bytes = std::string(value);
        return false;
      }));
  if (!bytes.has_value()) return std::optional<NumberPlaces>();
  std::optional<NumberPlaces> run = ReadNumbers(*bytes);
  if (!run.has_value() || run->empty()) return Damaged("numbers");
  return run;
}

absl::StatusOr<std::optional<int64_t>> LedgerReader::FindKeptNumber(
    int year, absl::string_view series, int64_t number) const {
  ASSIGN_OR_RETURN(const int64_t last, LastPlace());
  ASSIGN_OR_RETURN(const auto run, FindRun(year, series, number));
  if (!run.has_value()) return std::optional<int64_t>();
  const auto found = run->find(number);
  if (found == run->end() || found->second > last) {
    return std::optional<int64_t>();
  }
  return std::make_optional(found->second);
}

absl::StatusOr<std::optional<int64_t>> LedgerReader::FindNumber(
    int year, absl::string_view series, int64_t number) const {
  ASSIGN_OR_RETURN(std::optional<int64_t> out,
                   FindKeptNumber(year, series, number));
  if (out.has_value()) return out;
  ASSIGN_OR_RETURN(const TailVouchers* tail, Tail());
  const auto numbers = tail->numbers.find(year);
  if (numbers == tail->numbers.end()) return out;
  const auto found = numbers->second.find({std::string(series), number});
  if (found != numbers->second.end()) out = found->second;
  return out;
}

absl::Status LedgerReader::ScanKeptNumbers(int year,
                                           const std::string& after_series,
                                           int64_t after_number,
                                           const NumberVisitor& visit) const {
  ASSIGN_OR_RETURN(const int64_t last, LastPlace());
  const std::string prefix = RoomKey("number", organisation_, year).bytes();
  // The run that holds the next number has a key above the number itself.
  const std::string from = NumberRoom(organisation_, year, after_series)
                               .Number(after_number)
                               .bytes();
  bool understood = true;
  RETURN_IF_ERROR(snapshot_.Scan(
      from, store::AfterPrefix(prefix),
      [&](absl::string_view key, absl::string_view value) {
        const auto series = store::KeyReader(key.substr(prefix.size())).Text();
        const std::optional<NumberPlaces> run = ReadNumbers(value);
        understood = series.has_value() && run.has_value();
        if (!understood) return false;
        for (const auto& [number, place] : *run) {
          if (*series == after_series && number <= after_number) continue;
          if (place <= last && !visit(*series, number, place)) return false;
        }
        return true;
      }));
  return understood ? absl::OkStatus() : Damaged("numbers");
}

absl::Status LedgerReader::ScanNumbers(int year, std::string after_series,
                                       int64_t after_number,
                                       const NumberVisitor& visit) const {
  ASSIGN_OR_RETURN(const TailVouchers* tail, Tail());
  static const std::map<std::pair<std::string, int64_t>, int64_t> kNone;
  const auto found = tail->numbers.find(year);
  const auto& numbers = found == tail->numbers.end() ? kNone : found->second;
  auto next = numbers.upper_bound({after_series, after_number});
  bool stopped = false;
  // Visits those of the tail that come before a number.
  const auto visit_tail = [&](const std::pair<std::string, int64_t>* before) {
    while (!stopped && next != numbers.end() &&
           (before == nullptr || next->first < *before)) {
      stopped = !visit(next->first.first, next->first.second, next->second);
      ++next;
    }
    return !stopped;
  };
  RETURN_IF_ERROR(ScanKeptNumbers(
      year, after_series, after_number,
      [&](const std::string& series, int64_t number, int64_t place) {
        // At an earlier revision the tail may be indexed by now.
        if (place >= tail->first_place) return true;
        const std::pair<std::string, int64_t> name(series, number);
        if (!visit_tail(&name)) return false;
        stopped = !visit(series, number, place);
        return !stopped;
      }));
  if (!stopped) visit_tail(nullptr);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<int64_t>> LedgerReader::ReadStretch(
    int year, const std::vector<int32_t>& accounts, int64_t first_place,
    const RowVisitor& visit) const {
  std::vector<std::pair<int32_t, std::string>> values;
  int64_t end = std::numeric_limits<int64_t>::max();
  bool understood = true;
  for (const int32_t account : accounts) {
    const std::string prefix = EntryRoom(organisation_, year, account).bytes();
    RETURN_IF_ERROR(snapshot_.Scan(
        EntryRoom(organisation_, year, account).Number(first_place).bytes(),
        store::AfterPrefix(prefix),
        [&](absl::string_view key, absl::string_view value) {
          const auto place =
              store::KeyReader(key.substr(prefix.size())).Number();
          understood = understood && place.has_value();
          if (!understood || *place > end) return false;
          if (*place < end) values.clear();
          end = *place;
          values.emplace_back(account, std::string(value));
          return false;
        }));
  }
  if (!understood) return Damaged("entries");
  if (values.empty()) return std::optional<int64_t>();
  std::vector<std::pair<EntryRow, int32_t>> rows;
  for (const auto& [account, value] : values) {
    const auto read = ReadEntryRows(value);
    if (!read.has_value()) return Damaged("entries");
    for (const EntryRow& row : *read) {
      if (row.place >= first_place) rows.emplace_back(row, account);
    }
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first.place, a.first.index) <
           std::pair(b.first.place, b.first.index);
  });
  for (const auto& [row, account] : rows) {
    if (!visit(account, row)) break;
  }
  return std::make_optional(end);
}

absl::Status LedgerReader::ScanEntries(int year,
                                       const std::vector<int32_t>& accounts,
                                       int64_t first_place,
                                       const RowVisitor& visit) const {
  ASSIGN_OR_RETURN(const TailVouchers* tail, Tail());
  const int64_t kept_last = tail->first_place - 1;
  bool stopped = false;  // By the visitor.
  const RowVisitor visit_kept = [&](int32_t account, const EntryRow& row) {
    if (row.place > kept_last) return false;
    stopped = !visit(account, row);
    return !stopped;
  };
  int64_t next = first_place;
  while (!stopped && next <= kept_last) {
    ASSIGN_OR_RETURN(const std::optional<int64_t> end,
                     ReadStretch(year, accounts, next, visit_kept));
    if (!end.has_value()) break;
    next = *end + 1;
  }
  const auto rows = tail->rows.find(year);
  if (stopped || rows == tail->rows.end()) return absl::OkStatus();
  const std::set<int32_t> wanted(accounts.begin(), accounts.end());
  for (const TailVouchers::Row& row : rows->second) {
    if (row.row.place < first_place || wanted.count(row.account) == 0) continue;
    if (!visit(row.account, row.row)) break;
  }
  return absl::OkStatus();
}

}  // namespace finsam::ledger
