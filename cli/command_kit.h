// What the commands share: their options, the gateway, and whose year is
// meant.

#ifndef FINSAM_CLI_COMMAND_KIT_H_
#define FINSAM_CLI_COMMAND_KIT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/client.h"
#include "common/base/names.h"
#include "common/rpc/keyring.h"
#include "common/rpc/server.h"

namespace finsam::cli {

// Options that every command has.
struct CommonOptions {
  std::string server = "127.0.0.1:7510";
  std::string format = "text";  // "text" or "json".
  std::string association;      // Organisation number; empty: the only one.
  int year = 0;                 // 0: the only one, or the figure id's.
  int timeout_seconds = 30;
  rpc::TlsFiles tls;
  std::string key_file;  // Empty: what `finsam up` keeps below this folder.
  bool json() const { return format == "json"; }
};

// The gateway as asked by whoever holds the key for `role` (viewer.h).
Client NewClient(const CommonOptions& common,
                 rpc::Role role = rpc::Role::kOffice);

// The year whose report is meant: the options', or the only one there is. A
// figure's year (0: none) only helps to choose, since a report shows earlier
// years too. Refusals: ARGUMENT_INVALID, REPORT_UNKNOWN, REPORT_AMBIGUOUS.
absl::StatusOr<std::string> ChooseFiscalYear(const CommonOptions& common,
                                             int year_hint, Client& client);

// The organisation number of the association whose books are meant: the
// options', or the only one that has a report. Refusals as ChooseFiscalYear.
absl::StatusOr<std::string> ChooseAssociation(const CommonOptions& common,
                                              Client& client);

// The year whose books are meant: the options', or the only one with vouchers.
// Refusals: as ChooseAssociation; YEAR_AMBIGUOUS.
absl::StatusOr<FiscalYearName> ChooseBooks(const CommonOptions& common,
                                           Client& client);

// The year that a write without a folder of its own is for, as the options name
// it: never guessed, since the wrong association's facts would be replaced.
// Refusal: ARGUMENT_INVALID, which tells what to give.
absl::StatusOr<FiscalYearName> GivenFiscalYear(const CommonOptions& common);

// The year that a figure's id ends with: of "note-3/kansli/2024" or
// "…/budget-2024", of a period "…/2017-01..2017-06" its last month's. 0: none.
int YearOfFigure(absl::string_view figure_id);

// A file's bytes. Refusal: FILE_UNREADABLE.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// The exit code; an error is printed first, as PrintError does.
int Finish(const absl::Status& status, const CommonOptions& common,
           bool stores = false);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COMMAND_KIT_H_
