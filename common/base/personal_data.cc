#include "common/base/personal_data.h"

#include <cstddef>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "common/base/check_digit.h"

namespace finsam {
namespace {

constexpr int kCoordinationDays = 60;  // Added to a coordination number's day.
constexpr size_t kPhoneDigitsMin = 9;
constexpr size_t kPhoneDigitsMax = 15;
constexpr size_t kDomesticDigitsMax = 11;

constexpr absl::string_view kBlanks[] = {" ", "\u00a0", "\u202f"};
// What people and their word processors write for a hyphen.
constexpr absl::string_view kHyphens[] = {"-",      "+",      "\u2010",
                                          "\u2011", "\u2013", "\u2212"};

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

bool IsAlnum(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c));
}

// Moves `count` digits from the front of `rest` to the end of `digits`.
bool TakeDigits(size_t count, absl::string_view* rest, std::string* digits) {
  if (rest->size() < count) return false;
  for (size_t i = 0; i < count; ++i) {
    if (!IsDigit((*rest)[i])) return false;
  }
  absl::StrAppend(digits, rest->substr(0, count));
  rest->remove_prefix(count);
  return true;
}

bool TakeBlank(absl::string_view* rest) {
  for (const absl::string_view blank : kBlanks) {
    if (absl::ConsumePrefix(rest, blank)) return true;
  }
  return false;
}

bool TakeHyphen(absl::string_view* rest) {
  for (const absl::string_view hyphen : kHyphens) {
    if (absl::ConsumePrefix(rest, hyphen)) return true;
  }
  return false;
}

int TwoDigits(absl::string_view digits, size_t at) {
  return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

// The first six of `digits` are a day, or a day with 60 added. Which century
// is not known: 2000 is the one whose every fourth year is a leap year.
bool IsBirthDay(absl::string_view digits) {
  const int year = 2000 + TwoDigits(digits, 0);
  const int month = TwoDigits(digits, 2);
  int day = TwoDigits(digits, 4);
  if (day > kCoordinationDays) day -= kCoordinationDays;
  const absl::CivilDay civil(year, month, day);
  return civil.month() == month && civil.day() == day;
}

// Takes what stands before the last four digits. A date that is written with
// hyphens and followed by a blank is a date and then another number.
bool TakeDivider(bool hyphens_inside, absl::string_view* rest) {
  if (hyphens_inside) return TakeHyphen(rest);
  while (TakeBlank(rest)) {
  }
  TakeHyphen(rest);
  while (TakeBlank(rest)) {
  }
  return true;
}

// True when `rest` begins with an identity number whose year has
// `year_digits` digits.
bool BeginsWithIdentityNumber(absl::string_view rest, size_t year_digits) {
  std::string digits;
  if (!TakeDigits(year_digits, &rest, &digits)) return false;
  const bool hyphens = absl::ConsumePrefix(&rest, "-");
  if (!TakeDigits(2, &rest, &digits)) return false;
  if (hyphens && !absl::ConsumePrefix(&rest, "-")) return false;
  if (!TakeDigits(2, &rest, &digits)) return false;
  absl::string_view divider = rest;
  if (!TakeDivider(hyphens, &rest)) return false;
  divider.remove_suffix(rest.size());
  if (!TakeDigits(4, &rest, &digits)) return false;
  if (!rest.empty() && IsAlnum(rest.front())) return false;
  if (year_digits == 4) {
    const int century = TwoDigits(digits, 0);
    if (century < 18 || century > 20) return false;
    digits.erase(0, 2);
  }
  const bool sure_form =
      divider == "-" || divider == "+" || (divider.empty() && year_digits == 4);
  return IsBirthDay(digits) &&
         ((sure_form && !hyphens) || CheckDigitHolds(digits));
}

// Something before an '@', and a domain with a point in it after.
bool HoldsEmailAddress(absl::string_view text) {
  for (size_t at = text.find('@'); at != absl::string_view::npos;
       at = text.find('@', at + 1)) {
    if (at == 0 ||
        absl::ascii_isspace(static_cast<unsigned char>(text[at - 1]))) {
      continue;
    }
    bool point = false;
    for (size_t i = at + 1; i < text.size(); ++i) {
      if (text[i] == '.' && i > at + 1) {
        point = true;
      } else if (IsAlnum(text[i])) {
        if (point) return true;
      } else if (text[i] != '-') {
        break;
      }
    }
  }
  return false;
}

// The number of digits at the front of `rest`, whatever a phone number may
// have between them.
size_t PhoneDigits(absl::string_view rest) {
  size_t digits = 0;
  while (!rest.empty()) {
    if (IsDigit(rest.front())) {
      ++digits;
      rest.remove_prefix(1);
    } else if (absl::StrContains("/()", rest.substr(0, 1))) {
      rest.remove_prefix(1);
    } else if (absl::StartsWith(rest, "+") ||
               (!TakeBlank(&rest) && !TakeHyphen(&rest))) {
      break;
    }
  }
  return digits;
}

bool BeginsWithPhoneNumber(absl::string_view rest) {
  const bool international =
      absl::ConsumePrefix(&rest, "+") || absl::StartsWith(rest, "00");
  if (!international && !absl::StartsWith(rest, "0")) return false;
  // "0 12 …" is a zero and another number; an area code holds together.
  if (rest.size() < 2 || !IsDigit(rest[0]) || !IsDigit(rest[1])) return false;
  const size_t digits = PhoneDigits(rest);
  return digits >= kPhoneDigitsMin &&
         digits <= (international ? kPhoneDigitsMax : kDomesticDigitsMax);
}

bool HoldsPhoneNumber(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '0' && text[i] != '+') continue;
    // The month of "2024-05" and the decimals of "2,05" begin no number.
    if (i > 0 && (IsAlnum(text[i - 1]) ||
                  absl::StrContains("-,", text.substr(i - 1, 1)))) {
      continue;
    }
    if (BeginsWithPhoneNumber(text.substr(i))) return true;
  }
  return false;
}

absl::string_view KindWords(PersonalData kind) {
  switch (kind) {
    case PersonalData::kIdentityNumber:
      return "ett personnummer eller samordningsnummer";
    case PersonalData::kEmailAddress:
      return "en e-postadress";
    case PersonalData::kPhoneNumber:
      return "ett telefonnummer";
  }
  return "personuppgifter";
}

}  // namespace

bool HoldsIdentityNumber(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (!IsDigit(text[i]) || (i > 0 && IsAlnum(text[i - 1]))) continue;
    const absl::string_view rest = text.substr(i);
    if (BeginsWithIdentityNumber(rest, 4)) return true;
    if (BeginsWithIdentityNumber(rest, 2)) return true;
  }
  return false;
}

std::optional<PersonalData> FindPersonalData(absl::string_view text) {
  if (HoldsIdentityNumber(text)) return PersonalData::kIdentityNumber;
  if (HoldsEmailAddress(text)) return PersonalData::kEmailAddress;
  if (HoldsPhoneNumber(text)) return PersonalData::kPhoneNumber;
  return std::nullopt;
}

Problem PersonalDataProblem(PersonalData kind, absl::string_view file,
                            int64_t line, absl::string_view field) {
  Problem problem;
  problem.reason = "PERSONAL_DATA";
  problem.file = std::string(file);
  problem.line = line;
  problem.field = std::string(field);
  problem.expected = "text som inte pekar ut någon person";
  problem.message = absl::StrCat("Här står något som ser ut som ",
                                 KindWords(kind), "; sådant lagras inte.");
  return problem;
}

}  // namespace finsam
