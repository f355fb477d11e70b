// The checks of statements, notes, overviews, budgets and norms: each with
// what is right and with one thing wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/printed/printed_case.h"

namespace finsam::gateway::printed {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr char kStatements[] = R"("tables": [
  {"id": "rr", "caption": "Resultaträkning", "unit": "kr",
   "columns": ["Budget 2024", "2024-12-31", "2023-12-31"], "rows": [
    {"line": "Verksamhetens intäkter", "note": 2,
     "values": [4000000, 4100000, 4050000]},
    {"line": "Verksamhetens kostnader", "note": 3,
     "values": [-4200000, -4300500, -3900000]},
    {"line": "Avskrivningar", "values": [-10000, -9500, -9500]},
    {"line": "Verksamhetens resultat", "values": [-210000, -210000, 140500]},
    {"line": "Finansiella intäkter", "values": [0, 30000, 20000]},
    {"line": "Årets resultat", "values": [-210000, -180000, 160500]}]},
  {"id": "br", "caption": "Balansräkning", "unit": "kr",
   "columns": ["2024-12-31", "2023-12-31"], "rows": [
    {"line": "Inventarier", "values": [20500, 30000]},
    {"line": "Fordringar", "note": 4, "values": [300000, 250000]},
    {"line": "Kassa och bank", "values": [1500000, 1600000]},
    {"line": "Summa omsättningstillgångar", "values": [1800000, 1850000]},
    {"line": "Summa tillgångar", "values": [1820500, 1880000]},
    {"line": "Ingående eget kapital", "values": [1200000, 1039500]},
    {"line": "Årets resultat", "values": [-180000, 160500]},
    {"line": "Summa eget kapital", "values": [1020000, 1200000]},
    {"line": "Kortfristiga skulder", "values": [800500, 680000]},
    {"line": "Summa eget kapital och skulder", "values": [1820500, 1880000]}]},
  {"id": "kf", "caption": "Kassaflödesanalys", "unit": "kr",
   "columns": ["2024-12-31", "2023-12-31"], "rows": [
    {"line": "Årets resultat", "values": [-180000, 160500]},
    {"line": "Justering för avskrivningar", "values": [9500, 9500]},
    {"line": "Medel från verksamheten", "values": [-170500, 170000]},
    {"line": "Förändring av fordringar", "values": [-50000, 20000]},
    {"line": "Förändring av skulder", "values": [120500, -30000]},
    {"line": "Kassaflöde från den löpande verksamheten",
     "values": [-100000, 160000]},
    {"line": "Årets kassaflöde", "values": [-100000, 160000]},
    {"line": "Likvida medel vid årets början", "values": [1600000, 1440000]},
    {"line": "Likvida medel vid årets slut", "values": [1500000, 1600000]}]},
  {"id": "n4", "caption": "Not 4 Fordringar", "unit": "kr",
   "columns": ["2024-12-31", "2023-12-31"], "rows": [
    {"line": "Kundfordringar", "values": [180000, 100000]},
    {"line": "Moms", "values": [120000, 150000]},
    {"line": "Summa", "values": [300000, 250000]}]},
  {"id": "ov", "caption": "Flerårsöversikt", "unit": "tkr",
   "columns": ["2024", "2023", "2022"], "rows": [
    {"line": "Årets resultat", "values": [-180, 161, 40]},
    {"line": "Soliditet", "values": ["56 %", "64 %", "60 %"]}]}])";

// The statements with one text replaced, which must be there.
Document With(const std::string& old, const std::string& now) {
  const std::string text = absl::StrReplaceAll(kStatements, {{old, now}});
  EXPECT_NE(text, kStatements);
  return Parse(text);
}

TEST(StatementsTest, RightIsRight) {
  EXPECT_THAT(ErrorsIn(Parse(kStatements)), IsEmpty());
}

TEST(StatementsTest, OneThingWrong) {
  const struct {
    const char* old;
    const char* now;
    const char* id;
  } cases[] = {
      {R"("Verksamhetens resultat", "values": [-210000, -210000)",
       R"("Verksamhetens resultat", "values": [-210000, -201000)",
       "IS-1/rr/verksamhetens-resultat/2024-12-31"},
      {R"("Årets resultat", "values": [-180000, 160500]},
    {"line": "Justering)",
       R"("Årets resultat", "values": [-108000, 160500]},
    {"line": "Justering)",
       "IS-1/kf/arets-resultat/2024-12-31"},
      {R"("Summa eget kapital och skulder", "values": [1820500)",
       R"("Summa eget kapital och skulder", "values": [1825500)",
       "BS-1/br/summa-eget-kapital-och-skulder/2024-12-31"},
      {"[1800000, 1850000]", "[1820500, 1850000]",
       "BS-2/br/summa-omsattningstillgangar/2024-12-31"},
      {R"("Summa eget kapital", "values": [1020000)",
       R"("Summa eget kapital", "values": [1002000)",
       "BS-3/br/summa-eget-kapital/2024-12-31"},
      {R"("Ingående eget kapital", "values": [1200000)",
       R"("Ingående eget kapital", "values": [1202000)",
       "RF-1/br/ingaende-eget-kapital/2024-12-31"},
      {"löpande verksamheten\",\n     \"values\": [-100000",
       "löpande verksamheten\",\n     \"values\": [70500",
       "CF-1/kf/kassaflode-fran-den-lopande-verksamheten/2024-12-31"},
      {R"("Likvida medel vid årets slut", "values": [1500000)",
       R"("Likvida medel vid årets slut", "values": [1050000)",
       "CF-2/kf/likvida-medel-vid-arets-slut/2024-12-31"},
      {R"("Förändring av fordringar", "values": [-50000)",
       R"("Förändring av fordringar", "values": [50000)",
       "CF-3/kf/forandring-av-fordringar/2024-12-31"},
      {R"({"line": "Summa", "values": [300000)",
       R"({"line": "Summa", "values": [330000)", "NT-2/n4/summa/2024-12-31"},
      {R"("values": [-180, 161)", R"("values": [-810, 161)",
       "OV-1/ov/arets-resultat/2024"},
      {"56 %", "65 %", "OV-1/ov/soliditet/2024"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(ErrorsIn(With(c.old, c.now)), Contains(c.id)) << c.now;
  }
}

TEST(StatementsTest, OneKronaIsNeverAnError) {
  for (const char* from : {"4100000", "300000, 250000", "1820500, 1880000]},",
                           "1020000", "-100000, 160000]},", "1500000, 16"}) {
    const std::string text = from;
    std::string to = text;
    const size_t last = to.find_first_of(",]");
    char& digit = to[(last == std::string::npos ? to.size() : last) - 1];
    digit = '1';
    EXPECT_THAT(ErrorsIn(With(text, to)), IsEmpty()) << to;
  }
}

TEST(StatementsTest, BlankSubtotalsOfTheCashFlow) {
  const Document document =
      With(R"("Medel från verksamheten", "values": [-170500, 170000])",
           R"("Medel från verksamheten", "values": [null, null])");
  EXPECT_THAT(FoundIn(document), Contains("DEFINITION CF-4/kf/medel"));
  EXPECT_THAT(ErrorsIn(document), IsEmpty());
}

std::string Operations(const std::string& head, const std::string& rows) {
  return absl::StrCat(R"("tables": [{"id": "d", "caption": "Driftredovisning",
      "unit": "kr", "columns": ["Utfall 2024", "Budget 2024", ")",
                      head, R"("], "rows": [)", rows, "]}]");
}

TEST(BudgetTest, Deviations) {
  EXPECT_THAT(IdsOf("BU-2", Parse(Operations("Avvikelse utfall - budget", R"(
      {"line": "Team", "values": [3100, 3000, 100]},
      {"line": "Kansli", "values": [450, 500, -50]})"))),
              IsEmpty());
  EXPECT_THAT(FoundIn(Parse(Operations("Avvikelse utfall - budget", R"(
      {"line": "Team", "values": [3100, 3000, 100]},
      {"line": "Kansli", "values": [450, 500, 50]})"))),
              Contains("DEFINITION BU-2/d/tecken"));
  EXPECT_THAT(FoundIn(Parse(Operations("Avvikelse", R"(
      {"line": "Team", "values": [3100, 3000, 100]},
      {"line": "Kansli", "values": [450, 500, -90]})"))),
              Contains("ERROR BU-2/d/kansli/avvikelse"));
  EXPECT_THAT(FoundIn(Parse(Operations("Avvikelse", R"(
      {"line": "Team", "values": [-4017, 4193, 176]})"))),
              Contains("ERROR BU-2/d/team/avvikelse"));
}

TEST(NormTest, SharesOfTheMembers) {
  const auto with = [](const char* region) {
    return IdsOf("NO-1", Parse(absl::StrCat(R"("tables": [{"id": "n",
        "caption": "Not 2 Intäkter", "unit": "kr", "columns": ["2024"],
        "rows": [{"line": "Försäkringskassan", "values": [2000000]},
        {"line": "Region Norr", "values": [)",
                                            region, R"(]},
        {"line": "Ekby kommun", "values": [600000]},
        {"line": "Alviks kommun", "values": [400000]}]}])")));
  };
  EXPECT_THAT(with("1000000"), IsEmpty());
  EXPECT_THAT(with("1003000"), Contains("NO-1/n/regionen/2024"));
}

TEST(NormTest, Days) {
  const auto with = [](const char* kind, const char* day) {
    return IdsOf("NO-3", Parse(absl::StrCat(R"("kind": ")", kind,
                                            R"(", "adopted": ")", day, "\"")));
  };
  EXPECT_THAT(with("annual", "2025-03-31"), IsEmpty());
  EXPECT_THAT(with("annual", "2025-04-01"), ElementsAre("NO-3/arsredovisning"));
  EXPECT_THAT(with("plan", "2023-11-30"), IsEmpty());
  EXPECT_THAT(with("plan", "2023-12-01"), ElementsAre("NO-3/budget"));
}

TEST(PreviousTest, LastYearsReportAndThePlan) {
  const Document now = Parse(kStatements);
  Document before = Parse(absl::StrReplaceAll(
      kStatements, {{"2024", "2023"}, {"2023-12-31", "2022-12-31"}}));
  // Its columns are 2023 and 2022; the year's numbers differ throughout.
  before.year = 2023;
  EXPECT_THAT(IdsOf("PY-1", now, {before}), Not(IsEmpty()));
  EXPECT_THAT(IdsOf("PY-1", now, {now}), IsEmpty());
  Document stale = now;
  stale.tables[1].rows[1].cells[1] = "205000";
  EXPECT_THAT(IdsOf("PY-1", stale, {now}),
              ElementsAre("PY-1/br/fordringar/2023-12-31"));
  Document budget = now;
  budget.tables[0].rows[1].cells[0] = "-4200500";
  EXPECT_THAT(IdsOf("XD-1", budget, {now}),
              Contains("XD-1/rr/verksamhetens-kostnader/budget-2024"));
  Document stranger = now;
  stranger.association = "Syd";
  EXPECT_THAT(IdsOf("PY-1", stale, {stranger}), IsEmpty());
}

}  // namespace
}  // namespace finsam::gateway::printed
