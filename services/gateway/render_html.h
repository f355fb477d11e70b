// The report as one page of HTML that needs nothing else: no scripts, no
// fonts, no pictures from elsewhere. Made for reading, for printing and for
// screen readers (WCAG 2.1 AA).
//
// For programs: every figure is a <data> element with data-figure="<figure
// id>" and its exact value: öre, a count, "3/4", "2025-03-20", "..", or empty.
// The figure's id is also an anchor, #income-statement/result/2024, at the
// first table cell that shows it, else at its first place in a text.

#ifndef FINSAM_SERVICES_GATEWAY_RENDER_HTML_H_
#define FINSAM_SERVICES_GATEWAY_RENDER_HTML_H_

#include <string>

#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

struct HtmlOptions {
  // When not empty, each figure links to this followed by its id.
  std::string figure_link_prefix;
  // When given, listed after the report and marked at the figures they are
  // about. Must outlive the call.
  const google::protobuf::RepeatedPtrField<v1::Finding>* findings = nullptr;
};

// The same report and options give the same bytes. Never fails: what is
// missing in the report is missing on the page.
std::string RenderHtml(const v1::Report& report, const HtmlOptions& options);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_RENDER_HTML_H_
