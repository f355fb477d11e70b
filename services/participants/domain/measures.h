// What goals are measured by: exact ratios of counts, held against targets.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_MEASURES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_MEASURES_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/figure/figure.h"
#include "services/participants/domain/figure_index.h"
#include "services/participants/domain/rules.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// True when `share` meets the target; `comparison` is as in MeasureRule.
// Compared by cross-multiplication, so that nothing is rounded: 37 of 54 is
// not 70 %.
bool Meets(const Ratio& share, absl::string_view comparison,
           const Ratio& target);

// The measures' figures, and the table "measures" when there are any.
//
// A measure has no share when a figure it names is missing or protected, or
// when its denominator is zero. So what `index` hides stays hidden.
Statistics MakeMeasures(const FiscalYearName& year,
                        const std::vector<MeasureRule>& rules,
                        const FigureIndex& index, int64_t revision);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_MEASURES_H_
