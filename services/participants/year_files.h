// The files of one import, read together and checked against one another and
// against what the year holds already.

#ifndef FINSAM_SERVICES_PARTICIPANTS_YEAR_FILES_H_
#define FINSAM_SERVICES_PARTICIPANTS_YEAR_FILES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "common/base/status.h"
#include "common/store/import.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/statistics.h"
#include "services/participants/domain/table_layout.h"

namespace finsam::participants {

// More files than this are not even looked at.
inline constexpr size_t kFilesMax = 16;

// A year's facts as they are read and kept.
struct KeptYear {
  Facts facts;
  TableLayout layout;
  std::string rules_file;   // counts-rules.yaml as it was; empty: none.
  std::string layout_file;  // layouts/counts.yaml as it was; empty: none.
};

struct ImportedFiles {
  KeptYear year;                  // `held` with what the files replace.
  std::vector<Problem> problems;  // Errors and warnings, file by file.
  // For people, in Swedish: "5 rader med antal, 1 enkätfråga".
  std::string summary;
};

// Reads the files of an import into `held`, what the fiscal year `year` holds.
// `before` are the counts of the year before. FILE_UNEXPECTED for other files
// and for the same file twice; else the readers' and checkers' own.
ImportedFiles ReadFiles(const std::vector<store::InputFile>& files, int year,
                        KeptYear held, const std::vector<CountRow>& before);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_YEAR_FILES_H_
