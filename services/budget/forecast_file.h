// Reads forecast.csv, also of another year than the folder's:
// forecast-2024.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_BUDGET_FORECAST_FILE_H_
#define FINSAM_SERVICES_BUDGET_FORECAST_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/budget/domain/forecast.h"

namespace finsam::budget {

inline constexpr char kForecastFile[] = "forecast.csv";

// Reads `content`; `file` is what problems call it. What cannot be read is
// appended to `*problems` (CSV_*, FIELD_INVALID, DATE_INVALID, AMOUNT_*); a row
// with a problem is left out of the draft. Whether the draft is a good
// forecast is for CheckForecastDraft to say.
ForecastDraft ReadForecastFile(absl::string_view file,
                               absl::string_view content,
                               std::vector<Problem>* problems);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_FORECAST_FILE_H_
