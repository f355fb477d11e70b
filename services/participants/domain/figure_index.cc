#include "services/participants/domain/figure_index.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "absl/strings/str_split.h"
#include "common/base/money.h"

namespace finsam::participants {
namespace {

using Parts = std::vector<absl::string_view>;

// How many parts two ids have in common, and for equals how many characters
// the others begin with in common.
std::pair<size_t, size_t> Likeness(const Parts& a, const Parts& b) {
  size_t parts = 0;
  size_t characters = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) ++parts;
    const size_t size = std::min(a[i].size(), b[i].size());
    for (size_t j = 0; j < size && a[i][j] == b[i][j]; ++j) ++characters;
  }
  return {parts, characters};
}

// Nothing when a count cannot be told, or the sum leaves 64 bits.
std::optional<int64_t> CountSum(const std::vector<std::string>& ids,
                                const FigureIndex& index) {
  Ore sum;  // Only for its checked addition.
  for (const std::string& id : ids) {
    const Figure* figure = index.Find(id);
    if (figure == nullptr) return std::nullopt;
    const auto* count = std::get_if<Count>(&figure->value);
    if (count == nullptr) return std::nullopt;
    const std::optional<Ore> next = CheckedAdd(sum, Ore{count->value});
    if (!next.has_value()) return std::nullopt;
    sum = *next;
  }
  return sum.value;
}

}  // namespace

FigureIndex::FigureIndex(const std::vector<Figure>& figures)
    : figures_(figures) {
  by_id_.reserve(figures.size());
  for (const Figure& figure : figures) by_id_.emplace(figure.id, &figure);
}

const Figure* FigureIndex::Find(absl::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

std::string FigureIndex::Nearest(absl::string_view id) const {
  const Parts parts = absl::StrSplit(id, '/');
  std::pair<size_t, size_t> best;
  std::string nearest;
  for (const Figure& figure : figures_) {
    const Parts others = absl::StrSplit(figure.id, '/');
    if (others.size() != parts.size() || others[0] != parts[0]) continue;
    const std::pair<size_t, size_t> likeness = Likeness(parts, others);
    if (likeness <= best) continue;
    best = likeness;
    nearest = figure.id;
  }
  return nearest;
}

Figure MakeFigure(std::string id, Value value, absl::string_view rule,
                  int64_t revision) {
  Figure figure;
  figure.id = std::move(id);
  figure.value = value;
  figure.provenance.service = "participants";
  figure.provenance.revision = revision;
  figure.provenance.rule = std::string(rule);
  return figure;
}

Figure SumOfCounts(std::string id, const std::vector<std::string>& terms,
                   const FigureIndex& index, int64_t revision) {
  Figure figure = MakeFigure(std::move(id), std::monostate{}, "sum", revision);
  if (const std::optional<int64_t> sum = CountSum(terms, index)) {
    figure.value = Count{*sum};
  }
  for (const std::string& term : terms) {
    figure.provenance.terms.push_back({term, 1});
  }
  return figure;
}

}  // namespace finsam::participants
