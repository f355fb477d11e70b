// The SIE reader: what it reads, and what it says of each fault.

#include "services/ledger/domain/sie.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/limits.h"
#include "tests/ledger/sie_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Lines(const std::vector<Problem>& problems) {
  std::string out;
  for (const Problem& problem : problems) {
    out += problem.reason + " " + ProblemLine(problem) + "\n";
  }
  return out;
}

int CountOf(const std::vector<Problem>& problems, const std::string& reason) {
  int count = 0;
  for (const Problem& problem : problems) count += problem.reason == reason;
  return count;
}

TEST(SieTest, ReadsAFaultlessFileWithoutAWord) {
  const SieReading reading = ReadSie("2024.se", kSieSample);
  EXPECT_THAT(reading.problems, IsEmpty()) << Lines(reading.problems);
  const SieFile& file = reading.file;
  EXPECT_EQ(file.type, 4);
  EXPECT_FALSE(file.is_import);
  EXPECT_FALSE(file.is_taken);
  EXPECT_EQ(file.head.program, "Prov");
  EXPECT_EQ(file.head.program_version, "1.0");
  EXPECT_EQ(file.head.organisation_number, "222000-1511");
  EXPECT_EQ(file.head.company_name, "Provforbundet");
  EXPECT_EQ(file.head.generated, "20250217");
  EXPECT_EQ(file.voucher_count, 2);
  ASSERT_THAT(file.years, SizeIs(2));
  EXPECT_EQ(file.years[0].first, absl::CivilDay(2024, 1, 1));
  EXPECT_EQ(file.years[1].last, absl::CivilDay(2023, 12, 31));
  ASSERT_THAT(file.accounts, SizeIs(4));
  EXPECT_EQ(file.accounts[0].name, "Bank");
  EXPECT_EQ(file.accounts[0].type, 'T');
  EXPECT_EQ(file.accounts[1].type, 0);
  ASSERT_THAT(file.objects, SizeIs(1));
  EXPECT_EQ(file.objects[0].number, "10");
  EXPECT_THAT(file.balances, SizeIs(6));
}

TEST(SieTest, ReadsVouchers) {
  const SieFile file = ReadSie("2024.se", kSieSample).file;
  ASSERT_THAT(file.vouchers, SizeIs(2));
  const SieVoucher& first = file.vouchers[0];
  EXPECT_EQ(first.series, "A");
  EXPECT_EQ(first.number, 1);
  EXPECT_EQ(first.date, absl::CivilDay(2024, 1, 15));
  EXPECT_EQ(first.text, "Bidrag");
  EXPECT_EQ(first.registration_date, absl::CivilDay(2024, 1, 16));
  EXPECT_EQ(first.signature, "KH");
  EXPECT_EQ(first.line, 23);
  ASSERT_THAT(first.entries, SizeIs(2));
  EXPECT_EQ(first.entries[0].date, std::nullopt);
  EXPECT_EQ(first.entries[1].account, 3010);
  EXPECT_EQ(first.entries[1].amount, Ore{-50050});
  EXPECT_EQ(first.entries[1].date, absl::CivilDay(2024, 1, 14));
  EXPECT_EQ(first.entries[1].text, "Staten");
  EXPECT_EQ(first.entries[1].line, 26);
  const SieVoucher& second = file.vouchers[1];
  EXPECT_EQ(second.registration_date, std::nullopt);
  EXPECT_THAT(second.entries[0].objects, ElementsAre(ObjectRef{6, "10"}));
}

// One fault put into the sample, and what the reader says of it.
struct Fault {
  const char* what;
  const char* from;
  const char* to;
  Severity severity;
  const char* reason;
  int64_t line;
};

constexpr Severity kE = Severity::kError;
constexpr Severity kW = Severity::kWarning;

constexpr Fault kFaults[] = {
    {"voucher does not balance", "{} -200", "{} -199.99", kE,
     "VOUCHER_UNBALANCED", 28},
    {"voucher of another year", "20240220", "20230220", kE,
     "VOUCHER_OUTSIDE_YEAR", 28},
    {"same number twice", "#VER A 2", "#VER A 1", kE, "SIE_SERIES_DUPLICATE",
     28},
    {"gap in the series", "#VER A 2", "#VER A 4", kW, "SIE_SERIES_GAP", 28},
    {"series begins late", "#VER A 2", "#VER B 2", kW, "SIE_SERIES_GAP", 28},
    {"number with letters", "#VER A 2", "#VER A 2b", kE, "SIE_RECORD", 28},
    {"no number in a year's books", "#VER A 2", "#VER A \"\"", kW,
     "VOUCHER_NUMBER_MISSING", 28},
    {"long name of a series", "#VER A 2", "#VER ABCDEFGHI 1", kE,
     "SERIES_INVALID", 28},
    {"no voucher date", "#VER A 2 20240220", "#VER A 2 \"\"", kE, "SIE_DATE",
     28},
    {"30 February", "20240220", "20240230", kE, "SIE_DATE", 28},
    {"29 February of 2023", "#RAR -1 20230101 20231231",
     "#RAR -1 20220301 20230229", kE, "SIE_DATE", 9},
    {"date with hyphens", "20240220", "2024-02-20", kE, "SIE_DATE", 28},
    {"odd date of a row", "20240114", "00000000", kW, "SIE_DATE", 26},
    {"odd date of registration", "20240116", "idag", kW, "SIE_DATE", 23},
    {"decimal comma", "{} -200", "{} -200,00", kE, "SIE_AMOUNT", 31},
    {"plus sign", "{} 500.50", "{} +500.50", kE, "SIE_AMOUNT", 25},
    {"three decimals", "{} 500.50", "{} 500.505", kE, "SIE_AMOUNT", 25},
    {"no amount", "{} -200", "{}", kE, "SIE_AMOUNT", 31},
    {"amount beyond all reason", "#IB 0 1930 1000",
     "#IB 0 1930 99999999999999999999", kE, "SIE_AMOUNT", 17},
    {"account of letters", "#TRANS 1930 {} -200", "#TRANS FEL {} -200", kE,
     "SIE_ACCOUNT", 31},
    {"account of ten digits", "#KONTO 4010", "#KONTO 4010401040", kE,
     "SIE_ACCOUNT", 14},
    {"account zero", "#KONTO 4010", "#KONTO 0", kE, "SIE_ACCOUNT", 14},
    {"account without #KONTO", "#KONTO 4010 \"Insatser\"\n", "\n", kW,
     "ACCOUNT_UNDECLARED", 22},
    {"object without #OBJEKT", "#OBJEKT", "#OKAND", kW, "OBJECT_UNDECLARED",
     30},
    {"account twice with two names", "#KONTO 4010", "#KONTO 3010", kW,
     "SIE_RECORD", 14},
    {"object twice with two names", "#IB 0 1930",
     "#OBJEKT 6 10 Annat\n#IB 0 1930", kW, "SIE_RECORD", 17},
    {"kind of account unknown", "#KTYP 1930 T", "#KTYP 1930 X", kW,
     "SIE_RECORD", 11},
    {"dimension of letters", "#DIM 6", "#DIM VI", kE, "SIE_RECORD", 15},
    {"object without number", "#OBJEKT 6 \"10\" \"Samverkan\"", "#OBJEKT 6", kE,
     "SIE_RECORD", 16},
    {"half a pair of object", "{6 \"10\"}", "{6}", kE, "SIE_RECORD", 30},
    {"two objects of a dimension", "{6 \"10\"}", "{6 \"10\" 6 \"11\"}", kE,
     "SIE_RECORD", 30},
    {"object list without end", "{6 \"10\"}", "{6 \"10\"", kE, "SIE_RECORD",
     30},
    {"no braces for objects", "1930 {} -200", "1930 -200", kW, "SIE_RECORD",
     31},
    {"year number of letters", "#IB 0 1930", "#IB noll 1930", kE, "SIE_RECORD",
     17},
    {"opening balance twice", "#IB 0 2010", "#IB 0 1930", kE, "SIE_RECORD", 18},
    {"opening balances do not balance", "#IB 0 1930 1000", "#IB 0 1930 1001",
     kW, "SIE_OPENING_UNBALANCED", 0},
    {"vouchers do not lead to #UB", "#UB 0 1930 1300.50", "#UB 0 1930 1300", kW,
     "SIE_ROLL_DIFFERS", 19},
    {"vouchers do not lead to #RES", "#RES 0 4010 200", "#RES 0 4010 201", kW,
     "SIE_ROLL_DIFFERS", 22},
    {"#UB and #RES do not balance", "#RES 0 4010 200", "#RES 0 4010 201", kW,
     "SIE_FILE_UNBALANCED", 0},
    {"no year", "#RAR 0 20240101 20241231\n#RAR -1 20230101 20231231\n", "\n\n",
     kE, "SIE_RECORD_MISSING", 0},
    {"only last year", "#RAR 0 20240101 20241231", "", kE, "SIE_RECORD_MISSING",
     9},
    {"year ends before it begins", "20240101 20241231", "20241231 20240101", kE,
     "SIE_DATE", 8},
    {"year twice", "#RAR -1", "#RAR 0", kE, "SIE_RECORD", 9},
    {"no #FORMAT", "#FORMAT PC8\n", "\n", kW, "SIE_RECORD_MISSING", 0},
    {"another #FORMAT", "PC8", "UTF-8", kW, "SIE_ENCODING", 3},
    {"type 5", "#SIETYP 4", "#SIETYP 5", kE, "SIE_TYPE", 5},
    {"type of letters", "#SIETYP 4", "#SIETYP 4E", kE, "SIE_TYPE", 5},
    {"vouchers in a type 1", "#SIETYP 4", "#SIETYP 1", kW,
     "SIE_RECORD_UNEXPECTED", 23},
    {"a line of chat", "#GEN 20250217", "Hej!", kE, "SIE_RECORD", 4},
    {"row outside a voucher", "#GEN 20250217", "#TRANS 1930 {} 1", kE,
     "SIE_RECORD", 4},
    {"brace outside a voucher", "#GEN 20250217", "{", kE, "SIE_RECORD", 4},
    {"voucher without end", "}\n#VER A 2", "\n#VER A 2", kE, "SIE_RECORD", 28},
    {"voucher without rows",
     "{\n#TRANS 4010 {6 \"10\"} 200.00\n"
     "#TRANS 1930 {} -200\n}\n",
     "#VER A 3 20240301 x\n{\n}\n", kE, "SIE_RECORD", 29},
    {"voucher emptied", "#TRANS 4010 {6 \"10\"} 200.00\n#TRANS 1930 {} -200\n",
     "", kW, "VOUCHER_EMPTY", 28},
    {"file ends in a voucher", "#TRANS 1930 {} -200\n}\n", "", kE,
     "SIE_TRUNCATED", 30},
    {"file ends before the rows",
     "{\n#TRANS 4010 {6 \"10\"} 200.00\n"
     "#TRANS 1930 {} -200\n}\n",
     "", kE, "SIE_TRUNCATED", 28},
    {"file ends in a text", "", "#PROSA \"Detta ar", kE, "SIE_TRUNCATED", 33},
    {"text over two lines", "\"Insats\"", "\"In\nsats\"", kE, "SIE_RECORD", 29},
    {"text without end", "\"Insats\"", "\"Insats", kW, "SIE_TEXT", 28},
    {"quote in a text", "\"Insats\"", "\"In\"sats\"", kW, "SIE_TEXT", 28},
    {"tab in a text", "\"Insats\"", "\"In\tsats\"", kW, "SIE_TEXT", 28},
    {"sum never ends", "#FORMAT PC8", "#KSUMMA", kE, "SIE_TRUNCATED", 32},
};

TEST(SieTest, SaysWhatIsWrongAndWhere) {
  for (const Fault& fault : kFaults) {
    SCOPED_TRACE(fault.what);
    const std::string bytes = Changed(kSieSample, fault.from, fault.to);
    ASSERT_NE(bytes, "");
    const SieReading reading = ReadSie("2024.se", bytes);
    bool said = false;
    for (const Problem& problem : reading.problems) {
      said |= problem.reason == fault.reason &&
              problem.severity == fault.severity && problem.line == fault.line;
      EXPECT_EQ(problem.file, "2024.se");
      EXPECT_NE(problem.message, "");
    }
    EXPECT_TRUE(said) << Lines(reading.problems);
    EXPECT_EQ(reading.ok(), fault.severity == kW) << Lines(reading.problems);
  }
}

TEST(SieTest, SaysByHowMuchAVoucherIsUnbalanced) {
  const SieReading reading =
      ReadSie("2024.se", Changed(kSieSample, "{} -200", "{} -187.50"));
  for (const Problem& problem : reading.problems) {
    if (problem.reason != "VOUCHER_UNBALANCED") continue;
    EXPECT_EQ(problem.found, "12.50");
    EXPECT_THAT(problem.message, ::testing::HasSubstr("A 2"));
    return;
  }
  FAIL() << Lines(reading.problems);
}

TEST(SieTest, TakesWhatProgramsDoThatIsHarmless) {
  const struct {
    const char* what;
    std::string bytes;
  } kCases[] = {
      {"lower case labels", Changed(kSieSample, "#KONTO 4010", "#konto 4010")},
      {"CR LF", ChangedAll(kSieSample, "\n", "\r\n")},
      {"CR only", ChangedAll(kSieSample, "\n", "\r")},
      {"tabs", ChangedAll(kSieSample, " ", "\t")},
      {"no end of the last line",
       std::string(kSieSample).substr(0, sizeof(kSieSample) - 2)},
      {"empty lines", ChangedAll(kSieSample, "\n#VER", "\n\n \t\n#VER")},
      {"end of file sign", Changed(kSieSample, "", "\x1A")},
      {"indented rows", ChangedAll(kSieSample, "#TRANS", "  \t#TRANS")},
      {"blank after a brace", ChangedAll(kSieSample, "}\n", "} \n")},
      {"brace on the line of #VER",
       Changed(kSieSample, "\"Insats\"\n{", "\"Insats\" {")},
      {"fields to come", Changed(kSieSample, "#UB 0 1930 1300.50",
                                 "#UB 0 1930 1300.50 7 \"nytt\" {1 2}")},
      {"unknown record", Changed(kSieSample, "#GEN", "#NYTT 1 2\n#GEN")},
      {"unknown record with rows",
       Changed(kSieSample, "#GEN", "#NYTT\n{\n#TRANS x\nhej\n}\n#GEN")},
      {"unknown record in a voucher",
       Changed(kSieSample, "#TRANS 4010", "#NYTT 1\n#TRANS 4010")},
      {"records of no use",
       Changed(kSieSample, "#KTYP", "#SRU 1930 7281\n#ENHET 1930 st\n#KTYP")},
      {"no object, written out",
       Changed(kSieSample, "1930 {} -200", "1930 {6 \"\"} -200")},
      {"padding", Changed(kSieSample, "#KONTO 4010 \"Insatser\"",
                          "#KONTO  \" 4010 \"   \"Insatser   \"")},
      {"same account twice",
       Changed(kSieSample, "#DIM", "#KONTO 4010 \"Insatser\"\n#DIM")},
      {"path that ends with a backslash",
       Changed(kSieSample, "#GEN", "#FNR \"C:\\bok\\\"\n#GEN")},
  };
  for (const auto& [what, bytes] : kCases) {
    SCOPED_TRACE(what);
    const SieReading reading = ReadSie("2024.se", bytes);
    EXPECT_THAT(reading.problems, IsEmpty()) << Lines(reading.problems);
    EXPECT_THAT(reading.file.vouchers, SizeIs(2));
    EXPECT_THAT(reading.file.accounts, SizeIs(4));
  }
}

TEST(SieTest, RefusesWhatIsNotSie) {
  for (const std::string& bytes :
       {std::string(), std::string(" \r\n\n"), std::string("\xEF\xBB\xBF"),
        std::string("<!DOCTYPE html><title>404</title>"),
        std::string("<?xml version=\"1.0\"?>"), std::string("PK\x03\x04"),
        std::string("\r\n \t<html>"), std::string("\xFF\xFE#\0F\0", 6),
        std::string("#"), std::string("#FLAGGA 0\n\0\0\0", 13),
        std::string("# En rubrik\n"), std::string("#\n"),
        std::string("datum;konto;belopp\n")}) {
    SCOPED_TRACE(bytes);
    const SieReading reading = ReadSie("2024.se", bytes);
    ASSERT_THAT(reading.problems, SizeIs(1));
    EXPECT_EQ(reading.problems[0].reason, "SIE_NOT_SIE");
    EXPECT_FALSE(reading.ok());
  }
}

TEST(SieTest, CountsAnAddedRowOnceAndARemovedRowNever) {
  const std::string rows =
      "#BTRANS 1930 {} -100 20240301 \"\" \"\" \"KH\"\n"
      "#RTRANS 1930 {} -150 20240302 \"Ny\" 1 \"KH\"\n"
      "#TRANS 1930 {} -150\n"
      "#RTRANS 1930 {} -50 20240302\n"
      "#BTRANS 1930 {} -1\n";
  const SieReading reading =
      ReadSie("2024.se", Changed(kSieSample, "#TRANS 1930 {} -200\n", rows));
  EXPECT_THAT(reading.problems, IsEmpty()) << Lines(reading.problems);
  const std::vector<SieEntry>& entries = reading.file.vouchers[1].entries;
  ASSERT_THAT(entries, SizeIs(3));
  EXPECT_EQ(entries[1].amount, Ore{-15000});
  EXPECT_EQ(entries[1].text, "Ny");
  EXPECT_EQ(entries[1].signature, "KH");
  EXPECT_EQ(entries[2].amount, Ore{-5000});
}

TEST(SieTest, KeepsTwoEqualRowsThatAreNotTwins) {
  const SieReading reading =
      ReadSie("2024.se", Changed(kSieSample, "#TRANS 1930 {} -200\n",
                                 "#RTRANS 1930 {} -50\n#TRANS 1930 {} -50\n"
                                 "#TRANS 1930 {} -50\n#TRANS 1930 {} -100\n"));
  EXPECT_TRUE(reading.ok()) << Lines(reading.problems);
  EXPECT_THAT(reading.file.vouchers[1].entries, SizeIs(4));
}

TEST(SieTest, ReadsPeriodsObjectBalancesAndSubdimensions) {
  const std::string more =
      "#UNDERDIM 61 \"Delprojekt\" 6\n"
      "#OBJEKT 61 \"1\" \"Start\"\n"
      "#OIB 0 1930 {6 \"10\"} 10\n#OUB -1 1930 {61 \"1\" 6 \"10\"} 20.5\n"
      "#PSALDO 0 202402 4010 {} 200\n#PSALDO 0 202402 4010 {6 \"10\"} 200\n"
      "#PBUDGET 0 202412 4010 {} 250\n";
  const SieReading reading =
      ReadSie("2024.se", Changed(kSieSample, "#IB", more + "#IB"));
  EXPECT_THAT(reading.problems, IsEmpty()) << Lines(reading.problems);
  const SieFile& file = reading.file;
  ASSERT_THAT(file.dimensions, SizeIs(2));
  EXPECT_EQ(file.dimensions[1].parent, 6);
  ASSERT_THAT(file.balances, SizeIs(11));
  EXPECT_EQ(file.balances[0].kind, SieBalance::Kind::kOpeningObject);
  EXPECT_EQ(file.balances[1].year_index, -1);
  EXPECT_THAT(file.balances[1].objects,
              ElementsAre(ObjectRef{6, "10"}, ObjectRef{61, "1"}));
  EXPECT_EQ(file.balances[2].kind, SieBalance::Kind::kPeriod);
  EXPECT_EQ(file.balances[2].period_year, 2024);
  EXPECT_EQ(file.balances[2].month, 2);
  EXPECT_THAT(file.balances[2].objects, IsEmpty());
  EXPECT_EQ(file.balances[4].kind, SieBalance::Kind::kPeriodBudget);
  EXPECT_EQ(file.balances[4].amount, Ore{25000});
}

TEST(SieTest, TellsAFileToImportFromAYear) {
  const char kVouchers[] =
      "#FLAGGA 1\n#PROGRAM Lon 1\n#FORMAT PC8\n#GEN 20240201\n#SIETYP 4\n"
      "#FNAMN Provet\n#RAR 0  \n#VER \"\" \"\" 20240125 Lon\n{\n"
      "#TRANS 7010 {} 5\n#TRANS 1930 {} -5\n}\n#VER \"\" 0 20240125 Lon\n{\n"
      "#TRANS 7010 {} 5\n#TRANS 1930 {} -5\n}\n";
  const SieReading reading = ReadSie("lon.SI", kVouchers);
  EXPECT_TRUE(reading.ok()) << Lines(reading.problems);
  EXPECT_TRUE(reading.file.is_import);
  EXPECT_TRUE(reading.file.is_taken);
  EXPECT_THAT(reading.file.years, IsEmpty());
  ASSERT_THAT(reading.file.vouchers, SizeIs(2));
  EXPECT_EQ(reading.file.vouchers[0].series, "");
  EXPECT_EQ(reading.file.vouchers[0].number, std::nullopt);
  EXPECT_EQ(reading.file.vouchers[1].number, std::nullopt);
  EXPECT_TRUE(ReadSie("lon.se", kVouchers).file.is_import);
  EXPECT_TRUE(ReadSie("2024.si", kSieSample).file.is_import);
}

TEST(SieTest, TakesTheTypeForOneWhenNotSaid) {
  EXPECT_EQ(ReadSie("a.se", "#FLAGGA 0\n").file.type, 1);
}

TEST(SieTest, ProvesTheCheckSum) {
  const std::string start =
      "#FLAGGA 0\n#KSUMMA\n#PROGRAM \"P \\\"rov\\\"\" 1.0\n#FORMAT PC8\n"
      "#GEN\t20250217\n#FNAMN \"X\x86\"\n#RAR 0 20240101 20241231\n"
      "#KONTO 1930 \"Bank\"\n#UB 0 1930 0\n#PSALDO 0 202401 1930 {1 \"2\"} 0\n";
  const std::string good = start + "#KSUMMA 245430374\n";
  const SieReading reading = ReadSie("a.se", good);
  EXPECT_EQ(CountOf(reading.problems, "SIE_CHECKSUM"), 0)
      << Lines(reading.problems);
  EXPECT_TRUE(reading.file.checksum_present);
  EXPECT_TRUE(reading.ok());
  const SieReading harmed = ReadSie("a.se", Changed(good, "Bank", "Bonk"));
  EXPECT_EQ(CountOf(harmed.problems, "SIE_CHECKSUM"), 1);
  EXPECT_FALSE(harmed.ok());
  // The same file after somebody saved it as UTF-8: still provable.
  const SieReading moved = ReadSie("a.se", Changed(good, "\x86", "å"));
  EXPECT_EQ(CountOf(moved.problems, "SIE_CHECKSUM"), 0)
      << Lines(moved.problems);
  EXPECT_TRUE(moved.ok());
}

}  // namespace
}  // namespace finsam::ledger
