#include "services/ledger/statement_source.h"

#include <set>
#include <variant>

#include "common/base/status.h"
#include "common/figure/table.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

absl::StatusOr<std::map<int, YearBalances>> ReadBalances(
    const LedgerReader& reader, int year) {
  std::map<int, YearBalances> out;
  ASSIGN_OR_RETURN(const std::vector<int> years, reader.Years());
  for (const int kept : years) {
    if (kept > year || kept <= year - kStatementYearsMax) continue;
    ASSIGN_OR_RETURN(const BalanceMap balances, reader.Balances(kept));
    out[kept] = ToYearBalances(kept, balances);
  }
  return out;
}

absl::StatusOr<std::vector<std::string>> FigureIds(
    const StatementsInput& input) {
  std::set<std::string> ids;
  ASSIGN_OR_RETURN(const std::vector<Table> tables, EvaluateStatements(input));
  for (const Table& table : tables) {
    for (const TableRow& row : table.rows) {
      for (const Cell& cell : row.cells) {
        const auto* held = std::get_if<FigureCell>(&cell);
        if (held != nullptr) ids.insert(held->figure.id);
      }
    }
  }
  for (const Figure& figure : ExtraFigures(input)) ids.insert(figure.id);
  return std::vector<std::string>(ids.begin(), ids.end());
}

}  // namespace finsam::ledger
