# Documents and reports as PDF.
find_package(PkgConfig REQUIRED)
pkg_check_modules(FINSAM_QPDF REQUIRED IMPORTED_TARGET libqpdf)
finsam_test(gateway_pdf_test LABEL unit
  SOURCES pdf_conformance_test.cc pdf_renderer_test.cc pdf_report_test.cc
          pdf_sample.cc pdf_text_test.cc sample_report.cc
          ${PROJECT_SOURCE_DIR}/tests/kit/processes.cc
  DEPS finsam_report_pdf PkgConfig::FINSAM_QPDF)
target_compile_definitions(gateway_pdf_test PRIVATE POINTERHOLDER_TRANSITION=4)
