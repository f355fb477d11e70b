#include "common/base/names.h"

#include <gtest/gtest.h>

#include <string>

#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam {
namespace {

// An empty `digits` means refused.
struct Case {
  std::string text;
  std::string digits;
};

TEST(NamesTest, ReadsOrganisationNumbers) {
  for (const Case& c : {
           Case{"222000-2279", "2220002279"},
           Case{"2220002279", "2220002279"},
           Case{"162220002279", "2220002279"},
           Case{"16222000-2279", "2220002279"},
           Case{" 222000-1511 ", "2220001511"},
           Case{"556036-0793", "5560360793"},  // A company.
           Case{"222000-2278", ""},            // One digit wrong.
           Case{"222000-2297", ""},            // Two digits swapped.
           Case{"22200-2279", ""},             // A digit lost.
           Case{"222000-22790", ""},           // A digit too many.
           Case{"192220002279", ""},           // No organisation's century.
           Case{"222000 2279", ""},
           Case{"SE222000227901", ""},
           Case{"222000\u20132279", ""},
           Case{"", ""},
           Case{"-", ""},
           Case{std::string(10'000, '0'), ""},
       }) {
    const auto read = ParseOrganisationNumber(c.text);
    EXPECT_EQ(read.ok() ? *read : "", c.digits) << c.text;
    if (!read.ok()) {
      EXPECT_EQ(ReasonOf(read.status()), "NAME_INVALID") << c.text;
      EXPECT_EQ(read.status().code(), absl::StatusCode::kInvalidArgument);
    }
  }
}

TEST(NamesTest, EveryWrongDigitIsFound) {
  const std::string good = "2220002279";
  for (size_t i = 0; i < good.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = good;
      changed[i] = digit;
      EXPECT_EQ(ParseOrganisationNumber(changed).ok(), changed == good)
          << changed;
    }
  }
}

TEST(NamesTest, ReadsAssociationNames) {
  EXPECT_EQ(*ParseAssociationName("associations/2220002279"), "2220002279");
  for (const char* name :
       {"", "2220002279", "associations/", "associations/2220002278",
        "associations/222000-2279", "associations/162220002279",
        "association/2220002279", "/associations/2220002279",
        "associations/2220002279/", "associations//2220002279",
        "associations/ 220002279"}) {
    EXPECT_EQ(ReasonOf(ParseAssociationName(name).status()), "NAME_INVALID")
        << name;
  }
}

TEST(NamesTest, ReadsFiscalYearNames) {
  const auto year =
      ParseFiscalYearName("associations/2220002279/fiscalYears/2024");
  ASSERT_TRUE(year.ok()) << year.status();
  EXPECT_EQ(year->organisation, "2220002279");
  EXPECT_EQ(year->year, 2024);
  EXPECT_EQ(year->Association(), "associations/2220002279");
  EXPECT_EQ(year->Text(), "associations/2220002279/fiscalYears/2024");
  for (const char* name :
       {"", "2024", "associations/2220002279", "associations/2220002279/2024",
        "associations/2220002278/fiscalYears/2024",
        "associations/2220002279/fiscalyears/2024",
        "associations/2220002279/fiscalYears/24",
        "associations/2220002279/fiscalYears/20245",
        "associations/2220002279/fiscalYears/+202",
        "associations/2220002279/fiscalYears/-202",
        "associations/2220002279/fiscalYears/ 202",
        "associations/2220002279/fiscalYears/1899",
        "associations/2220002279/fiscalYears/3000",
        "associations/2220002279/fiscalYears/2024/",
        "associations/2220002279/fiscalYears/2024/vouchers"}) {
    EXPECT_EQ(ReasonOf(ParseFiscalYearName(name).status()), "NAME_INVALID")
        << name;
  }
}

TEST(NamesTest, YearsSortByAssociationThenYear) {
  EXPECT_LT((FiscalYearName{"2220001511", 2025}),
            (FiscalYearName{"2220002279", 2024}));
  EXPECT_LT((FiscalYearName{"2220001511", 2024}),
            (FiscalYearName{"2220001511", 2025}));
}

TEST(NamesTest, RefusalsQuoteShortUtf8) {
  std::string name;
  for (int i = 0; i < 5'000; ++i) name += "å";
  for (const std::string& text :
       {name, "a" + name, name + "\xff", "\xff" + name}) {
    const absl::Status refused = ParseFiscalYearName(text).status();
    EXPECT_TRUE(IsUtf8(refused.message()));
    EXPECT_LT(refused.message().size(), 200u);
  }
}

TEST(NamesTest, RequestIdsHaveALimit) {
  EXPECT_TRUE(CheckRequestId("r").ok());
  EXPECT_TRUE(CheckRequestId(std::string(kRequestIdBytesMax, 'r')).ok());
  for (const size_t size : {size_t{0}, kRequestIdBytesMax + 1}) {
    const absl::Status refused = CheckRequestId(std::string(size, 'r'));
    EXPECT_EQ(ReasonOf(refused), "REQUEST_ID_SIZE") << size;
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace finsam
