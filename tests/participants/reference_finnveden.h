// Finnveden's participants, as its interim report of June 2017 and its annual
// report for 2024 print them.

#ifndef FINSAM_TESTS_PARTICIPANTS_REFERENCE_FINNVEDEN_H_
#define FINSAM_TESTS_PARTICIPANTS_REFERENCE_FINNVEDEN_H_

#include "tests/participants/reference_tables.h"

namespace finsam::participants {

inline Published Finnveden2017() {
  return {.tables = {{"deltagare",
                      "JCU Värnamo|Navigator pedagog|SE/IPS Gislaved|"
                      "SE/IPS Gnosjö|SE/IPS Värnamo|Vidare i Gnosjö|IT-spåret|"
                      "Totalt",
                      {{"Deltagande män", "36|17|8|9|14|8|2|94"},
                       {"Deltagande kvinnor", "29|11|11|7|7|20|1|86"},
                       {"Avslutade män", "16|7|2|5|5|6|0|41"},
                       {"Avslutade kvinnor", "7|3|3|3|1|6|1|24"},
                       {"Arbete män", "7|5|1|3|2|4|0|22"},
                       {"Arbete kvinnor", "3|1|3|3|1|4|0|15"},
                       {"Studier män", "4|3|0|0|3|1|0|11"},
                       {"Studier kvinnor", "2|0|0|0|0|1|0|3"}}},
                     {"vidare",
                      "Antal|Andel av avslutade",
                      {{"Arbete", "37|57 %"},
                       {"Studier", "14|22 %"},
                       {"Något av dem", "49|75 %"},
                       {"Avslutade", "65|"}}},
                     {"kant-avslut",
                      "Kända|Antal|Andel av kända",
                      {{"Arbete", "64|37|58 %"},
                       {"Studier", "64|14|22 %"},
                       {"Något av dem", "64|49|77 %"}}}},
          .contradictions = {}};
}

inline Published Finnveden2024() {
  return {.tables = {{"deltagare",
                      "Kvinnor|Män|Totalt",
                      {{"Samverkansteam Finnveden", "47|26|73"},
                       {"IT-spåret", "0|1|1"},
                       {"Totalt", "47|27|74"}}},
                     {"teamet",
                      "Antal|Andel",
                      {{"Inskrivna", "72|"},
                       {"Remitterade av Regionen", "35|49 %"},
                       {"Remitterade av Försäkringskassan", "22|30 %"},
                       {"Avslutade", "36|"},
                       {"Gemensam kartläggning", "13|36 %"},
                       {"Sjukdom", "10|29 %"},
                       {"Arbete", "1|3 %"},
                       {"Studier", "3|8 %"},
                       {"Arbetsmarknadsenhet", "3|8 %"},
                       {"Egen begäran", "4|11 %"},
                       {"Annat", "2|6 %"}}},
                     {"it-sparet",
                      "Antal",
                      {{"Deltagare", "15"},
                       {"Kvinnor", "5"},
                       {"Män", "14"},
                       {"Från Höglandet", "12"},
                       {"Från Finnveden", "1"},
                       {"Från Södra Vätterbygden", "6"},
                       {"Avslutade", "4"},
                       {"Till arbete", "1"},
                       {"Till studier", "1"},
                       {"På egen begäran", "1"},
                       {"Åter till remittenten", "1"}}},
                     {"indikatorer",
                      "Andel",
                      {{"Till stor nytta", "87 %"},
                       {"Mer redo", "78 %"},
                       {"Erfarenheter tas till vara", "64 %"}}},
                     {"vald",
                      "Andel",
                      {{"Ja på minst en fråga", "66 %"},
                       {"Kvinnor bland dem", "60 %"},
                       {"Män bland dem", "38 %"},
                       {"Annan bland dem", "2 %"},
                       {"Under uppväxten", "36 %"}}}},
          .contradictions = {
              {"teamet/Remitterade av Försäkringskassan/Andel", "30 %", "31 %"},
              {"teamet/Sjukdom/Andel", "29 %", "28 %"},
              {"it-sparet/Deltagare/Antal", "15", "19"}}};
}

}  // namespace finsam::participants

#endif  // FINSAM_TESTS_PARTICIPANTS_REFERENCE_FINNVEDEN_H_
