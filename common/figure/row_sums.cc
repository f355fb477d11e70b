#include "common/figure/row_sums.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace finsam {
namespace {

using Factors = std::map<size_t, int>;  // By row.

// Puts totals that `factors` lists every part of in the place of the parts.
// False when a row would then stand there twice.
bool Nest(const SumForest& forest, size_t total, Factors* factors) {
  std::set<size_t> seen = {total};  // Looked at since the last that fitted.
  for (auto it = factors->begin(); it != factors->end();) {
    const auto [row, factor] = *it++;
    const std::optional<size_t> inner = forest.total_of[row];
    if (!inner.has_value() || !seen.insert(*inner).second) continue;
    const std::vector<RowPart>& parts = forest.parts[*inner];
    const auto own =
        std::find_if(parts.begin(), parts.end(),
                     [r = row](const RowPart& p) { return p.row == r; });
    const int sign = factor * own->factor;
    const bool all =
        std::all_of(parts.begin(), parts.end(), [&](const RowPart& p) {
          const auto found = factors->find(p.row);
          return found != factors->end() && found->second == sign * p.factor;
        });
    if (!all) continue;
    for (const RowPart& p : parts) factors->erase(p.row);
    if (!factors->emplace(*inner, sign).second) return false;
    seen = {total};
    it = factors->begin();
  }
  return true;
}

// True when `factors` can become the parts of `total`: no row of them has a
// total, and none is above `total`.
bool Fits(const SumForest& forest, size_t total, const Factors& factors) {
  for (const auto& [row, factor] : factors) {
    if (forest.total_of[row].has_value()) return false;
  }
  for (std::optional<size_t> above = total; above.has_value();
       above = forest.total_of[*above]) {
    if (factors.contains(*above)) return false;
  }
  return true;
}

}  // namespace

std::vector<RowSum> RowSums(const Table& table) {
  std::map<std::string, size_t> rows;
  for (size_t i = 0; i < table.rows.size(); ++i) {
    rows.emplace(table.rows[i].id, i);
  }
  std::vector<RowSum> sums;
  for (size_t i = 0; i < table.rows.size(); ++i) {
    RowSum sum{i, {}};
    Factors seen = {{i, 1}};
    for (const RowTerm& term : table.rows[i].terms) {
      const auto row = rows.find(term.row);
      if (row == rows.end() || (term.factor != 1 && term.factor != -1) ||
          !seen.emplace(row->second, term.factor).second) {
        sum.parts.clear();
        break;
      }
      sum.parts.push_back({row->second, term.factor});
    }
    if (!sum.parts.empty()) sums.push_back(std::move(sum));
  }
  return sums;
}

SumForest ForestOf(size_t rows, std::vector<RowSum> sums) {
  SumForest forest;
  forest.total_of.resize(rows);
  forest.parts.resize(rows);
  // A total within another one has fewer parts, and so is there before it.
  std::stable_sort(sums.begin(), sums.end(),
                   [](const RowSum& a, const RowSum& b) {
                     return a.parts.size() < b.parts.size();
                   });
  for (const RowSum& sum : sums) {
    Factors factors;
    for (const RowPart& part : sum.parts) {
      factors.emplace(part.row, part.factor);
    }
    if (!Nest(forest, sum.total, &factors) ||
        !Fits(forest, sum.total, factors)) {
      continue;
    }
    for (const auto& [row, factor] : factors) {
      forest.total_of[row] = sum.total;
      forest.parts[sum.total].push_back({row, factor});
    }
  }
  for (size_t row = 0; row < rows; ++row) {
    if (!forest.total_of[row].has_value()) forest.order.push_back(row);
  }
  for (size_t i = 0; i < forest.order.size(); ++i) {
    for (const RowPart& part : forest.parts[forest.order[i]]) {
      forest.order.push_back(part.row);
    }
  }
  return forest;
}

}  // namespace finsam
