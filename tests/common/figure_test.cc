#include "common/figure/figure.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/str_replace.h"
#include "common/figure/display.h"
#include "common/figure/table.h"

namespace finsam {
namespace {

constexpr int64_t kTop = std::numeric_limits<int64_t>::max();
constexpr int64_t kBottom = std::numeric_limits<int64_t>::min();

TEST(FigureTest, IdsAreReadableParts) {
  for (const char* id : {"a", "income-statement/operating-costs/2024",
                         "budget/a_b.c-d/2024", "1/2/3/4/5/6/7/8", "."}) {
    EXPECT_TRUE(IsFigureId(id)) << id;
  }
  EXPECT_TRUE(IsFigureId(std::string(200, 'a')));
  EXPECT_FALSE(IsFigureId(std::string(201, 'a')));
  for (const char* id : {"", "/", "a/", "/a", "a//b", "A", "å", "a b", "a\n",
                         "a#b", "1/2/3/4/5/6/7/8/9"}) {
    EXPECT_FALSE(IsFigureId(id)) << id;
  }
}

TEST(FigureTest, SlugsAreIdsFromNames) {
  const struct {
    const char* name;
    const char* slug;
  } cases[] = {
      {"IT-spåret", "it-sparet"},
      {"Samverkansteam", "samverkansteam"},
      {"Övriga kostnader", "ovriga-kostnader"},
      {"ÅÄÖ åäö É ü", "aao-aao-e-u"},
      {"  Två  – tre  ", "tva-tre"},
      {"100 % närvaro!", "100-narvaro"},
      {"a/b", "a-b"},
      {"...", ""},
      {"", ""},
      {"😀", ""},
      {"\xc3", ""},
      {"a\xff\xfe"
       "b",
       "a-b"},
  };
  for (const auto& c : cases) {
    const std::string slug = Slug(c.name);
    EXPECT_EQ(slug, c.slug) << c.name;
    EXPECT_TRUE(slug.empty() || IsFigureId(slug)) << c.name;
    EXPECT_EQ(Slug(slug), slug);
  }
}

TEST(FigureTest, RulesHaveSwedishWords) {
  EXPECT_EQ(RuleInSwedish("sum"), "summa");
  EXPECT_EQ(RuleInSwedish("ratio"), "andel");
  EXPECT_EQ(RuleInSwedish("något annat"), "något annat");
}

// Tables below are written with a plain blank where a no-break one is printed.
std::string Plain(const std::string& text) {
  return absl::StrReplaceAll(text, {{"\u00a0", " "}});
}

TEST(DisplayTest, AmountsAreRoundedOnceHalfAwayFromZero) {
  const struct {
    int64_t ore;
    Display display;
    const char* text;
  } cases[] = {
      {0, {Unit::kKronor, 0}, "0"},
      {49, {Unit::kKronor, 0}, "0"},
      {50, {Unit::kKronor, 0}, "1"},
      {149, {Unit::kKronor, 0}, "1"},
      {150, {Unit::kKronor, 0}, "2"},
      {-50, {Unit::kKronor, 0}, "−1"},
      {-149, {Unit::kKronor, 0}, "−1"},
      {-150, {Unit::kKronor, 0}, "−2"},
      {522'835'800, {Unit::kKronor, 0}, "5 228 358"},
      {99'949, {Unit::kKronor, 0}, "999"},
      {99'950, {Unit::kKronor, 0}, "1 000"},
      {-51'800'000, {Unit::kThousand, 0}, "−518"},
      {49'999, {Unit::kThousand, 0}, "0"},
      {50'000, {Unit::kThousand, 0}, "1"},
      {-50'000, {Unit::kThousand, 0}, "−1"},
      {522'835'800, {Unit::kThousand, 0}, "5 228"},
      {522'835'800, {Unit::kThousand, 1}, "5 228,4"},
      {522'835'800, {Unit::kMillion, 0}, "5"},
      {522'835'800, {Unit::kMillion, 1}, "5,2"},
      {522'835'800, {Unit::kMillion, 2}, "5,23"},
      {525'000'000, {Unit::kMillion, 1}, "5,3"},
      {-525'000'000, {Unit::kMillion, 1}, "−5,3"},
      {5, {Unit::kKronor, 2}, "0,05"},
      {-5, {Unit::kKronor, 2}, "−0,05"},
      {-5, {Unit::kKronor, 1}, "−0,1"},
      {123'456'789, {Unit::kKronor, 2}, "1 234 567,89"},
      {100'000'000'000'000, {Unit::kKronor, 0}, "1 000 000 000 000"},
      {1, {Unit::kKronor, 6}, "0,010000"},
      {kTop, {Unit::kKronor, 0}, "92 233 720 368 547 758"},
      {kBottom, {Unit::kKronor, 2}, "−92 233 720 368 547 758,08"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Plain(Format(Ore{c.ore}, c.display)), c.text) << c.ore;
  }
}

TEST(DisplayTest, ARoundedZeroHasNoMinus) {
  EXPECT_EQ(Format(Ore{-49}, {Unit::kKronor, 0}), "0");
  EXPECT_EQ(Format(Ore{-49'999}, {Unit::kThousand, 0}), "0");
  EXPECT_EQ(Format(Ore{-4'999'999}, {Unit::kMillion, 1}), "0,0");
  EXPECT_EQ(Plain(Format(Ratio{-1, 1'000}, {Unit::kPercent, 0})), "0 %");
}

TEST(DisplayTest, SharesArePercent) {
  const struct {
    Ratio ratio;
    int decimals;
    const char* text;
  } cases[] = {
      {{65, 100}, 0, "65 %"},
      {{2, 3}, 0, "67 %"},
      {{2, 3}, 1, "66,7 %"},
      {{1, 200}, 0, "1 %"},
      {{-1, 200}, 0, "−1 %"},
      {{1, 201}, 0, "0 %"},
      {{0, 7}, 0, "0 %"},
      {{7, 7}, 2, "100,00 %"},
      {{kTop, 1}, 0, "922 337 203 685 477 580 700 %"},
      {{1, kTop}, 6, "0,000000 %"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Plain(Format(c.ratio, {Unit::kPercent, c.decimals})), c.text);
  }
}

TEST(DisplayTest, OtherValuesHaveTheirForms) {
  const Display kr{Unit::kKronor, 0};
  EXPECT_EQ(Format(Value{}, kr), "–");
  EXPECT_EQ(Format(Count{74}, {Unit::kCount, 0}), "74");
  EXPECT_EQ(Plain(Format(Count{1'250}, {Unit::kCount, 2})), "1 250");
  EXPECT_EQ(Format(Count{-3}, {Unit::kCount, 0}), "−3");
  EXPECT_EQ(Format(Protected{5}, {Unit::kCount, 0}), "..");
  EXPECT_EQ(Format(Protected{5}, {Unit::kPercent, 1}), "..");
  EXPECT_EQ(Format(absl::CivilDay(2025, 3, 20), {Unit::kDate, 0}),
            "2025-03-20");
  // What does not suit the unit falls back.
  EXPECT_EQ(Plain(Format(Ratio{1, 2}, kr)), "50 %");
  EXPECT_EQ(Format(Ore{12'300}, {Unit::kPercent, 1}), "123");
  EXPECT_EQ(Format(absl::CivilDay(2025, 3, 20), kr), "2025-03-20");
}

TEST(DisplayTest, RatioShownAsACountIsANumber) {
  const struct {
    Ratio ratio;
    int decimals;
    const char* text;
    int64_t steps;
  } cases[] = {
      {{32, 10}, 1, "3,2", 32},
      {{32, 10}, 0, "3", 3},
      {{7, 2}, 0, "4", 4},
      {{-7, 2}, 0, "−4", -4},
      {{1, 3}, 3, "0,333", 333},
      {{0, 7}, 1, "0,0", 0},
      {{12'345, 10}, 1, "1 234,5", 12'345},
  };
  for (const auto& c : cases) {
    const Display number{Unit::kCount, c.decimals};
    EXPECT_EQ(Plain(Format(c.ratio, number)), c.text);
    EXPECT_EQ(Plain(FormatWithUnit(c.ratio, number)), c.text);
    EXPECT_EQ(RoundedSteps(c.ratio, number), c.steps);
    EXPECT_EQ(StepsOf(c.ratio, number), std::nullopt);
  }
}

TEST(DisplayTest, GroupsAreJoinedByNoBreakSpaces) {
  EXPECT_EQ(Format(Ore{522'835'800}, {Unit::kKronor, 0}),
            "5\u00a0228\u00a0358");
  EXPECT_EQ(Format(Ratio{1, 2}, {Unit::kPercent, 0}), "50\u00a0%");
}

TEST(DisplayTest, TheUnitFollowsAnAmount) {
  EXPECT_EQ(Plain(FormatWithUnit(Ore{51'800'000}, {Unit::kThousand, 0})),
            "518 tkr");
  EXPECT_EQ(Plain(FormatWithUnit(Ore{13'030'100}, {Unit::kKronor, 0})),
            "130 301 kr");
  EXPECT_EQ(Plain(FormatWithUnit(Ore{525'000'000}, {Unit::kMillion, 1})),
            "5,3 mnkr");
  EXPECT_EQ(Plain(FormatWithUnit(Ore{100}, {Unit::kPercent, 0})), "1 kr");
  EXPECT_EQ(FormatWithUnit(Count{74}, {Unit::kCount, 0}), "74");
  EXPECT_EQ(Plain(FormatWithUnit(Ratio{1, 2}, {Unit::kPercent, 0})), "50 %");
  EXPECT_EQ(FormatWithUnit(Value{}, {Unit::kKronor, 0}), "–");
}

TEST(DisplayTest, StepsAreThePrintedNumber) {
  EXPECT_EQ(RoundedSteps(Ore{522'835'800}, {Unit::kThousand, 0}), 5'228);
  EXPECT_EQ(RoundedSteps(Ore{522'835'800}, {Unit::kThousand, 1}), 52'284);
  EXPECT_EQ(RoundedSteps(Ore{-150}, {Unit::kKronor, 0}), -2);
  EXPECT_EQ(RoundedSteps(Ore{12'300}, {Unit::kPercent, 3}), 123);
  EXPECT_EQ(RoundedSteps(Ratio{2, 3}, {Unit::kPercent, 1}), 667);
  EXPECT_EQ(RoundedSteps(Count{74}, {Unit::kCount, 2}), 74);
  for (const Value& value :
       {Value{}, Value{Protected{5}}, Value{absl::CivilDay(2025, 3, 20)}}) {
    EXPECT_EQ(RoundedSteps(value, {Unit::kKronor, 0}), std::nullopt);
  }
}

TEST(DisplayTest, GivenStepsArePrintedInsteadOfTheRoundedValue) {
  const Display tkr{Unit::kThousand, 0};
  EXPECT_EQ(Format(Ore{12'340'000}, tkr), "123");
  EXPECT_EQ(Format(Ore{12'340'000}, tkr, 124), "124");
  EXPECT_EQ(Plain(FormatWithUnit(Ore{12'340'000}, {Unit::kMillion, 2}, 13)),
            "0,13 mnkr");
  EXPECT_EQ(Format(Ore{-1}, tkr, 0), "0");
  EXPECT_EQ(Plain(Format(Ratio{1, 2}, {Unit::kPercent, 0}, 7)), "50 %");
  EXPECT_EQ(Format(Value{}, tkr, 7), "–");
}

TEST(DisplayTest, ExactSteps) {
  const auto expect = [](const Value& value, const Display& display,
                         int64_t whole, int64_t rest, int64_t per_step) {
    const auto steps = StepsOf(value, display);
    ASSERT_TRUE(steps.has_value());
    EXPECT_EQ(steps->whole, whole);
    EXPECT_EQ(steps->rest, rest);
    EXPECT_EQ(steps->per_step, per_step);
  };
  expect(Ore{-125'000}, {Unit::kThousand, 0}, -2, 75'000, 100'000);
  expect(Ore{125'000}, {Unit::kThousand, 2}, 125, 0, 100'000);
  expect(Ore{1}, {Unit::kKronor, 6}, 10'000, 0, 100);
  expect(Count{-3}, {Unit::kCount, 2}, -3, 0, 1);
  const Display kr{Unit::kKronor, 0};
  EXPECT_EQ(StepsOf(Value{}, kr), std::nullopt);
  EXPECT_EQ(StepsOf(Ratio{1, 2}, {Unit::kPercent, 0}), std::nullopt);
  EXPECT_EQ(StepsOf(Ore{1}, {Unit::kPercent, 0}), std::nullopt);
  EXPECT_EQ(StepsOf(Ore{INT64_MAX}, {Unit::kKronor, 6}), std::nullopt);
  EXPECT_EQ(StepsOf(Ore{INT64_MIN}, {Unit::kKronor, 6}), std::nullopt);
}

TEST(DisplayTest, ReadsDisplaysFromLayouts) {
  const struct {
    const char* text;
    Display display;
  } cases[] = {
      {"kr", {Unit::kKronor, 0}},          {"tkr", {Unit::kThousand, 0}},
      {"mnkr 1", {Unit::kMillion, 1}},     {"procent,1", {Unit::kPercent, 1}},
      {"procent, 1", {Unit::kPercent, 1}}, {"% 2", {Unit::kPercent, 2}},
      {" antal ", {Unit::kCount, 0}},      {"datum", {Unit::kDate, 0}},
      {"kr 6", {Unit::kKronor, 6}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ParseDisplay(c.text), c.display) << c.text;
    EXPECT_EQ(ParseDisplay(UnitWord(c.display.unit))->unit, c.display.unit);
  }
  for (const char* text : {"", " ", ",", "kronor", "KR", "kr 7", "kr -1",
                           "kr x", "kr 1 2", "1 kr", "1"}) {
    EXPECT_EQ(ParseDisplay(text), std::nullopt) << text;
  }
}

TEST(DisplayTest, EachKindOfValueHasADefault) {
  EXPECT_EQ(DefaultDisplay(Ore{1}), (Display{Unit::kKronor, 0}));
  EXPECT_EQ(DefaultDisplay(Ratio{1, 2}), (Display{Unit::kPercent, 0}));
  EXPECT_EQ(DefaultDisplay(Count{1}), (Display{Unit::kCount, 0}));
  EXPECT_EQ(DefaultDisplay(absl::CivilDay(2025, 3, 20)),
            (Display{Unit::kDate, 0}));
}

TEST(TableTest, FindsAFigureById) {
  Table table;
  table.rows = {{"head", "Kostnader", RowKind::kHeading, "", {}},
                {"a", "A", RowKind::kDetail, "", {std::monostate{}, "text"}}};
  table.rows[1].cells.push_back(FigureCell{{"t/a/2024", Ore{5}, {}}, {}});
  const Figure* found = FindFigure(table, "t/a/2024");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->value, Value{Ore{5}});
  EXPECT_EQ(FindFigure(table, "text"), nullptr);
  EXPECT_EQ(FindFigure(table, ""), nullptr);
}

}  // namespace
}  // namespace finsam
