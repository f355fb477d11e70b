// Which texts look like a person's number, and which only look a little.

#include "services/governance/domain/personal_data.h"

#include <gtest/gtest.h>

namespace finsam::governance {
namespace {

TEST(PersonalDataTest, NumbersOfPersonsAreFound) {
  for (const char* text : {
           "811218-9876",    // Right check digit.
           "811218-9875",    // Wrong check digit: mistyped, still a person.
           "19811218-9876",  // With century.
           "811218+9876",    // Older than a hundred years.
           "198112189876",   // Twelve digits in a run.
           "8112189876",     // Ten digits with the right check digit.
           "811278-9873",    // Coordination number: day + 60.
           "Anna (811218-9876)",
           "nr:811218-9876.",
           "å811218-9876",
       }) {
    EXPECT_TRUE(HoldsPersonalNumber(text)) << text;
  }
}

TEST(PersonalDataTest, OtherNumbersAreLeftAlone) {
  for (const char* text : {
           "",
           "222000-1511",            // An organisation number: month 20.
           "0701234567",             // A telephone: wrong check digit.
           "2024-11-28",             // A day.
           "20240101-20241231",      // A period.
           "Dnr 2025:02 / 2",        // A registration number.
           "3 150 000 kr",           // An amount.
           "_0991d99d8112189876ab",  // Digits inside an identification.
           "811318-9876",            // There is no month 13.
           "811200-9876",            // There is no day 0.
           "811218-98765",           // Five digits.
           "811218-987",             // Three digits.
       }) {
    EXPECT_FALSE(HoldsPersonalNumber(text)) << text;
  }
}

}  // namespace
}  // namespace finsam::governance
