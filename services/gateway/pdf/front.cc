#include "services/gateway/pdf/front.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/gateway/pdf/pieces.h"

namespace finsam::gateway::pdf {
namespace {

constexpr char kCoverPlace[] = "titelsidan";
constexpr char kContentsPlace[] = "innehållsförteckningen";
constexpr char kContentsTitle[] = "Innehåll";
constexpr int kContentsDepth = 2;

constexpr double kCoverTop = 150;
constexpr double kTitleSize = 30;
constexpr double kOrganisationSize = 13;
constexpr double kDraftSize = 22;
constexpr double kCoverRuleGap = 14;
constexpr double kNoticePadding = 8;
constexpr double kContentsHeadSize = 18;
constexpr double kContentsGap = 6;
constexpr double kContentsIndent = 16;
constexpr double kPageNumberRoom = 44;
constexpr double kLeaderSpace = 5;

TextStyle StyleOf(double size, bool bold, Colour colour) {
  TextStyle style;
  style.size = size;
  style.bold = bold;
  style.colour = colour;
  style.leading = kTightLeading;
  return style;
}

// A line of the contents.
class EntryPlacer {
 public:
  EntryPlacer(Typesetter& setter, Flow& flow) : setter_(setter), flow_(flow) {}

  absl::Status Place(const OutlineEntry& entry, size_t page_number) {
    const bool top = entry.level == 1;
    const double indent = top ? 0 : kContentsIndent;
    const TextStyle style = StyleOf(kBodySize, top, kInk);
    ASSIGN_OR_RETURN(
        const TextPtr title,
        setter_.Set({Run{absl::StrCat(entry.title, " ")}}, style,
                    flow_.width() - indent - kPageNumberRoom, kContentsPlace));
    TextStyle number_style = style;
    number_style.right = true;
    ASSIGN_OR_RETURN(const TextPtr number,
                     setter_.SetLine(absl::StrCat(page_number), number_style,
                                     kContentsPlace));
    const double gap = top ? kContentsGap : kContentsGap / 2;
    flow_.Need(gap + title->height());
    flow_.Gap(gap);
    const double x = flow_.left() + indent;
    const double right = flow_.left() + flow_.width();
    Tag link{"Link", entry.title};
    link.target = absl::StrCat("#", entry.id);
    link.areas = {{x, flow_.y(), right - x, title->height()}};
    flow_.Open(std::move(link));
    AddLines(title, x, flow_.y());
    const double last_line = flow_.y() + title->height() - title->line_height();
    AddLines(number, right, last_line);
    flow_.Close("Link");
    flow_.AddArtifact(LeaderItem{x + title->lines().back().width + kLeaderSpace,
                                 right - number->width() - kLeaderSpace,
                                 last_line + title->ascent()});
    flow_.Advance(title->height());
    return absl::OkStatus();
  }

 private:
  void AddLines(const TextPtr& text, double x, double y) {
    for (size_t i = 0; i < text->lines().size(); ++i) {
      flow_.Add(TextItem{text, i, 0, text->lines()[i].pieces.size(),
                         x + text->Indent(i), y + text->ascent()});
      y += text->line_height();
    }
  }

  Typesetter& setter_;
  Flow& flow_;
};

absl::Status PlaceLine(const std::string& text, const TextStyle& style,
                       const char* tag, Typesetter& setter, Flow& flow) {
  ASSIGN_OR_RETURN(const TextPtr set,
                   setter.Set({Run{text}}, style, flow.width(), kCoverPlace));
  flow.PlaceText(set, {tag}, flow.left());
  return absl::OkStatus();
}

absl::Status PlaceNotice(const std::string& notice, Typesetter& setter,
                         Flow& flow) {
  flow.Advance(kCoverRuleGap * 2);
  ASSIGN_OR_RETURN(
      const TextPtr text,
      setter.Set({Run{notice}}, StyleOf(kBodySize, /*bold=*/true, kWarning),
                 flow.width() - 2 * kNoticePadding, kCoverPlace));
  flow.AddArtifact(BoxItem{{flow.left(), flow.y(), flow.width(),
                            text->height() + 2 * kNoticePadding},
                           kWarning,
                           /*framed=*/true});
  flow.Advance(kNoticePadding);
  flow.PlaceText(text, {"P"}, flow.left() + kNoticePadding);
  return absl::OkStatus();
}

}  // namespace

absl::Status PlaceCover(const Document& document, Typesetter& setter,
                        Flow& flow) {
  flow.Advance(kCoverTop);
  if (document.draft) {
    RETURN_IF_ERROR(PlaceLine(kDraft,
                              StyleOf(kDraftSize, /*bold=*/true, kWarning), "P",
                              setter, flow));
    flow.Advance(kCoverRuleGap);
  }
  if (!document.organisation.empty()) {
    RETURN_IF_ERROR(PlaceLine(document.organisation,
                              StyleOf(kOrganisationSize, /*bold=*/false, kGrey),
                              "P", setter, flow));
    flow.Advance(kParagraphGap);
  }
  RETURN_IF_ERROR(PlaceLine(document.title,
                            StyleOf(kTitleSize, /*bold=*/true, kAccent), "H1",
                            setter, flow));
  flow.Advance(kCoverRuleGap);
  flow.AddArtifact(BoxItem{{flow.left(), flow.y(), flow.width(), 2}, kAccent});
  flow.Advance(kCoverRuleGap);
  for (const std::string& line : document.subtitle_lines) {
    RETURN_IF_ERROR(PlaceLine(line,
                              StyleOf(kOrganisationSize, /*bold=*/false, kInk),
                              "P", setter, flow));
  }
  if (document.notice.empty()) return absl::OkStatus();
  return PlaceNotice(document.notice, setter, flow);
}

absl::Status PlaceContents(const std::vector<OutlineEntry>& entries,
                           size_t first_page, Typesetter& setter, Flow& flow) {
  ASSIGN_OR_RETURN(
      const TextPtr head,
      setter.SetLine(kContentsTitle,
                     StyleOf(kContentsHeadSize, /*bold=*/true, kAccent),
                     kContentsPlace));
  flow.PlaceText(head, {HeadingTagOf(1)}, flow.left());
  flow.Advance(kContentsGap);
  EntryPlacer placer(setter, flow);
  int depth = 0;  // How many lists are open, each within an item.
  for (const OutlineEntry& entry : entries) {
    if (entry.level > kContentsDepth) continue;
    while (depth > entry.level) {
      flow.Close("TOCI");
      flow.Close("TOC");
      --depth;
    }
    if (depth == entry.level) {
      flow.Close("TOCI");
    } else {
      // A second level without a first stands in the outer list.
      flow.Open({"TOC"});
      ++depth;
    }
    flow.Open({"TOCI"});
    RETURN_IF_ERROR(placer.Place(entry, first_page + entry.page));
  }
  for (; depth > 0; --depth) {
    flow.Close("TOCI");
    flow.Close("TOC");
  }
  return absl::OkStatus();
}

}  // namespace finsam::gateway::pdf
