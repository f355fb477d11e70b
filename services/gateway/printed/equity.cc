#include "services/gateway/printed/equity.h"

#include <set>

#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/sums.h"

namespace finsam::gateway::printed {
namespace {

// Whether the row is, in every column that has them, the sum of the two or
// more rows right after it.
bool HeadsItsParts(const Sheet& sheet, size_t row) {
  for (size_t last = row + 2; last < sheet.rows.size() && last < row + 6;
       ++last) {
    bool fits = true;
    int compared = 0;
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      const auto whole = sheet.Value(row, column);
      int64_t made = 0;
      int parts = 0;
      for (size_t i = row + 1; i <= last; ++i) {
        const auto value = sheet.Value(i, column);
        if (value.has_value()) ++parts;
        made += value.value_or(0);
      }
      if (!whole.has_value() || parts < 2) continue;
      ++compared;
      fits = fits && Fits(FitOf(made - *whole, 2, sheet.unit));
    }
    if (fits && compared > 0) return true;
  }
  return false;
}

}  // namespace

void SettleEquity(Sheet* sheet) {
  for (size_t i = 0; i < sheet->rows.size(); ++i) {
    Row& row = sheet->rows[i];
    if (row.line != Line::kEquity || row.kind == RowKind::kHeading) continue;
    if (HeadsItsParts(*sheet, i)) {
      row.kind = RowKind::kTotal;
      return;
    }
    bool result = false;
    for (size_t j = i + 1; j < sheet->rows.size(); ++j) {
      const Line line = sheet->rows[j].line;
      result = result || line == Line::kResult;
      if (result && line == Line::kEquity) {
        row.line = Line::kOpeningEquity;
        row.kind = RowKind::kDetail;
        sheet->rows[j].kind = RowKind::kTotal;
        return;
      }
    }
    // The sum below its parts, also without "summa".
    bool parts = false;
    for (size_t j = 0; j < i; ++j) {
      parts = parts || sheet->rows[j].line == Line::kResult;
    }
    if (parts) row.kind = RowKind::kTotal;
    return;
  }
}

std::optional<int64_t> ClosingEquity(const Reading& reading, int year) {
  for (const Sheet& sheet : reading.sheets) {
    if (sheet.kind != SheetKind::kBalanceSheet) continue;
    if (const auto value = sheet.Of(Line::kEquity, year)) return value;
    const auto opening = sheet.Of(Line::kOpeningEquity, year);
    const auto result = sheet.Of(Line::kResult, year);
    if (opening && result) return *opening + *result;
  }
  for (const Sheet& sheet : reading.sheets) {
    if (sheet.kind == SheetKind::kBalanceSheet) continue;
    if (const auto value = sheet.Of(Line::kEquity, year)) return value;
  }
  return std::nullopt;
}

std::vector<PaidBy> ContributionRows(const Sheet& sheet) {
  std::vector<PaidBy> out;
  std::set<Payer> payers;
  if (sheet.measure != Measure::kMoney) return out;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (row.kind != RowKind::kDetail) continue;
    const bool is_income = row.group.empty() || SaysIncome(Fold(row.group));
    const Payer payer = PayerOf(row.folded);
    if (payer == Payer::kNone || !is_income) continue;
    out.push_back({i, payer});
    payers.insert(payer);
  }
  if (payers.size() < 3) out.clear();
  return out;
}

std::optional<int64_t> Contributions(const Sheet& sheet, size_t column) {
  std::optional<int64_t> sum;
  for (const PaidBy& paid : ContributionRows(sheet)) {
    const auto value = sheet.Value(paid.row, column);
    if (value.has_value()) sum = sum.value_or(0) + *value;
  }
  return sum;
}

std::optional<int64_t> Contributions(const Reading& reading, int year,
                                     Role role) {
  for (const Sheet& sheet : reading.sheets) {
    const auto column = sheet.ColumnOf(year, role);
    if (!column.has_value()) continue;
    if (const auto sum = Contributions(sheet, *column)) return sum;
  }
  for (const Sheet& sheet : reading.sheets) {
    if (const auto value = sheet.Of(Line::kContributions, year, role)) {
      return value;
    }
  }
  return std::nullopt;
}

std::optional<int64_t> BudgetResult(const Sheet& sheet, size_t column) {
  const auto at = [&sheet, column](Line line) -> std::optional<int64_t> {
    const auto row = sheet.RowOf(line);
    return row ? sheet.Value(*row, column) : std::nullopt;
  };
  const auto closing = at(Line::kPreliminaryClosing);
  const auto opening = at(Line::kOpeningEquity);
  if (closing && opening) return *closing - *opening;
  const auto paid = Contributions(sheet, column);
  auto costs = at(Line::kCosts);
  if (!costs) costs = at(Line::kNetCosts);
  if (paid && costs) return *paid - std::abs(*costs);
  if (const auto result = at(Line::kResult)) return result;
  auto income = at(Line::kIncome);
  if (!income) income = at(Line::kContributions);
  if (income && costs) return *income - std::abs(*costs);
  return std::nullopt;
}

}  // namespace finsam::gateway::printed
