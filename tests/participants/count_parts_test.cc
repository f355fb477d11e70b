// What counts.csv may say about parts, stocks and flows: breakdowns of the
// rules, parts against wholes, one year against the next.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/participants/counts_file.h"
#include "services/participants/domain/rules.h"
#include "tests/participants/count_samples.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using test::kPartsHead;
using test::PartRules;
using test::Reasons;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Problem> ProblemsOf(const std::string& rows,
                                const Rules& rules = PartRules()) {
  std::vector<Problem> problems;
  ReadCountsFile(absl::StrCat(kPartsHead, rows), 2024, rules, &problems);
  return problems;
}

TEST(CountPartsTest, ReadsSlicesInTheOrderOfTheirNames) {
  std::vector<Problem> problems;
  const auto rows = ReadCountsFile(
      absl::StrCat(kPartsHead,
                   "A;esf;kartläggningar;2024;;;;;;;;;9;;\n"
                   "A;esf;avslutade;2024;kommun;Habo;;;1;;;;;;\n"
                   "A;esf;avslutade;2024;ålder;16–29;kommun;Habo;1;;;;;;\n"
                   "A;esf;avslutade;2024;;;ålder;16–29;1;;;;;;\n"),
      2024, Rules(), &problems);
  ASSERT_THAT(Reasons(problems), IsEmpty());
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].focus, Focus::kEsf);
  EXPECT_EQ(rows[0].measure, CountMeasure::kAssessments);
  EXPECT_THAT(rows[0].slices, IsEmpty());
  EXPECT_THAT(rows[1].slices, ElementsAre(Slice{"kommun", "Habo"}));
  EXPECT_THAT(rows[2].slices,
              ElementsAre(Slice{"kommun", "Habo"}, Slice{"ålder", "16–29"}));
  EXPECT_THAT(rows[3].slices, ElementsAre(Slice{"ålder", "16–29"}));
  EXPECT_EQ(CountFigureId(CountPath("a", rows[2]), "total/share", "2024"),
            "participants/a/avslutade/kommun.alder/habo.16-29/total/share/"
            "2024");
}

// What is said of one bad row, as "reason line field found expected".
struct Harm {
  std::string what;
  std::string rows;  // Below the head, which is line 1.
  std::vector<std::string> said;
};

void PrintTo(const Harm& harm, std::ostream* out) { *out << harm.what; }

class PartsHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(PartsHarmTest, NamesLineFieldFoundAndExpected) {
  std::vector<std::string> said;
  for (const Problem& problem : ProblemsOf(GetParam().rows)) {
    EXPECT_EQ(problem.file, "counts.csv");
    said.push_back(absl::StrCat(problem.reason, "|", problem.line, "|",
                                problem.field, "|", problem.found, "|",
                                problem.expected));
  }
  EXPECT_EQ(said, GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    Breakdowns, PartsHarmTest,
    testing::Values(
        Harm{"none", "A;individ;avslutade;2024;orsak;Arbete;;;1;;;;;;\n", {}},
        Harm{"a breakdown that the rules lack",
             "A;individ;avslutade;2024;skonummer;43;;;1;;;;;;\n",
             {"COUNT_BREAKDOWN_UNKNOWN|2|uppdelning|skonummer|orsak, kommun, "
              "ålder, myndighetskontakt"}},
        Harm{"a value that the rules lack",
             "A;individ;avslutade;2024;;;orsak;lotteri;1;;;;;;\n",
             {"COUNT_BREAKDOWN_UNKNOWN|2|värde 2|lotteri|arbete, studier, "
              "annat"}},
        Harm{"a breakdown of another measure",
             "A;individ;nya;2024;ålder;16–29;orsak;arbete;1;;;;;;\n",
             {"COUNT_BREAKDOWN_UNKNOWN|2|uppdelning 2|orsak|avslutade"}},
        Harm{"the same breakdown twice",
             "A;individ;nya;2024;kommun;Habo;Kommun;Mullsjö;1;;;;;;\n",
             {"COUNT_MALFORMED|2|uppdelning|kommun|en annan uppdelning, eller "
              "tomt",
              "COUNT_DUPLICATE|2|uppdelning|kommun|Kommun"}},
        Harm{"no value",
             "A;individ;nya;2024;kommun;;;;1;;;;;;\n",
             {"CSV_FIELD_EMPTY|2|värde||"}},
        Harm{"no breakdown",
             "A;individ;nya;2024;;;;Habo;1;;;;;;\n",
             {"CSV_FIELD_EMPTY|2|uppdelning 2||"}},
        Harm{"a value of signs",
             "A;individ;nya;2024;kommun;?!;;;1;;;;;;\n",
             {"COUNT_MALFORMED|2|värde|?!|"}},
        Harm{"a value too long",
             absl::StrCat("A;individ;nya;2024;kommun;", std::string(41, 'x'),
                          ";;;1;;;;;;\n"),
             {"COUNT_MALFORMED|2|värde|41 byte|högst 40 byte"}},
        Harm{"an id too long",
             absl::StrCat(std::string(120, 'a'),
                          ";individ;nya;2023-12..2024-11;kommun;",
                          std::string(40, 'x'), ";;;1;;;;;;\n"),
             {"COUNT_MALFORMED|2|värde|217 byte|högst 200 byte"}},
        Harm{"an identity number for a value",
             "A;individ;nya;2024;kommun;121212-1212;;;1;;;;;;\n",
             {"PERSONAL_DATA|2|värde||text som inte pekar ut någon person"}},
        Harm{"two values with one id",
             "A;individ;nya;2024;kommun;Habo;;;1;;;;;;\n"
             "B;individ;nya;2024;kommun;habo;;;1;;;;;;\n",
             {"COUNT_DUPLICATE|3|värde|habo|Habo"}},
        Harm{"the same part twice",
             "A;individ;nya;2024;kommun;Habo;ålder;16–29;1;;;;;;\n"
             "A;individ;nya;2024;ålder;16–29;kommun;Habo;1;;;;;;\n",
             {"COUNT_DUPLICATE|3|insats||"}}));

INSTANTIATE_TEST_SUITE_P(
    Parts, PartsHarmTest,
    testing::Values(
        Harm{"they make the whole",
             "A;individ;avslutade;2024;;;;;5;6;;;11;;\n"
             "A;individ;avslutade;2024;orsak;arbete;;;2;2;;;4;;\n"
             "A;individ;avslutade;2024;orsak;annat;;;3;4;;;7;;\n",
             {}},
        Harm{"one is more than the whole",
             "A;individ;avslutade;2024;;;;;;;;;11;;\n"
             "A;individ;avslutade;2024;orsak;arbete;;;;;;;12;;\n",
             {"COUNT_PART_EXCEEDS|3|totalt|12|högst 11"}},
        Harm{"one has more men than the whole",
             "A;individ;avslutade;2024;;;;;5;6;;;11;;\n"
             "A;individ;avslutade;2024;orsak;arbete;;;0;7;;;7;;\n",
             {"COUNT_PART_EXCEEDS|3|män|7|högst 6"}},
        Harm{"one has more men than the whole can have",
             "A;individ;avslutade;2024;;;;;5;;;;11;;\n"
             "A;individ;avslutade;2024;orsak;arbete;;;;7;;;7;;\n",
             {"COUNT_PART_EXCEEDS|3|män|7|högst 6"}},
        Harm{"one has more men than those stated, and no more in all",
             "A;individ;avslutade;2024;;;;;5;4;;2;11;;\n"
             "A;individ;avslutade;2024;orsak;arbete;;;5;6;;;11;;\n",
             {}},
        Harm{"one has more men than those stated and not",
             "A;individ;avslutade;2024;;;;;5;4;;2;11;;\n"
             "A;individ;avslutade;2024;orsak;arbete;;;0;7;;;7;;\n",
             {"COUNT_PART_EXCEEDS|3|män|7|högst 6"}},
        Harm{"several answers, one more than the whole",
             "A;individ;nya;2024;;;;;;;;;11;;\n"
             "A;individ;nya;2024;myndighetskontakt;FK;;;;;;;12;;\n",
             {"COUNT_PART_EXCEEDS|3|totalt|12|högst 11"}},
        Harm{"together more than the whole",
             "A;individ;avslutade;2024;orsak;arbete;;;;;;;6;;\n"
             "A;individ;avslutade;2024;orsak;annat;;;;;;;6;;\n"
             "A;individ;avslutade;2024;;;;;;;;;11;;\n",
             {"COUNT_PART_EXCEEDS|4|totalt|delarna 12|högst 11"}},
        Harm{"the men together more than the whole",
             "A;individ;avslutade;2024;;;;;4;7;;;11;;\n"
             "A;individ;avslutade;2024;orsak;arbete;;;0;5;;;5;;\n"
             "A;individ;avslutade;2024;orsak;studier;;;0;3;;;3;;\n",
             {"COUNT_PART_EXCEEDS|2|män|delarna 8|högst 7"}},
        Harm{"several answers, together more than the whole",
             "A;individ;nya;2024;;;;;;;;;11;;\n"
             "A;individ;nya;2024;myndighetskontakt;FK;;;;;;;9;;\n"
             "A;individ;nya;2024;myndighetskontakt;AF;;;;;;;9;;\n",
             {}},
        Harm{"together less than the whole",
             "A;individ;avslutade;2024;;;;;;;;;11;;\n"
             "A;individ;avslutade;2024;orsak;arbete;;;;;;;6;;\n"
             "A;individ;avslutade;2024;orsak;annat;;;;;;;4;;\n",
             {"COUNT_PARTS_INCOMPLETE|2|totalt|delarna 10|11"}},
        Harm{"several answers, together less than the whole",
             "A;individ;nya;2024;;;;;;;;;11;;\n"
             "A;individ;nya;2024;myndighetskontakt;FK;;;;;;;1;;\n",
             {}},
        Harm{"of another period",
             "A;individ;avslutade;2024;;;;;;;;;11;;\n"
             "A;individ;avslutade;2023;orsak;arbete;;;;;;;12;;\n",
             {}}));

INSTANTIATE_TEST_SUITE_P(
    Meetings, PartsHarmTest,
    testing::Values(Harm{"fewer than the whole",
                         "A;individ;nya;2024;;;;;;;;;11;;\n"
                         "A;individ;nya;2024;kommun;Habo;ålder;16–29;;;;;2;;\n",
                         {}},
                    Harm{
                        "more than one of the parts that meet",
                        "A;individ;nya;2024;;;;;;;;;11;;\n"
                        "A;individ;nya;2024;kommun;Habo;;;;;;;11;;\n"
                        "A;individ;nya;2024;ålder;16–29;;;;;;;11;;\n"
                        "A;individ;nya;2024;kommun;Habo;ålder;16–29;;;;;12;;\n",
                        {"COUNT_PART_EXCEEDS|5|totalt|12|högst 11"}},
                    Harm{"together more than the part that they divide",
                         "A;individ;nya;2024;;;;;;;;;11;;\n"
                         "A;individ;nya;2024;kommun;Habo;;;;;;;11;;\n"
                         "A;individ;nya;2024;ålder;16–29;kommun;Habo;;;;;6;;\n"
                         "A;individ;nya;2024;ålder;30–64;kommun;Habo;;;;;6;;\n",
                         {"COUNT_PART_EXCEEDS|2|totalt|delarna 12|högst 11",
                          "COUNT_PART_EXCEEDS|3|totalt|delarna 12|högst 11"}}));

INSTANTIATE_TEST_SUITE_P(
    Stock, PartsHarmTest,
    testing::Values(Harm{"right",
                         "A;individ;deltagare;2024;;;;;6;5;;;11;;\n"
                         "A;individ;avslutade;2024;;;;;1;3;;;4;;\n"
                         "A;individ;pågående;2024;;;;;5;2;;;7;;\n",
                         {}},
                    Harm{"wrong in all",
                         "A;individ;pågående;2024;;;;;5;1;;;6;;\n"
                         "A;individ;deltagare;2024;;;;;6;5;;;11;;\n"
                         "A;individ;avslutade;2024;;;;;1;3;;;4;;\n",
                         {"COUNT_STOCK|2|totalt|6|7"}},
                    Harm{
                        "wrong by gender",
                        "A;individ;deltagare;2024;;;;;6;5;;;11;;\n"
                        "A;individ;avslutade;2024;;;;;1;3;;;4;;\n"
                        "A;individ;pågående;2024;;;;;4;3;;;7;;\n",
                        {"COUNT_STOCK|4|kvinnor|4|5", "COUNT_STOCK|4|män|3|2"}},
                    Harm{"wrong in a part",
                         "A;individ;deltagare;2024;kommun;Habo;;;;;;;11;;\n"
                         "A;individ;avslutade;2024;kommun;Habo;;;;;;;4;;\n"
                         "A;individ;pågående;2024;kommun;Habo;;;;;;;6;;\n",
                         {"COUNT_STOCK|4|totalt|6|7"}},
                    Harm{"of another part",
                         "A;individ;deltagare;2024;kommun;Habo;;;;;;;11;;\n"
                         "A;individ;avslutade;2024;kommun;Habo;;;;;;;4;;\n"
                         "A;individ;pågående;2024;kommun;Mullsjö;;;;;;;6;;\n",
                         {}},
                    Harm{"more new women than women",
                         "A;individ;deltagare;2024;;;;;6;5;;;11;;\n"
                         "A;individ;nya;2024;;;;;7;0;;;7;;\n",
                         {"COUNT_FLOW|3|kvinnor|7|högst 6"}},
                    Harm{"the same people, stated and not",
                         "A;individ;deltagare;2024;;;;;5;14;;;19;;\n"
                         "A;individ;avslutade;2024;;;;;;;;4;4;;\n"
                         "A;individ;pågående;2024;;;;;5;10;;;15;;\n",
                         {}},
                    Harm{"more assessments than participants",
                         "A;individ;deltagare;2024;;;;;6;5;;;11;;\n"
                         "A;individ;kartläggningar;2024;;;;;;;;;12;;\n",
                         {}}));

INSTANTIATE_TEST_SUITE_P(
    StatedTotals, PartsHarmTest,
    testing::Values(
        Harm{"right",
             "A;individ;nya;2024-01..2024-06;;;;;1;2;;;;;\n"
             "B;individ;nya;2024-01..2024-06;;;;;3;4;;;;;\n"
             "Totalt;individ;nya;2024-01..2024-06;;;;;4;6;;;10;;\n",
             {}},
        Harm{"wrong",
             "A;individ;nya;2024-01..2024-06;;;;;1;2;;;;;\n"
             "B;individ;nya;2024-01..2024-06;;;;;3;4;;;;;\n"
             "Totalt;individ;nya;2024-01..2024-06;;;;;;;;;11;;\n",
             {"COUNT_TOTAL|4|totalt|11|10"}},
        Harm{"wrong by gender",
             "A;individ;nya;2024-01..2024-06;;;;;1;2;;;;;\n"
             "Totalt;individ;nya;2024-01..2024-06;;;;;2;1;;;;;\n",
             {"COUNT_TOTAL|3|kvinnor|2|1", "COUNT_TOTAL|3|män|1|2"}},
        Harm{"of those who are included",
             "A;individ;nya;2024;;;;;;;;;3;;\n"
             "A, alla områden;individ;nya;2024;;;;;;;;;30;nej;\n"
             "Totalt;individ;nya;2024;;;;;;;;;3;nej;\n",
             {}},
        Harm{"summed once more",
             "A;individ;nya;2024;;;;;;;;;3;;\n"
             "Totalt;individ;nya;2024;;;;;;;;;3;;\n",
             {"COUNT_TOTAL|3|ingår|ja|nej"}},
        Harm{"of nobody else", "Totalt;individ;nya;2024;;;;;;;;;3;;\n", {}}));

TEST(CountPartsTest, WithoutRulesEveryBreakdownIsAPartition) {
  EXPECT_THAT(
      Reasons(ProblemsOf("A;individ;nya;2024;;;;;;;;;11;;\n"
                         "A;individ;nya;2024;myndighetskontakt;FK;;;;;;;9;;\n"
                         "A;individ;nya;2024;myndighetskontakt;AF;;;;;;;9;;\n",
                         Rules())),
      ElementsAre("COUNT_PART_EXCEEDS"));
}

// 20 000 rows of which each is wrong in several ways give a list that can be
// read, and it refuses.
TEST(CountPartsTest, ProblemsAreLimited) {
  std::string rows = "A;individ;nya;2024;;;;;;;;;0;;\n";
  for (size_t i = 1; i < kCountRowsMax; ++i) {
    absl::StrAppend(&rows, "A;individ;nya;2024;kommun;k", i, ";;;;;;;9;;\n");
  }
  const std::vector<Problem> problems = ProblemsOf(rows);
  EXPECT_EQ(problems.size(), 1'000u);
  EXPECT_EQ(problems.front().severity, Severity::kError);
}

struct YearsCase {
  std::string what;
  std::string before;
  std::string rows;
  std::vector<std::string> said;  // "line field found expected".
};

TEST(CountFlowTest, YearFollowsOnTheYearBefore) {
  const YearsCase cases[] = {
      {"right",
       "A;individ;deltagare;2023;;;;;6;5;;;11;;\n"
       "A;individ;avslutade;2023;;;;;1;3;;;4;;\n",
       "A;individ;nya;2024;;;;;1;1;;;2;;\n"
       "A;individ;deltagare;2024;;;;;6;3;;;9;;\n",
       {}},
      {"wrong in all",
       "A;individ;deltagare;2023;;;;;6;5;;;11;;\n"
       "A;individ;avslutade;2023;;;;;1;3;;;4;;\n",
       "A;individ;nya;2024;;;;;1;1;;;2;;\n"
       "A;individ;deltagare;2024;;;;;7;3;;;10;;\n",
       {"3|totalt|10|9"}},
      {"wrong by gender",
       "A;individ;deltagare;2023;;;;;6;5;;;11;;\n"
       "A;individ;avslutade;2023;;;;;1;3;;;4;;\n",
       "A;individ;nya;2024;;;;;1;1;;;2;;\n"
       "A;individ;deltagare;2024;;;;;5;4;;;9;;\n",
       {"3|kvinnor|5|6", "3|män|4|3"}},
      {"one is missing",
       "A;individ;deltagare;2023;;;;;;;;;11;;\n",
       "A;individ;nya;2024;;;;;;;;;2;;\n"
       "A;individ;deltagare;2024;;;;;;;;;99;;\n",
       {}},
      {"another period",
       "A;individ;deltagare;2023-11..2024-10;;;;;;;;;11;;\n"
       "A;individ;avslutade;2023-11..2024-10;;;;;;;;;4;;\n",
       "A;individ;nya;2024;;;;;;;;;2;;\n"
       "A;individ;deltagare;2024;;;;;;;;;99;;\n",
       {}},
  };
  for (const YearsCase& c : cases) {
    SCOPED_TRACE(c.what);
    std::vector<Problem> problems;
    const auto before = ReadCountsFile(absl::StrCat(kPartsHead, c.before), 2023,
                                       PartRules(), &problems);
    const auto rows = ReadCountsFile(absl::StrCat(kPartsHead, c.rows), 2024,
                                     PartRules(), &problems);
    ASSERT_THAT(Reasons(problems), IsEmpty());
    CheckFlowFromYearBefore(before, rows, 2024, kCountsFile, &problems);
    std::vector<std::string> said;
    for (const Problem& problem : problems) {
      EXPECT_EQ(problem.reason, "COUNT_FLOW_YEARS");
      EXPECT_EQ(problem.severity, Severity::kWarning);
      said.push_back(absl::StrCat(problem.line, "|", problem.field, "|",
                                  problem.found, "|", problem.expected));
    }
    EXPECT_EQ(said, c.said);
  }
}

}  // namespace
}  // namespace finsam::participants
