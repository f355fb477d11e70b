# Texts and renderings.
finsam_test(gateway_text_test LABEL unit
  SOURCES loose_numbers_test.cc loose_words_test.cc text_test.cc
          text_words_test.cc utf8_test.cc
  DEPS finsam_gateway_text)
finsam_test(gateway_render_test LABEL unit
  SOURCES chart_test.cc html_chart_test.cc html_writer_test.cc markdown_test.cc render_html_test.cc
          render_csv_test.cc render_json_test.cc render_text_test.cc
          render_xlsx_test.cc sample_report.cc
  DEPS finsam_files finsam_gateway_render finsam_zip)
