// An assembled report as text for people: Swedish, what it holds, its main
// lines with their figures, and what it was made from.

#ifndef FINSAM_CLI_REPORT_TEXT_H_
#define FINSAM_CLI_REPORT_TEXT_H_

#include <string>

#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// The main lines are those of the financial statements; of a report without
// them, such as a plan, the sums of its own tables.
std::string AssembledText(const gateway::v1::Report& report);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_REPORT_TEXT_H_
