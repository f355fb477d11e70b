// The files of one import, read together.

#ifndef FINSAM_SERVICES_PARTICIPANTS_YEAR_FILES_H_
#define FINSAM_SERVICES_PARTICIPANTS_YEAR_FILES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/base/status.h"
#include "common/store/import.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/statistics.h"
#include "services/participants/domain/surveys.h"

namespace finsam::participants {

// More files than this are not even looked at.
inline constexpr size_t kFilesMax = 16;

// What the files hold. Nothing stands for a file that was not handed in.
struct YearFiles {
  std::optional<std::vector<CountRow>> counts;
  std::optional<std::vector<SurveyRow>> surveys;
  std::vector<Problem> problems;  // Errors and warnings, file by file.
};

// Reads the files of an import. FILE_UNEXPECTED for other files and for the
// same file twice.
YearFiles ReadYearFiles(const std::vector<store::InputFile>& files, int year);

// `held` with what `files` replace.
Facts Replaced(const Facts& held, const YearFiles& files);

// For people, in Swedish: "5 rader med antal, 1 enkätfråga".
std::string SummaryOf(const YearFiles& files);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_YEAR_FILES_H_
