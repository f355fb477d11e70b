// What the readers of files share: which bytes are text, where their problems
// go, and how many a list may hold.

#ifndef FINSAM_COMMON_FILES_INPUT_H_
#define FINSAM_COMMON_FILES_INPUT_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam {

// Problems that one list holds at most: more help nobody, and a hostile file
// could give one for every byte.
inline constexpr size_t kInputProblemsMax = 1'000;

// `text` without outer blanks: ASCII white space and no-break spaces, which
// come along when a table is copied from a document.
inline absl::string_view WithoutOuterBlanks(absl::string_view text) {
  constexpr absl::string_view kNoBreakSpace = "\u00a0";
  while (true) {
    text = absl::StripAsciiWhitespace(text);
    if (absl::StartsWith(text, kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else if (absl::EndsWith(text, kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      return text;
    }
  }
}

// Where the first control character other than tab and line ends stands, or
// npos. Such a character is no text, and some of them end a text early.
inline size_t FindControl(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == 0x7f || (c < 0x20 && c != '\t' && c != '\n' && c != '\r')) {
      return i;
    }
  }
  return absl::string_view::npos;
}

// True when one of `problems` from the place `from` on is an error.
inline bool AnyError(const std::vector<Problem>& problems, size_t from = 0) {
  return std::any_of(
      problems.begin() + static_cast<std::ptrdiff_t>(from), problems.end(),
      [](const Problem& p) { return p.severity == Severity::kError; });
}

// Where the errors of one file go. `problems` must outlive it.
struct FileProblems {
  std::string file;
  std::vector<Problem>* problems = nullptr;

  // Adds an error. A list that is full takes no more: it already refuses.
  void Add(int64_t line, absl::string_view field, absl::string_view reason,
           absl::string_view message, absl::string_view found = "",
           absl::string_view expected = "") const {
    if (problems->size() >= kInputProblemsMax && AnyError(*problems)) return;
    problems->push_back({.severity = Severity::kError,
                         .reason = std::string(reason),
                         .file = file,
                         .line = line,
                         .field = std::string(field),
                         .found = Shortened(found, kFoundBytesMax),
                         .expected = std::string(expected),
                         .message = std::string(message)});
  }
};

}  // namespace finsam

#endif  // FINSAM_COMMON_FILES_INPUT_H_
