// Several years of an association's statistics side by side.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_YEAR_COMPARISON_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_YEAR_COMPARISON_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/figure/table.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

inline constexpr size_t kComparedYearsMin = 2;
inline constexpr size_t kComparedYearsMax = 15;

struct ComparedYear {
  int year = 0;
  // As the reader may see it: what is protected stays so, and nothing is made
  // from it.
  Statistics statistics;
};

// What CompareYears looks at: other tables, figures and rows of counts of the
// year may be left out.
bool IsComparedTable(absl::string_view id);
bool IsComparedFigure(const std::string& id, int year);
bool IsCompared(const CountRow& row);

// Refusal: COMPARISON_SIZE unless the years are kComparedYearsMin to
// kComparedYearsMax and each is there once.
absl::Status CheckComparedYears(const std::vector<int>& years);

// The table "year-comparison": one column for each year, in this order, and
// last the change from the earliest to the latest. Its rows are what any year
// has of
//   participants/<initiative>/<measure>/<gender>
//   averages/<initiative>/<name>/average
//   surveys/<survey>/<question>[/<gender>]/share
// about twelve months that end in the year: the calendar year, or a measuring
// year such as November to October, which is a row of its own, so that like is
// compared with like. A change is blank where either year has no value or a
// protected one. `years` are such as CheckComparedYears finds nothing wrong
// with.
Table CompareYears(const std::vector<ComparedYear>& years, int64_t revision);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_YEAR_COMPARISON_H_
