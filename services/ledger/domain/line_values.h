// The figure of every line of a layout for every year that some statement
// shows. Each line is computed once per year, after the lines it needs.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_LINE_VALUES_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_LINE_VALUES_H_

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/figure/figure.h"
#include "services/ledger/domain/balance_index.h"
#include "services/ledger/domain/layout_graph.h"
#include "services/ledger/domain/statements.h"

namespace finsam::ledger {

// A value built up of parts: amounts with amounts, counts with counts. A part
// without a value, or of another kind, leaves the sum without one.
class ValueSum {
 public:
  void Add(const Value& value, int factor);
  bool overflowed() const { return overflowed_; }
  // Nothing was added yet.
  bool empty() const { return empty_; }
  const Value& value() const { return sum_; }

 private:
  bool empty_ = true;
  bool overflowed_ = false;
  Value sum_;
};

class LineValues {
 public:
  // `input.layout` has passed CheckLayout; `input` outlives this. Refusal:
  // LAYOUT_SUM_TOO_LARGE.
  static absl::StatusOr<std::unique_ptr<LineValues>> Compute(
      const StatementsInput& input);

  const LayoutGraph& graph() const { return graph_; }

  // The years that were computed, the report's first.
  const std::vector<int>& years() const { return years_; }

  // The figure of a node in one of years(). Blank lines have one without a
  // value; it is not shown.
  const Figure& At(size_t node, int year) const;

  // The year's books, or nullptr.
  const BalanceIndex* Books(int year) const;

  // Provenance with service, revision and `rule`.
  Provenance NewProvenance(const std::string& rule) const;

 private:
  explicit LineValues(const StatementsInput& input);

  absl::Status ComputeYear(int year);
  // False when the sum left 64 bits.
  bool ComputeLine(const LayoutGraph::Node& node, int year, Figure* figure);
  bool Computed(const LayoutGraph::Node& node, int year, Figure* figure);
  void FromBooks(const LayoutGraph::Node& node, int year, Figure* figure);
  bool AddTerms(const LayoutGraph::Node& node, int year, Figure* figure);
  void FromRatio(const LayoutGraph::Node& node, int year, Figure* figure);
  void FromReference(const LayoutGraph::Node& node, int year, Figure* figure);
  bool FromKeyFigure(const LayoutGraph::Node& node, int year, Figure* figure);

  const StatementsInput& input_;
  const LayoutGraph graph_;
  std::vector<int> years_;
  std::map<int, BalanceIndex> books_;
  std::map<std::pair<std::string, int>, const KeyFigure*> key_figures_;
  std::map<int, std::vector<Figure>> figures_;  // By year, then node.
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_LINE_VALUES_H_
