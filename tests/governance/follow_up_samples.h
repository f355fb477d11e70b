// The follow-up of the small association's year (samples.h), for harming one
// line at a time. Invented persons.

#ifndef FINSAM_TESTS_GOVERNANCE_FOLLOW_UP_SAMPLES_H_
#define FINSAM_TESTS_GOVERNANCE_FOLLOW_UP_SAMPLES_H_

#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "tests/governance/samples.h"

namespace finsam::governance {

inline const char kSamplePolicies[] =
    "id;policy;antagen;beslut;ansvarig;granskas senast;granskad;utfall;"
    "granskning\n"
    "likabehandling;Policy för likabehandling;2022-05-12;§ 14;"
    "Ordföranden;2026-05-12;2024-05-23;oförändrad;§ 19\n"
    "arkiv;Arkivplan;2020-02-06;§ 4;Kansliet;2024-12-31;;;\n"
    "resor;Resepolicy;2016-03-01;§ 9;;;2024-03-21;upphävd;§ 8\n";

inline const char kSampleControls[] =
    "id;område;risk;kontroll;ansvarig;när;uppföljd;resultat;kommentar\n"
    "attest;Fakturor;Betalning utan attest;Stickprov av tjugo fakturor;"
    "Kansliet;oktober;2024-10-14;utan anmärkning;\n"
    "lon;Löner;Fel lön betalas;Avstämning mot avtal;Kansliet;november;"
    "2025-01-20;brist;Rutinen är ändrad.\n"
    "it;It;Behörigheter som blivit kvar;Genomgång av behörigheter;;"
    "december;;;\n";

inline const char kSampleDeviations[] =
    "#året före;3\n"
    "id;anmäld;område;parter;nivå;beskrivning;status;besvarad;svar\n"
    "2024-01;2024-02-05;Informationsöverföring;"
    "region-sjo|sjodals-kommun;lokal;Planen följde inte med.;avslutad;"
    "2024-03-01;Ny rutin.\n"
    "2024-02;2024-06-18;Ansvarsfördelning;"
    "forsakringskassan|arbetsformedlingen;nationell;Två regler gav "
    "olika svar.;pågår;2024-09-02;\n"
    "2024-03;2024-11-04;Väntetid;region-sjo;regional;Ingen tid på tolv "
    "veckor.;;;\n";

inline const char kSampleAudit[] =
    R"(auditors:
  - name: Rut Almstedt
    appointed-by: [forsakringskassan]
    kind: authorised
    firm: Sjö Revision
  - name: Kjell Brodin
    appointed-by: [region-sjo, sjodals-kommun]
    kind: elected
plan:
  - what: Grundläggande granskning
    when: hösten 2024
reports:
  - id: gemensam
    date: 2025-04-10
    auditors: [Rut Almstedt, Kjell Brodin]
    statements:
      accounts-fair: yes
      internal-control-sufficient: yes
      operations-suitable: yes
    discharge: recommended
discharges:
  - member: sjodals-kommun
    date: 2025-05-26
    decision: granted
    body: kommunfullmäktige
    paragraph: "§ 71"
)";

inline std::vector<store::InputFile> FollowUpFiles() {
  std::vector<store::InputFile> files = SampleFiles();
  files.push_back({"policies.csv", kSamplePolicies});
  files.push_back({"internal-control.csv", kSampleControls});
  files.push_back({"deviations.csv", kSampleDeviations});
  files.push_back({"audit.yaml", kSampleAudit});
  return files;
}

}  // namespace finsam::governance

#endif  // FINSAM_TESTS_GOVERNANCE_FOLLOW_UP_SAMPLES_H_
