#include "services/gateway/domain/rounding.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/figure/footing.h"

namespace finsam::gateway {
namespace {

bool AnyFooted(const Table& table) {
  for (const TableRow& row : table.rows) {
    for (const Cell& cell : row.cells) {
      const auto* held = std::get_if<FigureCell>(&cell);
      if (held != nullptr && held->printed_steps.has_value()) return true;
    }
  }
  return false;
}

const Display& DisplayOf(const Table& table, const PrintedGap& gap) {
  return std::get<FigureCell>(table.rows[gap.row].cells[gap.column]).display;
}

// The largest gap of a table as it is printed, "2 tkr", among those in the
// unit of the first.
std::string LargestGap(const Table& table,
                       const std::vector<PrintedGap>& gaps) {
  const Display& display = DisplayOf(table, gaps.front());
  int64_t steps = 0;
  for (const PrintedGap& gap : gaps) {
    if (DisplayOf(table, gap) == display) steps = std::max(steps, gap.steps);
  }
  return FormatWithUnit(Ore{}, display, steps);
}

}  // namespace

void RoundTable(Table* table) {
  const bool footing = table->rounding == Rounding::kFooting;
  if (footing) FootTable(table);
  std::vector<PrintedGap> gaps = PrintedGaps(*table);
  if (footing) {
    if (AnyFooted(*table)) {
      table->remark = "Beloppen är avrundade så att summorna stämmer.";
    }
    if (gaps.empty()) return;
    table->remark = absl::StrCat(
        "Beloppen är avrundade så att summorna stämmer, så långt det går: "
        "någon "
        "summa eller skillnad kan avvika med upp till ",
        LargestGap(*table, gaps), ".");
    return;
  }
  gaps.erase(std::remove_if(gaps.begin(), gaps.end(),
                            [&](const PrintedGap& gap) {
                              return DisplayOf(*table, gap).unit ==
                                     Unit::kKronor;
                            }),
             gaps.end());
  if (gaps.empty()) return;
  table->remark = absl::StrCat(
      "Varje belopp är avrundat för sig. Summor och skillnader kan därför "
      "avvika med upp till ",
      LargestGap(*table, gaps), ".");
}

}  // namespace finsam::gateway
