// The life of a fiscal year: what is locked, whether it is closed, and every
// step that made it so, with its reason.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_LIFE_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_LIFE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "services/ledger/domain/fiscal_year.h"

namespace finsam::ledger {

inline constexpr size_t kReasonBytesMax = 500;
// Steps in the life of one year.
inline constexpr size_t kYearEventsMax = 1'000;

struct YearEvent {
  enum class Kind { kLock, kClose, kReopen };
  Kind kind = Kind::kLock;
  int64_t revision = 0;      // Of the ledger, that did it.
  int64_t unix_seconds = 0;  // Since 1970-01-01 UTC.
  std::string reason;
  std::optional<absl::CivilDay> locked_through;  // kLock; none: lifted.
  Ore result;                   // kClose: the year's, income positive.
  int32_t capital_account = 0;  // kClose: where the result went.
  std::string balances_digest;  // kClose: SHA-256 over the trial balance.
  friend bool operator==(const YearEvent&, const YearEvent&) = default;
};

struct YearLife {
  std::optional<absl::CivilDay> locked_through;  // The last day locked.
  bool closed = false;
  std::vector<YearEvent> events;  // The oldest first.

  // Whether a voucher of `day` may be posted. Refusals: YEAR_CLOSED,
  // PERIOD_LOCKED, with the reason that was given.
  absl::Status CheckDay(absl::CivilDay day) const;

  // Whether the life of `year` may go on with `event`, of which only the kind,
  // the reason and the lock need be set. Refusals: REASON_MISSING,
  // REASON_INVALID, LOCK_DATE, YEAR_CLOSED, YEAR_NOT_CLOSED, YEAR_EVENTS.
  absl::Status CheckStep(const YearEvent& event, const FiscalYear& year) const;

  // Takes the step, which was found right.
  void Step(YearEvent event);

  friend bool operator==(const YearLife&, const YearLife&) = default;
};

// A reason is 1 to kReasonBytesMax bytes, not blank, without control
// characters. Refusals: REASON_MISSING, REASON_INVALID.
absl::Status CheckReason(absl::string_view reason);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_LIFE_H_
