// A document as it is understood: each table with its kind and unit, each row
// with its meaning, each cell with its number. What was inferred and not
// stated is kept apart, for the person to judge.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_READING_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_READING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/gateway/printed/document.h"
#include "services/gateway/printed/number.h"
#include "services/gateway/printed/vocabulary.h"

namespace finsam::gateway::printed {

enum class RowKind { kDetail, kTotal, kOfWhich, kHeading };

struct Row {
  std::string label;
  std::string folded;
  std::vector<std::string> names;  // How texts may call it (names.h).
  std::string group;
  std::string note;
  Line line = Line::kNone;
  RowKind kind = RowKind::kDetail;
  int64_t base = 0;  // DocumentRow::base.
  int parent = -1;   // Of a row that is a part of another: that one.
  std::vector<CellNumber> cells;  // As many as the sheet has columns.
};

struct Column {
  std::string label;
  std::string folded;
  ColumnMeaning meaning;
};

struct Sheet {
  std::string id;
  std::string name;  // For people: the caption.
  SheetKind kind = SheetKind::kOther;
  std::string note;                   // Of a note: its number.
  Measure measure = Measure::kMoney;  // Of cells that say nothing else.
  int64_t unit = 100;                 // One printed unit, in hundredths.
  bool unit_stated = true;
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::vector<int64_t> bases;  // By column; empty: not known.
  bool partition = false;

  // The number in a cell, in hundredths, or nothing.
  std::optional<int64_t> Value(size_t row, size_t column) const;
  const Quantity* At(size_t row, size_t column) const;

  // Of how many a cell's percentage is; 0 where it is not known.
  int64_t BaseOf(size_t row, size_t column) const;

  // The first row of that line, or nothing.
  std::optional<size_t> RowOf(Line line) const;
  // The first column of a year and role, or nothing.
  std::optional<size_t> ColumnOf(int year, Role role) const;
  // The number at both.
  std::optional<int64_t> Of(Line line, int year,
                            Role role = Role::kOutcome) const;

  // "resultatrakning/arets-resultat/2024-12-31"
  std::string Address(size_t row, size_t column) const;
};

struct Reading {
  const Document* document = nullptr;
  int year = 0;
  std::vector<Sheet> sheets;
  // What was read otherwise than it stands: a note's number taken out of an
  // amount. Swedish sentences.
  std::vector<std::string> repairs;

  // The first sheet of a kind, or null.
  const Sheet* First(SheetKind kind) const;
  // The first number of a line in a sheet of that kind.
  std::optional<int64_t> Of(SheetKind kind, Line line, int at_year,
                            Role role = Role::kOutcome) const;
};

// `document` must outlive the reading.
Reading Read(const Document& document);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_READING_H_
