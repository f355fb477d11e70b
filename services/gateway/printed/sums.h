// Which rows of a table a total adds, found by its label and by arithmetic: a
// way of adding that is right in some column is the way meant in all.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_SUMS_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_SUMS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "services/gateway/printed/reading.h"

namespace finsam::gateway::printed {

// How a sum of independently rounded numbers meets its printed total.
enum class Fit {
  kTie,
  kRounding,  // What a last unit explains: one, or two of many addends.
  kPossible,  // At most what rounding could do at its worst.
  kError,
};

// `difference` and `step` (one printed unit) in hundredths. Counts are never
// rounded: pass step 0.
Fit FitOf(int64_t difference, size_t addends, int64_t step);

inline bool Fits(Fit fit) { return fit != Fit::kError; }

struct Addend {
  size_t row = 0;
  int sign = 1;
  friend bool operator==(const Addend&, const Addend&) = default;
};

struct Sum {
  size_t total = 0;  // The row.
  std::vector<Addend> addends;
};

// What a cell adds: its number, or where it is blank that of the parts under
// it; nothing where there is neither.
std::optional<int64_t> Contribution(const Sheet& sheet, size_t row,
                                    size_t column);

// What the addends make in a column; nothing when none of them has a number,
// or when the cells there are not of one measure.
std::optional<int64_t> SumOf(const Sheet& sheet, const Sum& sum, size_t column);

// The printed step of a column's cells; 0 when they are counts.
int64_t StepOf(const Sheet& sheet, size_t row, size_t column);

// The totals of the sheet whose way of adding is known, in their order.
std::vector<Sum> SumsOf(const Sheet& sheet);

// Columns that others add up to: "Totalt" beside "Kvinnor" and "Män", a net
// beside income and costs.
struct ColumnSum {
  size_t total = 0;
  std::vector<Addend> addends;  // `row` is a column here.
};
std::vector<ColumnSum> ColumnSumsOf(const Sheet& sheet);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_SUMS_H_
