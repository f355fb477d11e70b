// What `finsam report assemble` shows of a report.

#include "cli/report_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace finsam::cli {
namespace {

using common::v1::Row;
using testing::HasSubstr;
using testing::Not;

common::v1::Table* AddTable(const std::string& id,
                            gateway::v1::Report* report) {
  common::v1::Table* table =
      report->add_sections()->add_blocks()->mutable_table();
  table->set_id(id);
  table->set_unit("kr");
  table->add_columns()->set_label("Budget 2025");
  return table;
}

void AddRow(const std::string& id, Row::Kind kind, common::v1::Table* table) {
  Row* row = table->add_rows();
  row->set_id(id);
  row->set_label("Rad " + id);
  row->set_kind(kind);
  auto* cell = row->add_cells();
  cell->set_text("500");
  cell->mutable_figure()->set_id(table->id() + "/" + id);
  cell->mutable_figure()->mutable_value()->set_amount_ore(500'00);
}

TEST(ReportTextTest, AReportWithoutStatementsShowsTheSumsOfItsTables) {
  gateway::v1::Report report;
  report.set_title("Verksamhetsplan 2025");
  report.add_sections()->add_blocks()->mutable_text();
  EXPECT_THAT(AssembledText(report), HasSubstr("inga summor"));
  EXPECT_THAT(AssembledText(report),
              HasSubstr("1 avsnitt, 0 tabeller, 1 text"));
  common::v1::Table* plan = AddTable("plan", &report);
  AddRow("kansli", Row::DETAIL, plan);
  AddRow("costs", Row::TOTAL, plan);
  std::string text = AssembledText(report);
  EXPECT_THAT(text, HasSubstr("2 avsnitt, 1 tabell, 1 text\n"));
  EXPECT_THAT(text, HasSubstr("Rad costs  Budget 2025  500 kr  plan/costs\n"));
  EXPECT_THAT(text, Not(HasSubstr("kansli")));
  // Where there are financial statements, they are the main thing.
  AddRow("total-assets", Row::TOTAL, AddTable("balance-sheet", &report));
  text = AssembledText(report);
  EXPECT_THAT(text, HasSubstr("balance-sheet/total-assets\n"));
  EXPECT_THAT(text, Not(HasSubstr("plan/costs")));
}

}  // namespace
}  // namespace finsam::cli
