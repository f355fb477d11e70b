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

struct ReleasesOptions {
  PlaceWords place;
};

int RunProtect(const CommonOptions& common, const ReleaseOptions& options);
// Association and year must be given, since what is released stays known.
int RunRelease(const CommonOptions& common, const ReleaseOptions& options);
// The association's; with a year only the year's.
int RunReleases(const CommonOptions& common, const ReleasesOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COUNTS_RELEASE_COMMANDS_H_
