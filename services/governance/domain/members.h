// The association (samordningsförbund) and its members (medlemmar).

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_MEMBERS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_MEMBERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"

namespace finsam::governance {

inline constexpr char kAssociationFile[] = "association.yaml";

// Kinds of member; Finsamlagen 1 § names the four, 5 § their shares.
enum class MemberKind {
  kSocialInsuranceAgency,  // Försäkringskassan
  kEmploymentService,      // Arbetsförmedlingen
  kRegion,
  kMunicipality,
};
inline constexpr int kMemberKinds = 4;

// "kommun": as a Swedish table says it.
std::string MemberKindWord(MemberKind kind);

struct Member {
  std::string id;            // Unique: "gislaveds-kommun".
  std::string display_name;  // "Gislaveds kommun"
  MemberKind kind = MemberKind::kMunicipality;
  std::string contribution_line;  // A figure id without year; may be empty.
  int64_t line = 0;               // In its file; no part of the fact.
};

struct Association {
  std::string display_name;
  std::string registration_number;        // Of the year's report; may be empty.
  std::optional<absl::CivilDay> adopted;  // When the board adopted the report.
  std::vector<Member> members;
};

// The member with `id`, or nullptr.
const Member* FindMember(const std::vector<Member>& members,
                         absl::string_view id);

// Adds a problem for whatever is wrong. Errors: MEMBER_NONE, MEMBER_LIST_SIZE,
// MEMBER_ID_INVALID, MEMBER_TWICE, MEMBER_TEXT_SIZE,
// MEMBER_CONTRIBUTION_INVALID, PERSONAL_DATA. Warning: MEMBER_KIND_MISSING
// when a kind that Finsamlagen 1 § requires has no member.
void CheckAssociation(const Association& association,
                      std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_MEMBERS_H_
