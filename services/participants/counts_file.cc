#include "services/participants/counts_file.h"

#include <cstddef>
#include <optional>
#include <string>

#include "common/files/csv.h"
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
  static const auto& columns =
      *new std::vector<std::string>{"ingår", "kommentar"};
  return columns;
}

std::vector<std::string> AllColumns() {
  std::vector<std::string> all = RequiredColumns();
  all.insert(all.end(), OptionalColumns().begin(), OptionalColumns().end());
  return all;
}

// The words of an enumeration, in its order.
template <typename Enum>
std::vector<std::string> Words(size_t count, std::string (*word)(Enum)) {
  std::vector<std::string> words;
  for (size_t i = 0; i < count; ++i) {
    words.push_back(word(static_cast<Enum>(i)));
  }
  return words;
}

// Reads one row after the other; problems are found in order.
class RowReader {
 public:
  RowReader(CsvReader& in, int year, std::vector<Problem>* problems)
      : in_(in), year_(year), problems_(problems) {}

  // Nothing when a cell could not be read.
  std::optional<CountRow> Read(const CsvRow& from) {
    const size_t before = problems_->size();
    CountRow row;
    row.line = from.line;
    row.initiative = in_.RequireText(from, "insats");
    ReadKind(from, &row);
    ReadPeriod(from, &row);
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
    const auto focus = in_.Choice(from, "inriktning", Words(2, &FocusWord));
    const auto measure =
        in_.Choice(from, "mått", Words(kMeasureCount, &MeasureWord));
    row->focus = static_cast<Focus>(focus.value_or(0));
    row->measure = static_cast<CountMeasure>(measure.value_or(0));
  }

  void ReadPeriod(const CsvRow& from, CountRow* row) {
    const std::string text = in_.RequireText(from, "period");
    if (text.empty()) return;
    const std::optional<Period> period = ParsePeriod(text);
    if (period.has_value()) {
      row->period = *period;
    } else {
      in_.AddProblem(from, "period", "PERIOD_INVALID",
                     "Perioden går inte att läsa.", text, kPeriodForms);
    }
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
};

}  // namespace

std::vector<CountRow> ReadCountsFile(absl::string_view content, int year,
                                     std::vector<Problem>* problems) {
  const size_t first_problem = problems->size();
  CsvReader in(kCountsFile, content, RequiredColumns(), OptionalColumns(),
               problems);
  const std::vector<CsvRow> lines = RowsWithoutPersons(
      in, kCountsFile, content, AllColumns(), first_problem, problems);
  RowReader reader(in, year, problems);
  std::vector<CountRow> rows;
  for (const CsvRow& line : lines) {
    if (auto row = reader.Read(line)) rows.push_back(*std::move(row));
  }
  CheckCounts(rows, kCountsFile, problems);
  return rows;
}

}  // namespace finsam::participants
