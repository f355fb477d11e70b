// The participants service at the HTTP door, as JSON: what has been released,
// and to who sends a key, in the header "Authorization: Bearer …", what that
// key opens.

#ifndef FINSAM_SERVICES_GATEWAY_HTTP_COUNTS_H_
#define FINSAM_SERVICES_GATEWAY_HTTP_COUNTS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/counts.h"
#include "services/gateway/neighbours.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace finsam::gateway {

// ?audience=public|members|office, or allmänhet, medlemmar, kansli; else the
// public; and the caller's key.
// Refusal: HTTP_INVALID.
absl::StatusOr<Viewer> ViewerOf(const httplib::Request& request);

using CountsHandler = absl::Status (*)(const Counts&, const httplib::Request&,
                                       absl::Time, httplib::Response*);

// A year's tables and figures, under the path of a fiscal year. Refusals:
// those of GetStatistics, HTTP_INVALID.
absl::Status AnswerStatistics(const Counts& counts,
                              const httplib::Request& request,
                              absl::Time deadline, httplib::Response* response);

// An association's releases; ?page_size=, &page_token=. Refusals: those of
// ListReleases, HTTP_INVALID.
absl::Status AnswerReleases(const Counts& counts,
                            const httplib::Request& request,
                            absl::Time deadline, httplib::Response* response);

// Years side by side; ?years=2022,2023,2024. Refusals: those of CompareYears,
// HTTP_INVALID.
absl::Status AnswerYears(const Counts& counts, const httplib::Request& request,
                         absl::Time deadline, httplib::Response* response);

// The nation's year. Refusals: those of GetNationalStatistics, HTTP_INVALID.
absl::Status AnswerNation(const Counts& counts, const httplib::Request& request,
                          absl::Time deadline, httplib::Response* response);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_HTTP_COUNTS_H_
