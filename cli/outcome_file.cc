#include "cli/outcome_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/status.h"
#include "common/files/csv.h"
#include "common/files/input.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;

constexpr int kMonths = 12;
constexpr std::array<const char*, kMonths> kMonthWords = {
    "jan", "feb", "mar", "apr", "maj", "jun",
    "jul", "aug", "sep", "okt", "nov", "dec"};
constexpr int kYearMin = 1900;
constexpr int kYearMax = 9999;
constexpr char kNet[] = "netto mot";
constexpr char kZeroIfNone[] = "kronor; 0 om inget är bokfört";

std::string MonthColumn(int year, int month) {
  return absl::StrFormat("%04d-%02d", year, month);
}

std::vector<std::string> MonthColumns(int last_year) {
  std::vector<std::string> columns = {"slag", kNet};
  for (int year = last_year - kHistoryYearsMax; year <= last_year; ++year) {
    for (int month = 1; month <= kMonths; ++month) {
      columns.push_back(MonthColumn(year, month));
    }
  }
  return columns;
}

void ReadKind(CsvReader& in, const CsvRow& row, bud::LineHistory* line) {
  if (in.Text(row, "slag").empty()) return;
  const auto kind = in.Choice(row, "slag", {"intäkt", "kostnad"});
  if (!kind.has_value()) return;
  line->set_kind(*kind == 0 ? bud::Budget::INCOME : bud::Budget::COST);
}

absl::StatusOr<std::vector<bud::LineHistory>> Answer(
    absl::string_view file_name, std::vector<bud::LineHistory> lines,
    std::vector<Problem> problems) {
  if (problems.empty() && lines.empty()) {
    problems.push_back({.reason = "FILE_MISSING",
                        .file = std::string(file_name),
                        .field = "",
                        .found = "",
                        .expected = "",
                        .message = "Filen har inga rader."});
  }
  if (AnyError(problems)) return RefuseInput(std::move(problems));
  return lines;
}

// A table whose columns are months.
class MonthRows {
 public:
  MonthRows(absl::string_view file_name, absl::string_view content, int year,
            int through)
      : year_(year),
        through_(through),
        in_(file_name, content, {"rad"}, MonthColumns(year), &problems_) {}

  absl::StatusOr<std::vector<bud::LineHistory>> Read(
      absl::string_view file_name, std::vector<bud::NetItem>* net_items) {
    std::map<std::string, int64_t> places;
    std::vector<bud::LineHistory> lines;
    for (const CsvRow& row : in_.rows()) {
      bud::LineHistory& line = lines.emplace_back();
      line.set_line(in_.RequireText(row, "rad"));
      ReadKind(in_, row, &line);
      const auto [first, is_new] = places.emplace(line.line(), row.line);
      if (!is_new && !line.line().empty()) {
        in_.AddProblem(row, "rad", "HISTORY_LINE_TWICE",
                       absl::StrCat("Raden finns redan, på rad ", first->second,
                                    " i filen."),
                       line.line());
      }
      ReadThisYear(row, &line);
      ReadEarlier(row, &line);
      ReadNet(row, line, net_items);
    }
    return Answer(file_name, std::move(lines), std::move(problems_));
  }

 private:
  // The year's months from January to the last that is written; each one
  // before it must be there.
  std::vector<int64_t> Months(const CsvRow& row, int year, int at_least) {
    int last = at_least;
    for (int month = 1; month <= kMonths; ++month) {
      if (!in_.Text(row, MonthColumn(year, month)).empty()) {
        last = std::max(last, month);
      }
    }
    std::vector<int64_t> months;
    for (int month = 1; month <= last; ++month) {
      const std::string column = MonthColumn(year, month);
      if (in_.Text(row, column).empty()) {
        in_.AddProblem(row, column, "HISTORY_HOLE",
                       "Månadens utfall saknas, i raden eller som kolumn.", "",
                       kZeroIfNone);
        return {};
      }
      months.push_back(in_.Amount(row, column).value_or(Ore{}).value);
    }
    return months;
  }

  void ReadThisYear(const CsvRow& row, bud::LineHistory* line) {
    for (const int64_t ore : Months(row, year_, through_)) {
      line->add_months_ore(ore);
    }
  }

  // Where the budget has the row's amount, if that is in another line.
  void ReadNet(const CsvRow& row, const bud::LineHistory& line,
               std::vector<bud::NetItem>* net_items) {
    const std::string budgeted = in_.Text(row, kNet);
    if (budgeted.empty()) return;
    if (in_.RequireText(row, "slag").empty()) return;
    int64_t ore = 0;
    for (int i = 0; i < std::min(through_, line.months_ore_size()); ++i) {
      ore += line.months_ore(i);
    }
    if (ore < 0) {
      in_.AddProblem(row, kNet, "FIELD_INVALID",
                     "Radens utfall är mindre än noll: då är det ingen post "
                     "att ta netto.",
                     SieAmount(Ore{ore}));
    }
    if (net_items == nullptr) return;
    const bool reimburses = line.kind() == bud::Budget::INCOME;
    bud::NetItem& item = net_items->emplace_back();
    item.set_cost_line(reimburses ? budgeted : line.line());
    item.set_counter_line(reimburses ? line.line() : budgeted);
    item.set_amount_ore(ore);
  }

  // Whole years, the oldest first.
  void ReadEarlier(const CsvRow& row, bud::LineHistory* line) {
    int first = year_;
    for (int year = year_ - kHistoryYearsMax; year < year_; ++year) {
      for (int month = 1; month <= kMonths && first == year_; ++month) {
        if (!in_.Text(row, MonthColumn(year, month)).empty()) first = year;
      }
    }
    for (int year = first; year < year_; ++year) {
      const std::vector<int64_t> months = Months(row, year, kMonths);
      if (months.empty()) return;
      bud::LineHistory::Year* out = line->add_years();
      out->set_year(year);
      for (const int64_t ore : months) out->add_months_ore(ore);
    }
  }

  const int year_;
  const int through_;
  std::vector<Problem> problems_;
  CsvReader in_;
};

// A table whose rows are years.
class YearRows {
 public:
  YearRows(absl::string_view file_name, absl::string_view content)
      : in_(file_name, content, Required(), {"slag", "budget"}, &problems_) {}

  absl::StatusOr<std::vector<bud::LineHistory>> Read(
      absl::string_view file_name) {
    for (const CsvRow& row : in_.rows()) ReadRow(row);
    std::vector<bud::LineHistory> lines;
    for (const std::string& id : order_) {
      bud::LineHistory& line = lines.emplace_back(std::move(kinds_[id]));
      line.set_line(id);
      int before = 0;
      for (auto& [year, read] : years_[id]) {
        if (before != 0 && year != before + 1) {
          in_.AddProblem(*read.row, "år", "HISTORY_HOLE",
                         absl::StrCat("Raden ", id, " saknar året före."),
                         absl::StrCat(year), absl::StrCat(before + 1));
        }
        before = year;
        *line.add_years() = std::move(read.year);
      }
    }
    return Answer(file_name, std::move(lines), std::move(problems_));
  }

 private:
  struct ReadYear {
    const CsvRow* row = nullptr;
    bud::LineHistory::Year year;
  };

  static std::vector<std::string> Required() {
    std::vector<std::string> columns = {"rad", "år"};
    columns.insert(columns.end(), kMonthWords.begin(), kMonthWords.end());
    return columns;
  }

  void ReadRow(const CsvRow& row) {
    const std::string id = in_.RequireText(row, "rad");
    const int year = YearOf(row);
    bud::LineHistory::Year out;
    out.set_year(year);
    for (const char* month : kMonthWords) {
      if (in_.Text(row, month).empty()) {
        in_.AddProblem(row, month, "HISTORY_HOLE", "Månadens utfall saknas.",
                       "", kZeroIfNone);
      }
      out.add_months_ore(in_.Amount(row, month).value_or(Ore{}).value);
    }
    const std::optional<Ore> budget = in_.Amount(row, "budget");
    if (budget.has_value()) out.set_budget_ore(budget->value);
    if (id.empty() || year == 0) return;
    if (kinds_.count(id) == 0) order_.push_back(id);
    ReadKind(in_, row, &kinds_[id]);
    if (!years_[id].emplace(year, ReadYear{&row, std::move(out)}).second) {
      in_.AddProblem(row, "år", "HISTORY_LINE_TWICE",
                     absl::StrCat("Raden ", id, " har redan det året."),
                     absl::StrCat(year));
    }
  }

  // 0 with a problem.
  int YearOf(const CsvRow& row) {
    if (in_.RequireText(row, "år").empty()) return 0;
    const std::optional<int64_t> year = in_.Count(row, "år");
    if (!year.has_value()) return 0;
    if (*year >= kYearMin && *year <= kYearMax) return static_cast<int>(*year);
    in_.AddProblem(row, "år", "FIELD_INVALID", "Det är inget år.",
                   in_.Text(row, "år"), "som 2017");
    return 0;
  }

  std::vector<Problem> problems_;
  CsvReader in_;
  std::vector<std::string> order_;
  std::map<std::string, bud::LineHistory> kinds_;
  std::map<std::string, std::map<int, ReadYear>> years_;
};

}  // namespace

absl::StatusOr<std::vector<bud::LineHistory>> ReadOutcomes(
    absl::string_view file_name, absl::string_view content, int year,
    int through, std::vector<bud::NetItem>* net_items) {
  return MonthRows(file_name, content, year, through)
      .Read(file_name, net_items);
}

absl::StatusOr<std::vector<bud::LineHistory>> ReadHistory(
    absl::string_view file_name, absl::string_view content) {
  return YearRows(file_name, content).Read(file_name);
}

}  // namespace finsam::cli
