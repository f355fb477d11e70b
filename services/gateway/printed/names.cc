#include "services/gateway/printed/names.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/number.h"

namespace finsam::gateway::printed {
namespace {

constexpr size_t kNameBytesMin = 4;
// A word this long is known also with an ending.
constexpr size_t kInflectedBytesMin = 8;

// Labels that any sentence may contain by chance.
bool IsCommonWord(absl::string_view folded) {
  static const std::set<std::string> words = {
      "summa",      "totalt",       "resultat",      "ovrigt",
      "arbete",     "studier",      "kvinnor",       "man",
      "budget",     "utfall",       "kostnader",     "intakter",
      "sjukdom",    "insats",       "insatser",      "projekt",
      "verksamhet", "ovriga",       "annat",         "deltagare",
      "nya",        "avslutade",    "skulder",       "fordringar",
      "ranta",      "eget kapital", "likvida medel", "arets resultat",
      "styrelse",   "information",  "revision"};
  return words.contains(std::string(folded));
}

void AddName(absl::string_view part, std::vector<std::string>* names) {
  const std::string folded = Fold(part);
  const bool capitals =
      folded.size() >= 3 && part == absl::AsciiStrToUpper(part);
  if ((folded.size() < kNameBytesMin && !capitals) || IsCommonWord(folded)) {
    return;
  }
  // "Coachingteam*", but a phrase of several words only as it stands.
  const bool single = folded.find(' ') == std::string::npos;
  names->push_back(single && folded.size() >= kInflectedBytesMin
                       ? absl::StrCat(folded, "*")
                       : folded);
}

}  // namespace

std::vector<std::string> NamesOf(absl::string_view label) {
  std::vector<std::string> names;
  const std::string normalised = Normalised(label);
  const absl::string_view plain = normalised;
  AddName(plain, &names);
  for (const absl::string_view separator : {" (", " - ", "/"}) {
    const size_t at = plain.find(separator);
    if (at == absl::string_view::npos || at == 0) continue;
    AddName(plain.substr(0, at), &names);
    const absl::string_view rest =
        absl::StripSuffix(plain.substr(at + separator.size()), ")");
    if (separator != " - ") AddName(rest, &names);
  }
  // Short forms in capitals: "ESF-projekt", "SE/IPS Gnosjö".
  for (const absl::string_view word :
       absl::StrSplit(plain, absl::ByAnyChar(" -/()"))) {
    const bool capitals = word.size() >= 3 && word.size() <= 6 &&
                          absl::ascii_isupper(word[0]) &&
                          word == absl::AsciiStrToUpper(word);
    if (capitals) names.push_back(Fold(word));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace finsam::gateway::printed
