// What stands between the braces of a reference: read, and printed.

#include <limits>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/gateway/domain/text.h"

namespace finsam::gateway {
namespace {

constexpr char kMinus[] = "\u2212";
constexpr char kPercent[] = "\u00a0%";
constexpr char kCompare[] = "compare ";
constexpr char kWith[] = " with ";
constexpr char kNothing[] = "0";
constexpr char kAbsolute[] = "abs";
constexpr char kCountInWords[] = "ord";
constexpr char kShareInWords[] = "andel";

using Manner = TextReference::Manner;

// Takes the modifiers off the end; they may come in any order, each once.
void TakeModifiers(std::vector<std::string>* words, TextReference* reference) {
  for (bool more = true; more && !words->empty();) {
    const std::string& last = words->back();
    if (!reference->absolute && last == "abs") {
      reference->absolute = true;
      words->pop_back();
    } else if (reference->manner == Manner::kNumber && last == "drygt") {
      reference->manner = Manner::kHedged;
      words->pop_back();
    } else if (!reference->without_unit && words->size() >= 2 &&
               (*words)[words->size() - 2] == "utan" && last == "enhet") {
      reference->without_unit = true;
      words->resize(words->size() - 2);
    } else {
      more = false;
    }
  }
}

bool TakeDisplay(absl::string_view text, TextReference* reference) {
  std::vector<std::string> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.empty()) return false;
  if (words.size() == 1 && words[0] == kCountInWords) {
    reference->manner = Manner::kWord;
    return true;
  }
  if (words.size() == 1 && words[0] == kShareInWords) {
    reference->manner = Manner::kFraction;
    return true;
  }
  TakeModifiers(&words, reference);
  if (words.empty()) return true;
  reference->display = ParseDisplay(absl::StrJoin(words, " "));
  return reference->display.has_value();
}

// "a with b | fler än" or "a with b | fler än | tkr".
ReferenceFault TakeComparison(absl::string_view text,
                              TextReference* reference) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '|');
  const std::vector<absl::string_view> ids = absl::StrSplit(parts[0], kWith);
  if (ids.size() != 2 || parts.size() < 2 || parts.size() > 3) {
    return ReferenceFault::kComparison;
  }
  reference->figure_id = std::string(absl::StripAsciiWhitespace(ids[0]));
  const absl::string_view with = absl::StripAsciiWhitespace(ids[1]);
  const auto words = ComparisonWordsOf(parts[1]);
  if (!IsFigureId(reference->figure_id) ||
      (with != kNothing && !IsFigureId(with)) || !words.has_value()) {
    return ReferenceFault::kComparison;
  }
  reference->comparison = {with == kNothing ? "" : std::string(with), *words};
  if (parts.size() < 3) return ReferenceFault::kNone;
  absl::string_view how = absl::StripAsciiWhitespace(parts[2]);
  reference->absolute = absl::ConsumeSuffix(&how, kAbsolute);
  how = absl::StripAsciiWhitespace(how);
  if (how.empty()) return ReferenceFault::kNone;
  reference->display = ParseDisplay(how);
  return reference->display.has_value() ? ReferenceFault::kNone
                                        : ReferenceFault::kDisplay;
}

// Without its sign; the smallest of all has no opposite and stays as it is.
int64_t SizeOf(int64_t number) {
  return number < 0 && number != std::numeric_limits<int64_t>::min() ? -number
                                                                     : number;
}

Value SizeOf(const Value& value) {
  if (const auto* ore = std::get_if<Ore>(&value)) {
    return Ore{SizeOf(ore->value)};
  }
  if (const auto* count = std::get_if<Count>(&value)) {
    return Count{SizeOf(count->value)};
  }
  return value;
}

// In words, where the value has any.
std::optional<std::string> InWords(const Value& value, Manner manner) {
  if (manner == Manner::kWord) {
    const auto* count = std::get_if<Count>(&value);
    if (count != nullptr) return CountWord(count->value);
  } else if (manner == Manner::kFraction) {
    const auto* share = std::get_if<Ratio>(&value);
    if (share != nullptr) return FractionWord(*share);
  }
  return std::nullopt;
}

}  // namespace

ReferenceFault ParseReference(absl::string_view inner,
                              TextReference* reference) {
  // A reference may be broken over lines.
  const std::string folded = absl::StrJoin(
      absl::StrSplit(inner, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty()),
      " ");
  inner = folded;
  if (absl::ConsumePrefix(&inner, kCompare)) {
    return TakeComparison(inner, reference);
  }
  const std::vector<absl::string_view> parts =
      absl::StrSplit(inner, absl::MaxSplits('|', 1));
  reference->figure_id = std::string(absl::StripAsciiWhitespace(parts[0]));
  if (!IsFigureId(reference->figure_id)) return ReferenceFault::kFigure;
  if (parts.size() == 2 && !TakeDisplay(parts[1], reference)) {
    return ReferenceFault::kDisplay;
  }
  return ReferenceFault::kNone;
}

std::string PrintReference(const Value& value, const TextReference& reference,
                           std::optional<int64_t> steps) {
  if (const auto words = InWords(value, reference.manner)) return *words;
  const Display display = reference.display.value_or(DefaultDisplay(value));
  const std::string out = reference.without_unit
                              ? Format(value, display, steps)
                              : FormatWithUnit(value, display, steps);
  absl::string_view shown = out;
  // The sign is taken off the print, since the smallest number has no opposite.
  if (reference.absolute) absl::ConsumePrefix(&shown, kMinus);
  if (reference.without_unit) absl::ConsumeSuffix(&shown, kPercent);
  if (reference.manner != Manner::kHedged) return std::string(shown);
  if (!steps.has_value()) steps = RoundedSteps(value, display);
  if (!steps.has_value()) return std::string(shown);
  return absl::StrCat(HedgeOf(value, display, *steps), shown);
}

std::optional<std::string> PrintComparison(const Value& value,
                                           const Value& other,
                                           const TextReference& reference,
                                           std::optional<int64_t> steps,
                                           std::optional<int64_t> other_steps) {
  const TextComparison& comparison = *reference.comparison;
  const Value left = reference.absolute ? SizeOf(value) : value;
  const Value right = reference.absolute ? SizeOf(other) : other;
  std::optional<int> order =
      comparison.with.empty() ? CompareWithZero(left)
                              : CompareValues(left, right, reference.display);
  if (!order.has_value()) return std::nullopt;
  if (steps.has_value() || other_steps.has_value()) {
    const auto printed = [&](std::optional<int64_t> footed, const Value& of) {
      if (!footed.has_value()) return *RoundedSteps(of, *reference.display);
      return reference.absolute ? SizeOf(*footed) : *footed;
    };
    const int64_t one = printed(steps, left);
    const int64_t two = printed(other_steps, right);
    order = one < two ? -1 : (two < one ? 1 : 0);
  }
  if (*order == 0) return comparison.words.same;
  return *order > 0 ? comparison.words.more : comparison.words.less;
}

}  // namespace finsam::gateway
