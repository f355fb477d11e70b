#include "services/gateway/printed/fold.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway::printed {
namespace {

constexpr char32_t kSoftHyphen = 0xAD;

// The small letter or digit that stands for `rune`; 0 when it parts words.
char Plain(char32_t rune) {
  if (rune < 0x80) {
    const auto byte = static_cast<unsigned char>(rune);
    return absl::ascii_isalnum(byte)
               ? static_cast<char>(absl::ascii_tolower(byte))
               : '\0';
  }
  if (rune >= 0xC0 && rune <= 0xFF) {
    static const char kLetters[] =
        "aaaaaaaceeeeiiiidnooooo\0ouuuuypsaaaaaaaceeeeiiiidnooooo\0ouuuuypy";
    return kLetters[rune - 0xC0];
  }
  return '\0';
}

bool IsWord(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c));
}

}  // namespace

std::string Fold(absl::string_view text) {
  std::string out;
  bool parted = false;
  while (!text.empty()) {
    const char32_t rune = TakeRune(&text).value_or(kReplacement);
    if (rune == kSoftHyphen) continue;
    if (rune == '-' && !text.empty() && text.front() == '\n') {
      text.remove_prefix(1);
      continue;
    }
    const char plain = Plain(rune);
    if (plain == '\0') {
      parted = true;
      continue;
    }
    if (parted && !out.empty()) out += ' ';
    parted = false;
    out += plain;
  }
  return out;
}

size_t FindPhrase(absl::string_view text, absl::string_view phrase,
                  size_t from) {
  const bool open = absl::EndsWith(phrase, "*");
  if (open) phrase.remove_suffix(1);
  if (phrase.empty()) return absl::string_view::npos;
  for (size_t at = text.find(phrase, from); at != absl::string_view::npos;
       at = text.find(phrase, at + 1)) {
    const size_t end = at + phrase.size();
    const bool begins = at == 0 || !IsWord(text[at - 1]);
    if (begins && (open || end == text.size() || !IsWord(text[end]))) {
      return at;
    }
  }
  return absl::string_view::npos;
}

bool HasPhrase(absl::string_view text, absl::string_view phrase) {
  return FindPhrase(text, phrase) != absl::string_view::npos;
}

bool HasAny(absl::string_view text,
            const std::vector<absl::string_view>& phrases) {
  for (const absl::string_view phrase : phrases) {
    if (HasPhrase(text, phrase)) return true;
  }
  return false;
}

}  // namespace finsam::gateway::printed
