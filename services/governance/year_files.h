// The files of a year that governance owns, read together.

#ifndef FINSAM_SERVICES_GOVERNANCE_YEAR_FILES_H_
#define FINSAM_SERVICES_GOVERNANCE_YEAR_FILES_H_

#include <optional>
#include <vector>

#include "common/base/names.h"
#include "common/base/status.h"
#include "common/store/import.h"
#include "services/governance/domain/facts.h"
#include "services/governance/year_minutes.h"

namespace finsam::governance {

// Reads `files` into the facts of `year`. A list whose file is not there keeps
// what `before` has. Adds a problem for whatever is wrong, in the files' form
// and in the facts: FILE_MISSING, FILE_UNEXPECTED, and those of the single
// files and of CheckFacts. The facts may be stored when no problem is an error.
// `recorded` is what acts have recorded. Minutes are read when all else is
// right.
YearFacts ReadYearFiles(const FiscalYearName& year,
                        const std::vector<store::InputFile>& files,
                        const std::optional<YearFacts>& before,
                        std::vector<Problem>* problems,
                        const RecordedBoard& recorded = {});

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_YEAR_FILES_H_
