#include "services/participants/domain/links.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace finsam::participants {
namespace {

// How often a relation is looked at, on average, before propagation stops:
// around a circle bounds may creep by one.
constexpr size_t kLooksMax = 20;

// How much nearer a cell is that balances a relation, and how much farther one
// that itself needs another to balance it.
constexpr int64_t kBalances = 3 * kMean;
constexpr int64_t kToBalance = 3 * kMean;

constexpr size_t kNowhere = static_cast<size_t>(-1);

// The bounds of Σ factor × cell: what is finite, and how many terms are not.
struct Sum {
  int64_t finite = 0;
  int infinite = 0;

  void Add(std::optional<int64_t> part) { part ? finite += *part : ++infinite; }
  // Without one of its parts; nothing when another part is infinite.
  std::optional<int64_t> Without(std::optional<int64_t> part) const {
    if (infinite > (part ? 0 : 1)) return std::nullopt;
    return finite - part.value_or(0);
  }
};

std::optional<int64_t> Negated(std::optional<int64_t> number) {
  if (number) number = -*number;
  return number;
}

// The bounds of factor × cell.
std::optional<int64_t> LowOf(const Bounds& bounds, int factor) {
  return factor > 0 ? std::optional<int64_t>(bounds.low) : Negated(bounds.high);
}

std::optional<int64_t> HighOf(const Bounds& bounds, int factor) {
  return factor > 0 ? bounds.high : std::optional<int64_t>(-bounds.low);
}

// What `relation` says of its cells. Calls `narrowed` for those it narrows;
// what it makes of them tells it nothing new of the others.
template <typename Narrowed>
void Look(const Equation& relation, std::vector<Bounds>* all,
          Narrowed narrowed) {
  Sum low;
  Sum high;
  for (const Coefficient& term : relation.terms) {
    low.Add(LowOf((*all)[term.column], term.factor));
    high.Add(HighOf((*all)[term.column], term.factor));
  }
  for (const Coefficient& term : relation.terms) {
    Bounds& bounds = (*all)[term.column];
    const Bounds old = bounds;
    std::optional<int64_t> least =
        high.Without(HighOf(old, term.factor));  // Of all the others.
    std::optional<int64_t> most = low.Without(LowOf(old, term.factor));
    if (least) least = relation.right - *least;
    if (most) most = relation.right - *most;
    if (term.factor < 0) {
      std::swap(least, most);
      least = Negated(least);
      most = Negated(most);
    }
    if (least && *least > bounds.low) bounds.low = *least;
    if (most && (!bounds.high || *most < *bounds.high)) bounds.high = most;
    if (bounds.low == old.low && bounds.high == old.high) continue;
    narrowed(term.column);
  }
}

absl::Status CheckRelation(const Equation& relation,
                           const std::vector<LinkedCell>& cells,
                           std::vector<bool>* met) {
  int64_t sum = 0;
  bool good = true;
  for (const Coefficient& term : relation.terms) {
    if (term.column >= cells.size()) {
      return absl::InternalError("a relation of an unknown cell");
    }
    good &= (term.factor == 1 || term.factor == -1) && !(*met)[term.column];
    (*met)[term.column] = true;
    sum += term.factor * cells[term.column].value;
  }
  for (const Coefficient& term : relation.terms) (*met)[term.column] = false;
  if (good && sum == relation.right) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(
      "a relation does not hold: ",
      relation.terms.empty() ? "" : cells[relation.terms[0].column].id));
}

}  // namespace

absl::StatusOr<Links> Links::Make(const LinkedCells& linked) {
  Links links(linked);
  links.relations_of_.resize(linked.cells.size());
  for (const LinkedCell& cell : linked.cells) {
    if (cell.value < 0 || cell.cost < 1) {
      return absl::InternalError(
          absl::StrCat("a negative or costless cell: ", cell.id));
    }
  }
  std::vector<bool> met(linked.cells.size());
  for (size_t i = 0; i < linked.relations.size(); ++i) {
    const absl::Status checked =
        CheckRelation(linked.relations[i], linked.cells, &met);
    if (!checked.ok()) return checked;
    for (const Coefficient& term : linked.relations[i].terms) {
      links.relations_of_[term.column].push_back(i);
    }
  }
  return links;
}

Certain Links::Propagate(const std::vector<bool>& unknown) const {
  Certain certain;
  for (size_t i = 0; i < cells().size(); ++i) {
    certain.bounds.push_back(
        unknown[i] ? Bounds{} : Bounds{cells()[i].value, cells()[i].value});
  }
  std::deque<size_t> waiting;
  std::vector<bool> waits(relations().size(), true);
  for (size_t i = 0; i < relations().size(); ++i) waiting.push_back(i);
  size_t looks = kLooksMax * relations().size();
  while (!waiting.empty() && looks-- > 0) {
    const size_t at = waiting.front();
    waiting.pop_front();
    waits[at] = false;
    Look(relations()[at], &certain.bounds, [&](size_t cell) {
      for (const size_t other : relations_of_[cell]) {
        if (other == at || waits[other]) continue;
        waits[other] = true;
        waiting.push_back(other);
      }
    });
  }
  certain.settled = waiting.empty();
  return certain;
}

System Links::MakeSystem(std::vector<size_t> chosen) const {
  std::vector<bool> inside(cells().size());
  for (const size_t cell : chosen) inside[cell] = true;
  // How many of a relation's cells can change. One alone cannot.
  std::vector<size_t> count(relations().size());
  std::vector<size_t> alone;
  for (const size_t cell : chosen) {
    for (const size_t at : relations_of_[cell]) ++count[at];
  }
  for (size_t i = 0; i < count.size(); ++i) {
    if (count[i] == 1) alone.push_back(i);
  }
  while (!alone.empty()) {
    const Equation& relation = relations()[alone.back()];
    alone.pop_back();
    for (const Coefficient& term : relation.terms) {
      if (!inside[term.column]) continue;
      inside[term.column] = false;
      for (const size_t at : relations_of_[term.column]) {
        if (--count[at] == 1) alone.push_back(at);
      }
    }
  }
  System system;
  std::vector<size_t> place(cells().size(), kNowhere);
  std::sort(chosen.begin(), chosen.end());
  for (const size_t cell : chosen) {
    if (!inside[cell]) continue;
    place[cell] = system.cells.size();
    system.cells.push_back(cell);
  }
  for (size_t i = 0; i < count.size(); ++i) {
    if (count[i] == 0) continue;
    Equation& equation = system.equations.emplace_back();
    for (const Coefficient& term : relations()[i].terms) {
      if (!inside[term.column]) continue;
      equation.terms.push_back({place[term.column], term.factor});
    }
  }
  return system;
}

bool Links::Holds(const World& world, const std::vector<bool>& may) const {
  std::map<size_t, int64_t> sums;  // By relation.
  for (size_t i = 0; i < world.size(); ++i) {
    const Change& change = world[i];
    if (change.cell >= cells().size() || !may[change.cell]) return false;
    if (i > 0 && world[i - 1].cell >= change.cell) return false;
    if (cells()[change.cell].value + change.by < 0) return false;
    for (const size_t at : relations_of_[change.cell]) {
      for (const Coefficient& term : relations()[at].terms) {
        if (term.column == change.cell) sums[at] += term.factor * change.by;
      }
    }
  }
  return std::all_of(sums.begin(), sums.end(),
                     [](const auto& sum) { return sum.second == 0; });
}

template <typename May>
std::vector<size_t> Links::Reach(size_t cell, May may) const {
  std::vector<bool> met(cells().size());
  std::vector<bool> used(relations().size());
  std::vector<size_t> reached = {cell};
  met[cell] = true;
  for (size_t i = 0; i < reached.size(); ++i) {
    for (const size_t at : relations_of_[reached[i]]) {
      if (used[at]) continue;
      used[at] = true;
      for (const Coefficient& term : relations()[at].terms) {
        if (met[term.column] || !may(term.column)) continue;
        met[term.column] = true;
        reached.push_back(term.column);
      }
    }
  }
  return reached;
}

std::vector<Component> Links::Split(const std::vector<bool>& free) const {
  std::vector<Component> components;
  std::vector<bool> met(cells().size());
  for (size_t first = 0; first < cells().size(); ++first) {
    if (!free[first] || met[first]) continue;
    const std::vector<size_t> reached =
        Reach(first, [&](size_t cell) { return free[cell]; });
    for (const size_t cell : reached) met[cell] = true;
    Component& component = components.emplace_back();
    component.system = MakeSystem(reached);
    size_t terms = 0;
    for (const Equation& equation : component.system.equations) {
      terms += equation.terms.size();
    }
    component.tree = terms + 1 == component.system.cells.size() +
                                      component.system.equations.size();
  }
  return components;
}

System Links::FindAll(size_t cell, const std::vector<int64_t>& prices) const {
  return MakeSystem(Reach(cell, [&](size_t of) { return prices[of] >= 0; }));
}

Links::Near Links::FindNear(size_t cell, const std::vector<int64_t>& prices,
                            size_t count) const {
  // How many cells of each relation are taken.
  std::vector<size_t> taken(relations().size());
  // A cell is near when it is cheap, when it balances relations that one cell
  // alone cannot change, and when it needs few others to balance it.
  const auto distance = [&](size_t of) {
    int64_t sum = prices[of];
    for (const size_t at : relations_of_[of]) {
      if (taken[at] == 0) sum += kToBalance;
      if (taken[at] == 1) sum -= kBalances;
    }
    return sum;
  };
  using Way = std::pair<int64_t, size_t>;  // The first of those equally near.
  std::priority_queue<Way, std::vector<Way>, std::greater<>> ways;
  std::vector<bool> met(cells().size());
  std::vector<size_t> near;
  ways.push({distance(cell), cell});
  while (!ways.empty() && near.size() < count) {
    const auto [length, next] = ways.top();
    ways.pop();
    if (met[next]) continue;
    if (const int64_t now = distance(next); now > length) {
      ways.push({now, next});
      continue;
    }
    met[next] = true;
    near.push_back(next);
    for (const size_t at : relations_of_[next]) {
      if (++taken[at] != 1) continue;
      for (const Coefficient& term : relations()[at].terms) {
        if (met[term.column] || prices[term.column] < 0) continue;
        ways.push({distance(term.column), term.column});
      }
    }
  }
  while (!ways.empty() && met[ways.top().second]) ways.pop();
  return {MakeSystem(std::move(near)), ways.empty()};
}

}  // namespace finsam::participants
