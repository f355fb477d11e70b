// Days as the law counts them: which day it is in Sweden, which days are no
// working days, and when a term that a statute sets has run out.
//
// Lag (1930:173) om beräkning av lagstadgad tid: a term of weeks ends on the
// weekday it began on (1 §), and what must be done on a Saturday, a Sunday,
// another public holiday, or the eve of midsummer, Christmas or the new year
// may be done on the next working day (2 §). The public holidays are those of
// lag (1989:253) om allmänna helgdagar, by the calendar as it stood in the
// year: Whit Monday until 2004, the national day since 2005.
//
// Pure functions of whole days: daylight saving time and the clock do not
// matter once a moment has become its day.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_LEGAL_DAYS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_LEGAL_DAYS_H_

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace finsam::governance {

// Europe/Stockholm, from the machine's time zone data; UTC where there is
// none, which is one or two hours wrong.
const absl::TimeZone& SwedishTime();

// The day in Sweden at `time`.
absl::CivilDay SwedishDay(absl::Time time);

// Easter Sunday of the year, Gregorian.
absl::CivilDay EasterSunday(int year);

// True for the days on which 2 § postpones what must be done.
bool IsDayOff(absl::CivilDay day);

// `day` itself, or the next day that is no day off.
absl::CivilDay WorkingDayFrom(absl::CivilDay day);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_LEGAL_DAYS_H_
