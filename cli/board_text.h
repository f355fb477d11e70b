// The board, the law's clocks and meetings as text for a terminal.

#ifndef FINSAM_CLI_BOARD_TEXT_H_
#define FINSAM_CLI_BOARD_TEXT_H_

#include <string>

#include "finsam/gateway/v1/decisions.pb.h"

namespace finsam::cli {

std::string BoardText(const governance::v1::ListBoardResponse& board);
std::string TermsText(
    const google::protobuf::RepeatedPtrField<governance::v1::BoardMember>&
        terms);
std::string ClocksText(const governance::v1::ListClocksResponse& clocks);
std::string MeetingsText(const governance::v1::ListMeetingsResponse& meetings);
// What has become of a meeting: its items, who is there, what was decided.
std::string MeetingText(const governance::v1::MeetingRecord& meeting);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_BOARD_TEXT_H_
