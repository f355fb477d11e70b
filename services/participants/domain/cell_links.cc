#include "services/participants/domain/cell_links.h"

#include <bit>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace finsam::participants {

int64_t CostOf(int64_t weight, int64_t value) {
  return weight * (1 + std::bit_width(static_cast<uint64_t>(value)));
}

size_t CellLinks::Add(absl::string_view id, int64_t value, int64_t group,
                      int64_t cost) {
  return AddCell(
      {std::string(id), value, CellState::kOpen, false, minimum_, cost}, group);
}

size_t CellLinks::AddHidden(absl::string_view id, int64_t value,
                            int64_t group) {
  return AddCell(
      {std::string(id), value, CellState::kHidden, false, minimum_, 1}, group);
}

size_t CellLinks::AddCell(LinkedCell cell, int64_t group) {
  const auto [place, is_new] =
      places_.emplace(cell.id, made_.linked.cells.size());
  if (is_new) {
    if (group == kItself) group = cell.value;
    cell.sensitive = IsSecret(cell.value, group, minimum_);
    made_.linked.cells.push_back(std::move(cell));
    made_.groups.push_back(group);
  }
  return place->second;
}

bool CellLinks::Has(absl::string_view id) const {
  return places_.find(id) != places_.end();
}

bool CellLinks::Relate(std::vector<Coefficient> terms) {
  int64_t sum = 0;
  std::set<size_t> named;
  for (const Coefficient& term : terms) {
    sum += term.factor * value(term.column);
    if (!named.insert(term.column).second) return false;
  }
  if (sum != 0) return false;
  made_.linked.relations.push_back({std::move(terms), 0});
  return true;
}

bool CellLinks::Sum(size_t whole, const std::vector<size_t>& parts) {
  std::vector<Coefficient> terms = {{whole, -1}};
  for (const size_t part : parts) terms.push_back({part, 1});
  return Relate(std::move(terms));
}

std::optional<size_t> CellLinks::SumWithRest(size_t whole,
                                             const std::vector<size_t>& parts,
                                             absl::string_view name,
                                             int64_t group) {
  const int64_t rest = value(whole) - SumOf(parts);
  if (rest < 0) return std::nullopt;
  std::vector<size_t> all = parts;
  all.push_back(AddHidden(absl::StrCat("rest/", name), rest, group));
  Sum(whole, all);
  return all.back();
}

void CellLinks::AtMost(size_t part, const std::vector<size_t>& wholes,
                       int64_t group) {
  const int64_t slack = SumOf(wholes) - value(part);
  if (slack < 0) return;
  const auto& cells = made_.linked.cells;
  std::string name = absl::StrCat("slack/", cells[part].id);
  for (const size_t whole : wholes)
    absl::StrAppend(&name, "/", cells[whole].id);
  std::vector<Coefficient> terms = {{part, 1},
                                    {AddHidden(name, slack, group), 1}};
  for (const size_t whole : wholes) terms.push_back({whole, -1});
  Relate(std::move(terms));
}

int64_t CellLinks::SumOf(const std::vector<size_t>& cells) const {
  int64_t sum = 0;
  for (const size_t cell : cells) sum += value(cell);
  return sum;
}

}  // namespace finsam::participants
