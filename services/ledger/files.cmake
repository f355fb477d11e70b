# The ledger's own files of a year's folder, except SIE.
finsam_library(finsam_ledger_files
  SOURCES layout_file.cc overview_file.cc
  DEPS finsam_ledger_layout finsam_files)
