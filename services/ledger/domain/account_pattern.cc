#include "services/ledger/domain/account_pattern.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/problem_list.h"

namespace finsam::ledger {

absl::StatusOr<std::vector<AccountRange>> ParseAccountPatterns(
    absl::string_view field, const std::vector<std::string>& patterns) {
  std::vector<Problem> problems;
  ProblemList list("", kFilterProblemsMax, &problems);
  std::vector<AccountRange> ranges;
  if (patterns.size() > kFilterAccountsMax) {
    list.AddAt(0, "FILTER_INVALID", field, "Kontona är för många.",
               absl::StrCat(patterns.size()),
               absl::StrCat("högst ", kFilterAccountsMax));
    return RefuseInput(std::move(problems));
  }
  for (const std::string& pattern : patterns) {
    const std::optional<AccountRange> range = ParseAccountRange(pattern);
    if (range.has_value()) {
      ranges.push_back(*range);
    } else {
      list.AddAt(0, "FILTER_INVALID", field, "Kontot är fel skrivet.", pattern,
                 "1930, 30xx eller 4000-7999");
    }
  }
  list.Finish("FILTER_INVALID");
  if (!problems.empty()) return RefuseInput(std::move(problems));
  return ranges;
}

}  // namespace finsam::ledger
