#include "common/base/personal_data.h"

#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>

namespace finsam {
namespace {

// The numbers are the tax agency's own fictitious examples, or made for their
// check digit; they are nobody's.
struct Case {
  std::string text;
  std::optional<PersonalData> kind;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }

class PersonalDataTest : public testing::TestWithParam<Case> {};

TEST_P(PersonalDataTest, IsToldFromOtherText) {
  EXPECT_EQ(FindPersonalData(GetParam().text), GetParam().kind);
  EXPECT_EQ(HoldsIdentityNumber(GetParam().text),
            GetParam().kind == PersonalData::kIdentityNumber);
}

constexpr auto kNumber = PersonalData::kIdentityNumber;
constexpr auto kEmail = PersonalData::kEmailAddress;
constexpr auto kPhone = PersonalData::kPhoneNumber;

INSTANTIATE_TEST_SUITE_P(
    IdentityNumber, PersonalDataTest,
    testing::Values(
        Case{"121212-1212", kNumber}, Case{"121212+1212", kNumber},
        Case{"1212121212", kNumber}, Case{"191212121212", kNumber},
        Case{"19121212-1212", kNumber}, Case{"121212 1212", kNumber},
        Case{"121212 - 1212", kNumber}, Case{"121212–1212", kNumber},
        Case{"121212\u00a01212", kNumber}, Case{"1912-12-12-1212", kNumber},
        Case{"Tolvan (121212-1212) började", kNumber},
        Case{"pnr:121212-1212.", kNumber},
        // A coordination number has 60 added to the day.
        Case{"701063-2391", kNumber}, Case{"197010632391", kNumber},
        Case{"811278-9873", kNumber},
        // 29 February of a leap year.
        Case{"000229-0005", kNumber},
        // The check digit is wrong: mistyped, still a person.
        Case{"811218-9875", kNumber}, Case{"121212-1213", kNumber},
        Case{"19811218-9875", kNumber}, Case{"811218+9875", kNumber},
        Case{"198112189875", kNumber}, Case{"811218-9876", kNumber},
        Case{"19811218-9876", kNumber}, Case{"811218+9876", kNumber},
        Case{"198112189876", kNumber}, Case{"8112189876", kNumber},
        Case{"Anna (811218-9876)", kNumber}, Case{"nr:811218-9876.", kNumber},
        Case{"å811218-9876", kNumber}));

INSTANTIATE_TEST_SUITE_P(
    NoIdentityNumber, PersonalDataTest,
    testing::Values(Case{"1212121213", std::nullopt},   // Check digit.
                    Case{"121212 1213", std::nullopt},  // The same.
                    Case{"1912-12-12-1213", std::nullopt},
                    Case{"240105–1213", std::nullopt},
                    Case{"222000-1511", std::nullopt},   // An organisation.
                    Case{"162220001511", std::nullopt},  // The same.
                    Case{"990229-0007", std::nullopt},   // No leap year.
                    Case{"121312-1211", std::nullopt},   // No month 13.
                    Case{"811318-9876", std::nullopt},   // The same.
                    Case{"811200-9876", std::nullopt},   // No day 0.
                    Case{"811218-98765", std::nullopt},  // Five digits.
                    Case{"811218-987", std::nullopt},    // Three digits.
                    Case{"2024-11-28", std::nullopt},
                    Case{"20240101-20241231", std::nullopt},
                    Case{"3 150 000 kr", std::nullopt},
                    // Inside an identification.
                    Case{"_0991d99d8112189876ab", std::nullopt},
                    Case{"1212121212123", std::nullopt},  // Another number.
                    Case{"2023-12..2024-11", std::nullopt},
                    Case{"2012-12-12 1212", std::nullopt},  // A day, a number.
                    Case{"2024", std::nullopt}, Case{"", std::nullopt},
                    Case{"steg 4–6 av 6", std::nullopt},
                    Case{"Dnr 2025:02 / 2", std::nullopt}));

INSTANTIATE_TEST_SUITE_P(
    Address, PersonalDataTest,
    testing::Values(Case{"kontakt: anna.svensson@gnosjo.se", kEmail},
                    Case{"a@b.se", kEmail}, Case{"a+b@c-d.nu;", kEmail},
                    Case{"@home", std::nullopt},
                    Case{"möte @ 13.00", std::nullopt},
                    Case{"anna@kansliet", std::nullopt}));

INSTANTIATE_TEST_SUITE_P(
    Phone, PersonalDataTest,
    testing::Values(
        Case{"070-174 06 05", kPhone}, Case{"0701740605", kPhone},
        Case{"0701234567", kPhone}, Case{"+46 70 174 06 05", kPhone},
        Case{"0046701740605", kPhone}, Case{"tfn (0370) 33 10 00", kPhone},
        Case{"08-465 004 11", kPhone}, Case{"kl. 08-16 2024", std::nullopt},
        Case{"2024-01-05 2024-02-10", std::nullopt},
        Case{"16–64 år", std::nullopt}, Case{"0 123 456 789", std::nullopt},
        Case{"1 234 567 890", std::nullopt},
        Case{"0,123456789", std::nullopt}));

TEST(PersonalDataProblemTest, DoesNotRepeatWhatStoodThere) {
  const Problem problem =
      PersonalDataProblem(kNumber, "counts.csv", 3, "kommentar");
  EXPECT_EQ(problem.reason, "PERSONAL_DATA");
  EXPECT_EQ(problem.file, "counts.csv");
  EXPECT_EQ(problem.line, 3);
  EXPECT_EQ(problem.field, "kommentar");
  EXPECT_EQ(problem.found, "");
}

}  // namespace
}  // namespace finsam
