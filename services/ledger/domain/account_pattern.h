// Accounts as a question names them: "1930", "30xx" or "4000-7999"; what the
// question is about has one of them. Beside it stands what all questions share.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_ACCOUNT_PATTERN_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_ACCOUNT_PATTERN_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

inline constexpr size_t kFilterAccountsMax = 100;
// Problems that the check of a question lists; the last one tells how many
// more.
inline constexpr size_t kFilterProblemsMax = 20;

// The ranges in the order of `patterns`, which may overlap. `field` is what the
// caller calls the list. Refusal: FILTER_INVALID, with every pattern that
// ParseAccountRange does not take, or when they are more than
// kFilterAccountsMax.
absl::StatusOr<std::vector<AccountRange>> ParseAccountPatterns(
    absl::string_view field, const std::vector<std::string>& patterns);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_ACCOUNT_PATTERN_H_
