// What stands on a page, before anything is painted: texts at their places,
// lines and drawings, and the tags that say what they are.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_PAGE_H_
#define FINSAM_SERVICES_GATEWAY_PDF_PAGE_H_

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "services/gateway/pdf/document.h"
#include "services/gateway/pdf/style.h"
#include "services/gateway/pdf/typesetter.h"

namespace finsam::gateway::pdf {

// An element of the document's structure, with what it says to those who do
// not see it.
struct Tag {
  std::string name;  // As in PDF: "TH".
  // Figure: its alternative text. Link: what it leads to. Table: its name.
  std::string text = {};
  // TH: "Column" or "Row". L: "Decimal" or "Disc".
  std::string attribute = {};
  // Link: "#id" or an address; and where it can be pressed.
  std::string target = {};
  std::vector<Box> areas = {};
  Box box = {};     // Figure.
  size_t page = 0;  // Figure: which page it is on, 0 the first.
  int field = -1;   // Div: whose signature stands here.
};

struct OpenTag {
  Tag tag;
};
struct CloseTag {
  std::string name;
};
// Some pieces of a line.
struct TextItem {
  TextPtr text;
  size_t line = 0;
  size_t first_piece = 0;
  size_t piece_count = 0;
  double x = 0;  // Where the line begins.
  double baseline = 0;
  bool linked = false;
};
struct BoxItem {
  Box box;
  Colour colour;
  bool framed = false;  // Its outline only.
};
// A dotted line.
struct LeaderItem {
  double from = 0;
  double to = 0;
  double y = 0;
};
struct DrawingItem {
  const Drawing* drawing = nullptr;  // The document's.
  std::vector<TextPtr> texts;        // By shape; none where it is no text.
  double x = 0;
  double y = 0;
  double scale = 1;
};
// A place that links lead to.
struct AnchorItem {
  std::string id;
  double y = 0;
};
using PageItem = std::variant<OpenTag, CloseTag, TextItem, BoxItem, LeaderItem,
                              DrawingItem, AnchorItem>;

struct Page {
  bool landscape = false;
  std::vector<PageItem> items;
  // What belongs to the page and not to the document: lines, repeated heads,
  // footers. Painted last, when no element with content is open.
  std::vector<PageItem> artifacts;

  double width() const { return landscape ? kPaperLong : kPaperShort; }
  double height() const { return landscape ? kPaperShort : kPaperLong; }
};

// An entry of the outline.
struct OutlineEntry {
  int level = 1;
  std::string title;
  std::string id;
  size_t page = 0;  // 0 is the first.
};

// The whole document on its pages.
struct PagedDocument {
  std::vector<Page> pages;
  std::vector<OutlineEntry> outline;
};

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_PAGE_H_
