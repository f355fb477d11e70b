# The report, its checks, its files and its neighbours.
finsam_test(gateway_domain_test LABEL unit
  SOURCES checks_case.cc checks_facts_test.cc checks_notes_test.cc
          checks_printed_test.cc checks_statements_test.cc checks_test.cc
          explain_test.cc report_test.cc
          sample_year.cc
  DEPS finsam_gateway)
