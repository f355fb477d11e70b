// What is said below a table in which something is protected.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PROTECTED_REMARK_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PROTECTED_REMARK_H_

#include <variant>

#include "absl/strings/str_cat.h"
#include "common/figure/table.h"

namespace finsam::participants {

// True when the cell holds a protected figure.
inline bool IsProtected(const Cell& cell) {
  const auto* held = std::get_if<FigureCell>(&cell);
  return held != nullptr &&
         std::holds_alternative<Protected>(held->figure.value);
}

// Says below `table` what ".." means, if it is there.
inline void RemarkProtected(Table* table) {
  for (const TableRow& row : table->rows) {
    for (const Cell& cell : row.cells) {
      if (!IsProtected(cell)) continue;
      absl::StrAppend(&table->remark, table->remark.empty() ? "" : " ",
                      "Två punkter (..) betyder att uppgiften inte visas, "
                      "eftersom ett litet antal annars kunde utläsas.");
      return;
    }
  }
}

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PROTECTED_REMARK_H_
