// A year's counts of participants (deltagarantal): one row per initiative,
// measure and period, split by gender as far as it was reported.
//
// A row can hold counts and the names of things; there is nowhere to put a
// person. What was not reported is nothing, which is not zero.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNTS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/participants/domain/period.h"

namespace finsam::participants {

inline constexpr size_t kCountRowsMax = 2'000;
inline constexpr size_t kInitiativeBytesMax = 120;
inline constexpr size_t kCommentBytesMax = 1'000;
// The largest number of persons in one cell. A year's sums fit by far.
inline constexpr int64_t kCountMax = 1'000'000;

// Whether an initiative (insats) is for individuals or for structures.
enum class Focus { kIndividual, kStructural };

// What is counted.
enum class CountMeasure {
  kParticipants,  // deltagare: took part at some time in the period.
  kNew,           // nya: began.
  kFinished,      // avslutade: ended.
  kOngoing,       // pågående: take part at the period's end.
  kPersons,       // personer: head count of an event.
};
inline constexpr size_t kMeasureCount = 5;

enum class Gender { kWomen, kMen, kOther, kUnstated };
inline constexpr size_t kGenderCount = 4;
inline constexpr std::array<Gender, kGenderCount> kGenders = {
    Gender::kWomen, Gender::kMen, Gender::kOther, Gender::kUnstated};

// The Swedish word as counts.csv writes it: "pågående", "struktur".
std::string FocusWord(Focus focus);
std::string MeasureWord(CountMeasure measure);
// The part of a figure id: "pagaende".
std::string MeasureSlug(CountMeasure measure);
// The part of a figure id: "women", "men", "other", "unstated".
std::string GenderId(Gender gender);
// The column of counts.csv: "kvinnor", "ej angivet".
std::string GenderColumn(Gender gender);

struct CountRow {
  int64_t line = 0;        // Where it was read; no fact, and never kept.
  std::string initiative;  // As people call it: "Samverkansteam Finnveden".
  Focus focus = Focus::kIndividual;
  CountMeasure measure = CountMeasure::kParticipants;
  Period period;
  // By Gender; nothing where it was not reported.
  std::array<std::optional<int64_t>, kGenderCount> by_gender;
  std::optional<int64_t> total;  // As reported; TotalOf is what it means.
  bool included = true;          // In the association's total of the year.
  std::string comment;           // May be empty.

  std::optional<int64_t> of(Gender gender) const {
    return by_gender[static_cast<size_t>(gender)];
  }
};

// The sum of the genders that were reported.
int64_t ReportedParts(const CountRow& row);

// The reported total, else the sum of the parts.
int64_t TotalOf(const CountRow& row);

// How many of `gender`, as far as it can be known: what was reported, and zero
// when the reported parts already make up the whole. Nothing otherwise.
std::optional<int64_t> KnownCount(const CountRow& row, Gender gender);

// True when `row` is a term of the association's total of `year`.
bool InTotalOf(const CountRow& row, int year);

// Adds every problem of the rows that counts.csv (called `file`) held:
//   COUNT_MALFORMED  no name, nothing counted, too large, too long, too many
//   COUNT_NEGATIVE
//   COUNT_SUM        the parts and the total contradict each other
//   COUNT_DUPLICATE  the same row twice, or two names with one id
//   PERSONAL_DATA    a text that points out a person
// and the warning COUNT_FLOW: more new, finished or ongoing than participants.
void CheckCounts(const std::vector<CountRow>& rows, absl::string_view file,
                 std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNTS_H_
