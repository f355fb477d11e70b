// The period that a count or a survey is about: whole months.
//
// Written "2024" for a calendar year or "2023-12..2024-11" for months, both
// ends included. Figure ids carry it as written; two ways of writing the same
// months are the same period.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PERIOD_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PERIOD_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace finsam::participants {

inline constexpr int kPeriodMonthsMax = 36;

// How a period is written, for whoever wrote it otherwise; Swedish.
inline constexpr absl::string_view kPeriodForms =
    "ett år som 2024 eller månader som 2023-12..2024-11";

struct Period {
  std::string text;  // As written: "2023-12..2024-11".
  absl::CivilMonth first;
  absl::CivilMonth last;  // Inclusive; not before `first`.

  // The months decide, not how they are written.
  friend bool operator==(const Period& a, const Period& b) {
    return a.first == b.first && a.last == b.last;
  }
};

// Reads a period; nothing when it is none, ends before it begins or is longer
// than kPeriodMonthsMax.
std::optional<Period> ParsePeriod(absl::string_view text);

// Reads one month, written "2023-12".
std::optional<absl::CivilMonth> ParseMonth(absl::string_view text);

// True when `period` is January to December of `year`.
bool IsCalendarYear(const Period& period, int year);

// For people, in Swedish: "2024", "dec 2023–nov 2024", "jan–juni 2024".
std::string PeriodLabel(const Period& period);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PERIOD_H_
