// The report as its reader sees it, examined like any printed document: what
// is wrong between its tables and texts though each figure has its source. The
// rest of the catalogue of checks, after those that know the figures.

#ifndef FINSAM_SERVICES_GATEWAY_READ_THROUGH_H_
#define FINSAM_SERVICES_GATEWAY_READ_THROUGH_H_

#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/domain/checks.h"
#include "services/gateway/printed/document.h"

namespace finsam::gateway {

// What is printed of `report`: headings, tables as their cells stand, texts as
// paragraphs.
printed::Document DocumentOf(const v1::Report& report);

// Adds to `result`, and keeps its order, what the rules for printed documents
// find by checks that `result` has not made from the figures themselves. What
// only the print tells asks for an explanation at most, so it blocks nothing;
// rounding is left out, for every cell is rounded from an exact value. Texts
// against tables (TX-1 of a printed document) are TX-5 here.
void ReadThrough(const v1::Report& report, CheckResult* result);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_READ_THROUGH_H_
