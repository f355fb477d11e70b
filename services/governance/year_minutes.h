// The minutes among a year's files, read as one sequence of meetings.

#ifndef FINSAM_SERVICES_GOVERNANCE_YEAR_MINUTES_H_
#define FINSAM_SERVICES_GOVERNANCE_YEAR_MINUTES_H_

#include <optional>
#include <vector>

#include "common/base/status.h"
#include "common/store/import.h"
#include "services/governance/domain/facts.h"

namespace finsam::governance {

// What acts have recorded, which files must agree with.
struct RecordedBoard {
  std::vector<BoardMember> terms;
  std::vector<MeetingRecord> meetings;  // By day.
};

// Puts the minutes among `files` into `facts`, whose members and board are read
// already; a meeting whose file is not there keeps its record. Errors: those
// of ReadMinutesFile, MEETING_LIST_SIZE, MINUTES_OUTSIDE_YEAR, MINUTES_APPROVED
// (the minutes were approved, and say something else), MEETING_RECORDED (acts
// went on with the meeting, and the file says something else),
// MEETING_NUMBERING (paragraphs do not run on from one meeting to the next).
void ReadMinutes(const std::vector<store::InputFile>& files,
                 const std::optional<YearFacts>& before,
                 const RecordedBoard& recorded, YearFacts* facts,
                 std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_YEAR_MINUTES_H_
