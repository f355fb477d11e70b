#include "services/budget/domain/forecast_rules.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <vector>

namespace finsam::budget {
namespace {

Ore Absolute(Ore amount) { return Ore{std::abs(amount.value)}; }

absl::Span<const YearOutcome> LastYears(const Known& known, size_t count) {
  return known.years.last(std::min(count, known.years.size()));
}

Ore Estimated(__int128 amount) { return Ore{static_cast<int64_t>(amount)}; }

// Half away from zero.
__int128 Quotient(__int128 numerator, __int128 denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const __int128 half = denominator / 2;
  return (numerator < 0 ? numerator - half : numerator + half) / denominator;
}

// The mean of some earlier years, cut at the month that has gone.
struct Season {
  __int128 count = 0;
  __int128 before = 0;  // Sums over the years.
  __int128 rest = 0;
};

Season SeasonOf(absl::Span<const YearOutcome> years, size_t gone) {
  Season season;
  for (const YearOutcome& year :
       years.last(std::min(kSeasonYearsMax, years.size()))) {
    const absl::Span<const Ore> months = year.months;
    ++season.count;
    season.before += SumOf(months.first(gone)).value;
    season.rest += SumOf(months.subspan(gone)).value;
  }
  return season;
}

// The ways in which a rest can follow earlier years. With A to date and R the
// rest of a mean earlier year, and T to date now, the whole year is
enum class Way {
  kProportion,  // T + R × (T + R) / (A + R): see below
  kSameRest,    // T + R: the rest comes, however the year began
  kSameYear,    // A + R: what is late now will come
};
// The one that asks least of the season first: it wins where no year tells.
constexpr Way kWays[] = {Way::kSameYear, Way::kProportion, Way::kSameRest};

// The proportion is that R itself while A is nothing, and R × T / A when
// nearly all has come: the more has usually come by now, the more this year's
// beginning counts. It needs no division by a small A. Refunds know no
// proportion: then the same rest.
Ore ByWay(Way way, const Season& season, Ore to_date) {
  const __int128 total = season.before + season.rest;
  const bool has_refunds =
      to_date < Ore{0} || season.before < 0 || season.rest < 0 || total == 0;
  if (way == Way::kSameYear) {
    const Ore year = Estimated(Quotient(total, season.count));
    return has_refunds ? year : std::max(year, to_date);
  }
  if (way == Way::kSameRest || has_refunds) {
    return to_date + Estimated(Quotient(season.rest, season.count));
  }
  const __int128 now = __int128{to_date.value} * season.count + season.rest;
  return to_date + Estimated(Quotient(now * season.rest, total * season.count));
}

// By the way that would have erred least in the earlier years, each forecast
// from those before it; the first of the ways among equals.
Ore BySeason(const Known& known, Ore to_date) {
  const size_t gone = known.months.size();
  std::array<Ore, std::size(kWays)> errors;
  for (size_t i = 1; i < known.years.size(); ++i) {
    const Season season = SeasonOf(known.years.first(i), gone);
    const absl::Span<const Ore> months = known.years[i].months;
    const Ore outcome = SumOf(months);
    const Ore then = SumOf(months.first(gone));
    for (size_t way = 0; way < errors.size(); ++way) {
      errors[way] += Absolute(ByWay(kWays[way], season, then) - outcome);
    }
  }
  const auto best = std::min_element(errors.begin(), errors.end());
  return ByWay(kWays[best - errors.begin()], SeasonOf(known.years, gone),
               to_date);
}

bool AreAlike(absl::Span<const Ore> months) {
  const auto [least, most] = std::minmax_element(months.begin(), months.end());
  return *least > Ore{0} && *least >= Scaled(*most, kAlike.ppm, kWhole.ppm);
}

// True when an earlier month of the year is far above the `count` latest of
// `recent` (the latest first, `gone` of them this year's), so that their pace
// would leave out lumps that may come again. Not when what went before was a
// level of its own, of two months at least: then the line has stepped down.
bool HasLumpsBefore(absl::Span<const Ore> recent, size_t gone, size_t count) {
  if (gone <= count) return false;
  const auto earlier = recent.subspan(count, gone - count);
  const Ore level =
      Scaled(SumOf(recent.first(count)), 1, static_cast<int64_t>(count));
  if (*std::max_element(earlier.begin(), earlier.end()) <
      Scaled(level, kLump.ppm, kWhole.ppm)) {
    return false;
  }
  // A single month is no level: last December may tell.
  const auto before =
      recent.subspan(count, std::max(earlier.size(), size_t{2}));
  return before.size() < 2 || !AreAlike(before);
}

struct Rate {
  Ore sum;
  int64_t months = 0;
};

// Of the last three months if they are alike, else of the last two, across
// the turn of the year. None when the year has lumps before them.
std::optional<Rate> RecentRate(const Known& known) {
  std::vector<Ore> recent;  // The latest first.
  for (size_t i = known.months.size(); i > 0; --i) {
    recent.push_back(known.months[i - 1]);
  }
  if (!known.years.empty()) {
    const std::vector<Ore>& before = known.years.back().months;
    recent.insert(recent.end(), before.rbegin(),
                  before.rbegin() + kRecentMonths);
  }
  for (size_t count = kRecentMonths; count > 1; --count) {
    if (recent.size() < count) continue;
    const auto months = absl::MakeConstSpan(recent).first(count);
    if (AreAlike(months) &&
        !HasLumpsBefore(recent, known.months.size(), count)) {
      return Rate{SumOf(months), static_cast<int64_t>(count)};
    }
  }
  return std::nullopt;
}

bool IsFixedPrice(const Known& known, Ore to_date) {
  if (!known.budget.has_value() || *known.budget <= Ore{0}) return false;
  const Ore budget = *known.budget;
  const auto is_twelfth = [&](Ore month) {
    // Within a krona, for prices that do not divide by twelve.
    return Absolute(month - Scaled(budget, 1, kMonths)) <= Ore{100};
  };
  if (known.months.size() >= kRecentMonths &&
      std::all_of(known.months.begin(), known.months.end(), is_twelfth)) {
    return true;
  }
  const auto years = LastYears(known, kFixedYears);
  return years.size() == kFixedYears && to_date <= budget &&
         std::all_of(years.begin(), years.end(), [](const YearOutcome& year) {
           return year.budget.has_value() &&
                  Absolute(SumOf(year.months) - *year.budget) <=
                      Scaled(*year.budget, kFixedSlack.ppm, kWhole.ppm);
         });
}

bool IsPaidOnceAYear(const Known& known) {
  const auto years = LastYears(known, kSeasonYearsMax);
  return years.size() >= 2 &&
         std::all_of(years.begin(), years.end(), [](const YearOutcome& year) {
           const Ore total = SumOf(year.months);
           const Ore most =
               *std::max_element(year.months.begin(), year.months.end());
           return total > Ore{0} &&
                  most >= Scaled(total, kNearlyAll.ppm, kWhole.ppm);
         });
}

// A peak in the months that remain, in any of the last years.
bool HasPeaksAhead(const Known& known) {
  for (const YearOutcome& year : LastYears(known, kSeasonYearsMax)) {
    std::vector<Ore> months = year.months;
    std::nth_element(months.begin(), months.begin() + kMonths / 2,
                     months.end());
    const Ore peak = Scaled(months[kMonths / 2], kPeak.ppm, kWhole.ppm);
    const absl::Span<const Ore> rest =
        absl::MakeConstSpan(year.months).subspan(known.months.size());
    if (std::any_of(rest.begin(), rest.end(),
                    [&](Ore month) { return month > peak; })) {
      return true;
    }
  }
  return false;
}

Ore ByRunRate(const Known& known, Ore to_date) {
  return Scaled(to_date, kMonths, static_cast<int64_t>(known.months.size()));
}

}  // namespace

Ore SumOf(absl::Span<const Ore> months) {
  Ore sum;
  for (const Ore month : months) sum += month;
  return sum;
}

Ore Scaled(Ore amount, int64_t numerator, int64_t denominator) {
  return Estimated(Quotient(__int128{amount.value} * numerator, denominator));
}

bool HasRefunds(const Known& known) {
  const auto is_refund = [](Ore month) { return month < Ore{0}; };
  return std::any_of(known.months.begin(), known.months.end(), is_refund) ||
         std::any_of(known.years.begin(), known.years.end(),
                     [&](const YearOutcome& year) {
                       return std::any_of(year.months.begin(),
                                          year.months.end(), is_refund);
                     });
}

Estimate EstimateByRules(const Known& known) {
  using enum ForecastMethod;
  const Ore to_date = SumOf(known.months);
  const size_t gone = known.months.size();
  if (gone == kMonths) {
    return EstimateOf(known, kRunRate, to_date, "Hela årets utfall finns.");
  }
  if (known.commitments.has_value()) return *EstimateBy(kCommitments, known);
  if (IsFixedPrice(known, to_date)) {
    return EstimateOf(known, kFixed, *known.budget,
                      "Raden följer sin budget som ett fast pris.");
  }
  if (IsPaidOnceAYear(known)) {
    if (to_date != Ore{0}) {
      return EstimateOf(known, kSeason, to_date,
                        "Raden betalas en gång om året, och det har skett.");
    }
    return EstimateOf(known, kSeason, BySeason(known, to_date),
                      "Raden betalas en gång om året, och det återstår.");
  }
  if (!HasPeaksAhead(known)) {
    const auto recent = RecentRate(known);
    if (recent.has_value()) {
      return EstimateOf(
          known, kRunRate,
          to_date + Scaled(recent->sum, kMonths - gone, recent->months),
          "De senaste månaderna är lika och antas fortsätta.");
    }
  }
  if (!known.years.empty()) {
    return EstimateOf(known, kSeason, BySeason(known, to_date),
                      "Året väntas gå som tidigare år.");
  }
  if ((gone < kRecentMonths || to_date == Ore{0}) && known.budget.has_value()) {
    return EstimateOf(known, kFixed, *known.budget,
                      "För litet utfall att räkna på: budgeten står kvar.");
  }
  return *EstimateBy(kRunRate, known);
}

Estimate EstimateOf(const Known& known, ForecastMethod method, Ore amount,
                    absl::string_view note) {
  Estimate estimate;
  estimate.method = method;
  estimate.to_date = SumOf(known.months);
  estimate.amount = amount;
  if (known.kind == Kind::kCost && !HasRefunds(known)) {
    estimate.amount = std::max(amount, estimate.to_date);
  }
  estimate.note = note;
  estimate.scale = Absolute(estimate.amount);
  if (known.budget.has_value()) {
    estimate.scale = std::max(estimate.scale, Absolute(*known.budget));
  }
  Ore earlier;
  const auto years = LastYears(known, kSeasonYearsMax);
  for (const YearOutcome& year : years) earlier += SumOf(year.months);
  if (!years.empty()) {
    const auto count = static_cast<int64_t>(years.size());
    estimate.scale =
        std::max(estimate.scale, Absolute(Scaled(earlier, 1, count)));
  }
  return estimate;
}

std::optional<Estimate> EstimateBy(ForecastMethod method, const Known& known) {
  const Ore to_date = SumOf(known.months);
  switch (method) {
    case ForecastMethod::kRunRate:
      return EstimateOf(known, method, ByRunRate(known, to_date),
                        "Utfallet hittills räknas upp till tolv månader.");
    case ForecastMethod::kSeason:
      if (known.years.empty()) return std::nullopt;
      return EstimateOf(
          known, method,
          ByWay(Way::kProportion, SeasonOf(known.years, known.months.size()),
                to_date),
          "Resten väntas komma som i tidigare år, i proportion till början.");
    case ForecastMethod::kCommitments:
      if (!known.commitments.has_value()) return std::nullopt;
      return EstimateOf(known, method, to_date + *known.commitments,
                        "Utfallet hittills och kända åtaganden.");
    case ForecastMethod::kFixed:
      if (!known.budget.has_value()) return std::nullopt;
      return EstimateOf(known, method, *known.budget, "Budgeten.");
    case ForecastMethod::kManual:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace finsam::budget
