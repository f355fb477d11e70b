// The limits of the SIE reader, and its list of problems.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_problems.h"
#include "services/ledger/domain/sie_reader.h"
#include "services/ledger/domain/sie_tallies.h"
#include "tests/ledger/sie_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::SizeIs;

bool Says(const SieReading& reading, const std::string& reason) {
  for (const Problem& problem : reading.problems) {
    if (problem.reason == reason) return true;
  }
  return false;
}

// A file of any size, of which nothing can be read.
class Unreadable final : public SieSource {
 public:
  explicit Unreadable(int64_t size) : size_(size) {}
  int64_t size() const override { return size_; }
  absl::Status Read(int64_t, size_t, char*) const override {
    return absl::DataLossError("bad sector");
  }

 private:
  int64_t size_;
};

absl::Status Ignore(const SieVoucher&, const SieFile&) {
  return absl::OkStatus();
}

TEST(SieLimitsTest, FileSize) {
  const auto larger = ReadSie("a.se", Unreadable(kSieFileBytesMax + 1), Ignore);
  ASSERT_TRUE(larger.ok());
  EXPECT_TRUE(Says(*larger, "FILE_TOO_LARGE"));
  EXPECT_FALSE(larger->ok());
  EXPECT_EQ(
      ReadSie("a.se", Unreadable(kSieFileBytesMax), Ignore).status().code(),
      absl::StatusCode::kDataLoss);
}

TEST(SieLimitsTest, LineSize) {
  const std::string line(kSieLineBytesMax - 7, 'x');
  EXPECT_TRUE(ReadSie("a.se", kSieSample + ("#PROSA " + line)).ok());
  const SieReading reading = ReadSie("a.se", kSieSample + ("#PROSA x" + line));
  EXPECT_FALSE(reading.ok());
  EXPECT_TRUE(Says(reading, "SIE_RECORD"));
}

// The least limits that the sample and what is added to it need.
SieLimits LeastLimits() {
  SieLimits limits;
  limits.records = 32;
  limits.vouchers = 2;
  limits.accounts = 4;
  limits.dimensions = 1;
  limits.objects = 1;
  limits.balances = 6;
  limits.series = 1;
  return limits;
}

bool IsTooLarge(const SieLimits& limits, const std::string& bytes) {
  const auto reading = ReadSieWithin(limits, "a.se", SieBytes(bytes), Ignore);
  return Says(*reading, "FILE_TOO_LARGE");
}

TEST(SieLimitsTest, CountsOfRecords) {
  EXPECT_FALSE(IsTooLarge(LeastLimits(), kSieSample));
  const struct {
    const char* what;
    int64_t SieLimits::*limit;
    const char* from;
    const char* to;
  } kCases[] = {
      {"records", &SieLimits::records, "", "#NYTT\n"},
      {"vouchers", &SieLimits::vouchers, "", "#VER A 3 20240301\n{\n}\n"},
      {"accounts", &SieLimits::accounts, "#DIM", "#KONTO 5010 x\n#DIM"},
      {"accounts of #SRU", &SieLimits::accounts, "#DIM", "#SRU 5010 1\n#DIM"},
      {"accounts of rows", &SieLimits::accounts, "#TRANS 1930 {} -200",
       "#TRANS 1931 {} -100\n#TRANS 1932 {} -100"},
      {"dimensions", &SieLimits::dimensions, "#IB", "#DIM 7 x\n#IB"},
      {"objects", &SieLimits::objects, "#IB", "#OBJEKT 6 11 x\n#IB"},
      {"objects of rows", &SieLimits::objects, "1930 {} -200",
       "1930 {6 11} -200"},
      {"balances", &SieLimits::balances, "#VER", "#UB 0 3010 0\n#VER"},
      {"series", &SieLimits::series, "#VER A 2", "#VER B 1"},
  };
  for (const auto& [what, limit, from, to] : kCases) {
    SCOPED_TRACE(what);
    const std::string bytes = Changed(kSieSample, from, to);
    SieLimits limits = LeastLimits();
    const int64_t least = limits.*limit;
    limits = SieLimits();
    limits.*limit = least;
    EXPECT_FALSE(IsTooLarge(limits, kSieSample));
    EXPECT_TRUE(IsTooLarge(limits, bytes));
    limits.*limit = least + 1;
    EXPECT_FALSE(IsTooLarge(limits, bytes));
  }
}

TEST(SieLimitsTest, NoVoucherBeyondTheLimitIsGiven) {
  SieLimits limits;
  limits.vouchers = 1;
  int given = 0;
  const auto reading =
      ReadSieWithin(limits, "a.se", SieBytes(kSieSample),
                    [&given](const SieVoucher&, const SieFile&) {
                      ++given;
                      return absl::OkStatus();
                    });
  EXPECT_TRUE(Says(*reading, "FILE_TOO_LARGE"));
  EXPECT_EQ(given, 1);
}

// Sums that no file of the allowed size can be proved to keep within 64 bits.
TEST(SieLimitsTest, ASumThatLeaves64BitsIsAnError) {
  SieProblems problems("a.se");
  SieTallies tallies(&problems);
  SieVoucher voucher;
  voucher.date = absl::CivilDay(2024, 1, 15);
  const Ore half{std::numeric_limits<int64_t>::max() / 2 + 1};
  voucher.entries.resize(2);
  voucher.entries[0].account = 1930;
  voucher.entries[0].amount = half;
  voucher.entries[0].line = 7;
  voucher.entries[1].account = 3010;
  voucher.entries[1].amount = -half;
  voucher.entries[1].line = 8;
  tallies.Take(voucher, SieFile());
  tallies.Take(voucher, SieFile());
  tallies.Take(voucher, SieFile());
  EXPECT_EQ(tallies.movements().at(1930), std::nullopt);
  const std::vector<Problem> all = problems.Take();
  ASSERT_THAT(all, SizeIs(2));  // Once each: account 3010 at the third.
  EXPECT_EQ(all[0].reason, "SIE_AMOUNT");
  EXPECT_EQ(all[0].severity, Severity::kError);
  EXPECT_EQ(all[0].line, 7);
  EXPECT_EQ(all[0].found, "1930");
  EXPECT_EQ(all[1].line, 8);
}

TEST(SieLimitsTest, ObjectsOfAnEntry) {
  std::string objects;
  for (size_t i = 0; i < kEntryObjectsMax; ++i) {
    absl::StrAppend(&objects, 100 - i, " x ");
  }
  const std::string from = "{6 \"10\"}";
  const SieReading most =
      ReadSie("a.se", Changed(kSieSample, from, "{" + objects + "}"));
  EXPECT_TRUE(most.ok());
  EXPECT_THAT(most.file.vouchers[1].entries[0].objects,
              SizeIs(kEntryObjectsMax));
  EXPECT_FALSE(
      ReadSie("a.se", Changed(kSieSample, from, "{" + objects + "1 x}")).ok());
}

TEST(SieLimitsTest, EntriesOfAVoucher) {
  std::string rows;
  for (size_t i = 0; i < kVoucherEntriesMax; ++i) rows += "#TRANS 1930 {} 0\n";
  const std::string start = "#VER A 3 20240301\n{\n";
  const SieReading most = ReadSie("a.se", kSieSample + start + rows + "}\n");
  EXPECT_TRUE(most.ok());
  EXPECT_THAT(most.file.vouchers[2].entries, SizeIs(kVoucherEntriesMax));
  const SieReading more =
      ReadSie("a.se", kSieSample + start + rows + "#TRANS 1930 {} 0\n}\n");
  EXPECT_TRUE(Says(more, "VOUCHER_ENTRY_COUNT"));
  EXPECT_THAT(more.file.vouchers[2].entries, SizeIs(kVoucherEntriesMax));
}

TEST(SieLimitsTest, LongTextIsCutBetweenCharacters) {
  const std::string text = "x" + ChangedAll(std::string(300, 'a'), "a", "å");
  const SieReading reading =
      ReadSie("a.se", Changed(kSieSample, "\"Insats\"", "\"" + text + "\""));
  EXPECT_TRUE(reading.ok());
  EXPECT_TRUE(Says(reading, "SIE_TEXT"));
  EXPECT_EQ(reading.file.vouchers[1].text, text.substr(0, kTextBytesMax - 1));
}

TEST(SieLimitsTest, ObjectNumber) {
  const std::string longest(kObjectBytesMax, '7');
  const std::string from = "{6 \"10\"}";
  EXPECT_TRUE(
      ReadSie("a.se", Changed(kSieSample, from, "{6 \"" + longest + "\"}"))
          .ok());
  EXPECT_FALSE(
      ReadSie("a.se", Changed(kSieSample, from, "{6 \"7" + longest + "\"}"))
          .ok());
}

TEST(SieLimitsTest, ProblemsAreCutWithACountAndErrorsGoFirst) {
  std::string bytes = kSieSample;
  for (int i = 0; i < 300; ++i) {
    bytes += absl::StrCat("#RES 0 ", 5000 + i, " 0\n");  // Warnings.
  }
  bytes += "#DIM fel\n";
  const SieReading warned = ReadSie("a.se", bytes);
  ASSERT_THAT(warned.problems, SizeIs(kSieProblemsMax));
  EXPECT_TRUE(Says(warned, "SIE_RECORD"));
  EXPECT_EQ(warned.problems.back().reason, "SIE_MORE_PROBLEMS");
  EXPECT_EQ(warned.problems.back().severity, Severity::kWarning);
  EXPECT_FALSE(warned.ok());

  for (int i = 0; i < 300; ++i) bytes += "#DIM fel\n";
  const SieReading refused = ReadSie("a.se", bytes);
  ASSERT_THAT(refused.problems, SizeIs(kSieProblemsMax));
  EXPECT_EQ(refused.problems.back().severity, Severity::kError);
}

TEST(SieProblemsTest, AreGivenByLine) {
  SieProblems problems("a.se");
  problems.Add({Severity::kError, "B", "", 7, "", "", "", ""});
  problems.Add({Severity::kWarning, "A", "", 3, "", "", "", ""});
  const std::vector<Problem> all = problems.Take();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].reason, "A");
  EXPECT_EQ(all[1].file, "a.se");
}

}  // namespace
}  // namespace finsam::ledger
