// The budget's commands on the command line: their words and options.

#ifndef FINSAM_CLI_BUDGET_APP_H_
#define FINSAM_CLI_BUDGET_APP_H_

#include <CLI/CLI.hpp>
#include <optional>

#include "cli/command_kit.h"

namespace finsam::cli {

// Adds `budget` and its commands to `app`. When one of them was given, parsing
// runs it and `*exit_code` is set. `common` and `exit_code` must outlive `app`.
void AddBudgetCommands(CLI::App& app, const CommonOptions& common,
                       std::optional<int>* exit_code);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_BUDGET_APP_H_
