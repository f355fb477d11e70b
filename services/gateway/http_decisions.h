// The governance service at the HTTP door, as JSON; minutes also as pages.

#ifndef FINSAM_SERVICES_GATEWAY_HTTP_DECISIONS_H_
#define FINSAM_SERVICES_GATEWAY_HTTP_DECISIONS_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/gateway/decisions.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace finsam::gateway {

using DecisionsHandler = absl::Status (*)(const Decisions&,
                                          const httplib::Request&, absl::Time,
                                          httplib::Response*);

// A path below the root and what answers it.
struct DecisionsRoute {
  const char* path;
  DecisionsHandler handler;
};

// Refusals: those of the calls behind, HTTP_INVALID.
//   /associations/{o}/board[?date=], /terms, /clocks[?date=]
//   /associations/{o}/fiscalYears/{y}/meetings, /followUp
//   /associations/{o}/meetings/{day}
//   /associations/{o}/meetings/{day}/minutes, .md, .pdf
//   /associations/{o}/signatureRounds, /signatureRounds/{n}, /acts
inline constexpr size_t kDecisionsRoutes = 12;
extern const DecisionsRoute kDecisionsPaths[kDecisionsRoutes];

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_HTTP_DECISIONS_H_
