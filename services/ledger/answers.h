// What the ledger answers, in the domain's words.

#ifndef FINSAM_SERVICES_LEDGER_ANSWERS_H_
#define FINSAM_SERVICES_LEDGER_ANSWERS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/figure/table.h"
#include "common/store/journal.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

struct VoucherPage {
  std::vector<PostedVoucher> vouchers;
  std::string next;  // Pass as `after`; empty on the last page.
  int64_t at_revision = 0;
};

struct TrialBalance {
  struct Row {
    int32_t account = 0;
    std::string name;
    AccountTotal total;
  };
  std::vector<Row> rows;  // By account.
  YearTotals totals;
  store::Head head;
};

struct Statements {
  std::vector<Table> tables;    // In the layout's order.
  std::vector<Figure> figures;  // Beside the tables.
  store::Head head;
};

// Where a figure comes from.
struct Explanation {
  struct AccountSum {
    int32_t account = 0;
    std::string name;
    ObjectSet objects;
    std::vector<std::string> object_names;  // In the objects' order.
    Ore amount;                             // In the books' sign.
  };
  struct EntryLine {
    std::string series;
    int64_t number = 0;
    absl::CivilDay date;
    std::string text;  // The voucher's.
    VoucherEntry entry;
  };
  Figure figure;
  std::string label;  // Swedish.
  std::vector<Figure> terms;
  std::vector<AccountSum> accounts;
  std::vector<EntryLine> entries;
  std::string next;  // Pass as `after`; empty on the last page.
  store::Head head;
};

struct Proof {
  int64_t voucher_count = 0;
  int64_t balance_count = 0;
  std::string tree_root;
  store::Head head;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_ANSWERS_H_
