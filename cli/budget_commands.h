// The commands of budgets: looking, comparing, exporting, importing,
// contributions, capital. Each is a function from its options to an exit code.

#ifndef FINSAM_CLI_BUDGET_COMMANDS_H_
#define FINSAM_CLI_BUDGET_COMMANDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "cli/command_kit.h"

namespace finsam::cli {

// The association and the year as words after the command: "222000-1511 2025",
// one of them, or none. They go before --association and --year.
using PlaceWords = std::vector<std::string>;

// `common` with what the words say. Refusal: ARGUMENT_INVALID.
absl::StatusOr<CommonOptions> At(const CommonOptions& common,
                                 const PlaceWords& words);

struct ShowOptions {
  PlaceWords place;
  int32_t version = 0;  // 0: the one in force.
  std::string stage;    // The latest of a stage; empty: any.
};

struct VersionsOptions {
  PlaceWords place;
};

struct DiffOptions {
  PlaceWords words;  // The place, and last the two versions.
};

struct BudgetExportOptions {
  PlaceWords place;
  int32_t version = 0;
  bool plain_numbers = false;  // "3150000.50" instead of "3 150 000,50".
  std::string output;          // A file; empty: standard output.
  bool force = false;
};

struct BudgetImportOptions {
  std::vector<std::string> files;
  bool validate_only = false;
};

struct ContributionsOptions {
  PlaceWords place;
  std::string day;  // As it stood then; empty: with all that is known.
};

struct CapitalOptions {
  PlaceWords place;
  int32_t version = 0;
};

int RunBudgetShow(const CommonOptions& common, const ShowOptions& options);
int RunBudgetVersions(const CommonOptions& common,
                      const VersionsOptions& options);
int RunBudgetDiff(const CommonOptions& common, const DiffOptions& options);
int RunBudgetExport(const CommonOptions& common,
                    const BudgetExportOptions& options);
int RunBudgetImport(const CommonOptions& common,
                    const BudgetImportOptions& options);
int RunContributions(const CommonOptions& common,
                     const ContributionsOptions& options);
int RunCapital(const CommonOptions& common, const CapitalOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_BUDGET_COMMANDS_H_
