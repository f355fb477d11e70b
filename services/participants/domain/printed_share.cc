#include "services/participants/domain/printed_share.h"

#include <algorithm>

namespace finsam::participants {
namespace {

// How many of the smallest printed step make the whole: 100 % with one decimal
// is 1 000.
int64_t StepsOfWhole(int decimals) {
  int64_t steps = 100;
  for (int i = 0; i < decimals; ++i) steps *= 10;
  return steps;
}

// numerator / denominator, upwards; neither is negative.
int64_t Ceiling(int64_t numerator, int64_t denominator) {
  return (numerator + denominator - 1) / denominator;
}

// The smallest count whose printed share of `whole` is at least `digits`, in
// half steps so that nothing is rounded: 2 * steps * count / whole is at least
// 2 * digits - 1.
int64_t FirstCount(int64_t digits, int decimals, int64_t whole) {
  const int64_t half_steps = std::max<int64_t>(2 * digits - 1, 0);
  return Ceiling(half_steps * whole, 2 * StepsOfWhole(decimals));
}

// [first, next) within 0..whole.
std::optional<CountRange> Within(int64_t first, int64_t next, int64_t whole) {
  const CountRange range{first, std::min(next - 1, whole)};
  if (whole <= 0 || range.first > range.last) return std::nullopt;
  return range;
}

}  // namespace

Ratio RatioOf(const PrintedPercent& printed) {
  return {printed.digits, StepsOfWhole(printed.decimals)};
}

std::optional<CountRange> CountsPrintedAs(const PrintedPercent& printed,
                                          int64_t whole) {
  return Within(FirstCount(printed.digits, printed.decimals, whole),
                FirstCount(printed.digits + 1, printed.decimals, whole), whole);
}

std::optional<CountRange> CountsCutTo(const PrintedPercent& printed,
                                      int64_t whole) {
  const int64_t steps = StepsOfWhole(printed.decimals);
  return Within(Ceiling(printed.digits * whole, steps),
                Ceiling((printed.digits + 1) * whole, steps), whole);
}

NearestCounts NearestTo(const PrintedPercent& printed, int64_t whole) {
  NearestCounts nearest;
  if (whole <= 0) return nearest;
  const int64_t first = FirstCount(printed.digits, printed.decimals, whole);
  const int64_t next = FirstCount(printed.digits + 1, printed.decimals, whole);
  if (first > 0) nearest.below = std::min(first - 1, whole);
  if (next <= whole) nearest.above = next;
  return nearest;
}

std::vector<int64_t> WholesOf(const std::vector<PrintedPercent>& parts,
                              int64_t named, int64_t first, int64_t last) {
  std::vector<int64_t> wholes;
  for (int64_t whole = std::max<int64_t>(first, 1); whole <= last; ++whole) {
    // Every sum between the smallest and the largest can be made, since each
    // part may be any count of its range.
    CountRange sum{named, named};
    bool possible = true;
    for (const PrintedPercent& part : parts) {
      const auto counts = CountsPrintedAs(part, whole);
      possible = possible && counts.has_value();
      if (!possible) break;
      sum.first += counts->first;
      sum.last += counts->last;
    }
    if (possible && sum.Holds(whole)) wholes.push_back(whole);
  }
  return wholes;
}

}  // namespace finsam::participants
