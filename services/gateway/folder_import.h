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
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/folder_files.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

struct FolderOrder {
  std::string fiscal_year;
  std::string request_id;
  bool validate_only = false;
  absl::Time deadline;
  std::string key = {};  // The caller's; what is the office's needs it.
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
