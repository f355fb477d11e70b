// Measures and colours of the pages, in points. Every colour of text has at
// least 4.5:1 against white.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_STYLE_H_
#define FINSAM_SERVICES_GATEWAY_PDF_STYLE_H_

namespace finsam::gateway::pdf {

struct Colour {
  int red = 0;
  int green = 0;
  int blue = 0;

  friend bool operator==(const Colour&, const Colour&) = default;
};
inline constexpr Colour kInk{0x1a, 0x1a, 0x1a};
inline constexpr Colour kAccent{0x1b, 0x4f, 0x83};
inline constexpr Colour kGrey{0x55, 0x55, 0x55};
inline constexpr Colour kLineGrey{0xc4, 0xc4, 0xc4};
inline constexpr Colour kWarning{0xa1, 0x2b, 0x10};

// A place on a page, from its upper left corner.
struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

inline constexpr double kPaperShort = 595.28;  // A4.
inline constexpr double kPaperLong = 841.89;
inline constexpr double kSideMargin = 62;
inline constexpr double kTopMargin = 62;
inline constexpr double kBottomMargin = 76;
inline constexpr double kFooterBaseline = 40;  // Above the lower edge.

inline constexpr double kBodySize = 10;
inline constexpr double kSmallSize = 8.5;
inline constexpr double kTableSize = 9;
inline constexpr double kTableSizeMin = 6.5;
inline constexpr double kCaptionSize = 9.5;
inline constexpr double kLeading = 1.45;  // A line's height by its size.
inline constexpr double kTightLeading = 1.25;
inline constexpr double kParagraphGap = 6;
inline constexpr double kListIndent = 16;

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_STYLE_H_
