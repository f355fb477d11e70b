// Adds problems to a list up to a limit, and says how many more there were:
// one wrong range in a layout can give a problem for every entry of a year.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_PROBLEM_LIST_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_PROBLEM_LIST_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam::ledger {

class ProblemList {
 public:
  // Takes at most `limit` problems into `*problems`, which must outlive this.
  // `file_name` is the file that AddAt speaks of.
  ProblemList(absl::string_view file_name, size_t limit,
              std::vector<Problem>* problems)
      : file_name_(file_name), limit_(limit), problems_(problems) {}

  // What was found is shortened: it may be as long as the file lets it.
  void Add(Problem problem) {
    if (++count_ > limit_) return;
    problem.found = Shortened(problem.found, kFoundMax);
    problem.message = Shortened(problem.message, kMessageMax);
    problems_->push_back(std::move(problem));
  }

  // Adds an error at a line of the file.
  void AddAt(int64_t line, absl::string_view reason, absl::string_view field,
             absl::string_view message, absl::string_view found = "",
             absl::string_view expected = "") {
    Add({.reason = std::string(reason),
         .file = file_name_,
         .line = line,
         .field = std::string(field),
         .found = std::string(found),
         .expected = std::string(expected),
         .message = std::string(message)});
  }

  // Call last. Adds one problem with `reason` when some were left out.
  void Finish(absl::string_view reason) {
    if (count_ <= limit_) return;
    Problem rest;
    rest.reason = std::string(reason);
    rest.file = file_name_;
    rest.message =
        absl::StrCat("Ytterligare ", count_ - limit_, " fel visas inte.");
    problems_->push_back(std::move(rest));
  }

 private:
  static constexpr size_t kFoundMax = 300;  // Bytes.
  static constexpr size_t kMessageMax = 1'000;

  const std::string file_name_;
  const size_t limit_;
  std::vector<Problem>* const problems_;
  size_t count_ = 0;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_PROBLEM_LIST_H_
