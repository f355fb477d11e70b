#include "tests/ledger/layout_sample.h"

#include <gtest/gtest.h>

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "services/ledger/layout_file.h"

namespace finsam::ledger {

const char kSampleLayout[] = R"(statements:
  - id: income-statement
    title: Resultaträkning
    unit: kr
    sign: credit
    row-header: Belopp i kr
    covers: ["3000-8998"]
    lines:
      - id: income
        label: Verksamhetens intäkter
        note: "2"
        accounts: ["3000-3999"]
      - id: costs
        label: Verksamhetens kostnader
        note: "3"
        accounts: ["4000-7999"]
      - id: result
        label: Resultat
        total: [income, costs]
      - id: financial-income
        label: Finansiella intäkter
        accounts: ["8400-8499"]
      - id: financial-costs
        label: Finansiella kostnader
        accounts: ["8500-8599"]
      - id: result-of-year
        label: Årets resultat
        total: [result, financial-income, financial-costs]
  - id: balance-sheet
    title: Balansräkning
    sign: debit
    covers: ["1000-2999", "8999"]
    lines:
      - id: receivables
        label: Fordringar
        group: Tillgångar
        accounts: ["1500-1799"]
      - id: cash
        label: Kassa och bank
        group: Tillgångar
        accounts: ["1900-1999"]
      - id: total-assets
        label: Summa tillgångar
        total: [receivables, cash]
      - id: retained-earnings
        label: Balanserat från föregående år
        group: Eget kapital och skulder
        accounts: ["2000-2098"]
        sign: credit
      - id: result-of-year
        label: Årets resultat
        accounts: ["2099", "8999"]
        sum: [income-statement/result-of-year]
        sign: credit
      - id: total-own-capital
        label: Summa eget kapital
        total: [retained-earnings, result-of-year]
      - id: liabilities
        label: Kortfristiga skulder
        group: Eget kapital och skulder
        accounts: ["2400-2998"]
        sign: credit
      - id: total-equity-and-liabilities
        label: Summa eget kapital och skulder
        total: [total-own-capital, liabilities]
  - id: cash-flow
    title: Kassaflödesanalys
    lines:
      - id: result-of-year
        label: Årets resultat
        sum: [income-statement/result-of-year]
      - id: non-cash-items
        label: Ej likviditetspåverkande poster
        blank: true
      - id: change-in-receivables
        label: Förändring av fordringar
        cash-effect-of: balance-sheet/receivables
      - id: change-in-liabilities
        label: Förändring av skulder
        cash-effect-of: balance-sheet/liabilities
      - id: cash-flow-of-year
        label: Årets kassaflöde
        total: [result-of-year, non-cash-items, change-in-receivables,
                change-in-liabilities]
      - id: opening-cash
        label: Likvida medel vid årets början
        opening-of: balance-sheet/cash
      - id: closing-cash
        label: Likvida medel vid årets slut
        total: [opening-cash, cash-flow-of-year]
      - id: difference
        label: Skillnad mot balansräkningen
        total: [closing-cash, -balance-sheet/cash]
      - id: opening-debts
        label: Skulder vid årets början
        opening-of: balance-sheet/liabilities
  - id: note-3
    title: Verksamhetens kostnader
    unit: tkr
    sign: debit
    covers: ["4000-7999"]
    lines:
      - id: team
        label: Samverkansteam
        group: Insatser
        accounts: ["4000-7999"]
        objects: {dimension: 6, any: ["10", "11"]}
      - id: office
        label: Kansli
        group: Administration
        accounts: ["4000-7999"]
        objects: {dimension: 6, any: ["80", "81"]}
      - id: chief
        label: "– varav förbundschef"
        of-which: office
        accounts: ["4000-7999"]
        objects: {dimension: 6, any: ["81"]}
      - id: other
        label: Övrigt
        group: Administration
        accounts: ["4000-4999", "5000-7999"]
        objects: {dimension: 6, except: ["10", "11", "80", "81"]}
        measure: movement
      - id: general
        label: "– varav gemensamt"
        of-which: other
        accounts: ["4000-7999"]
        objects: {dimension: 6, none: true}
      - id: total
        label: Totalt
        total: [team, office, other]
  - id: overview
    title: Översikt
    unit: tkr
    years: 5
    lines:
      - id: income
        label: Intäkter
        sum: [income-statement/income]
      - id: result-of-year
        label: Årets resultat
        sum: [income-statement/result-of-year]
      - id: equity-ratio
        label: Soliditet
        decimals: 1
        ratio:
          of: balance-sheet/total-own-capital
          to: balance-sheet/total-assets
      - id: employees
        label: Antal anställda
        fact: true
)";

namespace {

constexpr int64_t kOre = 100;

}  // namespace

Layout LayoutOf(const std::string& yaml) {
  std::vector<Problem> problems;
  std::optional<Layout> layout = ReadLayout(kLayoutFile, yaml, &problems);
  for (const Problem& problem : problems) ADD_FAILURE() << ProblemLine(problem);
  FINSAM_CHECK(layout.has_value());
  return *std::move(layout);
}

ObjectSet Project(const std::string& project) {
  if (project.empty()) return {};
  return {{6, project}};
}

YearBalances BalancesOf(int year, const std::vector<KronorRow>& rows) {
  YearBalances balances{year, {}};
  for (const KronorRow& row : rows) {
    balances.rows.push_back({row.account, Project(row.project),
                             Ore{row.opening * kOre},
                             Ore{row.movement * kOre}});
  }
  return balances;
}

StatementsInput SampleInput(const Layout& layout) {
  StatementsInput input;
  input.layout = &layout;
  input.year = 2024;
  input.revision = 7;
  input.association = "associations/2220001511";
  input.balances[2024] = BalancesOf(2024, {{1510, "", 40, -15},
                                           {1930, "", 100, 30},
                                           {2010, "", -90, 0},
                                           {2440, "", -50, -35},
                                           {3510, "", 0, -500},
                                           {5010, "", 0, 80},
                                           {5010, "10", 0, 200},
                                           {5010, "20", 0, 150},
                                           {5010, "81", 0, 60},
                                           {5080, "80", 0, 40},
                                           {8410, "", 0, -10}});
  input.balances[2023] = BalancesOf(2023, {{1510, "", 10, 30},
                                           {1930, "", 120, -20},
                                           {2010, "", -100, 0},
                                           {2440, "", -30, -20},
                                           {3510, "", 0, -400},
                                           {5010, "10", 0, 250},
                                           {5010, "20", 0, 120},
                                           {5010, "81", 0, 50},
                                           {8410, "", 0, -10}});
  const auto reported = [&](const std::string& line, int year, Value value) {
    const std::string record =
        absl::StrCat("fiscalYears/", year, "/keyFigures/", line);
    input.key_figures.push_back({line, year, value, record, 0});
  };
  reported("income", 2022, Ore{450'000'00});
  reported("income", 2021, Ore{440'000'00});
  reported("income", 2024, Ore{1'000'00});  // The books know better.
  reported("equity-ratio", 2022, Ratio{72, 100});
  reported("employees", 2024, Count{3});
  reported("employees", 2022, Count{0});
  return input;
}

std::string Shown(const Value& value) {
  if (const auto* ore = std::get_if<Ore>(&value)) {
    if (ore->value % kOre == 0) return absl::StrCat(ore->value / kOre);
    return absl::StrCat(ore->value, " öre");
  }
  if (const auto* count = std::get_if<Count>(&value)) {
    return absl::StrCat(count->value, " st");
  }
  if (const auto* ratio = std::get_if<Ratio>(&value)) {
    return absl::StrCat(ratio->numerator, "/", ratio->denominator);
  }
  return HasValue(value) ? "another kind of value" : "–";
}

std::string Shown(const std::vector<Table>& tables, const std::string& id) {
  for (const Table& table : tables) {
    const Figure* figure = FindFigure(table, id);
    if (figure != nullptr) return Shown(figure->value);
  }
  return "?";
}

}  // namespace finsam::ledger
