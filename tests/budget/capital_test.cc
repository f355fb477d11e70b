// Capital: Finnveden's plan for 2025 to 2027, its guideline in 2017, and that
// years can be rolled in any pieces.

#include "services/budget/domain/capital.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "common/figure/display.h"

namespace finsam::budget {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const FiscalYearName kYear{"2220001511", 2025};

constexpr Ore Kr(int64_t kronor) { return Ore{kronor * 100}; }

CapitalFlow Flow(int year, Ore income, Ore costs) {
  const char* table = year == 2025 ? "budget" : "plan";
  return {.year = year,
          .income = income,
          .costs = costs,
          .contributions = income,
          .income_figure = absl::StrCat(table, "/income/", year),
          .costs_figure = absl::StrCat(table, "/costs/", year),
          .contributions_figure = absl::StrCat(table, "/income/", year)};
}

std::vector<CapitalFlow> Plan() {
  return {Flow(2025, Kr(4'960'000), Kr(5'777'100)),
          Flow(2026, Kr(4'960'000), Kr(5'416'700)),
          Flow(2027, Kr(4'960'000), Kr(5'571'700))};
}

// 20 % of what the members contribute, as the council recommends for
// associations of that size.
CapitalGuideline Council() {
  return {"Nationella rådet", {{Kr(5'000'000), Share{200'000}, std::nullopt}}};
}

TEST(CapitalTest, FinnvedensPlanForThreeYears) {
  const auto years = RollForward(Kr(1'925'340), Plan());
  ASSERT_TRUE(years.ok()) << years.status();
  ASSERT_THAT(*years, SizeIs(3));
  const Ore closings[] = {Kr(1'108'240), Kr(651'540), Kr(39'840)};
  const Ore uses[] = {Kr(817'100), Kr(456'700), Kr(611'700)};
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*years)[i].closing(), closings[i]);
    EXPECT_EQ((*years)[i].planned_use(), uses[i]);
    EXPECT_EQ((*years)[i].opening, i == 0 ? Kr(1'925'340) : closings[i - 1]);
  }
}

TEST(CapitalTest, EveryFigureSaysWhereItComesFrom) {
  const auto years = RollForward(Kr(1'925'340), Plan());
  ASSERT_TRUE(years.ok());
  const CapitalGuideline guideline = Council();
  std::map<std::string, Figure> figures;
  for (const CapitalYear& year : *years) {
    for (const auto& [id, value] :
         {std::pair(year.flow.income_figure, year.flow.income),
          std::pair(year.flow.costs_figure, year.flow.costs)}) {
      figures[id].value = value;
    }
  }
  figures["budget/opening-capital/2025"].value = Kr(1'925'340);
  for (const Figure& figure : CapitalFigures(
           kYear, *years, "budget/opening-capital/2025", &guideline, 4)) {
    EXPECT_TRUE(IsFigureId(figure.id));
    EXPECT_EQ(figure.provenance.revision, 4);
    EXPECT_TRUE(figures.emplace(figure.id, figure).second) << figure.id;
  }
  EXPECT_THAT(figures, SizeIs(7 + 3 * 7));
  for (const auto& [id, figure] : figures) {
    const std::string& rule = figure.provenance.rule;
    Ore sum;
    for (const Term& term : figure.provenance.terms) {
      ASSERT_TRUE(figures.contains(term.figure_id)) << term.figure_id;
      const Ore amount = std::get<Ore>(figures[term.figure_id].value);
      sum += term.factor < 0 ? -amount : amount;
    }
    if (rule == "sum" || rule == "carried forward") {
      EXPECT_EQ(figure.value, Value(sum)) << id;
    }
  }
  const auto printed = [&](int year) {
    return Format(figures[CapitalFigureId("share", year)].value,
                  {Unit::kPercent, 1});
  };
  EXPECT_EQ(printed(2025), "22,3\u00a0%");
  EXPECT_EQ(printed(2026), "13,1\u00a0%");
  EXPECT_EQ(printed(2027), "0,8\u00a0%");
  EXPECT_EQ(figures["capital/guideline/2025"].value, Value(Kr(992'000)));
  EXPECT_EQ(figures["capital/guideline-room/2025"].value, Value(-Kr(116'240)));
}

TEST(CapitalTest, AShareOfNothingHasNoValue) {
  std::vector<CapitalFlow> flows = {Flow(2025, Kr(1), Kr(0))};
  flows[0].contributions = Ore{0};
  const auto years = RollForward(Kr(5), flows);
  ASSERT_TRUE(years.ok());
  const auto figures = CapitalFigures(kYear, *years, "a/b", nullptr, 1);
  ASSERT_THAT(figures, SizeIs(5));
  EXPECT_EQ(figures[4].id, "capital/share/2025");
  EXPECT_FALSE(HasValue(figures[4].value));
}

TEST(CapitalTest, TheGuidelineOf2017) {
  EXPECT_EQ(GuidelineFor(Council(), Kr(4'070'000)), Kr(814'000));
  const std::vector<CapitalFlow> flows = {
      Flow(2017, Kr(4'070'000), Kr(4'149'200))};
  const CapitalGuideline guideline = Council();
  const auto years = RollForward(Kr(860'130), flows);
  ASSERT_TRUE(years.ok());
  EXPECT_EQ(years->front().closing(), Kr(780'930));
  EXPECT_THAT(CapitalFindings(kYear, *years, &guideline, 1), IsEmpty());
  const auto at = RollForward(Kr(893'200), flows);
  EXPECT_EQ(at->front().closing(), Kr(814'000));
  EXPECT_THAT(CapitalFindings(kYear, *at, &guideline, 1), IsEmpty());
  const auto above = RollForward(Kr(893'200) + Ore{1}, flows);
  EXPECT_THAT(CapitalFindings(kYear, *above, &guideline, 1), SizeIs(1));
}

TEST(CapitalTest, TiersAreByContributions) {
  const CapitalGuideline guideline{
      "Styrelsen",
      {{Kr(2'000'000), std::nullopt, Kr(500'000)},
       {Kr(5'000'000), Share{200'000}, std::nullopt},
       {Kr(20'000'000), Share{150'000}, Kr(1'000'000)}}};
  EXPECT_EQ(GuidelineFor(guideline, Kr(0)), Kr(500'000));
  EXPECT_EQ(GuidelineFor(guideline, Kr(2'000'000)), Kr(500'000));
  EXPECT_EQ(GuidelineFor(guideline, Kr(2'000'000) + Ore{1}), Kr(400'000));
  EXPECT_EQ(GuidelineFor(guideline, Kr(5'000'000)), Kr(1'000'000));
  EXPECT_EQ(GuidelineFor(guideline, Kr(6'000'000)), Kr(900'000));
  EXPECT_EQ(GuidelineFor(guideline, Kr(20'000'000)), Kr(1'000'000));
  EXPECT_EQ(GuidelineFor(guideline, Kr(20'000'001)), std::nullopt);
  EXPECT_EQ(
      GuidelineFor({"s", {{std::nullopt, kWhole, std::nullopt}}}, kYearSumMax),
      kYearSumMax);
}

TEST(CapitalTest, FindsTooMuchAndTooLittle) {
  const CapitalGuideline guideline = Council();
  const auto years = RollForward(Kr(1'885'499), Plan());
  ASSERT_TRUE(years.ok());
  const auto findings = CapitalFindings(kYear, *years, &guideline, 1);
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].code, "CAPITAL_ABOVE_GUIDELINE");
  EXPECT_EQ(findings[0].found.id, "capital/closing/2025");
  EXPECT_EQ(findings[0].expected.id, "capital/guideline/2025");
  EXPECT_EQ(findings[0].expected.value, Value(Kr(992'000)));
  EXPECT_THAT(findings[0].message, HasSubstr("21,5\u00a0%"));
  EXPECT_THAT(findings[0].message, HasSubstr("Nationella rådet"));
  EXPECT_EQ(findings[1].code, "CAPITAL_NEGATIVE");
  EXPECT_EQ(findings[1].found.value, Value(-Kr(1)));
  EXPECT_TRUE(IsFigureId(findings[1].expected.id));
}

TEST(CapitalTest, NothingLeftIsNotTooLittle) {
  const auto years = RollForward(Kr(1'885'500), Plan());
  ASSERT_TRUE(years.ok());
  EXPECT_EQ(years->back().closing(), Ore{0});
  EXPECT_THAT(CapitalFindings(kYear, *years, nullptr, 1), IsEmpty());
}

TEST(CapitalTest, RefusesYearsAndAmounts) {
  const auto reason = [](Ore opening, const std::vector<CapitalFlow>& flows) {
    return ReasonOf(RollForward(opening, flows).status());
  };
  const auto one = [](Ore income, Ore costs) {
    return std::vector<CapitalFlow>{Flow(2025, income, costs)};
  };
  EXPECT_EQ(reason({}, {}), "CAPITAL_YEARS");
  EXPECT_EQ(reason({}, {Flow(2025, {}, {}), Flow(2025, {}, {})}),
            "CAPITAL_YEARS");
  EXPECT_EQ(reason({}, {Flow(2025, {}, {}), Flow(2027, {}, {})}),
            "CAPITAL_YEARS");
  std::vector<CapitalFlow> many;
  for (int i = 0; i < static_cast<int>(kCapitalYearsMax); ++i) {
    many.push_back(Flow(2000 + i, kYearSumMax, {}));
  }
  EXPECT_EQ(reason(kCapitalMax, many), "");
  many.push_back(Flow(many.back().year + 1, {}, {}));
  EXPECT_EQ(reason({}, many), "CAPITAL_YEARS");
  EXPECT_EQ(reason(kCapitalMax + Ore{1}, one({}, {})), "AMOUNT_TOO_LARGE");
  EXPECT_EQ(reason(-kCapitalMax - Ore{1}, one({}, {})), "AMOUNT_TOO_LARGE");
  EXPECT_EQ(reason({}, one(kYearSumMax + Ore{1}, {})), "AMOUNT_TOO_LARGE");
  EXPECT_EQ(reason({}, one({}, kYearSumMax + Ore{1})), "AMOUNT_TOO_LARGE");
  EXPECT_EQ(reason({}, one({}, Ore{-1})), "AMOUNT_TOO_LARGE");
}

TEST(CapitalTest, SaysWhatIsWrongWithAGuideline) {
  const auto reasons = [](CapitalGuideline guideline) {
    std::vector<Problem> problems;
    CheckGuideline({std::move(guideline), "budget-rules.yaml", {}}, &problems);
    std::vector<std::string> found;
    for (const Problem& problem : problems) {
      found.push_back(absl::StrCat(problem.reason, ":", problem.field));
    }
    return found;
  };
  const GuidelineTier tier{Kr(10), Share{1}, std::nullopt};
  const GuidelineTier open{std::nullopt, Share{1}, std::nullopt};
  EXPECT_THAT(reasons({"s", {tier, open}}), IsEmpty());
  EXPECT_THAT(reasons({"", {tier}}), ElementsAre("GUIDELINE_SOURCE:source"));
  EXPECT_THAT(reasons({std::string(kGuidelineSourceBytesMax + 1, 's'), {tier}}),
              ElementsAre("GUIDELINE_SOURCE:source"));
  EXPECT_THAT(reasons({"s", {}}), ElementsAre("GUIDELINE_TIERS:tiers"));
  EXPECT_THAT(
      reasons({"s", std::vector<GuidelineTier>(kGuidelineTiersMax + 1, open)}),
      ElementsAre("GUIDELINE_TIERS:tiers"));
  EXPECT_THAT(reasons({"s", {tier, tier}}),
              ElementsAre("GUIDELINE_TIERS:contributions-up-to"));
  EXPECT_THAT(reasons({"s", {open, tier}}),
              ElementsAre("GUIDELINE_TIERS:contributions-up-to"));
  EXPECT_THAT(reasons({"s", {{Kr(1), std::nullopt, std::nullopt}}}),
              ElementsAre("GUIDELINE_TIERS:share"));
  EXPECT_THAT(reasons({"s", {{Kr(1), Share{1'000'001}, std::nullopt}}}),
              ElementsAre("GUIDELINE_SHARE:share"));
  EXPECT_THAT(reasons({"s", {{-Kr(1), Share{1}, -Kr(1)}}}),
              ElementsAre("GUIDELINE_AMOUNT:contributions-up-to",
                          "GUIDELINE_AMOUNT:amount"));
  EXPECT_THAT(reasons({"s", {{kAmountMax + Ore{1}, Share{1}, std::nullopt}}}),
              ElementsAre("AMOUNT_TOO_LARGE:contributions-up-to"));
}

TEST(CapitalPropertyTest, YearsAreRolledInAnyPieces) {
  for (uint64_t seed = 1; seed <= 1'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    const auto below = [&](int64_t n) {
      return static_cast<int64_t>(random() % static_cast<uint64_t>(n));
    };
    std::vector<CapitalFlow> flows;
    const int64_t count = 1 + below(int64_t{kCapitalYearsMax});
    for (int i = 0; i < static_cast<int>(count); ++i) {
      flows.push_back(Flow(2000 + i, Ore{below(kYearSumMax.value)},
                           Ore{below(kYearSumMax.value)}));
    }
    const Ore opening{below(kCapitalMax.value / 2) - kCapitalMax.value / 4};
    const auto whole = RollForward(opening, flows);
    ASSERT_TRUE(whole.ok());
    std::vector<CapitalYear> pieces;
    Ore next = opening;
    for (size_t from = 0; from < flows.size();) {
      const auto left = static_cast<int64_t>(flows.size() - from);
      const auto begin = flows.begin() + static_cast<std::ptrdiff_t>(from);
      const auto size = static_cast<std::ptrdiff_t>(1 + below(left));
      const auto piece = RollForward(next, {begin, begin + size});
      ASSERT_TRUE(piece.ok());
      pieces.insert(pieces.end(), piece->begin(), piece->end());
      next = pieces.back().closing();
      from += static_cast<size_t>(size);
    }
    ASSERT_EQ(pieces, *whole);
    Ore closing = opening;
    for (const CapitalFlow& flow : flows) closing += flow.income - flow.costs;
    ASSERT_EQ(whole->back().closing(), closing);
  }
}

}  // namespace
}  // namespace finsam::budget
