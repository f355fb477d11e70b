#include "common/figure/figure.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace finsam {
namespace {

constexpr size_t kIdPartsMax = 8;

bool IsIdCharacter(char c) {
  return absl::ascii_islower(static_cast<unsigned char>(c)) ||
         absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-' ||
         c == '_' || c == '.';
}

// Letters of two bytes in UTF-8 that Swedish names use.
constexpr std::pair<const char*, char> kLetters[] = {
    {"å", 'a'}, {"ä", 'a'}, {"ö", 'o'}, {"é", 'e'}, {"ü", 'u'},
    {"Å", 'a'}, {"Ä", 'a'}, {"Ö", 'o'}, {"É", 'e'}, {"Ü", 'u'},
};

// The services' rules and what they are called in Swedish.
constexpr std::pair<const char*, const char*> kRules[] = {
    {"adopted last year", "fjolårets fastställda årsredovisning"},
    {"accrual", "periodisering"},
    {"accrued", "periodiserat"},
    {"agreed share", "avtalad andel"},
    {"budget", "ur budgeten"},
    {"carried forward", "överfört från året före"},
    {"cash effect", "effekt på likvida medel"},
    {"change", "förändring"},
    {"count", "antal"},
    {"decided", "beslutat"},
    {"deviation", "avvikelse, positiv är gynnsam"},
    {"even share", "årets belopp jämnt fördelat till månaden"},
    {"forecast", "prognos"},
    {"forecast cause", "orsak till prognosens avvikelse"},
    {"forecast interval", "prognosens intervall"},
    {"guideline", "riktlinje för eget kapital"},
    {"last signature", "sista underskriften"},
    {"moved", "flyttat mellan kostnader"},
    {"net", "netto"},
    {"no books for the year", "inga böcker för året"},
    {"no less than zero", "minst noll"},
    {"no vouchers for the year", "bara saldon för året, inga verifikationer"},
    {"opening balance", "ingående balans"},
    {"outcome", "utfall"},
    {"plan", "ur planen"},
    {"ratio", "andel"},
    {"reimbursed", "ersatt av intäkt"},
    {"reported", "rapporterat"},
    {"share by law", "andel enligt lag"},
    {"share of inhabitants", "andel av invånarna"},
    {"share of party", "andel av partens del"},
    {"sum", "summa"},
    {"sum over accounts", "summa av konton"},
    {"sum over accounts and lines", "summa av konton och rader"},
};

}  // namespace

std::string RuleInSwedish(absl::string_view rule) {
  for (const auto& [known, word] : kRules) {
    if (rule == known) return word;
  }
  return std::string(rule);
}

bool IsFigureId(absl::string_view id) {
  if (id.empty() || id.size() > kFigureIdBytesMax) return false;
  size_t parts = 1;
  size_t part_size = 0;
  for (const char c : id) {
    if (c == '/') {
      if (part_size == 0) return false;
      ++parts;
      part_size = 0;
    } else if (IsIdCharacter(c)) {
      ++part_size;
    } else {
      return false;
    }
  }
  return part_size > 0 && parts <= kIdPartsMax;
}

std::string Slug(absl::string_view name) {
  std::string slug;
  bool gap = false;
  const auto add = [&](char c) {
    if (gap && !slug.empty()) slug.push_back('-');
    gap = false;
    slug.push_back(c);
  };
  while (!name.empty()) {
    const auto c = static_cast<unsigned char>(name.front());
    size_t taken = 1;
    if (absl::ascii_isalnum(c)) {
      add(absl::ascii_tolower(c));
    } else {
      bool letter = false;
      for (const auto& [from, to] : kLetters) {
        if (!absl::StartsWith(name, from)) continue;
        add(to);
        taken = 2;
        letter = true;
        break;
      }
      if (!letter) gap = true;
    }
    name.remove_prefix(taken);
  }
  return slug;
}

}  // namespace finsam
