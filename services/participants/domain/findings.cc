#include "services/participants/domain/findings.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/personal_data.h"
#include "common/base/text.h"

namespace finsam::participants {

void Findings::Add(int64_t line, absl::string_view field,
                   absl::string_view reason, absl::string_view message,
                   absl::string_view found, absl::string_view expected) {
  problems_->push_back(
      {Severity::kError, std::string(reason), std::string(file_), line,
       std::string(field), Shortened(found, kFoundBytesMax),
       Shortened(expected, kFoundBytesMax), std::string(message)});
}

void Findings::Warn(int64_t line, absl::string_view field,
                    absl::string_view reason, absl::string_view message,
                    absl::string_view found, absl::string_view expected) {
  Add(line, field, reason, message, found, expected);
  problems_->back().severity = Severity::kWarning;
}

bool Findings::CheckText(int64_t line, absl::string_view field,
                         absl::string_view text, size_t bytes_max,
                         absl::string_view reason) {
  if (const std::optional<PersonalData> kind = FindPersonalData(text)) {
    problems_->push_back(PersonalDataProblem(*kind, file_, line, field));
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
