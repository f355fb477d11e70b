// The gateway's HTTP door: the report, its findings, its figures' origins and
// the books, for people (HTML) and programs (JSON). Reads only.
//
//   GET /                                                     list of years
//   GET /healthz                                              "ok"
//   GET /associations/{o}/fiscalYears/{y}/annualReport        HTML
//   GET …/annualReport.json | .txt                            other forms
//   GET …/annualReport/findings                               JSON
//   GET …/annualReport/figures?id={figure}[&format=json]      its origin
//   GET …/interimReport, …/activityPlan                       the same of them
//   GET /associations/{o}/fiscalYears/{y}/voucher?series=&number=      JSON
//   GET …/{y}/accounts/{a}/entries[?from=&to=&object=]                 JSON
//   GET …/{y}/statistics, /associations/{o}/statistics?years=          JSON
//   GET /associations/{o}/releases                                     JSON
//   GET /nation/fiscalYears/{y}/statistics                             JSON
//   GET /associations/{o}/board, /terms, /clocks[?date=]               JSON
//   GET …/{y}/meetings, /associations/{o}/meetings/{day}               JSON
//   GET /associations/{o}/meetings/{day}/minutes[.md|.pdf]             HTML
//   GET …/{y}/export?format=sie4e|sie1|sie2|sie3|sie4i|journal         a file
//
// A refusal is an application/problem+json document (RFC 9457) with the same
// reason as in gRPC.

#ifndef FINSAM_SERVICES_GATEWAY_HTTP_DOOR_H_
#define FINSAM_SERVICES_GATEWAY_HTTP_DOOR_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "services/gateway/gateway.h"
#include "services/gateway/publishing.h"

namespace finsam::gateway {

class HttpDoor {
 public:
  // All must outlive the door.
  HttpDoor(const Gateway& gateway, const Publishing& publishing,
           const Clock& clock);
  ~HttpDoor();  // Stops serving.

  // Serves on `address` ("127.0.0.1:7580"; port 0 picks one) in threads of its
  // own; returns the real address. UNAVAILABLE when the port is taken.
  absl::StatusOr<std::string> Start(const std::string& address);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_HTTP_DOOR_H_
