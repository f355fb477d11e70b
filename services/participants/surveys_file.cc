#include "services/participants/surveys_file.h"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/files/csv.h"
#include "common/files/input.h"
#include "services/participants/person_guard.h"

namespace finsam::participants {
namespace {

// No number of answers on one step has more digits.
constexpr size_t kStepDigitsMax = 7;
constexpr size_t kPercentDigitsMax = 3;

const std::vector<std::string>& RequiredColumns() {
  static const auto& columns = *new std::vector<std::string>{
      "enkät", "fråga", "period", "svar", "positiva", "regel"};
  return columns;
}

const std::vector<std::string>& OptionalColumns() {
  static const auto& columns = *new std::vector<std::string>{
      "text",    "kön",     "grupp",      "fördelning",
      "utskick", "enkäter", "publicerad", "förenar"};
  return columns;
}

std::vector<std::string> AllColumns() {
  std::vector<std::string> all = RequiredColumns();
  all.insert(all.end(), OptionalColumns().begin(), OptionalColumns().end());
  return all;
}

// A number that must be there: without its N a share says nothing.
int64_t RequireCount(CsvReader& in, const CsvRow& from,
                     absl::string_view column) {
  if (in.RequireText(from, column).empty()) return 0;
  return in.Count(from, column).value_or(0);
}

bool IsDigits(absl::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == absl::string_view::npos;
}

// Digits only, which are few.
int64_t NumberOf(absl::string_view digits) {
  int64_t number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

std::optional<Gender> ReadGender(CsvReader& in, const CsvRow& from) {
  std::vector<std::string> words;
  for (const Gender gender : kGenders) words.push_back(GenderColumn(gender));
  const std::optional<size_t> place = in.Choice(from, "kön", words);
  if (!place.has_value()) return std::nullopt;
  return kGenders[*place];
}

// "0/1/2/5/8/7".
std::vector<int64_t> ReadSteps(CsvReader& in, const CsvRow& from) {
  const std::string text = in.Text(from, "fördelning");
  if (text.empty()) return {};
  std::vector<int64_t> steps;
  for (const absl::string_view piece : absl::StrSplit(text, '/')) {
    const absl::string_view count = WithoutOuterBlanks(piece);
    if (!IsDigits(count) || count.size() > kStepDigitsMax) {
      in.AddProblem(from, "fördelning", "COUNT_MALFORMED",
                    "Fördelningen går inte att läsa.", text,
                    "hur många på varje steg, lägsta först, som 0/1/2/5/8/7");
      return {};
    }
    steps.push_back(NumberOf(count));
  }
  return steps;
}

// "83", "58,6" or "58,6 %".
std::optional<PrintedPercent> ParsePrinted(absl::string_view text) {
  if (absl::ConsumeSuffix(&text, "%")) text = WithoutOuterBlanks(text);
  const size_t sign = text.find_first_of(",.");
  const absl::string_view whole = text.substr(0, sign);
  absl::string_view decimals;
  if (sign != absl::string_view::npos) {
    decimals = text.substr(sign + 1);
    if (!IsDigits(decimals)) return std::nullopt;
  }
  if (!IsDigits(whole) || whole.size() > kPercentDigitsMax ||
      decimals.size() > static_cast<size_t>(kPrintedDecimalsMax)) {
    return std::nullopt;
  }
  return PrintedPercent{NumberOf(absl::StrCat(whole, decimals)),
                        static_cast<int>(decimals.size())};
}

std::optional<PrintedPercent> ReadPublished(CsvReader& in, const CsvRow& from) {
  const std::string text = in.Text(from, "publicerad");
  if (text.empty()) return std::nullopt;
  const std::optional<PrintedPercent> printed = ParsePrinted(text);
  if (!printed.has_value()) {
    in.AddProblem(from, "publicerad", "FIELD_INVALID",
                  "Andelen går inte att läsa.", text,
                  "en procentsats som 83 eller 58,6");
  }
  return printed;
}

// "Hälsa|Livskvalitet".
std::vector<std::string> ReadJoins(CsvReader& in, const CsvRow& from) {
  const std::string text = in.Text(from, "förenar");
  std::vector<std::string> joins;
  if (text.empty()) return joins;
  for (const absl::string_view piece : absl::StrSplit(text, '|')) {
    joins.emplace_back(WithoutOuterBlanks(piece));
    if (!joins.back().empty()) continue;
    in.AddProblem(from, "förenar", "FIELD_INVALID",
                  "En av frågorna har inget namn.", text,
                  "frågor skilda åt med |");
    break;
  }
  return joins;
}

// What was not written is what the steps make.
void ReadAnswers(CsvReader& in, const CsvRow& from, SurveyRow* row) {
  const bool counted = !in.Text(from, "fördelning").empty();
  const std::optional<ScaleRule> rule = ParseScaleRule(row->rule);
  if (counted && in.Text(from, "svar").empty()) {
    row->answers =
        std::accumulate(row->steps.begin(), row->steps.end(), int64_t{0});
  } else {
    row->answers = RequireCount(in, from, "svar");
  }
  if (counted && rule.has_value() && in.Text(from, "positiva").empty()) {
    row->positive = PositiveOf(*rule, row->steps);
  } else {
    row->positive = RequireCount(in, from, "positiva");
  }
}

// Nothing when a cell could not be read.
std::optional<SurveyRow> ReadRow(CsvReader& in, const CsvRow& from,
                                 const std::vector<Problem>& problems) {
  const size_t before = problems.size();
  SurveyRow row;
  row.line = from.line;
  row.survey = in.RequireText(from, "enkät");
  row.question = in.RequireText(from, "fråga");
  row.gender = ReadGender(in, from);
  row.group = in.Text(from, "grupp");
  row.rule = in.Text(from, "regel");
  row.text = in.Text(from, "text");
  row.steps = ReadSteps(in, from);
  row.sent = in.Count(from, "utskick");
  row.returned = in.Count(from, "enkäter");
  row.published = ReadPublished(in, from);
  row.joins = ReadJoins(in, from);
  ReadAnswers(in, from, &row);
  const std::string period_text = in.RequireText(from, "period");
  const std::optional<Period> period = ParsePeriod(period_text);
  if (period.has_value()) {
    row.period = *period;
  } else if (!period_text.empty()) {
    in.AddProblem(from, "period", "PERIOD_INVALID",
                  "Perioden går inte att läsa.", period_text, kPeriodForms);
  }
  if (problems.size() != before) return std::nullopt;
  return row;
}

}  // namespace

std::vector<SurveyRow> ReadSurveysFile(absl::string_view content,
                                       std::vector<Problem>* problems) {
  const size_t first_problem = problems->size();
  CsvReader in(kSurveysFile, content, RequiredColumns(), OptionalColumns(),
               problems);
  const std::vector<CsvRow> lines = RowsWithoutPersons(
      in, kSurveysFile, content, AllColumns(), first_problem, problems);
  std::vector<SurveyRow> rows;
  for (const CsvRow& line : lines) {
    if (auto row = ReadRow(in, line, *problems)) {
      rows.push_back(*std::move(row));
    }
  }
  CheckSurveys(rows, kSurveysFile, problems);
  return rows;
}

}  // namespace finsam::participants
