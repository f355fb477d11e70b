#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/der.h"
#include "common/sign/pades.h"
#include "common/sign/pdf_changes.h"
#include "common/sign/pdf_revision.h"

namespace finsam::sign {
namespace {

// A filled-in signature field as the last revision has it.
struct Found {
  int field = 0;  // Object number.
  std::string name;
  absl::Time claimed;
  size_t hole_begin = 0;
  size_t hole_end = 0;
  size_t end = 0;  // Of the revision.
  std::string contents;
};

absl::Status Changed(absl::string_view sentence) {
  return PdfRefusal("PDF_CHANGED", sentence);
}

// "D:20250320160456+01'00'", as ours are written.
std::optional<absl::Time> ReadPdfTime(absl::string_view text) {
  std::string zoned;
  if (!absl::ConsumePrefix(&text, "D:") || !absl::ConsumeSuffix(&text, "'")) {
    return std::nullopt;
  }
  for (const char c : text) zoned += c == '\'' ? ':' : c;
  absl::Time time;
  if (!absl::ParseTime("%E4Y%m%d%H%M%S%Ez", zoned, &time, nullptr)) {
    return std::nullopt;
  }
  return time;
}

absl::StatusOr<Found> ReadSignature(QPDFObjectHandle field) {
  QPDFObjectHandle value = field.getKey("/V");
  QPDFObjectHandle range = value.getKey("/ByteRange");
  QPDFObjectHandle contents = value.getKey("/Contents");
  QPDFObjectHandle time = value.getKey("/M");
  std::vector<int64_t> numbers;
  if (range.isArray()) {
    for (QPDFObjectHandle item : range.getArrayAsVector()) {
      numbers.push_back(item.isInteger() ? item.getIntValue() : -1);
    }
  }
  if (numbers.size() != 4 || numbers[0] != 0 ||
      *std::min_element(numbers.begin(), numbers.end()) < 0 ||
      *std::max_element(numbers.begin(), numbers.end()) >
          static_cast<int64_t>(kPdfBytesMax) ||
      !contents.isString() || !time.isString() ||
      !value.getKey("/SubFilter").isNameAndEquals("/ETSI.CAdES.detached")) {
    return PdfRefusal("PDF_UNSUPPORTED",
                      "PDF-filen har en underskrift av annat slag");
  }
  const std::optional<absl::Time> claimed = ReadPdfTime(time.getStringValue());
  if (!claimed.has_value()) {
    return PdfRefusal("PDF_UNSUPPORTED", "en underskrift saknar tid");
  }
  QPDFObjectHandle name = field.getKey("/T");
  Found found;
  found.field = field.getObjectID();
  found.name = name.isString() ? name.getUTF8Value() : "";
  found.claimed = *claimed;
  found.hole_begin = static_cast<size_t>(numbers[1]);
  found.hole_end = static_cast<size_t>(numbers[2]);
  found.end = static_cast<size_t>(numbers[2] + numbers[3]);
  found.contents = contents.getStringValue();
  return found;
}

// The signatures of the last revision, in the order they were made.
absl::StatusOr<std::vector<Found>> FindSignatures(Revision& last) {
  std::vector<Found> all;
  for (QPDFObjectHandle field : last.Fields()) {
    if (!IsSignatureField(field) || !field.getKey("/V").isDictionary()) {
      continue;
    }
    if (all.size() == kPdfSignaturesMax) {
      return PdfRefusal("PDF_SIZE", "PDF-filen har för många underskrifter");
    }
    ASSIGN_OR_RETURN(Found found, ReadSignature(field));
    all.push_back(std::move(found));
  }
  if (all.empty()) {
    return PdfRefusal("PDF_SIGNATURE_NONE", "PDF-filen är inte underskriven");
  }
  std::sort(all.begin(), all.end(),
            [](const Found& a, const Found& b) { return a.end < b.end; });
  return all;
}

// The CMS in the hole. There is nothing else in it than the CMS and zeros, in
// small letters, so that no bit of it can be changed unseen.
absl::StatusOr<std::string> CmsInHole(absl::string_view pdf, const Found& found,
                                      size_t after) {
  if (found.hole_begin < after || found.hole_end < found.hole_begin + 2 ||
      found.end < found.hole_end || found.end > pdf.size() ||
      pdf[found.hole_begin] != '<' || pdf[found.hole_end - 1] != '>') {
    return Changed("en underskrifts omfång stämmer inte");
  }
  const absl::string_view hex =
      pdf.substr(found.hole_begin + 1, found.hole_end - found.hole_begin - 2);
  if (absl::BytesToHexString(found.contents) != hex) {
    return Changed("en underskrift är inte skriven som vår");
  }
  der::Reader reader(found.contents);
  const std::optional<der::Element> cms = reader.Next();
  if (!cms.has_value() ||
      reader.rest().find_first_not_of('\0') != absl::string_view::npos) {
    return Changed("en underskrift är inte skriven som vår");
  }
  return std::string(cms->whole);
}

std::string DigestOf(absl::string_view pdf, const Found& found) {
  Sha256Stream digest;
  digest.Add(pdf.substr(0, found.hole_begin));
  digest.Add(pdf.substr(found.hole_end, found.end - found.hole_end));
  return digest.Finish();
}

// Verifies that the signatures were appended one by one, from the last back to
// the first. Returns how long the file was before them all.
absl::StatusOr<size_t> CheckRevisions(absl::string_view pdf,
                                      const std::vector<Found>& all,
                                      std::unique_ptr<Revision> after) {
  size_t start = 0;
  for (size_t i = all.size(); i-- > 0;) {
    const absl::string_view whole = pdf.substr(0, all[i].end);
    ASSIGN_OR_RETURN(const XrefSection section,
                     ReadXref(whole, kPdfUpdateObjectsMax));
    if (section.offsets.empty()) return Changed("en ändring är tom");
    start = whole.size();
    for (const auto& [number, offset] : section.offsets) {
      start = std::min(start, offset);
    }
    // Every piece begins where the one before it ended.
    if (i > 0 && start != all[i - 1].end) {
      return Changed("PDF-filen har ändrats mellan två underskrifter");
    }
    ASSIGN_OR_RETURN(auto before, Revision::Open(pdf.substr(0, start)));
    RETURN_IF_ERROR(ReadingPdf([&] {
      return CheckOnlySigned(*before, *after, section, all[i].field);
    }));
    after = std::move(before);
  }
  return start;
}

class SignerList {
 public:
  explicit SignerList(const std::vector<ExpectedSigner>& expected)
      : waiting_(expected) {}

  absl::Status Take(const Certificate& signer) {
    const std::string fingerprint = signer.Fingerprint();
    if (!seen_.insert(fingerprint).second) {
      return PdfRefusal("SIGNATURE_REPLAYED",
                        "samma underskrift finns flera gånger");
    }
    const std::string name = signer.CommonName();
    const auto found = std::find_if(
        waiting_.begin(), waiting_.end(), [&](const ExpectedSigner& one) {
          return one.fingerprint.empty() ? one.name == name
                                         : one.fingerprint == fingerprint;
        });
    if (found == waiting_.end()) {
      return PdfRefusal(
          "SIGNER_UNEXPECTED",
          absl::StrCat(name, " har skrivit under men ska inte göra det"));
    }
    waiting_.erase(found);
    return absl::OkStatus();
  }

  absl::Status Finish() const {
    if (waiting_.empty()) return absl::OkStatus();
    return PdfRefusal("SIGNATURE_MISSING",
                      absl::StrCat(waiting_.front().name,
                                   " ska skriva under men har inte gjort det"));
  }

 private:
  std::vector<ExpectedSigner> waiting_;
  std::set<std::string> seen_;
};

// When a signature with this claimed time can have been made: a signing service
// makes the certificate when it signs, which is after the file was prepared.
absl::StatusOr<absl::Time> MadeAt(absl::string_view cms, absl::Time claimed) {
  ASSIGN_OR_RETURN(const CmsParts parts, ParseCms(cms));
  const absl::Time first = parts.chain.front().not_before();
  return first > claimed && first - claimed <= kPreparedBeforeMax ? first
                                                                  : claimed;
}

absl::StatusOr<PdfReport> Verify(absl::string_view pdf,
                                 const std::vector<ExpectedSigner>& expected,
                                 const Trust& trust) {
  ASSIGN_OR_RETURN(auto last, Revision::Open(pdf));
  ASSIGN_OR_RETURN(const std::vector<Found> all, FindSignatures(*last));
  if (all.back().end != pdf.size()) {
    return Changed("PDF-filen har ändrats efter sista underskriften");
  }
  PdfReport report;
  SignerList signers(expected);
  size_t after = 0;
  for (const Found& found : all) {
    ASSIGN_OR_RETURN(const std::string cms, CmsInHole(pdf, found, after));
    ASSIGN_OR_RETURN(const absl::Time made, MadeAt(cms, found.claimed));
    ASSIGN_OR_RETURN(const CmsFacts facts,
                     VerifyCms(cms, DigestOf(pdf, found), trust, made));
    RETURN_IF_ERROR(signers.Take(facts.signer));
    report.signatures.push_back({found.name, facts, found.claimed, found.end});
    after = found.end;
  }
  ASSIGN_OR_RETURN(const size_t original,
                   CheckRevisions(pdf, all, std::move(last)));
  RETURN_IF_ERROR(signers.Finish());
  report.original_sha256 = Hex(Sha256(pdf.substr(0, original)));
  return report;
}

}  // namespace

absl::StatusOr<PdfReport> VerifyPdf(absl::string_view pdf,
                                    const std::vector<ExpectedSigner>& expected,
                                    const Trust& trust) {
  return ReadingPdf([&] { return Verify(pdf, expected, trust); });
}

}  // namespace finsam::sign
