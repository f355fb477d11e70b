// The files of an import: which ones there are, and how large they may be.

#ifndef FINSAM_SERVICES_LEDGER_IMPORT_FILES_H_
#define FINSAM_SERVICES_LEDGER_IMPORT_FILES_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/layout.h"
#include "services/ledger/spool.h"

namespace finsam::ledger {

inline constexpr size_t kImportFilesMax = 8;
inline constexpr size_t kOtherFileBytesMax = 1 << 20;
inline constexpr size_t kChunkBytesMax = 1 << 20;
inline constexpr char kLayoutFileName[] = "layouts/statements.yaml";
inline constexpr char kOverviewFileName[] = "overview.csv";

// Names and bytes of the files of one import, put together from pieces. The
// SIE file lies on disk, the others in memory.
class ImportFiles {
 public:
  // The SIE file is spooled in `spool_folder`, which must exist.
  explicit ImportFiles(std::string spool_folder)
      : spool_folder_(std::move(spool_folder)) {}

  // Adds a piece. Refusals: FILE_UNEXPECTED (a name that the ledger does not
  // own, a second SIE file, or pieces of a file that do not follow one
  // another), FILE_TOO_LARGE. Trouble when the disk does not take it.
  absl::Status Add(absl::string_view name, absl::string_view piece);

  // Refusal: FILE_MISSING when there is no SIE file.
  absl::Status CheckComplete() const;

  const std::string& books_name() const { return books_name_; }
  const SpooledFile& books() const { return *books_; }
  // nullptr when there is none.
  const std::string* layout() const { return Find(kLayoutFileName); }
  const std::string* overview() const { return Find(kOverviewFileName); }

  // SHA-256 of each file, by name.
  absl::StatusOr<std::map<std::string, std::string>> Digests() const;

 private:
  const std::string* Find(absl::string_view name) const;

  std::string spool_folder_;
  std::map<std::string, std::string> texts_;
  std::unique_ptr<SpooledFile> books_;
  std::string books_name_;
  std::string last_name_;
};

// Told how many vouchers are handled, and in which stage.
using ImportProgress =
    std::function<void(absl::string_view stage, int64_t voucher_count)>;

// The dimension that the layout's object filters use most; 0 when it has none.
int32_t FilterDimension(const Layout& layout);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_IMPORT_FILES_H_
