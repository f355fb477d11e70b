// Which vouchers a listing takes: the rules of the API's VoucherFilter.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_VOUCHER_FILTER_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_VOUCHER_FILTER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/layout.h"
#include "services/ledger/domain/problem_list.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

inline constexpr size_t kFilterTextBytesMax = 200;

// Every part that is set must hold. Of the entry's parts (accounts, object and
// amounts) all that are set must hold for one and the same entry.
struct VoucherFilter {
  std::optional<std::string> series = {};  // Exactly; "": vouchers without one.
  // The voucher's day, whatever its entries'; both included.
  std::optional<absl::CivilDay> first = {};
  std::optional<absl::CivilDay> last = {};
  std::vector<AccountRange> accounts = {};  // One of these; empty: any.
  std::optional<ObjectRef> object = {};     // In exactly this dimension.
  std::optional<Ore> amount_min = {};       // Whatever the sign; both included.
  std::optional<Ore> amount_max = {};
  // Words, parted by blanks. Each occurs in the voucher's text or in one of its
  // entries', not necessarily the same, as a part of a word or a whole one.
  std::string text = {};
};

// Whether the filter makes sense. Refusal: FILTER_INVALID, with every field
// that is wrong by its name in the API.
absl::Status CheckVoucherFilter(const VoucherFilter& filter);

// Adds FILTER_INVALID when nothing can carry `object`.
void CheckFilterObject(absl::string_view field, const ObjectRef& object,
                       ProblemList* problems);

// A filter made ready to be held against many vouchers; it never changes, so
// threads may share it. Letters are the same in upper and lower case: those of
// ASCII and of Latin-1 (å, ä, ö, é, ü …) as one character each, which is how
// keyboards and SIE files give them. Other letters, and letters put together
// from a base and an accent, are compared as they stand.
class VoucherMatcher {
 public:
  // `filter` is one that CheckVoucherFilter takes.
  explicit VoucherMatcher(VoucherFilter filter);

  bool Matches(const VoucherDraft& voucher) const;

 private:
  bool Takes(const VoucherEntry& entry) const;
  bool HasWords(const VoucherDraft& voucher) const;

  VoucherFilter filter_;
  bool any_entries_;  // No part of the filter is about entries.
  std::vector<std::string> words_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_VOUCHER_FILTER_H_
