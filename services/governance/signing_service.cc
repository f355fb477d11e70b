#include "services/governance/signing_service.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"
#include "common/rpc/page.h"
#include "services/governance/convert.h"
#include "services/governance/convert_board.h"
#include "services/governance/convert_signing.h"
#include "services/governance/domain/legal_days.h"
#include "services/governance/domain/signature_page.h"
#include "services/governance/minutes_to_sign.h"
#include "services/governance/office_key.h"

namespace finsam::governance {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.governance.v1";

// Bytes after which a page of an export is full.
constexpr size_t kExportPageBytes = 256 << 10;

void Fill(const std::string& organisation, const RoundOutcome& outcome,
          v1::SignatureRoundResponse* response) {
  ToProto(organisation, outcome.round, response->mutable_round());
  ToProto(outcome.head, response->mutable_revision());
}

void Fill(const std::string& organisation, const RoundOutcome& outcome,
          const Signing& signing, v1::SignatureResponse* response) {
  ToProto(organisation, outcome.round, response->mutable_round());
  *response->mutable_signer() =
      response->round().signers(static_cast<int>(outcome.place));
  if (outcome.evidence.has_value()) {
    ToProto(*outcome.evidence, /*raw=*/true,
            signing.Roots(response->signer().signature().provider()),
            response->mutable_signer()->mutable_evidence());
  }
  response->set_action_html(outcome.action.html);
  response->set_failure(outcome.failure);
  ToProto(outcome.head, response->mutable_revision());
}

// The day of the meeting whose minutes are to be signed; nothing for "".
absl::StatusOr<std::optional<absl::CivilDay>> MeetingOf(
    const std::string& name, const std::string& organisation) {
  if (name.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const MeetingName meeting, ParseMeetingName(name));
  if (meeting.organisation == organisation) return meeting.day;
  return Refuse(absl::StatusCode::kInvalidArgument, "NAME_INVALID",
                "mötet är ett annat förbunds");
}

// The number that a page begins after.
absl::StatusOr<int64_t> After(absl::string_view list, absl::string_view token) {
  ASSIGN_OR_RETURN(const std::string sealed, rpc::OpenToken(list, token));
  int64_t after = 0;
  if (sealed.empty() || absl::SimpleAtoi(sealed, &after)) return after;
  return Refuse(absl::StatusCode::kInvalidArgument, "PAGE_INVALID",
                "sidans märke är inte vårt");
}

}  // namespace

grpc::Status SigningService::OpenSignatureRound(
    grpc::ServerContext* context, const v1::OpenSignatureRoundRequest* request,
    v1::SignatureRoundResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, organisation));
    ASSIGN_OR_RETURN(const Round draft, FromProto(request->round()));
    ASSIGN_OR_RETURN(const auto meeting,
                     MeetingOf(request->meeting(), organisation));
    ASSIGN_OR_RETURN(
        const RoundOutcome outcome,
        signing_.Open(
            ActOf(*request, organisation, "open-signature-round"),
            [&](const store::Snapshot& snapshot) -> absl::StatusOr<Round> {
              if (!meeting.has_value()) return draft;
              return MinutesToSign(snapshot, organisation, *meeting, draft);
            }));
    Fill(organisation, outcome, response);
    return absl::OkStatus();
  });
}

grpc::Status SigningService::GetSignatureRound(
    grpc::ServerContext* context, const v1::GetSignatureRoundRequest* request,
    v1::GetSignatureRoundResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const RoundId id, ParseRoundName(request->name()));
    ASSIGN_OR_RETURN(const RoundView view,
                     signing_.Get(id.organisation, id.id));
    const bool office = CheckOffice(keys_, *context, id.organisation).ok();
    ToProto(id.organisation, view.round, response->mutable_round());
    for (size_t i = 0; i < view.evidence.size(); ++i) {
      if (!view.evidence[i].has_value()) continue;
      v1::Signer* signer =
          response->mutable_round()->mutable_signers(static_cast<int>(i));
      ToProto(*view.evidence[i], office,
              signing_.Roots(signer->signature().provider()),
              signer->mutable_evidence());
    }
    finsam::ToProto(SignaturePage(view.round, request->name(), SwedishTime()),
                    response->mutable_signature_page());
    response->set_overdue(view.round.state == RoundState::kOpen &&
                          view.round.due <
                              absl::ToCivilDay(clock_.Now(), SwedishTime()));
    ToProto(view.head, response->mutable_revision());
    return absl::OkStatus();
  });
}

grpc::Status SigningService::ListSignatureRounds(
    grpc::ServerContext* /*context*/,
    const v1::ListSignatureRoundsRequest* request,
    v1::ListSignatureRoundsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    ASSIGN_OR_RETURN(const int size, rpc::PageSize(request->page_size()));
    const std::string list = absl::StrCat("signature-rounds/", organisation);
    ASSIGN_OR_RETURN(const int64_t after, After(list, request->page_token()));
    ASSIGN_OR_RETURN(const std::vector<Round> rounds,
                     signing_.List(organisation, after, size));
    for (const Round& round : rounds) {
      ToProto(organisation, round, response->add_rounds());
    }
    if (static_cast<int>(rounds.size()) == size) {
      response->set_next_page_token(
          rpc::SealToken(list, absl::StrCat(rounds.back().id)));
    }
    return absl::OkStatus();
  });
}

grpc::Status SigningService::StartSignature(
    grpc::ServerContext* context, const v1::StartSignatureRequest* request,
    v1::SignatureResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const RoundId id, ParseRoundName(request->name()));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, id.organisation));
    ASSIGN_OR_RETURN(const RoundOutcome outcome,
                     signing_.StartSignature(
                         ActOf(*request, id.organisation, "start-signature"),
                         {id.id, request->provider(), request->pdf_digest(),
                          request->return_url()}));
    Fill(id.organisation, outcome, signing_, response);
    return absl::OkStatus();
  });
}

grpc::Status SigningService::CompleteSignature(
    grpc::ServerContext* context, const v1::CompleteSignatureRequest* request,
    v1::SignatureResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const RoundId id, ParseRoundName(request->name()));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, id.organisation));
    ASSIGN_OR_RETURN(const RoundOutcome outcome,
                     signing_.CompleteSignature(
                         ActOf(*request, id.organisation, "complete-signature"),
                         id.id, request->reference(), request->answer()));
    Fill(id.organisation, outcome, signing_, response);
    return absl::OkStatus();
  });
}

grpc::Status SigningService::RefuseSignature(
    grpc::ServerContext* context, const v1::RefuseSignatureRequest* request,
    v1::SignatureRoundResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const RoundId id, ParseRoundName(request->name()));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, id.organisation));
    ASSIGN_OR_RETURN(const RoundOutcome outcome,
                     signing_.RefuseSignature(
                         ActOf(*request, id.organisation, "refuse-signature"),
                         id.id, request->reason()));
    Fill(id.organisation, outcome, response);
    return absl::OkStatus();
  });
}

grpc::Status SigningService::WithdrawSignatureRound(
    grpc::ServerContext* context,
    const v1::WithdrawSignatureRoundRequest* request,
    v1::SignatureRoundResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const RoundId id, ParseRoundName(request->name()));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, id.organisation));
    ASSIGN_OR_RETURN(const RoundOutcome outcome,
                     signing_.WithdrawRound(ActOf(*request, id.organisation,
                                                  "withdraw-signature-round"),
                                            id.id, request->reason()));
    Fill(id.organisation, outcome, response);
    return absl::OkStatus();
  });
}

grpc::Status SigningService::ReplaceSigner(
    grpc::ServerContext* context, const v1::ReplaceSignerRequest* request,
    v1::SignatureRoundResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const RoundId id, ParseRoundName(request->name()));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, id.organisation));
    ASSIGN_OR_RETURN(
        const RoundOutcome outcome,
        signing_.Replace(ActOf(*request, id.organisation, "replace-signer"),
                         id.id, request->leaving(), request->newcomer(),
                         request->reason()));
    Fill(id.organisation, outcome, response);
    return absl::OkStatus();
  });
}

grpc::Status SigningService::RemindSigners(
    grpc::ServerContext* context, const v1::RemindSignersRequest* request,
    v1::RemindSignersResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const RoundId id, ParseRoundName(request->name()));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, id.organisation));
    ASSIGN_OR_RETURN(
        const RoundOutcome outcome,
        signing_.RemindSigners(
            ActOf(*request, id.organisation, "remind-signers"), id.id));
    ToProto(id.organisation, outcome.round, response->mutable_round());
    for (size_t i = 0; i < outcome.round.signers.size(); ++i) {
      if (CheckMaySign(outcome.round, i).ok()) {
        response->add_persons(outcome.round.signers[i].person);
      }
    }
    ToProto(outcome.head, response->mutable_revision());
    return absl::OkStatus();
  });
}

grpc::Status SigningService::ListActs(grpc::ServerContext* context,
                                      const v1::ListActsRequest* request,
                                      v1::ListActsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, organisation));
    ASSIGN_OR_RETURN(const int size, rpc::PageSize(request->page_size()));
    const std::string list = absl::StrCat("acts/", organisation);
    ASSIGN_OR_RETURN(const int64_t after, After(list, request->page_token()));
    ASSIGN_OR_RETURN(const std::vector<ActRecord> acts,
                     signing_.Acts(organisation, after + 1, size));
    for (const ActRecord& act : acts) ToProto(act, response->add_acts());
    if (static_cast<int>(acts.size()) == size) {
      response->set_next_page_token(
          rpc::SealToken(list, absl::StrCat(acts.back().record.revision)));
    }
    return absl::OkStatus();
  });
}

grpc::Status SigningService::ExportActs(grpc::ServerContext* context,
                                        const v1::ExportActsRequest* request,
                                        v1::ExportActsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, organisation));
    const std::string list = absl::StrCat("acts-export/", organisation);
    ASSIGN_OR_RETURN(int64_t after, After(list, request->page_token()));
    while (response->lines().size() < kExportPageBytes) {
      // One at a time, since one may be large.
      ASSIGN_OR_RETURN(const std::vector<ActRecord> acts,
                       signing_.Acts(organisation, after + 1, 1));
      if (acts.empty()) return absl::OkStatus();
      response->mutable_lines()->append(LineOf(acts.front()));
      after = acts.front().record.revision;
    }
    response->set_next_page_token(rpc::SealToken(list, absl::StrCat(after)));
    return absl::OkStatus();
  });
}

}  // namespace finsam::governance
