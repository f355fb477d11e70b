#include "common/files/csv.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/base/text.h"
#include "common/files/csv_scan.h"
#include "common/files/input.h"

namespace finsam {
namespace {

constexpr absl::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr size_t kCountDigitsMax = 12;

bool IsBlank(absl::string_view text) {
  return WithoutOuterBlanks(text).empty();
}

// False, with a problem, when `content` is too large or no text.
bool CheckIsText(absl::string_view content, const FileProblems& report) {
  if (content.size() > kCsvBytesMax) {
    report.Add(0, "", "CSV_TOO_LARGE", "Filen är för stor.",
               absl::StrCat(content.size(), " byte"),
               absl::StrCat("högst ", kCsvBytesMax, " byte"));
    return false;
  }
  int64_t line = 1;
  while (!content.empty()) {
    const absl::string_view next = content.substr(0, content.find('\n'));
    if (!IsUtf8(next) || FindControl(next) != absl::string_view::npos) {
      report.Add(line, "", "CSV_NOT_UTF8",
                 "Raden innehåller tecken som inte är text i UTF-8.");
      return false;
    }
    content.remove_prefix(std::min(content.size(), next.size() + 1));
    ++line;
  }
  return true;
}

void ReportQuote(CsvScan::Quote quote, int64_t line,
                 const FileProblems& report) {
  if (quote == CsvScan::Quote::kFine) return;
  report.Add(line, "", "CSV_QUOTE",
             quote == CsvScan::Quote::kUnclosed
                 ? "Ett citattecken öppnas men stängs aldrig."
                 : "Efter ett stängande citattecken väntas nästa kolumn.");
}

// Takes the trailing empty columns away that a spreadsheet leaves.
void TrimEmptyEnd(std::vector<std::string>* fields, size_t keep) {
  while (fields->size() > keep && IsBlank(fields->back())) fields->pop_back();
}

// The columns' places by name; problems for missing, unknown, doubled ones.
std::map<std::string, size_t> ReadHead(const CsvRow& head,
                                       const std::vector<std::string>& required,
                                       const std::vector<std::string>& optional,
                                       const FileProblems& report) {
  std::vector<std::string> known;
  for (const std::string& name : required) known.push_back(CsvName(name));
  for (const std::string& name : optional) known.push_back(CsvName(name));
  std::map<std::string, size_t> columns;
  for (size_t i = 0; i < head.fields.size(); ++i) {
    const std::string key = CsvName(head.fields[i]);
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      report.Add(head.line, Shortened(head.fields[i], kFoundBytesMax),
                 "CSV_COLUMN_UNKNOWN", "Kolumnen är okänd.", head.fields[i],
                 absl::StrJoin(known, ", "));
    } else if (!columns.emplace(key, i).second) {
      report.Add(head.line, key, "CSV_COLUMN_TWICE",
                 "Kolumnen finns två gånger.", key);
    }
  }
  for (const std::string& name : required) {
    if (columns.count(CsvName(name)) > 0) continue;
    report.Add(head.line, name, "CSV_COLUMN_MISSING", "Kolumnen saknas.", "",
               name);
  }
  return columns;
}

// False, with a problem, when `row` has the wrong width or a huge field.
bool CheckRow(const CsvRow& row, size_t width, const FileProblems& report) {
  if (row.fields.size() != width) {
    report.Add(row.line, "", "CSV_ROW_WIDTH", "Raden har fel antal kolumner.",
               absl::StrCat(row.fields.size()), absl::StrCat(width));
    return false;
  }
  for (const std::string& field : row.fields) {
    if (field.size() <= kCsvFieldBytesMax) continue;
    report.Add(row.line, "", "CSV_TOO_LARGE", "Ett fält är för långt.",
               absl::StrCat(field.size(), " byte"),
               absl::StrCat("högst ", kCsvFieldBytesMax, " byte"));
    return false;
  }
  return true;
}

// Reads the rows below the head.
std::vector<CsvRow> ReadRows(CsvScan* scan, char delimiter, size_t width,
                             const FileProblems& report) {
  std::vector<CsvRow> rows;
  for (size_t seen = 0; !scan->AtEnd();) {
    if (IsSkipped(scan->PeekLine(), delimiter)) {
      scan->SkipLine();
      continue;
    }
    CsvRow row{.line = scan->line(), .fields = {}};
    if (++seen > kCsvRowsMax) {
      report.Add(row.line, "", "CSV_TOO_LARGE", "Filen har för många rader.",
                 "", absl::StrCat("högst ", kCsvRowsMax));
      break;
    }
    const CsvScan::Quote quote = scan->TakeRecord(delimiter, &row.fields);
    ReportQuote(quote, row.line, report);
    if (quote != CsvScan::Quote::kFine) continue;
    TrimEmptyEnd(&row.fields, width);
    if (CheckRow(row, width, report)) rows.push_back(std::move(row));
  }
  return rows;
}

// The digits of a whole number with its thousands separators taken out, or
// nothing when the groups are wrong: "1 234" and "1.234" are "1234".
std::optional<std::string> JoinDigits(absl::string_view text) {
  const char separator = absl::StrContains(text, '.') ? '.' : ' ';
  std::string digits;
  size_t group = 0;  // Digits since the last separator.
  bool grouped = false;
  for (const char c : text) {
    if (c == separator) {
      if (group == 0 || group > 3 || (grouped && group != 3)) {
        return std::nullopt;
      }
      grouped = true;
      group = 0;
      continue;
    }
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      return std::nullopt;
    }
    digits.push_back(c);
    ++group;
  }
  if (group == 0 || (grouped && group != 3)) return std::nullopt;
  return digits;
}

}  // namespace

CsvReader::CsvReader(absl::string_view file_name, absl::string_view content,
                     const std::vector<std::string>& required,
                     const std::vector<std::string>& optional,
                     std::vector<Problem>* problems)
    : file_name_(file_name), problems_(problems) {
  const FileProblems report{file_name_, problems_};
  if (!CheckIsText(content, report)) return;
  if (absl::StartsWith(content, kByteOrderMark)) {
    content.remove_prefix(kByteOrderMark.size());
  }
  CsvScan scan(content);
  for (; !scan.AtEnd(); scan.SkipLine()) {
    const absl::string_view line = scan.PeekLine();
    if (!IsSkipped(line, ';')) break;
    if (!absl::StartsWith(line, "#")) continue;
    const auto directive = ReadDirective(line);
    if (!directive.has_value()) continue;
    const auto& [word, value] = *directive;
    if (!directives_.emplace(word, std::pair(scan.line(), value)).second) {
      report.Add(scan.line(), word, "CSV_DIRECTIVE_TWICE",
                 "Inställningen står två gånger.", value);
    }
  }
  if (scan.AtEnd()) {
    report.Add(0, "", "CSV_EMPTY", "Filen har inget kolumnhuvud.", "",
               absl::StrJoin(required, ";"));
    return;
  }
  const char delimiter = DelimiterOf(scan.PeekLine());
  const size_t problems_before = problems_->size();
  CsvRow head{.line = scan.line(), .fields = {}};
  ReportQuote(scan.TakeRecord(delimiter, &head.fields), head.line, report);
  TrimEmptyEnd(&head.fields, 1);
  columns_ = ReadHead(head, required, optional, report);
  if (problems_->size() != problems_before) return;
  rows_ = ReadRows(&scan, delimiter, head.fields.size(), report);
}

std::optional<std::string> CsvReader::Directive(absl::string_view word) const {
  const auto found = directives_.find(CsvName(word));
  if (found == directives_.end()) return std::nullopt;
  return found->second.second;
}

std::string CsvReader::RequireDirective(absl::string_view word) {
  const std::string value = Directive(word).value_or("");
  // A file that could not be read at all has been refused for that already.
  const bool unread = columns_.empty() && directives_.empty();
  if (value.empty() && !unread) {
    FileProblems{file_name_, problems_}.Add(
        0, word, "CSV_DIRECTIVE_MISSING",
        absl::StrCat("Inställningen #", word, " saknas före kolumnhuvudet."),
        "", absl::StrCat("#", word, ";…"));
  }
  return value;
}

std::optional<absl::CivilDay> CsvReader::RequireDirectiveDate(
    absl::string_view word) {
  const std::string value = RequireDirective(word);
  if (value.empty()) return std::nullopt;
  const std::optional<absl::CivilDay> day = ParseDay(value);
  if (!day.has_value()) {
    FileProblems{file_name_, problems_}.Add(
        directives_.at(CsvName(word)).first, word, "DATE_INVALID",
        "Datumet går inte att läsa.", value, "ett datum som 2024-11-28");
  }
  return day;
}

std::string CsvReader::Text(const CsvRow& row, absl::string_view column) const {
  const auto found = columns_.find(CsvName(column));
  if (found == columns_.end() || found->second >= row.fields.size()) return "";
  return std::string(WithoutOuterBlanks(row.fields[found->second]));
}

std::string CsvReader::RequireText(const CsvRow& row,
                                   absl::string_view column) {
  std::string text = Text(row, column);
  if (text.empty()) {
    AddProblem(row, column, "CSV_FIELD_EMPTY", "Fältet är tomt.");
  }
  return text;
}

std::optional<Ore> CsvReader::Amount(const CsvRow& row,
                                     absl::string_view column) {
  const std::string text = Text(row, column);
  if (text.empty()) return std::nullopt;
  const absl::StatusOr<Ore> amount = ParseSwedishAmount(text);
  if (amount.ok()) return *amount;
  if (ReasonOf(amount.status()) == "AMOUNT_TOO_LARGE") {
    AddProblem(row, column, "AMOUNT_TOO_LARGE", "Beloppet är för stort.", text,
               absl::StrCat("högst ", SieAmount(kAmountMax), " kr"));
  } else {
    AddProblem(row, column, "AMOUNT_MALFORMED", "Beloppet går inte att läsa.",
               text, "kronor som 3150000, 3 150 000 eller 3 150 000,50");
  }
  return std::nullopt;
}

std::optional<int64_t> CsvReader::Count(const CsvRow& row,
                                        absl::string_view column) {
  const std::string text = Text(row, column);
  if (text.empty()) return std::nullopt;
  const std::string plain = absl::StrReplaceAll(
      text,
      {{"\u00a0", " "}, {"\u202f", " "}, {"\u2009", " "}, {"\u2212", "-"}});
  absl::string_view rest = plain;
  const bool negative = absl::ConsumePrefix(&rest, "-");
  const std::optional<std::string> digits = JoinDigits(rest);
  int64_t count = 0;
  if (!digits.has_value() || digits->size() > kCountDigitsMax ||
      !absl::SimpleAtoi(*digits, &count)) {
    AddProblem(row, column, "COUNT_MALFORMED", "Antalet går inte att läsa.",
               text, "ett heltal som 74 eller 1 250");
    return std::nullopt;
  }
  if (negative && count != 0) {
    AddProblem(row, column, "COUNT_NEGATIVE", "Antalet är mindre än noll.",
               text, "0 eller mer");
    return std::nullopt;
  }
  return count;
}

std::optional<absl::CivilDay> CsvReader::Date(const CsvRow& row,
                                              absl::string_view column) {
  const std::string text = Text(row, column);
  if (text.empty()) return std::nullopt;
  const std::optional<absl::CivilDay> day = ParseDay(text);
  if (!day.has_value()) {
    AddProblem(row, column, "DATE_INVALID", "Datumet går inte att läsa.", text,
               "ett datum som 2024-11-28");
  }
  return day;
}

std::optional<bool> CsvReader::YesNo(const CsvRow& row,
                                     absl::string_view column) {
  const std::optional<size_t> choice = Choice(row, column, {"ja", "nej"});
  if (!choice.has_value()) return std::nullopt;
  return *choice == 0;
}

std::optional<size_t> CsvReader::Choice(
    const CsvRow& row, absl::string_view column,
    const std::vector<std::string>& choices) {
  const std::string text = Text(row, column);
  if (text.empty()) return std::nullopt;
  for (size_t i = 0; i < choices.size(); ++i) {
    if (absl::EqualsIgnoreCase(text, choices[i])) return i;
  }
  AddProblem(row, column, "FIELD_INVALID",
             "Värdet är inget av dem som kan anges.", text,
             absl::StrJoin(choices, ", "));
  return std::nullopt;
}

void CsvReader::AddProblem(const CsvRow& row, absl::string_view column,
                           absl::string_view reason, absl::string_view message,
                           absl::string_view found,
                           absl::string_view expected) {
  FileProblems{file_name_, problems_}.Add(row.line, column, reason, message,
                                          found, expected);
}

std::optional<absl::CivilDay> ParseDay(absl::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) {
      return std::nullopt;
    }
  }
  int year = 0;
  int month = 0;
  int day = 0;
  if (!absl::SimpleAtoi(text.substr(0, 4), &year) ||
      !absl::SimpleAtoi(text.substr(5, 2), &month) ||
      !absl::SimpleAtoi(text.substr(8, 2), &day)) {
    return std::nullopt;
  }
  // CivilDay turns 31 April into 1 May; such a day is not in the calendar.
  const absl::CivilDay civil(year, month, day);
  if (year < 1 || civil.month() != month || civil.day() != day) {
    return std::nullopt;
  }
  return civil;
}

}  // namespace finsam
