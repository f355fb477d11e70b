#include "services/participants/domain/nation_plan.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/participants/domain/linking.h"
#include "services/participants/domain/suppression.h"

namespace finsam::participants {
namespace {

// A national number is read more than an association's own.
constexpr int64_t kWeight = 16;

constexpr std::array<const char*, kNationTotal + 1> kColumnIds = {
    "women", "men", "other", "unstated", "undivided", "total"};

// Without the release that it was given for being of another value.
absl::string_view BareId(absl::string_view id) {
  return id.substr(0, id.find('@'));
}

// Whose a cell is; empty for the nation's own.
absl::string_view OwnerOf(absl::string_view id) {
  const size_t end = id.find(':');
  return end == id.npos ? absl::string_view() : id.substr(0, end);
}

// A sum of one release. That it is as large as the same sum of an earlier one,
// of other associations perhaps, nobody is told unless both are shown: so the
// two are never the same cell. Where they are of the same numbers the relations
// say so.
std::string SumId(const NationLine& line, size_t column, int year,
                  int64_t release) {
  return absl::StrCat("nation/", MeasureSlug(line.measure), "/", line.reason,
                      "/", kColumnIds[column], "/", year, "#", release);
}

// Which cells hang together.
class Groups {
 public:
  explicit Groups(size_t size) : above_(size) {
    std::iota(above_.begin(), above_.end(), size_t{0});
  }

  size_t Of(size_t cell) {
    while (above_[cell] != cell) {
      above_[cell] = above_[above_[cell]];
      cell = above_[cell];
    }
    return cell;
  }

  void Join(size_t a, size_t b) { above_[Of(a)] = Of(b); }

 private:
  std::vector<size_t> above_;
};

bool IsHidden(const LinkedCell& cell) {
  return cell.state != CellState::kShown;
}

// Cell by cell, whether it hangs together with a hidden total.
std::vector<bool> HangTogether(const LinkedCells& linked) {
  const std::vector<LinkedCell>& cells = linked.cells;
  Groups groups(cells.size());
  for (const Equation& relation : linked.relations) {
    std::optional<size_t> first;
    for (const Coefficient& term : relation.terms) {
      if (!IsHidden(cells[term.column])) continue;
      if (first.has_value()) groups.Join(*first, term.column);
      first = term.column;
    }
  }
  std::set<size_t> wanted;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (IsHidden(cells[i]) && PlaceOf(BareId(cells[i].id)).has_value()) {
      wanted.insert(groups.Of(i));
    }
  }
  std::vector<bool> hang(cells.size());
  for (size_t i = 0; i < cells.size(); ++i) {
    hang[i] = IsHidden(cells[i]) && wanted.contains(groups.Of(i));
  }
  return hang;
}

bool AnyHiddenTotal(const std::vector<const Release*>& seen) {
  for (const Release* release : seen) {
    for (const ReleasedCell& cell : release->cells) {
      if (!cell.shown && PlaceOf(cell.id).has_value()) return true;
    }
  }
  return false;
}

// The totals alone of a release that shows all of them.
void AddTotals(const Release& release, GroupedCells* all) {
  for (const ReleasedCell& cell : release.cells) {
    if (!PlaceOf(cell.id).has_value()) continue;
    all->linked.cells.push_back({cell.id, cell.value, CellState::kShown});
    all->groups.push_back(cell.group);
  }
}

// True when the interval is as long as before, so that nothing more is told.
bool ToldBefore(const Interval& interval, const std::vector<Interval>& before) {
  return std::any_of(before.begin(), before.end(), [&](const Interval& other) {
    return other.cell == interval.cell && other.low == interval.low &&
           other.high == interval.high;
  });
}

}  // namespace

std::string OwnId(absl::string_view organisation, absl::string_view id) {
  return absl::StrCat(organisation, ":", id);
}

Release Condensed(absl::string_view organisation,
                  const std::vector<const Release*>& seen, int64_t minimum) {
  GroupedCells all;
  if (AnyHiddenTotal(seen)) {
    all = WithReleases({}, seen, minimum);
  } else {
    for (const Release* release : seen) AddTotals(*release, &all);
  }
  const std::vector<LinkedCell>& cells = all.linked.cells;
  std::vector<bool> hang = HangTogether(all.linked);
  std::vector<const Equation*> relations;
  std::vector<bool> kept = hang;
  for (const Equation& relation : all.linked.relations) {
    const bool ties = std::any_of(
        relation.terms.begin(), relation.terms.end(),
        [&hang](const Coefficient& term) { return hang[term.column]; });
    if (!ties) continue;
    relations.push_back(&relation);
    for (const Coefficient& term : relation.terms) kept[term.column] = true;
  }
  Release condensed;
  condensed.minimum = minimum;
  std::vector<size_t> places(cells.size());
  for (size_t i = 0; i < cells.size(); ++i) {
    const absl::string_view id = BareId(cells[i].id);
    if (!kept[i] && !PlaceOf(id).has_value()) continue;
    places[i] = condensed.cells.size();
    condensed.cells.push_back({OwnId(organisation, id), cells[i].value,
                               !IsHidden(cells[i]), all.groups[i]});
  }
  for (const Equation* relation : relations) {
    condensed.relations.push_back(*relation);
    for (Coefficient& term : condensed.relations.back().terms) {
      term.column = places[term.column];
    }
  }
  return condensed;
}

absl::Status Settle(const LinearSolver& solver, Release* known) {
  const auto is_total = [known](size_t cell) {
    const std::string& id = known->cells[cell].id;
    return PlaceOf(absl::string_view(id).substr(id.find(':') + 1)).has_value();
  };
  LinkedCells linked = WithReleases({}, {known}, known->minimum).linked;
  std::vector<bool> hidden;
  for (size_t i = 0; i < linked.cells.size(); ++i) {
    LinkedCell& cell = linked.cells[i];
    if (is_total(i)) {
      cell.state = CellState::kShown;
      cell.sensitive = false;
    }
    hidden.push_back(IsHidden(cell));
  }
  ASSIGN_OR_RETURN(const std::vector<Interval> told,
                   FindLeaks(linked, hidden, solver));
  std::vector<bool> matters(linked.cells.size());
  for (const Interval& interval : told) matters[interval.cell] = true;
  for (size_t i = 0; i < linked.cells.size(); ++i) {
    if (!matters[i] && !is_total(i)) known->cells[i].group = 0;
  }
  return absl::OkStatus();
}

NationPlanner::NationPlanner(int year, std::vector<Release> earlier,
                             const LinearSolver& solver)
    : year_(year), earlier_(std::move(earlier)), solver_(solver) {
  readers_[1].audience = Audience::kMembers;
  for (const Release& release : earlier_) {
    number_ = std::max(number_, release.number + 1);
  }
}

absl::Status NationPlanner::Add(absl::string_view organisation,
                                const std::vector<Release>& releases) {
  const auto to_members = std::find_if(
      releases.rbegin(), releases.rend(),
      [](const Release& one) { return one.audience == Audience::kMembers; });
  const std::vector<const Release*> seen = SeenBy(Audience::kPublic, releases);
  if (!seen.empty()) {
    RETURN_IF_ERROR(
        AddSeen(organisation, seen, seen.front()->minimum, &readers_[0]));
    const auto latest = std::find_if(
        seen.begin(), seen.end(),
        [this](const Release* release) { return release->year == year_; });
    if (latest != seen.end()) {
      associations_.push_back(ReleasedTotalsOf(organisation, **latest));
      minimum_ = std::max(minimum_, (*latest)->minimum);
    }
  }
  if (to_members == releases.rend()) {
    if (!seen.empty()) {
      readers_[1].known.push_back(readers_[0].known.back());
      readers_[1].minimums.emplace(organisation, seen.front()->minimum);
    }
    return absl::OkStatus();
  }
  members_saw_ = true;
  return AddSeen(organisation, SeenBy(Audience::kMembers, releases),
                 to_members->minimum, &readers_[1]);
}

absl::Status NationPlanner::AddSeen(absl::string_view organisation,
                                    const std::vector<const Release*>& seen,
                                    int64_t minimum, Reader* reader) {
  Release known = Condensed(organisation, seen, minimum);
  if (!known.relations.empty()) RETURN_IF_ERROR(Settle(solver_, &known));
  reader->known.push_back(std::move(known));
  reader->minimums.emplace(organisation, minimum);
  return absl::OkStatus();
}

NationPlanner::Own NationPlanner::MakeOwn() const {
  Own own;
  own.sums = SumsOf(associations_);
  CellLinks links(minimum_);
  for (const NationSum& sum : own.sums) {
    Places& places = own.places.emplace_back();
    std::vector<size_t> parts;
    for (size_t i = 0; i <= kNationTotal; ++i) {
      if (!sum.numbers[i].has_value()) continue;
      const int64_t value = sum.numbers[i]->value;
      places[i] =
          links.Add(SumId(sum.line, i, year_, number_), value, kItself,
                    CostOf(i == kNationTotal ? 2 * kWeight : kWeight, value));
      if (i < kNationTotal) parts.push_back(*places[i]);
    }
    links.Sum(*places[kNationTotal], parts);
    for (size_t column = 0; column <= kAssociationTotal; ++column) {
      const size_t of_nation =
          column == kAssociationTotal ? kNationTotal : column;
      if (!places[of_nation].has_value()) continue;
      std::vector<size_t> terms;
      for (const AssociationYear& association : associations_) {
        const auto line = association.lines.find(sum.line);
        if (line == association.lines.end()) continue;
        const auto& number = line->second[column];
        if (!number.has_value()) continue;
        // As the association's release calls it, so that it is the same cell.
        const std::string id = FigureIdOf({sum.line, column, year_});
        terms.push_back(links.AddHidden(OwnId(association.organisation, id),
                                        number->value, kItself));
      }
      links.Sum(*places[of_nation], terms);
    }
  }
  own.cells = std::move(links).Take();
  return own;
}

GroupedCells NationPlanner::LinkedFor(const Reader& reader,
                                      const GroupedCells& own) const {
  std::vector<const Release*> all;
  for (const Release& known : reader.known) all.push_back(&known);
  for (const Release* release : SeenBy(reader.audience, earlier_)) {
    all.push_back(release);
  }
  GroupedCells linked = WithReleases(own, all, minimum_);
  // Each association has its own minimum.
  for (size_t i = 0; i < linked.linked.cells.size(); ++i) {
    LinkedCell& cell = linked.linked.cells[i];
    const auto minimum = reader.minimums.find(OwnerOf(cell.id));
    cell.width = minimum == reader.minimums.end() ? minimum_ : minimum->second;
    cell.sensitive = IsSecret(cell.value, linked.groups[i], cell.width);
  }
  return linked;
}

absl::Status NationPlanner::AddLeaks(const Reader& reader,
                                     const LinkedCells& linked,
                                     const std::vector<Interval>& after,
                                     std::vector<Leak>* leaks) const {
  if (after.empty()) return absl::OkStatus();
  // What is told without any of the sums that are new.
  const std::vector<bool> nothing(linked.cells.size(), true);
  ASSIGN_OR_RETURN(const std::vector<Interval> before,
                   FindLeaks(linked, nothing, solver_));
  for (const Interval& interval : after) {
    if (ToldBefore(interval, before)) continue;
    Leak leak;
    leak.id = std::string(BareId(linked.cells[interval.cell].id));
    leak.reader = reader.audience;
    leak.sentence = absl::StrCat(
        "Det skyddade talet ", leak.id,
        " kan räknas ut ur rikets summor och det som redan är lämnat ut.");
    leaks->push_back(std::move(leak));
  }
  return absl::OkStatus();
}

absl::Status NationPlanner::Hide(const Own& own, std::vector<bool>* hidden,
                                 std::vector<Leak>* leaks) const {
  hidden->assign(own.cells.linked.cells.size(), false);
  const size_t readers = members_saw_ ? 2 : 1;
  for (size_t r = 0; r < readers; ++r) {
    LinkedCells linked = LinkedFor(readers_[r], own.cells).linked;
    for (size_t i = 0; i < hidden->size(); ++i) {
      LinkedCell& cell = linked.cells[i];
      if ((*hidden)[i] && cell.state == CellState::kOpen) {
        cell.state = CellState::kHidden;
      }
    }
    ASSIGN_OR_RETURN(const Suppression chosen, Suppress(linked, solver_));
    for (size_t i = 0; i < hidden->size(); ++i) {
      (*hidden)[i] = (*hidden)[i] || chosen.hidden[i];
    }
    // The choice has been proved. What the second reader is not shown either
    // tells the first one no more.
    RETURN_IF_ERROR(AddLeaks(readers_[r], linked, chosen.leaks, leaks));
  }
  return absl::OkStatus();
}

absl::StatusOr<NationPlan> NationPlanner::Plan() const {
  Own own = MakeOwn();
  std::vector<bool> hidden;
  NationPlan plan;
  RETURN_IF_ERROR(Hide(own, &hidden, &plan.leaks));
  for (size_t i = 0; i < own.sums.size(); ++i) {
    for (size_t column = 0; column <= kNationTotal; ++column) {
      const auto& place = own.places[i][column];
      if (place.has_value()) {
        own.sums[i].numbers[column]->shown = !hidden[*place];
      }
    }
  }
  plan.release.number = number_;
  plan.release.year = year_;
  plan.release.minimum = minimum_;
  for (size_t i = 0; i < hidden.size(); ++i) {
    const LinkedCell& cell = own.cells.linked.cells[i];
    plan.release.cells.push_back({cell.id, cell.value,
                                  cell.state == CellState::kOpen && !hidden[i],
                                  own.cells.groups[i]});
  }
  plan.release.relations = std::move(own.cells.linked.relations);
  plan.associations = associations_;
  plan.sums = std::move(own.sums);
  return plan;
}

}  // namespace finsam::participants
