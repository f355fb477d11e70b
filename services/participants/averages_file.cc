#include "services/participants/averages_file.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/files/csv.h"
#include "services/participants/csv_cells.h"
#include "services/participants/person_guard.h"

namespace finsam::participants {
namespace {

constexpr size_t kDigitsMax = 12;

const std::vector<std::string>& Columns() {
  static const auto& columns = *new std::vector<std::string>{
      "insats", "mått", "period", "medel", "antal"};
  return columns;
}

bool IsDigits(absl::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == absl::string_view::npos;
}

// Reads "3,2" or "−0,5" into the row's digits and decimals; false when it is
// no number. Too many of either are for CheckAverages to say.
bool ParseAverage(absl::string_view text, AverageRow* row) {
  const bool negative =
      absl::ConsumePrefix(&text, "-") || absl::ConsumePrefix(&text, "−");
  const size_t comma = text.find_first_of(",.");
  const absl::string_view whole = text.substr(0, comma);
  absl::string_view decimals;
  if (comma != absl::string_view::npos) {
    decimals = text.substr(comma + 1);
    if (!IsDigits(decimals)) return false;
  }
  if (!IsDigits(whole) || whole.size() + decimals.size() > kDigitsMax ||
      !absl::SimpleAtoi(absl::StrCat(whole, decimals), &row->digits)) {
    return false;
  }
  if (negative) row->digits = -row->digits;
  row->decimals = static_cast<int>(decimals.size());
  return true;
}

// Nothing when a cell could not be read.
std::optional<AverageRow> ReadRow(CsvReader& in, const CsvRow& from,
                                  const std::vector<Problem>& problems) {
  const size_t before = problems.size();
  AverageRow row;
  row.line = from.line;
  row.initiative = in.RequireText(from, "insats");
  row.name = in.RequireText(from, "mått");
  row.period = RequirePeriod(in, from).value_or(Period());
  const std::string average = in.RequireText(from, "medel");
  if (!average.empty() && !ParseAverage(average, &row)) {
    in.AddProblem(from, "medel", "AVERAGE_MALFORMED",
                  "Medelvärdet går inte att läsa.", average, "ett tal som 3,2");
  }
  // Without its N an average says nothing.
  in.RequireText(from, "antal");
  row.persons = in.Count(from, "antal").value_or(0);
  if (problems.size() != before) return std::nullopt;
  return row;
}

}  // namespace

std::vector<AverageRow> ReadAveragesFile(absl::string_view content,
                                         std::vector<Problem>* problems) {
  const size_t first_problem = problems->size();
  CsvReader in(kAveragesFile, content, Columns(), {}, problems);
  const std::vector<CsvRow> lines = RowsWithoutPersons(
      in, kAveragesFile, content, Columns(), first_problem, problems);
  std::vector<AverageRow> rows;
  for (const CsvRow& line : lines) {
    if (auto row = ReadRow(in, line, *problems)) {
      rows.push_back(*std::move(row));
    }
  }
  CheckAverages(rows, kAveragesFile, problems);
  return rows;
}

}  // namespace finsam::participants
