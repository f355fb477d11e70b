// Rules over the statements: they balance, add up, and agree.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/domain/rule.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;

constexpr char kCash[] = "balance-sheet/cash";
constexpr char kOwnCapital[] = "balance-sheet/total-own-capital";
constexpr char kRetained[] = "balance-sheet/retained-earnings";
constexpr char kSheetResult[] = "balance-sheet/result-of-year";
constexpr char kResult[] = "income-statement/result-of-year";

// The report's year and the comparison year.
std::vector<int> Years(const RuleRun& run) {
  return {run.year(), run.year() - 1};
}

void BalanceSheetBalances(RuleRun& run) {
  for (const int year : Years(run)) {
    const std::string assets = run.Id("balance-sheet/total-assets", year);
    const std::string funding =
        run.Id("balance-sheet/total-own-capital-and-liabilities", year);
    run.RequireEqual(absl::StrCat(year), kError, run.Amount(assets),
                     run.Amount(funding), {assets, funding},
                     absl::StrCat("Balansräkningen ", year,
                                  " balanserar inte: summa tillgångar skiljer "
                                  "sig från summa eget kapital och skulder."));
  }
}

void OwnCapitalAddsUp(RuleRun& run) {
  for (const int year : Years(run)) {
    const std::string retained = run.Id(kRetained, year);
    const std::string result = run.Id(kSheetResult, year);
    const std::string total = run.Id(kOwnCapital, year);
    const auto a = run.Amount(retained);
    const auto b = run.Amount(result);
    if (!a.has_value() || !b.has_value()) continue;
    run.RequireEqual(
        absl::StrCat(year), kError, run.Amount(total), *a + *b,
        {total, retained, result},
        absl::StrCat("Eget kapital ", year,
                     " är inte det balanserade beloppet plus årets resultat."));
  }
}

void OwnCapitalRollsForward(RuleRun& run) {
  const std::string opening = run.Id(kRetained, run.year());
  const std::string closing = run.Id(kOwnCapital, run.year() - 1);
  run.RequireEqual(
      "own-capital", kError, run.Amount(opening), run.Amount(closing),
      {opening, closing},
      "Balanserat eget kapital vid årets början är inte det egna kapitalet vid "
      "förra årets slut.");
}

void ResultIsOneFigure(RuleRun& run) {
  for (const int year : Years(run)) {
    const std::string result = run.Id(kResult, year);
    for (const char* line :
         {"balance-sheet/result-of-year", "cash-flow/result-of-year",
          "operations-account/result", "balance-requirement/result-of-year",
          "multi-year-overview/result-of-year"}) {
      const std::string other = run.Id(line, year);
      run.RequireEqual(
          other, kError, run.Amount(other), run.Amount(result), {other, result},
          absl::StrCat("Årets resultat ", year,
                       " är inte samma belopp överallt i rapporten."));
    }
  }
}

void CashFlowAddsUp(RuleRun& run) {
  for (const int year : Years(run)) {
    Ore sum;
    bool any = false;
    std::vector<std::string> ids = {
        run.Id("cash-flow/cash-flow-of-year", year)};
    for (const char* line :
         {"cash-flow/operating-cash-flow", "cash-flow/investing-cash-flow",
          "cash-flow/financing-cash-flow"}) {
      const auto amount = run.Amount(run.Id(line, year));
      if (!amount.has_value()) continue;
      any = true;
      sum += *amount;
      ids.push_back(run.Id(line, year));
    }
    if (!any) continue;
    run.RequireEqual(absl::StrCat(year), kError, run.Amount(ids[0]), sum, ids,
                     absl::StrCat("Kassaflödet ", year,
                                  " är inte summan av löpande verksamhet, "
                                  "investeringar och finansiering."));
  }
}

void CashFlowTiesToCash(RuleRun& run) {
  for (const int year : Years(run)) {
    const std::string opening = run.Id("cash-flow/opening-cash", year);
    const std::string closing = run.Id("cash-flow/closing-cash", year);
    const std::string flow = run.Id("cash-flow/cash-flow-of-year", year);
    const std::string cash = run.Id(kCash, year);
    const auto from = run.Amount(opening);
    const auto change = run.Amount(flow);
    if (from.has_value() && change.has_value()) {
      run.RequireEqual(absl::StrCat("change-", year), kError, *from + *change,
                       run.Amount(cash), {opening, flow, cash},
                       absl::StrCat("Likvida medel vid årets början plus årets "
                                    "kassaflöde ",
                                    year, " är inte kassa och bank."));
    }
    run.RequireEqual(absl::StrCat("closing-", year), kError,
                     run.Amount(closing), run.Amount(cash), {closing, cash},
                     absl::StrCat("Likvida medel vid årets slut ", year,
                                  " är inte kassa och bank i "
                                  "balansräkningen."));
  }
  const std::string opening = run.Id("cash-flow/opening-cash", run.year());
  const std::string before = run.Id(kCash, run.year() - 1);
  run.RequireEqual("opening", kError, run.Amount(opening), run.Amount(before),
                   {opening, before},
                   "Likvida medel vid årets början är inte kassa och bank vid "
                   "förra årets slut.");
}

// A rise of a receivable takes cash, a rise of a liability gives cash.
void WorkingCapitalHasRightSigns(RuleRun& run) {
  struct Line {
    const char* flow;
    const char* balance;
    int sign;
    const char* name;
  };
  constexpr Line kLines[] = {
      {"cash-flow/change-in-receivables", "balance-sheet/receivables", -1,
       "kortfristiga fordringar"},
      {"cash-flow/change-in-current-liabilities",
       "balance-sheet/current-liabilities", 1, "kortfristiga skulder"},
  };
  for (const Line& line : kLines) {
    const std::string flow = run.Id(line.flow, run.year());
    const std::string now = run.Id(line.balance, run.year());
    const std::string before = run.Id(line.balance, run.year() - 1);
    const auto after = run.Amount(now);
    const auto prior = run.Amount(before);
    if (!after.has_value() || !prior.has_value()) continue;
    const Ore rise = *after - *prior;
    run.RequireEqual(
        flow, kError, run.Amount(flow), line.sign > 0 ? rise : -rise,
        {flow, now, before},
        absl::StrCat("Kassaflödets rad för ", line.name,
                     " har inte det tecken och belopp som balansräkningens "
                     "förändring ger."));
  }
}

void OverviewAddsUp(RuleRun& run) {
  for (const int year : Years(run)) {
    const std::string income = run.Id("multi-year-overview/income", year);
    const std::string costs = run.Id("multi-year-overview/costs", year);
    const std::string result =
        run.Id("multi-year-overview/result-of-year", year);
    const auto in = run.Amount(income);
    const auto out = run.Amount(costs);
    if (!in.has_value() || !out.has_value()) continue;
    run.RequireEqual(absl::StrCat(year), kError, run.Amount(result), *in - *out,
                     {result, income, costs},
                     absl::StrCat("Översikten ", year,
                                  ": resultatet är inte intäkter minus "
                                  "kostnader."));
  }
}

// The opening balances of the year are last year's closing ones, line by line;
// own capital as a whole, since the result moves inside it.
void ComparisonIsLastYearsClosing(RuleRun& run) {
  const Table* sheet = FindTable(run.input().facts->tables, "balance-sheet");
  if (sheet == nullptr) return;
  for (const TableRow& row : sheet->rows) {
    const std::string line = absl::StrCat("balance-sheet/", row.id);
    // The result moves into the balanced amount when the year is closed.
    if (line == kRetained || line == kSheetResult) continue;
    const std::string opening = absl::StrCat(line, "/opening-", run.year());
    const std::string closing = run.Id(line, run.year() - 1);
    run.RequireEqual(opening, kError, run.Amount(opening), run.Amount(closing),
                     {opening, closing},
                     absl::StrCat("Ingående balans för ", row.label,
                                  " är inte förra årets utgående balans, som "
                                  "jämförelsekolumnen visar."));
  }
}

}  // namespace

const std::vector<Rule>& StatementRules() {
  static const std::vector<Rule> rules = {
      {"BS-1", "Balansräkningen balanserar", "LKBR 6 kap.",
       BalanceSheetBalances},
      {"BS-3", "Eget kapital är balanserat belopp plus årets resultat",
       "LKBR 6 kap.", OwnCapitalAddsUp},
      {"RF-1", "Eget kapital rullar från år till år", "LKBR 4 kap.",
       OwnCapitalRollsForward},
      {"IS-1", "Årets resultat är en och samma siffra", "LKBR 5 kap.",
       ResultIsOneFigure},
      {"CF-1", "Kassaflödets delar summerar", "RKR R13", CashFlowAddsUp},
      {"CF-2", "Kassaflödet förklarar förändringen i kassa och bank", "RKR R13",
       CashFlowTiesToCash},
      {"CF-3", "Rörelsekapitalets rader har rätt tecken", "RKR R13",
       WorkingCapitalHasRightSigns},
      {"OV-1", "Översiktens rader summerar", "RKR R15", OverviewAddsUp},
      {"PY-1", "Jämförelsekolumnen är förra årets utgående balans",
       "LKBR 4 kap.", ComparisonIsLastYearsClosing},
  };
  return rules;
}

}  // namespace finsam::gateway
