// The nation's year: sums that agree with the associations' own, and tables.

#include "services/participants/domain/nation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/participants/domain/statistics.h"
#include "tests/participants/disclosure_samples.h"
#include "tests/participants/nation_samples.h"

namespace finsam::participants {
namespace {

using test::Association;
using test::Participants;
using test::Released;
using test::Row;
using test::RowsByChance;
using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr int kYear = test::kNationYear;
constexpr uint32_t kSeeds = 20;
const NationLine kAll = {CountMeasure::kParticipants, ""};

AssociationYear Totals(const std::string& organisation,
                       const std::vector<CountRow>& rows) {
  ReasonNames names;
  return TotalsOf(organisation, kYear, rows, &names);
}

TEST(NationTest, TotalsAreThoseOfTheStatistics) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Facts facts;
    facts.counts = RowsByChance(seed);
    const Statistics statistics =
        MakeStatistics({"2220001511", kYear}, facts, {}, 1);
    std::map<std::string, int64_t> expected;
    for (const Figure& figure : statistics.figures) {
      if (PlaceOf(figure.id).has_value()) {
        expected[figure.id] = std::get<Count>(figure.value).value;
      }
    }
    ASSERT_FALSE(expected.empty());
    std::map<std::string, int64_t> made;
    for (const auto& [line, numbers] :
         Totals("2220001511", facts.counts).lines) {
      for (size_t column = 0; column < numbers.size(); ++column) {
        if (!numbers[column].has_value()) continue;
        made[FigureIdOf({line, column, kYear})] = numbers[column]->value;
      }
    }
    EXPECT_EQ(made, expected);
  }
}

TEST(NationTest, OnlyTotalsAreItsNumbers) {
  EXPECT_TRUE(PlaceOf("participants/total/deltagare/women/2024").has_value());
  EXPECT_EQ(PlaceOf("participants/total/avslutade/avslutsorsak/arbete/total/"
                    "2024")
                ->line.reason,
            "arbete");
  for (const char* other :
       {"participants/enter/deltagare/women/2024",
        "participants/total/avslutade/avslutsorsak/arbete/women/share/2024",
        "participants/total/avslutade/alder/16-29/women/2024",
        "participants/total/nya/avslutsorsak/arbete/women/2024",
        "participants/total/deltagare/women/2023-12..2024-11",
        "participants/total/annat/women/2024", "surveys/total/a/share/2024",
        "rest/total/deltagare/total/2024", ""}) {
    EXPECT_FALSE(PlaceOf(other).has_value()) << other;
  }
}

TEST(NationTest, SumsAllAndTellsHowManyAreNotDividedByGender) {
  const std::vector<NationSum> sums =
      SumsOf({Totals("2220001511", {Participants("A", kYear, 10, 20)}),
              Totals("2220002279", {Participants("B", kYear, 5, {}, 30)}),
              Totals("2220000001", {Participants("C", kYear, {}, {}, 7)})});
  ASSERT_THAT(sums, SizeIs(1));
  EXPECT_EQ(sums[0].associations, 3);
  const NationNumbers& numbers = sums[0].numbers;
  EXPECT_EQ(numbers[0]->value, 15);
  EXPECT_EQ(numbers[1]->value, 20);
  EXPECT_FALSE(numbers[2].has_value());
  EXPECT_EQ(numbers[kNationUndivided]->value, 32);
  EXPECT_EQ(numbers[kNationTotal]->value, 67);
}

TEST(NationTest, AssociationsAreBesideOneAnother) {
  const auto ended = [](int64_t women, const std::string& reason) {
    std::vector<Slice> slices;
    if (!reason.empty()) slices = {{"Avslutsorsak", reason}};
    return Row("A", CountMeasure::kFinished, "2024", women, 0, {}, slices);
  };
  AssociationYear first =
      Totals("2220001511", {Participants("A", kYear, 40, 0), ended(20, ""),
                            ended(6, "Arbete med stöd"), ended(3, "Studier"),
                            ended(11, "Arbetslivsinriktad rehabilitering")});
  AssociationYear second = first;
  second.organisation = "2220002279";
  second.minimum = 5;
  second.lines.at({CountMeasure::kFinished, "studier"})[kAssociationTotal]
      ->shown = false;
  second.lines.at(kAll)[kAssociationTotal]->shown = false;
  Table table = AssociationsTable(kYear, {first, second});
  AddCosts(kYear,
           {{"2220001511", Ore{1'000'050'00}}, {"2220002279", Ore{77'00}}},
           &table);
  const auto printed = [&table](size_t row) {
    std::vector<std::string> texts;
    for (const Cell& cell : table.rows[row].cells) {
      texts.push_back(PrintedText(std::get<FigureCell>(cell)));
    }
    return texts;
  };
  EXPECT_EQ(table.rows[0].label, "222000-1511");
  EXPECT_THAT(printed(0),
              ElementsAre("40", "20", "9", "45\u00a0%", "25\u00a0001"));
  EXPECT_THAT(printed(1), ElementsAre("..", "20", "..", "..", ".."));
  EXPECT_FALSE(table.remark.empty());
  for (const TableRow& row : table.rows) {
    for (const Cell& cell : row.cells) {
      EXPECT_TRUE(IsFigureId(std::get<FigureCell>(cell).figure.id));
    }
  }
}

TEST(NationTest, NationalTableNamesReasonsAndIsPartOfThoseWhoEnded) {
  ReasonNames names;
  std::vector<CountRow> rows = {Row("A", CountMeasure::kFinished, "2024", 9, 1),
                                Row("A", CountMeasure::kFinished, "2024", 7, 1,
                                    {}, {{"avslutsorsak", "Åter i arbete"}})};
  const std::vector<NationSum> sums =
      SumsOf({TotalsOf("2220001511", kYear, rows, &names)});
  const Table table = NationTable(kYear, sums, names, 5);
  ASSERT_THAT(table.rows, SizeIs(2));
  EXPECT_EQ(table.rows[0].label, "Avslutade");
  EXPECT_EQ(table.rows[1].label, "varav Åter i arbete");
  EXPECT_EQ(table.rows[1].part_of, table.rows[0].id);
  const Figure* total = FindFigure(
      table, "nation/avslutade/avslutsorsak/ater-i-arbete/total/2024");
  ASSERT_NE(total, nullptr);
  EXPECT_EQ(total->value, Value(Count{8}));
}

TEST(NationTest, ReleaseGivesBackTheTotals) {
  Facts facts;
  facts.counts = RowsByChance(3);
  const Association released = Released("2220001511", facts);
  const AssociationYear expected = Totals("2220001511", facts.counts);
  const AssociationYear given =
      ReleasedTotalsOf("2220001511", released.releases.front());
  ASSERT_EQ(given.lines.size(), expected.lines.size());
  for (const auto& [line, numbers] : expected.lines) {
    for (size_t i = 0; i < numbers.size(); ++i) {
      const auto& other = given.lines.at(line)[i];
      ASSERT_EQ(other.has_value(), numbers[i].has_value());
      if (!other.has_value()) continue;
      EXPECT_EQ(other->value, numbers[i]->value);
    }
  }
}

}  // namespace
}  // namespace finsam::participants
