#include "common/base/money.h"

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam {
namespace {

constexpr int64_t kOrePerKrona = 100;
constexpr size_t kKronorDigitsMax = 12;
constexpr size_t kShownBytesMax = 40;

bool AllDigits(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

absl::Status Malformed(absl::string_view text, absl::string_view expected) {
  return Refuse(absl::StatusCode::kInvalidArgument, "AMOUNT_MALFORMED",
                absl::StrCat("\"", Shortened(ToUtf8(text), kShownBytesMax),
                             "\" är inget belopp: väntade ", expected));
}

absl::Status TooLarge(absl::string_view text) {
  return Refuse(
      absl::StatusCode::kOutOfRange, "AMOUNT_TOO_LARGE",
      absl::StrCat("\"", Shortened(ToUtf8(text), kShownBytesMax),
                   "\" är större än ", kAmountMax.value / kOrePerKrona,
                   " kr, som är det största tillåtna beloppet"));
}

// The amount of `kronor` digits and 0 to 2 `decimals` digits.
absl::StatusOr<Ore> FromDigits(bool negative, absl::string_view kronor,
                               absl::string_view decimals,
                               absl::string_view text) {
  while (kronor.size() > 1 && kronor.front() == '0') kronor.remove_prefix(1);
  int64_t whole = 0;
  if (kronor.size() > kKronorDigitsMax ||
      (!kronor.empty() && !absl::SimpleAtoi(kronor, &whole))) {
    return TooLarge(text);
  }
  int64_t fraction = 0;
  if (decimals.size() == 1) fraction = (decimals[0] - '0') * 10;
  if (decimals.size() == 2) {
    fraction = (decimals[0] - '0') * 10 + (decimals[1] - '0');
  }
  const Ore amount{whole * kOrePerKrona + fraction};
  if (amount > kAmountMax) return TooLarge(text);
  return negative ? -amount : amount;
}

// Takes the groups of a number with thousands separators apart: "3 150 000".
// False when a group after the first has not three digits.
bool JoinGroups(absl::string_view text, char separator, std::string* digits) {
  digits->clear();
  size_t start = 0;
  bool first = true;
  while (start <= text.size()) {
    size_t end = text.find(separator, start);
    if (end == absl::string_view::npos) end = text.size();
    const absl::string_view group = text.substr(start, end - start);
    if (!AllDigits(group) || group.empty()) return false;
    if (!first && group.size() != 3) return false;
    if (first && end != text.size() && group.size() > 3) return false;
    absl::StrAppend(digits, group);
    first = false;
    start = end + 1;
  }
  return !digits->empty();
}

}  // namespace

std::optional<Ore> CheckedAdd(Ore a, Ore b) {
  Ore sum;
  if (__builtin_add_overflow(a.value, b.value, &sum.value)) return std::nullopt;
  return sum;
}

absl::StatusOr<Ore> ParseSieAmount(absl::string_view text) {
  constexpr absl::string_view kExpected =
      "siffror, högst två decimaler efter en punkt och minustecken först";
  absl::string_view rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  const size_t point = rest.find('.');
  const absl::string_view kronor = rest.substr(0, point);
  const absl::string_view decimals =
      point == absl::string_view::npos ? "" : rest.substr(point + 1);
  if (kronor.empty() && decimals.empty()) return Malformed(text, kExpected);
  if (!AllDigits(kronor) || !AllDigits(decimals)) {
    return Malformed(text, kExpected);
  }
  // More decimals than two are only accepted when they say nothing: "1.500".
  absl::string_view kept = decimals;
  while (kept.size() > 2 && kept.back() == '0') kept.remove_suffix(1);
  if (kept.size() > 2) return Malformed(text, kExpected);
  return FromDigits(negative, kronor, kept, text);
}

absl::StatusOr<Ore> ParseSwedishAmount(absl::string_view text) {
  constexpr absl::string_view kExpected =
      "kronor som 3150000, 3 150 000 eller 3 150 000,50";
  const std::string plain = absl::StrReplaceAll(
      text,
      {{"\u00a0", " "}, {"\u202f", " "}, {"\u2009", " "}, {"\u2212", "-"}});
  absl::string_view rest = absl::StripAsciiWhitespace(plain);
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  rest = absl::StripLeadingAsciiWhitespace(rest);
  absl::string_view decimals;
  size_t mark = rest.find(',');
  char separator = rest.find('.') != absl::string_view::npos ? '.' : ' ';
  if (mark == absl::string_view::npos) {
    // A point is a decimal sign only with one or two digits behind the last.
    // Then none may separate thousands: "1.234.50" may have lost a digit.
    const size_t point = rest.rfind('.');
    if (point != absl::string_view::npos && rest.size() - point <= 3) {
      mark = point;
      separator = ' ';
    }
  }
  if (mark != absl::string_view::npos) {
    decimals = rest.substr(mark + 1);
    rest = rest.substr(0, mark);
    if (decimals.empty() || decimals.size() > 2 || !AllDigits(decimals)) {
      return Malformed(text, kExpected);
    }
  }
  std::string digits;
  if (!JoinGroups(rest, separator, &digits)) return Malformed(text, kExpected);
  return FromDigits(negative, digits, decimals, text);
}

std::string SieAmount(Ore amount) {
  // Unsigned: the smallest int64 has no positive twin.
  const uint64_t bits = static_cast<uint64_t>(amount.value);
  const uint64_t magnitude = amount.value < 0 ? 0 - bits : bits;
  const uint64_t fraction = magnitude % kOrePerKrona;
  std::string out =
      absl::StrCat(amount.value < 0 ? "-" : "", magnitude / kOrePerKrona);
  if (fraction != 0) {
    absl::StrAppend(&out, ".", fraction / 10, fraction % 10);
  }
  return out;
}

}  // namespace finsam
