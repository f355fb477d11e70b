// Posting in batches over a stream: whole or not at all, in order, once; and
// the limits at their edge.

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rpc/server.h"
#include "services/ledger/ledger_service.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

v1::PostVouchersRequest BatchOf(const std::string& request_id, int count,
                                int64_t amount_ore = 100) {
  v1::PostVouchersRequest request;
  request.set_fiscal_year(kYear);
  request.set_request_id(request_id);
  for (int i = 0; i < count; ++i) {
    *request.add_vouchers() = PostingOf("", amount_ore + i).voucher();
  }
  return request;
}

class LedgerStreamTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(host_.Import("import", kBooks).ok());
    service_ = std::make_unique<LedgerService>(host_.ledger());
    server_ = std::make_unique<rpc::InProcessServer>(
        std::vector<grpc::Service*>{service_.get()});
    stub_ = v1::LedgerService::NewStub(server_->channel());
  }

  std::vector<v1::PostVouchersResponse> Send(
      const std::vector<v1::PostVouchersRequest>& batches) {
    grpc::ClientContext context;
    const auto stream = stub_->PostVouchers(&context);
    std::thread writer([&] {
      for (const auto& batch : batches) EXPECT_TRUE(stream->Write(batch));
      stream->WritesDone();
    });
    std::vector<v1::PostVouchersResponse> answers;
    v1::PostVouchersResponse answer;
    while (stream->Read(&answer)) answers.push_back(answer);
    writer.join();
    EXPECT_TRUE(stream->Finish().ok());
    return answers;
  }

  LedgerHost host_;
  std::unique_ptr<LedgerService> service_;
  std::unique_ptr<rpc::InProcessServer> server_;
  std::unique_ptr<v1::LedgerService::Stub> stub_;
};

TEST_F(LedgerStreamTest, AnswersInTheOrderOfTheBatches) {
  std::vector<v1::PostVouchersRequest> batches;
  for (int i = 0; i < 200; ++i) {
    batches.push_back(BatchOf(absl::StrCat("b", i), i % 7 + 1));
  }
  const auto answers = Send(batches);
  ASSERT_EQ(answers.size(), batches.size());
  int64_t number = 0;
  for (size_t i = 0; i < answers.size(); ++i) {
    EXPECT_EQ(answers[i].request_id(), batches[i].request_id());
    ASSERT_EQ(answers[i].vouchers_size(), batches[i].vouchers_size());
    for (const v1::PostedVoucher& voucher : answers[i].vouchers()) {
      EXPECT_EQ(voucher.number(), ++number);
      EXPECT_EQ(voucher.place(), 3 + number);
    }
    EXPECT_EQ(answers[i].revision().root().size(), 32u);
  }
  EXPECT_EQ(host_.TrialBalance(kYear)->voucher_count(), 3 + number);
  EXPECT_TRUE(host_.Verify(kAssociation).ok());
}

TEST_F(LedgerStreamTest, ABadVoucherRefusesItsBatchAndTheStreamGoesOn) {
  v1::PostVouchersRequest bad = BatchOf("bad", 3);
  bad.mutable_vouchers(1)->mutable_entries(0)->set_amount_ore(1);
  const auto answers = Send({BatchOf("a", 2), bad, BatchOf("c", 1)});
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[1].vouchers_size(), 0);
  EXPECT_EQ(answers[1].refusal().code(),
            static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  EXPECT_EQ(answers[1].refusal().refusal().reason(), "VOUCHER_UNBALANCED");
  ASSERT_EQ(answers[1].refusal().refusal().problems_size(), 1);
  EXPECT_EQ(answers[1].refusal().refusal().problems(0).line(), 2);
  EXPECT_EQ(answers[2].vouchers(0).number(), 3);
}

TEST_F(LedgerStreamTest, ARepeatedBatchGetsItsFirstAnswer) {
  const auto first = Send({BatchOf("a", 5)});
  // Once more within one stream, after a restart, and with other content.
  auto again = Send({BatchOf("a", 5), BatchOf("a", 5)});
  ASSERT_EQ(again.size(), 2u);
  EXPECT_FALSE(first[0].replayed());
  for (auto& answer : again) {
    EXPECT_TRUE(answer.replayed());
    answer.clear_replayed();
    EXPECT_EQ(answer.SerializeAsString(), first[0].SerializeAsString());
  }
  const auto other = Send({BatchOf("a", 5, 7)});
  EXPECT_EQ(other[0].refusal().refusal().reason(), "REQUEST_ID_REUSED");
  EXPECT_EQ(host_.TrialBalance(kYear)->voucher_count(), 3 + 5);
}

TEST_F(LedgerStreamTest, TwoOfTheSameIdAtOnceArePostedOnce) {
  std::vector<v1::PostVouchersRequest> batches;
  for (int i = 0; i < 100; ++i) {
    batches.push_back(BatchOf(absl::StrCat("b", i / 2), 3, i / 2 + 1));
  }
  auto answers = Send(batches);
  ASSERT_EQ(answers.size(), 100u);
  for (size_t i = 0; i < answers.size(); i += 2) {
    EXPECT_FALSE(answers[i].replayed());
    EXPECT_TRUE(answers[i + 1].replayed());
    answers[i + 1].clear_replayed();
    EXPECT_EQ(answers[i].SerializeAsString(),
              answers[i + 1].SerializeAsString());
  }
  EXPECT_EQ(host_.TrialBalance(kYear)->voucher_count(), 3 + 150);
}

TEST_F(LedgerStreamTest, TheLimitsThemselvesFit) {
  const auto size = static_cast<int>(kBatchVouchersMax);
  const auto answers = Send(
      {BatchOf("none", 0), BatchOf("most", size), BatchOf("more", size + 1),
       BatchOf(std::string(64, 'x'), 1), BatchOf(std::string(65, 'x'), 1)});
  ASSERT_EQ(answers.size(), 5u);
  EXPECT_EQ(answers[0].refusal().refusal().reason(), "BATCH_SIZE");
  EXPECT_EQ(answers[1].vouchers_size(), size);
  EXPECT_EQ(answers[2].refusal().refusal().reason(), "BATCH_SIZE");
  EXPECT_EQ(answers[3].vouchers_size(), 1);
  EXPECT_EQ(answers[4].refusal().refusal().reason(), "REQUEST_ID_SIZE");
}

// A voucher of the most entries with the longest texts fits a block and is
// read back as it was.
TEST_F(LedgerStreamTest, TheLargestVoucherIsKept) {
  v1::PostVoucherRequest request = PostingOf("large", 100);
  v1::Voucher* voucher = request.mutable_voucher();
  voucher->set_text(std::string(kTextBytesMax, 't'));
  while (voucher->entries_size() < static_cast<int>(kVoucherEntriesMax)) {
    *voucher->add_entries() = voucher->entries(voucher->entries_size() % 2);
  }
  for (v1::Entry& entry : *voucher->mutable_entries()) {
    entry.set_text(std::string(kTextBytesMax, 'e'));
    entry.set_quantity("-12345.678");
    entry.set_signature("AB");
    entry.mutable_date()->set_year(2023);
    entry.mutable_date()->set_month(12);
    entry.mutable_date()->set_day(31);
  }
  const auto posted = host_.Post(request);
  ASSERT_TRUE(posted.ok()) << posted.status();
  const auto page = host_.List(kYear, 1000);
  ASSERT_EQ(page->vouchers_size(), 4);
  EXPECT_EQ(page->vouchers(3).SerializeAsString(),
            posted->voucher().SerializeAsString());
  *voucher->add_entries() = voucher->entries(0);
  request.set_request_id("larger");
  EXPECT_EQ(Verdict(host_.Post(request).status()),
            "INVALID_ARGUMENT VOUCHER_ENTRY_COUNT");
}

TEST_F(LedgerStreamTest, ACallerThatGoesAwayHarmsNobody) {
  for (int round = 0; round < 20; ++round) {
    grpc::ClientContext context;
    const auto stream = stub_->PostVouchers(&context);
    for (int i = 0; i < 5; ++i) {
      stream->Write(BatchOf(absl::StrCat("r", round, "-", i), 10));
    }
    context.TryCancel();
    EXPECT_FALSE(stream->Finish().ok());
  }
  // What was taken in is there whole; what was not is not.
  EXPECT_EQ((host_.TrialBalance(kYear)->voucher_count() - 3) % 10, 0);
  EXPECT_EQ(Send({BatchOf("after", 1)})[0].vouchers_size(), 1);
  EXPECT_TRUE(host_.Verify(kAssociation).ok());
}

// More than one stretch: balances, rows and numbers are kept for some vouchers
// and read from the tail for others, and nobody can tell.
TEST_F(LedgerStreamTest, AnswersAreTheSameWhereverTheIndexesEnd) {
  std::vector<v1::PostVouchersRequest> batches;
  for (int i = 0; i < 11; ++i) {
    batches.push_back(BatchOf(absl::StrCat("b", i), 450));
  }
  Send(batches);
  int64_t sum = 0;
  for (int i = 0; i < 450; ++i) sum += 11 * (100 + i);
  server_.reset();
  service_.reset();
  for (int round = 0; round < 2; ++round) {
    const auto balance = host_.TrialBalance(kYear);
    EXPECT_EQ(balance->voucher_count(), 3 + 11 * 450);
    EXPECT_EQ(balance->accounts(0).movement_ore(), 24950 + sum);
    const auto proof = host_.Verify(kAssociation);
    EXPECT_TRUE(proof.ok()) << proof.status();
    EXPECT_EQ(OreOf(*host_.Statements(kYear), "income-statement/income/2024"),
              60000 + sum);
    host_.Restart();
  }
}

}  // namespace
}  // namespace finsam::ledger
