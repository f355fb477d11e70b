// What differs between two versions of a report, figure by figure and text by
// text: for whoever has signed the one and sees the other.

#ifndef FINSAM_SERVICES_GATEWAY_REPORT_CHANGES_H_
#define FINSAM_SERVICES_GATEWAY_REPORT_CHANGES_H_

#include <vector>

#include "finsam/gateway/v1/publishing.pb.h"

namespace finsam::gateway {

// In the order of `after`; what only `before` has comes last, in its order. The
// same figure at several places is told once. The revisions that the two were
// made from are not compared.
std::vector<v1::ReportChange> ReportChanges(const v1::Report& before,
                                            const v1::Report& after);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_REPORT_CHANGES_H_
