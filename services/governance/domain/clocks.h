// The law's clocks: until when the board must have done what, and how it
// stands on a day.
//
// Each clock has rules by the date they came into force; the one that was in
// force on the day the term began decides. Terms move to the next working day
// (legal_days.h): each of these is a time in which an act must by statute be
// done at the latest. What happened after the day that is asked for is not
// known on it.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_CLOCKS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_CLOCKS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "services/governance/domain/meeting_record.h"

namespace finsam::governance {

enum class ClockKind {
  kBudget,        // The next year's budget is fixed, by 30 November (23 §).
  kAnnualReport,  // Last year's report is drawn up, within three months (24 §).
  kApproval,      // A meeting's minutes are approved, within 14 days.
  kNotice,        // The approval is announced, on the second day.
  kAppeal,        // Three weeks from the notice; then decisions stand.
};
inline constexpr int kClockKinds = 5;

enum class ClockState {
  kRunning,  // Not done, and time is left.
  kAlarm,    // Not done, and little or no time is left; or not as the law says.
  kMet,      // Done in time; of an appeal: the time has ended.
  kLate,     // Done, too late.
};
inline constexpr int kClockStates = 4;

struct LegalClock {
  ClockKind kind = ClockKind::kBudget;
  int64_t year = 0;  // Of the budget or report.
  std::optional<absl::CivilDay> meeting;
  absl::CivilDay statutory_day;  // As the statute's words count.
  absl::CivilDay due;            // The same, or the next working day.
  std::optional<absl::CivilDay> done;
  ClockState state = ClockState::kRunning;
  int64_t days_left = 0;  // From the day asked for to `due`; below 0: past it.
  std::string source;     // "Finsamlagen (2003:1210) 23 §"
  // What is wrong though it was done. Warnings: BUDGET_MEETING_NOT_PUBLIC,
  // BUDGET_WITHOUT_CONSULTATION.
  std::vector<Problem> findings;
};

// What clocks are read from. All must outlive the call.
struct ClockFacts {
  const std::vector<Meeting>& meetings;  // Merged (MergeMeetings).
  const std::vector<Member>& members;
  // The day on which the board adopted a year's report, by fiscal year.
  const std::map<int, absl::CivilDay>& adopted;
};

// The clocks on `day`: those of the year's budget and the last year's report,
// and those of each meeting in the year up to `day`, and of earlier ones that
// are not met.
std::vector<LegalClock> ClocksOn(absl::CivilDay day, const ClockFacts& facts);

// The last day of a term that begins on `from`; nothing before there was such
// a rule. Of kBudget and kAnnualReport the year of `from` decides: it is the
// year in which it is due.
struct Term {
  absl::CivilDay statutory_day;
  absl::CivilDay due;
  std::string source;
};
std::optional<Term> TermOf(ClockKind kind, absl::CivilDay from);

// One list of the file's meetings and the recorded ones, by day. A recorded
// meeting stands instead of the file's of its day; `problems` (may be nullptr)
// gets a warning MEETING_CONTRADICTS where they differ.
std::vector<Meeting> MergeMeetings(const std::vector<Meeting>& filed,
                                   const std::vector<MeetingRecord>& records,
                                   const std::vector<Member>& members,
                                   std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_CLOCKS_H_
