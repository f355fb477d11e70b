#include "common/base/names.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/check_digit.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam {
namespace {

constexpr size_t kOrganisationDigits = 10;
constexpr size_t kShownBytesMax = 80;
constexpr int kYearMin = 1900;
constexpr int kYearMax = 2999;

absl::Status NameInvalid(absl::string_view name, absl::string_view expected) {
  return Refuse(absl::StatusCode::kInvalidArgument, "NAME_INVALID",
                absl::StrCat("\"", Shortened(ToUtf8(name), kShownBytesMax),
                             "\" är inget giltigt ", expected));
}

}  // namespace

std::string FiscalYearName::Association() const {
  return absl::StrCat("associations/", organisation);
}

std::string FiscalYearName::Text() const {
  return absl::StrCat(Association(), "/fiscalYears/", year);
}

absl::StatusOr<std::string> ParseOrganisationNumber(absl::string_view text) {
  constexpr absl::string_view kExpected =
      "organisationsnummer (tio siffror med rätt kontrollsiffra)";
  std::string digits;
  for (const char c : absl::StripAsciiWhitespace(text)) {
    if (c == '-') continue;
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      return NameInvalid(text, kExpected);
    }
    digits.push_back(c);
  }
  if (digits.size() == kOrganisationDigits + 2 &&
      absl::StartsWith(digits, "16")) {
    digits.erase(0, 2);
  }
  if (digits.size() != kOrganisationDigits || !CheckDigitHolds(digits)) {
    return NameInvalid(text, kExpected);
  }
  return digits;
}

absl::StatusOr<std::string> ParseAssociationName(absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() != 2 || parts[0] != "associations" ||
      parts[1].size() != kOrganisationDigits) {
    return NameInvalid(name, "namn: väntade associations/2220002279");
  }
  return ParseOrganisationNumber(parts[1]);
}

absl::StatusOr<FiscalYearName> ParseFiscalYearName(absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  FiscalYearName out;
  if (parts.size() != 4 || parts[2] != "fiscalYears" || parts[3].size() != 4 ||
      !absl::SimpleAtoi(parts[3], &out.year) || out.year < kYearMin ||
      out.year > kYearMax) {
    return NameInvalid(
        name, "namn: väntade associations/2220002279/fiscalYears/2024");
  }
  ASSIGN_OR_RETURN(out.organisation,
                   ParseAssociationName(absl::StrCat(parts[0], "/", parts[1])));
  return out;
}

absl::Status CheckRequestId(absl::string_view request_id) {
  if (!request_id.empty() && request_id.size() <= kRequestIdBytesMax) {
    return absl::OkStatus();
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "REQUEST_ID_SIZE",
                absl::StrCat("request_id har ", request_id.size(),
                             " byte, men ska ha 1 till ", kRequestIdBytesMax));
}

}  // namespace finsam
