#include "services/governance/domain/follow_up.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace finsam::governance {
namespace {

// The word that an enumeration's value has in `words`.
template <typename T, size_t kSize>
std::string Word(const char* const (&words)[kSize], T value) {
  const auto place = static_cast<size_t>(value);
  return place < kSize ? words[place] : "";
}

}  // namespace

std::string ReviewResultWord(ReviewResult result) {
  static constexpr const char* kWords[kReviewResults] = {
      "oförändrad", "reviderad", "upphävd"};
  return Word(kWords, result);
}

std::string ControlResultWord(ControlResult result) {
  static constexpr const char* kWords[kControlResults] = {
      "utan anmärkning", "mindre brist", "brist"};
  return Word(kWords, result);
}

std::string DeviationLevelWord(DeviationLevel level) {
  static constexpr const char* kWords[kDeviationLevels] = {"lokal", "regional",
                                                           "nationell"};
  return Word(kWords, level);
}

std::string DeviationStatusWord(DeviationStatus status) {
  static constexpr const char* kWords[kDeviationStatuses] = {
      "inkommen", "pågår", "besvarad", "avslutad"};
  return Word(kWords, status);
}

std::string AuditorKindWord(AuditorKind kind) {
  static constexpr const char* kWords[kAuditorKinds] = {
      "förtroendevald revisor", "auktoriserad revisor"};
  return Word(kWords, kind);
}

std::string OpinionWord(Opinion opinion) {
  static constexpr const char* kWords[kOpinions] = {"", "ja", "delvis", "nej"};
  return Word(kWords, opinion);
}

std::string StatementText(Statement statement) {
  static constexpr const char* kWords[kStatements] = {
      "Räkenskaperna är rättvisande", "Den interna kontrollen är tillräcklig",
      "Verksamheten är ändamålsenlig", "Resultatet är förenligt med målen"};
  return Word(kWords, statement);
}

bool SameFact(const AuditReport& a, const AuditReport& b) {
  return std::tie(a.id, a.day, a.auditors, a.discharge_recommended, a.remark) ==
             std::tie(b.id, b.day, b.auditors, b.discharge_recommended,
                      b.remark) &&
         std::equal(std::begin(a.opinions), std::end(a.opinions),
                    std::begin(b.opinions));
}

bool SameFact(const Discharge& a, const Discharge& b) {
  return std::tie(a.member, a.day, a.granted, a.body, a.paragraph, a.reason) ==
         std::tie(b.member, b.day, b.granted, b.body, b.paragraph, b.reason);
}

void Sort(Deviations* deviations) {
  std::stable_sort(deviations->list.begin(), deviations->list.end(),
                   [](const Deviation& a, const Deviation& b) {
                     return std::tie(a.reported, a.id) <
                            std::tie(b.reported, b.id);
                   });
}

void Sort(Audit* audit) {
  const auto by_day = [](const auto& a, const auto& b) {
    return a.day < b.day;
  };
  std::stable_sort(audit->reports.begin(), audit->reports.end(), by_day);
  std::stable_sort(audit->discharges.begin(), audit->discharges.end(), by_day);
}

bool IsOverdue(const Policy& policy, absl::CivilDay day) {
  return policy.due.has_value() && *policy.due <= day;
}

std::vector<std::string> AuditedBy(const Auditor& auditor,
                                   const std::vector<Member>& members) {
  std::vector<std::string> ids = auditor.appointed_by;
  const auto audits = [&ids](const Member& member) {
    return std::find(ids.begin(), ids.end(), member.id) != ids.end();
  };
  const bool states =
      std::any_of(members.begin(), members.end(), [&](const Member& member) {
        return member.kind == MemberKind::kSocialInsuranceAgency &&
               audits(member);
      });
  for (const Member& member : members) {
    if (states && member.kind == MemberKind::kEmploymentService &&
        !audits(member)) {
      ids.push_back(member.id);
    }
  }
  return ids;
}

bool DischargeRecommended(const Audit& audit) {
  return std::all_of(
      audit.reports.begin(), audit.reports.end(),
      [](const AuditReport& report) { return report.discharge_recommended; });
}

}  // namespace finsam::governance
