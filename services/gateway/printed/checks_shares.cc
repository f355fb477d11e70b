// Rules over percentages in tables: of how many they can be, and of what.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"
#include "services/gateway/printed/share.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

constexpr int64_t kWhole = 10'000;  // 100 % in hundredths of a percent.

void SharesAreOfWholePersons(Run& run, const Sheet& sheet) {
  for (size_t row = 0; row < sheet.rows.size(); ++row) {
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      const Quantity* cell = sheet.At(row, column);
      const int64_t base = sheet.BaseOf(row, column);
      if (cell == nullptr || base == 0 || cell->measure != Measure::kPercent) {
        continue;
      }
      run.Compared();
      if (CountsPrintedAs(*cell, base)) continue;
      const Place place{&sheet, row, column};
      // A question of a survey may have fewer answers than the survey.
      const bool survey = sheet.kind == SheetKind::kSurvey;
      run.Add(place.address(), survey ? kExplain : kError,
              absl::StrCat(place.Name(), ": inget antal av ", base, " är ",
                           Print(cell->value, Measure::kPercent),
                           survey ? "; hur många svarade på frågan?" : "."),
              {place.address()}, Print(cell->value, Measure::kPercent),
              absl::StrCat("en andel av ", base));
    }
  }
}

// A total of shares of one base: the persons must add up, not the percent.
void HoldTotalShares(Run& run, const Sheet& sheet, const Sum& sum) {
  for (size_t column = 0; column < sheet.columns.size(); ++column) {
    const Quantity* total = sheet.At(sum.total, column);
    const int64_t base = sheet.BaseOf(sum.total, column);
    if (total == nullptr || base == 0) continue;
    const auto whole = CountsPrintedAs(*total, base);
    std::vector<Quantity> parts;
    for (const Addend& addend : sum.addends) {
      const Quantity* part = sheet.At(addend.row, column);
      if (part != nullptr) parts.push_back(*part);
    }
    if (!whole || parts.empty() || parts.size() < sum.addends.size()) continue;
    run.Compared();
    if (CanAddUpTo(parts, base, *whole)) continue;
    const Place place{&sheet, sum.total, column};
    run.Add(absl::StrCat(place.address(), "/delar"), kError,
            absl::StrCat(place.Name(), ": delarna är inte lika många av ", base,
                         " som summan."),
            {place.address()}, Print(total->value, Measure::kPercent));
  }
}

void HoldPartition(Run& run, const Sheet& sheet, const std::vector<Sum>& sums) {
  std::set<size_t> inside;
  for (const Sum& sum : sums) {
    for (const Addend& addend : sum.addends) inside.insert(addend.row);
  }
  for (size_t column = 0; column < sheet.columns.size(); ++column) {
    std::vector<Quantity> parts;
    int64_t made = 0;
    size_t rows = 0;
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      if (sheet.rows[row].kind == RowKind::kOfWhich || inside.contains(row)) {
        continue;
      }
      ++rows;
      const Quantity* part = sheet.At(row, column);
      if (part == nullptr) continue;
      parts.push_back(*part);
      made += part->value;
    }
    // A part that is not printed may be what is missing.
    if (parts.size() < 2 || (parts.size() < rows && made < kWhole)) continue;
    run.Compared();
    const Fit fit = FitOf(made - kWhole, parts.size(), parts.front().step);
    const int64_t base = sheet.BaseOf(0, column);
    const bool whole_persons =
        base == 0 || CanAddUpTo(parts, base, {base, base});
    if (Fits(fit) && whole_persons) continue;
    run.Add(
        absl::StrCat(sheet.id, "/", Slug(sheet.columns[column].label),
                     "/delar"),
        // Without the base, too little may be what is not told.
        base > 0 || made > kWhole ? kError : kExplain,
        absl::StrCat(sheet.name, ", ", sheet.columns[column].label,
                     ": delarna är inte tillsammans ",
                     whole_persons ? "hela" : absl::StrCat("de ", base), "."),
        {sheet.id}, Print(made, Measure::kPercent), "100 %");
  }
}

void SharesArePossible(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    SharesAreOfWholePersons(run, sheet);
    if (sheet.measure != Measure::kPercent || sheet.kind == SheetKind::kGoals) {
      continue;
    }
    for (const Sum& sum : SumsOf(sheet)) HoldTotalShares(run, sheet, sum);
  }
}

// "(79%)" beside an amount is its share of the table's last total.
void SharesBesideAmounts(Run& run, const Sheet& sheet) {
  std::optional<size_t> total;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    if (sheet.rows[i].kind == RowKind::kTotal) total = i;
  }
  if (!total) return;
  for (size_t row = 0; row < sheet.rows.size(); ++row) {
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      const auto& share = sheet.rows[row].cells[column].share;
      const auto part = sheet.Value(row, column);
      const auto whole = sheet.Value(*total, column);
      if (!share || !part || !whole || *whole <= 0 || row == *total) continue;
      const int64_t ratio = (2 * *part * kWhole / *whole + 1) / 2;
      run.Compared();
      if (SameRounded(*share, ratio) || SameCut(*share, ratio)) continue;
      const Place place{&sheet, row, column};
      run.Add(absl::StrCat(place.address(), "/andel"), kError,
              absl::StrCat(place.Name(), ": andelen är en annan av summan."),
              {place.address(), sheet.Address(*total, column)},
              Print(share->value, Measure::kPercent),
              Print(ratio / 10 * 10, Measure::kPercent));
    }
  }
}

// "Eget kapital, andel av medlemsbidraget".
void CapitalShares(Run& run, const Sheet& sheet) {
  const auto equity = sheet.RowOf(Line::kEquity);
  const auto paid = sheet.RowOf(Line::kContributions);
  if (!equity || !paid) return;
  for (size_t row = 0; row < sheet.rows.size(); ++row) {
    if (!HasPhrase(sheet.rows[row].folded, "andel*") ||
        !HasAny(sheet.rows[row].folded,
                {"medlemsbidrag*", "bidrag*", "medelstilldelning*"})) {
      continue;
    }
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      const auto capital = sheet.Value(*equity, column);
      const auto whole = sheet.Value(*paid, column);
      if (!capital || !whole || *whole <= 0 || !sheet.At(row, column)) continue;
      const Place place{&sheet, row, column};
      const int64_t ratio = (2 * *capital * kWhole / *whole + 1) / 2;
      run.Compared();
      if (SameRounded(place.quantity(), ratio) ||
          SameCut(place.quantity(), ratio)) {
        continue;
      }
      run.Add(place.address(), kError,
              absl::StrCat(place.Name(), ": kapitalets andel är en annan."),
              {place.address()}, Print(place.value(), Measure::kPercent),
              Print(ratio / 10 * 10, Measure::kPercent));
    }
  }
}

void SharesAreRatios(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    SharesBesideAmounts(run, sheet);
    CapitalShares(run, sheet);
    if (sheet.partition) HoldPartition(run, sheet, SumsOf(sheet));
  }
}

}  // namespace

const std::vector<PrintedRule>& ShareRules() {
  static const std::vector<PrintedRule> rules = {
      {"GR-1", "Procenttal kan vara andelar av sitt antal",
       "Nationella nätverkets indikatorer", SharesArePossible},
      {"RT-1", "Andelar är rätt räknade", "RKR R15", SharesAreRatios},
  };
  return rules;
}

}  // namespace finsam::gateway::printed
