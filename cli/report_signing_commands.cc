#include "cli/report_signing_commands.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/output.h"
#include "cli/output_file.h"
#include "cli/publishing_commands.h"
#include "common/base/clock.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/files/csv.h"

namespace finsam::cli {
namespace {

namespace pb = gateway::v1;
namespace gov = governance::v1;

absl::Status ReadDate(const std::string& text, const char* option,
                      common::v1::Date* out) {
  const auto day = ParseDay(text);
  if (!day.has_value()) {
    return Refuse(
        absl::StatusCode::kInvalidArgument, "ARGUMENT_INVALID",
        absl::StrCat(option, " ska vara en dag som 2025-04-30, fann ", text));
  }
  ToProto(*day, out);
  return absl::OkStatus();
}

const char* StateWord(gov::Signer::State state) {
  switch (state) {
    case gov::Signer::SIGNED:
      return "har skrivit under";
    case gov::Signer::REFUSED:
      return "vägrar";
    case gov::Signer::STARTED:
      return "har börjat";
    default:
      return "väntas";
  }
}

const char* RoundWord(gov::SignatureRound::State state) {
  switch (state) {
    case gov::SignatureRound::COMPLETE:
      return "alla har skrivit under";
    case gov::SignatureRound::WITHDRAWN:
      return "avbruten";
    case gov::SignatureRound::SUPERSEDED:
      return "ersatt av en nyare version";
    default:
      return "öppen";
  }
}

std::string SigningText(const pb::ReportSigning& signing) {
  std::string out = absl::StrCat(
      signing.frozen().name(), "\n  runda     ", signing.round().name(), ", ",
      RoundWord(signing.round().state()), "\n  PDF       ",
      Counted(signing.pdf_signature_count(), "underskrift", "underskrifter"),
      "\n\n");
  std::vector<std::vector<std::string>> rows;
  for (const gov::Signer& signer : signing.round().signers()) {
    rows.push_back({signer.person(), signer.role(), signer.organisation(),
                    StateWord(signer.state()), signer.state_time(),
                    signer.reason()});
  }
  return out + Grid({"Namn", "Roll", "Utsedd av", "Läge", "Tid", "Skäl"}, rows);
}

void PrintSigning(const CommonOptions& common,
                  const pb::ReportSigning& signing) {
  Print(common.json() ? Json(signing) : SigningText(signing));
}

absl::Status DoOpen(const CommonOptions& common,
                    const OpenSigningOptions& options) {
  pb::OpenReportSigningRequest request;
  ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
  RETURN_IF_ERROR(ReadDate(options.due, "--due", request.mutable_due_date()));
  if (!options.adopted.empty()) {
    RETURN_IF_ERROR(
        ReadDate(options.adopted, "--adopted", request.mutable_adopted_date()));
  }
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_name(),
                   FrozenNameOf(common, options, options.version, client));
  request.set_in_order(options.in_order);
  request.set_attest(options.attest);
  request.set_request_id(NewRandomIdSource()->Next());
  ASSIGN_OR_RETURN(const auto signing, client.Ask<pb::ReportSigning>(request));
  PrintSigning(common, signing);
  return absl::OkStatus();
}

absl::Status DoSign(const CommonOptions& common,
                    const VersionOptions& options) {
  pb::SignReportRequest request;
  ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_name(),
                   FrozenNameOf(common, options, options.version, client));
  request.set_request_id(NewRandomIdSource()->Next());
  ASSIGN_OR_RETURN(const auto signing, client.Ask<pb::ReportSigning>(request));
  PrintSigning(common, signing);
  return absl::OkStatus();
}

absl::Status DoStatus(const CommonOptions& common,
                      const VersionOptions& options) {
  Client client = NewClient(common);
  pb::GetReportSigningRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(),
                   FrozenNameOf(common, options, options.version, client));
  ASSIGN_OR_RETURN(const auto signing, client.Ask<pb::ReportSigning>(request));
  PrintSigning(common, signing);
  return absl::OkStatus();
}

absl::Status DoPublish(const CommonOptions& common,
                       const PublishOptions& options) {
  pb::PublishReportRequest request;
  ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_name(),
                   FrozenNameOf(common, options, options.version, client));
  request.set_unsigned_reason(options.unsigned_reason);
  request.set_request_id(NewRandomIdSource()->Next());
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<pb::PublishReportResponse>(request));
  Print(common.json() ? Json(answer)
                      : absl::StrCat(answer.frozen().name(), " är publicerad ",
                                     answer.frozen().publish_time(), ".\n"));
  return absl::OkStatus();
}

absl::Status DoCapsule(const CommonOptions& common,
                       const CapsuleOptions& options) {
  OutputFile out(options.output);
  RETURN_IF_ERROR(out.Open(options.force));
  Client client = NewClient(common);
  pb::ExportCapsuleRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(),
                   FrozenNameOf(common, options, options.version, client));
  RETURN_IF_ERROR(client.ExportCapsule(
      request, [&out](const std::string& piece) { return out.Write(piece); }));
  RETURN_IF_ERROR(out.Commit());
  if (!options.output.empty() && !common.json()) {
    Print(absl::StrCat(options.output, ": ", out.byte_count(),
                       " byte. finsam verify capsule ", options.output,
                       " prövar den, utan tjänster.\n"));
  }
  return absl::OkStatus();
}

}  // namespace

int RunOpenSigning(const CommonOptions& common,
                   const OpenSigningOptions& options) {
  return Finish(DoOpen(common, options), common, /*stores=*/true);
}

int RunSignReport(const CommonOptions& common, const VersionOptions& options) {
  return Finish(DoSign(common, options), common);
}

int RunReportSigning(const CommonOptions& common,
                     const VersionOptions& options) {
  return Finish(DoStatus(common, options), common);
}

int RunPublish(const CommonOptions& common, const PublishOptions& options) {
  return Finish(DoPublish(common, options), common, /*stores=*/true);
}

int RunCapsule(const CommonOptions& common, const CapsuleOptions& options) {
  return Finish(DoCapsule(common, options), common);
}

}  // namespace finsam::cli
