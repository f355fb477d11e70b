#include "cli/arguments.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/digest.h"
#include "common/base/money.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "common/figure/convert.h"
#include "common/files/csv.h"

namespace finsam::cli {

namespace led = ledger::v1;

absl::Status InvalidArgument(absl::string_view what, absl::string_view found,
                             absl::string_view expected) {
  return Refuse(absl::StatusCode::kInvalidArgument, kArgumentInvalid,
                absl::StrCat(what, ": väntade ", expected, ", fann \"",
                             Shortened(ToUtf8(found), kFoundBytesMax), "\""));
}

absl::StatusOr<std::string> ParseAssociation(absl::string_view option,
                                             const std::string& text) {
  absl::StatusOr<std::string> digits = ParseOrganisationNumber(text);
  if (digits.ok()) return digits;
  return InvalidArgument(option, text,
                         "ett organisationsnummer med rätt kontrollsiffra, som "
                         "222000-1511");
}

absl::StatusOr<led::VoucherReference> ParseVoucher(const std::string& text,
                                                   int fiscal_year) {
  const absl::string_view name = absl::StripAsciiWhitespace(text);
  size_t digits = name.size();
  while (digits > 0 &&
         absl::ascii_isdigit(static_cast<unsigned char>(name[digits - 1]))) {
    --digits;
  }
  int64_t number = 0;
  if (!absl::SimpleAtoi(name.substr(digits), &number)) {
    return InvalidArgument("verifikation", text, "serie och nummer, som A 17");
  }
  led::VoucherReference out;
  out.set_fiscal_year(fiscal_year);
  out.set_series(
      std::string(absl::StripAsciiWhitespace(name.substr(0, digits))));
  out.set_number(number);
  return out;
}

absl::Status ParseDate(const std::string& option, const std::string& text,
                       common::v1::Date* out) {
  const std::optional<absl::CivilDay> day = ParseDay(text);
  if (!day.has_value()) {
    return InvalidArgument(option, text, "en dag i kalendern, som 2024-11-28");
  }
  ToProto(*day, out);
  return absl::OkStatus();
}

absl::Status ParseObject(const std::string& text, led::ObjectReference* out) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(text, absl::MaxSplits(':', 1));
  int dimension = 0;
  if (!absl::SimpleAtoi(parts.first, &dimension) || dimension < 1 ||
      parts.second.empty()) {
    return InvalidArgument("objekt", text, "dimension och objekt, som 6:30");
  }
  out->set_dimension(dimension);
  out->set_object(parts.second);
  return absl::OkStatus();
}

absl::StatusOr<int64_t> ParseKronor(const std::string& option,
                                    const std::string& text) {
  const absl::StatusOr<Ore> amount = ParseSwedishAmount(text);
  if (!amount.ok()) return InvalidArgument(option, text, "ett belopp i kronor");
  return amount->value;
}

absl::StatusOr<std::vector<int32_t>> ParseYears(const std::string& option,
                                                const std::string& text) {
  std::vector<int32_t> years;
  for (const absl::string_view word : absl::StrSplit(text, ',')) {
    int32_t year = 0;
    if (!absl::SimpleAtoi(word, &year) || year < kYearMin || year > kYearMax) {
      return InvalidArgument(option, text,
                             "år med komma emellan, som 2022,2023,2024");
    }
    years.push_back(year);
  }
  return years;
}

absl::StatusOr<std::string> ParseRoot(const std::string& text) {
  std::string root = absl::AsciiStrToLower(absl::StripAsciiWhitespace(text));
  const bool is_hex =
      root.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (root.empty() || (root.size() == 2 * kSha256Bytes && is_hex)) return root;
  return InvalidArgument(
      "--root", text,
      absl::StrCat(2 * kSha256Bytes,
                   " hexsiffror, som finsam verify visar dem"));
}

absl::StatusOr<led::ExportBooksRequest::Format> ParseFormat(
    const std::string& text) {
  if (text == "sie1") return led::ExportBooksRequest::SIE_1;
  if (text == "sie2") return led::ExportBooksRequest::SIE_2;
  if (text == "sie3") return led::ExportBooksRequest::SIE_3;
  if (text == "sie4e") return led::ExportBooksRequest::SIE_4E;
  if (text == "sie4i") return led::ExportBooksRequest::SIE_4I;
  if (text == "journal") return led::ExportBooksRequest::PLAIN_TEXT;
  return InvalidArgument("format", text,
                         "sie1, sie2, sie3, sie4e, sie4i eller journal");
}

}  // namespace finsam::cli
