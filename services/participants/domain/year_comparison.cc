#include "services/participants/domain/year_comparison.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/participants/domain/count_lines.h"
#include "services/participants/domain/figure_index.h"
#include "services/participants/domain/protected_remark.h"

namespace finsam::participants {
namespace {

constexpr char kChange[] = "change";

// The tables that have one row per series, and say what people call it.
constexpr std::array<absl::string_view, 3> kKinds = {"participants", "averages",
                                                     "surveys"};

// What stays the same from year to year of a figure.
struct Series {
  size_t kind = 0;  // A place in kKinds.
  std::string id;   // The figure's, without its period.
  // Empty for calendar years.
  std::string months;        // "11..10"
  std::string months_label;  // ", nov–okt"
};

// Nothing for a figure that is not compared in `year`.
std::optional<Series> SeriesOf(const std::string& id, int year) {
  std::vector<std::string> parts = absl::StrSplit(id, '/');
  const std::optional<Period> period = ParsePeriod(parts.back());
  if (!period.has_value() || period->last.year() != year ||
      period->last - period->first != 11) {
    return std::nullopt;
  }
  parts.pop_back();
  Series series;
  const auto kind = std::find(kKinds.begin(), kKinds.end(), parts.front());
  series.kind = static_cast<size_t>(kind - kKinds.begin());
  const bool compared =
      (parts.front() == "participants" && parts.size() == 4) ||
      (parts.front() == "averages" && parts.back() == "average") ||
      (parts.front() == "surveys" && parts.back() == "share");
  if (!compared) return std::nullopt;
  series.id = absl::StrJoin(parts, "/");
  if (!IsCalendarYear(*period, year)) {
    series.months =
        absl::StrCat(period->first.month(), "..", period->last.month());
    series.months_label = absl::StrCat(
        ", ",
        absl::StrReplaceAll(PeriodLabel(*period),
                            {{absl::StrCat(" ", period->first.year()), ""},
                             {absl::StrCat(" ", period->last.year()), ""}}));
  }
  return series;
}

// What a figure is called and how it is printed.
struct Look {
  std::string label;
  Display display;
};

using Looks = std::map<std::string, Look>;  // By figure.

// "Enter, deltagare, 2024" and "Kvinnor" are "Enter, deltagare, kvinnor".
std::string LabelOf(const TableRow& row, const TableColumn& column,
                    const std::string& figure_id) {
  const std::vector<std::string> parts = absl::StrSplit(figure_id, '/');
  absl::string_view label = row.label;
  if (const auto period = ParsePeriod(parts.back())) {
    absl::ConsumeSuffix(&label, absl::StrCat(", ", PeriodLabel(*period)));
  }
  if (parts.front() != kKinds.front()) return std::string(label);
  return absl::StrCat(label, ", ", absl::AsciiStrToLower(column.label));
}

Looks LooksOf(const Statistics& statistics) {
  Looks looks;
  for (const Table& table : statistics.tables) {
    if (!IsComparedTable(table.id)) continue;
    for (const TableRow& row : table.rows) {
      for (size_t i = 0; i < row.cells.size(); ++i) {
        const auto* held = std::get_if<FigureCell>(&row.cells[i]);
        if (held == nullptr) continue;
        const std::string& id = held->figure.id;
        looks.emplace(id,
                      Look{LabelOf(row, table.columns[i], id), held->display});
      }
    }
  }
  return looks;
}

// For the association's total of one initiative, which has no row.
std::string LabelFromId(const std::string& id) {
  const std::vector<std::string> parts = absl::StrSplit(id, '/');
  if (parts.front() != kKinds.front() || parts.size() != 4) return id;
  std::string label = parts[1] == kTotalSlug ? "Totalt" : parts[1];
  for (size_t i = 0; i < kMeasureCount; ++i) {
    const auto measure = static_cast<CountMeasure>(i);
    if (MeasureSlug(measure) == parts[2]) {
      absl::StrAppend(&label, ", ", MeasureWord(measure));
    }
  }
  if (parts[3] == kTotalSlug) return absl::StrCat(label, ", totalt");
  for (const Gender gender : kGenders) {
    if (GenderId(gender) == parts[3]) {
      absl::StrAppend(&label, ", ", GenderColumn(gender));
    }
  }
  return label;
}

// Nothing when one of them is no number.
Value Difference(const Value& after, const Value& before) {
  const auto* count = std::get_if<Count>(&after);
  const auto* from = std::get_if<Count>(&before);
  if (count != nullptr && from != nullptr) {
    return Count{count->value - from->value};
  }
  const auto* a = std::get_if<Ratio>(&after);
  const auto* b = std::get_if<Ratio>(&before);
  if (a == nullptr || b == nullptr) return std::monostate{};
  if (a->denominator == b->denominator) {
    return Ratio{a->numerator - b->numerator, a->denominator};
  }
  // Of counts and averages, whose products are far from leaving 64 bits.
  return Ratio{a->numerator * b->denominator - b->numerator * a->denominator,
               a->denominator * b->denominator};
}

class Comparison {
 public:
  Comparison(const std::vector<ComparedYear>& years, int64_t revision)
      : years_(years), revision_(revision) {
    for (size_t i = 0; i < years.size(); ++i) {
      if (years[i].year < years[first_].year) first_ = i;
      if (years[i].year > years[last_].year) last_ = i;
    }
  }

  Table Make() {
    Table table;
    table.id = "year-comparison";
    table.title = "Jämförelse mellan år";
    for (const ComparedYear& year : years_) {
      const std::string text = absl::StrCat(year.year);
      table.columns.push_back({text, text});
    }
    table.columns.push_back({kChange, "Förändring", table.columns[last_].id,
                             table.columns[first_].id});
    for (size_t i = 0; i < years_.size(); ++i) AddYear(i);
    // Kinds one after another, each in the order it was met.
    std::stable_sort(
        rows_.begin(), rows_.end(),
        [](const Row& a, const Row& b) { return a.kind < b.kind; });
    for (Row& row : rows_) {
      AddChange(&row);
      table.rows.push_back(std::move(row.row));
    }
    RemarkProtected(&table);
    return table;
  }

 private:
  struct Row {
    size_t kind = 0;
    std::string id;  // The series'.
    std::string months;
    TableRow row;
  };

  void AddYear(size_t column) {
    const Statistics& statistics = years_[column].statistics;
    const Looks looks = LooksOf(statistics);
    for (const Figure& figure : statistics.figures) {
      const auto series = SeriesOf(figure.id, years_[column].year);
      if (!series.has_value()) continue;
      const auto [place, is_new] =
          places_.emplace(std::pair(series->id, series->months), rows_.size());
      if (is_new) rows_.push_back(NewRow(*series));
      TableRow& row = rows_[place->second].row;
      const auto look = looks.find(figure.id);
      const bool known = look != looks.end();
      // The latest year that has a label gives it.
      if (known) {
        row.label = absl::StrCat(look->second.label, series->months_label);
      }
      row.cells[column] = FigureCell{
          figure, known ? look->second.display : DefaultDisplay(figure.value)};
    }
  }

  Row NewRow(const Series& series) const {
    const std::string id = series.months.empty()
                               ? series.id
                               : absl::StrCat(series.id, "/", series.months);
    return {
        series.kind, series.id, series.months,
        TableRow{id, absl::StrCat(LabelFromId(series.id), series.months_label),
                 RowKind::kDetail, "", std::vector<Cell>(years_.size() + 1)}};
  }

  void AddChange(Row* row) const {
    std::vector<Cell>& cells = row->row.cells;
    const auto* after = std::get_if<FigureCell>(&cells[last_]);
    const auto* before = std::get_if<FigureCell>(&cells[first_]);
    if (after == nullptr || before == nullptr) return;
    Value value = Difference(after->figure.value, before->figure.value);
    const std::string id = absl::StrCat(
        row->id, "/", kChange, "/", years_[first_].year, "-",
        years_[last_].year, row->months.empty() ? "" : ".", row->months);
    if (!HasValue(value) || !IsFigureId(id)) return;
    Figure figure = MakeFigure(id, std::move(value), kChange, revision_);
    figure.provenance.terms = {{after->figure.id, 1}, {before->figure.id, -1}};
    cells.back() = FigureCell{std::move(figure), after->display};
  }

  const std::vector<ComparedYear>& years_;
  const int64_t revision_;
  size_t first_ = 0;
  size_t last_ = 0;
  std::vector<Row> rows_;
  std::map<std::pair<std::string, std::string>, size_t> places_;
};

}  // namespace

bool IsComparedTable(absl::string_view id) {
  return std::find(kKinds.begin(), kKinds.end(), id) != kKinds.end();
}

bool IsComparedFigure(const std::string& id, int year) {
  return SeriesOf(id, year).has_value();
}

bool IsCompared(const CountRow& row) { return row.slices.empty(); }

absl::Status CheckComparedYears(const std::vector<int>& years) {
  const std::set<int> distinct(years.begin(), years.end());
  if (distinct.size() == years.size() && years.size() >= kComparedYearsMin &&
      years.size() <= kComparedYearsMax) {
    return absl::OkStatus();
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "COMPARISON_SIZE",
                absl::StrCat(kComparedYearsMin, " till ", kComparedYearsMax,
                             " olika år kan jämföras"));
}

Table CompareYears(const std::vector<ComparedYear>& years, int64_t revision) {
  return Comparison(years, revision).Make();
}

}  // namespace finsam::participants
