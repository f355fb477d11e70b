// Reading a SIE file in windows, voucher by voucher: the same as reading it
// whole, whatever the order of its records.

#include <algorithm>
#include <cstring>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_numbers.h"
#include "services/ledger/domain/sie_reader.h"
#include "tests/ledger/sie_described.h"
#include "tests/ledger/sie_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Bytes that count how they are read, and fail from some byte on.
class Watched final : public SieSource {
 public:
  explicit Watched(std::string bytes) : bytes_(std::move(bytes)) {}
  void FailSecondReadingFrom(int64_t offset) { fails_from_ = offset; }

  int64_t size() const override { return static_cast<int64_t>(bytes_.size()); }
  absl::Status Read(int64_t offset, size_t count, char* out) const override {
    EXPECT_GE(offset, 0);
    EXPECT_LE(offset + static_cast<int64_t>(count), size());
    largest_ = std::max(largest_, count);
    total_ += count;
    if (total_ > bytes_.size() + 3 &&
        offset + static_cast<int64_t>(count) > fails_from_) {
      return absl::UnavailableError("disk");
    }
    std::memcpy(out, bytes_.data() + offset, count);
    return absl::OkStatus();
  }

  size_t largest() const { return largest_; }
  size_t total() const { return total_; }

 private:
  std::string bytes_;
  int64_t fails_from_ = INT64_MAX;
  mutable size_t largest_ = 0;
  mutable size_t total_ = 0;
};

SieVoucherSink Into(std::vector<SieVoucher>* vouchers) {
  return [vouchers](SieVoucher voucher, const SieFile&) {
    vouchers->push_back(std::move(voucher));
    return absl::OkStatus();
  };
}

std::string ReadInWindows(const std::string& name, const std::string& bytes,
                          size_t window) {
  SieLimits limits;
  limits.window_bytes = window;
  std::vector<SieVoucher> vouchers;
  SieReading reading =
      ReadSieWithin(limits, name, SieBytes(bytes), Into(&vouchers)).value();
  EXPECT_THAT(reading.file.vouchers, IsEmpty());
  reading.file.vouchers = std::move(vouchers);
  return Described(reading);
}

std::vector<std::string> Problems(const SieReading& reading) {
  std::vector<std::string> out;
  for (const Problem& problem : reading.problems) {
    out.push_back(absl::StrCat(problem.reason, " ", problem.line));
  }
  return out;
}

TEST(SieStreamTest, EveryWindowReadsTheSame) {
  const std::string sample = kSieSample;
  const std::string cases[] = {
      sample,
      ChangedAll(sample, "\n", "\r\n"),
      ChangedAll(sample, "\n", "\r"),
      "\xEF\xBB\xBF" + ChangedAll(sample, "a", "å"),
      ChangedAll(sample, "a", "\x86") + "\x1A\r\n \x1A",
      ChangedAll(sample, "Bidrag", "Bidr\u00e5g \U0001D11E\xE2\x82"),
      sample.substr(0, sample.size() - 2) + "#PROSA \"mitt i",
      Changed(sample, "#FORMAT PC8", "#KSUMMA"),
      Changed(sample, "#VER A 2", "#VER A 1"),
      std::string("#FLAGGA 0\n\0", 11),
      "  \r\n<html>",
      "",
  };
  for (const std::string& bytes : cases) {
    const std::string whole = Described(ReadSie("a.se", bytes));
    for (size_t window = 1; window <= bytes.size() + 1; ++window) {
      ASSERT_EQ(ReadInWindows("a.se", bytes, window), whole) << window;
    }
  }
}

TEST(SieStreamTest, ReadsTwiceAndAWindowAtATime) {
  const Watched source(kSieSample);
  SieLimits limits;
  limits.window_bytes = 100;
  std::vector<SieVoucher> vouchers;
  ASSERT_TRUE(ReadSieWithin(limits, "a.se", source, Into(&vouchers)).ok());
  EXPECT_EQ(source.largest(), 100U);
  EXPECT_LE(source.total(), 2 * sizeof(kSieSample) + 3);
}

TEST(SieStreamTest, GivesEachVoucherWithTheFileSoFar) {
  std::vector<std::string> given;
  const auto sink = [&given](const SieVoucher& voucher, const SieFile& file) {
    given.push_back(absl::StrCat(
        voucher.series, *voucher.number, " ", voucher.entries.size(), " ",
        file.voucher_count, " ", file.years.size(), " ", file.accounts.size()));
    return absl::OkStatus();
  };
  const std::string bytes = Changed(kSieSample, "", "#KONTO 5010 \"Hyra\"\n");
  const auto reading = ReadSie("a.se", SieBytes(bytes), sink);
  EXPECT_TRUE(reading->ok());
  EXPECT_THAT(given, ElementsAre("A1 2 1 2 4", "A2 2 2 2 4"));
  EXPECT_THAT(reading->file.accounts, SizeIs(5));
}

TEST(SieStreamTest, GivesVouchersAfterAnErrorToo) {
  std::vector<SieVoucher> vouchers;
  const std::string bytes = Changed(kSieSample, "#DIM 6", "#DIM sex");
  EXPECT_FALSE(ReadSie("a.se", SieBytes(bytes), Into(&vouchers))->ok());
  EXPECT_THAT(vouchers, SizeIs(2));
}

TEST(SieStreamTest, WhatTheSinkRefusesEndsTheReading) {
  int calls = 0;
  const auto sink = [&calls](const SieVoucher&, const SieFile&) {
    ++calls;
    return absl::ResourceExhaustedError("full");
  };
  const auto reading = ReadSie("a.se", SieBytes(kSieSample), sink);
  EXPECT_EQ(reading.status(), absl::ResourceExhaustedError("full"));
  EXPECT_EQ(calls, 1);
}

TEST(SieStreamTest, TroubleOfTheSourceEndsTheReading) {
  const std::string sample = kSieSample;
  Watched source(sample);
  source.FailSecondReadingFrom(
      static_cast<int64_t>(sample.find("#VER A 2") + 10));
  SieLimits limits;
  limits.window_bytes = 1;
  std::vector<SieVoucher> vouchers;
  const auto reading = ReadSieWithin(limits, "a.se", source, Into(&vouchers));
  EXPECT_EQ(reading.status(), absl::UnavailableError("disk"));
  EXPECT_THAT(vouchers, SizeIs(1));
}

// The sample with vouchers of series B that have these numbers; the first
// stands on line 33, each is 3 lines.
SieReading WithNumbers(const std::vector<int>& numbers) {
  std::string bytes = kSieSample;
  for (const int number : numbers) {
    absl::StrAppend(&bytes, "#VER B ", number,
                    " 20240301\n{\n#TRANS 1930 {} 0\n", "}\n");
  }
  return ReadSie("a.se", bytes);
}

TEST(SieStreamTest, NumbersMayComeInAnyOrder) {
  EXPECT_THAT(WithNumbers({3, 1, 2}).problems, IsEmpty());
  EXPECT_THAT(WithNumbers({4, 3, 2, 1}).problems, IsEmpty());
  EXPECT_THAT(Problems(WithNumbers({5, 1, 2})),
              ElementsAre("SIE_SERIES_GAP 33"));
  EXPECT_THAT(Problems(WithNumbers({2, 5, 4})),
              ElementsAre("SIE_SERIES_GAP 33", "SIE_SERIES_GAP 41"));
  EXPECT_THAT(Problems(WithNumbers({1, 2, 3, 1})),
              ElementsAre("SIE_SERIES_DUPLICATE 45"));
}

TEST(SieStreamTest, SaysWhereANumberWasBefore) {
  const SieReading reading = WithNumbers({1, 2, 3, 2, 2});
  ASSERT_THAT(Problems(reading), ElementsAre("SIE_SERIES_DUPLICATE 45",
                                             "SIE_SERIES_DUPLICATE 49"));
  EXPECT_THAT(reading.problems[0].message, HasSubstr("på rad 37."));
  EXPECT_THAT(reading.problems[1].message, HasSubstr("på rad 45."));
}

TEST(SieNumbersTest, AreAsASetHasThem) {
  for (const uint32_t seed : {1U, 2U, 3U, 4U}) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    SieNumbers numbers;
    std::map<int64_t, int64_t> first_lines;
    std::map<int64_t, int64_t> last_lines;
    for (int64_t line = 1; line <= 3000; ++line) {
      const int64_t number = 1 + random() % (seed * 1000);
      const bool keeps_line = line <= 1000;
      int64_t earlier = -1;
      const bool is_new = first_lines.try_emplace(number, line).second;
      ASSERT_EQ(numbers.Add(number, line, keeps_line, &earlier), is_new);
      if (!is_new) {
        const auto known = last_lines.find(number);
        ASSERT_EQ(earlier, known == last_lines.end() ? 0 : known->second);
      }
      if (keeps_line) last_lines[number] = line;
    }
    std::vector<std::pair<int64_t, int64_t>> expected;  // Firsts with lines.
    int64_t before = -1;
    for (const auto& [number, line] : first_lines) {
      if (number != before + 1) expected.emplace_back(number, line);
      before = number;
    }
    std::vector<std::pair<int64_t, int64_t>> runs;
    for (const auto& [first, run] : numbers.runs()) {
      runs.emplace_back(first, run.line);
      EXPECT_TRUE(first_lines.contains(run.last));
      EXPECT_FALSE(first_lines.contains(run.last + 1));
    }
    EXPECT_EQ(runs, expected);
  }
}

TEST(SieNumbersTest, ALongSeriesIsOneRun) {
  SieNumbers numbers;
  int64_t earlier = 0;
  for (int64_t number = 1; number <= 100'000; ++number) {
    numbers.Add(number, number, /*keeps_line=*/false, &earlier);
  }
  EXPECT_THAT(numbers.runs(), SizeIs(1));
}

// The sample with its registers and balances after its vouchers.
std::string Backwards() {
  const std::string sample = kSieSample;
  const size_t registers = sample.find("#RAR");
  const size_t vouchers = sample.find("#VER");
  return sample.substr(0, registers) + sample.substr(vouchers) +
         sample.substr(registers, vouchers - registers);
}

TEST(SieStreamTest, DeclarationsMayComeLast) {
  const SieReading reading = ReadSie("a.se", Backwards());
  EXPECT_THAT(Problems(reading), IsEmpty());
  EXPECT_FALSE(reading.file.is_import);
  EXPECT_EQ(reading.file.voucher_count, 2);
}

TEST(SieStreamTest, ALateYearStillJudgesTheVouchersBefore) {
  const std::string later = Changed(Backwards(), "20240115", "20230115");
  const SieReading one = ReadSie("a.se", later);
  EXPECT_THAT(Problems(one), ElementsAre("VOUCHER_OUTSIDE_YEAR 8"));
  EXPECT_EQ(one.problems[0].found, "2023-01-15");
  EXPECT_EQ(one.problems[0].expected, "2024-01-01 till 2024-12-31");
  EXPECT_THAT(one.problems[0].message, HasSubstr("A 1 ligger"));

  const SieReading two =
      ReadSie("a.se", Changed(later, "20240220", "20230115"));
  EXPECT_THAT(Problems(two), ElementsAre("VOUCHER_OUTSIDE_YEAR 8"));
  EXPECT_THAT(two.problems[0].message, HasSubstr("A 1 och 1 till samma dag"));
}

TEST(SieStreamTest, LateBalancesAndNamesAreHeldAgainstTheVouchers) {
  const SieReading reading = ReadSie(
      "a.se",
      Changed(Changed(Backwards(), "#RES 0 4010 200", "#RES 0 4010 201"),
              "#OBJEKT 6 \"10\"", "#OBJEKT 6 \"11\""));
  EXPECT_THAT(Problems(reading),
              ElementsAre("SIE_FILE_UNBALANCED 0", "OBJECT_UNDECLARED 15",
                          "SIE_ROLL_DIFFERS 32"));
}

}  // namespace
}  // namespace finsam::ledger
