// The files of one import (docs/year-folder.md), read and checked as far as
// they can be without what comes from other imports.

#ifndef FINSAM_SERVICES_BUDGET_IMPORT_FILES_H_
#define FINSAM_SERVICES_BUDGET_IMPORT_FILES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/store/import.h"
#include "services/budget/domain/budget.h"
#include "services/budget/domain/contribution.h"
#include "services/budget/domain/forecast.h"
#include "services/budget/domain/instalments.h"

namespace finsam::budget {

inline constexpr size_t kImportFilesMax = 50;
// The word for files among the kinds of journal entry.
inline constexpr char kImportKind[] = "import-budget";

struct ImportFiles {
  std::map<int, Draft> budgets;  // By year.
  std::map<int, ForecastDraft> forecasts;
  std::optional<ContributionDraft> contributions;
  std::optional<InstalmentDraft> instalments;
  // Files that are kept as they are, under the year and name they belong to.
  struct Kept {
    int year = 0;
    std::string name;
    std::string content;
  };
  std::vector<Kept> kept;
  std::vector<std::string> words;  // What was read, Swedish, in its order.
};

// Reads everything and appends every problem. Refusals are left to the caller:
// it refuses when there are errors among the problems. Beside those of the
// readers and checks: FILE_UNEXPECTED, FILE_TWICE, BUDGET_VERSIONS_OVERLAP.
ImportFiles ReadImportFiles(const FiscalYearName& year,
                            const std::vector<store::InputFile>& files,
                            std::vector<Problem>* problems);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_IMPORT_FILES_H_
