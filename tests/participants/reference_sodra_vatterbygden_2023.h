// Södra Vätterbygden's participants in 2023, as its annual report prints them.

#ifndef FINSAM_TESTS_PARTICIPANTS_REFERENCE_SODRA_VATTERBYGDEN_2023_H_
#define FINSAM_TESTS_PARTICIPANTS_REFERENCE_SODRA_VATTERBYGDEN_2023_H_

#include "tests/participants/reference_tables.h"

namespace finsam::participants {

inline Published SodraVatterbygden2023() {
  return {
      .tables =
          {{"deltagare",
            "Kvinnor|Män|Varav nya|Avslutade|Off försörjn|Arbete|Studier|"
            "Arb.rehab|Sjukdom|Annat skäl",
            {{"Enter", "24|38|19|20|3,2|4|5|3|7|1"},
             {"NOVA", "27|17|27|40|5,3|2|1|19|9|9"},
             {"FIA", "23|13|19|14|5,7|2|1|3|9|0"},
             {"IT-spåret", "0|4|4|0||||||"},
             {"Koll på förmåga", "35|27|39|||||||"},
             {"Totalt", "109|99|108|74||8|7|25|25|10"}}},
           {"enter-kommuner",
            "Deltagare",
            {{"Jönköping", "56"},
             {"Habo", "2"},
             {"Mullsjö", "2"},
             {"Vaggeryd", "2"},
             {"Totalt", "62"}}},
           {"fia-remittenter",
            "Nya",
            {{"Vården", "10"},
             {"Försäkringskassan", "2"},
             {"Arbetsförmedlingen", "1"},
             {"Försörjningsstöd", "1"},
             {"Enter", "1"},
             {"NOVA", "4"},
             {"Totalt", "19"}}},
           {"it-sparet",
            "Deltagare|Kvinnor|Män",
            {{"Höglandet", "12||"},
             {"Södra Vätterbygden", "4||"},
             {"Finnveden", "1||"},
             {"Totalt", "17|3|14"}}},
           {"halsa",
            "Svar|Bättre hälsa|Bättre livskvalitet|Något av dem|"
            "Något av dem, andel",
            {{"Enter", "14|13|13|13|93 %"},
             {"Enter, kvinnor", "9|8|8||"},
             {"Enter, män", "5|5|5||"},
             {"NOVA", "27|13|21||"},
             {"FIA", "13|8|3|9|69 %"}}},
           {"indikatorer",
            "Svar|Positiva|Andel",
            {{"NOVA: mer redo", "29|15|52 %"},
             {"NOVA: hanterar livssituationen", "30|18|60 %"},
             {"Enter: till nytta", "15|13|87 %"},
             {"Enter: tillvaratagen", "15|13|87 %"},
             {"Alla avslutade: mer redo", "50|35|70 %"}}},
           {"koll-pa-formaga",
            "Svar|Positiva",
            {{"Teamet ser helheten", "35|34"},
             {"Teamet arbetar sektorsövergripande", "35|33"}}},
           {"koll-medel",
            "Medel|Svar",
            {{"Har hjälpt", "5|22"},
             {"Koordinatorn lyssnade", "5,6|22"},
             {"Planeringen var tydlig", "5,1|22"}}}},
      .contradictions = {}};
}

}  // namespace finsam::participants

#endif  // FINSAM_TESTS_PARTICIPANTS_REFERENCE_SODRA_VATTERBYGDEN_2023_H_
