#include "cli/follow_up_commands.h"

#include <initializer_list>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_codes.h"
#include "cli/follow_up_text.h"
#include "cli/output.h"
#include "cli/viewer.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;

// A word and the value that it means.
template <typename T>
using Words = std::initializer_list<std::pair<const char*, T>>;

template <typename T>
absl::StatusOr<T> ValueOf(const char* option, const std::string& word,
                          const Words<T>& words) {
  std::string expected;
  for (const auto& [name, value] : words) {
    if (word == name) return value;
    absl::StrAppend(&expected, expected.empty() ? "" : ", ", name);
  }
  return InvalidArgument(option, word, expected);
}

absl::StatusOr<gov::AuditReport::Opinion> OpinionOf(const char* option,
                                                    const std::string& word) {
  using Report = gov::AuditReport;
  if (word.empty()) return Report::OPINION_UNSPECIFIED;
  return ValueOf<Report::Opinion>(
      option, word,
      {{"ja", Report::YES}, {"delvis", Report::PARTLY}, {"nej", Report::NO}});
}

// Fills in what every act has, asks, and says what was recorded.
template <typename Request>
absl::Status Record(const CommonOptions& common, const RecordOptions& options,
                    const char* what, Request request) {
  ASSIGN_OR_RETURN(const FiscalYearName year, GivenFiscalYear(common));
  gov::FollowUpAct* act = request.mutable_act();
  act->set_fiscal_year(year.Text());
  act->set_request_id(NewRandomIdSource()->Next());
  act->set_validate_only(options.validate_only);
  ASSIGN_OR_RETURN(*act->mutable_actor(), ActorOf(options.actor));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::RecordedResponse>(request));
  if (common.json()) {
    Print(Json(answer));
  } else if (options.validate_only) {
    Print(absl::StrCat(what, " kan registreras; inget är lagrat.\n"));
  } else {
    Print(absl::StrCat(what, " ", answer.id(), " är registrerad ",
                       answer.time(), ".\n"));
  }
  return absl::OkStatus();
}

absl::Status DoReport(const CommonOptions& common,
                      const DeviationReportOptions& options) {
  using Deviation = gov::Deviation;
  gov::ReportDeviationRequest request;
  Deviation* deviation = request.mutable_deviation();
  RETURN_IF_ERROR(
      ParseDate("--date", options.date, deviation->mutable_reported_date()));
  deviation->set_area(options.area);
  for (const std::string& party : options.parties) {
    deviation->add_parties(party);
  }
  ASSIGN_OR_RETURN(
      const auto level,
      (ValueOf<Deviation::Level>("--level", options.level,
                                 {{"lokal", Deviation::LOCAL},
                                  {"regional", Deviation::REGIONAL},
                                  {"nationell", Deviation::NATIONAL}})));
  deviation->set_level(level);
  deviation->set_text(options.text);
  return Record(common, options, "Avvikelse", std::move(request));
}

absl::Status DoAnswer(const CommonOptions& common,
                      const DeviationAnswerOptions& options) {
  using Deviation = gov::Deviation;
  gov::AnswerDeviationRequest request;
  request.set_deviation_id(options.id);
  ASSIGN_OR_RETURN(const auto status, (ValueOf<Deviation::Status>(
                                          "--status", options.status,
                                          {{"pågår", Deviation::ONGOING},
                                           {"besvarad", Deviation::ANSWERED},
                                           {"avslutad", Deviation::CLOSED}})));
  request.set_status(status);
  request.set_answer(options.answer);
  RETURN_IF_ERROR(ParseDate("--date", options.date, request.mutable_date()));
  return Record(common, options, "Svar på avvikelse", std::move(request));
}

absl::Status DoControl(const CommonOptions& common,
                       const ControlOptions& options) {
  using Control = gov::Control;
  gov::FollowUpControlRequest request;
  request.set_control_id(options.id);
  ASSIGN_OR_RETURN(const auto result, (ValueOf<Control::Result>(
                                          "--result", options.result,
                                          {{"utan anmärkning", Control::SOUND},
                                           {"mindre brist", Control::REMARK},
                                           {"brist", Control::DEFICIENT}})));
  request.set_result(result);
  request.set_comment(options.comment);
  RETURN_IF_ERROR(ParseDate("--date", options.date, request.mutable_date()));
  return Record(common, options, "Uppföljning av kontroll", std::move(request));
}

absl::Status DoPolicy(const CommonOptions& common,
                      const PolicyOptions& options) {
  using Policy = gov::Policy;
  gov::RecordPolicyReviewRequest request;
  request.set_policy_id(options.id);
  ASSIGN_OR_RETURN(const auto result,
                   (ValueOf<Policy::Result>("--result", options.result,
                                            {{"oförändrad", Policy::KEPT},
                                             {"reviderad", Policy::REVISED},
                                             {"upphävd", Policy::REPEALED}})));
  request.set_result(result);
  request.set_decision(options.decision);
  RETURN_IF_ERROR(ParseDate("--date", options.date, request.mutable_date()));
  if (!options.due.empty()) {
    RETURN_IF_ERROR(
        ParseDate("--due", options.due, request.mutable_review_due_date()));
  }
  return Record(common, options, "Granskning av policy", std::move(request));
}

absl::Status DoAuditReport(const CommonOptions& common,
                           const AuditReportOptions& options) {
  gov::RecordAuditReportRequest request;
  gov::AuditReport* report = request.mutable_report();
  report->set_id(options.id);
  RETURN_IF_ERROR(ParseDate("--date", options.date, report->mutable_date()));
  for (const std::string& name : options.auditors) report->add_auditors(name);
  ASSIGN_OR_RETURN(const auto accounts,
                   OpinionOf("--accounts-fair", options.accounts));
  report->set_accounts_fair(accounts);
  ASSIGN_OR_RETURN(const auto control,
                   OpinionOf("--control-sufficient", options.control));
  report->set_control_sufficient(control);
  ASSIGN_OR_RETURN(const auto operations,
                   OpinionOf("--operations-suitable", options.operations));
  report->set_operations_suitable(operations);
  ASSIGN_OR_RETURN(const auto goals,
                   OpinionOf("--goals-compatible", options.goals));
  report->set_goals_compatible(goals);
  ASSIGN_OR_RETURN(const auto advice,
                   (ValueOf<gov::AuditReport::Recommendation>(
                       "--discharge", options.discharge,
                       {{"tillstyrks", gov::AuditReport::RECOMMENDED},
                        {"avstyrks", gov::AuditReport::ADVISED_AGAINST}})));
  report->set_discharge(advice);
  report->set_remark(options.remark);
  return Record(common, options, "Revisionsberättelse", std::move(request));
}

absl::Status DoDischarge(const CommonOptions& common,
                         const DischargeOptions& options) {
  gov::RecordDischargeRequest request;
  gov::Discharge* discharge = request.mutable_discharge();
  discharge->set_member(options.member);
  RETURN_IF_ERROR(ParseDate("--date", options.date, discharge->mutable_date()));
  ASSIGN_OR_RETURN(const auto decision,
                   (ValueOf<gov::Discharge::Decision>(
                       "--decision", options.decision,
                       {{"beviljas", gov::Discharge::GRANTED},
                        {"vägras", gov::Discharge::REFUSED}})));
  discharge->set_decision(decision);
  discharge->set_body(options.body);
  discharge->set_paragraph(options.paragraph);
  discharge->set_reason(options.reason);
  return Record(common, options, "Ansvarsfrihet", std::move(request));
}

absl::Status DoShow(const CommonOptions& common, const char* table) {
  Client client = NewClient(common);
  gov::GetFollowUpRequest request;
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  ASSIGN_OR_RETURN(const auto all,
                   client.Ask<gov::GetFollowUpResponse>(request));
  Print(common.json() ? Json(all) : FollowUpText(all, table));
  return absl::OkStatus();
}

int RunShow(const CommonOptions& common, const char* table) {
  return Finish(DoShow(common, table), common);
}

int Stored(const absl::Status& status, const CommonOptions& common,
           const RecordOptions& options) {
  return Finish(status, common, /*stores=*/!options.validate_only);
}

absl::StatusOr<int> DoGoals(const CommonOptions& common,
                            const GoalsOptions& options) {
  Client client = NewClient(common);
  gateway::v1::GetGoalsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_audience(AudienceOf(common, options.audience));
  ASSIGN_OR_RETURN(const auto goals,
                   client.Ask<gateway::v1::GetGoalsResponse>(request));
  Print(common.json() ? Json(goals) : GoalsText(goals));
  for (const gateway::v1::DepartingGoal& goal : goals.departing()) {
    if (goal.reason().empty()) return kExitFindings;
  }
  return kExitOk;
}

}  // namespace

int RunGoals(const CommonOptions& common, const GoalsOptions& options) {
  const absl::StatusOr<int> code = DoGoals(common, options);
  return code.ok() ? *code : Finish(code.status(), common);
}

int RunDeviationReport(const CommonOptions& common,
                       const DeviationReportOptions& options) {
  return Stored(DoReport(common, options), common, options);
}

int RunDeviationAnswer(const CommonOptions& common,
                       const DeviationAnswerOptions& options) {
  return Stored(DoAnswer(common, options), common, options);
}

int RunControlFollowUp(const CommonOptions& common,
                       const ControlOptions& options) {
  return Stored(DoControl(common, options), common, options);
}

int RunPolicyReview(const CommonOptions& common, const PolicyOptions& options) {
  return Stored(DoPolicy(common, options), common, options);
}

int RunAuditReport(const CommonOptions& common,
                   const AuditReportOptions& options) {
  return Stored(DoAuditReport(common, options), common, options);
}

int RunDischargeRecord(const CommonOptions& common,
                       const DischargeOptions& options) {
  return Stored(DoDischarge(common, options), common, options);
}

int RunDeviationList(const CommonOptions& common) {
  return RunShow(common, "deviations");
}

int RunControlList(const CommonOptions& common) {
  return RunShow(common, "internal-control");
}

int RunPolicyList(const CommonOptions& common) {
  return RunShow(common, "policies");
}

int RunAuditShow(const CommonOptions& common) {
  return RunShow(common, "audit");
}

int RunDischargeList(const CommonOptions& common) {
  return RunShow(common, "discharge");
}

}  // namespace finsam::cli
