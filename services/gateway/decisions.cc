#include "services/gateway/decisions.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>

#include "common/base/status.h"
#include "common/rpc/channel.h"
#include "common/rpc/keyring.h"
#include "finsam/governance/v1/board.grpc.pb.h"
#include "finsam/governance/v1/follow_up.grpc.pb.h"
#include "finsam/governance/v1/signing.grpc.pb.h"
#include "services/gateway/decisions_methods.h"
#include "services/gateway/minutes_report.h"
#include "services/gateway/pdf/pdf_renderer.h"
#include "services/gateway/pdf/report_document.h"
#include "services/gateway/renderings.h"

namespace finsam::gateway {

namespace gov = governance::v1;

struct Decisions::Stubs {
  explicit Stubs(const std::shared_ptr<grpc::Channel>& channel)
      : BoardService(gov::BoardService::NewStub(channel)),
        FollowUpService(gov::FollowUpService::NewStub(channel)),
        MeetingService(gov::MeetingService::NewStub(channel)),
        SigningService(gov::SigningService::NewStub(channel)) {}

  // Called as the services are, so that the list of methods finds them.
  std::unique_ptr<gov::BoardService::Stub> BoardService;
  std::unique_ptr<gov::FollowUpService::Stub> FollowUpService;
  std::unique_ptr<gov::MeetingService::Stub> MeetingService;
  std::unique_ptr<gov::SigningService::Stub> SigningService;

#define FINSAM_CALL(service, method, response)            \
  grpc::Status Call(grpc::ClientContext* context,         \
                    const gov::method##Request& question, \
                    gov::response* answer) {              \
    return service->method(context, question, answer);    \
  }
  FINSAM_DECISIONS_METHODS(FINSAM_CALL)
#undef FINSAM_CALL
};

Decisions::Decisions(const Neighbour& governance, const Clock& clock,
                     absl::Duration timeout)
    : governance_(governance),
      clock_(clock),
      timeout_(timeout),
      stubs_(std::make_unique<Stubs>(governance_.channel)) {}

Decisions::~Decisions() = default;

template <typename Request, typename Response>
absl::Status Decisions::Pass(const Request& request, const std::string& key,
                             absl::Time deadline, Response* response) const {
  grpc::ClientContext context;
  rpc::SendKey(context, key);
  rpc::SetDeadline(context, std::min(deadline, clock_.Now() + timeout_));
  return StatusFrom(stubs_->Call(&context, request, response), governance_);
}

#define FINSAM_PASS(service, method, response)                          \
  template absl::Status Decisions::Pass(const gov::method##Request&,    \
                                        const std::string&, absl::Time, \
                                        gov::response*) const;
FINSAM_DECISIONS_METHODS(FINSAM_PASS)
#undef FINSAM_PASS

absl::StatusOr<v1::RenderReportResponse> Decisions::RenderMinutes(
    const v1::RenderMinutesRequest& request, const std::string& key,
    absl::Time deadline) const {
  RETURN_IF_ERROR(CheckRendering({request.format()}));
  gov::GetMinutesRequest question;
  question.set_meeting(request.meeting());
  gov::GetMinutesResponse minutes;
  RETURN_IF_ERROR(Pass(question, key, deadline, &minutes));
  const v1::Report report =
      MinutesReport(request.meeting(), minutes.markdown());
  if (request.format() != v1::RenderReportRequest::PDF ||
      !minutes.has_approved_date()) {
    return RenderAs(report, {request.format()});
  }
  // Approved minutes never change: they are no draft.
  ASSIGN_OR_RETURN(
      pdf::RenderedPdf rendered,
      pdf::NewPdfRenderer()->Render(pdf::ReportDocument(report, {}), {}));
  v1::RenderReportResponse response;
  response.set_content(std::move(rendered.bytes));
  response.set_content_type("application/pdf");
  return response;
}

}  // namespace finsam::gateway
