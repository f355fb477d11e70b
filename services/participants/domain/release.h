// A release (släpp): what readers were given of a year's numbers, and when.
//
// What has been released cannot be taken back. It is remembered whole, with
// what was hidden and how everything added up, so that no later release can be
// put together with it to reckon out what was protected. It holds true values
// and never leaves the service.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_RELEASE_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_RELEASE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "services/participants/domain/linear_program.h"

namespace finsam::participants {

// A year has at most 20 000 rows with five numbers each, the year before the
// same, and about one number of our own for each.
inline constexpr size_t kReleasedCellsMax = 500'000;
inline constexpr size_t kReleasedRelationsMax = 500'000;
inline constexpr size_t kReleasedTermsMax = 5'000'000;
inline constexpr size_t kReleasesMax = 1'000;

// Who reads. Members (medlemmar) see what the public sees and more; only the
// inner circle sees every number.
enum class Audience { kPublic, kMembers, kInternal };

// True when `reader` can have seen what was released for `audience`.
bool Sees(Audience reader, Audience audience);

struct ReleasedCell {
  std::string id;     // A figure's, or the name of a number of our own.
  int64_t value = 0;  // The true one; not negative.
  bool shown = false;
  int64_t group = 0;  // As in GroupedCells.
  friend bool operator==(const ReleasedCell&, const ReleasedCell&) = default;
};

struct Release {
  int64_t number = 0;  // 1 and up within the association.
  Audience audience = Audience::kPublic;
  int year = 0;
  std::string time;     // When: RFC 3339.
  int64_t minimum = 0;  // The smallest count that was shown.
  std::vector<ReleasedCell> cells;
  // What a reader knows of how the cells add up; columns are places in
  // `cells`. Each holds for the values.
  std::vector<Equation> relations;
};

// Those that `reader` can have seen, newest first. They point into `releases`.
std::vector<const Release*> SeenBy(Audience reader,
                                   const std::vector<Release>& releases);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_RELEASE_H_
