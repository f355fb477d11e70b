// Writes lines of CSV that CsvReader (common/files/csv.h) reads back as they
// were: fields between semicolons, in quotes where they must be.

#ifndef FINSAM_COMMON_FILES_CSV_LINE_H_
#define FINSAM_COMMON_FILES_CSV_LINE_H_

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace finsam {

// `text` as a field. It has no outer blanks, which a reader would take away. A
// line that begins with # would be read as a comment.
inline std::string CsvField(absl::string_view text) {
  const bool plain = text.find_first_of(";\"\r\n") == text.npos &&
                     !absl::StartsWith(text, "#");
  if (plain) return std::string(text);
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

// A line with its end.
inline std::string CsvLine(const std::vector<std::string>& fields) {
  const auto append = [](std::string* out, const std::string& field) {
    absl::StrAppend(out, CsvField(field));
  };
  return absl::StrCat(absl::StrJoin(fields, ";", append), "\n");
}

}  // namespace finsam

#endif  // FINSAM_COMMON_FILES_CSV_LINE_H_
