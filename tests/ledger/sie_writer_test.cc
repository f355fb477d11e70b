#include "services/ledger/domain/sie_writer.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/limits.h"
#include "tests/ledger/sie_writer_books.h"

namespace finsam::ledger {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Day = absl::CivilDay;
using Kind = SieBalance::Kind;

// A small year with one of everything.
SieFile Books() {
  SieFile file;
  SieHead& head = file.head;
  head.program = "finsam";
  head.program_version = "1.0";
  head.generated = "20250217";
  head.generated_by = "KH";
  head.prose = {"Bokslut 2024"};
  head.company_type = "X";
  head.company_id = "7";
  head.organisation_number = "222000-1511";
  head.activity_number = "2";
  head.sni_code = "84120";
  head.address = SieAddress{"Kansliet", "", "331 30 Värnamo", ""};
  head.company_name = "Provförbundet";
  head.tax_year = "2025";
  head.chart_type = "EUBAS97";
  head.currency = "SEK";
  file.years = {{-1, Day(2023, 1, 1), Day(2023, 12, 31), 0},
                {0, Day(2024, 1, 1), Day(2024, 12, 31), 0}};
  file.accounts = {{4010, "Insatser", 'K', "tim", {"7511", "7512"}, 0},
                   {1930, "Bank", 0, "", {}, 0}};
  file.dimensions = {
      {7, "Delprojekt", 6, 0}, {6, "Projekt", 0, 0}, {1, "Ställe", 0, 0}};
  file.objects = {{6, "9 b", "Väg", 0}, {6, "10", "", 0}};
  file.balances = {
      {Kind::kPeriodBudget, 0, 4010, {}, 1, 2024, {500}, "", 0},
      {Kind::kPeriod, 0, 4010, {{6, "10"}}, 1, 2024, {500}, "", 0},
      {Kind::kPeriod, 0, 4010, {}, 1, 2024, {500}, "2", 0},
      {Kind::kClosingObject, 0, 4010, {{6, "10"}}, 0, 0, {500}, "", 0},
      {Kind::kOpeningObject, 0, 1930, {{6, "10"}}, 0, 0, {105}, "", 0},
      {Kind::kResult, 0, 4010, {}, 0, 0, {500}, "", 0},
      {Kind::kClosing, 0, 1930, {}, 0, 0, {-395}, "", 0},
      {Kind::kOpening, -1, 1930, {}, 0, 0, {99}, "", 0},
      {Kind::kOpening, 0, 4010, {}, 0, 0, {0}, "", 0},
      {Kind::kOpening, 0, 1930, {}, 0, 0, {105}, "-3.5", 0}};
  SieVoucher voucher;
  voucher.series = "A";
  voucher.number = 1;
  voucher.date = Day(2024, 1, 15);
  voucher.text = "Sagt \"ja\"";
  voucher.signature = "KH";
  voucher.entries = {
      {4010, {{1, "A"}, {6, "9 b"}}, {500}, Day(2024, 1, 14), "", "2", "", 0},
      {1930, {}, {-500}, Day(2024, 1, 15), "Ut", "", "EK", 0}};
  file.vouchers = {voucher, {}};
  file.vouchers[1].date = Day(2024, 2, 1);
  return file;
}

std::vector<std::string> Lines(const std::string& bytes) {
  std::vector<std::string> lines = absl::StrSplit(bytes, "\r\n");
  EXPECT_EQ(lines.back(), "");
  lines.pop_back();
  for (std::string& line : lines) line = Utf8FromCp437(line);
  return lines;
}

std::vector<std::string> Written(SieKind kind, const SieFile& file) {
  return Lines(WriteSie(kind, file).value());
}

// The one voucher's texts as they are read back.
std::string Returned(const std::string& text) {
  SieFile file = Books();
  file.head.prose = {"åäö åäö åäö"};
  file.vouchers[0].text = text;
  file.vouchers[0].signature = "last";
  const SieReading reading =
      ReadSie("prov.se", WriteSie(SieKind::k4E, file).value());
  EXPECT_TRUE(reading.ok());
  return reading.file.vouchers[0].text;
}

TEST(SieWriterTest, WritesTheBooksWhole) {
  std::vector<std::string> lines = Written(SieKind::k4E, Books());
  EXPECT_TRUE(absl::StartsWith(lines.back(), "#KSUMMA "));
  lines.pop_back();
  const std::vector<std::string> expected = absl::StrSplit(
      R"(#FLAGGA 0
#KSUMMA
#PROGRAM "finsam" "1.0"
#FORMAT PC8
#GEN 20250217 "KH"
#SIETYP 4
#PROSA "Bokslut 2024"
#FTYP X
#FNR 7
#ORGNR 222000-1511 "" 2
#BKOD 84120
#ADRESS "Kansliet" "" "331 30 Värnamo" ""
#FNAMN "Provförbundet"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#TAXAR 2025
#OMFATTN 20241231
#KPTYP EUBAS97
#VALUTA SEK
#KONTO 1930 "Bank"
#KONTO 4010 "Insatser"
#KTYP 4010 K
#ENHET 4010 "tim"
#SRU 4010 7511
#SRU 4010 7512
#DIM 1 "Ställe"
#DIM 6 "Projekt"
#UNDERDIM 7 "Delprojekt" 6
#OBJEKT 6 "10" ""
#OBJEKT 6 "9 b" "Väg"
#IB 0 1930 1.05 -3.5
#IB -1 1930 0.99
#UB 0 1930 -3.95
#RES 0 4010 5
#OIB 0 1930 {6 "10"} 1.05
#OUB 0 4010 {6 "10"} 5
#PSALDO 0 202401 4010 {} 5 2
#PSALDO 0 202401 4010 {6 "10"} 5
#PBUDGET 0 202401 4010 {} 5
#VER A 1 20240115 "Sagt \"ja\"" "" "KH"
{
#TRANS 4010 {1 "A" 6 "9 b"} 5 20240114 "" 2
#TRANS 1930 {} -5 "" "Ut" "" "EK"
}
#VER "" "" 20240201
{
})",
      '\n');
  EXPECT_EQ(lines, expected);
}

TEST(SieWriterTest, EachTypeHasItsRecords) {
  const std::set<std::string> kAll = {
      "#FLAGGA", "#KSUMMA", "#PROGRAM", "#FORMAT", "#GEN",    "#SIETYP",
      "#PROSA",  "#FTYP",   "#FNR",     "#ORGNR",  "#BKOD",   "#ADRESS",
      "#FNAMN",  "#RAR",    "#TAXAR",   "#KPTYP",  "#VALUTA", "#KONTO",
      "#KTYP",   "#ENHET",  "#SRU",     "#IB",     "#UB",     "#RES"};
  const std::set<std::string> kObjects = {"#DIM", "#UNDERDIM", "#OBJEKT"};
  const std::set<std::string> kPeriods = {"#OMFATTN", "#PSALDO", "#PBUDGET"};
  for (const SieKind kind : kSieKinds) {
    std::set<std::string> expected = kAll;
    if (kind >= SieKind::k3) expected.insert(kObjects.begin(), kObjects.end());
    if (kind == SieKind::k2 || kind == SieKind::k3 || kind == SieKind::k4E) {
      expected.insert(kPeriods.begin(), kPeriods.end());
    }
    if (kind == SieKind::k3 || kind == SieKind::k4E) {
      expected.insert({"#OIB", "#OUB"});
    }
    if (kind >= SieKind::k4E) expected.insert({"#VER", "{", "#TRANS", "}"});
    if (kind == SieKind::k4I) {
      for (const char* label : {"#BKOD", "#IB", "#UB", "#RES"}) {
        expected.erase(label);
      }
    }
    std::set<std::string> found;
    for (const std::string& line : Written(kind, Books())) {
      found.insert(line.substr(0, line.find(' ')));
    }
    EXPECT_EQ(found, expected) << static_cast<int>(kind);
  }
}

TEST(SieWriterTest, TypeTwoHasNoObjects) {
  const auto lines = Written(SieKind::k2, Books());
  EXPECT_THAT(lines, Contains("#PSALDO 0 202401 4010 {} 5 2"));
  EXPECT_THAT(lines, Not(Contains(HasSubstr("{6"))));
}

TEST(SieWriterTest, SaysHowFarBalancesReach) {
  SieFile file = Books();
  file.head.extent = Day(2024, 6, 30);
  EXPECT_THAT(Written(SieKind::k3, file), Contains("#OMFATTN 20240630"));
  file.head.extent.reset();
  file.balances.clear();
  EXPECT_THAT(Written(SieKind::k2, file), Contains("#OMFATTN 20241231"));
  EXPECT_THAT(Written(SieKind::k4E, file),
              Not(Contains(HasSubstr("#OMFATTN"))));
}

TEST(SieWriterTest, ZeroIsLeftOutButOneClosing) {
  SieFile file = Books();
  file.balances = {{Kind::kClosing, 0, 4010, {}, 0, 0, {0}, "", 0},
                   {Kind::kResult, 0, 4010, {}, 0, 0, {0}, "3", 0},
                   {Kind::kResult, 0, 1930, {}, 0, 0, {0}, "", 0}};
  const std::string bytes = WriteSie(SieKind::k4E, file).value();
  EXPECT_THAT(Lines(bytes), Contains("#UB 0 1930 0"));
  EXPECT_THAT(Lines(bytes), Contains("#RES 0 4010 0 3"));
  EXPECT_THAT(Lines(bytes), Not(Contains("#UB 0 4010 0")));
  EXPECT_THAT(Lines(bytes), Not(Contains("#RES 0 1930 0")));
  EXPECT_FALSE(ReadSie("prov.se", bytes).file.is_import);
}

TEST(SieWriterTest, NastyTextsComeBack) {
  for (const char* text :
       {"C:\\bok\\", "\\", "\"", "\\\"", "\"\\", "a\\\" b", "a\" b", "\"\"",
        "{", "}", "{1 \"2\"}", "#VER", "a  b", "x \\", "½ å", "?", "'"}) {
    EXPECT_EQ(Returned(text), text);
  }
}

TEST(SieWriterTest, TextsAreCleaned) {
  EXPECT_EQ(Returned(" \t "), "");
  EXPECT_EQ(Returned("\n a\tb\r\nc\x7F "), "a b  c");
  EXPECT_EQ(Returned(std::string("a\0b", 3)), "a b");
}

TEST(SieWriterTest, NamesAreQuotedToo) {
  SieFile file = Books();
  file.objects = {{6, "10 \"A\" \\", "", 0}, {6, " ", "", 0}};
  file.balances.clear();
  file.vouchers[0].series = "a b";
  file.vouchers[0].entries[0].objects = {{1, " "}, {6, "10 \"A\" \\"}};
  const auto lines = Written(SieKind::k4E, file);
  EXPECT_THAT(lines, Contains(R"(#OBJEKT 6 "10 \"A\" \ " "")"));
  EXPECT_THAT(lines,
              Contains(R"(#TRANS 4010 {6 "10 \"A\" \ "} 5 20240114 "" 2)"));
  EXPECT_THAT(lines, Contains(HasSubstr("#VER \"a b\" 1 ")));
  EXPECT_THAT(lines, Not(Contains(R"(#OBJEKT 6 "" "")")));
}

TEST(SieWriterTest, TooLongTextIsCut) {
  SieFile file = Books();
  file.head.company_name = std::string(kTextBytesMax - 1, 'a') + "åö";
  std::vector<Problem> warnings;
  const auto bytes = WriteSie(SieKind::k1, file, &warnings);
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_EQ(warnings[0].reason, "SIE_TEXT");
  EXPECT_EQ(ReadSie("prov.se", bytes.value()).file.head.company_name,
            std::string(kTextBytesMax - 1, 'a'));
}

TEST(SieWriterTest, MissingCharactersAreTold) {
  SieFile file = Books();
  file.vouchers[0].entries[1].text = "Łódź – 5 € åäö?";
  std::vector<Problem> warnings;
  const auto bytes = WriteSie(SieKind::k4E, file, &warnings);
  const std::vector<std::string> lines = Lines(bytes.value());
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_EQ(warnings[0].severity, Severity::kWarning);
  EXPECT_EQ(warnings[0].reason, "SIE_ENCODING");
  EXPECT_EQ(warnings[0].field, "transtext");
  EXPECT_EQ(warnings[0].found, "Łódź – 5 € åäö?");
  EXPECT_EQ(lines[static_cast<size_t>(warnings[0].line) - 1],
            "#TRANS 1930 {} -5 \"\" \"?ód? ? 5 ? åäö?\" \"\" \"EK\"");
}

// The order of names is that of what became of them.
TEST(SieWriterTest, LostCharactersAreLostOnce) {
  SieFile file = Books();
  file.head.prose = {"åäö €"};
  file.objects = {{6, "A1", "€", 0}, {6, "Ł1", "", 0}, {6, "öre", "", 0}};
  for (const SieObject& object : file.objects) {
    file.balances.push_back(
        {Kind::kPeriod, 0, 1930, {{6, object.number}}, 1, 2024, {7}, "", 0});
  }
  const std::string bytes = WriteSie(SieKind::k4E, file).value();
  std::vector<Problem> warnings;
  EXPECT_EQ(
      WriteSie(SieKind::k4E, ReadSie("prov.se", bytes).file, &warnings).value(),
      bytes);
  EXPECT_THAT(warnings, IsEmpty());
}

TEST(SieWriterTest, WarningsAreBounded) {
  SieFile file = Books();
  file.vouchers.resize(2 * kSieProblemsMax, file.vouchers[0]);
  for (SieVoucher& voucher : file.vouchers) voucher.text = "€";
  std::vector<Problem> warnings;
  ASSERT_TRUE(WriteSie(SieKind::k4I, file, &warnings).ok());
  ASSERT_THAT(warnings, SizeIs(kSieProblemsMax));
  EXPECT_EQ(warnings.back().reason, "SIE_MORE_PROBLEMS");
}

TEST(SieWriterTest, NamesThatBecomeOneAreRefused) {
  SieFile file = Books();
  file.objects = {{6, "Ł1", "", 0}, {6, "Ń2", "", 0}, {1, "Ń1", "", 0}};
  EXPECT_TRUE(WriteSie(SieKind::k4E, file).ok());
  file.objects[1].number = "Ń1";
  EXPECT_EQ(ReasonOf(WriteSie(SieKind::k3, file).status()), "SIE_ENCODING");
  EXPECT_TRUE(WriteSie(SieKind::k2, file).ok());
  file.objects[1].number = "?1";
  EXPECT_EQ(ReasonOf(WriteSie(SieKind::k4E, file).status()), "SIE_ENCODING");

  file = Books();
  file.vouchers[0].entries[0].objects = {{6, "Ł"}};
  file.vouchers[1].entries = {{1930, {{6, "?"}}, {}, {}, "", "", "", 0}};
  EXPECT_EQ(ReasonOf(WriteSie(SieKind::k4E, file).status()), "SIE_ENCODING");

  file = Books();
  file.vouchers[0].series = "Ł";
  file.vouchers[1].series = "Ń";
  const auto status = WriteSie(SieKind::k4I, file).status();
  EXPECT_EQ(ReasonOf(status), "SIE_ENCODING");
  EXPECT_THAT(std::string(status.message()), HasSubstr("\"Ł\" och \"Ń\""));
}

// Σ and σ are what a reader takes for ä and å of another encoding.
TEST(SieWriterTest, TellsWhenAnEncodingMayBeGuessedWrong) {
  SieFile file = Books();
  file.vouchers[0].text = "σΣσΣσΣ °°°°°°";
  std::vector<Problem> warnings;
  ASSERT_TRUE(WriteSie(SieKind::k4E, file, &warnings).ok());
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_EQ(warnings[0].reason, "SIE_ENCODING");
  EXPECT_EQ(warnings[0].found, "Windows-1252");
  file.head.prose = {"åäö åäö åäö åäö åäö"};
  ASSERT_TRUE(WriteSie(SieKind::k4E, file, &warnings).ok());
  EXPECT_THAT(warnings, IsEmpty());
}

TEST(SieWriterTest, OwnYearIsNeeded) {
  SieFile file = Books();
  file.years.pop_back();
  EXPECT_EQ(ReasonOf(WriteSie(SieKind::k4E, file).status()),
            "SIE_RECORD_MISSING");
  file.years.clear();
  EXPECT_TRUE(WriteSie(SieKind::k4I, file).ok());
}

TEST(SieWriterTest, AFullDiskEndsTheWriting) {
  constexpr size_t kPieceBytesMax = size_t{70} << 10;
  const SieFile file = Books();
  int pieces = 0;
  SieWriter writer(SieKind::k4E, [&](absl::string_view piece) {
    EXPECT_LE(piece.size(), kPieceBytesMax);
    return ++pieces < 3 ? absl::OkStatus() : absl::DataLossError("full");
  });
  ASSERT_TRUE(writer.Begin(file).ok());
  absl::Status status;
  for (int i = 0; i < 10'000 && status.ok(); ++i) {
    status = writer.Add(file.vouchers[0]);
  }
  EXPECT_EQ(status, absl::DataLossError("full"));
  EXPECT_EQ(writer.Add(file.vouchers[0]), status);
  EXPECT_EQ(writer.End(), status);
  EXPECT_EQ(pieces, 3);
}

// The sum of a file is over its labels and fields, as one text.
TEST(SieWriterTest, SumsLabelsAndFields) {
  SieFile file;
  file.head.program = "a \"b\" c\\";
  file.head.generated = "20250217";
  const auto lines = Written(SieKind::k4I, file);
  EXPECT_THAT(
      lines, ElementsAre("#FLAGGA 0", "#KSUMMA", R"(#PROGRAM "a \"b\" c\ " "")",
                         "#FORMAT PC8", "#GEN 20250217", "#SIETYP 4",
                         "#FNAMN \"\"", HasSubstr("#KSUMMA ")));
  Crc32 sum;
  sum.Add("#PROGRAMa \"b\" c\\ #FORMATPC8#GEN20250217#SIETYP4#FNAMN");
  EXPECT_EQ(lines.back(), absl::StrCat("#KSUMMA ", sum.Value()));
}

}  // namespace
}  // namespace finsam::ledger
