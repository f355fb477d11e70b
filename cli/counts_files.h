// The files of a year's folder that hold its counts: read from where they lie,
// and written back.

#ifndef FINSAM_CLI_COUNTS_FILES_H_
#define FINSAM_CLI_COUNTS_FILES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// Their names below the folder, in the folder's order.
inline constexpr const char* kCountsFiles[] = {
    "initiatives.csv", "counts.csv",        "averages.csv",
    "surveys.csv",     "counts-rules.yaml", "layouts/counts.yaml"};

// Reads each path: of a folder the files above that it has, else the file
// itself, under its name below the year's folder. Refusals: FILE_MISSING (none
// in a folder), FILE_UNREADABLE, kArgumentInvalid (a name that is not UTF-8).
absl::StatusOr<std::vector<common::v1::File>> ReadCountsFiles(
    const std::vector<std::string>& paths);

// Writes files of these names below `folder`, which is made when needed. Where
// other files with another content are, nothing is written unless `force`.
// Refusals: OUTPUT_EXISTS, OUTPUT_UNWRITABLE.
absl::Status WriteCountsFiles(
    const std::string& folder,
    const google::protobuf::RepeatedPtrField<common::v1::File>& files,
    bool force);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COUNTS_FILES_H_
