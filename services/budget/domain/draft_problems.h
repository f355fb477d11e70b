// Where the errors of a draft go: of rows that remember their line in a file.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_DRAFT_PROBLEMS_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_DRAFT_PROBLEMS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam::budget {

// Of no row: the draft as a whole.
inline constexpr size_t kWholeDraft = SIZE_MAX;

// All that it points at must outlive it. Not thread-safe.
struct DraftProblems {
  const std::string& file;
  const std::vector<int64_t>& places;  // Line of each row; may be too short.
  std::vector<Problem>* problems;

  void Add(size_t row, absl::string_view field, absl::string_view reason,
           absl::string_view message, absl::string_view found = "",
           absl::string_view expected = "",
           Severity severity = Severity::kError) const {
    problems->push_back({.severity = severity,
                         .reason = std::string(reason),
                         .file = file,
                         .line = row < places.size() ? places[row] : 0,
                         .field = std::string(field),
                         .found = Shortened(found, kFoundBytesMax),
                         .expected = std::string(expected),
                         .message = std::string(message)});
  }
};

// True when `id` is 1 to `bytes_max` of a–z, 0–9 and '-'.
inline bool IsPlainId(absl::string_view id, size_t bytes_max) {
  return !id.empty() && id.size() <= bytes_max &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) ||
                  absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
                  c == '-';
         });
}

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_DRAFT_PROBLEMS_H_
