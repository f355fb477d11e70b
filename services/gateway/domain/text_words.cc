#include "services/gateway/domain/text_words.h"

#include <iterator>
#include <variant>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

using Wide = __int128;

constexpr char kThan[] = " än";
constexpr char kAs[] = " som";

const std::vector<ComparisonWords>& Families() {
  static const auto& families = *new std::vector<ComparisonWords>{
      {"fler", "färre", "lika många"},
      {"mer", "mindre", "lika mycket"},
      {"högre", "lägre", "på samma nivå"},
      {"större", "mindre", "av samma storlek"},
      {"bättre", "sämre", "lika bra"},
      {"över", "under", "i nivå med"},
      {"ökade", "minskade", "låg stilla"},
      {"ökat", "minskat", "legat stilla"},
      {"ökar", "minskar", "ligger stilla"},
      {"ökning", "minskning", "oförändrad nivå"},
      {"senare", "tidigare", "samma dag"},
      {"överskott", "underskott", "nollresultat"},
  };
  return families;
}

std::string WithFirst(absl::string_view text, bool to_upper) {
  if (text.empty()) return "";
  std::string out;
  const char32_t first = TakeRune(&text).value_or(kReplacement);
  AppendRune(to_upper ? UpperCase(first) : LowerCase(first), &out);
  absl::StrAppend(&out, text);
  return out;
}

std::optional<ComparisonWords> OwnWords(absl::string_view text) {
  std::vector<std::string> words = absl::StrSplit(text, '/');
  if (words.size() != 3) return std::nullopt;
  for (std::string& word : words) {
    absl::StripAsciiWhitespace(&word);
    if (word.empty()) return std::nullopt;
  }
  return ComparisonWords{words[0], words[1], words[2]};
}

int Sign(Wide value) { return value < 0 ? -1 : (value > 0 ? 1 : 0); }

template <typename Number>
int Order(const Number& a, const Number& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

Wide TenTo(int power) {
  Wide out = 1;
  for (int i = 0; i < power; ++i) out *= 10;
  return out;
}

// The value as a fraction of the display's smallest step; denominator 0: none.
struct Fraction {
  Wide numerator = 0;
  Wide denominator = 0;
};

Fraction InSteps(const Value& value, const Display& display) {
  if (const auto* ratio = std::get_if<Ratio>(&value)) {
    const int scale = display.unit == Unit::kPercent ? 2 : 0;
    return {ratio->numerator * TenTo(display.decimals + scale),
            ratio->denominator};
  }
  const auto steps = StepsOf(value, display);
  if (!steps.has_value()) return {};
  return {static_cast<Wide>(steps->whole) * steps->per_step + steps->rest,
          steps->per_step};
}

}  // namespace

std::optional<ComparisonWords> ComparisonWordsOf(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (text.empty() || text.size() > kComparisonWordsBytesMax) {
    return std::nullopt;
  }
  if (absl::StrContains(text, '/')) return OwnWords(text);
  const std::string lower = WithFirst(text, /*to_upper=*/false);
  absl::string_view word = lower;
  const bool than = absl::ConsumeSuffix(&word, kThan);
  for (const ComparisonWords& family : Families()) {
    if (family.more != word) continue;
    ComparisonWords out = family;
    if (than) {
      out = {absl::StrCat(out.more, kThan), absl::StrCat(out.less, kThan),
             absl::StrCat(out.same, kAs)};
    }
    if (lower != text) {
      for (std::string* said : {&out.more, &out.less, &out.same}) {
        *said = WithFirst(*said, /*to_upper=*/true);
      }
    }
    return out;
  }
  return std::nullopt;
}

std::string KnownComparisonWords() {
  return absl::StrJoin(Families(), ", ",
                       [](std::string* out, const ComparisonWords& family) {
                         absl::StrAppend(out, family.more);
                       });
}

std::optional<int> CompareValues(const Value& a, const Value& b,
                                 const std::optional<Display>& display) {
  if (a.index() != b.index()) return std::nullopt;
  if (const auto* day = std::get_if<absl::CivilDay>(&a)) {
    return Order(*day, std::get<absl::CivilDay>(b));
  }
  if (display.has_value()) {
    const auto left = RoundedSteps(a, *display);
    const auto right = RoundedSteps(b, *display);
    if (!left.has_value() || !right.has_value()) return std::nullopt;
    return Order(*left, *right);
  }
  if (const auto* ore = std::get_if<Ore>(&a)) {
    return Order(ore->value, std::get<Ore>(b).value);
  }
  if (const auto* count = std::get_if<Count>(&a)) {
    return Order(count->value, std::get<Count>(b).value);
  }
  if (const auto* ratio = std::get_if<Ratio>(&a)) {
    const auto& other = std::get<Ratio>(b);
    return Order(static_cast<Wide>(ratio->numerator) * other.denominator,
                 static_cast<Wide>(other.numerator) * ratio->denominator);
  }
  return std::nullopt;
}

std::optional<int> CompareWithZero(const Value& value) {
  if (const auto* ore = std::get_if<Ore>(&value)) return Sign(ore->value);
  if (const auto* count = std::get_if<Count>(&value)) return Sign(count->value);
  if (const auto* ratio = std::get_if<Ratio>(&value)) {
    return Sign(ratio->numerator);
  }
  return std::nullopt;
}

std::string CountWord(int64_t count) {
  static constexpr const char* kWords[] = {"två", "tre",  "fyra", "fem",
                                           "sex", "sju",  "åtta", "nio",
                                           "tio", "elva", "tolv"};
  const int64_t place = count - 2;
  if (place < 0 || place >= static_cast<int64_t>(std::size(kWords))) {
    return Format(Count{count}, {Unit::kCount, 0});
  }
  return kWords[place];
}

std::optional<std::string> FractionWord(const Ratio& share) {
  struct Simple {
    int64_t numerator;
    int64_t denominator;
    const char* word;
  };
  static constexpr Simple kSimple[] = {
      {1, 10, "en tiondel"},     {1, 5, "en femtedel"},
      {1, 4, "en fjärdedel"},    {1, 3, "en tredjedel"},
      {2, 5, "två femtedelar"},  {1, 2, "hälften"},
      {3, 5, "tre femtedelar"},  {2, 3, "två tredjedelar"},
      {3, 4, "tre fjärdedelar"}, {4, 5, "fyra femtedelar"},
      {9, 10, "nio tiondelar"},
  };
  // All of them, and a thirtieth, are whole sixtieths.
  constexpr Wide kParts = 60;
  constexpr Wide kNear = 2;
  if (share.denominator <= 0) return std::nullopt;
  const Wide value = share.numerator * kParts;
  const Simple* nearest = nullptr;
  Wide least = kNear * share.denominator + 1;
  Wide signed_gap = 0;
  for (const Simple& simple : kSimple) {
    const Wide gap = value - simple.numerator * kParts / simple.denominator *
                                 static_cast<Wide>(share.denominator);
    const Wide size = gap < 0 ? -gap : gap;
    if (size >= least) continue;
    least = size;
    signed_gap = gap;
    nearest = &simple;
  }
  if (nearest == nullptr) return std::nullopt;
  const char* hedge =
      signed_gap == 0 ? "" : (signed_gap > 0 ? "drygt " : "knappt ");
  return absl::StrCat(hedge, nearest->word);
}

std::string HedgeOf(const Value& value, const Display& display, int64_t steps) {
  const Fraction exact = InSteps(value, display);
  if (exact.denominator <= 0) return "";
  const Wide printed = static_cast<Wide>(steps) * exact.denominator;
  if (exact.numerator == printed) return "";
  const Wide size = exact.numerator < 0 ? -exact.numerator : exact.numerator;
  return size > (printed < 0 ? -printed : printed) ? "drygt " : "knappt ";
}

}  // namespace finsam::gateway
