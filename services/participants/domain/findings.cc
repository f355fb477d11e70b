#include "services/participants/domain/findings.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/personal_data.h"
#include "common/base/text.h"

namespace finsam::participants {

void Findings::Push(Problem problem) {
  const auto is_error = [](const Problem& held) {
    return held.severity == Severity::kError;
  };
  if (problems_->size() >= kFindingsMax &&
      (!is_error(problem) ||
       std::any_of(problems_->begin(), problems_->end(), is_error))) {
    return;
  }
  problems_->push_back(std::move(problem));
}

void Findings::Add(int64_t line, absl::string_view field,
                   absl::string_view reason, absl::string_view message,
                   absl::string_view found, absl::string_view expected) {
  Push({Severity::kError, std::string(reason), std::string(file_), line,
        std::string(field), Shortened(found, kFoundBytesMax),
        Shortened(expected, kFoundBytesMax), std::string(message)});
}

void Findings::Warn(int64_t line, absl::string_view field,
                    absl::string_view reason, absl::string_view message,
                    absl::string_view found, absl::string_view expected) {
  Push({Severity::kWarning, std::string(reason), std::string(file_), line,
        std::string(field), Shortened(found, kFoundBytesMax),
        Shortened(expected, kFoundBytesMax), std::string(message)});
}

bool Findings::CheckText(int64_t line, absl::string_view field,
                         absl::string_view text, size_t bytes_max,
                         absl::string_view reason) {
  if (const std::optional<PersonalData> kind = FindPersonalData(text)) {
    Push(PersonalDataProblem(*kind, file_, line, field));
    met_person_ = true;
    return false;
  }
  if (text.size() <= bytes_max) return true;
  Add(line, field, reason, "Texten är för lång.",
      absl::StrCat(text.size(), " byte"),
      absl::StrCat("högst ", bytes_max, " byte"));
  return false;
}

}  // namespace finsam::participants
