// The year's follow-up as text for people, and the words it is written with.

#ifndef FINSAM_CLI_FOLLOW_UP_TEXT_H_
#define FINSAM_CLI_FOLLOW_UP_TEXT_H_

#include <string>

#include "finsam/gateway/v1/decisions.pb.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// The goals, and then where the board's verdict departs from the measures.
std::string GoalsText(const gateway::v1::GetGoalsResponse& goals);

// One of the year's tables; of "deviations" with what each says below it.
std::string FollowUpText(const governance::v1::GetFollowUpResponse& all,
                         const std::string& table);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_FOLLOW_UP_TEXT_H_
