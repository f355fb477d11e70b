// The governance service as the gateway gives it out: each call is passed on
// as it is, with the caller's key, under a deadline, and answered with the
// governance service's own answer.
//
// Refusals are the governance service's, or NEIGHBOUR_UNAVAILABLE and
// NEIGHBOUR_SLOW. Thread-safe.

#ifndef FINSAM_SERVICES_GATEWAY_DECISIONS_H_
#define FINSAM_SERVICES_GATEWAY_DECISIONS_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "finsam/gateway/v1/decisions.pb.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

class Decisions {
 public:
  // `clock` must outlive the decisions. `timeout` bounds every call.
  Decisions(const Neighbour& governance, const Clock& clock,
            absl::Duration timeout);
  ~Decisions();

  // Makes the governance service's call that takes this request and gives this
  // response, as who holds `key`; empty: the public. Defined for each call of
  // decisions_methods.h.
  template <typename Request, typename Response>
  absl::Status Pass(const Request& request, const std::string& key,
                    absl::Time deadline, Response* response) const;

  // The minutes in a form that reports have. Refusals: those of GetMinutes,
  // FORMAT_UNKNOWN, PDF_GLYPH_UNKNOWN.
  absl::StatusOr<v1::RenderReportResponse> RenderMinutes(
      const v1::RenderMinutesRequest& request, const std::string& key,
      absl::Time deadline) const;

 private:
  struct Stubs;

  Neighbour governance_;
  const Clock& clock_;
  absl::Duration timeout_;
  std::unique_ptr<Stubs> stubs_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DECISIONS_H_
