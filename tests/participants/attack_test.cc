#include "services/participants/domain/attack.h"

#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/participants/clp_program.h"
#include "services/participants/domain/linked_cells.h"
#include "tests/participants/cells_kit.h"

namespace finsam::participants {
namespace {

using test::Cells;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

MATCHER_P3(Is, cell, low, high, "") {
  return arg.cell == static_cast<size_t>(cell) && arg.low == low &&
         arg.high == std::optional<int64_t>(high);
}

MATCHER_P2(IsOver, cell, low, "") {
  return arg.cell == static_cast<size_t>(cell) && arg.low == low && !arg.high;
}

std::vector<Interval> Told(const Cells& cells,
                           const std::vector<size_t>& hidden,
                           bool all = false) {
  const ClpSolver solver;
  const auto told = Attack(cells.linked, cells.Hide(hidden), all, solver);
  EXPECT_TRUE(told.ok()) << told.status();
  return told.value_or(std::vector<Interval>());
}

std::vector<Interval> Leaks(const Cells& cells,
                            const std::vector<size_t>& hidden) {
  const ClpSolver solver;
  const auto leaks = FindLeaks(cells.linked, cells.Hide(hidden), solver);
  EXPECT_TRUE(leaks.ok()) << leaks.status();
  return leaks.value_or(std::vector<Interval>());
}

//  3 10 | 13
//  8  9 | 17
// 11 19 | 30
struct Square : Cells {
  size_t secret = AddSensitive(3, 5);
  size_t right = Add(10);
  size_t below = Add(8);
  size_t corner = Add(9);
  size_t rows[2] = {Add(13, 10), Add(17, 10)};
  size_t columns[2] = {Add(11, 10), Add(19, 10)};
  size_t all = Add(30, 10);

  Square() {
    Sum({secret, right}, rows[0]);
    Sum({below, corner}, rows[1]);
    Sum({secret, below}, columns[0]);
    Sum({right, corner}, columns[1]);
    Sum({rows[0], rows[1]}, all);
    Sum({columns[0], columns[1]}, all);
  }
};

TEST(Attack, ReckonsOutWhatOneMarginTells) {
  const Square square;
  EXPECT_THAT(Told(square, {square.secret}),
              ElementsAre(Is(square.secret, 3, 3)));
  EXPECT_THAT(Told(square, {square.secret, square.right}),
              ElementsAre(Is(square.secret, 3, 3)));
  EXPECT_THAT(Leaks(square, {square.secret, square.right}),
              ElementsAre(Is(square.secret, 3, 3)));
}

TEST(Attack, TellsTheIntervalsOfASquare) {
  const Square square;
  const std::vector<size_t> hidden = {square.secret, square.right, square.below,
                                      square.corner};
  EXPECT_THAT(Told(square, hidden), ElementsAre(Is(square.secret, 0, 11)));
  EXPECT_THAT(Told(square, hidden, /*all=*/true),
              ElementsAre(Is(square.secret, 0, 11), Is(square.right, 2, 13),
                          Is(square.below, 0, 11), Is(square.corner, 6, 17)));
  EXPECT_THAT(Leaks(square, hidden), IsEmpty());
}

TEST(Attack, TellsWhereThereIsNoEnd) {
  const Square square;
  EXPECT_THAT(Told(square, {square.secret, square.rows[0], square.columns[0],
                            square.all}),
              ElementsAre(IsOver(square.secret, 0)));
}

TEST(Attack, FindsTheDifferenceOfTwoMargins) {
  Cells cells;
  const size_t women = cells.Add(44);
  const size_t men = cells.AddSensitive(3, 5);
  cells.Sum({women, men}, cells.Add(47));
  EXPECT_THAT(Leaks(cells, {men}), ElementsAre(Is(men, 3, 3)));
  EXPECT_THAT(Leaks(cells, {men, women}), IsEmpty());
}

TEST(Attack, FollowsAFlow) {
  Cells cells;
  const size_t opening = cells.Add(10);
  const size_t added = cells.Add(5);
  const size_t ended = cells.AddSensitive(3, 5);
  const size_t closing = cells.Add(12);
  cells.linked.relations.push_back(
      {{{opening, 1}, {added, 1}, {ended, -1}, {closing, -1}}, 0});
  EXPECT_THAT(Told(cells, {ended}), ElementsAre(Is(ended, 3, 3)));
  EXPECT_THAT(Told(cells, {ended, added}), ElementsAre(IsOver(ended, 0)));
  EXPECT_THAT(Told(cells, {ended, closing}), ElementsAre(Is(ended, 0, 15)));
}

TEST(Attack, KnowsARightSide) {
  Cells cells;
  const size_t some = cells.AddSensitive(3, 5);
  const size_t rest = cells.Add(4);
  cells.linked.relations.push_back({{{some, 1}, {rest, 1}}, 7});
  EXPECT_THAT(Told(cells, {some, rest}), ElementsAre(Is(some, 0, 7)));
  EXPECT_THAT(Told(cells, {some}), ElementsAre(Is(some, 3, 3)));
}

TEST(Attack, SeesThatAMarginOfZeroIsAllZero) {
  Cells cells;
  const size_t some = cells.Add(0);
  const size_t other = cells.Add(0);
  cells.Sum({some, other}, cells.Add(0));
  EXPECT_THAT(Told(cells, {some, other}, /*all=*/true),
              ElementsAre(Is(some, 0, 0), Is(other, 0, 0)));
}

TEST(Attack, FindsWhatFiveReleasesTellTogether) {
  Cells cells;
  const size_t secret = cells.AddSensitive(2, 5);
  std::vector<size_t> parts = {secret};
  // Each earlier year showed one more of the parts, the last one the whole.
  for (const int64_t value : {12, 7, 9, 31}) {
    parts.push_back(cells.Add(value, 1, CellState::kShown));
  }
  cells.Sum(parts, cells.Add(61, 1, CellState::kShown));
  EXPECT_THAT(Leaks(cells, parts), ElementsAre(Is(secret, 2, 2)));
  // Before the last one it was safe.
  cells.linked.cells.back().state = CellState::kHidden;
  EXPECT_THAT(Leaks(cells, parts), IsEmpty());
}

TEST(Attack, SaysThatAShownCellIsTold) {
  Cells cells;
  const size_t open = cells.AddSensitive(3, 5);
  const size_t shown = cells.AddSensitive(2, 5);
  cells.linked.cells[shown].state = CellState::kShown;
  EXPECT_THAT(Leaks(cells, {shown}),
              ElementsAre(Is(open, 3, 3), Is(shown, 2, 2)));
  EXPECT_THAT(Leaks(cells, {open}), ElementsAre(Is(shown, 2, 2)));
  EXPECT_THAT(Told(cells, {open, shown}), ElementsAre(IsOver(open, 0)));
}

TEST(Attack, RefusesCellsThatContradictEachOther) {
  const ClpSolver solver;
  Cells cells;
  const size_t part = cells.Add(3);
  const size_t whole = cells.Add(3);
  cells.Sum({part}, whole);
  EXPECT_THAT(Leaks(cells, {}), IsEmpty());
  const LinkedCells good = cells.linked;
  const auto refused = [&](const LinkedCells& bad) {
    return absl::IsInternal(FindLeaks(bad, {false, false}, solver).status());
  };
  LinkedCells bad = good;
  bad.cells[whole].value = 4;
  EXPECT_TRUE(refused(bad));
  bad = good;
  bad.cells[part].value = bad.cells[whole].value = -3;
  EXPECT_TRUE(refused(bad));
  bad = good;
  bad.relations[0].terms[0].factor = 2;
  bad.relations[0].right = 3;
  EXPECT_TRUE(refused(bad));
  bad = good;
  bad.relations[0].terms.push_back({part, 1});
  bad.relations[0].right = 3;
  EXPECT_TRUE(refused(bad));
  bad = good;
  bad.relations[0].terms.push_back({2, 1});
  EXPECT_TRUE(refused(bad));
}

// A solver that gives up, or that lies about where the optimum is.
class BadSolver : public LinearSolver {
 public:
  explicit BadSolver(bool lies) : lies_(lies) {}
  std::unique_ptr<LinearProgram> Make(
      const std::vector<Bounds>&, const std::vector<Equation>&) const override {
    struct Program : LinearProgram {
      absl::StatusOr<std::optional<Optimum>> Minimise(
          const std::vector<double>& costs) override {
        if (!lies) return absl::InternalError("gave up");
        return std::optional<Optimum>(
            Optimum{0, std::vector<double>(costs.size(), 7.0)});
      }
      void SetBounds(size_t, const Bounds&) override {}
      bool lies = false;
    };
    auto program = std::make_unique<Program>();
    program->lies = lies_;
    return program;
  }

 private:
  bool lies_;
};

TEST(Attack, FailsWhenTheSolverGivesUp) {
  const Square square;
  const std::vector<bool> hidden =
      square.Hide({square.secret, square.right, square.below, square.corner});
  const BadSolver solver(/*lies=*/false);
  EXPECT_TRUE(
      absl::IsInternal(FindLeaks(square.linked, hidden, solver).status()));
  EXPECT_TRUE(absl::IsInternal(
      Attack(square.linked, hidden, /*all=*/true, solver).status()));
}

TEST(Attack, BelievesNoSolver) {
  const Square square;
  const std::vector<bool> hidden =
      square.Hide({square.secret, square.right, square.below, square.corner});
  const auto leaks = FindLeaks(square.linked, hidden, BadSolver(/*lies=*/true));
  ASSERT_TRUE(leaks.ok()) << leaks.status();
  EXPECT_EQ(leaks->size(), 1u);
}

}  // namespace
}  // namespace finsam::participants
