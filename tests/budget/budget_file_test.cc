#include "services/budget/budget_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

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
  EXPECT_EQ(draft.decided.lines,
            (std::vector<Line>{
                {"bidrag", "Bidrag från medlemmar", "", Kind::kIncome,
                 Ore{315'000'000}, std::nullopt, ""},
                {"team", "Samverkansteam", "Insatser", Kind::kCost,
                 Ore{250'000'050}, Ore{225'000'000}, "90 %"},
            }));
  EXPECT_EQ(draft.places, (std::vector<int64_t>{4, 6}));
}

TEST(BudgetFileTest, TakesFilesWithoutTheOptionalColumns) {
  std::vector<Problem> problems;
  const Draft draft = ReadBudgetFile(
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
    const Draft draft = ReadBudgetFile(c.content, &problems);
    std::vector<std::string> seen;
    for (const Problem& p : problems) {
      EXPECT_EQ(p.file, "budget.csv");
      seen.push_back(absl::StrCat(p.reason, ":", p.line, ":", p.field));
    }
    EXPECT_EQ(seen, c.problems) << c.what;
    EXPECT_LE(draft.decided.lines.size(), 1u);
  }
}

}  // namespace
}  // namespace finsam::budget
