// Checks over what the budget service says, in each kind of report.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/gateway/checks_case.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;
using testing::HasSubstr;

void BeInterim(SampleYear& year) {
  year.layout.kind = ReportKind::kInterim;
  year.layout.through = 202406;
}

void BePlan(SampleYear& year) { year.layout.kind = ReportKind::kPlan; }

// Several changes, one after the other.
Change All(std::vector<Change> changes) {
  return [changes = std::move(changes)](SampleYear& year) {
    for (const Change& change : changes) change(year);
  };
}

// Gives a figure terms; it must be there.
void SetTerms(SampleYear& year, const std::string& id,
              const std::vector<Term>& terms) {
  year.facts.figures.at(id).provenance.terms = terms;
}

Cell CellOf(const std::string& id, int64_t kronor,
            const std::vector<Term>& terms) {
  Figure figure{id, Kr(kronor), {}};
  figure.provenance.terms = terms;
  return FigureCell{figure, {Unit::kKronor, 0}};
}

// A table of a budget and a forecast whose row of available means counts the
// opening capital in the budget, and in the forecast when `both` says so.
Change WithMeans(bool budget, bool both) {
  return [=](SampleYear& year) {
    const auto terms = [](const std::string& source, bool capital) {
      std::vector<Term> out = {{source + "/income/2024", 1}};
      if (capital) out.push_back({source + "/opening-capital/2024", 1});
      return out;
    };
    Table table{"plan", "Budget och prognos", "kr", "", {}, {}};
    table.columns = {{"budget-2024", "Budget"}, {"forecast-2024", "Prognos"}};
    table.rows = {
        {"available",
         "Tillgängliga medel",
         RowKind::kTotal,
         "",
         {CellOf("plan/available/budget-2024", 5'000'000,
                 terms("budget", budget)),
          CellOf("plan/available/forecast-2024", 4'000'000,
                 terms("forecast", both))}},
        // What is left is no means, though it counts the capital too.
        {"closing-capital",
         "Kvar",
         RowKind::kTotal,
         "",
         {CellOf(
              "budget/closing-capital/2024", 1'000'000,
              {{"budget/opening-capital/2024", 1}, {"budget/result/2024", 1}}),
          CellOf("plan/closing-capital/forecast-2024", 1'000'000,
                 {{"forecast/opening-capital/2024", 1},
                  {"forecast/income/2024", 1},
                  {"forecast/costs/2024", -1}})}},
    };
    year.facts.tables.push_back(table);
    AddFigures(year.facts.figures, table);
    year.layout.sections[0].content.push_back(TableSpec{"plan", "", {}, 1});
  };
}

TEST(ChecksBudgetTest, OpeningCapitalIsNoIncome) {
  const std::vector<std::string> ids = {"plan/available/budget-2024",
                                        "plan/available/forecast-2024"};
  ExpectFound({
      {"BU-1: in every column",
       WithMeans(true, true),
       {{"BU-1/plan/available", kDefinition, ids, "", ""}}},
      {"BU-1: in one column only",
       All({BeInterim, WithMeans(true, false)}),
       {{"BU-1/plan/available/columns", kDefinition, ids, "", ""}}},
      {"right: not at all", WithMeans(false, false), {}},
  });
  SampleYear year;
  WithMeans(true, false)(year);
  EXPECT_THAT(year.Check().findings.at(0).message,
              HasSubstr("i Budget men inte i Prognos"));
}

TEST(ChecksBudgetTest, AForecastAboveItsBudgetIsExplained) {
  const auto forecast = [](int64_t kronor) {
    return [kronor](SampleYear& year) {
      SetTerms(year, "budget/costs/2024", {{"budget/kansli/2024", 1}});
      year.SetKronor("forecast/kansli/2024", kronor);
      // Income above budget is no trouble.
      year.SetKronor("forecast/income/2024", 9'000'000);
    };
  };
  ExpectFound({
      {"BU-2: above",
       All({BeInterim, forecast(1'000'400)}),
       {{"BU-2/forecast/kansli/2024",
         kExplain,
         {"forecast/kansli/2024", "budget/kansli/2024"},
         "1 000 400 kr",
         "1 000 000 kr"}}},
      {"BU-2: a line that the budget lacks",
       All({BeInterim, forecast(1'000'000),
            [](SampleYear& year) {
              year.SetKronor("forecast/costs/2024", 1'000'001);
              year.SetKronor("forecast/lokal/2024", 1);
              SetTerms(
                  year, "forecast/costs/2024",
                  {{"forecast/kansli/2024", 1}, {"forecast/lokal/2024", 1}});
            }}),
       {{"BU-2/forecast/lokal/2024",
         kExplain,
         {"forecast/lokal/2024"},
         "1 kr",
         ""}}},
      {"right: as budgeted", All({BeInterim, forecast(1'000'000)}), {}},
      {"right: the year is over", forecast(1'000'400), {}},
  });
}

TEST(ChecksBudgetTest, InstalmentsAreAccrued) {
  const auto results = [](int64_t booked, int64_t accrued) {
    return Kronor({{"outcome/result/2024-06", booked},
                   {"accrued/result/2024-06", accrued}});
  };
  const auto warned = [](const char* reason, const char* found) {
    return [reason, found](SampleYear& year) {
      Problem warning;
      warning.reason = reason;
      warning.field = "bidrag";
      warning.found = found;
      warning.expected = "6";
      warning.message = "Så är det.";
      year.facts.follow_up_warnings = {warning};
    };
  };
  const std::vector<std::string> ids = {"outcome/result/2024-06",
                                        "accrued/result/2024-06"};
  ExpectFound({
      {"IS-1: booked for other months",
       All({BeInterim, results(1'065'701, 284'401)}),
       {{"IS-1/accrued", kError, ids, "1 065 701 kr", "284 401 kr"}}},
      {"IS-1: an öre apart",
       All({BeInterim, results(0, 0),
            [](SampleYear& year) {
              year.Set("outcome/result/2024-06", Ore{1});
            }}),
       {{"IS-1/accrued", kError, ids, "0,01 kr", "0,00 kr"}}},
      {"IS-1: the instalments do not fit the books",
       All({BeInterim,
            [](SampleYear& year) {
              year.facts.accrual_trouble = "för mycket";
            }}),
       {{"IS-1/accrued", kError, {}, "", ""}}},
      {"IS-1: months that are not booked are told of, whatever else",
       All({BeInterim, warned("OUTCOME_UNBOOKED", "5"),
            [](SampleYear& year) {
              year.facts.accrual_trouble = "för mycket";
            }}),
       {{"IS-1/accrued", kError, {}, "", ""},
        {"IS-1/unbooked", kExplain, {}, "", ""}}},
      {"IS-1: the books have spread an instalment otherwise",
       All({BeInterim, results(5, 5), warned("OUTCOME_ACCRUED_ALREADY", "5")}),
       {{"IS-1/accrued-already/bidrag", kExplain, {}, "5", "6"}}},
      {"right: the books have spread it as they should",
       All({BeInterim, results(5, 5), warned("OUTCOME_ACCRUED_ALREADY", "6")}),
       {}},
      {"right: accrued as booked", All({BeInterim, results(5, 5)}), {}},
      {"right: another month",
       All({BeInterim, results(5, 4),
            [](SampleYear& year) { year.layout.through = 202405; }}),
       {}},
      {"right: a whole year is closed by hand", results(5, 4), {}},
  });
  SampleYear year;
  BeInterim(year);
  results(1'065'701, 284'401)(year);
  const std::string message = year.Check().findings.at(0).message;
  EXPECT_THAT(message, HasSubstr(Printed("1 065 701 kr")));
  EXPECT_THAT(message, HasSubstr(Printed("284 401 kr")));
}

TEST(ChecksBudgetTest, ContributionsFollowTheLaw) {
  const auto finding = [](const char* code) {
    return [code](SampleYear& year) {
      Figure found{"contribution/state/2024", Kr(2'400'000), {}};
      Figure expected{"contribution/state.lawful/2024", Kr(2'500'000), {}};
      year.facts.budget_findings = {{code, "Staten bidrar med för lite.",
                                     std::move(found), std::move(expected)}};
    };
  };
  const auto said = [](FindingSeverity severity) {
    return std::vector<Said>{{"NO-1/contribution/state/2024",
                              severity,
                              {"contribution/state/2024"},
                              "2 400 000 kr",
                              "2 500 000 kr"}};
  };
  ExpectFound({
      {"NO-1: a party", All({BePlan, finding("CONTRIBUTION_LAW")}),
       said(kNorm)},
      {"NO-1: a member", All({BePlan, finding("CONTRIBUTION_DIVISION")}),
       said(kExplain)},
      {"NO-1: the sum", finding("CONTRIBUTION_TOTAL_DIFFERS"), said(kError)},
      {"NT-1: a line in a sum and on no row",
       [](SampleYear& year) {
         Problem hidden;
         hidden.reason = "TABLE_LINE_HIDDEN";
         hidden.found = "kansli";
         year.facts.table_warnings = {hidden};
       },
       {{"NT-1/tables/kansli", kError, {}, "kansli", ""}}},
      {"NT-1: every warning about the tables, also two of one row",
       [](SampleYear& year) {
         Problem hidden;
         hidden.reason = "TABLE_LINE_HIDDEN";
         hidden.line = 2;
         hidden.found = "kansli";
         Problem other = hidden;
         other.line = 9;
         Problem unknown = hidden;
         unknown.reason = "TABLE_ROW_UNKNOWN";
         unknown.found = "resor";
         year.facts.table_warnings = {hidden, other, unknown};
       },
       {{"NT-1/tables/kansli", kError, {}, "kansli", ""},
        {"NT-1/tables/kansli/2", kError, {}, "kansli", ""},
        {"NT-1/tables/resor", kError, {}, "resor", ""}}},
      {"right: what was paid of a year that goes on",
       All({BeInterim,
            Kronor({{"note-2/bidrag-staten/2024", 1'000'000},
                    {"note-2/total/2024", 3'000'000}}),
            [](SampleYear& year) {
              year.Row("income-statement", "operating-income").note = "";
            }}),
       {}},
      {"right: a plan has no books to look in",
       All({BePlan, Without("note-2/bidrag-dalby/2024"),
            Without("note-2/total/2024")}),
       {}},
  });
  SampleYear year;
  year.Set("contribution/state.share/2024", Ratio{1, 2});
  for (const CheckSummary& summary : year.Check().summary) {
    if (summary.check != "NO-1") continue;
    EXPECT_EQ(summary.comparison_count, 7);
  }
}

TEST(ChecksBudgetTest, CapitalIsWithinTheGuideline) {
  const auto capital = [](const std::string& line, int year, int64_t kronor) {
    return Kronor({{absl::StrCat(line, "/", year), kronor},
                   {absl::StrCat("capital/guideline/", year), 814'000}});
  };
  const auto said = [](const std::string& line, int year) {
    return std::vector<Said>{{absl::StrCat("NO-2/", line, "/", year),
                              kNorm,
                              {absl::StrCat(line, "/", year),
                               absl::StrCat("capital/guideline/", year)},
                              "814 001 kr",
                              "814 000 kr"}};
  };
  const auto planned = Kronor({{"plan/result/2025", 0}});
  ExpectFound({
      {"NO-2: a plan's first year",
       All({BePlan, capital("capital/closing", 2024, 814'001)}),
       said("capital/closing", 2024)},
      {"NO-2: a planned year",
       All({BePlan, planned, capital("capital/closing", 2025, 814'001)}),
       said("capital/closing", 2025)},
      {"NO-2: an interim report's forecast",
       All({BeInterim, capital("forecast/closing-capital", 2024, 814'001)}),
       said("forecast/closing-capital", 2024)},
      {"NO-2: the balance sheet",
       Kronor({{"capital/guideline/2024", 949'999}}),
       {{"NO-2/balance-sheet/total-own-capital/2024",
         kNorm,
         {"balance-sheet/total-own-capital/2024", "capital/guideline/2024"},
         "950 000 kr",
         "949 999 kr"}}},
      {"right: at the guideline",
       All({BePlan, capital("capital/closing", 2024, 814'000)}),
       {}},
      {"right: there is none",
       All({BePlan, Kronor({{"capital/closing/2024", 9'000'000}}),
            Without("capital/guideline/2024")}),
       {}},
      {"right: an annual report is of what became",
       All({Kronor({{"capital/closing/2024", 9'000'000},
                    {"capital/guideline/2024", 950'000}})}),
       {}},
  });
}

TEST(ChecksBudgetTest, ABudgetIsAdoptedInNovember) {
  const auto adopted = [](absl::CivilDay day) {
    return [day](SampleYear& year) { year.Set("budget/adopted/2024", day); };
  };
  const absl::CivilDay late(2023, 12, 1);
  ExpectFound({
      {"right: the last day", All({BePlan, adopted(late - 1)}), {}},
      {"right: a report of a year asks for its own day", adopted(late), {}},
      {"right: a plan has no annual report's day",
       All({BePlan,
            [](SampleYear& year) {
              year.Set("report/adopted/2024", absl::CivilDay(2025, 5, 1));
            }}),
       {}},
      {"right: nor all signatures",
       All({BePlan, Number("signatures/count/2024", 0)}),
       {}},
  });
  SampleYear year;
  All({BePlan, adopted(late)})(year);
  const CheckResult result = year.Check();
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].id, "NO-3/budget-adopted");
  EXPECT_EQ(result.findings[0].severity, kNorm);
  EXPECT_EQ(result.findings[0].found, "2023-12-01");
  EXPECT_EQ(result.findings[0].expected, "2023-11-30");
}

TEST(ChecksBudgetTest, ANegativePlanHasAReason) {
  const auto negative = Kronor({{"budget/result/2024", -817'100},
                                {"plan/result/2025", -456'700},
                                {"plan/result/2026", 0},
                                {"plan/result/2028", -1}});
  const Said of_budget{
      "NO-4/budget-result", kNorm, {"budget/result/2024"}, "-817 100 kr", ""};
  ExpectFound({
      {"NO-4: without one",
       All({BePlan, negative}),
       {of_budget,
        {"NO-4/plan-result-2025",
         kNorm,
         {"plan/result/2025"},
         "-456 700 kr",
         ""}}},
      {"NO-4: other reports are of one year", negative, {of_budget}},
      {"right: a text says why",
       All({BePlan, negative,
            [](SampleYear& year) {
              std::get<TextSpec>(year.layout.sections[0].content[0])
                  .explains = {"budget/result"};
            }}),
       {}},
  });
}

TEST(ChecksBudgetTest, TheBudgetedResultIsShownInSomeTable) {
  const auto hide = [](SampleYear& year) {
    year.Columns("income-statement")[0].rows.pop_back();
  };
  ExpectFound({
      {"BU-4: nowhere",
       All({BeInterim, hide}),
       {{"BU-4/result-not-shown",
         kExplain,
         {"budget/result/2024"},
         "",
         "0 kr"}}},
      {"right: in a table of the budget",
       All({BeInterim, hide,
            [](SampleYear& year) {
              Table table{"plan", "Budget", "kr", "", {}, {}};
              table.columns = {{"budget-2024", "Budget"}};
              table.rows = {{"result",
                             "Resultat",
                             RowKind::kTotal,
                             "",
                             {CellOf("budget/result/2024", 0, {})}}};
              year.facts.tables.push_back(table);
              year.layout.sections[0].content.push_back(
                  TableSpec{"plan", "", {}, 1});
            }}),
       {}},
  });
}

}  // namespace
}  // namespace finsam::gateway
