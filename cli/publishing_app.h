// `finsam report answer`, `freeze`, `versions`, `changes`, `open-signing`,
// `sign`, `signing`, `publish` and `capsule`: what they are called and take.

#ifndef FINSAM_CLI_PUBLISHING_APP_H_
#define FINSAM_CLI_PUBLISHING_APP_H_

#include <CLI/CLI.hpp>

#include "cli/command_adder.h"
#include "cli/commands.h"

namespace finsam::cli {

// --kind of a command about one of a year's reports.
void AddKind(CLI::App& command, ReportOptions* options);

// Adds the commands to those of `finsam report`.
void AddPublishingCommands(CommandAdder& report);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_PUBLISHING_APP_H_
