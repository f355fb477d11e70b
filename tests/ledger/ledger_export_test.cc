// Exports of small books: what each kind of file has, what is refused, and
// that a file gives the same books when it is imported again.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/names.h"
#include "services/ledger/domain/sie_text.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/kept_books.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

using Request = v1::ExportBooksRequest;

constexpr Request::Format kSieFormats[] = {Request::SIE_1, Request::SIE_2,
                                           Request::SIE_3, Request::SIE_4E};

std::string Exported(LedgerHost& host, Request::Format format,
                     const std::string& year = kYear) {
  const auto answer = host.Export(year, format);
  EXPECT_TRUE(answer.ok()) << answer.status();
  if (!answer.ok()) return "";
  return absl::StrReplaceAll(Utf8FromCp437(answer->file), {{"\r\n", "\n"}});
}

TEST(LedgerExportTest, WritesTheBooksWhole) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  std::string file = Exported(host, Request::SIE_4E);
  const size_t sum = file.rfind("#KSUMMA ");
  ASSERT_NE(sum, std::string::npos);
  file.resize(sum);
  EXPECT_EQ(file, R"(#FLAGGA 0
#KSUMMA
#PROGRAM "finsam" "1.0"
#FORMAT PC8
#GEN 20250217
#SIETYP 4
#ORGNR 222000-1511
#FNAMN "Provforbundet"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#OMFATTN 20241231
#KONTO 1930 "Bank"
#KONTO 2010 "Eget kapital"
#KONTO 3010 "Bidrag"
#KONTO 4010 "Insatser"
#DIM 6 "Projekt"
#OBJEKT 6 "10" "Team"
#OBJEKT 6 "20" "Kansli"
#IB 0 1930 1000
#IB 0 2010 -1000
#IB -1 1930 800
#IB -1 2010 -800
#UB 0 1930 1249.50
#UB 0 2010 -1000
#UB -1 1930 1000
#UB -1 2010 -800
#RES 0 3010 -600
#RES 0 4010 350.50
#RES -1 3010 -500
#RES -1 4010 300
#PSALDO -1 202312 1930 {} 200
#PSALDO -1 202312 3010 {} -500
#PSALDO -1 202306 4010 {} 300
#PSALDO -1 202306 4010 {6 "10"} 200
#VER A 1 20240115 "Bidrag"
{
#TRANS 1930 {} 600
#TRANS 3010 {} -600
}
#VER A 2 20240310 "Team, mars"
{
#TRANS 4010 {6 "10"} 250.50
#TRANS 1930 {} -250.50
}
#VER B 1 20240620 "Kansli"
{
#TRANS 4010 {6 "20"} 100
#TRANS 1930 {} -100
}
)");
}

TEST(LedgerExportTest, ComesBackAsTheSameBooks) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  for (const Request::Format format : kSieFormats) {
    ExpectRoundTrip(host, kYear, format);
  }
  // The year before has only balances.
  for (const Request::Format format :
       {Request::SIE_1, Request::SIE_2, Request::SIE_3}) {
    ExpectRoundTrip(host, kPriorYear, format);
  }
}

TEST(LedgerExportTest, ComesBackWithAllThatAFileSays) {
  LedgerHost host;
  std::string books = With(kBooks, "#ORGNR 222000-1511", R"(#PROSA "En rad"
#PROSA "Nästa"
#FTYP X
#FNR F1
#ORGNR 2220001511 2 "3 a"
#BKOD 84111
#ADRESS "Anna" "" "331 00 Värnamo" 0370
#TAXAR 2025
#OMFATTN 20240131
#KPTYP EUBAS97
#VALUTA SEK)");
  books = With(books, "#DIM 6", R"(#KTYP 1930 T
#ENHET 4010 "h"
#SRU 1930 7281
#SRU 1930 7282
#UNDERDIM 21 "Del" 6
#DIM 6)");
  books = With(books, "#VER A 1 20240115 \"Bidrag\"",
               "#PBUDGET 0 202403 4010 {} 500\n"
               "#PBUDGET 0 202403 4010 {6 \"10\"} 200.50 4\n"
               "#VER A 1 20240115 \"Bidrag\" 20240120 \"ao\"");
  books = With(books, "#TRANS 1930 {} 600",
               "#TRANS 1930 {} 600 20240116 \"rad\" 2.5 \"bo\"");
  ASSERT_TRUE(host.Import("first", books).ok());
  const std::string file =
      Utf8FromCp437(ExpectRoundTrip(host, kYear, Request::SIE_4E));
  for (const char* record :
       {"#PROSA \"En rad\"\r\n#PROSA \"Nästa\"\r\n", "#FTYP X\r", "#FNR F1\r",
        "#ORGNR 222000-1511 2 \"3 a\"\r", "#BKOD 84111\r",
        "#ADRESS \"Anna\" \"\" \"331 00 Värnamo\" \"0370\"\r", "#TAXAR 2025\r",
        // The books reach to the last month with entries.
        "#OMFATTN 20240630\r", "#KPTYP EUBAS97\r", "#VALUTA SEK\r",
        "#KTYP 1930 T\r", "#ENHET 4010 \"h\"\r",
        "#SRU 1930 7281\r\n#SRU 1930 7282\r", "#UNDERDIM 21 \"Del\" 6\r",
        "#PBUDGET 0 202403 4010 {6 \"10\"} 200.50 4\r",
        "#VER A 1 20240115 \"Bidrag\" 20240120 \"ao\"\r",
        "#TRANS 1930 {} 600 20240116 \"rad\" 2.5 \"bo\"\r"}) {
    EXPECT_TRUE(absl::StrContains(file, record)) << record << file;
  }
}

TEST(LedgerExportTest, HasWhatWasPostedAndTakenBack) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  for (int i = 1; i <= 3; ++i) {
    v1::PostVoucherRequest request =
        PostingOf(absl::StrCat("p", i), 100 * i, i == 2 ? "10" : "");
    if (i == 3) {
      v1::VoucherReference* corrects =
          request.mutable_voucher()->mutable_corrects();
      corrects->set_fiscal_year(2024);
      corrects->set_series("P");
      corrects->set_number(1);
    }
    ASSERT_TRUE(host.Post(request).ok());
  }
  const std::string file = ExpectRoundTrip(host, kYear, Request::SIE_4E);
  ExpectRoundTrip(host, kYear, Request::SIE_3);
  // Nothing of it is news to the ledger that it came from.
  const auto again = host.Import(kYear, "own", {{"own.se", file}});
  EXPECT_EQ(Verdict(again.status()), "OK") << again.status();
}

TEST(LedgerExportTest, WritesVouchersForOtherPrograms) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  const std::string file = Exported(host, Request::SIE_4I);
  for (const char* record : {"#VER B 1 20240620", "#KONTO 4010", "#RAR 0 "}) {
    EXPECT_TRUE(absl::StrContains(file, record)) << record;
  }
  for (const char* record : {"#IB", "#UB", "#RES", "#PSALDO", "#RAR -1"}) {
    EXPECT_FALSE(absl::StrContains(file, record)) << record;
  }
  LedgerHost other;
  const size_t vouchers = std::string(kBooks).find("#VER");
  ASSERT_TRUE(
      other.Import("empty", std::string(kBooks).substr(0, vouchers)).ok());
  const auto raw = host.Export(kYear, Request::SIE_4I);
  ASSERT_TRUE(raw.ok());
  const auto imported = other.Import(kYear, "4i", {{"a.si", raw->file}});
  ASSERT_TRUE(imported.ok()) << imported.status();
  ExpectSameBooks(ReadKept(other, kYear), ReadKept(host, kYear), 2024, 2023);
}

TEST(LedgerExportTest, WritesAJournal) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  const std::string file = Exported(host, Request::PLAIN_TEXT);
  EXPECT_TRUE(absl::StrContains(file, "    1930 Bank  1000.00 SEK\n")) << file;
  EXPECT_TRUE(absl::StrContains(file, "    4010 Insatser:6 10  250.50 SEK\n"));
  EXPECT_TRUE(absl::StrContains(file, "; 3 verifikationer\n"));
}

TEST(LedgerExportTest, KeepsEveryObjectOfTheYearBefore) {
  // The year before has books of its own, with entries of several objects and
  // of one in either dimension; then the next year is told with it.
  std::string before = With(kBooks, "#DIM 6 \"Projekt\"",
                            "#DIM 1 \"Enhet\"\n#OBJEKT 1 \"N\" \"Nord\"\n"
                            "#DIM 6 \"Projekt\"");
  before = With(before, "{6 \"10\"} 250.50", "{6 \"10\" 1 \"N\"} 250.50");
  before = With(before, "#TRANS 1930 {} 600", "#TRANS 1930 {1 \"N\"} 600");
  before = With(before, "#IB 0 1930 1000",
                "#IB 0 1930 1000\n#OIB 0 1930 {6 \"20\"} 70\n"
                "#OIB 0 2010 {1 \"N\"} -30\n#OIB 0 2010 {6 \"10\" 1 \"N\"} -5");
  LedgerHost host;
  ASSERT_TRUE(host.Import("before", before).ok());
  ExpectRoundTrip(host, kYear, Request::SIE_4E);
  ExpectRoundTrip(host, kYear, Request::SIE_3);
  std::string after = absl::StrReplaceAll(kBooks, {{"2024", "2025"},
                                                   {"2023", "2024"},
                                                   {"#IB -1", "#X"},
                                                   {"#UB -1", "#X"},
                                                   {"#RES -1", "#X"},
                                                   {"#PSALDO", "#X"}});
  constexpr char kNext[] = "associations/2220001511/fiscalYears/2025";
  const auto next = host.Import(kNext, "after",
                                {{"a.se", after}, {kLayoutFileName, kLayout}});
  ASSERT_TRUE(next.ok()) << next.status();
  const std::string file = ExpectRoundTrip(host, kNext, Request::SIE_4E);
  EXPECT_TRUE(absl::StrContains(
      file, "#PSALDO -1 202403 4010 {1 \"N\" 6 \"10\"} 250.50\r"));
  EXPECT_TRUE(absl::StrContains(file, "#OUB -1 1930 {1 \"N\"} 600\r"));
  // Three years, as far back as they are kept.
  EXPECT_TRUE(absl::StrContains(ExpectRoundTrip(host, kNext, Request::SIE_3),
                                "#RAR -2 20230101 20231231\r"));
}

// Such a year has no file of its own to take the head from.
TEST(LedgerExportTest, TellsAYearThatWasOpenedByClosing) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  CloseYearOrder order;
  order.name = ParseFiscalYearName(kYear).value();
  order.request_id = "close";
  order.capital_account = 2010;
  const auto closed = host.ledger().CloseYear(order);
  ASSERT_TRUE(closed.ok()) << closed.status();
  constexpr char kNext[] = "associations/2220001511/fiscalYears/2025";
  const std::string file = ExpectRoundTrip(host, kNext, Request::SIE_4E);
  for (const char* record :
       {"#GEN 20251231\r", "#FNAMN \"Provforbundet\"\r", "#ORGNR 222000-1511\r",
        "#IB 0 1930 1249.50\r", "#RES -1 4010 350.50\r"}) {
    EXPECT_TRUE(absl::StrContains(file, record)) << record << file;
  }
}

TEST(LedgerExportTest, OpensAtZeroWhenTheYearBeforeDidNotCloseThere) {
  LedgerHost host;
  const std::string books = With(
      With(kBooks, "#IB 0 1930 1000\n#IB 0 2010 -1000\n", "#IB 0 1930 0\n"),
      "#UB 0 1930 1249.50\n#UB 0 2010 -1000\n", "#UB 0 1930 249.50\n");
  ASSERT_TRUE(host.Import("first", books).ok());
  ExpectRoundTrip(host, kYear, Request::SIE_4E);
}

TEST(LedgerExportTest, SaysWhatTheFormatCannotHold) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  v1::PostVoucherRequest request = PostingOf("p", 100);
  request.mutable_voucher()->set_text("Möte – 5 €");
  ASSERT_TRUE(host.Post(request).ok());
  const auto answer = host.Export(kYear, Request::SIE_4E);
  ASSERT_TRUE(answer.ok());
  ASSERT_EQ(answer->warnings.size(), 1u);
  EXPECT_EQ(answer->warnings[0].reason(), "SIE_ENCODING");
  EXPECT_GT(answer->warnings[0].line(), 0);
  EXPECT_TRUE(absl::StrContains(Utf8FromCp437(answer->file), "Möte ? 5 ?"));
}

TEST(LedgerExportTest, Refuses) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  const auto verdict = [&host](const std::string& year, int format) {
    return Verdict(
        host.Export(year, static_cast<Request::Format>(format)).status());
  };
  EXPECT_EQ(verdict("2024", Request::SIE_1), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(verdict(kYear, 0), "INVALID_ARGUMENT FORMAT_INVALID");
  EXPECT_EQ(verdict(kYear, 99), "INVALID_ARGUMENT FORMAT_INVALID");
  EXPECT_EQ(verdict(kOtherYear, Request::SIE_1),
            "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  for (const int format :
       {Request::SIE_4E, Request::SIE_4I, Request::PLAIN_TEXT}) {
    EXPECT_EQ(verdict(kPriorYear, format),
              "FAILED_PRECONDITION YEAR_HAS_NO_VOUCHERS");
  }
}

TEST(LedgerExportTest, ComesInPieces) {
  std::string books(kBooks);
  for (int i = 3; i < 20'000; ++i) {
    absl::StrAppend(&books, "#VER A ", i, " 20240701 \"Verifikation ", i,
                    "\"\n{\n#TRANS 4010 {6 \"10\"} 5\n#TRANS 1930 {} -5\n}\n");
  }
  LedgerHost host;
  const auto imported = host.Import("first", books);
  ASSERT_TRUE(imported.ok()) << imported.status();
  for (const Request::Format format : {Request::SIE_4E, Request::PLAIN_TEXT}) {
    const auto answer = host.Export(kYear, format);
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->largest_piece, kExportPieceBytesMax);
    EXPECT_GT(answer->file.size(), 3 * kExportPieceBytesMax);
  }
  // A caller who has enough is not written to any more.
  int pieces = 0;
  std::vector<Problem> warnings;
  const absl::Status stopped = host.ledger().Export(
      ParseFiscalYearName(kYear).value(), ExportFormat::kSie4E,
      [&pieces](absl::string_view) {
        return ++pieces < 2 ? absl::OkStatus() : absl::CancelledError("enough");
      },
      &warnings);
  EXPECT_EQ(stopped.code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(pieces, 2);
}

TEST(LedgerExportTest, ExampleBooksComeBack) {
  const std::string path =
      absl::StrCat(FINSAM_SOURCE_DIR, "/examples/finnveden-2024/2024.se");
  std::ifstream in(path, std::ios::binary);
  const std::string books{std::istreambuf_iterator<char>(in), {}};
  LedgerHost host;
  ASSERT_TRUE(host.Import(kYear, "first", {{"2024.se", books}}).ok());
  for (const Request::Format format : kSieFormats) {
    ExpectRoundTrip(host, kYear, format);
  }
}

}  // namespace
}  // namespace finsam::ledger
