// Vouchers in a table, and what else people write on the command line.

#include "cli/voucher_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/books_text.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

using testing::ElementsAre;

constexpr char kHead[] = "serie;datum;text;konto;objekt;belopp;radtext\n";

std::vector<FileVoucher> Read(const std::string& rows,
                              const std::string& head = kHead) {
  const auto read = ReadVouchers("mars.csv", head + rows);
  EXPECT_TRUE(read.ok()) << read.status();
  return read.ok() ? *read : std::vector<FileVoucher>();
}

// "5: VOUCHER_UNBALANCED"
std::vector<std::string> ProblemsIn(const std::string& rows) {
  std::vector<std::string> problems;
  for (const Problem& problem :
       ProblemsOf(ReadVouchers("mars.csv", kHead + rows).status())) {
    problems.push_back(absl::StrCat(problem.line, ": ", problem.reason));
  }
  return problems;
}

TEST(VoucherFileTest, RowsBecomeVouchers) {
  const auto vouchers = Read(
      "A;2024-03-05;Hyra mars;5010;1:10 6:81;12 500,00;kontor\n"
      ";;;1930;;−12 500,00;\n"
      "B;2024-03-06;Porto;6250;;90;\n"
      "B;2024-03-06;Porto;1910;;-90;\n");
  ASSERT_EQ(vouchers.size(), 2U);
  EXPECT_EQ(vouchers[0].line, 2);
  const ledger::v1::Voucher& rent = vouchers[0].voucher;
  EXPECT_EQ(rent.series(), "A");
  EXPECT_EQ(rent.text(), "Hyra mars");
  EXPECT_EQ(DayText(rent.date()), "2024-03-05");
  ASSERT_EQ(rent.entries_size(), 2);
  EXPECT_EQ(rent.entries(0).account(), 5010);
  EXPECT_EQ(rent.entries(0).amount_ore(), 1'250'000);
  EXPECT_EQ(rent.entries(0).text(), "kontor");
  EXPECT_EQ(ObjectsText(rent.entries(0).objects()), "1:10 6:81");
  EXPECT_EQ(rent.entries(1).amount_ore(), -1'250'000);
  EXPECT_EQ(vouchers[1].line, 4);
  EXPECT_EQ(vouchers[1].voucher.entries_size(), 2);
}

TEST(VoucherFileTest, AMarkPartsVouchersThatAreAlike) {
  const std::string rows[] = {"A;2024-03-05;Porto;6250;90\n",
                              "A;2024-03-05;Porto;1910;-90\n"};
  const std::string twice = rows[0] + rows[1] + rows[0] + rows[1];
  EXPECT_EQ(Read(twice, "serie;datum;text;konto;belopp\n").size(), 1U);
  EXPECT_EQ(
      Read("1;" + rows[0] + "1;" + rows[1] + "2;" + rows[0] + "2;" + rows[1],
           "ver;serie;datum;text;konto;belopp\n")
          .size(),
      2U);
}

TEST(VoucherFileTest, EveryProblemIsToldWithItsLine) {
  EXPECT_THAT(ProblemsIn("A;2024-03-05;x;5010;;100;\n"
                         "A;2024-03-05;x;1930;;-99;\n"
                         "A;2024-03-06;y;1930;;-99;\n"),
              ElementsAre("2: VOUCHER_UNBALANCED", "4: VOUCHER_UNBALANCED"));
  EXPECT_THAT(ProblemsIn("A;2024-02-30;x;5010;;fem;\n"
                         "A;2024-02-30;x;kassa;30;5;\n"
                         "A;;x;1910;;;\n"),
              ElementsAre("2: DATE_INVALID", "2: AMOUNT_MALFORMED",
                          "3: FIELD_INVALID", "3: FIELD_INVALID",
                          "4: CSV_FIELD_EMPTY", "4: CSV_FIELD_EMPTY"));
  EXPECT_THAT(ProblemsIn(""), ElementsAre("0: FILE_MISSING"));
  EXPECT_EQ(ReasonOf(ReadVouchers("a.csv", "konto;belopp\n").status()),
            "CSV_COLUMN_MISSING");
}

TEST(VoucherFileTest, TheSameVouchersHaveTheSamePostingId) {
  const auto vouchers = Read("A;2024-03-05;x;1;;1;\n;;;2;;-1;\n");
  const auto others = Read("A;2024-03-05;x;1;;2;\n;;;2;;-2;\n");
  const std::string id = PostingId("y/2024", "", vouchers);
  EXPECT_EQ(id.size(), 32U);
  EXPECT_EQ(id, PostingId("y/2024", "", vouchers));
  EXPECT_NE(id, PostingId("y/2024", "igen", vouchers));
  EXPECT_NE(id, PostingId("y/2025", "", vouchers));
  EXPECT_NE(id, PostingId("y/2024", "", others));
}

TEST(VoucherFileTest, IdentityNumbersAreToldOfAndNotShown) {
  const auto vouchers =
      ReadVouchers("ver.csv",
                   "serie;datum;text;konto;belopp;radtext\n"
                   "A;2024-03-05;Hyra;6010;100;\n;;;1930;-100;\n"
                   "A;2024-03-06;Resa;6010;100;811228-9874\n;;;1930;-100;\n");
  ASSERT_TRUE(vouchers.ok()) << vouchers.status();
  const std::vector<Problem> warnings = PersonalNumbers("ver.csv", *vouchers);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].reason, "PERSONAL_DATA");
  EXPECT_EQ(warnings[0].severity, Severity::kWarning);
  EXPECT_EQ(warnings[0].line, 4);
  EXPECT_EQ(ProblemLine(warnings[0]).find("9874"), std::string::npos);
}

TEST(ArgumentsTest, VouchersHaveNames) {
  const struct {
    const char* text;
    const char* series;
    int64_t number;
  } cases[] = {{"A 17", "A", 17},
               {"A17", "A", 17},
               {" LB  3 ", "LB", 3},
               {"17", "", 17},
               {"A1 17", "A1", 17}};
  for (const auto& c : cases) {
    const auto voucher = ParseVoucher(c.text, 2024);
    ASSERT_TRUE(voucher.ok()) << c.text;
    EXPECT_EQ(voucher->series(), c.series) << c.text;
    EXPECT_EQ(voucher->number(), c.number) << c.text;
    EXPECT_EQ(voucher->fiscal_year(), 2024);
  }
  for (const char* text : {"", "A", "A-", "17 A", "A 99999999999999999999"}) {
    EXPECT_EQ(ReasonOf(ParseVoucher(text, 2024).status()), "ARGUMENT_INVALID")
        << text;
  }
}

TEST(ArgumentsTest, DaysObjectsAmountsAndFormatsAreRead) {
  common::v1::Date date;
  EXPECT_TRUE(ParseDate("--from", "2024-02-29", &date).ok());
  EXPECT_EQ(DayText(date), "2024-02-29");
  EXPECT_EQ(ReasonOf(ParseDate("--from", "2023-02-29", &date)),
            "ARGUMENT_INVALID");
  ledger::v1::ObjectReference object;
  EXPECT_TRUE(ParseObject("6:a:b", &object).ok());
  EXPECT_EQ(object.object(), "a:b");
  for (const char* text : {"6", "6:", ":30", "x:30", "0:30"}) {
    EXPECT_EQ(ReasonOf(ParseObject(text, &object)), "ARGUMENT_INVALID") << text;
  }
  EXPECT_EQ(ParseKronor("--min", "1 250,50").value_or(0), 125'050);
  EXPECT_EQ(ReasonOf(ParseKronor("--min", "x").status()), "ARGUMENT_INVALID");
  EXPECT_EQ(ParseFormat("sie4i").value_or(
                ledger::v1::ExportBooksRequest::FORMAT_UNSPECIFIED),
            ledger::v1::ExportBooksRequest::SIE_4I);
  EXPECT_EQ(ReasonOf(ParseFormat("sie5").status()), "ARGUMENT_INVALID");
}

}  // namespace
}  // namespace finsam::cli
