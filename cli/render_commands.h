// `finsam report render`: a report, or its tables, in files.

#ifndef FINSAM_CLI_RENDER_COMMANDS_H_
#define FINSAM_CLI_RENDER_COMMANDS_H_

#include <string>

#include "cli/commands.h"

namespace finsam::cli {

struct RenderOptions : ReportOptions {
  std::string version;  // Of a frozen report: "1", "latest"; empty: the draft.
  std::string format;   // "html", "json", "text", "pdf", "csv", "xlsx"; empty:
                        // as common.
  std::string table;    // Of CSV; empty: every table, in a folder.
  std::string output;   // A file; empty: standard output. Of every table the
                        // folder.
  bool force = false;   // Write over a file that is there.
};

int RunRender(const CommonOptions& common, const RenderOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_RENDER_COMMANDS_H_
