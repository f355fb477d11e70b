// Rules over budget columns and deviations from them.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/printed/equity.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

// The budget of costs or income wherever it stands.
std::vector<Place> BudgetPlaces(const Run& run, bool costs) {
  std::vector<Place> out;
  const std::vector<Line> lines =
      costs ? std::vector{Line::kCosts, Line::kNetCosts}
            : std::vector{Line::kIncome, Line::kContributions};
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kIncomeStatement &&
        sheet.kind != SheetKind::kOperations) {
      continue;
    }
    for (const Line line : lines) {
      const auto place = PlaceOf(sheet, line, run.year(), Role::kBudget);
      if (!place) continue;
      out.push_back(*place);
      break;
    }
  }
  // The note that the statement's line refers to.
  for (const Sheet& note : run.sheets()) {
    if (out.empty() || note.note.empty() ||
        out[0].sheet->rows[out[0].row].note != note.note) {
      continue;
    }
    const auto column = note.ColumnOf(run.year(), Role::kBudget);
    for (size_t i = note.rows.size(); column && i > 0; --i) {
      if (note.rows[i - 1].kind != RowKind::kTotal) continue;
      if (note.At(i - 1, *column)) out.push_back({&note, i - 1, *column});
      break;
    }
  }
  return out;
}

void BudgetIsOne(Run& run) {
  for (const bool costs : {true, false}) {
    const std::vector<Place> places = BudgetPlaces(run, costs);
    for (size_t i = 1; i < places.size(); ++i) {
      run.HoldSame(
          places[i].address(), places[i], places[0], kError,
          absl::StrCat(places[i].Name(), ": budgetens ",
                       costs ? "kostnader" : "intäkter",
                       " är ett annat belopp i ", places[0].sheet->name),
          /*regardless_of_sign=*/true);
    }
  }
}

// A total of income that counts what the year began with among it.
void OpeningCapitalIsNoIncome(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    for (const Sum& sum : SumsOf(sheet)) {
      const Row& total = sheet.rows[sum.total];
      if (total.line != Line::kIncome && !SaysIncome(total.folded)) continue;
      for (const Addend& addend : sum.addends) {
        const Row& row = sheet.rows[addend.row];
        if (row.line != Line::kOpeningEquity &&
            row.line != Line::kPreliminaryClosing) {
          continue;
        }
        size_t with = 0;
        size_t columns = 0;
        std::vector<std::string> addresses;
        for (size_t i = 0; i < sheet.columns.size(); ++i) {
          if (!sheet.At(sum.total, i)) continue;
          ++columns;
          if (!sheet.At(addend.row, i)) continue;
          ++with;
          addresses.push_back(sheet.Address(addend.row, i));
        }
        run.Compared();
        if (with == 0) continue;
        run.Add(absl::StrCat(sheet.id, "/", Slug(total.label)), kDefinition,
                absl::StrCat(sheet.name, ": ", total.label, " räknar ",
                             row.label, " som intäkt",
                             with < columns ? ", men bara i en del av "
                                              "kolumnerna."
                                            : "."),
                addresses);
      }
    }
  }
}

void ContributionsAreAsBudgeted(Run& run) {
  const auto paid = Contributions(run.reading(), run.year());
  if (!paid) return;
  for (const Sheet& sheet : run.sheets()) {
    const auto budget =
        PlaceOf(sheet, Line::kContributions, run.year(), Role::kBudget);
    if (!budget) continue;
    run.Compared();
    if (std::abs(std::abs(budget->value()) - *paid) <= sheet.unit) continue;
    run.Add(absl::StrCat(budget->address(), "/bidrag"), kExplain,
            absl::StrCat(budget->Name(),
                         " är inte de bidrag som medlemmarna "
                         "har betalat, fast de bestäms med "
                         "budgeten."),
            {budget->address()},
            Print(budget->value(), Measure::kMoney, sheet.unit),
            Print(*paid, Measure::kMoney, sheet.unit));
  }
}

void OneBudget(Run& run) {
  BudgetIsOne(run);
  OpeningCapitalIsNoIncome(run);
  ContributionsAreAsBudgeted(run);
}

void BudgetResultIsShown(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    const auto column = sheet.ColumnOf(run.year(), Role::kBudget);
    if (sheet.kind != SheetKind::kIncomeStatement || !column) continue;
    const auto result = BudgetResult(sheet, *column);
    if (!result) continue;
    run.Compared();
    if (PlaceOf(sheet, Line::kResult, run.year(), Role::kBudget)) continue;
    run.Add(sheet.id, kExplain,
            absl::StrCat(sheet.name,
                         ": budgeterat resultat visas inte; raderna ger ",
                         Print(*result, Measure::kMoney, sheet.unit), "."),
            {sheet.id});
  }
}

struct DeviationColumns {
  size_t outcome = 0;
  size_t budget = 0;
  size_t deviation = 0;
};

std::optional<DeviationColumns> ColumnsOf(const Sheet& sheet, int year) {
  const auto outcome = sheet.ColumnOf(year, Role::kOutcome);
  const auto budget = sheet.ColumnOf(year, Role::kBudget);
  for (size_t i = 0; i < sheet.columns.size(); ++i) {
    if (sheet.columns[i].meaning.role == Role::kDeviation && outcome &&
        budget) {
      return DeviationColumns{*outcome, *budget, i};
    }
  }
  return std::nullopt;
}

void HoldDeviations(Run& run, const Sheet& sheet, const DeviationColumns& of) {
  std::vector<std::string> turned;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const Quantity* outcome = sheet.At(i, of.outcome);
    const Quantity* budget = sheet.At(i, of.budget);
    if (!outcome || !budget || !sheet.At(i, of.deviation)) continue;
    const Place place{&sheet, i, of.deviation};
    const int64_t plain = outcome->value - budget->value;
    const bool fits = Fits(FitOf(plain - place.value(), 2, sheet.unit));
    const bool fits_turned = Fits(FitOf(-plain - place.value(), 2, sheet.unit));
    const int64_t sizes = std::abs(outcome->value) - std::abs(budget->value);
    if (fits || fits_turned) {
      run.Hold(place.address(), place, fits ? plain : -plain, 2, kError,
               place.Name());
      if (!fits && plain != 0) turned.push_back(place.address());
      continue;
    }
    const bool sign =
        outcome->value != 0 && budget->value != 0 &&
        Fits(FitOf(std::abs(sizes) - std::abs(place.value()), 2, sheet.unit));
    if (sign) {
      run.Compared();
      const Place planned{&sheet, i, of.budget};
      run.Add(
          place.address(), kError,
          absl::StrCat(planned.Name(),
                       ": budgeten har omvänt tecken mot utfallet."),
          {planned.address(), sheet.Address(i, of.outcome), place.address()},
          Print(budget->value, Measure::kMoney, sheet.unit),
          Print(-budget->value, Measure::kMoney, sheet.unit));
      continue;
    }
    const bool favourable =
        std::abs(-plain - place.value()) < std::abs(plain - place.value());
    run.Hold(place.address(), place, favourable ? -plain : plain, 2, kError,
             absl::StrCat(place.Name(),
                          ": utfall och budget ger en annan avvikelse"),
             {sheet.Address(i, of.outcome), sheet.Address(i, of.budget)});
  }
  if (turned.empty() || !sheet.columns[of.deviation].meaning.minus_budget) {
    return;
  }
  run.Add(
      absl::StrCat(sheet.id, "/tecken"), kDefinition,
      absl::StrCat(sheet.name,
                   ": rubriken säger utfall minus budget, men "
                   "avvikelsen är budget minus utfall på ",
                   Counted(static_cast<int64_t>(turned.size()), "rad", "rader"),
                   "."),
      turned);
}

// Costs that an interim report forecasts above their budget.
void ForecastsKeepTheBudget(Run& run, const Sheet& sheet) {
  const auto forecast = sheet.ColumnOf(run.year(), Role::kForecast);
  const auto budget = sheet.ColumnOf(run.year(), Role::kBudget);
  if (!forecast || !budget) return;
  bool past_income = false;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (row.kind == RowKind::kTotal) {
      past_income =
          past_income || row.line == Line::kIncome || SaysIncome(row.folded);
      continue;
    }
    const auto expected = sheet.Value(i, *forecast);
    const auto planned = sheet.Value(i, *budget);
    if (!past_income || row.kind != RowKind::kDetail || !expected || !planned) {
      continue;
    }
    run.Compared();
    if (std::abs(*expected) <= std::abs(*planned)) continue;
    const Place place{&sheet, i, *forecast};
    run.Add(place.address(), kExplain,
            absl::StrCat(place.Name(), ": prognosen är högre än budgeten."),
            {place.address(), sheet.Address(i, *budget)},
            Print(*expected, Measure::kMoney, sheet.unit),
            Print(*planned, Measure::kMoney, sheet.unit));
  }
}

void DeviationsAreDifferences(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (const auto columns = ColumnsOf(sheet, run.year())) {
      HoldDeviations(run, sheet, *columns);
    }
    if (run.document().kind == DocumentKind::kInterim) {
      ForecastsKeepTheBudget(run, sheet);
    }
  }
}

// "Kansli" and "Kansli netto" with one budget and two outcomes.
void BudgetAndOutcomeAreOnOneBasis(Run& run) {
  for (const Sheet& first : run.sheets()) {
    for (const Sheet& second : run.sheets()) {
      if (&first == &second) continue;
      const auto first_budget = first.ColumnOf(run.year(), Role::kBudget);
      const auto second_budget = second.ColumnOf(run.year(), Role::kBudget);
      const auto first_outcome = first.ColumnOf(run.year(), Role::kOutcome);
      const auto second_outcome = second.ColumnOf(run.year(), Role::kOutcome);
      if (!first_budget || !second_budget || !first_outcome ||
          !second_outcome) {
        continue;
      }
      for (size_t i = 0; i < first.rows.size(); ++i) {
        for (size_t j = 0; j < second.rows.size(); ++j) {
          const std::string& name = first.rows[i].folded;
          const auto budget = first.Value(i, *first_budget);
          const auto outcome = first.Value(i, *first_outcome);
          const auto other = second.Value(j, *second_outcome);
          if (!absl::StartsWith(second.rows[j].folded, name + " ") || !budget ||
              *budget == 0 || !outcome || !other ||
              second.Value(j, *second_budget) != *budget) {
            continue;
          }
          run.Compared();
          if (*other == *outcome) continue;
          const Place place{&first, i, *first_outcome};
          run.Add(place.address(), kDefinition,
                  absl::StrCat(place.Name(), ": budgeten är densamma som för ",
                               second.rows[j].label, " i ", second.name,
                               " men utfallet ett annat; budget och utfall är "
                               "inte på samma grund."),
                  {place.address(), second.Address(j, *second_outcome)},
                  Print(*outcome, Measure::kMoney, first.unit),
                  Print(*other, Measure::kMoney, second.unit));
        }
      }
    }
  }
}

// A line of a plan that falls and rises again, or the other way.
void PlansAreSteady(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      std::vector<int64_t> values;
      for (size_t i = 0; i < sheet.columns.size(); ++i) {
        const Role role = sheet.columns[i].meaning.role;
        const auto value = sheet.Value(row, i);
        if ((role == Role::kBudget || role == Role::kPlan) && value) {
          values.push_back(std::abs(*value));
        }
      }
      if (values.size() < 3 || sheet.rows[row].kind != RowKind::kDetail) {
        continue;
      }
      for (size_t i = 2; i < values.size(); ++i) {
        const int64_t first = values[i - 1] - values[i - 2];
        const int64_t second = values[i] - values[i - 1];
        run.Compared();
        // Twelfths: smaller steps back and forth are ordinary.
        const bool turns =
            (first < 0 && second > 0) || (first > 0 && second < 0);
        if (!turns || 12 * std::abs(first) < values[i - 2] ||
            12 * std::abs(second) < values[i - 1] || values[i] == 0 ||
            values[i - 1] == 0) {
          continue;
        }
        run.Add(absl::StrCat(sheet.id, "/", Slug(sheet.rows[row].label)),
                kExplain,
                absl::StrCat(sheet.name, ", ", sheet.rows[row].label,
                             ": beloppet vänder mer än en tolftedel fram och "
                             "åter mellan åren."),
                {sheet.Address(row, 0)},
                Print(values[i - 1], Measure::kMoney, sheet.unit),
                Print(values[i], Measure::kMoney, sheet.unit));
        break;
      }
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& BudgetRules() {
  static const std::vector<PrintedRule> rules = {
      {"BU-1", "Budgeten är en, och ingående kapital är ingen intäkt",
       "Finsamlagen 23 §", OneBudget},
      {"BU-2", "Avvikelser är skillnader med ett tecken", "RKR R14",
       DeviationsAreDifferences},
      {"BU-3", "Budget och utfall är på samma grund", "RKR R14",
       BudgetAndOutcomeAreOnOneBasis},
      {"BU-4", "Budgeterat resultat visas", "RKR R14", BudgetResultIsShown},
      {"PL-1", "Planens belopp är rimliga", "KL 11:6", PlansAreSteady},
  };
  return rules;
}

}  // namespace finsam::gateway::printed
