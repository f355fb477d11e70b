#include "cli/capsule_file.h"

#include <nlohmann/json.hpp>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/round_file.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/files/zip.h"
#include "common/sign/manifest.h"

namespace finsam::cli {
namespace {

constexpr char kManifest[] = "manifest.json";
constexpr char kReport[] = "report.json";
constexpr char kPdf[] = "report.pdf";
constexpr char kSignedPdf[] = "report-signed.pdf";
constexpr char kSignatures[] = "signatures.json";
constexpr char kFormatName[] = "finsam-capsule-1";

absl::Status Broken(const char* reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, reason, sentence);
}

absl::Status BadManifest() {
  return Broken("CAPSULE_MANIFEST",
                "manifest.json saknas eller är inte en kapsels");
}

// A text of a JSON object; empty when it is not there.
std::string TextOf(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>()
                                                     : "";
}

absl::StatusOr<nlohmann::json> ReadManifest(const ZipFiles& files) {
  const auto file = files.find(kManifest);
  if (file == files.end()) return BadManifest();
  nlohmann::json manifest =
      nlohmann::json::parse(file->second, nullptr, /*allow_exceptions=*/false);
  if (!manifest.is_object() || TextOf(manifest, "format") != kFormatName ||
      !manifest["files"].is_array() ||
      !manifest["version"].is_number_integer()) {
    return BadManifest();
  }
  return manifest;
}

absl::Status CheckFile(const nlohmann::json& listed, const ZipFiles& files) {
  if (!listed.is_object()) return BadManifest();
  const std::string name = TextOf(listed, "name");
  const auto file = files.find(name);
  if (file == files.end()) {
    return Broken("CAPSULE_FILE_MISSING",
                  absl::StrCat(name, " saknas i kapseln"));
  }
  if (Hex(Sha256(file->second)) != TextOf(listed, "sha256")) {
    return Broken("CAPSULE_FILE_CHANGED",
                  absl::StrCat(name,
                               " är inte den fil som manifest.json "
                               "anger: den är ändrad"));
  }
  return absl::OkStatus();
}

absl::Status CheckFiles(const nlohmann::json& manifest, const ZipFiles& files) {
  std::set<std::string> listed = {kManifest};
  for (const nlohmann::json& file : manifest["files"]) {
    RETURN_IF_ERROR(CheckFile(file, files));
    listed.insert(TextOf(file, "name"));
  }
  for (const auto& [name, content] : files) {
    if (!listed.contains(name)) {
      return Broken("CAPSULE_FILE_UNLISTED",
                    absl::StrCat(name, " står inte i manifest.json"));
    }
  }
  return absl::OkStatus();
}

// The file is there and has the digest, which `whose` names.
absl::Status RequireDigest(const ZipFiles& files, const char* name,
                           const std::string& digest, const char* whose) {
  const auto file = files.find(name);
  if (file != files.end() && Hex(Sha256(file->second)) == digest) {
    return absl::OkStatus();
  }
  return Broken("DIGEST_MISMATCH",
                absl::StrCat(name, " är inte det som ", whose, " anger"));
}

absl::Status CheckSignatures(const ZipFiles& files, const std::string& json,
                             const std::string& roots,
                             const std::string& revoked,
                             CapsuleReport* report) {
  ASSIGN_OR_RETURN(const auto signing, ReadRoundFile(json));
  const governance::v1::SignatureRound& round = signing.round();
  ASSIGN_OR_RETURN(const sign::Trust trust, TrustFrom(roots, revoked, round));
  ASSIGN_OR_RETURN(const sign::ReportManifest signed_manifest,
                   sign::ParseReportManifest(round.manifest()));
  if (Sha256(round.manifest()) != round.digest() ||
      signed_manifest.report != report->report ||
      signed_manifest.version != report->version) {
    return Broken("DIGEST_MISMATCH",
                  "det som skrevs under är inte den här rapporten");
  }
  RETURN_IF_ERROR(RequireDigest(files, kReport, signed_manifest.model_sha256,
                                "underskrifterna"));
  RETURN_IF_ERROR(RequireDigest(files, kPdf, signed_manifest.pdf_sha256,
                                "underskrifterna"));
  ASSIGN_OR_RETURN(report->signature_count, VerifyRound(round, trust));
  const auto pdf = files.find(kSignedPdf);
  if (pdf == files.end()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const sign::PdfReport signed_pdf,
                   VerifySignedPdf(pdf->second, round, trust));
  report->pdf_signatures = static_cast<int>(signed_pdf.signatures.size());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<CapsuleReport> VerifyCapsule(absl::string_view bytes,
                                            const std::string& roots,
                                            const std::string& revoked) {
  ASSIGN_OR_RETURN(const ZipFiles files, ReadZip(bytes));
  ASSIGN_OR_RETURN(const nlohmann::json manifest, ReadManifest(files));
  RETURN_IF_ERROR(CheckFiles(manifest, files));
  CapsuleReport report;
  report.report = TextOf(manifest, "report");
  report.version = manifest["version"].get<int64_t>();
  report.digest = TextOf(manifest, "digest");
  report.file_count = static_cast<int64_t>(files.size()) - 1;
  RETURN_IF_ERROR(
      RequireDigest(files, kReport, report.digest, "manifest.json"));
  RETURN_IF_ERROR(RequireDigest(files, kPdf, TextOf(manifest, "pdfDigest"),
                                "manifest.json"));
  const auto signatures = files.find(kSignatures);
  if (signatures != files.end()) {
    RETURN_IF_ERROR(
        CheckSignatures(files, signatures->second, roots, revoked, &report));
  }
  return report;
}

}  // namespace finsam::cli
