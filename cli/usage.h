// The command line's own words, which its library has in English: help texts
// and what is wrong with a command line, in Swedish.

#ifndef FINSAM_CLI_USAGE_H_
#define FINSAM_CLI_USAGE_H_

#include <CLI/CLI.hpp>
#include <string>

namespace finsam::cli {

// Makes `app` and all its commands speak Swedish. Call it when all commands
// are there.
void SpeakSwedish(CLI::App& app);

// What is wrong with the command line that `app` was given, as one sentence.
// Words of the library that are not known stay as they are.
std::string UsageTrouble(const CLI::App& app, const CLI::Error& error);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_USAGE_H_
