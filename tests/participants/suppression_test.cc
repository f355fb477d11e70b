#include "services/participants/domain/suppression.h"

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/participants/clp_program.h"
#include "services/participants/domain/attack.h"
#include "services/participants/domain/linked_cells.h"
#include "tests/participants/cells_kit.h"
#include "tests/participants/linked_sets.h"

namespace finsam::participants {
namespace {

using test::Cells;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Suppression Chosen(const Cells& cells) {
  const ClpSolver solver;
  const auto suppression = Suppress(cells.linked, solver);
  EXPECT_TRUE(suppression.ok()) << suppression.status();
  return suppression.value_or(Suppression());
}

std::vector<size_t> HiddenOf(const Suppression& suppression) {
  std::vector<size_t> cells;
  for (size_t i = 0; i < suppression.hidden.size(); ++i) {
    if (suppression.hidden[i]) cells.push_back(i);
  }
  return cells;
}

// A table of `values` by rows with all margins, whose cost is `margin_cost`.
// Values below 5 and above 0 are sensitive with `width`.
Cells Table(const std::vector<std::vector<int64_t>>& values, int64_t width,
            int64_t margin_cost) {
  Cells cells;
  std::vector<std::vector<size_t>> columns(values[0].size());
  std::vector<int64_t> sums(values[0].size());
  std::vector<size_t> wholes;
  int64_t all = 0;
  for (const std::vector<int64_t>& row : values) {
    std::vector<size_t> parts;
    int64_t sum = 0;
    for (size_t i = 0; i < row.size(); ++i) {
      const bool small = row[i] > 0 && row[i] < 5;
      parts.push_back(small ? cells.AddSensitive(row[i], width)
                            : cells.Add(row[i]));
      columns[i].push_back(parts.back());
      sums[i] += row[i];
      sum += row[i];
    }
    all += sum;
    wholes.push_back(cells.Add(sum, margin_cost));
    cells.Sum(parts, wholes.back());
  }
  const size_t total = cells.Add(all, margin_cost);
  cells.Sum(wholes, total);
  std::vector<size_t> bottoms;
  for (size_t i = 0; i < columns.size(); ++i) {
    bottoms.push_back(cells.Add(sums[i], margin_cost));
    cells.Sum(columns[i], bottoms.back());
  }
  cells.Sum(bottoms, total);
  return cells;
}

TEST(Suppress, HidesNothingWhenNothingIsSmall) {
  const Suppression chosen = Chosen(Table({{10, 20}, {30, 0}}, 5, 10));
  EXPECT_THAT(HiddenOf(chosen), IsEmpty());
  EXPECT_EQ(chosen.loss, 0);
  EXPECT_THAT(chosen.leaks, IsEmpty());
}

TEST(Suppress, ClosesASquare) {
  // Places: 0 1 | 2
  //         3 4 | 5
  const Suppression chosen = Chosen(Table({{3, 10}, {8, 9}}, 5, 10));
  EXPECT_THAT(HiddenOf(chosen), ElementsAre(0, 1, 3, 4));
  EXPECT_EQ(chosen.loss, 4);
  EXPECT_THAT(chosen.leaks, IsEmpty());
}

TEST(Suppress, TakesMarginsWhenTheyAreCheap) {
  // The row's and column's sums and the total, for 1 each, or three parts for
  // 1 each: with dear parts it is the sums.
  Cells cells = Table({{3, 10}, {8, 9}}, 5, 1);
  for (const size_t part : {1, 3, 4}) cells.linked.cells[part].cost = 5;
  const Suppression chosen = Chosen(cells);
  EXPECT_THAT(HiddenOf(chosen), ElementsAre(0, 2, 6, 7));
  EXPECT_EQ(chosen.loss, 4);
}

TEST(Suppress, PassesByTheSquaresThatZerosMakeTooNarrow) {
  // Places: 0 1 2 | 3    Of the four squares with the 2 only the one with
  //         4 5 6 | 7    7, 9 and 6 lets it move by four: in the others it can
  //         8 9 10| 11   fall by two and not rise.
  const Suppression chosen =
      Chosen(Table({{2, 0, 7}, {0, 6, 8}, {9, 5, 6}}, 4, 10));
  EXPECT_THAT(HiddenOf(chosen), ElementsAre(0, 2, 8, 10));
  EXPECT_EQ(chosen.loss, 4);
  EXPECT_THAT(chosen.leaks, IsEmpty());
}

TEST(Suppress, LetsSmallCountsProtectEachOther) {
  // 1 2 | 3      Each can be 0 to 3 as long as all four are hidden.
  // 2 1 | 3
  const Suppression chosen = Chosen(Table({{1, 2}, {2, 1}}, 2, 10));
  EXPECT_THAT(HiddenOf(chosen), ElementsAre(0, 1, 3, 4));
  EXPECT_EQ(chosen.loss, 4);
  EXPECT_THAT(chosen.leaks, IsEmpty());
}

TEST(Suppress, StaysAtTheBottomOfAHierarchy) {
  Cells cells;
  const size_t secret = cells.AddSensitive(2, 5);
  const size_t beside = cells.Add(20, 20);
  const size_t first = cells.Add(22, 22);
  const size_t second = cells.Add(15, 15);
  const size_t part = cells.Add(15, 15);
  cells.Sum({secret, beside}, first);
  cells.Sum({part, cells.Add(0, 1)}, second);
  cells.Sum({first, second}, cells.Add(37, 37));
  const Suppression chosen = Chosen(cells);
  EXPECT_THAT(HiddenOf(chosen), ElementsAre(secret, beside));
  EXPECT_EQ(chosen.loss, 21);
}

TEST(Suppress, HidesTheCheapestOfAFlow) {
  Cells cells;
  const size_t opening = cells.Add(10, 5);
  const size_t added = cells.Add(5, 2);
  const size_t ended = cells.AddSensitive(3, 5);
  const size_t closing = cells.Add(12, 5);
  cells.linked.relations.push_back(
      {{{opening, 1}, {added, 1}, {ended, -1}, {closing, -1}}, 0});
  const Suppression chosen = Chosen(cells);
  EXPECT_THAT(HiddenOf(chosen), ElementsAre(added, ended));
  EXPECT_EQ(chosen.loss, 3);
}

TEST(Suppress, NeedsNoOtherWhereTheRestIsUnknown) {
  Cells cells;
  const size_t part = cells.AddSensitive(3, 5);
  const size_t rest = cells.Add(5, 1, CellState::kHidden);
  cells.Sum({part, rest}, cells.Add(8));
  const Suppression chosen = Chosen(cells);
  EXPECT_THAT(HiddenOf(chosen), ElementsAre(part, rest));
  EXPECT_EQ(chosen.loss, 1);
  EXPECT_THAT(chosen.leaks, IsEmpty());
}

TEST(Suppress, NeverHidesWhatIsKnown) {
  Cells cells = Table({{3, 10, 7}, {8, 9, 6}}, 5, 10);
  cells.linked.cells[1].state = CellState::kShown;
  const Suppression chosen = Chosen(cells);
  EXPECT_THAT(HiddenOf(chosen), ElementsAre(0, 2, 4, 6));
  EXPECT_THAT(chosen.leaks, IsEmpty());
}

TEST(Suppress, TellsWhatCannotBeProtectedAndProtectsTheRest) {
  Cells cells = Table({{3, 10}, {8, 9}}, 5, 10);
  const size_t lost = cells.AddSensitive(4, 5);
  cells.Sum({lost, cells.Add(6, 1, CellState::kShown)},
            cells.Add(10, 1, CellState::kShown));
  const size_t shown = cells.AddSensitive(1, 5);
  cells.linked.cells[shown].state = CellState::kShown;
  const Suppression chosen = Chosen(cells);
  EXPECT_THAT(HiddenOf(chosen), ElementsAre(0, 1, 3, 4, lost));
  ASSERT_EQ(chosen.leaks.size(), 2u);
  EXPECT_EQ(chosen.leaks[0].cell, lost);
  EXPECT_EQ(chosen.leaks[0].high, std::optional<int64_t>(4));
  EXPECT_EQ(chosen.leaks[1].cell, shown);
}

TEST(Suppress, LeavesZerosThatNothingDependsOn) {
  Cells cells;
  const size_t secret = cells.AddSensitive(1, 5);
  const size_t zero = cells.Add(0, 3);
  const size_t whole = cells.Add(1, 2);
  cells.Sum({secret, zero}, whole);
  cells.Sum({cells.Add(0), cells.Add(0)}, cells.Add(0));
  // With the zero hidden it could be 0 or 1; with the whole anything.
  EXPECT_THAT(HiddenOf(Chosen(cells)), ElementsAre(secret, whole));
}

TEST(Suppress, ChoosesTheSameEachTime) {
  const ClpSolver solver;
  for (const size_t cells : {40, 300}) {
    const LinkedCells linked = test::MakeLargeSet(3, cells);
    const auto once = Suppress(linked, solver);
    const auto again = Suppress(linked, solver);
    ASSERT_TRUE(once.ok() && again.ok());
    EXPECT_EQ(once->hidden, again->hidden);
    EXPECT_EQ(once->loss, again->loss);
  }
}

TEST(Suppress, TakesNoCells) {
  EXPECT_THAT(HiddenOf(Chosen(Cells())), IsEmpty());
}

}  // namespace
}  // namespace finsam::participants
