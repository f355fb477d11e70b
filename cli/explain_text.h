// A figure's way down to vouchers or records, as text for a terminal.

#ifndef FINSAM_CLI_EXPLAIN_TEXT_H_
#define FINSAM_CLI_EXPLAIN_TEXT_H_

#include <string>

#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

std::string ExplainText(const gateway::v1::ExplainFigureResponse& explained);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_EXPLAIN_TEXT_H_
