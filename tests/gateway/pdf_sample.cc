#include "tests/gateway/pdf_sample.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/check.h"
#include "tests/kit/processes.h"

namespace finsam::gateway::pdf {
namespace {

constexpr char kNoBreakSpace[] = "\u00a0";

Shape ShapeOf(Shape::Kind kind, int64_t x, int64_t y, int64_t width,
              int64_t height) {
  Shape shape;
  shape.kind = kind;
  shape.x = x;
  shape.y = y;
  shape.width = width;
  shape.height = height;
  return shape;
}

Figure SampleFigure() {
  Figure figure;
  figure.title = "Intäkter och kostnader (tkr)";
  figure.alt = "Staplar: intäkterna var 5 228 tkr, kostnaderna 5 747 tkr.";
  figure.drawing.width = 60'000;  // Wider than the page: it is made smaller.
  figure.drawing.height = 20'000;
  auto& shapes = figure.drawing.shapes;
  int64_t x = 2'000;
  for (const auto pattern : {Shape::Pattern::kSolid, Shape::Pattern::kHatched,
                             Shape::Pattern::kDotted}) {
    Shape bar = ShapeOf(Shape::Kind::kRect, x, 4'000, 8'000, 14'000);
    bar.fill = "#1b4f83";
    bar.stroke = "#1a1a1a";
    bar.stroke_width = 100;
    bar.pattern = pattern;
    shapes.push_back(bar);
    x += 12'000;
  }
  Shape text = ShapeOf(Shape::Kind::kText, 6'000, 3'500, 0, 0);
  text.text = absl::StrCat("5", kNoBreakSpace, "228");
  text.anchor = TextAnchor::kMiddle;
  text.font_size = 900;
  text.fill = "#1a1a1a";
  shapes.push_back(text);
  Shape line = ShapeOf(Shape::Kind::kLine, 1'000, 18'000, 50'000, 0);
  line.stroke = "#555555";
  line.stroke_width = 50;
  shapes.push_back(line);
  Shape curve = line;
  curve.kind = Shape::Kind::kPolyline;
  curve.points = {{40'000, 9'000}, {46'000, 5'000}, {52'000, 8'000}};
  shapes.push_back(curve);
  Shape dot = ShapeOf(Shape::Kind::kCircle, 46'000, 5'000, 800, 0);
  dot.fill = "#a12b10";
  shapes.push_back(dot);
  figure.data = NumberTable("figure-data", 3, 2);
  return figure;
}

List SampleList() {
  List inner;
  inner.items.resize(2);
  inner.items[0].parts.push_back(
      Paragraph{Paragraph::Kind::kBody, {Run{"inre punkt"}}});
  inner.items[1].parts.push_back(LongParagraph(40));
  List list;
  list.numbered = true;
  list.start = 9;
  list.items.resize(3);
  for (ListItem& item : list.items) {
    item.parts.push_back(Paragraph{Paragraph::Kind::kBody, {Run{"punkt"}}});
  }
  list.items[1].parts.push_back(std::move(inner));
  return list;
}

Paragraph LinkedParagraph() {
  Run strong{"viktigt"};
  strong.strong = true;
  Run emphasis{" och betonat"};
  emphasis.emphasis = true;
  Run inside{"tabellen över flera sidor"};
  inside.link = "#long";
  Run outside{"finsam.se"};
  outside.link = "https://finsam.se/år?x=(1)";
  Run nowhere{"ingenstans"};
  nowhere.link = "#finns-inte";
  return {Paragraph::Kind::kBody,
          {Run{"Se "}, inside, Run{", "}, outside, Run{" eller "}, nowhere,
           Run{": "}, strong, emphasis, Run{". Rad\nrad."}}};
}

}  // namespace

Paragraph LongParagraph(int words) {
  std::string text;
  for (int i = 0; i < words; ++i) absl::StrAppend(&text, "samordning ");
  absl::StrAppend(&text, "7", kNoBreakSpace, "402", kNoBreakSpace, "835 kr.");
  return {Paragraph::Kind::kBody, {Run{text}}};
}

Table NumberTable(const std::string& id, int rows, int columns) {
  Table table;
  table.id = id;
  table.name = absl::StrCat("Tabellen ", id);
  table.caption = table.name;
  table.unit = "Belopp i kr";
  table.numeric.assign(static_cast<size_t>(columns) + 1, true);
  table.numeric[0] = false;
  auto& head = table.head_rows.emplace_back();
  head.push_back("Post");
  for (int c = 0; c < columns; ++c) head.push_back(absl::StrCat(2'000 + c));
  for (int r = 0; r < rows; ++r) {
    Table::Row& row = table.rows.emplace_back();
    row.cells.push_back({absl::StrCat("Rad ", r), ""});
    if (r % 10 == 0) {
      row.kind = Table::Row::Kind::kGroup;
      continue;
    }
    if (r % 10 == 9) row.kind = Table::Row::Kind::kTotal;
    if (r % 10 == 5) row.kind = Table::Row::Kind::kPart;
    for (int c = 0; c < columns; ++c) {
      // One cell of each row is empty.
      row.cells.push_back(
          {c == r % columns ? "" : absl::StrCat("−", r, kNoBreakSpace, 100 + c),
           ""});
    }
  }
  return table;
}

Document SampleDocument(int rows) {
  Document document;
  document.organisation = "Provförbundet & vänner";
  document.title = "Årsredovisning <2024>";
  document.subtitle_lines = {"Dnr 1"};
  document.notice = "Internt";
  document.draft = true;
  document.created = absl::FromUnixSeconds(1'742'400'000);
  auto& blocks = document.blocks;
  blocks.emplace_back(Heading{1, "1", "Första", "first"});
  blocks.emplace_back(LinkedParagraph());
  blocks.emplace_back(LongParagraph(520));
  blocks.emplace_back(Heading{2, "1.1", "Andra nivån", "second"});
  blocks.emplace_back(SampleList());
  blocks.emplace_back(Heading{3, "", "Utan ankare", ""});
  blocks.emplace_back(Paragraph{Paragraph::Kind::kQuote, {Run{"ett citat"}}});
  blocks.emplace_back(NumberTable("long", rows, 3));
  blocks.emplace_back(NumberTable("wide", 4, 17));
  blocks.emplace_back(Heading{1, "2", "Figurer", "figures"});
  blocks.emplace_back(SampleFigure());
  blocks.emplace_back(PageBreak());
  blocks.emplace_back(Heading{1, "", "Underskrifter", "signatures"});
  SignatureFields fields;
  for (int i = 1; i <= 6; ++i) {
    fields.fields.push_back({absl::StrCat("underskrift-", i),
                             absl::StrCat("Person ", i), "Ledamot",
                             "Provförbundet"});
  }
  blocks.emplace_back(std::move(fields));
  return document;
}

RenderedPdf Rendered(const Document& document) {
  auto rendered = NewPdfRenderer()->Render(document, {});
  if (!rendered.ok()) {
    std::fprintf(stderr, "%s\n", rendered.status().ToString().c_str());
  }
  FINSAM_CHECK(rendered.ok());
  return *std::move(rendered);
}

bool HasProgram(const std::string& name) {
  return std::system(
             absl::StrCat("command -v ", name, " > /dev/null").c_str()) == 0;
}

std::string Asked(const std::string& command, const std::string& bytes) {
  const testkit::TempFolder folder;
  const std::string file = folder.File("a.pdf");
  testkit::WriteWholeFile(file, bytes);
  const std::string out = folder.File("out");
  const int code =
      std::system(absl::StrCat(absl::StrReplaceAll(command, {{"FILE", file}}),
                               " > ", out, " 2>&1")
                      .c_str());
  std::string said = testkit::ReadWholeFile(out);
  if (code != 0) absl::StrAppend(&said, "exit code ", code, "\n");
  return absl::StrReplaceAll(said, {{file, "FILE"}});
}

}  // namespace finsam::gateway::pdf
