#include "services/participants/domain/statistics.h"

#include <algorithm>

#include "services/participants/domain/average_figures.h"
#include "services/participants/domain/count_figures.h"
#include "services/participants/domain/survey_figures.h"

namespace finsam::participants {

Statistics MakeStatistics(
    const FiscalYearName& year, const Facts& facts,
    const std::vector<const std::vector<SurveyRow>*>& earlier,
    int64_t revision) {
  Statistics statistics;
  AddCounts(year, facts.counts, facts.rules, revision, &statistics);
  AddAverages(year, facts.averages, revision, &statistics);
  AddSurveys(year, facts.surveys, earlier, revision, &statistics);
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
