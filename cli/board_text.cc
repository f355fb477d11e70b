#include "cli/board_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/books_text.h"
#include "cli/output.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;

const char* RoleWord(gov::BoardMember::Role role) {
  switch (role) {
    case gov::BoardMember::CHAIR:
      return "ordförande";
    case gov::BoardMember::VICE_CHAIR:
      return "vice ordförande";
    case gov::BoardMember::MEMBER:
      return "ledamot";
    case gov::BoardMember::DEPUTY:
      return "ersättare";
    case gov::BoardMember::PREPARATORY_GROUP:
      return "beredningsgrupp";
    case gov::BoardMember::HEAD_OF_OFFICE:
      return "förbundschef";
    case gov::BoardMember::AUDITOR:
      return "revisor";
    default:
      return "";
  }
}

std::string ClockWord(const gov::LegalClock& clock) {
  switch (clock.kind()) {
    case gov::LegalClock::BUDGET:
      return absl::StrCat("budget ", clock.year());
    case gov::LegalClock::ANNUAL_REPORT:
      return absl::StrCat("årsredovisning ", clock.year());
    case gov::LegalClock::APPROVAL:
      return "protokollet justerat";
    case gov::LegalClock::NOTICE:
      return "justeringen anslagen";
    case gov::LegalClock::APPEAL:
      return "överklagande";
    default:
      return "";
  }
}

const char* StateWord(gov::LegalClock::State state) {
  switch (state) {
    case gov::LegalClock::RUNNING:
      return "löper";
    case gov::LegalClock::ALARM:
      return "LARM";
    case gov::LegalClock::MET:
      return "klart";
    case gov::LegalClock::LATE:
      return "för sent";
    default:
      return "";
  }
}

std::string FindingsText(
    const google::protobuf::RepeatedPtrField<common::v1::Problem>& findings) {
  std::string out;
  for (const common::v1::Problem& finding : findings) {
    absl::StrAppend(&out, "  ! ", finding.message(), "\n");
  }
  return out;
}

template <typename List>
std::string Names(const List& names) {
  return absl::StrJoin(names, ", ");
}

}  // namespace

std::string BoardText(const gov::ListBoardResponse& board) {
  std::vector<std::vector<std::string>> rows;
  for (const gov::MemberSeats& seats : board.members()) {
    for (const gov::BoardMember& term : seats.holders()) {
      rows.push_back({term.person(), RoleWord(term.role()),
                      seats.display_name(), DayText(term.end_date())});
    }
    for (int i = 0; i < seats.vacant(); ++i) {
      rows.push_back({"(vakant)", "ledamot", seats.display_name(), ""});
    }
    int order = 0;
    for (const gov::BoardMember& term : seats.deputies()) {
      rows.push_back({term.person(), absl::StrCat("ersättare ", ++order),
                      seats.display_name(), DayText(term.end_date())});
    }
  }
  for (const gov::BoardMember& term : board.offices()) {
    rows.push_back({term.person(), RoleWord(term.role()),
                    term.appointing_member(), DayText(term.end_date())});
  }
  return absl::StrCat("Styrelsen den ", DayText(board.date()), ": ",
                      board.seats(), " platser, beslutför med ", board.quorum(),
                      "\n\n", Grid({"Namn", "Roll", "Utsedd av", "Till"}, rows),
                      FindingsText(board.findings()));
}

std::string TermsText(
    const google::protobuf::RepeatedPtrField<gov::BoardMember>& terms) {
  std::vector<std::vector<std::string>> rows;
  for (const gov::BoardMember& term : terms) {
    rows.push_back({term.person(), RoleWord(term.role()),
                    term.appointing_member(),
                    term.place() == 0 ? "" : absl::StrCat(term.place()),
                    DayText(term.start_date()), DayText(term.end_date())});
  }
  return Grid({"Namn", "Roll", "Utsedd av", "Plats", "Från", "Till"}, rows);
}

std::string ClocksText(const gov::ListClocksResponse& clocks) {
  std::vector<std::vector<std::string>> rows;
  std::string findings;
  for (const gov::LegalClock& clock : clocks.clocks()) {
    rows.push_back(
        {StateWord(clock.state()), ClockWord(clock),
         DayText(clock.meeting_date()), DayText(clock.due_date()),
         DayText(clock.done_date()),
         clock.has_done_date() ? "" : absl::StrCat(clock.days_left()),
         clock.source()});
    absl::StrAppend(&findings, FindingsText(clock.findings()));
  }
  return absl::StrCat(
      "Lagens tider den ", DayText(clocks.date()), "\n\n",
      Grid({"Läge", "Vad", "Möte", "Senast", "Gjort", "Dagar", "Lag"}, rows,
           {5}),
      findings);
}

std::string MeetingsText(const gov::ListMeetingsResponse& meetings) {
  std::vector<std::vector<std::string>> rows;
  for (const gov::Meeting& meeting : meetings.meetings()) {
    rows.push_back({DayText(meeting.date()), meeting.kind(),
                    meeting.public_() ? "ja" : "nej",
                    meeting.recorded() ? "ja" : "nej",
                    DayText(meeting.approved_date()),
                    DayText(meeting.announced_date()), meeting.decision()});
  }
  return absl::StrCat(Grid({"Dag", "Slag", "Offentligt", "Antecknat",
                            "Justerat", "Anslaget", "Beslut"},
                           rows),
                      FindingsText(meetings.findings()));
}

std::string MeetingText(const gov::MeetingRecord& meeting) {
  std::string out =
      absl::StrCat(meeting.name(), "\n", meeting.kind(),
                   meeting.public_() ? ", offentligt" : "",
                   meeting.place().empty() ? "" : ", ", meeting.place(), "\n");
  int item = 0;
  for (const gov::AgendaItem& agenda : meeting.agenda()) {
    absl::StrAppend(&out, "  ", ++item, ". ", agenda.title(), "\n");
  }
  std::vector<std::string> present;
  for (const gov::Attendance& who : meeting.present()) {
    present.push_back(
        who.serves_for().empty()
            ? who.person()
            : absl::StrCat(who.person(), " för ", who.serves_for()));
  }
  if (!present.empty()) {
    absl::StrAppend(&out, "Närvarande: ", Names(present), "\n");
  }
  for (const gov::Conflict& conflict : meeting.conflicts()) {
    absl::StrAppend(&out, "Jäv i ärende ", conflict.item(), ": ",
                    conflict.person(), "\n");
  }
  for (const gov::Decision& decision : meeting.decisions()) {
    absl::StrAppend(&out, "§ ", decision.number(), " ", decision.title(), ": ",
                    decision.text(),
                    decision.casting_vote() ? " (ordförandens röst avgjorde)"
                    : decision.by_lot()     ? " (lotten avgjorde)"
                                            : "",
                    "\n");
  }
  if (meeting.has_approved_date()) {
    absl::StrAppend(&out, "Justerat ", DayText(meeting.approved_date()), " av ",
                    Names(meeting.approved_by()), "\n");
  } else {
    absl::StrAppend(&out, meeting.closed() ? "Avslutat, inte justerat\n"
                                           : "Inte avslutat\n");
  }
  for (const gov::Notice& notice : meeting.notices()) {
    absl::StrAppend(&out, "Anslaget hos ", notice.member(), " ",
                    DayText(notice.date()), "\n");
  }
  return out;
}

}  // namespace finsam::cli
