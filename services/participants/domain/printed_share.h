// Which counts a printed percentage can come from: 83 % of 62 is nobody's
// share, since 51 are 82 % and 52 are 84 %.
//
// Exact, in integers. All wholes are 0 to kPrintedWholeMax and all percentages
// within kPrintedDigitsMax and kPrintedDecimalsMax; the readers see to that.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PRINTED_SHARE_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PRINTED_SHARE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "common/figure/figure.h"

namespace finsam::participants {

inline constexpr int64_t kPrintedWholeMax = 1'000'000;
inline constexpr int kPrintedDecimalsMax = 4;
// Just below 1 000 %: what is printed may be wrong.
inline constexpr int64_t kPrintedDigitsMax = 9'999'999;

// A published percentage, as it was printed: 83 or 58.6. `decimals` says how
// many of its digits are decimals: 586 with one is 58.6.
struct PrintedPercent {
  int64_t digits = 0;
  int decimals = 0;
  friend bool operator==(const PrintedPercent&,
                         const PrintedPercent&) = default;
};

// 58.6 as 586/1000.
Ratio RatioOf(const PrintedPercent& printed);

// Counts from `first` to `last`, both included.
struct CountRange {
  int64_t first = 0;
  int64_t last = 0;
  bool Holds(int64_t count) const { return first <= count && count <= last; }
  friend bool operator==(const CountRange&, const CountRange&) = default;
};

// The counts whose share of `whole` is `printed` when it is rounded to the
// nearest, halves away from zero. Nothing when there is none.
std::optional<CountRange> CountsPrintedAs(const PrintedPercent& printed,
                                          int64_t whole);

// The same for a share that is cut (2/3 as 66 %) instead of rounded.
std::optional<CountRange> CountsCutTo(const PrintedPercent& printed,
                                      int64_t whole);

// The counts of `whole` whose printed shares are the nearest below and above
// `printed`; nothing where there is none, and nothing of nobody.
struct NearestCounts {
  std::optional<int64_t> below;
  std::optional<int64_t> above;
};
NearestCounts NearestTo(const PrintedPercent& printed, int64_t whole);

// The wholes from `first` to `last` that can be divided into parts printed as
// `parts` and `named` persons who are told by number.
std::vector<int64_t> WholesOf(const std::vector<PrintedPercent>& parts,
                              int64_t named, int64_t first, int64_t last);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PRINTED_SHARE_H_
