# Tests of the SIE reader. Included by tests/ledger/CMakeLists.txt.
finsam_test(ledger_sie_test LABEL unit
  SOURCES sie_limits_test.cc sie_mutation_test.cc sie_samples_test.cc
          sie_test.cc sie_text_test.cc ../fuzz/sie_fuzz.cc
  DEPS finsam_ledger_sie)
