// What people write on the command line, read: a voucher's name, a day, an
// object, an amount, a file's format. Refusals are ARGUMENT_INVALID, with what
// was expected.

#ifndef FINSAM_CLI_ARGUMENTS_H_
#define FINSAM_CLI_ARGUMENTS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// "A 17", "A17", or "17" of the series without a name. A series that ends in a
// digit needs the blank.
absl::StatusOr<ledger::v1::VoucherReference> ParseVoucher(
    const std::string& text, int fiscal_year);

// "2024-11-28"; `option` names what is read.
absl::Status ParseDate(const std::string& option, const std::string& text,
                       common::v1::Date* out);

// Dimension and object: "6:30".
absl::Status ParseObject(const std::string& text,
                         ledger::v1::ObjectReference* out);

// Kronor as a person writes them, in öre.
absl::StatusOr<int64_t> ParseKronor(const std::string& option,
                                    const std::string& text);

// A root of the books' tree as hexadecimal digits, in small letters; empty
// stays empty.
absl::StatusOr<std::string> ParseRoot(const std::string& text);

// "sie1", "sie2", "sie3", "sie4e", "sie4i", "journal".
absl::StatusOr<ledger::v1::ExportBooksRequest::Format> ParseFormat(
    const std::string& text);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_ARGUMENTS_H_
