#include "services/governance/board_view.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/governance_store.h"

namespace finsam::governance {
namespace {

// The year's facts that tell most of `day`; those that satisfy `good` only.
template <typename Good>
const YearFacts* Nearest(const std::vector<YearFacts>& years,
                         absl::CivilDay day, const Good& good) {
  const YearFacts* nearest = nullptr;
  for (const YearFacts& facts : years) {
    if (!good(facts)) continue;
    if (nearest == nullptr || facts.year.year <= day.year()) nearest = &facts;
  }
  return nearest;
}

// RecordedBoard by acts, and by the years' minutes where no act went on from
// them.
std::vector<MeetingRecord> AllRecords(std::vector<MeetingRecord> recorded,
                                      const std::vector<YearFacts>& years) {
  std::map<absl::CivilDay, MeetingRecord> by_day;
  for (MeetingRecord& record : recorded) {
    const absl::CivilDay day = record.date;
    by_day.emplace(day, std::move(record));
  }
  for (const YearFacts& facts : years) {
    if (!facts.minutes.has_value()) continue;
    for (const MeetingRecord& record : *facts.minutes) {
      by_day.emplace(record.date, record);
    }
  }
  std::vector<MeetingRecord> all;
  for (auto& [day, record] : by_day) all.push_back(std::move(record));
  return all;
}

}  // namespace

std::vector<MeetingRecord> BoardView::Others(absl::CivilDay day) const {
  std::vector<MeetingRecord> others;
  for (const MeetingRecord& record : records) {
    if (record.date.year() == day.year() && record.date != day) {
      others.push_back(record);
    }
  }
  return others;
}

const MeetingRecord* BoardView::Find(absl::CivilDay day) const {
  for (const MeetingRecord& record : records) {
    if (record.date == day) return &record;
  }
  return nullptr;
}

absl::StatusOr<BoardView> ReadBoard(const store::Snapshot& snapshot,
                                    const std::string& organisation,
                                    absl::CivilDay day) {
  ASSIGN_OR_RETURN(const std::vector<YearFacts> years,
                   ReadAllFacts(snapshot, organisation));
  if (years.empty()) {
    return Refuse(absl::StatusCode::kNotFound, "ASSOCIATION_UNKNOWN",
                  absl::StrCat("Det finns inga uppgifter om styrelsen för ",
                               organisation, "."));
  }
  BoardView view;
  ASSIGN_OR_RETURN(view.head, store::ReadHead(snapshot, organisation));
  ASSIGN_OR_RETURN(RecordedBoard recorded,
                   ReadRecorded(snapshot, organisation));
  view.recorded_terms = std::move(recorded.terms);
  const YearFacts& own =
      *Nearest(years, day, [](const YearFacts&) { return true; });
  view.association = own.association.display_name;
  view.members = own.association.members;
  const YearFacts* board = Nearest(
      years, day, [](const YearFacts& f) { return f.board.has_value(); });
  view.terms =
      AllTerms(board == nullptr ? std::vector<BoardMember>() : *board->board,
               view.recorded_terms, &view.findings);
  view.records = AllRecords(std::move(recorded.meetings), years);
  for (const YearFacts& facts : years) {
    if (facts.association.adopted.has_value()) {
      view.adopted[facts.year.year] = *facts.association.adopted;
    }
    if (!facts.meetings.has_value()) continue;
    for (const Meeting& meeting : *facts.meetings) {
      // A year's file may name meetings outside it, which their own year's
      // file tells of too.
      if (meeting.date.year() == facts.year.year) {
        view.filed_meetings.push_back(meeting);
      }
    }
  }
  return view;
}

absl::StatusOr<std::vector<BoardMember>> SittingBoard(
    const store::Snapshot& snapshot, const std::string& organisation,
    absl::CivilDay day) {
  ASSIGN_OR_RETURN(const BoardView view,
                   ReadBoard(snapshot, organisation, day));
  std::vector<BoardMember> sitting;
  for (const BoardMember& term : view.terms) {
    if ((HoldsSeat(term) || IsDeputy(term)) && ServesOn(term, day)) {
      sitting.push_back(term);
    }
  }
  return sitting;
}

absl::StatusOr<RecordedBoard> ReadRecorded(const store::Snapshot& snapshot,
                                           const std::string& organisation) {
  RecordedBoard recorded;
  ASSIGN_OR_RETURN(recorded.terms, ReadTerms(snapshot, organisation));
  ASSIGN_OR_RETURN(recorded.meetings, ReadRecords(snapshot, organisation));
  return recorded;
}

void AddRecorded(const RecordedBoard& recorded, YearFacts* facts) {
  if (!recorded.terms.empty()) {
    facts->board = AllTerms(facts->board.value_or(std::vector<BoardMember>()),
                            recorded.terms, nullptr);
  }
  std::vector<MeetingRecord> records;
  for (MeetingRecord& record : AllRecords(recorded.meetings, {*facts})) {
    if (record.date.year() == facts->year.year) {
      records.push_back(std::move(record));
    }
  }
  if (records.empty()) return;
  facts->meetings =
      MergeMeetings(facts->meetings.value_or(std::vector<Meeting>()), records,
                    facts->association.members, nullptr);
}

}  // namespace finsam::governance
