// National releases: what is hidden so that no association's small number can
// be reckoned out, also with what was released before.

#include "services/participants/domain/nation_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/participants/clp_program.h"
#include "tests/participants/disclosure_samples.h"
#include "tests/participants/nation_samples.h"

namespace finsam::participants {
namespace {

using test::Association;
using test::Participants;
using test::Released;
using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;

constexpr int kYear = test::kNationYear;
constexpr uint32_t kReleaseSeeds = 3;  // Each takes seconds.
const NationLine kAll = {CountMeasure::kParticipants, ""};

NationPlan Planned(const std::vector<Association>& associations,
                   const std::vector<Release>& earlier = {}) {
  const ClpSolver solver;
  NationPlanner planner(kYear, earlier, solver);
  for (const Association& one : associations) {
    EXPECT_TRUE(planner.Add(one.organisation, one.releases).ok());
  }
  auto plan = planner.Plan();
  EXPECT_TRUE(plan.ok()) << plan.status();
  return *std::move(plan);
}

const NationNumber& NumberOf(const NationPlan& plan, size_t column) {
  for (const NationSum& sum : plan.sums) {
    if (sum.line == kAll) return *sum.numbers[column];
  }
  ADD_FAILURE() << "no participants";
  return *plan.sums.front().numbers[column];
}

// The proof of the whole, with nothing left out: what all releases tell.
std::vector<std::string> ToldByAll(const std::vector<Association>& associations,
                                   const std::vector<Release>& national) {
  std::vector<Release> all;
  for (const Association& one : associations) {
    for (Release release : one.releases) {
      for (ReleasedCell& cell : release.cells) {
        cell.id = OwnId(one.organisation, cell.id);
      }
      all.push_back(std::move(release));
    }
  }
  all.insert(all.end(), national.begin(), national.end());
  std::vector<const Release*> seen;
  for (const Release& release : all) seen.push_back(&release);
  const LinkedCells linked = WithReleases({}, seen, kMinimumDefault).linked;
  std::vector<bool> hidden;
  for (const LinkedCell& cell : linked.cells) {
    hidden.push_back(cell.state != CellState::kShown);
  }
  const auto leaks = FindLeaks(linked, hidden, ClpSolver());
  EXPECT_TRUE(leaks.ok()) << leaks.status();
  std::vector<std::string> ids;
  for (const Interval& leak : *leaks) ids.push_back(linked.cells[leak.cell].id);
  return ids;
}

TEST(NationPlanTest, WhatNobodyHidesIsSummedAndShown) {
  const NationPlan plan = Planned(
      {Released("1", test::Counted({Participants("A", kYear, 10, 20)})),
       Released("2", test::Counted({Participants("B", kYear, 30, 40)}))});
  EXPECT_THAT(plan.leaks, IsEmpty());
  for (const size_t column : {size_t{0}, size_t{1}, kNationTotal}) {
    EXPECT_TRUE(NumberOf(plan, column).shown);
  }
  EXPECT_EQ(NumberOf(plan, kNationTotal).value, 100);
}

TEST(NationPlanTest, OneHiddenTotalHidesTheSum) {
  const std::vector<Association> associations = {
      Released("1", test::Counted({Participants("A", kYear, 10, 20)})),
      Released("2", test::Counted({Participants("B", kYear, 3, 40)}))};
  const NationPlan plan = Planned(associations);
  EXPECT_FALSE(NumberOf(plan, 0).shown);
  EXPECT_THAT(plan.leaks, IsEmpty());
  EXPECT_THAT(ToldByAll(associations, {plan.release}), IsEmpty());
}

// The test can fail: shown, the sum would tell the number.
TEST(NationPlanTest, ProofFindsASumThatTells) {
  const std::vector<Association> associations = {
      Released("1", test::Counted({Participants("A", kYear, 10, 20)})),
      Released("2", test::Counted({Participants("B", kYear, 3, 40)}))};
  Release careless = Planned(associations).release;
  for (ReleasedCell& cell : careless.cells) {
    if (cell.id.starts_with("nation/")) cell.shown = true;
  }
  EXPECT_THAT(ToldByAll(associations, {careless}),
              Contains("2:participants/total/deltagare/women/2024"));
}

TEST(NationPlanTest, SeveralHiddenTotalsHideEachOther) {
  std::vector<Association> associations;
  for (int i = 0; i < 12; ++i) {
    associations.push_back(
        Released(absl::StrCat(i),
                 test::Counted({Participants("A", kYear, 1 + i % 4, 30 + i)})));
  }
  const NationPlan plan = Planned(associations);
  EXPECT_TRUE(NumberOf(plan, 0).shown);
  EXPECT_TRUE(NumberOf(plan, kNationTotal).shown);
  EXPECT_THAT(ToldByAll(associations, {plan.release}), IsEmpty());
}

TEST(NationPlanTest, FourthAssociationIsNotToldByTheDifference) {
  std::vector<Association> associations;
  for (int i = 0; i < 3; ++i) {
    associations.push_back(
        Released(absl::StrCat(i),
                 test::Counted({Participants("A", kYear, 10 + i, 20)})));
  }
  const NationPlan three = Planned(associations);
  ASSERT_TRUE(NumberOf(three, kNationTotal).shown);
  // Its total is small, and nothing of it was shown.
  associations.push_back(
      Released("3", test::Counted({Participants("B", kYear, 2, 1)})));
  const NationPlan four = Planned(associations, {three.release});
  EXPECT_FALSE(NumberOf(four, kNationTotal).shown);
  EXPECT_FALSE(NumberOf(four, 0).shown);
  EXPECT_EQ(four.release.number, 2);
  EXPECT_THAT(ToldByAll(associations, {four.release, three.release}),
              IsEmpty());
  // With a fifth beside it the two hide each other.
  associations.push_back(
      Released("4", test::Counted({Participants("C", kYear, 4, 3, 7)})));
  associations.push_back(
      Released("5", test::Counted({Participants("D", kYear, 3, 1)})));
  const NationPlan six = Planned(associations, {three.release, four.release});
  EXPECT_THAT(
      ToldByAll(associations, {six.release, four.release, three.release}),
      IsEmpty());
}

// A sum that stays as it was would tell that the fourth had none, which it
// hides for another's sake.
TEST(NationPlanTest, SumThatStaysIsNotTheSameSum) {
  std::vector<Association> associations = {
      Released("0", test::Counted({Participants("A", kYear, 10, 20)}))};
  const NationPlan one = Planned(associations);
  ASSERT_TRUE(NumberOf(one, 1).shown);
  associations.push_back(
      Released("1", test::Counted({Participants("B", kYear, 3, 0),
                                   Participants("C", kYear, 4, 0)})));
  const NationPlan two = Planned(associations, {one.release});
  EXPECT_EQ(NumberOf(two, 1).value, NumberOf(one, 1).value);
  EXPECT_THAT(two.leaks, IsEmpty());
  EXPECT_THAT(ToldByAll(associations, {two.release, one.release}), IsEmpty());
}

TEST(NationPlanTest, SumIsOfWhatWasReleasedAndAnOldSumTellsNoNewNumber) {
  Association first =
      Released("1", test::Counted({Participants("A", kYear, 10, 20)}));
  const std::vector<Association> before = {
      first, Released("2", test::Counted({Participants("B", kYear, 8, 40)}))};
  const NationPlan two = Planned(before);
  ASSERT_TRUE(NumberOf(two, 0).shown);
  // The second finds that it had counted five too many.
  std::vector<Association> after = before;
  test::MakeRelease(test::Counted({Participants("B", kYear, 3, 40)}),
                    Audience::kPublic, &after[1].releases);
  const NationPlan again = Planned(after, {two.release});
  EXPECT_FALSE(NumberOf(again, 0).shown);
  EXPECT_EQ(NumberOf(again, 0).value, 13);
  EXPECT_THAT(again.leaks, IsEmpty());
}

TEST(NationPlanTest, MembersWhoWereShownMoreLearnNoOthersNumber) {
  // To its members the first shows what it hides from the public.
  Facts facts = test::Counted({Participants("A", kYear, 4, 40)});
  facts.rules.protection.public_minimum = 6;
  facts.rules.protection.member_minimum = 3;
  Facts other = test::Counted({Participants("B", kYear, 4, 41)});
  std::vector<Association> associations = {Released("1", facts),
                                           Released("2", other)};
  EXPECT_TRUE(NumberOf(Planned(associations), 0).shown);
  test::MakeRelease(facts, Audience::kMembers, &associations[0].releases);
  EXPECT_FALSE(NumberOf(Planned(associations), 0).shown);
}

TEST(NationPlanTest, ReleasesByChanceTellNothing) {
  for (uint32_t seed = 1; seed <= kReleaseSeeds; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::vector<Association> associations;
    for (uint32_t i = 0; i < 3; ++i) {
      Facts facts;
      facts.counts = test::RowsByChance(3 * seed + i);
      associations.push_back(Released(absl::StrCat(i), facts));
    }
    Association last = associations.back();
    associations.pop_back();
    const NationPlan first = Planned(associations);
    associations.push_back(std::move(last));
    const NationPlan second = Planned(associations, {first.release});
    EXPECT_THAT(second.leaks, IsEmpty());
    EXPECT_THAT(ToldByAll(associations, {second.release, first.release}),
                IsEmpty());
    EXPECT_THAT(second.release.cells,
                Contains(Field(&ReleasedCell::shown, true)));
  }
}

}  // namespace
}  // namespace finsam::participants
