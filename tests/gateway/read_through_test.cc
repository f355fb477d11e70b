// The report examined as its reader sees it.

#include "services/gateway/read_through.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

void AddRow(common::v1::Table* table, const std::string& label, int64_t kronor,
            common::v1::Row::Kind kind = common::v1::Row::DETAIL) {
  common::v1::Row* row = table->add_rows();
  row->set_label(label);
  row->set_kind(kind);
  auto* cell = row->add_cells();
  cell->mutable_figure()->set_id(absl::StrCat("x/", label, "/2024"));
  cell->mutable_figure()->mutable_value()->set_amount_ore(kronor * 100);
  cell->mutable_display()->set_unit(common::v1::Display::KRONOR);
}

v1::Section* AddSection(v1::Report* report, const std::string& title) {
  v1::Section* section = report->add_sections();
  section->set_title(title);
  return section;
}

common::v1::Table* AddTable(v1::Section* section, const std::string& id) {
  common::v1::Table* table = section->add_blocks()->mutable_table();
  table->set_id(id);
  table->set_unit("kr");
  table->add_columns()->set_label("2024-12-31");
  return table;
}

// A balance sheet, and a text.
v1::Report Report(const std::string& markdown, int64_t receivables = 400) {
  v1::Report report;
  report.set_title("Årsredovisning 2024");
  report.set_fiscal_year(2024);
  report.set_kind(v1::ANNUAL_REPORT);
  common::v1::Table* table =
      AddTable(AddSection(&report, "Balansräkning"), "balance-sheet");
  AddRow(table, "Fordringar", receivables);
  AddRow(table, "Kassa och bank", 600);
  AddRow(table, "Summa omsättningstillgångar", 1'000, common::v1::Row::TOTAL);
  AddRow(table, "Summa tillgångar", 1'000, common::v1::Row::TOTAL);
  v1::Text* text = AddSection(&report, "Ekonomi")->add_blocks()->mutable_text();
  text->set_markdown(markdown);
  return report;
}

std::vector<std::string> Codes(const CheckResult& result) {
  std::vector<std::string> codes;
  for (const Finding& finding : result.findings) {
    codes.push_back(finding.check);
  }
  return codes;
}

CheckResult Read(const v1::Report& report) {
  CheckResult result;
  ReadThrough(report, &result);
  return result;
}

TEST(ReadThroughTest, TextsAreReadAsTheyPrint) {
  v1::Report report = Report(
      "# Rubrik\n\nEtt *stycke* med \ue0000\ue001\noch mer.\n\n- En punkt\n"
      "- En annan");
  v1::Text* text =
      report.mutable_sections(1)->mutable_blocks(0)->mutable_text();
  text->add_references()->set_printed("518 tkr");
  const printed::Document document = DocumentOf(report);
  EXPECT_THAT(document.headings, ElementsAre("Balansräkning", "Ekonomi"));
  ASSERT_EQ(document.text.size(), 1u);
  EXPECT_THAT(document.text[0].paragraphs,
              ElementsAre("Rubrik", "Ett stycke med 518 tkr och mer.",
                          "En punkt", "En annan"));
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_THAT(document.tables[0].rows[2].cells, ElementsAre("1\u00a0000"));
  EXPECT_TRUE(document.tables[0].rows[2].total);
}

TEST(ReadThroughTest, WhatOnlyThePrintTellsBlocksNothing) {
  const CheckResult wrong = Read(Report("", 399'000));
  EXPECT_THAT(Codes(wrong), Contains("BS-2"));
  for (const Finding& finding : wrong.findings) {
    EXPECT_NE(finding.severity, FindingSeverity::kError) << finding.id;
    EXPECT_THAT(finding.figure_ids, IsEmpty());
  }
  EXPECT_THAT(Codes(Read(Report(""))), Not(Contains("BS-2")));
}

TEST(ReadThroughTest, ACheckThatKnowsTheFiguresIsNotMadeAgain) {
  CheckResult result;
  result.summary.push_back({"BS-2", "gjord", 3, 0});
  ReadThrough(Report("", 399'000), &result);
  EXPECT_THAT(Codes(result), Not(Contains("BS-2")));
  int said = 0;
  for (const CheckSummary& summary : result.summary) {
    if (summary.check == "BS-2") said += summary.comparison_count;
  }
  EXPECT_EQ(said, 3);
}

TEST(ReadThroughTest, AWordThatTheTablesContradict) {
  const CheckResult result =
      Read(Report("Likvida medel uppgick till 700 kr 2024."));
  ASSERT_THAT(Codes(result), Contains("TX-5"));
  for (const Finding& finding : result.findings) {
    if (finding.check != "TX-5") continue;
    EXPECT_THAT(finding.id, testing::StartsWith("TX-5/"));
    EXPECT_THAT(finding.found, HasSubstr("700"));
  }
}

TEST(ReadThroughTest, TheHeadingsThatTheLawAsksFor) {
  v1::Report report = Report("");
  for (const char* title : {"Resultaträkning", "Noter", "Underskrifter"}) {
    AddSection(&report, title);
  }
  EXPECT_THAT(Codes(Read(report)), Contains("NO-5"));
}

TEST(ReadThroughTest, AnEmptyReportIsNoTrouble) { Read(v1::Report()); }

}  // namespace
}  // namespace finsam::gateway
