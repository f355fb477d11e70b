// Figures by id: what measures, effects and laid-out tables are made from.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_FIGURE_INDEX_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_FIGURE_INDEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "common/figure/figure.h"

namespace finsam::participants {

// Outlived by the figures, which do not change while it is there. Thread-safe.
class FigureIndex {
 public:
  explicit FigureIndex(const std::vector<Figure>& figures);

  // nullptr when there is none.
  const Figure* Find(absl::string_view id) const;

  // The id that has most parts in common with `id`, for whoever misspelt it;
  // empty when there is none of as many parts and of the same first part.
  std::string Nearest(absl::string_view id) const;

 private:
  const std::vector<Figure>& figures_;
  absl::flat_hash_map<absl::string_view, const Figure*> by_id_;
};

// A figure of this service with its provenance but for terms and records.
Figure MakeFigure(std::string id, Value value, absl::string_view rule,
                  int64_t revision);

// The figure `id`: the sum of the counts `terms`. Without a value when one of
// them is missing, protected or no count, or when the sum leaves 64 bits.
Figure SumOfCounts(std::string id, const std::vector<std::string>& terms,
                   const FigureIndex& index, int64_t revision);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_FIGURE_INDEX_H_
