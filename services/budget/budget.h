// The hall of the budget service: imports budgets and what goes with them,
// gives them, and holds outcomes against them. Plain C++; gRPC stands at the
// door (services/budget/budget_service.h).
//
// Every call reads, decides (services/budget/domain) and, when it writes,
// makes one commit. Thread-safe: writes wait for each other, reads do not.
// Refusals are those of the method in budget.proto; a version 0 means the
// latest adopted unless something else is said.

#ifndef FINSAM_SERVICES_BUDGET_BUDGET_H_
#define FINSAM_SERVICES_BUDGET_BUDGET_H_

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/import.h"
#include "common/store/store.h"
#include "services/budget/answers.h"
#include "services/budget/budget_file.h"
#include "services/budget/domain/comparison.h"

namespace finsam::budget {

inline constexpr size_t kOutcomeColumnsMax = 40;  // Of one question.
// Where a page of forecasts, or of judgements of them, ends early.
inline constexpr size_t kPageLinesMax = 10'000;
inline constexpr size_t kPageBytesMax = 2 << 20;

class Budgets {
 public:
  // Both must outlive the hall.
  Budgets(store::Store& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  // Imports files, all or nothing. What is as it was changes nothing; another
  // budget than every kept one becomes the next version.
  absl::StatusOr<store::ImportOutcome> Import(
      const store::ImportRequest& request);

  absl::StatusOr<BudgetAnswer> Get(const FiscalYearName& year,
                                   int32_t version = 0) const;

  // At most `size` versions, from the one after number `after` on.
  absl::StatusOr<VersionsAnswer> ListVersions(const FiscalYearName& year,
                                              int32_t after, int size) const;

  // `after` 0: the latest of any stage.
  absl::StatusOr<DifferencesAnswer> CompareVersions(const FiscalYearName& year,
                                                    int32_t before,
                                                    int32_t after) const;

  absl::StatusOr<ExportAnswer> Export(const FiscalYearName& year,
                                      int32_t version, Numbers numbers) const;

  // Deviations from the latest adopted version.
  absl::StatusOr<DeviationsAnswer> Compare(
      const FiscalYearName& year,
      const std::vector<Comparison>& comparisons) const;

  // By `terms`; nothing: by the kept contributions.csv.
  absl::StatusOr<ContributionsAnswer> SplitContributions(
      const FiscalYearName& year,
      const std::optional<ContributionTerms>& terms) const;

  // At most `size` statements from place `first` on, at the end of `day`.
  absl::StatusOr<StatementsAnswer> ListStatements(const FiscalYearName& year,
                                                  absl::CivilDay day,
                                                  size_t first, int size) const;

  absl::StatusOr<CapitalAnswer> PlanCapital(const FiscalYearName& year,
                                            int32_t version) const;

  absl::StatusOr<FollowUpAnswer> FollowUp(
      const FollowUpQuestion& question) const;

  absl::StatusOr<ForecastAnswer> MakeForecast(const ForecastQuestion& question);

  // At most `size` forecasts, from the one after number `after` on.
  absl::StatusOr<ForecastsAnswer> ListForecasts(const FiscalYearName& year,
                                                int32_t after, int size) const;

  // The same page, judged by what each line came to.
  absl::StatusOr<JudgementsAnswer> JudgeForecasts(const FiscalYearName& year,
                                                  const YearOutcomes& outcomes,
                                                  int32_t after,
                                                  int size) const;

  absl::StatusOr<TablesAnswer> Tables(
      const FiscalYearName& year,
      const std::vector<OutcomeColumn>& outcomes) const;

 private:
  store::Store& store_;
  const Clock& clock_;
  std::mutex writing_;
};

// The version, or the latest adopted for 0. Refusal: BUDGET_UNKNOWN.
absl::StatusOr<Budget> RequireVersion(const store::Snapshot& snapshot,
                                      const FiscalYearName& year,
                                      int32_t version);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_BUDGET_H_
