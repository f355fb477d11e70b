// Key figures of earlier years, as adopted reports give them (overview.csv):
// what an overview shows for years that the ledger has no books of, and for
// facts that are in no books, such as the number of employees.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_KEY_FIGURES_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_KEY_FIGURES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/figure/figure.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

inline constexpr size_t kKeyFiguresMax = 2'000;

struct KeyFigure {
  // A line of the overviews that have it; or "statement/line", which goes
  // before that in its own.
  std::string line_id;
  int year = 0;
  Value value;            // An amount, a count or a ratio.
  std::string record;     // Its name within the association.
  int64_t file_line = 0;  // Where it stands in overview.csv.
};

// Adds, with the lines of `file_name`: OVERVIEW_TOO_LARGE,
// OVERVIEW_LINE_UNKNOWN when no overview of the layout has the line,
// OVERVIEW_TWICE when a line has two values for a year, OVERVIEW_UNIT when the
// line holds another kind of value.
void CheckKeyFigures(const Layout& layout, absl::string_view file_name,
                     const std::vector<KeyFigure>& key_figures,
                     std::vector<Problem>* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_KEY_FIGURES_H_
