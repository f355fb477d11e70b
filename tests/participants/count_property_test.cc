// The rules of parts, stock and flow on rows by chance: what is right passes,
// and any one number that is changed is found.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "services/participants/domain/count_figures.h"
#include "services/participants/domain/count_key.h"
#include "tests/participants/count_samples.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using test::PartRules;
using test::Reasons;
using test::RightRows;
using ::testing::IsEmpty;

constexpr uint32_t kSeeds = 200;

std::set<std::string> ReasonsOf(const std::vector<CountRow>& before,
                                const std::vector<CountRow>& rows) {
  std::vector<Problem> problems;
  CheckCounts(rows, PartRules(), "counts.csv", &problems);
  CheckFlowFromYearBefore(before, rows, 2024, "counts.csv", &problems);
  const std::vector<std::string> reasons = Reasons(problems);
  return {reasons.begin(), reasons.end()};
}

TEST(CountPropertyTest, RightRowsPassInAnyOrder) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    RightRows right(seed);
    const auto before = right.Make(2023);
    auto rows = right.Make(2024);
    EXPECT_THAT(ReasonsOf(before, rows), IsEmpty());
    std::shuffle(rows.begin(), rows.end(), std::mt19937(seed));
    EXPECT_THAT(ReasonsOf(before, rows), IsEmpty());
  }
}

// What must be said when a number of such a row is one more, or one less. The
// initiative's participants, for one, are a whole, a stock and a flow.
std::set<std::string> Expected(const CountRow& row, bool more) {
  const char* off_parts =
      more ? "COUNT_PARTS_INCOMPLETE" : "COUNT_PART_EXCEEDS";
  if (!row.slices.empty()) {
    return {more ? "COUNT_PART_EXCEEDS" : "COUNT_PARTS_INCOMPLETE"};
  }
  switch (row.measure) {
    case CountMeasure::kParticipants:
      return {off_parts, "COUNT_STOCK", "COUNT_FLOW_YEARS"};
    case CountMeasure::kNew:
      return {"COUNT_FLOW_YEARS"};
    case CountMeasure::kFinished:
      return {off_parts, "COUNT_STOCK"};
    default:
      return {"COUNT_STOCK"};
  }
}

TEST(CountPropertyTest, OneWrongNumberIsFound) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    RightRows right(seed);
    const auto before = right.Make(2023);
    auto rows = right.Make(2024);
    CountRow& row = rows[static_cast<size_t>(
        right.Upto(static_cast<int64_t>(rows.size()) - 1))];
    std::optional<int64_t>& count =
        row.by_gender[static_cast<size_t>(right.Upto(kGenderCount - 1))];
    const bool more = *count == 0 || right.Upto(1) == 1;
    *count += more ? 1 : -1;
    std::set<std::string> found = ReasonsOf(before, rows);
    found.erase("COUNT_FLOW");  // Where the number was the largest possible.
    EXPECT_EQ(found, Expected(row, more)) << KeyOf(row).initiative;
  }
}

int64_t CountOf(const Figure& figure) {
  return std::get<Count>(figure.value).value;
}

// Shares of a partition that makes its whole are one, in all and by gender,
// for the initiatives and for the association.
TEST(CountPropertyTest, SharesOfAPartitionMakeOne) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    RightRows right(seed);
    std::map<std::string, const Figure*> figures;
    Statistics made;
    AddCounts(test::Year(), right.Make(2024), PartRules(), 1, &made);
    for (const Figure& figure : made.figures) {
      EXPECT_TRUE(figures.emplace(figure.id, &figure).second) << figure.id;
    }
    std::map<std::string, Ratio> sums;  // By the whole's id and breakdown.
    for (const auto& [id, figure] : figures) {
      if (!std::holds_alternative<Ratio>(figure->value)) continue;
      const Ratio share = std::get<Ratio>(figure->value);
      const auto& terms = figure->provenance.terms;
      ASSERT_EQ(terms.size(), 2u) << id;
      EXPECT_EQ(share.numerator, CountOf(*figures.at(terms[0].figure_id)));
      EXPECT_EQ(share.denominator, CountOf(*figures.at(terms[1].figure_id)));
      const bool by_age = id.find("/alder/") != std::string::npos;
      Ratio& sum = sums[terms[1].figure_id + (by_age ? "/alder" : "")];
      sum = {sum.numerator + share.numerator, share.denominator};
    }
    EXPECT_FALSE(sums.empty());
    for (const auto& [whole, sum] : sums) {
      EXPECT_EQ(sum.numerator, sum.denominator) << whole;
    }
  }
}

}  // namespace
}  // namespace finsam::participants
