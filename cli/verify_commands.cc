#include "cli/verify_commands.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/capsule_file.h"
#include "cli/output.h"
#include "cli/round_file.h"
#include "cli/sign_text.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;

absl::StatusOr<std::string> ReadIfNamed(const std::string& path) {
  return path.empty() ? std::string() : ReadFile(path);
}

absl::StatusOr<sign::Trust> ReadTrust(const VerifyFileOptions& options,
                                      const gov::SignatureRound& round) {
  ASSIGN_OR_RETURN(const std::string roots, ReadIfNamed(options.root));
  ASSIGN_OR_RETURN(const std::string revoked, ReadIfNamed(options.revoked));
  return TrustFrom(roots, revoked, round);
}

absl::StatusOr<gov::SignatureRound> ReadRound(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  ASSIGN_OR_RETURN(const auto file, ReadRoundFile(bytes));
  return file.round();
}

absl::Status DoActs(const CommonOptions& common,
                    const VerifyFileOptions& options) {
  ASSIGN_OR_RETURN(const std::string known, ParseRoot(options.root));
  ASSIGN_OR_RETURN(const std::string lines, ReadFile(options.file));
  ASSIGN_OR_RETURN(const ActsReport report, VerifyActs(lines));
  if (!known.empty() && known != report.root) {
    return Refuse(absl::StatusCode::kInvalidArgument, "ROOT_DIFFERS",
                  absl::StrCat("roten är ", report.root, ", inte den angivna"));
  }
  if (common.json()) {
    const nlohmann::ordered_json json = {{"holds", true},
                                         {"count", report.count},
                                         {"root", report.root},
                                         {"rootKnown", !known.empty()}};
    Print(json.dump(1) + "\n");
    return absl::OkStatus();
  }
  Print(absl::StrCat(
      "Kedjan håller: ", Counted(report.count, "handling", "handlingar"),
      ".\n\n  rot  ", report.root, "\n",
      known.empty() ? "\nSlutet kan vara avklippt; ange en rot som är känd "
                      "från annat håll med --root.\n"
                    : ""));
  return absl::OkStatus();
}

absl::Status DoRound(const CommonOptions& common,
                     const VerifyFileOptions& options) {
  ASSIGN_OR_RETURN(const gov::SignatureRound round, ReadRound(options.file));
  ASSIGN_OR_RETURN(const sign::Trust trust, ReadTrust(options, round));
  ASSIGN_OR_RETURN(const int count, VerifyRound(round, trust));
  if (!options.minutes.empty()) {
    ASSIGN_OR_RETURN(const std::string markdown, ReadFile(options.minutes));
    RETURN_IF_ERROR(VerifyMinutes(markdown, round));
  }
  if (common.json()) {
    const nlohmann::ordered_json json = {{"holds", true},
                                         {"round", round.name()},
                                         {"count", count},
                                         {"signers", round.signers_size()},
                                         {"rootKnown", !options.root.empty()}};
    Print(json.dump(1) + "\n");
    return absl::OkStatus();
  }
  Print(VerifiedText(round, count, options.root.empty()));
  return absl::OkStatus();
}

absl::Status DoPdf(const CommonOptions& common,
                   const VerifyFileOptions& options) {
  ASSIGN_OR_RETURN(const gov::SignatureRound round, ReadRound(options.signers));
  ASSIGN_OR_RETURN(const sign::Trust trust, ReadTrust(options, round));
  ASSIGN_OR_RETURN(const std::string pdf, ReadFile(options.file));
  ASSIGN_OR_RETURN(const sign::PdfReport report,
                   VerifySignedPdf(pdf, round, trust));
  if (!common.json()) {
    Print(VerifiedPdfText(report, options.root.empty()));
    return absl::OkStatus();
  }
  nlohmann::ordered_json json = {{"holds", true},
                                 {"originalSha256", report.original_sha256},
                                 {"rootKnown", !options.root.empty()},
                                 {"signatures", nlohmann::json::array()}};
  for (const sign::PdfSignature& one : report.signatures) {
    json["signatures"].push_back(
        {{"name", one.facts.signer.CommonName()},
         {"claimedTime", absl::FormatTime(absl::RFC3339_sec, one.claimed,
                                          absl::UTCTimeZone())},
         {"issuer", one.facts.signer.Issuer()},
         {"certificateSha256", one.facts.signer.Fingerprint()},
         {"field", one.field},
         {"coveredBytes", one.covered_bytes}});
  }
  Print(json.dump(1) + "\n");
  return absl::OkStatus();
}

absl::Status DoCapsule(const CommonOptions& common,
                       const VerifyFileOptions& options) {
  ASSIGN_OR_RETURN(const std::string roots, ReadIfNamed(options.root));
  ASSIGN_OR_RETURN(const std::string revoked, ReadIfNamed(options.revoked));
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(options.file));
  ASSIGN_OR_RETURN(const CapsuleReport report,
                   VerifyCapsule(bytes, roots, revoked));
  if (common.json()) {
    const nlohmann::ordered_json json = {
        {"holds", true},
        {"report", report.report},
        {"version", report.version},
        {"digest", report.digest},
        {"files", report.file_count},
        {"signatures", report.signature_count},
        {"pdfSignatures", report.pdf_signatures},
        {"rootKnown", !options.root.empty()}};
    Print(json.dump(1) + "\n");
    return absl::OkStatus();
  }
  Print(absl::StrCat(
      "Kapseln håller: ", report.report, ", version ", report.version, ".\n\n",
      "  filer          ", report.file_count, "\n  sammandrag     ",
      report.digest, "\n  underskrifter  ", report.signature_count,
      ", i PDF-filen ", report.pdf_signatures, "\n",
      report.signature_count > 0 && options.root.empty()
          ? "\nUtfärdarens certifikat är taget ur kapseln själv; ange ett som "
            "är känt från annat håll med --root.\n"
          : ""));
  return absl::OkStatus();
}

}  // namespace

int RunVerifyActs(const CommonOptions& common,
                  const VerifyFileOptions& options) {
  return Finish(DoActs(common, options), common);
}

int RunVerifyRound(const CommonOptions& common,
                   const VerifyFileOptions& options) {
  return Finish(DoRound(common, options), common);
}

int RunVerifyPdf(const CommonOptions& common,
                 const VerifyFileOptions& options) {
  return Finish(DoPdf(common, options), common);
}

int RunVerifyCapsule(const CommonOptions& common,
                     const VerifyFileOptions& options) {
  return Finish(DoCapsule(common, options), common);
}

}  // namespace finsam::cli
