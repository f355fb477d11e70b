// Rules over totals: of rows, of columns, of "varav" parts.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

// Statements whose lines have meanings are summed by these, elsewhere.
bool HasOwnRules(const Sheet& sheet) {
  return (sheet.kind == SheetKind::kIncomeStatement &&
          sheet.RowOf(Line::kCosts).has_value() &&
          sheet.rows[*sheet.RowOf(Line::kCosts)].kind != RowKind::kTotal) ||
         sheet.kind == SheetKind::kBalanceSheet ||
         sheet.kind == SheetKind::kCashFlow ||
         sheet.kind == SheetKind::kSurvey || sheet.kind == SheetKind::kGoals ||
         sheet.kind == SheetKind::kOverview;
}

// The row that is exactly the difference, or twice it: what the total has too
// much or too little of, or with the wrong sign.
std::string Explained(const Sheet& sheet, const Sum& sum, size_t column,
                      int64_t difference) {
  if (std::abs(difference) <= 2 * sheet.unit) return "";
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const auto value = sheet.Value(i, column);
    if (!value.has_value() || *value == 0 || i == sum.total) continue;
    const bool is_addend =
        std::any_of(sum.addends.begin(), sum.addends.end(),
                    [i](const Addend& addend) { return addend.row == i; });
    if (is_addend && 2 * std::abs(*value) == std::abs(difference)) {
      return absl::StrCat("; raden ", sheet.rows[i].label,
                          " har omvänt tecken i den ena");
    }
    if (std::abs(*value) == std::abs(difference)) {
      return absl::StrCat("; skillnaden är raden ", sheet.rows[i].label);
    }
  }
  return "";
}

// A total that would tie if the sign of all the rows, or its own, were turned.
bool SignsAreTurned(int64_t made, int64_t total) {
  return made != 0 && made == -total;
}

void HoldTotals(Run& run, const Sheet& sheet) {
  for (const Sum& sum : SumsOf(sheet)) {
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      const auto made = SumOf(sheet, sum, column);
      if (!made.has_value() || sheet.At(sum.total, column) == nullptr) continue;
      // A share that is not told may be what is missing.
      if (sheet.measure == Measure::kPercent &&
          std::any_of(sum.addends.begin(), sum.addends.end(),
                      [&](const Addend& addend) {
                        return sheet.At(addend.row, column) == nullptr;
                      })) {
        continue;
      }
      const Place place{&sheet, sum.total, column};
      std::string sentence =
          absl::StrCat(place.Name(), ": raderna ger inte summan");
      if (SignsAreTurned(*made, place.value())) {
        absl::StrAppend(&sentence, "; tecknen är omvända i den ena");
      } else {
        absl::StrAppend(&sentence,
                        Explained(sheet, sum, column, place.value() - *made));
      }
      run.Hold(place.address(), place, *made, sum.addends.size(), kError,
               sentence);
    }
  }
}

void TotalsAddUp(Run& run, bool people) {
  for (const Sheet& sheet : run.sheets()) {
    const bool is_people = sheet.measure == Measure::kCount;
    if (HasOwnRules(sheet) || is_people != people) continue;
    HoldTotals(run, sheet);
    for (const ColumnSum& sum : ColumnSumsOf(sheet)) {
      for (size_t row = 0; row < sheet.rows.size(); ++row) {
        if (sheet.At(row, sum.total) == nullptr) continue;
        int64_t made = 0;
        size_t addends = 0;
        for (const Addend& addend : sum.addends) {
          const auto value = sheet.Value(row, addend.row);
          if (value.has_value()) ++addends;
          made += addend.sign * value.value_or(0);
        }
        if (addends == 0) continue;
        const Place place{&sheet, row, sum.total};
        std::string sentence =
            absl::StrCat(place.Name(), ": kolumnerna ger inte radens summa");
        for (const Addend& addend : sum.addends) {
          const int64_t twice = 2 * sheet.Value(row, addend.row).value_or(0);
          if (twice != 0 && std::abs(std::abs(made - place.value()) -
                                     std::abs(twice)) <= sheet.unit) {
            absl::StrAppend(&sentence, "; ", sheet.columns[addend.row].label,
                            " har omvänt tecken");
          }
        }
        run.Hold(absl::StrCat(place.address(), "/kolumner"), place, made,
                 addends, kError, sentence);
      }
    }
  }
}

void NotesAddUp(Run& run) { TotalsAddUp(run, /*people=*/false); }
void PeopleAddUp(Run& run) { TotalsAddUp(run, /*people=*/true); }

void PartsFitTheirWhole(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    for (size_t i = 0; i < sheet.rows.size(); ++i) {
      for (size_t column = 0; column < sheet.columns.size(); ++column) {
        int64_t parts = 0;
        size_t count = 0;
        for (size_t j = 0; j < sheet.rows.size(); ++j) {
          if (sheet.rows[j].parent != static_cast<int>(i)) continue;
          const auto value = sheet.Value(j, column);
          if (!value.has_value()) continue;
          parts += *value;
          ++count;
        }
        const Quantity* whole = sheet.At(i, column);
        if (count == 0) continue;
        run.Compared();
        const std::string name =
            absl::StrCat(sheet.name, ", ", sheet.rows[i].label, ", ",
                         sheet.columns[column].label);
        const std::string address = sheet.Address(i, column);
        if (whole == nullptr) {
          run.Add(address, kExplain,
                  absl::StrCat(name, ": delarna har belopp men inte helheten."),
                  {address}, "", Print(parts, sheet.measure, sheet.unit));
        } else if (!Fits(FitOf(std::max<int64_t>(
                                   0, std::abs(parts) - std::abs(whole->value)),
                               count, StepOf(sheet, i, column)))) {
          run.Add(address, kError,
                  absl::StrCat(name, ": delarna är mer än helheten."),
                  {address}, Print(parts, whole->measure, sheet.unit),
                  Print(whole->value, whole->measure, sheet.unit));
        }
      }
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& SumRules() {
  static const std::vector<PrintedRule> rules = {
      {"NT-1", "Tabellernas rader ger deras summor", "LKBR 9 kap.", NotesAddUp},
      {"NT-3", "Varav-rader ryms i sin helhet", "LKBR 9 kap.",
       PartsFitTheirWhole},
      {"PR-1", "Antalen ger sina summor", "Uppföljning Finsam", PeopleAddUp},
  };
  return rules;
}

}  // namespace finsam::gateway::printed
