#include "services/gateway/frozen_name.h"

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam::gateway {
namespace {

constexpr size_t kYearParts = 4;  // "associations/…/fiscalYears/2024"
constexpr size_t kParts = kYearParts + 3;
constexpr size_t kNameShownMax = 200;
constexpr char kLatest[] = "latest";

constexpr ReportKind kKinds[] = {ReportKind::kAnnual, ReportKind::kInterim,
                                 ReportKind::kPlan};

const char* WordOf(ReportKind kind) {
  switch (kind) {
    case ReportKind::kAnnual:
      break;
    case ReportKind::kInterim:
      return "interimReport";
    case ReportKind::kPlan:
      return "activityPlan";
  }
  return "annualReport";
}

absl::Status Invalid(absl::string_view name) {
  return Refuse(absl::StatusCode::kInvalidArgument, "NAME_INVALID",
                absl::StrCat("\"", Shortened(name, kNameShownMax),
                             "\" är inget namn på en fryst rapport; väntade "
                             "associations/…/fiscalYears/2024/annualReport/"
                             "versions/1"));
}

std::optional<ReportKind> KindOf(absl::string_view word) {
  for (const ReportKind kind : kKinds) {
    if (word == WordOf(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace

std::string ReportKey::Text() const {
  return absl::StrCat(year.Text(), "/", WordOf(kind));
}

std::string FrozenName::Text() const {
  return version == kLatestVersion
             ? absl::StrCat(report.Text(), "/versions/", kLatest)
             : absl::StrCat(report.Text(), "/versions/", version);
}

absl::StatusOr<FrozenName> ParseFrozenName(absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() != kParts || parts[kYearParts + 1] != "versions") {
    return Invalid(name);
  }
  FrozenName parsed;
  const auto year = ParseFiscalYearName(
      absl::StrJoin(parts.begin(), parts.begin() + kYearParts, "/"));
  const std::optional<ReportKind> kind = KindOf(parts[kYearParts]);
  if (!year.ok() || !kind.has_value()) return Invalid(name);
  parsed.report = {*year, *kind};
  const std::string& version = parts.back();
  if (version == kLatest) return parsed;
  if (!absl::SimpleAtoi(version, &parsed.version) || parsed.version < 1) {
    return Invalid(name);
  }
  return parsed;
}

}  // namespace finsam::gateway
