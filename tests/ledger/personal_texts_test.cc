// Identity numbers in the texts of vouchers.

#include "services/ledger/domain/personal_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace finsam::ledger {
namespace {

using testing::HasSubstr;
using testing::Not;

VoucherDraft Draft(const std::string& text, const std::string& entry_text) {
  VoucherDraft draft;
  draft.series = "A";
  draft.text = text;
  draft.entries.resize(2);
  draft.entries[1].text = entry_text;
  return draft;
}

TEST(PersonalTextsTest, TheVouchersAndItsEntriesTextsCount) {
  EXPECT_TRUE(HoldsIdentityNumber(Draft("Resa 811228-9874", "")));
  EXPECT_TRUE(HoldsIdentityNumber(Draft("", "198112289874")));
  EXPECT_TRUE(HoldsIdentityNumber(Draft("701063-2391", "")));
  EXPECT_FALSE(HoldsIdentityNumber(Draft("Faktura 222000-1511", "202403")));
}

TEST(PersonalTextsTest, EachIsToldWithItsPlaceAndWithoutTheNumber) {
  PersonalTexts texts;
  texts.See(Draft("Hyra", ""), 1, 10);
  texts.See(Draft("Resa 811228-9874", ""), 2, 14);
  std::vector<Problem> problems;
  texts.Tell("2024.se", &problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
  EXPECT_EQ(problems[0].reason, "PERSONAL_DATA");
  EXPECT_EQ(problems[0].file, "2024.se");
  EXPECT_EQ(problems[0].line, 14);
  EXPECT_THAT(ProblemLine(problems[0]), HasSubstr("A 2"));
  EXPECT_THAT(ProblemLine(problems[0]), Not(HasSubstr("9874")));
}

TEST(PersonalTextsTest, ManyAreCounted) {
  PersonalTexts texts;
  for (int64_t number = 1; number <= 25; ++number) {
    texts.See(Draft("811228-9874", ""), number, number);
  }
  std::vector<Problem> problems;
  texts.Tell("2024.se", &problems);
  ASSERT_EQ(problems.size(), kPersonalTextsMax + 1);
  EXPECT_THAT(problems.back().message, HasSubstr(" 5 verifikationer"));
}

}  // namespace
}  // namespace finsam::ledger
