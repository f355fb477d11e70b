#include "services/gateway/pdf/compose.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/gateway/pdf/flow.h"
#include "services/gateway/pdf/front.h"
#include "services/gateway/pdf/pieces.h"
#include "services/gateway/pdf/validate.h"

namespace finsam::gateway::pdf {
namespace {

// Fewer headings need no contents.
constexpr size_t kContentsEntriesMin = 2;
constexpr size_t kCoverPages = 1;
constexpr double kPageNumberRoom = 60;

using Targets = absl::flat_hash_map<std::string, std::string>;

absl::StatusOr<std::vector<PiecePtr>> PiecesOf(const Document& document,
                                               Typesetter& setter) {
  std::vector<PiecePtr> pieces;
  std::string place = "början";
  for (const Block& block : document.blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) {
      place = absl::StrCat("avsnittet \"", TitleOf(*heading), "\"");
    }
    ASSIGN_OR_RETURN(
        pieces.emplace_back(),
        std::visit(
            [&](const auto& part) { return MakePiece(part, setter, place); },
            block));
  }
  return pieces;
}

void PlaceBody(const std::vector<PiecePtr>& pieces, Flow& flow) {
  // What must follow each piece on its page.
  std::vector<double> next_leads(pieces.size(), 0);
  for (size_t i = pieces.size(); i-- > 1;) {
    next_leads[i - 1] =
        pieces[i]->Lead() + (pieces[i]->KeepsWithNext() ? next_leads[i] : 0);
  }
  for (size_t i = 0; i < pieces.size(); ++i) {
    flow.Turn(/*landscape=*/false);
    pieces[i]->Place(flow, next_leads[i]);
  }
}

// The contents, as many pages as they take.
absl::StatusOr<std::vector<Page>> ContentsOf(
    const std::vector<OutlineEntry>& entries, const Targets& targets,
    Typesetter& setter) {
  if (entries.size() < kContentsEntriesMin) return std::vector<Page>();
  size_t page_count = 1;
  while (true) {
    Flow flow(targets);
    RETURN_IF_ERROR(
        PlaceContents(entries, kCoverPages + page_count + 1, setter, flow));
    // Page numbers have their own room, so that this ends.
    if (flow.pages().size() == page_count) return std::move(flow.pages());
    page_count = flow.pages().size();
  }
}

absl::Status AddFooters(const Document& document, Typesetter& setter,
                        std::vector<Page>* pages) {
  TextStyle style;
  style.size = kSmallSize;
  style.colour = kGrey;
  TextStyle right = style;
  right.right = true;
  const char* comma = document.organisation.empty() ? "" : ", ";
  Runs runs = {Run{absl::StrCat(document.title, comma, document.organisation)}};
  if (document.draft) {
    runs.push_back({absl::StrCat(" – ", kDraft), /*strong=*/true});
  }
  ASSIGN_OR_RETURN(
      const TextPtr left,
      setter.Set(runs, style, kPaperShort - 2 * kSideMargin - kPageNumberRoom,
                 "sidfoten"));
  for (size_t i = kCoverPages; i < pages->size(); ++i) {
    Page& page = (*pages)[i];
    ASSIGN_OR_RETURN(
        const TextPtr number,
        setter.SetLine(absl::StrCat(i + 1, " (", pages->size(), ")"), right,
                       "sidfoten"));
    const double bottom = page.height() - kFooterBaseline;
    const auto add = [&](const TextPtr& text, double x) {
      for (size_t line = 0; line < text->lines().size(); ++line) {
        page.artifacts.push_back(TextItem{
            text, line, 0, text->lines()[line].pieces.size(),
            x + text->Indent(line),
            bottom - static_cast<double>(text->lines().size() - 1 - line) *
                         text->line_height()});
      }
    };
    add(left, kSideMargin);
    add(number, page.width() - kSideMargin);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Composed> Compose(const Document& document, Typesetter& setter) {
  ASSIGN_OR_RETURN(const Targets targets, LinkTargets(document));
  ASSIGN_OR_RETURN(const std::vector<PiecePtr> pieces,
                   PiecesOf(document, setter));
  Flow body(targets);
  PlaceBody(pieces, body);
  Flow cover(targets);
  RETURN_IF_ERROR(PlaceCover(document, setter, cover));
  ASSIGN_OR_RETURN(std::vector<Page> contents,
                   ContentsOf(body.outline(), targets, setter));
  Composed composed;
  std::vector<Page>& pages = composed.paged.pages;
  pages = std::move(cover.pages());
  for (std::vector<Page>* part : {&contents, &body.pages()}) {
    std::move(part->begin(), part->end(), std::back_inserter(pages));
  }
  if (pages.size() > kPagesMax) {
    return Refuse(absl::StatusCode::kInvalidArgument, "PDF_TOO_LARGE",
                  absl::StrCat("dokumentet har fler än ", kPagesMax, " sidor"));
  }
  RETURN_IF_ERROR(AddFooters(document, setter, &pages));
  composed.paged.outline = std::move(body.outline());
  composed.boxes = std::move(body.boxes());
  const size_t front = pages.size() - body.pages().size();
  for (SignatureBox& box : composed.boxes) box.page += static_cast<int>(front);
  return composed;
}

}  // namespace finsam::gateway::pdf
