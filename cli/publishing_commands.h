// The commands of what becomes of a report after its draft: answering findings,
// freezing, looking at versions. Each is a function from its options to an exit
// code.

#ifndef FINSAM_CLI_PUBLISHING_COMMANDS_H_
#define FINSAM_CLI_PUBLISHING_COMMANDS_H_

#include <string>

#include "cli/actor.h"
#include "cli/command_kit.h"
#include "cli/commands.h"

namespace finsam::cli {

struct AnswerOptions : ReportOptions {
  std::string finding_id;
  std::string reason;
  ActorOptions actor;
};

struct FreezeOptions : ReportOptions {
  std::string expected_digest;
  bool validate_only = false;
  ActorOptions actor;
};

struct ChangesOptions : ReportOptions {
  std::string version = "latest";  // "1", "latest".
  std::string with;                // Another; empty: as it stands now.
};

int RunAnswer(const CommonOptions& common, const AnswerOptions& options);
int RunFreeze(const CommonOptions& common, const FreezeOptions& options);
int RunVersions(const CommonOptions& common);
// kExitFindings when something differs.
int RunChanges(const CommonOptions& common, const ChangesOptions& options);

// The name of a frozen version of the report that is meant. Refusals: as
// ChooseFiscalYear.
absl::StatusOr<std::string> FrozenNameOf(const CommonOptions& common,
                                         const ReportOptions& options,
                                         const std::string& version,
                                         Client& client);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_PUBLISHING_COMMANDS_H_
