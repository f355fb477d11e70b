#include "services/governance/convert_follow_up.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/governance/convert.h"
#include "services/governance/convert_board.h"

namespace finsam::governance {
namespace {

// The wire's enumerations list the same in the same order, from 1; 0 is unset.
template <typename Wire, typename Ours>
Wire EnumToProto(Ours value) {
  return static_cast<Wire>(static_cast<int>(value) + 1);
}
static_assert(static_cast<int>(ReviewResult::kRepealed) + 1 ==
              v1::Policy::REPEALED);
static_assert(static_cast<int>(ControlResult::kDeficient) + 1 ==
              v1::Control::DEFICIENT);
static_assert(static_cast<int>(DeviationLevel::kNational) + 1 ==
              v1::Deviation::NATIONAL);
static_assert(static_cast<int>(DeviationStatus::kClosed) + 1 ==
              v1::Deviation::CLOSED);
static_assert(static_cast<int>(AuditorKind::kAuthorised) + 1 ==
              v1::Auditor::AUTHORISED);
// That of opinions has the unset one too.
static_assert(static_cast<int>(Opinion::kNo) == v1::AuditReport::NO);

template <typename Ours>
absl::StatusOr<Ours> EnumFromProto(int wire, int count,
                                   absl::string_view field) {
  if (wire >= 1 && wire <= count) return static_cast<Ours>(wire - 1);
  return Refuse(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                absl::StrCat("Fältet ", field,
                             " saknas eller är inget av de "
                             "värden som finns."));
}

Opinion OpinionFromProto(v1::AuditReport::Opinion opinion) {
  return v1::AuditReport::Opinion_IsValid(opinion)
             ? static_cast<Opinion>(opinion)
             : Opinion::kUnstated;
}

template <typename Request>
absl::StatusOr<FollowUpRequest> Begin(const Request& request) {
  const v1::FollowUpAct& act = request.act();
  FollowUpRequest out;
  ASSIGN_OR_RETURN(out.year, ParseFiscalYearName(act.fiscal_year()));
  out.request_id = act.request_id();
  out.actor = {act.actor().person(), act.actor().on_behalf_of()};
  out.validate_only = act.validate_only();
  return out;
}

void ToProto(const Policy& policy, v1::Policy* out) {
  out->set_id(policy.id);
  out->set_name(policy.name);
  finsam::ToProto(policy.adopted, out->mutable_adopted_date());
  out->set_decision(policy.decision);
  out->set_owner(policy.owner);
  if (policy.due.has_value()) {
    finsam::ToProto(*policy.due, out->mutable_review_due_date());
  }
  if (!policy.review.has_value()) return;
  finsam::ToProto(policy.review->day, out->mutable_reviewed_date());
  out->set_result(EnumToProto<v1::Policy::Result>(policy.review->result));
}

void ToProto(const Control& control, v1::Control* out) {
  out->set_id(control.id);
  out->set_area(control.area);
  out->set_risk(control.risk);
  out->set_control(control.control);
  out->set_owner(control.owner);
  out->set_schedule(control.schedule);
  if (!control.follow_up.has_value()) return;
  finsam::ToProto(control.follow_up->day, out->mutable_followed_up_date());
  out->set_result(EnumToProto<v1::Control::Result>(control.follow_up->result));
  out->set_comment(control.follow_up->comment);
}

void ToProto(const Deviation& deviation, v1::Deviation* out) {
  out->set_id(deviation.id);
  finsam::ToProto(deviation.reported, out->mutable_reported_date());
  out->set_area(deviation.area);
  for (const std::string& party : deviation.parties) out->add_parties(party);
  out->set_level(EnumToProto<v1::Deviation::Level>(deviation.level));
  out->set_text(deviation.text);
  out->set_status(EnumToProto<v1::Deviation::Status>(deviation.status()));
  if (!deviation.answer.has_value()) return;
  out->set_answer(deviation.answer->text);
  finsam::ToProto(deviation.answer->day, out->mutable_answered_date());
}

void ToProto(const AuditReport& report, v1::AuditReport* out) {
  const auto opinion = [&](Statement statement) {
    return static_cast<v1::AuditReport::Opinion>(
        report.opinions[static_cast<int>(statement)]);
  };
  out->set_id(report.id);
  finsam::ToProto(report.day, out->mutable_date());
  for (const std::string& name : report.auditors) out->add_auditors(name);
  out->set_accounts_fair(opinion(Statement::kAccountsFair));
  out->set_control_sufficient(opinion(Statement::kControlSufficient));
  out->set_operations_suitable(opinion(Statement::kOperationsSuitable));
  out->set_goals_compatible(opinion(Statement::kGoalsCompatible));
  out->set_discharge(report.discharge_recommended
                         ? v1::AuditReport::RECOMMENDED
                         : v1::AuditReport::ADVISED_AGAINST);
  out->set_remark(report.remark);
}

void ToProto(const Discharge& discharge, v1::Discharge* out) {
  out->set_member(discharge.member);
  finsam::ToProto(discharge.day, out->mutable_date());
  out->set_decision(discharge.granted ? v1::Discharge::GRANTED
                                      : v1::Discharge::REFUSED);
  out->set_body(discharge.body);
  out->set_paragraph(discharge.paragraph);
  out->set_reason(discharge.reason);
}

void ToProto(const Audit& audit, const std::vector<Member>& members,
             v1::GetFollowUpResponse* out) {
  for (const Auditor& auditor : audit.auditors) {
    v1::Auditor* to = out->add_auditors();
    to->set_name(auditor.name);
    for (const std::string& id : AuditedBy(auditor, members)) {
      to->add_members(id);
    }
    to->set_kind(EnumToProto<v1::Auditor::Kind>(auditor.kind));
    to->set_firm(auditor.firm);
  }
  for (const AuditPlanItem& item : audit.plan) {
    v1::AuditPlanItem* to = out->add_audit_plan();
    to->set_what(item.what);
    to->set_when(item.when);
  }
  for (const AuditReport& report : audit.reports) {
    ToProto(report, out->add_audit_reports());
  }
  for (const Discharge& discharge : audit.discharges) {
    ToProto(discharge, out->add_discharges());
  }
}

}  // namespace

absl::StatusOr<FollowUpRequest> FromProto(
    const v1::ReportDeviationRequest& request) {
  ASSIGN_OR_RETURN(FollowUpRequest out, Begin(request));
  const v1::Deviation& from = request.deviation();
  Deviation deviation;
  ASSIGN_OR_RETURN(deviation.reported,
                   NeededDay(from.has_reported_date(), from.reported_date()));
  deviation.area = from.area();
  deviation.parties.assign(from.parties().begin(), from.parties().end());
  ASSIGN_OR_RETURN(
      deviation.level,
      EnumFromProto<DeviationLevel>(from.level(), kDeviationLevels, "level"));
  deviation.text = from.text();
  out.command = std::move(deviation);
  return out;
}

absl::StatusOr<FollowUpRequest> FromProto(
    const v1::AnswerDeviationRequest& request) {
  ASSIGN_OR_RETURN(FollowUpRequest out, Begin(request));
  DeviationAnswered answered;
  answered.id = request.deviation_id();
  ASSIGN_OR_RETURN(answered.answer.day,
                   NeededDay(request.has_date(), request.date()));
  ASSIGN_OR_RETURN(answered.answer.status,
                   EnumFromProto<DeviationStatus>(
                       request.status(), kDeviationStatuses, "status"));
  answered.answer.text = request.answer();
  out.command = std::move(answered);
  return out;
}

absl::StatusOr<FollowUpRequest> FromProto(
    const v1::FollowUpControlRequest& request) {
  ASSIGN_OR_RETURN(FollowUpRequest out, Begin(request));
  ControlFollowedUp done;
  done.id = request.control_id();
  ASSIGN_OR_RETURN(done.follow_up.day,
                   NeededDay(request.has_date(), request.date()));
  ASSIGN_OR_RETURN(done.follow_up.result,
                   EnumFromProto<ControlResult>(request.result(),
                                                kControlResults, "result"));
  done.follow_up.comment = request.comment();
  out.command = std::move(done);
  return out;
}

absl::StatusOr<FollowUpRequest> FromProto(
    const v1::RecordPolicyReviewRequest& request) {
  ASSIGN_OR_RETURN(FollowUpRequest out, Begin(request));
  PolicyReviewed reviewed;
  reviewed.id = request.policy_id();
  ASSIGN_OR_RETURN(reviewed.review.day,
                   NeededDay(request.has_date(), request.date()));
  ASSIGN_OR_RETURN(
      reviewed.review.result,
      EnumFromProto<ReviewResult>(request.result(), kReviewResults, "result"));
  reviewed.review.decision = request.decision();
  ASSIGN_OR_RETURN(reviewed.due, DayFromProto(request.has_review_due_date(),
                                              request.review_due_date()));
  out.command = std::move(reviewed);
  return out;
}

absl::StatusOr<FollowUpRequest> FromProto(
    const v1::RecordAuditReportRequest& request) {
  ASSIGN_OR_RETURN(FollowUpRequest out, Begin(request));
  const v1::AuditReport& from = request.report();
  AuditReport report;
  report.id = from.id();
  ASSIGN_OR_RETURN(report.day, NeededDay(from.has_date(), from.date()));
  report.auditors.assign(from.auditors().begin(), from.auditors().end());
  const v1::AuditReport::Opinion opinions[kStatements] = {
      from.accounts_fair(), from.control_sufficient(),
      from.operations_suitable(), from.goals_compatible()};
  for (int i = 0; i < kStatements; ++i) {
    report.opinions[i] = OpinionFromProto(opinions[i]);
  }
  // 0: recommended, 1: advised against.
  ASSIGN_OR_RETURN(const int advice,
                   EnumFromProto<int>(from.discharge(), 2, "discharge"));
  report.discharge_recommended = advice == 0;
  report.remark = from.remark();
  out.command = std::move(report);
  return out;
}

absl::StatusOr<FollowUpRequest> FromProto(
    const v1::RecordDischargeRequest& request) {
  ASSIGN_OR_RETURN(FollowUpRequest out, Begin(request));
  const v1::Discharge& from = request.discharge();
  Discharge discharge;
  discharge.member = from.member();
  ASSIGN_OR_RETURN(discharge.day, NeededDay(from.has_date(), from.date()));
  // 0: granted, 1: refused.
  ASSIGN_OR_RETURN(const int decision,
                   EnumFromProto<int>(from.decision(), 2, "decision"));
  discharge.granted = decision == 0;
  discharge.body = from.body();
  discharge.paragraph = from.paragraph();
  discharge.reason = from.reason();
  out.command = std::move(discharge);
  return out;
}

void ToProto(const store::ActOutcome& outcome, v1::RecordedResponse* out) {
  ToProto(outcome.head, out->mutable_revision());
  out->set_time(
      absl::FormatTime(absl::RFC3339_sec, outcome.time, absl::UTCTimeZone()));
  out->set_id(outcome.answer);
}

void ToProto(const FollowUpReport& report, v1::GetFollowUpResponse* out) {
  const FollowUp& all = report.follow_up;
  if (all.policies.has_value()) {
    for (const Policy& policy : *all.policies) {
      ToProto(policy, out->add_policies());
    }
  }
  if (all.controls.has_value()) {
    for (const Control& control : *all.controls) {
      ToProto(control, out->add_controls());
    }
  }
  if (all.deviations.has_value()) {
    for (const Deviation& deviation : all.deviations->list) {
      ToProto(deviation, out->add_deviations());
    }
  }
  if (all.audit.has_value()) ToProto(*all.audit, report.members, out);
  for (const Table& table : report.tables) {
    finsam::ToProto(table, out->add_tables());
  }
  for (const Figure& figure : report.figures) {
    finsam::ToProto(figure, out->add_figures());
  }
  ToProto(report.head, out->mutable_revision());
}

}  // namespace finsam::governance
