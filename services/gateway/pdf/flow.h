// Pages as they fill from top to bottom. Pieces of the document, already set,
// place themselves on it.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_FLOW_H_
#define FINSAM_SERVICES_GATEWAY_PDF_FLOW_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/gateway/pdf/page.h"
#include "services/gateway/pdf/pdf_renderer.h"

namespace finsam::gateway::pdf {

// Not thread-safe. Lengths in points, `y` from the page's upper edge.
class Flow {
 public:
  // `targets`: what each link target is called; a link elsewhere inside the
  // document is shown as text. Must outlive the flow.
  explicit Flow(const absl::flat_hash_map<std::string, std::string>& targets)
      : targets_(targets) {
    NewPage();
  }

  double y() const { return y_; }
  double left() const { return kSideMargin; }
  double width() const { return page().width() - 2 * kSideMargin; }
  double remaining() const { return page().height() - kBottomMargin - y_; }
  // What a page holds when nothing stands on it.
  double page_room() const {
    return page().height() - kBottomMargin - kTopMargin;
  }
  bool AtTop() const { return y_ <= kTopMargin; }
  size_t page_index() const { return pages_.size() - 1; }

  void NewPage(bool landscape = false);
  // Begins a page unless `height` fits on this one.
  void Need(double height);
  // A gap, which a page's top swallows.
  void Gap(double height);
  void Advance(double height) { y_ += height; }

  // Begins a page unless this one lies and nothing stands on it; `landscape`
  // is how it must lie.
  void Turn(bool landscape);
  bool landscape() const { return page().landscape; }

  void Open(Tag tag) { Add(OpenTag{std::move(tag)}); }
  void Close(absl::string_view name) { Add(CloseTag{std::string(name)}); }
  void Add(PageItem item) { page().items.push_back(std::move(item)); }
  void AddArtifact(PageItem item) {
    page().artifacts.push_back(std::move(item));
  }
  void Anchor(const std::string& id);

  // A text in an element of its own, `tag`; it may go on on the next page.
  void PlaceText(const TextPtr& text, Tag tag, double x);
  // The text's lines in an element at a fixed place, on this page.
  void PlaceTextAt(const TextPtr& text, Tag tag, double x, double y);
  // The same as no part of the document.
  void PlaceArtifact(const TextPtr& text, double x, double y);

  void AddOutline(int level, std::string title, std::string id);
  void AddSignatureBox(const std::string& field, const Box& box);

  // What a link leads to, for those who do not see it; empty when it leads
  // nowhere.
  std::string TargetName(const std::string& link,
                         const std::string& shown) const;

  std::vector<Page>& pages() { return pages_; }
  std::vector<OutlineEntry>& outline() { return outline_; }
  std::vector<SignatureBox>& boxes() { return boxes_; }

 private:
  // A part of a text between two page breaks.
  struct Part {
    size_t first_line;
    size_t line_count;
  };

  Page& page() { return pages_.back(); }
  const Page& page() const { return pages_.back(); }
  // How many of `left` lines this page takes, so that no line stands alone.
  size_t LinesThatFit(size_t left, double line_height) const;
  void AddSpans(const TextPtr& text, const Part& part, double x, double y);
  void AddLines(const TextPtr& text, const Part& part, double x, double y);

  const absl::flat_hash_map<std::string, std::string>& targets_;
  std::vector<Page> pages_;
  std::vector<OutlineEntry> outline_;
  std::vector<SignatureBox> boxes_;
  double y_ = kTopMargin;
};

// A part of the document that has been set and can be placed.
class Piece {
 public:
  virtual ~Piece() = default;
  // How much of it must fit on a page for it to begin there.
  virtual double Lead() const = 0;
  // Whether it may not be the last on a page.
  virtual bool KeepsWithNext() const { return false; }
  // `next_lead`: the lead of what follows.
  virtual void Place(Flow& flow, double next_lead) const = 0;
};
using PiecePtr = std::unique_ptr<Piece>;

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_FLOW_H_
