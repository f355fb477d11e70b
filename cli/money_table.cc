#include "cli/money_table.h"

#include <algorithm>
#include <set>

#include "cli/output.h"
#include "common/figure/display.h"

namespace finsam::cli {

std::string MoneyTable::Text() const {
  const auto has_ore = [](const MoneyCell& cell) {
    const auto* ore = std::get_if<int64_t>(&cell);
    return ore != nullptr && *ore % 100 != 0;
  };
  const bool any_ore =
      !whole_kronor_ &&
      std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) {
        return std::any_of(row.begin(), row.end(), has_ore);
      });
  const Display display{Unit::kKronor, any_ore ? 2 : 0};
  std::set<size_t> right(right_.begin(), right_.end());
  std::vector<std::vector<std::string>> texts;
  for (const std::vector<MoneyCell>& row : rows_) {
    std::vector<std::string>& out = texts.emplace_back();
    for (size_t i = 0; i < row.size(); ++i) {
      if (const auto* ore = std::get_if<int64_t>(&row[i])) {
        out.push_back(Format(Ore{*ore}, display));
        right.insert(i);
      } else {
        const auto* text = std::get_if<std::string>(&row[i]);
        out.push_back(text == nullptr ? "" : *text);
      }
    }
  }
  return Grid(head_, texts, {right.begin(), right.end()});
}

std::string WholeKronor(int64_t ore) {
  return Format(Ore{ore}, {Unit::kKronor, 0});
}

std::string Percent(int64_t part, int64_t of) {
  if (of == 0) return "–";
  return FormatWithUnit(Ratio{part, of}, {Unit::kPercent, 1});
}

}  // namespace finsam::cli
