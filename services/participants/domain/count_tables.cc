#include "services/participants/domain/count_tables.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/findings.h"
#include "services/participants/domain/rules.h"

namespace finsam::participants {
namespace {

using Keys = std::array<std::optional<std::string>, kSelectionKeyCount>;

// What a row and a column say together.
class Meeting {
 public:
  Meeting(const LaidOutTable& table, const Selection& row,
          const Selection& column)
      : keys_(row.keys), period_(table.period) {
    for (size_t i = 0; i < kSelectionKeyCount; ++i) {
      if (column.keys[i].has_value()) keys_[i] = column.keys[i];
    }
    for (const Selection* selection : {&row, &column}) {
      const auto& breakdown = selection->of(SelectionKey::kBreakdown);
      const auto& value = selection->of(SelectionKey::kValue);
      if (breakdown.has_value() && value.has_value()) {
        slices_.push_back({*breakdown, *value});
      }
    }
    if (Has(SelectionKey::kPeriod)) period_ = Text(SelectionKey::kPeriod);
  }

  std::optional<std::string> FigureId() const {
    if (Has(SelectionKey::kFigure)) return Text(SelectionKey::kFigure);
    if (Has(SelectionKey::kSurvey) || Has(SelectionKey::kQuestion)) {
      return SurveyId();
    }
    if (!Has(SelectionKey::kInitiative)) return std::nullopt;
    return Has(SelectionKey::kAverage) ? AverageId() : CountId();
  }

  // Nothing when neither says.
  std::optional<int> Decimals() const {
    if (!Has(SelectionKey::kDecimals)) return std::nullopt;
    return Text(SelectionKey::kDecimals)[0] - '0';
  }

 private:
  bool Has(SelectionKey key) const {
    return keys_[static_cast<size_t>(key)].has_value();
  }
  std::string Text(SelectionKey key) const {
    return keys_[static_cast<size_t>(key)].value_or("");
  }
  std::string SlugOf(SelectionKey key) const { return Slug(Text(key)); }

  // Nothing for all genders together.
  std::optional<Gender> OneGender() const {
    const std::string word = Text(SelectionKey::kGender);
    for (const Gender gender : kGenders) {
      if (GenderColumn(gender) == word) return gender;
    }
    return std::nullopt;
  }

  std::optional<std::string> SurveyId() const {
    const std::string show =
        Has(SelectionKey::kShow) ? Text(SelectionKey::kShow) : "share";
    if (!Has(SelectionKey::kSurvey) || !Has(SelectionKey::kQuestion) ||
        Has(SelectionKey::kInitiative) || Has(SelectionKey::kMeasure) ||
        Has(SelectionKey::kAverage) || !slices_.empty()) {
      return std::nullopt;
    }
    const std::optional<Gender> gender = OneGender();
    return absl::StrCat("surveys/", SlugOf(SelectionKey::kSurvey), "/",
                        SlugOf(SelectionKey::kQuestion), "/",
                        gender ? GenderId(*gender) + "/" : "", show, "/",
                        period_);
  }

  std::optional<std::string> AverageId() const {
    const std::string show =
        Has(SelectionKey::kShow) ? Text(SelectionKey::kShow) : "average";
    if (Has(SelectionKey::kMeasure) || !slices_.empty() ||
        OneGender().has_value()) {
      return std::nullopt;
    }
    return absl::StrCat("averages/", SlugOf(SelectionKey::kInitiative), "/",
                        SlugOf(SelectionKey::kAverage), "/", show, "/",
                        period_);
  }

  std::optional<std::string> CountId() const {
    const std::vector<std::string>& words = MeasureWords();
    const auto measure =
        std::find(words.begin(), words.end(), Text(SelectionKey::kMeasure));
    if (measure == words.end()) return std::nullopt;
    CountRow row;
    row.measure = static_cast<CountMeasure>(measure - words.begin());
    row.slices = slices_;
    SortSlices(&row.slices);
    const std::optional<Gender> gender = OneGender();
    std::string part = gender ? GenderId(*gender) : "total";
    if (Has(SelectionKey::kShow)) {
      if (Text(SelectionKey::kShow) != "share-of-whole") return std::nullopt;
      absl::StrAppend(&part, "/share");
    }
    return CountFigureId(CountPath(SlugOf(SelectionKey::kInitiative), row),
                         part, period_);
  }

  Keys keys_;
  std::vector<Slice> slices_;
  std::string period_;
};

// Averages are numbers with the decimals that they were reported with, unless
// the layout says how many.
Display DisplayOf(const Figure& figure, std::optional<int> decimals) {
  Display display = DefaultDisplay(figure.value);
  const auto* ratio = std::get_if<Ratio>(&figure.value);
  if (ratio == nullptr) return display;
  if (absl::StartsWith(figure.id, "averages/")) {
    display.unit = Unit::kCount;
    for (int64_t rest = ratio->denominator; rest >= 10; rest /= 10) {
      ++display.decimals;
    }
  }
  display.decimals = decimals.value_or(display.decimals);
  return display;
}

// The figure's value in a cell, or nullptr.
const Value* ValueIn(const Cell& cell) {
  const auto* held = std::get_if<FigureCell>(&cell);
  return held == nullptr ? nullptr : &held->figure.value;
}

// Rows of a table, by place.
using Places = std::vector<size_t>;

// True when the total's count is the sum of the parts' in every column where
// there is one, and there is any. A blank part adds nothing.
bool IsSumOf(const TableRow& total, const Places& parts, const Table& table) {
  bool any = false;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const Value* value = ValueIn(total.cells[i]);
    if (value == nullptr || !HasValue(*value)) continue;
    const auto* count = std::get_if<Count>(value);
    if (count == nullptr) return false;
    int64_t rest = count->value;
    for (const size_t part : parts) {
      const Value* term = ValueIn(table.rows[part].cells[i]);
      if (term == nullptr || !HasValue(*term)) continue;
      const auto* counted = std::get_if<Count>(term);
      if (counted == nullptr) return false;
      rest -= counted->value;
    }
    if (rest != 0) return false;
    any = true;
  }
  return any && !parts.empty();
}

void AddTerms(Table* table) {
  Places all;
  Places since;  // The heading or the total before.
  for (size_t i = 0; i < table->rows.size(); ++i) {
    TableRow& row = table->rows[i];
    if (row.kind == RowKind::kDetail) {
      all.push_back(i);
      since.push_back(i);
      continue;
    }
    if (row.kind == RowKind::kTotal) {
      const Places* parts = IsSumOf(row, since, *table) ? &since
                            : IsSumOf(row, all, *table) ? &all
                                                        : nullptr;
      for (const size_t part : parts != nullptr ? *parts : Places{}) {
        row.terms.push_back({table->rows[part].id});
      }
    }
    since.clear();
  }
}

class TablesMaker {
 public:
  TablesMaker(const FigureIndex& index, absl::string_view file,
              std::vector<Problem>* warnings)
      : index_(index), findings_(file, warnings) {}

  Table Make(const LaidOutTable& layout) {
    Table table;
    table.id = layout.id;
    table.title = layout.title;
    table.row_header = layout.row_header;
    table.remark = layout.remark;
    table.charts = layout.charts;
    for (const Selection& column : layout.columns) {
      table.columns.push_back({Slug(column.label), column.label});
    }
    const std::vector<std::string> ids = RowIds(layout);
    for (size_t i = 0; i < layout.rows.size(); ++i) {
      const Selection& row = layout.rows[i];
      table.rows.push_back({ids[i], row.label, row.kind, "", {}});
      if (row.kind == RowKind::kHeading) continue;
      for (const Selection& column : layout.columns) {
        table.rows.back().cells.push_back(MakeCell(layout, row, column));
      }
    }
    WarnOfEmpty(layout, table);
    AddTerms(&table);
    return table;
  }

 private:
  Cell MakeCell(const LaidOutTable& layout, const Selection& row,
                const Selection& column) const {
    const Meeting meeting(layout, row, column);
    const std::optional<std::string> id = meeting.FigureId();
    if (!id.has_value()) return {};
    const Figure* figure = index_.Find(*id);
    if (figure == nullptr) return {};
    return FigureCell{*figure, DisplayOf(*figure, meeting.Decimals())};
  }

  void WarnOfEmpty(const LaidOutTable& layout, const Table& table) {
    std::vector<bool> column_has(table.columns.size(), false);
    for (size_t i = 0; i < table.rows.size(); ++i) {
      if (layout.rows[i].kind == RowKind::kHeading) continue;
      bool row_has = false;
      for (size_t j = 0; j < table.columns.size(); ++j) {
        if (ValueIn(table.rows[i].cells[j]) == nullptr) continue;
        row_has = true;
        column_has[j] = true;
      }
      if (!row_has) {
        Warn(layout.rows[i], "rows",
             SoughtId(layout, {&layout.rows[i], 1}, layout.columns));
      }
    }
    for (size_t j = 0; j < table.columns.size(); ++j) {
      if (column_has[j]) continue;
      Warn(layout.columns[j], "columns",
           SoughtId(layout, layout.rows, {&layout.columns[j], 1}));
    }
  }

  // The first figure that the rows and columns name together; empty when they
  // name none.
  static std::string SoughtId(const LaidOutTable& layout,
                              absl::Span<const Selection> rows,
                              absl::Span<const Selection> columns) {
    for (const Selection& row : rows) {
      for (const Selection& column : columns) {
        if (row.kind == RowKind::kHeading) continue;
        const auto id = CellFigureId(layout, row, column);
        if (id.has_value()) return *id;
      }
    }
    return "";
  }

  void Warn(const Selection& selection, absl::string_view field,
            const std::string& sought) {
    const bool look = !sought.empty() && ++empty_ <= kNearestFiguresMax;
    findings_.Warn(
        selection.line, field, "LAYOUT_ROW_EMPTY",
        absl::StrCat("Det finns inga siffror för \"", selection.label, "\"."),
        sought, look ? index_.Nearest(sought) : "");
  }

  const FigureIndex& index_;
  Findings findings_;
  size_t empty_ = 0;
};

}  // namespace

std::optional<std::string> CellFigureId(const LaidOutTable& table,
                                        const Selection& row,
                                        const Selection& column) {
  return Meeting(table, row, column).FigureId();
}

std::vector<Table> MakeCountTables(const TableLayout& layout,
                                   const FigureIndex& index,
                                   absl::string_view file,
                                   std::vector<Problem>* warnings) {
  TablesMaker maker(index, file, warnings);
  std::vector<Table> tables;
  for (const LaidOutTable& table : layout.tables) {
    tables.push_back(maker.Make(table));
  }
  return tables;
}

}  // namespace finsam::participants
