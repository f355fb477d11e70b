// The participants service as the gateway gives it out: each call is passed on
// as it is, with the caller's key, under a deadline, and answered with the
// participants service's own answer.
//
// Refusals are the participants service's, or NEIGHBOUR_UNAVAILABLE and
// NEIGHBOUR_SLOW. Thread-safe.

#ifndef FINSAM_SERVICES_GATEWAY_COUNTS_H_
#define FINSAM_SERVICES_GATEWAY_COUNTS_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "finsam/participants/v1/participants.pb.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

// A release weighs every count against every other, which may take so long,
// whatever the caller's own deadline allows.
inline constexpr absl::Duration kReleaseTimeMax = absl::Minutes(5);

class Counts {
 public:
  // `clock` must outlive the counts. `timeout` bounds every call but those that
  // plan or make a release.
  Counts(const Neighbour& participants, const Clock& clock,
         absl::Duration timeout);
  ~Counts();

  // Makes the participants service's call that takes this request and gives
  // this response, as who holds `key`; empty: the public. Defined for each call
  // that gateway.proto passes on.
  template <typename Request, typename Response>
  absl::Status Pass(const Request& request, const std::string& key,
                    absl::Time deadline, Response* response) const;

 private:
  struct Stub;

  Neighbour participants_;
  const Clock& clock_;
  absl::Duration timeout_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_COUNTS_H_
