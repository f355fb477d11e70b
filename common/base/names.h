// Resource names: "associations/2220001511" and
// "associations/2220001511/fiscalYears/2024".

#ifndef FINSAM_COMMON_BASE_NAMES_H_
#define FINSAM_COMMON_BASE_NAMES_H_

#include <compare>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam {

// The largest request id, in bytes.
inline constexpr size_t kRequestIdBytesMax = 64;

// The fiscal year of an association. `organisation` is ten digits with a valid
// check digit; `year` is the calendar year in which the fiscal year ends.
struct FiscalYearName {
  std::string organisation;
  int year = 0;

  std::string Association() const;  // "associations/2220001511"
  std::string Text() const;         // "associations/…/fiscalYears/2024"

  friend auto operator<=>(const FiscalYearName&,
                          const FiscalYearName&) = default;
};

// Reads a fiscal year's name. Refusal: NAME_INVALID.
absl::StatusOr<FiscalYearName> ParseFiscalYearName(absl::string_view name);

// Reads "associations/2220001511"; returns the organisation number. Refusal:
// NAME_INVALID.
absl::StatusOr<std::string> ParseAssociationName(absl::string_view name);

// Reads an organisation number in any form met in the wild: "222000-1511",
// "2220001511", "162220001511". Returns ten digits. Refusal: NAME_INVALID.
absl::StatusOr<std::string> ParseOrganisationNumber(absl::string_view text);

// Refusal: REQUEST_ID_SIZE unless 1 to kRequestIdBytesMax bytes.
absl::Status CheckRequestId(absl::string_view request_id);

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_NAMES_H_
