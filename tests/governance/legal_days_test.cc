// Days off, and the ends of the law's terms: around weekends, holidays, leap
// years, the ends of years and of daylight saving time.

#include "services/governance/domain/legal_days.h"

#include <gtest/gtest.h>

#include "services/governance/domain/clocks.h"
#include "tests/governance/board_samples.h"

namespace finsam::governance {
namespace {

using Day = absl::CivilDay;

TEST(LegalDaysTest, EasterIsWhereTheAlmanacHasIt) {
  EXPECT_EQ(EasterSunday(1961), Day(1961, 4, 2));
  EXPECT_EQ(EasterSunday(2000), Day(2000, 4, 23));
  EXPECT_EQ(EasterSunday(2008), Day(2008, 3, 23));
  EXPECT_EQ(EasterSunday(2024), Day(2024, 3, 31));
  EXPECT_EQ(EasterSunday(2025), Day(2025, 4, 20));
  EXPECT_EQ(EasterSunday(2038), Day(2038, 4, 25));
}

TEST(LegalDaysTest, DaysOff) {
  for (const Day day :
       {Day(2024, 1, 1), Day(2024, 1, 6), Day(2024, 3, 29), Day(2024, 4, 1),
        Day(2024, 5, 1), Day(2024, 5, 9), Day(2024, 6, 6), Day(2024, 6, 21),
        Day(2024, 6, 22), Day(2024, 11, 2), Day(2024, 12, 24),
        Day(2024, 12, 25), Day(2024, 12, 26), Day(2024, 12, 31),
        Day(2024, 11, 30), Day(2024, 12, 1), Day(2004, 5, 31)}) {
    EXPECT_TRUE(IsDayOff(day)) << day;
  }
  for (const Day day : {Day(2024, 3, 28), Day(2024, 5, 20), Day(2005, 5, 16),
                        Day(2024, 6, 20), Day(2024, 12, 23), Day(2024, 12, 27),
                        Day(2024, 2, 29), Day(2003, 6, 6), Day(2024, 4, 30)}) {
    EXPECT_FALSE(IsDayOff(day)) << day;
  }
  EXPECT_EQ(WorkingDayFrom(Day(2024, 12, 24)), Day(2024, 12, 27));
  EXPECT_EQ(WorkingDayFrom(Day(2023, 12, 30)), Day(2024, 1, 2));
}

TEST(LegalDaysTest, TheDayIsSwedens) {
  // Half an hour before and after midnight, winter and summer, and on the
  // nights on which the clock is turned.
  EXPECT_EQ(SwedishDay(absl::FromCivil(absl::CivilMinute(2024, 11, 30, 22, 59),
                                       absl::UTCTimeZone())),
            Day(2024, 11, 30));
  EXPECT_EQ(SwedishDay(absl::FromCivil(absl::CivilMinute(2024, 11, 30, 23, 0),
                                       absl::UTCTimeZone())),
            Day(2024, 12, 1));
  EXPECT_EQ(SwedishDay(absl::FromCivil(absl::CivilMinute(2024, 6, 30, 22, 0),
                                       absl::UTCTimeZone())),
            Day(2024, 7, 1));
  EXPECT_EQ(SwedishDay(absl::FromCivil(absl::CivilMinute(2024, 3, 31, 21, 59),
                                       absl::UTCTimeZone())),
            Day(2024, 3, 31));
  EXPECT_EQ(SwedishDay(absl::FromCivil(absl::CivilMinute(2024, 3, 31, 22, 0),
                                       absl::UTCTimeZone())),
            Day(2024, 4, 1));
  EXPECT_EQ(SwedishDay(absl::FromCivil(absl::CivilMinute(2024, 10, 27, 22, 30),
                                       absl::UTCTimeZone())),
            Day(2024, 10, 27));
}

Day Due(ClockKind kind, Day from) { return TermOf(kind, from)->due; }

TEST(ClocksTest, TermsEndOnWorkingDays) {
  // 30 November 2024 was a Saturday, 31 March 2024 Easter Sunday.
  EXPECT_EQ(Due(ClockKind::kBudget, Day(2024, 1, 1)), Day(2024, 12, 2));
  EXPECT_EQ(Due(ClockKind::kBudget, Day(2023, 1, 1)), Day(2023, 11, 30));
  EXPECT_EQ(Due(ClockKind::kAnnualReport, Day(2024, 1, 1)), Day(2024, 4, 2));
  EXPECT_EQ(Due(ClockKind::kAnnualReport, Day(2025, 1, 1)), Day(2025, 3, 31));
  // Across a leap day and a year's end.
  EXPECT_EQ(Due(ClockKind::kApproval, Day(2024, 2, 16)), Day(2024, 3, 1));
  EXPECT_EQ(Due(ClockKind::kApproval, Day(2023, 2, 16)), Day(2023, 3, 2));
  EXPECT_EQ(Due(ClockKind::kApproval, Day(2024, 12, 18)), Day(2025, 1, 2));
  EXPECT_EQ(Due(ClockKind::kApproval, Day(2024, 12, 10)), Day(2024, 12, 27));
  // The second day after a Thursday is a Saturday.
  EXPECT_EQ(Due(ClockKind::kNotice, Day(2024, 12, 5)), Day(2024, 12, 9));
  EXPECT_EQ(Due(ClockKind::kNotice, Day(2024, 12, 9)), Day(2024, 12, 11));
  // Three weeks end on the weekday they began on; over the turn of the clock.
  EXPECT_EQ(Due(ClockKind::kAppeal, Day(2024, 10, 17)), Day(2024, 11, 7));
  EXPECT_EQ(Due(ClockKind::kAppeal, Day(2024, 12, 5)), Day(2024, 12, 27));
  EXPECT_EQ(Due(ClockKind::kAppeal, Day(2025, 3, 20)), Day(2025, 4, 10));
}

TEST(ClocksTest, TheRuleInForceDecides) {
  EXPECT_FALSE(TermOf(ClockKind::kBudget, Day(2003, 12, 31)).has_value());
  EXPECT_NE(TermOf(ClockKind::kAppeal, Day(2017, 12, 31))->source,
            TermOf(ClockKind::kAppeal, Day(2018, 1, 1))->source);
}

const LegalClock* Find(const std::vector<LegalClock>& clocks, ClockKind kind) {
  for (const LegalClock& clock : clocks) {
    if (clock.kind == kind) return &clock;
  }
  return nullptr;
}

// The state of a clock on a day, by one meeting of the sample's board.
ClockState StateOn(Day day, ClockKind kind, const Meeting& meeting) {
  const std::vector<Meeting> meetings = {meeting};
  const std::vector<LegalClock> clocks =
      ClocksOn(day, {meetings, SixMembers(), {}});
  const LegalClock* clock = Find(clocks, kind);
  EXPECT_NE(clock, nullptr) << day;
  return clock == nullptr ? ClockState::kMet : clock->state;
}

TEST(ClocksTest, RunsAlarmsAndIsMetOrLate) {
  Meeting meeting;
  meeting.date = Day(2024, 9, 19);
  meeting.recorded = true;
  const auto state = [&](Day day) {
    return StateOn(day, ClockKind::kApproval, meeting);
  };
  EXPECT_EQ(state(Day(2024, 9, 20)), ClockState::kRunning);
  EXPECT_EQ(state(Day(2024, 9, 30)), ClockState::kAlarm);  // Three days left.
  EXPECT_EQ(state(Day(2024, 10, 3)), ClockState::kAlarm);
  EXPECT_EQ(state(Day(2024, 10, 4)), ClockState::kAlarm);
  meeting.approved = Day(2024, 10, 3);
  EXPECT_EQ(state(Day(2024, 10, 2)), ClockState::kAlarm);  // Not known yet.
  EXPECT_EQ(state(Day(2024, 10, 3)), ClockState::kMet);
  meeting.approved = Day(2024, 10, 4);
  EXPECT_EQ(state(Day(2024, 10, 4)), ClockState::kLate);

  meeting.announced = Day(2024, 10, 7);  // The fourth was a Friday.
  EXPECT_EQ(StateOn(Day(2024, 10, 7), ClockKind::kNotice, meeting),
            ClockState::kMet);
  EXPECT_EQ(StateOn(Day(2024, 10, 28), ClockKind::kAppeal, meeting),
            ClockState::kRunning);
  EXPECT_EQ(StateOn(Day(2024, 10, 29), ClockKind::kAppeal, meeting),
            ClockState::kMet);
}

TEST(ClocksTest, TheBudgetIsFixedInPublicAfterConsultation) {
  Meeting budget;
  budget.date = Day(2024, 11, 28);
  budget.subjects = {Subject::kBudget};
  std::vector<Meeting> meetings = {budget};
  const auto clock = [&](Day day) {
    return *Find(ClocksOn(day, {meetings, SixMembers(), {}}),
                 ClockKind::kBudget);
  };
  EXPECT_EQ(clock(Day(2024, 11, 1)).state, ClockState::kRunning);
  EXPECT_EQ(clock(Day(2024, 11, 27)).state, ClockState::kAlarm);
  ASSERT_EQ(clock(Day(2024, 11, 28)).findings.size(), 2U);
  EXPECT_EQ(clock(Day(2024, 11, 28)).state, ClockState::kAlarm);
  meetings.front().is_public = true;
  ASSERT_EQ(clock(Day(2024, 11, 28)).findings.size(), 1U);
  Meeting consultation;
  consultation.date = Day(2024, 10, 24);
  consultation.subjects = {Subject::kConsultation};
  meetings.insert(meetings.begin(), consultation);
  EXPECT_EQ(clock(Day(2024, 12, 31)).state, ClockState::kMet);
  meetings.back().date = Day(2024, 12, 3);
  EXPECT_EQ(clock(Day(2024, 12, 31)).state, ClockState::kLate);
  EXPECT_EQ(clock(Day(2024, 12, 31)).year, 2025);
}

}  // namespace
}  // namespace finsam::governance
