#include "services/ledger/convert.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/ledger_store.h"
#include "services/ledger/records.h"

namespace finsam::ledger {
namespace {

std::string FileValue(const StoredFile& file) {
  internal::FileRecord record;
  record.set_name(file.name);
  record.set_content(file.content);
  record.set_digest(file.digest);
  return EncodeValue(record);
}

// True when `map` holds exactly `value` under `key`.
template <typename Map>
bool Holds(const Map& map, const typename Map::key_type& key,
           const typename Map::mapped_type& value) {
  const auto found = map.find(key);
  return found != map.end() && found->second == value;
}

}  // namespace

void LedgerWriter::PutYear(const StoredYear& year) {
  commit_.Put(RoomKey("year", organisation_, year.year.year()).bytes(),
              EncodeValue(ToRecord(year)));
}

void LedgerWriter::PutAccount(int year, int32_t number,
                              const Account& account) {
  internal::AccountRecord record;
  record.set_name(account.name);
  record.set_kind(account.kind);
  commit_.Put(RoomKey("account", organisation_, year).Number(number).bytes(),
              EncodeValue(record));
}

void LedgerWriter::PutChart(int year, const Chart& chart, const Chart& stored) {
  for (const auto& [number, account] : chart.accounts) {
    if (Holds(stored.accounts, number, account)) continue;
    PutAccount(year, number, account);
  }
  for (const auto& [number, dimension] : chart.dimensions) {
    if (Holds(stored.dimensions, number, dimension)) continue;
    internal::DimensionRecord record;
    record.set_name(dimension.name);
    record.set_parent(dimension.parent);
    commit_.Put(
        RoomKey("dimension", organisation_, year).Number(number).bytes(),
        EncodeValue(record));
  }
  for (const auto& [object, name] : chart.objects) {
    if (Holds(stored.objects, object, name)) continue;
    internal::ObjectRecord record;
    record.set_name(name);
    commit_.Put(ObjectKey(organisation_, year, object), EncodeValue(record));
  }
}

void LedgerWriter::PutBalance(int year, const BalanceKey& key,
                              const MonthlyBalance& balance) {
  commit_.Put(BalanceKeyBytes(organisation_, year, key),
              EncodeValue(ToRecord(balance)));
}

bool LedgerWriter::PutBalances(int year, const BalanceMap& balances,
                               const BalanceMap& stored) {
  bool changed = false;
  for (const auto& [key, balance] : balances) {
    if (Holds(stored, key, balance)) continue;
    PutBalance(year, key, balance);
    changed = true;
  }
  for (const auto& [key, balance] : stored) {
    if (balances.count(key) > 0) continue;
    commit_.Delete(BalanceKeyBytes(organisation_, year, key));
    changed = true;
  }
  return changed;
}

void LedgerWriter::PutVoucher(const PostedVoucher& voucher, bool imported) {
  internal::VoucherRecord record;
  ToProto(voucher, record.mutable_voucher());
  record.set_imported(imported);
  commit_.Put(VoucherKey(organisation_, voucher.fiscal_year,
                         voucher.content.series, voucher.number),
              EncodeValue(record));
}

void LedgerWriter::PutSeries(int year, absl::string_view series,
                             int64_t last_number) {
  internal::SeriesRecord record;
  record.set_last_number(last_number);
  commit_.Put(RoomKey("series", organisation_, year).Text(series).bytes(),
              EncodeValue(record));
}

void LedgerWriter::PutPosting(int64_t place, const PostedVoucher& voucher) {
  internal::PostingRecord record;
  record.set_fiscal_year(voucher.fiscal_year);
  record.set_series(voucher.content.series);
  record.set_number(voucher.number);
  commit_.Put(RoomKey("posting", organisation_).Number(place).bytes(),
              EncodeValue(record));
}

void LedgerWriter::PutChain(const ChainEnd& end) {
  internal::ChainRecord record;
  record.set_posting_count(end.posting_count);
  record.set_hash(end.hash);
  commit_.Put(RoomKey("chain", organisation_).bytes(), EncodeValue(record));
}

void LedgerWriter::PutLayout(int year, const StoredFile& file) {
  commit_.Put(RoomKey("layout", organisation_, year).bytes(), FileValue(file));
}

void LedgerWriter::PutOverview(int year, const StoredFile& file) {
  commit_.Put(RoomKey("overview", organisation_, year).bytes(),
              FileValue(file));
}

void LedgerWriter::DeleteOverview(int year) {
  commit_.Delete(RoomKey("overview", organisation_, year).bytes());
}

}  // namespace finsam::ledger
