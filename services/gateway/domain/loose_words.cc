#include "services/gateway/domain/loose_words.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "services/gateway/domain/text_mask.h"
#include "services/gateway/domain/text_scan.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

// Lower case.
using Words = std::set<absl::string_view>;

const Words& Units() {
  static const auto& words =
      *new Words{"två",     "tre",    "fyra",   "fem",     "sex",   "sju",
                 "åtta",    "nio",    "tio",    "elva",    "tolv",  "tretton",
                 "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"};
  return words;
}

const Words& Tens() {
  static const auto& words =
      *new Words{"tjugo",  "trettio", "fyrtio", "femtio",
                 "sextio", "sjuttio", "åttio",  "nittio"};
  return words;
}

const Words& Powers() {
  static const auto& words =
      *new Words{"hundra",    "tusen",      "miljon",      "miljoner",
                 "miljard",   "miljarder",  "tiotal",      "tiotals",
                 "hundratal", "hundratals", "tusental",    "tusentals",
                 "dussin",    "dussintals", "hundratalet", "tiotalet"};
  return words;
}

const Words& Quantities() {
  static const auto& words = *new Words{
      "hälften",      "halva",       "majoritet",   "majoriteten", "minoritet",
      "minoriteten",  "merparten",   "flertalet",   "flesta",      "samtliga",
      "dubbelt",      "dubbla",      "tredubbelt",  "dubblades",   "dubblats",
      "fördubblades", "fördubblats", "tredubblats", "halverades",  "halverats",
      "fördubbling",  "halvering"};
  return words;
}

const Words& Comparing() {
  static const auto& words = *new Words{
      "fler",        "färre",      "högre",      "lägre",       "större",
      "mindre",      "ökade",      "ökat",       "ökar",        "ökning",
      "ökningen",    "minskade",   "minskat",    "minskar",     "minskning",
      "minskningen", "oförändrat", "oförändrad", "oförändrade", "drygt",
      "knappt",      "nästan",     "lika",       "dubblerat",   "bättre",
      "sämre"};
  return words;
}

constexpr absl::string_view kShareEndings[] = {"del", "delen", "delar",
                                               "delarna", "dels"};
constexpr absl::string_view kShareStems[] = {
    "tredje", "fjärde", "femte", "sjätte", "sjunde",
    "åtton",  "nion",   "tion",  "tjugon", "hundra"};

bool SaysShare(absl::string_view word) {
  for (const absl::string_view stem : kShareStems) {
    if (!absl::StartsWith(word, stem)) continue;
    const absl::string_view rest = word.substr(stem.size());
    const auto* end = std::end(kShareEndings);
    if (std::find(std::begin(kShareEndings), end, rest) != end) return true;
  }
  return false;
}

// "tjugofyra", "trehundra", "femtioen".
bool SaysNumber(absl::string_view word) {
  if (Units().contains(word) || Tens().contains(word) ||
      Powers().contains(word)) {
    return true;
  }
  for (const Words* firsts : {&Tens(), &Units()}) {
    for (const absl::string_view first : *firsts) {
      if (!absl::StartsWith(word, first)) continue;
      const absl::string_view rest = word.substr(first.size());
      const bool tens = firsts == &Tens();
      if (tens && (Units().contains(rest) || rest == "en" || rest == "ett")) {
        return true;
      }
      if (Powers().contains(rest)) return true;
    }
  }
  return false;
}

struct Word {
  std::string text;
  std::string lower;
  int64_t line = 0;
};

// One sentence's words, and whether it compares.
class Sentence {
 public:
  void Add(Word word) {
    compares_ = compares_ || word.lower == "än" || word.lower == "jämfört" ||
                word.lower == "jämförelse";
    words_.push_back(std::move(word));
  }
  void AddFigure() { compares_ = true; }

  void End(std::vector<LooseWord>* out) {
    for (Word& word : words_) {
      if (out->size() < kLooseWordsMax && IsLoose(word.lower)) {
        out->push_back({std::move(word.text), word.line});
      }
    }
    words_.clear();
    compares_ = false;
  }

 private:
  bool IsLoose(absl::string_view lower) const {
    return SaysNumber(lower) || SaysShare(lower) ||
           Quantities().contains(lower) ||
           (compares_ && Comparing().contains(lower));
  }

  std::vector<Word> words_;
  bool compares_ = false;
};

// Walks a masked text, character by character.
class WordReader {
 public:
  explicit WordReader(absl::string_view bytes)
      : masked_(MaskedText(bytes)), figures_(FiguresOf(bytes)) {}

  std::vector<LooseWord> Read() {
    absl::string_view rest = masked_;
    while (!rest.empty()) {
      PassFigures(masked_.size() - rest.size());
      Take(TakeRune(&rest).value_or(kReplacement));
    }
    EndWord();
    sentence_.End(&found_);
    return std::move(found_);
  }

 private:
  // Where references to figures begin, in order.
  static std::vector<size_t> FiguresOf(absl::string_view bytes) {
    std::vector<size_t> begins;
    for (const BracedSpan& span : FindBraced(bytes)) {
      if (span.kind == BracedSpan::Kind::kFigure) begins.push_back(span.begin);
    }
    return begins;
  }

  void PassFigures(size_t place) {
    for (; next_ < figures_.size() && figures_[next_] <= place; ++next_) {
      EndWord();
      sentence_.AddFigure();
    }
  }

  void Take(char32_t c) {
    if (IsLatinLetter(c)) {
      AppendRune(c, &word_.text);
      AppendRune(LowerCase(c), &word_.lower);
      word_.line = line_;
      after_stop_ = false;
      line_is_empty_ = false;
      return;
    }
    EndWord();
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    // A full stop ends a sentence when something else follows; an empty line
    // and a new item of a list do too.
    if (blank && after_stop_) sentence_.End(&found_);
    after_stop_ = c == '.' || c == '!' || c == '?';
    if (c == '\n') {
      if (line_is_empty_) sentence_.End(&found_);
      ++line_;
      line_is_empty_ = true;
    } else if (line_is_empty_ && (c == '-' || c == '*' || c == '#')) {
      sentence_.End(&found_);
      line_is_empty_ = false;
    } else if (!blank) {
      line_is_empty_ = false;
    }
  }

  void EndWord() {
    if (!word_.text.empty()) sentence_.Add(std::exchange(word_, {}));
  }

  const std::string masked_;
  const std::vector<size_t> figures_;
  size_t next_ = 0;
  int64_t line_ = 1;
  bool after_stop_ = false;
  bool line_is_empty_ = true;
  Word word_;
  Sentence sentence_;
  std::vector<LooseWord> found_;
};

}  // namespace

std::vector<LooseWord> LooseWords(absl::string_view bytes) {
  return WordReader(bytes).Read();
}

}  // namespace finsam::gateway
