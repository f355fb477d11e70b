// A voucher (verifikation): the smallest thing the books can hold.
//
// A voucher moves money between accounts and never makes any, so its entries
// sum to zero. It is posted whole or not at all, and once posted it never
// changes; a mistake is corrected by a new voucher.
//
// Pure: no clock, no disk, no network. All that a rule needs is an argument.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_VOUCHER_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_VOUCHER_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/chart.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {

// A voucher can be summed in 64 bits: the largest one still fits.
static_assert(kAmountMax.value <= std::numeric_limits<int64_t>::max() /
                                      static_cast<int64_t>(kVoucherEntriesMax));

// One line of a voucher. Debit is positive and credit is negative.
struct VoucherEntry {
  int32_t account = 0;
  Ore amount;
  ObjectSet objects;
  std::string text;
  std::optional<absl::CivilDay> date = {};  // None: the voucher's.
  std::string quantity = {};   // A decimal number, "12.5"; empty: none.
  std::string signature = {};  // Who registered it; may be empty.
  friend bool operator==(const VoucherEntry&, const VoucherEntry&) = default;
};

// Names a voucher within its association.
struct VoucherRef {
  int fiscal_year = 0;
  std::string series;
  int64_t number = 0;
  friend auto operator<=>(const VoucherRef&, const VoucherRef&) = default;
};

// What somebody hands in. CheckDraft says whether it keeps the rules.
struct VoucherDraft {
  std::string series;
  absl::CivilDay date;  // The day of the event, not the day of typing.
  std::string text;
  std::vector<VoucherEntry> entries;
  std::optional<absl::CivilDay> registration_date;
  std::string signature;
  // The voucher that this one corrects; `reverses`: takes back whole.
  std::optional<VoucherRef> corrects = {};
  bool reverses = false;
  friend bool operator==(const VoucherDraft&, const VoucherDraft&) = default;
};

// Returns the first rule that a voucher to be posted breaks, in the order that
// ledger.proto promises for PostVoucher. `chart` needs to hold only what the
// draft names; null when its accounts and objects are known to be there.
absl::Status CheckDraft(const VoucherDraft& draft, const Chart* chart,
                        const FiscalYear& year);

// The same for a voucher that another program's books hold already: zero
// amounts, no entries and an empty series are found in real exports and are
// taken as they are. Its number is checked too, VOUCHER_NUMBER.
absl::Status CheckFromBooks(const VoucherDraft& draft, int64_t number,
                            const FiscalYear& year);

// A voucher as it stands in the books.
struct PostedVoucher {
  int fiscal_year = 0;
  int64_t number = 0;     // Its place in the series.
  int64_t place = 0;      // In the association's order of posting; 1 the first.
  bool imported = false;  // From a file, not posted by hand.
  VoucherDraft content;
  std::string hash;  // domain/chain.h; 32 bytes.
  friend bool operator==(const PostedVoucher&, const PostedVoucher&) = default;
};

// "A 17", as people name a voucher.
std::string VoucherName(absl::string_view series, int64_t number);

// True for 1 to kSeriesBytesMax letters and digits of ASCII.
bool IsSeries(absl::string_view series);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_VOUCHER_H_
