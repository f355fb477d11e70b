// The budget service as the gateway gives it out: each call is passed on as it
// is, under a deadline, and answered with the budget service's own answer.
//
// Refusals are the budget service's, or NEIGHBOUR_UNAVAILABLE and
// NEIGHBOUR_SLOW. Thread-safe.

#ifndef FINSAM_SERVICES_GATEWAY_BUDGETS_H_
#define FINSAM_SERVICES_GATEWAY_BUDGETS_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "finsam/budget/v1/budget.pb.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

// A back-test, which makes up to 30 years of forecasts for a thousand lines,
// may take so long, whatever the caller's own deadline allows.
inline constexpr absl::Duration kBacktestTimeMax = absl::Minutes(10);

class Budgets {
 public:
  // `clock` must outlive the budgets. `timeout` bounds every other call.
  Budgets(const Neighbour& budget, const Clock& clock, absl::Duration timeout);
  ~Budgets();

  // Makes the budget service's call that takes this request and gives this
  // response. Defined for each call that gateway.proto passes on.
  template <typename Request, typename Response>
  absl::Status Pass(const Request& request, absl::Time deadline,
                    Response* response) const;

 private:
  struct Stub;

  Neighbour budget_;
  const Clock& clock_;
  absl::Duration timeout_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_BUDGETS_H_
