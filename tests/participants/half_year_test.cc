// What Uppföljning Finsam takes: which rows count, what is said of those that
// are missing, and the file.

#include "services/participants/domain/half_year.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/participants/half_year_file.h"
#include "tests/participants/disclosure_samples.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using test::Reasons;
using test::Row;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr char kFirstHalf[] = "2024-01..2024-06";
constexpr char kSecondHalf[] = "2024-07..2024-12";

FollowUp Made(const HalfYear& half, const Facts& facts,
              const Means& means = {}) {
  auto made = MakeFollowUp(half, facts, means);
  EXPECT_TRUE(made.ok()) << made.status();
  return *std::move(made);
}

Facts Sample() {
  Facts facts;
  facts.initiatives.emplace_back().name = "Enter";
  facts.initiatives.back().planned = 40;
  facts.counts = {
      Row("Enter", CountMeasure::kParticipants, kFirstHalf, 12, 9),
      Row("Enter", CountMeasure::kParticipants, "2024", 20, 15),
      Row("Enter", CountMeasure::kFinished, kFirstHalf, 3, 2),
      Row("Enter", CountMeasure::kParticipants, kFirstHalf, 2, 1, std::nullopt,
          {{"ålder", "16–29"}}),
      Row("Ensam", CountMeasure::kParticipants, kFirstHalf, std::nullopt, 1),
  };
  return facts;
}

TEST(HalfYearTest, TakesTheRowAboutJustTheseMonths) {
  const FollowUp made = Made({2024, 1}, Sample());
  EXPECT_THAT(made.warnings, IsEmpty());
  ASSERT_THAT(made.rows, SizeIs(2));
  EXPECT_EQ(made.rows[0].id, "enter");
  EXPECT_EQ(made.rows[0].total->value, 21);
  EXPECT_EQ(made.rows[0].by_gender[0]->value, 12);
  EXPECT_EQ(made.rows[0].planned, 40);
  // Nobody else is left, so it is none, though nobody reported so.
  EXPECT_EQ(made.rows[1].by_gender[0]->value, 0);
  EXPECT_EQ(made.rows[1].by_gender[0]->figure_id, "");
}

TEST(HalfYearTest, CalendarYearIsNoHalf) {
  const FollowUp made = Made({2024, 2}, Sample());
  ASSERT_THAT(made.rows, SizeIs(1));
  EXPECT_FALSE(made.rows[0].total.has_value());
  ASSERT_THAT(Reasons(made.warnings), ElementsAre("HALF_YEAR_MISSING"));
  EXPECT_EQ(made.warnings[0].found, "Enter");
  EXPECT_EQ(made.warnings[0].expected, kSecondHalf);
  EXPECT_EQ(made.warnings[0].severity, Severity::kWarning);
}

TEST(HalfYearTest, InitiativeThatDoesNotRunIsNotThere) {
  Facts facts;
  facts.initiatives.emplace_back().name = "Slut";
  facts.initiatives.back().last = absl::CivilMonth(2024, 6);
  EXPECT_THAT(Made({2024, 1}, facts).rows, SizeIs(1));
  EXPECT_THAT(Made({2024, 2}, facts).rows, IsEmpty());
  EXPECT_THAT(Made({2023, 2}, facts).rows, SizeIs(1));
}

TEST(HalfYearTest, StatedTotalIsNoInitiative) {
  Facts facts;
  facts.counts = {Row("Totalt", CountMeasure::kParticipants, kFirstHalf, 5, 5)};
  EXPECT_THAT(Made({2024, 1}, facts).rows, IsEmpty());
}

TEST(HalfYearTest, TwoFociAreTwoInitiatives) {
  Facts facts;
  facts.counts = {Row("Nav", CountMeasure::kParticipants, kFirstHalf, 8, 6),
                  Row("Nav", CountMeasure::kPersons, kFirstHalf, 30, 25)};
  facts.counts[1].focus = Focus::kStructural;
  Means means;
  means.initiatives = {{"Nav", Ore{100}, std::nullopt},
                       {"Nav, struktur", std::nullopt, Ore{250}}};
  const FollowUp made = Made({2024, 1}, facts, means);
  ASSERT_THAT(made.rows, SizeIs(2));
  EXPECT_EQ(made.rows[0].name, "Nav, individ");
  EXPECT_EQ(made.rows[0].id, "nav.individ");
  EXPECT_EQ(made.rows[0].total->value, 14);
  EXPECT_FALSE(made.rows[0].budget.has_value());
  EXPECT_EQ(made.rows[1].name, "Nav, struktur");
  // A structural initiative is not divided by gender.
  EXPECT_EQ(made.rows[1].total->value, 55);
  EXPECT_FALSE(made.rows[1].by_gender[0].has_value());
  EXPECT_EQ(made.rows[1].outcome, Ore{250});
  EXPECT_THAT(Reasons(made.warnings),
              UnorderedElementsAre("HALF_YEAR_DIVIDED", "HALF_YEAR_MEANS"));
}

TEST(HalfYearTest, WholeThatIsNotDividedByGenderIsSaidToLackIt) {
  Facts facts;
  facts.counts = {
      Row("A", CountMeasure::kParticipants, kFirstHalf, 3, std::nullopt, 9)};
  const FollowUp made = Made({2024, 1}, facts);
  EXPECT_EQ(made.rows[0].total->value, 9);
  EXPECT_FALSE(made.rows[0].by_gender[1].has_value());
  EXPECT_THAT(Reasons(made.warnings), ElementsAre("HALF_YEAR_MISSING"));
}

TEST(HalfYearTest, RefusesOtherHalvesAndMeansThatCannotBe) {
  const auto reason = [](int half, const Means& means) {
    return ReasonOf(MakeFollowUp({2024, half}, {}, means).status());
  };
  EXPECT_EQ(reason(0, {}), "HALF_YEAR_INVALID");
  EXPECT_EQ(reason(3, {}), "HALF_YEAR_INVALID");
  Means means;
  means.own_capital = Ore{kAmountMax.value + 1};
  EXPECT_EQ(reason(1, means), "MEANS_INVALID");
  means.own_capital = -kAmountMax;
  EXPECT_EQ(reason(1, means), "");
  means.initiatives = {{"A", Ore{1}, {}}, {"a", Ore{1}, {}}};
  EXPECT_EQ(reason(1, means), "MEANS_INVALID");
  means.initiatives = {{" ", Ore{1}, {}}};
  EXPECT_EQ(reason(1, means), "MEANS_INVALID");
  means.initiatives.assign(kMeansMax + 1, {});
  EXPECT_EQ(reason(1, means), "MEANS_INVALID");
}

TEST(HalfYearTest, TableHasFiguresThatSayWhereTheyComeFrom) {
  Means means;
  means.allotted = Ore{3'150'000'00};
  means.administration_outcome = Ore{1'234'50};
  means.initiatives = {{"Enter", Ore{500'000'00}, {}}};
  const HalfYear half{2024, 1};
  const FollowUp made = Made(half, Sample(), means);
  const Table table = FollowUpTable(half, made, means, 7);
  const Figure* women = FindFigure(table, "half-year/enter/women/2024-1");
  ASSERT_NE(women, nullptr);
  EXPECT_EQ(women->value, Value(Count{12}));
  EXPECT_EQ(women->provenance.revision, 7);
  EXPECT_THAT(women->provenance.terms,
              ElementsAre(Term{
                  "participants/enter/deltagare/women/2024-01..2024-06", 1}));
  const Figure* allotted = FindFigure(table, "half-year/total/allotted/2024-1");
  ASSERT_NE(allotted, nullptr);
  EXPECT_EQ(allotted->value, Value(Ore{3'150'000'00}));
  EXPECT_EQ(FindFigure(table, "half-year/total/own-capital/2024-1"), nullptr);
  for (const TableRow& row : table.rows) {
    for (const Cell& cell : row.cells) {
      const auto* held = std::get_if<FigureCell>(&cell);
      EXPECT_TRUE(held == nullptr || IsFigureId(held->figure.id));
    }
    if (row.kind != RowKind::kHeading) {
      EXPECT_THAT(row.cells, SizeIs(table.columns.size()));
    }
  }
}

TEST(HalfYearTest, FileHasKronorAndBlanks) {
  Means means;
  means.allotted = Ore{3'150'000'00};
  means.own_capital = Ore{-1'234'50};
  means.initiatives = {{"Enter; del 1", Ore{500'000'00}, Ore{1'05}}};
  Facts facts = Sample();
  facts.initiatives[0].name = "Enter; del 1";
  for (CountRow& row : facts.counts) {
    if (row.initiative == "Enter") row.initiative = "Enter; del 1";
  }
  const HalfYear half{2024, 1};
  EXPECT_EQ(HalfYearFileName(half), "uppfoljning-finsam-2024-1.csv");
  EXPECT_EQ(WriteHalfYearFile(half, Made(half, facts, means), means),
            "#period;2024-01..2024-06\n"
            "#tilldelade medel;3150000\n"
            "#eget kapital;-1234,50\n"
            "#administration budget;\n"
            "#administration utfall;\n"
            "insats;inriktning;kvinnor;män;annan;ej angivet;totalt;planerade;"
            "budget;utfall\n"
            "\"Enter; del 1\";individ;12;9;0;0;21;40;500000;1,05\n"
            "Ensam;individ;0;1;0;0;1;;;\n");
}

}  // namespace
}  // namespace finsam::participants
