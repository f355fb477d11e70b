// What lines came to, month by month, as tables that people write. Amounts are
// in kronor, income and costs both positive.
//
//   rad;slag;2017-01;2017-02;2017-03        a column is a month
//   kansli;kostnad;41 000;38 500;40 250
//
//   rad;år;jan;feb;mar;apr;maj;jun;jul;aug;sep;okt;nov;dec   a row is a year
//   kansli;2016;40 000;…
//
// `slag` (intäkt, kostnad) may be left out: the budget's kind, else a cost. The
// first table also takes `netto mot`, the line where the budget has the row's
// amount: of income the cost that it reimburses, of a cost the cost line that
// it belongs to. Then `slag` is required. The second table also takes `budget`,
// what was budgeted that year.

#ifndef FINSAM_CLI_OUTCOME_FILE_H_
#define FINSAM_CLI_OUTCOME_FILE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// How many years before the year itself a table may tell of.
inline constexpr int kHistoryYearsMax = 30;

// Reads a table whose columns are months of `year` and of whole years before
// it. A line has its months from January on, at least `through` of them.
// Refusals, with every problem: CSV_*, AMOUNT_*, FIELD_INVALID,
// HISTORY_LINE_TWICE, HISTORY_HOLE, FILE_MISSING (no line). `net_items`, unless
// nullptr, gets what rows with `netto mot` come to from January to `through`;
// less than nothing is FIELD_INVALID.
absl::StatusOr<std::vector<budget::v1::LineHistory>> ReadOutcomes(
    absl::string_view file_name, absl::string_view content, int year,
    int through, std::vector<budget::v1::NetItem>* net_items = nullptr);

// Reads a table whose rows are years. Refusals as above, and COUNT_* of a year
// that is no number.
absl::StatusOr<std::vector<budget::v1::LineHistory>> ReadHistory(
    absl::string_view file_name, absl::string_view content);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_OUTCOME_FILE_H_
