#include "common/base/money.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam {
namespace {

constexpr int64_t kMax = kAmountMax.value;

// What a text is read as: öre when `reason` is empty.
struct Case {
  const char* text;
  int64_t ore;
  const char* reason;
};

constexpr char kMalformed[] = "AMOUNT_MALFORMED";
constexpr char kTooLarge[] = "AMOUNT_TOO_LARGE";

void Expect(const Case& c, const absl::StatusOr<Ore>& read) {
  if (*c.reason == '\0') {
    ASSERT_TRUE(read.ok()) << c.text << ": " << read.status();
    EXPECT_EQ(read->value, c.ore) << c.text;
    return;
  }
  EXPECT_EQ(ReasonOf(read.status()), c.reason) << c.text;
  EXPECT_EQ(read.status().code(), c.reason == std::string(kTooLarge)
                                      ? absl::StatusCode::kOutOfRange
                                      : absl::StatusCode::kInvalidArgument)
      << c.text;
}

TEST(MoneyTest, ReadsAmountsAsSieWritesThem) {
  for (const Case& c : {
           Case{"0", 0, ""},
           Case{"-0", 0, ""},
           Case{"1234", 123'400, ""},
           Case{"-1234.5", -123'450, ""},
           Case{"1234.50", 123'450, ""},
           Case{"0.01", 1, ""},
           Case{"-0.01", -1, ""},
           Case{".50", 50, ""},
           Case{"5.", 500, ""},
           Case{"007", 700, ""},
           Case{"1.500", 150, ""},  // More decimals that say nothing.
           Case{"1.0000000", 100, ""},
           Case{"10000000000", kMax, ""},
           Case{"-10000000000.00", -kMax, ""},
           Case{"000000000000000000001", 100, ""},
           Case{"10000000000.01", 0, kTooLarge},
           Case{"-10000000001", 0, kTooLarge},
           Case{"99999999999999999999999999", 0, kTooLarge},
           Case{"", 0, kMalformed},
           Case{"-", 0, kMalformed},
           Case{".", 0, kMalformed},
           Case{"-.", 0, kMalformed},
           Case{"1.505", 0, kMalformed},
           Case{"1,50", 0, kMalformed},
           Case{"1 000", 0, kMalformed},
           Case{" 1", 0, kMalformed},
           Case{"+1", 0, kMalformed},
           Case{"--1", 0, kMalformed},
           Case{"1-", 0, kMalformed},
           Case{"1.2.3", 0, kMalformed},
           Case{"1e3", 0, kMalformed},
           Case{"\u22125", 0, kMalformed},
           Case{"tolv", 0, kMalformed},
       }) {
    Expect(c, ParseSieAmount(c.text));
  }
}

TEST(MoneyTest, ReadsAmountsAsPeopleWriteThem) {
  for (const Case& c : {
           Case{"0", 0, ""},
           Case{"3150000", 315'000'000, ""},
           Case{"3 150 000", 315'000'000, ""},
           Case{"3\u00a0150\u00a0000", 315'000'000, ""},  // No-break.
           Case{"3\u202f150\u202f000", 315'000'000, ""},  // Narrow.
           Case{"3\u2009150\u2009000", 315'000'000, ""},  // Thin.
           Case{"3.150.000", 315'000'000, ""},
           Case{"3 150 000,50", 315'000'050, ""},
           Case{"3150000,5", 315'000'050, ""},
           Case{"1.234,50", 123'450, ""},
           Case{"-1.234,00", -123'400, ""},
           Case{"1 234.50", 123'450, ""},
           Case{"1234.5", 123'450, ""},
           Case{"1.234", 123'400, ""},  // Three digits: thousands.
           Case{"-5", -500, ""},
           Case{"\u22125", -500, ""},  // A true minus sign.
           Case{"\u2212 5 000", -500'000, ""},
           Case{" 12 ", 1'200, ""},
           Case{"\u00a012\u00a0", 1'200, ""},
           Case{"10 000 000 000", kMax, ""},
           Case{"-10 000 000 000,00", -kMax, ""},
           Case{"10 000 000 000,01", 0, kTooLarge},
           Case{"100 000 000 000 000 000 000", 0, kTooLarge},
           Case{"", 0, kMalformed},
           Case{" ", 0, kMalformed},
           Case{"-", 0, kMalformed},
           Case{",", 0, kMalformed},
           Case{",50", 0, kMalformed},
           Case{"5,", 0, kMalformed},
           Case{"5,505", 0, kMalformed},
           Case{"1,234.50", 0, kMalformed},   // English, or a slip.
           Case{"3,150,000", 0, kMalformed},  // Ambiguous.
           Case{"3,150", 0, kMalformed},
           Case{"1.234.50", 0, kMalformed},  // Has a digit been lost?
           Case{"1 234.567", 0, kMalformed},
           Case{"1 00", 0, kMalformed},
           Case{"1234 567", 0, kMalformed},
           Case{"1  234", 0, kMalformed},
           Case{"1 234.567 890", 0, kMalformed},
           Case{"--5", 0, kMalformed},
           Case{"+5", 0, kMalformed},
           Case{"5-", 0, kMalformed},
           Case{"(5)", 0, kMalformed},
           Case{"\u20135", 0, kMalformed},  // An en dash is "no value".
           Case{"5 kr", 0, kMalformed},
           Case{"1e3", 0, kMalformed},
       }) {
    Expect(c, ParseSwedishAmount(c.text));
  }
}

TEST(MoneyTest, WritesAmountsAsSieDoes) {
  const struct {
    int64_t ore;
    const char* text;
  } cases[] = {
      {0, "0"},       {1, "0.01"},           {-1, "-0.01"},
      {-50, "-0.50"}, {123'450, "1234.50"},  {-123'400, "-1234"},
      {105, "1.05"},  {kMax, "10000000000"}, {-kMax, "-10000000000"},
  };
  for (const auto& c : cases) EXPECT_EQ(SieAmount(Ore{c.ore}), c.text);
}

TEST(MoneyTest, WhatIsWrittenIsReadBack) {
  std::mt19937_64 random(7);
  std::uniform_int_distribution<int64_t> any(-kMax, kMax);
  std::uniform_int_distribution<int> shift(0, 40);
  for (int i = 0; i < 20'000; ++i) {
    const Ore amount{any(random) >> shift(random)};
    const absl::StatusOr<Ore> read = ParseSieAmount(SieAmount(amount));
    ASSERT_TRUE(read.ok()) << read.status();
    ASSERT_EQ(*read, amount);
  }
}

TEST(MoneyTest, AnyBytesAreReadOrRefused) {
  std::mt19937_64 random(8);
  constexpr absl::string_view kAlphabet = "0123456789-., \xc2\xa0\xe2\x88\x92";
  std::uniform_int_distribution<size_t> letter(0, kAlphabet.size() - 1);
  std::uniform_int_distribution<int> length(0, 60);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (int left = length(random); left > 0; --left) {
      text.push_back(kAlphabet[letter(random)]);
    }
    for (const auto& read : {ParseSieAmount(text), ParseSwedishAmount(text)}) {
      if (read.ok()) {
        ASSERT_LE(*read, kAmountMax);
        ASSERT_GE(*read, -kAmountMax);
      } else {
        ASSERT_FALSE(ReasonOf(read.status()).empty());
        ASSERT_TRUE(IsUtf8(read.status().message())) << text;
      }
    }
  }
}

TEST(MoneyTest, SumsThatLeave64BitsAreNoticed) {
  constexpr int64_t kTop = std::numeric_limits<int64_t>::max();
  constexpr int64_t kBottom = std::numeric_limits<int64_t>::min();
  EXPECT_EQ(CheckedAdd(Ore{1}, Ore{2}), Ore{3});
  EXPECT_EQ(CheckedAdd(Ore{kTop}, Ore{kBottom}), Ore{-1});
  EXPECT_EQ(CheckedAdd(Ore{kTop - 1}, Ore{1}), Ore{kTop});
  EXPECT_EQ(CheckedAdd(Ore{kTop}, Ore{1}), std::nullopt);
  EXPECT_EQ(CheckedAdd(Ore{kBottom}, Ore{-1}), std::nullopt);
}

TEST(MoneyTest, OreAddsAndCompares) {
  EXPECT_EQ(Ore{3} + Ore{4}, Ore{7});
  EXPECT_EQ(Ore{3} - Ore{4}, Ore{-1});
  EXPECT_EQ(-Ore{3}, Ore{-3});
  EXPECT_LT(Ore{-1}, Ore{0});
  Ore sum{1};
  sum += Ore{2};
  EXPECT_EQ(sum, Ore{3});
}

}  // namespace
}  // namespace finsam
