// What the SIE reader takes of a file beside its figures: who and what it is
// of, tax codes, units and quantities. None of it can refuse a file.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/sie.h"
#include "tests/ledger/sie_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Lines(const std::vector<Problem>& problems) {
  std::string out;
  for (const Problem& problem : problems) {
    out += problem.reason + " " + ProblemLine(problem) + "\n";
  }
  return out;
}

TEST(SieHeadTest, ReadsEveryRecord) {
  const SieReading reading = ReadSie(
      "a.se",
      Changed(Changed(kSieSample, "#ORGNR 222000-1511\n",
                      "#PROSA \"Forsta\"\n#PROSA \"Andra \\\"raden\\\"\"\n"
                      "#FTYP X\n#FNR PROV1\n#ORGNR 222000-1511 2 3\n"
                      "#BKOD 84300\n#ADRESS \"Kim Holm\" \"Storgatan 1\" "
                      "\"331 30 Varnamo\" 0370-1\n#TAXAR 2025\n"
                      "#OMFATTN 20241231\n#KPTYP BAS2024\n#VALUTA SEK\n"),
              "20250217", "20250217 KH"));
  EXPECT_THAT(reading.problems, IsEmpty()) << Lines(reading.problems);
  SieHead head;
  head.program = "Prov";
  head.program_version = "1.0";
  head.generated = "20250217";
  head.generated_by = "KH";
  head.prose = {"Forsta", "Andra \"raden\""};
  head.company_type = "X";
  head.company_id = "PROV1";
  head.organisation_number = "222000-1511";
  head.acquisition_number = "2";
  head.activity_number = "3";
  head.sni_code = "84300";
  head.address =
      SieAddress{"Kim Holm", "Storgatan 1", "331 30 Varnamo", "0370-1"};
  head.company_name = "Provforbundet";
  head.tax_year = "2025";
  head.extent = absl::CivilDay(2024, 12, 31);
  head.chart_type = "BAS2024";
  head.currency = "SEK";
  EXPECT_EQ(reading.file.head, head);
}

TEST(SieHeadTest, OddFieldsAreNoErrors) {
  for (const char* record : {"#PROGRAM",
                             "#GEN",
                             "#PROSA",
                             "#PROSA \" \"",
                             "#FTYP",
                             "#FNR",
                             "#ORGNR",
                             "#BKOD",
                             "#ADRESS",
                             "#ADRESS {x} 1",
                             "#TAXAR x",
                             "#OMFATTN",
                             "#OMFATTN 20240230",
                             "#KPTYP",
                             "#VALUTA",
                             "#ENHET",
                             "#ENHET FEL st",
                             "#SRU",
                             "#SRU FEL 7281",
                             "#SRU 1930",
                             "#SRU 99999 1"}) {
    const SieReading reading = ReadSie(
        "a.se",
        Changed(kSieSample, "#FNAMN", absl::StrCat(record, "\n#FNAMN")));
    EXPECT_TRUE(reading.ok()) << record << "\n" << Lines(reading.problems);
    EXPECT_EQ(reading.file.head.extent, std::nullopt);
  }
}

TEST(SieHeadTest, RecordsInsideAVoucherDoNotEndIt) {
  const SieReading reading = ReadSie(
      "a.se", Changed(kSieSample, "#TRANS 1930 {} -200",
                      "#PROSA Mitt\n#SRU 1930 7281\n#TRANS 1930 {} -200"));
  EXPECT_THAT(reading.problems, IsEmpty()) << Lines(reading.problems);
  EXPECT_THAT(reading.file.head.prose, ElementsAre("Mitt"));
  EXPECT_THAT(reading.file.accounts[0].sru_codes, ElementsAre("7281"));
  EXPECT_THAT(reading.file.vouchers[1].entries, SizeIs(2));
}

TEST(SieHeadTest, UnitsAndTaxCodesBelongToTheirAccountInAnyOrder) {
  const SieReading reading = ReadSie(
      "a.se",
      Changed(Changed(kSieSample, "#KONTO 1930",
                      "#SRU 1930 7281\n#ENHET 1930 st\n#KTYP 3010 I\n"
                      "#KONTO 1930"),
              "#DIM", "#SRU 1930 7282\n#SRU 4010 7513\n#ENHET 4010 tim\n#DIM"));
  EXPECT_THAT(reading.problems, IsEmpty()) << Lines(reading.problems);
  const std::vector<SieAccount>& accounts = reading.file.accounts;
  EXPECT_THAT(accounts[0].sru_codes, ElementsAre("7281", "7282"));
  EXPECT_EQ(accounts[0].unit, "st");
  EXPECT_EQ(accounts[0].type, 'T');
  EXPECT_EQ(accounts[2].type, 'I');
  EXPECT_THAT(accounts[3].sru_codes, ElementsAre("7513"));
  EXPECT_EQ(accounts[3].unit, "tim");
}

TEST(SieHeadTest, ListsHaveTheirLimits) {
  std::string more;
  for (size_t i = 0; i < kSieProseMax; ++i) more += "#PROSA x\n";
  for (size_t i = 0; i < kSieSruCodesMax; ++i) more += "#SRU 1930 7281\n";
  EXPECT_THAT(
      ReadSie("a.se", Changed(kSieSample, "#DIM", more + "#DIM")).problems,
      IsEmpty());
  more += "#PROSA y\n#SRU 1930 1\n";
  const SieReading reading =
      ReadSie("a.se", Changed(kSieSample, "#DIM", more + "#DIM"));
  EXPECT_TRUE(reading.ok());
  ASSERT_THAT(reading.problems, SizeIs(1));
  EXPECT_EQ(reading.problems[0].reason, "SIE_RECORD");
  EXPECT_THAT(reading.file.head.prose, SizeIs(kSieProseMax));
  EXPECT_EQ(reading.file.head.prose.back(), "x");
  EXPECT_THAT(reading.file.accounts[0].sru_codes, SizeIs(kSieSruCodesMax));
}

TEST(SieHeadTest, ReadsQuantities) {
  const SieReading reading = ReadSie(
      "a.se",
      Changed(Changed(kSieSample, "#UB 0 1930 1300.50\n",
                      "#UB 0 1930 1300.50 -7\n#OIB 0 1930 {6 \"10\"} 10 1.5\n"
                      "#PSALDO 0 202402 4010 {} 200 .25\n"),
              "1930 {} -200", "1930 {} -200 20240220 \"\" 12.50 KH"));
  EXPECT_THAT(reading.problems, IsEmpty()) << Lines(reading.problems);
  std::vector<std::string> quantities;
  for (const SieBalance& balance : reading.file.balances) {
    quantities.push_back(balance.quantity);
  }
  EXPECT_THAT(quantities, ElementsAre("", "", "-7", "1.5", "0.25", "", "", ""));
  const SieEntry& entry = reading.file.vouchers[1].entries[1];
  EXPECT_EQ(entry.quantity, "12.50");
  EXPECT_EQ(entry.signature, "KH");
  EXPECT_EQ(reading.file.vouchers[1].entries[0].quantity, "");
}

TEST(SieHeadTest, QuantitiesAreAsAVoucherTakesThem) {
  const std::pair<const char*, const char*> kCases[] = {
      {"0", "0"},  {"-12.50", "-12.50"}, {".5", "0.5"},  {"-.5", "-0.5"},
      {"5.", "5"}, {"\" 7 \"", "7"},     {"007", "007"},
  };
  for (const auto& [written, quantity] : kCases) {
    const SieReading reading = ReadSie(
        "a.se", Changed(kSieSample, "1930 {} -200",
                        absl::StrCat("1930 {} -200 \"\" \"\" ", written)));
    EXPECT_THAT(reading.problems, IsEmpty()) << Lines(reading.problems);
    EXPECT_EQ(reading.file.vouchers[1].entries[1].quantity, quantity);
  }
}

TEST(SieHeadTest, WhatIsNoQuantityIsLeftOutAndToldOnce) {
  for (const char* odd : {"12,5", "tolv", "1.2.3", "+1", "-", ".", "--1", "1-",
                          "123456789012345678901234567890123", "1e3", "{"}) {
    SCOPED_TRACE(odd);
    const std::string quantity = absl::StrCat(" 20240220 \"\" ", odd, " KH");
    const SieReading reading = ReadSie(
        "a.se",
        Changed(Changed(kSieSample, "1930 {} -200", "1930 {} -200" + quantity),
                "} 200.00", "} 200.00" + quantity));
    EXPECT_TRUE(reading.ok()) << Lines(reading.problems);
    EXPECT_EQ(reading.file.vouchers[1].entries[1].quantity, "");
    if (*odd == '{') continue;  // A brace ends what can be read of the row.
    ASSERT_THAT(reading.problems, SizeIs(1)) << Lines(reading.problems);
    EXPECT_EQ(reading.problems[0].severity, Severity::kWarning);
    EXPECT_EQ(reading.problems[0].line, 30);
    EXPECT_EQ(reading.file.vouchers[1].entries[1].signature, "KH");
  }
}

}  // namespace
}  // namespace finsam::ledger
