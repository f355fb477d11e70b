// Outcomes as people write them, and as a statement of the books holds them.

#include "cli/outcome_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/forecast_commands.h"
#include "cli/outcomes.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kYears[] =
    "rad;år;jan;feb;mar;apr;maj;jun;jul;aug;sep;okt;nov;"
    "dec";

// "3 2017-02 HISTORY_HOLE"
std::vector<std::string> ProblemsOfOutcomes(const std::string& content,
                                            int through = 2) {
  std::vector<std::string> out;
  const auto read = ReadOutcomes("u.csv", content, 2017, through);
  for (const Problem& problem : ProblemsOf(read.status())) {
    EXPECT_EQ(problem.file, "u.csv");
    out.push_back(
        absl::StrCat(problem.line, " ", problem.field, " ", problem.reason));
  }
  return out;
}

std::vector<std::string> ProblemsOfHistory(const std::string& content) {
  std::vector<std::string> out;
  for (const Problem& problem :
       ProblemsOf(ReadHistory("h.csv", content).status())) {
    out.push_back(
        absl::StrCat(problem.line, " ", problem.field, " ", problem.reason));
  }
  return out;
}

TEST(OutcomeFileTest, ColumnsAreMonths) {
  const auto read = ReadOutcomes("u.csv",
                                 "rad;slag;2017-01;2017-02;2017-03\n"
                                 "kansli;;41 000;−500,50;7\n"
                                 "bidrag;intäkt;0;1 000 000;\n",
                                 2017, 2);
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].line(), "kansli");
  EXPECT_EQ((*read)[0].kind(), bud::Budget::KIND_UNSPECIFIED);
  EXPECT_THAT((*read)[0].months_ore(), ElementsAre(4'100'000, -50'050, 700));
  EXPECT_EQ((*read)[1].kind(), bud::Budget::INCOME);
  EXPECT_THAT((*read)[1].months_ore(), ElementsAre(0, 100'000'000));
  EXPECT_THAT((*read)[1].years(), IsEmpty());
}

// Södra Vätterbygden's note 6, as a person writes it: what reimburses a cost,
// and what is booked in another line than it is budgeted in.
TEST(OutcomeFileTest, ARowMayBelongToAnotherLineOfTheBudget) {
  std::vector<bud::NetItem> items;
  const auto read =
      ReadOutcomes("u.csv",
                   "rad;slag;netto mot;2017-01;2017-02;2017-03\n"
                   "kansli;kostnad;;500;500;500\n"
                   "delade-kostnader;intäkt;kansli;100;50;25\n"
                   "utvecklare-pa-kansliet;kostnad;utvecklare;7;0;0\n",
                   2017, 2, &items);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->size(), 3u);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].cost_line(), "kansli");
  EXPECT_EQ(items[0].counter_line(), "delade-kostnader");
  EXPECT_EQ(items[0].amount_ore(), 150'00) << "January and February";
  EXPECT_EQ(items[1].cost_line(), "utvecklare-pa-kansliet");
  EXPECT_EQ(items[1].counter_line(), "utvecklare");
  EXPECT_EQ(items[1].amount_ore(), 7'00);
  EXPECT_THAT(
      ProblemsOfOutcomes("rad;slag;netto mot;2017-01;2017-02\n"
                         "a;;kansli;1;2\nb;intäkt;kansli;1;-2\n"),
      ElementsAre("2 slag CSV_FIELD_EMPTY", "3 netto mot FIELD_INVALID"));
}

TEST(OutcomeFileTest, EarlierYearsAreWhole) {
  std::string head = "rad";
  std::string row = "kansli";
  for (const int year : {2015, 2016}) {
    for (int month = 1; month <= 12; ++month) {
      absl::StrAppend(&head, ";", year, month < 10 ? "-0" : "-", month);
      absl::StrAppend(&row, ";", year - 2000 + month);
    }
  }
  const std::string whole = head + ";2017-01\n" + row + ";9\n";
  const auto read = ReadOutcomes("u.csv", whole, 2017, 1);
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ((*read)[0].years_size(), 2);
  EXPECT_EQ((*read)[0].years(0).year(), 2015);
  EXPECT_EQ((*read)[0].years(1).year(), 2016);
  EXPECT_EQ((*read)[0].years(1).months_ore(11), 2'800);
  EXPECT_THAT((*read)[0].months_ore(), ElementsAre(900));
  // A year that is half there, and one that is left out.
  EXPECT_THAT(ProblemsOfOutcomes("rad;2016-02;2017-01\nkansli;1;1\n", 1),
              ElementsAre("2 2016-01 HISTORY_HOLE"));
  EXPECT_THAT(
      ProblemsOfOutcomes(
          absl::StrCat("rad;2017-01;2015-01;2015-02;2015-03;2015-04;2015-05;"
                       "2015-06;2015-07;2015-08;2015-09;2015-10;2015-11;"
                       "2015-12\nk;1;1;1;1;1;1;1;1;1;1;1;1;1\n"),
          1),
      ElementsAre("2 2016-01 HISTORY_HOLE"));
}

TEST(OutcomeFileTest, WhatIsWrongIsToldByLineAndColumn) {
  constexpr char kHead[] = "rad;2017-01;2017-02;2017-03\n";
  EXPECT_THAT(ProblemsOfOutcomes(absl::StrCat(kHead, "a;1;;\n")),
              ElementsAre("2 2017-02 HISTORY_HOLE"));
  EXPECT_THAT(ProblemsOfOutcomes(absl::StrCat(kHead, "a;1;;3\n"), 1),
              ElementsAre("2 2017-02 HISTORY_HOLE"));
  EXPECT_THAT(ProblemsOfOutcomes(absl::StrCat(kHead, "a;1;2;\n"), 4),
              ElementsAre("2 2017-03 HISTORY_HOLE"));
  EXPECT_THAT(
      ProblemsOfOutcomes(absl::StrCat(kHead, "a;1;2;\nb;x;2;\na;1;2;\n")),
      ElementsAre("3 2017-01 AMOUNT_MALFORMED", "4 rad HISTORY_LINE_TWICE"));
  EXPECT_THAT(ProblemsOfOutcomes(absl::StrCat(kHead, ";1;2;\n")),
              ElementsAre("2 rad CSV_FIELD_EMPTY"));
  EXPECT_THAT(ProblemsOfOutcomes("rad;2018-01\na;1\n"),
              testing::Contains(HasSubstr("CSV_COLUMN_UNKNOWN")));
  EXPECT_THAT(ProblemsOfOutcomes(kHead), ElementsAre("0  FILE_MISSING"));
  EXPECT_THAT(ProblemsOfOutcomes("rad;slag;2017-01;2017-02\na;utgift;1;2\n"),
              ElementsAre("2 slag FIELD_INVALID"));
}

TEST(OutcomeFileTest, RowsAreYears) {
  const auto read =
      ReadHistory("h.csv", absl::StrCat(kYears, ";budget;slag\n",
                                        "k;2016;1;2;3;4;5;6;7;8;9;10;11;12;;\n"
                                        "k;2015;0;0;0;0;0;0;0;0;0;0;0;1;90;"
                                        "intäkt\n"));
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->size(), 1U);
  const bud::LineHistory& line = (*read)[0];
  EXPECT_EQ(line.kind(), bud::Budget::INCOME);
  ASSERT_EQ(line.years_size(), 2);
  EXPECT_EQ(line.years(0).year(), 2015);
  EXPECT_EQ(line.years(0).budget_ore(), 9'000);
  EXPECT_FALSE(line.years(1).has_budget_ore());
  EXPECT_EQ(line.years(1).months_ore(11), 1'200);
}

TEST(OutcomeFileTest, AHistoryHasNoHoles) {
  const std::string head = absl::StrCat(kYears, "\n");
  constexpr char kMonths[] = ";1;1;1;1;1;1;1;1;1;1;1;1\n";
  EXPECT_THAT(ProblemsOfHistory(
                  absl::StrCat(head, "k;2014", kMonths, "k;2016", kMonths)),
              ElementsAre("3 år HISTORY_HOLE"));
  EXPECT_THAT(ProblemsOfHistory(
                  absl::StrCat(head, "k;2014", kMonths, "k;2014", kMonths)),
              ElementsAre("3 år HISTORY_LINE_TWICE"));
  EXPECT_THAT(ProblemsOfHistory(head + "k;2014;1;1;1;1;1;1;1;1;1;1;1;\n"),
              ElementsAre("2 dec HISTORY_HOLE"));
  EXPECT_THAT(ProblemsOfHistory(absl::StrCat(head, "k;17", kMonths)),
              ElementsAre("2 år FIELD_INVALID"));
  EXPECT_THAT(ProblemsOfHistory(absl::StrCat(head, "k;i fjol", kMonths)),
              ElementsAre("2 år COUNT_MALFORMED"));
  EXPECT_THAT(ProblemsOfHistory("rad;år;jan\n"),
              testing::Contains(HasSubstr("CSV_COLUMN_MISSING")));
}

TEST(OutcomesTest, OrdinaryRowsWithAmountsAreLines) {
  ledger::v1::GetStatementsResponse statements;
  common::v1::Table* table = statements.add_statements();
  table->set_id("outcome");
  table->add_columns()->set_id("2017");
  table->add_columns()->set_id("2016");
  const auto add = [table](const char* id, common::v1::Row::Kind kind,
                           int64_t now, int64_t before) {
    common::v1::Row* row = table->add_rows();
    row->set_id(id);
    row->set_label(absl::StrCat("rad ", id));
    row->set_kind(kind);
    for (const int64_t ore : {now, before}) {
      row->add_cells()->mutable_figure()->mutable_value()->set_amount_ore(ore);
    }
  };
  add("kansli", common::v1::Row::DETAIL, 5, 6);
  table->mutable_rows(0)
      ->mutable_cells(0)
      ->mutable_figure()
      ->mutable_provenance()
      ->mutable_books()
      ->set_sign(-1);
  add("chef", common::v1::Row::OF_WHICH, 1, 1);
  add("summa", common::v1::Row::TOTAL, 5, 6);
  table->add_rows()->set_kind(common::v1::Row::DETAIL);  // Without figures.
  const auto rows = RowsOf(statements, {"outcome"}, 2017);
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ((*rows)[0].line, "kansli");
  EXPECT_EQ((*rows)[0].label, "rad kansli");
  EXPECT_EQ((*rows)[0].kind, bud::Budget::INCOME);
  EXPECT_EQ((*rows)[0].figure.value().amount_ore(), 5);
  const auto unknown = RowsOf(statements, {"outcome", "utfall"}, 2017);
  EXPECT_EQ(ReasonOf(unknown.status()), "STATEMENT_UNKNOWN");
  EXPECT_THAT(std::string(unknown.status().message()), HasSubstr("outcome"));
  const common::v1::Table again = *table;
  *statements.add_statements() = again;
  statements.mutable_statements(1)->set_id("note-3");
  EXPECT_EQ(ReasonOf(RowsOf(statements, {"outcome", "note-3"}, 2017).status()),
            "HISTORY_LINE_TWICE");
}

// A statement of one row, "<id>/<line>/2017", of accounts from `first` to
// `last` with `object` in dimension 6, or with any.
common::v1::Table* AddStatement(const char* id, const char* line, int first,
                                int last, const char* object,
                                ledger::v1::GetStatementsResponse* out) {
  common::v1::Table* table = out->add_statements();
  table->set_id(id);
  table->add_columns()->set_id("2017");
  common::v1::Row* row = table->add_rows();
  row->set_id(line);
  row->set_kind(common::v1::Row::DETAIL);
  common::v1::Figure* figure = row->add_cells()->mutable_figure();
  figure->set_id(absl::StrCat(id, "/", line, "/2017"));
  figure->mutable_value()->set_amount_ore(5);
  common::v1::BooksOrigin& books =
      *figure->mutable_provenance()->mutable_books();
  books.set_measure(common::v1::BooksOrigin::MOVEMENT);
  common::v1::AccountSelection* selection = books.add_selections();
  selection->set_first_account(first);
  selection->set_last_account(last);
  if (*object != '\0') {
    selection->set_dimension(6);
    selection->add_objects(object);
  }
  return table;
}

TEST(OutcomesTest, TheSameMoneyIsNotCountedTwice) {
  ledger::v1::GetStatementsResponse statements;
  AddStatement("note-2", "bidrag", 3000, 3999, "", &statements);
  AddStatement("note-3", "kansli", 4000, 7999, "80", &statements);
  AddStatement("note-4", "team", 4000, 7999, "10", &statements);
  AddStatement("result", "costs", 5000, 5999, "", &statements);
  AddStatement("balance", "cash", 1900, 1999, "", &statements)
      ->mutable_rows(0)
      ->mutable_cells(0)
      ->mutable_figure()
      ->mutable_provenance()
      ->mutable_books()
      ->set_measure(common::v1::BooksOrigin::CLOSING);
  // A row that is another statement's row, and holds no accounts itself.
  common::v1::Figure* of =
      AddStatement("summary", "all-costs", 0, 0, "", &statements)
          ->mutable_rows(0)
          ->mutable_cells(0)
          ->mutable_figure();
  of->mutable_provenance()->clear_books();
  of->mutable_provenance()->add_terms()->set_figure_id("result/costs/2017");
  const auto reason = [&](const std::vector<std::string>& named) {
    return ReasonOf(RowsOf(statements, named, 2017).status());
  };
  EXPECT_EQ(reason({"note-2", "note-3", "note-4"}), "");
  EXPECT_EQ(reason({"note-2", "note-2"}), "STATEMENT_TWICE");
  EXPECT_EQ(reason({"note-2", "result"}), "");
  EXPECT_EQ(reason({"note-3", "result"}), "OUTCOME_OVERLAP");
  EXPECT_EQ(reason({"note-4", "summary"}), "OUTCOME_OVERLAP");
  EXPECT_EQ(reason({"summary"}), "");
  EXPECT_EQ(reason({"balance"}), "OUTCOME_BALANCE");
}

TEST(OutcomesTest, RowsOfOneStatementDoNotShareAccountsEither) {
  using common::v1::BooksOrigin;
  ledger::v1::GetStatementsResponse statements;
  AddStatement("note-3", "kansli", 4000, 7999, "", &statements);
  ledger::v1::GetStatementsResponse other;
  common::v1::Row& row = *statements.mutable_statements(0)->add_rows();
  const auto add = [&](int first, const char* object) {
    row = AddStatement("note-3", "styrelse", first, 5999, object, &other)
              ->rows(0);
  };
  const auto books = [&](int place) {
    return statements.mutable_statements(0)
        ->mutable_rows(place)
        ->mutable_cells(0)
        ->mutable_figure()
        ->mutable_provenance()
        ->mutable_books();
  };
  std::vector<std::string> unsure;
  const auto reason = [&] {
    unsure.clear();
    return ReasonOf(RowsOf(statements, {"note-3"}, 2017, &unsure).status());
  };
  add(5000, "");
  EXPECT_EQ(reason(), "OUTCOME_OVERLAP");
  row.set_kind(common::v1::Row::TOTAL);
  EXPECT_EQ(reason(), "") << "a sum counts nothing";
  row.set_kind(common::v1::Row::DETAIL);
  // The debit and the credit entries of the same accounts are not the same.
  books(0)->set_measure(BooksOrigin::DEBITS);
  books(1)->set_measure(BooksOrigin::CREDITS);
  EXPECT_EQ(reason(), "");
  EXPECT_THAT(unsure, IsEmpty());
  // Objects of two dimensions may stand on one entry.
  add(5000, "80");
  books(0)->set_measure(BooksOrigin::MOVEMENT);
  books(0)->mutable_selections(0)->set_dimension(1);
  EXPECT_EQ(reason(), "");
  EXPECT_THAT(unsure,
              ElementsAre(AllOf(HasSubstr("kansli"), HasSubstr("styrelse"))));
}

TEST(BudgetArgumentsTest, APlaceIsAnAssociationAYearOrBoth) {
  CommonOptions common;
  common.association = "222000-2279";
  common.year = 2020;
  const auto at = [&common](const PlaceWords& words) {
    const auto placed = At(common, words);
    return placed.ok() ? absl::StrCat(placed->association, " ", placed->year)
                       : ReasonOf(placed.status());
  };
  EXPECT_EQ(at({}), "222000-2279 2020");
  EXPECT_EQ(at({"2025"}), "222000-2279 2025");
  EXPECT_EQ(at({"222000-1511"}), "222000-1511 2020");
  EXPECT_EQ(at({"222000-1511", "2025"}), "222000-1511 2025");
  EXPECT_EQ(at({"222000-1511", "i år"}), "ARGUMENT_INVALID");
}

TEST(BudgetArgumentsTest, AMonthIsOfTheYear) {
  EXPECT_EQ(ParseMonth("--through", "6", 2017).value_or(0), 6);
  EXPECT_EQ(ParseMonth("--through", "2017-12", 2017).value_or(0), 12);
  for (const char* text :
       {"", "0", "13", "2016-06", "juni", "2017-006", "-6"}) {
    EXPECT_EQ(ReasonOf(ParseMonth("--through", text, 2017).status()),
              "ARGUMENT_INVALID")
        << text;
  }
}

}  // namespace
}  // namespace finsam::cli
