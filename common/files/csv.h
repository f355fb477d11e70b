// Reads the CSV files of a year's folder (docs/year-folder.md) into rows that
// remember their line, and collects every problem on the way.
//
//   CsvReader in("budget.csv", bytes, {"rad", "belopp"}, {"kommentar"},
//                &problems);
//   for (const CsvRow& row : in.rows()) {
//     const std::string id = in.Text(row, "rad");
//     const std::optional<Ore> amount = in.Amount(row, "belopp");
//   }
//
// A value that cannot be read adds a Problem with file, line, column, what was
// found and what was expected, and gives nullopt; so a caller reads all rows
// and refuses once, with the whole list. Not thread-safe; owns its text.

#ifndef FINSAM_COMMON_FILES_CSV_H_
#define FINSAM_COMMON_FILES_CSV_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/base/status.h"

namespace finsam {

inline constexpr size_t kCsvBytesMax = 8 << 20;
inline constexpr size_t kCsvRowsMax = 25'000;
inline constexpr size_t kCsvFieldBytesMax = 4'000;

struct CsvRow {
  int64_t line = 0;  // In the file; 1 is the first.
  std::vector<std::string> fields;
};

class CsvReader {
 public:
  // Parses `content`. Problems are appended to `*problems`, which must outlive
  // the reader: CSV_TOO_LARGE, CSV_NOT_UTF8, CSV_QUOTE (unclosed), CSV_EMPTY,
  // CSV_COLUMN_MISSING, CSV_COLUMN_UNKNOWN, CSV_COLUMN_TWICE, CSV_ROW_WIDTH.
  // Column names are compared without regard to ASCII case and outer blanks.
  CsvReader(absl::string_view file_name, absl::string_view content,
            const std::vector<std::string>& required,
            const std::vector<std::string>& optional,
            std::vector<Problem>* problems);

  // The rows below the head; empty when the head was refused.
  const std::vector<CsvRow>& rows() const { return rows_; }

  // A "#word;value" line before the head, or nothing. The word may be two:
  // "#ingående kapital;5 000".
  std::optional<std::string> Directive(absl::string_view word) const;
  // The same, with a problem CSV_DIRECTIVE_MISSING when it is not there.
  std::string RequireDirective(absl::string_view word);
  // The same, as a day; problem DATE_INVALID.
  std::optional<absl::CivilDay> RequireDirectiveDate(absl::string_view word);

  // Outer blanks removed; empty when the column is absent.
  std::string Text(const CsvRow& row, absl::string_view column) const;
  // The same, with a problem CSV_FIELD_EMPTY when it is empty.
  std::string RequireText(const CsvRow& row, absl::string_view column);
  // Kronor as a person writes them; problem AMOUNT_MALFORMED or
  // AMOUNT_TOO_LARGE. Empty gives nullopt without a problem.
  std::optional<Ore> Amount(const CsvRow& row, absl::string_view column);
  // A whole number, thousands separators allowed; problem COUNT_MALFORMED, and
  // COUNT_NEGATIVE below zero. Empty gives nullopt without a problem.
  std::optional<int64_t> Count(const CsvRow& row, absl::string_view column);
  // "2024-11-28"; problem DATE_INVALID. Empty gives nullopt without a problem.
  std::optional<absl::CivilDay> Date(const CsvRow& row,
                                     absl::string_view column);
  // "ja" or "nej"; problem FIELD_INVALID. Empty gives nullopt, no problem.
  std::optional<bool> YesNo(const CsvRow& row, absl::string_view column);
  // One of `choices`; problem FIELD_INVALID that lists them. Returns its place.
  std::optional<size_t> Choice(const CsvRow& row, absl::string_view column,
                               const std::vector<std::string>& choices);

  // Adds an error at `row` and `column`.
  void AddProblem(const CsvRow& row, absl::string_view column,
                  absl::string_view reason, absl::string_view message,
                  absl::string_view found = "",
                  absl::string_view expected = "");

 private:
  std::string file_name_;
  std::vector<Problem>* problems_;
  std::map<std::string, size_t> columns_;
  std::map<std::string, std::pair<int64_t, std::string>> directives_;
  std::vector<CsvRow> rows_;
};

// Reads "2024-11-28"; nothing when it is no day in the calendar.
std::optional<absl::CivilDay> ParseDay(absl::string_view text);

}  // namespace finsam

#endif  // FINSAM_COMMON_FILES_CSV_H_
