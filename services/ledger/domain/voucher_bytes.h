// A voucher as bytes: what is hashed, and what is kept. The same content gives
// the same bytes on every machine, and no two contents the same.
//
// In order, packed (domain/packed.h): fiscal year; number; series; day as days
// from 1970-01-01, signed; text; flags (1 came from a file, 2 registration day,
// 4 signature, 8 corrects, 16 reverses); those that are flagged: registration
// day, signature, fiscal year, series and number of what it corrects; the
// count of entries; and for each entry: its balance bytes (account; count of
// objects; dimension and object of each), amount in öre, signed, flags (1 text,
// 2 day, 4 quantity, 8 signature) and those that are flagged.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_VOUCHER_BYTES_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_VOUCHER_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/packed.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

// Days from 1970-01-01 to `day`.
int64_t DayNumber(absl::CivilDay day);
absl::CivilDay DayOf(int64_t number);

// Appends the bytes of `voucher`; its place and hash are no part of them.
void AppendVoucherBytes(const PostedVoucher& voucher, std::string* out);
void AppendVoucherBytes(int fiscal_year, int64_t number, bool imported,
                        const VoucherDraft& content, std::string* out);
std::string VoucherBytes(const PostedVoucher& voucher);

// An account with its objects as bytes: equal bytes mean the same balance.
void AppendBalanceBytes(int32_t account, const ObjectSet& objects,
                        std::string* out);
// The objects alone, which follow the account in balance bytes.
void AppendObjectBytes(const ObjectSet& objects, std::string* out);
// Nothing when the bytes are none of ours.
std::optional<ObjectSet> ReadObjectBytes(absl::string_view bytes);

// An entry inside a voucher's bytes, which it points into.
struct EntryView {
  int32_t account = 0;
  absl::string_view objects;  // ReadObjectBytes
  absl::string_view balance;  // Account and objects.
  Ore amount;
  absl::string_view text;
  std::optional<int64_t> day;
  absl::string_view quantity;
  absl::string_view signature;
};

// A voucher's bytes, looked into without copying; the bytes outlive it.
class VoucherView {
 public:
  // Nothing when `bytes` are not those of a voucher.
  static std::optional<VoucherView> Read(absl::string_view bytes);

  int fiscal_year() const { return fiscal_year_; }
  int64_t number() const { return number_; }
  absl::string_view series() const { return series_; }
  int64_t day() const { return day_; }
  absl::string_view text() const { return text_; }
  bool imported() const { return imported_; }
  const std::optional<VoucherRef>& corrects() const { return corrects_; }
  bool reverses() const { return reverses_; }
  size_t entry_count() const { return entry_count_; }

  // Calls `visit` with each entry in order, and its place from 0.
  template <typename Visit>
  void EachEntry(const Visit& visit) const {
    Unpacker in(entries_);
    for (size_t i = 0; i < entry_count_; ++i) visit(ReadEntry(&in), i);
  }

  // The voucher whole, without place and hash.
  PostedVoucher Copy() const;

 private:
  static EntryView ReadEntry(Unpacker* in);

  int fiscal_year_ = 0;
  int64_t number_ = 0;
  absl::string_view series_;
  int64_t day_ = 0;
  absl::string_view text_;
  bool imported_ = false;
  std::optional<int64_t> registration_day_;
  absl::string_view signature_;
  std::optional<VoucherRef> corrects_;
  bool reverses_ = false;
  size_t entry_count_ = 0;
  absl::string_view entries_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_VOUCHER_BYTES_H_
