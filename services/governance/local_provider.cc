#include "services/governance/local_provider.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/cms.h"

namespace finsam::governance {
namespace {

namespace fs = std::filesystem;

constexpr char kKeyFile[] = "local-ca.key";
constexpr char kCertificateFile[] = "local-ca.pem";

absl::Status Trouble(const fs::path& path, absl::string_view what) {
  return absl::UnavailableError(absl::StrCat(path.string(), ": ", what));
}

absl::StatusOr<std::string> ReadWhole(const fs::path& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  if (content.str().empty()) return Trouble(path, "cannot be read");
  return content.str();
}

// Writes beside and renames, so that there is never half a key; nobody else
// may read it at any moment.
absl::Status WriteWhole(const fs::path& path, const std::string& content) {
  const fs::path beside = path.string() + ".new";
  std::error_code error;
  fs::remove(beside, error);
  std::ofstream out(beside, std::ios::binary);
  fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write,
                  error);
  if (!out || error) return Trouble(beside, "cannot be written");
  out << content;
  out.close();
  if (!out) return Trouble(beside, "cannot be written");
  fs::rename(beside, path, error);
  return error ? Trouble(path, error.message()) : absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<LocalProvider>> LocalProvider::Open(
    const std::string& folder, IdSource& ids, absl::Time now) {
  const fs::path key_file = fs::path(folder) / kKeyFile;
  const fs::path certificate_file = fs::path(folder) / kCertificateFile;
  std::error_code error;
  // The key is written last: with it there, so is the certificate.
  if (!fs::exists(key_file, error)) {
    fs::create_directories(folder, error);
    if (error) return Trouble(folder, error.message());
    ASSIGN_OR_RETURN(const sign::Authority made,
                     sign::Authority::Make("", ids.Next(), now));
    RETURN_IF_ERROR(WriteWhole(certificate_file, made.certificate().Pem()));
    RETURN_IF_ERROR(WriteWhole(key_file, made.key().Pem()));
  }
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  const fs::perms perms = fs::status(key_file, error).permissions();
  if (error || (perms & others) != fs::perms::none) {
    return Trouble(key_file, "others than its owner may read it");
  }
  ASSIGN_OR_RETURN(const std::string key, ReadWhole(key_file));
  ASSIGN_OR_RETURN(const std::string certificate, ReadWhole(certificate_file));
  ASSIGN_OR_RETURN(sign::Authority authority,
                   sign::Authority::Open(key, certificate));
  return std::make_unique<LocalProvider>(std::move(authority), ids);
}

absl::StatusOr<ProviderAnswer> LocalProvider::Start(const SigningTask& task,
                                                    absl::Time now) {
  const std::string serial = ids_.Next();
  ASSIGN_OR_RETURN(
      const sign::Credential credential,
      authority_.Issue({task.person, task.organisation}, serial, now));
  ProviderEvidence evidence;
  ASSIGN_OR_RETURN(evidence.cms,
                   sign::SignCms(Sha256(task.statement), credential, now));
  if (!task.pdf_digest.empty()) {
    ASSIGN_OR_RETURN(evidence.pdf_cms,
                     sign::SignCms(task.pdf_digest, credential, std::nullopt));
  }
  evidence.identification = kLocalIdentification;
  evidence.identification_id =
      absl::StrCat("_", credential.certificate.Serial());
  ProviderAnswer answer;
  answer.state = ProviderAnswer::State::kComplete;
  answer.reference = serial;
  answer.evidence = std::move(evidence);
  return answer;
}

absl::StatusOr<ProviderAnswer> LocalProvider::Complete(
    const SigningTask& /*task*/, absl::string_view /*reference*/,
    absl::string_view /*bytes*/, absl::Time /*now*/) {
  return Refuse(absl::StatusCode::kFailedPrecondition, "SIGNATURE_NOT_STARTED",
                "den lokala utfärdaren skriver under med en gång");
}

}  // namespace finsam::governance
