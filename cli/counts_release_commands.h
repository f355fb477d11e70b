// The commands of releases: what one would protect, making one, listing them.
// Each is a function from its options to an exit code.

#ifndef FINSAM_CLI_COUNTS_RELEASE_COMMANDS_H_
#define FINSAM_CLI_COUNTS_RELEASE_COMMANDS_H_

#include <string>

#include "cli/budget_commands.h"
#include "cli/command_kit.h"

namespace finsam::cli {

struct ReleaseOptions {
  PlaceWords place;
  std::string audience;  // "allmänhet" or "medlemmar".
};

int RunProtect(const CommonOptions& common, const ReleaseOptions& options);
int RunRelease(const CommonOptions& common, const ReleaseOptions& options);
// The association's; with a year in `common` only the year's.
int RunReleases(const CommonOptions& common);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COUNTS_RELEASE_COMMANDS_H_
