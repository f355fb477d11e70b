#include "services/gateway/printed/number.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "services/gateway/printed/fold.h"

namespace finsam::gateway::printed {
namespace {

constexpr int64_t kKrona = 100;  // In hundredths.
constexpr int kDigitsMax = 14;
constexpr int kYearMin = 1900;
constexpr int kYearMax = 2100;

bool IsDigit(char c) { return '0' <= c && c <= '9'; }

bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_isalpha(byte) || byte >= 0x80;
}

char At(absl::string_view text, size_t i) {
  return i < text.size() ? text[i] : '\0';
}

size_t DigitsEnd(absl::string_view text, size_t i) {
  while (IsDigit(At(text, i))) ++i;
  return i;
}

// Digits, and groups of three that `mark` parts from them.
size_t GroupsEnd(absl::string_view text, size_t end, char mark) {
  while (At(text, end) == mark && DigitsEnd(text, end + 1) == end + 4) {
    end += 4;
  }
  return end;
}

// The word that stands at `i`, after at most one blank, and where it ends.
std::pair<std::string, size_t> WordAt(absl::string_view text, size_t i) {
  if (At(text, i) == ' ') ++i;
  if (At(text, i) == '%') return {"%", i + 1};
  size_t end = i;
  while (IsLetter(At(text, end))) ++end;
  return {Fold(text.substr(std::min(i, text.size()), end - i)), end};
}

// The unit after a number: what it measures, one of it in hundredths, and
// where it ends; unknown when no unit stands there.
struct UnitAfter {
  Measure measure = Measure::kUnknown;
  int64_t one = kKrona;
  size_t end = 0;
};

UnitAfter UnitAt(absl::string_view text, size_t i) {
  auto [word, end] = WordAt(text, i);
  if (word == "%" || word == "procent") return {Measure::kPercent, 100, end};
  if (word == "tusen" || absl::StartsWith(word, "milj") || word == "mn") {
    // "32 miljoner kronor", "4 milj kr": money when kronor are named.
    const size_t next_begin = At(text, end) == '.' ? end + 1 : end;
    const auto [next, next_end] = WordAt(text, next_begin);
    if (next != "kr" && next != "kronor") return {Measure::kUnknown, 100, i};
    return {Measure::kMoney, MoneyUnit(word), next_end};
  }
  const int64_t one = MoneyUnit(word);
  if (one == 0) return {Measure::kUnknown, 100, i};
  return {Measure::kMoney, one, end};
}

// The digits of a number from `begin`, its decimals, and where it ends.
struct Digits {
  int64_t value = 0;
  int decimals = 0;
  size_t end = 0;
};

std::optional<Digits> ReadDigits(absl::string_view text, size_t begin,
                                 int64_t unit) {
  const size_t first = DigitsEnd(text, begin);
  size_t end = first;
  for (const char mark : {' ', '.', ','}) {
    const bool may = first - begin <= 3 && At(text, begin) != '0';
    const bool decimal =
        mark != ' ' &&
        std::max(unit, UnitAt(text, first + 4).one) >= MoneyUnit("mnkr");
    if (may && !decimal && end == first) end = GroupsEnd(text, first, mark);
  }
  Digits out;
  out.end = end;
  const char sign = At(text, end);
  const size_t decimals_end = DigitsEnd(text, end + 1);
  if ((sign == ',' || sign == '.') && decimals_end > end + 1 &&
      decimals_end <= end + 4) {
    out.decimals = static_cast<int>(decimals_end - end - 1);
    out.end = decimals_end;
  }
  int digits = 0;
  for (size_t i = begin; i < out.end; ++i) {
    if (!IsDigit(text[i])) continue;
    if (++digits > kDigitsMax) return std::nullopt;
    out.value = out.value * 10 + (text[i] - '0');
  }
  return out;
}

// `digits` in units whose one is `one` hundredths; nothing when too large.
std::optional<Quantity> Make(const Digits& digits, int64_t one, Measure measure,
                             bool negative) {
  int64_t divisor = 1;
  for (int i = 0; i < digits.decimals; ++i) divisor *= 10;
  if (digits.value > kHundredthsMax / std::max<int64_t>(one / divisor, 1)) {
    return std::nullopt;
  }
  Quantity out;
  out.value = digits.value * one / divisor;
  out.step = std::max<int64_t>(one / divisor, 1);
  out.measure = measure;
  if (negative) out.value = -out.value;
  return out;
}

}  // namespace

int64_t MoneyUnit(absl::string_view word) {
  const std::string folded = Fold(word);
  if (folded == "kr" || folded == "kronor" || folded == "sek" ||
      folded == "krona") {
    return kKrona;
  }
  if (folded == "tkr" || folded == "kkr" || absl::StartsWith(folded, "tusen")) {
    return 1'000 * kKrona;
  }
  if (folded == "mnkr" || folded == "mkr" || folded == "msek" ||
      folded == "mn" || absl::StartsWith(folded, "milj")) {
    return 1'000'000 * kKrona;
  }
  return 0;
}

std::string Normalised(absl::string_view text) {
  std::string out = absl::StrReplaceAll(text, {{"\u00A0", " "},
                                               {"\u2009", " "},
                                               {"\u202F", " "},
                                               {"\t", " "},
                                               {"\u2010", "-"},
                                               {"\u2011", "-"},
                                               {"\u2013", "-"},
                                               {"\u2014", "-"},
                                               {"\u2212", "-"},
                                               {"**", ""},
                                               {"<b>", ""},
                                               {"</b>", ""}});
  return out;
}

std::optional<FoundNumber> NextNumber(absl::string_view text, size_t from) {
  for (size_t i = from; i < text.size(); ++i) {
    if (!IsDigit(text[i])) continue;
    const auto digits = ReadDigits(text, i, 0);
    if (!digits.has_value()) {
      i = DigitsEnd(text, i);
      continue;
    }
    const UnitAfter unit = UnitAt(text, digits->end);
    const bool known = unit.measure != Measure::kUnknown;
    const bool minus = i > 0 && text[i - 1] == '-' &&
                       (i == 1 || text[i - 2] == ' ' || text[i - 2] == '(');
    const auto quantity = Make(*digits, unit.one, unit.measure, minus);
    if (!quantity.has_value()) {
      i = digits->end - 1;
      continue;
    }
    FoundNumber found;
    found.quantity = *quantity;
    found.begin = minus ? i - 1 : i;
    found.end = known ? unit.end : digits->end;
    found.glued = (i > 0 && (IsLetter(text[i - 1]) || text[i - 1] == ':')) ||
                  (!known && IsLetter(At(text, digits->end)));
    found.is_year = !known && !found.glued && !minus && digits->end == i + 4 &&
                    digits->value >= kYearMin && digits->value <= kYearMax;
    return found;
  }
  return std::nullopt;
}

CellNumber ParseCell(absl::string_view text, int64_t one) {
  const std::string plain = Normalised(text);
  absl::string_view rest = absl::StripAsciiWhitespace(plain);
  CellNumber out;
  const size_t open = rest.find('(');
  if (open != absl::string_view::npos && open > 0) {
    const auto share = NextNumber(rest, open);
    if (share.has_value() && share->quantity.measure == Measure::kPercent) {
      out.share = share->quantity;
    }
    rest = absl::StripAsciiWhitespace(rest.substr(0, open));
  }
  const bool in_parentheses = At(rest, 0) == '(' && absl::EndsWith(rest, ")");
  const bool negative = At(rest, 0) == '-' || in_parentheses;
  while (!rest.empty() && absl::StrContains("-+ (", rest.front())) {
    rest.remove_prefix(1);
  }
  if (rest.empty() || !IsDigit(rest.front())) return out;
  // A first group of four and more digits: "2344 835".
  const std::string joined = rest.find(' ') > 3
                                 ? absl::StrReplaceAll(rest, {{" ", ""}})
                                 : std::string(rest);
  const auto digits = ReadDigits(joined, 0, one);
  if (!digits.has_value()) return out;
  const UnitAfter after = UnitAt(joined, digits->end);
  const bool known = after.measure != Measure::kUnknown;
  const size_t end = known ? after.end : digits->end;
  // "Snitt 3,2 år", "2 av 3", "2024-03-20" are no numbers to reckon with.
  const auto left = absl::StripAsciiWhitespace(
      absl::string_view(joined).substr(std::min(end, joined.size())));
  if (left != "" && left != ")" && left != ":-" && left != "*" &&
      !absl::StartsWith(Fold(left), "st") && Fold(left) != "person" &&
      Fold(left) != "personer") {
    return out;
  }
  out.quantity =
      Make(*digits, known ? after.one : one, after.measure, negative);
  return out;
}

bool SameRounded(const Quantity& printed, int64_t exact) {
  const int64_t difference = printed.value - exact;
  return 2 * std::abs(difference) <= printed.step;
}

bool SameCut(const Quantity& printed, int64_t exact) {
  const int64_t cut = exact / printed.step * printed.step;
  return printed.value == cut;
}

}  // namespace finsam::gateway::printed
