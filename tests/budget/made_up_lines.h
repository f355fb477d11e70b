// Associations that do not exist: several years of monthly outcomes for twelve
// lines, with what makes real ones hard to forecast. The same seed gives the
// same öre. Nothing here knows how a forecast is made.

#ifndef FINSAM_TESTS_BUDGET_MADE_UP_LINES_H_
#define FINSAM_TESTS_BUDGET_MADE_UP_LINES_H_

#include <cstdint>
#include <vector>

#include "services/budget/domain/forecast.h"

namespace finsam::budget {

// Twelve lines over `years` whole years up to and with `last_year`: rent at a
// fixed price; steady salaries raised each April; teams with vacancies (some
// months at zero or at half), one of them with a step change some years;
// invoices and reimbursements a quarter late with December catching up, by
// quarter and by month; an audit paid once a year; courses in spring and
// autumn; a service that is procured anew at another price; and money that is
// applied for, which comes in a few lumps.
std::vector<LineHistory> MadeUpAssociation(uint64_t seed, int last_year,
                                           int years);

}  // namespace finsam::budget

#endif  // FINSAM_TESTS_BUDGET_MADE_UP_LINES_H_
