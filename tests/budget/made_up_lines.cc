#include "tests/budget/made_up_lines.h"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>

namespace finsam::budget {
namespace {

using Year = std::array<int64_t, kMonths>;  // Kronor.

class Maker {
 public:
  Maker(uint64_t seed, int last_year, int years)
      : random_(seed), first_year_(last_year - years + 1), years_(years) {}

  std::vector<LineHistory> Make() {
    Add("ersattningar", QuarterLate());
    lines_.back().kind = Kind::kIncome;
    AddRent();
    Add("kansli", Salaries(0, 0));
    Add("team-norr", Salaries(35, 0));
    Add("team-syd", Salaries(35, 20));
    Add("vagledning", QuarterLate());
    Add("arbetstraning", QuarterLate());
    Add("samtalsstod", MonthsLate());
    Add("revision", OnceAYear());
    Add("utbildning", Courses());
    Add("samordning", Salaries(0, 35));
    Add("sokbara-medel", Lumps());
    return std::move(lines_);
  }

 private:
  // Both ends included. By hand, so that all libraries give the same.
  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random_() %
                                      static_cast<uint64_t>(high - low + 1));
  }
  bool Chance(int percent) { return Between(1, 100) <= percent; }
  // `amount`, up to `percent` more or less.
  int64_t About(int64_t amount, int percent) {
    return amount * Between(1'000 - 10 * percent, 1'000 + 10 * percent) / 1'000;
  }

  std::vector<Year> NoYears() const { return std::vector<Year>(years_); }

  // A budget is last year's outcome, raised a little and rounded; the first is
  // the year's own, for want of another.
  void Add(const std::string& id, const std::vector<Year>& years) {
    LineHistory history;
    history.line = id;
    int64_t before = 0;
    for (int y = 0; y < years_; ++y) {
      YearOutcome year;
      year.year = first_year_ + y;
      int64_t total = 0;
      for (const int64_t kronor : years[y]) {
        total += kronor;
        year.months.push_back(Ore{kronor * 100});
      }
      const int64_t base = y == 0 ? total : before;
      year.budget = Ore{About(base * 102 / 100, 4) / 10'000 * 1'000'000};
      before = total;
      history.years.push_back(std::move(year));
    }
    lines_.push_back(std::move(history));
  }

  // The agreed price each month, as budgeted.
  void AddRent() {
    LineHistory history;
    history.line = "lokaler";
    int64_t price = Between(10, 60) * 1'000;
    for (int y = 0; y < years_; ++y) {
      history.years.push_back({first_year_ + y,
                               std::vector<Ore>(kMonths, Ore{price * 100}),
                               Ore{price * 100 * kMonths}});
      price += price * Between(0, 4) / 100;
    }
    lines_.push_back(std::move(history));
  }

  // A monthly cost that is raised each April. A vacancy begins in a year with
  // the one chance and lasts two to six months; the other is that the cost
  // steps to another level some month.
  std::vector<Year> Salaries(int vacancy_percent, int step_percent) {
    std::vector<Year> years = NoYears();
    int64_t level = Between(60, 400) * 1'000;
    int vacant = 0;
    int64_t left = 100;  // Per cent of the cost that stays during a vacancy.
    for (Year& year : years) {
      const int64_t begins = Chance(vacancy_percent) ? Between(0, 11) : -1;
      const int64_t steps = Chance(step_percent) ? Between(0, 11) : -1;
      for (int month = 0; month < kMonths; ++month) {
        if (month == 3) level = level * Between(1'020, 1'040) / 1'000;
        if (month == steps) {
          level =
              level * (Chance(50) ? Between(60, 80) : Between(125, 160)) / 100;
        }
        if (month == begins) {
          vacant = static_cast<int>(Between(2, 6));
          left = Chance(50) ? 0 : 50;
        }
        year[month] = About(level, 2);
        if (vacant > 0) {
          year[month] = year[month] * left / 100;
          --vacant;
        }
      }
    }
    return years;
  }

  // A quarter is invoiced in the first month of the next one; the fourth in
  // December already. Some quarters wait for one more.
  std::vector<Year> QuarterLate() {
    std::vector<Year> years = NoYears();
    int64_t level = Between(150, 900) * 1'000;
    for (Year& year : years) {
      level = About(level, 12);
      for (int quarter = 0; quarter < 4; ++quarter) {
        int month = quarter * 3 + 3;
        if (Chance(25)) month += 3;
        year[std::min(month, kMonths - 1)] += About(level, 20);
      }
    }
    return years;
  }

  // Each month is invoiced at once, or with a chance two to four months later,
  // but all of the year at the latest in December.
  std::vector<Year> MonthsLate() {
    std::vector<Year> years = NoYears();
    int64_t level = Between(40, 200) * 1'000;
    for (Year& year : years) {
      level = About(level, 10);
      for (int month = 0; month < kMonths; ++month) {
        const int late = Chance(30) ? static_cast<int>(Between(2, 4)) : 0;
        year[std::min(month + late, kMonths - 1)] += About(level, 15);
      }
    }
    return years;
  }

  std::vector<Year> OnceAYear() {
    std::vector<Year> years = NoYears();
    int64_t level = Between(40, 120) * 1'000;
    for (Year& year : years) {
      level = level * Between(98, 106) / 100;
      year[Between(2, 5)] = About(level, 10);
    }
    return years;
  }

  std::vector<Year> Courses() {
    constexpr Year kPerMille = {20, 60, 130, 160, 120, 30,
                                10, 30, 140, 160, 110, 30};
    std::vector<Year> years = NoYears();
    const int64_t level = Between(100, 600) * 1'000;
    for (Year& year : years) {
      const int64_t this_year = About(level, 20);
      for (int month = 0; month < kMonths; ++month) {
        year[month] = About(this_year * kPerMille[month] / 1'000, 35);
      }
    }
    return years;
  }

  std::vector<Year> Lumps() {
    std::vector<Year> years = NoYears();
    const int64_t level = Between(50, 250) * 1'000;
    for (Year& year : years) {
      for (int64_t left = Between(1, 6); left > 0; --left) {
        year[Between(0, 11)] += About(level, 60);
      }
    }
    return years;
  }

  std::mt19937_64 random_;
  const int first_year_;
  const int years_;
  std::vector<LineHistory> lines_;
};

}  // namespace

std::vector<LineHistory> MadeUpAssociation(uint64_t seed, int last_year,
                                           int years) {
  return Maker(seed, last_year, years).Make();
}

}  // namespace finsam::budget
