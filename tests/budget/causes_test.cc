// The causes add up to the difference, whatever the figures.

#include "services/budget/domain/causes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;

Line Budgeted(const std::string& id, Kind kind, int64_t ore) {
  Line line;
  line.id = id;
  line.kind = kind;
  line.amount = Ore{ore};
  return line;
}

ForecastLine Expected(const std::string& id, Kind kind, int64_t amount,
                      int64_t to_date, bool by_hand = false) {
  ForecastLine line;
  line.line = id;
  line.kind = kind;
  line.amount = Ore{amount};
  line.to_date = Ore{to_date};
  line.by_hand = by_hand;
  return line;
}

Budget MakeBudget() {
  Budget budget;
  budget.year = {"2220001511", 2025};
  budget.decided.opening_capital = Ore{500};
  budget.decided.lines = {
      Budgeted("bidrag", Kind::kIncome, 3'000),
      Budgeted("reserv", Kind::kCost, 200),
      Budgeted("team", Kind::kCost, 1'200),
      Budgeted("kansli", Kind::kCost, 600),
      Budgeted("kurser", Kind::kCost, 240),
      Budgeted("konsult", Kind::kCost, 100),
      Budgeted("revision", Kind::kCost, 60),
      Budgeted("borta", Kind::kCost, 40),
  };
  return budget;
}

Forecast MakeForecast() {
  Forecast forecast;
  forecast.year = 2025;
  forecast.through_month = 6;
  forecast.opening_capital = Ore{450};
  forecast.lines = {
      Expected("nytt", Kind::kCost, 70, 30),
      Expected("bidrag", Kind::kIncome, 3'100, 1'500),
      Expected("reserv", Kind::kCost, 0, 0),
      Expected("team", Kind::kCost, 1'000, 500),
      Expected("kansli", Kind::kCost, 650, 320),
      Expected("kurser", Kind::kCost, 250, 90),
      Expected("konsult", Kind::kCost, 80, 10, /*by_hand=*/true),
      Expected("revision", Kind::kCost, 60, 0),
  };
  return forecast;
}

TEST(CausesTest, PutsEachLineToOneCause) {
  const Explanation why = Explained(MakeBudget(), MakeForecast());
  std::vector<std::string> told;
  for (const CauseSum& sum : why.causes) {
    std::string one(CauseSlug(sum.cause));
    EXPECT_FALSE(CauseHeading(sum.cause).empty());
    for (const CauseLine& line : sum.lines) {
      one += " " + line.line + " " + std::to_string(line.effect.value);
    }
    told.push_back(one);
  }
  EXPECT_THAT(told,
              ElementsAre("opening-capital opening-capital -50",
                          "not-budgeted nytt -70", "not-forecast borta 40",
                          "by-hand konsult 20", "income bidrag 100",
                          "unused-reserve reserv 200", "slower team 200",
                          "faster kansli -50", "rest-of-year kurser -10"));
  // Forecast: 450 + 3 100 − 2 110. Budget: 500 + 3 000 − 2 440.
  EXPECT_EQ(why.difference, Ore{1'440 - 1'060});
}

TEST(CausesTest, AlwaysAddsUp) {
  constexpr uint64_t kSeed = 19;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 500; ++round) {
    Budget budget = MakeBudget();
    Forecast forecast = MakeForecast();
    forecast.through_month = static_cast<int>(1 + random() % 12);
    int64_t expected = -50;
    for (Line& line : budget.decided.lines) {
      line.amount = Ore{static_cast<int64_t>(random() % 3 * (random() % 999))};
      expected +=
          line.kind == Kind::kCost ? line.amount.value : -line.amount.value;
    }
    for (ForecastLine& line : forecast.lines) {
      line.amount = Ore{static_cast<int64_t>(random() % 999) - 99};
      line.to_date = Ore{static_cast<int64_t>(random() % 3 * 100)};
      line.by_hand = random() % 4 == 0;
      expected +=
          line.kind == Kind::kCost ? -line.amount.value : line.amount.value;
    }
    const Explanation why = Explained(budget, forecast);
    Ore sum;
    std::set<std::string> seen;
    for (const CauseSum& cause : why.causes) {
      Ore lines;
      for (const CauseLine& line : cause.lines) {
        lines += line.effect;
        EXPECT_TRUE(seen.insert(line.line).second) << line.line;
      }
      EXPECT_EQ(lines, cause.effect);
      sum += cause.effect;
    }
    EXPECT_EQ(sum, why.difference);
    EXPECT_EQ(sum.value, expected) << "seed " << kSeed << " " << round;
  }
}

// Whatever kinds the two give a line, the causes are what their own closing
// capital differs by, and each cause's figure is its terms.
TEST(CausesTest, AddUpToTheClosingCapitalsWhateverTheKinds) {
  constexpr uint64_t kSeed = 20240612;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 500; ++round) {
    Budget budget = MakeBudget();
    Forecast forecast = MakeForecast();
    for (Line& line : budget.decided.lines) {
      line.kind = random() % 2 == 0 ? Kind::kCost : Kind::kIncome;
      line.amount = Ore{static_cast<int64_t>(random() % 4 * (random() % 999))};
    }
    for (ForecastLine& line : forecast.lines) {
      line.kind = random() % 2 == 0 ? Kind::kCost : Kind::kIncome;
      line.amount = Ore{static_cast<int64_t>(random() % 999) - 99};
    }
    const Explanation why = Explained(budget, forecast);
    std::map<std::string, Figure> all;
    for (const auto& figures : {FiguresOf(forecast, "x", 7), FiguresOf(why, 7),
                                FiguresOf(budget, 7)}) {
      for (const Figure& figure : figures) all[figure.id] = figure;
    }
    const auto amount = [&](const std::string& id) {
      return std::get<Ore>(all.at(id).value);
    };
    EXPECT_EQ(why.difference, amount("forecast/closing-capital/2025") -
                                  amount("budget/closing-capital/2025"))
        << "seed " << kSeed << " round " << round;
    for (const CauseSum& cause : why.causes) {
      const std::string id =
          "forecast-cause/" + std::string(CauseSlug(cause.cause)) + "/2025";
      Ore sum;
      for (const Term& term : all.at(id).provenance.terms) {
        sum +=
            term.factor > 0 ? amount(term.figure_id) : -amount(term.figure_id);
      }
      EXPECT_EQ(sum, cause.effect)
          << id << " seed " << kSeed << " round " << round;
    }
  }
}

TEST(CausesTest, OpeningCapitalCountsWhereBothHaveIt) {
  Forecast forecast = MakeForecast();
  forecast.opening_capital.reset();
  EXPECT_EQ(Explained(MakeBudget(), forecast).difference, Ore{430});
}

TEST(CausesTest, FiguresAreTheirTerms) {
  const Budget budget = MakeBudget();
  const Forecast forecast = MakeForecast();
  std::map<std::string, Figure> all;
  for (const auto& figures :
       {FiguresOf(forecast, "associations/2220001511/forecasts/1", 7),
        FiguresOf(Explained(budget, forecast), 7), FiguresOf(budget, 7)}) {
    for (const Figure& figure : figures) {
      EXPECT_TRUE(IsFigureId(figure.id)) << figure.id;
      EXPECT_TRUE(all.emplace(figure.id, figure).second) << figure.id;
    }
  }
  EXPECT_EQ(std::get<Ore>(all["forecast/closing-capital/2025"].value),
            Ore{1'440});
  EXPECT_EQ(std::get<Ore>(all["forecast-cause/difference/2025"].value),
            Ore{380});
  for (const auto& [id, figure] : all) {
    if (figure.provenance.terms.empty()) {
      EXPECT_FALSE(figure.provenance.records.empty()) << id;
      continue;
    }
    Ore sum;
    for (const Term& term : figure.provenance.terms) {
      ASSERT_TRUE(all.contains(term.figure_id)) << id << " " << term.figure_id;
      const Ore amount = std::get<Ore>(all[term.figure_id].value);
      sum += term.factor > 0 ? amount : -amount;
    }
    EXPECT_EQ(sum, std::get<Ore>(figure.value)) << id;
  }
}

TEST(CausesTest, IntervalsAreFiguresToo) {
  Forecast forecast = MakeForecast();
  forecast.lines = {Expected("team", Kind::kCost, 1'000, 500)};
  forecast.lines[0].low = Ore{900};
  forecast.lines[0].high = Ore{1'200};
  const auto figures = FiguresOf(forecast, "x", 1);
  ASSERT_EQ(figures.size(), 8u);
  EXPECT_EQ(figures[1].id, "forecast/team.low/2025");
  EXPECT_EQ(std::get<Ore>(figures[2].value), Ore{1'200});
}

}  // namespace
}  // namespace finsam::budget
