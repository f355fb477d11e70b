// Texts: Markdown into HTML, with the figures in their places.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/domain/text.h"
#include "services/gateway/html_page.h"
#include "services/gateway/markdown.h"
#include "services/gateway/printed.h"

namespace finsam::gateway {
namespace {

using Kind = MarkdownEvent::Kind;

// One text on its way into a page.
class MarkdownWriter {
 public:
  MarkdownWriter(const v1::Text& text, int heading_level, HtmlPage* page)
      : text_(text),
        heading_level_(heading_level),
        page_(page),
        html_(page->html) {}

  void Take(const MarkdownEvent& event) {
    switch (event.kind) {
      case Kind::kParagraph:
        return event.tight ? Nothing() : Frame("p", event);
      case Kind::kHeading:
        return Frame(HeadingTag(heading_level_ + event.level - 1), event);
      case Kind::kQuote:
        return Frame("blockquote", event);
      case Kind::kList:
        return List(event);
      case Kind::kItem:
        return Frame("li", event);
      case Kind::kEmphasis:
        return Frame("em", event);
      case Kind::kStrong:
        return Frame("strong", event);
      case Kind::kLink:
        return Link(event);
      default:
        return TakeLeaf(event);
    }
  }

 private:
  void Nothing() {}

  void TakeLeaf(const MarkdownEvent& event) {
    switch (event.kind) {
      case Kind::kText:
        return Prose(event.text);
      case Kind::kCode:
        return html_.Element("code", {}, FilledIn(event.text, text_));
      case Kind::kCodeBlock:
        return html_.Element("pre", {{"tabindex", "0"}},
                             FilledIn(event.text, text_));
      case Kind::kSoftBreak:
        return html_.Text("\n");
      case Kind::kLineBreak:
        return html_.Void("br");
      case Kind::kRule:
        return html_.Void("hr");
      default:
        // An image would have to be fetched from elsewhere; its alternative
        // text comes as text.
        return;
    }
  }

  void Frame(HtmlTag tag, const MarkdownEvent& event,
             const HtmlAttributes& attributes = {}) {
    if (event.begins) {
      html_.Open(tag, attributes);
    } else {
      html_.Close();
    }
  }

  void List(const MarkdownEvent& event) {
    if (!event.ordered) return Frame("ul", event);
    HtmlAttributes attributes;
    if (event.start != 1) {
      attributes.push_back({"start", absl::StrCat(event.start)});
    }
    Frame("ol", event, attributes);
  }

  // A link to somewhere unsafe is left out, and its text stays.
  void Link(const MarkdownEvent& event) {
    const std::string address = FilledIn(event.address, text_);
    if (!IsSafeAddress(address)) return;
    in_link_ = event.begins;
    Frame("a", event, {HtmlAttribute::Href(address)});
  }

  void Prose(const std::string& prose) {
    for (const TextPiece& piece : SplitAtMarks(prose)) {
      html_.Text(piece.plain);
      if (piece.reference) Figure(*piece.reference);
    }
  }

  void Figure(size_t n) {
    if (n >= static_cast<size_t>(text_.references_size())) return;
    const auto& reference = text_.references(static_cast<int>(n));
    // A link may not stand inside a link.
    WriteFigure(reference.figure(), PrintedOf(reference), !in_link_, page_);
    if (!in_link_) WriteFlag(reference.figure(), page_);
  }

  const v1::Text& text_;
  const int heading_level_;
  HtmlPage* page_;
  HtmlWriter& html_;
  bool in_link_ = false;
};

}  // namespace

void WriteMarkdown(const v1::Text& text, int heading_level, HtmlPage* page) {
  MarkdownWriter writer(text, heading_level, page);
  page->html.Element("div", {{"class", "prose"}}, [&] {
    WalkMarkdown(text.markdown(),
                 [&](const MarkdownEvent& event) { writer.Take(event); });
  });
}

}  // namespace finsam::gateway
