#include "tests/tidy/tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace finsam::tidy {
namespace {

namespace fs = std::filesystem;

bool IsSource(const fs::directory_entry& entry) {
  const std::string extension = entry.path().extension().string();
  return entry.is_regular_file() && (extension == ".h" || extension == ".cc");
}

// Walks through code one character at a time and blanks what is no code.
class Blanker {
 public:
  std::string Blank(const std::string& line) {
    std::string out = line;
    for (size_t i = 0; i < line.size();) i = Step(line, i, &out);
    // Only a raw text and a comment with stars go on to the next line.
    if (state_ == State::kText || state_ == State::kLetter) {
      state_ = State::kCode;
    }
    return out;
  }

 private:
  enum class State { kCode, kComment, kText, kLetter, kRaw };

  // Takes what begins at `i`; returns where the next begins.
  size_t Step(const std::string& line, size_t i, std::string* out) {
    switch (state_) {
      case State::kCode:
        return StepInCode(line, i, out);
      case State::kComment:
        return StepUntil(line, i, "*/", /*keep=*/false, out);
      case State::kRaw:
        return StepUntil(line, i, raw_end_, /*keep=*/true, out);
      case State::kText:
      case State::kLetter:
        break;
    }
    if (line[i] == (state_ == State::kText ? '"' : '\'')) {
      state_ = State::kCode;
      return i + 1;
    }
    const size_t taken = line[i] == '\\' && i + 1 < line.size() ? 2 : 1;
    out->replace(i, taken, taken, ' ');
    return i + taken;
  }

  size_t StepInCode(const std::string& line, size_t i, std::string* out) {
    if (line.compare(i, 2, "//") == 0) {
      out->replace(i, line.size() - i, line.size() - i, ' ');
      return line.size();
    }
    if (line.compare(i, 2, "/*") == 0) {
      state_ = State::kComment;
      out->replace(i, 2, 2, ' ');
      return i + 2;
    }
    if (line.compare(i, 2, "R\"") == 0) {
      const size_t open = line.find('(', i);
      raw_end_ = absl::StrCat(")", line.substr(i + 2, open - i - 2), "\"");
      state_ = State::kRaw;
      return open == std::string::npos ? line.size() : open + 1;
    }
    // An apostrophe after a digit or letter parts the digits of a number.
    const bool parts =
        i > 0 && absl::ascii_isalnum(static_cast<unsigned char>(line[i - 1]));
    if (line[i] == '"') state_ = State::kText;
    if (line[i] == '\'' && !parts) state_ = State::kLetter;
    return i + 1;
  }

  size_t StepUntil(const std::string& line, size_t i, const std::string& end,
                   bool keep, std::string* out) {
    const size_t found = line.find(end, i);
    const size_t stop = found == std::string::npos ? line.size() : found;
    out->replace(i, stop - i, stop - i, ' ');
    if (found == std::string::npos) return line.size();
    if (!keep) out->replace(found, end.size(), end.size(), ' ');
    state_ = State::kCode;
    return found + end.size();
  }

  State state_ = State::kCode;
  std::string raw_end_;
};

}  // namespace

SourceFile MakeFile(const std::string& path, absl::string_view content) {
  SourceFile file{path, absl::StrSplit(content, '\n')};
  if (!file.lines.empty() && file.lines.back().empty()) file.lines.pop_back();
  return file;
}

Tree ReadTree(const std::string& root) {
  Tree tree;
  for (const char* top : {"common", "services", "cli", "tests"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(root) / top)) {
      if (!IsSource(entry)) continue;
      std::ostringstream content;
      content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      tree.push_back(MakeFile(fs::relative(entry.path(), root).generic_string(),
                              content.str()));
    }
  }
  std::sort(
      tree.begin(), tree.end(),
      [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return tree;
}

std::vector<std::string> CodeOnly(const std::vector<std::string>& lines) {
  std::vector<std::string> code;
  code.reserve(lines.size());
  Blanker blanker;
  for (const std::string& line : lines) code.push_back(blanker.Blank(line));
  return code;
}

std::string At(const SourceFile& file, size_t index, absl::string_view what) {
  return absl::StrCat(file.path, ":", index + 1, ": ", what);
}

}  // namespace finsam::tidy
