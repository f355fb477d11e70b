// Before the nation's year is released: which of its sums can be shown, with
// all that the associations have released themselves.
//
// An association that shows all its totals is told no more of by a sum of
// them. Where one hides a total, the sum less what others show is what it
// hides, and what it hides for may follow. So of each association's releases
// all is linked that hangs together with a hidden total through other hidden
// numbers; the rest cannot change by it, and is left out. Nothing is lost by
// that: a number that is known already ties nothing together.
//
// The sums are of what the associations' latest public releases gave, and not
// of what has been imported since.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_NATION_PLAN_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_NATION_PLAN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/participants/domain/attack.h"
#include "services/participants/domain/cell_links.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/nation.h"
#include "services/participants/domain/release.h"
#include "services/participants/domain/release_plan.h"

namespace finsam::participants {

struct NationPlan {
  // What is to be kept if it is released: the sums, and the associations'
  // totals by which they were made (OwnId). It has a number and no time.
  Release release;
  std::vector<AssociationYear> associations;
  std::vector<NationSum> sums;  // What is hidden is not shown.
  // What it would tell more closely than is told already. It may be released
  // when there is none.
  std::vector<Leak> leaks;
};

// A number of an association among those of others: "2220001511:" + its id.
std::string OwnId(absl::string_view organisation, absl::string_view id);

// What all of `seen` (newest first, at least one) tell together of a total of
// the association or of a number that hangs together with a hidden total. Its
// cells have the names OwnId; it has no number.
Release Condensed(absl::string_view organisation,
                  const std::vector<const Release*>& seen, int64_t minimum);

// Makes those numbers of `known`, as Condensed gives it, no secrets (their
// group becomes 0) that stay one even for somebody who knows every total: no
// sum of totals tells them. Most numbers are of that kind.
absl::Status Settle(const LinearSolver& solver, Release* known);

// Takes one association after the other, so that never more than one has all
// its releases in memory. INTERNAL when the solver gives up: then nothing may
// be shown. Not thread-safe.
class NationPlanner {
 public:
  // `earlier` are the national releases, of all years.
  // The solver must outlive it.
  NationPlanner(int year, std::vector<Release> earlier,
                const LinearSolver& solver);

  // All releases of an association, of all years, oldest first. It is in the
  // sums when one to the public is of the year.
  absl::Status Add(absl::string_view organisation,
                   const std::vector<Release>& releases);

  absl::StatusOr<NationPlan> Plan() const;

 private:
  // Somebody who puts together what they have seen. Members are taken for one
  // who sees what any association released to its members.
  struct Reader {
    Audience audience = Audience::kPublic;
    std::vector<Release> known;  // Condensed; one per association.
    std::map<std::string, int64_t, std::less<>> minimums;  // By association.
  };
  // A sum's cells: places in `own`.
  using Places = std::array<std::optional<size_t>, kNationTotal + 1>;
  struct Own {
    std::vector<NationSum> sums;
    std::vector<Places> places;
    GroupedCells cells;
  };

  absl::Status AddSeen(absl::string_view organisation,
                       const std::vector<const Release*>& seen, int64_t minimum,
                       Reader* reader);
  Own MakeOwn() const;
  GroupedCells LinkedFor(const Reader& reader, const GroupedCells& own) const;
  absl::Status AddLeaks(const Reader& reader, const LinkedCells& linked,
                        const std::vector<Interval>& after,
                        std::vector<Leak>* leaks) const;
  // `hidden`: one entry per cell of `own`.
  absl::Status Hide(const Own& own, std::vector<bool>* hidden,
                    std::vector<Leak>* leaks) const;

  const int year_;
  const std::vector<Release> earlier_;
  const LinearSolver& solver_;
  int64_t number_ = 1;                 // Of the release.
  int64_t minimum_ = kMinimumDefault;  // For the sums.
  std::vector<AssociationYear> associations_;
  std::array<Reader, 2> readers_;
  bool members_saw_ = false;  // Something was released to members.
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_NATION_PLAN_H_
