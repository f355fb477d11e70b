// Texts against tables: what is said of a line, a row, a change, a cause.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/printed/printed_case.h"

namespace finsam::gateway::printed {
namespace {

using testing::Contains;
using testing::IsEmpty;

constexpr char kTables[] = R"j(
  {"id": "rr", "caption": "Resultaträkning", "unit": "kr",
   "columns": ["Budget 2024", "2024", "2023"], "rows": [
    {"line": "Verksamhetens intäkter", "values": [5000000, 5100000, 5050000]},
    {"line": "Verksamhetens kostnader",
     "values": [-5400000, -5628359, -5300000]},
    {"line": "Finansiella intäkter", "values": [0, 10000, 20000]},
    {"line": "Årets resultat", "values": [-400000, -518359, -230000]}]},
  {"id": "ov", "caption": "Översikt", "unit": "kr",
   "columns": ["2024", "2023", "2019"], "rows": [
    {"line": "Medlemsbidrag", "values": [5040000, 5560000, 5608000]},
    {"line": "Utgående eget kapital", "values": [2090281, 2608640, 1500000]}]},
  {"id": "n3", "caption": "Not 3 Kostnader", "unit": "kr",
   "columns": ["Budget 2024", "2024", "2023"], "rows": [
    {"line": "NOVA – Stöd i förändring", "values": [3253000, 3335991, 1518965]},
    {"line": "Funktionsnedsatta i arbete (FIA)",
               "values" : [ 621000, 610000, 596145 ]
},
    {"line": "Kansli", "values": [720000, 816987, 771951]},
    {"line": "Summa", "values": [4594000, 4762978, 2887061]}]
},
  {"id": "p", "caption": "Deltagare 2024", "columns": ["Kvinnor", "Män"],
   "rows": [{"line": "Enter", "values": [24, 38]},
            {"line": "Koll på förmåga", "values": [35, 27]}]})j";

struct TextCase {
  const char* said;
  const char* found;  // Empty: nothing of these checks.
};

void Check(const std::vector<TextCase>& cases) {
  for (const TextCase& c : cases) {
    std::vector<std::string> found;
    for (const std::string& finding : FoundIn(WithText(kTables, c.said))) {
      for (const char* check :
           {" TX-1/", " PR-1/", " RT-1/", " EX-1/", " GR-1/", " RE-1/"}) {
        if (finding.find(check) != std::string::npos) found.push_back(finding);
      }
    }
    if (*c.found == '\0') {
      EXPECT_THAT(found, IsEmpty()) << c.said;
    } else {
      EXPECT_THAT(found, Contains(testing::StartsWith(c.found))) << c.said;
    }
  }
}

TEST(TextTest, AmountsOfLines) {
  Check({
      {"Årets resultat är -518 tkr.", ""},
      {"Årets resultat är −518 359 kr.", ""},
      {"Årets resultat är -581 tkr.", "ERROR TX-1/"},
      {"Eget kapital uppgick till 2.090 tkr.", ""},
      {"Eget kapital uppgick till 2.609 tkr 2023.", ""},
      {"Eget kapital uppgick till 2.900 tkr.", "ERROR TX-1/"},
      {"Eget kapital uppgick till 2.608 tkr 2024.", "ERROR TX-1/"},
      {"Det blev ett underskott på 581 tkr.", "EXPLAIN TX-1/"},
      {"Drygt 500.000 kr av kapitalet har tagits tillvara.", ""},
      {"Drygt 300.000 kr av kapitalet har tagits tillvara.", "EXPLAIN TX-1/"},
      {"Det egna kapitalet motsvarar 3,1 miljoner kronor per invånare.",
       "EXPLAIN TX-1/"},
      {"Ett överskott på 12 tkr i projektet går till Ekby, inte hit.",
       "EXPLAIN TX-1/"},
      {"Årets resultat beskrivs i bilaga 2.", ""},
      {"Eget kapital får vara högst 20 % av bidragen.", ""},
  });
}

TEST(TextTest, Changes) {
  Check({
      {"Sedan 2019 har medelstilldelningen minskat med 568 000 kronor.", ""},
      {"Sedan 2019 har medelstilldelningen minskat med 666 000 kronor.",
       "ERROR TX-1/"},
      {"Sedan 2019 har medelstilldelningen ökat med 568 000 kronor.",
       "ERROR TX-1/"},
      {"Eget kapital är 41,5 % av årets medelstilldelning.", ""},
      {"Eget kapital är 45,1 % av årets medelstilldelning.", "ERROR TX-1/"},
  });
}

TEST(TextTest, RowsAndBudget) {
  Check({
      {"NOVA har överskridit sin budget.", ""},
      {"NOVA och FIA har överskridit sin budget.", "ERROR TX-1/"},
      {"NOVA och FIA har inte överskridit sin budget.", ""},
      {"Kansli översteg budget.", ""},
      {"Kansli ligger under budget.", "ERROR TX-1/"},
      {"Kostnaden för FIA blev 610 tkr.", ""},
      {"Kostnaden för FIA blev 160 tkr.", "ERROR TX-1/"},
      {"Största delen av medlen går till NOVA och FIA.", ""},
      {"Största delen av medlen går till FIA och Kansli.", "ERROR TX-1/"},
      {"Största delen av deltagarna i FIA och NOVA är unga.", ""},
  });
}

TEST(TextTest, Persons) {
  Check({
      {"74 personer deltog, varav 47 kvinnor och 27 män.", ""},
      {"74 personer deltog, varav 47 kvinnor och 72 män.", "ERROR PR-1/"},
      {"15 elever gick kursen. Av dem var 14 män och 5 kvinnor.",
       "ERROR PR-1/"},
      {"15 elever gick kursen: 12 från Ekby, 1 från Alvik och 6 från Vik.",
       "ERROR PR-1/"},
      {"Av de 20 avslutade besvarade 9 kvinnor och 5 män en enkät.", ""},
      {"Enter hade 62 deltagare, varav 24 kvinnor.", ""},
      {"Enter hade 62 deltagare, varav 23 kvinnor.", "ERROR PR-1/"},
      {"Enter hade 31 deltagare, varav 11 kvinnor.", "EXPLAIN PR-1/"},
      {"Koll på förmåga arbetade med 41 personer.", "EXPLAIN PR-1/"},
      {"16 av de 36 (44 %) prövade ett arbete.", ""},
      {"16 av de 36 (54 %) prövade ett arbete.", "ERROR RT-1/"},
      {"Vid avslut gick 36 % till annat stöd. 29 % slutade sjuka. En person "
       "fick arbete och tolv personer slutade ändå.",
       "EXPLAIN GR-1/"},
      {"Vid avslut gick 36 % till annat stöd. 28 % slutade sjuka. En person "
       "fick arbete och tolv personer slutade ändå.",
       ""},
  });
}

TEST(TextTest, References) {
  Check({
      {"Se prop. 1996/97:52 s 38.", ""},
      {"Se prop. 1996/96:52 s 38.", "ERROR RE-1/"},
      {"Se prop. 1999/2000:1 och bet. 2003/04:SoU10.", ""},
      {"Enligt lag (2018:597) om kommunal bokföring och redovisning.", ""},
      {"Enligt lag (2018:579) om kommunal bokföring och redovisning.",
       "ERROR RE-1/"},
      {"Verksamhetsåret 2023/24:s slut.", ""},
  });
}

TEST(TextTest, Causes) {
  Check({
      {"Prognosen var 1.925 tkr. Utfallet blev 2.090 tkr. Det beror på 165 tkr "
       "i lägre kostnader.",
       ""},
      {"Prognosen var 1.925 tkr. Utfallet blev 2.090 tkr. Det beror på 65 tkr "
       "i lägre kostnader.",
       "EXPLAIN EX-1/"},
  });
}

}  // namespace
}  // namespace finsam::gateway::printed
