#include "services/participants/domain/linking.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/participants/domain/count_links.h"
#include "services/participants/domain/survey_links.h"

namespace finsam::participants {
namespace {

// Puts releases and cells together. Which numbers are the same a reader can
// only guess; that equal ones are is the guess that tells most.
class ReleaseLinks {
 public:
  ReleaseLinks(GroupedCells cells, int64_t minimum)
      : made_(std::move(cells)), minimum_(minimum) {
    const auto& own = made_.linked.cells;
    for (size_t i = 0; i < own.size(); ++i) {
      ids_.insert(own[i].id);
      places_.emplace(std::pair(own[i].id, own[i].value), i);
    }
    for (const Equation& relation : made_.linked.relations) {
      relations_.insert(KeyOf(relation));
    }
  }

  void Add(const Release& release) {
    std::vector<size_t> places;
    places.reserve(release.cells.size());
    for (const ReleasedCell& cell : release.cells) {
      places.push_back(PlaceOf(cell, release.number));
      LinkedCell& placed = made_.linked.cells[places.back()];
      if (cell.shown) placed.state = CellState::kShown;
    }
    for (const Equation& released : release.relations) {
      Equation relation = released;
      for (Coefficient& term : relation.terms) {
        term.column = places[term.column];
      }
      if (relations_.insert(KeyOf(relation)).second) {
        made_.linked.relations.push_back(std::move(relation));
      }
    }
  }

  GroupedCells Take() && { return std::move(made_); }

 private:
  using RelationKey = std::pair<int64_t, std::vector<std::pair<size_t, int>>>;

  static RelationKey KeyOf(const Equation& relation) {
    RelationKey key{relation.right, {}};
    for (const Coefficient& term : relation.terms) {
      key.second.emplace_back(term.column, term.factor);
    }
    std::sort(key.second.begin(), key.second.end());
    return key;
  }

  size_t PlaceOf(const ReleasedCell& cell, int64_t number) {
    const auto [place, is_new] = places_.emplace(std::pair(cell.id, cell.value),
                                                 made_.linked.cells.size());
    if (is_new) {
      const std::string id = ids_.insert(cell.id).second
                                 ? cell.id
                                 : absl::StrCat(cell.id, "@", number);
      made_.linked.cells.push_back({id, cell.value, CellState::kHidden,
                                    IsSecret(cell.value, cell.group, minimum_),
                                    minimum_, 1});
      made_.groups.push_back(cell.group);
    }
    return place->second;
  }

  GroupedCells made_;
  const int64_t minimum_;
  std::set<std::string> ids_;
  std::map<std::pair<std::string, int64_t>, size_t> places_;
  std::set<RelationKey> relations_;
};

}  // namespace

GroupedCells LinkFacts(const std::vector<LinkedYear>& years, int64_t minimum) {
  const Rules& rules = years.back().facts->rules;
  CellLinks links(minimum);
  LinkCounts(years, rules, &links);
  LinkSurveys(years, rules, minimum, &links);
  return std::move(links).Take();
}

GroupedCells WithReleases(GroupedCells cells,
                          const std::vector<const Release*>& newest_first,
                          int64_t minimum) {
  ReleaseLinks links(std::move(cells), minimum);
  for (const Release* release : newest_first) links.Add(*release);
  return std::move(links).Take();
}

LinkedCells Link(const LinkInput& input) {
  return WithReleases(LinkFacts(input.years, input.minimum), input.earlier,
                      input.minimum)
      .linked;
}

}  // namespace finsam::participants
