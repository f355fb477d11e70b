#include "services/governance/domain/reporter.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/personal_data.h"

namespace finsam::governance {
namespace {

constexpr size_t kFoundBytesMax = 80;

// The beginning of `text`, cut between two UTF-8 characters.
std::string Shortened(absl::string_view text) {
  if (text.size() <= kFoundBytesMax) return std::string(text);
  size_t end = kFoundBytesMax - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
    --end;
  }
  return absl::StrCat(text.substr(0, end), "…");
}

}  // namespace

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
  if (HoldsPersonalNumber(text)) {
    Error(place, "PERSONAL_DATA",
          "Fältet innehåller något som ser ut som ett personnummer; sådana "
          "lagras inte.");
  }
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
                        .found = Shortened(found),
                        .expected = Shortened(expected),
                        .message = std::string(message)});
}

void HidePersonalNumbers(std::vector<Problem>* problems) {
  for (Problem& problem : *problems) {
    for (std::string* text :
         {&problem.field, &problem.found, &problem.message}) {
      if (HoldsPersonalNumber(*text)) text->clear();
    }
  }
}

bool AnyError(const std::vector<Problem>& problems, size_t from) {
  return std::any_of(
      problems.begin() + static_cast<std::ptrdiff_t>(from), problems.end(),
      [](const Problem& p) { return p.severity == Severity::kError; });
}

}  // namespace finsam::governance
