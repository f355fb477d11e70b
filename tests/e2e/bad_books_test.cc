// Books and layouts with something wrong in them, as they come out of
// accounting systems and text editors.

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/refusal_test.h"

namespace finsam::e2e {
namespace {

constexpr char kBooks[] = "2024.se";
constexpr char kLayout[] = "layouts/statements.yaml";
constexpr char kFirstCost[] = "   #TRANS 4640 {6 \"20\"} 46875.00\r\n";

class BadBooksTest : public RefusalTest {};

TEST_F(BadBooksTest, VouchersThatAreWrong) {
  ExpectRefused({
      {"a voucher that is one krona off",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         Replace(files, kBooks, kFirstCost,
                 "   #TRANS 4640 {6 \"20\"} 46876.00\r\n");
         return {"VOUCHER_UNBALANCED", kBooks,
                 LineOf(files[kBooks], "#VER A 1 "), "1", "0"};
       }},
      {"a voucher of the last day of the year before",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         const int64_t line =
             Replace(files, kBooks, "#VER A 1 20240102", "#VER A 1 20231231");
         return {"VOUCHER_OUTSIDE_YEAR", kBooks, line, "2023-12-31",
                 "2024-01-01 till 2024-12-31"};
       }},
      {"a voucher of the first day of the year after",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         const int64_t line =
             Replace(files, kBooks, "#VER L 11 20241220", "#VER L 11 20250101");
         return {"VOUCHER_OUTSIDE_YEAR", kBooks, line, "2025-01-01",
                 "2024-01-01 till 2024-12-31"};
       }},
      {"a day that is in no calendar",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         const int64_t line =
             Replace(files, kBooks, "#VER A 1 20240102", "#VER A 1 20240230");
         return {"SIE_DATE", kBooks, line, "20240230"};
       }},
      {"an amount with a decimal comma",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         const int64_t line = Replace(files, kBooks, kFirstCost,
                                      "   #TRANS 4640 {6 \"20\"} 46875,00\r\n");
         return {"SIE_AMOUNT", kBooks, line, "46875,00"};
       }},
      {"two vouchers with one number",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         const int64_t line = Replace(files, kBooks, "#VER A 2 ", "#VER A 1 ");
         return {"SIE_SERIES_DUPLICATE", kBooks, line, "A 1"};
       }},
  });
}

TEST_F(BadBooksTest, AccountsAndLines) {
  ExpectRefused({
      {"an account that no line takes",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         InsertBefore(files, kBooks, "#DIM 6",
                      "#KONTO 8888 \"Koncernbidrag\"\r\n#KTYP 8888 K\r\n");
         const int64_t line = Replace(files, kBooks, kFirstCost,
                                      "   #TRANS 8888 {6 \"20\"} 46875.00\r\n");
         return {"ACCOUNT_NOT_IN_LAYOUT", kBooks, line, "8888 Koncernbidrag",
                 absl::StrCat(kLayout, ":")};
       }},
      {"an object that no line takes",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         InsertBefore(files, kBooks, "#IB 0 1510",
                      "#OBJEKT 6 \"99\" \"Ny insats\"\r\n");
         const int64_t line = Replace(files, kBooks, kFirstCost,
                                      "   #TRANS 4640 {6 \"99\"} 46875.00\r\n");
         return {"ACCOUNT_NOT_IN_LAYOUT", kBooks, line, "{6 99}",
                 absl::StrCat(kLayout, ":")};
       }},
      {"an account that two lines take",
       [](YearFiles& files) -> Expected {
         Replace(files, kLayout, "accounts: [\"3521\"]",
                 "accounts: [\"3521-3522\"]");
         return {"LAYOUT_OVERLAP", kLayout,
                 LineOf(files[kLayout], "- id: bidrag-gnosjo"), "3522"};
       }},
      {"a total of a line that is not there",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, kLayout, "total: [operating-income,",
                     "total: [operating-incom,");
         // The place is where the line begins, with its id and label.
         return {"LAYOUT_LINE_UNKNOWN", kLayout, line - 2, "operating-incom"};
       }},
      {"a key that is no key",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, kLayout, "    years: 5", "    year: 5");
         return {"YAML_KEY_UNKNOWN", kLayout, line, "year"};
       }},
      {"YAML that is no YAML",
       [](YearFiles& files) -> Expected {
         const int64_t line = Replace(files, kLayout, "sum: [note-2/total]",
                                      "sum: [note-2/total");
         return {"YAML_SYNTAX", kLayout, line + 1};
       }},
      {"a key figure of a line that is not there",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "overview.csv", "income;2022", "incomes;2022");
         return {"OVERVIEW_LINE_UNKNOWN", "overview.csv", line, "incomes"};
       }},
  });
}

// A transfer that broke off, wherever it did.
TEST_F(BadBooksTest, FilesThatEndTooEarly) {
  ExpectRefused({
      {"before the last record",
       [](YearFiles& files) -> Expected {
         std::string& text = files[kBooks];
         text.resize(text.rfind("\r\n#KSUMMA"));
         return {"SIE_TRUNCATED", kBooks, LineAt(text, text.size())};
       }},
      {"inside a voucher",
       [](YearFiles& files) -> Expected {
         const int64_t line = CutAfter(files, kBooks, kFirstCost);
         return {"SIE_TRUNCATED", kBooks, line - 1};
       }},
      {"inside a record",
       [](YearFiles& files) -> Expected {
         const int64_t line = CutAfter(files, kBooks, "#TRANS 2440 {} -468");
         return {"SIE_TRUNCATED", kBooks, line};
       }},
      {"inside a quoted text",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             CutAfter(files, kBooks, "#VER A 2 20240108 \"Lev.");
         return {"SIE_TRUNCATED", kBooks, line};
       }},
      {"after the first records",
       [](YearFiles& files) -> Expected {
         const int64_t line = CutAfter(files, kBooks, "#SIETYP 4");
         return {"SIE_TRUNCATED", kBooks, line};
       }},
      {"before the first byte",
       [](YearFiles& files) -> Expected {
         files[kBooks].clear();
         return {"SIE_NOT_SIE", kBooks, 0};
       }},
  });
}

TEST_F(BadBooksTest, FilesThatAreSomethingElse) {
  ExpectRefused({
      {"books that were changed after they were exported",
       [](YearFiles& files) -> Expected {
         Replace(files, kBooks, "Kundfordringar", "Kundfordringxr");
         std::string& text = files[kBooks];
         return {"SIE_CHECKSUM", kBooks, LineAt(text, text.rfind("#KSUMMA")),
                 "3788131372"};
       }},
      {"the page that a server gives for a file that is not there",
       [](YearFiles& files) -> Expected {
         files[kBooks] =
             "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head>"
             "\n<body><h1>Not Found</h1></body></html>\n";
         return {"SIE_NOT_SIE", kBooks, 0};
       }},
      {"a spreadsheet",
       [](YearFiles& files) -> Expected {
         files[kBooks] = std::string("PK\x03\x04\x14\0\x06\0\x08\0", 10);
         return {"SIE_NOT_SIE", kBooks, 0};
       }},
      {"vouchers without balances",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         Replace(files, kBooks, "#SIETYP 4", "#SIETYP 2");
         return {"SIE_TYPE", kBooks, 0, "2", "4E"};
       }},
      {"another association's books",
       [](YearFiles& files) -> Expected {
         DropChecksum(files);
         Replace(files, kBooks, "222000-1511", "222000-2279");
         return {"ORGANISATION_MISMATCH", kBooks, 0, "222000-2279",
                 "2220001511"};
       }},
      {"two books in one folder",
       [](YearFiles& files) -> Expected {
         files["2025.se"] = files[kBooks];
         return {"FILE_UNEXPECTED", "2025.se", 0};
       }},
  });
}

TEST_F(BadBooksTest, BooksOfAnotherYear) {
  ImportOptions options;
  options.fiscal_year = "associations/2220001511/fiscalYears/2023";
  ExpectRefused(Finnveden2024(),
                {"YEAR_MISMATCH", kBooks,
                 LineOf(Finnveden2024().at(kBooks), "#RAR 0 "), "2024", "2023"},
                options);
}

// Swedish letters in another encoding than the file says: read, and told.
TEST(BooksTest, Utf8InsteadOfCodePage437IsReadWithAWarning) {
  YearFiles files = Finnveden2024();
  files[kBooks] = Utf8FromCodePage437(files[kBooks]);
  ASSERT_NE(files[kBooks], Finnveden2024().at(kBooks));
  testkit::RunningHouse house;
  testkit::RunningHouse sound_house;
  GatewayClient client(house.Address("gateway"));
  GatewayClient sound(sound_house.Address("gateway"));
  const auto result = client.Import(files);
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_TRUE(sound.Import(Finnveden2024()).ok());
  const auto& warnings = result->services(0).warnings();
  ASSERT_EQ(warnings.size(), 1);
  EXPECT_EQ(warnings[0].reason(), "SIE_ENCODING");
  EXPECT_EQ(warnings[0].file(), kBooks);
  EXPECT_EQ(warnings[0].line(), LineOf(files[kBooks], "förbund"));

  auto ours = client.Assemble();
  auto theirs = sound.Assemble();
  ASSERT_TRUE(ours.ok() && theirs.ok());
  ours->clear_sources();  // The ledger's root is over the files' bytes.
  theirs->clear_sources();
  EXPECT_TRUE(ours->SerializeAsString() == theirs->SerializeAsString());
}

}  // namespace
}  // namespace finsam::e2e
