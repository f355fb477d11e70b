// The nation's year: what every association counted in all, summed, and the
// associations beside one another.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_NATION_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_NATION_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/money.h"
#include "common/figure/table.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/release.h"

namespace finsam::participants {

inline constexpr int kNationYearMin = 2000;
inline constexpr int kNationYearMax = 2100;
// There are some 80.
inline constexpr size_t kAssociationsMax = 1'000;

// What is summed: a measure, or of those who ended those with one reason
// (avslutsorsak).
struct NationLine {
  CountMeasure measure = CountMeasure::kParticipants;
  std::string reason;  // An id part; empty: all.
  friend std::strong_ordering operator<=>(const NationLine&,
                                          const NationLine&) = default;
  friend bool operator==(const NationLine&, const NationLine&) = default;
};

// A number, and whether the reader may see it.
struct NationNumber {
  int64_t value = 0;
  bool shown = true;
};

// An association's numbers of a line: the genders, then the total, which
// always is there. Nothing where a gender was not reported throughout.
inline constexpr size_t kAssociationTotal = kGenderCount;
using AssociationNumbers =
    std::array<std::optional<NationNumber>, kGenderCount + 1>;

struct AssociationYear {
  std::string organisation;  // Ten digits.
  int64_t minimum = 0;       // The smallest count that it shows.
  std::map<NationLine, AssociationNumbers> lines;
};

// The nation's numbers of a line: the genders, those whom an association did
// not divide by gender, and the total. So no gender's sum reads as a whole that
// it is not.
inline constexpr size_t kNationUndivided = kGenderCount;
inline constexpr size_t kNationTotal = kGenderCount + 1;
using NationNumbers = std::array<std::optional<NationNumber>, kGenderCount + 2>;

struct NationSum {
  NationLine line;
  int64_t associations = 0;  // How many have the line.
  NationNumbers numbers;
};

// The reasons by their id parts, as people write them.
using ReasonNames = std::map<std::string, std::string>;

// The totals of an association, as MakeStatistics gives them, from all counts
// of its year `year`. Adds the names of the reasons that are new.
AssociationYear TotalsOf(absl::string_view organisation, int year,
                         const std::vector<CountRow>& rows, ReasonNames* names);

// Which number of an association a figure is; nothing for other figures.
struct NationPlace {
  NationLine line;
  size_t column = 0;  // Of AssociationNumbers.
  int year = 0;
};
std::optional<NationPlace> PlaceOf(absl::string_view figure_id);
std::string FigureIdOf(const NationPlace& place);

// The totals as the release gave them, also those that it did not show.
AssociationYear ReleasedTotalsOf(absl::string_view organisation,
                                 const Release& release);

// In order of the lines; all are shown.
std::vector<NationSum> SumsOf(const std::vector<AssociationYear>& associations);

// "national"; `minimum` is the smallest count that is shown.
Table NationTable(int year, const std::vector<NationSum>& sums,
                  const ReasonNames& names, int64_t minimum);

// "associations": of each its participants, how many ended, how many of them
// to work or studies, and the share; the column for the cost is blank.
Table AssociationsTable(int year,
                        const std::vector<AssociationYear>& associations);

// Fills the cost per participant in where the cost (by organisation) and the
// number of participants are known. Protected where that number is: the cost
// would tell it.
void AddCosts(int year, const std::map<std::string, Ore>& costs, Table* table);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_NATION_H_
