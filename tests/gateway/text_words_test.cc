// Figures said in words: comparisons, hedges, counts and fractions.

#include "services/gateway/domain/text_words.h"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "services/gateway/domain/text.h"

namespace finsam::gateway {
namespace {

constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();
constexpr int64_t kSmallest = std::numeric_limits<int64_t>::min();

// What "{{ reference }}" prints of `value`, compared with `other`.
std::string Said(const std::string& reference, const Value& value,
                 const Value& other = {}) {
  std::vector<Problem> problems;
  const ParsedText text =
      ParseText("t.md", "{{ " + reference + " }}", &problems);
  if (!problems.empty()) return problems[0].reason;
  if (text.references.size() != 1) return "no reference";
  const TextReference& read = text.references[0];
  if (read.comparison.has_value()) {
    return PrintComparison(value, other, read).value_or("-");
  }
  return PrintReference(value, read);
}

TEST(TextWordsTest, Comparisons) {
  const std::string more = "compare a/b/2024 with a/b/2023 | fler än";
  EXPECT_EQ(Said(more, Count{3}, Count{2}), "fler än");
  EXPECT_EQ(Said(more, Count{2}, Count{3}), "färre än");
  EXPECT_EQ(Said(more, Count{2}, Count{2}), "lika många som");
  EXPECT_EQ(Said("compare\na/b/2024 with\r\n  a/b/2023 |\nfler\nän", Count{3},
                 Count{2}),
            "fler än");
  const std::string begins = "compare a/b/2024 with a/b/2023 | Ökade";
  EXPECT_EQ(Said(begins, Ore{3}, Ore{2}), "Ökade");
  EXPECT_EQ(Said(begins, Ore{1}, Ore{2}), "Minskade");
  const std::string own =
      "compare a/b/2024 with a/b/2023 | steg / sjönk / låg still";
  EXPECT_EQ(Said(own, Ratio{1, 3}, Ratio{333'333, 1'000'000}), "steg");
  EXPECT_EQ(Said(own, Ratio{1, 3}, Ratio{2, 6}), "låg still");
  EXPECT_EQ(Said(own, absl::CivilDay(2024, 3, 1), absl::CivilDay(2024, 2, 29)),
            "steg");
}

TEST(TextWordsTest, ComparisonsAsTheReaderSeesThem) {
  const std::string exact = "compare a/b/2024 with a/b/2023 | högre";
  EXPECT_EQ(Said(exact, Ore{100'049'00}, Ore{100'000'00}), "högre");
  EXPECT_EQ(Said(exact + " | tkr", Ore{100'049'00}, Ore{100'000'00}),
            "på samma nivå");
  EXPECT_EQ(Said(exact + " | tkr", Ore{100'500'00}, Ore{100'000'00}), "högre");
  EXPECT_EQ(Said(exact + " | procent", Ratio{649, 1000}, Ratio{65, 100}),
            "på samma nivå");
}

TEST(TextWordsTest, CostsShownWithAMinusAreComparedBySize) {
  const std::string rose = "compare a/b/2024 with a/b/2023 | ökade";
  EXPECT_EQ(Said(rose, Ore{-300'000'00}, Ore{-200'000'00}), "minskade");
  EXPECT_EQ(Said(rose + " | abs", Ore{-300'000'00}, Ore{-200'000'00}), "ökade");
  EXPECT_EQ(Said(rose + " | tkr abs", Ore{-200'100'00}, Ore{-200'000'00}),
            "låg stilla");
}

TEST(TextWordsTest, WhatTablesPrintOfThemIsCompared) {
  TextReference reference;
  reference.display = Display{Unit::kThousand, 0};
  reference.comparison = {"a/b/2023", *ComparisonWordsOf("mer")};
  const Ore same{100'400'00};
  EXPECT_EQ(PrintComparison(same, same, reference, 101), "mer");
  EXPECT_EQ(PrintComparison(same, same, reference, {}, 101), "mindre");
  reference.absolute = true;
  const Ore minus{-100'400'00};
  EXPECT_EQ(PrintComparison(minus, same, reference, -101), "mer");
}

TEST(TextWordsTest, ComparisonsWithNothing) {
  const std::string result = "compare a/b/2024 with 0 | överskott";
  EXPECT_EQ(Said(result, Ore{1}), "överskott");
  EXPECT_EQ(Said(result, Ore{-1}), "underskott");
  EXPECT_EQ(Said(result, Ore{0}), "nollresultat");
  EXPECT_EQ(Said(result, absl::CivilDay(2024, 1, 1)), "-");
}

TEST(TextWordsTest, WhatCannotOrMayNotBeCompared) {
  const std::string any = "compare a/b/2024 with a/b/2023 | fler";
  EXPECT_EQ(Said(any, Count{1}, Ore{1}), "-");
  EXPECT_EQ(Said(any, Count{1}, Value()), "-");
  EXPECT_EQ(Said(any, Protected{5}, Protected{5}), "-");
  EXPECT_EQ(Said(any, Protected{5}, Count{7}), "-");
  EXPECT_EQ(Said("compare a/b/2024 with 0 | fler", Protected{5}), "-");
}

TEST(TextWordsTest, MalformedComparisons) {
  for (const char* reference :
       {"compare a/b/2024", "compare a/b/2024 with a/b/2023",
        "compare a/b/2024 with | fler", "compare with a/b/2023 | fler",
        "compare a/b/2024 with 1,5 | fler", "compare a/b/2024 with 0 | flera",
        "compare a/b/2024 with 0 | a/b", "compare a/b/2024 with 0 | a//b",
        "compare a/b/2024 with 0 | ", "compare a/b/2024 with 0 with 0 | fler",
        "compare a/b/2024 with 0 | fler | tkr | tkr"}) {
    EXPECT_EQ(Said(reference, Ore{1}), "TEXT_COMPARISON") << reference;
  }
  EXPECT_EQ(Said("compare a/b/2024 with 0 | fler | pund", Ore{1}),
            "TEXT_DISPLAY");
}

TEST(TextWordsTest, Hedges) {
  const std::string millions = "a/b/2024 | mnkr drygt";
  EXPECT_EQ(Said(millions, Ore{2'100'000'00}), "drygt 2\u00a0mnkr");
  EXPECT_EQ(Said(millions, Ore{1'900'000'00}), "knappt 2\u00a0mnkr");
  EXPECT_EQ(Said(millions, Ore{2'000'000'00}), "2\u00a0mnkr");
  EXPECT_EQ(Said("a/b/2024 | mnkr abs drygt", Ore{-2'100'000'00}),
            "drygt 2\u00a0mnkr");
  EXPECT_EQ(Said("a/b/2024 | procent drygt", Ratio{2, 3}), "knappt 67\u00a0%");
  EXPECT_EQ(Said("a/b/2024 | procent drygt", Ratio{1, 3}), "drygt 33\u00a0%");
  EXPECT_EQ(Said("a/b/2024 | drygt", Count{7}), "7");
  EXPECT_EQ(Said("a/b/2024 | drygt", Value()), "–");
  EXPECT_EQ(Said("a/b/2024 | mnkr drygt drygt", Ore{1}), "TEXT_DISPLAY");
}

TEST(TextWordsTest, CountsInWords) {
  EXPECT_EQ(Said("a/b/2024 | ord", Count{2}), "två");
  EXPECT_EQ(Said("a/b/2024 | ord", Count{12}), "tolv");
  EXPECT_EQ(Said("a/b/2024 | ord", Count{13}), "13");
  EXPECT_EQ(Said("a/b/2024 | ord", Count{1}), "1");
  EXPECT_EQ(Said("a/b/2024 | ord", Count{-3}), "−3");
  EXPECT_EQ(Said("a/b/2024 | ord", Protected{5}), "..");
}

TEST(TextWordsTest, SharesInWords) {
  EXPECT_EQ(Said("a/b/2024 | andel", Ratio{27, 54}), "hälften");
  EXPECT_EQ(Said("a/b/2024 | andel", Ratio{28, 54}), "drygt hälften");
  EXPECT_EQ(Said("a/b/2024 | andel", Ratio{33, 100}), "knappt en tredjedel");
  EXPECT_EQ(Said("a/b/2024 | andel", Ratio{37, 54}), "drygt två tredjedelar");
  // Nine twentieths lie a twentieth from both neighbours.
  EXPECT_EQ(Said("a/b/2024 | andel", Ratio{9, 20}), "45\u00a0%");
  EXPECT_EQ(Said("a/b/2024 | andel", Ratio{0, 5}), "0\u00a0%");
  EXPECT_EQ(Said("a/b/2024 | andel", Ratio{5, 5}), "100\u00a0%");
  EXPECT_EQ(Said("a/b/2024 | andel", Ratio{7, 5}), "140\u00a0%");
}

TEST(TextWordsTest, TheLargestNumbers) {
  EXPECT_EQ(CompareValues(Ratio{kLargest, kLargest - 1},
                          Ratio{kLargest - 1, kLargest}, std::nullopt),
            1);
  EXPECT_EQ(CompareValues(Ore{kSmallest}, Ore{kLargest}, std::nullopt), -1);
  EXPECT_FALSE(FractionWord(Ratio{kSmallest, 1}).has_value());
  EXPECT_EQ(FractionWord(Ratio{kLargest / 2, kLargest}), "knappt hälften");
  EXPECT_EQ(HedgeOf(Ratio{kSmallest, 1}, {Unit::kPercent, 6}, 1), "drygt ");
}

}  // namespace
}  // namespace finsam::gateway
