// Sums of a year's balances as somebody asks for them: by account, by objects,
// by month, or any of these together.
//
// Pure, and made of balances alone: no voucher is read.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_BALANCE_QUERY_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_BALANCE_QUERY_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/layout.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {

inline constexpr size_t kFilterObjectsMax = 100;
inline constexpr size_t kGroupingDimensionsMax = 4;

// Years of the largest turnover that opening balances can have grown through.
inline constexpr int64_t kYearsCarriedMax = 40;
// Why no sum of balances leaves 64 bits, whichever of them it takes: what a
// year opens with is the balances of one file, each counted at most once, and
// one turnover, of debits or of credits, for every year it was carried on
// since. The year itself adds one more.
static_assert(kSieBalancesMax <=
              (std::numeric_limits<int64_t>::max() -
               (kYearsCarriedMax + 1) * kYearTurnoverMax.value) /
                  kAmountMax.value);

// A dimension is asked for as it is carried: an object of a dimension that
// divides another (Dimension::parent) counts in its own dimension only.
struct BalanceQuestion {
  std::vector<AccountRange> accounts = {};  // One of these; empty: any.
  // Of every dimension that is named here, one of the objects named; empty:
  // any.
  std::vector<ObjectRef> objects = {};
  bool by_account = false;
  std::vector<int32_t> by_dimensions = {};
  bool by_month = false;
};

// One sum; in the books' sign.
struct BalanceRow {
  int32_t account = 0;  // 0: not by account.
  // One per dimension of `by_dimensions`, in that order; `object` is empty for
  // what carries none in it.
  ObjectSet objects;
  std::optional<absl::CivilMonth> month;
  Ore opening;   // Before the year, or the month.
  Ore movement;  // Of the year, or the month.
  Ore Closing() const { return opening + movement; }
  friend bool operator==(const BalanceRow&, const BalanceRow&) = default;
};

// The rows to answer with.
struct RowSlice {
  size_t first = 0;  // 0 is the first row of all.
  size_t count = std::numeric_limits<size_t>::max();
};

struct BalanceAnswer {
  // By account, objects (as bytes, none first) and month. A row without opening
  // and movement is left out. So a month in which nothing moves is there for as
  // long as there is a balance to show, and missing otherwise.
  std::vector<BalanceRow> rows;
  BalanceRow total;   // Of all rows, for the whole year.
  bool more = false;  // Rows follow after the slice.
};

// Refusals: FILTER_INVALID (accounts are checked where they are parsed),
// GROUPING_INVALID; with every problem.
absl::Status CheckBalanceQuestion(const BalanceQuestion& question);

// `question` is one that CheckBalanceQuestion takes, `balances` those of
// `year`.
BalanceAnswer AnswerBalances(const BalanceQuestion& question,
                             const FiscalYear& year, const BalanceMap& balances,
                             RowSlice slice = {});

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_BALANCE_QUERY_H_
