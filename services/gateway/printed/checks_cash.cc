// Rules over the cash flow statement.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

bool IsSubtotal(const Row& row) {
  switch (row.line) {
    case Line::kFunds:
    case Line::kOperatingCash:
    case Line::kInvestingCash:
    case Line::kFinancingCash:
    case Line::kCashChange:
      return true;
    default:
      return row.kind == RowKind::kTotal;
  }
}

bool IsBalance(const Row& row) {
  return row.line == Line::kOpeningCash || row.line == Line::kClosingCash;
}

// What the rows of one section and of all sections make so far.
struct Walk {
  int64_t all = 0;
  int64_t section = 0;   // Since the last subtotal.
  int64_t sections = 0;  // Of the printed subtotals of the three parts.
  size_t addends = 0;
  size_t section_addends = 0;
  bool has_section = false;
};

// The sum that a subtotal should be, as its line says; nothing when it is
// not known.
std::optional<int64_t> Meant(const Row& row, const Walk& walk, int64_t found) {
  switch (row.line) {
    case Line::kInvestingCash:
    case Line::kFinancingCash:
      if (walk.section_addends == 0) return std::nullopt;
      return walk.section;
    case Line::kFunds:
    case Line::kOperatingCash:
      return walk.all;
    case Line::kCashChange: {
      // Parts shown by their subtotals alone.
      const bool nearer = walk.has_section && std::abs(walk.sections - found) <
                                                  std::abs(walk.all - found);
      return nearer ? walk.sections : walk.all;
    }
    default:
      return std::abs(walk.section - found) < std::abs(walk.all - found)
                 ? walk.section
                 : walk.all;
  }
}

void WalkCashFlow(Run& run, const Sheet& sheet, size_t column) {
  Walk walk;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    const auto value = sheet.Value(i, column);
    if (!value.has_value() || IsBalance(row) || row.kind == RowKind::kOfWhich) {
      continue;
    }
    if (!IsSubtotal(row)) {
      walk.all += *value;
      walk.section += *value;
      ++walk.addends;
      ++walk.section_addends;
      continue;
    }
    const Place place{&sheet, i, column};
    if (const auto meant = Meant(row, walk, *value);
        meant && walk.addends >= 1) {
      run.Hold(
          place.address(), place, *meant, walk.addends, kError,
          absl::StrCat(place.Name(), ": raderna ovanför ger ett annat belopp"));
    }
    const bool part = row.line == Line::kInvestingCash ||
                      row.line == Line::kFinancingCash ||
                      row.line == Line::kOperatingCash;
    if (part) {
      walk.sections += *value;
      walk.has_section = true;
      // A part whose rows are not shown is a row itself.
      if (walk.section_addends == 0) walk.all += *value;
    }
    walk.section = 0;
    walk.section_addends = 0;
  }
}

void CashFlowAddsUp(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kCashFlow) continue;
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      WalkCashFlow(run, sheet, column);
    }
  }
}

void CashMeetsTheBalanceSheet(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kCashFlow) continue;
    for (const int year : {run.year(), run.year() - 1}) {
      const auto opening = PlaceOf(sheet, Line::kOpeningCash, year);
      const auto change = PlaceOf(sheet, Line::kCashChange, year);
      const auto closing = PlaceOf(sheet, Line::kClosingCash, year);
      if (opening && change && closing) {
        run.Hold(closing->address(), *closing,
                 opening->value() + change->value(), 2, kError,
                 absl::StrCat(closing->Name(),
                              ": början och årets kassaflöde ger inte slutet"),
                 {opening->address(), change->address()});
      }
      const auto cash =
          PlaceOf(run.reading(), SheetKind::kBalanceSheet, Line::kCash, year);
      if (closing && cash) {
        run.HoldSame(absl::StrCat(closing->address(), "/balans"), *closing,
                     *cash, kError,
                     absl::StrCat(closing->Name(),
                                  " är inte balansräkningens kassa och bank"));
      }
      const auto before = PlaceOf(run.reading(), SheetKind::kBalanceSheet,
                                  Line::kCash, year - 1);
      if (opening && before) {
        run.HoldSame(
            opening->address(), *opening, *before, kError,
            absl::StrCat(
                opening->Name(),
                " är inte balansräkningens kassa och bank året innan"));
      }
    }
  }
}

// A line of the balance sheet, also where it stands as several rows.
struct Balance {
  int64_t value = 0;
  std::vector<std::string> addresses;
};

std::optional<Balance> BalanceOf(const Sheet& sheet, Line line, int year) {
  const auto column = sheet.ColumnOf(year, Role::kOutcome);
  if (!column) return std::nullopt;
  Balance out;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    const auto value = sheet.Value(i, *column);
    if (row.line != line || !value || row.kind != RowKind::kDetail) continue;
    out.value += *value;
    out.addresses.push_back(sheet.Address(i, *column));
  }
  if (out.addresses.empty()) return std::nullopt;
  return out;
}

// An increase of receivables takes cash, an increase of liabilities gives it.
void HoldChange(Run& run, const Sheet& cash_flow, Line change, Line line,
                int sign) {
  const Sheet* sheet = run.reading().First(SheetKind::kBalanceSheet);
  const auto printed = PlaceOf(cash_flow, change, run.year());
  if (!printed || sheet == nullptr) return;
  const auto now = BalanceOf(*sheet, line, run.year());
  const auto before = BalanceOf(*sheet, line, run.year() - 1);
  if (!now || !before) return;
  const int64_t made = sign * (now->value - before->value);
  std::string sentence = absl::StrCat(
      printed->Name(), ": balansräkningens förändring är en annan");
  if (made != 0 && Fits(FitOf(made + printed->value(), 2, sheet->unit))) {
    sentence = absl::StrCat(
        printed->Name(), ": tecknet är omvänt mot balansräkningens förändring");
  }
  std::vector<std::string> others = now->addresses;
  others.insert(others.end(), before->addresses.begin(),
                before->addresses.end());
  // Which of several rows are working capital is for the association to say.
  const bool one_row = now->addresses.size() == 1;
  run.Hold(printed->address(), *printed, made, 2, one_row ? kError : kExplain,
           sentence, others);
}

void ChangesMeetTheBalanceSheet(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kCashFlow) continue;
    HoldChange(run, sheet, Line::kReceivablesChange, Line::kReceivables, -1);
    HoldChange(run, sheet, Line::kLiabilitiesChange, Line::kLiabilities, 1);
  }
}

// The subtotals of RKR R13 are shown.
void SubtotalsAreShown(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kCashFlow) continue;
    const auto column = sheet.ColumnOf(run.year(), Role::kOutcome);
    if (!column) continue;
    for (const auto& [line, words] :
         {std::pair{
              Line::kFunds,
              "medel från verksamheten före förändring av rörelsekapital"},
          std::pair{Line::kOperatingCash,
                    "kassaflöde från den löpande verksamheten"}}) {
      run.Compared();
      const auto place = PlaceOf(sheet, line, run.year());
      if (place.has_value()) continue;
      run.Add(
          absl::StrCat(sheet.id, "/",
                       line == Line::kFunds ? "medel" : "lopande"),
          kDefinition,
          absl::StrCat(sheet.name, ": delsumman ", words, " har inget belopp."),
          {sheet.id});
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& CashRules() {
  static const std::vector<PrintedRule> rules = {
      {"CF-1", "Kassaflödets rader ger dess summor", "RKR R13", CashFlowAddsUp},
      {"CF-2", "Likvida medel stämmer med balansräkningen", "RKR R13",
       CashMeetsTheBalanceSheet},
      {"CF-3", "Rörelsekapitalets förändring är balansräkningens", "RKR R13",
       ChangesMeetTheBalanceSheet},
      {"CF-4", "Kassaflödets delsummor visas", "RKR R13", SubtotalsAreShown},
  };
  return rules;
}

}  // namespace finsam::gateway::printed
