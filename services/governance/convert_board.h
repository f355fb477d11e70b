// Translates between the domain's words on the board and its meetings, and
// finsam.governance.v1.

#ifndef FINSAM_SERVICES_GOVERNANCE_CONVERT_BOARD_H_
#define FINSAM_SERVICES_GOVERNANCE_CONVERT_BOARD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/figure/convert.h"
#include "finsam/governance/v1/board.pb.h"
#include "services/governance/board_view.h"
#include "services/governance/domain/decide.h"

namespace finsam::governance {

// "associations/2220001511/meetings/2024-11-28".
struct MeetingName {
  std::string organisation;
  absl::CivilDay day;
  std::string Text() const;
};

// Refusal: NAME_INVALID.
absl::StatusOr<MeetingName> ParseMeetingName(absl::string_view name);

// A day that may be absent, and one that may not. Refusal: DATE_INVALID.
absl::StatusOr<std::optional<absl::CivilDay>> DayFromProto(
    bool has, const common::v1::Date& date);
absl::StatusOr<absl::CivilDay> NeededDay(bool has,
                                         const common::v1::Date& date);

// Refusals: DATE_INVALID, BOARD_TERM_INVALID without a role.
absl::StatusOr<BoardMember> TermFromProto(const v1::BoardMember& term);
absl::StatusOr<TermName> TermNameFromProto(
    const v1::EndBoardTermRequest& request);
absl::StatusOr<TermName> TermNameFromProto(
    const v1::ReplaceBoardMemberRequest& request);

// Refusal: DATE_INVALID.
absl::StatusOr<MeetingCall> CallFromProto(const v1::CallMeetingRequest& request,
                                          absl::CivilDay today);
absl::StatusOr<DelegatedDecision> DelegatedFromProto(
    const v1::DelegatedDecision& decision);
// The same; NOTICE_MISSING when there is none.
absl::StatusOr<std::vector<Notice>> NoticesFromProto(
    const google::protobuf::RepeatedPtrField<v1::Notice>& notices,
    absl::CivilDay today);

std::vector<Attendance> AttendancesFromProto(
    const google::protobuf::RepeatedPtrField<v1::Attendance>& present);
Conflict ConflictFromProto(const v1::Conflict& conflict);
DecisionCommand CommandFromProto(const v1::DecideRequest& request);
std::vector<LateReservation> ReservationsFromProto(
    const google::protobuf::RepeatedPtrField<v1::Reservation>& reservations);

void ToProto(const BoardMember& term, v1::BoardMember* out);
void ToProto(const Meeting& meeting, v1::Meeting* out);
void ToProto(const LegalClock& clock, v1::LegalClock* out);
void ToProto(const std::string& organisation, const MeetingRecord& record,
             v1::MeetingRecord* out);
void FindingsToProto(
    const std::vector<Problem>& findings,
    google::protobuf::RepeatedPtrField<common::v1::Problem>* out);

// The board as it is on `day`, with what is missing.
void BoardToProto(const BoardView& view, absl::CivilDay day,
                  v1::ListBoardResponse* out);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_CONVERT_BOARD_H_
