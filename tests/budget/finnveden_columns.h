// Finnveden's budgets, forecasts and outcomes as facts, and its tables as they
// were published: the activity plan for 2025 and the interim report of June
// 2017. Amounts are kronor; "-" is a blank cell.

#ifndef FINSAM_TESTS_BUDGET_FINNVEDEN_COLUMNS_H_
#define FINSAM_TESTS_BUDGET_FINNVEDEN_COLUMNS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/column_facts.h"

namespace finsam::budget {

inline constexpr int64_t kOrePerKrona = 100;
inline Ore Kronor(int64_t kronor) { return Ore{kronor * kOrePerKrona}; }

inline constexpr int64_t kBlank = INT64_MIN;

struct PublishedRow {
  std::string label;
  std::string group;  // Empty: a total, or own capital.
  std::vector<int64_t> cells;
};

inline std::optional<Ore> CellAmount(int64_t cell) {
  if (cell == kBlank) return std::nullopt;
  return Kronor(cell);
}

inline std::vector<PublishedRow> PublishedPlan() {
  constexpr char kIncome[] = "Intäkter";
  constexpr char kWork[] = "Verksamheter";
  constexpr char kOffice[] = "Administration";
  return {
      {"Gislaveds kommun", kIncome, {505250, 505250, 493600, 493600, 493600}},
      {"Gnosjö kommun", kIncome, {161600, 161600, 156500, 156500, 156500}},
      {"Värnamo kommun", kIncome, {597650, 597650, 589900, 589900, 589900}},
      {"Region Jönköpings län",
       kIncome,
       {1264500, 1264500, 1240000, 1240000, 1240000}},
      {"Staten gm Försäkringskassan",
       kIncome,
       {2529000, 2529000, 2480000, 2480000, 2480000}},
      {"Balanserat resultat", "", {2344835, 2608640, 1925340, 1108240, 651540}},
      {"Summa intäkter/tillgångar",
       "",
       {7402835, 7666640, 6885340, 6068240, 5611540}},
      {"Samverkansteam Finnveden",
       kWork,
       {3150000, 3250000, 3336600, 3433700, 3533700}},
      {"IT-spåret", kWork, {562500, 562500, 562500, 0, 0}},
      {"Gemensamma projektkostn", kWork, {54000, 46100, 50000, 50000, 50000}},
      {"Utrymme nya insatser", kWork, {200000, 0, 0, 0, 0}},
      {"Projekt sociala företag",
       kWork,
       {100000, 100000, kBlank, kBlank, kBlank}},
      {"Verksamhetsutvecklare",
       kWork,
       {846000, 807700, 856000, 889000, 922000}},
      {"Kompetensutveckling", kWork, {200000, 160000, 200000, 200000, 200000}},
      {"Delsumma verksamheter",
       "",
       {5112500, 4926300, 5005100, 4572700, 4705700}},
      {"Kansli", kOffice, {550000, 550000, 500000, 570000, 590000}},
      {"Information", kOffice, {30000, 30000, 30000, 30000, 30000}},
      {"Styrelse", kOffice, {90000, 80000, 80000, 80000, 80000}},
      {"Ekonomihantering", kOffice, {102000, 100000, 102000, 104000, 106000}},
      {"Revision", kOffice, {60000, 55000, 60000, 60000, 60000}},
      {"Delsumma administration", "", {832000, 815000, 772000, 844000, 866000}},
      {"Summa kostnader", "", {5944500, 5741300, 5777100, 5416700, 5571700}},
      {"Prel balanserat resultat",
       "",
       {1458335, 1925340, 1108240, 651540, 39840}},
  };
}

inline constexpr char kPlanLayout[] = R"(tables:
  - id: plan
    title: Budget 2025 och plan 2026–2027
    unit: kr
    row-header: Belopp i kr
    columns:
      - {label: Budget 2024, budget: 2024}
      - {label: Prognos 2024, forecast: 2024}
      - {label: Budget 2025, budget: 2025}
      - {label: Plan 2026, plan: 2026}
      - {label: Plan 2027, plan: 2027}
    rows:
      - heading: Intäkter
      - group: Intäkter
      - opening-capital: Balanserat resultat
      - {total: available, label: Summa intäkter/tillgångar,
         of: [income, opening-capital]}
      - heading: Kostnader
      - group: Verksamheter
      - {subtotal: Verksamheter, label: Delsumma verksamheter}
      - group: Administration
      - {subtotal: Administration, label: Delsumma administration}
      - {total: costs, label: Summa kostnader}
      - {total: closing-capital, label: Prel balanserat resultat,
         of: [available, -costs]}
)";

inline std::vector<PublishedRow> PublishedInterim() {
  constexpr char kIncome[] = "Intäkter";
  constexpr char kWork[] = "Verksamhet";
  constexpr char kOffice[] = "Administration";
  return {
      {"Gislaveds kommun", kIncome, {411500, 411000, 411000}},
      {"Gnosjö kommun", kIncome, {134100, 134100, 134100}},
      {"Värnamo kommun", kIncome, {471900, 236200, 472400}},
      {"Region Jönköpings län", kIncome, {1017500, 1017500, 1017500}},
      {"Försäkringskassan", kIncome, {2035000, 1017500, 2035000}},
      {"Öres och kronutjämning", kIncome, {kBlank, 0, kBlank}},
      {"Ränteintäkter", kIncome, {kBlank, 1, kBlank}},
      {"Prel balanserat resultat föreg år", "", {873705, kBlank, kBlank}},
      {"Totalt tillgängliga medel", "", {4943705, 2816301, 4070000}},
      {"Jobbcenter Unga", kWork, {433350, 192693, 340000}},
      {"Stöd till arbete - SE", kWork, {1388800, 545484, 1388800}},
      {"Navigatorcentrum", kWork, {314700, 212654, 292000}},
      {"Vidare i Gnosjö", kWork, {855000, 182684, 670000}},
      {"IT-spåret", kWork, {600000, 229450, 600000}},
      {"Nya projekt/kartläggn", kWork, {400000, kBlank, kBlank}},
      {"Kompetensutveckling", kWork, {200000, 58541, 200000}},
      {"Kansli", kOffice, {550000, 275871, 530000}},
      {"Styrelse", kOffice, {10000, 6100, 10000}},
      {"Information", kOffice, {25000, 0, 15000}},
      {"Ekonomiadministration", kOffice, {68000, 34175, 68400}},
      {"Revision", kOffice, {35000, 12950, 35000}},
      {"Summa kostnader", "", {4879850, 1750601, 4149200}},
      {"Prel kvarvarande behållning", "", {63855, kBlank, kBlank}},
      {"Periodens resultat", "", {kBlank, 1065701, -79200}},
  };
}

inline constexpr char kInterimLayout[] = R"(tables:
  - id: interim
    title: Resultaträkning
    columns:
      - {label: Budget 2017, budget: 2017}
      - {label: Utfall 2017-06-30, outcome: 2017-06}
      - {label: Helårsprognos, forecast: 2017}
    rows:
      - heading: Intäkter
      - group: Intäkter
      - {opening-capital: Prel balanserat resultat föreg år,
         only: [budget-2017]}
      - {total: available, label: Totalt tillgängliga medel,
         of: [income, opening-capital]}
      - heading: Verksamhet
      - group: Verksamhet
      - heading: Administration
      - group: Administration
      - {total: costs, label: Summa kostnader}
      - {total: remaining, label: Prel kvarvarande behållning,
         of: [available, -costs], only: [budget-2017]}
      - {total: result, label: Periodens resultat,
         only: [outcome-2017-06, forecast-2017]}
)";

// The lines of a column that say an amount.
inline std::vector<LineFact> LinesOf(const std::vector<PublishedRow>& rows,
                                     size_t column) {
  std::vector<LineFact> lines;
  for (const PublishedRow& row : rows) {
    if (row.group.empty() || row.cells[column] == kBlank) continue;
    lines.push_back(
        {.line = Slug(row.label),
         .label = row.label,
         .group = row.group,
         .kind = row.group == "Intäkter" ? Kind::kIncome : Kind::kCost,
         .amount = CellAmount(row.cells[column])});
  }
  return lines;
}

// A budget of one column, with the plan of the `plan_years` after it.
inline Budget BudgetOf(const std::vector<PublishedRow>& rows, int year,
                       size_t column, int plan_years, Ore opening) {
  Budget budget;
  budget.year = {"2220001511", year};
  budget.version = 1;
  budget.decided.plan_years = plan_years;
  budget.decided.opening_capital = opening;
  for (const LineFact& fact : LinesOf(rows, column)) {
    Line line;
    line.id = fact.line;
    line.label = fact.label;
    line.group = fact.group;
    line.kind = fact.kind;
    line.amount = *fact.amount;
    for (const PublishedRow& row : rows) {
      if (Slug(row.label) != line.id) continue;
      for (size_t i = 1; i <= static_cast<size_t>(plan_years); ++i) {
        line.plan.push_back(CellAmount(row.cells[column + i]));
      }
    }
    budget.decided.lines.push_back(std::move(line));
  }
  return budget;
}

// A forecast says neither label, group nor kind of lines that are budgeted.
inline ColumnFacts ForecastOf(const std::vector<PublishedRow>& rows, int year,
                              size_t column, Ore opening) {
  Forecast forecast;
  forecast.year = year;
  forecast.opening_capital = opening;
  for (const LineFact& fact : LinesOf(rows, column)) {
    ForecastLine line;
    line.line = fact.line;
    line.amount = *fact.amount;
    forecast.lines.push_back(std::move(line));
  }
  return FactsOfForecast(forecast, "forecasts/1");
}

// The outcome of January to June 2017, to the öre: the published kronor are
// rounded each by itself, so that costs and result are a krona off their rows.
inline ColumnFacts OutcomeOf2017() {
  ColumnFacts facts;
  facts.key = {ColumnSource::kOutcome, 2017, 6};
  for (LineFact& fact : LinesOf(PublishedInterim(), 1)) {
    constexpr Ore kBelow{-35};
    if (fact.line == "ranteintakter") fact.amount = Ore{132};
    if (fact.line == "ores-och-kronutjamning") fact.amount = Ore{-2};
    if (fact.line == "jobbcenter-unga" || fact.line == "kansli" ||
        fact.line == "revision" || fact.line == "navigatorcentrum") {
      *fact.amount += kBelow;
    }
    Figure figure;
    figure.id = absl::StrCat("income-statement/", fact.line, "/2017");
    figure.value = *fact.amount;
    LineFact outcome = OutcomeFact(fact.line, figure);
    if (fact.line == "ranteintakter" || fact.line == "ores-och-kronutjamning") {
      // Lines that are not budgeted describe themselves.
      outcome.label = fact.label;
      outcome.group = fact.group;
      outcome.kind = fact.kind;
    }
    facts.lines.push_back(std::move(outcome));
  }
  return facts;
}

}  // namespace finsam::budget

#endif  // FINSAM_TESTS_BUDGET_FINNVEDEN_COLUMNS_H_
