// Headings, paragraphs, lists, signatures.

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/gateway/pdf/pieces.h"

namespace finsam::gateway::pdf {
namespace {

constexpr double kTextWidth = kPaperShort - 2 * kSideMargin;
constexpr double kHeadingSizes[] = {18, 13.5, 11.5, 10.5, 10};
constexpr double kHeadingGaps[] = {20, 16, 12, 10, 8};
constexpr double kHeadingAfter = 4;
constexpr double kQuoteIndent = 14;
constexpr double kItemGap = 2;
constexpr double kMarkGap = 5;
constexpr char kBullet[] = "•";
constexpr int kHeadingTagMax = 6;

constexpr double kSignatureHeight = 52;
constexpr double kSignatureGap = 12;
constexpr double kSignatureBoxX = 203;
constexpr double kSignatureTextX = 10;
constexpr double kSignatureBarWidth = 2.5;

double At(const double (&values)[5], int level) {
  return values[std::clamp(level, 1, 5) - 1];
}

// The first lines, which may not stand without one another.
double LeadOf(const TextBlock& text) {
  const size_t lines = text.lines().size();
  return text.line_height() *
         static_cast<double>(lines <= 3 ? lines : size_t{2});
}

class HeadingPiece : public Piece {
 public:
  HeadingPiece(const Heading& heading, TextPtr text)
      : heading_(heading), text_(std::move(text)) {}

  double Lead() const override {
    return At(kHeadingGaps, heading_.level) + text_->height() + kHeadingAfter;
  }
  bool KeepsWithNext() const override { return true; }
  void Place(Flow& flow, double next_lead) const override {
    flow.Need(Lead() + next_lead);
    flow.Gap(At(kHeadingGaps, heading_.level));
    flow.Anchor(heading_.id);
    if (!heading_.id.empty()) {
      flow.AddOutline(heading_.level, TitleOf(heading_), heading_.id);
    }
    flow.PlaceText(text_, {HeadingTagOf(heading_.level)}, flow.left());
    flow.Advance(kHeadingAfter);
  }

 private:
  const Heading& heading_;
  TextPtr text_;
};

class ParagraphPiece : public Piece {
 public:
  ParagraphPiece(Paragraph::Kind kind, TextPtr text)
      : kind_(kind), text_(std::move(text)) {}

  double Lead() const override { return LeadOf(*text_); }
  void Place(Flow& flow, double) const override {
    if (kind_ == Paragraph::Kind::kQuote) {
      flow.Open({"BlockQuote"});
      flow.PlaceText(text_, {"P"}, flow.left() + kQuoteIndent);
      flow.Close("BlockQuote");
    } else {
      flow.PlaceText(text_, {"P"}, flow.left());
    }
    flow.Advance(kParagraphGap);
  }

 private:
  Paragraph::Kind kind_;
  TextPtr text_;
};

// A list that has been set.
struct SetList;
struct SetItem {
  TextPtr mark;
  std::vector<std::variant<TextPtr, SetList>> parts;
};
struct SetList {
  bool numbered = false;
  double x = 0;       // Of its marks.
  double indent = 0;  // From them to the texts.
  std::vector<SetItem> items;
};

absl::StatusOr<SetList> SetListOf(const List& list, double x,
                                  Typesetter& setter, absl::string_view place) {
  SetList set;
  set.numbered = list.numbered;
  set.x = x;
  set.indent = kListIndent;
  int64_t number = list.start;
  for (size_t i = 0; i < list.items.size(); ++i) {
    const std::string mark =
        list.numbered ? absl::StrCat(number++, ".") : kBullet;
    TextPtr& text = set.items.emplace_back().mark;
    ASSIGN_OR_RETURN(text, setter.SetLine(mark, {}, place));
    set.indent = std::max(set.indent, text->width() + kMarkGap);
  }
  const double begin = x + set.indent;
  for (size_t i = 0; i < list.items.size(); ++i) {
    for (const auto& part : list.items[i].parts) {
      if (const auto* inner = std::get_if<List>(&part)) {
        ASSIGN_OR_RETURN(SetList set_inner,
                         SetListOf(*inner, begin, setter, place));
        set.items[i].parts.push_back(std::move(set_inner));
        continue;
      }
      ASSIGN_OR_RETURN(TextPtr text, setter.Set(std::get<Paragraph>(part).runs,
                                                {}, kTextWidth - begin, place));
      set.items[i].parts.push_back(std::move(text));
    }
  }
  return set;
}

double LeadOf(const SetList& list) {
  if (list.items.empty() || list.items.front().parts.empty()) return 0;
  const auto& first = list.items.front().parts.front();
  const auto* text = std::get_if<TextPtr>(&first);
  return text == nullptr ? 0 : LeadOf(**text);
}

void PlaceList(Flow& flow, const SetList& list);

void PlaceItem(Flow& flow, const SetItem& item, const SetList& list) {
  if (!item.parts.empty()) {
    if (const auto* text = std::get_if<TextPtr>(&item.parts.front())) {
      // The mark must not stay behind when the text goes to the next page.
      flow.Need(LeadOf(**text));
    }
  }
  const double x = flow.left() + list.x;
  flow.Open({"LI"});
  flow.PlaceTextAt(item.mark, {"Lbl"}, x, flow.y());
  flow.Open({"LBody"});
  for (const auto& part : item.parts) {
    if (const auto* inner = std::get_if<SetList>(&part)) {
      PlaceList(flow, *inner);
    } else {
      flow.PlaceText(std::get<TextPtr>(part), {"P"}, x + list.indent);
      flow.Advance(kItemGap);
    }
  }
  if (item.parts.empty()) flow.Advance(item.mark->line_height());
  flow.Close("LBody");
  flow.Close("LI");
}

void PlaceList(Flow& flow, const SetList& list) {
  flow.Open({"L", "", list.numbered ? "Decimal" : "Disc"});
  for (const SetItem& item : list.items) PlaceItem(flow, item, list);
  flow.Close("L");
}

class ListPiece : public Piece {
 public:
  explicit ListPiece(SetList list) : list_(std::move(list)) {}

  double Lead() const override { return LeadOf(list_); }
  void Place(Flow& flow, double) const override {
    PlaceList(flow, list_);
    flow.Advance(kParagraphGap - kItemGap);
  }

 private:
  SetList list_;
};

class BreakPiece : public Piece {
 public:
  double Lead() const override { return 0; }
  void Place(Flow& flow, double) const override {
    if (!flow.AtTop()) flow.NewPage();
  }
};

// Who signs to the left, and to the right the box for it.
class SignaturesPiece : public Piece {
 public:
  struct Signer {
    std::string field;
    std::vector<TextPtr> lines;
  };

  explicit SignaturesPiece(std::vector<Signer> signers)
      : signers_(std::move(signers)) {}

  double Lead() const override {
    return signers_.empty() ? 0 : kSignatureGap + HeightOf(signers_.front());
  }
  void Place(Flow& flow, double) const override {
    for (const Signer& signer : signers_) {
      const double height = HeightOf(signer);
      flow.Need(height + kSignatureGap);
      flow.Gap(kSignatureGap);
      const double top = flow.y();
      Tag tag{"Div"};
      tag.field = static_cast<int>(flow.boxes().size());
      flow.Open(std::move(tag));
      double y = top;
      for (const TextPtr& line : signer.lines) {
        flow.PlaceTextAt(line, {"P"}, flow.left() + kSignatureTextX, y);
        y += line->height();
      }
      flow.Close("Div");
      flow.AddArtifact(
          BoxItem{{flow.left(), top, kSignatureBarWidth, height}, kAccent});
      const Box box{flow.left() + kSignatureBoxX, top,
                    flow.width() - kSignatureBoxX, height};
      flow.AddArtifact(BoxItem{box, kGrey, /*framed=*/true});
      flow.AddSignatureBox(signer.field, box);
      flow.Advance(height);
    }
  }

 private:
  static double HeightOf(const Signer& signer) {
    double height = 0;
    for (const TextPtr& line : signer.lines) height += line->height();
    return std::max(height, kSignatureHeight);
  }

  std::vector<Signer> signers_;
};

}  // namespace

std::string TitleOf(const Heading& heading) {
  const char* gap = heading.number.empty() ? "" : " ";
  return absl::StrCat(heading.number, gap, heading.text);
}

std::string HeadingTagOf(int level) {
  return absl::StrCat("H", std::clamp(level + 1, 2, kHeadingTagMax));
}

absl::StatusOr<PiecePtr> MakePiece(const Heading& heading, Typesetter& setter,
                                   absl::string_view place) {
  TextStyle style;
  style.size = At(kHeadingSizes, heading.level);
  style.bold = true;
  style.colour = kAccent;
  style.leading = kTightLeading;
  ASSIGN_OR_RETURN(TextPtr text, setter.Set({Run{TitleOf(heading)}}, style,
                                            kTextWidth, place));
  return std::make_unique<HeadingPiece>(heading, std::move(text));
}

absl::StatusOr<PiecePtr> MakePiece(const Paragraph& paragraph,
                                   Typesetter& setter,
                                   absl::string_view place) {
  TextStyle style;
  double width = kTextWidth;
  if (paragraph.kind == Paragraph::Kind::kRemark) style.size = kSmallSize;
  if (paragraph.kind == Paragraph::Kind::kQuote) width -= 2 * kQuoteIndent;
  ASSIGN_OR_RETURN(TextPtr text,
                   setter.Set(paragraph.runs, style, width, place));
  return std::make_unique<ParagraphPiece>(paragraph.kind, std::move(text));
}

absl::StatusOr<PiecePtr> MakePiece(const List& list, Typesetter& setter,
                                   absl::string_view place) {
  ASSIGN_OR_RETURN(SetList set, SetListOf(list, 0, setter, place));
  return std::make_unique<ListPiece>(std::move(set));
}

absl::StatusOr<PiecePtr> MakePiece(const PageBreak&, Typesetter&,
                                   absl::string_view) {
  return std::make_unique<BreakPiece>();
}

absl::StatusOr<PiecePtr> MakePiece(const SignatureFields& fields,
                                   Typesetter& setter,
                                   absl::string_view place) {
  std::vector<SignaturesPiece::Signer> signers;
  for (const SignatureField& field : fields.fields) {
    auto& signer = signers.emplace_back();
    signer.field = field.name;
    TextStyle style;
    style.bold = true;
    for (const std::string& line :
         {field.printed_name, field.title, field.organisation}) {
      if (line.empty()) continue;
      ASSIGN_OR_RETURN(signer.lines.emplace_back(),
                       setter.Set({Run{line}}, style,
                                  kSignatureBoxX - 2 * kSignatureTextX, place));
      style.bold = false;
    }
  }
  return std::make_unique<SignaturesPiece>(std::move(signers));
}

}  // namespace finsam::gateway::pdf
