#include "services/gateway/printed/sentence.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/printed/fold.h"

namespace finsam::gateway::printed {
namespace {

constexpr int64_t kOne = 100;  // In hundredths.

bool IsDigit(char c) { return '0' <= c && c <= '9'; }

// Also every byte of a letter with accents.
bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_isalpha(byte) || byte >= 0x80;
}

// Numbers that are written as words; "en" only before what can be counted.
std::optional<int64_t> WordNumber(const std::string& word,
                                  const std::string& next) {
  static const std::map<std::string, int64_t> numbers = {
      {"tva", 2},      {"tre", 3},     {"fyra", 4},    {"fem", 5},
      {"sex", 6},      {"sju", 7},     {"atta", 8},    {"nio", 9},
      {"tio", 10},     {"elva", 11},   {"tolv", 12},   {"tretton", 13},
      {"fjorton", 14}, {"femton", 15}, {"sexton", 16}, {"sjutton", 17},
      {"arton", 18},   {"nitton", 19}, {"tjugo", 20},  {"trettio", 30},
      {"fyrtio", 40},  {"femtio", 50}};
  static const std::set<std::string> countable = {
      "person", "deltagare", "elev", "kvinna", "man",     "individ",
      "fran",   "via",       "till", "av",     "avslutad"};
  const auto found = numbers.find(word);
  if (found != numbers.end()) return found->second;
  const bool one = word == "en" || word == "ett";
  return one && countable.contains(next) ? std::optional<int64_t>(1)
                                         : std::nullopt;
}

// Words whose number is a name and no amount.
bool NamesAReference(const std::string& word) {
  static const std::set<std::string> words = {
      "not",  "noter",   "bilaga",  "kap",       "kapitel", "paragraf", "sid",
      "s",    "nr",      "tabell",  "prop",      "sfs",     "fraga",    "modul",
      "spar", "kl",      "avsnitt", "indikator", "dnr",     "lag",      "steg",
      "del",  "version", "vecka",   "sida",      "rad"};
  return words.contains(word);
}

Bound BoundOf(const std::vector<Token>& tokens) {
  const auto back = [&tokens](size_t i) {
    return tokens.size() < i ? std::string() : tokens[tokens.size() - i].text;
  };
  const std::string last = back(1);
  const std::string two = absl::StrCat(back(2), " ", last);
  if (last == "ca" || last == "cirka" || last == "omkring" ||
      last == "ungefar" || last == "runt" || last == "c" || last == "circa") {
    return Bound::kAbout;
  }
  if (two == "mer an" || two == "fler an" || last == "over") {
    return Bound::kAbove;
  }
  if (two == "mindre an" || two == "farre an" || last == "under") {
    return Bound::kBelow;
  }
  if (last == "drygt") return Bound::kJustOver;
  if (last == "knappt" || last == "nastan" || last == "narmare") {
    return Bound::kJustUnder;
  }
  if (last == "minst") return Bound::kAtLeast;
  if (last == "hogst" || last == "max" || last == "maximalt") {
    return Bound::kAtMost;
  }
  return Bound::kExact;
}

// Where a calendar day or a span of years ends that begins at `i`; `i` when
// none does. The years in it are added.
size_t CalendarEnd(absl::string_view text, size_t i, std::vector<int>* years) {
  const auto digits = [&text](size_t at, size_t count) {
    for (size_t k = 0; k < count; ++k) {
      if (at + k >= text.size() || !IsDigit(text[at + k])) return false;
    }
    return at + count >= text.size() || !IsDigit(text[at + count]);
  };
  if (!digits(i, 4)) return i;
  int year = 0;
  if (!absl::SimpleAtoi(text.substr(i, 4), &year) || year < 1900 ||
      year > 2100) {
    return i;
  }
  const char mark = i + 4 < text.size() ? text[i + 4] : '\0';
  if (mark == '-' && digits(i + 5, 2) && i + 7 < text.size() &&
      text[i + 7] == '-' && digits(i + 8, 2)) {
    years->push_back(year);
    return i + 10;
  }
  if ((mark == '-' || mark == '/') && digits(i + 5, 4)) return i + 9;
  if ((mark == '-' || mark == '/') && digits(i + 5, 2)) return i + 7;
  return i;
}

class Scanner {
 public:
  explicit Scanner(absl::string_view text) : text_(text) {}

  Sentence Scan() {
    while (at_ < text_.size()) Step();
    for (Token& token : out_.tokens) {
      if (!out_.line.empty()) out_.line += ' ';
      token.at = out_.line.size();
      out_.line += token.text;
    }
    return std::move(out_);
  }

 private:
  void Step() {
    const char c = text_[at_];
    if (IsDigit(c) || (c == '-' && at_ + 1 < text_.size() &&
                       IsDigit(text_[at_ + 1]) && MayBeSign())) {
      return TakeNumber();
    }
    if (absl::ascii_isalpha(static_cast<unsigned char>(c)) ||
        static_cast<unsigned char>(c) >= 0x80) {
      return TakeWord();
    }
    // A hyphen within a word parts it, and is none of the sentence's.
    const bool within = c == '-' && at_ > 0 && IsLetter(text_[at_ - 1]) &&
                        at_ + 1 < text_.size() && IsLetter(text_[at_ + 1]);
    if (absl::StrContains(",;:()-/", c) && !within) Add(std::string(1, c));
    ++at_;
  }

  bool MayBeSign() const {
    return at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '(';
  }

  void Add(std::string text) { out_.tokens.push_back({std::move(text)}); }

  void TakeWord() {
    const size_t begin = at_;
    while (at_ < text_.size() &&
           (absl::ascii_isalnum(static_cast<unsigned char>(text_[at_])) ||
            static_cast<unsigned char>(text_[at_]) >= 0x80)) {
      ++at_;
    }
    const std::string word = Fold(text_.substr(begin, at_ - begin));
    if (word.empty()) return;
    const std::string next = NextWord();
    if (const auto number = WordNumber(word, next)) {
      return AddNumber({*number * kOne, kOne, Measure::kUnknown}, begin, at_);
    }
    if (word.find(' ') == std::string::npos) return Add(word);
    // Quotation marks inside are no letters.
    for (size_t from = 0; from != std::string::npos;) {
      const size_t blank = word.find(' ', from);
      Add(word.substr(from, blank - from));
      from = blank == std::string::npos ? blank : blank + 1;
    }
  }

  std::string NextWord() const {
    size_t i = at_;
    while (i < text_.size() && text_[i] == ' ') ++i;
    size_t end = i;
    while (end < text_.size() && text_[end] != ' ' && text_[end] != ',' &&
           text_[end] != '.') {
      ++end;
    }
    return Fold(text_.substr(i, end - i));
  }

  void TakeNumber() {
    const size_t calendar = CalendarEnd(text_, at_, &out_.years);
    if (calendar > at_) {
      at_ = calendar;
      return Add("0");
    }
    const auto found = NextNumber(text_, at_);
    const std::string before =
        out_.tokens.empty() ? "" : out_.tokens.back().text;
    if (!found.has_value() || found->begin > at_ + 1) {
      while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
      return Add("0");
    }
    const size_t begin = at_;
    at_ = found->end;
    const bool colon =
        at_ + 1 < text_.size() && text_[at_] == ':' && IsDigit(text_[at_ + 1]);
    if (found->is_year && !colon) {
      out_.years.push_back(static_cast<int>(found->quantity.value / kOne));
      return Add("0");
    }
    if (colon || found->glued || NamesAReference(before)) {
      while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != ',' &&
             text_[at_] != ')' && text_[at_] != '.') {
        ++at_;
      }
      return Add("0");
    }
    AddNumber(found->quantity, begin, at_);
  }

  void AddNumber(const Quantity& quantity, size_t begin, size_t end) {
    const size_t size = out_.tokens.size();
    const bool range = size >= 2 && out_.tokens.back().text == "-" &&
                       out_.tokens[size - 2].number >= 0 && begin > 0 &&
                       text_[begin - 1] == '-';
    if (range) {
      Said& lower = out_.numbers.back();
      lower.upto = quantity;
      absl::StrAppend(&lower.printed, "–", text_.substr(begin, end - begin));
      if (quantity.measure != Measure::kUnknown &&
          lower.quantity.measure == Measure::kUnknown) {
        lower.quantity.value = lower.quantity.value / kOne * quantity.step;
        lower.quantity.step = quantity.step;
        lower.quantity.measure = quantity.measure;
      }
      out_.tokens.pop_back();
      return;
    }
    Said said;
    said.quantity = quantity;
    said.bound = BoundOf(out_.tokens);
    said.token = size;
    said.printed = std::string(text_.substr(begin, end - begin));
    out_.numbers.push_back(std::move(said));
    out_.tokens.push_back({"#", 0, static_cast<int>(out_.numbers.size()) - 1});
  }

  absl::string_view text_;
  size_t at_ = 0;
  Sentence out_;
};

// Abbreviations whose full stop ends no sentence.
bool EndsInAbbreviation(absl::string_view text) {
  for (const char* word : {"ca", "bl.a", "t.ex", "d.v.s", "kap", "nr", "milj",
                           "st", "inkl", "exkl", "prop", "prel", "p.g.a"}) {
    if (!absl::EndsWith(text, word)) continue;
    const size_t size = text.size() - absl::string_view(word).size();
    if (size == 0 || !absl::ascii_isalpha(text[size - 1])) return true;
  }
  return false;
}

std::vector<Sentence> Sentences(absl::string_view printed) {
  const std::string text = Normalised(printed);
  std::vector<Sentence> out;
  size_t begin = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    const bool end = i == text.size();
    const bool stop =
        !end &&
        (text[i] == '\n' ||
         (absl::StrContains(".!?", text[i]) &&
          (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n') &&
          !EndsInAbbreviation(
              absl::string_view(text).substr(begin, i - begin))));
    if (!end && !stop) continue;
    Sentence sentence =
        ReadSentence(absl::string_view(text).substr(begin, i - begin));
    if (!sentence.tokens.empty()) out.push_back(std::move(sentence));
    begin = i + 1;
  }
  return out;
}

}  // namespace

Sentence ReadSentence(absl::string_view printed) {
  const std::string text =
      std::string(absl::StripAsciiWhitespace(Normalised(printed)));
  Sentence sentence = Scanner(text).Scan();
  sentence.printed = text;
  return sentence;
}

std::vector<Paragraph> ReadText(const Document& document) {
  std::vector<Paragraph> out;
  for (const TextSection& section : document.text) {
    const std::string name = absl::StrCat(
        section.section, section.section.empty() ? "" : " ", section.title);
    for (const std::string& printed : section.paragraphs) {
      out.push_back({name, printed, Sentences(printed)});
    }
  }
  return out;
}

bool Sentence::Has(absl::string_view phrase) const {
  return HasPhrase(line, phrase);
}

bool Sentence::HasAny(const std::vector<absl::string_view>& phrases) const {
  return printed::HasAny(line, phrases);
}

std::optional<size_t> Sentence::TokenOf(absl::string_view phrase,
                                        size_t from) const {
  const size_t start = from < tokens.size() ? tokens[from].at : line.size();
  const size_t at = FindPhrase(line, phrase, start);
  for (size_t i = from; i < tokens.size(); ++i) {
    if (tokens[i].at == at) return i;
  }
  return std::nullopt;
}

const std::string& Sentence::Word(size_t i) const {
  static const std::string none;
  return i < tokens.size() ? tokens[i].text : none;
}

bool CanBe(const Said& said, int64_t exact) {
  const int64_t value = said.quantity.value;
  // Round thousands are bounded by their own size, not by a krona.
  const int64_t tenth = std::max(std::abs(value) / 10, said.quantity.step);
  if (said.upto.has_value()) {
    return value <= exact && exact <= said.upto->value;
  }
  switch (said.bound) {
    case Bound::kExact:
      return SameRounded(said.quantity, exact) || SameCut(said.quantity, exact);
    case Bound::kAbout:
      return std::abs(value - exact) <= tenth;
    case Bound::kAbove:
      return exact > value;
    case Bound::kBelow:
      return exact < value;
    case Bound::kJustOver:
      return exact >= value && exact <= value + 2 * tenth;
    case Bound::kJustUnder:
      return exact <= value && exact >= value - 2 * tenth;
    case Bound::kAtLeast:
      return exact >= value;
    case Bound::kAtMost:
      return exact <= value;
  }
  return false;
}

bool IsCount(const Said& said) {
  return said.quantity.measure == Measure::kUnknown && !said.upto &&
         said.quantity.value % kOne == 0;
}

bool CountsPersons(const Sentence& sentence, const Said& said) {
  if (said.quantity.measure != Measure::kUnknown) return false;
  for (size_t i = said.token + 1; i <= said.token + 2; ++i) {
    const std::string& word = sentence.Word(i);
    if (HasAny(word,
               {"person*", "deltag*", "elev*", "kvinn*", "individ*", "inskriv*",
                "ungdom*", "avslutad*", "studerande*", "unga"}) ||
        word == "man") {
      return true;
    }
    if (word == "#" || word == ",") return false;
  }
  return false;
}

}  // namespace finsam::gateway::printed
