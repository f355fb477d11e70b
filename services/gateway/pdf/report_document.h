// A report as a document that can be printed.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_REPORT_DOCUMENT_H_
#define FINSAM_SERVICES_GATEWAY_PDF_REPORT_DOCUMENT_H_

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/pdf/document.h"

namespace finsam::gateway::pdf {

struct ReportDocumentOptions {
  // Not adopted: it may still change.
  bool draft = false;
  // When the report was made; a report that follows the facts has no such time.
  std::optional<absl::Time> created;
  // When not empty, a page to sign on ends the document.
  std::vector<SignatureField> signers;
};

// Never fails: what is missing in the report is missing in the document. Tables
// hold what PrintedCell prints; a report for the office says that it is
// internal.
Document ReportDocument(const v1::Report& report,
                        const ReportDocumentOptions& options);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_REPORT_DOCUMENT_H_
