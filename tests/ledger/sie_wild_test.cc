// SIE files as programs nobody has seen might write them: every way of writing
// the same books is read as the same books.

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/sie.h"
#include "tests/ledger/sie_described.h"
#include "tests/ledger/sie_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// The sample with Swedish letters, written `encoded` in a file.
std::string Swedish(const std::string& encoded) {
  return ChangedAll(kSieSample, "Insatser", encoded);
}

std::string LowerLabels(std::string text) {
  for (size_t at = text.find('#'); at != std::string::npos;
       at = text.find('#', at + 1)) {
    for (size_t i = at + 1; i < text.size() && text[i] > ' '; ++i) {
      text[i] = absl::ascii_tolower(static_cast<unsigned char>(text[i]));
    }
  }
  return text;
}

TEST(SieWildTest, EveryWayOfWritingGivesTheSameBooks) {
  const std::string expected = Described(ReadSie("a.se", Swedish("åäö")).file);
  const struct {
    SieEncoding encoding;
    std::string start;
    std::string letters;
  } kEncodings[] = {
      {SieEncoding::kCp437, "", "\x86\x84\x94"},
      {SieEncoding::kUtf8, "", "åäö"},
      {SieEncoding::kUtf8, "\xEF\xBB\xBF", "åäö"},
      {SieEncoding::kLatin1, "", "\xE5\xE4\xF6"},
  };
  for (const auto& [encoding, start, letters] : kEncodings) {
    for (const std::string line_end : {"\n", "\r\n", "\r"}) {
      for (const std::string blank : {" ", "\t", " \t "}) {
        for (const std::string end :
             {"", "\x1A", "#NYTT x\x1A", "\n\n \x1A\x1A\n", "\x1Apadding"}) {
          const std::string text = ChangedAll(Swedish(letters), " ", blank);
          const std::string bytes =
              start + ChangedAll(text + end, "\n", line_end);
          for (const std::string& file : {bytes, LowerLabels(bytes)}) {
            const SieReading reading = ReadSie("a.se", file);
            EXPECT_EQ(reading.file.encoding, encoding);
            EXPECT_EQ(Described(reading.file), expected);
            for (const Problem& problem : reading.problems) {
              EXPECT_EQ(problem.reason, "SIE_ENCODING") << ProblemLine(problem);
            }
          }
        }
      }
    }
  }
}

TEST(SieWildTest, Windows1252) {
  const SieReading reading =
      ReadSie("a.se", Swedish("\xE5\xE4\xF6 \x96 100 \x80"));
  EXPECT_EQ(reading.file.encoding, SieEncoding::kWindows1252);
  EXPECT_EQ(reading.file.accounts[3].name, "åäö – 100 €");
}

TEST(SieWildTest, TypesOneToThreeHoldNoVouchers) {
  const std::string sample = kSieSample;
  const std::string balances = sample.substr(0, sample.find("#VER"));
  const std::string plain =
      Changed(Changed(balances, "#DIM 6 \"Projekt\"\n", ""),
              "#OBJEKT 6 \"10\" \"Samverkan\"\n", "");
  for (const int type : {1, 2, 3}) {
    SCOPED_TRACE(type);
    const std::string head = absl::StrCat("#SIETYP ", type);
    const SieReading reading = ReadSie(
        "a.se", Changed(type == 3 ? balances : plain, "#SIETYP 4", head));
    EXPECT_THAT(reading.problems, IsEmpty()) << Described(reading);
    EXPECT_EQ(reading.file.type, type);
    EXPECT_THAT(reading.file.balances, SizeIs(6));
    EXPECT_EQ(reading.file.voucher_count, 0);
  }
}

TEST(SieWildTest, PeriodTotalsAndObjectsOfATypeThreeAreKeptApart) {
  const std::string sample = kSieSample;
  const std::string balances = sample.substr(0, sample.find("#VER"));
  const SieReading reading = ReadSie(
      "a.se", Changed(balances, "#SIETYP 4", "#SIETYP 3") +
                  "#OMFATTN 20241231\n#PSALDO 0 202402 4010 {} 200\n"
                  "#PSALDO 0 202402 4010 {6 \"10\"} 200\n"
                  "#PBUDGET 0 202402 4010 { } 250\n#PBUDGET 0 202402 4010 250");
  EXPECT_TRUE(reading.ok());
  ASSERT_THAT(reading.file.balances, SizeIs(10));
  EXPECT_THAT(reading.file.balances[6].objects, IsEmpty());
  EXPECT_THAT(reading.file.balances[7].objects, SizeIs(1));
  EXPECT_THAT(reading.file.balances[8].objects, IsEmpty());
  EXPECT_EQ(reading.file.balances[9].amount, Ore{25000});
}

TEST(SieWildTest, QuotedFieldsAndEscapes) {
  const SieReading reading = ReadSie(
      "a.se",
      Changed(Changed(kSieSample, "#TRANS 1930 {} -200",
                      "#TRANS \"1930\" {\"6\" \"10\"} \"-200\" \"20240220\" "
                      "\"Sa \\\"kallad\\\" {lokal} #1\" \"2\" \"K H\""),
              "#VER A 2 20240220", "#VER \"A\" \"2\" \"20240220\""));
  EXPECT_THAT(reading.problems, IsEmpty()) << Described(reading);
  const SieEntry& entry = reading.file.vouchers[1].entries[1];
  EXPECT_EQ(entry.text, "Sa \"kallad\" {lokal} #1");
  EXPECT_EQ(entry.quantity, "2");
  EXPECT_EQ(entry.signature, "K H");
  EXPECT_THAT(entry.objects, SizeIs(1));
}

// A file may be cut anywhere: either that is seen, or all that is lost is
// records whose lack does not change the vouchers that are left.
TEST(SieWildTest, ACutFileNeverGivesHalfAVoucher) {
  const std::string whole =
      Changed(kSieSample, "", "#VER A 3 20240301\n{\n}\n");
  for (size_t size = 0; size < whole.size(); ++size) {
    const SieReading reading = ReadSie("a.se", whole.substr(0, size));
    if (!reading.ok()) continue;
    for (const SieVoucher& voucher : reading.file.vouchers) {
      EXPECT_TRUE(voucher.number == 3 || voucher.entries.size() == 2) << size;
    }
  }
}

TEST(SieWildTest, SavedErrorPagesAreRefused) {
  for (const std::string bytes :
       {"<!DOCTYPE html>\n<html>\n<head><title>404</title></head></html>\n",
        "\xEF\xBB\xBF\r\n<html>", "{\"message\": \"Not Found\"}",
        "404: Not Found", "%PDF-1.4"}) {
    const SieReading reading = ReadSie("a.se", bytes);
    EXPECT_FALSE(reading.ok());
    ASSERT_THAT(reading.problems, SizeIs(1));
    EXPECT_EQ(reading.problems[0].reason, "SIE_NOT_SIE");
  }
}

}  // namespace
}  // namespace finsam::ledger
