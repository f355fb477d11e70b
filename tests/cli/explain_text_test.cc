// A figure's way down, as text.

#include "cli/explain_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_replace.h"

namespace finsam::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

using Explained = gateway::v1::ExplainFigureResponse;

void AddStep(const std::string& id, const std::string& printed, int depth,
             int factor, Explained* explained) {
  auto* step = explained->add_steps();
  step->mutable_figure()->set_id(id);
  step->mutable_figure()->mutable_provenance()->set_service("ledger");
  step->mutable_figure()->mutable_provenance()->set_revision(12);
  step->mutable_figure()->mutable_provenance()->set_rule("sum");
  step->set_printed(printed);
  step->set_depth(depth);
  step->set_factor(factor);
}

void FillDate(int month, int day, common::v1::Date* date) {
  date->set_year(2024);
  date->set_month(month);
  date->set_day(day);
}

// Costs of 1 500 kronor and 50 öre on one account, in one voucher.
void FillBooks(ledger::v1::ExplainFigureResponse* books) {
  books->mutable_figure()->set_id("note-3/kansli/2024");
  books->set_label("Kansli");
  auto* sum = books->add_accounts();
  sum->set_account(5010);
  sum->set_name("Lokalhyra");
  sum->add_objects()->set_dimension(6);
  sum->mutable_objects(0)->set_object("81");
  sum->add_object_names("Förbundschef");
  sum->set_amount_ore(150'050);
  auto* line = books->add_entries();
  line->set_series("A");
  line->set_number(17);
  FillDate(3, 5, line->mutable_date());
  line->set_text("Hyra mars");
  line->mutable_entry()->set_account(5010);
  line->mutable_entry()->set_amount_ore(-150'050);
}

// With plain blanks, to be read here.
std::string Text(const Explained& explained) {
  return absl::StrReplaceAll(ExplainText(explained), {{"\u00a0", " "}});
}

TEST(ExplainTextTest, StepsAreIndentedWithSignAndPlace) {
  Explained explained;
  AddStep("income-statement/result/2024", "−518 359 kr", 0, 1, &explained);
  AddStep("income-statement/costs/2024", "5 746 718 kr", 1, -1, &explained);
  explained.mutable_steps(1)->set_label("Resultaträkning: Kostnader, 2024");
  const std::string text = Text(explained);
  EXPECT_THAT(text,
              testing::StartsWith("income-statement/result/2024 = −518 359 kr  "
                                  "(ledger 12, "));
  EXPECT_THAT(text, HasSubstr("\n  − income-statement/costs/2024 = "
                              "5 746 718 kr  [Resultaträkning: Kostnader, "
                              "2024]  (ledger 12, "));
}

TEST(ExplainTextTest, RecordsAreNamed) {
  Explained explained;
  AddStep("participants/ljuspunkten/deltagare/total/2024", "20", 0, 1,
          &explained);
  explained.mutable_steps(0)
      ->mutable_figure()
      ->mutable_provenance()
      ->add_records("associations/2220001511/fiscalYears/2024/counts/1");
  EXPECT_THAT(Text(explained),
              HasSubstr("\n    ur associations/2220001511/fiscalYears/2024/"
                        "counts/1\n"));
}

TEST(ExplainTextTest, WithoutBooksThereAreOnlySteps) {
  Explained explained;
  AddStep("goals/met/2024", "1", 0, 1, &explained);
  explained.mutable_books();  // Set, but about no figure.
  EXPECT_THAT(Text(explained), Not(HasSubstr("Ur bokföringen")));
  EXPECT_EQ(ExplainText({}), "");
}

TEST(ExplainTextTest, AccountsAndVouchersInTheBooksSign) {
  Explained explained;
  AddStep("note-3/kansli/2024", "1 501 kr", 0, 1, &explained);
  FillBooks(explained.mutable_books());
  const std::string text = Text(explained);
  EXPECT_THAT(text, HasSubstr("Ur bokföringen: Kansli"));
  EXPECT_THAT(text,
              HasSubstr("5010   Lokalhyra  6:81    Förbundschef  1 500,50"));
  EXPECT_THAT(text, HasSubstr("A17  2024-03-05  5010"));
  EXPECT_THAT(text, HasSubstr("Hyra mars  −1 500,50"));
  EXPECT_THAT(text, Not(HasSubstr("fler verifikationer")));
}

TEST(ExplainTextTest, MoreVouchersAreSaidToBeThere) {
  Explained explained;
  FillBooks(explained.mutable_books());
  explained.mutable_books()->set_next_page_token("t");
  EXPECT_THAT(Text(explained), HasSubstr("--all"));
}

TEST(ExplainTextTest, OpeningBalancesHaveNoVouchers) {
  Explained explained;
  FillBooks(explained.mutable_books());
  explained.mutable_books()->clear_entries();
  EXPECT_THAT(Text(explained), HasSubstr("Inga verifikationer"));
}

}  // namespace
}  // namespace finsam::cli
