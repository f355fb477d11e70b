#include "services/participants/participants_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"
#include "common/rpc/page.h"
#include "common/rpc/server.h"
#include "services/participants/convert.h"

namespace finsam::participants {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.participants.v1";

// Releases are made to others than the office.
absl::StatusOr<Audience> ReleaseTo(common::v1::Audience audience) {
  if (audience == common::v1::PUBLIC || audience == common::v1::MEMBERS) {
    return FromProto(audience);
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "AUDIENCE_INVALID",
                "det som släpps släpps till allmänheten eller medlemmarna");
}

// ANSWER_TOO_LARGE above what a message may hold, before gRPC refuses to send
// it and says why in words for programmers.
absl::Status CheckSize(const google::protobuf::Message& answer,
                       absl::string_view remedy) {
  const size_t bytes = answer.ByteSizeLong();
  if (bytes <= static_cast<size_t>(rpc::kMessageBytesMax)) {
    return absl::OkStatus();
  }
  return Refuse(
      absl::StatusCode::kFailedPrecondition, "ANSWER_TOO_LARGE",
      absl::StrCat("svaret är på ", (bytes >> 20) + 1, " MiB, och högst ",
                   rpc::kMessageBytesMax >> 20, " kan skickas; ", remedy));
}

// What the office can do about a year that is too large to show.
constexpr char kShowLess[] =
    "hämta året som filer med finsam counts export, eller ta bort "
    "uppdelningar som inte ska visas ur counts.csv";

IsGone IsGoneFrom(const grpc::ServerContext* context) {
  return [context] { return context->IsCancelled(); };
}

}  // namespace

absl::Status ParticipantsService::Check(const grpc::ServerContext& context,
                                        rpc::Role role,
                                        const std::string& organisation) const {
  if (keys_.Proves(rpc::KeyOf(context), role, organisation)) {
    return absl::OkStatus();
  }
  return Refuse(absl::StatusCode::kPermissionDenied, "AUDIENCE_DENIED",
                role == rpc::Role::kState
                    ? "detta är för den som har statens nyckel"
                : role == rpc::Role::kMember
                    ? "detta är för medlemmarna; frågan måste bära en nyckel"
                    : "detta är för kansliet; frågan måste bära dess nyckel");
}

absl::Status ParticipantsService::Check(const grpc::ServerContext& context,
                                        Audience audience,
                                        const std::string& organisation) const {
  switch (audience) {
    case Audience::kPublic:
      return absl::OkStatus();
    case Audience::kMembers:
      return Check(context, rpc::Role::kMember, organisation);
    case Audience::kInternal:
      break;
  }
  return Check(context, rpc::Role::kOffice, organisation);
}

grpc::Status ParticipantsService::ImportCounts(
    grpc::ServerContext* context, const v1::ImportCountsRequest* request,
    v1::ImportCountsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const store::ImportRequest import, FromProto(*request));
    // What is wrong with files beside the year before, or beside what is kept,
    // tells what is there.
    const auto& organisation = import.year.organisation;
    if (!keys_.Proves(rpc::KeyOf(*context), rpc::Role::kOffice, organisation)) {
      return Refuse(absl::StatusCode::kPermissionDenied, "AUDIENCE_DENIED",
                    "filer med deltagarantal (counts.csv med flera) tas bara "
                    "emot med kansliets nyckel; ange den med --key-file");
    }
    ASSIGN_OR_RETURN(const store::ImportOutcome outcome,
                     participants_.Import(import));
    ToProto(outcome, response->mutable_result());
    return absl::OkStatus();
  });
}

grpc::Status ParticipantsService::GetStatistics(
    grpc::ServerContext* context, const v1::GetStatisticsRequest* request,
    v1::GetStatisticsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    const Audience audience = FromProto(request->audience());
    RETURN_IF_ERROR(Check(*context, audience, year.organisation));
    ASSIGN_OR_RETURN(*response, participants_.Read(year, audience));
    return CheckSize(*response, kShowLess);
  });
}

grpc::Status ParticipantsService::ListFigureIds(
    grpc::ServerContext*, const v1::ListFigureIdsRequest* request,
    v1::ListFigureIdsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const YearIds ids, participants_.Ids(year));
    for (const std::string& id : ids.figures) response->add_figure_ids(id);
    for (const std::string& id : ids.tables) response->add_table_ids(id);
    return CheckSize(*response, kShowLess);
  });
}

grpc::Status ParticipantsService::ExportCounts(
    grpc::ServerContext* context, const v1::ExportCountsRequest* request,
    v1::ExportCountsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    RETURN_IF_ERROR(Check(*context, rpc::Role::kOffice, year.organisation));
    ASSIGN_OR_RETURN(const std::vector<store::InputFile> files,
                     participants_.Export(year));
    for (const store::InputFile& file : files) {
      common::v1::File* out = response->add_files();
      out->set_name(file.name);
      out->set_content(file.content);
    }
    return absl::OkStatus();
  });
}

grpc::Status ParticipantsService::PlanRelease(
    grpc::ServerContext* context, const v1::PlanReleaseRequest* request,
    v1::PlanReleaseResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const Audience audience, ReleaseTo(request->audience()));
    RETURN_IF_ERROR(Check(*context, rpc::Role::kOffice, year.organisation));
    ASSIGN_OR_RETURN(const PlannedRelease planned,
                     participants_.Plan(year, audience, IsGoneFrom(context)));
    ToProto(planned, response);
    return CheckSize(*response, kShowLess);
  });
}

grpc::Status ParticipantsService::ReleaseCounts(
    grpc::ServerContext* context, const v1::ReleaseCountsRequest* request,
    v1::ReleaseCountsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const Audience audience, ReleaseTo(request->audience()));
    RETURN_IF_ERROR(Check(*context, rpc::Role::kOffice, year.organisation));
    ASSIGN_OR_RETURN(*response, participants_.MakeRelease(year, audience,
                                                          request->request_id(),
                                                          IsGoneFrom(context)));
    return absl::OkStatus();
  });
}

grpc::Status ParticipantsService::ListReleases(
    grpc::ServerContext*, const v1::ListReleasesRequest* request,
    v1::ListReleasesResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    ASSIGN_OR_RETURN(const int size, rpc::PageSize(request->page_size()));
    const std::string list = absl::StrCat("releases/", organisation);
    ASSIGN_OR_RETURN(const std::string after,
                     rpc::OpenToken(list, request->page_token()));
    int64_t last = 0;  // What was sealed is a number, or nothing.
    if (!absl::SimpleAtoi(after, &last)) last = 0;
    ASSIGN_OR_RETURN(const std::vector<Release> releases,
                     participants_.Releases(organisation));
    for (const Release& release : releases) {
      if (release.number <= last) continue;
      if (response->releases_size() == size) {
        response->set_next_page_token(rpc::SealToken(
            list, absl::StrCat(response->releases(size - 1).number())));
        break;
      }
      ToProto(organisation, release, response->add_releases());
    }
    return absl::OkStatus();
  });
}

grpc::Status ParticipantsService::CompareYears(
    grpc::ServerContext* context, const v1::CompareYearsRequest* request,
    v1::CompareYearsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    const Audience audience = FromProto(request->audience());
    RETURN_IF_ERROR(Check(*context, audience, organisation));
    const std::vector<int> years(request->years().begin(),
                                 request->years().end());
    ASSIGN_OR_RETURN(const Table table,
                     participants_.CompareYears(organisation, years, audience));
    finsam::ToProto(table, response->mutable_table());
    return CheckSize(*response, "jämför färre år i taget");
  });
}

grpc::Status ParticipantsService::GetHalfYearFollowUp(
    grpc::ServerContext* context, const v1::GetHalfYearFollowUpRequest* request,
    v1::GetHalfYearFollowUpResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    RETURN_IF_ERROR(Check(*context, rpc::Role::kOffice, year.organisation));
    ASSIGN_OR_RETURN(*response, participants_.FollowUp(*request));
    return absl::OkStatus();
  });
}

grpc::Status ParticipantsService::GetNationalStatistics(
    grpc::ServerContext* context,
    const v1::GetNationalStatisticsRequest* request,
    v1::GetNationalStatisticsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    if (FromProto(request->audience()) == Audience::kInternal) {
      RETURN_IF_ERROR(Check(*context, rpc::Role::kState, kNation));
    }
    ASSIGN_OR_RETURN(*response, participants_.National(*request));
    return absl::OkStatus();
  });
}

grpc::Status ParticipantsService::ReleaseNationalStatistics(
    grpc::ServerContext* context,
    const v1::ReleaseNationalStatisticsRequest* request,
    v1::ReleaseNationalStatisticsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    RETURN_IF_ERROR(Check(*context, rpc::Role::kState, kNation));
    ASSIGN_OR_RETURN(*response, participants_.ReleaseNational(
                                    *request, IsGoneFrom(context)));
    return absl::OkStatus();
  });
}

}  // namespace finsam::participants
