#include "services/gateway/renderings.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "services/gateway/pdf/pdf_renderer.h"
#include "services/gateway/pdf/report_document.h"
#include "services/gateway/render_csv.h"
#include "services/gateway/render_html.h"
#include "services/gateway/render_json.h"
#include "services/gateway/render_text.h"
#include "services/gateway/render_xlsx.h"
#include "services/gateway/report_tables.h"

namespace finsam::gateway {
namespace {

using Request = v1::RenderReportRequest;

constexpr size_t kTableShownMax = 100;
constexpr char kDraft[] = "Utkast";
constexpr char kXlsxType[] =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

absl::Status FormatUnknown() {
  return Refuse(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN",
                "okänt format: väntade JSON, HTML, TEXT, PDF, CSV eller XLSX");
}

absl::StatusOr<std::string> CsvOf(const v1::Report& report,
                                  const std::string& table) {
  std::vector<std::string> names;
  for (const ReportTable& one : TablesOf(report)) {
    if (one.name == table) return RenderTableCsv(*one.table);
    names.push_back(one.name);
  }
  return Refuse(
      absl::StatusCode::kNotFound, "TABLE_UNKNOWN",
      names.empty()
          ? "rapporten har inga tabeller"
          : absl::StrCat(table.empty()
                             ? "CSV är av en tabell i taget"
                             : absl::StrCat("rapporten har ingen tabell ",
                                            Shortened(table, kTableShownMax)),
                         "; tabellerna är ", absl::StrJoin(names, ", ")));
}

v1::RenderReportResponse Content(std::string content, const char* type) {
  v1::RenderReportResponse response;
  response.set_content(std::move(content));
  response.set_content_type(type);
  return response;
}

}  // namespace

absl::Status CheckRendering(const Rendering& rendering) {
  if (!rendering.table.empty() && rendering.format != Request::CSV) {
    return Refuse(absl::StatusCode::kInvalidArgument, "TABLE_UNEXPECTED",
                  "en tabell anges bara för CSV");
  }
  switch (rendering.format) {
    case Request::JSON:
    case Request::HTML:
    case Request::TEXT:
    case Request::PDF:
    case Request::CSV:
    case Request::XLSX:
      return absl::OkStatus();
    default:
      return FormatUnknown();
  }
}

absl::StatusOr<v1::RenderReportResponse> RenderAs(const v1::Report& report,
                                                  const Rendering& rendering) {
  RETURN_IF_ERROR(CheckRendering(rendering));
  switch (rendering.format) {
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
    case Request::CSV: {
      ASSIGN_OR_RETURN(std::string csv, CsvOf(report, rendering.table));
      return Content(std::move(csv), "text/csv; charset=utf-8; header=present");
    }
    case Request::XLSX: {
      ASSIGN_OR_RETURN(
          std::string workbook,
          RenderXlsx(report,
                     rendering.version.empty() ? kDraft : rendering.version));
      return Content(std::move(workbook), kXlsxType);
    }
    default:
      return FormatUnknown();
  }
}

}  // namespace finsam::gateway
