// What questions read of the books: what was summed is not read again, and a
// page costs its own rows. Method: a store that counts the values it gives, by
// room.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/store/key.h"
#include "services/ledger/ledger.h"
#include "tests/ledger/year_sample.h"

namespace finsam::ledger {
namespace {

using Counts = std::map<std::string, int64_t>;

std::string RoomOf(absl::string_view key) {
  return store::KeyReader(key).Text().value_or("");
}

class CountingSnapshot final : public store::Snapshot {
 public:
  CountingSnapshot(std::unique_ptr<store::Snapshot> inner, Counts* counts)
      : inner_(std::move(inner)), counts_(*counts) {}

  absl::StatusOr<std::optional<std::string>> Get(
      absl::string_view key) const override {
    ++counts_[RoomOf(key)];
    return inner_->Get(key);
  }
  absl::Status Scan(absl::string_view begin, absl::string_view end,
                    const Visitor& visit) const override {
    return inner_->Scan(begin, end,
                        [&](absl::string_view key, absl::string_view value) {
                          ++counts_[RoomOf(key)];
                          return visit(key, value);
                        });
  }

 private:
  std::unique_ptr<store::Snapshot> inner_;
  Counts& counts_;
};

// For one thread.
class CountingStore final : public store::Store {
 public:
  explicit CountingStore(store::Store& inner) : inner_(inner) {}
  std::unique_ptr<store::Snapshot> TakeSnapshot() const override {
    return std::make_unique<CountingSnapshot>(inner_.TakeSnapshot(), &counts_);
  }
  absl::Status Apply(const store::Commit& commit) override {
    return inner_.Apply(commit);
  }
  Counts Take() { return std::exchange(counts_, {}); }

 private:
  store::Store& inner_;
  mutable Counts counts_;
};

class LedgerReadsTest : public YearTest {
 protected:
  // A ledger that has answered nothing yet.
  void SetUp() override {
    YearTest::SetUp();
    counting_ = std::make_unique<CountingStore>(host_.store());
    ledger_ = std::make_unique<Ledger>(
        *counting_, clock_, std::filesystem::temp_directory_path().string());
  }

  const FiscalYearName name_{"2220001511", 2024};
  FixedClock clock_{absl::UnixEpoch()};
  std::unique_ptr<CountingStore> counting_;
  std::unique_ptr<Ledger> ledger_;
};

TEST_F(LedgerReadsTest, TheSameRevisionIsFoldedOnce) {
  std::map<int, int64_t> revisions;  // By how many were posted.
  for (int i = 1; i <= 60; ++i) {
    const auto posted = host_.Post(PostingOf(absl::StrCat("p", i), i));
    ASSERT_TRUE(posted.ok()) << posted.status();
    revisions[i] = posted->revision().revision();
  }
  // With this the indexes go beyond all these revisions.
  ASSERT_TRUE(Lock(2024, "lock", std::nullopt).ok());
  const auto read = [&](int posted) {
    counting_->Take();
    const auto balance = ledger_->GetTrialBalance(name_, revisions.at(posted));
    EXPECT_TRUE(balance.ok()) << balance.status();
    EXPECT_EQ(balance->totals.voucher_count, 3 + posted);
    return counting_->Take()["voucher"];
  };
  EXPECT_GE(read(20), 20);
  EXPECT_EQ(read(20), 0);
  // A later one goes on from there, an earlier one cannot.
  EXPECT_EQ(read(25), 5);
  EXPECT_GE(read(10), 10);
  EXPECT_EQ(read(20), 0);
  EXPECT_EQ(read(12), 2);
  // However many are asked for, few are kept; none is wrong.
  for (int posted = 1; posted <= 60; ++posted) read(posted);
}

TEST_F(LedgerReadsTest, PagesOfAnAccountCostTheirOwnRows) {
  constexpr int kVouchers = 20'000;
  std::string books = kBooks;
  for (int i = 0; i < kVouchers; ++i) {
    const absl::CivilDay day = absl::CivilDay(2024, 1, 1) + i / 60;
    absl::StrAppend(&books, "#VER C ", i + 1, " ", day.year(),
                    day.month() < 10 ? "0" : "", day.month(),
                    day.day() < 10 ? "0" : "", day.day(),
                    " x\n{\n#TRANS 1930 {} 1\n#TRANS 3010 {} -1\n}\n");
  }
  LedgerHost host;
  ASSERT_TRUE(host.Import("large", books).ok());
  CountingStore counting(host.store());
  Ledger ledger(counting, clock_,
                std::filesystem::temp_directory_path().string());
  AccountEntriesQuery query;
  query.account = 1930;
  query.size = 1'000;
  Ore balance{1'000'00};
  int64_t first_page = 0;
  int64_t lines = 0;
  for (int page_number = 1;; ++page_number) {
    counting.Take();
    const auto page = ledger.ListAccountEntries(name_, query);
    ASSERT_TRUE(page.ok()) << page.status();
    const int64_t stretches = counting.Take()["entry"];
    if (page_number == 1) {
      first_page = stretches;
    } else {
      EXPECT_LE(stretches, 4) << page_number;
    }
    for (const auto& line : page->lines) {
      balance += line.entry.amount;
      ASSERT_EQ(line.balance, balance);
      ++lines;
    }
    EXPECT_EQ(page->opening, Ore{1'000'00});
    query.after = page->next;
    if (query.after.empty()) {
      EXPECT_EQ(page->closing, balance);
      break;
    }
  }
  EXPECT_GE(first_page, 5);
  EXPECT_EQ(lines, kVouchers + 3);
}

TEST_F(LedgerReadsTest, NumbersAloneReadNoEntries) {
  ASSERT_TRUE(host_.Post(PostingOf("p", 1)).ok());
  counting_->Take();
  const auto found = ledger_->GetVoucher("2220001511", {2024, "P", 1});
  ASSERT_TRUE(found.ok()) << found.status();
  const Counts counts = counting_->Take();
  EXPECT_EQ(counts.count("entry"), 0u);
  // Once to find the number, once for the voucher.
  EXPECT_LE(counts.at("voucher"), 2);
}

}  // namespace
}  // namespace finsam::ledger
