// Cuts the text of a CSV file into physical lines and records. Knows quotes,
// line ends, delimiters, comments and directives; knows nothing of which
// columns a file has (common/files/csv.h).

#ifndef FINSAM_COMMON_FILES_CSV_SCAN_H_
#define FINSAM_COMMON_FILES_CSV_SCAN_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "common/files/input.h"

namespace finsam {

// A column's or directive's name as names are compared: without outer blanks
// and with ASCII letters in lower case.
inline std::string CsvName(absl::string_view name) {
  return absl::AsciiStrToLower(WithoutOuterBlanks(name));
}

// The delimiter of the file with this head.
inline char DelimiterOf(absl::string_view head) {
  for (const char delimiter : {';', '\t', ','}) {
    if (absl::StrContains(head, delimiter)) return delimiter;
  }
  return ';';
}

// True for "fastställd" and, right after the #, "ingående kapital": a sentence
// that happens to hold a delimiter is a comment.
inline bool IsDirectiveName(absl::string_view name) {
  const int blanks_max = absl::StartsWith(name, " ") ? 0 : 1;
  name = WithoutOuterBlanks(name);
  return !name.empty() && name.find_first_of("\t#") == name.npos &&
         std::count(name.begin(), name.end(), ' ') <= blanks_max;
}

// Reads "#word;value" when `line` is one: word and value.
inline std::optional<std::pair<std::string, std::string>> ReadDirective(
    absl::string_view line) {
  line.remove_prefix(1);
  const char delimiter = DelimiterOf(line);
  const size_t end = line.find(delimiter);
  if (end == absl::string_view::npos) return std::nullopt;
  if (!IsDirectiveName(line.substr(0, end))) return std::nullopt;
  const std::string word = CsvName(line.substr(0, end));
  // A spreadsheet fills the line with empty columns, and may quote the value.
  absl::string_view value = line.substr(end + 1);
  while (!value.empty() && value.back() == delimiter) value.remove_suffix(1);
  value = WithoutOuterBlanks(value);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
    return std::pair(word, absl::StrReplaceAll(value, {{"\"\"", "\""}}));
  }
  return std::pair(word, std::string(value));
}

// True when the next line holds nothing for a reader of rows.
inline bool IsSkipped(absl::string_view line, char delimiter) {
  return absl::StartsWith(line, "#") ||
         std::all_of(line.begin(), line.end(), [delimiter](char c) {
           return c == delimiter || c == ' ' || c == '\t';
         });
}

// Walks over a text that must outlive it. Lines end with LF, CR LF or CR.
class CsvScan {
 public:
  enum class Quote { kFine, kUnclosed, kTextAfter };

  explicit CsvScan(absl::string_view text) : rest_(text) {}

  bool AtEnd() const { return rest_.empty(); }
  // The line that comes next; 1 is the first.
  int64_t line() const { return line_; }

  // The next physical line, without its end. Does not move.
  absl::string_view PeekLine() const {
    return rest_.substr(0, rest_.find_first_of("\r\n"));
  }

  // Moves past the next physical line.
  void SkipLine() {
    rest_.remove_prefix(PeekLine().size());
    SkipLineEnd();
  }

  // Takes the next record, which may span lines inside quotes. What is wrong
  // with its quotes, if anything, is answered; the scan goes on after it.
  Quote TakeRecord(char delimiter, std::vector<std::string>* fields) {
    Quote worst = Quote::kFine;
    while (true) {
      std::string field;
      const Quote quote = TakeField(delimiter, &field);
      if (quote != Quote::kFine) worst = quote;
      fields->push_back(std::move(field));
      if (rest_.empty() || rest_.front() != delimiter) break;
      rest_.remove_prefix(1);
    }
    SkipLineEnd();
    return worst;
  }

 private:
  void SkipLineEnd() {
    if (rest_.empty()) return;
    const bool carriage = rest_.front() == '\r';
    rest_.remove_prefix(1);
    if (carriage && !rest_.empty() && rest_.front() == '\n') {
      rest_.remove_prefix(1);
    }
    ++line_;
  }

  Quote TakeField(char delimiter, std::string* field) {
    const bool quoted = !rest_.empty() && rest_.front() == '"';
    if (quoted && !TakeQuoted(field)) return Quote::kUnclosed;
    const char ends[] = {delimiter, '\r', '\n'};
    const absl::string_view plain =
        rest_.substr(0, rest_.find_first_of(absl::string_view(ends, 3)));
    rest_.remove_prefix(plain.size());
    if (!quoted) {
      field->assign(plain.data(), plain.size());
      return Quote::kFine;
    }
    return plain.find_first_not_of(" \t") == absl::string_view::npos
               ? Quote::kFine
               : Quote::kTextAfter;
  }

  // Takes "…" with its quotes; false when it is never closed.
  bool TakeQuoted(std::string* field) {
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '"') {
        rest_.remove_prefix(1);
        if (rest_.empty() || rest_.front() != '"') return true;
        field->push_back('"');
        rest_.remove_prefix(1);
      } else if (c == '\r' || c == '\n') {
        field->push_back('\n');
        SkipLineEnd();
      } else {
        field->push_back(c);
        rest_.remove_prefix(1);
      }
    }
    return false;
  }

  absl::string_view rest_;
  int64_t line_ = 1;
};

}  // namespace finsam

#endif  // FINSAM_COMMON_FILES_CSV_SCAN_H_
