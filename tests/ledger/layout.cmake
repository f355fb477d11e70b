# Layouts, the statements they give, and their files.
finsam_test(ledger_layout_test LABEL unit
  SOURCES coverage_test.cc layout_file_test.cc layout_sample.cc layout_test.cc
          measures_test.cc statements_model_test.cc statements_test.cc
  DEPS finsam_ledger_files)
