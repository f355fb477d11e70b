#include "common/files/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"

namespace finsam {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Reasons(const std::vector<Problem>& problems) {
  std::vector<std::string> reasons;
  for (const Problem& problem : problems) reasons.push_back(problem.reason);
  return reasons;
}

// The reasons why a file with columns rad, belopp and, optional, kommentar is
// refused.
std::vector<std::string> ReasonsFor(absl::string_view content) {
  std::vector<Problem> problems;
  CsvReader in("budget.csv", content, {"rad", "belopp"}, {"kommentar"},
               &problems);
  return Reasons(problems);
}

TEST(CsvTest, ADirectiveMayBeTwoWordsAndASentenceIsNone) {
  std::vector<Problem> problems;
  CsvReader in("budget.csv",
               "#ingående kapital;1 925 340;prognos 2024\n"
               "# två ord;här\n#tre ord här;ja\n"
               "#tre ord här;samma igen\nrad;belopp\n",
               {"rad", "belopp"}, {}, &problems);
  EXPECT_THAT(Reasons(problems), IsEmpty());
  EXPECT_EQ(in.Directive("ingående kapital"), "1 925 340;prognos 2024");
  EXPECT_EQ(in.Directive("två ord"), std::nullopt);
  EXPECT_EQ(in.Directive("tre ord här"), std::nullopt);
}

TEST(CsvTest, ReadsRowsByColumnNameWithTheirLines) {
  std::vector<Problem> problems;
  CsvReader in("budget.csv",
               "\xef\xbb\xbf# Budget, antagen\r\n"
               "#beslut;styrelsen 2023-11-23 § 31;;\r\n"
               "#fastställd;2023-11-23\r\n"
               "\r\n"
               " Belopp ;RAD;kommentar\r\n"
               "3 150 000;bidrag;\"av staten; \"\"halva\"\"\"\r\n"
               "# en anmärkning; med semikolon\r\n"
               ";;\r\n"
               "−5;ränta;\"två\r\nrader\"\r\n"
               "7;sist;\n",
               {"rad", "belopp"}, {"kommentar", "saknas"}, &problems);
  ASSERT_THAT(Reasons(problems), IsEmpty());
  ASSERT_EQ(in.rows().size(), 3u);
  EXPECT_EQ(in.RequireDirective("beslut"), "styrelsen 2023-11-23 § 31");
  EXPECT_EQ(in.RequireDirectiveDate("fastställd"),
            absl::CivilDay(2023, 11, 23));
  EXPECT_EQ(in.Directive("annat"), std::nullopt);

  const CsvRow& first = in.rows()[0];
  EXPECT_EQ(first.line, 6);
  EXPECT_EQ(in.Text(first, "rad"), "bidrag");
  EXPECT_EQ(in.Text(first, "kommentar"), "av staten; \"halva\"");
  EXPECT_EQ(in.Text(first, "saknas"), "");
  EXPECT_EQ(in.Amount(first, "belopp"), Ore{315'000'000});

  const CsvRow& second = in.rows()[1];
  EXPECT_EQ(second.line, 9);
  EXPECT_EQ(in.Amount(second, "belopp"), Ore{-500});
  EXPECT_EQ(in.Text(second, "kommentar"), "två\nrader");
  EXPECT_EQ(in.rows()[2].line, 11);
  EXPECT_THAT(problems, IsEmpty());
}

TEST(CsvTest, HeadDecidesTheDelimiter) {
  for (const char* content :
       {"rad;belopp\na;1,50\n", "rad\tbelopp\na\t1,50\n",
        "rad,belopp\na,\"1,50\"\n", "rad;belopp\ra;1,50\r"}) {
    std::vector<Problem> problems;
    CsvReader in("x.csv", content, {"rad", "belopp"}, {}, &problems);
    ASSERT_EQ(in.rows().size(), 1u) << content;
    EXPECT_EQ(in.Amount(in.rows()[0], "belopp"), Ore{150}) << content;
    EXPECT_THAT(problems, IsEmpty());
  }
}

TEST(CsvTest, RefusesWhatIsNoTableOfThisKind) {
  const struct {
    const char* what;
    std::string content;
    std::vector<std::string> reasons;
  } cases[] = {
      {"fine", "rad;belopp\na;1\n", {}},
      {"fine without a last line end", "rad;belopp\na;1", {}},
      {"fine without rows", "rad;belopp\n", {}},
      {"empty file", "", {"CSV_EMPTY"}},
      {"only comments", "# hej\n\n", {"CSV_EMPTY"}},
      {"no amounts", "rad;kommentar\na;1\n", {"CSV_COLUMN_MISSING"}},
      {"a misspelt column",
       "rad;belopp;komentar\na;1;b\n",
       {"CSV_COLUMN_UNKNOWN"}},
      {"a column without a name",
       "rad;;belopp\na;1;2\n",
       {"CSV_COLUMN_UNKNOWN"}},
      {"a column twice", "rad;belopp;Rad\na;1;b\n", {"CSV_COLUMN_TWICE"}},
      {"two short rows",
       "rad;belopp\na\nb;1\nc\n",
       {"CSV_ROW_WIDTH", "CSV_ROW_WIDTH"}},
      {"a long row", "rad;belopp\na;1;2\n", {"CSV_ROW_WIDTH"}},
      {"empty columns from a spreadsheet", "rad;belopp;;\na;1;;\n", {}},
      {"an open quote", "rad;belopp\n\"a;1\nb;2\n", {"CSV_QUOTE"}},
      {"text after a quote", "rad;belopp\n\"a\"b;1\n", {"CSV_QUOTE"}},
      {"a quote inside a text", "rad;belopp\nskärm 5\";1\n", {}},
      {"Latin-1", "rad;belopp\n\xe5r;1\n", {"CSV_NOT_UTF8"}},
      {"a NUL", std::string("rad;belopp\na\0;1\n", 16), {"CSV_NOT_UTF8"}},
      {"a directive twice",
       "#dag;1\n#dag;2\nrad;belopp\n",
       {"CSV_DIRECTIVE_TWICE"}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ReasonsFor(c.content), c.reasons) << c.what;
  }
}

TEST(CsvTest, KeepsItsLimits) {
  EXPECT_THAT(ReasonsFor(std::string(kCsvBytesMax + 1, 'a')),
              ElementsAre("CSV_TOO_LARGE"));
  EXPECT_THAT(
      ReasonsFor(absl::StrCat("rad;belopp\n",
                              std::string(kCsvFieldBytesMax + 1, 'a'), ";1\n")),
      ElementsAre("CSV_TOO_LARGE"));
  std::string rows = "rad;belopp\n";
  for (size_t i = 0; i < kCsvRowsMax; ++i) rows += "a;1\n";
  EXPECT_THAT(ReasonsFor(rows), IsEmpty());
  EXPECT_THAT(ReasonsFor(rows + "a;1\n"), ElementsAre("CSV_TOO_LARGE"));
  std::string bad = "rad;belopp\n";
  for (size_t i = 0; i < kCsvRowsMax; ++i) bad += "a\n";
  EXPECT_EQ(ReasonsFor(bad).size(), 1'000u);
}

TEST(CsvTest, NamesThePlaceOfAProblem) {
  std::vector<Problem> problems;
  CsvReader in("budget.csv", "rad;belopp\n\na;tolv\n", {"rad", "belopp"}, {},
               &problems);
  EXPECT_EQ(in.Amount(in.rows().at(0), "belopp"), std::nullopt);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::kError);
  EXPECT_EQ(problems[0].reason, "AMOUNT_MALFORMED");
  EXPECT_EQ(problems[0].file, "budget.csv");
  EXPECT_EQ(problems[0].line, 3);
  EXPECT_EQ(problems[0].field, "belopp");
  EXPECT_EQ(problems[0].found, "tolv");
}

TEST(CsvTest, ReadsEveryKindOfField) {
  std::vector<Problem> problems;
  CsvReader in("x.csv",
               "antal;dag;ja;val;tom\n"
               "1 250;2024-02-29;JA;kostnad;\n"
               "1.250;2024-12-31;nej;Kostnad;x\n"
               ";;;;x\n",
               {"antal", "dag", "ja", "val", "tom"}, {}, &problems);
  ASSERT_EQ(in.rows().size(), 3u);
  for (const size_t i : {0, 1}) {
    EXPECT_EQ(in.Count(in.rows()[i], "antal"), 1250);
    EXPECT_EQ(in.Choice(in.rows()[i], "val", {"intäkt", "kostnad"}), 1u);
  }
  EXPECT_EQ(in.Date(in.rows()[0], "dag"), absl::CivilDay(2024, 2, 29));
  EXPECT_EQ(in.YesNo(in.rows()[0], "ja"), true);
  EXPECT_EQ(in.YesNo(in.rows()[1], "ja"), false);
  const CsvRow& empty = in.rows()[2];
  EXPECT_EQ(in.Count(empty, "antal"), std::nullopt);
  EXPECT_EQ(in.Date(empty, "dag"), std::nullopt);
  EXPECT_EQ(in.YesNo(empty, "ja"), std::nullopt);
  EXPECT_EQ(in.Choice(empty, "val", {"kostnad"}), std::nullopt);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(in.RequireText(in.rows()[0], "tom"), "");
  EXPECT_EQ(in.RequireDirective("beslut"), "");
  EXPECT_THAT(Reasons(problems),
              ElementsAre("CSV_FIELD_EMPTY", "CSV_DIRECTIVE_MISSING"));
}

TEST(CsvTest, RefusesFieldsThatSaySomethingElse) {
  const struct {
    const char* text;
    const char* amount;
    const char* count;
    const char* day;
  } cases[] = {
      {"74", "", "", "DATE_INVALID"},
      {"-74", "", "COUNT_NEGATIVE", "DATE_INVALID"},
      {"1 00", "AMOUNT_MALFORMED", "COUNT_MALFORMED", "DATE_INVALID"},
      {"7,5", "", "COUNT_MALFORMED", "DATE_INVALID"},
      {"9999999999999", "AMOUNT_TOO_LARGE", "COUNT_MALFORMED", "DATE_INVALID"},
      {"2023-02-29", "AMOUNT_MALFORMED", "COUNT_MALFORMED", "DATE_INVALID"},
      {"2024-2-9", "AMOUNT_MALFORMED", "COUNT_MALFORMED", "DATE_INVALID"},
      {"2024-02-29", "AMOUNT_MALFORMED", "COUNT_MALFORMED", ""},
      {"0000-01-01", "AMOUNT_MALFORMED", "COUNT_MALFORMED", "DATE_INVALID"},
      {".", "AMOUNT_MALFORMED", "COUNT_MALFORMED", "DATE_INVALID"},
      {"-", "AMOUNT_MALFORMED", "COUNT_MALFORMED", "DATE_INVALID"},
  };
  for (const auto& c : cases) {
    const auto reason = [&c](auto read) {
      std::vector<Problem> problems;
      CsvReader in("x.csv", absl::StrCat("v\n", c.text, "\n"), {"v"}, {},
                   &problems);
      const bool has = read(in, in.rows().at(0)).has_value();
      EXPECT_EQ(has, problems.empty()) << c.text;
      return problems.empty() ? "" : problems[0].reason;
    };
    EXPECT_EQ(reason([](auto& in, auto& row) { return in.Amount(row, "v"); }),
              c.amount)
        << c.text;
    EXPECT_EQ(reason([](auto& in, auto& row) { return in.Count(row, "v"); }),
              c.count)
        << c.text;
    EXPECT_EQ(reason([](auto& in, auto& row) { return in.Date(row, "v"); }),
              c.day)
        << c.text;
  }
}

TEST(CsvTest, FoundIsShortenedBetweenCharacters) {
  std::vector<Problem> problems;
  std::string text;
  for (int i = 0; i < 100; ++i) text += "å";
  CsvReader in("x.csv", absl::StrCat("v\n", text, "\n"), {"v"}, {}, &problems);
  EXPECT_FALSE(in.YesNo(in.rows().at(0), "v").has_value());
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_LE(problems[0].found.size(), 80u);
  EXPECT_TRUE(IsUtf8(problems[0].found));
}

TEST(CsvTest, KnowsUtf8) {
  for (const char* good : {"", "abc", "åäö", "−5", "\u00a0", "\U0001F600"}) {
    EXPECT_TRUE(IsUtf8(good)) << good;
  }
  for (const char* bad :
       {"\xff", "\x80", "\xc3", "\xe2\x88", "\xc0\x80", "\xc1\xbf",
        "\xe0\x80\x80", "\xf0\x80\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80", "\xc3(", "\xf0\x9f\x98"}) {
    EXPECT_FALSE(IsUtf8(bad));
  }
}

}  // namespace
}  // namespace finsam
