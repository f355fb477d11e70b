#include "services/ledger/domain/statements.h"

#include <memory>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "services/ledger/domain/line_values.h"
#include "services/ledger/domain/openings.h"

namespace finsam::ledger {
namespace {

absl::StatusOr<std::unique_ptr<LineValues>> Compute(
    const StatementsInput& input) {
  FINSAM_CHECK(input.layout != nullptr);
  std::vector<Problem> problems;
  CheckLayout(*input.layout, "layouts/statements.yaml", &problems);
  if (!problems.empty()) return RefuseInput(std::move(problems));
  return LineValues::Compute(input);
}

RowKind KindOf(const Line& line) {
  if (!line.of_which.empty()) return RowKind::kOfWhich;
  return line.is_total ? RowKind::kTotal : RowKind::kDetail;
}

Display DisplayOf(const Statement& statement, const Line& line,
                  const Value& value) {
  if (std::holds_alternative<Count>(value)) return {Unit::kCount, 0};
  const bool ratio = std::holds_alternative<Ratio>(value) ||
                     (!HasValue(value) && !line.ratio_of.empty());
  return {ratio ? Unit::kPercent : statement.unit, line.decimals};
}

// The rows that a line is the sum of; none when it also holds what no row of
// its statement shows.
std::vector<RowTerm> TermsOf(const Statement& statement, const Line& line) {
  if (!line.accounts.empty()) return {};
  const std::string own = absl::StrCat(statement.id, "/");
  std::vector<RowTerm> terms;
  for (const LineTerm& term : line.terms) {
    const absl::string_view id = absl::StripPrefix(term.line, own);
    if (absl::StrContains(id, '/')) return {};
    terms.push_back({std::string(id), term.factor});
  }
  return terms;
}

// Whether the figure is there but not printed.
bool IsHidden(const Line& line, const Figure& figure) {
  const auto* ore = std::get_if<Ore>(&figure.value);
  return line.hide_zero && ore != nullptr && ore->value == 0;
}

// Whether anything is printed in the statement's unit: a table of counts and
// shares alone has none.
bool HasAmounts(const Table& table, Unit unit) {
  bool any_value = false;
  for (const TableRow& row : table.rows) {
    for (const Cell& cell : row.cells) {
      const auto* held = std::get_if<FigureCell>(&cell);
      if (held == nullptr || !HasValue(held->figure.value)) continue;
      any_value = true;
      if (held->display.unit == unit) return true;
    }
  }
  return !any_value;
}

// What a column of a year is headed with: its last day, which is that of the
// last month when only a part of the year counts.
std::string LabelOf(const StatementsInput& input, int year) {
  const auto books = input.balances.find(year);
  const int through = books == input.balances.end() ? 0 : books->second.through;
  if (through == 0) return absl::StrCat(year, "-12-31");
  return absl::FormatCivilTime(
      absl::CivilDay(absl::CivilMonth(through / 100, through % 100) + 1) - 1);
}

std::vector<TableColumn> ColumnsOf(const StatementsInput& input,
                                   const Statement& statement) {
  std::vector<TableColumn> columns;
  for (int i = 0; i < statement.years; ++i) {
    const int year = input.year - i;
    const std::string id = absl::StrCat(year);
    columns.push_back({id, statement.years > 2 ? id : LabelOf(input, year)});
  }
  return columns;
}

// Builds the table of one statement, whose lines are the nodes from `node`.
class TableBuilder {
 public:
  TableBuilder(const StatementsInput& input, const LineValues& values,
               const Statement& statement, size_t node)
      : input_(input), values_(values), statement_(statement), node_(node) {
    for (const Line& line : statement.lines) row_ids_.insert(line.id);
  }

  Table Build() {
    table_.id = statement_.id;
    table_.title = statement_.title;
    table_.rounding = statement_.rounding;
    table_.row_header = statement_.row_header;
    table_.columns = ColumnsOf(input_, statement_);
    for (const Line& line : statement_.lines) {
      AddHeading(line.group);
      AddRow(line);
      ++node_;
    }
    if (HasAmounts(table_, statement_.unit)) {
      table_.unit = UnitWord(statement_.unit);
    }
    return std::move(table_);
  }

 private:
  // A heading once for the lines that follow one another under it; a line
  // without a group, such as a total, does not end it.
  void AddHeading(const std::string& group) {
    if (group.empty() || group == heading_) return;
    heading_ = group;
    std::string slug = Slug(group);
    if (slug.empty()) slug = "group";
    std::string id = slug;
    for (int i = 2; !row_ids_.insert(id).second; ++i) {
      id = absl::StrCat(slug, "-", i);
    }
    table_.rows.push_back({id, group, RowKind::kHeading, "", {}});
  }

  void AddRow(const Line& line) {
    TableRow row{line.id,      line.label, KindOf(line),
                 line.note,    {},         TermsOf(statement_, line),
                 line.of_which};
    for (int i = 0; i < statement_.years; ++i) {
      if (line.blank) {
        row.cells.emplace_back();
        continue;
      }
      const Figure& figure = values_.At(node_, input_.year - i);
      if (IsHidden(line, figure)) {
        row.cells.emplace_back();
        continue;
      }
      row.cells.push_back(
          FigureCell{figure, DisplayOf(statement_, line, figure.value)});
    }
    table_.rows.push_back(std::move(row));
  }

  const StatementsInput& input_;
  const LineValues& values_;
  const Statement& statement_;
  size_t node_;
  std::set<std::string> row_ids_;
  std::string heading_;
  Table table_;
};

// Figures that no cell shows: of the years that a statement has no column for,
// and hidden zeros.
void AddUnshown(const StatementsInput& input, const LineValues& values,
                int year, std::vector<Figure>* figures) {
  const std::vector<LayoutGraph::Node>& nodes = values.graph().nodes();
  for (size_t i = 0; i < nodes.size(); ++i) {
    const Figure& figure = values.At(i, year);
    const bool shown = input.year - year < nodes[i].statement->years &&
                       !IsHidden(*nodes[i].line, figure);
    if (!shown && HasValue(figure.value)) figures->push_back(figure);
  }
}

}  // namespace

absl::StatusOr<std::vector<Table>> EvaluateStatements(
    const StatementsInput& input) {
  ASSIGN_OR_RETURN(const std::unique_ptr<LineValues> values, Compute(input));
  std::vector<Table> tables;
  size_t node = 0;
  for (const Statement& statement : input.layout->statements) {
    tables.push_back(TableBuilder(input, *values, statement, node).Build());
    node += statement.lines.size();
  }
  return tables;
}

std::vector<Figure> ExtraFigures(const StatementsInput& input) {
  const absl::StatusOr<std::unique_ptr<LineValues>> values = Compute(input);
  if (!values.ok()) return {};
  std::vector<Figure> figures;
  for (const int year : (*values)->years()) {
    for (Figure& figure : OpeningFigures(**values, year)) {
      figures.push_back(std::move(figure));
    }
    AddUnshown(input, **values, year, &figures);
  }
  return figures;
}

}  // namespace finsam::ledger
