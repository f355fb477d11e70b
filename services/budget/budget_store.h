// Where budgets lie: keys and values. Versions and forecasts are written once;
// other files of a year's folder are kept as they were, one version for each
// revision that changed them (README.md, "On disk").
//
// Whatever cannot be read is DATA_LOSS.

#ifndef FINSAM_SERVICES_BUDGET_BUDGET_STORE_H_
#define FINSAM_SERVICES_BUDGET_BUDGET_STORE_H_

#include <google/protobuf/message_lite.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "services/budget/domain/budget.h"
#include "services/budget/domain/forecast.h"

namespace finsam::budget {

// Forecasts that a year may have.
inline constexpr size_t kForecastsMax = 200;

// Which versions a year has; 0: none.
struct VersionNumbers {
  int32_t last = 0;     // Of any stage.
  int32_t adopted = 0;  // The latest adopted: the year's budget.
  friend bool operator==(const VersionNumbers&,
                         const VersionNumbers&) = default;
};

absl::StatusOr<VersionNumbers> ReadNumbers(const store::Snapshot& snapshot,
                                           const FiscalYearName& year);

// One version, the latest adopted, or all with the first one first.
absl::StatusOr<std::optional<Budget>> ReadVersion(
    const store::Snapshot& snapshot, const FiscalYearName& year,
    int32_t version);
absl::StatusOr<std::optional<Budget>> ReadAdopted(
    const store::Snapshot& snapshot, const FiscalYearName& year);
absl::StatusOr<std::vector<Budget>> ReadVersions(
    const store::Snapshot& snapshot, const FiscalYearName& year);

// Adds `budget` to `commit` as the version that follows `before.last`. The
// commit is refused as STALE when another version came first; it never writes
// over one.
void AddVersion(store::Commit& commit, const VersionNumbers& before,
                const Budget& budget);

// A forecast that is kept.
struct StoredForecast {
  FiscalYearName year;
  int32_t number = 0;
  Forecast forecast;
  // It is what forecast.csv says, as it is or computed where that leaves
  // amounts out.
  bool from_file = false;

  std::string Name() const;  // "associations/…/fiscalYears/2024/forecasts/1".
};

// The one that reports use: of those from a file, or where there is none of
// all, the one with the latest day, of equals the highest number. nullptr when
// `forecasts` are none. Borrows them.
const StoredForecast* ForecastOfReports(
    const std::vector<StoredForecast>& forecasts);

// Visits the year's forecasts from the one after number `after` on, each with
// the bytes that it takes. Stops early when the visitor returns false.
absl::Status ScanForecasts(
    const store::Snapshot& snapshot, const FiscalYearName& year, int32_t after,
    const std::function<bool(StoredForecast, size_t bytes)>& visit);

// All of the year, the first one first; one of them; and how many there are.
absl::StatusOr<std::vector<StoredForecast>> ReadForecasts(
    const store::Snapshot& snapshot, const FiscalYearName& year);
absl::StatusOr<std::optional<StoredForecast>> ReadForecast(
    const store::Snapshot& snapshot, const FiscalYearName& year,
    int32_t number);
absl::StatusOr<size_t> CountForecasts(const store::Snapshot& snapshot,
                                      const FiscalYearName& year);

// Adds the forecast under its number; STALE when there is one already.
void AddForecast(store::Commit& commit, const StoredForecast& forecast);

// A kept file of a year, "contributions.csv", as it is now; nullopt when there
// is none. It becomes other than it is with PutFile, from `revision` on.
absl::StatusOr<std::optional<std::string>> ReadFile(
    const store::Snapshot& snapshot, const FiscalYearName& year,
    absl::string_view name);
void PutFile(store::Commit& commit, const FiscalYearName& year,
             absl::string_view name, int64_t revision,
             absl::string_view content);

// The same message gives the same bytes, always and everywhere: what the
// journal chains.
std::string Canonical(const google::protobuf::MessageLite& message);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_BUDGET_STORE_H_
