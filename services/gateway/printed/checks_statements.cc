// Rules over the income statement and the balance sheet.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/equity.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

bool IsSubtotal(const Row& row) {
  switch (row.line) {
    case Line::kNetCosts:
    case Line::kResultBeforeFinancial:
    case Line::kResultAfterFinancial:
    case Line::kResult:
      return true;
    default:
      return row.kind == RowKind::kTotal;
  }
}

// What a row adds to the result: costs are taken off, whichever their sign.
int64_t TowardsResult(const Row& row, int64_t value) {
  const bool cost = row.line == Line::kCosts ||
                    row.line == Line::kDepreciation ||
                    row.line == Line::kFinancialCosts ||
                    HasAny(row.folded, {"kostnad*", "avskrivning*"});
  return cost ? -std::abs(value) : value;
}

void WalkIncomeStatement(Run& run, const Sheet& sheet, size_t column) {
  int64_t from_start = 0;
  int64_t since_subtotal = 0;
  std::optional<int64_t> subtotal;
  size_t addends = 0;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    const auto value = sheet.Value(i, column);
    if (!value.has_value() || row.kind == RowKind::kOfWhich) continue;
    if (!IsSubtotal(row)) {
      from_start += TowardsResult(row, *value);
      since_subtotal += TowardsResult(row, *value);
      ++addends;
      continue;
    }
    if (addends < 2) continue;
    int64_t made = from_start;
    // A misprint in an earlier subtotal is told there, not again here.
    if (subtotal.has_value() && std::abs(*subtotal + since_subtotal - *value) <
                                    std::abs(made - *value)) {
      made = *subtotal + since_subtotal;
    }
    const Place place{&sheet, i, column};
    run.Hold(place.address(), place, made, addends, kError,
             absl::StrCat(place.Name(),
                          ": raderna ovanför ger ett annat "
                          "belopp"));
    subtotal = *value;
    since_subtotal = 0;
  }
}

void IncomeStatementAddsUp(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    const auto costs = sheet.RowOf(Line::kCosts);
    if (sheet.kind != SheetKind::kIncomeStatement || !costs ||
        sheet.rows[*costs].kind == RowKind::kTotal) {
      continue;
    }
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      if (sheet.columns[column].meaning.role == Role::kDeviation) continue;
      WalkIncomeStatement(run, sheet, column);
    }
  }
}

// The year's result is one, wherever it stands.
void ResultIsOne(Run& run) {
  for (const Role role : {Role::kOutcome, Role::kForecast}) {
    for (const int year : {run.year(), run.year() - 1}) {
      std::optional<Place> first;
      for (const SheetKind kind :
           {SheetKind::kIncomeStatement, SheetKind::kBalanceSheet,
            SheetKind::kCashFlow, SheetKind::kOperations,
            SheetKind::kBalanceRequirement}) {
        const auto place =
            PlaceOf(run.reading(), kind, Line::kResult, year, role);
        if (!place.has_value()) continue;
        if (first.has_value()) {
          run.HoldSame(place->address(), *place, *first, kError,
                       absl::StrCat(place->Name(), " är inte samma som i ",
                                    first->sheet->name));
        } else {
          first = place;
        }
      }
    }
  }
}

// Members' instalments of an interim report that cover other months than it.
void InstalmentsCoverThePeriod(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    const auto forecast = sheet.ColumnOf(run.year(), Role::kForecast);
    const auto outcome = sheet.ColumnOf(run.year(), Role::kOutcome);
    if (!forecast || !outcome || !sheet.columns[*outcome].meaning.partial) {
      continue;
    }
    std::vector<std::string> whole;
    std::vector<std::string> addresses;
    int64_t excess = 0;
    bool half = false;
    for (const PaidBy& paid : ContributionRows(sheet)) {
      const auto booked = sheet.Value(paid.row, *outcome);
      const auto year = sheet.Value(paid.row, *forecast);
      if (!booked || !year || *year == 0) continue;
      run.Compared();
      // Kept as a half: an interim report covers half a year to two thirds.
      if (*booked == *year) {
        whole.push_back(sheet.rows[paid.row].label);
        addresses.push_back(sheet.Address(paid.row, *outcome));
        excess += *year / 2;
      } else {
        half = half || 4 * *booked <= 3 * *year;
      }
    }
    if (whole.empty() || !half) continue;
    run.Add(absl::StrCat(sheet.id, "/period"), kExplain,
            absl::StrCat(sheet.name, ": för ",
                         Counted(static_cast<int64_t>(whole.size()), "medlem",
                                 "medlemmar"),
                         " är hela årets bidrag bokfört, för andra en del. "
                         "Räknat efter halva året är periodens intäkter och "
                         "resultat ",
                         Print(excess, Measure::kMoney), " lägre."),
            addresses);
  }
}

void IncomeStatementRules(Run& run) {
  IncomeStatementAddsUp(run);
  ResultIsOne(run);
  InstalmentsCoverThePeriod(run);
}

// Rows [first, last) of a balance sheet that are no sums.
std::vector<size_t> Leaves(const Sheet& sheet, size_t first, size_t last) {
  std::vector<size_t> out;
  for (size_t i = first; i < last; ++i) {
    if (sheet.rows[i].kind == RowKind::kDetail) out.push_back(i);
  }
  return out;
}

void HoldLeaves(Run& run, const Sheet& sheet, size_t total,
                const std::vector<size_t>& leaves,
                const std::string& sentence) {
  for (size_t column = 0; column < sheet.columns.size(); ++column) {
    int64_t made = 0;
    size_t addends = 0;
    for (const size_t i : leaves) {
      const auto value = sheet.Value(i, column);
      if (value.has_value()) ++addends;
      made += value.value_or(0);
    }
    if (addends == 0 || sheet.At(total, column) == nullptr) continue;
    const Place place{&sheet, total, column};
    std::string said = absl::StrCat(place.Name(), ": ", sentence);
    for (size_t i = 0; i < total; ++i) {
      const auto value = sheet.Value(i, column);
      const bool leaf =
          std::find(leaves.begin(), leaves.end(), i) != leaves.end();
      const int64_t off = place.value() - made;
      if (!leaf && value && std::abs(off) > 2 * sheet.unit &&
          std::abs(*value - off) <= sheet.unit) {
        absl::StrAppend(&said, "; skillnaden är raden ", sheet.rows[i].label);
        break;
      }
    }
    run.Hold(place.address(), place, made, addends, kError, said);
  }
}

void BalanceSheetBalances(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kBalanceSheet) continue;
    const auto assets = sheet.RowOf(Line::kAssets);
    const auto other = sheet.RowOf(Line::kEquityAndLiabilities);
    if (!assets || !other) continue;
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      if (!sheet.At(*assets, column) || !sheet.At(*other, column)) continue;
      const Place place{&sheet, *other, column};
      run.HoldSame(place.address(), place, {&sheet, *assets, column}, kError,
                   absl::StrCat(place.Name(), " är inte summa tillgångar"));
    }
  }
}

void BalanceSheetAddsUp(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kBalanceSheet) continue;
    const auto assets = sheet.RowOf(Line::kAssets);
    const auto other = sheet.RowOf(Line::kEquityAndLiabilities);
    if (!assets) continue;
    const bool assets_first = !other || *assets < *other;
    const size_t assets_begin = assets_first ? 0 : *other + 1;
    HoldLeaves(run, sheet, *assets, Leaves(sheet, assets_begin, *assets),
               "tillgångarna ger inte summan");
    if (other) {
      const size_t begin = assets_first ? *assets + 1 : 0;
      HoldLeaves(run, sheet, *other, Leaves(sheet, begin, *other),
                 "eget kapital och skulder ger inte summan");
    }
    const auto fixed_total = sheet.RowOf(Line::kTotalFixedAssets);
    if (fixed_total && *fixed_total > assets_begin) {
      HoldLeaves(run, sheet, *fixed_total,
                 Leaves(sheet, assets_begin, *fixed_total),
                 "anläggningstillgångarna ger inte summan");
    }
    const auto current = sheet.RowOf(Line::kCurrentAssets);
    const bool has_current = current &&
                             sheet.rows[*current].kind == RowKind::kTotal &&
                             *current < *assets;
    if (!has_current) continue;
    std::vector<size_t> leaves =
        Leaves(sheet, fixed_total ? *fixed_total + 1 : assets_begin, *current);
    std::erase_if(leaves, [&sheet](size_t i) {
      return sheet.rows[i].line == Line::kFixedAssets ||
             HasAny(Fold(sheet.rows[i].group), {"anlaggning*"});
    });
    HoldLeaves(run, sheet, *current, leaves,
               "omsättningstillgångarna ger inte summan");
  }
}

void EquityAddsUp(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kBalanceSheet) continue;
    const auto equity = sheet.RowOf(Line::kEquity);
    if (!equity || sheet.rows[*equity].kind != RowKind::kTotal) continue;
    // Its parts stand before it, or after a sum that heads them.
    size_t begin = *equity;
    while (begin > 0 && sheet.rows[begin - 1].kind == RowKind::kDetail &&
           sheet.rows[begin - 1].line != Line::kLiabilities) {
      --begin;
    }
    std::vector<size_t> parts = Leaves(sheet, begin, *equity);
    if (parts.empty()) {
      for (size_t i = *equity + 1; i < sheet.rows.size() &&
                                   (sheet.rows[i].line == Line::kResult ||
                                    sheet.rows[i].line == Line::kOpeningEquity);
           ++i) {
        parts.push_back(i);
      }
    }
    if (parts.size() < 2) continue;
    HoldLeaves(run, sheet, *equity, parts,
               "ingående kapital och årets resultat ger inte summan");
  }
}

void EquityRollsForward(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kBalanceSheet) continue;
    const auto opening = PlaceOf(sheet, Line::kOpeningEquity, run.year());
    const auto equity = PlaceOf(sheet, Line::kEquity, run.year() - 1);
    const auto before = PlaceOf(sheet, Line::kOpeningEquity, run.year() - 1);
    const auto result = PlaceOf(sheet, Line::kResult, run.year() - 1);
    if (!opening) continue;
    if (equity) {
      run.HoldSame(
          opening->address(), *opening, *equity, kError,
          absl::StrCat(opening->Name(), " är inte fjolårets utgående kapital"));
    } else if (before && result) {
      run.Hold(opening->address(), *opening, before->value() + result->value(),
               2, kError,
               absl::StrCat(opening->Name(),
                            " är inte fjolårets ingående kapital och resultat"),
               {before->address(), result->address()});
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& StatementRules() {
  static const std::vector<PrintedRule> rules = {
      {"IS-1", "Resultaträkningens rader ger resultatet, som är ett överallt",
       "LKBR 5 kap.", IncomeStatementRules},
      {"BS-1", "Tillgångar är lika med eget kapital och skulder", "LKBR 6 kap.",
       BalanceSheetBalances},
      {"BS-2", "Balansräkningens rader ger dess summor", "LKBR 6 kap.",
       BalanceSheetAddsUp},
      {"BS-3", "Eget kapital är ingående och årets resultat", "LKBR 6 kap.",
       EquityAddsUp},
      {"RF-1", "Ingående kapital är fjolårets utgående", "LKBR 4 kap.",
       EquityRollsForward},
  };
  return rules;
}

}  // namespace finsam::gateway::printed
