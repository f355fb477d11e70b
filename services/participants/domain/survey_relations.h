// How the rows of surveys.csv agree with one another: genders make no more
// than the whole, a question has one rule, and who answered any of several
// questions positively is counted once.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEY_RELATIONS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEY_RELATIONS_H_

#include <vector>

#include "services/participants/domain/findings.h"
#include "services/participants/domain/surveys.h"

namespace finsam::participants {

// Adds SURVEY_RULE_DIFFERS, SURVEY_GENDER and SURVEY_UNION. Each row must be
// sound by itself, and none stands twice.
void CheckSurveyRelations(const std::vector<SurveyRow>& rows,
                          Findings& findings);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEY_RELATIONS_H_
