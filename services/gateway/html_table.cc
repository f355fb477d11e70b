// Tables and the figures in them.

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"
#include "services/gateway/html_page.h"
#include "services/gateway/printed.h"

namespace finsam::gateway {
namespace {

using common::v1::Cell;
using common::v1::Row;
using common::v1::Table;

constexpr char kRowHeader[] = "Post";
constexpr char kNoteHeader[] = "Not";
constexpr char kUnitIntroduction[] = "Belopp i ";
// A table with at most so many rows is not parted between two printed pages.
constexpr int kRowsWholeMax = 16;
// A cell with more letters than this is a text that wraps, not a word.
constexpr size_t kWordBytesMax = 24;

// One table on its way into a page.
class TableWriter {
 public:
  TableWriter(const Table& table, absl::string_view section_title,
              HtmlPage* page)
      : table_(table),
        section_title_(section_title),
        page_(page),
        html_(page->html),
        has_notes_(
            std::any_of(table.rows().begin(), table.rows().end(),
                        [](const Row& row) { return !row.note().empty(); })) {}

  void Write();

 private:
  void WriteCaption();
  void WriteHead();
  void WriteBodies();
  void WriteGroup(const Row& row);
  void WriteRow(const Row& row);
  void WriteNote(const Row& row);
  void WriteCell(const Cell& cell);
  bool IsNumeric(int column) const;
  bool IsWordy(int column) const;
  const char* HeadClass(int column) const;
  // What names the table for a screen reader.
  std::string Name() const;

  const Table& table_;
  const absl::string_view section_title_;
  HtmlPage* page_;
  HtmlWriter& html_;
  const bool has_notes_;
};

std::string TableWriter::Name() const {
  if (!table_.title().empty()) return table_.title();
  return std::string(section_title_);
}

void TableWriter::Write() {
  const bool whole = table_.rows_size() <= kRowsWholeMax;
  // A wide table scrolls inside this frame, so that the page never does.
  html_.Element("div",
                {{"class", whole ? "table whole" : "table"},
                 {"role", "group"},
                 {"tabindex", "0"},
                 {"aria-label", Name()}},
                [&] {
                  html_.Element("table", {{"id", page_->anchors.Of(table_)}},
                                [&] {
                                  WriteCaption();
                                  WriteHead();
                                  WriteBodies();
                                });
                  if (table_.remark().empty()) return;
                  html_.Element("p", {{"class", "remark"}}, table_.remark());
                });
}

void TableWriter::WriteCaption() {
  const std::string name = Name();
  const bool repeats = absl::EndsWith(section_title_, name);
  const bool show_unit = !table_.unit().empty() && !HeadSaysUnit(table_);
  if (repeats && !show_unit) {
    html_.Element("caption", {{"class", "quiet"}}, name);
    return;
  }
  html_.Element("caption", {}, [&] {
    html_.Element("span", {{"class", "name"}}, name);
    if (!show_unit) return;
    html_.Text(" ");
    html_.Element("span", {{"class", "unit"}},
                  absl::StrCat(kUnitIntroduction, table_.unit()));
  });
}

bool TableWriter::IsNumeric(int column) const {
  return std::any_of(
      table_.rows().begin(), table_.rows().end(), [column](const Row& row) {
        return column < row.cells_size() && row.cells(column).has_figure();
      });
}

bool TableWriter::IsWordy(int column) const {
  return std::any_of(
      table_.rows().begin(), table_.rows().end(), [column](const Row& row) {
        return column < row.cells_size() && !row.cells(column).has_figure() &&
               row.cells(column).text().size() > kWordBytesMax;
      });
}

const char* TableWriter::HeadClass(int column) const {
  if (!IsNumeric(column)) return IsWordy(column) ? "long" : "short";
  // A day would break at its hyphens.
  const bool one_word = !absl::StrContains(table_.columns(column).label(), ' ');
  return one_word ? "num word" : "num";
}

void TableWriter::WriteHead() {
  html_.Element("thead", {}, [&] {
    html_.Element("tr", {}, [&] {
      const std::string& header = table_.row_header();
      html_.Element("th", {{"scope", "col"}},
                    header.empty() ? kRowHeader : header);
      if (has_notes_) {
        html_.Element("th", {{"scope", "col"}, {"class", "note"}}, kNoteHeader);
      }
      for (int i = 0; i < table_.columns_size(); ++i) {
        html_.Element("th", {{"scope", "col"}, {"class", HeadClass(i)}},
                      table_.columns(i).label());
      }
    });
  });
}

void TableWriter::WriteBodies() {
  html_.Open("tbody");
  bool empty = true;
  for (const Row& row : table_.rows()) {
    if (row.kind() == Row::HEADING) {
      // Each group is a body of its own, so that its head spans just it.
      if (!empty) {
        html_.Close();
        html_.Open("tbody");
      }
      WriteGroup(row);
    } else {
      WriteRow(row);
    }
    empty = false;
  }
  html_.Close();
}

void TableWriter::WriteGroup(const Row& row) {
  const int width = 1 + (has_notes_ ? 1 : 0) + table_.columns_size();
  html_.Element("tr", {{"class", "group"}}, [&] {
    html_.Element("th",
                  {{"scope", "rowgroup"}, {"colspan", absl::StrCat(width)}},
                  row.label());
  });
}

void TableWriter::WriteRow(const Row& row) {
  HtmlAttributes attributes;
  if (row.kind() == Row::TOTAL) attributes.push_back({"class", "total"});
  if (row.kind() == Row::OF_WHICH) attributes.push_back({"class", "part"});
  html_.Element("tr", attributes, [&] {
    html_.Element("th", {{"scope", "row"}}, row.label());
    if (has_notes_) WriteNote(row);
    for (int i = 0; i < table_.columns_size(); ++i) {
      // No copy: a figure's anchor goes by its place in memory.
      WriteCell(i < row.cells_size() ? row.cells(i) : Cell::default_instance());
    }
  });
}

void TableWriter::WriteNote(const Row& row) {
  html_.Element("td", {{"class", "note"}}, [&] {
    const std::string anchor = page_->anchors.OfNote(row.note());
    if (anchor.empty()) {
      html_.Text(row.note());
      return;
    }
    html_.Element("a",
                  {HtmlAttribute::Href(absl::StrCat("#", anchor)),
                   {"aria-label", absl::StrCat("Not ", row.note())}},
                  row.note());
  });
}

void TableWriter::WriteCell(const Cell& cell) {
  HtmlAttributes attributes;
  if (cell.has_figure()) attributes.push_back({"class", "num"});
  html_.Element("td", attributes, [&] {
    if (cell.has_figure()) {
      // Before the number, which so keeps its place in the column.
      WriteFlag(cell.figure(), page_);
      WriteFigure(cell.figure(), PrintedCell(cell), /*linked=*/true, page_);
    } else {
      html_.Text(cell.text());
    }
  });
}

}  // namespace

void WriteFigure(const common::v1::Figure& figure, absl::string_view printed,
                 bool linked, HtmlPage* page) {
  HtmlWriter& html = page->html;
  const bool home = page->anchors.IsHome(figure);
  const std::string& prefix = page->options.figure_link_prefix;
  const bool link = linked && !prefix.empty() && IsFigureId(figure.id());
  if (link) {
    html.Open("a", {HtmlAttribute::Href(absl::StrCat(prefix, figure.id())),
                    {"class", "origin"}});
  }
  HtmlAttributes attributes = {{"value", ExactValue(figure)},
                               {"data-figure", figure.id()}};
  if (home) attributes.push_back({"id", figure.id()});
  html.Element("data", attributes, printed);
  if (link) html.Close();
}

void WriteFlag(const common::v1::Figure& figure, HtmlPage* page) {
  const auto finding = page->finding_numbers.find(figure.id());
  if (finding == page->finding_numbers.end() || !page->anchors.IsHome(figure)) {
    return;
  }
  const int number = finding->second;
  page->html.Element(
      "a",
      {HtmlAttribute::Href(absl::StrCat("#", FindingAnchor(number))),
       {"class", "flag"},
       {"aria-label", absl::StrCat("Anmärkning ", number)}},
      absl::StrCat(number));
}

void WriteTable(const Table& table, absl::string_view section_title,
                HtmlPage* page) {
  TableWriter(table, section_title, page).Write();
}

}  // namespace finsam::gateway
