// The life of versions, and what differs between two of them.

#include "services/budget/domain/versions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/budget/random_budget.h"

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kYear = 2024;
constexpr uint64_t kSeed = 20241128;

Line MakeLine(const char* id, int64_t kronor) {
  Line line;
  line.id = id;
  line.label = id;
  line.amount = Ore{kronor * 100};
  return line;
}

Decided Decision(Stage stage, int day, const char* decision, int64_t kronor) {
  Decided decided;
  decided.stage = stage;
  decided.adoption_date = absl::CivilDay(2023, 11, day);
  decided.decision = decision;
  decided.lines = {MakeLine("kansli", kronor), MakeLine("team", 10)};
  return decided;
}

std::vector<Budget> Kept(const std::vector<Decided>& decisions) {
  std::vector<Budget> kept;
  for (const Decided& decided : decisions) {
    kept.push_back({{"2220001511", kYear},
                    static_cast<int32_t>(kept.size()) + 1,
                    decided});
  }
  return kept;
}

struct Said {
  bool is_kept;
  std::vector<std::string> reasons;
};

Said Say(const std::vector<Budget>& kept, const Decided& next) {
  std::vector<Problem> problems;
  const Succession succession = Succeed(kept, DraftOf(next), &problems);
  std::vector<std::string> reasons;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.file, "budget.csv");
    EXPECT_FALSE(problem.message.empty());
    reasons.push_back(problem.reason);
  }
  return {succession.is_kept, reasons};
}

TEST(VersionsTest, AnyStageMayFollowAnyInTime) {
  std::vector<Decided> life;
  int day = 1;
  for (const Stage stage :
       {Stage::kProposal, Stage::kProposal, Stage::kConsulted, Stage::kAdopted,
        Stage::kProposal, Stage::kAdopted}) {
    const Decided next = Decision(stage, day, "§ 1", day);
    EXPECT_THAT(Say(Kept(life), next).reasons, IsEmpty()) << day;
    life.push_back(next);
    ++day;
  }
}

TEST(VersionsTest, AnAdoptedVersionIsNeverEdited) {
  const auto kept = Kept({Decision(Stage::kAdopted, 2, "§ 1", 100),
                          Decision(Stage::kAdopted, 9, "§ 2", 200)});
  for (const auto& [day, decision] :
       {std::pair(2, "§ 1"), std::pair(9, "§ 2")}) {
    EXPECT_THAT(
        Say(kept, Decision(Stage::kAdopted, day, decision, 300)).reasons,
        ElementsAre("BUDGET_ADOPTED_EDITED"));
  }
  // However the decision is spelled.
  for (const char* spelled : {"§2", " §  2 ", "2 §"}) {
    EXPECT_THAT(Say(kept, Decision(Stage::kAdopted, 9, spelled, 300)).reasons,
                ElementsAre("BUDGET_ADOPTED_EDITED"))
        << spelled;
  }
  const auto worded =
      Kept({Decision(Stage::kAdopted, 9, "Styrelsen 2023-11-09 § 2", 1)});
  EXPECT_THAT(
      Say(worded, Decision(Stage::kAdopted, 9, "styrelsen 2023-11-09 §2", 2))
          .reasons,
      ElementsAre("BUDGET_ADOPTED_EDITED"));
  EXPECT_THAT(Say(kept, Decision(Stage::kAdopted, 9, "§ 3", 300)).reasons,
              IsEmpty());
  EXPECT_THAT(Say(kept, Decision(Stage::kAdopted, 10, "§ 2", 300)).reasons,
              IsEmpty());
  // A proposal is a draft of the day, and may be written again.
  EXPECT_THAT(Say(kept, Decision(Stage::kProposal, 9, "§ 2", 300)).reasons,
              IsEmpty());
}

TEST(VersionsTest, WhatIsKeptChangesNothingAndWhatWasIsReverted) {
  const Decided first = Decision(Stage::kAdopted, 2, "§ 1", 100);
  const Decided second = Decision(Stage::kAdopted, 9, "§ 2", 200);
  const Decided proposal = Decision(Stage::kProposal, 10, "", 300);
  const auto kept = Kept({first, second, proposal});
  EXPECT_TRUE(Say(kept, proposal).is_kept) << "the latest";
  EXPECT_TRUE(Say(kept, second).is_kept) << "the one in force";
  EXPECT_THAT(Say(kept, second).reasons, IsEmpty());
  EXPECT_FALSE(Say(kept, first).is_kept);
  std::vector<Problem> problems;
  Succeed(kept, DraftOf(first), &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::kError);
  EXPECT_EQ(problems[0].reason, "BUDGET_REVERTED");
  EXPECT_EQ(problems[0].found, "version 1");
  EXPECT_EQ(problems[0].expected, "version 2") << "the one in force";
  // A store may hold one that was reverted to when that was possible.
  problems.clear();
  Succeed(Kept({first, second, first}), DraftOf(second), &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::kWarning) << "a later day";
  // An earlier proposal is in force no more than any proposal.
  const Decided later = Decision(Stage::kProposal, 11, "", 400);
  problems.clear();
  Succeed(Kept({proposal, later}), DraftOf(proposal), &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].reason, "BUDGET_REVERTED");
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
  EXPECT_EQ(problems[0].message, "Filen är en tidigare version.");
}

TEST(VersionsTest, DaysDoNotGoBackAndVersionsAreCounted) {
  const auto kept = Kept({Decision(Stage::kAdopted, 9, "§ 2", 200)});
  EXPECT_THAT(Say(kept, Decision(Stage::kProposal, 8, "", 1)).reasons,
              ElementsAre("BUDGET_VERSION_DATE"));
  // What was only proposed binds nobody's day.
  const auto proposed = Kept({Decision(Stage::kAdopted, 9, "§ 2", 200),
                              Decision(Stage::kProposal, 20, "", 300)});
  EXPECT_THAT(Say(proposed, Decision(Stage::kAdopted, 12, "§ 3", 1)).reasons,
              IsEmpty());
  EXPECT_THAT(Say(proposed, Decision(Stage::kAdopted, 8, "§ 3", 1)).reasons,
              ElementsAre("BUDGET_VERSION_DATE"));
  std::vector<Decided> many;
  for (size_t i = 0; i < kVersionsMax; ++i) {
    many.push_back(Decision(Stage::kProposal, 9, "", static_cast<int64_t>(i)));
  }
  many.pop_back();
  const Decided next = Decision(Stage::kProposal, 9, "", 1'000'000);
  EXPECT_THAT(Say(Kept(many), next).reasons, IsEmpty());
  many.push_back(Decision(Stage::kProposal, 9, "", 999'999));
  EXPECT_THAT(Say(Kept(many), next).reasons,
              ElementsAre("BUDGET_TOO_MANY_VERSIONS"));
}

TEST(DifferencesTest, SayWhatDiffersAndNothingElse) {
  Decided before = Decision(Stage::kProposal, 2, "", 100);
  Decided after = Decision(Stage::kAdopted, 9, "§ 2", 150);
  before.opening_capital = Ore{1'000};
  after.opening_capital = Ore{1'000};
  after.lines[0].granted = Ore{20'000};
  after.lines[0].comment = "höjt";
  after.lines[1] = MakeLine("it", 5);
  after.plan_years = 1;
  for (Line& line : after.lines) line.plan = {Ore{1}};
  const BudgetDifferences found = DifferencesOf(kYear, before, after);
  std::vector<std::string> decision;
  for (const FieldDifference& field : found.decision) {
    decision.push_back(field.field);
  }
  EXPECT_THAT(decision, ElementsAre("stage", "date", "decision", "plan-years"));
  ASSERT_EQ(found.lines.size(), 3u);
  EXPECT_EQ(found.lines[0].line, "kansli");
  EXPECT_EQ(found.lines[0].fields,
            (std::vector<FieldDifference>{
                {"amount", 2024, Ore{10'000}, Ore{15'000}, "", ""},
                {"granted", 2024, std::nullopt, Ore{20'000}, "", ""},
                {"plan", 2025, std::nullopt, Ore{1}, "", ""},
                {"comment", 0, std::nullopt, std::nullopt, "", "höjt"}}));
  EXPECT_EQ(found.lines[1].what, LineDifference::What::kRemoved);
  EXPECT_EQ(found.lines[1].line, "team");
  EXPECT_EQ(found.lines[2].what, LineDifference::What::kAdded);
  EXPECT_EQ(found.lines[2].fields[0].after, Ore{500});
  EXPECT_EQ(found.sums[0],
            (SumDifference{"costs", 2024, Ore{11'000}, Ore{15'500}}));
  EXPECT_EQ(found.sums.back(),
            (SumDifference{"closing-capital", 2025, std::nullopt,
                           Ore{1'000 - 15'500 - 2}}));
}

TEST(DifferencesTest, OrderIsADifference) {
  const Decided before = Decision(Stage::kAdopted, 2, "§ 1", 100);
  Decided after = before;
  std::swap(after.lines[0], after.lines[1]);
  const BudgetDifferences found = DifferencesOf(kYear, before, after);
  EXPECT_THAT(found.lines, IsEmpty());
  ASSERT_EQ(found.decision.size(), 1u);
  EXPECT_EQ(found.decision[0].text_before, "kansli, team");
  EXPECT_EQ(found.decision[0].text_after, "team, kansli");
}

TEST(DifferencesPropertyTest, AreEmptyExactlyWhenNothingDiffers) {
  Random random(kSeed);
  for (int round = 0; round < 500; ++round) {
    const Decided before = RandomDecided(random);
    const Decided after = Changed(before, random);
    const BudgetDifferences there = DifferencesOf(kYear, before, after);
    const BudgetDifferences back = DifferencesOf(kYear, after, before);
    EXPECT_EQ(there.empty(), before == after) << "seed " << kSeed;
    EXPECT_EQ(back.empty(), before == after) << "seed " << kSeed;
    EXPECT_EQ(there.lines.size(), back.lines.size());
    EXPECT_TRUE(DifferencesOf(kYear, before, before).empty());
    // What lines differ by is what the sums do.
    Ore result;
    for (const LineDifference& line : there.lines) {
      for (const FieldDifference& field : line.fields) {
        if (field.field == "kind") result += Ore{INT64_MAX / 4};
        if (field.field != "amount") continue;
        const Ore change =
            field.after.value_or(Ore{}) - field.before.value_or(Ore{});
        result += line.kind == Kind::kIncome ? change : -change;
      }
    }
    EXPECT_EQ(result,
              SumsOf(after.lines).result() - SumsOf(before.lines).result())
        << "seed " << kSeed;
  }
}

// Revising, and then deciding as before on a later day, gives the first
// version's lines and sums again.
TEST(VersionsPropertyTest, RevisingAndRevertingGivesTheFirst) {
  Random random(kSeed + 1);
  for (int round = 0; round < 300; ++round) {
    Decided first = RandomDecided(random);
    first.stage = Stage::kAdopted;
    first.decision = "§ 1";
    Decided revised = Changed(first, random);
    revised.adoption_date += 1;
    Decided reverted = first;
    reverted.adoption_date += 2;
    reverted.decision = "§ 3";
    EXPECT_THAT(Say(Kept({first}), revised).reasons, IsEmpty());
    EXPECT_THAT(Say(Kept({first, revised}), reverted).reasons, IsEmpty());
    const BudgetDifferences found = DifferencesOf(kYear, first, reverted);
    EXPECT_THAT(found.lines, IsEmpty()) << "seed " << kSeed + 1;
    EXPECT_THAT(found.sums, IsEmpty()) << "seed " << kSeed + 1;
    std::set<std::string> decision;
    for (const FieldDifference& field : found.decision) {
      decision.insert(field.field);
    }
    EXPECT_EQ(decision, (std::set<std::string>{"date", "decision"}));
    // Not by handing in the first once more.
    EXPECT_THAT(Say(Kept({first, revised}), first).reasons,
                ElementsAre("BUDGET_REVERTED"));
  }
}

}  // namespace
}  // namespace finsam::budget
