// Figures: a title, the drawing, and the table that it is drawn from.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status.h"
#include "services/gateway/pdf/pieces.h"

namespace finsam::gateway::pdf {
namespace {

constexpr double kFigureGap = 10;
constexpr double kTitleGap = 4;

double Points(int64_t units) {
  return static_cast<double>(units) / kDrawingUnitsPerPoint;
}

class FigurePiece : public Piece {
 public:
  FigurePiece(const Figure& figure, TextPtr title, std::vector<TextPtr> texts,
              PiecePtr data)
      : figure_(figure),
        title_(std::move(title)),
        texts_(std::move(texts)),
        data_(std::move(data)) {
    // As wide as the page at most, and no higher than it.
    const double width = kPaperShort - 2 * kSideMargin;
    const double height =
        kPaperLong - kTopMargin - kBottomMargin - title_->height() - kTitleGap;
    const Drawing& drawing = figure_.drawing;
    if (drawing.width > 0) {
      scale_ = std::min(scale_, width / Points(drawing.width));
    }
    if (drawing.height > 0) {
      scale_ = std::min(scale_, height / Points(drawing.height));
    }
  }

  double Lead() const override {
    return kFigureGap + title_->height() + kTitleGap +
           Points(figure_.drawing.height) * scale_;
  }

  void Place(Flow& flow, double) const override {
    flow.Need(Lead());
    flow.Gap(kFigureGap);
    flow.PlaceText(title_, {"P"}, flow.left());
    flow.Advance(kTitleGap);
    Tag tag{"Figure", figure_.alt};
    tag.box = {flow.left(), flow.y(), Points(figure_.drawing.width) * scale_,
               Points(figure_.drawing.height) * scale_};
    flow.Open(std::move(tag));
    flow.Add(
        DrawingItem{&figure_.drawing, texts_, flow.left(), flow.y(), scale_});
    flow.Close("Figure");
    flow.Advance(Points(figure_.drawing.height) * scale_ + kFigureGap);
    if (data_ != nullptr) data_->Place(flow, 0);
  }

 private:
  const Figure& figure_;
  TextPtr title_;
  std::vector<TextPtr> texts_;
  PiecePtr data_;
  double scale_ = 1;
};

}  // namespace

absl::StatusOr<PiecePtr> MakePiece(const Figure& figure, Typesetter& setter,
                                   absl::string_view place) {
  TextStyle bold;
  bold.size = kCaptionSize;
  bold.bold = true;
  ASSIGN_OR_RETURN(TextPtr title,
                   setter.Set({Run{figure.title}}, bold,
                              kPaperShort - 2 * kSideMargin, place));
  std::vector<TextPtr> texts;
  for (const Shape& shape : figure.drawing.shapes) {
    TextPtr& text = texts.emplace_back();
    if (shape.kind != Shape::Kind::kText) continue;
    TextStyle style;
    style.size = Points(shape.font_size);
    style.bold = shape.bold;
    style.tabular = true;
    ASSIGN_OR_RETURN(text, setter.SetLine(shape.text, style, place));
  }
  PiecePtr data;
  if (!figure.data.rows.empty()) {
    ASSIGN_OR_RETURN(data, MakePiece(figure.data, setter, place));
  }
  return std::make_unique<FigurePiece>(figure, std::move(title),
                                       std::move(texts), std::move(data));
}

}  // namespace finsam::gateway::pdf
