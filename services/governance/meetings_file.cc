#include "services/governance/meetings_file.h"

#include <optional>
#include <string>
#include <utility>

#include "common/files/csv.h"

namespace finsam::governance {

std::vector<Meeting> ReadMeetingsFile(absl::string_view content,
                                      std::vector<Problem>* problems) {
  CsvReader in(kMeetingsFile, content,
               {"datum", "slag", "offentligt", "beslut"},
               {"ärende", "plats", "kallat", "justerat", "anslaget"}, problems);
  std::vector<std::string> subjects;
  for (int i = 1; i < kSubjects; ++i) {
    subjects.push_back(SubjectWord(static_cast<Subject>(i)));
  }
  std::vector<Meeting> meetings;
  for (const CsvRow& row : in.rows()) {
    Meeting meeting;
    meeting.line = row.line;
    meeting.kind = in.RequireText(row, "slag");
    meeting.decision = in.Text(row, "beslut");
    meeting.place = in.Text(row, "plats");
    meeting.called = in.Date(row, "kallat");
    meeting.approved = in.Date(row, "justerat");
    meeting.announced = in.Date(row, "anslaget");
    const std::optional<size_t> subject = in.Choice(row, "ärende", subjects);
    if (subject.has_value()) {
      meeting.subjects.push_back(static_cast<Subject>(*subject + 1));
    }
    std::optional<bool> is_public;
    if (!in.RequireText(row, "offentligt").empty()) {
      is_public = in.YesNo(row, "offentligt");
    }
    meeting.is_public = is_public.value_or(false);
    std::optional<absl::CivilDay> date;
    if (!in.RequireText(row, "datum").empty()) date = in.Date(row, "datum");
    if (!date.has_value()) continue;
    meeting.date = *date;
    meetings.push_back(std::move(meeting));
  }
  SortByDay(&meetings);
  return meetings;
}

}  // namespace finsam::governance
