// Members, as files of different services name them: association.yaml says who
// they are, contributions.csv what they contribute. No service reads both.

#ifndef FINSAM_SERVICES_GATEWAY_MEMBERS_FILE_H_
#define FINSAM_SERVICES_GATEWAY_MEMBERS_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"

namespace finsam::gateway {

inline constexpr char kAssociationFile[] = "association.yaml";
inline constexpr char kContributionsFile[] = "contributions.csv";
inline constexpr char kMemberUnknown[] = "MEMBER_UNKNOWN";

// Appends the warning MEMBER_UNKNOWN, at its line of contributions.csv, for
// each contributor that is no member. What is wrong within a file its owner
// says: one that cannot be read, or names nobody, gives no warning.
void WarnOfUnknownMembers(absl::string_view association,
                          absl::string_view contributions,
                          std::vector<Problem>* problems);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_MEMBERS_FILE_H_
