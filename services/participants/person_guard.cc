#include "services/participants/person_guard.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "common/base/personal_data.h"
#include "common/files/input.h"

namespace finsam::participants {
namespace {

using LinesWithPersons = std::map<int64_t, PersonalData>;

// Looks through the text line by line, as the file has it.
LinesWithPersons ScanLines(absl::string_view content) {
  LinesWithPersons lines;
  for (int64_t line = 1; !content.empty(); ++line) {
    const absl::string_view text =
        content.substr(0, content.find_first_of("\r\n"));
    if (const auto kind = FindPersonalData(text)) lines.emplace(line, *kind);
    content.remove_prefix(text.size());
    const bool both = content.substr(0, 2) == "\r\n";
    content.remove_prefix(std::min<size_t>(content.size(), both ? 2 : 1));
  }
  return lines;
}

// A list that is full and refuses already takes no more.
void AddPerson(Problem problem, std::vector<Problem>* problems) {
  if (problems->size() >= kInputProblemsMax && AnyError(*problems)) return;
  problems->push_back(std::move(problem));
}

// Names the columns of `row` that hold a person; false when none does.
bool ReportColumns(const CsvReader& in, const CsvRow& row,
                   absl::string_view file,
                   const std::vector<std::string>& columns,
                   std::vector<Problem>* problems) {
  bool found = false;
  for (const std::string& column : columns) {
    const auto kind = FindPersonalData(in.Text(row, column));
    if (!kind.has_value()) continue;
    AddPerson(PersonalDataProblem(*kind, file, row.line, column), problems);
    found = true;
  }
  return found;
}

}  // namespace

std::vector<CsvRow> RowsWithoutPersons(const CsvReader& in,
                                       absl::string_view file,
                                       absl::string_view content,
                                       const std::vector<std::string>& columns,
                                       size_t first_problem,
                                       std::vector<Problem>* problems) {
  // What the reader refused for its size is not looked through either.
  if (content.size() > kCsvBytesMax) return {};
  LinesWithPersons lines = ScanLines(content);
  const auto quotes_person = [&lines](const Problem& problem) {
    return lines.count(problem.line) > 0;
  };
  problems->erase(
      std::remove_if(problems->begin() + static_cast<ptrdiff_t>(first_problem),
                     problems->end(), quotes_person),
      problems->end());
  std::vector<CsvRow> rows;
  for (const CsvRow& row : in.rows()) {
    const bool person = ReportColumns(in, row, file, columns, problems);
    if (person) lines.erase(row.line);
    if (!person && lines.count(row.line) == 0) rows.push_back(row);
  }
  for (const auto& [line, kind] : lines) {
    AddPerson(PersonalDataProblem(kind, file, line, ""), problems);
  }
  return rows;
}

bool HoldsPersons(absl::string_view file, absl::string_view content,
                  std::vector<Problem>* problems) {
  const LinesWithPersons lines = ScanLines(content);
  for (const auto& [line, kind] : lines) {
    AddPerson(PersonalDataProblem(kind, file, line, ""), problems);
  }
  return !lines.empty();
}

void HidePersons(size_t first_problem, std::vector<Problem>* problems) {
  for (size_t i = first_problem; i < problems->size(); ++i) {
    Problem& problem = (*problems)[i];
    std::optional<PersonalData> kind = FindPersonalData(problem.found);
    if (!kind.has_value()) kind = FindPersonalData(problem.field);
    if (kind.has_value()) {
      problem = PersonalDataProblem(*kind, problem.file, problem.line, "");
    }
  }
}

}  // namespace finsam::participants
