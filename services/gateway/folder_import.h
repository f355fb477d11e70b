// Imports a year's folder: hands each file to the service that owns its facts,
// first to be checked in all of them, then to be stored.
//
// Nothing is stored anywhere unless everything is right everywhere. When a
// process dies between two services' commits, the same import made again
// completes it: what is already stored changes nothing.
//
// A folder that holds a SIE file of type 4I ("*.si") and nothing else is no
// year's folder: its vouchers are added to the year's books, and nobody but
// the ledger is asked.

#ifndef FINSAM_SERVICES_GATEWAY_FOLDER_IMPORT_H_
#define FINSAM_SERVICES_GATEWAY_FOLDER_IMPORT_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

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

struct FolderOrder {
  std::string fiscal_year;
  std::string request_id;
  bool validate_only = false;
  absl::Time deadline;
};

// Called as the work goes on, from the thread that imports, with progress and
// with what the books change.
using ImportWatch = std::function<void(const v1::ImportFolderResponse&)>;

// Runs an import; see the file's head. Refusals: as GatewayService.ImportFolder
// lists them. `cancelled` is asked before anything is stored.
absl::StatusOr<v1::ImportFolderResponse::Result> ImportFolder(
    store::Store& store, const Neighbours& neighbours, const Clock& clock,
    const FolderOrder& order, const FolderFiles& files,
    const ImportWatch& watch, const std::function<bool()>& cancelled);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_FOLDER_IMPORT_H_
