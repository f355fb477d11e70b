// The ledger's export as gRPC callers meet it.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "services/ledger/ledger_service.h"

namespace finsam::ledger {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.ledger.v1";

absl::StatusOr<ExportFormat> FormatOf(const v1::ExportBooksRequest& request) {
  switch (request.format()) {
    case v1::ExportBooksRequest::SIE_1:
      return ExportFormat::kSie1;
    case v1::ExportBooksRequest::SIE_2:
      return ExportFormat::kSie2;
    case v1::ExportBooksRequest::SIE_3:
      return ExportFormat::kSie3;
    case v1::ExportBooksRequest::SIE_4E:
      return ExportFormat::kSie4E;
    case v1::ExportBooksRequest::SIE_4I:
      return ExportFormat::kSie4I;
    case v1::ExportBooksRequest::PLAIN_TEXT:
      return ExportFormat::kPlainText;
    default:
      return Refuse(absl::StatusCode::kInvalidArgument, "FORMAT_INVALID",
                    "Säg vilket slags fil som ska skrivas: SIE 1, 2, 3, 4E "
                    "eller 4I, eller en journal som text.");
  }
}

}  // namespace

grpc::Status LedgerService::ExportBooks(
    grpc::ServerContext* context, const v1::ExportBooksRequest* request,
    grpc::ServerWriter<v1::ExportBooksResponse>* stream) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName name,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const ExportFormat format, FormatOf(*request));
    std::vector<Problem> warnings;
    v1::ExportBooksResponse response;
    RETURN_IF_ERROR(ledger_.Export(
        name, format,
        [&](absl::string_view piece) {
          response.set_content(piece.data(), piece.size());
          const bool is_sent =
              !context->IsCancelled() && stream->Write(response);
          return is_sent ? absl::OkStatus()
                         : absl::CancelledError("export cancelled");
        },
        &warnings));
    if (warnings.empty()) return absl::OkStatus();
    response.clear_content();
    for (const Problem& warning : warnings) {
      rpc::ToProto(warning, response.add_warnings());
    }
    stream->Write(response);
    return absl::OkStatus();
  });
}

}  // namespace finsam::ledger
