// An example of every command, at the end of its help.

#ifndef FINSAM_CLI_EXAMPLES_H_
#define FINSAM_CLI_EXAMPLES_H_

#include <CLI/CLI.hpp>

namespace finsam::cli {

// Gives the commands of `app` their examples. Call it when all commands and the
// footer, which stays below, are there.
void AddExamples(CLI::App& app);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_EXAMPLES_H_
