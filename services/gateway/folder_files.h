// A year's folder as files, and which service owns which of them.

#ifndef FINSAM_SERVICES_GATEWAY_FOLDER_FILES_H_
#define FINSAM_SERVICES_GATEWAY_FOLDER_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "finsam/common/v1/types.pb.h"

namespace finsam::gateway {

inline constexpr char kStatementsFile[] = "layouts/statements.yaml";
inline constexpr size_t kFolderFilesMax = 500;
inline constexpr size_t kFolderBytesMax = 80 << 20;
// A file with a longer name belongs to no year's folder.
inline constexpr size_t kFileNameBytesMax = 200;

// A folder's files while they arrive in pieces.
class FolderFiles {
 public:
  // Refusals: FILE_TOO_LARGE, FILE_UNEXPECTED (names the known files).
  absl::Status Add(const std::string& file_name, const std::string& content);

  // All names, sorted.
  std::vector<std::string> Names() const;

  // True for a "*.si" file and nothing else.
  bool IsAddition() const;

  // The files that `service` owns, by name.
  std::vector<common::v1::File> Of(const std::string& service) const;

 private:
  std::map<std::string, std::string> files_;
  size_t bytes_ = 0;
};

// The service that owns a file of the year's folder ("ledger", …, "gateway"),
// or empty when no service does.
std::string OwnerOf(absl::string_view file_name);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_FOLDER_FILES_H_
