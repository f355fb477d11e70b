#include "services/gateway/counts.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <tuple>
#include <type_traits>

#include "common/rpc/channel.h"
#include "common/rpc/keyring.h"
#include "finsam/participants/v1/participants.grpc.pb.h"

namespace finsam::gateway {
namespace {

namespace par = participants::v1;
using ParticipantsStub = par::ParticipantsService::Stub;

template <typename Request, typename Response>
using Method = grpc::Status (ParticipantsStub::*)(grpc::ClientContext*,
                                                  const Request&, Response*);

// Every call that is passed on; a request and its response name one of them.
constexpr auto kMethods = std::make_tuple(
    &ParticipantsStub::ImportCounts, &ParticipantsStub::GetStatistics,
    &ParticipantsStub::ExportCounts, &ParticipantsStub::PlanRelease,
    &ParticipantsStub::ReleaseCounts, &ParticipantsStub::ListReleases,
    &ParticipantsStub::CompareYears, &ParticipantsStub::GetHalfYearFollowUp,
    &ParticipantsStub::GetNationalStatistics,
    &ParticipantsStub::ReleaseNationalStatistics);

template <typename Request>
constexpr bool kReleases =
    std::is_same_v<Request, par::PlanReleaseRequest> ||
    std::is_same_v<Request, par::ReleaseCountsRequest> ||
    std::is_same_v<Request, par::ReleaseNationalStatisticsRequest>;

}  // namespace

struct Counts::Stub {
  std::unique_ptr<ParticipantsStub> participants;
};

Counts::Counts(const Neighbour& participants, const Clock& clock,
               absl::Duration timeout)
    : participants_(participants),
      clock_(clock),
      timeout_(timeout),
      stub_(std::make_unique<Stub>()) {
  stub_->participants =
      par::ParticipantsService::NewStub(participants_.channel);
}

Counts::~Counts() = default;

template <typename Request, typename Response>
absl::Status Counts::Pass(const Request& request, const std::string& key,
                          absl::Time deadline, Response* response) const {
  grpc::ClientContext context;
  rpc::SendKey(context, key);
  rpc::SetDeadline(
      context,
      std::min(deadline, clock_.Now() + (kReleases<Request> ? kReleaseTimeMax
                                                            : timeout_)));
  const auto method = std::get<Method<Request, Response>>(kMethods);
  return StatusFrom(
      (stub_->participants.get()->*method)(&context, request, response),
      participants_);
}

template absl::Status Counts::Pass(const par::ImportCountsRequest&,
                                   const std::string&, absl::Time,
                                   par::ImportCountsResponse*) const;
template absl::Status Counts::Pass(const par::GetStatisticsRequest&,
                                   const std::string&, absl::Time,
                                   par::GetStatisticsResponse*) const;
template absl::Status Counts::Pass(const par::ExportCountsRequest&,
                                   const std::string&, absl::Time,
                                   par::ExportCountsResponse*) const;
template absl::Status Counts::Pass(const par::PlanReleaseRequest&,
                                   const std::string&, absl::Time,
                                   par::PlanReleaseResponse*) const;
template absl::Status Counts::Pass(const par::ReleaseCountsRequest&,
                                   const std::string&, absl::Time,
                                   par::ReleaseCountsResponse*) const;
template absl::Status Counts::Pass(const par::ListReleasesRequest&,
                                   const std::string&, absl::Time,
                                   par::ListReleasesResponse*) const;
template absl::Status Counts::Pass(const par::CompareYearsRequest&,
                                   const std::string&, absl::Time,
                                   par::CompareYearsResponse*) const;
template absl::Status Counts::Pass(const par::GetHalfYearFollowUpRequest&,
                                   const std::string&, absl::Time,
                                   par::GetHalfYearFollowUpResponse*) const;
template absl::Status Counts::Pass(const par::GetNationalStatisticsRequest&,
                                   const std::string&, absl::Time,
                                   par::GetNationalStatisticsResponse*) const;
template absl::Status Counts::Pass(
    const par::ReleaseNationalStatisticsRequest&, const std::string&,
    absl::Time, par::ReleaseNationalStatisticsResponse*) const;

}  // namespace finsam::gateway
