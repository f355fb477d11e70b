// The commands of `finsam`, each a function from its options to an exit code.

#ifndef FINSAM_CLI_COMMANDS_H_
#define FINSAM_CLI_COMMANDS_H_

#include <string>

#include "cli/command_kit.h"
#include "cli/supervisor.h"

namespace finsam::cli {

struct ImportOptions {
  std::string folder;  // Or a "*.si" file.
  bool validate_only = false;
};

struct ReportOptions {
  std::string kind;  // "annual", "interim" or "plan"; empty: the year's first.
  std::string audience;  // As AudienceOf takes it.
};

struct ExplainOptions : ReportOptions {
  std::string figure_id;
  bool all = false;  // Every voucher, not only the first page.
};

// The kind that a word means; UNSPECIFIED for none.
gateway::v1::ReportKind KindOf(const std::string& word);

// Prints what services stored or, of a validation, checked; then the warnings.
void PrintImport(const gateway::v1::ImportFolderResponse::Result& result,
                 bool validate_only);

int RunImport(const CommonOptions& common, const ImportOptions& options);
int RunAssemble(const CommonOptions& common, const ReportOptions& report);
int RunCheck(const CommonOptions& common, const ReportOptions& report);
int RunExplain(const CommonOptions& common, const ExplainOptions& options);
int RunDoctor(const CommonOptions& common);
int RunUp(const CommonOptions& common, const SupervisorOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COMMANDS_H_
