// How much one year's facts of an association may hold. Far above what any
// samordningsförbund has, and low enough that every check may compare all
// pairs of a list.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_LIMITS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_LIMITS_H_

#include <cstddef>

namespace finsam::governance {

// Rows of each list.
inline constexpr size_t kMembersMax = 100;
inline constexpr size_t kBoardMax = 500;
inline constexpr size_t kMeetingsMax = 200;
inline constexpr size_t kGoalsMax = 200;
inline constexpr size_t kSignaturesMax = 200;

// Files of one import; far more than there are names for.
inline constexpr size_t kFilesMax = 50;

// Bytes of a file's name that an answer repeats.
inline constexpr size_t kFileNameBytesMax = 100;

// Bytes of an id, a name or title, and a sentence or comment.
inline constexpr size_t kIdBytesMax = 64;
inline constexpr size_t kNameBytesMax = 200;
inline constexpr size_t kTextBytesMax = 2'000;

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_LIMITS_H_
