// How much one year's facts of an association may hold. Far above what any
// samordningsförbund has, and low enough that every check may compare all
// pairs of a list.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_LIMITS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace finsam::governance {

// Rows of each list.
inline constexpr size_t kMembersMax = 100;
inline constexpr size_t kBoardMax = 500;
inline constexpr size_t kMeetingsMax = 200;
inline constexpr size_t kGoalsMax = 200;
inline constexpr size_t kSignaturesMax = 200;

// Of a recorded meeting: people present, items of the agenda, decisions,
// proposals to one decision, delegated decisions reported to it, and bytes of
// what the minutes tell of a decision.
inline constexpr size_t kAttendancesMax = 200;
inline constexpr size_t kAgendaMax = 100;
inline constexpr size_t kDecisionsMax = 200;
inline constexpr size_t kProposalsMax = 20;
inline constexpr size_t kDelegatedMax = 200;
inline constexpr size_t kProseBytesMax = 40'000;
// Meetings with minutes in one year's facts, and recorded in all.
inline constexpr size_t kMinutesMax = 100;
inline constexpr size_t kRecordedMeetingsMax = 10'000;
// A paragraph's number.
inline constexpr int64_t kNumberMax = 100'000;

// Files of one import; far more than there are names for.
inline constexpr size_t kFilesMax = 150;

// Bytes of a file's name that an answer repeats.
inline constexpr size_t kFileNameBytesMax = 100;

// Bytes of an id, a name or title, and a sentence or comment.
inline constexpr size_t kIdBytesMax = 64;
inline constexpr size_t kNameBytesMax = 200;
inline constexpr size_t kTextBytesMax = 2'000;

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_LIMITS_H_
