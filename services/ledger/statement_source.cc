#include "services/ledger/statement_source.h"

#include <optional>
#include <set>
#include <variant>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/table.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

absl::StatusOr<std::map<int, YearBalances>> ReadBalances(
    const LedgerReader& reader, int year, int through) {
  std::map<int, YearBalances> out;
  ASSIGN_OR_RETURN(const std::vector<int> years, reader.Years());
  for (const int kept : years) {
    if (kept > year || kept <= year - kStatementYearsMax) continue;
    const int last = kept == year ? through : 0;
    ASSIGN_OR_RETURN(const BalanceMap balances,
                     ReadBalancesThrough(reader, kept, last));
    ASSIGN_OR_RETURN(const std::optional<StoredYear> stored, reader.Year(kept));
    const bool has_turnover =
        stored.has_value() && !stored->summary && last == 0;
    out[kept] = ToYearBalances(kept, balances, has_turnover);
    out[kept].through = last;
  }
  return out;
}

absl::StatusOr<BalanceMap> ReadBalancesThrough(const LedgerReader& reader,
                                               int year, int through) {
  ASSIGN_OR_RETURN(BalanceMap balances, reader.Balances(year));
  if (through == 0) return balances;
  ASSIGN_OR_RETURN(const std::optional<StoredYear> stored, reader.Year(year));
  if (stored.has_value() && stored->summary) {
    return Refuse(
        absl::StatusCode::kFailedPrecondition, "YEAR_HAS_NO_VOUCHERS",
        absl::StrCat("Räkenskapsåret ", year,
                     " har inga verifikationer, så en del av året är inte "
                     "känd."));
  }
  const std::optional<size_t> place =
      stored.has_value() ? PlaceOfMonth(through, stored->year) : std::nullopt;
  if (!place.has_value()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "MONTH_INVALID",
                  absl::StrCat("Månaden ", through,
                               " hör inte till räkenskapsåret ", year, "."));
  }
  KeepThrough(*place, &balances);
  return balances;
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
