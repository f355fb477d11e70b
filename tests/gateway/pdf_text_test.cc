// What readers get out of a PDF: a screen reader the structure, a program the
// text. Through poppler's tools; without them these tests are skipped.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/gateway/pdf/report_document.h"
#include "services/gateway/printed.h"
#include "tests/gateway/pdf_sample.h"
#include "tests/gateway/sample_report.h"
#include "tests/kit/processes.h"

namespace finsam::gateway::pdf {
namespace {

using ::testing::HasSubstr;

constexpr char kGolden[] = FINSAM_SOURCE_DIR "/tests/golden/pdf-structure.txt";

// Spaces of every kind are one blank, so that line breaks do not matter.
std::string Plain(const std::string& text) {
  std::string out;
  for (const char c : absl::StrReplaceAll(text, {{"\u00a0", " "}})) {
    const bool blank = c == ' ' || c == '\n' || c == '\f';
    if (!blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  return out;
}

TEST(PdfTextTest, StructureIsAsItWasLookedAt) {
  if (!HasProgram("pdfinfo")) GTEST_SKIP() << "poppler is not installed";
  // Numbers of objects change with the library; all else may not. A short
  // table, for the tool reads a page anew for each element.
  const std::string said =
      Asked("pdfinfo -struct-text FILE | sed 's/Object [0-9]* 0/Object/'",
            Rendered(SampleDocument(/*rows=*/12)).bytes);
  if (std::getenv("FINSAM_UPDATE_GOLDEN") != nullptr) {
    testkit::WriteWholeFile(kGolden, said);
  }
  EXPECT_EQ(said, testkit::ReadWholeFile(kGolden));
}

// The end of a line is the end of a word, and the middle of a word is not.
TEST(PdfTextTest, WordsAreApartAtTheEndsOfLines) {
  if (!HasProgram("pdfinfo")) GTEST_SKIP() << "poppler is not installed";
  Document document;
  document.title = "Prov";
  Paragraph paragraph = LongParagraph(40);
  paragraph.runs.push_back(
      pdf::Run{absl::StrCat("\nslut ", std::string(200, 'w'))});
  document.blocks.emplace_back(paragraph);
  const std::string said =
      Asked("pdfinfo -struct-text FILE", Rendered(document).bytes);
  EXPECT_THAT(said, ::testing::Not(HasSubstr("samordningsamordning")));
  EXPECT_THAT(said, HasSubstr("835 kr. slut ww"));
  EXPECT_THAT(said, HasSubstr(std::string(200, 'w')));
}

TEST(PdfTextTest, NumbersComeOutWholeAndInOrder) {
  if (!HasProgram("pdftotext")) GTEST_SKIP() << "poppler is not installed";
  const std::string text =
      Plain(Asked("pdftotext FILE -", Rendered(SampleDocument()).bytes));
  EXPECT_THAT(text, HasSubstr("7 402 835 kr."));
  EXPECT_THAT(text, HasSubstr("−11 100"));
  const std::string rows = Plain(
      Asked("pdftotext -layout FILE -", Rendered(SampleDocument()).bytes));
  EXPECT_THAT(rows, HasSubstr("Rad 1 −1 100 −1 102"));
  EXPECT_THAT(rows, HasSubstr("Rad 64 −64 100 −64 102"));
}

// All that a report prints in its tables and its texts is in the file.
TEST(PdfTextTest, EveryCellOfAReportIsThere) {
  if (!HasProgram("pdftotext")) GTEST_SKIP() << "poppler is not installed";
  const v1::Report report = SampleReport();
  const std::string text = Plain(Asked(
      "pdftotext -raw FILE -", Rendered(ReportDocument(report, {})).bytes));
  int cells = 0;
  const auto check = [&](const auto& self, const v1::Section& section) -> void {
    EXPECT_THAT(text, HasSubstr(Plain(section.title())));
    for (const v1::Block& block : section.blocks()) {
      for (const auto& row : block.table().rows()) {
        for (const auto& cell : row.cells()) {
          ++cells;
          EXPECT_THAT(text, HasSubstr(Plain(PrintedCell(cell))));
        }
      }
      for (const auto& reference : block.text().references()) {
        EXPECT_THAT(text, HasSubstr(Plain(PrintedOf(reference))));
      }
    }
    for (const v1::Section& inner : section.sections()) self(self, inner);
  };
  for (const v1::Section& section : report.sections()) check(check, section);
  EXPECT_GT(cells, 10);
}

TEST(PdfTextTest, FontsAreAllEmbedded) {
  if (!HasProgram("pdffonts")) GTEST_SKIP() << "poppler is not installed";
  const std::string fonts =
      Asked("pdffonts FILE", Rendered(SampleDocument()).bytes);
  EXPECT_THAT(fonts, HasSubstr("LiberationSans-Bold"));
  EXPECT_THAT(fonts, ::testing::Not(HasSubstr(" no ")));
}

}  // namespace
}  // namespace finsam::gateway::pdf
