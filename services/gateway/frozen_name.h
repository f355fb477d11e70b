// The names of frozen reports:
// "associations/2220001511/fiscalYears/2024/annualReport/versions/1".

#ifndef FINSAM_SERVICES_GATEWAY_FROZEN_NAME_H_
#define FINSAM_SERVICES_GATEWAY_FROZEN_NAME_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "services/gateway/domain/report_layout.h"

namespace finsam::gateway {

// A year's report of a kind: what has versions.
struct ReportKey {
  FiscalYearName year;
  ReportKind kind = ReportKind::kAnnual;

  std::string Text() const;  // "associations/…/fiscalYears/2024/annualReport"
  friend auto operator<=>(const ReportKey&, const ReportKey&) = default;
};

inline constexpr int kLatestVersion = 0;

struct FrozenName {
  ReportKey report;
  int version = kLatestVersion;  // 1, 2 …; or kLatestVersion.

  std::string Text() const;
};

// Reads a frozen report's name; "…/versions/latest" is kLatestVersion. Refusal:
// NAME_INVALID.
absl::StatusOr<FrozenName> ParseFrozenName(absl::string_view name);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_FROZEN_NAME_H_
