# The report's texts and its renderings: HTML, plain text, JSON.

find_path(FINSAM_CMARK_INCLUDE cmark.h REQUIRED)
find_library(FINSAM_CMARK_LIBRARY cmark REQUIRED)

finsam_library(finsam_gateway_text
  SOURCES domain/loose_numbers.cc domain/text.cc domain/text_mask.cc
          domain/text_scan.cc domain/utf8.cc
  DEPS finsam_base finsam_figure)

finsam_library(finsam_gateway_render
  SOURCES html_findings.cc html_markdown.cc html_table.cc html_writer.cc
          markdown.cc printed.cc render_html.cc render_json.cc render_text.cc
          report_anchors.cc source_line.cc text_columns.cc text_markdown.cc text_table.cc
  DEPS finsam_gateway_text finsam_figure_proto finsam_gateway_proto)
target_link_libraries(finsam_gateway_render PRIVATE ${FINSAM_CMARK_LIBRARY}
                      nlohmann_json::nlohmann_json)
