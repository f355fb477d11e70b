// Encodings, lines, fields and check sums of SIE files.

#include "services/ledger/domain/sie_text.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_checksum.h"
#include "services/ledger/domain/sie_fields.h"
#include "services/ledger/domain/sie_line.h"
#include "services/ledger/domain/sie_lines.h"
#include "tests/ledger/sie_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;

TEST(SieTextTest, SwedishLettersInCp437) {
  EXPECT_EQ(Utf8FromCp437("\x86\x84\x94\x8F\x8E\x99\x82"), "åäöÅÄÖé");
  EXPECT_EQ(Cp437FromUtf8("åäöÅÄÖé"), "\x86\x84\x94\x8F\x8E\x99\x82");
  EXPECT_EQ(Utf8FromCp437("\xE1\xFD\xFF"), "ß²\u00a0");
}

TEST(SieTextTest, EveryByteOfCp437ComesBack) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) {
    bytes.push_back(static_cast<char>(byte));
  }
  EXPECT_EQ(Cp437FromUtf8(Utf8FromCp437(bytes)), bytes);
}

TEST(SieTextTest, WhatCp437LacksBecomesAQuestionMark) {
  EXPECT_EQ(Cp437FromUtf8("5 € – 3 \xFF\xC3"), "5 ? ? 3 ??");
}

TEST(SieTextTest, OtherEncodings) {
  EXPECT_EQ(Utf8FromSie(SieEncoding::kLatin1, "\xE5\xE4\xF6"), "åäö");
  EXPECT_EQ(Utf8FromSie(SieEncoding::kWindows1252, "\x96\x80\xD6"), "–€Ö");
  EXPECT_EQ(Utf8FromSie(SieEncoding::kUtf8, "å\x84"), "åä");
}

TEST(SieTextTest, KnowsWellFormedUtf8) {
  const struct {
    std::string bytes;
    size_t size;
  } kCases[] = {
      {"", 0},
      {"a", 1},
      {"å", 2},
      {"€", 3},
      {"𝄞", 4},
      {"\xC3", 0},
      {"\xC0\x80", 0},
      {"\xE0\x80\x80", 0},
      {"\xED\xA0\x80", 0},
      {"\x86", 0},
      {"\xF4\x90\x80\x80", 0},
      {"\xF8\x88\x80\x80", 0},
  };
  for (const auto& [bytes, size] : kCases) {
    EXPECT_EQ(Utf8SequenceSize(bytes), size) << bytes;
  }
}

TEST(SieTextTest, CutsBetweenCharacters) {
  EXPECT_EQ(CutUtf8("åäö", 6), "åäö");
  EXPECT_EQ(CutUtf8("åäö", 5), "åä");
  EXPECT_EQ(CutUtf8("åäö", 1), "");
}

TEST(SieTextTest, GuessesTheEncoding) {
  const struct {
    const char* what;
    std::string bytes;
    SieEncoding encoding;
    bool mixed;
  } kCases[] = {
      {"ASCII", "Kassa\nBank", SieEncoding::kCp437, false},
      {"CP437", "F\x94rskott, \x86r, \x8Egare", SieEncoding::kCp437, false},
      {"UTF-8", "Förskott, år", SieEncoding::kUtf8, false},
      {"ISO-8859-1", "F\xF6rskott, \xE5r", SieEncoding::kLatin1, false},
      {"Windows-1252", "F\xF6rskott \x96 \xE5r", SieEncoding::kWindows1252,
       false},
      {"UTF-8 with a byte of CP437", "Förskott, år, \x84gare",
       SieEncoding::kUtf8, true},
      {"CP437 with a letter of UTF-8", "F\x94r \x86r \x84 å",
       SieEncoding::kCp437, true},
  };
  for (const auto& [what, bytes, encoding, mixed] : kCases) {
    SCOPED_TRACE(what);
    const SieEncodingGuess guess = GuessSieEncoding("x\r\ny\n" + bytes);
    EXPECT_EQ(guess.encoding, encoding);
    EXPECT_EQ(guess.mixed, mixed);
    EXPECT_EQ(guess.line, bytes[0] == 'K' ? 0 : 3);
  }
}

TEST(SieTextTest, FindsTextsThatWereHarmedBefore) {
  const struct {
    const char* text;
    TextHarm harm;
  } kCases[] = {
      {"Förskott på lön", TextHarm::kNone},
      {"12 ÷ 4", TextHarm::kNone},
      {"Kalle \u201dKula\u201d", TextHarm::kNone},
      {"F\uFFFDrskott", TextHarm::kDestroyed},
      {"F∩┐╜rskott", TextHarm::kDestroyed},
      {"FÃ¶rskott pÃ¥ lÃ¶n", TextHarm::kGarbled},
      {"F├╢rskott", TextHarm::kGarbled},
      {"F÷rskott", TextHarm::kGarbled},
      {"Ink”p tj„nster", TextHarm::kGarbled},
  };
  for (const auto& [text, harm] : kCases) {
    EXPECT_EQ(FindTextHarm(text), harm) << text;
  }
}

// The sample with å, ä, ö as each encoding writes them.
TEST(SieTextTest, FilesInOtherEncodingsAreReadWithAWarning) {
  const struct {
    const char* name;
    SieEncoding encoding;
    size_t warnings;
  } kCases[] = {
      {"P\x86 \x84\x94", SieEncoding::kCp437, 0},
      {"På äö", SieEncoding::kUtf8, 1},
      {"P\xE5 \xE4\xF6", SieEncoding::kLatin1, 1},
  };
  for (const auto& [name, encoding, warnings] : kCases) {
    const SieReading reading =
        ReadSie("a.se", Changed(kSieSample, "Insatser", name));
    EXPECT_TRUE(reading.ok());
    EXPECT_EQ(reading.file.encoding, encoding);
    EXPECT_EQ(reading.file.accounts[3].name, "På äö");
    ASSERT_EQ(reading.problems.size(), warnings);
    if (warnings == 0) continue;
    EXPECT_EQ(reading.problems[0].reason, "SIE_ENCODING");
    EXPECT_EQ(reading.problems[0].line, 14);
  }
  const SieReading marked =
      ReadSie("a.se", std::string("\xEF\xBB\xBF") + kSieSample);
  EXPECT_TRUE(marked.ok());
  EXPECT_EQ(marked.file.encoding, SieEncoding::kUtf8);
}

TEST(SieTextTest, DestroyedTextsAreToldOnce) {
  const SieReading reading = ReadSie(
      "a.se", ChangedAll(kSieSample, "Bidrag", "Bidr\uFFFDg till \u00e5r"));
  EXPECT_TRUE(reading.ok());
  ASSERT_EQ(reading.problems.size(), 2U);
  EXPECT_EQ(reading.problems[1].reason, "SIE_ENCODING");
  EXPECT_EQ(reading.problems[1].line, 13);
}

// The lines of `bytes`, which must be the same however they are read.
std::vector<std::string> LinesOf(const std::string& bytes) {
  const SieBytes source(bytes);
  std::vector<std::string> first;
  for (size_t window = 1; window <= bytes.size() + 1; ++window) {
    SieLines lines(source, /*begin=*/0, window);
    std::vector<std::string> all;
    absl::string_view line;
    while (lines.Next(&line).value()) all.emplace_back(line);
    EXPECT_EQ(lines.number(), static_cast<int64_t>(all.size()));
    EXPECT_EQ(lines.position(), source.size());
    if (window == 1) first = all;
    EXPECT_EQ(all, first) << window;
  }
  return first;
}

TEST(SieLineTest, EndsOfLines) {
  EXPECT_THAT(LinesOf("a\nb\r\nc\rd"), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(LinesOf("a\r\r\n\n"), ElementsAre("a", "", ""));
  EXPECT_THAT(LinesOf("\n"), ElementsAre(""));
  EXPECT_THAT(LinesOf(""), ElementsAre());
  EXPECT_THAT(LinesOf("\r"), ElementsAre(""));
  EXPECT_THAT(LinesOf("a\r\n"), ElementsAre("a"));
  EXPECT_THAT(LinesOf("\n\r\n\ra"), ElementsAre("", "", "", "a"));
}

TEST(SieLineTest, OfALineThatIsTooLongNothingIsKept) {
  const std::string most(kSieLineBytesMax, 'x');
  const std::string bytes = most + "\r\n" + most + "x\n" + most + "xx";
  const SieBytes source(bytes);
  for (const size_t window :
       {size_t{999}, kSieLineBytesMax, kSieLineBytesMax + 1, bytes.size()}) {
    SieLines lines(source, /*begin=*/0, window);
    absl::string_view line;
    ASSERT_TRUE(lines.Next(&line).value());
    EXPECT_FALSE(lines.too_long());
    EXPECT_EQ(line, most);
    for (int i = 0; i < 2; ++i) {
      ASSERT_TRUE(lines.Next(&line).value());
      EXPECT_TRUE(lines.too_long());
      EXPECT_EQ(line, "");
    }
    EXPECT_FALSE(lines.Next(&line).value());
    EXPECT_EQ(lines.number(), 3);
  }
}

TEST(SieLineTest, ASurveyIsTheSameHoweverTheFileIsRead) {
  const std::string cases[] = {
      "\xEF\xBB\xBF \r\n\n#FLAGGA 0\r\nå€𝄞\xC3\n\x1A\r\n",
      "#F\r\x86\x84\xC3\xA5\n\xE2\x82",
      "\n\n\n",
      "",
      "#",
      "#A\n\0\n",
      "\xEF\xBB",
      "\xEF\xBB\xBF",
      "\r\r\n\n\xF0\x9D\x84\x9E\xF0\x9D"};
  for (const std::string& bytes : cases) {
    const SieBytes source(bytes);
    const SieSurvey whole = SurveySie(source, bytes.size() + 1).value();
    EXPECT_EQ(whole.encoding.line,
              GuessSieEncoding(bytes.substr(whole.begin)).line);
    for (size_t window = 1; window <= bytes.size(); ++window) {
      const SieSurvey survey = SurveySie(source, window).value();
      EXPECT_EQ(survey.encoding.encoding, whole.encoding.encoding);
      EXPECT_EQ(survey.encoding.mixed, whole.encoding.mixed);
      EXPECT_EQ(survey.encoding.line, whole.encoding.line);
      EXPECT_EQ(survey.is_marked, whole.is_marked);
      EXPECT_EQ(survey.start, whole.start);
      EXPECT_EQ(survey.begin, whole.begin);
      EXPECT_EQ(survey.content_end, whole.content_end);
    }
  }
}

// The fields of a line joined by '|', braces as themselves.
std::string Fields(absl::string_view line) {
  SieTokens tokens;
  TokeniseSieLine(line, &tokens);
  std::string out;
  for (const SieField& field : tokens.fields) {
    if (!out.empty()) out += '|';
    if (field.kind == SieField::Kind::kOpen) out += '{';
    if (field.kind == SieField::Kind::kClose) out += '}';
    out += field.escaped ? UnescapeSie(field.raw) : std::string(field.raw);
  }
  if (tokens.unclosed_quote) out += "|no end";
  if (tokens.unclosed_list) out += "|open";
  return out;
}

TEST(SieLineTest, FieldsOfALine) {
  const struct {
    const char* line;
    const char* fields;
  } kCases[] = {
      {"", ""},
      {" \t ", ""},
      {"#FLAGGA 0", "#FLAGGA|0"},
      {"#VER\tA  1\t20240101", "#VER|A|1|20240101"},
      {"#VER \"\" \"\" x", "#VER|||x"},
      {"#PROSA \"en \\\"stor\\\" sak\"", "#PROSA|en \"stor\" sak"},
      {"#PROSA a\\\"b", "#PROSA|a\"b"},
      {"#T 1 {} 2", "#T|1|{|}|2"},
      {"#T 1 { } 2", "#T|1|{|}|2"},
      {"#T 1 {1 1} 2", "#T|1|{|1|1|}|2"},
      {"#T 1 {\"1\" \"a b\"6 \"7\"}2", "#T|1|{|1|a b\"6 \"7|}|2"},
      {"#T 1 {1 \"2\"", "#T|1|{|1|2|open"},
      {"#T a{b}", "#T|a{b}"},
      {"#T \"{\"", "#T|{"},
      {"{", "{|open"},
      {"} ", "}"},
      {"#T \"abc", "#T|abc|no end"},
      {"#T \"F\"rskott till\" 1", "#T|F\"rskott till|1"},
      {"#T \"C:\\a\\\"", "#T|C:\\a\\"},
      {"#T \"", "#T||no end"},
  };
  for (const auto& [line, fields] : kCases) {
    EXPECT_EQ(Fields(line), fields) << line;
  }
}

TEST(SieFieldsTest, Days) {
  EXPECT_EQ(ParseSieDay("20240229"), absl::CivilDay(2024, 2, 29));
  for (const char* text : {"", "2024022", "20230229", "20241301", "20240100",
                           "2024O101", "18991231", "-0240101", "202402290"}) {
    EXPECT_EQ(ParseSieDay(text), std::nullopt) << text;
  }
}

TEST(SieChecksumTest, Crc32OfTheUsualDigits) {
  Crc32 crc;
  EXPECT_EQ(crc.Value(), 0U);
  crc.Add("12345");
  crc.Add("6789");
  EXPECT_EQ(crc.Value(), 0xCBF43926U);
}

TEST(SieChecksumTest, BlanksQuotesAndBracesAreNotSummed) {
  Crc32 plain;
  plain.Add("#T1930a \"b\"610");
  for (const char* line : {"#T 1930 \"a \\\"b\\\"\" {6 10}",
                           "\t#T\t\"1930\"  \"a \\\"b\\\"\" {\"6\" \"10\"} "}) {
    SieTokens tokens;
    TokeniseSieLine(line, &tokens);
    SieChecksum sum(/*is_utf8=*/false);
    sum.Add(tokens);
    EXPECT_EQ(sum.Value(), plain.Value()) << line;
    EXPECT_TRUE(sum.Matches(plain.Value()));
  }
}

}  // namespace
}  // namespace finsam::ledger
