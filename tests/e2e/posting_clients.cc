#include "tests/e2e/posting_clients.h"

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "tests/ledger/books_sample.h"

namespace finsam::e2e {
namespace {

namespace led = ledger::v1;

constexpr char kAssociation[] = "associations/2220001511";
constexpr char kYear[] = "associations/2220001511/fiscalYears/2024";
constexpr absl::Duration kLook = absl::Milliseconds(2);
constexpr size_t kPieceBytes = 500'000;
constexpr size_t kBatchesAtOnce = 4;
constexpr int kBatchVouchers = 30;
// A port that was just left can be taken for a moment by a caller's own end of
// a connection.
constexpr int kStartTries = 20;

// Callers find a program that was started again within some milliseconds.
std::shared_ptr<grpc::Channel> OpenQuickChannel(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 20);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 20);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 50);
  arguments.SetMaxReceiveMessageSize(16 << 20);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(),
                                   arguments);
}

// A call whose program was killed is not answered; nothing else may befall it.
void ExpectUnavailable(const absl::Status& status) {
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status.message();
}

void AwaitLeave(const Traffic& traffic) {
  while (traffic.paused && !traffic.stop) testkit::Pause(kLook);
}

void FillKrona(const std::string& text, const std::string& series,
               led::Voucher* voucher) {
  voucher->set_series(series);
  voucher->set_text(text);
  voucher->mutable_date()->set_year(2024);
  voucher->mutable_date()->set_month(12);
  voucher->mutable_date()->set_day(31);
  for (const auto& [account, ore] : {std::pair{1930, 100}, {3010, -100}}) {
    led::Entry& entry = *voucher->add_entries();
    entry.set_account(account);
    entry.set_amount_ore(ore);
  }
}

}  // namespace

uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  uint64_t number = 0;
  if (text == nullptr || !absl::SimpleAtoi(text, &number)) return otherwise;
  return number;
}

void LedgerProcess::Start() {
  const std::string address_file = folder_.File("address");
  const std::string log = folder_.File("log");
  std::string address;
  for (int tries = 0; tries < kStartTries && address.empty(); ++tries) {
    if (tries > 0) testkit::Pause(absl::Milliseconds(200));
    std::error_code ignored;
    std::filesystem::remove(address_file, ignored);
    process_ = std::make_unique<testkit::Process>(
        std::vector<std::string>{testkit::Program("finsam-ledger"),
                                 absl::StrCat("--listen=", address_),
                                 absl::StrCat("--data=", folder_.File("data")),
                                 absl::StrCat("--address-file=", address_file)},
        log, log);
    process_->Start();
    testkit::WaitUntil(
        [&] {
          address = testkit::ReadWholeFile(address_file);
          return !address.empty() || !process_->Running();
        },
        kPatience);
  }
  if (address.empty()) {
    std::fprintf(stderr, "the ledger did not start:\n%s\n",
                 testkit::ReadWholeFile(log).c_str());
  }
  FINSAM_CHECK(!address.empty());
  address_ = std::string(absl::StripAsciiWhitespace(address));
}

void LedgerProcess::Kill() { process_->Kill(); }

LedgerClient::LedgerClient(const std::string& address)
    : stub_(led::LedgerService::NewStub(OpenQuickChannel(address))) {}

absl::StatusOr<led::PostVoucherResponse> LedgerClient::Post(
    const led::PostVoucherRequest& request) {
  grpc::ClientContext context;
  rpc::SetDeadline(context, testkit::Now() + kPatience);
  led::PostVoucherResponse response;
  RETURN_IF_ERROR(
      rpc::FromGrpc(stub_->PostVoucher(&context, request, &response)));
  return response;
}

absl::StatusOr<common::v1::ImportResult> LedgerClient::Import(
    const std::string& request_id, const std::string& file_name,
    const std::string& text, std::atomic<int>* seen) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  rpc::SetDeadline(context, testkit::Now() + kPatience);
  const auto stream = stub_->ImportBooks(&context);
  led::ImportBooksRequest request;
  request.mutable_header()->set_fiscal_year(kYear);
  request.mutable_header()->set_request_id(request_id);
  stream->Write(request);
  const auto send = [&](const std::string& name, const std::string& bytes) {
    for (size_t at = 0; at < bytes.size(); at += kPieceBytes) {
      request.mutable_chunk()->set_file_name(name);
      request.mutable_chunk()->set_content(bytes.substr(at, kPieceBytes));
      if (!stream->Write(request)) return;
    }
  };
  send(file_name, text);
  send("layouts/statements.yaml", ledger::kLayout);
  stream->WritesDone();
  led::ImportBooksResponse response;
  common::v1::ImportResult result;
  while (stream->Read(&response)) {
    if (seen != nullptr) ++*seen;
    if (response.has_result()) result = response.result();
  }
  RETURN_IF_ERROR(rpc::FromGrpc(stream->Finish()));
  return result;
}

absl::StatusOr<led::VerifyBooksResponse> LedgerClient::Verify() {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  rpc::SetDeadline(context, testkit::Now() + kPatience);
  led::VerifyBooksRequest request;
  request.set_association(kAssociation);
  led::VerifyBooksResponse response;
  RETURN_IF_ERROR(
      rpc::FromGrpc(stub_->VerifyBooks(&context, request, &response)));
  return response;
}

std::vector<led::Voucher> LedgerClient::Vouchers() {
  std::vector<led::Voucher> vouchers;
  led::ListVouchersRequest request;
  request.set_fiscal_year(kYear);
  request.set_page_size(1'000);
  do {
    grpc::ClientContext context;
    rpc::SetDeadline(context, testkit::Now() + kPatience);
    led::ListVouchersResponse page;
    const grpc::Status status = stub_->ListVouchers(&context, request, &page);
    EXPECT_TRUE(status.ok()) << status.error_message();
    if (!status.ok()) return vouchers;
    vouchers.insert(vouchers.end(), page.vouchers().begin(),
                    page.vouchers().end());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return vouchers;
}

int64_t LedgerClient::VoucherCount() {
  grpc::ClientContext context;
  rpc::SetDeadline(context, testkit::Now() + kPatience);
  led::GetTrialBalanceRequest request;
  request.set_fiscal_year(kYear);
  led::GetTrialBalanceResponse response;
  const grpc::Status status =
      stub_->GetTrialBalance(&context, request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response.voucher_count();
}

led::PostVoucherRequest PostingOf(const std::string& request_id,
                                  const std::string& series) {
  led::PostVoucherRequest request;
  request.set_fiscal_year(kYear);
  request.set_request_id(request_id);
  FillKrona(request_id, series, request.mutable_voucher());
  return request;
}

void ExpectSameAnswer(LedgerClient& client, const UnaryAnswer& answer) {
  auto again = client.Post(answer.request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->replayed());
  // The first may have been a repeat itself, of one whose answer was lost.
  again->set_replayed(answer.response.replayed());
  EXPECT_EQ(again->SerializeAsString(), answer.response.SerializeAsString())
      << again->ShortDebugString() << "\n"
      << answer.response.ShortDebugString();
}

void UnaryPoster::Run() {
  for (int i = 0; !traffic_.stop; ++i) {
    AwaitLeave(traffic_);
    Post(PostingOf(absl::StrCat(name_, "-", i), kUnarySeries));
  }
}

void UnaryPoster::Post(const led::PostVoucherRequest& request) {
  const bool gives_up = random_() % 2 == 0;
  const absl::Time last = testkit::Now() + kPatience;
  while (testkit::Now() < last) {
    auto response = client_.Post(request);
    if (response.ok()) {
      ++traffic_.answered;
      const std::lock_guard<std::mutex> lock(mutex_);
      answers_.push_back({request, *std::move(response)});
      return;
    }
    ExpectUnavailable(response.status());
    if (gives_up ||
        response.status().code() != absl::StatusCode::kUnavailable) {
      ++given_up_;
      testkit::Pause(absl::Milliseconds(10));
      return;
    }
    testkit::Pause(absl::Milliseconds(10));
  }
  ADD_FAILURE() << request.request_id() << " was never acknowledged";
}

std::vector<UnaryAnswer> UnaryPoster::LastAnswers(size_t count) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return {answers_.end() -
              static_cast<std::ptrdiff_t>(std::min(count, answers_.size())),
          answers_.end()};
}

led::PostVouchersRequest BatchPoster::NextBatch() {
  led::PostVouchersRequest request;
  request.set_fiscal_year(kYear);
  request.set_request_id(absl::StrCat("batch-", batches_.size()));
  const auto count = static_cast<int>(random_() % kBatchVouchers) + 1;
  for (int i = 0; i < count; ++i) {
    FillKrona(absl::StrCat(request.request_id(), "/", i), kBatchSeries,
              request.add_vouchers());
  }
  return request;
}

void BatchPoster::Run() {
  while (!traffic_.stop) {
    RunStream();
    testkit::Pause(absl::Milliseconds(10));
  }
}

void BatchPoster::RunStream() {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  rpc::SetDeadline(context, testkit::Now() + kPatience);
  const auto stream = client_.stub().PostVouchers(&context);
  bool alive = true;
  while (alive && !traffic_.stop) {
    AwaitLeave(traffic_);
    std::vector<size_t> sent = std::exchange(waiting_, {});
    while (sent.size() < kBatchesAtOnce) {
      batches_.push_back({NextBatch(), {}});
      sent.push_back(batches_.size() - 1);
    }
    for (const size_t index : sent) {
      alive = alive && stream->Write(batches_[index].request);
    }
    for (const size_t index : sent) {
      BatchAnswer& batch = batches_[index];
      alive = alive && stream->Read(&batch.response);
      if (alive) {
        EXPECT_EQ(batch.response.request_id(), batch.request.request_id());
        EXPECT_FALSE(batch.response.has_refusal())
            << batch.response.refusal().message();
        batch.acknowledged = true;
        ++traffic_.answered;
      } else if (random_() % 2 == 0) {
        waiting_.push_back(index);
      }
    }
  }
  if (alive) stream->WritesDone();
  const absl::Status status = rpc::FromGrpc(stream->Finish());
  if (!status.ok()) ExpectUnavailable(status);
}

}  // namespace finsam::e2e
