// The parts of a document, set and ready to be placed on pages. Making them
// finds what the fonts lack and what does not fit.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_PIECES_H_
#define FINSAM_SERVICES_GATEWAY_PDF_PIECES_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/gateway/pdf/document.h"
#include "services/gateway/pdf/flow.h"
#include "services/gateway/pdf/typesetter.h"

namespace finsam::gateway::pdf {

// What a reader calls a heading: "1.4 God ekonomisk hushållning".
std::string TitleOf(const Heading& heading);

// How deep a heading is in the document's structure; the title is H1.
std::string HeadingTagOf(int level);

// Each refuses what its texts hold that the fonts lack, PDF_GLYPH_UNKNOWN;
// `place` says where the piece stands. The block outlives the piece.
absl::StatusOr<PiecePtr> MakePiece(const Heading& heading, Typesetter& setter,
                                   absl::string_view place);
absl::StatusOr<PiecePtr> MakePiece(const Paragraph& paragraph,
                                   Typesetter& setter, absl::string_view place);
absl::StatusOr<PiecePtr> MakePiece(const List& list, Typesetter& setter,
                                   absl::string_view place);
// Also PDF_TABLE_TOO_WIDE.
absl::StatusOr<PiecePtr> MakePiece(const Table& table, Typesetter& setter,
                                   absl::string_view place);
absl::StatusOr<PiecePtr> MakePiece(const Figure& figure, Typesetter& setter,
                                   absl::string_view place);
absl::StatusOr<PiecePtr> MakePiece(const PageBreak& page_break,
                                   Typesetter& setter, absl::string_view place);
absl::StatusOr<PiecePtr> MakePiece(const SignatureFields& fields,
                                   Typesetter& setter, absl::string_view place);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_PIECES_H_
