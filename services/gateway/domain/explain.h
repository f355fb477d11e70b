// Walks a figure down through the figures it was computed from. Pure.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_EXPLAIN_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_EXPLAIN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/gateway/domain/report.h"

namespace finsam::gateway {

inline constexpr int kExplainDepthMax = 12;
inline constexpr size_t kExplainStepsMax = 300;

struct ExplainStep {
  const Figure* figure = nullptr;  // Of the report; lives as long as it.
  Display display;
  std::optional<int64_t> printed_steps;  // Of a footed cell.
  std::string label;  // Where it stands: "Not 3: Kansli, 2024-12-31".
  int depth = 0;
  int factor = 1;
};

// The figure first, then what it was computed from, depth first. Empty when
// the report has no such figure. A figure met twice is not walked twice.
std::vector<ExplainStep> ExplainSteps(const Report& report,
                                      const std::string& figure_id);

// The id of the one figure among `steps` that is a sum over the books: the
// asked one itself, or its only such source. Empty when there is none or more.
std::string BooksFigure(const std::vector<ExplainStep>& steps);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_EXPLAIN_H_
