// Texts for a terminal: Markdown into wrapped lines.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/gateway/domain/utf8.h"
#include "services/gateway/markdown.h"
#include "services/gateway/printed.h"
#include "services/gateway/text_columns.h"

namespace finsam::gateway {
namespace {

using Kind = MarkdownEvent::Kind;

constexpr char kBullet[] = "- ";
constexpr char kQuoteMark[] = "> ";
constexpr char kCodeIndent[] = "    ";
constexpr int64_t kProseWidthMin = 20;

// One text on its way to the terminal.
class MarkdownLines {
 public:
  MarkdownLines(const v1::Text& text, std::string* out)
      : text_(text), out_(out) {}

  void Take(const MarkdownEvent& event) {
    switch (event.kind) {
      case Kind::kParagraph:
      case Kind::kHeading:
        if (!event.begins) EndBlock(/*spaced=*/!event.tight);
        return;
      case Kind::kQuote:
        return Quote(event);
      case Kind::kList:
        return List(event);
      case Kind::kItem:
        return Item(event);
      case Kind::kLink:
        return Link(event);
      case Kind::kText:
      case Kind::kCode:
        absl::StrAppend(&line_, Printable(FilledIn(event.text, text_)));
        return;
      case Kind::kCodeBlock:
        return CodeBlock(event);
      case Kind::kSoftBreak:
        line_.push_back(' ');
        return;
      case Kind::kLineBreak:
        line_.push_back('\n');
        return;
      case Kind::kRule:
        line_ = "* * *";
        return EndBlock(/*spaced=*/true);
      case Kind::kEmphasis:
      case Kind::kStrong:
      case Kind::kImage:
        return;
    }
  }

 private:
  // What stands at the left of a list's item or a quotation: `first` before
  // its first line, `rest` before the others.
  struct Margin {
    std::string first;
    std::string rest;
  };

  std::string TakeMargin() {
    std::string margin;
    for (Margin& part : margins_) {
      margin += part.first;
      part.first = part.rest;
    }
    return margin;
  }

  void EndBlock(bool spaced) {
    int64_t used = 0;
    for (const Margin& part : margins_) used += ColumnWidth(part.rest);
    const int64_t width = std::max(kProseWidthMin, kTextWidth - used);
    for (const std::string& line : Wrapped(line_, width)) {
      AppendLine(absl::StrCat(TakeMargin(), line), out_);
    }
    line_.clear();
    if (spaced) AppendLine("", out_);
  }

  void CodeBlock(const MarkdownEvent& event) {
    const std::string code = Printable(FilledIn(event.text, text_));
    std::vector<std::string> lines = absl::StrSplit(code, '\n');
    if (lines.back().empty()) lines.pop_back();
    for (const std::string& line : lines) {
      AppendLine(absl::StrCat(TakeMargin(), kCodeIndent, line), out_);
    }
    AppendLine("", out_);
  }

  void Quote(const MarkdownEvent& event) {
    if (event.begins) {
      margins_.push_back({kQuoteMark, kQuoteMark});
    } else {
      margins_.pop_back();
    }
  }

  void List(const MarkdownEvent& event) {
    if (event.begins) {
      numbers_.push_back(event.ordered ? event.start : -1);
      return;
    }
    numbers_.pop_back();
    if (numbers_.empty() && !absl::EndsWith(*out_, "\n\n")) {
      AppendLine("", out_);
    }
  }

  void Item(const MarkdownEvent& event) {
    if (!event.begins) {
      margins_.pop_back();
      return;
    }
    // An item outside every list has lost its list to the depth limit.
    int64_t* const number = numbers_.empty() ? nullptr : &numbers_.back();
    std::string mark = kBullet;
    if (number != nullptr && *number >= 0) {
      mark = absl::StrCat((*number)++, ". ");
    }
    margins_.push_back({mark, std::string(mark.size(), ' ')});
  }

  // "nns.samordning.org (https://…)"; the address alone when it is the text.
  void Link(const MarkdownEvent& event) {
    if (event.begins) {
      link_begin_ = line_.size();
      return;
    }
    const std::string address = Printable(FilledIn(event.address, text_));
    const size_t begin = std::min(link_begin_, line_.size());
    if (line_.substr(begin) != address) {
      absl::StrAppend(&line_, " (", address, ")");
    }
  }

  const v1::Text& text_;
  std::string* out_;
  std::string line_;
  size_t link_begin_ = 0;
  std::vector<Margin> margins_;
  std::vector<int64_t> numbers_;
};

}  // namespace

void AppendMarkdown(const v1::Text& text, std::string* out) {
  MarkdownLines lines(text, out);
  WalkMarkdown(text.markdown(),
               [&](const MarkdownEvent& event) { lines.Take(event); });
}

}  // namespace finsam::gateway
