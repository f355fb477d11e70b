// The renderer: the same bytes always, and refusals that name the place.

#include "services/gateway/pdf/pdf_renderer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <clocale>
#include <ctime>
#include <thread>
#include <variant>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/status.h"
#include "tests/gateway/pdf_sample.h"

namespace finsam::gateway::pdf {
namespace {

using ::testing::HasSubstr;

absl::Status Refused(const Document& document, const PdfOptions& options = {}) {
  return NewPdfRenderer()->Render(document, options).status();
}

Document With(Block block) {
  Document document;
  document.title = "Prov";
  document.blocks.emplace_back(Heading{1, "1", "Början", "first"});
  document.blocks.push_back(std::move(block));
  return document;
}

Document WithText(const std::string& text) {
  return With(Paragraph{Paragraph::Kind::kBody, {Run{text}}});
}

TEST(PdfRendererTest, SameDocumentGivesTheSameBytes) {
  const std::string first = Rendered(SampleDocument()).bytes;
  setenv("TZ", "Pacific/Auckland", 1);
  setenv("LANG", "de_DE.UTF-8", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("FONTCONFIG_FILE", "/nowhere", 1);
  tzset();
  std::setlocale(LC_ALL, "");
  EXPECT_EQ(Rendered(SampleDocument()).bytes, first);
}

TEST(PdfRendererTest, ThreadsGetTheSameBytes) {
  const std::string first = Rendered(SampleDocument()).bytes;
  std::vector<std::string> bytes(4);
  std::vector<std::thread> threads;
  for (std::string& mine : bytes) {
    threads.emplace_back([&mine] { mine = Rendered(SampleDocument()).bytes; });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& mine : bytes) EXPECT_EQ(mine, first);
}

TEST(PdfRendererTest, AnotherDocumentGivesOtherBytes) {
  Document other = SampleDocument();
  other.draft = false;
  EXPECT_NE(Rendered(other).bytes, Rendered(SampleDocument()).bytes);
}

TEST(PdfRendererTest, UnknownLetterIsNamedWithItsPlace) {
  const absl::Status status = Refused(WithText("vanligt och 漢"));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), "PDF_GLYPH_UNKNOWN");
  EXPECT_THAT(std::string(status.message()), HasSubstr("\"漢\" (U+6F22)"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("1 Början"));
}

TEST(PdfRendererTest, UnknownLetterIsFoundEverywhere) {
  const std::string odd = "漢";
  Table table = NumberTable("t", 3, 2);
  table.rows[1].cells[1].text = odd;
  EXPECT_EQ(ReasonOf(Refused(With(table))), "PDF_GLYPH_UNKNOWN");
  Figure figure;
  figure.alt = "en figur";
  figure.drawing = {10'000, 10'000, "", "", {}};
  Shape shape;
  shape.kind = Shape::Kind::kText;
  shape.text = odd;
  shape.font_size = 900;
  figure.drawing.shapes.push_back(shape);
  EXPECT_EQ(ReasonOf(Refused(With(figure))), "PDF_GLYPH_UNKNOWN");
  Document cover = WithText("text");
  cover.subtitle_lines = {odd};
  EXPECT_EQ(ReasonOf(Refused(cover)), "PDF_GLYPH_UNKNOWN");
  EXPECT_EQ(ReasonOf(Refused(With(Heading{1, "", odd, "x"}))),
            "PDF_GLYPH_UNKNOWN");
}

TEST(PdfRendererTest, WhatOfficesWriteIsThere) {
  EXPECT_TRUE(Refused(WithText("ÅÄÖ åäö éü – — − … ”citat” ’ § ½ % ‰ € £ ≥ ≤ ≠ "
                               "× · • → Łódź Çelik Đorđe ñ\u00ad\u00a0ø"))
                  .ok());
}

TEST(PdfRendererTest, LimitsAreRefusedByName) {
  Document many;
  many.title = "Prov";
  many.blocks.assign(kBlocksMax + 1, PageBreak());
  EXPECT_EQ(ReasonOf(Refused(many)), "PDF_TOO_LARGE");
  EXPECT_EQ(ReasonOf(Refused(WithText(std::string(kTextBytesMax + 1, 'a')))),
            "PDF_TOO_LARGE");
  EXPECT_EQ(ReasonOf(Refused(
                With(NumberTable("t", 1, static_cast<int>(kTableColumnsMax))))),
            "PDF_TOO_LARGE");
  EXPECT_EQ(ReasonOf(Refused(
                With(NumberTable("t", static_cast<int>(kTableRowsMax), 2)))),
            "PDF_TOO_LARGE");
  EXPECT_EQ(ReasonOf(Refused(With(NumberTable("t", 2'000, 30)))),
            "PDF_TOO_LARGE");
  List list;
  for (size_t depth = 0; depth < kListDepthMax; ++depth) {
    List outer;
    outer.items.emplace_back().parts.emplace_back(std::move(list));
    list = std::move(outer);
  }
  EXPECT_EQ(ReasonOf(Refused(With(list))), "PDF_TOO_LARGE");
}

TEST(PdfRendererTest, IdsAndFieldsAreOfTheirOwn) {
  EXPECT_EQ(ReasonOf(Refused(With(Heading{1, "", "Igen", "first"}))),
            "PDF_DOCUMENT_INVALID");
  EXPECT_EQ(ReasonOf(Refused(With(Heading{1, "", "Fel", "a b"}))),
            "PDF_DOCUMENT_INVALID");
  EXPECT_EQ(ReasonOf(Refused(With(
                SignatureFields{{{"a", "A", "", ""}, {"a", "B", "", ""}}}))),
            "PDF_DOCUMENT_INVALID");
  EXPECT_EQ(ReasonOf(Refused(With(Figure()))), "PDF_DOCUMENT_INVALID");
  EXPECT_EQ(ReasonOf(Refused(Document())), "PDF_DOCUMENT_INVALID");
}

TEST(PdfRendererTest, NumbersThatDoNotFitAreRefused) {
  Table table = NumberTable("t", 9, 30);
  for (Table::Row& row : table.rows) {
    for (size_t i = 1; i < row.cells.size(); ++i) {
      row.cells[i].text = "123\u00a0456\u00a0789";
    }
  }
  EXPECT_EQ(ReasonOf(Refused(With(table))), "PDF_TABLE_TOO_WIDE");
}

TEST(PdfRendererTest, LongWordsAndEmptyThingsArePlaced) {
  Document document = WithText(std::string(3'000, 'w'));
  document.blocks.emplace_back(Paragraph());
  document.blocks.emplace_back(List());
  document.blocks.emplace_back(List{false, 1, {ListItem()}});
  document.blocks.emplace_back(SignatureFields());
  Table empty;
  empty.numeric = {false, true};
  document.blocks.emplace_back(empty);
  Table words = NumberTable("words", 5, 2);
  words.rows[1].cells[0].text = std::string(400, 'w');
  document.blocks.emplace_back(words);
  EXPECT_TRUE(Refused(document).ok());
}

TEST(PdfRendererTest, MissingFontIsTrouble) {
  const absl::Status status = Refused(WithText("text"), {"/nowhere"});
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(ReasonOf(status), "");
  EXPECT_THAT(std::string(status.message()), HasSubstr("/nowhere"));
}

// A page never holds more than it can: between the texts' lower edge and the
// footer there is nothing.
TEST(PdfRendererTest, TextsOfManyLengthsKeepToTheirPages) {
  if (!HasProgram("pdftotext")) GTEST_SKIP() << "poppler is not installed";
  Document document;
  document.title = "Prov";
  for (int i = 1; i <= 24; ++i) {
    const std::string number = absl::StrCat(i);
    document.blocks.emplace_back(Heading{i == 1 ? 1 : 2, "",
                                         absl::StrCat("Rubrik ", number),
                                         absl::StrCat("h", number)});
    document.blocks.emplace_back(LongParagraph(30 + i * 29));
    document.blocks.emplace_back(NumberTable(number, 2 + i * 3, 4));
  }
  const std::string lows =
      Asked("pdftotext -bbox FILE - | grep -o 'yMax=\"[0-9]*' | cut -c7-",
            Rendered(document).bytes);
  int footers = 0;
  for (const absl::string_view line : absl::StrSplit(lows, '\n')) {
    int low = 0;
    if (!absl::SimpleAtoi(line, &low)) continue;
    if (low > 780) ++footers;
    EXPECT_TRUE(low <= 767 || low > 780) << low;
  }
  EXPECT_GT(footers, 20);
}

}  // namespace
}  // namespace finsam::gateway::pdf
