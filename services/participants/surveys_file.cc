#include "services/participants/surveys_file.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "common/files/csv.h"
#include "services/participants/person_guard.h"

namespace finsam::participants {
namespace {

const std::vector<std::string>& RequiredColumns() {
  static const auto& columns = *new std::vector<std::string>{
      "enkät", "fråga", "period", "svar", "positiva", "regel"};
  return columns;
}

const std::vector<std::string>& OptionalColumns() {
  static const auto& columns = *new std::vector<std::string>{"text"};
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

// Nothing when a cell could not be read.
std::optional<SurveyRow> ReadRow(CsvReader& in, const CsvRow& from,
                                 const std::vector<Problem>& problems) {
  const size_t before = problems.size();
  SurveyRow row;
  row.line = from.line;
  row.survey = in.RequireText(from, "enkät");
  row.question = in.RequireText(from, "fråga");
  row.answers = RequireCount(in, from, "svar");
  row.positive = RequireCount(in, from, "positiva");
  row.rule = in.Text(from, "regel");
  row.text = in.Text(from, "text");
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
