// A statement of outcomes as the budget service takes it.

#include "services/gateway/domain/outcomes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// A row of 2017 and 2016; `sign` as in BooksOrigin, 0: not of accounts.
TableRow Row(const std::string& id, RowKind kind, int sign,
             std::vector<Term> terms = {}) {
  TableRow row{id, absl::StrCat("Rad ", id), kind, "", {}};
  if (kind == RowKind::kHeading) return row;
  for (const int year : {2017, 2016}) {
    Figure figure{absl::StrCat("outcome/", id, "/", year), Ore{100}, {}};
    figure.provenance.terms = terms;
    if (sign != 0) {
      figure.provenance.books = {
          year, Measure::kMovement, sign, {{3000, 3999, 0, {}}}};
      if (year == 2017) figure.provenance.books.through = 201706;
    }
    row.cells.push_back(FigureCell{figure, {}});
  }
  return row;
}

class OutcomesTest : public testing::Test {
 protected:
  OutcomesTest() {
    Table table{"outcome", "Utfall", "kr", "", {}, {}};
    table.columns = {{"2017", "2017-06-30"}, {"2016", "2016-12-31"}};
    table.rows = {
        Row("intakter", RowKind::kHeading, 0),
        Row("bidrag", RowKind::kDetail, -1),
        Row("ranta", RowKind::kDetail, 0, {{"outcome/bidrag/2017", 1}}),
        Row("income", RowKind::kTotal, 0),
        Row("kostnader", RowKind::kHeading, 0),
        Row("kansli", RowKind::kDetail, 1),
        Row("chef", RowKind::kOfWhich, 1)};
    tables_ = {table};
    AddFigures(figures_, table);
    AddFigure(figures_, {"balance-sheet/opening/2017", Ore{86'013'000}, {}});
    layout_.outcomes = "outcome";
    layout_.opening_capital = "balance-sheet/opening";
  }

  ReportLayout layout_;
  std::vector<Table> tables_;
  FigureIndex figures_;
};

TEST_F(OutcomesTest, LinesAreRowsOfAccounts) {
  const auto outcome = OutcomeOf(layout_, tables_, figures_, 2017, 6);
  ASSERT_TRUE(outcome.has_value());
  std::vector<std::string> lines;
  for (const OutcomeLine& line : outcome->lines) {
    lines.push_back(absl::StrCat(line.line, "|", line.label, "|", line.group,
                                 "|", line.is_income, "|", line.figure.id));
  }
  EXPECT_THAT(
      lines,
      ElementsAre("bidrag|Rad bidrag|Rad intakter|1|outcome/bidrag/2017",
                  "ranta|Rad ranta|Rad intakter|1|outcome/ranta/2017",
                  "kansli|Rad kansli|Rad kostnader|0|outcome/kansli/2017"));
  ASSERT_TRUE(outcome->opening_capital.has_value());
  EXPECT_EQ(outcome->opening_capital->id, "balance-sheet/opening/2017");
  EXPECT_EQ(outcome->month, 6);
}

TEST_F(OutcomesTest, WithoutAmountsOrStatementThereIsNone) {
  EXPECT_FALSE(OutcomeOf(layout_, tables_, figures_, 2015, 12).has_value());
  layout_.opening_capital.clear();
  const auto before = OutcomeOf(layout_, tables_, figures_, 2016, 12);
  ASSERT_TRUE(before.has_value());
  EXPECT_FALSE(before->opening_capital.has_value());
  layout_.outcomes = "nagot-annat";
  EXPECT_FALSE(OutcomeOf(layout_, tables_, figures_, 2017, 6).has_value());
  layout_.outcomes.clear();
  EXPECT_FALSE(OutcomeOf(layout_, tables_, figures_, 2017, 6).has_value());
  for (auto& [id, figure] : figures_) figure.value = {};
  layout_.outcomes = "outcome";
  EXPECT_FALSE(OutcomeOf(layout_, tables_, figures_, 2017, 6).has_value());
}

TEST_F(OutcomesTest, AMonthInAnIdIsTheLedgersFigureUpToIt) {
  auto outcome = OutcomeOf(layout_, tables_, figures_, 2017, 6);
  ASSERT_TRUE(outcome.has_value());
  NameByMonth(&*outcome);
  EXPECT_EQ(outcome->lines[0].figure.id, "outcome/bidrag/to-2017-06");
  EXPECT_EQ(outcome->opening_capital->id, "balance-sheet/opening/to-2017-06");
  const LedgerFigure named = LedgerFigureOf(outcome->lines[0].figure);
  EXPECT_EQ(named.id, "outcome/bidrag/2017");
  EXPECT_EQ(named.through, 201706);
  for (const char* id : {"note-3/kansli/2017", "balance-sheet/x/opening-2017",
                         "note-3/kansli"}) {
    const LedgerFigure plain = LedgerFigureOf({id, Ore{1}, {}});
    EXPECT_EQ(plain.id, id);
    EXPECT_EQ(plain.through, 0);
  }
}

TEST_F(OutcomesTest, FiguresOfAFollowUpAreKnownBeforehand) {
  const std::vector<std::string> ids = {
      "budget/kansli/2017", "budget/result/2017", "outcome/kansli/2017-09",
      "utfall/kansli/2017", "utfall/ranta/2017",  "balance-sheet/cash/2017"};
  layout_.kind = ReportKind::kInterim;
  layout_.through = 201706;
  layout_.outcomes = "utfall";
  const auto interim = OutcomeFigureIds(layout_, "utfall", 2017, ids);
  for (const char* id : {"outcome/ranta/2017-06", "accrued/kansli/2017-06",
                         "budget/result/2017-06", "deviation/costs/2017-06",
                         // Of a table, for a line that no budget has.
                         "outcome/ranta/2017-09"}) {
    EXPECT_THAT(interim, Contains(id));
  }
  EXPECT_THAT(interim, Not(Contains("accrued/kansli/2017-09")));
  EXPECT_THAT(interim, Not(Contains("outcome/cash/2017-06")));
  layout_.kind = ReportKind::kPlan;
  layout_.through = 0;
  const auto plan = OutcomeFigureIds(layout_, "utfall", 2017, ids);
  EXPECT_THAT(plan, Contains("outcome/ranta/2017-09"));
  EXPECT_THAT(plan, Not(Contains("outcome/ranta/2017-06")));
  EXPECT_THAT(OutcomeFigureIds(layout_, "", 2017, ids), IsEmpty());
}

TEST_F(OutcomesTest, OnlyWhatAFollowUpGivesIsKnown) {
  const std::vector<std::string> ids = {
      "budget/kansli/2017",          "budget/reserv/2017",
      "budget/group.drift/2017",     "budget/contributions/2017",
      "budget/opening-capital/2017", "budget/closing-capital/2017",
      "outcome/kansli/2017",         "outcome/ranta/2017",
      "outcome/kansli/opening-2017", "outcome/kansli/2017-09"};
  layout_.kind = ReportKind::kInterim;
  layout_.through = 201706;
  const auto june = OutcomeFigureIds(layout_, "outcome", 2017, ids);
  for (const char* id :
       {"accrued/kansli/2017-06", "accrual/reserv/2017-06",
        "deviation/reserv/2017-06", "outcome/group.drift/2017-06",
        "net/ranta/2017-06", "net-deviation/result/2017-06",
        "budget/reserv/2017-06", "budget/closing-capital/2017-06"}) {
    EXPECT_THAT(june, Contains(id));
  }
  for (const char* id :
       {"moved/kansli/2017-06", "reimbursed/costs/2017-06",
        "accrued/contributions/2017-06", "budget/contributions/2017-06",
        "outcome/opening-capital/2017-06", "deviation/closing-capital/2017-06",
        "outcome/reserv/2017-06", "net/reserv/2017-06", "budget/ranta/2017-06",
        "outcome/ranta/opening-2017",
        // The table has no deviations.
        "deviation/ranta/2017-09"}) {
    EXPECT_THAT(june, Not(Contains(id)));
  }
  layout_.through = 201712;
  const auto december = OutcomeFigureIds(layout_, "outcome", 2017, ids);
  EXPECT_THAT(december, Contains("outcome/kansli/2017-12"));
  EXPECT_THAT(december, Not(Contains("budget/kansli/2017-12")));
  // Without outcomes nothing is followed up.
  layout_.outcomes.clear();
  EXPECT_THAT(OutcomeFigureIds(layout_, "outcome", 2017, ids),
              Not(Contains("outcome/kansli/2017-12")));
}

}  // namespace
}  // namespace finsam::gateway
