// The ledger killed while it posts and while it imports: what was acknowledged
// is there once, with the answer that was given, and what was not is there
// whole or not at all.
//
// FINSAM_KILLS=<count> kills so many times, FINSAM_SEED replays the moments as
// far as they are chosen here.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/e2e/posting_clients.h"
#include "tests/ledger/books_sample.h"

namespace finsam::e2e {
namespace {

namespace led = ledger::v1;

constexpr int kPosters = 4;
// Answers before a kill, so that each falls into the midst of work.
constexpr int kAnswersBeforeKill = 40;
constexpr size_t kAskedAgain = 20;
constexpr int kImportedVouchers = 20'000;
constexpr int kImportKillsOfRound = 2;

class PostingKillTest : public testing::Test {
 protected:
  PostingKillTest() : kills_(NumberFrom("FINSAM_KILLS", 12)) {
    const uint64_t seed = NumberFrom("FINSAM_SEED", std::random_device()());
    std::printf("FINSAM_SEED=%llu\n", static_cast<unsigned long long>(seed));
    random_.seed(seed);
  }

  uint64_t Below(uint64_t limit) { return random_() % limit; }
  absl::Duration Within(absl::Duration longest) {
    return absl::Microseconds(static_cast<int64_t>(
        Below(static_cast<uint64_t>(absl::ToInt64Microseconds(longest)) + 1)));
  }

  // Imports, kills the program at some moment of it and starts it again. What
  // the caller was told.
  absl::Status ImportAndKill(LedgerProcess& process, const std::string& name,
                             const std::string& text) {
    // There are some messages before and after reading, and one for every
    // thousand vouchers; staging goes on meanwhile.
    const auto messages = static_cast<int>(Below(27));
    const absl::Duration more = Within(absl::Milliseconds(15));
    std::atomic<int> seen = 0;
    std::atomic<bool> ended = false;
    absl::Status status;
    std::thread importing([&] {
      LedgerClient own(process.address());
      status = own.Import("many", name, text, &seen).status();
      ended = true;
    });
    testkit::WaitUntil([&] { return seen >= messages || ended; }, kPatience);
    testkit::Pause(more);
    process.Kill();
    importing.join();
    if (!status.ok()) {
      EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    }
    process.Start();
    return status;
  }

  static int64_t ExpectVerified(LedgerClient& client) {
    const auto verified = client.Verify();
    EXPECT_TRUE(verified.ok()) << verified.status();
    return verified.ok() ? verified->voucher_count() : -1;
  }

  uint64_t kills_;
  std::mt19937_64 random_;
};

// Everything that was posted in the test, from the books.
struct Held {
  std::vector<led::Voucher> vouchers;
  std::map<std::string, const led::Voucher*> by_text;
  // Of each batch, by request id.
  std::map<std::string, std::vector<const led::Voucher*>> batches;
};

Held ReadBooks(LedgerClient& client) {
  Held held;
  held.vouchers = client.Vouchers();
  std::map<std::string, int64_t> last;
  for (const led::Voucher& voucher : held.vouchers) {
    EXPECT_EQ(voucher.number(), ++last[voucher.series()])
        << "a gap in series " << voucher.series();
    if (voucher.series() != kUnarySeries && voucher.series() != kBatchSeries) {
      continue;
    }
    EXPECT_TRUE(held.by_text.emplace(voucher.text(), &voucher).second)
        << voucher.text() << " is there twice";
    if (voucher.series() == kBatchSeries) {
      held.batches[voucher.text().substr(0, voucher.text().find('/'))]
          .push_back(&voucher);
    }
  }
  return held;
}

void ExpectAcknowledged(LedgerClient& client, const Held& held,
                        const std::vector<UnaryAnswer>& answers) {
  for (const UnaryAnswer& answer : answers) {
    const std::string& id = answer.request.request_id();
    const auto found = held.by_text.find(id);
    ASSERT_NE(found, held.by_text.end()) << id << " is lost";
    EXPECT_EQ(found->second->SerializeAsString(),
              answer.response.voucher().SerializeAsString());
    ExpectSameAnswer(client, answer);
  }
}

// A batch is whole, and lies in one piece, or it is not there.
void ExpectWholeBatches(const Held& held,
                        const std::vector<BatchAnswer>& batches) {
  std::map<std::string, const BatchAnswer*> sent;
  for (const BatchAnswer& batch : batches) {
    sent[batch.request.request_id()] = &batch;
  }
  for (const auto& [id, vouchers] : held.batches) {
    ASSERT_EQ(sent.count(id), 1u) << id;
    const BatchAnswer& batch = *sent.at(id);
    ASSERT_EQ(static_cast<int>(vouchers.size()), batch.request.vouchers_size())
        << id << " is half posted";
    for (size_t i = 0; i < vouchers.size(); ++i) {
      EXPECT_EQ(vouchers[i]->text(),
                batch.request.vouchers(static_cast<int>(i)).text());
      EXPECT_EQ(vouchers[i]->place(),
                vouchers[0]->place() + static_cast<int64_t>(i));
    }
  }
  for (const BatchAnswer& batch : batches) {
    if (!batch.acknowledged) continue;
    const auto found = held.batches.find(batch.request.request_id());
    ASSERT_NE(found, held.batches.end()) << batch.request.request_id();
    for (size_t i = 0; i < found->second.size(); ++i) {
      const auto& told = batch.response.vouchers(static_cast<int>(i));
      EXPECT_EQ(found->second[i]->number(), told.number());
      EXPECT_EQ(found->second[i]->place(), told.place());
    }
  }
}

TEST_F(PostingKillTest, WhatIsAcknowledgedIsThereOnceAndBatchesAreWhole) {
  LedgerProcess process;
  process.Start();
  LedgerClient client(process.address());
  ASSERT_TRUE(client.Import("import", "2024.se", ledger::kBooks).ok());

  Traffic traffic;
  std::vector<std::unique_ptr<UnaryPoster>> posters;
  std::vector<std::thread> threads;
  for (int i = 0; i < kPosters; ++i) {
    posters.push_back(std::make_unique<UnaryPoster>(
        process.address(), absl::StrCat("unary", i), random_(), traffic));
  }
  BatchPoster batches(process.address(), random_(), traffic);
  for (const auto& poster : posters) {
    threads.emplace_back([&poster] { poster->Run(); });
  }
  threads.emplace_back([&batches] { batches.Run(); });

  for (uint64_t kill = 0; kill < kills_ && !HasFailure(); ++kill) {
    SCOPED_TRACE(absl::StrCat("kill ", kill + 1));
    traffic.paused = false;
    const int64_t before = traffic.answered;
    EXPECT_TRUE(testkit::WaitUntil(
        [&] { return traffic.answered >= before + kAnswersBeforeKill; },
        kPatience));
    testkit::Pause(Within(absl::Milliseconds(30)));
    process.Kill();
    traffic.paused = true;
    std::vector<UnaryAnswer> last;
    for (const auto& poster : posters) {
      const auto some = poster->LastAnswers(kAskedAgain / kPosters);
      last.insert(last.end(), some.begin(), some.end());
    }
    process.Start();
    client = LedgerClient(process.address());
    ExpectVerified(client);
    for (const UnaryAnswer& answer : last) ExpectSameAnswer(client, answer);
  }
  traffic.stop = true;
  for (std::thread& thread : threads) thread.join();

  const Held held = ReadBooks(client);
  size_t acknowledged = 0;
  size_t given_up = 0;
  for (const auto& poster : posters) {
    ExpectAcknowledged(client, held, poster->answers());
    acknowledged += poster->answers().size();
    given_up += poster->given_up();
  }
  ExpectWholeBatches(held, batches.batches());
  EXPECT_EQ(ExpectVerified(client),
            3 + static_cast<int64_t>(held.by_text.size()));
  // And again after a kill with nothing under way.
  process.Kill();
  process.Start();
  client = LedgerClient(process.address());
  EXPECT_EQ(ExpectVerified(client),
            3 + static_cast<int64_t>(held.by_text.size()));
  std::printf(
      "%zu vouchers acknowledged, %zu given up, %zu batches, %zu of them in "
      "the books\n",
      acknowledged, given_up, batches.batches().size(), held.batches.size());
  EXPECT_GT(acknowledged, 0u);
  EXPECT_GT(held.batches.size(), 0u);
}

// The small association's books with many vouchers more; of type 4I without
// numbers, in a file of their own.
std::string ManyVouchers(bool is_import) {
  std::string text = ledger::kBooks;
  if (is_import) text.resize(text.find("#IB -1"));
  for (int i = 1; i <= kImportedVouchers; ++i) {
    const std::string number = is_import ? "\"\"" : absl::StrCat(i);
    absl::StrAppend(&text, "#VER M ", number, " 2024", i % 2 == 0 ? "0" : "1",
                    "2", i % 9 + 10, " \"Utbetalning ", i,
                    "\"\n{\n#TRANS 4010 {6 \"10\"} ", i,
                    ".50\n#TRANS 1930 {} -", i, ".50\n}\n");
  }
  return text;
}

TEST_F(PostingKillTest, AnImportThatWasKilledIsThereWhollyOrNotAtAll) {
  const uint64_t rounds = std::max<uint64_t>(kills_ / 4, 1);
  int whole = 0;
  for (uint64_t round = 0; round < rounds && !HasFailure(); ++round) {
    const bool is_import = round % 2 == 1;
    SCOPED_TRACE(absl::StrCat("round ", round + 1, is_import ? ", 4I" : ""));
    const std::string name = is_import ? "2024.si" : "2024.se";
    const std::string text = ManyVouchers(is_import);
    LedgerProcess process;
    process.Start();
    LedgerClient client(process.address());
    ASSERT_TRUE(client.Import("import", "2024.se", ledger::kBooks).ok());
    int64_t count = 3;
    bool is_in = false;
    for (int kill = 0; kill < kImportKillsOfRound; ++kill) {
      SCOPED_TRACE(absl::StrCat("kill ", kill + 1));
      const absl::Status status = ImportAndKill(process, name, text);
      client = LedgerClient(process.address());
      const int64_t held = ExpectVerified(client);
      const bool was_in = is_in;
      is_in = is_in || held != count;
      if (is_in && !was_in) count += kImportedVouchers;
      EXPECT_EQ(held, count);
      if (status.ok()) {
        EXPECT_TRUE(is_in);
      }
      led::PostVoucherRequest post =
          PostingOf(absl::StrCat("post-", kill), kUnarySeries);
      const auto posted = client.Post(post);
      ASSERT_TRUE(posted.ok()) << posted.status();
      EXPECT_EQ(posted->voucher().number(), kill + 1);
      EXPECT_EQ(posted->voucher().place(), ++count);
      EXPECT_EQ(ExpectVerified(client), count);
    }
    whole += is_in ? 1 : 0;
    const auto again = client.Import("many", name, text);
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_TRUE(again->changed());
    if (!is_in) count += kImportedVouchers;
    EXPECT_EQ(ExpectVerified(client), count);
    const auto unchanged = client.Import("many again", name, text);
    ASSERT_TRUE(unchanged.ok()) << unchanged.status();
    EXPECT_FALSE(unchanged->changed());
    EXPECT_EQ(client.VoucherCount(), count);
  }
  std::printf("%d of %llu imports were whole before they were tried again\n",
              whole, static_cast<unsigned long long>(rounds));
}

}  // namespace
}  // namespace finsam::e2e
