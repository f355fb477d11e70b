// Processes that are killed at any moment: nothing acknowledged is lost, and
// what was begun can be done again to the same end.
//
// FINSAM_SEED replays a run, FINSAM_ROUNDS makes it longer.

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "finsam/ledger/v1/ledger.grpc.pb.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

namespace led = ledger::v1;

constexpr int64_t kVouchers = 483;
constexpr int64_t kEntries = 1'312;
constexpr absl::Duration kCallTimeout = absl::Seconds(5);
constexpr absl::Duration kPatience = absl::Seconds(30);

uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  uint64_t number = otherwise;
  if (text != nullptr && !absl::SimpleAtoi(text, &number)) return otherwise;
  return number;
}

std::mt19937_64 SeededRandom() {
  const uint64_t seed = NumberFrom("FINSAM_SEED", std::random_device()());
  std::printf("FINSAM_SEED=%llu\n", static_cast<unsigned long long>(seed));
  return std::mt19937_64(seed);
}

absl::Duration Within(absl::Duration longest, std::mt19937_64& random) {
  const auto micros =
      static_cast<uint64_t>(absl::ToInt64Microseconds(longest)) + 1;
  return absl::Microseconds(static_cast<int64_t>(random() % micros));
}

class LedgerClient {
 public:
  explicit LedgerClient(const std::string& address)
      : stub_(led::LedgerService::NewStub(rpc::OpenChannel({address, {}}))) {}

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(
      grpc::Status (led::LedgerService::Stub::*method)(grpc::ClientContext*,
                                                       const Request&,
                                                       Response*),
      const Request& request) {
    grpc::ClientContext context;
    rpc::SetDeadline(context, testkit::Now() + kCallTimeout);
    Response response;
    RETURN_IF_ERROR(
        rpc::FromGrpc((stub_.get()->*method)(&context, request, &response)));
    return response;
  }

  absl::StatusOr<led::GetTrialBalanceResponse> TrialBalance() {
    led::GetTrialBalanceRequest request;
    request.set_fiscal_year(kFinnveden);
    return Call(&led::LedgerService::Stub::GetTrialBalance, request);
  }

  absl::StatusOr<led::VerifyBooksResponse> Verify() {
    led::VerifyBooksRequest request;
    request.set_association("associations/2220001511");
    return Call(&led::LedgerService::Stub::VerifyBooks, request);
  }

  // All vouchers of one series, in the list's order.
  std::vector<led::Voucher> Vouchers(const std::string& series) {
    std::vector<led::Voucher> vouchers;
    led::ListVouchersRequest request;
    request.set_fiscal_year(kFinnveden);
    request.set_page_size(1'000);
    do {
      const auto page = Call(&led::LedgerService::Stub::ListVouchers, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return vouchers;
      for (const led::Voucher& voucher : page->vouchers()) {
        if (voucher.series() == series) vouchers.push_back(voucher);
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return vouchers;
  }

 private:
  std::unique_ptr<led::LedgerService::Stub> stub_;
};

// A house that nobody disturbs: what all others must come to.
struct Undisturbed {
  std::string report;
  absl::Duration import_time;
  int messages = 0;  // Of progress, and the result.
};
Undisturbed ImportInPeace() {
  const testkit::RunningHouse house;
  GatewayClient client(house.Address("gateway"));
  Undisturbed peace;
  ImportOptions options;
  options.on_progress = [&peace] { ++peace.messages; };
  const absl::Time begin = testkit::Now();
  const auto result = client.Import(Finnveden2024(), options);
  EXPECT_TRUE(result.ok()) << result.status();
  peace.import_time = testkit::Now() - begin;
  const auto report = client.Render(gateway::v1::RenderReportRequest::JSON);
  EXPECT_TRUE(report.ok()) << report.status();
  if (report.ok()) peace.report = *report;
  return peace;
}

// An import in a thread of its own.
class Importing {
 public:
  explicit Importing(GatewayClient& client)
      : thread_([this, &client] {
          ImportOptions options;
          options.on_progress = [this] { ++messages_; };
          status_ = client.Import(Finnveden2024(), options).status();
          ended_ = true;
        }) {}

  // Until so many messages have come.
  void AwaitMessages(int count) const {
    while (messages_ < count && !ended_) {
      testkit::Pause(absl::Microseconds(20));
    }
  }

  absl::Status End() {
    thread_.join();
    return status_;
  }

 private:
  std::atomic<int> messages_ = 0;
  std::atomic<bool> ended_ = false;
  absl::Status status_;
  std::thread thread_;  // Last: it uses the others.
};

// Tries until it is OK. In between only "not available now" may be said.
absl::Status ImportUntilOk(GatewayClient& client) {
  absl::Status status;
  testkit::WaitUntil(
      [&] {
        status = client.Import(Finnveden2024()).status();
        return status.ok() || status.code() != absl::StatusCode::kUnavailable;
      },
      kPatience);
  return status;
}

void ExpectWholeBooks(const testkit::RunningHouse& house) {
  LedgerClient ledger(house.Address("ledger"));
  const auto verified = ledger.Verify();
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_EQ(verified->voucher_count(), kVouchers);
  const auto balance = ledger.TrialBalance();
  ASSERT_TRUE(balance.ok()) << balance.status();
  EXPECT_EQ(balance->voucher_count(), kVouchers);
  EXPECT_EQ(balance->entry_count(), kEntries);
}

// Whether some of the four services hold the year and others do not.
bool IsHalfStored(GatewayClient& client) {
  ImportOptions look;
  look.request_id = "look";
  look.validate_only = true;
  const auto looked = client.Import(Finnveden2024(), look);
  EXPECT_TRUE(looked.ok()) << looked.status();
  int stored = 0;
  for (int i = 0; looked.ok() && i < 4; ++i) {
    stored += looked->services(i).revision().revision() > 0 ? 1 : 0;
  }
  return stored > 0 && stored < 4;
}

TEST(KillTest, AnImportThatWasCutOffIsCompletedByTheNextTry) {
  const Undisturbed peace = ImportInPeace();
  ASSERT_FALSE(peace.report.empty());
  std::mt19937_64 random = SeededRandom();
  const auto rounds = static_cast<int>(NumberFrom("FINSAM_ROUNDS", 15));
  int cut_off = 0;
  int half_stored = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::string victim = testkit::kServices[round % 5];
    // At any moment, and, since storing is short, at any step.
    const absl::Duration moment = Within(peace.import_time, random);
    const auto step = static_cast<int>(random() % peace.messages);
    const bool by_step = round % 3 != 0;
    SCOPED_TRACE(absl::StrCat("round ", round, ": ", victim, " killed after ",
                              by_step ? absl::StrCat(step, " messages")
                                      : absl::FormatDuration(moment)));
    testkit::RunningHouse house;
    GatewayClient client(house.Address("gateway"));
    Importing importing(client);
    if (by_step) {
      importing.AwaitMessages(step);
    } else {
      testkit::Pause(moment);
    }
    house.Kill(victim);
    const absl::Status first = importing.End();
    if (!first.ok()) {
      ++cut_off;
      EXPECT_EQ(first.code(), absl::StatusCode::kUnavailable) << first;
    }
    house.Restart(victim);
    EXPECT_TRUE(testkit::WaitUntil(
        [&client] {
          const auto diagnosis = client.Diagnose();
          return diagnosis.ok() &&
                 std::all_of(diagnosis->services().begin(),
                             diagnosis->services().end(),
                             [](const auto& s) { return s.healthy(); });
        },
        kPatience));
    if (IsHalfStored(client)) ++half_stored;

    const absl::Status again = ImportUntilOk(client);
    ASSERT_TRUE(again.ok()) << again;
    // Equal to the byte: also the revisions and roots that it was made from.
    const auto report = client.Render(gateway::v1::RenderReportRequest::JSON);
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_TRUE(*report == peace.report);
    ExpectWholeBooks(house);
  }
  std::printf("%d of %d imports were cut off, %d of them half stored\n",
              cut_off, rounds, half_stored);
  EXPECT_GT(cut_off, 0);
}

// Posts vouchers, each until it is acknowledged, and remembers which number
// each got.
class Poster {
 public:
  Poster(const std::string& address, std::string name,
         const std::atomic<bool>& stop)
      : ledger_(address), name_(std::move(name)), stop_(stop) {}

  void Run() {
    for (int i = 0; !stop_; ++i) Post(absl::StrCat(name_, "-", i));
  }

  const std::map<std::string, int64_t>& numbers() const { return numbers_; }

 private:
  void Post(const std::string& id) {
    led::PostVoucherRequest request;
    request.set_fiscal_year(kFinnveden);
    request.set_request_id(id);
    led::Voucher& voucher = *request.mutable_voucher();
    voucher.set_series("T");
    voucher.set_text(id);
    voucher.mutable_date()->set_year(2024);
    voucher.mutable_date()->set_month(12);
    voucher.mutable_date()->set_day(31);
    for (const auto& [account, ore] : {std::pair{1930, 100}, {2440, -100}}) {
      led::Entry& entry = *voucher.add_entries();
      entry.set_account(account);
      entry.set_amount_ore(ore);
    }
    const absl::Time last = testkit::Now() + kPatience;
    while (testkit::Now() < last) {
      const auto answer =
          ledger_.Call(&led::LedgerService::Stub::PostVoucher, request);
      if (answer.ok()) {
        numbers_[id] = answer->voucher().number();
        return;
      }
      if (answer.status().code() != absl::StatusCode::kUnavailable) {
        ADD_FAILURE() << answer.status();
        return;
      }
      testkit::Pause(absl::Milliseconds(20));
    }
    ADD_FAILURE() << id << " was never acknowledged";
  }

  LedgerClient ledger_;
  std::string name_;
  const std::atomic<bool>& stop_;
  std::map<std::string, int64_t> numbers_;
};

int64_t CashOre(GatewayClient& client) {
  const auto report = client.Assemble();
  EXPECT_TRUE(report.ok()) << report.status();
  if (!report.ok()) return 0;
  return FiguresOf(*report).at("balance-sheet/cash/2024").value().amount_ore();
}

TEST(KillTest, EveryAcknowledgedVoucherIsThereOnce) {
  constexpr int kPosters = 4;
  constexpr int kKills = 5;
  testkit::RunningHouse house;
  GatewayClient client(house.Address("gateway"));
  ASSERT_TRUE(client.Import(Finnveden2024()).ok());
  const int64_t cash_before = CashOre(client);
  std::mt19937_64 random = SeededRandom();

  std::atomic<bool> stop = false;
  std::vector<std::unique_ptr<Poster>> posters;
  std::vector<std::thread> threads;
  for (int i = 0; i < kPosters; ++i) {
    posters.push_back(std::make_unique<Poster>(
        house.Address("ledger"), absl::StrCat("poster", i), stop));
    threads.emplace_back([poster = posters.back().get()] { poster->Run(); });
  }
  for (int i = 0; i < kKills; ++i) {
    testkit::Pause(absl::Milliseconds(50) +
                   Within(absl::Milliseconds(300), random));
    house.Kill("ledger");
    house.Restart("ledger");
  }
  testkit::Pause(absl::Milliseconds(100));
  stop = true;
  for (std::thread& thread : threads) thread.join();

  std::map<std::string, int64_t> acknowledged;
  for (const auto& poster : posters) {
    acknowledged.insert(poster->numbers().begin(), poster->numbers().end());
  }
  std::printf("%zu vouchers were acknowledged\n", acknowledged.size());
  EXPECT_GT(acknowledged.size(), 0U);
  LedgerClient ledger(house.Address("ledger"));
  std::map<std::string, int64_t> held;
  int64_t number = 0;
  for (const led::Voucher& voucher : ledger.Vouchers("T")) {
    EXPECT_EQ(voucher.number(), ++number) << "a gap in the series";
    EXPECT_TRUE(held.emplace(voucher.text(), voucher.number()).second)
        << voucher.text() << " is there twice";
  }
  EXPECT_TRUE(held == acknowledged);
  const auto verified = ledger.Verify();
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_EQ(verified->voucher_count(), kVouchers + number);

  // The figures know of every one: a krona of cash each.
  EXPECT_EQ(CashOre(client), cash_before + 100 * number);
}

}  // namespace
}  // namespace finsam::e2e
