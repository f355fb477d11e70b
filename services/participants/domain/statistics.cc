#include "services/participants/domain/statistics.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/participants/domain/count_figures.h"

namespace finsam::participants {
namespace {

constexpr Display kCountDisplay{Unit::kCount, 0};
constexpr Display kShareDisplay{Unit::kPercent, 0};

struct SurveyFigures {
  Figure answers;
  Figure positive;
  Figure share;
};

Figure SurveyFigure(const SurveyRow& row, const std::string& part, Value value,
                    int64_t revision) {
  Figure figure;
  figure.id = absl::StrCat("surveys/", Slug(row.survey), "/",
                           Slug(row.question), "/", part, "/", row.period.text);
  figure.value = std::move(value);
  figure.provenance.service = "participants";
  figure.provenance.revision = revision;
  figure.provenance.rule = "reported";
  return figure;
}

SurveyFigures FiguresOf(const FiscalYearName& year, const SurveyRow& row,
                        int64_t revision) {
  // A share of nobody is no share.
  const Value share = row.answers > 0 ? Value(Ratio{row.positive, row.answers})
                                      : Value(std::monostate{});
  SurveyFigures made{
      SurveyFigure(row, "answers", Count{row.answers}, revision),
      SurveyFigure(row, "positive", Count{row.positive}, revision),
      SurveyFigure(row, "share", share, revision)};
  const std::string record =
      absl::StrCat(year.Text(), "/surveys/", Slug(row.survey), "/",
                   Slug(row.question), "/", row.period.text);
  made.answers.provenance.records = {record};
  made.positive.provenance.records = {record};
  made.share.provenance.rule = "ratio";
  made.share.provenance.terms = {{made.positive.id, 1}, {made.answers.id, 0}};
  return made;
}

void AddSurveys(const FiscalYearName& year, const std::vector<SurveyRow>& rows,
                int64_t revision, Statistics* statistics) {
  Table table;
  table.id = "surveys";
  table.title = "Enkäter";
  table.columns = {{"answers", "Svar"},
                   {"positive", "Positiva"},
                   {"share", "Andel positiva"},
                   {"rule", "Räknas som positivt"}};
  for (const SurveyRow& row : rows) {
    const SurveyFigures made = FiguresOf(year, row, revision);
    table.rows.push_back(
        {absl::StrCat(Slug(row.survey), "/", Slug(row.question), "/",
                      row.period.text),
         absl::StrCat(row.survey, ": ",
                      row.text.empty() ? row.question : row.text, ", ",
                      PeriodLabel(row.period)),
         RowKind::kDetail,
         "",
         {FigureCell{made.answers, kCountDisplay},
          FigureCell{made.positive, kCountDisplay},
          FigureCell{made.share, kShareDisplay}, row.rule}});
    for (const Figure& figure : {made.answers, made.positive, made.share}) {
      statistics->figures.push_back(figure);
    }
  }
  statistics->tables.push_back(std::move(table));
}

}  // namespace

Statistics MakeStatistics(const FiscalYearName& year, const Facts& facts,
                          int64_t revision) {
  Statistics statistics;
  AddCounts(year, facts.counts, revision, &statistics);
  AddSurveys(year, facts.surveys, revision, &statistics);
  return statistics;
}

std::vector<std::string> FigureIds(const Statistics& statistics) {
  std::vector<std::string> ids;
  ids.reserve(statistics.figures.size());
  for (const Figure& figure : statistics.figures) ids.push_back(figure.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace finsam::participants
