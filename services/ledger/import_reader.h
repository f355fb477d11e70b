// Reads a SIE file against the books that are kept: every voucher is held
// against the rules and against the kept one of its number, and put on the
// stage when it is new. One pass; memory grows by a bit per kept voucher.

#ifndef FINSAM_SERVICES_LEDGER_IMPORT_READER_H_
#define FINSAM_SERVICES_LEDGER_IMPORT_READER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "services/ledger/alike_vouchers.h"
#include "services/ledger/domain/books.h"
#include "services/ledger/domain/import_comparison.h"
#include "services/ledger/domain/personal_texts.h"
#include "services/ledger/domain/sie_numbers.h"
#include "services/ledger/import_files.h"
#include "services/ledger/import_stage.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// What an import tells while it works. The first two may not be empty.
struct ImportWatch {
  ImportProgress progress;
  std::function<bool()> is_cancelled;
  // Told once, before the answer, when the file could be read.
  std::function<void(const BooksDifference&)> difference;
};

class ImportReader {
 public:
  // What is read and where it goes; all outlive the reader. `kept` is what is
  // kept of the year, null when nothing is.
  struct Input {
    store::Store* store = nullptr;
    const LedgerReader* reader = nullptr;
    const StoredYear* kept = nullptr;
    FiscalYearName name;
    const ImportFiles* files = nullptr;
    int32_t object_dimension = 0;
    bool keep = false;  // False: a trial.
    const ImportWatch* watch = nullptr;
  };
  explicit ImportReader(Input input);

  // Reads the whole file. Not OK for trouble, and CANCELLED; what is wrong
  // with the file is in problems().
  absl::Status Read();

  const SieFile& file() const { return file_; }
  const Books& books() const { return books_; }
  std::vector<Problem>& problems() { return problems_; }
  bool ok() const;
  ImportComparison& comparison() { return comparison_; }
  // The movements of the year with the new vouchers.
  const YearFold& fold() const { return *fold_; }
  ImportStage& stage() { return *stage_; }
  // Vouchers of the year that come from a file, after the import.
  int64_t imported_count() const {
    return imported_kept_ + stage_->added_count();
  }

 private:
  absl::Status Begin(const SieFile& so_far);
  absl::Status Take(const SieVoucher& voucher, const SieFile& so_far);
  absl::Status TakeKept(const ImportedVoucher& voucher,
                        const PostedVoucher& kept);
  absl::Status TakeNew(ImportedVoucher voucher);
  void RefuseNumber(int64_t line, std::string found, std::string message);
  absl::StatusOr<std::optional<PostedVoucher>> FindKept(
      const ImportedVoucher& voucher);
  absl::StatusOr<int64_t> NextNumber(const std::string& series);
  absl::Status FindMissing();
  absl::Status CheckImport();
  absl::Status WarnUndeclared();
  void RefuseTurnover(int64_t line);

  Input input_;
  bool is_import_;  // Type 4I.
  SieFile file_;
  std::vector<Problem> problems_;
  BooksBuilder builder_;
  ImportComparison comparison_;
  Books books_;
  std::optional<YearFold> fold_;
  std::optional<ImportStage> stage_;
  bool has_kept_ = false;      // The year has vouchers.
  int64_t imported_kept_ = 0;  // Kept ones that came from a file.
  int64_t imported_seen_ = 0;  // Of those, in this file.
  std::vector<bool> seen_;     // By place.
  int64_t count_ = 0;
  bool turnover_refused_ = false;
  PersonalTexts personal_texts_;  // Of what is new.
  // The run of numbers that was looked in last.
  std::string run_series_;
  std::optional<NumberPlaces> run_;
  // Of type 4I: numbers given by the file and by us must not meet.
  std::map<std::string, int64_t> last_numbers_;
  std::map<std::string, SieNumbers> given_;
  AlikeVouchers alike_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_IMPORT_READER_H_
