#include "services/gateway/domain/loose_numbers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/gateway/domain/text_mask.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2100;
constexpr char32_t kEnDash = 0x2013;
constexpr char32_t kMinus = 0x2212;

bool IsDigit(char32_t c) { return '0' <= c && c <= '9'; }

// A blank that groups digits: space, no-break, thin, narrow no-break.
bool IsBlank(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F;
}

bool JoinsDigits(char32_t c) {
  return c == '.' || c == ',' || c == ':' || c == '/' || c == '-' ||
         c == kEnDash || c == kMinus;
}

std::u32string Runes(absl::string_view text) {
  std::u32string out;
  while (!text.empty()) out.push_back(TakeRune(&text).value_or(kReplacement));
  return out;
}

std::string Bytes(const std::u32string& runes) {
  std::string out;
  for (const char32_t rune : runes) AppendRune(rune, &out);
  return out;
}

bool IsYear(absl::string_view text) {
  int year = 0;
  return text.size() == 4 && absl::SimpleAtoi(text, &year) &&
         kYearMin <= year && year <= kYearMax;
}

// "2024", "2023–2025", "2023/2024".
bool IsCalendar(const std::string& number) {
  const std::string parts = absl::StrReplaceAll(number, {{"\u2013", "/"}});
  for (const absl::string_view part : absl::StrSplit(parts, '/')) {
    for (const absl::string_view year : absl::StrSplit(part, '-')) {
      if (!IsYear(year)) return false;
    }
  }
  return true;
}

// One line of a text, as characters, with a place that moves to the right.
class LineReader {
 public:
  explicit LineReader(absl::string_view line) : line_(Runes(line)) {}

  // The next loose number, or an empty text when the line has no more.
  std::string Next();

 private:
  char32_t At(size_t i) const { return i < line_.size() ? line_[i] : 0; }
  size_t DigitsEnd(size_t i) const;
  size_t LettersEnd(size_t i) const;
  size_t WordBegin(size_t i) const;
  size_t NumberEnd(size_t begin) const;
  size_t UnitEnd(size_t end) const;

  std::u32string line_;
  size_t at_ = 0;
};

size_t LineReader::DigitsEnd(size_t i) const {
  while (IsDigit(At(i))) ++i;
  return i;
}

size_t LineReader::LettersEnd(size_t i) const {
  while (IsLatinLetter(At(i))) ++i;
  return i;
}

// Back over letters that stand right before, or over a minus sign.
size_t LineReader::WordBegin(size_t i) const {
  if (i > at_ && (At(i - 1) == '-' || At(i - 1) == kMinus)) {
    const bool free = i < at_ + 2 || IsBlank(At(i - 2)) || At(i - 2) == '(';
    return free ? i - 1 : i;
  }
  while (i > at_ && IsLatinLetter(At(i - 1))) --i;
  return i;
}

// Digits, and the signs and group blanks that join them.
size_t LineReader::NumberEnd(size_t begin) const {
  size_t group = begin;
  size_t end = DigitsEnd(begin);
  while (true) {
    const size_t next = DigitsEnd(end + 1);
    if (next == end + 1) return end;
    const bool groups = IsBlank(At(end)) && next == end + 4 && end - group <= 3;
    if (!groups && !JoinsDigits(At(end))) return end;
    group = end + 1;
    end = next;
  }
}

// The end of a unit after a number, or `end` when there is none.
size_t LineReader::UnitEnd(size_t end) const {
  static const std::set<std::u32string>* const kUnits =
      new std::set<std::u32string>{U"kr",   U"kronor",  U"tkr",
                                   U"mnkr", U"procent", U"miljoner"};
  const size_t begin = IsBlank(At(end)) ? end + 1 : end;
  if (At(begin) == '%') return begin + 1;
  const size_t word_end = LettersEnd(begin);
  const bool known = kUnits->count(line_.substr(std::min(begin, line_.size()),
                                                word_end - begin)) > 0;
  return known ? word_end : end;
}

std::string LineReader::Next() {
  for (size_t i = at_; i < line_.size(); ++i) {
    if (!IsDigit(line_[i])) continue;
    const size_t begin = WordBegin(i);
    const size_t number_end = NumberEnd(i);
    const size_t unit_end = UnitEnd(number_end);
    const size_t end = std::max(unit_end, LettersEnd(number_end));
    at_ = end;
    const std::string number = Bytes(line_.substr(begin, end - begin));
    if (begin < i || end > number_end || !IsCalendar(number)) return number;
    i = end - 1;
  }
  at_ = line_.size();
  return "";
}

}  // namespace

std::vector<LooseNumber> LooseNumbers(absl::string_view bytes) {
  const std::string masked = MaskedText(bytes);
  std::vector<LooseNumber> found;
  int64_t line_number = 0;
  for (const absl::string_view line : absl::StrSplit(masked, '\n')) {
    ++line_number;
    LineReader reader(line);
    for (std::string number = reader.Next(); !number.empty();
         number = reader.Next()) {
      if (found.size() == kLooseNumbersMax) return found;
      found.push_back({std::move(number), line_number});
    }
  }
  return found;
}

}  // namespace finsam::gateway
