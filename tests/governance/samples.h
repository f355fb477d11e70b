// A small association's year as its folder holds it, for harming one line at a
// time. Invented persons.

#ifndef FINSAM_TESTS_GOVERNANCE_SAMPLES_H_
#define FINSAM_TESTS_GOVERNANCE_SAMPLES_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/store/import.h"

namespace finsam::governance {

inline const char kOrganisation[] = "2220001511";
inline const char kOtherOrganisation[] = "2220002279";

inline FiscalYearName SampleYear() { return {kOrganisation, 2024}; }

inline const char kSampleAssociation[] =
    R"(organisation-number: 222000-1511
name: Sjödalens samordningsförbund
registration-number: "Dnr 2025:02 / 2"
adopted: 2025-03-20
members:
  - id: forsakringskassan
    name: Försäkringskassan
    kind: social-insurance-agency
    contribution: note-2/bidrag-staten
  - id: arbetsformedlingen
    name: Arbetsförmedlingen
    kind: employment-service
  - id: region-sjo
    name: Region Sjö
    kind: region
  - id: sjodals-kommun
    name: Sjödals kommun
    kind: municipality
)";

// Each member has a seat with a deputy; the chair changed on 1 April.
inline const char kSampleBoard[] =
    R"(person;roll;utsedd av;från;till
Berit Ask;ordförande;sjodals-kommun;2023-04-01;2024-03-31
Maj Lind;ordförande;sjodals-kommun;2024-04-01;
Ola Fors;vice ordförande;region-sjo;2023-04-01;
Eva Berg;ledamot;forsakringskassan;2023-04-01;
Per Holm;ledamot;arbetsformedlingen;2023-04-01;
Siv Dahl;ersättare;sjodals-kommun;2023-04-01;
Bo Strand;ersättare;region-sjo;2023-04-01;
Lena Vik;ersättare;forsakringskassan;2023-04-01;
Ulf Sand;ersättare;arbetsformedlingen;2023-04-01;
)";

inline const char kSampleMeetings[] =
    R"(datum;slag;offentligt;beslut
2024-11-28;styrelsemöte;ja;Budget 2025 § 31
2024-02-15;styrelsemöte;nej;
2024-04-18;vårkonferens;nej;
)";

inline const char kSampleGoals[] =
    R"(nr;åtagande;mått;jämförelse;mål;bedömning;kommentar
1;80 % är mer redo att arbeta;surveys/avslut/redo/share;>=;80 %;;
2;Minst 12 ärenden i Lex Heller;antal:8;>=;12;delvis uppfyllt;Fler än 2023.
3a;Insatser ska finnas;;;;uppfyllt;Två insatser.
3b;En ny insats;;;;kunde inte bedömas;Blev inaktuellt.
4;Kansliet kostar högst 500 000 kr;income-statement/kansli;<=;500 000 kr;;
)";

inline const char kSampleSignatures[] =
    R"(person;titel;tid;identifikation;identifikations-id
Maj Lind;Ordförande;2025-03-20T16:04:56+01:00;Svensk e-legitimation;_0991d99d
Ola Fors;Vice ordförande;2025-03-24T15:09:49+01:00;Svensk e-legitimation;_1aa2
)";

inline std::vector<store::InputFile> SampleFiles() {
  return {{"association.yaml", kSampleAssociation},
          {"board.csv", kSampleBoard},
          {"meetings.csv", kSampleMeetings},
          {"goals.csv", kSampleGoals},
          {"signatures.csv", kSampleSignatures}};
}

// The sample with every `from` in the file `name` turned into `to`.
inline std::vector<store::InputFile> Harmed(const std::string& name,
                                            const std::string& from,
                                            const std::string& to) {
  std::vector<store::InputFile> files = SampleFiles();
  for (store::InputFile& file : files) {
    if (file.name != name) continue;
    file.content = absl::StrReplaceAll(file.content, {{from, to}});
  }
  return files;
}

// The sample with `row` added last in the file `name`.
inline std::vector<store::InputFile> WithRow(const std::string& name,
                                             const std::string& row) {
  std::vector<store::InputFile> files = SampleFiles();
  for (store::InputFile& file : files) {
    if (file.name == name) absl::StrAppend(&file.content, row, "\n");
  }
  return files;
}

// "E board.csv:3 BOARD_TWICE" for each problem: everything but sentences.
inline std::vector<std::string> Told(const std::vector<Problem>& problems) {
  std::vector<std::string> out;
  for (const Problem& p : problems) {
    out.push_back(absl::StrCat(p.severity == Severity::kError ? "E " : "W ",
                               p.file, ":", p.line, " ", p.reason));
  }
  return out;
}

}  // namespace finsam::governance

#endif  // FINSAM_TESTS_GOVERNANCE_SAMPLES_H_
