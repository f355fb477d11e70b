finsam_test(common_files_test LABEL unit
  SOURCES csv_test.cc yaml_test.cc zip_test.cc
  DEPS finsam_files finsam_zip)
