// Collects what is wrong in one file of a year's folder.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_REPORTER_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_REPORTER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"

namespace finsam::governance {

// Where in a file something stands: its line (0 when the fact was stored
// earlier and its line is not known any more) and its column or key.
struct Place {
  int64_t line = 0;
  std::string field;
};

// Not thread-safe. `problems` must outlive the reporter.
class Reporter {
 public:
  Reporter(absl::string_view file, std::vector<Problem>* problems)
      : file_(file), problems_(problems) {}

  void Error(const Place& place, absl::string_view reason,
             absl::string_view message, absl::string_view found = "",
             absl::string_view expected = "") const;
  void Warning(const Place& place, absl::string_view reason,
               absl::string_view message, absl::string_view found = "",
               absl::string_view expected = "") const;

  // Refuses a text of more than `bytes_max` bytes with `reason`, and one that
  // holds a personal identity number with PERSONAL_DATA. What was found is
  // never repeated in the latter.
  void CheckText(const Place& place, absl::string_view text, size_t bytes_max,
                 absl::string_view reason) const;

  // Refuses with PERSONAL_DATA a text that holds an e-mail address or a phone
  // number, which only some texts may not.
  void CheckPerson(const Place& place, absl::string_view text) const;

  // Refuses a list that is too long with `reason`; false when it is.
  bool CheckSize(size_t size, size_t size_max, absl::string_view reason) const;

 private:
  void Add(Severity severity, const Place& place, absl::string_view reason,
           absl::string_view message, absl::string_view found,
           absl::string_view expected) const;

  std::string file_;
  std::vector<Problem>* problems_;
};

// True when `id` is one part of a figure's id: "3a", "jamstalldhet".
bool IsIdPart(absl::string_view id);

// Empties what was found wherever it holds a personal identity number, so that
// no answer repeats one.
void HidePersonalNumbers(std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_REPORTER_H_
