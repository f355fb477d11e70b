#include "services/participants/initiatives_file.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "common/files/csv.h"
#include "common/files/input.h"
#include "services/participants/csv_cells.h"
#include "services/participants/person_guard.h"

namespace finsam::participants {
namespace {

const std::vector<std::string>& RequiredColumns() {
  static const auto& columns =
      *new std::vector<std::string>{"insats", "inriktning"};
  return columns;
}

const std::vector<std::string>& OptionalColumns() {
  static const auto& columns = *new std::vector<std::string>{
      "ägare", "från", "till", "kommuner", "målgrupp", "planerade"};
  return columns;
}

// "Värnamo, Gnosjö".
std::vector<std::string> ReadList(const std::string& text) {
  std::vector<std::string> list;
  for (const absl::string_view piece : absl::StrSplit(text, ',')) {
    const absl::string_view name = WithoutOuterBlanks(piece);
    if (!name.empty()) list.emplace_back(name);
  }
  return list;
}

// Nothing when a cell could not be read.
std::optional<Initiative> ReadRow(CsvReader& in, const CsvRow& from,
                                  const std::vector<Problem>& problems) {
  const size_t before = problems.size();
  Initiative row;
  row.line = from.line;
  row.name = in.RequireText(from, "insats");
  in.RequireText(from, "inriktning");
  row.focus = static_cast<Focus>(
      in.Choice(from, "inriktning", Words(kFocusCount, &FocusWord))
          .value_or(0));
  row.owner = in.Text(from, "ägare");
  row.first = ReadMonth(in, from, "från");
  row.last = ReadMonth(in, from, "till");
  row.municipalities = ReadList(in.Text(from, "kommuner"));
  row.target_group = in.Text(from, "målgrupp");
  row.planned = in.Count(from, "planerade");
  if (problems.size() != before) return std::nullopt;
  return row;
}

}  // namespace

std::vector<Initiative> ReadInitiativesFile(absl::string_view content,
                                            std::vector<Problem>* problems) {
  const size_t first_problem = problems->size();
  CsvReader in(kInitiativesFile, content, RequiredColumns(), OptionalColumns(),
               problems);
  const std::vector<CsvRow> lines = RowsWithoutPersons(
      in, kInitiativesFile, content,
      Together(RequiredColumns(), OptionalColumns()), first_problem, problems);
  std::vector<Initiative> rows;
  for (const CsvRow& line : lines) {
    if (auto row = ReadRow(in, line, *problems)) {
      rows.push_back(*std::move(row));
    }
  }
  CheckInitiatives(rows, kInitiativesFile, problems);
  return rows;
}

}  // namespace finsam::participants
