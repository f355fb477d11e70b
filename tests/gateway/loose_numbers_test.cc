// Which numbers in a text count as typed by hand.

#include "services/gateway/domain/loose_numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace finsam::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

struct Case {
  const char* text;
  std::vector<std::string> loose;
};

TEST(LooseNumbersTest, FindsWhatIsNoFigure) {
  const Case kCases[] = {
      // Amounts, shares and counts as they are met in reports.
      {"drygt 500.000 kr av kapitalet", {"500.000 kr"}},
      {"20% av utfallet, 24 % året innan", {"20%", "24 %"}},
      {"bara 10-15% av budgeten", {"10-15%"}},
      {"blev 1.925 tkr, inte 2 090 tkr", {"1.925 tkr", "2 090 tkr"}},
      {"200tkr avsattes", {"200tkr"}},
      {"kostade 5\u00a0228\u00a0358 kronor", {"5\u00a0228\u00a0358 kronor"}},
      {"minus -518 och −504", {"-518", "−504"}},
      {"12,5 mnkr (8 personer)", {"12,5 mnkr", "8"}},
      {"i åldern 16–64 år", {"16–64"}},
      {"lag (2018:597)", {"2018:597"}},
      {"Campus i12 och 3:e gången", {"i12", "3"}},
      {"påbörjat 241101", {"241101"}},
      {"ca 1,5 h", {"1,5"}},
      // Digits of two numbers are not put together.
      {"år 2024 100 personer", {"100"}},
      {"74 47 och 27", {"74", "47", "27"}},
      // Years and days.
      {"under 2024, 1900 och 2100", {}},
      {"1899 och 2101", {"1899", "2101"}},
      {"perioden 2023–2025, 2023-2024 och 2024/2025", {}},
      {"2024-talet, 1990-tal", {}},
      {"fastställd 2025-03-20.", {"2025-03-20"}},
      {"2025-13-20", {"2025-13-20"}},
      {"2000 kr och 2024 procent", {"2000 kr", "2024 procent"}},
      {"2024-12", {"2024-12"}},
      // Figures and literals.
      {"{{ income-statement/result/2024 | mnkr 1 }} och {{ \"16–64\" }}", {}},
      {"{{ a/b/2024 }} av 74", {"74"}},
      // Markdown's own digits.
      {"1. Ett\n2. Två\n10) Tio", {}},
      {"Text.\n\n7. Sju\n   - 8. Åtta", {}},
      {"   > 1. citat", {}},
      {"det var år\n15. Och sedan", {"15"}},
      {"1. Ett\nfortsätter\n2. Två", {}},
      {"- 5 personer", {"5"}},
      {"[sida 3](https://a.se/4/(5)?b=6 \"7\") <https://a.se/8>", {"3"}},
      {"https://a.se/2018:597 och www.a.se/12", {}},
      {"[a]: https://a.se/12", {}},
      {"a](b 12", {"12"}},
      {"&#160;&#x2014; &frac12;", {}},
      {"A & B 12; C", {"12"}},
      {"", {}},
  };
  for (const Case& c : kCases) {
    std::vector<std::string> found;
    for (const LooseNumber& number : LooseNumbers(c.text)) {
      found.push_back(number.text);
    }
    EXPECT_EQ(found, c.loose) << c.text;
  }
}

TEST(LooseNumbersTest, TellsTheLine) {
  EXPECT_THAT(LooseNumbers("a\n\n{{ b/c |\n tkr }} 12\r\n3 av 4"),
              ElementsAre(LooseNumber{"12", 4}, LooseNumber{"3", 5},
                          LooseNumber{"4", 5}));
}

TEST(LooseNumbersTest, StopsAtALimit) {
  std::string text;
  for (size_t i = 0; i <= kLooseNumbersMax; ++i) text += "7 a ";
  EXPECT_THAT(LooseNumbers(text), SizeIs(kLooseNumbersMax));
}

TEST(LooseNumbersTest, BytesThatAreNoTextDoNoHarm) {
  EXPECT_THAT(LooseNumbers("\xff 12 \xc3"), SizeIs(1));
  EXPECT_THAT(LooseNumbers(std::string("](\0&{{", 6)), SizeIs(0));
}

}  // namespace
}  // namespace finsam::gateway
