# The SIE reader. Included by services/ledger/CMakeLists.txt.
finsam_library(finsam_ledger_sie
  SOURCES domain/sie.cc domain/sie_checks.cc domain/sie_checksum.cc
          domain/sie_fields.cc domain/sie_head.cc domain/sie_labels.cc
          domain/sie_line.cc domain/sie_lines.cc domain/sie_numbers.cc
          domain/sie_problems.cc domain/sie_reader.cc domain/sie_records.cc
          domain/sie_tallies.cc domain/sie_text.cc domain/sie_vouchers.cc
          domain/sie_writer.cc domain/sie_writer_record.cc
  DEPS finsam_base finsam_figure absl::btree absl::flat_hash_map
       absl::flat_hash_set absl::hash absl::span absl::strings absl::time)
