#include "services/governance/follow_up_codec.h"

#include <utility>
#include <vector>

#include "services/governance/domain/limits.h"

namespace finsam::governance {
namespace {

using store::PartsReader;
using store::PartsWriter;

constexpr char kFormat = 1;
constexpr char kRecordedKind[] = "governance-follow-up";
constexpr char kCommandKind[] = "governance-follow-up-act";

void WriteWord(const std::string& word, PartsWriter* out) { out->Text(word); }
std::string ReadWord(PartsReader* in) { return in->Text(); }

template <typename T, typename Read>
std::vector<T> ReadList(PartsReader* in, size_t size_max, const Read& read) {
  return in->List<T>(size_max, read).value_or(std::vector<T>{});
}

template <typename T, typename Write>
void WriteOptional(const std::optional<T>& value, const Write& write,
                   PartsWriter* out) {
  out->Number(value.has_value() ? 1 : 0);
  if (value.has_value()) write(*value, out);
}

template <typename Read>
auto ReadOptional(PartsReader* in, const Read& read)
    -> std::optional<decltype(read(in))> {
  if (!in->Flag()) return std::nullopt;
  return read(in);
}

void WriteReview(const PolicyReview& review, PartsWriter* out) {
  out->Day(review.day);
  out->Number(static_cast<int>(review.result));
  out->Text(review.decision);
}

PolicyReview ReadReview(PartsReader* in) {
  PolicyReview review;
  review.day = in->Day();
  review.result = in->Choice<ReviewResult>(kReviewResults);
  review.decision = in->Text();
  return review;
}

void WritePolicy(const Policy& policy, PartsWriter* out) {
  out->Text(policy.id);
  out->Text(policy.name);
  out->Day(policy.adopted);
  out->Text(policy.decision);
  out->Text(policy.owner);
  out->Day(policy.due);
  WriteOptional(policy.review, WriteReview, out);
}

Policy ReadPolicy(PartsReader* in) {
  Policy policy;
  policy.id = in->Text();
  policy.name = in->Text();
  policy.adopted = in->Day();
  policy.decision = in->Text();
  policy.owner = in->Text();
  policy.due = in->OptionalDay();
  policy.review = ReadOptional(in, ReadReview);
  return policy;
}

void WriteControlDone(const ControlFollowUp& done, PartsWriter* out) {
  out->Day(done.day);
  out->Number(static_cast<int>(done.result));
  out->Text(done.comment);
}

ControlFollowUp ReadControlDone(PartsReader* in) {
  ControlFollowUp done;
  done.day = in->Day();
  done.result = in->Choice<ControlResult>(kControlResults);
  done.comment = in->Text();
  return done;
}

void WriteControl(const Control& control, PartsWriter* out) {
  out->Text(control.id);
  out->Text(control.area);
  out->Text(control.risk);
  out->Text(control.control);
  out->Text(control.owner);
  out->Text(control.schedule);
  WriteOptional(control.follow_up, WriteControlDone, out);
}

Control ReadControl(PartsReader* in) {
  Control control;
  control.id = in->Text();
  control.area = in->Text();
  control.risk = in->Text();
  control.control = in->Text();
  control.owner = in->Text();
  control.schedule = in->Text();
  control.follow_up = ReadOptional(in, ReadControlDone);
  return control;
}

void WriteAnswer(const DeviationAnswer& answer, PartsWriter* out) {
  out->Day(answer.day);
  out->Number(static_cast<int>(answer.status));
  out->Text(answer.text);
}

DeviationAnswer ReadAnswer(PartsReader* in) {
  DeviationAnswer answer;
  answer.day = in->Day();
  answer.status = in->Choice<DeviationStatus>(kDeviationStatuses);
  answer.text = in->Text();
  return answer;
}

void WriteDeviation(const Deviation& deviation, PartsWriter* out) {
  out->Text(deviation.id);
  out->Day(deviation.reported);
  out->Text(deviation.area);
  out->List(deviation.parties, WriteWord);
  out->Number(static_cast<int>(deviation.level));
  out->Text(deviation.text);
  WriteOptional(deviation.answer, WriteAnswer, out);
}

Deviation ReadDeviation(PartsReader* in) {
  Deviation deviation;
  deviation.id = in->Text();
  deviation.reported = in->Day();
  deviation.area = in->Text();
  deviation.parties = ReadList<std::string>(in, kMembersMax, ReadWord);
  deviation.level = in->Choice<DeviationLevel>(kDeviationLevels);
  deviation.text = in->Text();
  deviation.answer = ReadOptional(in, ReadAnswer);
  return deviation;
}

void WriteDeviations(const Deviations& deviations, PartsWriter* out) {
  WriteOptional(
      deviations.year_before,
      [](int64_t count, PartsWriter* to) { to->Number(count); }, out);
  out->List(deviations.list, WriteDeviation);
}

Deviations ReadDeviations(PartsReader* in) {
  Deviations deviations;
  deviations.year_before =
      ReadOptional(in, [](PartsReader* from) { return from->Number(); });
  deviations.list = ReadList<Deviation>(in, kDeviationsMax, ReadDeviation);
  return deviations;
}

void WriteAuditor(const Auditor& auditor, PartsWriter* out) {
  out->Text(auditor.name);
  out->List(auditor.appointed_by, WriteWord);
  out->Number(static_cast<int>(auditor.kind));
  out->Text(auditor.firm);
}

Auditor ReadAuditor(PartsReader* in) {
  Auditor auditor;
  auditor.name = in->Text();
  auditor.appointed_by = ReadList<std::string>(in, kMembersMax, ReadWord);
  auditor.kind = in->Choice<AuditorKind>(kAuditorKinds);
  auditor.firm = in->Text();
  return auditor;
}

void WriteReport(const AuditReport& report, PartsWriter* out) {
  out->Text(report.id);
  out->Day(report.day);
  out->List(report.auditors, WriteWord);
  for (const Opinion opinion : report.opinions) {
    out->Number(static_cast<int>(opinion));
  }
  out->Number(report.discharge_recommended ? 1 : 0);
  out->Text(report.remark);
}

AuditReport ReadReport(PartsReader* in) {
  AuditReport report;
  report.id = in->Text();
  report.day = in->Day();
  report.auditors = ReadList<std::string>(in, kAuditorsMax, ReadWord);
  for (Opinion& opinion : report.opinions) {
    opinion = in->Choice<Opinion>(kOpinions);
  }
  report.discharge_recommended = in->Flag();
  report.remark = in->Text();
  return report;
}

void WriteDischarge(const Discharge& discharge, PartsWriter* out) {
  out->Text(discharge.member);
  out->Day(discharge.day);
  out->Number(discharge.granted ? 1 : 0);
  out->Text(discharge.body);
  out->Text(discharge.paragraph);
  out->Text(discharge.reason);
}

Discharge ReadDischarge(PartsReader* in) {
  Discharge discharge;
  discharge.member = in->Text();
  discharge.day = in->Day();
  discharge.granted = in->Flag();
  discharge.body = in->Text();
  discharge.paragraph = in->Text();
  discharge.reason = in->Text();
  return discharge;
}

void WriteAudit(const Audit& audit, PartsWriter* out) {
  out->List(audit.auditors, WriteAuditor);
  out->List(audit.plan, [](const AuditPlanItem& item, PartsWriter* to) {
    to->Text(item.what);
    to->Text(item.when);
  });
  out->List(audit.reports, WriteReport);
  out->List(audit.discharges, WriteDischarge);
}

Audit ReadAudit(PartsReader* in) {
  Audit audit;
  audit.auditors = ReadList<Auditor>(in, kAuditorsMax, ReadAuditor);
  audit.plan =
      ReadList<AuditPlanItem>(in, kAuditPlanMax, [](PartsReader* from) {
        AuditPlanItem item;
        item.what = from->Text();
        item.when = from->Text();
        return item;
      });
  audit.reports = ReadList<AuditReport>(in, kAuditReportsMax, ReadReport);
  audit.discharges = ReadList<Discharge>(in, kMembersMax, ReadDischarge);
  return audit;
}

void WriteAnswered(const DeviationAnswered& answered, PartsWriter* out) {
  out->Text(answered.id);
  WriteAnswer(answered.answer, out);
}

void WriteFollowedUp(const ControlFollowedUp& done, PartsWriter* out) {
  out->Text(done.id);
  WriteControlDone(done.follow_up, out);
}

void WriteReviewed(const PolicyReviewed& reviewed, PartsWriter* out) {
  out->Text(reviewed.id);
  WriteReview(reviewed.review, out);
  out->Day(reviewed.due);
}

struct CommandWriter {
  PartsWriter* out;
  void operator()(const Deviation& it) const { WriteDeviation(it, out); }
  void operator()(const DeviationAnswered& it) const { WriteAnswered(it, out); }
  void operator()(const ControlFollowedUp& it) const {
    WriteFollowedUp(it, out);
  }
  void operator()(const PolicyReviewed& it) const { WriteReviewed(it, out); }
  void operator()(const AuditReport& it) const { WriteReport(it, out); }
  void operator()(const Discharge& it) const { WriteDischarge(it, out); }
};

}  // namespace

void WriteFollowUp(const FollowUp& follow_up, PartsWriter* out) {
  out->List(follow_up.policies, WritePolicy);
  out->List(follow_up.controls, WriteControl);
  WriteOptional(follow_up.deviations, WriteDeviations, out);
  WriteOptional(follow_up.audit, WriteAudit, out);
}

FollowUp ReadFollowUp(PartsReader* in) {
  FollowUp follow_up;
  follow_up.policies = in->List<Policy>(kPoliciesMax, ReadPolicy);
  follow_up.controls = in->List<Control>(kControlsMax, ReadControl);
  follow_up.deviations = ReadOptional(in, ReadDeviations);
  follow_up.audit = ReadOptional(in, ReadAudit);
  return follow_up;
}

std::string EncodeRecordedFollowUp(const RecordedFollowUp& recorded) {
  PartsWriter out(kFormat, kRecordedKind);
  out.List(recorded.deviations, WriteDeviation);
  out.List(recorded.answers, WriteAnswered);
  out.List(recorded.controls, WriteFollowedUp);
  out.List(recorded.reviews, WriteReviewed);
  out.List(recorded.reports, WriteReport);
  out.List(recorded.discharges, WriteDischarge);
  return out.bytes();
}

std::optional<RecordedFollowUp> DecodeRecordedFollowUp(
    absl::string_view bytes) {
  PartsReader in(kFormat, kRecordedKind, bytes);
  RecordedFollowUp recorded;
  recorded.deviations = ReadList<Deviation>(&in, kDeviationsMax, ReadDeviation);
  recorded.answers =
      ReadList<DeviationAnswered>(&in, kDeviationsMax, [](PartsReader* from) {
        const std::string id = from->Text();
        return DeviationAnswered{id, ReadAnswer(from)};
      });
  recorded.controls =
      ReadList<ControlFollowedUp>(&in, kControlsMax, [](PartsReader* from) {
        const std::string id = from->Text();
        return ControlFollowedUp{id, ReadControlDone(from)};
      });
  recorded.reviews =
      ReadList<PolicyReviewed>(&in, kPoliciesMax, [](PartsReader* from) {
        PolicyReviewed reviewed;
        reviewed.id = from->Text();
        reviewed.review = ReadReview(from);
        reviewed.due = from->OptionalDay();
        return reviewed;
      });
  recorded.reports = ReadList<AuditReport>(&in, kAuditReportsMax, ReadReport);
  recorded.discharges = ReadList<Discharge>(&in, kMembersMax, ReadDischarge);
  if (!in.Complete()) return std::nullopt;
  return recorded;
}

std::string EncodeCommand(const FollowUpCommand& command, int year) {
  PartsWriter out(kFormat, kCommandKind);
  out.Number(year);
  std::visit(CommandWriter{&out}, command);
  return out.bytes();
}

}  // namespace finsam::governance
