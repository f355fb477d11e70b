# Tests of the SIE reader. Included by tests/ledger/CMakeLists.txt.
finsam_test(ledger_sie_test LABEL unit
  SOURCES sie_head_test.cc sie_limits_test.cc sie_mutation_test.cc
          sie_samples_test.cc sie_stream_test.cc sie_test.cc sie_text_test.cc
          sie_wild_test.cc
          sie_writer_books.cc sie_writer_property_test.cc sie_writer_test.cc
          ../fuzz/sie_fuzz.cc
  DEPS finsam_ledger_sie)
