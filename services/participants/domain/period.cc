#include "services/participants/domain/period.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace finsam::participants {
namespace {

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2999;
constexpr absl::string_view kTo = "..";
constexpr const char* kMonthNames[] = {"jan", "feb",  "mars", "apr",
                                       "maj", "juni", "juli", "aug",
                                       "sep", "okt",  "nov",  "dec"};

// The number that `text` writes with digits only, or -1.
int Digits(absl::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<int> ParseYear(absl::string_view text) {
  if (text.size() != 4) return std::nullopt;
  const int year = Digits(text);
  if (year < kYearMin || year > kYearMax) return std::nullopt;
  return year;
}

std::string MonthName(absl::CivilMonth month) {
  return kMonthNames[month.month() - 1];
}

}  // namespace

std::optional<absl::CivilMonth> ParseMonth(absl::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const std::optional<int> year = ParseYear(text.substr(0, 4));
  const int month = Digits(text.substr(5));
  if (!year.has_value() || month < 1 || month > 12) return std::nullopt;
  return absl::CivilMonth(*year, month);
}

std::optional<Period> ParsePeriod(absl::string_view text) {
  if (const std::optional<int> year = ParseYear(text)) {
    return Period{std::string(text), absl::CivilMonth(*year, 1),
                  absl::CivilMonth(*year, 12)};
  }
  const size_t to = text.find(kTo);
  if (to == absl::string_view::npos) return std::nullopt;
  const auto first = ParseMonth(text.substr(0, to));
  const auto last = ParseMonth(text.substr(to + kTo.size()));
  if (!first.has_value() || !last.has_value()) return std::nullopt;
  if (*last < *first || *last - *first >= kPeriodMonthsMax) {
    return std::nullopt;
  }
  return Period{std::string(text), *first, *last};
}

bool IsCalendarYear(const Period& period, int year) {
  return period.first == absl::CivilMonth(year, 1) &&
         period.last == absl::CivilMonth(year, 12);
}

std::string PeriodLabel(const Period& period) {
  const int64_t first_year = period.first.year();
  const int64_t last_year = period.last.year();
  if (IsCalendarYear(period, static_cast<int>(first_year))) {
    return absl::StrCat(first_year);
  }
  const std::string last = absl::StrCat(MonthName(period.last), " ", last_year);
  if (period.first == period.last) return last;
  if (first_year == last_year) {
    return absl::StrCat(MonthName(period.first), "–", last);
  }
  return absl::StrCat(MonthName(period.first), " ", first_year, "–", last);
}

}  // namespace finsam::participants
