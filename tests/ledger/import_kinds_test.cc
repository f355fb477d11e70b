// What the ledger takes from files that are no plain year with vouchers:
// balances per object, result accounts with balances, openings that are not
// told, and vouchers for a year that begins when it likes.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "services/ledger/ledger_store.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

constexpr char kHead[] = R"(#FLAGGA 0
#ORGNR 222000-1511
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1930 "Bank"
#KONTO 2440 "Skulder"
#KONTO 4010 "Insatser"
)";

std::string Summary(const std::string& records) {
  return absl::StrCat(kHead, "#SIETYP 3\n", records);
}

// "opening, first month, last month" in öre of a balance that is kept.
std::string Kept(LedgerHost& host, int32_t account, const ObjectSet& objects) {
  const FiscalYearName name = ParseFiscalYearName(kYear).value();
  const auto snapshot = host.store().TakeSnapshot();
  const LedgerReader reader(*snapshot, name.organisation);
  const BalanceMap balances = reader.Balances(name.year).value();
  const auto found = balances.find({account, objects});
  if (found == balances.end()) return "none";
  return absl::StrCat(found->second.opening.value, ", ",
                      found->second.months[0].value, ", ",
                      found->second.months[11].value);
}

std::string Imported(LedgerHost& host, const std::string& name,
                     const std::string& content) {
  const std::string id = Hex(Sha256(content)).substr(0, 32);
  return Verdict(host.Import(kYear, id, {{name, content}}).status());
}

// A day that is only left out does not excuse the voucher's own.
TEST(ImportKindsTest, AVoucherOutsideTheYearIsToldBesideALesserFault) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  constexpr char kVoucher[] = "{\n#TRANS 1930 {} 5\n#TRANS 3010 {} -5\n}\n";
  EXPECT_EQ(
      Imported(host, "a.si",
               absl::StrCat("#FLAGGA 0\n#SIETYP 4\n#ORGNR 222000-1511\n"
                            "#VER L \"\" 20240301 x 20240231\n",
                            kVoucher, "#VER L \"\" 20230815 x 20240231\n",
                            kVoucher, "#VER L \"\" 20240302 x\n", kVoucher)),
      "INVALID_ARGUMENT VOUCHER_OUTSIDE_YEAR");
}

// The journal keeps a file's name in a line of its own.
TEST(ImportKindsTest, AFileNameIsOneLine) {
  LedgerHost host;
  EXPECT_EQ(Imported(host, "20\n24.se", kBooks),
            "INVALID_ARGUMENT FILE_UNEXPECTED");
  EXPECT_EQ(Imported(host, std::string(253, 'a') + ".se", kBooks),
            "INVALID_ARGUMENT FILE_UNEXPECTED");
  EXPECT_EQ(Imported(host, std::string(252, 'a') + ".se", kBooks), "OK");
}

TEST(ImportKindsTest, SummaryHasItsObjects) {
  LedgerHost host;
  ASSERT_EQ(Imported(host, "a.se", Summary(R"(#IB 0 1930 100
#UB 0 1930 160
#OIB 0 1930 {1 "N"} 30
#OUB 0 1930 {1 "N"} 75
#OUB 0 1930 {1 "S"} 20
#OUB 0 1930 {1 "V"} 9
#PSALDO 0 202401 1930 {} 50
#PSALDO 0 202401 1930 {1 "N"} 40
#PSALDO 0 202401 1930 {1 "S"} 15
)")),
            "OK");
  EXPECT_EQ(Kept(host, 1930, {{1, "N"}}), "3000, 4000, 500");
  // Without an opening: what its months leave.
  EXPECT_EQ(Kept(host, 1930, {{1, "S"}}), "500, 1500, 0");
  // Without months either: it came during the year.
  EXPECT_EQ(Kept(host, 1930, {{1, "V"}}), "0, 0, 900");
  EXPECT_EQ(Kept(host, 1930, {}), "6500, -500, -400");
}

TEST(ImportKindsTest, RecordsOfSeveralObjectsTellEachAmountOnce) {
  LedgerHost host;
  ASSERT_EQ(Imported(host, "a.se", Summary(R"(#RES 0 4010 100
#PSALDO 0 202401 4010 {} 100
#PSALDO 0 202401 4010 {6 "10" 1 "N"} 40
#PSALDO 0 202401 4010 {6 "10"} 15
#PSALDO 0 202401 4010 {1 "N"} 5
)")),
            "OK");
  EXPECT_EQ(Kept(host, 4010, {{1, "N"}, {6, "10"}}), "0, 4000, 0");
  EXPECT_EQ(Kept(host, 4010, {{6, "10"}}), "0, 1500, 0");
  EXPECT_EQ(Kept(host, 4010, {{1, "N"}}), "0, 500, 0");
  EXPECT_EQ(Kept(host, 4010, {}), "0, 4000, 0");
}

TEST(ImportKindsTest, RecordsOfOneObjectAreOfOneDimension) {
  LedgerHost host;
  const auto answer =
      host.Import(kYear, "a", {{"a.se", Summary(R"(#RES 0 4010 100
#PSALDO 0 202401 4010 {6 "10"} 70
#PSALDO 0 202401 4010 {6 "20"} 30
#PSALDO 0 202401 4010 {1 "N"} 100
)")}});
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(Kept(host, 4010, {{6, "10"}}), "0, 7000, 0");
  EXPECT_EQ(Kept(host, 4010, {{1, "N"}}), "none");
  int told = 0;
  for (const auto& warning : answer->result.warnings()) {
    told += warning.reason() == "PRIOR_YEAR_DIMENSIONS";
  }
  EXPECT_EQ(told, 1);
}

TEST(ImportKindsTest, ResultAccountsMayHaveBalances) {
  LedgerHost host;
  ASSERT_EQ(Imported(host, "a.se",
                     Summary("#IB 0 4010 10\n#UB 0 4010 25\n"
                             "#RES 0 1930 7\n")),
            "OK");
  EXPECT_EQ(Kept(host, 4010, {}), "1000, 0, 1500");
  EXPECT_EQ(Kept(host, 1930, {}), "0, 0, 700");
}

// Openings that are not told are what the year before closed with.
TEST(ImportKindsTest, OpeningsAreThoseOfTheYearBeforeWhereTheyCanBe) {
  const std::string records =
      absl::StrCat(kHead, "#SIETYP 4\n#UB -1 1930 50\n#UB -1 2440 -50\n",
                   "#UB 0 1930 20\n#RES 0 4010 30\n");
  const std::string voucher =
      "#VER A 1 20240102 x\n{\n#TRANS 4010 {} 30\n#TRANS 1930 {} -30\n}\n";
  LedgerHost host;
  ASSERT_EQ(Imported(host, "a.se",
                     absl::StrCat(records, "#UB 0 2440 -50\n", voucher)),
            "OK");
  EXPECT_EQ(Kept(host, 1930, {}), "5000, -3000, 0");
  EXPECT_EQ(Kept(host, 2440, {}), "-5000, 0, 0");
  // The debt closes with nothing, and no voucher has moved it.
  LedgerHost other;
  ASSERT_EQ(Imported(other, "a.se", absl::StrCat(records, voucher)), "OK");
  EXPECT_EQ(Kept(other, 1930, {}), "0, -3000, 0");
  EXPECT_EQ(Kept(other, 2440, {}), "none");
}

TEST(ImportKindsTest, ObjectsOpenThoughTheirAccountOpensWithNothing) {
  LedgerHost host;
  ASSERT_EQ(
      Imported(host, "a.se",
               With(kBooks, "#IB 0 1930 1000",
                    "#IB 0 1930 1000\n#KONTO 1510 \"Kunder\"\n"
                    "#OIB 0 1510 {6 \"10\"} 5\n#OIB 0 1510 {6 \"20\"} -5")),
      "OK");
  EXPECT_EQ(Kept(host, 1510, {{6, "10"}}), "500, 0, 0");
  EXPECT_EQ(Kept(host, 1510, {{6, "20"}}), "-500, 0, 0");
}

TEST(ImportKindsTest, VouchersToImportAreHeldAgainstTheKeptYear) {
  std::string books = With(kBooks, "20240101 20241231", "20230701 20240630");
  books = With(books, "20230101 20231231", "20220701 20230630");
  books.resize(books.find("#VER"));
  LedgerHost host;
  ASSERT_EQ(Imported(host, "a.se", books), "OK");
  const auto file = [](const std::string& head, const std::string& day) {
    return absl::StrCat("#FLAGGA 0\n#SIETYP 4\n#ORGNR 222000-1511\n", head,
                        "#VER \"\" \"\" ", day,
                        " x\n{\n#TRANS 4010 {} 1\n#TRANS 1930 {} -1\n}\n");
  };
  // No days are told: those of the books count.
  EXPECT_EQ(Imported(host, "a.si", file("", "20230815")), "OK");
  EXPECT_EQ(Imported(host, "a.si", file("", "20240815")),
            "INVALID_ARGUMENT VOUCHER_OUTSIDE_YEAR");
  // Also when the file tells others, which end in the same calendar year.
  const std::string calendar = "#RAR 0 20240101 20241231\n";
  EXPECT_EQ(Imported(host, "a.si", file(calendar, "20240515")), "OK");
  EXPECT_EQ(Imported(host, "a.si", file(calendar, "20240815")),
            "INVALID_ARGUMENT VOUCHER_OUTSIDE_YEAR");
  EXPECT_EQ(host.TrialBalance(kYear)->voucher_count(), 2);
  EXPECT_EQ(Verdict(host.Verify(kAssociation).status()), "OK");
}

}  // namespace
}  // namespace finsam::ledger
