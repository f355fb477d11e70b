// Collects what is wrong with a SIE file, within a limit.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_PROBLEMS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_PROBLEMS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/money.h"
#include "common/base/status.h"

namespace finsam::ledger {

// Keeps the first problems and counts the others. Errors go before warnings
// when there is not room for all.
class SieProblems {
 public:
  explicit SieProblems(absl::string_view file_name) : file_(file_name) {}

  // `problem.file` is filled in here.
  void Add(Problem problem);
  // Counts a problem, and tells whether there is room to Add it; when not,
  // its sentence need not be made.
  bool HasRoom(Severity severity);

  // What was added, by line, at most kSieProblemsMax.
  std::vector<Problem> Take();

 private:
  std::string file_;
  std::vector<Problem> errors_;
  std::vector<Problem> warnings_;
  int64_t left_out_errors_ = 0;
  int64_t left_out_warnings_ = 0;
};

// Something seen many times in a file and told once.
struct SieTally {
  int64_t count = 0;
  int64_t first_line = 0;
  void Note(int64_t line) {
    if (count++ == 0) first_line = line;
  }
};

// "1 234,50 kr", for sentences.
std::string KronorText(Ore amount);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_PROBLEMS_H_
