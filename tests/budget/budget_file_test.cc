#include "services/budget/budget_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files/input.h"
#include "tests/budget/random_budget.h"

namespace finsam::budget {
namespace {

using ::testing::IsEmpty;

constexpr char kHead[] =
    "#fastställd;2023-11-23\n"
    "#beslut;styrelsen 2023-11-23 § 31\n"
    "rad;benämning;grupp;slag;belopp;beviljat;kommentar\n";

TEST(BudgetFileTest, ReadsWhatAPersonWrites) {
  std::vector<Problem> problems;
  const Draft draft = ReadBudgetFile(
      "budget.csv", 2024,
      absl::StrCat(kHead,
                   "bidrag;Bidrag från medlemmar;;intäkt;3 150 000;;\n"
                   "# Insatser\n"
                   "team;Samverkansteam;Insatser;Kostnad;2.500.000,50;"
                   "2 250 000;90 %\n"),
      &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(draft.file, "budget.csv");
  EXPECT_EQ(draft.decided.adoption_date, absl::CivilDay(2023, 11, 23));
  EXPECT_EQ(draft.decided.decision, "styrelsen 2023-11-23 § 31");
  ASSERT_EQ(draft.decided.lines.size(), 2u);
  const Line& team = draft.decided.lines[1];
  EXPECT_EQ(draft.decided.lines[0].kind, Kind::kIncome);
  EXPECT_EQ(draft.decided.lines[0].amount, Ore{315'000'000});
  EXPECT_EQ(team.id, "team");
  EXPECT_EQ(team.label, "Samverkansteam");
  EXPECT_EQ(team.group, "Insatser");
  EXPECT_EQ(team.kind, Kind::kCost);
  EXPECT_EQ(team.amount, Ore{250'000'050});
  EXPECT_EQ(team.granted, Ore{225'000'000});
  EXPECT_EQ(team.factor, std::nullopt);
  EXPECT_EQ(team.comment, "90 %");
  EXPECT_EQ(draft.decided.stage, Stage::kAdopted);
  EXPECT_EQ(draft.decided.opening_capital, std::nullopt);
  EXPECT_EQ(draft.places, (std::vector<int64_t>{4, 6}));
}

TEST(BudgetFileTest, TakesFilesWithoutTheOptionalColumns) {
  std::vector<Problem> problems;
  const Draft draft =
      ReadBudgetFile("budget.csv", 2024,
                     "#fastställd;2023-11-23\n#beslut;§ 31\n"
                     "slag;belopp;rad;benämning;grupp\nkostnad;0;a;A;\n",
                     &problems);
  EXPECT_THAT(problems, IsEmpty());
  ASSERT_EQ(draft.decided.lines.size(), 1u);
  EXPECT_EQ(draft.decided.lines[0].granted, std::nullopt);
}

TEST(BudgetFileTest, SaysEveryProblemWithItsPlace) {
  const struct {
    const char* what;
    std::string content;
    std::vector<std::string> problems;
  } cases[] = {
      {"nothing", "", {"CSV_EMPTY:0:"}},
      {"no directives",
       "rad;benämning;grupp;slag;belopp\na;A;;kostnad;1\n",
       {"CSV_DIRECTIVE_MISSING:0:fastställd",
        "CSV_DIRECTIVE_MISSING:0:beslut"}},
      {"a day that is none",
       "#beslut;§ 1\n#fastställd;2023-11-31\n"
       "rad;benämning;grupp;slag;belopp\na;A;;kostnad;1\n",
       {"DATE_INVALID:2:fastställd"}},
      {"a column of another table",
       "#beslut;§ 1\n#fastställd;2023-11-30\n"
       "rad;benämning;grupp;slag;belopp;konto\n",
       {"CSV_COLUMN_UNKNOWN:3:konto"}},
      {"many at once",
       absl::StrCat(kHead,
                    ";;;;;;\n"
                    ";A;;kostnad;1;;\n"
                    "b;;;;;;\n"
                    "c;C;;utgift;1;tolv;\n"
                    "d;D;;intäkt;1,234;99999999999;\n"),
       {"CSV_FIELD_EMPTY:5:rad", "CSV_FIELD_EMPTY:6:benämning",
        "CSV_FIELD_EMPTY:6:slag", "CSV_FIELD_EMPTY:6:belopp",
        "FIELD_INVALID:7:slag", "AMOUNT_MALFORMED:7:beviljat",
        "AMOUNT_MALFORMED:8:belopp", "AMOUNT_TOO_LARGE:8:beviljat"}},
  };
  for (const auto& c : cases) {
    std::vector<Problem> problems;
    const Draft draft =
        ReadBudgetFile("budget.csv", 2024, c.content, &problems);
    std::vector<std::string> seen;
    for (const Problem& p : problems) {
      EXPECT_EQ(p.file, "budget.csv");
      seen.push_back(absl::StrCat(p.reason, ":", p.line, ":", p.field));
    }
    EXPECT_EQ(seen, c.problems) << c.what;
    EXPECT_LE(draft.decided.lines.size(), 1u);
  }
}

// Finnveden's plan, as a person would write it.
TEST(BudgetFileTest, ReadsAPlan) {
  std::vector<Problem> problems;
  const Draft draft = ReadBudgetFile(
      "budget.csv", 2025,
      "#skede;samrådd\n#dag;2024-10-24\n"
      "#ingående kapital;1 925 340;prognos 2024\n"
      "rad;benämning;grupp;slag;beviljat;faktor;belopp;plan 2026;plan 2027;"
      "medlem;insats;kostnadsslag\n"
      "gnosjo;Gnosjö kommun;Bidrag;intäkt;;;156 500;156 500;156 500;"
      "gnosjo-kommun;;\n"
      "team;Team;Insatser;kostnad;3 707 333;90 %;;3 433 700;3 533 700;;"
      "samverkansteam;personal\n"
      "it;IT-spåret;Insatser;kostnad;;;562 500;;;;;\n",
      &problems);
  EXPECT_THAT(problems, IsEmpty());
  const Decided& decided = draft.decided;
  EXPECT_EQ(decided.stage, Stage::kConsulted);
  EXPECT_EQ(decided.adoption_date, absl::CivilDay(2024, 10, 24));
  EXPECT_EQ(decided.decision, "");
  EXPECT_EQ(decided.plan_years, 2);
  EXPECT_EQ(decided.opening_capital, Ore{192'534'000});
  EXPECT_EQ(decided.opening_capital_source, "prognos 2024");
  ASSERT_EQ(decided.lines.size(), 3u);
  EXPECT_EQ(decided.lines[0].member, "gnosjo-kommun");
  EXPECT_EQ(decided.lines[1].amount, Ore{333'660'000}) << "90 %, whole kronor";
  EXPECT_EQ(decided.lines[1].factor, (Share{900'000}));
  EXPECT_EQ(decided.lines[1].initiative, "samverkansteam");
  EXPECT_EQ(decided.lines[1].cost_kind, "personal");
  EXPECT_EQ(decided.lines[2].plan,
            (std::vector<std::optional<Ore>>{std::nullopt, std::nullopt}));
}

TEST(BudgetFileTest, CapitalAmongTheLinesIsNoIncome) {
  std::vector<Problem> problems;
  Draft draft =
      ReadBudgetFile("budget.csv", 2024,
                     absl::StrCat(kHead,
                                  "bidrag;Bidrag;;intäkt;100;;\n"
                                  "balans;Balanserat resultat;;intäkt;50;;\n"),
                     &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].reason, "BUDGET_CAPITAL_AS_INCOME");
  EXPECT_EQ(problems[0].line, 5);
  EXPECT_EQ(draft.decided.opening_capital, Ore{5'000});
  EXPECT_EQ(SumsOf(draft.decided.lines).income, Ore{10'000});

  problems.clear();
  draft = ReadBudgetFile(
      "budget.csv", 2024,
      absl::StrCat(kHead, "kassan;Från i fjol;;kapital;50;;\n"), &problems);
  EXPECT_THAT(problems, IsEmpty()) << "said so itself";
  EXPECT_EQ(draft.decided.opening_capital, Ore{5'000});
  EXPECT_THAT(draft.decided.lines, IsEmpty());
}

TEST(BudgetFileTest, RefusesContradictions) {
  const std::string head = "rad;benämning;grupp;slag;belopp;beviljat;faktor;";
  const std::string day = "#fastställd;2023-11-23\n#beslut;§ 1\n";
  const struct {
    std::string content;
    const char* problem;
  } cases[] = {
      {absl::StrCat("#skede;antagen\n", day, head, "\n"),
       "FIELD_INVALID:skede"},
      {absl::StrCat("#skede;förslag\n#dag;2023-10-01\n", day, head, "\n"),
       "BUDGET_STAGE:fastställd"},
      {absl::StrCat("#dag;2023-10-01\n", day, head, "\n"), "BUDGET_STAGE:dag"},
      {absl::StrCat("#skede;förslag\n", head, "\n"),
       "CSV_DIRECTIVE_MISSING:dag"},
      {absl::StrCat("#ingående kapital;mycket\n", day, head, "\n"),
       "AMOUNT_MALFORMED:ingående kapital"},
      {absl::StrCat(day, head, "plan 2024\na;A;;kostnad;1;;;1\n"),
       "BUDGET_PLAN_YEARS:plan 2024"},
      {absl::StrCat(day, head, "plan 2034\na;A;;kostnad;1;;;1\n"),
       "CSV_COLUMN_UNKNOWN:plan 2034"},
      {absl::StrCat(day, head, "\na;A;;kostnad;;10;;\n"),
       "CSV_FIELD_EMPTY:belopp"},
      {absl::StrCat(day, head, "\na;A;;kostnad;9;10;90;\n"),
       "SHARE_MALFORMED:faktor"},
  };
  for (const auto& c : cases) {
    std::vector<Problem> problems;
    ReadBudgetFile("budget.csv", 2024, c.content, &problems);
    ASSERT_FALSE(problems.empty()) << c.problem;
    EXPECT_EQ(absl::StrCat(problems[0].reason, ":", problems[0].field),
              c.problem);
  }
}

TEST(BudgetFileTest, AMisspelledStageIsOneMistake) {
  constexpr char kRows[] = "rad;benämning;grupp;slag;belopp\na;A;;kostnad;1\n";
  for (const char* directives :
       {"#skede;förslagg\n#dag;2023-10-01\n", "#skede;fastsälld\n#dag;x\n",
        "#skede;antagen\n#fastställd;2023-11-23\n",
        "#sekde;förslag\n#dag;2023-10-01\n"}) {
    std::vector<Problem> problems;
    ReadBudgetFile("budget.csv", 2024, absl::StrCat(directives, kRows),
                   &problems);
    ASSERT_EQ(problems.size(), 1u) << directives;
    EXPECT_EQ(problems[0].field, "skede") << directives;
  }
}

TEST(BudgetFileTest, AColumnThatIsWrongIsToldOnce) {
  std::vector<Problem> problems;
  ReadBudgetFile("budget.csv", 2024,
                 "#fastställd;2023-11-23\n#beslut;§ 1\n"
                 "rad;benämning;grupp;slag;belopp;plan 2024\n"
                 "a;A;;kostnad;1;\nb;B;;kostnad;1;2\nc;C;;kostnad;1;3\n",
                 &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].field, "plan 2024");
  EXPECT_EQ(problems[0].line, 5);
}

// What a person may put in a year that is skipped is refused by the check.
TEST(BudgetFileTest, APlanWithAGapIsRefused) {
  std::vector<Problem> problems;
  const Draft draft = ReadBudgetFile(
      "budget.csv", 2024,
      "#fastställd;2023-11-23\n#beslut;§ 1\n"
      "rad;benämning;grupp;slag;belopp;plan 2026\na;A;;kostnad;1;1\n",
      &problems);
  EXPECT_THAT(problems, IsEmpty());
  CheckDraft(2024, draft, &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].reason, "BUDGET_PLAN_YEARS");
  EXPECT_EQ(problems[0].expected, "plan 2025");
}

TEST(BudgetFilePropertyTest, WhatIsWrittenReadsAsTheSame) {
  constexpr uint64_t kSeed = 20250101;
  Random random(kSeed);
  for (int round = 0; round < 500; ++round) {
    const Decided decided = RandomDecided(random);
    std::vector<Problem> problems;
    CheckDraft(2024, DraftOf(decided), &problems);
    ASSERT_FALSE(AnyError(problems)) << ProblemLine(problems.front());
    for (const Numbers numbers : {Numbers::kSwedish, Numbers::kPlain}) {
      problems.clear();
      const std::string file = WriteBudgetFile(2024, decided, numbers);
      const Draft read = ReadBudgetFile("budget.csv", 2024, file, &problems);
      EXPECT_THAT(problems, IsEmpty()) << file;
      EXPECT_EQ(read.decided, decided) << "seed " << kSeed << "\n" << file;
      EXPECT_EQ(WriteBudgetFile(2024, read.decided, numbers), file);
    }
  }
}

}  // namespace
}  // namespace finsam::budget
