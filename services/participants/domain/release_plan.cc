#include "services/participants/domain/release_plan.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "services/participants/domain/suppression.h"

namespace finsam::participants {
namespace {

// Somebody who puts together what they have seen, and what they may not learn.
struct Reader {
  Audience audience = Audience::kPublic;
  int64_t minimum = 0;
};

int64_t MinimumFor(Audience audience, const ProtectionRule& rule) {
  return audience == Audience::kPublic ? rule.public_minimum
                                       : rule.member_minimum;
}

// Who sees a release for `audience`. Members see more than the public only if
// something was released for them.
std::vector<Reader> ReadersOf(Audience audience, const ProtectionRule& rule,
                              const std::vector<Release>& earlier) {
  std::vector<Reader> readers = {{audience, MinimumFor(audience, rule)}};
  const bool members_saw =
      std::any_of(earlier.begin(), earlier.end(), [](const Release& release) {
        return release.audience == Audience::kMembers;
      });
  if (audience == Audience::kPublic && members_saw) {
    readers.push_back({Audience::kMembers, rule.member_minimum});
  }
  return readers;
}

using Releases = std::vector<const Release*>;  // Newest first.

// The places of the sensitive cells that the releases tell too closely.
absl::StatusOr<std::vector<Interval>> LeaksOf(const LinkedCells& linked,
                                              const LinearSolver& solver,
                                              std::vector<World> worlds = {}) {
  std::vector<bool> hidden;
  for (const LinkedCell& cell : linked.cells) {
    hidden.push_back(cell.state != CellState::kShown);
  }
  return FindLeaks(linked, hidden, solver, &worlds);
}

// True when `releases` alone tell the number.
absl::StatusOr<bool> Tell(const Releases& releases, const std::string& id,
                          int64_t value, int64_t minimum,
                          const LinearSolver& solver) {
  LinkedCells linked = WithReleases({}, releases, minimum).linked;
  // A cell's own name, or with the release where it has another value now.
  const auto is_it = [&](const LinkedCell& cell) {
    return cell.value == value &&
           (cell.id == id || cell.id.starts_with(absl::StrCat(id, "@")));
  };
  bool there = false;
  for (LinkedCell& cell : linked.cells) {
    cell.sensitive = cell.sensitive && is_it(cell);
    there = there || cell.sensitive;
  }
  if (!there) return false;
  ASSIGN_OR_RETURN(const auto leaks, LeaksOf(linked, solver));
  return !leaks.empty();
}

// Leaves out every release that it can be told without, but for `kept`.
absl::StatusOr<Releases> Explain(Releases releases, const Release* kept,
                                 const std::string& id, int64_t value,
                                 int64_t minimum, const LinearSolver& solver) {
  for (size_t i = 0; i < releases.size();) {
    Releases fewer = releases;
    fewer.erase(fewer.begin() + static_cast<int64_t>(i));
    bool tell = false;
    if (releases[i] != kept) {
      ASSIGN_OR_RETURN(tell, Tell(fewer, id, value, minimum, solver));
    }
    if (tell) {
      releases = std::move(fewer);
    } else {
      ++i;
    }
  }
  return releases;
}

std::string SentenceOf(const Leak& leak) {
  return absl::StrCat("Det skyddade talet ", leak.id, " kan räknas ut av ",
                      leak.reader == Audience::kPublic ? "alla" : "medlemmarna",
                      " ur ", leak.releases.size() == 1 ? "släpp " : "släppen ",
                      absl::StrJoin(leak.releases, ", "),
                      leak.told_before ? ", som redan är lämnade ut." : ".");
}

// The name without the release that it was given for being of another value.
std::string BareId(const std::string& id) { return id.substr(0, id.find('@')); }

absl::Status AddLeaks(const Reader& reader, const Release& release,
                      const std::vector<Release>& earlier,
                      const LinearSolver& solver,
                      const std::vector<World>& worlds,
                      std::vector<Leak>* leaks) {
  Releases all = SeenBy(reader.audience, earlier);
  all.insert(all.begin(), &release);
  const LinkedCells linked = WithReleases({}, all, reader.minimum).linked;
  ASSIGN_OR_RETURN(const auto found, LeaksOf(linked, solver, worlds));
  if (found.empty()) return absl::OkStatus();
  // The release as if it showed nothing.
  Release blank = release;
  for (ReleasedCell& cell : blank.cells) cell.shown = false;
  Releases before = all;
  before.front() = &blank;
  for (const Interval& interval : found) {
    const LinkedCell& cell = linked.cells[interval.cell];
    Leak leak{BareId(cell.id), reader.audience, false, {}, ""};
    ASSIGN_OR_RETURN(leak.told_before,
                     Tell(before, leak.id, cell.value, reader.minimum, solver));
    Releases tell = leak.told_before ? before : all;
    if (leaks->size() < kLeaksExplainedMax) {
      ASSIGN_OR_RETURN(tell, Explain(std::move(tell), &blank, leak.id,
                                     cell.value, reader.minimum, solver));
    }
    for (const Release* teller : tell) {
      if (teller != &blank) leak.releases.push_back(teller->number);
    }
    std::sort(leak.releases.begin(), leak.releases.end());
    leak.sentence = SentenceOf(leak);
    leaks->push_back(std::move(leak));
  }
  return absl::OkStatus();
}

// Hides for `reader` what else must be, in `hidden`: one entry per cell of the
// facts, and what is true there stays. Adds to `worlds` what proves it.
absl::Status HideFor(const Reader& reader, const PlanInput& input,
                     const LinearSolver& solver, std::vector<bool>* hidden,
                     std::vector<World>* worlds) {
  LinkedCells linked = Link(
      {input.years, reader.minimum, SeenBy(reader.audience, input.earlier)});
  for (size_t i = 0; i < hidden->size(); ++i) {
    LinkedCell& cell = linked.cells[i];
    if ((*hidden)[i] && cell.state == CellState::kOpen) {
      cell.state = CellState::kHidden;
    }
  }
  ASSIGN_OR_RETURN(const Suppression chosen, Suppress(linked, solver));
  for (size_t i = 0; i < hidden->size(); ++i) {
    // What was shown before is known; that is no reason to show it again.
    const bool repeated =
        linked.cells[i].state == CellState::kShown && linked.cells[i].sensitive;
    if (chosen.hidden[i] || repeated) (*hidden)[i] = true;
  }
  worlds->insert(worlds->end(), chosen.worlds.begin(), chosen.worlds.end());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ReleasePlan> PlanRelease(const PlanInput& input,
                                        const LinearSolver& solver) {
  FINSAM_CHECK(input.audience != Audience::kInternal);
  const ProtectionRule& rule = input.years.back().facts->rules.protection;
  ReleasePlan plan;
  plan.release.audience = input.audience;
  plan.release.year = input.years.back().year;
  plan.release.minimum = MinimumFor(input.audience, rule);
  plan.release.number = 1;
  for (const Release& release : input.earlier) {
    plan.release.number = std::max(plan.release.number, release.number + 1);
  }
  GroupedCells cells = LinkFacts(input.years, plan.release.minimum);
  std::vector<bool> hidden(cells.linked.cells.size());
  for (size_t i = 0; i < hidden.size(); ++i) {
    hidden[i] = input.keep_hidden.contains(cells.linked.cells[i].id);
  }
  for (const Reader& reader : ReadersOf(input.audience, rule, input.earlier)) {
    RETURN_IF_ERROR(HideFor(reader, input, solver, &hidden, &plan.worlds));
  }
  for (size_t i = 0; i < hidden.size(); ++i) {
    const LinkedCell& cell = cells.linked.cells[i];
    const bool is_figure = cell.state == CellState::kOpen;
    const bool is_shown = is_figure && !hidden[i];
    plan.release.cells.push_back(
        {cell.id, cell.value, is_shown, cells.groups[i]});
    if (!is_figure) continue;
    if (is_shown) {
      plan.shown.insert(cell.id);
    } else {
      (cell.sensitive ? plan.primary : plan.secondary).push_back(cell.id);
      plan.loss += cell.cost;
    }
  }
  plan.release.relations = std::move(cells.linked.relations);
  ASSIGN_OR_RETURN(plan.leaks, CheckRelease(plan.release, input.earlier, rule,
                                            solver, plan.worlds));
  return plan;
}

absl::StatusOr<std::vector<Leak>> CheckRelease(
    const Release& release, const std::vector<Release>& earlier,
    const ProtectionRule& rule, const LinearSolver& solver,
    const std::vector<World>& worlds) {
  std::vector<Leak> leaks;
  for (const Reader& reader : ReadersOf(release.audience, rule, earlier)) {
    RETURN_IF_ERROR(AddLeaks(reader, release, earlier, solver, worlds, &leaks));
  }
  return leaks;
}

}  // namespace finsam::participants
