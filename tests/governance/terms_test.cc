// Appointing, ending and replacing, and who is the board on a day.

#include "services/governance/domain/terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/governance/board_samples.h"

namespace finsam::governance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Day = absl::CivilDay;

class TermsTest : public testing::Test {
 protected:
  std::string TryAppoint(const BoardMember& term) {
    return ReasonOf(Appoint(term, Context(), &recorded_));
  }
  TermContext Context() {
    terms_ = AllTerms(filed_, recorded_, nullptr);
    return {terms_, SixMembers()};
  }
  std::vector<std::string> Holders(Day day, const std::string& member) {
    std::vector<std::string> names;
    for (const MemberSeats& seats :
         BoardOn(Context().terms, SixMembers(), day)) {
      if (seats.member->id != member) continue;
      for (const BoardMember* term : seats.holders) {
        names.push_back(term->person);
      }
      for (size_t i = 0; i < seats.vacant; ++i) names.push_back("-");
    }
    return names;
  }

  std::vector<BoardMember> filed_ = SixSeats();
  std::vector<BoardMember> recorded_;
  std::vector<BoardMember> terms_;
};

TEST_F(TermsTest, APeriodEndsOnTheLastOfMarchInTheFourthYear) {
  EXPECT_EQ(EndOfPeriod(Day(2023, 4, 1)), Day(2027, 3, 31));
  EXPECT_EQ(EndOfPeriod(Day(2023, 3, 31)), Day(2023, 3, 31));
  EXPECT_EQ(EndOfPeriod(Day(2025, 1, 1)), Day(2027, 3, 31));
  EXPECT_EQ(EndOfPeriod(Day(2027, 4, 1)), Day(2031, 3, 31));
}

TEST_F(TermsTest, RefusesWhatTheLawDoes) {
  BoardMember term = TermOfPerson("Ny", BoardRole::kMember, "bjork");
  EXPECT_EQ(TryAppoint(term), "BOARD_PLACE_TAKEN");
  term.appointed_by = "lund";
  EXPECT_EQ(TryAppoint(term), "BOARD_MEMBER_UNKNOWN");
  term = TermOfPerson("Ny", BoardRole::kMember, "fk", 2);
  term.eligibility = Eligibility::kCouncil;
  EXPECT_EQ(TryAppoint(term), "BOARD_NOT_ELIGIBLE");
  term.eligibility = Eligibility::kUnstated;
  EXPECT_EQ(TryAppoint(term), "BOARD_ELIGIBILITY_MISSING");
  term = TermOfPerson("Ny", BoardRole::kAuditor, "fk");
  EXPECT_EQ(TryAppoint(term), "BOARD_AUDITOR_ELSEWHERE");
  term = TermOfPerson("Frej", BoardRole::kMember, "fk", 2);
  EXPECT_EQ(TryAppoint(term), "BOARD_TWICE");
  term = TermOfPerson("Ny", BoardRole::kChair, "bjork", 2);
  EXPECT_EQ(TryAppoint(term), "BOARD_CHAIR_TAKEN");
  term = TermOfPerson("Ny", BoardRole::kDeputy, "bjork", 2);
  EXPECT_EQ(TryAppoint(term), "BOARD_DEPUTIES_TOO_MANY");
  term.end = Day(2023, 3, 31);
  EXPECT_EQ(TryAppoint(term), "BOARD_TERM_INVALID");
  term = TermOfPerson("19121212-1212", BoardRole::kMember, "bjork", 2);
  EXPECT_EQ(TryAppoint(term), "PERSONAL_DATA");
  EXPECT_EQ(TryAppoint(TermOfPerson("V2", BoardRole::kViceChair, "bjork", 2)),
            "");
  EXPECT_EQ(TryAppoint(TermOfPerson("V3", BoardRole::kViceChair, "bjork", 3)),
            "BOARD_VICE_CHAIRS_TAKEN");
  ASSERT_EQ(recorded_.size(), 1U);
  // Now there are seven seats, and a seventh deputy may come.
  EXPECT_EQ(TryAppoint(TermOfPerson("D7", BoardRole::kDeputy, "bjork", 2)), "");
}

TEST_F(TermsTest, AFileMayNotBreakWhatAnAppointmentMayNot) {
  const auto told = [](const BoardMember& term) {
    std::vector<BoardMember> board = SixSeats();
    board.push_back(term);
    std::vector<Problem> problems;
    CheckBoard(board, &SixMembers(), 2024, &problems);
    std::string errors;
    for (const Problem& problem : problems) {
      if (problem.severity == Severity::kError) errors += problem.reason;
    }
    return errors;
  };
  EXPECT_EQ(told(TermOfPerson("Ny", BoardRole::kMember, "bjork")),
            "BOARD_PLACE_TAKEN");
  EXPECT_EQ(told(TermOfPerson("Ny", BoardRole::kDeputy, "bjork", 2)),
            "BOARD_DEPUTIES_TOO_MANY");
  BoardMember wrong = TermOfPerson("Ny", BoardRole::kMember, "bjork", 2);
  wrong.eligibility = Eligibility::kInsuranceAgencyEmployee;
  EXPECT_EQ(told(wrong), "BOARD_NOT_ELIGIBLE");
  EXPECT_EQ(told(TermOfPerson("Ny", BoardRole::kAuditor, "bjork")),
            "BOARD_AUDITOR_ELSEWHERE");
  EXPECT_EQ(told(TermOfPerson("Ny", BoardRole::kPreparatoryGroup, "bjork")),
            "");
}

TEST_F(TermsTest, TheNewPeriodsBoardTakesOver) {
  BoardMember next = TermOfPerson("Ny", BoardRole::kChair, "ask", 0);
  next.start = Day(2027, 4, 1);
  next.end.reset();
  ASSERT_EQ(TryAppoint(next), "");
  EXPECT_EQ(recorded_.back().end, Day(2031, 3, 31));
  EXPECT_EQ(recorded_.back().place, 1);
  EXPECT_THAT(Holders(Day(2027, 3, 31), "ask"), ElementsAre("Cilla"));
  EXPECT_THAT(Holders(Day(2027, 4, 1), "ask"), ElementsAre("Ny"));
  EXPECT_THAT(Holders(Day(2027, 4, 1), "fk"), ElementsAre("-"));
}

TEST_F(TermsTest, ASeatThatSomebodyLeavesIsVacant) {
  ASSERT_TRUE(EndTerm({"Rut", "region", BoardRole::kMember, Day(2024, 5, 31)},
                      Context(), &recorded_)
                  .ok());
  EXPECT_THAT(Holders(Day(2024, 5, 31), "region"), ElementsAre("Vidar", "Rut"));
  EXPECT_THAT(Holders(Day(2024, 6, 1), "region"), ElementsAre("Vidar", "-"));
  EXPECT_EQ(SeatsOf(BoardOn(Context().terms, SixMembers(), Day(2024, 6, 1))),
            6U);
  EXPECT_EQ(
      ReasonOf(EndTerm({"Rut", "region", BoardRole::kMember, Day(2024, 6, 1)},
                       Context(), &recorded_)),
      "BOARD_TERM_UNKNOWN");
}

TEST_F(TermsTest, TheFirstDeputyOfTheMemberStepsIn) {
  const TermName rut{"Rut", "region", BoardRole::kMember, Day(2024, 5, 31)};
  EXPECT_EQ(ReasonOf(Replace(rut, "Dep-ask", Context(), &recorded_)),
            "BOARD_REPLACEMENT_OTHER_MEMBER");
  EXPECT_EQ(ReasonOf(Replace(rut, "Dep-region-2", Context(), &recorded_)),
            "BOARD_REPLACEMENT_ORDER");
  EXPECT_EQ(ReasonOf(Replace(rut, "Ingen", Context(), &recorded_)),
            "BOARD_TERM_UNKNOWN");
  EXPECT_THAT(recorded_, IsEmpty());
  ASSERT_TRUE(Replace(rut, "Dep-region-1", Context(), &recorded_).ok());
  EXPECT_THAT(Holders(Day(2024, 6, 1), "region"),
              ElementsAre("Vidar", "Dep-region-1"));
  EXPECT_EQ(recorded_.back().end, Day(2027, 3, 31));
  // The deputy's own term has ended; the second is next.
  const TermName vidar{"Vidar", "region", BoardRole::kViceChair,
                       Day(2024, 6, 30)};
  ASSERT_TRUE(Replace(vidar, "Dep-region-2", Context(), &recorded_).ok());
}

TEST_F(TermsTest, WhatIsRecordedStandsAndTheDifferenceIsTold) {
  ASSERT_TRUE(EndTerm({"Rut", "region", BoardRole::kMember, Day(2024, 5, 31)},
                      Context(), &recorded_)
                  .ok());
  std::vector<Problem> problems;
  const auto all = AllTerms(filed_, recorded_, &problems);
  EXPECT_EQ(all.size(), SixSeats().size());
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems.front().reason, "BOARD_CONTRADICTS");
}

}  // namespace
}  // namespace finsam::governance
