// What callers are told: why a reversal is refused and what to do, that pages
// of an explanation belong together, and that a voucher's message alone gives
// its hash.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/proof.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class LedgerAnswersTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(host_.Import("import", kBooks).ok()); }

  absl::Status Reverse(const std::string& series, int64_t number) {
    v1::ReverseVoucherRequest request;
    request.set_fiscal_year(kYear);
    request.set_request_id(absl::StrCat("reverse-", ++requests_));
    request.mutable_voucher()->set_fiscal_year(2024);
    request.mutable_voucher()->set_series(series);
    request.mutable_voucher()->set_number(number);
    request.mutable_date()->set_year(2024);
    request.mutable_date()->set_month(12);
    request.mutable_date()->set_day(31);
    request.set_reason("Dubbelt");
    request.set_series("R");
    return host_.Reverse(request).status();
  }

  LedgerHost host_;
  int requests_ = 0;
};

TEST_F(LedgerAnswersTest, AChainOfReversalsIsNamedWithItsRemedy) {
  ASSERT_TRUE(Reverse("A", 1).ok());
  const auto told = [this] {
    const absl::Status refused = Reverse("A", 1);
    EXPECT_EQ(Verdict(refused), "FAILED_PRECONDITION VOUCHER_REVERSED");
    return std::string(refused.message());
  };
  EXPECT_THAT(told(),
              AllOf(HasSubstr("återförd med R 1."), Not(HasSubstr("R 2"))));
  ASSERT_TRUE(Reverse("R", 1).ok());
  EXPECT_THAT(told(), AllOf(HasSubstr("återförd med R 1, som är återförd med "
                                      "R 2"),
                            HasSubstr("gäller igen genom R 2"),
                            HasSubstr("bokför en ny verifikation")));
  // The remedy is one.
  ASSERT_TRUE(Reverse("R", 2).ok());
  EXPECT_THAT(told(), HasSubstr("tillbakatagen genom R 3"));
  EXPECT_EQ(OreOf(*host_.Statements(kYear), "income-statement/income/2024"), 0);
  for (int64_t number = 3; number < 12; ++number) {
    ASSERT_TRUE(Reverse("R", number).ok());
  }
  EXPECT_THAT(told(), AllOf(HasSubstr("och så vidare till R 12"),
                            Not(HasSubstr("R 9"))));
}

TEST_F(LedgerAnswersTest, PagesOfAnExplanationShowOneMoment) {
  constexpr char kFigure[] = "balance-sheet/cash/2024";
  const auto first = host_.Explain(kYear, kFigure, 2);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(host_.Post(PostingOf("p", 77'00)).ok());
  const auto second =
      host_.Explain(kYear, kFigure, 2, first->next_page_token());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->revision().SerializeAsString(),
            first->revision().SerializeAsString());
  EXPECT_EQ(second->figure().SerializeAsString(),
            first->figure().SerializeAsString());
  EXPECT_EQ(second->accounts(0).SerializeAsString(),
            first->accounts(0).SerializeAsString());
  EXPECT_EQ(first->entries_size() + second->entries_size(), 3);
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_EQ(host_.Explain(kYear, kFigure)->entries_size(), 4);
  for (const char* after : {"x", "1:2", "1:2:3:4", "1:x:3"}) {
    EXPECT_EQ(ReasonOf(host_.ledger()
                           .Explain({"2220001511", 2024}, kFigure, 2, after)
                           .status()),
              "PAGE_INVALID")
        << after;
  }
}

TEST_F(LedgerAnswersTest, AVouchersMessageAloneGivesItsHash) {
  ASSERT_TRUE(host_.Post(PostingOf("p", 100)).ok());
  for (const bool imported : {true, false}) {
    v1::ProveVoucherRequest request;
    request.set_association(kAssociation);
    request.mutable_voucher()->set_fiscal_year(2024);
    request.mutable_voucher()->set_series(imported ? "A" : "P");
    request.mutable_voucher()->set_number(1);
    auto proof = host_.ProveVoucher(request);
    ASSERT_TRUE(proof.ok()) << proof.status();
    EXPECT_EQ(proof->voucher().imported(), imported);
    EXPECT_TRUE(CheckProof(*proof).ok()) << CheckProof(*proof);
    proof->mutable_voucher()->set_imported(!imported);
    EXPECT_EQ(Verdict(CheckProof(*proof)), "INVALID_ARGUMENT PROOF_BROKEN");
  }
}

TEST_F(LedgerAnswersTest, ANumberTakenByHandIsSaidToBe) {
  v1::PostVoucherRequest posting = PostingOf("p", 100);
  posting.mutable_voucher()->set_series("A");
  ASSERT_TRUE(host_.Post(posting).ok());  // A 3.
  const auto refused = host_.Import("later", With(kBooks, "", kVoucherMore));
  EXPECT_EQ(Verdict(refused.status()), "FAILED_PRECONDITION VOUCHER_CHANGED");
  EXPECT_THAT(std::string(refused.status().message()),
              AllOf(HasSubstr("bokförd för hand"), HasSubstr("egen serie")));
}

}  // namespace
}  // namespace finsam::ledger
