// What the tables of registers share: cells of text, rows and their ids.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_TABLE_CELLS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_TABLE_CELLS_H_

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/figure/table.h"

namespace finsam::governance {

// Gives each row an id that no other row of the table has: "a", "a-2", …
class RowIds {
 public:
  std::string Next(const std::string& wanted) {
    const int uses = ++uses_[wanted];
    return uses == 1 ? wanted : absl::StrCat(wanted, "-", uses);
  }

 private:
  std::map<std::string, int> uses_;
};

inline Cell TextCell(std::string text) {
  if (text.empty()) return std::monostate{};
  return text;
}

inline Cell DayCell(const std::optional<absl::CivilDay>& day) {
  return TextCell(day.has_value() ? absl::FormatCivilTime(*day) : "");
}

inline Cell FigureCellOf(Figure figure) {
  const Display display = DefaultDisplay(figure.value);
  return FigureCell{std::move(figure), display};
}

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_TABLE_CELLS_H_
