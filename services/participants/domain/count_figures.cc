#include "services/participants/domain/count_figures.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace finsam::participants {
namespace {

constexpr Display kCountDisplay{Unit::kCount, 0};

// The figures of one line: one per gender that has one, and the total.
struct LineFigures {
  std::array<std::optional<Figure>, kGenderCount> by_gender;
  Figure total;
};

class CountsMaker {
 public:
  CountsMaker(const FiscalYearName& year, const std::vector<CountRow>& rows,
              int64_t revision)
      : year_(year), rows_(rows), revision_(revision) {}

  void Make(Statistics* out) {
    table_.id = "participants";
    table_.title = "Deltagare i finansierade insatser";
    MakeColumns();
    for (size_t i = 0; i < kMeasureCount; ++i) {
      AddMeasure(static_cast<CountMeasure>(i), &out->figures);
    }
    out->tables.push_back(std::move(table_));
  }

 private:
  using Rows = std::vector<const CountRow*>;

  // Women, men and total always; the others when anyone reported them.
  void MakeColumns() {
    for (const Gender gender : kGenders) {
      bool shown = gender == Gender::kWomen || gender == Gender::kMen;
      for (const CountRow& row : rows_) shown |= row.of(gender).has_value();
      if (!shown) continue;
      columns_.push_back(gender);
      std::string label = GenderColumn(gender);
      label[0] = absl::ascii_toupper(static_cast<unsigned char>(label[0]));
      table_.columns.push_back({GenderId(gender), label});
    }
    table_.columns.push_back({"total", "Totalt"});
  }

  // The terms of the measure's total, then the total, then the other rows, so
  // that a total is the sum of the lines above it.
  void AddMeasure(CountMeasure measure, std::vector<Figure>* figures) {
    Rows terms;
    Rows others;
    for (const CountRow& row : rows_) {
      if (row.measure != measure) continue;
      (InTotalOf(row, year_.year) ? terms : others).push_back(&row);
    }
    for (const CountRow* row : terms) AddRow(*row, figures);
    if (!terms.empty()) AddTotal(measure, terms, figures);
    for (const CountRow* row : others) AddRow(*row, figures);
  }

  void AddRow(const CountRow& row, std::vector<Figure>* figures) {
    const LineFigures line = FiguresOf(row);
    KeepFigures(line, figures);
    table_.rows.push_back(
        {absl::StrCat(Slug(row.initiative), "/", MeasureSlug(row.measure), "/",
                      row.period.text),
         absl::StrCat(row.initiative, ", ", MeasureWord(row.measure), ", ",
                      PeriodLabel(row.period)),
         RowKind::kDetail, "", CellsOf(line)});
  }

  void AddTotal(CountMeasure measure, const Rows& terms,
                std::vector<Figure>* figures) {
    const LineFigures line = TotalFigures(measure, terms);
    KeepFigures(line, figures);
    if (terms.size() < 2) return;
    table_.rows.push_back(
        {absl::StrCat("total/", MeasureSlug(measure), "/", year_.year),
         absl::StrCat("Totalt, ", MeasureWord(measure), ", ", year_.year),
         RowKind::kTotal, "", CellsOf(line)});
  }

  static std::string RowId(const CountRow& row, const std::string& gender) {
    return absl::StrCat("participants/", Slug(row.initiative), "/",
                        MeasureSlug(row.measure), "/", gender, "/",
                        row.period.text);
  }

  Figure MakeFigure(std::string id, int64_t count, std::string rule) const {
    Figure figure;
    figure.id = std::move(id);
    figure.value = Count{count};
    figure.provenance.service = "participants";
    figure.provenance.revision = revision_;
    figure.provenance.rule = std::move(rule);
    return figure;
  }

  LineFigures FiguresOf(const CountRow& row) const {
    const std::string record =
        absl::StrCat(year_.Text(), "/counts/", Slug(row.initiative), "/",
                     MeasureSlug(row.measure), "/", row.period.text);
    LineFigures line;
    line.total = MakeFigure(RowId(row, "total"), TotalOf(row),
                            row.total.has_value() ? "reported" : "sum");
    line.total.provenance.records.push_back(record);
    for (const Gender gender : kGenders) {
      const std::optional<int64_t> count = row.of(gender);
      if (!count.has_value()) continue;
      Figure figure =
          MakeFigure(RowId(row, GenderId(gender)), *count, "reported");
      figure.provenance.records.push_back(record);
      if (!row.total.has_value()) {
        line.total.provenance.terms.push_back({figure.id, 1});
      }
      line.by_gender[static_cast<size_t>(gender)] = std::move(figure);
    }
    return line;
  }

  LineFigures TotalFigures(CountMeasure measure, const Rows& terms) const {
    const auto id = [&](const std::string& gender) {
      return absl::StrCat("participants/total/", MeasureSlug(measure), "/",
                          gender, "/", year_.year);
    };
    LineFigures line;
    int64_t whole = 0;
    for (const CountRow* row : terms) whole += TotalOf(*row);
    line.total = MakeFigure(id("total"), whole, "sum");
    for (const CountRow* row : terms) {
      line.total.provenance.terms.push_back({RowId(*row, "total"), 1});
    }
    for (const Gender gender : kGenders) {
      const std::optional<int64_t> sum = SumOf(gender, terms);
      if (!sum.has_value()) continue;
      Figure figure = MakeFigure(id(GenderId(gender)), *sum, "sum");
      for (const CountRow* row : terms) {
        if (!row->of(gender).has_value()) continue;
        figure.provenance.terms.push_back({RowId(*row, GenderId(gender)), 1});
      }
      line.by_gender[static_cast<size_t>(gender)] = std::move(figure);
    }
    return line;
  }

  // Nothing when nobody reported the gender, or when a row may hold more of it
  // than was reported: a sum of a part would be read as the whole.
  static std::optional<int64_t> SumOf(Gender gender, const Rows& terms) {
    int64_t sum = 0;
    bool reported = false;
    for (const CountRow* row : terms) {
      const std::optional<int64_t> known = KnownCount(*row, gender);
      if (!known.has_value()) return std::nullopt;
      sum += *known;
      reported |= row->of(gender).has_value();
    }
    return reported ? std::optional<int64_t>(sum) : std::nullopt;
  }

  static void KeepFigures(const LineFigures& line,
                          std::vector<Figure>* figures) {
    for (const std::optional<Figure>& figure : line.by_gender) {
      if (figure.has_value()) figures->push_back(*figure);
    }
    figures->push_back(line.total);
  }

  // Blank where there is no figure: not reported is not zero.
  std::vector<Cell> CellsOf(const LineFigures& line) const {
    std::vector<Cell> cells;
    for (const Gender gender : columns_) {
      const auto& figure = line.by_gender[static_cast<size_t>(gender)];
      if (figure.has_value()) {
        cells.push_back(FigureCell{*figure, kCountDisplay});
      } else {
        cells.push_back(std::monostate{});
      }
    }
    cells.push_back(FigureCell{line.total, kCountDisplay});
    return cells;
  }

  const FiscalYearName& year_;
  const std::vector<CountRow>& rows_;
  const int64_t revision_;
  std::vector<Gender> columns_;
  Table table_;
};

}  // namespace

void AddCounts(const FiscalYearName& year, const std::vector<CountRow>& rows,
               int64_t revision, Statistics* statistics) {
  CountsMaker(year, rows, revision).Make(statistics);
}

}  // namespace finsam::participants
