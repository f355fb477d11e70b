#include "services/gateway/pdf/painter.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "services/gateway/pdf/draw.h"

namespace finsam::gateway::pdf {
namespace {

constexpr double kUnderlineBelow = 1.4;
constexpr double kUnderlineWidth = 0.5;
constexpr double kLeaderDot = 0.7;
constexpr double kLeaderStep = 2.6;

cairo_status_t AppendBytes(void* closure, const unsigned char* bytes,
                           unsigned int count) {
  static_cast<std::string*>(closure)->append(
      reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

// An address as a PDF and Cairo's attributes both bear it.
std::string CleanAddress(const std::string& address) {
  std::string out;
  for (const char c : address) {
    const bool plain =
        absl::ascii_isgraph(c) && !absl::StrContains("()<>[]{}\\'\"`^|", c);
    if (plain) {
      out.push_back(c);
    } else {
      absl::StrAppendFormat(&out, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return out;
}

class Painter {
 public:
  Painter()
      : surface_(cairo_pdf_surface_create_for_stream(AppendBytes, &out_.bytes,
                                                     kPaperShort, kPaperLong),
                 cairo_surface_destroy),
        cairo_(cairo_create(surface_.get()), cairo_destroy) {}

  absl::StatusOr<PaintedPdf> Paint(const PagedDocument& document) {
    for (size_t i = 0; i < document.pages.size(); ++i) {
      page_index_ = i;
      const Page& page = document.pages[i];
      // Before anything else of the page, which it would take away.
      cairo_pdf_surface_set_size(surface_.get(), page.width(), page.height());
      // All that the reader meets is inside one element.
      if (i == 0) Open({"Document"});
      for (const PageItem& item : page.items) PaintItem(item);
      const bool last = i + 1 == document.pages.size();
      if (last) Close("Document");
      for (const PageItem& item : page.artifacts) PaintItem(item);
      cairo_show_page(cairo_.get());
    }
    AddOutline(document.outline);
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    const cairo_status_t status = cairo_surface_status(surface_.get());
    if (status != CAIRO_STATUS_SUCCESS) {
      return absl::InternalError(
          absl::StrCat("cairo: ", cairo_status_to_string(status)));
    }
    return std::move(out_);
  }

 private:
  void Open(Tag tag) {
    std::string attributes;
    if (tag.name == "Link") attributes = LinkAttributes(tag);
    cairo_tag_begin(cairo_.get(), tag.name.c_str(), attributes.c_str());
    tag.page = page_index_;
    out_.tags.push_back(std::move(tag));
  }

  void Close(const std::string& name) {
    cairo_tag_end(cairo_.get(), name.c_str());
  }

  static std::string LinkAttributes(const Tag& tag) {
    std::string areas;
    for (const Box& box : tag.areas) {
      absl::StrAppendFormat(&areas, "%.2f %.2f %.2f %.2f ", box.x, box.y,
                            box.width, box.height);
    }
    const bool inside = absl::StartsWith(tag.target, "#");
    return absl::StrCat("rect=[", areas, "] ",
                        inside
                            ? absl::StrCat("dest='", tag.target.substr(1))
                            : absl::StrCat("uri='", CleanAddress(tag.target)),
                        "'");
  }

  void PaintItem(const PageItem& item) {
    if (const auto* open = std::get_if<OpenTag>(&item)) return Open(open->tag);
    if (const auto* close = std::get_if<CloseTag>(&item)) {
      return Close(close->name);
    }
    if (const auto* text = std::get_if<TextItem>(&item)) return Text(*text);
    if (const auto* box = std::get_if<BoxItem>(&item)) return PaintBox(*box);
    if (const auto* dots = std::get_if<LeaderItem>(&item)) return Dots(*dots);
    if (const auto* anchor = std::get_if<AnchorItem>(&item)) {
      return Anchor(*anchor);
    }
    const auto& drawing = std::get<DrawingItem>(item);
    cairo_save(cairo_.get());
    cairo_translate(cairo_.get(), drawing.x, drawing.y);
    cairo_scale(cairo_.get(), drawing.scale, drawing.scale);
    Draw(*drawing.drawing, drawing.texts, cairo_.get());
    cairo_restore(cairo_.get());
  }

  void Text(const TextItem& item) {
    const TextBlock& text = *item.text;
    const std::vector<GlyphPiece>& pieces = text.lines()[item.line].pieces;
    for (size_t i = item.first_piece; i < item.first_piece + item.piece_count;
         ++i) {
      const GlyphPiece& piece = pieces[i];
      SetColour(item.linked ? kAccent : text.style().colour, cairo_.get());
      ShowGlyphs(piece, item.x + piece.x, item.baseline, cairo_.get());
      if (!item.linked || !text.style().underline_links) continue;
      cairo_rectangle(cairo_.get(), item.x + piece.x,
                      item.baseline + kUnderlineBelow, piece.width,
                      kUnderlineWidth);
      cairo_fill(cairo_.get());
    }
  }

  void PaintBox(const BoxItem& item) {
    SetColour(item.colour, cairo_.get());
    const Box& box = item.box;
    cairo_rectangle(cairo_.get(), box.x, box.y, box.width, box.height);
    if (item.framed) {
      cairo_set_line_width(cairo_.get(), kUnderlineWidth);
      cairo_stroke(cairo_.get());
    } else {
      cairo_fill(cairo_.get());
    }
  }

  void Dots(const LeaderItem& leader) {
    SetColour(kGrey, cairo_.get());
    for (double x = leader.from; x < leader.to; x += kLeaderStep) {
      cairo_rectangle(cairo_.get(), x, leader.y - kLeaderDot, kLeaderDot,
                      kLeaderDot);
    }
    cairo_fill(cairo_.get());
  }

  void Anchor(const AnchorItem& anchor) {
    const std::string attributes =
        absl::StrFormat("name='%s' x=%.2f y=%.2f", anchor.id, 0.0,
                        std::max(0.0, anchor.y - kBodySize));
    cairo_tag_begin(cairo_.get(), CAIRO_TAG_DEST, attributes.c_str());
    cairo_tag_end(cairo_.get(), CAIRO_TAG_DEST);
  }

  void AddOutline(const std::vector<OutlineEntry>& entries) {
    // The entries that lead to the one at hand, outermost first.
    std::vector<std::pair<int, int>> open;  // Level, Cairo's number.
    for (const OutlineEntry& entry : entries) {
      while (!open.empty() && open.back().first >= entry.level) {
        open.pop_back();
      }
      const int parent =
          open.empty() ? CAIRO_PDF_OUTLINE_ROOT : open.back().second;
      const std::string target = absl::StrCat("dest='", entry.id, "'");
      const int added = cairo_pdf_surface_add_outline(
          surface_.get(), parent, entry.title.c_str(), target.c_str(),
          CAIRO_PDF_OUTLINE_FLAG_OPEN);
      open.emplace_back(entry.level, added);
    }
  }

  PaintedPdf out_;
  const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface_;
  std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo_;
  size_t page_index_ = 0;
};

}  // namespace

absl::StatusOr<PaintedPdf> Paint(const PagedDocument& document) {
  return Painter().Paint(document);
}

}  // namespace finsam::gateway::pdf
