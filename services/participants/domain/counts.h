// A year's counts of participants (deltagarantal): one row per initiative,
// measure, period and part (one age, one exit reason …), split by gender as far
// as it was reported.
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

struct Rules;  // rules.h, which needs this header.

inline constexpr size_t kCountRowsMax = 20'000;
inline constexpr size_t kInitiativeBytesMax = 120;
inline constexpr size_t kCommentBytesMax = 1'000;
// The largest number of persons in one cell. A year's sums fit by far.
inline constexpr int64_t kCountMax = 1'000'000;

// The name of a breakdown and of its values: together they stand in a figure's
// id, which is at most 200 bytes.
inline constexpr size_t kBreakdownBytesMax = 40;
// A row is about one part of one breakdown, or where two of them meet.
inline constexpr size_t kSlicesMax = 2;

// The id part of the association's own total; no initiative may take it.
inline constexpr absl::string_view kTotalSlug = "total";
// An initiative with this id part, "Totalt", states the sum of the others.
inline constexpr absl::string_view kStatedTotalSlug = "totalt";

// What an initiative (insats) is for: individuals, structures, or a project of
// the European Social Fund.
enum class Focus { kIndividual, kStructural, kEsf };
inline constexpr size_t kFocusCount = 3;

// What is counted.
enum class CountMeasure {
  kParticipants,  // deltagare: took part at some time in the period.
  kNew,           // nya: began.
  kFinished,      // avslutade: ended.
  kOngoing,       // pågående: take part at the period's end.
  kPersons,       // personer: head count of an event.
  kAssessments,   // kartläggningar: how many were made.
};
inline constexpr size_t kMeasureCount = 6;

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

// One part of a breakdown (uppdelning): "avslutsorsak" = "arbete".
struct Slice {
  std::string breakdown;
  std::string value;
  size_t column = 0;  // Which pair it was read from; no fact, and never kept.

  friend bool operator==(const Slice& a, const Slice& b) {
    return a.breakdown == b.breakdown && a.value == b.value;
  }
};

// The columns of slices: "uppdelning", "uppdelning 2" and "värde", "värde 2".
std::string BreakdownColumn(size_t column);
std::string SliceColumn(size_t column);

struct CountRow {
  int64_t line = 0;        // Where it was read; no fact, and never kept.
  std::string initiative;  // As people call it: "Samverkansteam Finnveden".
  Focus focus = Focus::kIndividual;
  CountMeasure measure = CountMeasure::kParticipants;
  Period period;
  // Which part of the initiative's count this is; empty: all of it. In the
  // order of the breakdowns' names, by their bytes (SortSlices).
  std::vector<Slice> slices;
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

// The same for the total, which always is known, when `gender` is nothing.
std::optional<int64_t> KnownCount(const CountRow& row,
                                  std::optional<Gender> gender);

// Puts the slices of a row in their order.
void SortSlices(std::vector<Slice>* slices);

// What a row's figures are called: "enter/avslutade", and with one slice
// "enter/avslutade/avslutsorsak/arbete", and with two
// "enter/avslutade/alder.kommun/16-29.habo". `initiative` is an id part.
std::string CountPath(absl::string_view initiative, const CountRow& row);

// The figure's id: "participants", the path, `part` ("women", "total",
// "total/share") and the period as written.
std::string CountFigureId(absl::string_view path, absl::string_view part,
                          absl::string_view period);

// True when `row` is a term of the association's total of `year`.
bool InTotalOf(const CountRow& row, int year);

// Adds every problem of the rows that counts.csv (called `file`) held, where
// `rules` say how wholes are divided:
//   COUNT_MALFORMED          no name, nothing counted, too large, too long, too
//                            many, an id too long for a figure
//   COUNT_NEGATIVE
//   COUNT_SUM                the genders and the total contradict each other
//   COUNT_DUPLICATE          the same row twice, or two names with one id
//   COUNT_BREAKDOWN_UNKNOWN  not among the rules' breakdowns or their values,
//                            or a breakdown of another measure
//   COUNT_PART_EXCEEDS       a part is more than its whole, or the parts of a
//                            partition are together
//   PERSONAL_DATA            a text that points out a person
// and the warnings
//   COUNT_FLOW               more new, finished or ongoing than participants
//   COUNT_STOCK              ongoing is not participants less finished
//   COUNT_PARTS_INCOMPLETE   the parts of a partition are less than the whole
//   COUNT_TOTAL              an initiative called "Totalt" is not the sum of
//                            the others, or is summed once more
void CheckCounts(const std::vector<CountRow>& rows, const Rules& rules,
                 absl::string_view file, std::vector<Problem>* problems);

// Adds the warning COUNT_FLOW_YEARS for each initiative whose participants in
// the calendar year `year` are not those of the year before, less those who
// finished then, and those who are new. `before` are the rows of the year
// before; an initiative that lacks one of the four is left out.
void CheckFlowFromYearBefore(const std::vector<CountRow>& before,
                             const std::vector<CountRow>& rows, int year,
                             absl::string_view file,
                             std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNTS_H_
