#include "services/budget/budget.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/journal.h"

namespace finsam::budget {

absl::StatusOr<Budget> RequireVersion(const store::Snapshot& snapshot,
                                      const FiscalYearName& year,
                                      int32_t version) {
  std::optional<Budget> budget;
  if (version == 0) {
    ASSIGN_OR_RETURN(budget, ReadAdopted(snapshot, year));
  } else if (version > 0) {
    ASSIGN_OR_RETURN(budget, ReadVersion(snapshot, year, version));
  }
  if (budget.has_value()) return *std::move(budget);
  return Refuse(
      absl::StatusCode::kNotFound, "BUDGET_UNKNOWN",
      version == 0
          ? absl::StrCat("det finns ingen fastställd budget för ", year.Text())
          : absl::StrCat("det finns ingen version ", version, " för ",
                         year.Text()));
}

absl::StatusOr<BudgetAnswer> Budgets::Get(const FiscalYearName& year,
                                          int32_t version) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  BudgetAnswer answer;
  ASSIGN_OR_RETURN(answer.budget, RequireVersion(*snapshot, year, version));
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, year.organisation));
  answer.figures = FiguresOf(answer.budget, answer.head.revision);
  return answer;
}

absl::StatusOr<VersionsAnswer> Budgets::ListVersions(const FiscalYearName& year,
                                                     int32_t after,
                                                     int size) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  VersionsAnswer answer;
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(const VersionNumbers numbers, ReadNumbers(*snapshot, year));
  answer.in_force = numbers.adopted;
  while (after < numbers.last &&
         answer.versions.size() < static_cast<size_t>(size)) {
    ASSIGN_OR_RETURN(Budget budget, RequireVersion(*snapshot, year, ++after));
    answer.versions.push_back(std::move(budget));
  }
  answer.more = after < numbers.last;
  return answer;
}

absl::StatusOr<DifferencesAnswer> Budgets::CompareVersions(
    const FiscalYearName& year, int32_t before, int32_t after) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  DifferencesAnswer answer;
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, year.organisation));
  if (after == 0) {
    ASSIGN_OR_RETURN(const VersionNumbers numbers,
                     ReadNumbers(*snapshot, year));
    after = numbers.last;
  }
  // Version 0 would be the adopted one, which is not what was asked.
  if (before == 0) {
    return Refuse(absl::StatusCode::kInvalidArgument, "VERSION_INVALID",
                  "versionen att jämföra från saknas");
  }
  ASSIGN_OR_RETURN(const Budget old, RequireVersion(*snapshot, year, before));
  ASSIGN_OR_RETURN(const Budget now, RequireVersion(*snapshot, year, after));
  answer.before = old.version;
  answer.after = now.version;
  answer.differences = DifferencesOf(year.year, old.decided, now.decided);
  return answer;
}

absl::StatusOr<ExportAnswer> Budgets::Export(const FiscalYearName& year,
                                             int32_t version,
                                             Numbers numbers) const {
  ASSIGN_OR_RETURN(const BudgetAnswer found, Get(year, version));
  return ExportAnswer{
      found.head, found.budget.version,
      WriteBudgetFile(year.year, found.budget.decided, numbers)};
}

absl::StatusOr<DeviationsAnswer> Budgets::Compare(
    const FiscalYearName& year,
    const std::vector<Comparison>& comparisons) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  DeviationsAnswer answer;
  ASSIGN_OR_RETURN(const Budget budget, RequireVersion(*snapshot, year, 0));
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(answer.deviations,
                   budget::Compare(budget, answer.head.revision, comparisons));
  return answer;
}

}  // namespace finsam::budget
