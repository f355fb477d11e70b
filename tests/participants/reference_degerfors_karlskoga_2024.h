// Degerfors/Karlskoga's participants in 2024, as its annual report prints
// them. It prints shares; the counts beside them are those that give them.

#ifndef FINSAM_TESTS_PARTICIPANTS_REFERENCE_DEGERFORS_KARLSKOGA_2024_H_
#define FINSAM_TESTS_PARTICIPANTS_REFERENCE_DEGERFORS_KARLSKOGA_2024_H_

#include <string>
#include <utility>
#include <vector>

#include "tests/participants/reference_tables.h"

namespace finsam::participants {

inline std::vector<PublishedTable> DegerforsKarlskogaPeople() {
  return {{"deltagare",
           "Deltagare|Nya|Avslutade|Kartläggningar",
           {{"2024", "187|68|68|120"}, {"2023", "183||63|117"}}},
          {"kon",
           "Kvinnor|Män|Totalt",
           {{"Coachingteamets nya", "39|29|68"},
            {"Mottagningsteamets kartläggningar", "60|60|120"}}},
          {"avslut",
           "2024|2024, andel|2023|2023, andel",
           {{"Anställning", "15|22 %|13|21 %"},
            {"Studier", "12|18 %|8|13 %"},
            {"Till arbetsmarknadens förfogande", "2|3 %||"},
            {"Egen försörjning", "30|44 %|25|40 %"},
            {"Fortsatt rehabilitering", "20|30 %|17|27 %"},
            {"Vård", "15|22 %|19|30 %"},
            {"Flytt eller föräldraledighet", "4|6 %||"}}},
          {"nya",
           "Antal|Andel",
           {{"Unga som varken arbetar eller studerar", "33|48 %"},
            {"Degerfors", "16|24 %"},
            {"Karlskoga", "52|76 %"},
            {"Grundskola", "18|26 %"},
            {"Gymnasium", "29|43 %"},
            {"Högskola", "4|6 %"},
            {"Utan utbildning", "17|25 %"},
            {"Försäkringskassan", "33|49 %"},
            {"Försörjningsstöd", "15|22 %"},
            {"Ingen offentlig försörjning", "20|29 %"},
            {"Försörjning i ett år", "14|29 %"},
            {"Försörjning i två år", "15|31 %"},
            {"Försörjning i tre till sex år", "13|27 %"},
            {"Försörjning i mer än sex år", "6|13 %"}}},
          {"mottagningsteamet",
           "2024|2024, andel|2023|2023, andel",
           {{"Unga som varken arbetar eller studerar", "66|55 %|62|53 %"},
            {"Degerfors", "29|24 %|26|22 %"},
            {"Karlskoga", "91|76 %|91|78 %"},
            {"Försörjning från Försäkringskassan", "52|43 %|51|44 %"},
            {"Försörjningsstöd", "27|23 %|19|16 %"},
            {"CSN eller a-kassa", "6|5 %||"},
            {"Ingen offentlig försörjning", "35|29 %|28|24 %"},
            {"Kontakt med socialförvaltningen", "32|27 %|18|15 %"},
            {"Kontakt med skolan", "23|19 %|18|15 %"},
            {"Kontakt med Arbetsförmedlingen", "19|16 %|6|5 %"},
            {"Kontakt med Försäkringskassan", "44|37 %|59|50 %"},
            {"Kontakt med psykiatrin", "48|40 %|50|43 %"},
            {"Kontakt med habiliteringen", "7|6 %|15|13 %"},
            {"Kontakt med vårdcentral", "27|23 %|29|25 %"},
            {"Ingen myndighetskontakt", "4|3 %|5|4 %"},
            {"Rekommenderades Coachingteamet", "88|73 %|76|65 %"}}},
          {"strukturella",
           "Personer",
           {{"Finsamkonferensen", "10"},
            {"Nätverket KROSS", "15"},
            {"Handläggarsamverkan", "30"},
            {"Lokalt våldsnätverk", "16"},
            {"Integrationsnätverk", "14"},
            {"Partnerskapet för sociala innovationer", "30"},
            {"Effektiv integration i Karlskoga", "15"},
            {"Styrgrupper för ESF-projekt", "30"},
            {"En dag för livet", "200"},
            {"Finsammässan", "220"},
            {"Totalt", "580"}}}};
}

inline std::vector<PublishedTable> DegerforsKarlskogaSurveys() {
  const std::string questions =
      "Till nytta|Med och bestämmer|Tillräcklig tid|Stöd i kontakter|"
      "Hanterar livssituationen|Mer redo|Tillvaratagen";
  return {{"indikatorer-pagaende",
           questions,
           {{"2024", "94 %|95 %|97 %|83 %|71 %|39 %|92 %"},
            {"2023", "92 %|93 %|92 %||73 %|59 %|92 %"},
            {"2022", "95 %|91 %|96 %||78 %|65 %|95 %"},
            {"2021", "93 %|96 %|91 %||79 %|60 %|93 %"},
            {"2020", "91 %|95 %|93 %||76 %|56 %|97 %"}}},
          {"indikatorer-avslutade",
           questions,
           {{"2024", "96 %|92 %|89 %|96 %|81 %|65 %|87 %"},
            {"2023", "95 %|96 %|89 %|100 %|80 %|70 %|94 %"},
            {"2022", "98 %|97 %|97 %|100 %|79 %|65 %|97 %"},
            {"2021", "90 %|95 %|95 %|100 %|85 %|65 %|90 %"},
            {"2020", "89 %|96 %|92 %|100 %|79 %|66 %|92 %"}}},
          {"planering",
           "Planering påbörjad|Planeringen räcker|Påbörjas i tid",
           {{"2024", "86 %|95 %|95 %"},
            {"2023", "93 %|93 %|100 %"},
            {"2022", "91 %|92 %|90 %"},
            {"2021", "84 %|94 %|88 %"},
            {"2020", "86 %|96 %|88 %"}}},
          {"enkater",
           "Kvinnor|Män|Annan|Totalt",
           {{"Pågående", "35|24|3|62"}, {"Avslutade", "31|16|2|49"}}},
          {"vald", "Svar|Andel", {{"Ja på minst en fråga", "479|70 %"}}}};
}

inline Published DegerforsKarlskoga2024() {
  Published published{
      .tables = DegerforsKarlskogaPeople(),
      .contradictions = {
          {"avslut/Fortsatt rehabilitering/2024, andel", "30 %", "29 %"},
          {"nya/Unga som varken arbetar eller studerar/Andel", "48 %",
           "49 %"}}};
  for (PublishedTable& table : DegerforsKarlskogaSurveys()) {
    published.tables.push_back(std::move(table));
  }
  return published;
}

}  // namespace finsam::participants

#endif  // FINSAM_TESTS_PARTICIPANTS_REFERENCE_DEGERFORS_KARLSKOGA_2024_H_
