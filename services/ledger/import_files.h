// The files of an import: which ones there are, how large they may be, and
// reading them into what the ledger's domain knows, with every problem found.

#ifndef FINSAM_SERVICES_LEDGER_IMPORT_FILES_H_
#define FINSAM_SERVICES_LEDGER_IMPORT_FILES_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "services/ledger/domain/books.h"
#include "services/ledger/domain/layout.h"
#include "services/ledger/domain/statements.h"

namespace finsam::ledger {

inline constexpr size_t kImportFilesMax = 8;
inline constexpr size_t kBooksFileBytesMax = 64 << 20;
inline constexpr size_t kOtherFileBytesMax = 1 << 20;
inline constexpr size_t kChunkBytesMax = 1 << 20;
inline constexpr char kLayoutFileName[] = "layouts/statements.yaml";
inline constexpr char kOverviewFileName[] = "overview.csv";

// Names and bytes of the files of one import, put together from pieces.
class ImportFiles {
 public:
  // Adds a piece. Refusals: FILE_UNEXPECTED (a name that the ledger does not
  // own, a second *.se file, or pieces of a file that do not follow one
  // another), FILE_TOO_LARGE.
  absl::Status Add(absl::string_view name, absl::string_view piece);

  // Refusal: FILE_MISSING, naming every file that is not there.
  absl::Status CheckComplete() const;

  const std::string& books_name() const { return books_name_; }
  const std::string& books() const { return files_.at(books_name_); }
  const std::string& layout() const { return files_.at(kLayoutFileName); }
  // nullptr when there is none.
  const std::string* overview() const;
  const std::map<std::string, std::string>& all() const { return files_; }

 private:
  std::map<std::string, std::string> files_;
  std::string books_name_;
  std::string last_name_;
};

// What the files say. Usable in full only when no problem is an error.
struct ImportReading {
  Books books;
  Layout layout;
  std::vector<KeyFigure> key_figures;
  std::vector<Problem> problems;  // Of all files; errors and warnings.

  bool ok() const;
};

// Told how many vouchers are handled, and in which stage.
using ImportProgress =
    std::function<void(absl::string_view stage, int64_t voucher_count)>;

// Reads complete files as the books of `name`. Never refuses: what is wrong
// is in `problems`.
ImportReading ReadImport(const ImportFiles& files, const FiscalYearName& name,
                         const ImportProgress& progress);

// The dimension that the layout's object filters use most; 0 when it has none.
int32_t FilterDimension(const Layout& layout);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_IMPORT_FILES_H_
