// The participants service in plain C++: everything but gRPC.
//
// Keeps each association's counts and surveys by fiscal year, makes their
// tables and figures, and releases them with what is small protected. It holds
// no truth in memory: every answer is read from the store, and a write is one
// commit that is on disk before it is answered.
//
// Who may ask for what is decided before these are called
// (participants_service.cc).

#ifndef FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_H_
#define FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_H_

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/import.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "finsam/participants/v1/participants.pb.h"
#include "services/participants/domain/attack.h"
#include "services/participants/domain/limited_solver.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/linked_cells.h"
#include "services/participants/domain/release.h"
#include "services/participants/domain/release_plan.h"
#include "services/participants/domain/statistics.h"
#include "services/participants/participants_store.h"

namespace finsam::participants {

// A series of indicators goes so far back.
inline constexpr int kEarlierYears = 9;
// More counts than this, with those of the years beside, are not released at
// once: proving what they tell would take longer than anybody waits.
inline constexpr size_t kReleasedCountsMax = 10'000;

// What a release would protect, with the office's own view of it.
struct PlannedRelease {
  ReleasePlan plan;
  // What an outsider can reckon out of the counts that are hidden; of many, who
  // looks at one relation at a time.
  std::vector<Interval> intervals;
  LinkedCells linked;  // What the intervals' places refer to.
};

// Names of a year's figures and tables.
struct YearIds {
  std::vector<std::string> figures;  // Sorted.
  std::vector<std::string> tables;   // Sorted.
};

// Safe to call from several threads.
class Participants {
 public:
  // All must outlive the service. The clock is only recorded.
  Participants(store::Store& store, const Clock& clock,
               const LinearSolver& solver)
      : store_(store), clock_(clock), solver_(solver) {}

  // participants.cc

  // Replaces the year's facts by what the files hold, all or nothing; a file
  // that is not handed in leaves its facts as they are. The same facts again
  // commit nothing. Refusals: as ImportCounts in the API.
  absl::StatusOr<store::ImportOutcome> Import(
      const store::ImportRequest& request);

  // The year's tables and figures for `audience`: kInternal gets them as they
  // are, the others the latest release. Empty when nothing was imported.
  // Refusal: COUNTS_NOT_RELEASED.
  absl::StatusOr<v1::GetStatisticsResponse> Read(const FiscalYearName& year,
                                                 Audience audience) const;

  absl::StatusOr<YearIds> Ids(const FiscalYearName& year) const;

  // The year as files. Refusal: COUNTS_UNKNOWN.
  absl::StatusOr<std::vector<store::InputFile>> Export(
      const FiscalYearName& year) const;

  // releases.cc

  // What takes long here asks `is_gone` all the time, and ends with CANCELLED,
  // nothing done, when it says so.

  // Refusals: COUNTS_UNKNOWN, PROTECTION_UNPROVED, RELEASE_TOO_LARGE.
  absl::StatusOr<PlannedRelease> Plan(const FiscalYearName& year,
                                      Audience audience,
                                      const IsGone& is_gone = {}) const;

  // Releases the year and remembers what was shown. A release that would show
  // what the latest one shows commits nothing. Refusals: as ReleaseCounts.
  absl::StatusOr<v1::ReleaseCountsResponse> MakeRelease(
      const FiscalYearName& year, Audience audience,
      const std::string& request_id, const IsGone& is_gone = {});

  // All releases of an association, oldest first.
  absl::StatusOr<std::vector<Release>> Releases(
      const std::string& organisation) const;

  // views.cc

  // Refusals: COMPARISON_SIZE, COUNTS_NOT_RELEASED.
  absl::StatusOr<Table> CompareYears(const std::string& organisation,
                                     const std::vector<int>& years,
                                     Audience audience) const;

  // Refusals: HALF_YEAR_INVALID, MEANS_INVALID, COUNTS_UNKNOWN.
  absl::StatusOr<v1::GetHalfYearFollowUpResponse> FollowUp(
      const v1::GetHalfYearFollowUpRequest& request) const;

  // national.cc

  // Refusals: as in the API.
  absl::StatusOr<v1::GetNationalStatisticsResponse> National(
      const v1::GetNationalStatisticsRequest& request) const;
  absl::StatusOr<v1::ReleaseNationalStatisticsResponse> ReleaseNational(
      const v1::ReleaseNationalStatisticsRequest& request,
      const IsGone& is_gone = {});

 private:
  absl::StatusOr<store::ImportOutcome> ImportOnce(
      const store::ImportRequest& request, const std::string& digest);
  absl::StatusOr<v1::ReleaseCountsResponse> ReleaseOnce(
      const FiscalYearName& year, Audience audience,
      const std::string& request_id, const LinearSolver& solver);

  // Waits for its turn to release as long as somebody waits for it; CANCELLED.
  absl::StatusOr<std::unique_lock<std::timed_mutex>> WaitToRelease(
      const IsGone& is_gone);

  store::Store& store_;
  const Clock& clock_;
  const LinearSolver& solver_;
  std::mutex writing_;  // One import at a time: reads, decides, commits.
  // One release at a time. It may take minutes, and imports do not wait: one
  // that comes between makes the release begin again.
  std::timed_mutex releasing_;
};

// participants.cc

// What a year says before anything is protected, without laid-out tables.
// `earlier` as AddSurveys takes them.
absl::StatusOr<Statistics> StatisticsOf(const store::Snapshot& snapshot,
                                        const FiscalYearName& year,
                                        const KeptYear& kept, int64_t revision);

// Adds the tables that the year lays out, filled in from the figures as they
// are in `statistics`.
void AddLaidOut(const KeptYear& kept, Statistics* statistics);

// COUNTS_UNKNOWN.
absl::Status CountsUnknown(const FiscalYearName& year);
// COUNTS_NOT_RELEASED.
absl::Status CountsNotReleased();

// releases.cc

// PROTECTION_UNPROVED for the solver's trouble, which is logged: what is not
// proved is not released. RELEASE_TOO_LARGE when proving took too much work.
// Any other status as it is.
absl::Status ProofStatus(const absl::Status& status);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_H_
