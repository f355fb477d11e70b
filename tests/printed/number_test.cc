// Numbers as published documents print them, with all their traps.

#include "services/gateway/printed/number.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace finsam::gateway::printed {
namespace {

constexpr int64_t kTkr = 100'000;
constexpr int64_t kMnkr = 100'000'000;

std::optional<int64_t> ValueOf(const std::string& cell, int64_t unit = 100) {
  const auto quantity = ParseCell(cell, unit).quantity;
  return quantity ? std::optional(quantity->value) : std::nullopt;
}

TEST(PrintedNumberTest, CellsAreRead) {
  const struct {
    const char* printed;
    std::optional<int64_t> hundredths;
  } cases[] = {
      {"8649", 864'900},
      {"8 649", 864'900},
      {"8\u00A0649", 864'900},
      {"2344 835", 234'483'500},
      {"5\u202F228\u202F358", 522'835'800},
      {"– 57", -5'700},
      {"- 505", -50'500},
      {"−518 359", -51'835'900},
      {"(518)", -51'800},
      {"+2 576 002", 257'600'200},
      {"63.855 kr", 6'385'500},
      {"1.925 tkr", 192'500'000},
      {"4 066 519kr (79%)", 406'651'900},
      {"6 463 878 (inkl ESF)", 646'387'800},
      {"629 996 (12,5%)", 62'999'600},
      {"13,4%", 1'340},
      {"3,2", 320},
      {"0", 0},
      {"4 190 000:-", 419'000'000},
      {"**94%**", 9'400},
      {"12 st", 1'200},
      {"", std::nullopt},
      {"–", std::nullopt},
      {"-", std::nullopt},
      {"Snitt 3,2 år", std::nullopt},
      {"2024-12-31", std::nullopt},
      {"2 av 3", std::nullopt},
      {"Uppfyllt", std::nullopt},
      {"99999999999999999999", std::nullopt},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ValueOf(c.printed), c.hundredths) << c.printed;
  }
}

TEST(PrintedNumberTest, TheUnitSaysHowACommaIsMeant) {
  EXPECT_EQ(ValueOf("5,228", kMnkr), 522'800'000);
  EXPECT_EQ(ValueOf("5,228", kTkr), 522'800'000);
  EXPECT_EQ(ValueOf("63.855 kr", kTkr), 6'385'500);
  EXPECT_EQ(ValueOf("5,2 mnkr"), 520'000'000);
  EXPECT_EQ(ValueOf("5,228 mnkr"), 522'800'000);
}

TEST(PrintedNumberTest, SharesBesideAmountsAreKept) {
  const CellNumber cell = ParseCell("603 889kr (12%)", 100);
  ASSERT_TRUE(cell.share.has_value());
  EXPECT_EQ(cell.share->value, 1'200);
}

TEST(PrintedNumberTest, TextsAreScanned) {
  const std::string text = Normalised(
      "Enligt § 7 i lag (2003:1210) blev det 2.090 tkr 2024, i12 och – 5 år.");
  const auto first = NextNumber(text, 0);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->quantity.value, 700);
  const auto amount = NextNumber(text, text.find("blev"));
  ASSERT_TRUE(amount.has_value());
  EXPECT_EQ(amount->quantity.value, 209'000'000);
  EXPECT_EQ(amount->quantity.step, kTkr);
  EXPECT_EQ(amount->quantity.measure, Measure::kMoney);
  const auto year = NextNumber(text, amount->end);
  ASSERT_TRUE(year.has_value());
  EXPECT_TRUE(year->is_year);
  const auto glued = NextNumber(text, year->end);
  ASSERT_TRUE(glued.has_value());
  EXPECT_TRUE(glued->glued);
}

TEST(PrintedNumberTest, RoundedAndCut) {
  const Quantity printed{527'700'000, kTkr, Measure::kMoney};
  EXPECT_TRUE(SameRounded(printed, 527'749'900));
  EXPECT_FALSE(SameRounded(printed, 527'754'400));
  EXPECT_TRUE(SameCut(printed, 527'754'400));
  EXPECT_FALSE(SameCut(printed, 527'800'000));
}

}  // namespace
}  // namespace finsam::gateway::printed
