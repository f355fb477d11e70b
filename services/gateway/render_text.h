// The report as plain text for a terminal, 80 columns wide where it can be.

#ifndef FINSAM_SERVICES_GATEWAY_RENDER_TEXT_H_
#define FINSAM_SERVICES_GATEWAY_RENDER_TEXT_H_

#include <string>

#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// UTF-8 without control characters but line ends, so that nothing in a report
// can command the terminal. Prose is wrapped, tables are aligned; a table whose
// numbers need more than 80 columns is wider. The same report gives the same
// bytes. Never fails.
std::string RenderText(const v1::Report& report);

// One table in the same manner, its title included; ends with a line end.
std::string RenderTableText(const common::v1::Table& table);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_RENDER_TEXT_H_
