// Layouts and overviews as they are kept, read into the domain's words. What
// has been read is remembered by the digest of its bytes, so a file is read
// once however often its statements are asked for.

#ifndef FINSAM_SERVICES_LEDGER_PARSED_FILES_H_
#define FINSAM_SERVICES_LEDGER_PARSED_FILES_H_

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ledger/domain/layout.h"
#include "services/ledger/domain/statements.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// Thread-safe.
class ParsedFiles {
 public:
  // DATA_LOSS when a kept file cannot be
  // read: it could when it was taken in.
  absl::StatusOr<std::shared_ptr<const Layout>> LayoutOf(
      const StoredFile& file);
  absl::StatusOr<std::shared_ptr<const std::vector<KeyFigure>>> KeyFiguresOf(
      const StoredFile& file);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Layout>> layouts_;
  std::map<std::string, std::shared_ptr<const std::vector<KeyFigure>>>
      overviews_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_PARSED_FILES_H_
