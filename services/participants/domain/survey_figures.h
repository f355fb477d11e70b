// The figures and the tables of a year's surveys: MakeStatistics' second half.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEY_FIGURES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEY_FIGURES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/base/names.h"
#include "services/participants/domain/statistics.h"
#include "services/participants/domain/surveys.h"

namespace finsam::participants {

// The columns of an indicator table; older periods are left out.
inline constexpr size_t kIndicatorPeriodsMax = 20;

// Appends every figure of `rows` and
//   "surveys"                      a line for each row;
//   "indicators-<survey>"          for each survey: its questions by period,
//                                  oldest first, as the share of positives;
//   "indicators-<survey>-answers"  the same with how many answered.
// A question without a value for a period is blank there. `earlier` are the
// rows kept for the years before, without gaps: the last is of the year before
// `year`; null where nothing is kept. They lengthen the series of questions
// that `rows` have, and for that the figures answers, positive and share of
// theirs are appended; a question's period that a newer year gives too is the
// newer's.
void AddSurveys(const FiscalYearName& year, const std::vector<SurveyRow>& rows,
                const std::vector<const std::vector<SurveyRow>*>& earlier,
                int64_t revision, Statistics* statistics);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEY_FIGURES_H_
