// One table as a sheet of a workbook.

#ifndef FINSAM_SERVICES_GATEWAY_XLSX_SHEET_H_
#define FINSAM_SERVICES_GATEWAY_XLSX_SHEET_H_

#include <xlsxwriter.h>

#include <cstdint>
#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "common/figure/table.h"

namespace finsam::gateway {

// What a cell looks like.
struct XlsxLook {
  std::string number_format = {};  // Empty: a text.
  bool bold = false;
  bool total = false;  // With a line above.
  bool head = false;   // Of a column: with a line below.
  bool right = false;
  bool wrap = false;
  int indent = 0;
  int font_size = 11;
  friend auto operator<=>(const XlsxLook&, const XlsxLook&) = default;
};

// The looks that a workbook has made so far; the workbook owns them.
class XlsxLooks {
 public:
  explicit XlsxLooks(lxw_workbook* workbook) : workbook_(workbook) {}
  lxw_format* Of(const XlsxLook& look);

 private:
  lxw_workbook* workbook_;
  std::map<XlsxLook, lxw_format*> made_;
};

// A text that is never a formula; cut to what a cell holds.
void WriteXlsxText(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column,
                   absl::string_view text, lxw_format* format);

// Makes a row high enough for so many lines: not every program finds that out.
void SetXlsxLines(lxw_worksheet* sheet, lxw_row_t row, int64_t lines);

void WriteXlsxTable(const Table& table, const std::string& title,
                    lxw_worksheet* sheet, XlsxLooks* looks);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_XLSX_SHEET_H_
