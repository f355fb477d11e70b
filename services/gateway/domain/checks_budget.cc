// Rules over what the budget service says: tables of budgets, plans and
// forecasts, contributions, accruals and capital.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/gateway/domain/rule.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;

constexpr char kOpeningCapital[] = "/opening-capital/";

// The last month of an interim report as the budget service writes it.
std::string Period(const RuleRun& run) {
  const int through = run.input().report->through;
  return absl::StrFormat("%d-%02d", through / 100, through % 100);
}

// True when the figure is income and opening capital added up, and nothing
// subtracted: means that are available, not a closing balance.
bool CountsCapitalAsMeans(const Figure& figure) {
  bool capital = false;
  bool other = false;
  for (const Term& term : figure.provenance.terms) {
    if (term.factor < 0 || absl::StrContains(term.figure_id, "/result/")) {
      return false;
    }
    const bool is_capital = absl::StrContains(term.figure_id, kOpeningCapital);
    (is_capital ? capital : other) = true;
  }
  return capital && other;
}

struct MeansRow {
  std::vector<std::string> with;     // Labels of the columns that count it.
  std::vector<std::string> without;  // And of the others.
  std::vector<std::string> ids;
};

void CheckMeansRow(RuleRun& run, const Table& table, const TableRow& row) {
  MeansRow means;
  for (size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) {
    const auto* cell = std::get_if<FigureCell>(&row.cells[i]);
    // A difference of columns tells nothing that these do not.
    if (cell == nullptr || absl::StartsWith(table.columns[i].id, "deviation")) {
      continue;
    }
    const bool counts = CountsCapitalAsMeans(cell->figure);
    (counts ? means.with : means.without).push_back(table.columns[i].label);
    means.ids.push_back(cell->figure.id);
  }
  if (means.with.empty()) return;
  run.Compared();
  const std::string about = absl::StrCat(table.id, "/", row.id);
  if (means.without.empty()) {
    run.Add(about, kDefinition,
            absl::StrCat("Raden ", row.label, " i ", table.title,
                         " räknar in det egna kapitalet från tidigare år "
                         "bland intäkterna; det är ingen intäkt."),
            means.ids);
    return;
  }
  run.Add(absl::StrCat(about, "/columns"), kDefinition,
          absl::StrCat("Raden ", row.label, " i ", table.title,
                       " räknar in det egna kapitalet från tidigare år i ",
                       absl::StrJoin(means.with, ", "), " men inte i ",
                       absl::StrJoin(means.without, ", "),
                       "; kolumnerna går inte att jämföra."),
          means.ids);
}

void CapitalIsNoIncome(RuleRun& run) {
  ForEachPrintedTable(run.input().report->sections, [&run](const Table& table) {
    for (const TableRow& row : table.rows) {
      if (row.kind == RowKind::kTotal) CheckMeansRow(run, table, row);
    }
  });
}

// Costs that are forecast in lines that were not decided at all.
void CheckUnbudgeted(RuleRun& run) {
  const Figure* costs =
      Find(run.figures(), run.Id("forecast/costs", run.year()));
  if (costs == nullptr) return;
  for (const Term& term : costs->provenance.terms) {
    absl::string_view line = term.figure_id;
    if (!absl::ConsumePrefix(&line, "forecast/")) continue;
    const auto forecast = run.Amount(term.figure_id);
    if (!forecast.has_value() ||
        Find(run.figures(), absl::StrCat("budget/", line)) != nullptr) {
      continue;
    }
    run.Compared();
    if (*forecast <= Ore{0}) continue;
    run.Add(term.figure_id, kExplain,
            absl::StrCat("Prognosen har kostnader för ",
                         line.substr(0, line.find('/')),
                         ", som budgeten inte har; ange skälet."),
            {term.figure_id}, Kronor(*forecast), "");
  }
}

// Of an interim report: what is now expected to cost more than was decided.
void ForecastIsWithinBudget(RuleRun& run) {
  if (run.input().report->kind != ReportKind::kInterim) return;
  const Figure* costs = Find(run.figures(), run.Id("budget/costs", run.year()));
  if (costs == nullptr) return;
  CheckUnbudgeted(run);
  for (const Term& term : costs->provenance.terms) {
    absl::string_view line = term.figure_id;
    if (!absl::ConsumePrefix(&line, "budget/")) continue;
    const std::string forecast_id = absl::StrCat("forecast/", line);
    const auto budget = run.Amount(term.figure_id);
    const auto forecast = run.Amount(forecast_id);
    if (!budget.has_value() || !forecast.has_value()) continue;
    run.Compared();
    if (*forecast <= *budget) continue;
    const PrintedPair printed = PrintPair(*forecast, *budget);
    run.Add(forecast_id, kExplain,
            absl::StrCat("Prognosen för ", line.substr(0, line.find('/')),
                         " är högre än budgeten; ange skälet."),
            {forecast_id, term.figure_id}, printed.found, printed.expected);
  }
}

// The month of an instalment is not the months that it is for.
void IncomeIsAccrued(RuleRun& run) {
  const Report& report = *run.input().report;
  if (report.kind != ReportKind::kInterim) return;
  for (const Problem& warning : run.input().facts->follow_up_warnings) {
    if (warning.reason == "OUTCOME_UNBOOKED") {
      run.Add("unbooked", kExplain, warning.message, {});
    } else if (warning.reason == "OUTCOME_ACCRUED_ALREADY" &&
               warning.found != warning.expected) {
      // The books have spread the instalments over other months, or one of
      // them is missing there.
      run.Add(absl::StrCat("accrued-already/", warning.field), kExplain,
              warning.message, {}, warning.found, warning.expected);
    }
  }
  const std::string& trouble = run.input().facts->accrual_trouble;
  if (!trouble.empty()) {
    run.Add("accrued", kError,
            absl::StrCat("Delbetalningarna går inte att fördela på månader: ",
                         trouble),
            {});
    return;
  }
  const std::string booked_id = absl::StrCat("outcome/result/", Period(run));
  const std::string accrued_id = absl::StrCat("accrued/result/", Period(run));
  const auto booked = run.Amount(booked_id);
  const auto accrued = run.Amount(accrued_id);
  if (!booked.has_value() || !accrued.has_value()) return;
  run.Compared();
  if (*booked == *accrued) return;
  const PrintedPair printed = PrintPair(*booked, *accrued);
  run.Add("accrued", kError,
          absl::StrCat("Periodens resultat är ", printed.found,
                       " som bokfört, men ", printed.expected,
                       " när medlemmarnas delbetalningar fördelas på de "
                       "månader de gäller."),
          {booked_id, accrued_id}, printed.found, printed.expected);
}

// Contributions as decided; what was paid is checked against the books.
void ContributionsFollowTheLaw(RuleRun& run) {
  for (const char* party : {"state", "regions", "municipalities"}) {
    const std::string id = absl::StrCat("contribution/", party, ".share");
    if (Find(run.figures(), run.Id(id, run.year())) != nullptr) run.Compared();
  }
  for (const BudgetFinding& finding : run.input().facts->budget_findings) {
    if (!absl::StartsWith(finding.code, "CONTRIBUTION_")) continue;
    const auto printed = [](const Figure& figure) {
      return HasValue(figure.value)
                 ? FormatWithUnit(figure.value, DefaultDisplay(figure.value))
                 : "";
    };
    run.Add(finding.found.id,
            finding.code == "CONTRIBUTION_TOTAL_DIFFERS" ? kError
            : finding.code == "CONTRIBUTION_LAW"         ? kNorm
                                                         : kExplain,
            finding.message, {finding.found.id}, printed(finding.found),
            printed(finding.expected));
  }
}

// The budget year and the years that the budget plans for, with the word that
// their figures begin with.
std::vector<std::pair<std::string, int>> PlannedYears(const RuleRun& run) {
  std::vector<std::pair<std::string, int>> years = {{"budget", run.year()}};
  if (run.input().report->kind != ReportKind::kPlan) return years;
  for (int year = run.year() + 1;
       Find(run.figures(), run.Id("plan/result", year)) != nullptr; ++year) {
    years.emplace_back("plan", year);
  }
  return years;
}

void CompareCapital(RuleRun& run, const std::string& capital_line, int year,
                    const char* of) {
  const std::string guideline_id = run.Id("capital/guideline", year);
  const std::string capital_id = run.Id(capital_line, year);
  const auto guideline = run.Amount(guideline_id);
  const auto capital = run.Amount(capital_id);
  if (!guideline.has_value() || !capital.has_value()) return;
  run.Compared();
  if (*capital <= *guideline) return;
  const PrintedPair printed = PrintPair(*capital, *guideline);
  run.Add(capital_id, kNorm,
          absl::StrCat("Det egna kapitalet vid slutet av ", year, " enligt ",
                       of, " är större än riktlinjen säger."),
          {capital_id, guideline_id}, printed.found, printed.expected);
}

void CapitalIsWithinTheGuideline(RuleRun& run) {
  const int year = run.year();
  switch (run.input().report->kind) {
    case ReportKind::kAnnual:
      CompareCapital(run, "balance-sheet/total-own-capital", year,
                     "balansräkningen");
      return;
    case ReportKind::kInterim:
      CompareCapital(run, "forecast/closing-capital", year, "prognosen");
      return;
    case ReportKind::kPlan:
      for (const auto& [word, planned] : PlannedYears(run)) {
        CompareCapital(run, "capital/closing", planned,
                       word == "budget" ? "budgeten" : "planen");
      }
  }
}

void AdoptedBeforeTheYear(RuleRun& run) {
  if (run.input().report->kind != ReportKind::kPlan) return;
  const std::string id = run.Id("budget/adopted", run.year());
  const Figure* figure = Find(run.figures(), id);
  if (figure == nullptr) return;
  const auto* day = std::get_if<absl::CivilDay>(&figure->value);
  if (day == nullptr) return;
  run.Compared();
  const absl::CivilDay last(run.year() - 1, 11, 30);
  if (*day <= last) return;
  run.Add("budget-adopted", kNorm,
          "Budgeten är fastställd senare än november året före.", {id},
          absl::FormatCivilTime(*day), absl::FormatCivilTime(last));
}

void BudgetIsNotNegative(RuleRun& run) {
  if (run.input().report->explained.contains("budget/result")) return;
  for (const auto& [word, year] : PlannedYears(run)) {
    const std::string result = run.Id(absl::StrCat(word, "/result"), year);
    const auto amount = run.Amount(result);
    if (!amount.has_value()) continue;
    run.Compared();
    if (amount->value >= 0) continue;
    run.Add(
        word == "budget" ? "budget-result" : absl::StrCat("plan-result-", year),
        kNorm,
        absl::StrCat(
            word == "budget" ? "Budgeten" : absl::StrCat("Planen för ", year),
            " har större kostnader än intäkter. Ange skälet, "
            "till exempel att sparat eget kapital används."),
        {result}, Kronor(*amount), "");
  }
}

// A line that is in a printed sum and on no printed row.
void BudgetTablesAddUp(RuleRun& run) {
  for (const Problem& warning : run.input().facts->table_warnings) {
    run.Compared();
    run.Add(absl::StrCat("tables/", warning.found), kError,
            absl::StrCat(warning.message, " (", warning.file, ", rad ",
                         warning.line, ": ", warning.found, ")"),
            {}, warning.found, "");
  }
}

}  // namespace

const std::vector<Rule>& BudgetRules() {
  static const std::vector<Rule> rules = {
      {"BU-1", "Budgeten är en och samma", "Finsamlagen 23 §",
       CapitalIsNoIncome},
      {"BU-2", "Avvikelser har ett tecken", "RKR R14", ForecastIsWithinBudget},
      {"IS-1", "Årets resultat är en och samma siffra", "LKBR 4 kap.",
       IncomeIsAccrued},
      {"NT-1", "Noternas rader ger noternas summor", "LKBR 9 kap.",
       BudgetTablesAddUp},
      {"NO-1", "Bidragen är 50, 25 och 25 procent", "Finsamlagen 5 §",
       ContributionsFollowTheLaw},
      {"NO-2", "Eget kapital är inom riktlinjen", "Nationella rådet",
       CapitalIsWithinTheGuideline},
      {"NO-3", "Redovisning och budget är beslutade i tid", "Finsamlagen 23 §",
       AdoptedBeforeTheYear},
      {"NO-4", "Budgeten är i balans eller har ett skäl",
       "Finsamlagen 21 §, KL 11:5", BudgetIsNotNegative},
  };
  return rules;
}

}  // namespace finsam::gateway
