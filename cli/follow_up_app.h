// The commands of the year's follow-up and their options, as the program gets
// them.

#ifndef FINSAM_CLI_FOLLOW_UP_APP_H_
#define FINSAM_CLI_FOLLOW_UP_APP_H_

#include <CLI/CLI.hpp>
#include <optional>

#include "cli/command_kit.h"

namespace finsam::cli {

// Adds them to `app`, as `finsam goals`, `finsam deviation …`, `finsam control
// …`, `finsam policy …`, `finsam audit …` and `finsam discharge …`. A command
// that runs reads `common` and leaves its exit code in `exit_code`; all three
// must outlive the parsing.
void AddFollowUpCommands(CLI::App& app, const CommonOptions& common,
                         std::optional<int>* exit_code);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_FOLLOW_UP_APP_H_
