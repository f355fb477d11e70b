// Texts set into lines of glyphs, by Pango, with the four faces of Liberation
// Sans and no other font of the machine.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_TYPESETTER_H_
#define FINSAM_SERVICES_GATEWAY_PDF_TYPESETTER_H_

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/gateway/pdf/document.h"
#include "services/gateway/pdf/style.h"

namespace finsam::gateway::pdf {

struct TextStyle {
  double size = kBodySize;
  bool bold = false;
  Colour colour = kInk;
  double leading = kLeading;
  // Digits stand below digits.
  bool tabular = false;
  bool underline_links = true;
  // Lines end where the text is placed, instead of beginning there.
  bool right = false;
};

// Glyphs of one run on one line.
struct GlyphPiece {
  PangoFont* font = nullptr;
  PangoGlyphString* glyphs = nullptr;
  double x = 0;  // From the line's beginning.
  double width = 0;
  size_t run = 0;  // Which of the runs it is of.
};

struct TextLine {
  std::vector<GlyphPiece> pieces;
  double width = 0;
};

// A text that has been set. Owns what its pieces point to.
class TextBlock {
 public:
  // `layout` is complete and is not changed any more.
  TextBlock(std::shared_ptr<PangoLayout> layout, const Runs& runs,
            const TextStyle& style);
  TextBlock(const TextBlock&) = delete;
  TextBlock& operator=(const TextBlock&) = delete;

  const std::vector<TextLine>& lines() const { return lines_; }
  const TextStyle& style() const { return style_; }
  const std::vector<std::string>& links() const { return links_; }  // By run.
  bool HasLinks() const;
  double line_height() const { return style_.size * style_.leading; }
  double height() const {
    return line_height() * static_cast<double>(lines_.size());
  }
  // From a line's top to its baseline.
  double ascent() const { return ascent_; }
  double width() const;  // Of the widest line.
  // From where the text is placed to where the line begins.
  double Indent(size_t line) const {
    return style_.right ? -lines_[line].width : 0;
  }
  // What the run's glyphs say.
  const std::string& RunText(size_t run) const { return texts_[run]; }

 private:
  std::shared_ptr<PangoLayout> layout_;
  TextStyle style_;
  std::vector<std::string> links_;
  std::vector<std::string> texts_;
  std::vector<TextLine> lines_;
  std::vector<std::shared_ptr<PangoGlyphString>> blanks_;
  double ascent_ = 0;
};
using TextPtr = std::shared_ptr<const TextBlock>;

// Not thread-safe.
class Typesetter {
 public:
  // Trouble: a font is not there.
  static absl::StatusOr<std::unique_ptr<Typesetter>> Open(
      const std::string& font_folder);

  // Lines of at most `width` points; broken within a word only when the word
  // itself is wider. `place` says where the text stands. Refusal:
  // PDF_GLYPH_UNKNOWN.
  absl::StatusOr<TextPtr> Set(const Runs& runs, const TextStyle& style,
                              double width, absl::string_view place);
  // One line, however long.
  absl::StatusOr<TextPtr> SetLine(absl::string_view text,
                                  const TextStyle& style,
                                  absl::string_view place);
  // As wide as its longest word.
  absl::StatusOr<double> WordWidth(absl::string_view text,
                                   const TextStyle& style,
                                   absl::string_view place);

 private:
  explicit Typesetter(std::shared_ptr<PangoFontMap> fonts);

  absl::StatusOr<TextPtr> SetAt(const Runs& runs, const TextStyle& style,
                                int width, PangoWrapMode wrap,
                                absl::string_view place);

  std::shared_ptr<PangoFontMap> fonts_;
  std::shared_ptr<PangoContext> context_;
};

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_TYPESETTER_H_
