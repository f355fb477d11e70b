#include "services/gateway/printed.h"

#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/figure/convert.h"
#include "common/figure/display.h"
#include "common/figure/figure.h"
#include "services/gateway/domain/text.h"

namespace finsam::gateway {
namespace {

// A display that was never set says nothing; the value then decides.
Display DisplayOf(const common::v1::Display& display, const Value& value) {
  if (display.unit() == common::v1::Display::UNIT_UNSPECIFIED) {
    return DefaultDisplay(value);
  }
  return FromProto(display);
}

struct Exact {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(Ore ore) const { return absl::StrCat(ore.value); }
  std::string operator()(Count count) const {
    return absl::StrCat(count.value);
  }
  std::string operator()(const Ratio& ratio) const {
    return absl::StrCat(ratio.numerator, "/", ratio.denominator);
  }
  std::string operator()(absl::CivilDay day) const {
    return absl::FormatCivilTime(day);
  }
  std::string operator()(Protected) const { return ".."; }
};

}  // namespace

std::string PrintedCell(const common::v1::Cell& cell) {
  if (!cell.text().empty() || !cell.has_figure()) return cell.text();
  const Value value = FromProto(cell.figure()).value;
  return Format(value, DisplayOf(cell.display(), value));
}

std::string PrintedOf(const v1::Text::Reference& reference) {
  if (!reference.printed().empty()) return reference.printed();
  const Value value = FromProto(reference.figure()).value;
  return FormatWithUnit(value, DisplayOf(reference.display(), value));
}

std::string PrintedOf(const v1::Text& text, size_t n) {
  if (n >= static_cast<size_t>(text.references_size())) return "";
  return PrintedOf(text.references(static_cast<int>(n)));
}

std::string FilledIn(absl::string_view piece, const v1::Text& text) {
  std::string out;
  for (const TextPiece& part : SplitAtMarks(piece)) {
    absl::StrAppend(&out, part.plain);
    if (part.reference) absl::StrAppend(&out, PrintedOf(text, *part.reference));
  }
  return out;
}

std::string ExactValue(const common::v1::Figure& figure) {
  return std::visit(Exact(), FromProto(figure).value);
}

bool HeadSaysUnit(const common::v1::Table& table) {
  return absl::EndsWith(absl::StripSuffix(table.row_header(), "."),
                        absl::StrCat(" ", table.unit()));
}

}  // namespace finsam::gateway
