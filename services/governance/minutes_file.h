// Reads minutes/DATE.md (docs/year-folder.md): a meeting's record as YAML
// between two lines "---", then what the minutes tell of each paragraph.
//
// The file is not taken at its word: its lines become the same commands that
// the service's calls make, in the meeting's order, under the same rules.

#ifndef FINSAM_SERVICES_GOVERNANCE_MINUTES_FILE_H_
#define FINSAM_SERVICES_GOVERNANCE_MINUTES_FILE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "services/governance/domain/meeting_record.h"

namespace finsam::governance {

// The day of "minutes/2024-11-28.md"; nothing for any other name.
std::optional<absl::CivilDay> MinutesDay(absl::string_view file_name);

// The record that the commands give; nothing when a problem was added:
// MINUTES_FORM (not YAML between two lines), YAML_*, FIELD_INVALID,
// DATE_INVALID, MINUTES_PARAGRAPH_UNKNOWN (text of no paragraph), and the
// refusals of the commands, at the line of what they were made from. `others`
// are the year's earlier recorded meetings.
std::optional<MeetingRecord> ReadMinutesFile(
    const std::string& file_name, absl::string_view content,
    const std::vector<MeetingRecord>& others, const MeetingContext& context,
    std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_MINUTES_FILE_H_
