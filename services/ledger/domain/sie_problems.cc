#include "services/ledger/domain/sie_problems.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/figure/display.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {

bool SieProblems::HasRoom(Severity severity) {
  const bool is_error = severity == Severity::kError;
  if ((is_error ? errors_ : warnings_).size() < kSieProblemsMax) return true;
  ++(is_error ? left_out_errors_ : left_out_warnings_);
  return false;
}

void SieProblems::Add(Problem problem) {
  const bool is_error = problem.severity == Severity::kError;
  if (!HasRoom(problem.severity)) return;
  problem.file = file_;
  (is_error ? errors_ : warnings_).push_back(std::move(problem));
}

std::vector<Problem> SieProblems::Take() {
  std::vector<Problem> all = std::move(errors_);
  const size_t errors = all.size();
  std::move(warnings_.begin(), warnings_.end(), std::back_inserter(all));
  const bool full = all.size() > kSieProblemsMax || left_out_errors_ > 0 ||
                    left_out_warnings_ > 0;
  if (full) {
    const size_t kept = std::min(all.size(), kSieProblemsMax - 1);
    if (errors > kept) left_out_errors_ += static_cast<int64_t>(errors - kept);
    left_out_warnings_ +=
        static_cast<int64_t>(all.size() - std::max(errors, kept));
    all.resize(kept);
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.line < b.line;
  });
  if (full) {
    Problem more;
    more.severity =
        left_out_errors_ > 0 ? Severity::kError : Severity::kWarning;
    more.reason = "SIE_MORE_PROBLEMS";
    more.file = file_;
    more.message =
        absl::StrCat("Ytterligare ", left_out_errors_, " fel och ",
                     left_out_warnings_, " anmärkningar visas inte.");
    all.push_back(std::move(more));
  }
  errors_.clear();
  warnings_.clear();
  return all;
}

std::string KronorText(Ore amount) {
  return FormatWithUnit(amount, Display{Unit::kKronor, 2});
}

}  // namespace finsam::ledger
