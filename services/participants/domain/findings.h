// The problems of one file, as the rules find them.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_FINDINGS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_FINDINGS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"

namespace finsam::participants {

// A list that holds as many takes no more than the error it lacks: it refuses
// already, and a hostile file could give one problem for every number.
inline constexpr size_t kFindingsMax = 1'000;

// Appends to a list of problems. Not thread-safe; outlived by both arguments.
class Findings {
 public:
  Findings(absl::string_view file, std::vector<Problem>* problems)
      : file_(file), problems_(problems) {}

  // Adds an error. What is long is shortened.
  void Add(int64_t line, absl::string_view field, absl::string_view reason,
           absl::string_view message, absl::string_view found = "",
           absl::string_view expected = "");

  // Adds a warning.
  void Warn(int64_t line, absl::string_view field, absl::string_view reason,
            absl::string_view message, absl::string_view found = "",
            absl::string_view expected = "");

  // Adds PERSONAL_DATA when `text` points out a person, and `reason` when it
  // is longer than `bytes_max`. True when it may be kept.
  bool CheckText(int64_t line, absl::string_view field, absl::string_view text,
                 size_t bytes_max, absl::string_view reason);

  // True when a person was met: then nothing else of the file is quoted.
  bool met_person() const { return met_person_; }

 private:
  void Push(Problem problem);

  absl::string_view file_;
  std::vector<Problem>* problems_;
  bool met_person_ = false;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_FINDINGS_H_
