#include "services/participants/counts_file.h"

#include <cstddef>
#include <optional>
#include <string>

#include "common/files/csv.h"
#include "services/participants/csv_cells.h"
#include "services/participants/domain/findings.h"
#include "services/participants/person_guard.h"

namespace finsam::participants {
namespace {

const std::vector<std::string>& RequiredColumns() {
  static const auto& columns = *new std::vector<std::string>{
      "insats", "inriktning", "mått",       "period", "kvinnor",
      "män",    "annan",      "ej angivet", "totalt"};
  return columns;
}

const std::vector<std::string>& OptionalColumns() {
  static const auto& columns = *new std::vector<std::string>{
      BreakdownColumn(0), SliceColumn(0), BreakdownColumn(1),
      SliceColumn(1),     "ingår",        "kommentar"};
  return columns;
}

// Reads one row after the other; problems are found in order.
class RowReader {
 public:
  RowReader(CsvReader& in, int year, std::vector<Problem>* problems)
      : in_(in),
        year_(year),
        problems_(problems),
        foci_(Words(kFocusCount, &FocusWord)),
        measures_(Words(kMeasureCount, &MeasureWord)) {}

  // Nothing when a cell could not be read.
  std::optional<CountRow> Read(const CsvRow& from) {
    const size_t before = problems_->size();
    CountRow row;
    row.line = from.line;
    row.initiative = in_.RequireText(from, "insats");
    ReadKind(from, &row);
    row.period = RequirePeriod(in_, from).value_or(Period());
    ReadSlices(from, &row);
    for (const Gender gender : kGenders) {
      row.by_gender[static_cast<size_t>(gender)] =
          in_.Count(from, GenderColumn(gender));
    }
    row.total = in_.Count(from, "totalt");
    row.comment = in_.Text(from, "kommentar");
    const std::optional<bool> included = in_.YesNo(from, "ingår");
    row.included = included.value_or(true);
    if (problems_->size() != before) return std::nullopt;
    if (included == true && !InTotalOf(row, year_)) WarnOutside(row);
    return row;
  }

 private:
  void ReadKind(const CsvRow& from, CountRow* row) {
    in_.RequireText(from, "inriktning");
    in_.RequireText(from, "mått");
    const auto focus = in_.Choice(from, "inriktning", foci_);
    const auto measure = in_.Choice(from, "mått", measures_);
    row->focus = static_cast<Focus>(focus.value_or(0));
    row->measure = static_cast<CountMeasure>(measure.value_or(0));
  }

  // A breakdown without a value says nothing, nor does a value without one.
  void ReadSlices(const CsvRow& from, CountRow* row) {
    for (size_t i = 0; i < kSlicesMax; ++i) {
      const std::string breakdown = BreakdownColumn(i);
      const std::string value = SliceColumn(i);
      if (in_.Text(from, breakdown).empty() && in_.Text(from, value).empty()) {
        continue;
      }
      row->slices.push_back(
          {in_.RequireText(from, breakdown), in_.RequireText(from, value), i});
    }
    SortSlices(&row->slices);
  }

  void WarnOutside(const CountRow& row) {
    Findings(kCountsFile, problems_)
        .Warn(row.line, "ingår", "COUNT_OUTSIDE_TOTAL",
              "Raden gäller inte kalenderåret och räknas därför inte i "
              "förbundets summa.",
              row.period.text, std::to_string(year_));
  }

  CsvReader& in_;
  const int year_;
  std::vector<Problem>* problems_;
  const std::vector<std::string> foci_;
  const std::vector<std::string> measures_;
};

}  // namespace

std::vector<CountRow> ReadCountsFile(absl::string_view content, int year,
                                     const Rules& rules,
                                     std::vector<Problem>* problems) {
  const size_t first_problem = problems->size();
  CsvReader in(kCountsFile, content, RequiredColumns(), OptionalColumns(),
               problems);
  const std::vector<CsvRow> lines = RowsWithoutPersons(
      in, kCountsFile, content, Together(RequiredColumns(), OptionalColumns()),
      first_problem, problems);
  RowReader reader(in, year, problems);
  std::vector<CountRow> rows;
  for (const CsvRow& line : lines) {
    if (auto row = reader.Read(line)) rows.push_back(*std::move(row));
  }
  CheckCounts(rows, rules, kCountsFile, problems);
  return rows;
}

}  // namespace finsam::participants
