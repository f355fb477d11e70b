#include "services/gateway/publishing.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "common/rpc/page.h"
#include "services/gateway/convert.h"
#include "services/gateway/finding_answers.h"
#include "services/gateway/pdf/pdf_renderer.h"
#include "services/gateway/pdf/report_document.h"
#include "services/gateway/render_json.h"
#include "services/gateway/renderings.h"
#include "services/gateway/report_changes.h"

namespace finsam::gateway {
namespace {

constexpr char kListName[] = "frozen-reports";
constexpr char kPdfType[] = "application/pdf";
constexpr size_t kFindingShownMax = 200;

store::Actor ActorFrom(const governance::v1::Actor& actor) {
  return {actor.person(), actor.on_behalf_of()};
}

std::string Rfc3339(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

void AddProgress(const internal::Progress& progress, v1::FrozenReport* frozen) {
  frozen->set_signature_round(progress.round());
  if (progress.publish_time() == 0) return;
  frozen->set_publish_time(
      Rfc3339(absl::FromUnixSeconds(progress.publish_time())));
  frozen->set_unsigned_reason(progress.unsigned_reason());
}

absl::Status VersionUnknown(const FrozenName& name) {
  return Refuse(absl::StatusCode::kNotFound, "VERSION_UNKNOWN",
                absl::StrCat("det finns ingen fryst rapport ", name.Text()));
}

// What is frozen, before it has a version.
struct Draft {
  ReportKey key;
  v1::FrozenReport frozen;
  internal::FrozenBody body;
};

absl::StatusOr<Draft> MakeDraft(const AssembledYear& year) {
  Draft draft;
  draft.key = year.key();
  ToProto(year.report, draft.key.Text(), draft.body.mutable_report());
  ASSIGN_OR_RETURN(*draft.body.mutable_canonical(),
                   CanonicalJson(draft.body.report()));
  draft.frozen.set_digest(Hex(Sha256(draft.body.canonical())));
  for (const Source& source : year.report.sources) {
    ToProto(source, draft.frozen.add_sources());
  }
  return draft;
}

void CountFindings(const v1::CheckReportResponse& checks,
                   v1::FrozenReport* frozen) {
  int answered = 0;
  for (const v1::Finding& finding : checks.findings()) {
    if (finding.has_answer()) ++answered;
  }
  frozen->set_finding_count(checks.findings_size());
  frozen->set_answered_count(answered);
}

// The version to be written, or the last one when it is the same.
absl::StatusOr<v1::FreezeReportResponse> NextVersion(
    const store::Snapshot& snapshot, const Draft& draft) {
  ASSIGN_OR_RETURN(const auto last, ReadFrozen(snapshot, {draft.key}));
  v1::FreezeReportResponse response;
  if (last.has_value() && last->digest() == draft.frozen.digest()) {
    *response.mutable_frozen() = *last;
    return response;
  }
  const int version = last.has_value() ? last->version() + 1 : 1;
  if (version > kReportVersionsMax) {
    return Refuse(absl::StatusCode::kResourceExhausted, "REPORT_VERSIONS_MAX",
                  absl::StrCat("Rapporten har redan ", kReportVersionsMax,
                               " frysta versioner."));
  }
  *response.mutable_frozen() = draft.frozen;
  response.mutable_frozen()->set_version(version);
  response.mutable_frozen()->set_name(FrozenName{draft.key, version}.Text());
  response.set_changed(true);
  return response;
}

// A field for each seat. Who sits there may change before it is signed, so the
// page names the seat; the signature says who.
std::vector<pdf::SignatureField> FieldsFor(
    const governance::v1::ListBoardResponse& board) {
  std::vector<pdf::SignatureField> fields;
  for (const governance::v1::MemberSeats& member : board.members()) {
    const int seats = member.holders_size() + member.vacant();
    for (int place = 1; place <= seats; ++place) {
      fields.push_back({SignatureFieldName(member.member(), place), "",
                        "För styrelsen", member.display_name()});
    }
  }
  return fields;
}

template <typename Response>
absl::StatusOr<Response> Kept(const store::ActOutcome& outcome) {
  Response response;
  if (!response.ParseFromString(outcome.answer)) {
    return absl::DataLossError("a kept answer cannot be read");
  }
  return response;
}

}  // namespace

std::string SignatureFieldName(const std::string& member, int place) {
  return absl::StrCat("underskrift-", member, "-", place);
}

absl::StatusOr<v1::CheckReportResponse> Publishing::Check(
    const AssembledYear& year) const {
  ASSIGN_OR_RETURN(const FindingAnswers answers,
                   ReadFindingAnswers(*store_.TakeSnapshot(), year.key()));
  return CheckWith(year, answers);
}

absl::StatusOr<v1::CheckReportResponse> Publishing::Check(
    const v1::CheckReportRequest& request, const std::string& key,
    absl::Time deadline) const {
  ASSIGN_OR_RETURN(const AssembledYear year,
                   gateway_.Assemble(request.fiscal_year(), request.kind(),
                                     {request.audience(), key}, deadline));
  return Check(year);
}

absl::StatusOr<v1::AnswerFindingResponse> Publishing::Answer(
    const v1::AnswerFindingRequest& request, const std::string& key,
    absl::Time deadline) {
  RETURN_IF_ERROR(CheckReason(request.reason()));
  ASSIGN_OR_RETURN(const AssembledYear year,
                   gateway_.Assemble(request.fiscal_year(), request.kind(),
                                     {common::v1::PUBLIC, key}, deadline));
  v1::CheckReportResponse checks = CheckWith(year, {});
  v1::Finding* asked = nullptr;
  for (v1::Finding& finding : *checks.mutable_findings()) {
    if (finding.id() == request.finding_id()) asked = &finding;
  }
  if (asked == nullptr) {
    return Refuse(
        absl::StatusCode::kNotFound, "FINDING_UNKNOWN",
        absl::StrCat("rapporten har ingen anmärkning \"",
                     Shortened(ToUtf8(request.finding_id()), kFindingShownMax),
                     "\""));
  }
  if (!MayBeAnswered(*asked)) {
    return Refuse(absl::StatusCode::kFailedPrecondition,
                  "FINDING_NOT_ANSWERABLE",
                  "Anmärkningen går bara att rätta: texten pekar på en siffra "
                  "som inte finns.");
  }
  const store::Actor actor = ActorFrom(request.actor());
  const auto decide =
      [&](const store::Snapshot&, absl::Time now,
          store::Commit& commit) -> absl::StatusOr<store::ActFacts> {
    internal::AnsweredFinding answered;
    answered.set_said(SaidBy(*asked));
    v1::FindingAnswer* answer = answered.mutable_answer();
    answer->set_reason(request.reason());
    *answer->mutable_actor() = request.actor();
    answer->set_answer_time(Rfc3339(now));
    PutFindingAnswer(year.key(), asked->id(), answered, commit);
    Attach({{asked->id(), answered}}, asked);
    v1::AnswerFindingResponse response;
    *response.mutable_finding() = *asked;
    return store::ActFacts{
        absl::StrCat(year.key().Text(), "\n", asked->id(), "\n",
                     Hex(answered.said()), "\n", request.reason()),
        response.SerializeAsString()};
  };
  ASSIGN_OR_RETURN(
      const store::ActOutcome outcome,
      acts_.Commit(
          {.organisation = PublishingChain(year.name.organisation),
           .request_id = request.request_id(),
           .kind = "answer-finding",
           .digest = Sha256Parts(
               {year.key().Text(), request.finding_id(), request.reason()}),
           .actor = actor},
          decide));
  return Kept<v1::AnswerFindingResponse>(outcome);
}

absl::StatusOr<std::string> Publishing::PrintedForSigning(
    const v1::Report& report, const FiscalYearName& year,
    absl::Time deadline) const {
  pdf::ReportDocumentOptions options;
  options.created = absl::FromUnixSeconds(absl::ToUnixSeconds(clock_.Now()));
  governance::v1::ListBoardRequest question;
  question.set_association(year.Association());
  governance::v1::ListBoardResponse board;
  const absl::Status asked =
      gateway_.decisions().Pass(question, "", deadline, &board);
  // A year without a board has no page to sign on.
  if (!asked.ok() && asked.code() != absl::StatusCode::kNotFound) return asked;
  options.signers = FieldsFor(board);
  ASSIGN_OR_RETURN(
      pdf::RenderedPdf rendered,
      pdf::NewPdfRenderer()->Render(pdf::ReportDocument(report, options), {}));
  return std::move(rendered.bytes);
}

absl::StatusOr<v1::FreezeReportResponse> Publishing::Freeze(
    const v1::FreezeReportRequest& request, absl::Time deadline) {
  // As the public sees it: what is frozen will be published.
  ASSIGN_OR_RETURN(const AssembledYear year,
                   gateway_.Assemble(request.fiscal_year(), request.kind(),
                                     {common::v1::PUBLIC, ""}, deadline));
  ASSIGN_OR_RETURN(Draft draft, MakeDraft(year));
  if (!request.expected_digest().empty() &&
      request.expected_digest() != draft.frozen.digest()) {
    return Refuse(absl::StatusCode::kAborted, "FREEZE_DIGEST_CHANGED",
                  "Rapporten är inte längre den som granskades. Läs den igen.");
  }
  ASSIGN_OR_RETURN(*draft.body.mutable_pdf(),
                   PrintedForSigning(draft.body.report(), year.name, deadline));
  draft.frozen.set_pdf_digest(Hex(Sha256(draft.body.pdf())));
  const auto decide =
      [&](const store::Snapshot& snapshot, absl::Time now,
          store::Commit& commit) -> absl::StatusOr<store::ActFacts> {
    ASSIGN_OR_RETURN(const FindingAnswers answers,
                     ReadFindingAnswers(snapshot, draft.key));
    *draft.body.mutable_checks() = CheckWith(year, answers);
    RETURN_IF_ERROR(RequireAnswered(draft.body.checks()));
    CountFindings(draft.body.checks(), &draft.frozen);
    draft.frozen.set_freeze_time(Rfc3339(now));
    *draft.frozen.mutable_actor() = request.actor();
    ASSIGN_OR_RETURN(const v1::FreezeReportResponse response,
                     NextVersion(snapshot, draft));
    if (response.changed()) {
      *draft.body.mutable_files() = year.files;
      PutFrozen({draft.key, response.frozen().version()}, response.frozen(),
                draft.body, commit);
    }
    return store::ActFacts{
        absl::StrCat(response.frozen().name(), "\n", response.frozen().digest(),
                     "\n", response.frozen().pdf_digest()),
        response.SerializeAsString()};
  };
  ASSIGN_OR_RETURN(
      const store::ActOutcome outcome,
      acts_.Commit(
          {.organisation = PublishingChain(year.name.organisation),
           .request_id = request.request_id(),
           .kind = "freeze-report",
           .digest = Sha256Parts({draft.key.Text(), request.expected_digest()}),
           .actor = ActorFrom(request.actor()),
           .validate_only = request.validate_only()},
          decide));
  return Kept<v1::FreezeReportResponse>(outcome);
}

absl::StatusOr<FrozenVersion> Publishing::Get(const std::string& name) const {
  FrozenVersion version;
  ASSIGN_OR_RETURN(version.name, ParseFrozenName(name));
  const auto snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(auto frozen, ReadFrozen(*snapshot, version.name));
  if (!frozen.has_value()) return VersionUnknown(version.name);
  version.frozen = *std::move(frozen);
  version.name.version = version.frozen.version();
  ASSIGN_OR_RETURN(version.body, ReadFrozenBody(*snapshot, version.name));
  ASSIGN_OR_RETURN(internal::Progress progress,
                   ReadProgress(*snapshot, version.name));
  AddProgress(progress, &version.frozen);
  version.signed_pdf = std::move(*progress.mutable_signed_pdf());
  version.pdf_signature_count = progress.signature_count();
  return version;
}

// What a workbook calls the version.
static std::string VersionLine(const v1::FrozenReport& frozen) {
  return absl::StrCat("Version ", frozen.version(), ", fryst ",
                      frozen.freeze_time(), ", kontrollsumma ",
                      frozen.digest());
}

absl::StatusOr<v1::RenderReportResponse> RenderFrozen(
    const FrozenVersion& version, v1::RenderReportRequest::Format format,
    const std::string& table) {
  const Rendering rendering = {format, table, VersionLine(version.frozen)};
  RETURN_IF_ERROR(CheckRendering(rendering));
  v1::RenderReportResponse response;
  if (format == v1::RenderReportRequest::PDF) {
    response.set_content(version.signed_pdf.empty() ? version.body.pdf()
                                                    : version.signed_pdf);
    response.set_content_type(kPdfType);
    return response;
  }
  ASSIGN_OR_RETURN(response, RenderAs(version.body.report(), rendering));
  if (format == v1::RenderReportRequest::JSON) {
    response.set_content(version.body.canonical());
  }
  return response;
}

absl::StatusOr<int> Publishing::PublishedVersion(
    const ReportKey& report) const {
  ASSIGN_OR_RETURN(const auto version,
                   ReadPublishedVersion(*store_.TakeSnapshot(), report));
  return version.value_or(0);
}

absl::StatusOr<v1::ListFrozenReportsResponse> Publishing::List(
    const v1::ListFrozenReportsRequest& request) const {
  ASSIGN_OR_RETURN(const std::string organisation,
                   ParseAssociationName(request.association()));
  ASSIGN_OR_RETURN(const int size, rpc::PageSize(request.page_size()));
  const std::string list = absl::StrCat(kListName, organisation);
  ASSIGN_OR_RETURN(const std::string after,
                   rpc::OpenToken(list, request.page_token()));
  v1::ListFrozenReportsResponse response;
  std::string last;
  v1::FrozenReport* before = nullptr;
  const auto snapshot = store_.TakeSnapshot();
  // One more than a page, to know whether the last one is superseded.
  RETURN_IF_ERROR(ScanFrozen(
      *snapshot, organisation, after,
      [&](absl::string_view key, const v1::FrozenReport& frozen) {
        if (before != nullptr && frozen.version() > before->version()) {
          before->set_superseded(true);
        }
        if (response.reports_size() == size) {
          response.set_next_page_token(rpc::SealToken(list, last));
          return false;
        }
        last = std::string(key);
        before = response.add_reports();
        *before = frozen;
        return true;
      }));
  for (v1::FrozenReport& frozen : *response.mutable_reports()) {
    ASSIGN_OR_RETURN(const FrozenName name, ParseFrozenName(frozen.name()));
    ASSIGN_OR_RETURN(const internal::Progress progress,
                     ReadProgress(*snapshot, name));
    AddProgress(progress, &frozen);
  }
  return response;
}

absl::StatusOr<v1::CompareFrozenReportResponse> Publishing::Compare(
    const v1::CompareFrozenReportRequest& request, absl::Time deadline) const {
  ASSIGN_OR_RETURN(const FrozenVersion before, Get(request.name()));
  v1::Report after;
  if (request.other_name().empty()) {
    const ReportKey& report = before.name.report;
    ASSIGN_OR_RETURN(
        const AssembledYear now,
        gateway_.Assemble(report.year.Text(), KindToProto(report.kind),
                          {common::v1::PUBLIC, ""}, deadline));
    ToProto(now.report, report.Text(), &after);
  } else {
    ASSIGN_OR_RETURN(FrozenVersion other, Get(request.other_name()));
    after = std::move(*other.body.mutable_report());
  }
  v1::CompareFrozenReportResponse response;
  for (v1::ReportChange& change : ReportChanges(before.body.report(), after)) {
    *response.add_changes() = std::move(change);
  }
  *response.mutable_sources_before() = before.frozen.sources();
  *response.mutable_sources_after() = after.sources();
  return response;
}

}  // namespace finsam::gateway
