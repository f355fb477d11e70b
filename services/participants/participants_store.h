// What the service remembers, as keys and values.
//
//   counts, surveys, initiatives, averages
//              organisation year           →  the year's rows (codec.h)
//   rules      organisation year           →  counts-rules.yaml, as it was
//   layout     organisation year           →  layouts/counts.yaml, as it was
//   years      year organisation           →  nothing: who has a year
//   release    scope number                →  a release (release_codec.h)
//   released   scope year audience         →  what the latest release shows
//
// and the rooms of the journal (common/store/journal.h). A scope is an
// organisation or kNation. A year that nothing was imported for has no keys.

#ifndef FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_STORE_H_
#define FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/release.h"
#include "services/participants/domain/surveys.h"
#include "services/participants/year_files.h"

namespace finsam::participants {

// The scope of the national releases; no organisation is called so.
inline constexpr char kNation[] = "nation";

// `year` as it is kept; empty when nothing was imported. DATA_LOSS when what
// lies there cannot be read.
absl::StatusOr<KeptYear> ReadYear(const store::Snapshot& snapshot,
                                  const FiscalYearName& year);

// Its surveys alone, for a series over the years.
absl::StatusOr<std::vector<SurveyRow>> ReadSurveys(
    const store::Snapshot& snapshot, const FiscalYearName& year);

// Its counts alone, for the nation's sums.
absl::StatusOr<std::vector<CountRow>> ReadCounts(
    const store::Snapshot& snapshot, const FiscalYearName& year);

// True when something was imported for `year`.
absl::StatusOr<bool> HasYear(const store::Snapshot& snapshot,
                             const FiscalYearName& year);

// Who has something of `year`, in order of their numbers.
absl::StatusOr<std::vector<std::string>> OrganisationsWith(
    const store::Snapshot& snapshot, int year);

// Replaces the year in `commit`.
void PutYear(const FiscalYearName& year, const KeptYear& kept,
             store::Commit& commit);

// The canonical bytes that the journal chains for an import that leaves the
// year so; equal when two years say the same, in the same order.
std::string FactsOf(const FiscalYearName& year, const KeptYear& kept);

// All releases of a scope, oldest first.
absl::StatusOr<std::vector<Release>> ReadReleases(
    const store::Snapshot& snapshot, absl::string_view scope);

// What the latest release of the scope's year that `audience` may see shows, as
// PutRelease was given it: members see what the public does when nothing
// was released to them. Nothing before the first.
absl::StatusOr<std::optional<std::string>> ReadReleasedTo(
    const store::Snapshot& snapshot, absl::string_view scope, int year,
    Audience audience);

// Adds a release to `commit`, and `shown`, what readers get.
void PutRelease(absl::string_view scope, const Release& release,
                const std::string& shown, store::Commit& commit);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_STORE_H_
