# The report's texts and its renderings: HTML, plain text, JSON, CSV, XLSX.

find_path(FINSAM_CMARK_INCLUDE cmark.h REQUIRED)
find_library(FINSAM_CMARK_LIBRARY cmark REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(FINSAM_XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)

finsam_library(finsam_gateway_text
  SOURCES domain/loose_numbers.cc domain/text.cc domain/text_mask.cc
          domain/loose_words.cc domain/text_reference.cc domain/text_words.cc
          domain/text_scan.cc domain/utf8.cc
  DEPS finsam_base finsam_figure)

finsam_library(finsam_gateway_chart
  SOURCES domain/chart.cc domain/chart_bars.cc domain/chart_data.cc
          domain/chart_kit.cc domain/chart_lines.cc
  DEPS finsam_gateway_text)

finsam_library(finsam_gateway_render
  SOURCES html_chart.cc html_findings.cc html_markdown.cc html_table.cc html_writer.cc
          markdown.cc printed.cc render_csv.cc render_html.cc render_json.cc
          render_text.cc render_xlsx.cc report_anchors.cc report_tables.cc
          xlsx_sheet.cc source_line.cc text_columns.cc text_markdown.cc text_table.cc
  DEPS finsam_gateway_chart finsam_figure_proto finsam_gateway_proto)
target_link_libraries(finsam_gateway_render PRIVATE ${FINSAM_CMARK_LIBRARY}
                      nlohmann_json::nlohmann_json
                      PkgConfig::FINSAM_XLSXWRITER)
