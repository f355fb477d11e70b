#include "services/gateway/report_signing.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/manifest.h"
#include "common/sign/pades.h"
#include "services/gateway/finding_answers.h"
#include "services/gateway/pdf/pdf_renderer.h"
#include "services/gateway/publishing_store.h"

namespace finsam::gateway {
namespace {

namespace gov = governance::v1;

constexpr char kZone[] = "Europe/Stockholm";
// What governance's local authority calls itself: the gateway asks no other.
constexpr char kIdentification[] = "Lokal utfärdare, inte e-legitimation";
constexpr char kRequestPrefix[] = "report-signing-";
constexpr char kAttest[] =
    "Styrelsen avger härmed rapporten. Undertecknad skriver under för "
    "styrelsens räkning.";

absl::Status NotOpened(const FrozenVersion& version) {
  return Refuse(absl::StatusCode::kFailedPrecondition, "SIGNING_NOT_OPENED",
                absl::StrCat("ingen underskriftsrunda är öppnad för ",
                             version.frozen.name(),
                             "; finsam report "
                             "open-signing öppnar en"));
}

absl::Status RequireLatest(const FrozenVersion& version) {
  if (!version.frozen.superseded()) return absl::OkStatus();
  return Refuse(
      absl::StatusCode::kFailedPrecondition, "VERSION_SUPERSEDED",
      absl::StrCat(version.frozen.name(), " är ersatt av en nyare version"));
}

// A request id for governance that is the same for the same thing.
std::string RequestIdOf(absl::string_view digest) {
  constexpr size_t kDigits = 40;
  return absl::StrCat(kRequestPrefix, Hex(digest).substr(0, kDigits));
}

std::string SubjectOf(const ReportKey& report) {
  return report.Text().substr(report.year.Association().size() + 1);
}

absl::StatusOr<std::string> ManifestOf(const FrozenVersion& version) {
  return sign::Write(sign::ReportManifest{
      version.name.report.Text(), version.name.version, version.frozen.digest(),
      version.frozen.pdf_digest()});
}

// The fields to sign in, by the signer's name: the n-th signer that a member
// appointed has the member's n-th field.
std::map<std::string, std::string> FieldsOf(const gov::SignatureRound& round) {
  std::map<std::string, int> places;
  std::map<std::string, std::string> fields;
  for (const gov::Signer& signer : round.signers()) {
    const std::string& member = signer.appointing_member();
    fields[signer.person()] = SignatureFieldName(member, ++places[member]);
  }
  return fields;
}

absl::TimeZone Sweden() {
  absl::TimeZone zone;
  // Without the zone's data the time is written in UTC, which is as true.
  if (!absl::LoadTimeZone(kZone, &zone)) return absl::UTCTimeZone();
  return zone;
}

// The place of `person` on the list; an empty one for somebody who is not on
// it, whom governance refuses.
gov::Signer FindSigner(const gov::SignatureRound& round,
                       const std::string& person) {
  for (const gov::Signer& signer : round.signers()) {
    if (signer.person() == person) return signer;
  }
  return {};
}

// What is seen in the box: who, as what, when, and how identified.
absl::StatusOr<std::string> LookOf(const gov::Signer& signer,
                                   const sign::EmptyField& box,
                                   const sign::PdfSigning& signing) {
  pdf::SignatureLook look;
  look.width = box.width;
  look.height = box.height;
  look.lines = {
      signer.person(),
      signer.organisation().empty()
          ? signer.role()
          : absl::StrCat(signer.role(), ", ", signer.organisation()),
      absl::FormatTime("%Y-%m-%d %H:%M:%S %Ez", signing.time, signing.zone),
      kIdentification};
  return pdf::NewPdfRenderer()->DrawSignature(look, {});
}

absl::StatusOr<sign::PreparedPdf> PrepareFor(const std::string& pdf,
                                             const gov::Signer& signer,
                                             const std::string& field,
                                             const std::string& title,
                                             absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<sign::EmptyField> open,
                   sign::EmptySignatureFields(pdf));
  sign::PdfSigning signing;
  signing.person = signer.person();
  signing.reason = title;
  signing.time = now;
  signing.zone = Sweden();
  for (const sign::EmptyField& box : open) {
    // Somebody who had no seat when the report was frozen signs unseen.
    if (box.name != field) continue;
    signing.field = field;
    ASSIGN_OR_RETURN(signing.appearance, LookOf(signer, box, signing));
  }
  return sign::PreparePdf(pdf, signing);
}

internal::PendingSignature Pending(const std::string& person,
                                   const sign::PreparedPdf& prepared,
                                   absl::Time now) {
  internal::PendingSignature pending;
  pending.set_person(person);
  pending.set_prepared(prepared.bytes);
  pending.set_digest(prepared.digest);
  pending.set_hole_begin(static_cast<int64_t>(prepared.hole_begin));
  pending.set_hole_end(static_cast<int64_t>(prepared.hole_end));
  pending.set_expire_time(absl::ToUnixSeconds(now + kSigningLease));
  return pending;
}

sign::PreparedPdf PreparedFrom(const internal::PendingSignature& pending) {
  sign::PreparedPdf prepared;
  prepared.bytes = pending.prepared();
  prepared.digest = pending.digest();
  prepared.hole_begin = static_cast<size_t>(pending.hole_begin());
  prepared.hole_end = static_cast<size_t>(pending.hole_end());
  return prepared;
}

store::ActRequest ActOf(const FrozenVersion& version, const char* kind,
                        const std::string& request_id, std::string digest,
                        const gov::Actor& actor) {
  return {
      .organisation = PublishingChain(version.name.report.year.organisation),
      .request_id = request_id,
      .kind = kind,
      .digest = Sha256Parts({version.frozen.name(), digest}),
      .actor = {actor.person(), actor.on_behalf_of()}};
}

// Replaces what has become of a version, as `change` changes it, and records
// `payload` of it.
store::ActLog::Decide Changing(
    const FrozenName& name, std::string payload,
    const std::function<absl::Status(internal::Progress*)>& change) {
  return [name, payload = std::move(payload), change](
             const store::Snapshot& snapshot, absl::Time,
             store::Commit& commit) -> absl::StatusOr<store::ActFacts> {
    ASSIGN_OR_RETURN(internal::Progress progress, ReadProgress(snapshot, name));
    RETURN_IF_ERROR(change(&progress));
    PutProgress(name, progress, commit);
    return store::ActFacts{absl::StrCat(name.Text(), "\n", payload), ""};
  };
}

}  // namespace

absl::StatusOr<v1::ReportSigning> ReportSigning::Open(
    const v1::OpenReportSigningRequest& request, const std::string& key,
    absl::Time deadline) {
  ASSIGN_OR_RETURN(const FrozenVersion version,
                   publishing_.Get(request.name()));
  RETURN_IF_ERROR(RequireLatest(version));
  if (!version.frozen.signature_round().empty()) {
    return Refuse(absl::StatusCode::kAlreadyExists, "SIGNING_OPENED",
                  absl::StrCat("rundan är redan öppnad: ",
                               version.frozen.signature_round()));
  }
  ASSIGN_OR_RETURN(const std::string manifest, ManifestOf(version));
  gov::OpenSignatureRoundRequest question;
  question.set_association(version.name.report.year.Association());
  // The same version opens the same round, also after an interruption.
  question.set_request_id(RequestIdOf(Sha256(manifest)));
  *question.mutable_actor() = request.actor();
  gov::SignatureRound* round = question.mutable_round();
  round->set_subject(SubjectOf(version.name.report));
  round->set_version(version.name.version);
  round->set_digest(Sha256(manifest));
  round->set_manifest(manifest);
  round->set_attest(request.attest().empty() ? kAttest : request.attest());
  round->set_in_order(request.in_order());
  *round->mutable_due_date() = request.due_date();
  if (request.has_adopted_date()) {
    *round->mutable_adopted_date() = request.adopted_date();
  }
  gov::SignatureRoundResponse opened;
  RETURN_IF_ERROR(decisions_.Pass(question, key, deadline, &opened));
  const std::string& name = opened.round().name();
  RETURN_IF_ERROR(
      acts_
          .Commit(ActOf(version, "open-report-signing", request.request_id(),
                        question.SerializeAsString(), request.actor()),
                  Changing(version.name, name,
                           [&name](internal::Progress* progress) {
                             progress->set_round(name);
                             return absl::OkStatus();
                           }))
          .status());
  return Get(version.frozen.name(), key, deadline);
}

absl::StatusOr<internal::PendingSignature> ReportSigning::Prepare(
    const FrozenVersion& version, const v1::SignReportRequest& request,
    const gov::SignatureRound& round) {
  const absl::Time now = clock_.Now();
  const std::string& person = request.actor().person();
  const std::lock_guard<std::mutex> lock(writing_);
  const auto snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(internal::Progress progress,
                   ReadProgress(*snapshot, version.name));
  if (progress.has_pending()) {
    if (progress.pending().person() == person) return progress.pending();
    if (absl::FromUnixSeconds(progress.pending().expire_time()) > now) {
      return Refuse(absl::StatusCode::kUnavailable, "SIGNING_BUSY",
                    "någon annan skriver just under; försök igen om en stund");
    }
  }
  const std::string& pdf = progress.signed_pdf().empty()
                               ? version.body.pdf()
                               : progress.signed_pdf();
  ASSIGN_OR_RETURN(
      const sign::PreparedPdf prepared,
      PrepareFor(pdf, FindSigner(round, person), FieldsOf(round)[person],
                 version.body.report().title(), now));
  *progress.mutable_pending() = Pending(person, prepared, now);
  store::Commit commit;
  PutProgress(version.name, progress, commit);
  RETURN_IF_ERROR(store_.Apply(commit));
  return progress.pending();
}

absl::StatusOr<v1::ReportSigning> ReportSigning::Sign(
    const v1::SignReportRequest& request, const std::string& key,
    absl::Time deadline) {
  ASSIGN_OR_RETURN(const FrozenVersion version,
                   publishing_.Get(request.name()));
  if (version.frozen.signature_round().empty()) return NotOpened(version);
  gov::GetSignatureRoundRequest about;
  about.set_name(version.frozen.signature_round());
  gov::GetSignatureRoundResponse seen;
  RETURN_IF_ERROR(decisions_.Pass(about, key, deadline, &seen));
  ASSIGN_OR_RETURN(const internal::PendingSignature pending,
                   Prepare(version, request, seen.round()));

  gov::StartSignatureRequest question;
  question.set_name(about.name());
  question.set_request_id(RequestIdOf(pending.digest()));
  *question.mutable_actor() = request.actor();
  question.set_pdf_digest(pending.digest());
  gov::SignatureResponse signed_by;
  const absl::Status asked =
      decisions_.Pass(question, key, deadline, &signed_by);
  if (!asked.ok() && ReasonOf(asked) != "NEIGHBOUR_UNAVAILABLE" &&
      ReasonOf(asked) != "NEIGHBOUR_SLOW") {
    // Refused: nobody waits for this signature any more.
    RETURN_IF_ERROR(Release(version.name, pending.digest()));
  }
  RETURN_IF_ERROR(asked);
  ASSIGN_OR_RETURN(
      std::string pdf,
      sign::EmbedSignature(PreparedFrom(pending),
                           signed_by.signer().evidence().pdf_cms()));
  RETURN_IF_ERROR(
      acts_
          .Commit(
              ActOf(version, "sign-report", request.request_id(),
                    pending.digest(), request.actor()),
              Changing(version.name, Hex(Sha256(pdf)),
                       [&](internal::Progress* progress) -> absl::Status {
                         if (progress->pending().digest() != pending.digest()) {
                           return Refuse(absl::StatusCode::kUnavailable,
                                         "SIGNING_BUSY",
                                         "någon annan hann före; försök igen");
                         }
                         progress->set_signed_pdf(pdf);
                         progress->set_signature_count(
                             progress->signature_count() + 1);
                         progress->clear_pending();
                         return absl::OkStatus();
                       }))
          .status());
  return Get(version.frozen.name(), key, deadline);
}

absl::Status ReportSigning::Release(const FrozenName& name,
                                    const std::string& digest) {
  const std::lock_guard<std::mutex> lock(writing_);
  ASSIGN_OR_RETURN(internal::Progress progress,
                   ReadProgress(*store_.TakeSnapshot(), name));
  if (progress.pending().digest() != digest) return absl::OkStatus();
  progress.clear_pending();
  store::Commit commit;
  PutProgress(name, progress, commit);
  return store_.Apply(commit);
}

absl::StatusOr<v1::ReportSigning> ReportSigning::Get(
    const std::string& name, const std::string& key,
    absl::Time deadline) const {
  ASSIGN_OR_RETURN(const FrozenVersion version, publishing_.Get(name));
  if (version.frozen.signature_round().empty()) return NotOpened(version);
  gov::GetSignatureRoundRequest question;
  question.set_name(version.frozen.signature_round());
  gov::GetSignatureRoundResponse seen;
  RETURN_IF_ERROR(decisions_.Pass(question, key, deadline, &seen));
  v1::ReportSigning signing;
  *signing.mutable_frozen() = version.frozen;
  *signing.mutable_round() = std::move(*seen.mutable_round());
  *signing.mutable_signature_page() = std::move(*seen.mutable_signature_page());
  if (!version.signed_pdf.empty()) {
    signing.set_signed_pdf_digest(Hex(Sha256(version.signed_pdf)));
  }
  signing.set_pdf_signature_count(version.pdf_signature_count);
  return signing;
}

absl::StatusOr<v1::PublishReportResponse> ReportSigning::Publish(
    const v1::PublishReportRequest& request, const std::string& key,
    absl::Time deadline) {
  ASSIGN_OR_RETURN(FrozenVersion version, publishing_.Get(request.name()));
  RETURN_IF_ERROR(RequireLatest(version));
  if (request.unsigned_reason().empty()) {
    const auto signing = Get(version.frozen.name(), key, deadline);
    if (!signing.ok() && ReasonOf(signing.status()) != "SIGNING_NOT_OPENED") {
      return signing.status();
    }
    if (!signing.ok() ||
        signing->round().state() != gov::SignatureRound::COMPLETE) {
      return Refuse(absl::StatusCode::kFailedPrecondition, "SIGNATURES_MISSING",
                    "alla har inte skrivit under; ange annars varför rapporten "
                    "publiceras ändå (--unsigned SKÄL)");
    }
  } else {
    RETURN_IF_ERROR(CheckReason(request.unsigned_reason()));
  }
  const int64_t now = absl::ToUnixSeconds(clock_.Now());
  RETURN_IF_ERROR(
      acts_
          .Commit(ActOf(version, "publish-report", request.request_id(),
                        request.unsigned_reason(), request.actor()),
                  Changing(version.name, request.unsigned_reason(),
                           [&](internal::Progress* progress) {
                             progress->set_publish_time(now);
                             progress->set_unsigned_reason(
                                 request.unsigned_reason());
                             return absl::OkStatus();
                           }))
          .status());
  v1::PublishReportResponse response;
  ASSIGN_OR_RETURN(version, publishing_.Get(version.frozen.name()));
  *response.mutable_frozen() = std::move(version.frozen);
  return response;
}

}  // namespace finsam::gateway
