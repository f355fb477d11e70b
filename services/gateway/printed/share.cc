#include "services/gateway/printed/share.h"

#include <algorithm>

namespace finsam::gateway::printed {
namespace {

constexpr int64_t kWhole = 10'000;  // 100 % in hundredths of a percent.
constexpr int64_t kPercentMax = 1'000 * kWhole;  // More is no share.

}  // namespace

std::optional<Counts> CountsPrintedAs(const Quantity& percent, int64_t base) {
  if (base <= 0 || base > kBaseMax) return std::nullopt;
  // In half steps, so that nothing is rounded: k/base is between the printed
  // share less and plus half its step.
  const int64_t low = std::max<int64_t>(2 * percent.value - percent.step, 0);
  const int64_t high = 2 * percent.value + percent.step;
  const int64_t first = (low * base + 2 * kWhole - 1) / (2 * kWhole);
  const int64_t last = std::min(high * base / (2 * kWhole), base);
  if (first > last) return std::nullopt;
  return Counts{first, last};
}

bool CanAddUpTo(const std::vector<Quantity>& parts, int64_t base,
                const Counts& sum) {
  int64_t first = 0;
  int64_t last = 0;
  if (base > kBaseMax) return true;
  for (const Quantity& part : parts) {
    if (part.value > kPercentMax) return false;
    // A part that is no share of the base is the nearest below or above.
    const int64_t below = part.value * base / kWhole;
    const Counts counts =
        CountsPrintedAs(part, base).value_or(Counts{below, below + 1});
    first += counts.first;
    last += counts.last;
  }
  return first <= sum.last && sum.first <= last;
}

std::vector<int64_t> BasesOf(const std::vector<Quantity>& parts, int64_t named,
                             int64_t first, int64_t last) {
  std::vector<int64_t> out;
  for (int64_t base = std::max<int64_t>(first, 1); base <= last; ++base) {
    const bool each =
        std::all_of(parts.begin(), parts.end(), [base](const Quantity& part) {
          return CountsPrintedAs(part, base).has_value();
        });
    if (each && CanAddUpTo(parts, base, {base - named, base - named})) {
      out.push_back(base);
    }
  }
  return out;
}

}  // namespace finsam::gateway::printed
