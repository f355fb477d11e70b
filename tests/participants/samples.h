// What the tests of this room share: a good year and small helpers.

#ifndef FINSAM_TESTS_PARTICIPANTS_SAMPLES_H_
#define FINSAM_TESTS_PARTICIPANTS_SAMPLES_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/names.h"
#include "common/base/status.h"

namespace finsam::participants::test {

inline constexpr char kCountsHead[] =
    "insats;inriktning;mått;period;kvinnor;män;annan;ej angivet;totalt;ingår;"
    "kommentar\n";

inline constexpr char kSurveysHead[] =
    "enkät;fråga;period;svar;positiva;regel;text\n";

// Two initiatives that make the association's 74, and a measurement from
// December to November that is shown and not summed.
inline std::string GoodCounts() {
  return absl::StrCat(
      kCountsHead,
      "Samverkansteam Finnveden;individ;deltagare;2024;47;26;;;73;ja;\n"
      "IT-spåret;individ;deltagare;2024;;1;;;;;\n"
      "Samverkansteam Finnveden;individ;deltagare;2023-12..2024-11;;;;;72;nej;"
      "mätår\n"
      "IT-spåret;individ;avslutade;2024;;;;;1;;\n"
      "Frukostseminarium;struktur;personer;2024;;;;;85;;\n");
}

inline std::string GoodSurveys() {
  return absl::StrCat(
      kSurveysHead,
      "Indikatorenkät avslut;Mer redo;2024;9;7;steg 4–6 av 6;Känner sig mer "
      "redo att arbeta eller studera\n"
      "Indikatorenkät avslut;Tillvaratagen;2024;0;0;steg 4–6 av 6;\n");
}

inline FiscalYearName Year(int year = 2024) { return {"2220001511", year}; }

inline std::vector<std::string> Reasons(const std::vector<Problem>& problems) {
  std::vector<std::string> reasons;
  for (const Problem& problem : problems) reasons.push_back(problem.reason);
  return reasons;
}

}  // namespace finsam::participants::test

#endif  // FINSAM_TESTS_PARTICIPANTS_SAMPLES_H_
