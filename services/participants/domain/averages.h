// Averages over the participants of an initiative, with their N, as
// averages.csv holds them: "3,2 år i offentlig försörjning, 62 deltagare".

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_AVERAGES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_AVERAGES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/period.h"

namespace finsam::participants {

inline constexpr size_t kAverageRowsMax = 2'000;
inline constexpr size_t kAverageNameBytesMax = 80;
inline constexpr int kAverageDecimalsMax = 3;
inline constexpr int64_t kAverageDigitsMax = 1'000'000'000;

struct AverageRow {
  int64_t line = 0;        // Where it was read; no fact, and never kept.
  std::string initiative;  // As counts.csv calls it.
  std::string name;        // "år i offentlig försörjning".
  Period period;
  // The average as reported, exact: 32 with one decimal is 3.2. Negative for
  // a change downwards.
  int64_t digits = 0;
  int decimals = 0;
  int64_t persons = 0;  // N: over how many.
};

// The figure's id; `part` is "average" or "persons".
std::string AverageFigureId(const AverageRow& row, absl::string_view part);

// Adds every problem of the rows that averages.csv (called `file`) held:
//   AVERAGE_MALFORMED  a name is missing or too long, out of range, too many
//   AVERAGE_DUPLICATE  a row twice, or two names with one id
//   AVERAGE_OF_NOBODY  N is zero
//   COUNT_NEGATIVE     N is below
//   PERSONAL_DATA      a text that points out a person
void CheckAverages(const std::vector<AverageRow>& rows, absl::string_view file,
                   std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_AVERAGES_H_
