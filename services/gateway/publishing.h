// Answers findings, freezes reports, and gives frozen ones out.
//
// A draft follows the facts; a frozen report never changes and is known by the
// SHA-256 of its canonical form. Thread-safe. Keeps nothing in memory between
// calls.

#ifndef FINSAM_SERVICES_GATEWAY_PUBLISHING_H_
#define FINSAM_SERVICES_GATEWAY_PUBLISHING_H_

#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/store/acts.h"
#include "common/store/store.h"
#include "finsam/gateway/v1/publishing.pb.h"
#include "services/gateway/frozen_name.h"
#include "services/gateway/gateway.h"
#include "services/gateway/publishing_store.h"

namespace finsam::gateway {

// Versions of one report.
inline constexpr int kReportVersionsMax = 1'000;

// A frozen report with what it holds.
struct FrozenVersion {
  FrozenName name;
  v1::FrozenReport frozen;
  internal::FrozenBody body;
  std::string signed_pdf;  // Empty before the first signature.
  int pdf_signature_count = 0;
};

// The name of the field to sign in of the `place`-th holder (from 1) of a
// member's seats.
std::string SignatureFieldName(const std::string& member, int place);

// Its canonical form, its PDF, or another rendering of what it says. Refusals:
// RenderAs's.
absl::StatusOr<v1::RenderReportResponse> RenderFrozen(
    const FrozenVersion& version, v1::RenderReportRequest::Format format,
    const std::string& table);

class Publishing {
 public:
  // All three must outlive it.
  Publishing(store::Store& store, const Gateway& gateway, const Clock& clock)
      : store_(store),
        gateway_(gateway),
        clock_(clock),
        acts_(store, clock, writing_) {}

  // The checks of a report as it stands, with the answers that still hold and
  // what blocks freezing. Refusals: as Gateway::Assemble.
  absl::StatusOr<v1::CheckReportResponse> Check(
      const v1::CheckReportRequest& request, const std::string& key,
      absl::Time deadline) const;
  // The same of a report that is assembled already.
  absl::StatusOr<v1::CheckReportResponse> Check(
      const AssembledYear& year) const;

  // Refusals of these: publishing.proto.
  absl::StatusOr<v1::AnswerFindingResponse> Answer(
      const v1::AnswerFindingRequest& request, const std::string& key,
      absl::Time deadline);
  absl::StatusOr<v1::FreezeReportResponse> Freeze(
      const v1::FreezeReportRequest& request, absl::Time deadline);
  absl::StatusOr<FrozenVersion> Get(const std::string& name) const;
  // The number of a report's last published version; 0 when none was.
  absl::StatusOr<int> PublishedVersion(const ReportKey& report) const;
  absl::StatusOr<v1::ListFrozenReportsResponse> List(
      const v1::ListFrozenReportsRequest& request) const;
  absl::StatusOr<v1::CompareFrozenReportResponse> Compare(
      const v1::CompareFrozenReportRequest& request, absl::Time deadline) const;

 private:
  // The report as a PDF with a page for the sitting board to sign on.
  absl::StatusOr<std::string> PrintedForSigning(const v1::Report& report,
                                                const FiscalYearName& year,
                                                absl::Time deadline) const;

  store::Store& store_;
  const Gateway& gateway_;
  const Clock& clock_;
  std::mutex writing_;
  store::ActLog acts_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_PUBLISHING_H_
