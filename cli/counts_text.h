// Counts of participants as text: tables, what a release would protect,
// releases.

#ifndef FINSAM_CLI_COUNTS_TEXT_H_
#define FINSAM_CLI_COUNTS_TEXT_H_

#include <string>

#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// A line for each, after a blank one; nothing when there are none.
std::string WarningsText(
    const google::protobuf::RepeatedPtrField<common::v1::Problem>& warnings);

// Title, cells as the service printed them, and the remark.
std::string TableText(const common::v1::Table& table);

// Which release it is and for whom, before a blank line; nothing for the
// office's own.
std::string ReleaseLine(
    const participants::v1::GetStatisticsResponse& statistics,
    common::v1::Audience audience);

// All tables, after the release's line.
std::string StatisticsText(
    const participants::v1::GetStatisticsResponse& statistics,
    common::v1::Audience audience);

// The tables' ids and titles.
std::string TableListText(
    const participants::v1::GetStatisticsResponse& statistics);

// Tells protected values: for the office alone, and says so.
std::string PlanText(const participants::v1::PlanReleaseResponse& plan,
                     common::v1::Audience audience);

// What became of a release.
std::string ReleasedText(const participants::v1::Release& release,
                         bool changed);

std::string ReleasesText(
    const participants::v1::ListReleasesResponse& releases);

std::string NationalText(
    const participants::v1::GetNationalStatisticsResponse& nation);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COUNTS_TEXT_H_
