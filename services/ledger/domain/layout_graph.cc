#include "services/ledger/domain/layout_graph.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace finsam::ledger {

LayoutGraph::LayoutGraph(const Layout& layout) {
  for (size_t i = 0; i < layout.statements.size(); ++i) {
    const Statement& statement = layout.statements[i];
    for (const Line& line : statement.lines) {
      places_.try_emplace({statement.id, line.id}, nodes_.size());
      nodes_.push_back({i, &statement, &line, {}});
    }
  }
  for (Node& node : nodes_) AddArrows(&node);
  Sort();
}

size_t LayoutGraph::Find(const Statement& statement,
                         absl::string_view text) const {
  const size_t slash = text.find('/');
  const bool elsewhere = slash != absl::string_view::npos;
  const std::pair<std::string, std::string> place(
      elsewhere ? std::string(text.substr(0, slash)) : statement.id,
      std::string(elsewhere ? text.substr(slash + 1) : text));
  const auto found = places_.find(place);
  return found == places_.end() ? kNoNode : found->second;
}

void LayoutGraph::AddArrows(Node* node) const {
  const Line& line = *node->line;
  const auto add = [&](ArrowKind kind, const std::string& text, int factor) {
    if (text.empty() && kind != ArrowKind::kTerm) return;
    node->arrows.push_back({kind, factor, text, Find(*node->statement, text)});
  };
  for (const LineTerm& term : line.terms) {
    add(ArrowKind::kTerm, term.line, term.factor);
  }
  add(ArrowKind::kCashEffect, line.cash_effect_of, 1);
  add(ArrowKind::kOpening, line.opening_of, 1);
  add(ArrowKind::kNumerator, line.ratio_of, 1);
  add(ArrowKind::kDenominator, line.ratio_to, 1);
}

void LayoutGraph::Sort() {
  std::vector<size_t> missing(nodes_.size(), 0);
  std::vector<std::vector<size_t>> needed_by(nodes_.size());
  for (size_t i = 0; i < nodes_.size(); ++i) {
    for (const Arrow& arrow : nodes_[i].arrows) {
      if (arrow.node == kNoNode) continue;
      ++missing[i];
      needed_by[arrow.node].push_back(i);
    }
    if (missing[i] == 0) order_.push_back(i);
  }
  for (size_t done = 0; done < order_.size(); ++done) {
    for (const size_t next : needed_by[order_[done]]) {
      if (--missing[next] == 0) order_.push_back(next);
    }
  }
}

std::vector<size_t> LayoutGraph::Circle() const {
  std::vector<bool> sorted(nodes_.size(), false);
  for (const size_t node : order_) sorted[node] = true;
  const auto first = std::find(sorted.begin(), sorted.end(), false);
  if (first == sorted.end()) return {};
  // An unsorted node needs another unsorted one; so following them must come
  // back to a node that was passed already.
  std::vector<size_t> path;
  size_t node = static_cast<size_t>(first - sorted.begin());
  while (std::find(path.begin(), path.end(), node) == path.end()) {
    path.push_back(node);
    const auto& arrows = nodes_[node].arrows;
    node = std::find_if(arrows.begin(), arrows.end(), [&](const Arrow& arrow) {
             return arrow.node != kNoNode && !sorted[arrow.node];
           })->node;
  }
  path.erase(path.begin(), std::find(path.begin(), path.end(), node));
  return path;
}

std::string LayoutGraph::Name(size_t node) const {
  return absl::StrCat(nodes_[node].statement->id, "/", nodes_[node].line->id);
}

}  // namespace finsam::ledger
