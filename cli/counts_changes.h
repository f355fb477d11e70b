// Whether what was released still is what the counts say.

#ifndef FINSAM_CLI_COUNTS_CHANGES_H_
#define FINSAM_CLI_COUNTS_CHANGES_H_

#include <string>

#include "cli/client.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// True when `facts`, the office's statistics, have other figures than
// `released`, or another value where it shows one. What it protects may differ.
bool IsOutdated(const participants::v1::GetStatisticsResponse& released,
                const participants::v1::GetStatisticsResponse& facts);

// A line for each of the year's latest releases, to the public and to members,
// that is outdated. What cannot be read is no reason to complain here.
std::string OutdatedText(const std::string& fiscal_year,
                         const participants::v1::GetStatisticsResponse& facts,
                         Client& client);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COUNTS_CHANGES_H_
