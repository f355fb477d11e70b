// An import, in and out: what is asked of the hall and what it answers.

#ifndef FINSAM_SERVICES_GOVERNANCE_IMPORT_H_
#define FINSAM_SERVICES_GOVERNANCE_IMPORT_H_

#include <string>
#include <vector>

#include "common/base/names.h"
#include "common/base/status.h"
#include "common/store/journal.h"

namespace finsam::governance {

struct InputFile {
  std::string name;  // "board.csv"
  std::string content;
};

struct ImportRequest {
  FiscalYearName year;
  std::string request_id;
  bool validate_only = false;
  std::vector<InputFile> files;
};

struct ImportOutcome {
  store::Head head;      // Where the association stands afterwards.
  bool changed = false;  // False for a trial and for facts already held.
  std::vector<Problem> warnings;
  std::vector<std::string> figure_ids;  // Sorted.
  std::string summary;                  // Swedish; see Summary().
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_IMPORT_H_
