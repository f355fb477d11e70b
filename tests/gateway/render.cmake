# Texts and renderings.
finsam_test(gateway_text_test LABEL unit
  SOURCES loose_numbers_test.cc text_test.cc utf8_test.cc
  DEPS finsam_gateway_text)
finsam_test(gateway_render_test LABEL unit
  SOURCES html_writer_test.cc markdown_test.cc render_html_test.cc
          render_json_test.cc render_text_test.cc sample_report.cc
  DEPS finsam_gateway_render)
