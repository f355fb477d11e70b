// Before a release: which figures can be shown, and the attacker's proof.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_RELEASE_PLAN_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_RELEASE_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/linking.h"
#include "services/participants/domain/release.h"

namespace finsam::participants {

// For so many leaks it is worked out which releases tell them; for the rest
// all releases that the reader can have seen are named.
inline constexpr size_t kLeaksExplainedMax = 20;

struct PlanInput {
  // The last one is released, by its rules; before it those beside it.
  std::vector<LinkedYear> years;
  Audience audience = Audience::kPublic;  // Not kInternal, who see everything.
  // Every release that was made, whoever it was for.
  std::vector<Release> earlier;
  // Ids of cells that stay hidden whatever they are: what a sum that is
  // released elsewhere reckons as unknown.
  std::set<std::string> keep_hidden = {};
};

// A protected number that a reader can reckon out more closely than its width.
// It says which, and never how many.
struct Leak {
  std::string id;  // A figure's, or the name of a number of our own.
  Audience reader = Audience::kPublic;
  // The earlier releases tell it already, to whoever knows how the new numbers
  // hang together with them: nothing that the new release shows makes it worse.
  bool told_before = false;
  std::vector<int64_t> releases;  // Those that tell it together; ascending.
  std::string sentence;           // Swedish.
};

struct ReleasePlan {
  // What is to be kept if it is released. It has a number, the next one, and
  // no time.
  Release release;
  // The ids of the counts: those that may be shown (what Protect is given), and
  // those that are hidden, for being small themselves or for the sake of
  // others.
  std::set<std::string> shown;
  std::vector<std::string> primary;
  std::vector<std::string> secondary;
  int64_t loss = 0;  // The costs of what is hidden.
  // What no choice protects, since earlier releases tell it.
  std::vector<Leak> leaks;
  // Some of what proves the rest, for CheckRelease.
  std::vector<World> worlds;
};

// Chooses what is hidden so that neither the audience nor, when the public is
// shown it, the members can reckon out what is protected for them, with all
// they have seen before. INTERNAL when the solver gives up: then nothing may be
// shown.
absl::StatusOr<ReleasePlan> PlanRelease(const PlanInput& input,
                                        const LinearSolver& solver);

// The attacker's proof: what `release` together with all earlier ones tells too
// closely. It looks at nothing but the releases, so a mistake in how one was
// made is found too. It may be made when every leak here was told before.
// `worlds`: as FindLeaks takes them; places are those of the release's cells,
// and after them of the earlier ones' as WithReleases adds them.
absl::StatusOr<std::vector<Leak>> CheckRelease(
    const Release& release, const std::vector<Release>& earlier,
    const ProtectionRule& rule, const LinearSolver& solver,
    const std::vector<World>& worlds = {});

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_RELEASE_PLAN_H_
