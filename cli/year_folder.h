// A year's folder as it lies on disk: its files, and whose year it is.

#ifndef FINSAM_CLI_YEAR_FOLDER_H_
#define FINSAM_CLI_YEAR_FOLDER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/names.h"

namespace finsam::cli {

struct YearFolder {
  FiscalYearName name;
  // Path below the folder, with '/', and bytes; by path.
  std::vector<std::pair<std::string, std::string>> files;
};

// Reads every file but those whose names begin with '.' or "README". The
// association is association.yaml's, the year that of the "*.se" file's name
// or of `year` when it is not 0. Refusals: FOLDER_UNREADABLE, FILE_MISSING,
// YEAR_UNKNOWN, FILE_TOO_LARGE and those of association.yaml.
absl::StatusOr<YearFolder> ReadYearFolder(const std::string& folder, int year);

// Whose year a folder's files are, or a file's that lies in it or in its
// layouts/, with what the folder says: the organisation of association.yaml
// (empty without that file), the year of the "*.se" file's name (0: none).
// Refusals: those of association.yaml, FOLDER_UNREADABLE.
absl::StatusOr<FiscalYearName> ReadYearName(const std::string& path);

// True for a file, not a folder, that is named "*.si": SIE type 4I, whose
// vouchers are added to a year.
bool IsAdditionFile(const std::string& path);

// Reads such a file as a folder that holds nothing else; `name` is left empty.
// Refusals: FOLDER_UNREADABLE, FILE_TOO_LARGE.
absl::StatusOr<YearFolder> ReadAddition(const std::string& path);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_YEAR_FOLDER_H_
