#include "services/gateway/pdf/typesetter.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/base/status.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway::pdf {
namespace {

constexpr const char* kFaces[] = {"Regular", "Bold", "Italic", "BoldItalic"};
constexpr char kFamily[] = "Liberation Sans";
// A ligature would come out of the file as one strange letter.
constexpr char kPlainFeatures[] = "liga=0, clig=0";
constexpr char kTabularFeatures[] = "liga=0, clig=0, kern=0";
constexpr char kSoftHyphen[] = "\u00ad";

// Whatever GObject counts references of.
template <typename T>
std::shared_ptr<T> Owned(T* object) {
  return std::shared_ptr<T>(object, [](T* held) { g_object_unref(held); });
}

PangoAttribute* Over(PangoAttribute* attribute, size_t begin, size_t end) {
  attribute->start_index = static_cast<guint>(begin);
  attribute->end_index = static_cast<guint>(end);
  return attribute;
}

using Attributes = std::unique_ptr<PangoAttrList, void (*)(PangoAttrList*)>;

Attributes AttributesOf(const Runs& runs, const TextStyle& style) {
  Attributes list(pango_attr_list_new(), pango_attr_list_unref);
  pango_attr_list_insert(
      list.get(), pango_attr_font_features_new(style.tabular ? kTabularFeatures
                                                             : kPlainFeatures));
  pango_attr_list_insert(list.get(), pango_attr_insert_hyphens_new(FALSE));
  size_t begin = 0;
  for (size_t i = 0; i < runs.size(); ++i) {
    const size_t end = begin + runs[i].text.size();
    if (runs[i].strong || style.bold) {
      pango_attr_list_insert(
          list.get(),
          Over(pango_attr_weight_new(PANGO_WEIGHT_BOLD), begin, end));
    }
    if (runs[i].emphasis) {
      pango_attr_list_insert(
          list.get(),
          Over(pango_attr_style_new(PANGO_STYLE_ITALIC), begin, end));
    }
    // Never painted: each run has its own, so that no piece spans two runs.
    pango_attr_list_insert(
        list.get(),
        Over(pango_attr_foreground_new(static_cast<guint16>(i & 0xffff), 0, 0),
             begin, end));
    begin = end;
  }
  return list;
}

// The first character that the fonts lack, or 0.
char32_t UnknownRune(PangoLayout* layout) {
  for (GSList* at = pango_layout_get_lines_readonly(layout); at != nullptr;
       at = at->next) {
    const auto* line = static_cast<PangoLayoutLine*>(at->data);
    for (GSList* run = line->runs; run != nullptr; run = run->next) {
      const auto* item = static_cast<PangoGlyphItem*>(run->data);
      for (int i = 0; i < item->glyphs->num_glyphs; ++i) {
        const PangoGlyph glyph = item->glyphs->glyphs[i].glyph;
        if (glyph == PANGO_GLYPH_EMPTY) continue;
        if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0) {
          return glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
        }
      }
    }
  }
  return 0;
}

absl::Status GlyphUnknown(char32_t rune, absl::string_view place) {
  std::string shown;
  AppendRune(rune, &shown);
  return Refuse(
      absl::StatusCode::kInvalidArgument, "PDF_GLYPH_UNKNOWN",
      absl::StrFormat("tecknet \"%s\" (U+%04X) i %s finns inte i typsnittet",
                      Printable(shown), static_cast<uint32_t>(rune), place));
}

double Points(int pango_units) {
  return static_cast<double>(pango_units) / PANGO_SCALE;
}

// Whether a blank or a line break stands between the line and the next one.
bool EndsWord(const PangoLayoutLine& line, const PangoLayoutLine& next) {
  const char* text = pango_layout_get_text(line.layout);
  const int end = line.start_index + line.length;
  return next.start_index > end || (line.length > 0 && text[end - 1] == ' ');
}

// A blank of no width.
std::shared_ptr<PangoGlyphString> Blank(PangoFont* font) {
  std::shared_ptr<PangoGlyphString> blank(pango_glyph_string_new(),
                                          pango_glyph_string_free);
  pango_glyph_string_set_size(blank.get(), 1);
  blank->glyphs[0] = {};
  blank->glyphs[0].glyph = pango_fc_font_get_glyph(PANGO_FC_FONT(font), ' ');
  return blank;
}

}  // namespace

TextBlock::TextBlock(std::shared_ptr<PangoLayout> layout, const Runs& runs,
                     const TextStyle& style)
    : layout_(std::move(layout)), style_(style) {
  std::vector<int> begins;
  int begin = 0;
  for (const Run& run : runs) {
    begins.push_back(begin);
    begin += static_cast<int>(run.text.size());
    links_.push_back(run.link);
    texts_.push_back(run.text);
  }
  for (GSList* at = pango_layout_get_lines_readonly(layout_.get());
       at != nullptr; at = at->next) {
    const auto* line = static_cast<PangoLayoutLine*>(at->data);
    TextLine& added = lines_.emplace_back();
    for (GSList* run = line->runs; run != nullptr; run = run->next) {
      const auto* item = static_cast<PangoGlyphItem*>(run->data);
      const auto after =
          std::upper_bound(begins.begin(), begins.end(), item->item->offset);
      const double width = Points(pango_glyph_string_get_width(item->glyphs));
      added.pieces.push_back(
          {item->item->analysis.font, item->glyphs, added.width, width,
           static_cast<size_t>(std::distance(begins.begin(), after)) - 1});
      added.width += width;
    }
    // Pango takes the blank away at which it breaks a line, and who reads the
    // file aloud would make one word of two.
    if (at->next != nullptr && !added.pieces.empty() &&
        EndsWord(*line, *static_cast<PangoLayoutLine*>(at->next->data))) {
      PangoFont* font = added.pieces.back().font;
      blanks_.push_back(Blank(font));
      added.pieces.push_back({font, blanks_.back().get(), added.width, 0,
                              added.pieces.back().run});
    }
  }
  // The space that a line holds more than its letters is shared above and
  // below.
  PangoRectangle extents;
  pango_layout_line_get_extents(
      pango_layout_get_line_readonly(layout_.get(), 0), nullptr, &extents);
  ascent_ = Points(-extents.y) + (line_height() - Points(extents.height)) / 2;
}

bool TextBlock::HasLinks() const {
  return std::any_of(links_.begin(), links_.end(),
                     [](const std::string& link) { return !link.empty(); });
}

double TextBlock::width() const {
  double widest = 0;
  for (const TextLine& line : lines_) widest = std::max(widest, line.width);
  return widest;
}

absl::StatusOr<std::unique_ptr<Typesetter>> Typesetter::Open(
    const std::string& font_folder) {
  const std::unique_ptr<FcConfig, void (*)(FcConfig*)> config(FcConfigCreate(),
                                                              FcConfigDestroy);
  for (const char* face : kFaces) {
    const std::string file =
        absl::StrCat(font_folder, "/LiberationSans-", face, ".ttf");
    if (FcConfigAppFontAddFile(config.get(), reinterpret_cast<const FcChar8*>(
                                                 file.c_str())) != FcTrue) {
      return absl::InternalError(absl::StrCat("no font at ", file));
    }
  }
  auto fonts =
      Owned(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts.get()), config.get());
  // A point is a point, whatever a screen would say.
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts.get()), 72);
  return std::unique_ptr<Typesetter>(new Typesetter(std::move(fonts)));
}

Typesetter::Typesetter(std::shared_ptr<PangoFontMap> fonts)
    : fonts_(std::move(fonts)),
      context_(Owned(pango_font_map_create_context(fonts_.get()))) {
  // Letters stand where the font says, not where a screen has pixels.
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  pango_context_set_language(context_.get(),
                             pango_language_from_string("sv-se"));
  const std::unique_ptr<cairo_font_options_t, void (*)(cairo_font_options_t*)>
      options(cairo_font_options_create(), cairo_font_options_destroy);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context_.get(), options.get());
}

absl::StatusOr<TextPtr> Typesetter::SetAt(const Runs& runs,
                                          const TextStyle& style, int width,
                                          PangoWrapMode wrap,
                                          absl::string_view place) {
  Runs cleaned = runs;
  std::string text;
  for (Run& run : cleaned) {
    // Hyphenation is off: a hyphen at a line's end reads badly.
    run.text = absl::StrReplaceAll(Printable(run.text), {{kSoftHyphen, ""}});
    text += run.text;
  }
  auto layout = Owned(pango_layout_new(context_.get()));
  const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)>
      font(pango_font_description_new(), pango_font_description_free);
  pango_font_description_set_family_static(font.get(), kFamily);
  pango_font_description_set_size(
      font.get(), static_cast<int>(std::lround(style.size * PANGO_SCALE)));
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_text(layout.get(), text.data(),
                        static_cast<int>(text.size()));
  pango_layout_set_attributes(layout.get(), AttributesOf(cleaned, style).get());
  pango_layout_set_width(layout.get(), width);
  pango_layout_set_wrap(layout.get(), wrap);
  const char32_t unknown = UnknownRune(layout.get());
  if (unknown != 0) return GlyphUnknown(unknown, place);
  return std::make_shared<const TextBlock>(std::move(layout), cleaned, style);
}

absl::StatusOr<TextPtr> Typesetter::Set(const Runs& runs,
                                        const TextStyle& style, double width,
                                        absl::string_view place) {
  return SetAt(runs, style, static_cast<int>(std::floor(width * PANGO_SCALE)),
               PANGO_WRAP_WORD_CHAR, place);
}

absl::StatusOr<TextPtr> Typesetter::SetLine(absl::string_view text,
                                            const TextStyle& style,
                                            absl::string_view place) {
  return SetAt({Run{std::string(text)}}, style, -1, PANGO_WRAP_WORD, place);
}

absl::StatusOr<double> Typesetter::WordWidth(absl::string_view text,
                                             const TextStyle& style,
                                             absl::string_view place) {
  ASSIGN_OR_RETURN(const TextPtr words, SetAt({Run{std::string(text)}}, style,
                                              0, PANGO_WRAP_WORD, place));
  return words->width();
}

}  // namespace finsam::gateway::pdf
