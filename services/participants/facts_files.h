// Writes a year's facts as the files that ImportCounts takes
// (docs/year-folder.md).

#ifndef FINSAM_SERVICES_PARTICIPANTS_FACTS_FILES_H_
#define FINSAM_SERVICES_PARTICIPANTS_FACTS_FILES_H_

#include <vector>

#include "common/store/import.h"
#include "services/participants/year_files.h"

namespace finsam::participants {

// initiatives.csv, counts.csv, averages.csv and surveys.csv, which read as the
// same facts, and the two YAML files as they were; those that hold something.
// To the byte the same every time. A column that need not be there is left out
// when no row fills it.
std::vector<store::InputFile> FilesOf(const KeptYear& year);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_FACTS_FILES_H_
