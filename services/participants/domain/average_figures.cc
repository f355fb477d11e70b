#include "services/participants/domain/average_figures.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/participants/domain/figure_index.h"

namespace finsam::participants {
namespace {

Ratio AverageOf(const AverageRow& row) {
  int64_t per_step = 1;
  for (int i = 0; i < row.decimals; ++i) per_step *= 10;
  return Ratio{row.digits, per_step};
}

}  // namespace

void AddAverages(const FiscalYearName& year,
                 const std::vector<AverageRow>& rows, int64_t revision,
                 Statistics* statistics) {
  if (rows.empty()) return;
  Table table;
  table.id = "averages";
  table.title = "Medelvärden";
  table.columns = {{"average", "Medel"}, {"persons", "Antal personer"}};
  for (const AverageRow& row : rows) {
    const std::string path =
        absl::StrCat(Slug(row.initiative), "/", Slug(row.name));
    const std::string record =
        absl::StrCat(year.Text(), "/averages/", path, "/", row.period.text);
    const auto make = [&](absl::string_view part, Value value) {
      Figure figure = MakeFigure(AverageFigureId(row, part), std::move(value),
                                 "reported", revision);
      figure.provenance.records.push_back(record);
      statistics->figures.push_back(figure);
      return figure;
    };
    const Figure average = make("average", AverageOf(row));
    const Figure persons = make("persons", Count{row.persons});
    table.rows.push_back(
        {absl::StrCat(path, "/", row.period.text),
         absl::StrCat(row.initiative, ": ", row.name, ", ",
                      PeriodLabel(row.period)),
         RowKind::kDetail,
         "",
         {FigureCell{average, Display{Unit::kCount, row.decimals}},
          FigureCell{persons, Display{Unit::kCount, 0}}}});
  }
  statistics->tables.push_back(std::move(table));
}

}  // namespace finsam::participants
