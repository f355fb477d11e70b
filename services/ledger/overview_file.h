// Reads overview.csv (docs/year-folder.md): key figures of earlier years.

#ifndef FINSAM_SERVICES_LEDGER_OVERVIEW_FILE_H_
#define FINSAM_SERVICES_LEDGER_OVERVIEW_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/ledger/domain/key_figures.h"

namespace finsam::ledger {

// Adds every problem with its line in `file_name`: CSV_*, FIELD_INVALID,
// AMOUNT_*, COUNT_* and OVERVIEW_YEAR. Rows that could be read are given back
// even so. A record is named within its association, as the same
// file may be several associations': "fiscalYears/2022/keyFigures/income".
// Whether the layout has the lines is CheckKeyFigures' question.
std::vector<KeyFigure> ReadOverview(absl::string_view file_name,
                                    absl::string_view bytes,
                                    std::vector<Problem>* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_OVERVIEW_FILE_H_
