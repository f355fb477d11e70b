#include "services/gateway/printed/reading.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/figure/figure.h"
#include "services/gateway/printed/equity.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/names.h"
#include "services/gateway/printed/repair.h"

namespace finsam::gateway::printed {
namespace {

constexpr int64_t kKrona = 100;
constexpr int64_t kThousand = 100'000;
// Statements in kronor are rarely below this, and those in thousands of
// kronor hardly ever above.
constexpr int64_t kThousandsSheetMax = 100'000;

// What a table without a caption is called.
std::string WordOf(SheetKind kind, const std::string& id) {
  switch (kind) {
    case SheetKind::kIncomeStatement:
      return "Resultaträkning";
    case SheetKind::kBalanceSheet:
      return "Balansräkning";
    case SheetKind::kCashFlow:
      return "Kassaflödesanalys";
    case SheetKind::kOperations:
      return "Driftredovisning";
    case SheetKind::kBalanceRequirement:
      return "Balanskravsutredning";
    default:
      return id;
  }
}

// What a table is by its rows, when its caption does not say.
SheetKind KindOfRows(const DocumentTable& table) {
  std::set<Line> lines;
  bool women = false;
  bool men = false;
  for (const DocumentRow& row : table.rows) {
    const std::string folded = Fold(row.label);
    lines.insert(LineOf(folded, SheetKind::kOther));
    if (LineOf(folded, SheetKind::kBalanceSheet) == Line::kAssets) {
      lines.insert(Line::kAssets);
    }
    if (LineOf(folded, SheetKind::kCashFlow) == Line::kClosingCash) {
      lines.insert(Line::kClosingCash);
    }
    women = women || GenderOf(folded) == Gender::kWomen;
    men = men || GenderOf(folded) == Gender::kMen;
  }
  for (const std::string& column : table.columns) {
    women = women || GenderOf(Fold(column)) == Gender::kWomen;
    men = men || GenderOf(Fold(column)) == Gender::kMen;
  }
  if (lines.contains(Line::kAssets)) return SheetKind::kBalanceSheet;
  if (lines.contains(Line::kClosingCash)) return SheetKind::kCashFlow;
  if (lines.contains(Line::kSolidity)) return SheetKind::kOverview;
  if (lines.contains(Line::kIncome) &&
      lines.contains(Line::kResultAfterFinancial)) {
    return SheetKind::kIncomeStatement;
  }
  return women && men ? SheetKind::kPeople : SheetKind::kOther;
}

SheetKind KindOf(const DocumentTable& table, std::string* note) {
  const std::string caption = Fold(table.caption);
  const std::string id = Fold(absl::StrReplaceAll(table.id, {{"_", " "}}));
  *note = NoteNumber(caption);
  if (note->empty()) *note = NoteNumber(id);
  if (!note->empty()) return SheetKind::kNote;
  for (const std::string& words : {caption, id}) {
    const SheetKind kind = KindOfCaption(words);
    if (kind != SheetKind::kOther) return kind;
  }
  return KindOfRows(table);
}

bool IsPercentWord(absl::string_view unit) {
  return unit == "%" || Fold(unit) == "procent";
}

bool IsCountWord(absl::string_view unit) {
  return HasAny(Fold(unit), {"antal", "persons", "personer", "st"});
}

// `fallback` is the document's own unit of money, or empty.
void FindUnit(const DocumentTable& table, const std::string& fallback,
              Sheet* sheet) {
  const bool counts =
      sheet->kind == SheetKind::kPeople || sheet->kind == SheetKind::kGoals;
  sheet->measure = counts                              ? Measure::kCount
                   : sheet->kind == SheetKind::kSurvey ? Measure::kPercent
                                                       : Measure::kMoney;
  std::string unit = table.unit;
  const std::string caption = Fold(table.caption);
  for (const char* word : {"tkr", "mnkr", "mkr", "kr"}) {
    if (unit.empty() && HasPhrase(caption, word)) unit = word;
  }
  if (unit.empty() && sheet->measure == Measure::kMoney) unit = fallback;
  sheet->unit_stated = !unit.empty();
  if (IsPercentWord(unit)) sheet->measure = Measure::kPercent;
  if (IsCountWord(unit)) sheet->measure = Measure::kCount;
  const int64_t one = MoneyUnit(unit);
  if (one > 0) sheet->measure = Measure::kMoney;
  sheet->unit = one > 0 ? one : kKrona;
}

Measure MeasureOf(const Sheet& sheet, const DocumentRow& row,
                  absl::string_view folded) {
  if (IsPercentWord(row.unit) ||
      HasAny(folded, {"soliditet*", "andel*", "procent*"}) ||
      absl::StrContains(row.label, "%")) {
    return Measure::kPercent;
  }
  if (IsCountWord(row.unit) || absl::StartsWith(folded, "antal ")) {
    return Measure::kCount;
  }
  return MoneyUnit(row.unit) > 0 ? Measure::kMoney : sheet.measure;
}

// "Verksamhetens intäkter, not 2", "Kansli 6": the note, taken off the label.
std::string NoteOfLabel(std::string* label, SheetKind kind) {
  const std::string folded = Fold(*label);
  const std::string named = NoteNumber(folded);
  if (!named.empty()) {
    const size_t at = label->rfind(absl::StrCat(" ", named));
    const size_t word = label->rfind("ot", at);
    if (at != std::string::npos && word != std::string::npos && word > 1) {
      label->resize(word - 1);
      while (!label->empty() && absl::StrContains(", (", label->back())) {
        label->pop_back();
      }
    }
    return named;
  }
  const size_t blank = label->rfind(' ');
  const bool statement = kind == SheetKind::kIncomeStatement ||
                         kind == SheetKind::kBalanceSheet ||
                         kind == SheetKind::kNote;
  if (!statement || blank == std::string::npos || label->size() != blank + 2 ||
      label->back() < '1' || label->back() > '9') {
    return "";
  }
  const std::string note(1, label->back());
  label->resize(blank);
  return note;
}

bool AllBlank(const Row& row) {
  return std::none_of(row.cells.begin(), row.cells.end(),
                      [](const auto& cell) { return cell.quantity; });
}

RowKind KindOfRow(const DocumentRow& from, const Row& row, bool dashed) {
  if (!from.of_which.empty() || SaysOfWhich(row.folded) || dashed) {
    return RowKind::kOfWhich;
  }
  if (from.total || SaysTotal(row.folded)) return RowKind::kTotal;
  return AllBlank(row) ? RowKind::kHeading : RowKind::kDetail;
}

void AddRow(const DocumentRow& from, Sheet* sheet) {
  Row row;
  row.label = from.label;
  row.note =
      from.note.empty() ? NoteOfLabel(&row.label, sheet->kind) : from.note;
  const absl::string_view label = absl::StripAsciiWhitespace(row.label);
  const std::string plain = Normalised(label);
  row.folded = Fold(row.label);
  row.names = NamesOf(row.label);
  row.group = from.group;
  row.base = from.base;
  row.line = LineOf(row.folded, sheet->kind);
  const Measure measure = MeasureOf(*sheet, from, row.folded);
  for (size_t i = 0; i < sheet->columns.size(); ++i) {
    const std::string text = i < from.cells.size() ? from.cells[i] : "";
    CellNumber cell =
        ParseCell(text, measure == Measure::kMoney ? sheet->unit : kKrona);
    if (cell.quantity && cell.quantity->measure == Measure::kUnknown) {
      cell.quantity->measure = measure;
    }
    if (i < from.percents.size()) {
      CellNumber share = ParseCell(from.percents[i], kKrona);
      if (share.quantity) share.quantity->measure = Measure::kPercent;
      cell.share = share.quantity;
    }
    row.cells.push_back(std::move(cell));
  }
  // "- Personalkostnader" under "Kansli".
  const bool dashed =
      absl::StartsWith(plain, "-") && !sheet->rows.empty() && !from.total;
  row.kind = KindOfRow(from, row, dashed);
  if (row.kind == RowKind::kOfWhich && !sheet->rows.empty()) {
    const std::string wanted = Fold(from.of_which);
    for (size_t i = 0; i < sheet->rows.size(); ++i) {
      const Row& before = sheet->rows[i];
      const bool named = !wanted.empty() && before.folded == wanted;
      if (named || (wanted.empty() && before.kind != RowKind::kOfWhich)) {
        row.parent = static_cast<int>(i);
      }
    }
  }
  sheet->rows.push_back(std::move(row));
}

void AddColumns(const DocumentTable& table, int year, Sheet* sheet) {
  for (const std::string& label : table.columns) {
    Column column{label, Fold(label), {}};
    column.meaning = MeaningOf(label, column.folded);
    if (column.meaning.year == 0 && column.meaning.role != Role::kOther) {
      column.meaning.year = year;
    }
    // "Föregående år", "Samma period fg år".
    if (HasAny(column.folded, {"foregaende ar", "fg ar", "forra aret"})) {
      column.meaning = {Role::kOutcome, Part::kWhole, year - 1, false, false};
    }
    sheet->columns.push_back(std::move(column));
  }
  if (sheet->columns.empty()) {
    sheet->columns.push_back(
        {"", "", {Role::kOutcome, Part::kWhole, year, false, false}});
  }
}

// A column "Not" holds references, no amounts.
DocumentTable WithoutNoteColumn(DocumentTable table) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (Fold(table.columns[i]) != "not") continue;
    table.columns.erase(table.columns.begin() + static_cast<int64_t>(i));
    for (DocumentRow& row : table.rows) {
      if (i >= row.cells.size()) continue;
      if (row.note.empty()) row.note = row.cells[i];
      row.cells.erase(row.cells.begin() + static_cast<int64_t>(i));
    }
    break;
  }
  return table;
}

Sheet ReadTable(const DocumentTable& given, int year,
                const std::string& fallback) {
  const DocumentTable table = WithoutNoteColumn(given);
  Sheet sheet;
  sheet.id = Slug(absl::StrReplaceAll(table.id, {{"_", "-"}}));
  sheet.kind = KindOf(table, &sheet.note);
  sheet.name = !table.caption.empty() ? table.caption
               : sheet.note.empty()   ? WordOf(sheet.kind, table.id)
                                      : absl::StrCat("Not ", sheet.note);
  sheet.bases = table.bases;
  sheet.partition = table.partition;
  FindUnit(table, fallback, &sheet);
  AddColumns(table, year, &sheet);
  for (const DocumentRow& row : table.rows) AddRow(row, &sheet);
  return sheet;
}

// A sheet of money without a stated unit is in thousands when a sheet in
// kronor has one of its lines a thousand times as large.
void InferUnits(const Document& document, Reading* reading) {
  for (size_t i = 0; i < reading->sheets.size(); ++i) {
    Sheet& sheet = reading->sheets[i];
    if (sheet.unit_stated || sheet.measure != Measure::kMoney) continue;
    int64_t largest = 0;
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      for (size_t column = 0; column < sheet.columns.size(); ++column) {
        const Quantity* cell = sheet.At(row, column);
        if (cell == nullptr || cell->measure != Measure::kMoney) continue;
        largest = std::max(largest, std::abs(cell->value) / kKrona);
      }
    }
    const bool shares_line =
        std::any_of(reading->sheets.begin(), reading->sheets.end(),
                    [&](const Sheet& other) {
                      return &other != &sheet && other.unit == kKrona &&
                             other.RowOf(Line::kResult).has_value();
                    });
    if (largest == 0 || largest >= kThousandsSheetMax || !shares_line ||
        !sheet.RowOf(Line::kResult).has_value()) {
      continue;
    }
    DocumentTable again = document.tables[i];
    again.unit = "tkr";
    sheet = ReadTable(again, reading->year, "");
    sheet.unit_stated = false;
    sheet.unit = kThousand;
  }
}

}  // namespace

const Quantity* Sheet::At(size_t row, size_t column) const {
  const auto& quantity = rows[row].cells[column].quantity;
  return quantity.has_value() ? &*quantity : nullptr;
}

std::optional<int64_t> Sheet::Value(size_t row, size_t column) const {
  const Quantity* quantity = At(row, column);
  return quantity == nullptr ? std::nullopt : std::optional(quantity->value);
}

int64_t Sheet::BaseOf(size_t row, size_t column) const {
  if (rows[row].base > 0) return rows[row].base;
  return column < bases.size() ? bases[column] : 0;
}

std::optional<size_t> Sheet::RowOf(Line line) const {
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].line == line && rows[i].kind != RowKind::kHeading) return i;
  }
  return std::nullopt;
}

std::optional<size_t> Sheet::ColumnOf(int year, Role role) const {
  for (size_t i = 0; i < columns.size(); ++i) {
    const ColumnMeaning& meaning = columns[i].meaning;
    if (meaning.year == year && meaning.role == role &&
        (meaning.part == Part::kWhole || meaning.part == Part::kNet)) {
      return i;
    }
  }
  return std::nullopt;
}

std::optional<int64_t> Sheet::Of(Line line, int year, Role role) const {
  const auto row = RowOf(line);
  const auto column = ColumnOf(year, role);
  return row && column ? Value(*row, *column) : std::nullopt;
}

std::string Sheet::Address(size_t row, size_t column) const {
  return absl::StrCat(id, "/", Slug(rows[row].label), "/",
                      Slug(columns[column].label));
}

const Sheet* Reading::First(SheetKind kind) const {
  for (const Sheet& sheet : sheets) {
    if (sheet.kind == kind) return &sheet;
  }
  return nullptr;
}

std::optional<int64_t> Reading::Of(SheetKind kind, Line line, int at_year,
                                   Role role) const {
  for (const Sheet& sheet : sheets) {
    if (sheet.kind != kind) continue;
    if (const auto value = sheet.Of(line, at_year, role)) return value;
  }
  return std::nullopt;
}

Reading Read(const Document& document) {
  Reading reading;
  reading.document = &document;
  reading.year = document.year;
  for (const DocumentTable& table : document.tables) {
    reading.sheets.push_back(ReadTable(table, reading.year, document.unit));
  }
  InferUnits(document, &reading);
  for (size_t i = 0; i < reading.sheets.size(); ++i) {
    Repair(document.tables[i], &reading.sheets[i], &reading.repairs);
    if (reading.sheets[i].kind == SheetKind::kBalanceSheet) {
      SettleEquity(&reading.sheets[i]);
    }
  }
  return reading;
}

}  // namespace finsam::gateway::printed
