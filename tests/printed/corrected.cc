#include "tests/printed/corrected.h"

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "common/base/check.h"
#include "tests/printed/printed_case.h"

namespace finsam::gateway::printed {
namespace {

// A row's cells, all of them.
void SetRow(Document* document, const std::string& table,
            const std::string& label, std::vector<std::string> cells) {
  for (DocumentTable& of : document->tables) {
    if (of.id != table) continue;
    for (DocumentRow& row : of.rows) {
      if (row.label != label) continue;
      FINSAM_CHECK(row.cells.size() == cells.size());
      row.cells = std::move(cells);
      return;
    }
  }
  FINSAM_CHECK(false);
}

void Say(Document* document, const std::string& old, const std::string& now) {
  bool said = false;
  for (TextSection& section : document->text) {
    for (std::string& paragraph : section.paragraphs) {
      said = said || absl::StrContains(paragraph, old);
      paragraph = absl::StrReplaceAll(paragraph, {{old, now}});
    }
    for (Statement& statement : section.statements) {
      said = said || statement.value == old;
      if (statement.value == old) statement.value = now;
    }
  }
  FINSAM_CHECK(said);
}

void CorrectFinnveden(Document* document) {
  SetRow(document, "resultatrakning", "Verksamhetens intäkter",
         {"5058000", "5098058", "5125592"});
  SetRow(document, "driftredovisning", "Medlemsavgift",
         {"5228358", "5058000", "170358", "5277544"});
  SetRow(document, "kassaflode",
         "Ökning(-)/minskning(+) kortfristiga fordringar", {"73442", "-79206"});
  SetRow(document, "kassaflode", "Ökning(+)/minskning(-) kortfristiga skulder",
         {"238080", "-313357"});
  Say(document, "15 elever", "19 elever");
  Say(document, "1996/96:52", "1996/97:52");
}

void CorrectSodraVatterbygden(Document* document) {
  SetRow(document, "deltagare", "FIA",
         {"23", "13", "19", "14", "2", "1", "3", "8", "0"});
  SetRow(document, "deltagare", "Totalt",
         {"109", "99", "108", "74", "8", "7", "25", "24", "10"});
  Say(document, "Sex av tio mål nåddes, ett nåddes delvis, två",
      "Fem av tio mål nåddes, ett nåddes delvis, tre");
  document->goals[2].verdict = "Inte uppfyllt";
  Say(document, "varav 23 kvinnor", "varav 24 kvinnor");
  Say(document, "35", "36");
  Say(document, "20", "23");
  Say(document, "1996/96:52", "1996/97:52");
  Say(document, "Största delen", "En del");
  Say(document, "NOVA, FIA och Samverkansmodellen", "NOVA och FIA");
}

void CorrectOverview(Document* document) {
  SetRow(document, "medlemsbidrag", "Överskott ESF-projekt",
         {"", "", "461127", "", "25000", "53488"});
  SetRow(document, "medlemsbidrag", "Resultat",
         {"-92822", "-795107", "243398", "-38774", "487600", "-1030512"});
  SetRow(document, "medlemsbidrag", "Utgående eget kapital",
         {"629996", "722819", "1517926", "1274528", "1313302", "825702"});
}

void CorrectOperations(Document* document) {
  const std::string table = "driftredovisning";
  SetRow(document, table, "Individinriktad",
         {"0", "-4017", "-4017", "-4193", "176", "0", "-4847", "-4847"});
  SetRow(document, table, "Strukturövergripande",
         {"0", "-604", "-604", "-607", "3", "0", "-621", "-621"});
  SetRow(document, table, "Administration",
         {"786", "-1248", "-462", "-668", "206", "120", "-1007", "-887"});
  SetRow(document, table, "Medelstilldelning",
         {"5040", "", "5040", "5040", "0", "5560", "", "5560"});
  SetRow(document, table, "Summa",
         {"6464", "-6557", "-93", "-428", "335", "5990", "-6785", "-795"});
}

void CorrectDegerforsKarlskoga(Document* document) {
  CorrectOverview(document);
  CorrectOperations(document);
  SetRow(document, "balansrakning", "Summa omsättningstillgångar",
         {"4663585", "2172418"});
  SetRow(document, "kassaflode", "Kassaflöde för den löpande verksamheten",
         {"-759649", "-566584"});
  SetRow(document, "nya-malgrupp", "Unga som varken arbetar eller studerar",
         {"49", "40"});
  SetRow(document, "avslut", "Egenförsörjning totalt", {"43", "40"});
  SetRow(document, "avslut", "Fortsatt rehabilitering", {"29", "27"});
  Say(document, "666 000 kronor", "568 000 kronor");
  Say(document, "11,8 %", "12,5 %");
  Say(document, "4 190 000 kr", "4 193 000 kr");
  Say(document, "159 tkr", "154 tkr");
  Say(document, "108 000 000 kr", "107 400 000 kr");
}

}  // namespace

const std::vector<std::string>& ExampleNames() {
  static const std::vector<std::string> names = {
      "finnveden-2024", "finnveden-2017", "finnveden-2025-plan",
      "sodra-vatterbygden-2023", "degerfors-karlskoga-2024"};
  return names;
}

Document ReadCorrected(const std::string& name) {
  Document document = ReadExample(name);
  if (name == "finnveden-2024") CorrectFinnveden(&document);
  if (name == "finnveden-2017") {
    Say(&document, "blev högre än beräknat", "blev lägre än beräknat");
  }
  if (name == "sodra-vatterbygden-2023") CorrectSodraVatterbygden(&document);
  if (name == "degerfors-karlskoga-2024") CorrectDegerforsKarlskoga(&document);
  return document;
}

std::vector<Document> BesideExample(const std::string& name) {
  if (name != "finnveden-2024") return {};
  return {ReadExample("finnveden-2025-plan")};
}

}  // namespace finsam::gateway::printed
