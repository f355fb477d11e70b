#include "services/governance/domain/meetings.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

void CheckOrder(const Meeting& meeting, const Reporter& report) {
  const absl::CivilDay approved = meeting.approved.value_or(meeting.date);
  if (meeting.called.has_value() && *meeting.called > meeting.date) {
    report.Error({meeting.line, "kallat"}, "MEETING_ORDER",
                 "Mötet är kallat efter att det hölls.");
  }
  if (approved < meeting.date) {
    report.Error({meeting.line, "justerat"}, "MEETING_ORDER",
                 "Protokollet är justerat före mötet.");
  }
  if (meeting.announced.has_value() &&
      (!meeting.approved.has_value() || *meeting.announced < approved)) {
    report.Error({meeting.line, "anslaget"}, "MEETING_ORDER",
                 "Justeringen är tillkännagiven innan den skedde.");
  }
}

}  // namespace

std::string SubjectWord(Subject subject) {
  switch (subject) {
    case Subject::kOther:
      return "";
    case Subject::kBudget:
      return "budget";
    case Subject::kAnnualReport:
      return "årsredovisning";
    case Subject::kConsultation:
      return "samråd";
  }
  return "";
}

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
    report.CheckText({meeting.line, "plats"}, meeting.place, kNameBytesMax,
                     "MEETING_TEXT_SIZE");
    CheckOrder(meeting, report);
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
