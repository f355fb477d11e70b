#include "common/figure/convert.h"

#include <utility>

namespace finsam {
namespace {

namespace pb = common::v1;

pb::BooksOrigin::Measure MeasureToProto(Measure measure) {
  switch (measure) {
    case Measure::kOpening:
      return pb::BooksOrigin::OPENING;
    case Measure::kMovement:
      return pb::BooksOrigin::MOVEMENT;
    case Measure::kClosing:
      return pb::BooksOrigin::CLOSING;
    case Measure::kDebits:
      return pb::BooksOrigin::DEBITS;
    case Measure::kCredits:
      return pb::BooksOrigin::CREDITS;
  }
  return pb::BooksOrigin::MEASURE_UNSPECIFIED;
}

Measure MeasureFromProto(pb::BooksOrigin::Measure measure) {
  if (measure == pb::BooksOrigin::OPENING) return Measure::kOpening;
  if (measure == pb::BooksOrigin::CLOSING) return Measure::kClosing;
  if (measure == pb::BooksOrigin::DEBITS) return Measure::kDebits;
  if (measure == pb::BooksOrigin::CREDITS) return Measure::kCredits;
  return Measure::kMovement;
}

void BooksToProto(const BooksOrigin& books, pb::BooksOrigin* out) {
  out->set_fiscal_year(books.fiscal_year);
  out->set_measure(MeasureToProto(books.measure));
  out->set_sign(books.sign);
  for (const AccountSelection& selection : books.selections) {
    pb::AccountSelection* added = out->add_selections();
    added->set_first_account(selection.first_account);
    added->set_last_account(selection.last_account);
    added->set_dimension(selection.dimension);
    for (const std::string& object : selection.objects) {
      added->add_objects(object);
    }
  }
  out->set_through(books.through);
}

BooksOrigin BooksFromProto(const pb::BooksOrigin& books) {
  BooksOrigin out{
      books.fiscal_year(), MeasureFromProto(books.measure()), books.sign(), {}};
  for (const pb::AccountSelection& selection : books.selections()) {
    out.selections.push_back(
        {selection.first_account(),
         selection.last_account(),
         selection.dimension(),
         {selection.objects().begin(), selection.objects().end()}});
  }
  out.through = books.through();
  return out;
}

void CellToProto(const Cell& cell, pb::Cell* out) {
  if (const auto* held = std::get_if<FigureCell>(&cell)) {
    ToProto(held->figure, out->mutable_figure());
    ToProto(held->display, out->mutable_display());
    out->set_text(PrintedText(*held));
    if (held->printed_steps.has_value()) {
      out->set_printed_steps(*held->printed_steps);
    }
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    out->set_text(*text);
  }
}

Cell CellFromProto(const pb::Cell& cell) {
  if (cell.has_figure()) {
    FigureCell out{FromProto(cell.figure()), FromProto(cell.display())};
    if (cell.has_printed_steps()) out.printed_steps = cell.printed_steps();
    return out;
  }
  if (!cell.text().empty()) return cell.text();
  return std::monostate{};
}

void ChartToProto(const TableChart& chart, pb::Chart* out) {
  out->set_kind(chart.kind == TableChart::Kind::kLines ? pb::Chart::LINES
                                                       : pb::Chart::BARS);
  out->set_title(chart.title);
  out->mutable_rows()->Add(chart.rows.begin(), chart.rows.end());
  out->mutable_columns()->Add(chart.columns.begin(), chart.columns.end());
}

TableChart ChartFromProto(const pb::Chart& chart) {
  return {chart.kind() == pb::Chart::LINES ? TableChart::Kind::kLines
                                           : TableChart::Kind::kBars,
          chart.title(),
          {chart.rows().begin(), chart.rows().end()},
          {chart.columns().begin(), chart.columns().end()}};
}

}  // namespace

void ToProto(absl::CivilDay day, pb::Date* out) {
  out->set_year(static_cast<int32_t>(day.year()));
  out->set_month(day.month());
  out->set_day(day.day());
}

void ToProto(const Value& value, pb::Value* out) {
  out->Clear();
  if (const auto* ore = std::get_if<Ore>(&value)) {
    out->set_amount_ore(ore->value);
  } else if (const auto* count = std::get_if<Count>(&value)) {
    out->set_count(count->value);
  } else if (const auto* ratio = std::get_if<Ratio>(&value)) {
    out->mutable_ratio()->set_numerator(ratio->numerator);
    out->mutable_ratio()->set_denominator(ratio->denominator);
  } else if (const auto* day = std::get_if<absl::CivilDay>(&value)) {
    ToProto(*day, out->mutable_date());
  } else if (const auto* hidden = std::get_if<Protected>(&value)) {
    out->mutable_protected_()->set_minimum(hidden->minimum);
  }
}

void ToProto(const Display& display, pb::Display* out) {
  // Both enums list the units in the same order; the wire's starts at 1.
  out->set_unit(
      static_cast<pb::Display::Unit>(static_cast<int>(display.unit) + 1));
  out->set_decimals(display.decimals);
}

void ToProto(const Figure& figure, pb::Figure* out) {
  out->set_id(figure.id);
  if (HasValue(figure.value)) ToProto(figure.value, out->mutable_value());
  const Provenance& from = figure.provenance;
  pb::Provenance* provenance = out->mutable_provenance();
  provenance->set_service(from.service);
  provenance->set_revision(from.revision);
  provenance->set_rule(from.rule);
  if (!from.books.selections.empty()) {
    BooksToProto(from.books, provenance->mutable_books());
  }
  for (const Term& term : from.terms) {
    pb::Term* added = provenance->add_terms();
    added->set_figure_id(term.figure_id);
    added->set_factor(term.factor);
  }
  for (const std::string& record : from.records) {
    provenance->add_records(record);
  }
}

void ToProto(const Table& table, pb::Table* out) {
  out->set_id(table.id);
  out->set_title(table.title);
  out->set_unit(table.unit);
  out->set_row_header(table.row_header);
  for (const TableColumn& column : table.columns) {
    pb::Column* added = out->add_columns();
    added->set_id(column.id);
    added->set_label(column.label);
    added->set_minuend(column.minuend);
    added->set_subtrahend(column.subtrahend);
  }
  for (const TableRow& row : table.rows) {
    pb::Row* added = out->add_rows();
    added->set_id(row.id);
    added->set_label(row.label);
    // Both enums list the kinds in the same order; the wire's starts at 1.
    added->set_kind(static_cast<pb::Row::Kind>(static_cast<int>(row.kind) + 1));
    added->set_note(row.note);
    for (const Cell& cell : row.cells) CellToProto(cell, added->add_cells());
    for (const RowTerm& term : row.terms) {
      pb::RowTerm* part = added->add_terms();
      part->set_row(term.row);
      part->set_factor(term.factor);
    }
    added->set_part_of(row.part_of);
  }
  out->set_rounding(table.rounding == Rounding::kFooting ? pb::Table::FOOTING
                                                         : pb::Table::EXACT);
  out->set_remark(table.remark);
  for (const TableChart& chart : table.charts) {
    ChartToProto(chart, out->add_charts());
  }
}

std::optional<absl::CivilDay> DateFromProto(const pb::Date& date) {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  if (date.year() < 1 || date.year() > 9999 || day.year() != date.year() ||
      day.month() != date.month() || day.day() != date.day()) {
    return std::nullopt;
  }
  return day;
}

Value FromProto(const pb::Value& value) {
  switch (value.kind_case()) {
    case pb::Value::kAmountOre:
      return Ore{value.amount_ore()};
    case pb::Value::kCount:
      return Count{value.count()};
    case pb::Value::kRatio:
      // A ratio without a positive denominator has no value.
      if (value.ratio().denominator() <= 0) return std::monostate{};
      return Ratio{value.ratio().numerator(), value.ratio().denominator()};
    case pb::Value::kDate:
      if (const auto day = DateFromProto(value.date())) return *day;
      return std::monostate{};
    case pb::Value::kProtected:
      return Protected{value.protected_().minimum()};
    case pb::Value::KIND_NOT_SET:
      break;
  }
  return std::monostate{};
}

Display FromProto(const pb::Display& display) {
  if (display.unit() < pb::Display::KRONOR ||
      display.unit() > pb::Display::DATE || display.decimals() < 0 ||
      display.decimals() > 6) {
    return {};
  }
  return {static_cast<Unit>(static_cast<int>(display.unit()) - 1),
          display.decimals()};
}

Figure FromProto(const pb::Figure& figure) {
  Figure out;
  out.id = figure.id();
  if (figure.has_value()) out.value = FromProto(figure.value());
  const pb::Provenance& from = figure.provenance();
  out.provenance.service = from.service();
  out.provenance.revision = from.revision();
  out.provenance.rule = from.rule();
  if (from.has_books()) out.provenance.books = BooksFromProto(from.books());
  for (const pb::Term& term : from.terms()) {
    out.provenance.terms.push_back({term.figure_id(), term.factor()});
  }
  out.provenance.records.assign(from.records().begin(), from.records().end());
  return out;
}

Table FromProto(const pb::Table& table) {
  Table out{table.id(), table.title(), table.unit(), table.row_header(), {},
            {}};
  for (const pb::Column& column : table.columns()) {
    out.columns.push_back(
        {column.id(), column.label(), column.minuend(), column.subtrahend()});
  }
  for (const pb::Row& row : table.rows()) {
    TableRow added{row.id(), row.label(), RowKind::kDetail, row.note(), {}};
    if (row.kind() >= pb::Row::DETAIL && row.kind() <= pb::Row::OF_WHICH) {
      added.kind = static_cast<RowKind>(static_cast<int>(row.kind()) - 1);
    }
    for (const pb::Cell& cell : row.cells()) {
      added.cells.push_back(CellFromProto(cell));
    }
    for (const pb::RowTerm& term : row.terms()) {
      added.terms.push_back({term.row(), term.factor()});
    }
    added.part_of = row.part_of();
    out.rows.push_back(std::move(added));
  }
  if (table.rounding() == pb::Table::FOOTING) {
    out.rounding = Rounding::kFooting;
  }
  out.remark = table.remark();
  for (const pb::Chart& chart : table.charts()) {
    out.charts.push_back(ChartFromProto(chart));
  }
  return out;
}

}  // namespace finsam
