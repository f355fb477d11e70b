// Files of vouchers to import (type 4I): what they are held against, and that
// what was posted before is seen though the file is another.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/status.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kHead[] =
    "#FLAGGA 0\n#PROGRAM \"Lon\" 1.0\n#FORMAT PC8\n#GEN 20240815\n#SIETYP 4\n"
    "#ORGNR 222000-1511\n#FNAMN \"Provforbundet\"\n";

std::string VoucherText(const std::string& account,
                        const std::string& text = "Lon") {
  return absl::StrCat("#VER L \"\" 20240815 \"", text, "\"\n{\n#TRANS ",
                      account, " 500\n#TRANS 1930 {} -500\n}\n");
}

class Import4ITest : public testing::Test {
 protected:
  void SetUp() override {
    const auto books = host_.Import(kYear, "books", {{"2024.se", kBooks}});
    ASSERT_TRUE(books.ok()) << books.status();
  }

  absl::StatusOr<ImportAnswer> Give(const std::string& file,
                                    bool validate_only = false) {
    return host_.Import(kYear, absl::StrCat("give-", ++requests_),
                        {{"lon.si", file}}, validate_only);
  }
  // Reasons of the warnings, in their order.
  std::vector<std::string> Warnings(const std::string& file,
                                    bool validate_only = false) {
    const auto answer = Give(file, validate_only);
    EXPECT_TRUE(answer.ok()) << answer.status();
    std::vector<std::string> out;
    if (!answer.ok()) return out;
    for (const auto& warning : answer->result.warnings()) {
      out.push_back(warning.reason());
    }
    return out;
  }

  LedgerHost host_;
  int requests_ = 0;
};

TEST_F(Import4ITest, WhatTheBooksDeclareNeedNotBeDeclaredAgain) {
  EXPECT_THAT(Warnings(kHead + VoucherText("4010 {6 \"10\"}"), true),
              IsEmpty());
  // Also when the file has some chart of its own.
  EXPECT_THAT(Warnings(absl::StrCat(kHead, "#KONTO 5010 \"Lokal\"\n",
                                    VoucherText("4010 {6 \"10\"}"))),
              IsEmpty());
}

TEST_F(Import4ITest, WhatNobodyDeclaresIsToldOnce) {
  const std::string file = absl::StrCat(
      kHead, VoucherText("7010 {6 \"10\"}"), VoucherText("7010 {6 \"99\"}"),
      VoucherText("4010 {6 \"99\"}"), VoucherText("4010 {6 \"99\"}", "b"));
  const auto tried = Give(file, /*validate_only=*/true);
  ASSERT_TRUE(tried.ok()) << tried.status();
  std::vector<std::string> told;
  for (const auto& warning : tried->result.warnings()) {
    told.push_back(absl::StrCat(warning.reason(), " ", warning.message()));
    EXPECT_GT(warning.line(), 0);
  }
  EXPECT_THAT(
      told,
      ElementsAre(AllOf(HasSubstr("OBJECT_UNDECLARED"), HasSubstr("99")),
                  AllOf(HasSubstr("ACCOUNT_UNDECLARED"), HasSubstr("7010"))));
}

TEST_F(Import4ITest, TheSameVouchersInAnotherFileAreSeen) {
  const std::string file = absl::StrCat(kHead, VoucherText("4010 {}", "a"),
                                        VoucherText("4010 {6 \"10\"}", "b"));
  EXPECT_THAT(Warnings(file, true), IsEmpty());
  EXPECT_THAT(Warnings(file), IsEmpty());
  EXPECT_THAT(Warnings(file), ElementsAre("FILE_TAKEN"));
  const std::string later = With(file, "#GEN 20240815", "#GEN 20240816");
  const std::string lines = absl::StrReplaceAll(file, {{"\n", "\r\n"}});
  for (const std::string& again : {later, lines}) {
    EXPECT_THAT(Warnings(again, true), ElementsAre("VOUCHERS_ALIKE"));
  }
  EXPECT_EQ(host_.TrialBalance(kYear)->voucher_count(), 5);
  // It is a warning: two events may look the same.
  EXPECT_THAT(Warnings(later), ElementsAre("VOUCHERS_ALIKE"));
  EXPECT_EQ(host_.TrialBalance(kYear)->voucher_count(), 7);
}

TEST_F(Import4ITest, OneVoucherThatIsNewMakesTheFileNew) {
  ASSERT_THAT(Warnings(kHead + VoucherText("4010 {}")), IsEmpty());
  for (const std::string& other :
       {VoucherText("4010 {}", "Annan"), VoucherText("4010 {6 \"20\"}"),
        With(VoucherText("4010 {}"), "#VER L", "#VER M"),
        With(VoucherText("4010 {}"), "20240815", "20240816")}) {
    EXPECT_THAT(
        Warnings(absl::StrCat(kHead, VoucherText("4010 {}"), other), true),
        IsEmpty())
        << other;
  }
}

TEST_F(Import4ITest, VouchersToImportAreRefusedAsBooks) {
  const auto refused =
      host_.Import(kYear, "se", {{"lon.se", kHead + VoucherText("4010 {}")}});
  EXPECT_FALSE(refused.ok());
  std::vector<std::string> reasons;
  for (const Problem& problem : ProblemsOf(refused.status())) {
    reasons.push_back(problem.reason);
  }
  EXPECT_THAT(reasons, testing::Contains("SIE_TYPE"));
}

}  // namespace
}  // namespace finsam::ledger
