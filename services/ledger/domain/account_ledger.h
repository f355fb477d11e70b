// The account ledger (huvudbok): the entries of one account by date, series,
// number and place in the voucher, each with the balance after it, a page at a
// time.
//
// Entries come in whatever order the books hold them. First each is only summed
// by day, which tells the balances, on which days a page lies, and where in the
// books those days' entries are; the sums serve every page. Series and numbers,
// which cost more to find, are needed of the page's days alone. Only a page of
// entries is kept in memory.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_ACCOUNT_LEDGER_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_ACCOUNT_LEDGER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "services/ledger/domain/index_rows.h"

namespace finsam::ledger {

// Where an entry stands in the ledger; no two of a year are the same.
struct LedgerPosition {
  absl::CivilDay date;  // The voucher's.
  std::string series;
  int64_t number = 0;
  int64_t index = 0;  // Among the voucher's entries, from 0.

  friend bool operator==(const LedgerPosition&,
                         const LedgerPosition&) = default;
  friend bool operator<(const LedgerPosition& a, const LedgerPosition& b);
};

// As it stands in a page token.
std::string PositionText(const LedgerPosition& position);

// What PositionText wrote. Refusal: PAGE_INVALID for anything else.
absl::StatusOr<LedgerPosition> ParsePosition(absl::string_view text);

// One entry, by which the voucher is found again.
struct LedgerRow {
  LedgerPosition position;
  int64_t place = 0;  // The voucher's, in the order of posting.
  Ore amount;
  friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

struct LedgerQuestion {
  Ore opening = {};                          // When the year began.
  std::optional<absl::CivilDay> first = {};  // None: the year's.
  std::optional<absl::CivilDay> last = {};   // None: the year's.
  size_t page_size = 0;                      // At least 1.
  // The entry that ended the page before; none for the first page.
  std::optional<LedgerPosition> after = {};
};

struct LedgerPage {
  struct Line {
    LedgerRow row;
    Ore balance;  // After it.
    friend bool operator==(const Line&, const Line&) = default;
  };
  Ore opening;  // Before the first day that was asked for, on every page.
  std::vector<Line> lines;
  Ore closing;  // After the last day that was asked for, on every page.
  // The last line's, when more follow.
  std::optional<LedgerPosition> next;
};

// Ranges of places that lie closer than this are taken for one: entries are
// kept in stretches of about so many places.
inline constexpr int64_t kPlaceGapMax = 4'096;
// Ranges of one day; the last of so many reaches as far as it must.
inline constexpr size_t kDayRangesMax = 8;

// From place to place, both included.
struct PlaceRange {
  int64_t first = 0;
  int64_t last = 0;
  friend bool operator==(const PlaceRange&, const PlaceRange&) = default;
};

// The entries of an account in one year, summed by day.
class LedgerDays {
 public:
  struct Day {
    size_t count = 0;
    Ore sum;
    std::vector<PlaceRange> places;  // Ascending, and apart.
  };

  // Adds an entry; places ascend.
  void Add(const EntryRow& row);

  // By day, from 1970-01-01, as EntryRow has it.
  const std::map<int64_t, Day>& days() const { return days_; }

 private:
  std::map<int64_t, Day> days_;
};

// What a page is made of: the entries of these days, which all lie in vouchers
// of these places. Both days are included.
struct LedgerWindow {
  int64_t first_day = 0;
  int64_t last_day = -1;
  std::vector<PlaceRange> places;  // Ascending, and apart.
  bool Holds(const EntryRow& row) const {
    return first_day <= row.day && row.day <= last_day;
  }
};

// Makes one page. Not for several threads.
class AccountLedger {
 public:
  explicit AccountLedger(LedgerQuestion question);

  // A movement that is known without entries; it is in the balances only.
  void CountSum(absl::CivilDay day, Ore amount);

  // First: all entries of the account in the year. Tells which ones the page
  // is made of.
  LedgerWindow Count(const LedgerDays& days);

  // Then: every entry that the window holds, once, in any order.
  void Add(LedgerRow row);

  LedgerPage Page() &&;

 private:
  // Takes the amount into the balances; true when the page, or one after it,
  // may hold it.
  bool Sum(int64_t day, Ore amount);

  const LedgerQuestion question_;
  int64_t first_day_;
  int64_t last_day_;
  int64_t after_day_;  // Nothing before it is on the page.
  LedgerPage page_;
  Ore carried_;                  // The movement of the pages before.
  std::vector<LedgerRow> heap_;  // The page and one more, the last on top.
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_ACCOUNT_LEDGER_H_
