// Lets the board sign a frozen report, and publishes it.
//
// The round, the list of signers and the evidence are governance's; the PDF is
// the gateway's. A signature on the PDF is made in steps that may be taken
// again after an interruption: the file with its hole is kept, governance signs
// its digest (once, whatever happens), and the signature is put in. One person
// at a time, since every signature covers the file as it was.
//
// Thread-safe.

#ifndef FINSAM_SERVICES_GATEWAY_REPORT_SIGNING_H_
#define FINSAM_SERVICES_GATEWAY_REPORT_SIGNING_H_

#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/store/acts.h"
#include "common/store/store.h"
#include "finsam/gateway/v1/publishing.pb.h"
#include "services/gateway/decisions.h"
#include "services/gateway/publishing.h"

namespace finsam::gateway {

// So long may a person take who has begun to sign.
inline constexpr absl::Duration kSigningLease = absl::Minutes(5);

class ReportSigning {
 public:
  // All must outlive it.
  ReportSigning(store::Store& store, const Publishing& publishing,
                const Decisions& decisions, const Clock& clock)
      : store_(store),
        publishing_(publishing),
        decisions_(decisions),
        clock_(clock),
        acts_(store, clock, writing_) {}

  // Refusals of all: publishing.proto. `key` is the caller's, for governance.
  absl::StatusOr<v1::ReportSigning> Open(
      const v1::OpenReportSigningRequest& request, const std::string& key,
      absl::Time deadline);
  absl::StatusOr<v1::ReportSigning> Sign(const v1::SignReportRequest& request,
                                         const std::string& key,
                                         absl::Time deadline);
  absl::StatusOr<v1::ReportSigning> Get(const std::string& name,
                                        const std::string& key,
                                        absl::Time deadline) const;
  absl::StatusOr<v1::PublishReportResponse> Publish(
      const v1::PublishReportRequest& request, const std::string& key,
      absl::Time deadline);

 private:
  // The file that `person` is to sign: the one that was kept, or a new one.
  absl::StatusOr<internal::PendingSignature> Prepare(
      const FrozenVersion& version, const v1::SignReportRequest& request,
      const governance::v1::SignatureRound& round);
  // Lets others sign, when the file with `digest` still holds them up.
  absl::Status Release(const FrozenName& name, const std::string& digest);

  store::Store& store_;
  const Publishing& publishing_;
  const Decisions& decisions_;
  const Clock& clock_;
  std::mutex writing_;
  store::ActLog acts_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_REPORT_SIGNING_H_
