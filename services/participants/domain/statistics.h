// From a year's facts to its tables and figures: the one place where counts
// become what a reader sees, so that a filter (disclosure control) can stand
// between the facts and this.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_STATISTICS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_STATISTICS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/names.h"
#include "common/figure/table.h"
#include "services/participants/domain/averages.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/initiatives.h"
#include "services/participants/domain/rules.h"
#include "services/participants/domain/surveys.h"

namespace finsam::participants {

// What is known of a year. Rows are in their files' order.
struct Facts {
  std::vector<Initiative> initiatives;
  std::vector<CountRow> counts;
  std::vector<AverageRow> averages;
  std::vector<SurveyRow> surveys;
  Rules rules;
};

struct Statistics {
  std::vector<Table> tables;    // "participants", "surveys".
  std::vector<Figure> figures;  // Every figure once, also outside the tables.
};

// Makes the statistics of `year` from facts that their checks found nothing
// wrong with, but for what is made from figures (measures, effects, tables as
// laid out).
//
// The association's total of a measure sums the rows that are included and are
// about the calendar year. Of a gender it is given only where every such row
// is known for that gender and at least one reported it.
// `earlier` as AddSurveys takes them.
Statistics MakeStatistics(
    const FiscalYearName& year, const Facts& facts,
    const std::vector<const std::vector<SurveyRow>*>& earlier,
    int64_t revision);

// The ids of all figures, sorted.
std::vector<std::string> FigureIds(const Statistics& statistics);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_STATISTICS_H_
