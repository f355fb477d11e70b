// The commands of a fiscal year's life: looking, locking, closing, opening
// again.

#ifndef FINSAM_CLI_YEAR_COMMANDS_H_
#define FINSAM_CLI_YEAR_COMMANDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "cli/command_kit.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// At least one of `through` and `lift` is given.
struct LockOptions {
  std::string through;  // A day; empty: none.
  bool lift = false;    // The lock may become shorter, or go.
  std::string reason;
};

struct CloseOptions {
  int32_t capital_account = 0;
  std::string reason;
  bool yes = false;  // Also what looks unfinished.
};

int RunLock(const CommonOptions& common, const LockOptions& options);
int RunClose(const CommonOptions& common, const CloseOptions& options);
int RunReopen(const CommonOptions& common, const std::string& reason);
int RunYear(const CommonOptions& common);

// What speaks against closing the year today, each as half a sentence; empty
// when nothing does. `last_month_is_empty`: no voucher is dated in it.
std::vector<std::string> WhyUnfinished(const ledger::v1::FiscalYear& year,
                                       absl::CivilDay today,
                                       bool last_month_is_empty);

// Refusal LOCK_LOOSENED when a lock through `through` frees days of the year
// that are locked.
absl::Status CheckNotLoosened(const ledger::v1::FiscalYear& year,
                              absl::CivilDay through);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_YEAR_COMMANDS_H_
