// Finds the annual report that was adopted the year before.

#ifndef FINSAM_SERVICES_GATEWAY_LAST_YEAR_REPORT_H_
#define FINSAM_SERVICES_GATEWAY_LAST_YEAR_REPORT_H_

#include <optional>

#include "absl/status/statusor.h"
#include "common/store/store.h"
#include "services/gateway/domain/facts.h"
#include "services/gateway/frozen_name.h"

namespace finsam::gateway {

// Of the year before `report`'s, the last version that was published, or while
// none was, the last that was frozen. Nothing for other kinds than annual
// reports, or when none was frozen. With the reasons that `report`'s own
// findings about restated figures have been answered with.
absl::StatusOr<std::optional<LastYear>> ReadLastYear(
    const store::Snapshot& snapshot, const ReportKey& report);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_LAST_YEAR_REPORT_H_
