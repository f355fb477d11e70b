// Folders of a plan and of an interim report with one thing wrong in them.

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/e2e/refusal_test.h"

namespace finsam::e2e {
namespace {

class BadBudgetTest : public RefusalTest {
 protected:
  struct Case {
    const char* file;
    const char* from;
    const char* to;
    const char* reason;
    const char* field;
    const char* found;
  };

  static void ExpectEachRefused(const YearFiles& example,
                                const std::string& year,
                                const std::vector<Case>& cases) {
    for (const Case& c : cases) {
      SCOPED_TRACE(c.reason);
      YearFiles files = example;
      const int64_t line = Replace(files, c.file, c.from, c.to);
      ImportOptions options;
      options.fiscal_year = year;
      ExpectRefused(files, {c.reason, c.file, line, c.found, "", c.field},
                    options);
    }
  }
};

TEST_F(BadBudgetTest, OfThePlan) {
  ExpectEachRefused(
      Finnveden2025Plan(), kFinnvedenPlan,
      {{"budget.csv", ";889 000;", ";889 000 kr netto;", "AMOUNT_MALFORMED",
        "plan 2026", "889 000 kr netto"},
       {"budget.csv", ";90 %;", ";95 %;", "BUDGET_FACTOR", "faktor", "95 %"},
       {"budget-2024.csv", "kansli;Kansli;Administration;kostnad;550000",
        "kansli;Kansli;Administration;utgift;550000", "FIELD_INVALID", "slag",
        "utgift"},
       {"forecast-2024.csv", "manuell;46 100", "gissning;46 100",
        "FIELD_INVALID", "metod", "gissning"},
       {"contributions.csv", ";9 314;", ";9 314 personer;", "COUNT_MALFORMED",
        "invånare", "9 314 personer"},
       {"layouts/budget.yaml", "plan: 2026", "plan: 2026-13", "TABLE_COLUMN",
        "plan", "2026-13"}});
}

TEST_F(BadBudgetTest, OfTheInterimReport) {
  ExpectEachRefused(
      Finnveden2017Interim(), kFinnvedenInterim,
      {{"instalments.csv", "236 200;2017-01;2017-06", "236 200;2017-01;juni",
        "MONTH_INVALID", "till", "juni"},
       {"instalments.csv", "varnamo-kommun;bidrag-varnamo",
        "vetlanda-kommun;bidrag-varnamo", "INSTALMENT_MEMBER", "medlem",
        "vetlanda-kommun"},
       {"forecast.csv", "kansli;manuell;530 000", "kansli;manuell;",
        "FORECAST_AMOUNT_MISSING", "belopp", ""},
       {"budget-rules.yaml", "share: 20 %", "share: en femtedel",
        "SHARE_MALFORMED", "share", "en femtedel"},
       {"layouts/budget.yaml", "only: [outcome-2017-06, forecast-2017]",
        "only: [utfall, forecast-2017]", "TABLE_ONLY", "only", "utfall"}});
}

}  // namespace
}  // namespace finsam::e2e
