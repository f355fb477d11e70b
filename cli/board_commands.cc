#include "cli/board_commands.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/board_text.h"
#include "cli/output.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;

absl::StatusOr<gov::BoardMember::Role> RoleOf(const std::string& word) {
  using Member = gov::BoardMember;
  for (const auto& [name, role] :
       {std::pair<const char*, Member::Role>{"ordförande", Member::CHAIR},
        {"vice ordförande", Member::VICE_CHAIR},
        {"ledamot", Member::MEMBER},
        {"ersättare", Member::DEPUTY},
        {"beredningsgrupp", Member::PREPARATORY_GROUP},
        {"förbundschef", Member::HEAD_OF_OFFICE}}) {
    if (word == name) return role;
  }
  return InvalidArgument("--role", word,
                         "ordförande, vice ordförande, ledamot, ersättare, "
                         "beredningsgrupp eller förbundschef");
}

absl::StatusOr<gov::BoardMember::Eligibility> EligibilityOf(
    const std::string& word) {
  using Member = gov::BoardMember;
  if (word.empty()) return Member::ELIGIBILITY_UNSPECIFIED;
  if (word == "fullmäktige") return Member::COUNCIL;
  if (word == "Försäkringskassan") return Member::INSURANCE_AGENCY_EMPLOYEE;
  if (word == "Arbetsförmedlingen") return Member::EMPLOYMENT_SERVICE_EMPLOYEE;
  return InvalidArgument("--eligible", word,
                         "fullmäktige, Försäkringskassan eller "
                         "Arbetsförmedlingen");
}

// Fills in what every question of an association has.
template <typename Request>
absl::Status Name(const CommonOptions& common, Client& client,
                  Request* request) {
  FiscalYearName name;
  ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
  request->set_association(name.Association());
  return absl::OkStatus();
}

absl::Status DoAppoint(const CommonOptions& common,
                       const AppointOptions& options) {
  gov::AppointBoardMemberRequest request;
  ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
  gov::BoardMember* term = request.mutable_term();
  term->set_person(options.person);
  term->set_appointing_member(options.member);
  term->set_place(options.place);
  ASSIGN_OR_RETURN(const auto role, RoleOf(options.role));
  term->set_role(role);
  ASSIGN_OR_RETURN(const auto eligibility, EligibilityOf(options.eligibility));
  term->set_eligibility(eligibility);
  RETURN_IF_ERROR(
      ParseDate("--from", options.start, term->mutable_start_date()));
  if (!options.end.empty()) {
    RETURN_IF_ERROR(ParseDate("--to", options.end, term->mutable_end_date()));
  }
  request.set_validate_only(options.validate_only);
  request.set_request_id(NewRandomIdSource()->Next());
  Client client = NewClient(common);
  RETURN_IF_ERROR(Name(common, client, &request));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::BoardActResponse>(request));
  Print(common.json() ? Json(answer) : TermsText(answer.terms()));
  return absl::OkStatus();
}

// Ends a term; lets a deputy step in where the request has one.
template <typename Request>
absl::Status DoEnd(const CommonOptions& common, const EndOptions& options) {
  Request request;
  ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
  request.set_person(options.person);
  request.set_appointing_member(options.member);
  ASSIGN_OR_RETURN(const auto role, RoleOf(options.role));
  request.set_role(role);
  RETURN_IF_ERROR(
      ParseDate("--last-day", options.last_day, request.mutable_last_day()));
  if constexpr (requires { request.deputy(); }) {
    request.set_deputy(options.deputy);
  }
  request.set_validate_only(options.validate_only);
  request.set_request_id(NewRandomIdSource()->Next());
  Client client = NewClient(common);
  RETURN_IF_ERROR(Name(common, client, &request));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::BoardActResponse>(request));
  Print(common.json() ? Json(answer) : TermsText(answer.terms()));
  return absl::OkStatus();
}

// Asks for what stands on a day, and shows it.
template <typename Answer, typename Request>
absl::Status ShowAt(const CommonOptions& common, const AtOptions& options,
                    std::string (*text)(const Answer&)) {
  Request request;
  if (!options.day.empty()) {
    RETURN_IF_ERROR(ParseDate("--at", options.day, request.mutable_date()));
  }
  Client client = NewClient(common);
  RETURN_IF_ERROR(Name(common, client, &request));
  ASSIGN_OR_RETURN(const auto answer, client.Ask<Answer>(request));
  Print(common.json() ? Json(answer) : text(answer));
  return absl::OkStatus();
}

absl::Status DoTerms(const CommonOptions& common) {
  gov::ListTermsRequest request;
  Client client = NewClient(common);
  RETURN_IF_ERROR(Name(common, client, &request));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::ListTermsResponse>(request));
  Print(common.json() ? Json(answer) : TermsText(answer.terms()));
  return absl::OkStatus();
}

}  // namespace

int RunBoardShow(const CommonOptions& common, const AtOptions& options) {
  return Finish(ShowAt<gov::ListBoardResponse, gov::ListBoardRequest>(
                    common, options, BoardText),
                common);
}

int RunBoardTerms(const CommonOptions& common) {
  return Finish(DoTerms(common), common);
}

int RunBoardAppoint(const CommonOptions& common,
                    const AppointOptions& options) {
  return Finish(DoAppoint(common, options), common,
                /*stores=*/!options.validate_only);
}

int RunBoardEnd(const CommonOptions& common, const EndOptions& options) {
  return Finish(DoEnd<gov::EndBoardTermRequest>(common, options), common,
                /*stores=*/!options.validate_only);
}

int RunBoardReplace(const CommonOptions& common, const EndOptions& options) {
  return Finish(DoEnd<gov::ReplaceBoardMemberRequest>(common, options), common,
                /*stores=*/!options.validate_only);
}

int RunClocks(const CommonOptions& common, const AtOptions& options) {
  return Finish(ShowAt<gov::ListClocksResponse, gov::ListClocksRequest>(
                    common, options, ClocksText),
                common);
}

}  // namespace finsam::cli
