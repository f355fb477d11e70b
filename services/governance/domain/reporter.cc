#include "services/governance/domain/reporter.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/personal_data.h"
#include "common/base/text.h"
#include "common/figure/figure.h"
#include "services/governance/domain/limits.h"

namespace finsam::governance {

void Reporter::Error(const Place& place, absl::string_view reason,
                     absl::string_view message, absl::string_view found,
                     absl::string_view expected) const {
  Add(Severity::kError, place, reason, message, found, expected);
}

void Reporter::Warning(const Place& place, absl::string_view reason,
                       absl::string_view message, absl::string_view found,
                       absl::string_view expected) const {
  Add(Severity::kWarning, place, reason, message, found, expected);
}

void Reporter::CheckText(const Place& place, absl::string_view text,
                         size_t bytes_max, absl::string_view reason) const {
  if (text.size() > bytes_max) {
    Error(place, reason, "Texten är för lång.",
          absl::StrCat(text.size(), " byte"),
          absl::StrCat("högst ", bytes_max, " byte"));
  }
  if (HoldsIdentityNumber(text)) {
    problems_->push_back(PersonalDataProblem(PersonalData::kIdentityNumber,
                                             file_, place.line, place.field));
  }
}

void Reporter::CheckPerson(const Place& place, absl::string_view text) const {
  const auto kind = FindPersonalData(text);
  // CheckText tells of identity numbers.
  if (!kind.has_value() || kind == PersonalData::kIdentityNumber) return;
  problems_->push_back(
      PersonalDataProblem(*kind, file_, place.line, place.field));
}

bool Reporter::CheckSize(size_t size, size_t size_max,
                         absl::string_view reason) const {
  if (size <= size_max) return true;
  Error({}, reason, "Listan har för många rader.", absl::StrCat(size),
        absl::StrCat("högst ", size_max));
  return false;
}

void Reporter::Add(Severity severity, const Place& place,
                   absl::string_view reason, absl::string_view message,
                   absl::string_view found, absl::string_view expected) const {
  problems_->push_back({.severity = severity,
                        .reason = std::string(reason),
                        .file = file_,
                        .line = place.line,
                        .field = place.field,
                        .found = Shortened(found, kFoundBytesMax),
                        .expected = Shortened(expected, kFoundBytesMax),
                        .message = std::string(message)});
}

bool IsIdPart(absl::string_view id) {
  return id.size() <= kIdBytesMax && IsFigureId(id) &&
         !absl::StrContains(id, "/");
}

void HidePersonalNumbers(std::vector<Problem>* problems) {
  for (Problem& problem : *problems) {
    for (std::string* text :
         {&problem.field, &problem.found, &problem.message}) {
      if (HoldsIdentityNumber(*text)) text->clear();
    }
  }
}

}  // namespace finsam::governance
