#include "services/governance/domain/personal_data.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace finsam::governance {
namespace {

constexpr size_t kShortDay = 6;  // YYMMDD
constexpr size_t kLongDay = 8;   // YYYYMMDD
constexpr size_t kSerial = 4;
constexpr int kCoordinationOffset = 60;  // Added to a samordningsnummer's day.

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

bool IsWord(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c));
}

size_t DigitsAt(absl::string_view text, size_t from) {
  size_t end = from;
  while (end < text.size() && IsDigit(text[end])) ++end;
  return end - from;
}

int TwoDigits(absl::string_view digits) {
  return (digits[0] - '0') * 10 + (digits[1] - '0');
}

// True when the last four of `digits` may be a birth day's month and day.
bool IsBirthDay(absl::string_view digits) {
  const absl::string_view tail = digits.substr(digits.size() - 4);
  const int month = TwoDigits(tail);
  int day = TwoDigits(tail.substr(2));
  if (day > kCoordinationOffset) day -= kCoordinationOffset;
  return 1 <= month && month <= 12 && 1 <= day && day <= 31;
}

bool HasCentury(absl::string_view digits) {
  return absl::StartsWith(digits, "18") || absl::StartsWith(digits, "19") ||
         absl::StartsWith(digits, "20");
}

bool CheckDigitHolds(absl::string_view ten) {
  int sum = 0;
  for (size_t i = 0; i < ten.size(); ++i) {
    const int weighted = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += weighted / 10 + weighted % 10;
  }
  return sum % 10 == 0;
}

// True when the run of digits `run`, which `rest` follows, begins a number.
bool IsPersonalNumber(absl::string_view run, absl::string_view rest) {
  if (run.size() == kLongDay + kSerial) {
    return HasCentury(run) && IsBirthDay(run.substr(0, kLongDay));
  }
  if (run.size() == kShortDay + kSerial) {
    return IsBirthDay(run.substr(0, kShortDay)) && CheckDigitHolds(run);
  }
  const bool joined =
      !rest.empty() && (rest[0] == '-' || rest[0] == '+') &&
      DigitsAt(rest, 1) == kSerial &&
      (rest.size() == 1 + kSerial || !IsWord(rest[1 + kSerial]));
  if (!joined) return false;
  if (run.size() == kLongDay) return HasCentury(run) && IsBirthDay(run);
  return run.size() == kShortDay && IsBirthDay(run);
}

}  // namespace

bool HoldsPersonalNumber(absl::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (!IsWord(text[i])) {
      ++i;
      continue;
    }
    const size_t run = DigitsAt(text, i);
    const size_t end = i + run;
    const bool inside_word = end < text.size() && IsWord(text[end]);
    if (run > 0 && !inside_word &&
        IsPersonalNumber(text.substr(i, run), text.substr(end))) {
      return true;
    }
    // On to the end of the word.
    while (i < text.size() && IsWord(text[i])) ++i;
  }
  return false;
}

}  // namespace finsam::governance
