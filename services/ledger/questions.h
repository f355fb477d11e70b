// What the ledger is asked and told beside postings and imports, in the
// domain's words, and what it answers.

#ifndef FINSAM_SERVICES_LEDGER_QUESTIONS_H_
#define FINSAM_SERVICES_LEDGER_QUESTIONS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/base/names.h"
#include "common/store/journal.h"
#include "services/ledger/domain/account_ledger.h"
#include "services/ledger/domain/balance_query.h"
#include "services/ledger/domain/chart.h"
#include "services/ledger/domain/voucher.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// In all questions `at_revision` is 0 for now, `size` at least 1, and `after`
// is `next` of the page before, empty for the first.

struct FoundVoucher {
  PostedVoucher voucher;
  std::optional<VoucherRef> reversed_by;
  store::Head head;
};

struct BalanceQuery {
  BalanceQuestion question;  // Checked.
  int64_t at_revision = 0;
  int size = 1;
  std::string after;
};

struct BalancePage {
  std::vector<BalanceRow> rows;
  BalanceRow total;  // Of all pages.
  Chart chart;       // For the names.
  std::string next;
  store::Head head;
};

struct AccountEntriesQuery {
  int32_t account = 0;
  std::optional<ObjectRef> object;
  std::optional<absl::CivilDay> first;  // None: the year's.
  std::optional<absl::CivilDay> last;
  int64_t at_revision = 0;
  int size = 1;
  std::string after;
};

struct AccountEntriesPage {
  struct Line {
    VoucherRef voucher;
    absl::CivilDay date;
    std::string text;  // The voucher's.
    VoucherEntry entry;
    Ore balance;  // After it.
  };
  std::string account_name;
  Ore opening;
  std::vector<Line> lines;
  Ore closing;
  std::string next;
  int64_t at_revision = 0;  // Which all pages show.
};

struct VoucherProof {
  PostedVoucher voucher;
  std::string previous_hash;  // Empty for the first voucher.
  int64_t tree_size = 0;
  std::string tree_root;
  std::vector<std::string> path;  // VerifyPath, domain/merkle.h.
  store::Head head;
};

struct PeriodLockOrder {
  FiscalYearName name;
  std::string request_id;
  std::optional<absl::CivilDay> locked_through;  // None: nothing is locked.
  std::string reason;
};

struct CloseYearOrder {
  FiscalYearName name;
  std::string request_id;
  int32_t capital_account = 0;
  std::string reason;  // May be empty.
};

struct ReopenYearOrder {
  FiscalYearName name;
  std::string request_id;
  std::string reason;
};

struct YearAnswer {
  StoredYear year;
  store::Head head;
};

struct YearsAnswer {
  std::vector<StoredYear> years;  // The oldest first.
  store::Head head;
};

enum class ExportFormat { kSie1, kSie2, kSie3, kSie4E, kSie4I, kPlainText };
// Bytes of a piece of an exported file.
inline constexpr size_t kExportPieceBytesMax = size_t{256} << 10;
// Takes the next piece. Not OK ends the export with that status.
using ExportSink = std::function<absl::Status(absl::string_view piece)>;

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_QUESTIONS_H_
