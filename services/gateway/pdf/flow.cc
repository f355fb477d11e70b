#include "services/gateway/pdf/flow.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace finsam::gateway::pdf {
namespace {

// A paragraph leaves and brings at least so many lines.
constexpr size_t kLinesTogether = 2;
// Rounding must not push out what fits to the point.
constexpr double kSlack = 0.01;

int64_t Hundredths(double points) { return std::llround(points * 100); }

}  // namespace

void Flow::NewPage(bool landscape) {
  pages_.emplace_back().landscape = landscape;
  y_ = kTopMargin;
}

void Flow::Need(double height) {
  if (height > remaining() + kSlack && !AtTop()) NewPage(page().landscape);
}

void Flow::Gap(double height) {
  if (!AtTop()) y_ += height;
}

void Flow::Turn(bool landscape) {
  if (page().landscape == landscape) return;
  if (AtTop() && page().items.empty()) {
    page().landscape = landscape;
  } else {
    NewPage(landscape);
  }
}

void Flow::Anchor(const std::string& id) {
  if (!id.empty()) Add(AnchorItem{id, y_});
}

std::string Flow::TargetName(const std::string& link,
                             const std::string& shown) const {
  if (absl::StartsWith(link, "#")) {
    const auto found = targets_.find(link.substr(1));
    return found == targets_.end() ? "" : found->second;
  }
  for (const char* scheme : {"https://", "http://", "mailto:"}) {
    if (!absl::StartsWithIgnoreCase(link, scheme)) continue;
    return shown == link ? link : absl::StrCat(shown, " (", link, ")");
  }
  return "";
}

size_t Flow::LinesThatFit(size_t left, double line_height) const {
  const double fit = std::floor((remaining() + kSlack) / line_height);
  const size_t lines = fit < 1 ? 0 : static_cast<size_t>(fit);
  if (lines >= left) return left;
  if (AtTop() && left < 2 * kLinesTogether) return std::max<size_t>(lines, 1);
  const size_t kept = left < kLinesTogether ? 0 : left - kLinesTogether;
  const size_t taken = std::min(lines, kept);
  if (taken < kLinesTogether) return AtTop() ? std::max<size_t>(lines, 1) : 0;
  return taken;
}

void Flow::AddLines(const TextPtr& text, const Part& part, double x, double y) {
  for (size_t i = 0; i < part.line_count; ++i) {
    const size_t line = part.first_line + i;
    Add(TextItem{text, line, 0, text->lines()[line].pieces.size(),
                 x + text->Indent(line), y + text->ascent()});
    y += text->line_height();
  }
}

// Each link in an element of its own, and what stands between in spans.
void Flow::AddSpans(const TextPtr& text, const Part& part, double x, double y) {
  bool open = false;
  size_t open_run = 0;
  std::string open_name;
  const auto close = [&] {
    if (open) Close(open_name);
    open = false;
  };
  const auto target = [&](size_t run) {
    const std::string& link = text->links()[run];
    return link.empty() ? "" : TargetName(link, text->RunText(run));
  };
  for (size_t i = 0; i < part.line_count; ++i) {
    const size_t at = part.first_line + i;
    const std::vector<GlyphPiece>& pieces = text->lines()[at].pieces;
    const double begin = x + text->Indent(at);
    for (size_t p = 0; p < pieces.size(); ++p) {
      const GlyphPiece& piece = pieces[p];
      const std::string name = target(piece.run);
      const bool goes_on =
          open && (name.empty() ? open_name == "Span"
                                : open_name == "Link" && open_run == piece.run);
      if (!goes_on) {
        close();
        Tag tag{name.empty() ? "Span" : "Link", name};
        if (!name.empty()) tag.target = text->links()[piece.run];
        open_name = tag.name;
        open_run = piece.run;
        open = true;
        Open(std::move(tag));
      }
      if (!name.empty()) {
        // The element was opened on this page, so it is still at hand.
        auto& items = page().items;
        const auto opened =
            std::find_if(items.rbegin(), items.rend(), [](const PageItem& it) {
              return std::holds_alternative<OpenTag>(it);
            });
        std::get<OpenTag>(*opened).tag.areas.push_back(
            {begin + piece.x, y, piece.width, text->line_height()});
      }
      Add(TextItem{text, at, p, 1, begin, y + text->ascent(), !name.empty()});
    }
    y += text->line_height();
  }
  close();
}

void Flow::PlaceText(const TextPtr& text, Tag tag, double x) {
  const std::string name = tag.name;
  std::vector<Part> parts;
  const size_t lines = text->lines().size();
  size_t first = LinesThatFit(lines, text->line_height());
  if (first == 0) {
    NewPage(page().landscape);
    first = LinesThatFit(lines, text->line_height());
  }
  const bool in_spans = first < lines || text->HasLinks();
  Open(std::move(tag));
  for (size_t done = 0; done < lines;) {
    if (done > 0) NewPage(page().landscape);
    const size_t count =
        done == 0 ? first : LinesThatFit(lines - done, text->line_height());
    const Part part{done, count};
    if (in_spans) {
      AddSpans(text, part, x, y_);
    } else {
      AddLines(text, part, x, y_);
    }
    y_ += static_cast<double>(count) * text->line_height();
    done += count;
  }
  Close(name);
}

void Flow::PlaceTextAt(const TextPtr& text, Tag tag, double x, double y) {
  const std::string name = tag.name;
  const Part whole{0, text->lines().size()};
  Open(std::move(tag));
  if (text->HasLinks()) {
    AddSpans(text, whole, x, y);
  } else {
    AddLines(text, whole, x, y);
  }
  Close(name);
}

void Flow::PlaceArtifact(const TextPtr& text, double x, double y) {
  for (size_t line = 0; line < text->lines().size(); ++line) {
    AddArtifact(TextItem{
        text, line, 0, text->lines()[line].pieces.size(),
        x + text->Indent(line),
        y + text->ascent() + static_cast<double>(line) * text->line_height()});
  }
}

void Flow::AddOutline(int level, std::string title, std::string id) {
  outline_.push_back({level, std::move(title), std::move(id), page_index()});
}

void Flow::AddSignatureBox(const std::string& field, const Box& box) {
  boxes_.push_back({field, static_cast<int>(pages_.size()), Hundredths(box.x),
                    Hundredths(page().height() - box.y - box.height),
                    Hundredths(box.width), Hundredths(box.height)});
}

}  // namespace finsam::gateway::pdf
