// The commands that examine documents without asking a service.

#ifndef FINSAM_CLI_CHECK_COMMANDS_H_
#define FINSAM_CLI_CHECK_COMMANDS_H_

#include <string>
#include <vector>

#include "cli/command_kit.h"

namespace finsam::cli {

// Files that one command takes.
inline constexpr size_t kCheckedFilesMax = 100;

struct CheckPrintedOptions {
  std::vector<std::string> files;
  // Documents to compare with: last year's report, the plan.
  std::vector<std::string> previous;
};

// Examines each file by its printed figures (docs/printed-documents.md).
// kExitFindings when one of them has an error.
int RunCheckPrinted(const CommonOptions& common,
                    const CheckPrintedOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_CHECK_COMMANDS_H_
