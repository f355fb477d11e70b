// Rules over tables of several years, and over own capital through them.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/equity.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

constexpr int64_t kWhole = 10'000;  // 100 % in hundredths of a percent.

bool ShowsYears(const Sheet& sheet) {
  return sheet.kind == SheetKind::kOverview ||
         (sheet.kind == SheetKind::kOther && sheet.columns.size() >= 3);
}

// The rows that together are the result, with their signs; empty when the
// sheet has no such rows.
std::vector<Addend> ResultRows(const Sheet& sheet, size_t* result) {
  auto costs = sheet.RowOf(Line::kCosts);
  if (!costs) costs = sheet.RowOf(Line::kNetCosts);
  const auto found = sheet.RowOf(Line::kResult);
  auto income = sheet.RowOf(Line::kIncome);
  if (!income) income = sheet.RowOf(Line::kContributions);
  if (!costs || !income || !found || *income > *found || *costs > *found) {
    return {};
  }
  *result = *found;
  std::vector<Addend> addends = {{*income, 1}, {*costs, -1}};
  for (size_t i = std::max(*income, *costs) + 1; i < *found; ++i) {
    if (sheet.rows[i].kind == RowKind::kDetail) addends.push_back({i, 1});
  }
  return addends;
}

// Whether a difference is what the income statement shows as financial.
bool IsFinancial(const Run& run, int year, int64_t difference) {
  for (const Line line : {Line::kFinancialCosts, Line::kFinancialIncome}) {
    const auto value =
        run.reading().Of(SheetKind::kIncomeStatement, line, year);
    if (value && *value != 0 && std::abs(*value) == std::abs(difference)) {
      return true;
    }
  }
  return false;
}

void ResultIsIncomeLessCosts(Run& run, const Sheet& sheet) {
  size_t result = 0;
  const std::vector<Addend> addends = ResultRows(sheet, &result);
  if (addends.empty()) return;
  const Sum sum{result, addends};
  int fits = 0;
  int misses = 0;
  for (size_t column = 0; column < sheet.columns.size(); ++column) {
    const auto made = SumOf(sheet, sum, column);
    const auto value = sheet.Value(result, column);
    if (!made || !value) continue;
    Fits(FitOf(*made - *value, addends.size(), sheet.unit)) ? ++fits : ++misses;
  }
  if (fits < misses) return;  // The rows mean something else.
  for (size_t column = 0; column < sheet.columns.size(); ++column) {
    const auto made = SumOf(sheet, sum, column);
    if (!made || !sheet.At(result, column)) continue;
    const Place place{&sheet, result, column};
    const bool explained = IsFinancial(run, sheet.columns[column].meaning.year,
                                       *made - place.value());
    run.Hold(place.address(), place, *made, addends.size(),
             explained ? kDefinition : kError,
             absl::StrCat(
                 place.Name(), ": intäkter minus kostnader är ett annat belopp",
                 explained ? "; skillnaden är en finansiell post" : ""));
  }
}

// A line of the overview against the statement that has it. Amounts that the
// statement shows on other lines explain the difference.
void HoldOverview(Run& run, const Sheet& sheet, Line line,
                  const std::vector<Line>& others, int year) {
  const auto shown = PlaceOf(sheet, line, year);
  const auto printed =
      PlaceOf(run.reading(), SheetKind::kIncomeStatement, line, year);
  if (!shown || !printed || sheet.kind != SheetKind::kOverview) return;
  // "Kostnad verksamhet" may be of another scope than "Verksamhetens
  // kostnader".
  const std::string& label = sheet.rows[shown->row].folded;
  if (label != printed->sheet->rows[printed->row].folded &&
      label != "intakter" && label != "kostnader") {
    return;
  }
  int64_t made = std::abs(printed->value());
  for (const Line other : others) {
    const auto more =
        PlaceOf(run.reading(), SheetKind::kIncomeStatement, other, year);
    if (more) made += std::abs(more->value());
  }
  const int64_t step = std::max(sheet.unit, printed->sheet->unit);
  const int64_t off =
      std::abs(std::abs(shown->value()) - std::abs(printed->value()));
  const bool explained = std::abs(std::abs(shown->value()) - made) <= step;
  if (off > step && explained) {
    run.Compared();
    run.Add(
        shown->address(), kDefinition,
        absl::StrCat(shown->Name(),
                     " räknar med finansiella poster eller "
                     "avskrivningar som resultaträkningens ",
                     printed->sheet->rows[printed->row].label, " inte har."),
        {shown->address(), printed->address()},
        Print(shown->value(), Measure::kMoney, sheet.unit),
        Print(printed->value(), Measure::kMoney, printed->sheet->unit));
    // Cut where the rest of the table is rounded?
    const Quantity& quantity = shown->quantity();
    if (sheet.unit > printed->sheet->unit && !SameRounded(quantity, made) &&
        SameCut(quantity, made)) {
      run.Add(
          absl::StrCat(shown->address(), "/avkortat"), kRounding,
          absl::StrCat(shown->Name(), ": beloppet är avkortat, inte avrundat."),
          {shown->address()},
          Print(shown->value(), Measure::kMoney, sheet.unit),
          Print(made, Measure::kMoney, 100));
    }
    return;
  }
  run.HoldSame(shown->address(), *shown, *printed, kError,
               absl::StrCat(shown->Name(), " är inte resultaträkningens ",
                            printed->sheet->rows[printed->row].label),
               /*regardless_of_sign=*/true);
}

void SolidityIsARatio(Run& run, const Sheet& sheet, int year) {
  const auto shown = PlaceOf(sheet, Line::kSolidity, year);
  const auto equity = ClosingEquity(run.reading(), year);
  const auto assets =
      run.reading().Of(SheetKind::kBalanceSheet, Line::kAssets, year);
  if (!shown || !equity || !assets || *assets <= 0) return;
  const int64_t ratio = (2 * *equity * kWhole + *assets) / (2 * *assets);
  run.Compared();
  if (SameRounded(shown->quantity(), ratio) ||
      SameCut(shown->quantity(), ratio)) {
    return;
  }
  run.Add(shown->address(), kError,
          absl::StrCat(shown->Name(),
                       ": eget kapital genom tillgångar är en annan andel."),
          {shown->address()}, Print(shown->value(), Measure::kPercent),
          Print(ratio / 10 * 10, Measure::kPercent));
}

void OverviewMeetsTheStatements(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (ShowsYears(sheet) || sheet.kind == SheetKind::kOperations) {
      ResultIsIncomeLessCosts(run, sheet);
    }
    if (!ShowsYears(sheet)) continue;
    for (const int year : {run.year(), run.year() - 1}) {
      HoldOverview(run, sheet, Line::kIncome, {Line::kFinancialIncome}, year);
      HoldOverview(run, sheet, Line::kCosts,
                   {Line::kDepreciation, Line::kFinancialCosts}, year);
      const auto result = PlaceOf(sheet, Line::kResult, year);
      const auto printed = PlaceOf(run.reading(), SheetKind::kIncomeStatement,
                                   Line::kResult, year);
      if (result && printed) {
        run.HoldSame(result->address(), *result, *printed, kError,
                     absl::StrCat(result->Name(),
                                  " är inte resultaträkningens resultat"));
      }
      SolidityIsARatio(run, sheet, year);
    }
  }
}

void OverviewsAgree(Run& run) {
  for (const Line line : {Line::kResult, Line::kEquity}) {
    for (size_t i = 0; i < run.sheets().size(); ++i) {
      for (size_t j = i + 1; j < run.sheets().size(); ++j) {
        const Sheet& first = run.sheets()[i];
        const Sheet& second = run.sheets()[j];
        if (!ShowsYears(first) || !ShowsYears(second)) continue;
        for (const Column& column : second.columns) {
          const int year = column.meaning.year;
          const auto one = PlaceOf(first, line, year);
          const auto other = PlaceOf(second, line, year);
          if (!one || !other) continue;
          run.HoldSame(other->address(), *other, *one, kError,
                       absl::StrCat(other->Name(), " är ett annat belopp i ",
                                    first.name));
        }
      }
    }
  }
}

void EquityFollowsResults(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (!ShowsYears(sheet)) continue;
    for (const Column& column : sheet.columns) {
      const int year = column.meaning.year;
      const auto now = PlaceOf(sheet, Line::kEquity, year);
      const auto before = PlaceOf(sheet, Line::kEquity, year - 1);
      const auto result = PlaceOf(sheet, Line::kResult, year);
      if (!now || !before || !result) continue;
      run.Hold(now->address(), *now, before->value() + result->value(), 2,
               kError,
               absl::StrCat(now->Name(),
                            ": fjolårets kapital och årets "
                            "resultat ger ett annat belopp"),
               {before->address(), result->address()});
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& OverviewRules() {
  static const std::vector<PrintedRule> rules = {
      {"OV-1", "Översikten stämmer med sig själv och uppställningarna",
       "RKR R15", OverviewMeetsTheStatements},
      {"OV-2", "Två översikter av ett år är lika", "RKR R15", OverviewsAgree},
      {"EQ-1", "Eget kapital följer årens resultat", "RKR R15",
       EquityFollowsResults},
  };
  return rules;
}

}  // namespace finsam::gateway::printed
