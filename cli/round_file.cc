#include "cli/round_file.h"

#include <google/protobuf/util/json_util.h>

#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/cms.h"
#include "common/sign/manifest.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;

constexpr char kPemBegin[] = "-----BEGIN CERTIFICATE-----";

absl::Status Bad(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, reason, sentence);
}

// Every certificate of a PEM text, each once.
absl::Status AddRoots(absl::string_view pem, sign::Trust* trust) {
  for (size_t at = pem.find(kPemBegin); at != absl::string_view::npos;
       at = pem.find(kPemBegin, at + 1)) {
    ASSIGN_OR_RETURN(sign::Certificate root,
                     sign::Certificate::FromPem(pem.substr(at)));
    trust->roots.push_back(std::move(root));
  }
  return absl::OkStatus();
}

// Whether the statement is of this round and this signer.
absl::Status CheckStatement(const gov::SignatureRound& round,
                            const gov::Signer& signer) {
  ASSIGN_OR_RETURN(const sign::Statement statement,
                   sign::ParseStatement(signer.evidence().statement()));
  const sign::Statement expected{
      round.name(),   round.subject(), round.version(), Hex(round.digest()),
      round.attest(), signer.person(), signer.role()};
  if (statement == expected) return absl::OkStatus();
  return Bad("DIGEST_MISMATCH",
             absl::StrCat("det som ", signer.person(),
                          " har skrivit under är inte omgången i filen"));
}

absl::Status VerifySigner(const gov::SignatureRound& round,
                          const gov::Signer& signer, const sign::Trust& trust,
                          std::set<std::string>* seen) {
  RETURN_IF_ERROR(CheckStatement(round, signer));
  // The claimed time is in the signature; the other is never used.
  ASSIGN_OR_RETURN(const sign::CmsFacts facts,
                   sign::VerifyCms(signer.evidence().cms(),
                                   Sha256(signer.evidence().statement()), trust,
                                   absl::InfinitePast()));
  if (!seen->insert(facts.id).second) {
    return Bad("SIGNATURE_REPLAYED", "samma underskrift finns flera gånger");
  }
  if (facts.signer.Fingerprint() !=
          Hex(signer.signature().certificate_sha256()) ||
      facts.signer.CommonName() != signer.signature().name()) {
    return Bad("SIGNER_UNEXPECTED",
               absl::StrCat("underskriften är inte ", signer.person(), "s"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<gov::GetSignatureRoundResponse> ReadRoundFile(
    const std::string& bytes) {
  gov::GetSignatureRoundResponse response;
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;  // Of later versions.
  if (bytes.size() > kRoundFileBytesMax ||
      !google::protobuf::util::JsonStringToMessage(bytes, &response, options)
           .ok() ||
      response.round().name().empty()) {
    return Bad("ROUND_FILE_INVALID",
               "filen är ingen underskriftsomgång från finsam sign status "
               "--format json");
  }
  return response;
}

absl::StatusOr<sign::Trust> TrustFrom(const std::string& roots,
                                      const std::string& revoked,
                                      const gov::SignatureRound& round) {
  sign::Trust trust;
  RETURN_IF_ERROR(AddRoots(roots, &trust));
  for (const gov::Signer& signer : round.signers()) {
    if (roots.empty()) {
      RETURN_IF_ERROR(AddRoots(signer.evidence().roots_pem(), &trust));
    }
  }
  if (!revoked.empty()) {
    ASSIGN_OR_RETURN(sign::RevocationList list,
                     sign::RevocationList::FromPem(revoked));
    trust.revoked.push_back(std::move(list));
  }
  if (!trust.roots.empty()) return trust;
  return Bad("ROUND_FILE_INVALID",
             "ingen utfärdare att lita på; ange dess certifikat med --root");
}

absl::StatusOr<int> VerifyRound(const gov::SignatureRound& round,
                                const sign::Trust& trust) {
  if (!round.manifest().empty() && Sha256(round.manifest()) != round.digest()) {
    return Bad("DIGEST_MISMATCH",
               "omgångens kontrollsumma är inte manifestets");
  }
  std::set<std::string> seen;
  for (const gov::Signer& signer : round.signers()) {
    if (signer.state() == gov::Signer::SIGNED) {
      RETURN_IF_ERROR(VerifySigner(round, signer, trust, &seen));
    } else if (round.state() == gov::SignatureRound::COMPLETE) {
      return Bad("SIGNATURE_MISSING",
                 absl::StrCat(signer.person(), " har inte skrivit under"));
    }
  }
  return static_cast<int>(seen.size());
}

absl::Status VerifyMinutes(absl::string_view markdown,
                           const gov::SignatureRound& round) {
  const auto manifest = sign::ParseMinutesManifest(round.manifest());
  if (!manifest.ok()) {
    return Bad("ROUND_FILE_INVALID", "omgången avser inget protokoll");
  }
  if (Hex(Sha256(sign::SignedMinutes(markdown))) == manifest->minutes_sha256) {
    return absl::OkStatus();
  }
  return Bad("DIGEST_MISMATCH",
             "protokollet är inte det som omgångens manifest namnger");
}

absl::StatusOr<sign::PdfReport> VerifySignedPdf(
    const std::string& pdf, const gov::SignatureRound& round,
    const sign::Trust& trust) {
  std::vector<sign::ExpectedSigner> expected;
  for (const gov::Signer& signer : round.signers()) {
    if (signer.evidence().pdf_cms().empty()) continue;
    expected.push_back(
        {signer.person(), Hex(signer.signature().certificate_sha256())});
  }
  ASSIGN_OR_RETURN(const sign::PdfReport report,
                   sign::VerifyPdf(pdf, expected, trust));
  const auto manifest = sign::ParseReportManifest(round.manifest());
  if (manifest.ok() && manifest->pdf_sha256 != report.original_sha256) {
    return Bad("DIGEST_MISMATCH",
               "PDF-filen är inte den som omgångens manifest namnger");
  }
  return report;
}

}  // namespace finsam::cli
