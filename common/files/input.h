// What the readers of files share: which bytes are text, how much of a found
// value is shown, and how many problems a list may hold.

#ifndef FINSAM_COMMON_FILES_INPUT_H_
#define FINSAM_COMMON_FILES_INPUT_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
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
// Bytes of a found value that are shown.
inline constexpr size_t kFoundBytesMax = 80;

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

// Adds an error. A list that is full takes no more: it already refuses.
inline void AddInputProblem(std::vector<Problem>* problems, Problem problem) {
  const auto is_error = [](const Problem& p) {
    return p.severity == Severity::kError;
  };
  if (problems->size() >= kInputProblemsMax &&
      std::any_of(problems->begin(), problems->end(), is_error)) {
    return;
  }
  problem.found = Shortened(problem.found, kFoundBytesMax);
  problems->push_back(std::move(problem));
}

}  // namespace finsam

#endif  // FINSAM_COMMON_FILES_INPUT_H_
