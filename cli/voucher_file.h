// Vouchers to be posted, as a table: a row per entry.
//
//   serie;datum;text;konto;objekt;belopp;radtext
//   M;2024-03-05;Hyra mars;6010;6:81;12 500,00;
//   M;2024-03-05;Hyra mars;1930;;-12 500,00;
//
// Rows that follow one another with the same series, day and text are one
// voucher; a row where all three are empty belongs to the voucher above. A
// column `ver` with any mark parts vouchers that are alike. Objects are
// "dimension:object", parted by blanks. Debit is positive. The columns ver,
// objekt and radtext may be left out.

#ifndef FINSAM_CLI_VOUCHER_FILE_H_
#define FINSAM_CLI_VOUCHER_FILE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

struct FileVoucher {
  ledger::v1::Voucher voucher;
  int64_t line = 0;  // Of its first row; 1 is the first of the file.
};

// Reads the vouchers of a file and checks what can be checked without books:
// that each has entries that sum to zero. Refusals, with every problem: CSV_*,
// AMOUNT_*, DATE_INVALID, FIELD_INVALID, VOUCHER_UNBALANCED, FILE_MISSING when
// the file holds none.
absl::StatusOr<std::vector<FileVoucher>> ReadVouchers(
    absl::string_view file_name, absl::string_view content);

// Warnings, PERSONAL_DATA, of vouchers whose texts seem to hold a personal
// identity number: what is posted cannot be changed or taken out. What stood
// there is not told.
std::vector<Problem> PersonalNumbers(absl::string_view file_name,
                                     const std::vector<FileVoucher>& vouchers);
Problem PersonalNumber(absl::string_view field);

// Names the posting of these vouchers: the same for the same vouchers in the
// same year, so that a file that is posted again is not posted twice. `batch`
// sets a repeat that is meant apart.
std::string PostingId(const std::string& fiscal_year, const std::string& batch,
                      const std::vector<FileVoucher>& vouchers);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_VOUCHER_FILE_H_
