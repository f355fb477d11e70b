// A report's table as CSV, for programs and spreadsheets.
//
// As RFC 4180 quotes it, and as our own year files are read: UTF-8, semicolons,
// decimal comma, so that a Swedish spreadsheet opens it with its numbers as
// numbers; it also wants the byte order mark, without which it takes å for two
// letters. Lines end with CR LF.
//
// Numbers are exact and ungrouped whatever the report prints: kronor with two
// decimals ("-518359,00"), counts whole, shares in percent with up to six
// decimals ("63,513514 %"; other ratios without the sign), days "2025-03-20",
// "..", or empty where there is no value. A text that a spreadsheet would take
// for a formula begins with an apostrophe.

#ifndef FINSAM_SERVICES_GATEWAY_RENDER_CSV_H_
#define FINSAM_SERVICES_GATEWAY_RENDER_CSV_H_

#include <string>

#include "absl/strings/string_view.h"
#include "finsam/common/v1/figure.pb.h"

namespace finsam::gateway {

// The columns: the row's id, its label, the note's number where the table has
// notes, then the table's own. The same table gives the same bytes.
std::string RenderTableCsv(const common::v1::Table& table);

// `text` as it may stand in a cell of a spreadsheet: never a formula, nothing
// that cannot be printed.
std::string SafeCellText(absl::string_view text);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_RENDER_CSV_H_
