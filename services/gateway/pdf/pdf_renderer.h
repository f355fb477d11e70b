// Documents as PDF: one file that is PDF/A-2a and PDF/UA-1 at once, tagged,
// with contents, outline, embedded fonts and fields to sign in.
//
// The same document and options give the same bytes, on every run, in every
// time zone and language. What makes the file conform is listed in README.md.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_PDF_RENDERER_H_
#define FINSAM_SERVICES_GATEWAY_PDF_PDF_RENDERER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/gateway/pdf/document.h"

namespace finsam::gateway::pdf {

inline constexpr size_t kBlocksMax = 20'000;
inline constexpr size_t kTextBytesMax = 16 << 20;  // Of all texts together.
inline constexpr size_t kTableColumnsMax = 40;
inline constexpr size_t kTableRowsMax = 5'000;
inline constexpr size_t kTableCellsMax = 40'000;
inline constexpr size_t kShapesMax = 20'000;
inline constexpr size_t kListDepthMax = 12;
inline constexpr size_t kSignatureFieldsMax = 200;
inline constexpr size_t kPagesMax = 2'000;

struct PdfOptions {
  // Holds LiberationSans-Regular.ttf, -Bold, -Italic and -BoldItalic. No other
  // font of the machine is looked at.
  std::string font_folder = "/usr/share/fonts/truetype/liberation";
};

// Where a field to sign in lies: points from the page's lower left corner.
struct SignatureBox {
  std::string field;
  int page = 0;  // 1 is the first.
  // In hundredths of a point.
  int64_t left = 0;
  int64_t bottom = 0;
  int64_t width = 0;
  int64_t height = 0;
};

struct RenderedPdf {
  std::string bytes;
  std::vector<SignatureBox> boxes;  // In the document's order.
};

// What is seen of a signature in its box.
struct SignatureLook {
  std::vector<std::string> lines;  // The first, the name, is bold.
  int64_t width = 0;               // Of the box, in hundredths of a point.
  int64_t height = 0;
};

// Thread-safe.
class PdfRenderer {
 public:
  virtual ~PdfRenderer() = default;

  // Refusals, INVALID_ARGUMENT: PDF_TOO_LARGE (more than a limit above),
  // PDF_GLYPH_UNKNOWN (the fonts lack a character; it is named with its place),
  // PDF_TABLE_TOO_WIDE, PDF_DOCUMENT_INVALID (an id or a field's name).
  // Trouble: the fonts are not there.
  virtual absl::StatusOr<RenderedPdf> Render(const Document& document,
                                             const PdfOptions& options) = 0;

  // A picture of one page for a signature's box, to be put in when it is
  // signed. Refusal: PDF_GLYPH_UNKNOWN. Trouble: as above.
  virtual absl::StatusOr<std::string> DrawSignature(
      const SignatureLook& look, const PdfOptions& options) = 0;
};

// By Pango, Cairo and qpdf. Renders one document at a time: callers wait.
std::unique_ptr<PdfRenderer> NewPdfRenderer();

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_PDF_RENDERER_H_
