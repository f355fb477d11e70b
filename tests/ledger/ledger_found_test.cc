// Mistakes that the model found, each said plainly.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/import_comparison.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;

constexpr char kHandedOver[] =
    "#FLAGGA 0\n#PROGRAM \"Prov\" 1.0\n#FORMAT PC8\n#GEN 20250217\n"
    "#SIETYP 4\n#ORGNR 222000-1511\n#FNAMN \"Provforbundet\"\n";

std::string VoucherText(const std::string& name) {
  return absl::StrCat("#VER ", name,
                      " 20240815 \"Utlägg\"\n{\n#TRANS 4010 {6 \"10\"} 5\n"
                      "#TRANS 1930 {} -5\n}\n");
}

TEST(LedgerFoundTest, APageThatBeginsASeriesHoldsAllOfIt) {
  LedgerHost host;
  ASSERT_TRUE(
      host.Import("import", kBooks + VoucherText("B 2") + VoucherText("B 3"))
          .ok());
  std::vector<std::string> names;
  std::string token;
  do {
    const auto page = host.List(kYear, 2, token);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::Voucher& voucher : page->vouchers()) {
      names.push_back(absl::StrCat(voucher.series(), voucher.number()));
    }
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_THAT(names, ElementsAre("A1", "A2", "B1", "B2", "B3"));
}

TEST(LedgerFoundTest, AFileWithoutAChartLeavesTheNames) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("import", kBooks).ok());
  const auto taken =
      host.Import(kYear, "4i", {{"a.si", kHandedOver + VoucherText("L \"\"")}});
  ASSERT_TRUE(taken.ok()) << taken.status();
  v1::QueryBalancesRequest query;
  query.set_fiscal_year(kYear);
  query.add_accounts("4010");
  query.set_by_account(true);
  query.add_by_dimensions(6);
  const auto balances = host.QueryBalances(query);
  ASSERT_TRUE(balances.ok()) << balances.status();
  ASSERT_EQ(balances->rows_size(), 2);
  EXPECT_EQ(balances->rows(0).account_name(), "Insatser");
  EXPECT_EQ(balances->rows(0).object_names(0), "Team");
}

TEST(LedgerFoundTest, AFileMayNotGiveANumberThatItWasGiven) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("import", kBooks).ok());
  // The first gets A 3.
  const std::string twice =
      kHandedOver + VoucherText("A \"\"") + VoucherText("A 3");
  EXPECT_EQ(Verdict(host.Import(kYear, "4i", {{"a.si", twice}}).status()),
            "INVALID_ARGUMENT VOUCHER_NUMBER");
  const std::string apart =
      kHandedOver + VoucherText("A 3") + VoucherText("A \"\"");
  const auto taken = host.Import(kYear, "4i", {{"a.si", apart}});
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_TRUE(host.Verify(kAssociation).ok());
}

TEST(LedgerFoundTest, ManyProblemsDoNotHideAGraverOne) {
  ImportComparison comparison("2024.se");
  const absl::Status locked =
      Refuse(absl::StatusCode::kFailedPrecondition, "PERIOD_LOCKED", "Låst.");
  for (size_t i = 0; i < 2 * kComparisonProblemsMax; ++i) {
    comparison.Locked(static_cast<int64_t>(i) + 1, locked);
  }
  EXPECT_EQ(comparison.problems().size(), kComparisonProblemsMax);
  EXPECT_EQ(ReasonOf(comparison.Refusal()), "PERIOD_LOCKED");
  comparison.Missing({2024, "A", 1});
  EXPECT_EQ(ReasonOf(comparison.Refusal()), "VOUCHER_MISSING");
}

}  // namespace
}  // namespace finsam::ledger
