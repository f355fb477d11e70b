// How the lines of a layout refer to one another: every line as a node, every
// reference as an arrow, and an order in which each line comes after the
// lines it needs. Nothing here recurses, so a long chain of lines cannot
// exhaust the stack.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_LAYOUT_GRAPH_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_LAYOUT_GRAPH_H_

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

// What a reference is for.
enum class ArrowKind { kTerm, kCashEffect, kOpening, kNumerator, kDenominator };

struct Arrow {
  ArrowKind kind = ArrowKind::kTerm;
  int factor = 1;    // Of a term.
  std::string text;  // As the layout has it.
  size_t node = 0;   // The line it points at; kNoNode when there is none.
};

class LayoutGraph {
 public:
  static constexpr size_t kNoNode = static_cast<size_t>(-1);

  struct Node {
    size_t statement_index = 0;  // In the layout.
    const Statement* statement = nullptr;
    const Line* line = nullptr;
    std::vector<Arrow> arrows;
  };

  // `layout` must outlive the graph. Of lines with the same name the first
  // is the one that is found.
  explicit LayoutGraph(const Layout& layout);

  // In the layout's order.
  const std::vector<Node>& nodes() const { return nodes_; }

  // Every node after the nodes it needs; nodes that lie on a circle, or need
  // one that does, are left out.
  const std::vector<size_t>& order() const { return order_; }

  // A circle of nodes, the first not repeated last; empty when there is none.
  std::vector<size_t> Circle() const;

  // "income-statement/result"
  std::string Name(size_t node) const;

  // The line that `text` means when it stands in `statement`; or kNoNode.
  size_t Find(const Statement& statement, absl::string_view text) const;

 private:
  void AddArrows(Node* node) const;
  void Sort();

  std::vector<Node> nodes_;
  std::vector<size_t> order_;
  std::map<std::pair<std::string, std::string>, size_t> places_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_LAYOUT_GRAPH_H_
