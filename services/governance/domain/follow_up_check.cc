#include "services/governance/domain/follow_up_check.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

// A name, a sentence or what may be empty, and how long it may be.
struct Text {
  const char* field;
  const std::string& text;
  size_t bytes_max = kTextBytesMax;
  bool required = false;
};

void CheckTexts(int64_t line, const std::vector<Text>& texts,
                const Reporter& report) {
  for (const Text& t : texts) {
    report.CheckText({line, t.field}, t.text, t.bytes_max,
                     "FOLLOW_UP_TEXT_SIZE");
    if (t.required && t.text.empty()) {
      report.Error({line, t.field}, "FOLLOW_UP_TEXT_MISSING",
                   "Uppgiften saknas.");
    }
  }
}

// Refuses an id that is malformed or was seen before.
void CheckId(int64_t line, const std::string& id, absl::string_view twice,
             const Reporter& report, std::set<std::string>* seen) {
  if (!IsIdPart(id)) {
    report.Error({line, "id"}, "FOLLOW_UP_ID_INVALID", "Id har fel form.", id,
                 "små bokstäver a–z, siffror och bindestreck");
  }
  if (!seen->insert(id).second) {
    report.Error({line, "id"}, twice, "Två rader har samma id.", id);
  }
}

void CheckPolicy(const Policy& policy, const Reporter& report) {
  const int64_t line = policy.line;
  CheckTexts(line,
             {{"policy", policy.name, kNameBytesMax, true},
              {"beslut", policy.decision, kNameBytesMax},
              {"ansvarig", policy.owner, kNameBytesMax}},
             report);
  absl::CivilDay last = policy.adopted;
  bool repealed = false;
  if (policy.review.has_value()) {
    CheckTexts(line, {{"granskning", policy.review->decision, kNameBytesMax}},
               report);
    if (policy.review->day < policy.adopted) {
      report.Error({line, "granskad"}, "POLICY_REVIEW_DAY_INVALID",
                   "Policyn är granskad innan den antogs.",
                   absl::FormatCivilTime(policy.review->day));
    }
    last = std::max(last, policy.review->day);
    repealed = policy.review->result == ReviewResult::kRepealed;
  }
  if (!policy.due.has_value() && !repealed) {
    report.Error({line, "granskas senast"}, "POLICY_DUE_MISSING",
                 "En policy som gäller behöver en dag då den senast ska "
                 "granskas nästa gång.");
  }
  if (policy.due.has_value() && (repealed || *policy.due <= last)) {
    report.Error({line, "granskas senast"}, "POLICY_DUE_INVALID",
                 repealed ? "En upphävd policy ska inte granskas igen."
                          : "Nästa granskning ska ligga efter antagandet och "
                            "den senaste granskningen.",
                 absl::FormatCivilTime(*policy.due));
  }
}

void CheckControl(const Control& control, int year, const Reporter& report) {
  const int64_t line = control.line;
  CheckTexts(line,
             {{"område", control.area, kNameBytesMax, true},
              {"risk", control.risk, kTextBytesMax, true},
              {"kontroll", control.control, kTextBytesMax, true},
              {"ansvarig", control.owner, kNameBytesMax},
              {"när", control.schedule, kNameBytesMax}},
             report);
  if (!control.follow_up.has_value()) return;
  const ControlFollowUp& done = *control.follow_up;
  CheckTexts(line, {{"kommentar", done.comment}}, report);
  if (done.day.year() < year || done.day.year() > year + 1) {
    report.Error({line, "uppföljd"}, "CONTROL_DAY_INVALID",
                 "Årets kontroll följs upp under året eller året därpå.",
                 absl::FormatCivilTime(done.day));
  }
  if (done.result != ControlResult::kSound && done.comment.empty()) {
    report.Error({line, "kommentar"}, "CONTROL_COMMENT_MISSING",
                 "En brist behöver en kommentar om vad som görs åt den.");
  }
}

void CheckParties(const Deviation& deviation,
                  const std::vector<Member>* members, const Reporter& report) {
  const Place place{deviation.line, "parter"};
  if (deviation.parties.empty()) {
    report.Error(place, "DEVIATION_PARTY_MISSING",
                 "Ange de medlemmar som avvikelsen gäller.");
  }
  if (deviation.parties.size() > kMembersMax) {
    report.Error(place, "FOLLOW_UP_LIST_SIZE", "För många parter.");
    return;
  }
  std::set<std::string> seen;
  for (const std::string& party : deviation.parties) {
    if (members != nullptr && FindMember(*members, party) == nullptr) {
      report.Error(place, "DEVIATION_PARTY_UNKNOWN",
                   "Parten är ingen medlem i förbundet.", party,
                   "en medlems id i association.yaml");
    }
    if (!seen.insert(party).second) {
      report.Error(place, "FOLLOW_UP_TWICE", "Parten står två gånger.", party);
    }
  }
}

void CheckDeviation(const Deviation& deviation,
                    const std::vector<Member>* members, int year,
                    const Reporter& report) {
  const int64_t line = deviation.line;
  const std::string answer =
      deviation.answer.has_value() ? deviation.answer->text : "";
  const std::vector<Text> texts = {
      {"område", deviation.area, kNameBytesMax, true},
      {"beskrivning", deviation.text, kTextBytesMax, true},
      {"svar", answer}};
  CheckTexts(line, texts, report);
  for (const Text& t : texts) report.CheckPerson({line, t.field}, t.text);
  CheckParties(deviation, members, report);
  if (deviation.reported.year() != year) {
    report.Error({line, "anmäld"}, "DEVIATION_OUTSIDE_YEAR",
                 "Avvikelsen är inte anmäld under året.",
                 absl::FormatCivilTime(deviation.reported));
  }
  if (!deviation.answer.has_value()) return;
  if (deviation.answer->day < deviation.reported) {
    report.Error({line, "besvarad"}, "DEVIATION_ANSWER_DAY_INVALID",
                 "Svaret är äldre än anmälan.",
                 absl::FormatCivilTime(deviation.answer->day));
  }
  if (deviation.status() == DeviationStatus::kAnswered && answer.empty()) {
    report.Error({line, "svar"}, "DEVIATION_ANSWER_MISSING",
                 "En besvarad avvikelse behöver ett svar.");
  }
}

void CheckAuditors(const Audit& audit, const std::vector<Member>* members,
                   const Reporter& report) {
  if (!report.CheckSize(audit.auditors.size(), kAuditorsMax,
                        "FOLLOW_UP_LIST_SIZE")) {
    return;
  }
  std::set<std::string> audited;
  for (const Auditor& auditor : audit.auditors) {
    CheckTexts(auditor.line,
               {{"name", auditor.name, kNameBytesMax, true},
                {"firm", auditor.firm, kNameBytesMax}},
               report);
    if (members == nullptr) continue;
    const Place place{auditor.line, "appointed-by"};
    for (const std::string& id : auditor.appointed_by) {
      const Member* member = FindMember(*members, id);
      if (member == nullptr) {
        report.Error(place, "AUDITOR_MEMBER_UNKNOWN",
                     "Revisorn är utsedd av någon som inte är medlem.", id);
      } else if (member->kind == MemberKind::kEmploymentService) {
        report.Error(place, "AUDITOR_APPOINTER_INVALID",
                     "Försäkringskassan utser den gemensamma revisorn för sig "
                     "och Arbetsförmedlingen (25 §).",
                     id);
      }
    }
    for (const std::string& id : AuditedBy(auditor, *members)) {
      if (audited.insert(id).second) continue;
      report.Error(place, "AUDITOR_TWICE",
                   "En medlem har en revisor (25 §), men här står två.", id);
    }
  }
  if (members == nullptr || audit.auditors.empty()) return;
  for (const Member& member : *members) {
    if (audited.contains(member.id)) continue;
    report.Warning({}, "AUDITOR_MISSING",
                   absl::StrCat(member.display_name,
                                " har ingen revisor (Finsamlagen 25 §)."));
  }
}

void CheckOpinions(const AuditReport& audit_report, const Reporter& report) {
  const int64_t line = audit_report.line;
  bool all_well = audit_report.discharge_recommended;
  for (int i = 0; i < kStatements; ++i) {
    const Opinion opinion = audit_report.opinions[i];
    const auto statement = static_cast<Statement>(i);
    if (opinion == Opinion::kUnstated) {
      if (statement == Statement::kGoalsCompatible) continue;
      report.Error({line, "statements"}, "AUDIT_STATEMENT_MISSING",
                   "Revisionsberättelsen saknar ett uttalande (KL 12:1).",
                   StatementText(statement));
    } else if (opinion != Opinion::kYes) {
      all_well = false;
    }
  }
  if (!all_well && audit_report.remark.empty()) {
    report.Error({line, "remark"}, "AUDIT_REMARK_MISSING",
                 "Revisorernas invändning behöver sitt skäl (KL 12:13).");
  }
}

void CheckReports(const Audit& audit, int year, const Reporter& report) {
  if (!report.CheckSize(audit.reports.size(), kAuditReportsMax,
                        "FOLLOW_UP_LIST_SIZE")) {
    return;
  }
  std::set<std::string> seen;
  for (const AuditReport& r : audit.reports) {
    CheckId(r.line, r.id, "AUDIT_REPORT_TWICE", report, &seen);
    CheckTexts(r.line, {{"remark", r.remark}}, report);
    if (r.day.year() <= year) {
      report.Error({r.line, "date"}, "AUDIT_REPORT_DAY_INVALID",
                   "Revisionsberättelsen är äldre än årets slut.",
                   absl::FormatCivilTime(r.day));
    }
    if (r.auditors.empty()) {
      report.Error({r.line, "auditors"}, "AUDIT_AUDITOR_MISSING",
                   "Ange vilka revisorer som avger berättelsen.");
    }
    if (r.auditors.size() > kAuditorsMax) {
      report.Error({r.line, "auditors"}, "FOLLOW_UP_LIST_SIZE",
                   "För många revisorer.");
      continue;
    }
    for (const std::string& name : r.auditors) {
      CheckTexts(r.line, {{"auditors", name, kNameBytesMax, true}}, report);
      const bool known =
          std::any_of(audit.auditors.begin(), audit.auditors.end(),
                      [&](const Auditor& a) { return a.name == name; });
      if (known || audit.auditors.empty()) continue;
      report.Error({r.line, "auditors"}, "AUDIT_AUDITOR_UNKNOWN",
                   "Namnet står inte bland revisorerna.", name);
    }
    CheckOpinions(r, report);
  }
}

void CheckDischarge(const Discharge& discharge, const Audit& audit,
                    const std::vector<Member>* members,
                    const Reporter& report) {
  const int64_t line = discharge.line;
  CheckTexts(line,
             {{"paragraph", discharge.paragraph, kNameBytesMax},
              {"reason", discharge.reason}},
             report);
  report.CheckText({line, "body"}, discharge.body, kNameBytesMax,
                   "FOLLOW_UP_TEXT_SIZE");
  if (members != nullptr && FindMember(*members, discharge.member) == nullptr) {
    report.Error({line, "member"}, "DISCHARGE_MEMBER_UNKNOWN",
                 "Ansvarsfrihet prövas av en medlem.", discharge.member,
                 "en medlems id i association.yaml");
  }
  if (discharge.body.empty()) {
    report.Error({line, "body"}, "DISCHARGE_BODY_MISSING",
                 "Ange vem som beslutade, till exempel kommunfullmäktige.");
  }
  if (audit.reports.empty()) {
    report.Error({line, "date"}, "DISCHARGE_WITHOUT_AUDIT",
                 "Ansvarsfrihet prövas först när revisionsberättelsen finns.");
    return;
  }
  const absl::CivilDay last = audit.reports.back().day;  // By day.
  if (discharge.day < last) {
    report.Error({line, "date"}, "DISCHARGE_BEFORE_AUDIT",
                 "Beslutet är äldre än revisionsberättelsen.",
                 absl::FormatCivilTime(discharge.day),
                 absl::StrCat(absl::FormatCivilTime(last), " eller senare"));
  }
  const bool follows = discharge.granted && DischargeRecommended(audit);
  if (!follows && discharge.reason.empty()) {
    report.Error({line, "reason"}, "DISCHARGE_REASON_MISSING",
                 "Ett beslut att vägra ansvarsfrihet, eller att bevilja den "
                 "mot revisorernas råd, behöver en motivering.");
  }
}

void CheckAudit(const Audit& audit, const std::vector<Member>* members,
                int year, std::vector<Problem>* problems) {
  const Reporter report(kAuditFile, problems);
  CheckAuditors(audit, members, report);
  if (report.CheckSize(audit.plan.size(), kAuditPlanMax,
                       "FOLLOW_UP_LIST_SIZE")) {
    for (const AuditPlanItem& item : audit.plan) {
      CheckTexts(item.line,
                 {{"what", item.what, kTextBytesMax, true},
                  {"when", item.when, kNameBytesMax}},
                 report);
    }
  }
  CheckReports(audit, year, report);
  if (!report.CheckSize(audit.discharges.size(), kMembersMax,
                        "FOLLOW_UP_LIST_SIZE")) {
    return;
  }
  std::set<std::string> seen;
  for (const Discharge& discharge : audit.discharges) {
    if (!seen.insert(discharge.member).second) {
      report.Error({discharge.line, "member"}, "DISCHARGE_TWICE",
                   "Medlemmen har redan beslutat om ansvarsfrihet.",
                   discharge.member);
    }
    CheckDischarge(discharge, audit, members, report);
  }
}

// A list with ids: its size, its ids, and then `check` of each row.
template <typename T, typename Check>
void CheckRows(const std::vector<T>& rows, size_t size_max,
               const Reporter& report, const Check& check) {
  if (!report.CheckSize(rows.size(), size_max, "FOLLOW_UP_LIST_SIZE")) return;
  std::set<std::string> seen;
  for (const T& row : rows) {
    CheckId(row.line, row.id, "FOLLOW_UP_TWICE", report, &seen);
    check(row);
  }
}

}  // namespace

void CheckFollowUp(const FollowUp& follow_up,
                   const std::vector<Member>* members, int year,
                   std::vector<Problem>* problems) {
  if (follow_up.policies.has_value()) {
    const Reporter report(kPoliciesFile, problems);
    CheckRows(*follow_up.policies, kPoliciesMax, report,
              [&](const Policy& policy) { CheckPolicy(policy, report); });
  }
  if (follow_up.controls.has_value()) {
    const Reporter report(kControlsFile, problems);
    CheckRows(
        *follow_up.controls, kControlsMax, report,
        [&](const Control& control) { CheckControl(control, year, report); });
  }
  if (follow_up.deviations.has_value()) {
    const Reporter report(kDeviationsFile, problems);
    CheckRows(follow_up.deviations->list, kDeviationsMax, report,
              [&](const Deviation& deviation) {
                CheckDeviation(deviation, members, year, report);
              });
  }
  if (follow_up.audit.has_value()) {
    CheckAudit(*follow_up.audit, members, year, problems);
  }
}

}  // namespace finsam::governance
