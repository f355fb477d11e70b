// The commands that put counts beside money: the half-year for Uppföljning
// Finsam, and the nation's year. Each is a function from its options to an exit
// code.

#ifndef FINSAM_CLI_COUNTS_FOLLOW_UP_COMMANDS_H_
#define FINSAM_CLI_COUNTS_FOLLOW_UP_COMMANDS_H_

#include <optional>
#include <string>

#include "cli/budget_commands.h"
#include "cli/command_kit.h"

namespace finsam::cli {

struct HalfYearOptions {
  PlaceWords place;
  int half = 0;                       // 1 or 2.
  std::string means;                  // A table (counts_means_file.h), or none.
  std::optional<std::string> output;  // The file to register; empty: stdout.
  bool force = false;
};

struct NationalOptions {
  std::string means;
  std::string audience;  // As AudienceOf takes it.
  bool release = false;  // Make a release instead of showing.
};

int RunHalfYear(const CommonOptions& common, const HalfYearOptions& options);
// The year of `common` must be set.
int RunNational(const CommonOptions& common, const NationalOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COUNTS_FOLLOW_UP_COMMANDS_H_
