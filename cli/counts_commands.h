// The commands of counts as they are kept and shown: importing, looking,
// comparing years, exporting. Each is a function from its options to an exit
// code.

#ifndef FINSAM_CLI_COUNTS_COMMANDS_H_
#define FINSAM_CLI_COUNTS_COMMANDS_H_

#include <string>
#include <vector>

#include "cli/budget_commands.h"
#include "cli/command_kit.h"

namespace finsam::cli {

struct CountsImportOptions {
  std::vector<std::string> paths;  // Files, or folders that have them.
  bool validate_only = false;
};

struct CountsShowOptions {
  PlaceWords place;
  std::string table;     // Its id; empty: all.
  bool list = false;     // The tables' ids and titles only.
  std::string audience;  // As AudienceOf takes it.
};

struct CompareOptions {
  std::string association;  // Goes before the common one; empty: that.
  std::string years;        // "2022,2023,2024"
  std::string audience;
};

struct CountsExportOptions {
  PlaceWords place;
  std::string folder;
  bool force = false;
};

int RunCountsImport(const CommonOptions& common,
                    const CountsImportOptions& options);
int RunCountsShow(const CommonOptions& common,
                  const CountsShowOptions& options);
int RunCompare(const CommonOptions& common, const CompareOptions& options);
int RunCountsExport(const CommonOptions& common,
                    const CountsExportOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COUNTS_COMMANDS_H_
