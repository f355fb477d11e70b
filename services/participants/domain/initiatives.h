// The initiatives (insatser) that an association finances, as initiatives.csv
// describes them: who owns them, when they run and for whom.
//
// An initiative that counts.csv names need not be described; one that is
// described may have no counts yet.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_INITIATIVES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_INITIATIVES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "services/participants/domain/counts.h"

namespace finsam::participants {

inline constexpr size_t kInitiativesMax = 200;
inline constexpr size_t kMunicipalitiesMax = 30;
inline constexpr size_t kInitiativeTextBytesMax = 500;

struct Initiative {
  int64_t line = 0;  // Where it was read; no fact, and never kept.
  std::string name;  // As counts.csv calls it.
  Focus focus = Focus::kIndividual;
  std::string owner;  // Huvudman: "Värnamo kommun". May be empty.
  // The months it runs, inclusive; nothing: not said.
  std::optional<absl::CivilMonth> first;
  std::optional<absl::CivilMonth> last;
  std::vector<std::string> municipalities;
  std::string target_group;  // May be empty.
  // How many participants the budget reckons with in the year.
  std::optional<int64_t> planned;
};

// Adds every problem of the rows that initiatives.csv (called `file`) held:
//   INITIATIVE_MALFORMED  no name, too long, ends before it begins, too many
//   INITIATIVE_DUPLICATE  twice, or two names with one id
//   COUNT_NEGATIVE        planned
//   PERSONAL_DATA         a text that points out a person
void CheckInitiatives(const std::vector<Initiative>& initiatives,
                      absl::string_view file, std::vector<Problem>* problems);

// Adds every problem of `rows` (of `file`) against the initiatives:
//   COUNT_OUTSIDE_INITIATIVE  a period with no month that the initiative runs
//   COUNT_FOCUS               another focus (inriktning) than the initiative's
// and the warning COUNT_INITIATIVE_UNKNOWN when initiatives are described and
// this one is not.
void CheckAgainstInitiatives(const std::vector<Initiative>& initiatives,
                             const std::vector<CountRow>& rows,
                             absl::string_view file,
                             std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_INITIATIVES_H_
