// What the parts of an HTML page share, and how each part is written.

#ifndef FINSAM_SERVICES_GATEWAY_HTML_PAGE_H_
#define FINSAM_SERVICES_GATEWAY_HTML_PAGE_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "finsam/common/v1/figure.pb.h"
#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/html_writer.h"
#include "services/gateway/render_html.h"
#include "services/gateway/report_anchors.h"

namespace finsam::gateway {

// A page that is being written. Report and options outlive it.
struct HtmlPage {
  HtmlPage(const v1::Report& a_report, const HtmlOptions& the_options);

  const v1::Report& report;
  const HtmlOptions& options;
  const ReportAnchors anchors;
  // The first finding about each figure, counted from 1.
  absl::flat_hash_map<std::string, int> finding_numbers;
  HtmlWriter html;
};

// A figure as it is printed; with a link to its origin when `linked` and the
// options say where. Carries the anchor when this is the figure's home.
void WriteFigure(const common::v1::Figure& figure, absl::string_view printed,
                 bool linked, HtmlPage* page);

// At a figure's home: a sign that leads to the finding about it, if any.
void WriteFlag(const common::v1::Figure& figure, HtmlPage* page);

// A text; its headings are at `heading_level` and below.
void WriteMarkdown(const v1::Text& text, int heading_level, HtmlPage* page);

// A table. `section_title` is what stands above it: a caption that would only
// repeat it is kept for screen readers.
void WriteTable(const common::v1::Table& table, absl::string_view section_title,
                HtmlPage* page);

// The table's charts, to stand below it.
void WriteCharts(const common::v1::Table& table, HtmlPage* page);

// The findings, when the options hold any.
void WriteFindings(HtmlPage* page);

// The id of the n-th finding, from 1.
std::string FindingAnchor(int n);

// Headings beyond h6 do not exist.
HtmlTag HeadingTag(int level);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_HTML_PAGE_H_
