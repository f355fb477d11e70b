// What an author may write between double braces, what it becomes, and what is
// refused with its line.

#include "services/gateway/domain/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Display kKronor{Unit::kKronor, 0};
constexpr Display kTkr{Unit::kThousand, 0};

ParsedText Parse(const std::string& bytes) {
  std::vector<Problem> problems;
  ParsedText text = ParseText("text/a.md", bytes, &problems);
  for (const Problem& problem : problems) ADD_FAILURE() << ProblemLine(problem);
  return text;
}

TEST(TextTest, PutsMarksWhereFiguresGo) {
  const ParsedText text = Parse(
      "Det blev {{ income-statement/result/2024 | tkr }}, mot\n"
      "{{budget/result/2024}} i budget.\n");
  EXPECT_EQ(text.markdown,
            "Det blev \ue000"
            "0\ue001, mot\n"
            "\ue000"
            "1\ue001 i budget.\n");
  EXPECT_THAT(
      text.references,
      ElementsAre(
          TextReference{"income-statement/result/2024", kTkr, false, false, 1},
          TextReference{"budget/result/2024", std::nullopt, false, false, 2}));
}

TEST(TextTest, AByteOrderMarkIsNoText) {
  EXPECT_EQ(Parse("\ufeffHej").markdown, "Hej");
}

TEST(TextTest, AReferenceMayRunOverALinesEnd) {
  const ParsedText text = Parse("blev {{ a/b/2024 |\n  mnkr 1\n abs }} i år");
  ASSERT_EQ(text.references.size(), 1u);
  EXPECT_EQ(text.references[0].display, (Display{Unit::kMillion, 1}));
  EXPECT_TRUE(text.references[0].absolute);
}

struct Words {
  const char* written;
  std::optional<Display> display;
  bool absolute;
  bool without_unit;
};

TEST(TextTest, ReadsEveryDisplay) {
  const Words kCases[] = {
      {"", std::nullopt, false, false},
      {"| kr", kKronor, false, false},
      {"| tkr", kTkr, false, false},
      {"| mnkr 1", Display{Unit::kMillion, 1}, false, false},
      {"| procent", Display{Unit::kPercent, 0}, false, false},
      {"| procent 1", Display{Unit::kPercent, 1}, false, false},
      {"| antal", Display{Unit::kCount, 0}, false, false},
      {"| datum", Display{Unit::kDate, 0}, false, false},
      {"| tkr abs", kTkr, true, false},
      {"| tkr utan enhet", kTkr, false, true},
      {"| tkr abs utan enhet", kTkr, true, true},
      {"| tkr utan enhet abs", kTkr, true, true},
      {"| abs", std::nullopt, true, false},
      {"|\u00a0tkr\u00a0abs", kTkr, true, false},
  };
  for (const Words& words : kCases) {
    const ParsedText text = Parse(absl::StrCat("{{ a/b ", words.written, "}}"));
    ASSERT_EQ(text.references.size(), 1u) << words.written;
    EXPECT_EQ(text.references[0].display, words.display) << words.written;
    EXPECT_EQ(text.references[0].absolute, words.absolute) << words.written;
    EXPECT_EQ(text.references[0].without_unit, words.without_unit)
        << words.written;
  }
}

TEST(TextTest, ALiteralIsPlainText) {
  const std::pair<const char*, const char*> kCases[] = {
      {"{{ \"16–64 år\" }}", "16–64 år"},     {"{{\"2018:597\"}}", "2018:597"},
      {"{{ \"*5*\" }}", "\\*5\\*"},           {"{{ \"<b>\" }}", "\\<b\\>"},
      {"{{ \"1. maj\" }}", "1\\. maj"},       {"{{ \"0.5\" }}", "0\\.5"},
      {"{{ \"-5 grader\" }}", "\\-5 grader"}, {"{{ \"{{\" }}", "{{"},
      {"{{ \"två\n rader\" }}", "två rader"},
  };
  for (const auto& [written, markdown] : kCases) {
    const ParsedText text = Parse(written);
    EXPECT_EQ(text.markdown, markdown);
    EXPECT_THAT(text.references, IsEmpty());
  }
}

struct Harm {
  const char* name;
  std::string bytes;
  const char* reason;
  int64_t line;

  friend void PrintTo(const Harm& h, std::ostream* out) { *out << h.name; }
};

const Harm kHarms[] = {
    {"Latin1", "Hej\nd\xe5", "TEXT_NOT_UTF8", 2},
    {"CutShort", "Hej \xc3", "TEXT_NOT_UTF8", 1},
    {"Overlong", "\xc0\xaf", "TEXT_NOT_UTF8", 1},
    {"Surrogate", "\xed\xa0\x80", "TEXT_NOT_UTF8", 1},
    {"TooLarge", std::string(kTextBytesMax + 1, 'a'), "TEXT_TOO_LARGE", 0},
    {"PrivateBegin", "a\n\nb\ue000", "TEXT_PRIVATE_CHARACTER", 3},
    {"PrivateEnd", "\ue001", "TEXT_PRIVATE_CHARACTER", 1},
    {"NotClosed", "a\n{{ a/b | tkr\n", "TEXT_REFERENCE", 2},
    {"ClosedTooLate", "{{ a/b\n\n}} b", "TEXT_REFERENCE", 1},
    {"OneBrace", "{{ a/b } c", "TEXT_REFERENCE", 1},
    {"NeverOpened", "a }} b", "TEXT_REFERENCE", 1},
    {"Empty", "{{ }}", "TEXT_REFERENCE", 1},
    {"EmptyLiteral", "{{ \"\" }}", "TEXT_REFERENCE", 1},
    {"OpenLiteral", "{{ \"16 år }}", "TEXT_REFERENCE", 1},
    {"LiteralAndMore", "{{ \"16\" | tkr }}", "TEXT_REFERENCE", 1},
    {"CurlyQuotes", "{{ ”16 år” }}", "TEXT_REFERENCE", 1},
    {"NoFigureId", "\n\n{{ Årets resultat }}", "TEXT_REFERENCE", 3},
    {"TwoParts", "{{ a/b c/d }}", "TEXT_REFERENCE", 1},
    {"UnknownDisplay", "{{ a/b | kronor }}", "TEXT_DISPLAY", 1},
    {"NoDisplay", "{{ a/b | }}", "TEXT_DISPLAY", 1},
    {"TwoDisplays", "{{ a/b | kr | tkr }}", "TEXT_DISPLAY", 1},
    {"TooManyDecimals", "{{ a/b | mnkr 7 }}", "TEXT_DISPLAY", 1},
    {"AbsTwice", "{{ a/b | kr abs abs }}", "TEXT_DISPLAY", 1},
};

class TextHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(TextHarmTest, IsRefusedWithFileAndLine) {
  std::vector<Problem> problems;
  ParseText("text/a.md", GetParam().bytes, &problems);
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0].reason, GetParam().reason);
  EXPECT_EQ(problems[0].file, "text/a.md");
  EXPECT_EQ(problems[0].line, GetParam().line);
  EXPECT_FALSE(problems[0].message.empty());
}

INSTANTIATE_TEST_SUITE_P(Each, TextHarmTest, testing::ValuesIn(kHarms),
                         testing::PrintToStringParamName());

TEST(TextTest, TellsEveryProblemUpToALimit) {
  std::vector<Problem> problems;
  ParseText("a.md", "{{ a/b | x }}\n\n{{ }}\n\n}}\n{{ a }}", &problems);
  EXPECT_EQ(problems.size(), 3u);
  problems.clear();
  std::string bytes;
  for (int i = 0; i < 200; ++i) bytes += "{{ }}\n";
  ParseText("a.md", bytes, &problems);
  EXPECT_EQ(problems.size(), kTextProblemsMax);
}

TEST(TextTest, TakesAsManyReferencesAsTheLimitAndNoMore) {
  std::string bytes;
  for (size_t i = 0; i < kTextReferencesMax; ++i) bytes += "{{a/b}} ";
  EXPECT_EQ(Parse(bytes).references.size(), kTextReferencesMax);
  std::vector<Problem> problems;
  ParseText("a.md", bytes + "{{a/b}}", &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].reason, "TEXT_TOO_LARGE");
}

// An author's slip must not make the reader slow.
TEST(TextTest, ManyOpenBracesAreReadQuickly) {
  std::vector<Problem> problems;
  ParseText("a.md", std::string(kTextBytesMax, '{'), &problems);
  EXPECT_EQ(problems.size(), kTextProblemsMax);
}

struct Print {
  Value value;
  TextReference reference;
  const char* printed;
};

TEST(TextTest, PrintsAReferenceAsTheAuthorAsked) {
  const Value loss = Ore{-51'835'947};
  const Value share = Ratio{13, 20};
  const auto as = [](std::optional<Display> display, bool absolute = false,
                     bool without_unit = false) {
    return TextReference{"a/b", display, absolute, without_unit, 1};
  };
  const Print kCases[] = {
      {loss, as(std::nullopt), "−518\u00a0359\u00a0kr"},
      {loss, as(kTkr), "−518\u00a0tkr"},
      {loss, as(kTkr, true), "518\u00a0tkr"},
      {loss, as(kTkr, false, true), "−518"},
      {loss, as(Display{Unit::kMillion, 1}, true), "0,5\u00a0mnkr"},
      {share, as(std::nullopt), "65\u00a0%"},
      {share, as(Display{Unit::kPercent, 1}), "65,0\u00a0%"},
      {share, as(std::nullopt, false, true), "65"},
      {Count{74}, as(std::nullopt), "74"},
      {absl::CivilDay(2025, 3, 20), as(std::nullopt), "2025-03-20"},
      {Protected{5}, as(std::nullopt), ".."},
      {std::monostate{}, as(kTkr), "–"},
      // No opposite in 64 bits, and yet printed.
      {Count{std::numeric_limits<int64_t>::min()}, as(std::nullopt, true),
       "9\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0808"},
  };
  for (const Print& print : kCases) {
    EXPECT_EQ(PrintReference(print.value, print.reference), print.printed);
  }
}

TEST(TextTest, SplitsAtMarksAndDropsBrokenOnes) {
  const auto plain = [](const char* text) {
    return TextPiece{text, std::nullopt};
  };
  EXPECT_THAT(
      SplitAtMarks(absl::StrCat("a", ReferenceMark(0), "b", ReferenceMark(12))),
      ElementsAre(plain("a"), TextPiece{"", 0}, plain("b"), TextPiece{"", 12}));
  EXPECT_THAT(SplitAtMarks("a\ue000"
                           "b\ue001"
                           "c"),
              ElementsAre(plain("abc")));
  EXPECT_THAT(SplitAtMarks("\ue001"
                           "a\ue000"),
              ElementsAre(plain("a")));
  EXPECT_THAT(SplitAtMarks(""), IsEmpty());
}

}  // namespace
}  // namespace finsam::gateway
