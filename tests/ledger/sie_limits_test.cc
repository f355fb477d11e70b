// The limits of the SIE reader, and its list of problems.

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_problems.h"
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

TEST(SieLimitsTest, FileSize) {
  std::string bytes = kSieSample;
  bytes.resize(kSieFileBytesMax + 1, '\n');
  const SieReading reading = ReadSie("a.se", bytes);
  EXPECT_TRUE(Says(reading, "FILE_TOO_LARGE"));
  EXPECT_FALSE(reading.ok());
  bytes.pop_back();
  EXPECT_TRUE(ReadSie("a.se", bytes).ok());
}

TEST(SieLimitsTest, LineSize) {
  const std::string line(kSieLineBytesMax - 7, 'x');
  EXPECT_TRUE(ReadSie("a.se", kSieSample + ("#PROSA " + line)).ok());
  const SieReading reading = ReadSie("a.se", kSieSample + ("#PROSA x" + line));
  EXPECT_FALSE(reading.ok());
  EXPECT_TRUE(Says(reading, "SIE_RECORD"));
}

TEST(SieLimitsTest, RecordCount) {
  std::string bytes;
  for (int64_t i = 0; i <= kSieRecordsMax; ++i) bytes += "#X\n";
  EXPECT_TRUE(Says(ReadSie("a.se", bytes), "FILE_TOO_LARGE"));
}

TEST(SieLimitsTest, VoucherCount) {
  std::string bytes;
  for (size_t i = 0; i <= kSieVouchersMax; ++i) {
    bytes += "#VER A 1 20240101\n{\n}\n";
  }
  EXPECT_TRUE(Says(ReadSie("a.se", bytes), "FILE_TOO_LARGE"));
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
