#include "services/participants/domain/count_lines.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/participants/domain/figure_index.h"

namespace finsam::participants {
namespace {

constexpr Display kCountDisplay{Unit::kCount, 0};

// What one term adds to the association's total.
struct TotalTerm {
  const CountRow* row;
  std::string path;
};

}  // namespace

std::string NumberId(std::optional<Gender> gender) {
  return gender.has_value() ? GenderId(*gender) : std::string(kTotalSlug);
}

CountLine CountLines::OfRow(const CountRow& row) const {
  CountLine line;
  line.path = CountPath(Slug(row.initiative), row);
  line.period = row.period.text;
  const std::string record =
      absl::StrCat(year_.Text(), "/counts/", line.path, "/", line.period);
  line.total = MakeFigure(
      CountFigureId(line.path, kTotalSlug, line.period), Count{TotalOf(row)},
      row.total.has_value() ? "reported" : "sum", revision_);
  line.total.provenance.records.push_back(record);
  for (const Gender gender : kGenders) {
    const auto place = static_cast<size_t>(gender);
    line.known[place] = KnownCount(row, gender);
    const std::optional<int64_t> count = row.of(gender);
    if (!count.has_value()) continue;
    Figure figure =
        MakeFigure(CountFigureId(line.path, GenderId(gender), line.period),
                   Count{*count}, "reported", revision_);
    figure.provenance.records.push_back(record);
    if (!row.total.has_value()) {
      line.total.provenance.terms.push_back({figure.id, 1});
    }
    line.by_gender[place] = std::move(figure);
  }
  return line;
}

CountLine CountLines::OfTotal(const CountRows& terms) const {
  CountLine line;
  line.path = CountPath(kTotalSlug, *terms.front());
  line.period = absl::StrCat(year_.year);
  std::vector<TotalTerm> paths;
  for (const CountRow* row : terms) {
    paths.push_back({row, CountPath(Slug(row->initiative), *row)});
  }
  const auto make = [&](const std::string& part) {
    return MakeFigure(CountFigureId(line.path, part, line.period), Count{},
                      "sum", revision_);
  };
  int64_t whole = 0;
  line.total = make(std::string(kTotalSlug));
  for (const auto& [row, path] : paths) {
    whole += TotalOf(*row);
    line.total.provenance.terms.push_back(
        {CountFigureId(path, kTotalSlug, row->period.text), 1});
  }
  line.total.value = Count{whole};
  for (const Gender gender : kGenders) {
    Figure figure = make(GenderId(gender));
    std::optional<int64_t> sum = 0;
    for (const auto& [row, path] : paths) {
      const std::optional<int64_t> known = KnownCount(*row, gender);
      sum = sum.has_value() && known.has_value()
                ? std::optional<int64_t>(*sum + *known)
                : std::nullopt;
      if (!row->of(gender).has_value()) continue;
      figure.provenance.terms.push_back(
          {CountFigureId(path, GenderId(gender), row->period.text), 1});
    }
    const auto place = static_cast<size_t>(gender);
    line.known[place] = sum;
    if (!sum.has_value() || figure.provenance.terms.empty()) continue;
    figure.value = Count{*sum};
    line.by_gender[place] = std::move(figure);
  }
  return line;
}

std::vector<Gender> GenderColumnsOf(const CountRows& rows) {
  std::vector<Gender> genders;
  for (const Gender gender : kGenders) {
    bool shown = gender == Gender::kWomen || gender == Gender::kMen;
    for (const CountRow* row : rows) shown |= row->of(gender).has_value();
    if (shown) genders.push_back(gender);
  }
  return genders;
}

std::vector<TableColumn> ColumnsOf(const std::vector<Gender>& genders) {
  std::vector<TableColumn> columns;
  for (const Gender gender : genders) {
    std::string label = GenderColumn(gender);
    label[0] = absl::ascii_toupper(static_cast<unsigned char>(label[0]));
    columns.push_back({GenderId(gender), label});
  }
  columns.push_back({std::string(kTotalSlug), "Totalt"});
  return columns;
}

std::vector<Cell> CellsOf(const CountLine& line,
                          const std::vector<Gender>& genders) {
  std::vector<Cell> cells;
  for (const Gender gender : genders) {
    const Figure* figure = line.of(gender);
    if (figure != nullptr) {
      cells.push_back(FigureCell{*figure, kCountDisplay});
    } else {
      cells.push_back(std::monostate{});
    }
  }
  cells.push_back(FigureCell{line.total, kCountDisplay});
  return cells;
}

}  // namespace finsam::participants
