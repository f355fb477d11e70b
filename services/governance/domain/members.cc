#include "services/governance/domain/members.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/figure/figure.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

bool IsMemberId(absl::string_view id) {
  return id.size() <= kIdBytesMax && IsFigureId(id) &&
         id.find('/') == absl::string_view::npos;
}

void CheckMember(const Member& member, const Reporter& report) {
  if (!IsMemberId(member.id)) {
    report.Error({member.line, "id"}, "MEMBER_ID_INVALID",
                 "Medlemmens id har fel form.", member.id,
                 "små bokstäver a–z, siffror och bindestreck");
  }
  report.CheckText({member.line, "id"}, member.id, kIdBytesMax,
                   "MEMBER_TEXT_SIZE");
  report.CheckText({member.line, "name"}, member.display_name, kNameBytesMax,
                   "MEMBER_TEXT_SIZE");
  if (!member.contribution_line.empty() &&
      !IsFigureId(member.contribution_line)) {
    report.Error({member.line, "contribution"}, "MEMBER_CONTRIBUTION_INVALID",
                 "Bidragets rad är inget giltigt id för en uppgift.",
                 member.contribution_line, "uppställning/rad");
  }
}

// Finsamlagen 1 §: the four kinds of party take part together.
void CheckKinds(const std::vector<Member>& members, const Reporter& report) {
  std::set<MemberKind> present;
  for (const Member& member : members) present.insert(member.kind);
  std::vector<std::string> missing;
  for (int i = 0; i < kMemberKinds; ++i) {
    const auto kind = static_cast<MemberKind>(i);
    if (present.count(kind) == 0) missing.push_back(MemberKindWord(kind));
  }
  if (missing.empty()) return;
  report.Warning(
      {0, "members"}, "MEMBER_KIND_MISSING",
      absl::StrCat("Bland medlemmarna saknas: ", absl::StrJoin(missing, ", "),
                   " (Finsamlagen 1 §)."));
}

}  // namespace

std::string MemberKindWord(MemberKind kind) {
  switch (kind) {
    case MemberKind::kSocialInsuranceAgency:
      return "Försäkringskassan";
    case MemberKind::kEmploymentService:
      return "Arbetsförmedlingen";
    case MemberKind::kRegion:
      return "region";
    case MemberKind::kMunicipality:
      return "kommun";
  }
  return "";
}

const Member* FindMember(const std::vector<Member>& members,
                         absl::string_view id) {
  for (const Member& member : members) {
    if (member.id == id) return &member;
  }
  return nullptr;
}

void CheckAssociation(const Association& association,
                      std::vector<Problem>* problems) {
  const Reporter report(kAssociationFile, problems);
  report.CheckText({0, "name"}, association.display_name, kNameBytesMax,
                   "MEMBER_TEXT_SIZE");
  report.CheckText({0, "registration-number"}, association.registration_number,
                   kNameBytesMax, "MEMBER_TEXT_SIZE");
  const std::vector<Member>& members = association.members;
  if (members.empty()) {
    report.Error({0, "members"}, "MEMBER_NONE", "Medlemmarna saknas.");
    return;
  }
  if (!report.CheckSize(members.size(), kMembersMax, "MEMBER_LIST_SIZE")) {
    return;
  }
  std::set<std::string> seen;
  for (const Member& member : members) {
    CheckMember(member, report);
    if (!seen.insert(member.id).second) {
      report.Error({member.line, "id"}, "MEMBER_TWICE",
                   "Två medlemmar har samma id.", member.id);
    }
  }
  CheckKinds(members, report);
}

}  // namespace finsam::governance
