// A meeting of the board as it is recorded: notice, presence, conflicts of
// interest, decisions with votes and reservations, minutes and their notice.
//
// A record grows by commands; each decides on the record as it stands, and
// changes nothing when it refuses. What a decision was taken by (who served,
// who was kept out, who presided) is kept with the decision, so that people may
// come and go between two items. Once the minutes are approved, all but the
// notices of them is fixed for ever.
//
// Decisions have a paragraph number each (§), without gaps within the meeting,
// and running on over the year where the association chooses so.
//
// Pure: the day on which something is done is an argument.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_MEETING_RECORD_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_MEETING_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/governance/domain/meetings.h"
#include "services/governance/domain/terms.h"

namespace finsam::governance {

enum class Mode {
  kInRoom,
  kRemote,     // ljud och bild
  kSoundOnly,  // with a special reason (19 a §)
};
inline constexpr int kModes = 3;
// "på plats", "distans", "ljud".
std::string ModeWord(Mode mode);

// What it takes to decide an item.
enum class DecisionRule {
  kMajority,   // The chair's vote decides a tie (KL 5:55–56).
  kTwoThirds,  // Of the votes, for the first proposal; else the second stands.
  kElection,   // Or hiring: the votes are secret, the lot decides (5:54, 56).
};
inline constexpr int kDecisionRules = 3;
// "enkel majoritet", "två tredjedelar", "val".
std::string DecisionRuleWord(DecisionRule rule);

struct AgendaItem {
  std::string title;
  Subject subject = Subject::kOther;
  DecisionRule rule = DecisionRule::kMajority;
  friend bool operator==(const AgendaItem&, const AgendaItem&) = default;
};

struct Attendance {
  std::string person;
  Mode mode = Mode::kInRoom;
  std::string reason;      // Why by sound alone; else empty.
  std::string serves_for;  // Of a serving deputy: the absent member, or the
                           // id of the member of the association whose seat
                           // is vacant. Else empty.
  std::string guest_as;    // Of one who is no member or deputy: "ekonom".
  friend bool operator==(const Attendance&, const Attendance&) = default;
};

// Somebody who may not take part in an item (jäv, KL 6:28).
struct Conflict {
  int64_t item = 0;  // Of the agenda; 1 is the first.
  std::string person;
  std::string reason;  // May be empty.
  std::string deputy;  // Who serves instead in this item; may be empty.
  friend bool operator==(const Conflict&, const Conflict&) = default;
};

struct Proposal {
  std::string text;
  std::string proposer;  // May be empty: the chair's, as prepared.
  friend bool operator==(const Proposal&, const Proposal&) = default;
};

struct Vote {
  std::string person;    // Empty in a secret ballot.
  int64_t proposal = 0;  // 1 or 2; 0 abstains.
  friend bool operator==(const Vote&, const Vote&) = default;
};

struct Reservation {
  std::string person;
  std::string text;  // May be empty.
  friend bool operator==(const Reservation&, const Reservation&) = default;
};

struct Decision {
  int64_t number = 0;  // §
  int64_t item = 0;    // Of the agenda.
  std::string title;
  Subject subject = Subject::kOther;
  DecisionRule rule = DecisionRule::kMajority;
  std::vector<Proposal> proposals;
  std::vector<Vote> votes;  // Empty: decided without a count.
  bool casting_vote = false;
  bool by_lot = false;
  std::string text;   // What was decided.
  std::string prose;  // What the minutes tell of the item, Markdown.
  std::string chair;
  std::vector<std::string> took_part;  // Who decided, the chair among them.
  std::vector<std::string> kept_out;   // Who was in conflict.
  std::vector<Reservation> reservations;
  friend bool operator==(const Decision&, const Decision&) = default;
};

// A decision that somebody took on the board's behalf (10 §).
struct DelegatedDecision {
  absl::CivilDay date;
  std::string person;  // Who decided.
  std::string text;
  std::string ground;  // Where the delegation says so: "delegationsordning 3.2"
  friend bool operator==(const DelegatedDecision&,
                         const DelegatedDecision&) = default;
};

// The minutes on the notice board of a municipality or region.
struct Notice {
  std::string member;  // Its id.
  absl::CivilDay day;
  std::string kept_at;  // Where the minutes can be seen.
  friend bool operator==(const Notice&, const Notice&) = default;
};

struct MeetingRecord {
  absl::CivilDay date;
  absl::CivilDay called;  // When it was called.
  std::string kind;       // "styrelsemöte"
  std::string place;      // May be empty.
  bool is_public = false;
  bool numbers_run_on = true;  // Over the year.
  int64_t first_number = 0;    // § as was asked for; 0: whatever comes next.
  std::vector<AgendaItem> agenda;
  std::vector<Attendance> present;
  std::string acting_chair;  // Elected for the meeting; may be empty.
  std::vector<Conflict> conflicts;
  std::vector<Decision> decisions;
  std::vector<DelegatedDecision> delegated;
  std::vector<std::string> adjusters;  // Who approve beside the chair.
  bool closed = false;
  std::optional<absl::CivilDay> approved;
  std::vector<std::string> approved_by;
  std::vector<Notice> notices;
  friend bool operator==(const MeetingRecord&, const MeetingRecord&) = default;
};

// What commands are decided on. `terms` and `members` must outlive it.
struct MeetingContext {
  const std::vector<BoardMember>& terms;  // As AllTerms gives them.
  const std::vector<Member>& members;
  absl::CivilDay today;  // Nothing is recorded that is to come.
};

struct MeetingCall {
  absl::CivilDay date;
  absl::CivilDay called;
  std::string kind;
  std::string place;
  bool is_public = false;
  bool numbers_run_on = true;
  int64_t first_number = 0;
  std::vector<AgendaItem> agenda;
};

// Calls a meeting. `others` are the recorded meetings of the year. Refusals:
// MEETING_TWICE, MEETING_CALL_INVALID, MEETING_TEXT_SIZE, MEETING_LIST_SIZE,
// MEETING_AGENDA_MISSING, MEETING_NUMBERING (the year's meetings count
// otherwise), PERSONAL_DATA.
absl::StatusOr<MeetingRecord> CallMeeting(
    const MeetingCall& call, const std::vector<MeetingRecord>& others,
    const MeetingContext& context);

// Records who is present from now on. A deputy serves for an absent member of
// the board whom the same member of the association has appointed, in the
// order of call. Refusals: MEETING_NOT_BEGUN, MEETING_CLOSED,
// MEETING_LIST_SIZE, MEETING_TEXT_SIZE, PERSONAL_DATA, ATTENDANCE_TWICE,
// ATTENDANCE_UNKNOWN (neither of the board nor a guest),
// ATTENDANCE_REASON_MISSING, DEPUTY_NOT_CALLED (its member is present),
// DEPUTY_OTHER_MEMBER, DEPUTY_ORDER, CHAIR_INVALID.
absl::Status RecordPresence(const std::vector<Attendance>& present,
                            const std::string& acting_chair,
                            const MeetingContext& context,
                            MeetingRecord* record);

// Keeps somebody out of an item. Refusals: MEETING_NOT_BEGUN, MEETING_CLOSED,
// ITEM_UNKNOWN, ITEM_DECIDED, CONFLICT_TWICE, CONFLICT_PERSON_UNKNOWN (does not
// serve), DEPUTY_NOT_CALLED, DEPUTY_OTHER_MEMBER, DEPUTY_ORDER,
// MEETING_TEXT_SIZE, PERSONAL_DATA.
absl::Status DeclareConflict(const Conflict& conflict,
                             const MeetingContext& context,
                             MeetingRecord* record);

// Adds a delegated decision to those reported. Refusals: MEETING_NOT_BEGUN,
// MEETING_CLOSED, MEETING_LIST_SIZE, DELEGATED_INVALID (decided after the
// meeting, or nothing said), MEETING_TEXT_SIZE, PERSONAL_DATA.
absl::Status ReportDelegated(const DelegatedDecision& decision,
                             const MeetingContext& context,
                             MeetingRecord* record);

// A reservation to a decision that is taken (KL 4:27).
struct LateReservation {
  int64_t number = 0;  // §
  Reservation reservation;
};

// Ends the meeting. Refusals: MEETING_NOT_BEGUN, MEETING_CLOSED,
// MEETING_EMPTY (nobody present), DECISION_UNKNOWN, RESERVATION_INVALID (by
// one who took no part, or twice), ADJUSTER_INVALID (none, twice, the chair, or
// one who did not serve), MEETING_TEXT_SIZE, PERSONAL_DATA.
absl::Status CloseMeeting(const std::vector<LateReservation>& reservations,
                          const std::vector<std::string>& adjusters,
                          const MeetingContext& context, MeetingRecord* record);

// Approves the minutes on `day` (KL 6:35, 5:69). Refusals: MEETING_NOT_CLOSED,
// MINUTES_APPROVED, MINUTES_BEFORE_MEETING, DATE_FUTURE, APPROVER_INVALID
// (other than the meeting's chairs and all of its adjusters).
absl::Status ApproveMinutes(absl::CivilDay day,
                            const std::vector<std::string>& persons,
                            const MeetingContext& context,
                            MeetingRecord* record);

// Notes that the approval was announced. Refusals: MINUTES_NOT_APPROVED,
// NOTICE_BEFORE_APPROVAL, DATE_FUTURE, NOTICE_MEMBER_INVALID (neither a
// municipality nor a region), NOTICE_TWICE, MEETING_TEXT_SIZE, PERSONAL_DATA.
absl::Status PostNotice(const Notice& notice, const MeetingContext& context,
                        MeetingRecord* record);

// The members on whose boards a notice must stand (19 §).
std::vector<const Member*> NoticeMembers(const std::vector<Member>& members);

// The seats that serve now: who decides, and for which seat. A serving deputy's
// seat is that of whom it serves for; a vacant seat is the member's id.
struct Serving {
  std::string person;
  std::string seat;
  std::string member;  // Who appointed to the seat.
};
std::vector<Serving> ServingNow(const MeetingRecord& record,
                                const MeetingContext& context);

// Who presides at the meeting: of those `serving`, the chair, else the first
// vice chair, else who was elected for the meeting; empty: nobody.
std::string ChairAmong(const std::vector<std::string>& serving,
                       const MeetingRecord& record,
                       const MeetingContext& context);

// Who decides in an item: those serving but for who is in conflict, with the
// deputies that serve instead in it.
std::vector<std::string> TakingPart(int64_t item, const MeetingRecord& record,
                                    const MeetingContext& context);

// Refusals of every command but a call: MEETING_NOT_BEGUN, MEETING_CLOSED.
absl::Status CheckOpen(const MeetingRecord& record,
                       const MeetingContext& context);

// The refusal of texts that are too long (MEETING_TEXT_SIZE) or hold an
// identity number (PERSONAL_DATA); `bytes_max` is the limit of each.
struct NamedText {
  absl::string_view field;
  absl::string_view text;
  size_t bytes_max;
};
absl::Status CheckTexts(const std::vector<NamedText>& texts);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_MEETING_RECORD_H_
