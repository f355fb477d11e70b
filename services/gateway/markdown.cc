#include "services/gateway/markdown.h"

#include <cmark.h>

#include <memory>
#include <optional>
#include <vector>

namespace finsam::gateway {
namespace {

using Kind = MarkdownEvent::Kind;

constexpr int kDepthMax = 100;

std::string Text(const char* text) { return text == nullptr ? "" : text; }

// Nothing for the document itself, raw HTML and what has no counterpart.
std::optional<Kind> KindOf(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
      return Kind::kParagraph;
    case CMARK_NODE_HEADING:
      return Kind::kHeading;
    case CMARK_NODE_BLOCK_QUOTE:
      return Kind::kQuote;
    case CMARK_NODE_LIST:
      return Kind::kList;
    case CMARK_NODE_ITEM:
      return Kind::kItem;
    case CMARK_NODE_EMPH:
      return Kind::kEmphasis;
    case CMARK_NODE_STRONG:
      return Kind::kStrong;
    case CMARK_NODE_LINK:
      return Kind::kLink;
    case CMARK_NODE_IMAGE:
      return Kind::kImage;
    case CMARK_NODE_TEXT:
      return Kind::kText;
    case CMARK_NODE_CODE:
      return Kind::kCode;
    case CMARK_NODE_CODE_BLOCK:
      return Kind::kCodeBlock;
    case CMARK_NODE_SOFTBREAK:
      return Kind::kSoftBreak;
    case CMARK_NODE_LINEBREAK:
      return Kind::kLineBreak;
    case CMARK_NODE_THEMATIC_BREAK:
      return Kind::kRule;
    default:
      return std::nullopt;
  }
}

// What may stand inside its own kind without end.
bool IsFrame(Kind kind) {
  return kind < Kind::kText && kind != Kind::kParagraph &&
         kind != Kind::kHeading;
}

bool IsTight(cmark_node* paragraph) {
  cmark_node* item = cmark_node_parent(paragraph);
  cmark_node* list = item == nullptr ? nullptr : cmark_node_parent(item);
  return list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST &&
         cmark_node_get_list_tight(list) != 0;
}

// Walks one document; remembers what its headings were levelled to.
class Walker {
 public:
  explicit Walker(absl::FunctionRef<void(const MarkdownEvent&)> tell)
      : tell_(tell) {}

  void Take(cmark_node* node, bool begins) {
    const std::optional<Kind> kind = KindOf(node);
    if (!kind.has_value()) return;
    if (IsFrame(*kind)) {
      depth_ += begins ? 1 : -1;
      // Both ends of a frame see the same depth, so both are left out.
      if (depth_ + (begins ? 0 : 1) > kDepthMax) return;
    }
    MarkdownEvent event;
    event.kind = *kind;
    event.begins = begins;
    Fill(node, &event);
    tell_(event);
  }

 private:
  void Fill(cmark_node* node, MarkdownEvent* event) {
    switch (event->kind) {
      case Kind::kText:
      case Kind::kCode:
      case Kind::kCodeBlock:
        event->text = Text(cmark_node_get_literal(node));
        break;
      case Kind::kLink:
      case Kind::kImage:
        event->address = Text(cmark_node_get_url(node));
        break;
      case Kind::kHeading:
        if (event->begins) Level(cmark_node_get_heading_level(node));
        event->level = static_cast<int>(levels_.size());
        break;
      case Kind::kList:
        event->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        event->start = cmark_node_get_list_start(node);
        break;
      case Kind::kParagraph:
        event->tight = IsTight(node);
        break;
      default:
        break;
    }
  }

  // Keeps the typed levels that lead down to a heading.
  void Level(int typed) {
    while (!levels_.empty() && levels_.back() >= typed) levels_.pop_back();
    levels_.push_back(typed);
  }

  absl::FunctionRef<void(const MarkdownEvent&)> tell_;
  std::vector<int> levels_;
  int depth_ = 0;
};

}  // namespace

void WalkMarkdown(absl::string_view markdown,
                  absl::FunctionRef<void(const MarkdownEvent&)> tell) {
  const std::unique_ptr<cmark_node, void (*)(cmark_node*)> document(
      cmark_parse_document(markdown.data(), markdown.size(),
                           CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8),
      cmark_node_free);
  const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> iter(
      cmark_iter_new(document.get()), cmark_iter_free);
  Walker walker(tell);
  for (cmark_event_type event = cmark_iter_next(iter.get());
       event != CMARK_EVENT_DONE; event = cmark_iter_next(iter.get())) {
    walker.Take(cmark_iter_get_node(iter.get()), event == CMARK_EVENT_ENTER);
  }
}

}  // namespace finsam::gateway
