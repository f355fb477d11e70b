#include "services/governance/meetings_file.h"

#include <optional>
#include <utility>

#include "common/files/csv.h"

namespace finsam::governance {

std::vector<Meeting> ReadMeetingsFile(absl::string_view content,
                                      std::vector<Problem>* problems) {
  CsvReader in(kMeetingsFile, content,
               {"datum", "slag", "offentligt", "beslut"}, {}, problems);
  std::vector<Meeting> meetings;
  for (const CsvRow& row : in.rows()) {
    Meeting meeting;
    meeting.line = row.line;
    meeting.kind = in.RequireText(row, "slag");
    meeting.decision = in.Text(row, "beslut");
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
