#include "services/gateway/text_columns.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

// The words between breaking blanks; never empty words.
std::vector<std::string> Words(absl::string_view text) {
  return absl::StrSplit(text, absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
}

std::string Blanks(int64_t count) {
  return std::string(static_cast<size_t>(std::max<int64_t>(count, 0)), ' ');
}

}  // namespace

std::vector<std::string> Wrapped(absl::string_view text, int64_t width) {
  std::vector<std::string> lines;
  for (const absl::string_view typed : absl::StrSplit(text, '\n')) {
    std::string line;
    int64_t used = 0;
    for (const std::string& word : Words(typed)) {
      const int64_t wide = ColumnWidth(word);
      if (!line.empty() && used + 1 + wide > width) {
        lines.push_back(std::move(line));
        line.clear();
        used = 0;
      }
      if (!line.empty()) {
        line.push_back(' ');
        ++used;
      }
      line += word;
      used += wide;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

int64_t WidestWord(absl::string_view text) {
  int64_t widest = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    for (const std::string& word : Words(line)) {
      widest = std::max(widest, ColumnWidth(word));
    }
  }
  return widest;
}

std::string PaddedRight(absl::string_view text, int64_t width) {
  return absl::StrCat(text, Blanks(width - ColumnWidth(text)));
}

std::string PaddedLeft(absl::string_view text, int64_t width) {
  return absl::StrCat(Blanks(width - ColumnWidth(text)), text);
}

void AppendLine(absl::string_view line, std::string* out) {
  const size_t last = line.find_last_not_of(' ');
  if (last != absl::string_view::npos) {
    absl::StrAppend(out, line.substr(0, last + 1));
  }
  out->push_back('\n');
}

}  // namespace finsam::gateway
