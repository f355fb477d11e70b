#include "services/governance/domain/clocks.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/legal_days.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

struct Rule {
  ClockKind kind;
  absl::CivilDay since;  // In force.
  int days;              // From the day the term begins; 0: a day of the year.
  int64_t alarm_days;    // So many days before its end it becomes pressing.
  const char* source;
};

// The newest first. Finsamlagen applies Kommunallagen's rules on minutes (19 §)
// and appeals (28 §); a new Kommunallag came in 2018.
const std::vector<Rule>& Rules() {
  static const std::vector<Rule> rules = {
      {ClockKind::kBudget, absl::CivilDay(2004, 1, 1), 0, 14,
       "Finsamlagen (2003:1210) 23 §"},
      {ClockKind::kAnnualReport, absl::CivilDay(2004, 1, 1), 0, 14,
       "Finsamlagen (2003:1210) 24 §"},
      {ClockKind::kApproval, absl::CivilDay(2018, 1, 1), 14, 3,
       "Kommunallagen (2017:725) 5 kap. 69 § genom 6 kap. 35 §"},
      {ClockKind::kApproval, absl::CivilDay(2004, 1, 1), 14, 3,
       "Kommunallagen (1991:900) 5 kap. 61 § genom 6 kap. 30 §"},
      {ClockKind::kNotice, absl::CivilDay(2018, 1, 1), 2, 1,
       "Kommunallagen (2017:725) 8 kap. 12 §, Finsamlagen 19 §"},
      {ClockKind::kNotice, absl::CivilDay(2004, 1, 1), 2, 1,
       "Kommunallagen (1991:900) 5 kap. 62 §, Finsamlagen 19 §"},
      {ClockKind::kAppeal, absl::CivilDay(2018, 1, 1), 21, 0,
       "Kommunallagen (2017:725) 13 kap. 5 §, Finsamlagen 28 §"},
      {ClockKind::kAppeal, absl::CivilDay(2004, 1, 1), 21, 0,
       "Kommunallagen (1991:900) 10 kap. 6 §, Finsamlagen 28 §"},
  };
  return rules;
}

const Rule* RuleOf(ClockKind kind, absl::CivilDay day) {
  for (const Rule& rule : Rules()) {
    if (rule.kind == kind && rule.since <= day) return &rule;
  }
  return nullptr;
}

bool Concerns(const Meeting& meeting, Subject subject) {
  return std::find(meeting.subjects.begin(), meeting.subjects.end(), subject) !=
         meeting.subjects.end();
}

// A clock on `day`; what was done later is not known yet.
std::optional<LegalClock> Read(ClockKind kind, absl::CivilDay from,
                               std::optional<absl::CivilDay> done,
                               absl::CivilDay day) {
  std::optional<Term> term = TermOf(kind, from);
  if (!term.has_value()) return std::nullopt;
  LegalClock clock;
  clock.kind = kind;
  clock.statutory_day = term->statutory_day;
  clock.due = term->due;
  clock.source = std::move(term->source);
  clock.days_left = clock.due - day;
  if (done.has_value() && *done <= day) {
    clock.done = done;
    clock.state = *done <= clock.due ? ClockState::kMet : ClockState::kLate;
  } else if (clock.days_left < 0 ||
             clock.days_left <= RuleOf(kind, from)->alarm_days) {
    clock.state = ClockState::kAlarm;
  }
  return clock;
}

void AddFinding(absl::string_view reason, absl::string_view message,
                LegalClock* clock) {
  Problem problem;
  problem.severity = Severity::kWarning;
  problem.reason = std::string(reason);
  problem.message = std::string(message);
  clock->findings.push_back(std::move(problem));
  clock->state = ClockState::kAlarm;
}

// The budget is fixed in public, when the members have been heard.
void JudgeBudget(const Meeting& meeting, const std::vector<Meeting>& meetings,
                 LegalClock* clock) {
  clock->meeting = meeting.date;
  if (!meeting.is_public) {
    AddFinding("BUDGET_MEETING_NOT_PUBLIC",
               "Budgeten är fastställd vid ett möte som inte var offentligt "
               "(Finsamlagen 19 §).",
               clock);
  }
  const bool consulted =
      std::any_of(meetings.begin(), meetings.end(), [&](const Meeting& m) {
        return m.date.year() == meeting.date.year() && m.date < meeting.date &&
               Concerns(m, Subject::kConsultation);
      });
  if (consulted) return;
  AddFinding("BUDGET_WITHOUT_CONSULTATION",
             "Inget samråd med medlemmarna om budgeten är antecknat "
             "(Finsamlagen 23 §).",
             clock);
}

void AddBudget(absl::CivilDay day, const ClockFacts& facts,
               std::vector<LegalClock>* clocks) {
  const Meeting* fixed = nullptr;
  for (const Meeting& meeting : facts.meetings) {
    if (meeting.date.year() == day.year() && meeting.date <= day &&
        Concerns(meeting, Subject::kBudget)) {
      fixed = &meeting;
      break;
    }
  }
  auto clock = Read(
      ClockKind::kBudget, day,
      fixed == nullptr ? std::optional<absl::CivilDay>() : fixed->date, day);
  if (!clock.has_value()) return;
  clock->year = day.year() + 1;
  if (fixed != nullptr) JudgeBudget(*fixed, facts.meetings, &*clock);
  clocks->push_back(*std::move(clock));
}

void AddReport(absl::CivilDay day, const ClockFacts& facts,
               std::vector<LegalClock>* clocks) {
  std::optional<absl::CivilDay> done;
  for (const Meeting& meeting : facts.meetings) {
    if (meeting.date.year() == day.year() && meeting.date <= day &&
        Concerns(meeting, Subject::kAnnualReport)) {
      done = meeting.date;
      break;
    }
  }
  const auto year = static_cast<int>(day.year()) - 1;
  const auto adopted = facts.adopted.find(year);
  if (!done.has_value() && adopted != facts.adopted.end()) {
    done = adopted->second;
  }
  auto clock = Read(ClockKind::kAnnualReport, day, done, day);
  if (!clock.has_value()) return;
  clock->year = year;
  clocks->push_back(*std::move(clock));
}

void Add(std::optional<LegalClock> clock, const Meeting& meeting,
         absl::CivilDay day, std::vector<LegalClock>* clocks) {
  if (!clock.has_value()) return;
  clock->meeting = meeting.date;
  if (meeting.date.year() != day.year() && clock->state == ClockState::kMet) {
    return;
  }
  clocks->push_back(*std::move(clock));
}

void AddMeeting(const Meeting& meeting, absl::CivilDay day,
                std::vector<LegalClock>* clocks) {
  // A file that says nothing of minutes leaves nothing to measure.
  if (!meeting.recorded && !meeting.approved.has_value()) return;
  Add(Read(ClockKind::kApproval, meeting.date, meeting.approved, day), meeting,
      day, clocks);
  if (!meeting.approved.has_value() || *meeting.approved > day) return;
  if (!meeting.recorded && !meeting.announced.has_value()) return;
  Add(Read(ClockKind::kNotice, *meeting.approved, meeting.announced, day),
      meeting, day, clocks);
  if (!meeting.announced.has_value() || *meeting.announced > day) return;
  std::optional<LegalClock> appeal =
      Read(ClockKind::kAppeal, *meeting.announced, std::nullopt, day);
  if (appeal.has_value()) {
    appeal->state =
        appeal->days_left < 0 ? ClockState::kMet : ClockState::kRunning;
  }
  Add(std::move(appeal), meeting, day, clocks);
}

// What a record says, as the year's file would.
Meeting SumUp(const MeetingRecord& record, const std::vector<Member>& members) {
  Meeting meeting;
  meeting.date = record.date;
  meeting.kind = record.kind;
  meeting.is_public = record.is_public;
  meeting.place = record.place;
  meeting.called = record.called;
  meeting.approved = record.approved;
  meeting.recorded = true;
  for (const Decision& decision : record.decisions) {
    if (decision.subject != Subject::kOther) {
      meeting.subjects.push_back(decision.subject);
    }
  }
  if (!record.decisions.empty()) {
    const int64_t first = record.decisions.front().number;
    const int64_t last = record.decisions.back().number;
    meeting.decision = first == last ? absl::StrCat("§ ", first)
                                     : absl::StrCat("§§ ", first, "–", last);
  }
  // Announced when it stands on every board.
  absl::CivilDay announced = record.date;
  for (const Member* member : NoticeMembers(members)) {
    const auto notice =
        std::find_if(record.notices.begin(), record.notices.end(),
                     [&](const Notice& n) { return n.member == member->id; });
    if (notice == record.notices.end()) return meeting;
    announced = std::max(announced, notice->day);
  }
  if (!record.notices.empty()) meeting.announced = announced;
  return meeting;
}

// True when the file's row is of the recorded meeting: of its day, and of its
// kind if any row of the day is.
bool IsOf(const Meeting& row, const MeetingRecord& record,
          const std::vector<Meeting>& rows) {
  if (row.date != record.date) return false;
  return row.kind == record.kind ||
         std::none_of(rows.begin(), rows.end(), [&](const Meeting& other) {
           return other.date == record.date && other.kind == record.kind;
         });
}

// What the file says and the record does not say otherwise stays.
void Compare(const Meeting& filed, Meeting* recorded,
             std::vector<Problem>* problems) {
  if (!filed.decision.empty()) recorded->decision = filed.decision;
  if (problems == nullptr) return;
  const auto differs = [](const auto& a, const auto& b) {
    return a.has_value() && a != b;
  };
  const char* field = filed.is_public != recorded->is_public ? "offentligt"
                      : filed.kind != recorded->kind         ? "slag"
                      : differs(filed.approved, recorded->approved) ? "justerat"
                      : differs(filed.announced, recorded->announced)
                          ? "anslaget"
                          : nullptr;
  if (field == nullptr) return;
  Reporter(kMeetingsFile, problems)
      .Warning({filed.line, field}, "MEETING_CONTRADICTS",
               "Filen säger annat om mötet än vad som är antecknat; det "
               "antecknade gäller.",
               absl::FormatCivilTime(filed.date));
}

}  // namespace

std::optional<Term> TermOf(ClockKind kind, absl::CivilDay from) {
  const Rule* rule = RuleOf(kind, from);
  if (rule == nullptr) return std::nullopt;
  Term term;
  switch (kind) {
    case ClockKind::kBudget:
      term.statutory_day = absl::CivilDay(from.year(), 11, 30);
      break;
    case ClockKind::kAnnualReport:
      term.statutory_day = absl::CivilDay(from.year(), 3, 31);
      break;
    default:
      term.statutory_day = from + rule->days;
  }
  term.due = WorkingDayFrom(term.statutory_day);
  term.source = rule->source;
  return term;
}

std::vector<LegalClock> ClocksOn(absl::CivilDay day, const ClockFacts& facts) {
  std::vector<LegalClock> clocks;
  AddBudget(day, facts, &clocks);
  AddReport(day, facts, &clocks);
  for (const Meeting& meeting : facts.meetings) {
    if (meeting.date <= day) AddMeeting(meeting, day, &clocks);
  }
  return clocks;
}

std::vector<Meeting> MergeMeetings(const std::vector<Meeting>& filed,
                                   const std::vector<MeetingRecord>& records,
                                   const std::vector<Member>& members,
                                   std::vector<Problem>* problems) {
  std::vector<Meeting> merged;
  for (const Meeting& meeting : filed) {
    const bool recorded = std::any_of(
        records.begin(), records.end(),
        [&](const auto& record) { return IsOf(meeting, record, filed); });
    if (!recorded) merged.push_back(meeting);
  }
  for (const MeetingRecord& record : records) {
    Meeting meeting = SumUp(record, members);
    for (const Meeting& told : filed) {
      if (IsOf(told, record, filed)) Compare(told, &meeting, problems);
    }
    merged.push_back(std::move(meeting));
  }
  SortByDay(&merged);
  return merged;
}

}  // namespace finsam::governance
