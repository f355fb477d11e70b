// Words into lines, and lines into columns, for a terminal.

#ifndef FINSAM_SERVICES_GATEWAY_TEXT_COLUMNS_H_
#define FINSAM_SERVICES_GATEWAY_TEXT_COLUMNS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

inline constexpr int64_t kTextWidth = 80;

// `text` in lines of at most `width` columns, broken at blanks; line ends in
// it stay. No-break spaces do not break, and a longer word stays whole. At
// least one line.
std::vector<std::string> Wrapped(absl::string_view text, int64_t width);

// The width of the widest word.
int64_t WidestWord(absl::string_view text);

std::string PaddedRight(absl::string_view text, int64_t width);
std::string PaddedLeft(absl::string_view text, int64_t width);

// Appends `line` without blanks at its end, and a line end.
void AppendLine(absl::string_view line, std::string* out);

// Appends a text of the report: its Markdown wrapped to kTextWidth, its
// references as they are printed. Each block ends with an empty line.
void AppendMarkdown(const v1::Text& text, std::string* out);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_TEXT_COLUMNS_H_
