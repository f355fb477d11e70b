// What lines of closing balances were before the year's first entry: figures
// that no statement shows, but that the checks compare with the closing
// balances of the year before.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_OPENINGS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_OPENINGS_H_

#include <vector>

#include "common/figure/figure.h"
#include "services/ledger/domain/line_values.h"

namespace finsam::ledger {

// "statement/line/opening-<year>" for every line of closing balances and
// every sum over such lines, for a year that has books; in the layout's
// order. Overviews have none. Empty for a year without books.
std::vector<Figure> OpeningFigures(const LineValues& values, int year);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_OPENINGS_H_
