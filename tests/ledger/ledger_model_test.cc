// Random years: postings, exports that grow, repeated requests, refused harms
// and restarts in any order, against vouchers kept in a plain list. After
// every step the trial balance is the fold of the list, series have no gaps,
// and the books prove themselves.
//
// A failing seed is printed; FINSAM_SEED=<seed> runs that one alone.

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

constexpr uint64_t kSeeds = 200;
constexpr int kSteps = 12;

// A voucher as the model keeps it: `amount` from bank to an account.
struct Event {
  std::string series;
  int64_t number = 0;
  int month = 1;
  int32_t account = 4010;
  std::string object;  // Empty: none.
  int64_t amount_ore = 0;
};

class Model {
 public:
  explicit Model(uint64_t seed) : random_(seed) {}

  void Run() {
    for (int step = 0; step < kSteps && !testing::Test::HasFailure(); ++step) {
      Step();
      Check();
    }
  }

 private:
  uint64_t Below(uint64_t limit) { return random_() % limit; }

  Event RandomEvent(const std::string& series) {
    Event event;
    event.series = series;
    event.month = static_cast<int>(Below(12)) + 1;
    event.amount_ore = static_cast<int64_t>(Below(1'000'000)) + 1;
    if (Below(3) == 0) {
      event.account = 3010;
      event.amount_ore = -event.amount_ore;
    } else if (Below(2) == 0) {
      event.object = Below(2) == 0 ? "10" : "20";
    }
    return event;
  }

  void Step() {
    if (!imported_) return Grow();
    switch (Below(7)) {
      case 0:
      case 1:
        return Grow();
      case 2:
        return ImportAgain();
      case 3:
        return ImportChanged();
      case 4:
        return host_.Restart();
      default:
        return Post();
    }
  }

  // The other program has booked some more, and exports anew.
  void Grow() {
    for (uint64_t more = Below(4) + 1; more > 0; --more) {
      Event event = RandomEvent(Below(2) == 0 ? "A" : "B");
      event.number = ++numbers_[event.series];
      exported_.push_back(event);
    }
    const auto answer = host_.Import(NextRequest(), Export());
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_TRUE(answer->result.changed());
    imported_ = true;
    ++revision_;
  }

  void ImportAgain() {
    const auto answer = host_.Import(NextRequest(), Export());
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_FALSE(answer->result.changed());
  }

  void ImportChanged() {
    Event& event = exported_[Below(exported_.size())];
    const int64_t kept = event.amount_ore;
    event.amount_ore += 1;
    EXPECT_EQ(Verdict(host_.Import(NextRequest(), Export()).status()),
              "FAILED_PRECONDITION VOUCHER_CHANGED");
    event.amount_ore = kept;
  }

  void Post() {
    Event event = RandomEvent("P");
    event.number = ++numbers_["P"];
    v1::PostVoucherRequest request = PostingOf(NextRequest(), 1, "10");
    v1::Voucher* voucher = request.mutable_voucher();
    voucher->mutable_date()->set_month(event.month);
    v1::Entry* entry = voucher->mutable_entries(0);
    entry->set_account(event.account);
    entry->set_amount_ore(event.amount_ore);
    entry->clear_objects();
    if (!event.object.empty()) {
      entry->add_objects()->set_dimension(6);
      entry->mutable_objects(0)->set_object(event.object);
    }
    voucher->mutable_entries(1)->set_amount_ore(-event.amount_ore);
    const auto posted = host_.Post(request);
    ASSERT_TRUE(posted.ok()) << posted.status();
    EXPECT_EQ(posted->voucher().number(), event.number);
    EXPECT_EQ(host_.Post(request)->SerializeAsString(),
              posted->SerializeAsString());
    request.set_request_id(NextRequest());
    voucher->mutable_entries(1)->set_amount_ore(-event.amount_ore - 1);
    EXPECT_EQ(Verdict(host_.Post(request).status()),
              "INVALID_ARGUMENT VOUCHER_UNBALANCED");
    posted_.push_back(event);
    ++revision_;
  }

  std::string NextRequest() { return absl::StrCat("request-", ++requests_); }

  // The exported vouchers as a SIE file.
  std::string Export() const {
    std::string text = kBooks;
    text.resize(text.find("#UB 0 1930"));  // Sums of year 0 are not needed.
    for (const Event& event : exported_) {
      const std::string objects =
          event.object.empty() ? "{}"
                               : absl::StrCat("{6 \"", event.object, "\"}");
      absl::StrAppend(&text, "#VER ", event.series, " ", event.number, " 2024",
                      event.month < 10 ? "0" : "", event.month,
                      "15 \"Händelse\"\n{\n#TRANS ", event.account, " ",
                      objects, " ", SieAmount(Ore{event.amount_ore}),
                      "\n#TRANS 1930 {} ", SieAmount(Ore{-event.amount_ore}),
                      "\n}\n");
    }
    return text;
  }

  void Check() {
    if (!imported_) return;
    std::map<int32_t, int64_t> movement;
    for (const std::vector<Event>* events : {&exported_, &posted_}) {
      for (const Event& event : *events) {
        movement[event.account] += event.amount_ore;
        movement[1930] -= event.amount_ore;
      }
    }
    const auto balance = host_.TrialBalance(kYear);
    ASSERT_TRUE(balance.ok()) << balance.status();
    EXPECT_EQ(balance->revision().revision(), revision_);
    EXPECT_EQ(balance->voucher_count(),
              static_cast<int64_t>(exported_.size() + posted_.size()));
    int64_t closing = 0;
    for (const auto& account : balance->accounts()) {
      EXPECT_EQ(account.movement_ore(), movement[account.account()]);
      closing += account.closing_ore();
    }
    EXPECT_EQ(closing, 0);
    CheckSeries();
    const auto proof = host_.Verify(kAssociation);
    EXPECT_TRUE(proof.ok()) << proof.status();
  }

  void CheckSeries() {
    std::map<std::string, int64_t> last;
    const auto page = host_.List(kYear, 1000);
    for (const v1::Voucher& voucher : page->vouchers()) {
      EXPECT_EQ(voucher.number(), ++last[voucher.series()]);
    }
    for (const auto& [series, number] : numbers_) {
      EXPECT_EQ(last[series], number);
    }
  }

  std::mt19937_64 random_;
  LedgerHost host_;
  std::vector<Event> exported_;
  std::vector<Event> posted_;
  std::map<std::string, int64_t> numbers_;
  bool imported_ = false;
  int64_t revision_ = 0;
  int64_t requests_ = 0;
};

TEST(LedgerModelTest, BooksAreTheFoldOfWhatWasTaken) {
  const char* chosen = std::getenv("FINSAM_SEED");
  const uint64_t first =
      chosen == nullptr ? 1 : std::strtoull(chosen, nullptr, 10);
  const uint64_t last = chosen == nullptr ? kSeeds : first;
  for (uint64_t seed = first; seed <= last && !HasFailure(); ++seed) {
    SCOPED_TRACE(absl::StrCat("FINSAM_SEED=", seed));
    Model(seed).Run();
  }
}

}  // namespace
}  // namespace finsam::ledger
