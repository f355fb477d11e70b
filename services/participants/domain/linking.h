// Links a year's facts to the facts of the years beside it and to everything
// that was released before: one cell per number that a reader may meet, and
// every relation that a reader may reckon with.
//
//   whole = women + men + other + unstated        (and a hidden rest where not
//   whole = the parts of a partition               all were reported)
//   part <= whole                                  of several answers
//   association's total = its initiatives          also a total that a row of
//                                                  its own states
//   participants = finished + ongoing; each at most the participants
//   participants = those a period before - those who finished then + new
//   a period's new and finished = those of its halves, quarters, months
//   a year's participants = its first half's + the new of the second; and
//   = its second half's + those who finished in the first
//   answers = positive + negative = the steps = the genders
//   the largest of what is joined <= a union <= their sum
//
// A count of participants is a secret when it is below the minimum and not
// zero; also one that nobody reported but that others tell: a rest, a whole,
// who stayed when others finished. So are few answers, and how many were
// positive among few answers or in a sensitive survey.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKING_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKING_H_

#include <cstdint>
#include <vector>

#include "services/participants/domain/cell_links.h"
#include "services/participants/domain/release.h"

namespace finsam::participants {

struct LinkInput {
  // At least one. The last one's rules hold for all, and a row that two years
  // have is that of the one that stands later.
  std::vector<LinkedYear> years;
  int64_t minimum = 0;
  // What the reader can have seen, newest first; not owned.
  std::vector<const Release*> earlier;
};

// The cells and relations of the facts alone.
GroupedCells LinkFacts(const std::vector<LinkedYear>& years, int64_t minimum);

// Adds the cells and relations of the releases to `cells`. A released number
// is the same cell as one of `cells`, or of a newer release, when both id and
// value are equal; then it is kShown if it was shown. One with the same id and
// another value is a cell of its own, named id@number-of-the-release.
GroupedCells WithReleases(GroupedCells cells,
                          const std::vector<const Release*>& newest_first,
                          int64_t minimum);

// Both.
LinkedCells Link(const LinkInput& input);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKING_H_
