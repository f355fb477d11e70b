// What the gateway keeps: per association and year the files about the whole
// (the report's layout, its texts, published figures).
//
// Keys: "files" / organisation / year; and the journal's rooms.

#ifndef FINSAM_SERVICES_GATEWAY_GATEWAY_STORE_H_
#define FINSAM_SERVICES_GATEWAY_GATEWAY_STORE_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/names.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "finsam/gateway/internal/records.pb.h"
#include "services/gateway/domain/report_layout.h"

namespace finsam::gateway {

// The files of a year and where the gateway stood; nullopt when there are none.
struct StoredYear {
  internal::YearFiles files;
  store::Head head;
};
absl::StatusOr<std::optional<StoredYear>> ReadYear(const store::Store& store,
                                                   const FiscalYearName& name);

// What came of WriteYear.
struct WrittenYear {
  store::Head head;
  bool changed = false;
};

// Replaces the year's files in one commit; the same files change nothing. A
// repeated request id with other files is refused: REQUEST_ID_REUSED.
absl::StatusOr<WrittenYear> WriteYear(store::Store& store,
                                      const FiscalYearName& name,
                                      const internal::YearFiles& files,
                                      const std::string& request_id,
                                      absl::Time now);

// A year that has files, and the kinds of report that these lay out: at least
// one, the one meant by default first.
struct YearReports {
  FiscalYearName name;
  std::vector<ReportKind> kinds;
};

// Every year that has files, by organisation and year.
absl::StatusOr<std::vector<YearReports>> ListYears(const store::Store& store);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_GATEWAY_STORE_H_
