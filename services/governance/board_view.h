// An association's board and meetings as one: what its years' files say and
// what acts recorded, read from one moment of the store.

#ifndef FINSAM_SERVICES_GOVERNANCE_BOARD_VIEW_H_
#define FINSAM_SERVICES_GOVERNANCE_BOARD_VIEW_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "services/governance/domain/clocks.h"
#include "services/governance/domain/facts.h"
#include "services/governance/domain/meeting_record.h"
#include "services/governance/year_minutes.h"

namespace finsam::governance {

struct BoardView {
  store::Head head;
  std::string association;  // Its name.
  std::vector<Member> members;
  std::vector<BoardMember> recorded_terms;
  std::vector<BoardMember> terms;         // All, as AllTerms gives them.
  std::vector<MeetingRecord> records;     // All, by day.
  std::vector<Meeting> filed_meetings;    // Of all years' meetings.csv.
  std::map<int, absl::CivilDay> adopted;  // By fiscal year.
  std::vector<Problem> findings;          // Where file and record differ.

  MeetingContext Context(absl::CivilDay today) const {
    return {terms, members, today};
  }
  // The recorded meetings of the year of `day`, but for that of the day.
  std::vector<MeetingRecord> Others(absl::CivilDay day) const;
  const MeetingRecord* Find(absl::CivilDay day) const;
};

// The board as of `day`: members and filed terms are those of its year's
// files; where nothing was imported for it, of the nearest year before, else
// after. Refusal: ASSOCIATION_UNKNOWN when nothing was ever imported.
absl::StatusOr<BoardView> ReadBoard(const store::Snapshot& snapshot,
                                    const std::string& organisation,
                                    absl::CivilDay day);

// The members of the board and their deputies on `day`, with their roles and
// members. Refusal: ASSOCIATION_UNKNOWN.
absl::StatusOr<std::vector<BoardMember>> SittingBoard(
    const store::Snapshot& snapshot, const std::string& organisation,
    absl::CivilDay day);

// All that acts recorded of an association's board and meetings.
absl::StatusOr<RecordedBoard> ReadRecorded(const store::Snapshot& snapshot,
                                           const std::string& organisation);

// Puts what acts and minutes recorded into a year's lists, so that tables and
// figures tell of all of it.
void AddRecorded(const RecordedBoard& recorded, YearFacts* facts);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_BOARD_VIEW_H_
