// What people write on the command line, read: an association, years, a
// voucher's name, a day, an object, an amount, a file's format. Refusals are
// kArgumentInvalid, with what was expected, and end the command as any mistake
// in the command line does.

#ifndef FINSAM_CLI_ARGUMENTS_H_
#define FINSAM_CLI_ARGUMENTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

inline constexpr char kArgumentInvalid[] = "ARGUMENT_INVALID";

// The refusal of `found`, which `what` cannot be.
absl::Status InvalidArgument(absl::string_view what, absl::string_view found,
                             absl::string_view expected);

// The years that can be asked for, as in names (common/base/names.h).
inline constexpr int kYearMin = 1900;
inline constexpr int kYearMax = 2999;

// An organisation number in any form, as ten digits.
absl::StatusOr<std::string> ParseAssociation(absl::string_view option,
                                             const std::string& text);

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

// Years with commas between: "2022,2023,2024".
absl::StatusOr<std::vector<int32_t>> ParseYears(const std::string& option,
                                                const std::string& text);

// A root of the books' tree as hexadecimal digits, in small letters; empty
// stays empty.
absl::StatusOr<std::string> ParseRoot(const std::string& text);

// "sie1", "sie2", "sie3", "sie4e", "sie4i", "journal".
absl::StatusOr<ledger::v1::ExportBooksRequest::Format> ParseFormat(
    const std::string& text);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_ARGUMENTS_H_
