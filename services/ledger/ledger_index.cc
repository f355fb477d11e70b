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

absl::StatusOr<int64_t> LedgerReader::TailStart() const {
  ASSIGN_OR_RETURN(const ChainEnd chain, Chain());
  ASSIGN_OR_RETURN(const int64_t last, LastPlace());
  return std::min(chain.indexed_count, last) + 1;
}

absl::StatusOr<const LedgerReader::TailNumbers*> LedgerReader::NumbersOfTail(
    int year) const {
  const auto [found, is_new] = tail_numbers_.try_emplace(year);
  TailNumbers& numbers = found->second;
  if (!is_new) return &numbers;
  ASSIGN_OR_RETURN(const int64_t start, TailStart());
  ASSIGN_OR_RETURN(const int64_t last, LastPlace());
  const absl::Status read =
      ScanPlaces(start, last, [&](const BlockVoucher& voucher) {
        const VoucherView& view = voucher.view;
        if (view.fiscal_year() == year) {
          numbers[{std::string(view.series()), view.number()}] = voucher.place;
        }
        return true;
      });
  if (!read.ok()) tail_numbers_.erase(found);
  RETURN_IF_ERROR(read);
  return &numbers;
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
  const std::string key =
      absl::StrCat(organisation_, " ", absl::FormatCivilTime(year.first), " ",
                   absl::FormatCivilTime(year.last));
  FoldCache::At known;
  if (cache_ != nullptr) known = cache_->Find(key, last);
  if (known.sum != nullptr && known.last_place == last) return *known.sum;
  int64_t folded = 0;
  YearFold fold(year);
  ASSIGN_OR_RETURN(const ChainEnd chain, Chain());
  const bool is_kept = chain.indexed_count <= last;
  // Whichever leaves fewer vouchers to fold.
  if (known.sum != nullptr &&
      (!is_kept || known.last_place >= chain.indexed_count)) {
    fold = *known.sum;
    folded = known.last_place;
  } else if (is_kept) {
    ASSIGN_OR_RETURN(fold, KeptMovements(year));
    folded = chain.indexed_count;
  }
  RETURN_IF_ERROR(
      ScanPlaces(folded + 1, last, [&](const BlockVoucher& voucher) {
        if (voucher.view.fiscal_year() == year.year()) fold.Add(voucher.view);
        return true;
      }));
  if (cache_ != nullptr) {
    cache_->Keep(key, {last, std::make_shared<YearFold>(fold)});
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
  ASSIGN_OR_RETURN(const TailNumbers* numbers, NumbersOfTail(year));
  const auto found = numbers->find({std::string(series), number});
  if (found != numbers->end()) out = found->second;
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
  ASSIGN_OR_RETURN(const int64_t tail, TailStart());
  ASSIGN_OR_RETURN(const TailNumbers* numbers, NumbersOfTail(year));
  auto next = numbers->upper_bound({after_series, after_number});
  bool stopped = false;
  // Visits those of the tail that come before a number.
  const auto visit_tail = [&](const std::pair<std::string, int64_t>* before) {
    while (!stopped && next != numbers->end() &&
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
        if (place >= tail) return true;
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
  // One account's rows are in order.
  if (accounts.size() > 1) {
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first.place, a.first.index) <
             std::pair(b.first.place, b.first.index);
    });
  }
  for (const auto& [row, account] : rows) {
    if (!visit(account, row)) break;
  }
  return std::make_optional(end);
}

absl::Status LedgerReader::ScanEntries(int year,
                                       const std::vector<int32_t>& accounts,
                                       int64_t first_place,
                                       const RowVisitor& visit) const {
  ASSIGN_OR_RETURN(const int64_t tail, TailStart());
  const int64_t kept_last = tail - 1;
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
  if (stopped) return absl::OkStatus();
  ASSIGN_OR_RETURN(const int64_t last, LastPlace());
  const std::set<int32_t> wanted(accounts.begin(), accounts.end());
  return ScanPlaces(
      std::max(tail, first_place), last, [&](const BlockVoucher& voucher) {
        const VoucherView& view = voucher.view;
        if (view.fiscal_year() != year) return true;
        view.EachEntry([&](const EntryView& entry, size_t index) {
          if (stopped || wanted.count(entry.account) == 0) return;
          stopped =
              !visit(entry.account, {voucher.place, static_cast<int64_t>(index),
                                     view.day(), entry.amount, entry.objects});
        });
        return !stopped;
      });
}

}  // namespace finsam::ledger
