#include "services/budget/domain/tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "services/budget/domain/table_terms.h"

namespace finsam::budget {
namespace {

using FactsByKey = std::map<ColumnKey, ColumnFacts>;

ColumnKey WholeBudget(int year) { return {ColumnSource::kBudget, year, 0}; }

// What a column of a layout is made of: itself or, of a deviation, the minuend
// and the subtrahend. December's share of a budget is the whole.
std::vector<ColumnKey> PartsOf(const ColumnKey& key) {
  const int month = key.month == kMonths ? 0 : key.month;
  const ColumnKey budget = {ColumnSource::kBudget, key.year, month};
  if (key.source == ColumnSource::kBudget) return {budget};
  if (key.source != ColumnSource::kDeviation) return {key};
  if (key.month == 0) {
    return {{ColumnSource::kForecast, key.year, 0}, budget};
  }
  return {{ColumnSource::kOutcome, key.year, key.month}, budget};
}

// The columns of all tables, each made once.
class Columns {
 public:
  Columns(const FactsByKey& facts, int64_t revision)
      : facts_(facts), revision_(revision) {}

  const Column& Of(const ColumnKey& key) {
    const auto found = columns_.find(key);
    if (found != columns_.end()) return found->second;
    return columns_.emplace(key, Make(key)).first->second;
  }

  // The facts behind a column, the newer first.
  std::vector<const ColumnFacts*> FactsOf(const ColumnKey& key) const {
    std::vector<const ColumnFacts*> facts;
    for (ColumnKey part : PartsOf(key)) {
      if (part.source == ColumnSource::kBudget) part.month = 0;
      facts.push_back(&facts_.at(part));
    }
    return facts;
  }

  int64_t revision() const { return revision_; }

  void AppendFigures(std::vector<Figure>* figures) const {
    for (const auto& [key, column] : columns_) {
      for (const auto& [row, item] : column.items) {
        figures->push_back(item.figure);
      }
    }
  }

 private:
  Column Make(const ColumnKey& key) {
    if (key.source == ColumnSource::kDeviation) {
      const std::vector<ColumnKey> parts = PartsOf(key);
      return DeviationsOf(key.source, Of(parts[0]), Of(parts[1]), revision_);
    }
    if (key.source != ColumnSource::kBudget || key.month == 0) {
      return MakeColumn(facts_.at(key), revision_);
    }
    // The whole year's figures are its terms.
    Of(WholeBudget(key.year));
    return MakeColumn(ToDate(facts_.at(WholeBudget(key.year)), key.month),
                      revision_);
  }

  const FactsByKey& facts_;
  const int64_t revision_;
  std::map<ColumnKey, Column> columns_;
};

// Makes one table.
class TableMaker {
 public:
  TableMaker(const TableLayoutTable& layout, absl::string_view file,
             Columns* columns, BuiltTables* out)
      : layout_(layout), file_(file), columns_(*columns), out_(*out) {
    for (const TableColumnLayout& column : layout.columns) {
      keys_.push_back(PartsOf(column.key).size() == 1
                          ? PartsOf(column.key).front()
                          : column.key);
      for (const ColumnFacts* facts : columns_.FactsOf(keys_.back())) {
        facts_.push_back(facts);
      }
    }
    own_.resize(keys_.size());
    order_ = LinesInOrder(facts_);
    for (const ColumnFacts* facts : facts_) {
      for (const LineFact& fact : facts->lines) {
        std::string& label = labels_[fact.line];
        if (label.empty()) label = fact.label;
      }
    }
    for (const TableRowLayout& row : layout.rows) {
      if (row.source == TableRowSource::kLine) named_.insert(row.name);
      if (row.source == TableRowSource::kCapital) opening_ = &row;
    }
  }

  Table Make() {
    table_.id = layout_.id;
    table_.title = layout_.title;
    table_.unit = UnitWord(layout_.unit);
    table_.row_header = layout_.row_header;
    AddColumns();
    for (const TableRowLayout& row : layout_.rows) AddRow(row);
    SetRowTerms(layout_, facts_, rows_of_line_, &table_);
    for (const std::string& line :
         HiddenLines(layout_, facts_, rows_of_line_)) {
      Warn("TABLE_LINE_HIDDEN", layout_.file_line, line,
           "Raden räknas i tabellens summor men visas inte.");
    }
    return std::move(table_);
  }

 private:
  void Warn(absl::string_view reason, int64_t line, absl::string_view found,
            absl::string_view message) {
    Problem problem;
    problem.severity = Severity::kWarning;
    problem.reason = std::string(reason);
    problem.file = std::string(file_);
    problem.line = line;
    problem.found = Shortened(found, kFoundBytesMax);
    problem.message = std::string(message);
    out_.warnings.push_back(std::move(problem));
  }

  void AddColumns() {
    std::set<std::string> ids;
    for (const TableColumnLayout& column : layout_.columns) {
      ids.insert(column.key.Id());
    }
    for (const TableColumnLayout& column : layout_.columns) {
      TableColumn& added = table_.columns.emplace_back();
      added.id = column.key.Id();
      added.label = column.label;
      const std::vector<ColumnKey> parts = PartsOf(column.key);
      if (parts.size() == 1 || !ids.contains(parts[0].Id()) ||
          !ids.contains(parts[1].Id())) {
        continue;
      }
      added.minuend = parts[0].Id();
      added.subtrahend = parts[1].Id();
    }
  }

  static bool IsShown(const TableRowLayout& row, const std::string& column) {
    return row.only.empty() || std::find(row.only.begin(), row.only.end(),
                                         column) != row.only.end();
  }

  // The table's own total, or what the column calls `row`; or nullptr.
  const ColumnItem* Find(size_t column, const std::string& row) {
    const auto own = own_[column].find(row);
    if (own != own_[column].end()) return &own->second;
    return columns_.Of(keys_[column]).Find(row);
  }

  bool IsKnown(const std::string& row) {
    for (size_t i = 0; i < keys_.size(); ++i) {
      if (Find(i, row) != nullptr) return true;
    }
    return false;
  }

  void WarnUnknown(const TableRowLayout& row, const std::string& id) {
    if (IsKnown(id)) return;
    Warn("TABLE_ROW_UNKNOWN", row.file_line, id,
         "Ingen av tabellens kolumner har någon sådan rad.");
  }

  void AddRow(const TableRowLayout& row) {
    switch (row.source) {
      case TableRowSource::kHeading:
        NewRow(row.Id(), row.name, RowKind::kHeading);
        return;
      case TableRowSource::kGroup:
        AddGroup(row);
        return;
      case TableRowSource::kLine: {
        const std::string& label = labels_[row.name];
        AddCells(row, row.name,
                 !row.label.empty() ? row.label
                 : label.empty()    ? row.name
                                    : label,
                 RowKind::kDetail);
        break;
      }
      case TableRowSource::kCapital:
        AddCells(row, row.Id(), row.label, RowKind::kDetail);
        break;
      case TableRowSource::kTotal:
        if (!row.of.empty()) {
          for (size_t i = 0; i < keys_.size(); ++i) AddOwn(row, i);
          for (const TotalTerm& term : row.of) WarnUnknown(row, term.id);
        }
        [[fallthrough]];
      case TableRowSource::kSubtotal:
        AddCells(row, row.Id(), row.label, RowKind::kTotal);
        break;
    }
    WarnUnknown(row, row.Id());
  }

  TableRow& NewRow(const std::string& id, const std::string& label,
                   RowKind kind) {
    TableRow& row = table_.rows.emplace_back();
    row.id = id;
    row.label = label;
    row.kind = kind;
    return row;
  }

  Cell CellOf(const ColumnItem& item) const {
    return FigureCell{item.figure, {layout_.unit, 0}};
  }

  void AddCells(const TableRowLayout& layout, const std::string& id,
                const std::string& label, RowKind kind) {
    TableRow& row = NewRow(id, label, kind);
    for (size_t i = 0; i < keys_.size(); ++i) {
      Cell& cell = row.cells.emplace_back();
      const ColumnItem* item = Find(i, id);
      if (item != nullptr && IsShown(layout, table_.columns[i].id)) {
        cell = CellOf(*item);
      }
    }
    if (layout.source == TableRowSource::kLine) {
      rows_of_line_[id].push_back(id);
    }
  }

  // A line that changed groups between two years has a row in either, each
  // with the years in which it stood there.
  void AddGroup(const TableRowLayout& layout) {
    const std::string group = GroupLine(layout.name);
    bool any = false;
    for (const std::string& line : order_) {
      if (named_.contains(line)) continue;
      std::vector<Cell> cells(keys_.size());
      bool is_in = false;
      for (size_t i = 0; i < keys_.size(); ++i) {
        const ColumnItem* item = columns_.Of(keys_[i]).Find(line);
        if (item == nullptr || item->group != group) continue;
        is_in = true;
        if (IsShown(layout, table_.columns[i].id)) cells[i] = CellOf(*item);
      }
      if (!is_in) continue;
      any = true;
      std::vector<std::string>& rows = rows_of_line_[line];
      const std::string id =
          rows.empty() ? line : absl::StrCat(group, ".", line);
      NewRow(id, labels_[line].empty() ? line : labels_[line], RowKind::kDetail)
          .cells = std::move(cells);
      rows.push_back(id);
    }
    if (!any) WarnUnknown(layout, group);
  }

  // A total of the table's own in one column. Deviations are added as they
  // are favourable, so that the total's is too.
  void AddOwn(const TableRowLayout& row, size_t column) {
    struct Part {
      const ColumnItem* item;
      int factor;
    };
    std::vector<Part> parts;
    bool is_cost = true;
    for (const TotalTerm& term : row.of) {
      const ColumnItem* item = Find(column, term.id);
      const bool is_left_out = term.id == kOpeningCapital &&
                               opening_ != nullptr &&
                               !IsShown(*opening_, table_.columns[column].id);
      if (item == nullptr || is_left_out) continue;
      is_cost = is_cost && item->is_cost && term.factor > 0;
      parts.push_back({item, term.factor});
    }
    if (parts.empty()) return;
    const bool is_deviation = keys_[column].source == ColumnSource::kDeviation;
    std::vector<std::pair<const Figure*, int>> figures;
    for (const Part& part : parts) {
      const bool turns = is_deviation && part.item->is_cost && !is_cost;
      figures.emplace_back(&part.item->figure,
                           turns ? -part.factor : part.factor);
    }
    const std::string id =
        absl::StrCat(layout_.id, "/", row.name, "/", table_.columns[column].id);
    ColumnItem own = {SumFigure(id, "sum", columns_.revision(), figures),
                      is_cost, ""};
    out_.figures.push_back(own.figure);
    own_[column].insert_or_assign(row.name, std::move(own));
  }

  const TableLayoutTable& layout_;
  const absl::string_view file_;
  Columns& columns_;
  BuiltTables& out_;
  std::vector<ColumnKey> keys_;            // Of the table's columns.
  std::vector<const ColumnFacts*> facts_;  // Behind them.
  std::vector<std::map<std::string, ColumnItem>> own_;  // Per column.
  std::vector<std::string> order_;                      // All lines.
  std::map<std::string, std::string> labels_;
  std::set<std::string> named_;  // Lines with a row of their own.
  const TableRowLayout* opening_ = nullptr;
  RowsOfLines rows_of_line_;
  Table table_;
};

absl::StatusOr<FactsByKey> Gather(const TableLayout& layout,
                                  absl::string_view layout_file,
                                  std::vector<ColumnFacts> facts) {
  FactsByKey by_key;
  std::vector<Problem> invalid;
  for (ColumnFacts& column : facts) {
    const ColumnKey key = column.key;
    if (by_key.emplace(key, std::move(column)).second) continue;
    Problem problem;
    problem.reason = "OUTCOME_INVALID";
    problem.found = key.Id();
    problem.message = "Kolumnen har två utfall.";
    invalid.push_back(std::move(problem));
  }
  std::vector<Problem> missing;
  for (const ColumnKey& key : NeededFacts(layout)) {
    const auto found = by_key.find(key);
    if (found == by_key.end()) {
      Problem problem;
      problem.reason = "TABLE_FACTS_MISSING";
      problem.file = std::string(layout_file);
      problem.found = key.Id();
      problem.message = "Det finns inga uppgifter för kolumnen.";
      missing.push_back(std::move(problem));
    } else if (key.source == ColumnSource::kOutcome) {
      CheckOutcome(found->second, key.Id(), &invalid);
    }
  }
  if (!invalid.empty()) return RefuseInput(std::move(invalid));
  if (!missing.empty()) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "TABLE_FACTS_MISSING",
                  ProblemLine(missing.front()), missing);
  }
  for (auto& [key, column] : by_key) {
    if (key.source != ColumnSource::kForecast &&
        key.source != ColumnSource::kOutcome) {
      continue;
    }
    const auto budget = by_key.find(WholeBudget(key.year));
    if (budget != by_key.end()) DescribeFrom(budget->second, &column);
  }
  return by_key;
}

}  // namespace

std::vector<ColumnKey> NeededFacts(const TableLayout& layout) {
  std::vector<ColumnKey> needed;
  for (const TableLayoutTable& table : layout.tables) {
    for (const TableColumnLayout& column : table.columns) {
      for (ColumnKey key : PartsOf(column.key)) {
        if (key.source == ColumnSource::kBudget) key.month = 0;
        if (std::find(needed.begin(), needed.end(), key) == needed.end()) {
          needed.push_back(key);
        }
      }
    }
  }
  return needed;
}

absl::StatusOr<BuiltTables> MakeTables(const TableLayout& layout,
                                       absl::string_view layout_file,
                                       std::vector<ColumnFacts> facts,
                                       int64_t revision) {
  ASSIGN_OR_RETURN(const FactsByKey by_key,
                   Gather(layout, layout_file, std::move(facts)));
  BuiltTables out;
  Columns columns(by_key, revision);
  for (const TableLayoutTable& table : layout.tables) {
    out.tables.push_back(TableMaker(table, layout_file, &columns, &out).Make());
  }
  columns.AppendFigures(&out.figures);
  return out;
}

}  // namespace finsam::budget
