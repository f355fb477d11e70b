// Figures and tables of counts with parts, and of averages.

#include "services/participants/domain/count_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/participants/averages_file.h"
#include "services/participants/counts_file.h"
#include "services/participants/domain/average_figures.h"
#include "tests/participants/count_samples.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Statistics Of(absl::string_view rows, const Rules& rules = test::PartRules()) {
  std::vector<Problem> problems;
  const auto read = ReadCountsFile(absl::StrCat(test::kPartsHead, rows), 2024,
                                   rules, &problems);
  EXPECT_THAT(test::Reasons(problems), IsEmpty());
  Statistics statistics;
  AddCounts(test::Year(), read, rules, 7, &statistics);
  return statistics;
}

const Figure* Find(const Statistics& statistics, const std::string& id) {
  for (const Figure& figure : statistics.figures) {
    if (figure.id == id) return &figure;
  }
  return nullptr;
}

// The value of a figure; nothing when there is no such figure.
Value ValueOf(const Statistics& statistics, const std::string& id) {
  const Figure* figure = Find(statistics, id);
  return figure == nullptr ? Value() : figure->value;
}

// "label | cell | cell", a blank cell as nothing.
std::vector<std::string> Printed(const Table& table) {
  std::vector<std::string> lines;
  for (const TableRow& row : table.rows) {
    std::string line = row.label;
    for (const Cell& cell : row.cells) {
      absl::StrAppend(&line, " |");
      if (const auto* held = std::get_if<FigureCell>(&cell)) {
        absl::StrAppend(&line, " ", Format(held->figure.value, held->display));
      }
    }
    lines.push_back(line);
  }
  return lines;
}

constexpr char kTwoInitiatives[] =
    "Enter;individ;avslutade;2024;;;;;6;5;;;11;;\n"
    "Enter;individ;avslutade;2024;orsak;arbete;;;4;1;;;5;;\n"
    "Enter;individ;avslutade;2024;orsak;annat;;;2;4;;;6;;\n"
    "FIA;individ;avslutade;2024;;;;;;;;;9;;\n"
    "FIA;individ;avslutade;2024;orsak;arbete;;;;;;;9;;\n"
    "FIA;individ;avslutade;2023-12..2024-11;orsak;arbete;;;1;;;;;;\n";

TEST(CountFiguresTest, RowsAboutPartsHaveTheirOwnTables) {
  const Statistics made = Of(kTwoInitiatives);
  ASSERT_EQ(made.tables.size(), 2u);
  EXPECT_THAT(Printed(made.tables[0]),
              ElementsAre("Enter, avslutade, 2024 | 6 | 5 | 11",
                          "FIA, avslutade, 2024 | | | 9",
                          "Totalt, avslutade, 2024 | | | 20"));
  const Table& parts = made.tables[1];
  EXPECT_EQ(parts.id, "participants-avslutade-orsak");
  EXPECT_EQ(parts.title, "Avslutade efter orsak");
  EXPECT_THAT(
      Printed(parts),
      ElementsAre("Enter, arbete, 2024 | 4 | 1 | 5",
                  "Enter, annat, 2024 | 2 | 4 | 6", "FIA, arbete, 2024 | | | 9",
                  "Totalt, arbete, 2024 | | | 14",
                  "FIA, arbete, dec 2023–nov 2024 | 1 | | 1"));
  EXPECT_EQ(parts.rows[3].kind, RowKind::kTotal);
  EXPECT_EQ(parts.rows[0].id, "enter/avslutade/orsak/arbete/2024");
}

TEST(CountFiguresTest, FiguresOfAPart) {
  const Statistics made = Of(kTwoInitiatives);
  const Figure* women =
      Find(made, "participants/enter/avslutade/orsak/arbete/women/2024");
  ASSERT_NE(women, nullptr);
  EXPECT_EQ(women->value, Value(Count{4}));
  EXPECT_EQ(women->provenance.rule, "reported");
  EXPECT_THAT(women->provenance.records,
              ElementsAre("associations/2220001511/fiscalYears/2024/counts/"
                          "enter/avslutade/orsak/arbete/2024"));
  const Figure* total =
      Find(made, "participants/total/avslutade/orsak/arbete/total/2024");
  ASSERT_NE(total, nullptr);
  EXPECT_EQ(total->value, Value(Count{14}));
  EXPECT_THAT(
      total->provenance.terms,
      ElementsAre(
          Term{"participants/enter/avslutade/orsak/arbete/total/2024", 1},
          Term{"participants/fia/avslutade/orsak/arbete/total/2024", 1}));
  // Whether FIA's nine were women nobody said.
  EXPECT_EQ(Find(made, "participants/total/avslutade/orsak/arbete/women/2024"),
            nullptr);
  // Only Enter reports the part, and is known for women.
  EXPECT_EQ(
      ValueOf(made, "participants/total/avslutade/orsak/annat/women/2024"),
      Value(Count{2}));
}

TEST(CountFiguresTest, SharesOfTheWhole) {
  const Statistics made = Of(kTwoInitiatives);
  const auto share = [&made](const std::string& stem) {
    return ValueOf(made, absl::StrCat("participants/", stem, "/share/2024"));
  };
  EXPECT_EQ(share("enter/avslutade/orsak/arbete/total"), Value(Ratio{5, 11}));
  EXPECT_EQ(share("enter/avslutade/orsak/arbete/women"), Value(Ratio{4, 6}));
  EXPECT_EQ(share("fia/avslutade/orsak/arbete/total"), Value(Ratio{9, 9}));
  EXPECT_EQ(share("total/avslutade/orsak/annat/total"), Value(Ratio{6, 20}));
  EXPECT_EQ(share("total/avslutade/orsak/annat/women"), Value());
  const Figure* men =
      Find(made, "participants/enter/avslutade/orsak/annat/men/share/2024");
  ASSERT_NE(men, nullptr);
  EXPECT_EQ(men->provenance.rule, "ratio");
  EXPECT_THAT(
      men->provenance.terms,
      ElementsAre(Term{"participants/enter/avslutade/orsak/annat/men/2024", 1},
                  Term{"participants/enter/avslutade/men/2024", 0}));
}

TEST(CountFiguresTest, WithoutAWholeAPartitionIsItsOwn) {
  const Statistics made =
      Of("A;individ;nya;2024;kommun;Habo;;;3;1;;;4;nej;\n"
         "A;individ;nya;2024;kommun;Mullsjö;;;;2;;;2;nej;\n"
         "A;individ;nya;2024;kommun;Vaggeryd;;;;;;;4;nej;\n"
         "A;individ;nya;2024;myndighetskontakt;FK;;;;;;;9;nej;\n");
  const Figure* share =
      Find(made, "participants/a/nya/kommun/habo/total/share/2024");
  ASSERT_NE(share, nullptr);
  EXPECT_EQ(share->value, Value(Ratio{4, 10}));
  // All that the denominator is made of, so that it is protected with them.
  EXPECT_THAT(
      share->provenance.terms,
      ElementsAre(Term{"participants/a/nya/kommun/habo/total/2024", 1},
                  Term{"participants/a/nya/kommun/habo/total/2024", 0},
                  Term{"participants/a/nya/kommun/mullsjo/total/2024", 0},
                  Term{"participants/a/nya/kommun/vaggeryd/total/2024", 0}));
  // Vaggeryd's women are not known, so no share of women.
  EXPECT_EQ(Find(made, "participants/a/nya/kommun/habo/women/share/2024"),
            nullptr);
  // A person may be in several parts.
  EXPECT_EQ(
      Find(made, "participants/a/nya/myndighetskontakt/fk/total/share/2024"),
      nullptr);
}

TEST(CountFiguresTest, NoShareOfNobodyOrOfOtherInitiatives) {
  const Statistics made =
      Of("A;individ;nya;2024;;;;;0;2;;;2;;\n"
         "A;individ;nya;2024;kommun;Habo;;;0;2;;;2;;\n"
         "B;individ;nya;2024;;;;;1;2;;;3;;\n");
  EXPECT_EQ(ValueOf(made, "participants/a/nya/kommun/habo/men/share/2024"),
            Value(Ratio{2, 2}));
  // It is there without a value: not being there would tell that there are
  // none.
  const Figure* of_nobody =
      Find(made, "participants/a/nya/kommun/habo/women/share/2024");
  ASSERT_NE(of_nobody, nullptr);
  EXPECT_FALSE(HasValue(of_nobody->value));
  // B has no part by municipality: 2 of 5 would say that its three are from
  // elsewhere.
  EXPECT_EQ(ValueOf(made, "participants/total/nya/kommun/habo/total/2024"),
            Value(Count{2}));
  EXPECT_EQ(Find(made, "participants/total/nya/kommun/habo/total/share/2024"),
            nullptr);
}

TEST(CountFiguresTest, TwoBreakdownsMeet) {
  const Statistics made =
      Of("A;individ;nya;2024;;;;;;;;;8;;\n"
         "A;individ;nya;2024;ålder;16–29;kommun;Habo;;;;;2;;\n"
         "B;individ;nya;2024;;;;;;;;;2;;\n"
         "B;individ;nya;2024;ålder;16–29;kommun;Habo;;;;;2;;\n");
  EXPECT_EQ(
      ValueOf(made, "participants/a/nya/kommun.alder/habo.16-29/total/2024"),
      Value(Count{2}));
  EXPECT_EQ(
      ValueOf(made,
              "participants/a/nya/kommun.alder/habo.16-29/total/share/2024"),
      Value(Ratio{2, 8}));
  EXPECT_EQ(ValueOf(made,
                    "participants/total/nya/kommun.alder/habo.16-29/total/share"
                    "/2024"),
            Value(Ratio{4, 10}));
  const Table& table = made.tables.at(1);
  EXPECT_EQ(table.id, "participants-nya-kommun.alder");
  EXPECT_EQ(table.title, "Nya efter kommun och ålder");
  EXPECT_THAT(Printed(table), ElementsAre("A, Habo, 16–29, 2024 | | | 2",
                                          "B, Habo, 16–29, 2024 | | | 2",
                                          "Totalt, Habo, 16–29, 2024 | | | 4"));
}

// What holds for every year, also for the longest names that are taken.
TEST(CountFiguresTest, FiguresHoldTogether) {
  const Statistics made = Of(absl::StrCat(
      kTwoInitiatives, std::string(92, 'a'),
      ";individ;kartläggningar;2023-12..2024-11;kommun;", std::string(40, 'b'),
      ";;;1;1;1;1;4;;\n", "x;individ;deltagare;2024;kommun;",
      std::string(40, 'c'), ";ålder;30–64;1;1;1;1;4;;\n"));
  std::set<std::string> known;
  size_t longest = 0;
  for (const Figure& figure : made.figures) {
    EXPECT_TRUE(IsFigureId(figure.id)) << figure.id;
    EXPECT_TRUE(known.insert(figure.id).second) << figure.id;
    longest = std::max(longest, figure.id.size());
  }
  EXPECT_EQ(longest, kFigureIdBytesMax);
  for (const Figure& figure : made.figures) {
    for (const Term& term : figure.provenance.terms) {
      EXPECT_EQ(known.count(term.figure_id), 1u) << term.figure_id;
    }
  }
  for (const Table& table : made.tables) {
    for (const TableRow& row : table.rows) {
      EXPECT_EQ(row.cells.size(), table.columns.size());
      for (const Cell& cell : row.cells) {
        const auto* held = std::get_if<FigureCell>(&cell);
        if (held == nullptr) continue;
        const Figure* figure = Find(made, held->figure.id);
        ASSERT_NE(figure, nullptr) << held->figure.id;
        EXPECT_EQ(*figure, held->figure);
      }
    }
  }
}

TEST(AverageFiguresTest, AnAverageIsADecimalNumberWithItsN) {
  std::vector<Problem> problems;
  const auto rows = ReadAveragesFile(
      "insats;mått;period;medel;antal\n"
      "Enter;År i offentlig försörjning;2024;3,2;62\n"
      "Enter;Förändring i hälsa;2024;−0,50;9\n",
      &problems);
  ASSERT_THAT(test::Reasons(problems), IsEmpty());
  Statistics made;
  AddAverages(test::Year(), rows, 7, &made);
  ASSERT_EQ(made.tables.size(), 1u);
  EXPECT_EQ(made.tables[0].id, "averages");
  EXPECT_THAT(Printed(made.tables[0]),
              ElementsAre("Enter: År i offentlig försörjning, 2024 | 3,2 | 62",
                          "Enter: Förändring i hälsa, 2024 | −0,50 | 9"));
  const Figure* average =
      Find(made, "averages/enter/ar-i-offentlig-forsorjning/average/2024");
  ASSERT_NE(average, nullptr);
  EXPECT_EQ(average->value, Value(Ratio{32, 10}));
  EXPECT_EQ(average->provenance.revision, 7);
  EXPECT_THAT(average->provenance.records,
              ElementsAre("associations/2220001511/fiscalYears/2024/averages/"
                          "enter/ar-i-offentlig-forsorjning/2024"));
  EXPECT_EQ(
      ValueOf(made, "averages/enter/ar-i-offentlig-forsorjning/persons/2024"),
      Value(Count{62}));
}

TEST(AverageFiguresTest, NoneGiveNoTable) {
  Statistics made;
  AddAverages(test::Year(), {}, 7, &made);
  EXPECT_THAT(made.tables, IsEmpty());
}

}  // namespace
}  // namespace finsam::participants
