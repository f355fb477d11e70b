#include "services/governance/domain/legal_days.h"

#include <initializer_list>
#include <utility>

namespace finsam::governance {
namespace {

constexpr int kNationalDaySince = 2005;

absl::TimeZone LoadSwedishTime() {
  absl::TimeZone zone;
  absl::LoadTimeZone("Europe/Stockholm", &zone);  // UTC when it fails.
  return zone;
}

// Fixed public holidays, and the eves that count as such.
bool IsFixedDayOff(absl::CivilDay day) {
  for (const auto& [month, date] : std::initializer_list<std::pair<int, int>>{
           {1, 1}, {1, 6}, {5, 1}, {12, 24}, {12, 25}, {12, 26}, {12, 31}}) {
    if (day.month() == month && day.day() == date) return true;
  }
  return day.year() >= kNationalDaySince && day.month() == 6 && day.day() == 6;
}

// Good Friday, Easter Monday, Ascension Day; Whit Monday as long as it was.
// Easter Day and Whit Sunday are Sundays.
bool IsMovingDayOff(absl::CivilDay day) {
  const int year = static_cast<int>(day.year());
  const absl::civil_diff_t after = day - EasterSunday(year);
  return after == -2 || after == 1 || after == 39 ||
         (after == 50 && year < kNationalDaySince);
}

}  // namespace

const absl::TimeZone& SwedishTime() {
  static const absl::TimeZone zone = LoadSwedishTime();
  return zone;
}

absl::CivilDay SwedishDay(absl::Time time) {
  return absl::ToCivilDay(time, SwedishTime());
}

// The Gregorian computus after Gauss, with the corrections that later authors
// gathered in one rule without exceptions.
absl::CivilDay EasterSunday(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int in_century = year % 100;
  const int skipped_leaps = century - century / 4;
  const int moon_drift = (8 * century + 13) / 25;
  const int epact = (19 * golden + skipped_leaps - moon_drift + 15) % 30;
  const int late = (golden + 11 * epact) / 319;
  const int weekday = (2 * (century % 4) + 2 * (in_century / 4) -
                       in_century % 4 - epact + late + 32) %
                      7;
  // Days after 21 March.
  return absl::CivilDay(year, 3, 22) + (epact - late + weekday);
}

bool IsDayOff(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  if (weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday) {
    return true;
  }
  // The eve of midsummer is the Friday between 19 and 25 June. Midsummer Day
  // and All Saints' Day are Saturdays.
  if (weekday == absl::Weekday::friday && day.month() == 6 && day.day() >= 19 &&
      day.day() <= 25) {
    return true;
  }
  return IsFixedDayOff(day) || IsMovingDayOff(day);
}

absl::CivilDay WorkingDayFrom(absl::CivilDay day) {
  while (IsDayOff(day)) ++day;
  return day;
}

}  // namespace finsam::governance
