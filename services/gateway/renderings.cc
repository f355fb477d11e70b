#include "services/gateway/renderings.h"

#include <utility>

#include "common/base/status.h"
#include "services/gateway/pdf/pdf_renderer.h"
#include "services/gateway/pdf/report_document.h"
#include "services/gateway/render_html.h"
#include "services/gateway/render_json.h"
#include "services/gateway/render_text.h"

namespace finsam::gateway {
namespace {

using Request = v1::RenderReportRequest;

absl::Status FormatUnknown() {
  return Refuse(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN",
                "okänt format: väntade JSON, HTML, TEXT eller PDF");
}

v1::RenderReportResponse Content(std::string content, const char* type) {
  v1::RenderReportResponse response;
  response.set_content(std::move(content));
  response.set_content_type(type);
  return response;
}

}  // namespace

absl::Status CheckFormat(Request::Format format) {
  switch (format) {
    case Request::JSON:
    case Request::HTML:
    case Request::TEXT:
    case Request::PDF:
      return absl::OkStatus();
    default:
      return FormatUnknown();
  }
}

absl::StatusOr<v1::RenderReportResponse> RenderAs(const v1::Report& report,
                                                  Request::Format format) {
  switch (format) {
    case Request::JSON: {
      ASSIGN_OR_RETURN(std::string json, RenderJson(report));
      return Content(std::move(json), "application/json; charset=utf-8");
    }
    case Request::HTML:
      return Content(RenderHtml(report, {}), "text/html; charset=utf-8");
    case Request::TEXT:
      return Content(RenderText(report), "text/plain; charset=utf-8");
    case Request::PDF: {
      pdf::ReportDocumentOptions options;
      options.draft = true;
      ASSIGN_OR_RETURN(pdf::RenderedPdf rendered,
                       pdf::NewPdfRenderer()->Render(
                           pdf::ReportDocument(report, options), {}));
      return Content(std::move(rendered.bytes), "application/pdf");
    }
    default:
      return FormatUnknown();
  }
}

}  // namespace finsam::gateway
