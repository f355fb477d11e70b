# The report, its checks, its files and its neighbours.
finsam_test(gateway_domain_test LABEL unit
  SOURCES checks_budget_test.cc checks_case.cc checks_facts_test.cc
          checks_follow_up_test.cc
          checks_notes_test.cc checks_printed_test.cc checks_statements_test.cc checks_test.cc
          explain_test.cc folder_import_test.cc outcomes_test.cc
          published_file_test.cc
          read_through_test.cc report_files_test.cc report_layout_file_test.cc
          report_test.cc
          rounding_test.cc sample_year.cc
  DEPS finsam_gateway)
# Through pkg-config, as in services/gateway.
find_package(PkgConfig REQUIRED)
pkg_check_modules(FINSAM_HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
finsam_test(gateway_service_test LABEL service
  SOURCES books_service_test.cc budgets_service_test.cc fake_behaviour.cc
          fake_books.cc
          fake_services.cc folder_import_service_test.cc folder_kinds_test.cc
          gateway_service_test.cc gateway_store_test.cc last_year_report_test.cc
          neighbours_test.cc
          publishing_service_test.cc
          report_kinds_test.cc retry_test.cc
          sample_files.cc sample_year.cc
  DEPS finsam_gateway_service RocksDB::rocksdb-shared
       nlohmann_json::nlohmann_json PkgConfig::FINSAM_HTTPLIB)
