#include "services/governance/domain/meetings.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {

void SortByDay(std::vector<Meeting>* meetings) {
  std::stable_sort(
      meetings->begin(), meetings->end(),
      [](const Meeting& a, const Meeting& b) { return a.date < b.date; });
}

int64_t CountInYear(const std::vector<Meeting>& meetings, int year) {
  return std::count_if(meetings.begin(), meetings.end(),
                       [&](const Meeting& m) { return m.date.year() == year; });
}

void CheckMeetings(const std::vector<Meeting>& meetings, int year,
                   std::vector<Problem>* problems) {
  const Reporter report(kMeetingsFile, problems);
  if (!report.CheckSize(meetings.size(), kMeetingsMax, "MEETING_LIST_SIZE")) {
    return;
  }
  std::set<std::pair<absl::CivilDay, std::string>> seen;
  for (const Meeting& meeting : meetings) {
    const std::string day = absl::FormatCivilTime(meeting.date);
    report.CheckText({meeting.line, "slag"}, meeting.kind, kNameBytesMax,
                     "MEETING_TEXT_SIZE");
    report.CheckText({meeting.line, "beslut"}, meeting.decision, kTextBytesMax,
                     "MEETING_TEXT_SIZE");
    if (!seen.emplace(meeting.date, meeting.kind).second) {
      report.Error({meeting.line, "datum"}, "MEETING_TWICE",
                   "Mötet står två gånger.",
                   absl::StrCat(day, " ", meeting.kind));
    }
    if (meeting.date.year() != year) {
      report.Warning({meeting.line, "datum"}, "MEETING_OUTSIDE_YEAR",
                     "Mötet ligger utanför räkenskapsåret och räknas inte.",
                     day, absl::StrCat(year));
    }
  }
}

}  // namespace finsam::governance
