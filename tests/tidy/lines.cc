#include "tests/tidy/lines.h"

#include <fnmatch.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace finsam::tidy {
namespace {

// A word that may not stand in the files of `where`, but in those of `except`,
// where "@(a|b)" is either.
struct Ban {
  std::string word;
  const char* where;
  const char* except;
  bool in_comments;  // Also there and in texts.
};

const std::vector<Ban>& Bans() {
  // Taken apart, so that this file keeps its own rules.
  // Where a solver is asked, whose answers are checked in whole numbers.
  static const char kSolving[] =
      "services/participants/domain/"
      "@(bulk_choice|limited_solver|linear_program|moves|sweep).*";
  static const std::vector<Ban> bans = {
      {absl::StrCat("std::string", "_view"), "*", "", false},
      {absl::StrCat("absl::", "optional"), "*", "", false},
      {absl::StrCat("absl::", "variant"), "*", "", false},
      {absl::StrCat("dou", "ble"), "services/*/domain/*", kSolving, false},
      {absl::StrCat("flo", "at"), "services/*/domain/*", "", false},
      {absl::StrCat("dou", "ble"), "common/base/money.*", "", false},
      {absl::StrCat("flo", "at"), "common/base/money.*", "", false},
      {absl::StrCat("dou", "ble"), "common/figure/*", "", false},
      {absl::StrCat("flo", "at"), "common/figure/*", "", false},
      {absl::StrCat("absl::", "Now"), "common/*", "common/base/clock.cc",
       false},
      {absl::StrCat("absl::", "Now"), "services/*", "", false},
      {absl::StrCat("absl::", "Now"), "cli/*", "", false},
      {absl::StrCat("system_clock::", "now"), "services/*", "", false},
      {absl::StrCat("TO", "DO"), "*", "", true},
      {absl::StrCat("FIX", "ME"), "*", "", true},
      {absl::StrCat("XX", "X"), "*", "", true},
  };
  return bans;
}

bool IsWordCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
}

bool HasWord(const std::string& line, const std::string& word) {
  for (size_t at = line.find(word); at != std::string::npos;
       at = line.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool begins = at == 0 || !IsWordCharacter(line[at - 1]);
    const bool ends = end == line.size() || !IsWordCharacter(line[end]);
    if (begins && ends) return true;
  }
  return false;
}

size_t Columns(const std::string& line) {
  return static_cast<size_t>(std::count_if(
      line.begin(), line.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool IsTest(const SourceFile& file) {
  return absl::StartsWith(file.path, "tests/");
}

std::string GuardOf(const std::string& path) {
  return absl::StrCat("FINSAM_",
                      absl::AsciiStrToUpper(absl::StrReplaceAll(
                          path, {{"/", "_"}, {".", "_"}, {"-", "_"}})),
                      "_");
}

// Reads braces and remembers where the statement before each began.
class FunctionScan {
 public:
  FunctionScan(const SourceFile& file, Violations* violations)
      : file_(file), violations_(violations) {}

  void Run() {
    const std::vector<std::string> code = CodeOnly(file_.lines);
    for (line_ = 0; line_ < code.size(); ++line_) {
      if (absl::StartsWith(code[line_], "#")) continue;
      for (const char c : code[line_]) Take(c);
      if (!head_.empty()) head_ += ' ';
    }
  }

 private:
  enum class Kind { kScope, kFunction, kOther };
  struct Block {
    Kind kind;
    size_t first_line;
  };

  void Take(char c) {
    if (c == '{') {
      blocks_.push_back({KindOfHead(), head_.empty() ? line_ : head_line_});
    } else if (c == '}' && !blocks_.empty()) {
      Close(blocks_.back());
      blocks_.pop_back();
    }
    if (c == '{' || c == '}' || c == ';') {
      head_.clear();
      return;
    }
    if (head_.empty() && (c == ' ' || c == '\t')) return;
    if (head_.empty()) head_line_ = line_;
    head_ += c;
  }

  // What the brace after head_ opens. Only functions that stand in a
  // namespace or a class count; what is inside them is theirs.
  Kind KindOfHead() const {
    if (!blocks_.empty() && blocks_.back().kind != Kind::kScope) {
      return Kind::kOther;
    }
    if (head_.find('(') != std::string::npos &&
        !absl::EndsWith(absl::StripTrailingAsciiWhitespace(head_), "=")) {
      return Kind::kFunction;
    }
    for (const char* word : {"namespace", "class", "struct", "extern"}) {
      if (HasWord(head_, word)) return Kind::kScope;
    }
    return Kind::kOther;
  }

  void Close(const Block& block) {
    const size_t length = line_ - block.first_line + 1;
    if (block.kind != Kind::kFunction || length <= kFunctionLinesMax) return;
    violations_->push_back(
        At(file_, block.first_line,
           absl::StrCat("a function of ", length, " lines")));
  }

  const SourceFile& file_;
  Violations* violations_;
  std::vector<Block> blocks_;
  std::string head_;
  size_t head_line_ = 0;
  size_t line_ = 0;
};

}  // namespace

Violations CheckWords(const Tree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    const std::vector<std::string> code = CodeOnly(file.lines);
    for (const Ban& ban : Bans()) {
      if (fnmatch(ban.where, file.path.c_str(), 0) != 0) continue;
      if (fnmatch(ban.except, file.path.c_str(), FNM_EXTMATCH) == 0) continue;
      const std::vector<std::string>& lines =
          ban.in_comments ? file.lines : code;
      for (size_t i = 0; i < lines.size(); ++i) {
        if (!HasWord(lines[i], ban.word)) continue;
        violations.push_back(At(file, i, absl::StrCat("has ", ban.word)));
      }
    }
  }
  return violations;
}

Violations CheckColumns(const Tree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    for (size_t i = 0; i < file.lines.size(); ++i) {
      const size_t columns = Columns(file.lines[i]);
      if (columns <= kColumnsMax) continue;
      violations.push_back(At(file, i, absl::StrCat(columns, " columns")));
    }
  }
  return violations;
}

Violations CheckGuards(const Tree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    if (!absl::EndsWith(file.path, ".h")) continue;
    const std::string guard = GuardOf(file.path);
    const auto has = [&file](const std::string& line) {
      return std::find(file.lines.begin(), file.lines.end(), line) !=
             file.lines.end();
    };
    if (has(absl::StrCat("#ifndef ", guard)) &&
        has(absl::StrCat("#define ", guard)) &&
        has(absl::StrCat("#endif  // ", guard))) {
      continue;
    }
    violations.push_back(At(file, 0, absl::StrCat("has no guard ", guard)));
  }
  return violations;
}

Violations CheckHeads(const Tree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    if (!absl::EndsWith(file.path, ".h")) continue;
    if (!file.lines.empty() && absl::StartsWith(file.lines[0], "// ")) continue;
    violations.push_back(At(file, 0, "does not say what it is"));
  }
  return violations;
}

Violations CheckFileLengths(const Tree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    if (IsTest(file) || file.lines.size() <= kFileLinesMax) continue;
    violations.push_back(At(file, file.lines.size() - 1,
                            absl::StrCat(file.lines.size(), " lines")));
  }
  return violations;
}

Violations CheckFunctionLengths(const Tree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    if (!IsTest(file)) FunctionScan(file, &violations).Run();
  }
  return violations;
}

}  // namespace finsam::tidy
