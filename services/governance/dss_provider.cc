#include "services/governance/dss_provider.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/cms.h"
#include "services/governance/domain/rounds.h"

namespace finsam::governance {
namespace {

namespace fs = std::filesystem;

constexpr char kStatementTask[] = "statement";
constexpr char kPdfTask[] = "pdf";
constexpr char kCancelled[] =
    "http://id.elegnamnden.se/sig-status/1.1/user-cancel";
constexpr char kNotIdentified[] =
    "http://id.elegnamnden.se/sig-status/1.1/authn-failed";

absl::Status Answer(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, reason, sentence);
}
absl::Status No(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kFailedPrecondition, reason, sentence);
}

absl::StatusOr<std::string> ReadWhole(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  if (!content.str().empty()) return content.str();
  return absl::UnavailableError(absl::StrCat(path, " cannot be read"));
}

absl::StatusOr<sign::Certificate> ReadCertificate(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string pem, ReadWhole(path));
  return sign::Certificate::FromPem(pem);
}

absl::StatusOr<std::vector<sign::Certificate>> ReadCertificates(
    const std::vector<std::string>& paths) {
  std::vector<sign::Certificate> certificates;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(sign::Certificate one, ReadCertificate(path));
    certificates.push_back(std::move(one));
  }
  return certificates;
}

std::vector<DssTask> TasksOf(const SigningTask& task, absl::Time now) {
  std::vector<DssTask> tasks = {
      {kStatementTask, "CMS",
       sign::AttributesToSign(Sha256(task.statement), now), ""}};
  if (!task.pdf_digest.empty()) {
    tasks.push_back({kPdfTask, "PDF",
                     sign::AttributesToSign(task.pdf_digest, std::nullopt),
                     ""});
  }
  return tasks;
}

// The CMS of the task `id`, which must be over `digest`.
absl::StatusOr<std::string> CmsOf(const std::string& id,
                                  absl::string_view digest,
                                  const DssAnswer& answer) {
  const auto other = [] {
    return Answer("SIGNING_ANSWER_OTHER_TASK",
                  "underskriftstjänsten har skrivit under något annat än det "
                  "som skickades");
  };
  const auto is_it = [&id](const DssTask& task) { return task.id == id; };
  const auto found =
      std::find_if(answer.tasks.begin(), answer.tasks.end(), is_it);
  if (std::count_if(answer.tasks.begin(), answer.tasks.end(), is_it) != 1) {
    return other();
  }
  ASSIGN_OR_RETURN(const sign::AttributeFacts facts,
                   sign::ReadAttributes(found->attributes));
  if (facts.digest != digest) return other();
  return sign::AssembleCms({found->attributes, found->signature, answer.chain});
}

std::string FailureOf(const DssAnswer& answer) {
  if (answer.result_detail == kCancelled) return "personen avbröt";
  if (answer.result_detail == kNotIdentified) {
    return "personen kunde inte legitimera sig";
  }
  return "underskriftstjänsten kunde inte skriva under";
}

}  // namespace

absl::StatusOr<std::unique_ptr<DssProvider>> DssProvider::Open(
    const DssSettings& settings, IdSource& ids) {
  std::error_code error;
  const fs::perms perms = fs::status(settings.key_file, error).permissions();
  if (error || (perms & (fs::perms::group_all | fs::perms::others_all)) !=
                   fs::perms::none) {
    return absl::UnavailableError(absl::StrCat(
        settings.key_file, " is not there, or not its owner's alone"));
  }
  ASSIGN_OR_RETURN(const std::string pem, ReadWhole(settings.key_file));
  ASSIGN_OR_RETURN(sign::PrivateKey key, sign::PrivateKey::FromPem(pem));
  ASSIGN_OR_RETURN(sign::Certificate certificate,
                   ReadCertificate(settings.certificate_file));
  std::unique_ptr<DssProvider> provider(
      new DssProvider(settings, {std::move(key), std::move(certificate)}, ids));
  ASSIGN_OR_RETURN(provider->service_,
                   ReadCertificates(settings.service_certificate_files));
  ASSIGN_OR_RETURN(provider->signer_roots_,
                   ReadCertificates(settings.signer_root_files));
  return provider;
}

SamlAttributes DssProvider::SignerOf(const std::string& person) const {
  const auto known = settings_.signers.find(person);
  if (known != settings_.signers.end()) return known->second;
  return {{kDisplayNameAttribute, person}};
}

absl::StatusOr<ProviderAnswer> DssProvider::Start(const SigningTask& task,
                                                  absl::Time now) {
  if (!absl::StartsWith(task.return_url, "https://")) {
    return Answer("SIGNING_RETURN_URL",
                  "det sägs inte vart underskriftstjänsten ska skicka den som "
                  "skriver under tillbaka; ange en https-adress");
  }
  DssRequest request;
  request.id = absl::StrCat("_", ids_.Next());
  request.time = now;
  request.not_on_or_after = now + kDssRequestLife;
  request.return_url = task.return_url;
  request.signer = SignerOf(task.person);
  request.identity_provider = settings_.identity_provider;
  request.requester = settings_.requester;
  request.service = settings_.service;
  request.level = settings_.levels.front();
  request.message = task.attest;
  request.tasks = TasksOf(task, now);
  ASSIGN_OR_RETURN(
      const std::string signed_request,
      sign::SignXml(WriteSignRequest(request), kRequestSignaturePlace, own_));
  ProviderAnswer answer;
  answer.reference = request.id;
  answer.action = {UserAction::Kind::kPostForm,
                   SignRequestPage(settings_.url, request.id, signed_request)};
  return answer;
}

absl::Status DssProvider::CheckTimes(const SigningTask& task,
                                     const DssAnswer& answer,
                                     absl::Time now) const {
  const absl::Time first = task.begun - kDssClockSkewMax;
  const absl::Time last = now + kDssClockSkewMax;
  const bool in_time =
      now < task.begun + kDssRequestLife && answer.time >= first &&
      answer.time <= last &&
      (answer.result != kDssSuccess ||
       (answer.authenticated >= first && answer.authenticated <= last));
  if (in_time) return absl::OkStatus();
  return No("SIGNING_ANSWER_EXPIRED",
            "svaret hör inte till den tid då underskriften var påbörjad; börja "
            "om");
}

absl::Status DssProvider::CheckPerson(const SigningTask& task,
                                      const DssAnswer& answer) const {
  if (answer.identity_provider != settings_.identity_provider) {
    return No("SIGNING_ANSWER_IDENTITY_PROVIDER",
              "legitimeringen gjordes någon annanstans än där den skulle");
  }
  const std::vector<std::string>& levels = settings_.levels;
  if (std::find(levels.begin(), levels.end(), answer.level) == levels.end()) {
    return No("ASSURANCE_LEVEL_LOW",
              "legitimeringen har inte den tillitsnivå som krävs");
  }
  const auto expected = SignerOf(task.person);
  // Settings that name no attribute of a person would let anybody sign.
  if (expected.empty()) {
    return No("SIGNER_UNEXPECTED",
              "inställningarna säger inget om den som ska skriva under");
  }
  for (const auto& [name, value] : expected) {
    const bool told =
        std::any_of(answer.signer.begin(), answer.signer.end(),
                    [&name = name, &value = value](const auto& attribute) {
                      return attribute.first == name &&
                             (name == kDisplayNameAttribute
                                  ? SameName(value, attribute.second)
                                  : value == attribute.second);
                    });
    if (!told) {
      return No("SIGNER_UNEXPECTED", "någon annan har legitimerat sig");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<ProviderAnswer> DssProvider::Complete(
    const SigningTask& task, absl::string_view reference,
    absl::string_view bytes, absl::Time now) {
  const auto document = sign::XmlDocument::Parse(bytes);
  if (!document.ok()) {
    return Answer("SIGNING_ANSWER_MALFORMED",
                  "underskriftstjänstens svar går inte att läsa");
  }
  const absl::Status authentic =
      sign::VerifyXml(*document, kResponseSignaturePlace, service_);
  if (ReasonOf(authentic) == "XML_UNSIGNED") {
    return Answer("SIGNING_ANSWER_UNSIGNED",
                  "underskriftstjänsten har inte skrivit under sitt svar");
  }
  if (ReasonOf(authentic) == "XML_SIGNATURE_INVALID") {
    return Answer("SIGNING_ANSWER_SIGNATURE",
                  "svaret är ändrat, eller kommer från någon annan");
  }
  RETURN_IF_ERROR(authentic);
  ASSIGN_OR_RETURN(const DssAnswer said, ReadSignResponse(*document));
  if (said.request_id != reference) {
    return Answer("SIGNING_ANSWER_OTHER_REQUEST",
                  "svaret hör till en annan begäran");
  }
  RETURN_IF_ERROR(CheckTimes(task, said, now));
  ProviderAnswer answer;
  answer.reference = std::string(reference);
  if (said.result != kDssSuccess) {
    answer.state = ProviderAnswer::State::kFailed;
    answer.failure = FailureOf(said);
    return answer;
  }
  RETURN_IF_ERROR(CheckPerson(task, said));
  ProviderEvidence evidence;
  ASSIGN_OR_RETURN(evidence.cms,
                   CmsOf(kStatementTask, Sha256(task.statement), said));
  if (!task.pdf_digest.empty()) {
    ASSIGN_OR_RETURN(evidence.pdf_cms, CmsOf(kPdfTask, task.pdf_digest, said));
  }
  evidence.kind = kDssEvidenceKind;
  evidence.raw = std::string(bytes);
  evidence.identification = settings_.identification;
  evidence.identification_id = said.assertion;
  evidence.level = said.level;
  answer.state = ProviderAnswer::State::kComplete;
  answer.evidence = std::move(evidence);
  return answer;
}

}  // namespace finsam::governance
