#include "services/governance/domain/signatures.h"

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

constexpr size_t kSecondsEnd = 19;  // "2025-03-20T16:04:56"
constexpr size_t kFractionDigitsMax = 9;

// True when `text` has the characters of `form`, where '0' is any digit.
bool HasForm(absl::string_view text, absl::string_view form) {
  if (text.size() != form.size()) return false;
  for (size_t i = 0; i < form.size(); ++i) {
    const bool digit = absl::ascii_isdigit(static_cast<unsigned char>(text[i]));
    if (form[i] == '0' ? !digit : text[i] != form[i]) return false;
  }
  return true;
}

// absl::ParseTime takes more than RFC 3339 does; this is the stricter half.
bool IsRfc3339(absl::string_view text) {
  if (text.size() <= kSecondsEnd ||
      !HasForm(text.substr(0, kSecondsEnd), "0000-00-00T00:00:00")) {
    return false;
  }
  absl::string_view zone = text.substr(kSecondsEnd);
  if (zone.front() == '.') {
    size_t digits = 0;
    while (1 + digits < zone.size() &&
           absl::ascii_isdigit(static_cast<unsigned char>(zone[1 + digits]))) {
      ++digits;
    }
    if (digits == 0 || digits > kFractionDigitsMax) return false;
    zone.remove_prefix(1 + digits);
  }
  return zone == "Z" || HasForm(zone, "+00:00") || HasForm(zone, "-00:00");
}

void CheckSignature(const Signature& signature,
                    std::optional<absl::CivilDay> adopted,
                    const Reporter& report) {
  const int64_t line = signature.line;
  constexpr char kSize[] = "SIGNATURE_TEXT_SIZE";
  report.CheckText({line, "person"}, signature.person, kNameBytesMax, kSize);
  report.CheckText({line, "titel"}, signature.title, kNameBytesMax, kSize);
  report.CheckText({line, "identifikation"}, signature.identification,
                   kNameBytesMax, kSize);
  report.CheckText({line, "identifikations-id"}, signature.identification_id,
                   kNameBytesMax, kSize);
  const std::optional<SignedAt> at = ParseSignedAt(signature.time);
  if (!at.has_value()) {
    report.Error({line, "tid"}, "SIGNATURE_TIME_INVALID",
                 "Tiden går inte att läsa.", signature.time,
                 "en tid med zon som 2025-03-20T16:04:56+01:00");
  } else if (adopted.has_value() && at->day < *adopted) {
    report.Warning(
        {line, "tid"}, "SIGNATURE_BEFORE_ADOPTION",
        "Underskriften är äldre än beslutet att fastställa "
        "redovisningen.",
        signature.time,
        absl::StrCat(absl::FormatCivilTime(*adopted), " eller senare"));
  }
}

}  // namespace

std::optional<SignedAt> ParseSignedAt(absl::string_view text) {
  absl::Time time;
  if (!IsRfc3339(text) ||
      !absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) {
    return std::nullopt;
  }
  absl::CivilDay day;
  if (!absl::ParseCivilTime(text.substr(0, 10), &day)) return std::nullopt;
  return SignedAt{time, day};
}

std::optional<absl::CivilDay> CompletedOn(
    const std::vector<Signature>& signatures) {
  std::optional<SignedAt> last;
  for (const Signature& signature : signatures) {
    const std::optional<SignedAt> at = ParseSignedAt(signature.time);
    if (!at.has_value()) continue;
    if (!last.has_value() || last->time < at->time) last = at;
  }
  if (!last.has_value()) return std::nullopt;
  return last->day;
}

void CheckSignatures(const std::vector<Signature>& signatures,
                     std::optional<absl::CivilDay> adopted,
                     std::vector<Problem>* problems) {
  const Reporter report(kSignaturesFile, problems);
  if (!report.CheckSize(signatures.size(), kSignaturesMax,
                        "SIGNATURE_LIST_SIZE")) {
    return;
  }
  std::set<std::string> seen;
  for (const Signature& signature : signatures) {
    CheckSignature(signature, adopted, report);
    if (!signature.identification_id.empty() &&
        !seen.insert(signature.identification_id).second) {
      report.Error({signature.line, "identifikations-id"}, "SIGNATURE_TWICE",
                   "Två underskrifter har samma identifikation.",
                   signature.identification_id);
    }
  }
}

}  // namespace finsam::governance
