// A report as a document: every part of it, in order, with its marks.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/pdf/report_document.h"
#include "tests/gateway/pdf_sample.h"
#include "tests/gateway/sample_report.h"

namespace finsam::gateway::pdf {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <typename Part>
std::vector<Part> All(const Document& document) {
  std::vector<Part> parts;
  for (const Block& block : document.blocks) {
    if (const auto* part = std::get_if<Part>(&block)) parts.push_back(*part);
  }
  return parts;
}

std::string TextOf(const Runs& runs) {
  std::string text;
  for (const Run& run : runs) text += run.text;
  return text;
}

Document OfText(const std::string& markdown) {
  v1::Report report;
  report.set_title("Rapport");
  *report.add_sections() = TextSection("Avsnitt", markdown);
  return ReportDocument(report, {});
}

TEST(PdfReportTest, CoverSaysWhoseReportItIs) {
  v1::Report report = SampleReport();
  report.set_audience(common::v1::OFFICE);
  ReportDocumentOptions options;
  options.draft = true;
  const Document document = ReportDocument(report, options);
  EXPECT_EQ(document.title, report.title());
  EXPECT_EQ(document.organisation, report.association());
  EXPECT_THAT(document.subtitle_lines,
              ElementsAre(report.registration_number()));
  EXPECT_THAT(document.notice, HasSubstr("Internt underlag"));
  EXPECT_TRUE(document.draft);
  EXPECT_FALSE(document.created.has_value());
  report.set_audience(common::v1::PUBLIC);
  EXPECT_EQ(ReportDocument(report, {}).notice, "");
  EXPECT_FALSE(ReportDocument(report, {}).draft);
}

TEST(PdfReportTest, DraftSaysSoOnItsFirstPageAndAtEveryFoot) {
  if (!HasProgram("pdftotext")) GTEST_SKIP() << "poppler is not installed";
  ReportDocumentOptions options;
  options.draft = true;
  const RenderedPdf draft = Rendered(ReportDocument(SampleReport(), options));
  const std::string count =
      Asked("pdfinfo FILE | grep Pages | tr -dc 0-9", draft.bytes);
  EXPECT_EQ(Asked("pdftotext FILE - | grep -c UTKAST", draft.bytes),
            absl::StrCat(count, "\n"));
  const RenderedPdf final_one = Rendered(ReportDocument(SampleReport(), {}));
  EXPECT_THAT(Asked("pdftotext FILE - | grep -c UTKAST", final_one.bytes),
              HasSubstr("0\n"));
}

TEST(PdfReportTest, AChartIsAFigureWithWordsAndNoSecondTable) {
  v1::Report report = SampleReport();
  common::v1::Table* table = nullptr;
  for (v1::Section& section : *report.mutable_sections()) {
    for (v1::Block& block : *section.mutable_blocks()) {
      if (block.has_table() && table == nullptr) table = block.mutable_table();
    }
  }
  ASSERT_NE(table, nullptr);
  const auto figures = [](const Document& document) {
    std::vector<Figure> out;
    for (const auto& block : document.blocks) {
      if (const auto* one = std::get_if<Figure>(&block)) out.push_back(*one);
    }
    return out;
  };
  EXPECT_TRUE(figures(ReportDocument(report, {})).empty());
  common::v1::Chart* chart = table->add_charts();
  chart->set_kind(common::v1::Chart::BARS);
  chart->set_title("Ritad");
  const Document document = ReportDocument(report, {});
  const std::vector<Figure> drawn = figures(document);
  ASSERT_EQ(drawn.size(), 1U);
  EXPECT_EQ(drawn[0].title, "Ritad");
  EXPECT_THAT(drawn[0].alt, HasSubstr("Stapeldiagram: Ritad."));
  EXPECT_TRUE(drawn[0].data.rows.empty());
  EXPECT_EQ(Rendered(document).bytes, Rendered(document).bytes);
}

TEST(PdfReportTest, TextsKeepTheirShape) {
  const Document document = OfText(
      "Ett **starkt** och *betonat* [ord](https://a.se).\n\n"
      "### Rubrik\n\n3. tre\n4. fyra\n   - inre\n\n> citat\n\n"
      "rad  \nbruten\nmjukt\n\n    kod\n    mer\n");
  const auto paragraphs = All<Paragraph>(document);
  ASSERT_EQ(paragraphs.size(), 4u);
  const Runs& runs = paragraphs[0].runs;
  ASSERT_EQ(runs.size(), 7u);
  EXPECT_TRUE(runs[1].strong);
  EXPECT_TRUE(runs[3].emphasis);
  EXPECT_EQ(runs[5].link, "https://a.se");
  EXPECT_EQ(paragraphs[1].kind, Paragraph::Kind::kQuote);
  EXPECT_EQ(TextOf(paragraphs[2].runs), "rad\nbruten mjukt");
  EXPECT_EQ(TextOf(paragraphs[3].runs), "kod\nmer");
  const auto headings = All<Heading>(document);
  ASSERT_EQ(headings.size(), 2u);
  EXPECT_EQ(headings[1].level, 2);
  EXPECT_EQ(headings[1].id, "");
  const auto lists = All<List>(document);
  ASSERT_EQ(lists.size(), 1u);
  EXPECT_TRUE(lists[0].numbered);
  EXPECT_EQ(lists[0].start, 3);
  ASSERT_EQ(lists[0].items.size(), 2u);
  ASSERT_EQ(lists[0].items[1].parts.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<List>(lists[0].items[1].parts[1]));
}

TEST(PdfReportTest, DeepAndBrokenMarkdownIsNoCrash) {
  for (const std::string& markdown :
       {std::string(5'000, '>'), std::string(3'000, '-') + " a",
        std::string("- - - - - - - - - - a"), std::string("[a]("),
        std::string("# \n\n- \n\n1. \n"), std::string("<b>rå</b> html")}) {
    const Document document = OfText(markdown);
    EXPECT_TRUE(NewPdfRenderer()->Render(document, {}).ok())
        << markdown.substr(0, 20);
  }
}

TEST(PdfReportTest, TablesHaveTheirHeadsGroupsAndNotes) {
  const Document document = ReportDocument(SampleReport(), {});
  const auto tables = All<Table>(document);
  ASSERT_FALSE(tables.empty());
  bool total = false;
  bool note_link = false;
  for (const Table& table : tables) {
    EXPECT_FALSE(table.name.empty());
    ASSERT_EQ(table.head_rows.size(), 1u);
    EXPECT_EQ(table.head_rows[0].size(), table.numeric.size());
    EXPECT_FALSE(table.numeric[0]);
    for (const Table::Row& row : table.rows) {
      if (row.kind == Table::Row::Kind::kTotal) total = true;
      if (row.kind == Table::Row::Kind::kGroup) {
        EXPECT_EQ(row.cells.size(), 1u);
        continue;
      }
      EXPECT_EQ(row.cells.size(), table.numeric.size());
      for (const Cell& cell : row.cells) {
        if (!cell.link.empty()) note_link = true;
      }
    }
  }
  EXPECT_TRUE(total);
  EXPECT_TRUE(note_link);
}

TEST(PdfReportTest, SignersGetAPageAtTheEnd) {
  ReportDocumentOptions options;
  options.signers = {{"s1", "Asta Mörkdal", "Ledamot", "Förbundet"}};
  const RenderedPdf rendered =
      Rendered(ReportDocument(SampleReport(), options));
  ASSERT_EQ(rendered.boxes.size(), 1u);
  EXPECT_EQ(rendered.boxes[0].field, "s1");
  EXPECT_GT(rendered.boxes[0].page, 2);
  EXPECT_TRUE(Rendered(ReportDocument(SampleReport(), {})).boxes.empty());
}

}  // namespace
}  // namespace finsam::gateway::pdf
