// `finsam sign …`, `finsam acts`, and what `finsam verify` can besides.

#ifndef FINSAM_CLI_SIGN_APP_H_
#define FINSAM_CLI_SIGN_APP_H_

#include <CLI/CLI.hpp>
#include <optional>

#include "cli/command_kit.h"

namespace finsam::cli {

// As AddBooksCommands, which is to be called before: it has `verify`.
void AddSignCommands(CLI::App& app, const CommonOptions& common,
                     std::optional<int>* exit_code);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_SIGN_APP_H_
