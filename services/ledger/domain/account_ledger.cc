#include "services/ledger/domain/account_ledger.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "services/ledger/domain/voucher_bytes.h"

namespace finsam::ledger {
namespace {

bool Before(const LedgerRow& a, const LedgerRow& b) {
  return a.position < b.position;
}

// Adds a range that begins no earlier than the last one.
void Extend(const PlaceRange& range, size_t ranges_max,
            std::vector<PlaceRange>* ranges) {
  if (!ranges->empty() && (range.first - ranges->back().last <= kPlaceGapMax ||
                           ranges->size() >= ranges_max)) {
    ranges->back().last = std::max(ranges->back().last, range.last);
  } else {
    ranges->push_back(range);
  }
}

}  // namespace

void LedgerDays::Add(const EntryRow& row) {
  Day& day = days_[row.day];
  ++day.count;
  day.sum += row.amount;
  Extend({row.place, row.place}, kDayRangesMax, &day.places);
}

bool operator<(const LedgerPosition& a, const LedgerPosition& b) {
  return std::tie(a.date, a.series, a.number, a.index) <
         std::tie(b.date, b.series, b.number, b.index);
}

std::string PositionText(const LedgerPosition& position) {
  return absl::StrCat(absl::FormatCivilTime(position.date), ":",
                      position.number, ":", position.index, ":",
                      position.series);
}

absl::StatusOr<LedgerPosition> ParsePosition(absl::string_view text) {
  const std::vector<absl::string_view> parts =
      absl::StrSplit(text, absl::MaxSplits(':', 3));
  LedgerPosition position;
  if (parts.size() == 4 && absl::ParseCivilTime(parts[0], &position.date) &&
      absl::SimpleAtoi(parts[1], &position.number) &&
      absl::SimpleAtoi(parts[2], &position.index)) {
    position.series = std::string(parts[3]);
    // Only as it was written: signs, blanks and zeros in front are not ours.
    if (PositionText(position) == text) return position;
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "PAGE_INVALID",
                "Sidans märke är inte ett som bokföringen har gett.");
}

AccountLedger::AccountLedger(LedgerQuestion question)
    : question_(std::move(question)),
      first_day_(question_.first.has_value()
                     ? DayNumber(*question_.first)
                     : std::numeric_limits<int64_t>::min()),
      last_day_(question_.last.has_value()
                    ? DayNumber(*question_.last)
                    : std::numeric_limits<int64_t>::max()),
      after_day_(question_.after.has_value() ? DayNumber(question_.after->date)
                                             : first_day_) {
  FINSAM_CHECK(question_.page_size > 0);
  page_.opening = question_.opening;
  page_.closing = question_.opening;
}

// Sums stay within 64 bits for the reason that balance_query.h gives.
bool AccountLedger::Sum(int64_t day, Ore amount) {
  if (day > last_day_) return false;
  page_.closing += amount;
  if (day < first_day_) {
    page_.opening += amount;
    return false;
  }
  if (day < after_day_) carried_ += amount;
  return day >= after_day_;
}

void AccountLedger::CountSum(absl::CivilDay day, Ore amount) {
  Sum(DayNumber(day), amount);
}

LedgerWindow AccountLedger::Count(const LedgerDays& days) {
  LedgerWindow window;
  std::vector<PlaceRange> places;
  size_t count = 0;
  for (const auto& [number, day] : days.days()) {
    if (!Sum(number, day.sum) || count > question_.page_size) continue;
    if (places.empty()) window.first_day = number;
    window.last_day = number;
    places.insert(places.end(), day.places.begin(), day.places.end());
    // Those of the day that the page before ended on may all be shown already.
    const bool shown = question_.after.has_value() && number == after_day_;
    if (!shown) count += day.count;
  }
  std::sort(places.begin(), places.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const PlaceRange& range : places) {
    Extend(range, /*ranges_max=*/places.size(), &window.places);
  }
  return window;
}

void AccountLedger::Add(LedgerRow row) {
  if (question_.after.has_value() && !(*question_.after < row.position)) {
    carried_ += row.amount;
    return;
  }
  const bool full = heap_.size() > question_.page_size;
  if (full && !Before(row, heap_.front())) return;
  heap_.push_back(std::move(row));
  std::push_heap(heap_.begin(), heap_.end(), Before);
  if (!full) return;
  std::pop_heap(heap_.begin(), heap_.end(), Before);
  heap_.pop_back();
}

LedgerPage AccountLedger::Page() && {
  std::sort_heap(heap_.begin(), heap_.end(), Before);
  if (heap_.size() > question_.page_size) {
    heap_.pop_back();
    page_.next = heap_.back().position;
  }
  Ore balance = page_.opening + carried_;
  for (LedgerRow& row : heap_) {
    balance += row.amount;
    page_.lines.push_back({std::move(row), balance});
  }
  return std::move(page_);
}

}  // namespace finsam::ledger
