// Which words in a text count as typed by hand.

#include "services/gateway/domain/loose_words.h"

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

TEST(LooseWordsTest, FindsWhatSaysANumber) {
  const Case kCases[] = {
      {"fyra av de tio målen", {"fyra", "tio"}},
      {"Tjugofyra och trehundra, femtioett",
       {"Tjugofyra", "trehundra", "femtioett"}},
      {"tiotals, ett dussin", {"tiotals", "dussin"}},
      {"ÅTTA och Åttio", {"ÅTTA", "Åttio"}},
      {"Hälften, en tredjedel och två femtedelar",
       {"Hälften", "tredjedel", "två", "femtedelar"}},
      {"De flesta, samtliga och majoriteten",
       {"flesta", "samtliga", "majoriteten"}},
      {"Kostnaderna fördubblades.", {"fördubblades"}},
      // Comparisons count in a sentence that compares.
      {"Fler behöver stöd.", {}},
      {"Fler än året före behöver stöd.", {"Fler"}},
      {"Det ökade till {{ a/b/2024 }} kronor.", {"ökade"}},
      {"Det ökade. Sedan blev det {{ a/b/2024 }}.", {}},
      {"Det ökade\n\nän", {}},
      {"- fler kom\n- sämre än väntat", {"sämre"}},
      // Words that hold others.
      {"tretti femma tvåa fyrkant sextant tion", {}},
      {"femtiden tredje fjärde delad", {}},
      {"ett mål av alla, inga båda", {}},
      // References, literals and addresses.
      {"{{ compare a/b/2024 with a/b/2023 | fler än }} {{ \"två\" }}", {}},
      {"[se](https://a.se/fyra/tio)", {}},
      {"", {}},
  };
  for (const Case& c : kCases) {
    std::vector<std::string> found;
    for (const LooseWord& word : LooseWords(c.text)) found.push_back(word.text);
    EXPECT_EQ(found, c.loose) << c.text;
  }
}

TEST(LooseWordsTest, TellsTheLine) {
  EXPECT_THAT(LooseWords("Ett\ntvå\n\n\ntre"),
              ElementsAre(LooseWord{"två", 2}, LooseWord{"tre", 5}));
}

TEST(LooseWordsTest, StopsAtItsLimit) {
  std::string text;
  for (size_t i = 0; i <= kLooseWordsMax; ++i) text += "två ";
  EXPECT_THAT(LooseWords(text), SizeIs(kLooseWordsMax));
}

TEST(LooseWordsTest, TakesAnyBytes) {
  EXPECT_THAT(LooseWords("\xff\xc3 två \xe2\x80"), SizeIs(1));
}

}  // namespace
}  // namespace finsam::gateway
