// Sentences cut into words and numbers.

#include "services/gateway/printed/sentence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/names.h"

namespace finsam::gateway::printed {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

TEST(FoldTest, OneFormForAll) {
  EXPECT_EQ(Fold("Årets  RESULTAT:"), "arets resultat");
  EXPECT_EQ(Fold("Försäkrings-\nkassan"), "forsakringskassan");
  EXPECT_TRUE(HasPhrase("summa intakter", "intakt*"));
  EXPECT_FALSE(HasPhrase("biintakter", "intakt*"));
  EXPECT_FALSE(HasPhrase("intakterna", "intakt"));
}

TEST(SentenceTest, NumbersAndWhatTheyAreNot) {
  const struct {
    const char* said;
    std::vector<int64_t> numbers;
    std::vector<int> years;
  } cases[] = {
      {"Det blev 2.090 tkr 2024", {209'000'000}, {2024}},
      {"Fastställd 2024-11-28 enligt lag (2003:1210)", {}, {2024, 2003}},
      {"Personer 16–64 år", {1'600}, {}},
      {"Mellan 10–15 %", {1'000}, {}},
      {"En person och tre män", {100, 300}, {}},
      {"En stor del av 7TJUGO och i12", {}, {}},
      {"Se not 3 och bilaga 2", {}, {}},
      {"Planen 2026–2027 och prop 1996/97:52", {}, {}},
      {"IT-spåret hade 17 elever", {1'700}, {}},
      {"4 milj kr och 32 miljoner kronor", {400'000'000, 3'200'000'000}, {}},
      {"Resultatet är -92 822kr", {-9'282'200}, {}},
      {"Värnamo - 150 %", {15'000}, {}},
  };
  for (const auto& c : cases) {
    const Sentence sentence = ReadSentence(c.said);
    std::vector<int64_t> numbers;
    for (const Said& said : sentence.numbers) {
      numbers.push_back(said.quantity.value);
    }
    EXPECT_EQ(numbers, c.numbers) << c.said;
    EXPECT_EQ(sentence.years.empty(), c.years.empty()) << c.said;
  }
}

TEST(SentenceTest, Bounds) {
  const auto can = [](const char* said, int64_t exact) {
    const Sentence sentence = ReadSentence(said);
    return CanBe(sentence.numbers.at(0), exact);
  };
  EXPECT_TRUE(can("518 tkr", 51'835'900));
  EXPECT_TRUE(can("ca 10 000 000 kronor", 1'020'000'000));
  EXPECT_FALSE(can("ca 800 tkr", 68'330'000));
  EXPECT_TRUE(can("drygt 500 000 kr", 51'835'900));
  EXPECT_FALSE(can("drygt 500 000 kr", 49'000'000));
  EXPECT_TRUE(can("över 75 %", 7'656));
  EXPECT_FALSE(can("75 %", 7'656));
  EXPECT_TRUE(can("nästan 90 %", 8'667));
  EXPECT_TRUE(can("10–15 %", 1'447));
  EXPECT_FALSE(can("10–15 %", 1'600));
  EXPECT_TRUE(can("minst 70 %", 7'000));
  EXPECT_FALSE(can("högst 20 %", 2'100));
}

TEST(SentenceTest, TextsAreCutIntoSentences) {
  Document document;
  document.text = {{"1", "", {"Ett bl.a. stort. Tvåan är 1.925 tkr! Tre"}, {}}};
  const auto paragraphs = ReadText(document);
  ASSERT_EQ(paragraphs.size(), 1u);
  EXPECT_EQ(paragraphs[0].sentences.size(), 3u);
}

TEST(NamesTest, RowsAreKnownByShortForms) {
  EXPECT_THAT(NamesOf("Funktionsnedsatta i arbete (FIA)"), Contains("fia"));
  EXPECT_THAT(NamesOf("NOVA – Stöd i förändring"), Contains("nova"));
  EXPECT_THAT(NamesOf("ESF-projekt"), Contains("esf"));
  EXPECT_THAT(NamesOf("Mottagningsteam"), ElementsAre("mottagningsteam*"));
  EXPECT_THAT(NamesOf("Summa"), testing::IsEmpty());
  EXPECT_THAT(NamesOf("Samverkansmodell/Koll på förmåga"),
              Contains("koll pa formaga"));
  EXPECT_THAT(NamesOf("Kansli"), Not(Contains("kansli*")));
}

}  // namespace
}  // namespace finsam::gateway::printed
