#include "services/gateway/http_decisions.h"

#include <httplib.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/files/csv.h"
#include "services/gateway/http_books.h"
#include "services/gateway/http_counts.h"

namespace finsam::gateway {
namespace {

namespace gov = governance::v1;

constexpr char kJsonType[] = "application/json; charset=utf-8";
constexpr char kMarkdownType[] = "text/markdown; charset=utf-8";

// Asks with the caller's key, and answers with what was said.
template <typename Answer, typename Question>
absl::Status Pass(const Decisions& decisions, const Question& question,
                  const httplib::Request& request, absl::Time deadline,
                  httplib::Response* response) {
  ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
  Answer answer;
  RETURN_IF_ERROR(decisions.Pass(question, viewer.key, deadline, &answer));
  response->set_content(ToJson(answer), kJsonType);
  return absl::OkStatus();
}

std::string AssociationOf(const httplib::Request& request) {
  return absl::StrCat("associations/", request.matches[1].str());
}

std::string MeetingOf(const httplib::Request& request) {
  return absl::StrCat(AssociationOf(request), "/meetings/",
                      request.matches[2].str());
}

// Of an association; with ?date=2024-11-28 where the question has a day.
template <typename Question, typename Answer>
absl::Status OfAssociation(const Decisions& decisions,
                           const httplib::Request& request, absl::Time deadline,
                           httplib::Response* response) {
  Question question;
  question.set_association(AssociationOf(request));
  if constexpr (requires { question.mutable_date(); }) {
    if (request.has_param("date")) {
      const auto day = ParseDay(request.get_param_value("date"));
      if (!day.has_value()) {
        return Refuse(absl::StatusCode::kInvalidArgument, "HTTP_INVALID",
                      "frågans date ska vara en dag som 2024-12-31");
      }
      ToProto(*day, question.mutable_date());
    }
  }
  return Pass<Answer>(decisions, question, request, deadline, response);
}

absl::Status Meetings(const Decisions& decisions,
                      const httplib::Request& request, absl::Time deadline,
                      httplib::Response* response) {
  gov::ListMeetingsRequest question;
  question.set_fiscal_year(FiscalYearOf(request));
  return Pass<gov::ListMeetingsResponse>(decisions, question, request, deadline,
                                         response);
}

absl::Status FollowUp(const Decisions& decisions,
                      const httplib::Request& request, absl::Time deadline,
                      httplib::Response* response) {
  gov::GetFollowUpRequest question;
  question.set_fiscal_year(FiscalYearOf(request));
  return Pass<gov::GetFollowUpResponse>(decisions, question, request, deadline,
                                        response);
}

absl::Status OneMeeting(const Decisions& decisions,
                        const httplib::Request& request, absl::Time deadline,
                        httplib::Response* response) {
  gov::GetMeetingRequest question;
  question.set_meeting(MeetingOf(request));
  return Pass<gov::GetMeetingResponse>(decisions, question, request, deadline,
                                       response);
}

// With ?page= of the page before.
template <typename Question, typename Answer>
absl::Status PageOf(const Decisions& decisions, const httplib::Request& request,
                    absl::Time deadline, httplib::Response* response) {
  Question question;
  question.set_association(AssociationOf(request));
  question.set_page_token(request.get_param_value("page"));
  return Pass<Answer>(decisions, question, request, deadline, response);
}

absl::Status OneRound(const Decisions& decisions,
                      const httplib::Request& request, absl::Time deadline,
                      httplib::Response* response) {
  gov::GetSignatureRoundRequest question;
  question.set_name(absl::StrCat(AssociationOf(request), "/signatureRounds/",
                                 request.matches[2].str()));
  return Pass<gov::GetSignatureRoundResponse>(decisions, question, request,
                                              deadline, response);
}

absl::Status MinutesText(const Decisions& decisions,
                         const httplib::Request& request, absl::Time deadline,
                         httplib::Response* response) {
  ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
  gov::GetMinutesRequest question;
  question.set_meeting(MeetingOf(request));
  gov::GetMinutesResponse answer;
  RETURN_IF_ERROR(decisions.Pass(question, viewer.key, deadline, &answer));
  response->set_content(answer.markdown(), kMarkdownType);
  return absl::OkStatus();
}

template <v1::RenderReportRequest::Format kFormat>
absl::Status MinutesAs(const Decisions& decisions,
                       const httplib::Request& request, absl::Time deadline,
                       httplib::Response* response) {
  ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
  v1::RenderMinutesRequest question;
  question.set_meeting(MeetingOf(request));
  question.set_format(kFormat);
  ASSIGN_OR_RETURN(const v1::RenderReportResponse rendered,
                   decisions.RenderMinutes(question, viewer.key, deadline));
  response->set_content(rendered.content(), rendered.content_type().c_str());
  return absl::OkStatus();
}

}  // namespace

const DecisionsRoute kDecisionsPaths[kDecisionsRoutes] = {
    {R"(/associations/(\d+)/board)",
     OfAssociation<gov::ListBoardRequest, gov::ListBoardResponse>},
    {R"(/associations/(\d+)/terms)",
     OfAssociation<gov::ListTermsRequest, gov::ListTermsResponse>},
    {R"(/associations/(\d+)/clocks)",
     OfAssociation<gov::ListClocksRequest, gov::ListClocksResponse>},
    {R"(/associations/(\d+)/fiscalYears/(\d+)/meetings)", Meetings},
    {R"(/associations/(\d+)/fiscalYears/(\d+)/followUp)", FollowUp},
    {R"(/associations/(\d+)/meetings/([0-9-]{10}))", OneMeeting},
    {R"(/associations/(\d+)/meetings/([0-9-]{10})/minutes)",
     MinutesAs<v1::RenderReportRequest::HTML>},
    {R"(/associations/(\d+)/meetings/([0-9-]{10})/minutes\.md)", MinutesText},
    {R"(/associations/(\d+)/meetings/([0-9-]{10})/minutes\.pdf)",
     MinutesAs<v1::RenderReportRequest::PDF>},
    {R"(/associations/(\d+)/signatureRounds)",
     PageOf<gov::ListSignatureRoundsRequest, gov::ListSignatureRoundsResponse>},
    {R"(/associations/(\d+)/signatureRounds/(\d+))", OneRound},
    {R"(/associations/(\d+)/acts)",
     PageOf<gov::ListActsRequest, gov::ListActsResponse>},
};

}  // namespace finsam::gateway
