// Cells that several of the service's CSV files have.

#ifndef FINSAM_SERVICES_PARTICIPANTS_CSV_CELLS_H_
#define FINSAM_SERVICES_PARTICIPANTS_CSV_CELLS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/files/csv.h"
#include "services/participants/domain/period.h"

namespace finsam::participants {

// The words of an enumeration, in its order.
template <typename Enum>
std::vector<std::string> Words(size_t count, std::string (*word)(Enum)) {
  std::vector<std::string> words;
  for (size_t i = 0; i < count; ++i) {
    words.push_back(word(static_cast<Enum>(i)));
  }
  return words;
}

// All of a file's columns.
std::vector<std::string> Together(std::vector<std::string> required,
                                  const std::vector<std::string>& optional);

// The column "period"; problems CSV_FIELD_EMPTY and PERIOD_INVALID.
std::optional<Period> RequirePeriod(CsvReader& in, const CsvRow& from);

// A month written "2024-01"; problem DATE_INVALID. Empty gives nothing without
// a problem.
std::optional<absl::CivilMonth> ReadMonth(CsvReader& in, const CsvRow& from,
                                          const std::string& column);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_CSV_CELLS_H_
