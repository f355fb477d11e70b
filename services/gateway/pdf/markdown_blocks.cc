#include "services/gateway/pdf/markdown_blocks.h"

#include <string>
#include <utility>

#include "absl/strings/strip.h"
#include "services/gateway/markdown.h"
#include "services/gateway/printed.h"

namespace finsam::gateway::pdf {
namespace {

using Kind = MarkdownEvent::Kind;

// One text on its way into blocks.
class BlockMaker {
 public:
  BlockMaker(const v1::Text& text, int heading_level,
             std::vector<Block>* blocks)
      : text_(text), heading_level_(heading_level), blocks_(blocks) {}

  void Take(const MarkdownEvent& event) {
    switch (event.kind) {
      case Kind::kParagraph:
        return event.begins ? void() : EndParagraph();
      case Kind::kHeading:
        return event.begins ? void() : EndHeading(event.level);
      case Kind::kQuote:
        quotes_ += event.begins ? 1 : -1;
        return;
      case Kind::kList:
        return event.begins ? BeginList(event) : EndList();
      case Kind::kItem:
        // An item outside every list has lost its list to the depth limit.
        if (event.begins && !lists_.empty()) lists_.back().items.emplace_back();
        return;
      case Kind::kStrong:
        strong_ += event.begins ? 1 : -1;
        return;
      case Kind::kEmphasis:
        emphasis_ += event.begins ? 1 : -1;
        return;
      case Kind::kLink:
        link_ = event.begins ? FilledIn(event.address, text_) : "";
        return;
      default:
        return TakeLeaf(event);
    }
  }

 private:
  void TakeLeaf(const MarkdownEvent& event) {
    switch (event.kind) {
      case Kind::kText:
      case Kind::kCode:
        return AddRun(FilledIn(event.text, text_));
      case Kind::kCodeBlock:
        AddRun(
            std::string(absl::StripSuffix(FilledIn(event.text, text_), "\n")));
        return EndParagraph();
      case Kind::kSoftBreak:
        return AddRun(" ");
      case Kind::kLineBreak:
        return AddRun("\n");
      default:
        // Rules are for the eye alone; a picture's text comes as text.
        return;
    }
  }

  void AddRun(std::string text) {
    Run run{std::move(text), strong_ > 0, emphasis_ > 0, link_};
    const bool same = !runs_.empty() && runs_.back().strong == run.strong &&
                      runs_.back().emphasis == run.emphasis &&
                      runs_.back().link == run.link;
    if (same) {
      runs_.back().text += run.text;
    } else {
      runs_.push_back(std::move(run));
    }
  }

  void EndParagraph() {
    if (runs_.empty()) return;
    Paragraph paragraph;
    if (quotes_ > 0) paragraph.kind = Paragraph::Kind::kQuote;
    paragraph.runs = std::exchange(runs_, {});
    if (lists_.empty()) {
      blocks_->push_back(std::move(paragraph));
    } else if (!lists_.back().items.empty()) {
      lists_.back().items.back().parts.push_back(std::move(paragraph));
    }
  }

  void EndHeading(int level) {
    if (!lists_.empty()) {
      for (Run& run : runs_) run.strong = true;
      return EndParagraph();
    }
    Heading heading;
    heading.level = heading_level_ + level - 1;
    for (const Run& run : runs_) heading.text += run.text;
    runs_.clear();
    if (!heading.text.empty()) blocks_->push_back(std::move(heading));
  }

  void BeginList(const MarkdownEvent& event) {
    List& list = lists_.emplace_back();
    list.numbered = event.ordered;
    list.start = event.start;
  }

  void EndList() {
    List list = std::move(lists_.back());
    lists_.pop_back();
    if (lists_.empty()) {
      blocks_->push_back(std::move(list));
    } else if (!lists_.back().items.empty()) {
      lists_.back().items.back().parts.push_back(std::move(list));
    }
  }

  const v1::Text& text_;
  const int heading_level_;
  std::vector<Block>* blocks_;
  Runs runs_;
  std::vector<List> lists_;  // Those that are open, outermost first.
  int strong_ = 0;
  int emphasis_ = 0;
  int quotes_ = 0;
  std::string link_;
};

}  // namespace

void AppendMarkdown(const v1::Text& text, int heading_level,
                    std::vector<Block>* blocks) {
  BlockMaker maker(text, heading_level, blocks);
  WalkMarkdown(text.markdown(),
               [&](const MarkdownEvent& event) { maker.Take(event); });
}

}  // namespace finsam::gateway::pdf
