// The participants service in plain C++: everything but gRPC.
//
// Keeps each association's counts and surveys by fiscal year, and makes their
// tables and figures. It holds no truth in memory: every answer is read from
// the store, and a write is one commit that is on disk before it is answered.

#ifndef FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_H_
#define FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_H_

#include <mutex>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/import.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "services/participants/domain/statistics.h"
#include "services/participants/year_files.h"

namespace finsam::participants {

// A year's statistics and where the service stood when it made them.
struct YearStatistics {
  Statistics statistics;
  store::Head head;
};

// Safe to call from several threads.
class Participants {
 public:
  // Both must outlive the service. The clock is only recorded.
  Participants(store::Store& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  // Replaces the year's facts by what the files hold, all or nothing; a file
  // that is not handed in leaves its facts as they are. The same facts again
  // commit nothing. Refusals: as ImportCounts in the API.
  absl::StatusOr<store::ImportOutcome> Import(
      const store::ImportRequest& request);

  // The year's tables and figures; empty tables when nothing was imported.
  absl::StatusOr<YearStatistics> Read(const FiscalYearName& year) const;

 private:
  absl::StatusOr<store::ImportOutcome> ImportOnce(
      const store::ImportRequest& request, const std::string& digest,
      const YearFiles& files);

  store::Store& store_;
  const Clock& clock_;
  std::mutex writing_;  // One import at a time: reads, decides, commits.
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_H_
