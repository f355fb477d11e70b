// What a voucher must keep, and what it must refuse. Method: do a good draft
// one harm at a time, then let random drafts try the edge of balance.

#include "services/ledger/domain/voucher.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <ostream>
#include <random>
#include <string>

#include "absl/status/status.h"
#include "common/base/status.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/domain/voucher_bytes.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;

constexpr int32_t kBank = 1930;
constexpr int32_t kGrants = 3410;
constexpr CivilDay kDay(2024, 3, 14);
constexpr CivilDay kFirst(2024, 1, 1);
constexpr CivilDay kLast(2024, 12, 31);

Chart SmallChart() {
  Chart chart;
  chart.accounts[kBank] = {"Bank", 'T'};
  chart.accounts[kGrants] = {"Bidrag", 'I'};
  chart.objects[{6, "10"}] = "Team";
  chart.objects[{6, "20"}] = "Kansli";
  chart.objects[{1, "X"}] = "Norra";
  return chart;
}

VoucherDraft GoodDraft() {
  VoucherDraft draft;
  draft.series = "A";
  draft.date = kDay;
  draft.text = "Bidrag";
  draft.entries = {{kBank, Ore{9900}, {}, ""},
                   {kGrants, Ore{-9900}, {{1, "X"}, {6, "10"}}, "staten"}};
  return draft;
}

absl::Status Check(const VoucherDraft& draft) {
  const Chart chart = SmallChart();
  return CheckDraft(draft, &chart, {kFirst, kLast});
}

TEST(VoucherTest, TakesAGoodDraft) {
  EXPECT_TRUE(Check(GoodDraft()).ok()) << Check(GoodDraft());
}

TEST(VoucherTest, AcceptsTheLimitsThemselves) {
  VoucherDraft draft = GoodDraft();
  draft.text = std::string(kTextBytesMax, 'x');
  draft.series = "LEV12345";
  draft.date = kLast;
  draft.entries.clear();
  while (draft.entries.size() < kVoucherEntriesMax) {
    draft.entries.push_back({kBank, kAmountMax, {}, ""});
    draft.entries.push_back({kGrants, -kAmountMax, {}, ""});
  }
  EXPECT_TRUE(Check(draft).ok());
}

struct Harm {
  const char* name;
  absl::StatusCode code;
  const char* reason;
  void (*apply)(VoucherDraft&);

  friend void PrintTo(const Harm& h, std::ostream* out) { *out << h.name; }
};

using D = VoucherDraft;
constexpr auto kMalformed = absl::StatusCode::kInvalidArgument;
constexpr auto kMissing = absl::StatusCode::kNotFound;
constexpr auto kForbidden = absl::StatusCode::kFailedPrecondition;
constexpr Ore kTooMuch{kAmountMax.value + 1};
constexpr Harm kHarms[] = {
    {"LongText", kMalformed, "VOUCHER_TEXT_SIZE",
     [](D& d) { d.text.resize(501); }},
    {"LongEntryText", kMalformed, "VOUCHER_TEXT_SIZE",
     [](D& d) { d.entries[0].text.resize(501); }},
    {"LongSignature", kMalformed, "VOUCHER_TEXT_SIZE",
     [](D& d) { d.signature.resize(501); }},
    {"NoEntries", kMalformed, "VOUCHER_ENTRY_COUNT",
     [](D& d) { d.entries.clear(); }},
    {"ManyEntries", kMalformed, "VOUCHER_ENTRY_COUNT",
     [](D& d) { d.entries.resize(1001); }},
    {"ZeroEntry", kMalformed, "VOUCHER_AMOUNT",
     [](D& d) { d.entries[1].amount = Ore{0}; }},
    {"HugeDebit", kMalformed, "VOUCHER_AMOUNT",
     [](D& d) { d.entries[0].amount = kTooMuch; }},
    {"HugeCredit", kMalformed, "VOUCHER_AMOUNT",
     [](D& d) { d.entries[1].amount = -kTooMuch; }},
    {"OneOre", kMalformed, "VOUCHER_UNBALANCED",
     [](D& d) { d.entries[0].amount += Ore{1}; }},
    {"OneEntry", kMalformed, "VOUCHER_UNBALANCED",
     [](D& d) { d.entries.resize(1); }},
    {"NoSeries", kMalformed, "SERIES_INVALID", [](D& d) { d.series = ""; }},
    {"LongSeries", kMalformed, "SERIES_INVALID",
     [](D& d) { d.series = "LEV123456"; }},
    {"OddSeries", kMalformed, "SERIES_INVALID", [](D& d) { d.series = "Å"; }},
    {"ManyObjects", kMalformed, "VOUCHER_OBJECTS",
     [](D& d) { d.entries[0].objects.resize(21); }},
    {"LongObject", kMalformed, "VOUCHER_OBJECTS",
     [](D& d) {
       d.entries[0].objects = {{6, std::string(33, 'x')}};
     }},
    {"NoAccount", kMissing, "ACCOUNT_UNKNOWN",
     [](D& d) { d.entries[0].account = 1931; }},
    {"NoObject", kMissing, "OBJECT_UNKNOWN",
     [](D& d) {
       d.entries[0].objects = {{6, "30"}};
     }},
    {"TwoObjectsOfADimension", kMissing, "OBJECT_UNKNOWN",
     [](D& d) {
       d.entries[0].objects = {{6, "10"}, {6, "20"}};
     }},
    {"DayBefore", kForbidden, "VOUCHER_OUTSIDE_YEAR",
     [](D& d) { d.date = CivilDay(2023, 12, 31); }},
    {"DayAfter", kForbidden, "VOUCHER_OUTSIDE_YEAR",
     [](D& d) { d.date = CivilDay(2025, 1, 1); }},
};

class VoucherHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(VoucherHarmTest, IsRefused) {
  VoucherDraft draft = GoodDraft();
  GetParam().apply(draft);
  const absl::Status refusal = Check(draft);
  EXPECT_EQ(refusal.code(), GetParam().code) << refusal;
  EXPECT_EQ(ReasonOf(refusal), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(Each, VoucherHarmTest, testing::ValuesIn(kHarms),
                         testing::PrintToStringParamName());

TEST(VoucherTest, RefusesInThePromisedOrder) {
  VoucherDraft draft = GoodDraft();
  draft.date = CivilDay(2020, 1, 1);
  draft.entries[0].account = 1;
  draft.series = "";
  draft.entries[0].amount += Ore{1};
  EXPECT_EQ(ReasonOf(Check(draft)), "VOUCHER_UNBALANCED");
  draft.entries[0].amount = Ore{9900};
  EXPECT_EQ(ReasonOf(Check(draft)), "SERIES_INVALID");
  draft.series = "A";
  EXPECT_EQ(ReasonOf(Check(draft)), "ACCOUNT_UNKNOWN");
  draft.entries[0].account = kBank;
  EXPECT_EQ(ReasonOf(Check(draft)), "VOUCHER_OUTSIDE_YEAR");
}

TEST(VoucherTest, BooksOfOtherProgramsMayHoldNothingsButMustBalance) {
  const FiscalYear year{kFirst, kLast};
  VoucherDraft draft = GoodDraft();
  draft.series = "";
  draft.entries.push_back({kBank, Ore{0}, {}, ""});
  EXPECT_TRUE(CheckFromBooks(draft, 1, year).ok());
  draft.entries.clear();
  EXPECT_TRUE(CheckFromBooks(draft, 1, year).ok());
  EXPECT_EQ(ReasonOf(CheckFromBooks(draft, -1, year)), "VOUCHER_NUMBER");
  draft.entries = {{kBank, Ore{1}, {}, ""}};
  EXPECT_EQ(ReasonOf(CheckFromBooks(draft, 1, year)), "VOUCHER_UNBALANCED");
}

TEST(VoucherTest, BalanceIsExactToTheOre) {
  std::mt19937_64 random(20240314);
  for (int round = 0; round < 1000; ++round) {
    VoucherDraft draft = GoodDraft();
    for (uint64_t pair = random() % 20; pair > 0; --pair) {
      const auto amount = static_cast<int64_t>(random() % 1'000'000'000 + 2);
      draft.entries.push_back({kBank, Ore{amount}, {}, ""});
      draft.entries.push_back({kGrants, Ore{-amount}, {}, ""});
    }
    ASSERT_TRUE(Check(draft).ok());
    draft.entries[random() % draft.entries.size()].amount += Ore{1};
    ASSERT_FALSE(Check(draft).ok());
  }
}

// Everything that a voucher says is in its canonical bytes.
TEST(ChainTest, EveryChangeChangesTheHash) {
  const VoucherDraft good = GoodDraft();
  const auto hash_of = [](const char* before, int year, int64_t number,
                          const VoucherDraft& draft) {
    PostedVoucher voucher;
    voucher.fiscal_year = year;
    voucher.number = number;
    voucher.content = draft;
    return ChainHash(before, VoucherBytes(voucher));
  };
  const std::string hash = hash_of("before", 2024, 7, good);
  EXPECT_EQ(hash.size(), 32u);
  EXPECT_EQ(hash, hash_of("before", 2024, 7, good));
  EXPECT_NE(hash, hash_of("", 2024, 7, good));
  EXPECT_NE(hash, hash_of("before", 2023, 7, good));
  EXPECT_NE(hash, hash_of("before", 2024, 8, good));
  const auto differs = [&](void (*change)(VoucherDraft&)) {
    VoucherDraft draft = good;
    change(draft);
    return hash_of("before", 2024, 7, draft) != hash;
  };
  EXPECT_TRUE(differs([](D& d) { d.series = "B"; }));
  EXPECT_TRUE(differs([](D& d) { d.date = kLast; }));
  EXPECT_TRUE(differs([](D& d) { d.text = "bidrag"; }));
  EXPECT_TRUE(differs([](D& d) { d.signature = "KH"; }));
  EXPECT_TRUE(differs([](D& d) { d.registration_date = kLast; }));
  EXPECT_TRUE(differs([](D& d) { d.corrects = VoucherRef{2024, "A", 1}; }));
  EXPECT_TRUE(differs([](D& d) { d.reverses = true; }));
  EXPECT_TRUE(differs([](D& d) { d.entries[0].date = kLast; }));
  EXPECT_TRUE(differs([](D& d) { d.entries[0].quantity = "1"; }));
  EXPECT_TRUE(differs([](D& d) { d.entries[0].signature = "KH"; }));
  EXPECT_TRUE(differs([](D& d) { d.entries[0].account = 1931; }));
  EXPECT_TRUE(differs([](D& d) { d.entries[0].amount = Ore{1}; }));
  EXPECT_TRUE(differs([](D& d) { d.entries[1].text = ""; }));
  EXPECT_TRUE(differs([](D& d) { d.entries[1].objects[0].object = "Y"; }));
  EXPECT_TRUE(differs([](D& d) { d.entries[1].objects.pop_back(); }));
  EXPECT_TRUE(differs([](D& d) { std::swap(d.entries[0], d.entries[1]); }));
}

}  // namespace
}  // namespace finsam::ledger
