// The board's meetings (sammanträden).

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_MEETINGS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_MEETINGS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/base/status.h"

namespace finsam::governance {

inline constexpr char kMeetingsFile[] = "meetings.csv";

// What an item is about, where the law has a clock for it.
enum class Subject {
  kOther,
  kBudget,        // the budget of the next year is fixed (23 §)
  kAnnualReport,  // the annual report is drawn up (24 §)
  kConsultation,  // samråd with the members on the budget (23 §)
};
inline constexpr int kSubjects = 4;
// "budget", "årsredovisning", "samråd"; empty for others.
std::string SubjectWord(Subject subject);

// A meeting as the year's file tells of it, or as its record sums up.
struct Meeting {
  absl::CivilDay date;
  std::string kind;        // "styrelsemöte", "vårkonferens"
  bool is_public = false;  // The budget meeting must be (Finsamlagen 19 §).
  std::string decision;    // May be empty.
  // Nothing where the file does not say.
  std::vector<Subject> subjects;
  std::string place;
  std::optional<absl::CivilDay> called;
  std::optional<absl::CivilDay> approved;   // The minutes.
  std::optional<absl::CivilDay> announced;  // On every member's board.
  bool recorded = false;                    // Summed up; no part of the fact.
  int64_t line = 0;                         // In its file; no part of the fact.
};

// Puts the meetings in order of their days; equal days stay as they are.
void SortByDay(std::vector<Meeting>* meetings);

// How many were held in the calendar year.
int64_t CountInYear(const std::vector<Meeting>& meetings, int year);

// Errors: MEETING_ORDER (approved before the meeting, or announced before the
// approval), MEETING_LIST_SIZE, MEETING_TEXT_SIZE, MEETING_TWICE (same day and
// kind), PERSONAL_DATA. Warning: MEETING_OUTSIDE_YEAR; such a meeting is kept
// but not counted.
void CheckMeetings(const std::vector<Meeting>& meetings, int year,
                   std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_MEETINGS_H_
