// The nation's year: summed for the state, released to the public.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/participants/convert.h"
#include "services/participants/domain/nation.h"
#include "services/participants/domain/nation_plan.h"
#include "services/participants/participants.h"

namespace finsam::participants {
namespace {

constexpr char kReleaseKind[] = "release-nation";

using Costs = std::map<std::string, Ore>;  // By organisation.

absl::Status CheckYear(int year) {
  if (kNationYearMin <= year && year <= kNationYearMax) return absl::OkStatus();
  return Refuse(
      absl::StatusCode::kInvalidArgument, "YEAR_INVALID",
      absl::StrCat("året är ", kNationYearMin, " till ", kNationYearMax));
}

absl::StatusOr<Costs> CostsOf(const v1::GetNationalStatisticsRequest& request) {
  const auto refuse = [](absl::string_view sentence) {
    return Refuse(absl::StatusCode::kInvalidArgument, "MEANS_INVALID",
                  sentence);
  };
  if (static_cast<size_t>(request.means_size()) > kAssociationsMax) {
    return refuse(
        absl::StrCat("pengar anges för högst ", kAssociationsMax, " förbund"));
  }
  Costs costs;
  for (const v1::AssociationMeans& means : request.means()) {
    const auto organisation = ParseAssociationName(means.association());
    if (!organisation.ok())
      return refuse("ett förbunds namn går inte att läsa");
    const Ore cost{means.cost_ore()};
    if (cost < Ore{0} || kAmountMax < cost) {
      return refuse("ett förbunds kostnad är negativ eller orimligt stor");
    }
    if (!costs.emplace(*organisation, cost).second) {
      return refuse("kostnaden anges två gånger för samma förbund");
    }
  }
  return costs;
}

v1::GetNationalStatisticsResponse ResponseOf(
    int year, const std::vector<NationSum>& sums,
    const std::vector<AssociationYear>& associations, const ReasonNames& names,
    int64_t minimum) {
  v1::GetNationalStatisticsResponse response;
  finsam::ToProto(NationTable(year, sums, names, minimum),
                  response.mutable_totals());
  finsam::ToProto(AssociationsTable(year, associations),
                  response.mutable_associations());
  response.set_association_count(static_cast<int64_t>(associations.size()));
  return response;
}

// What the latest national release of the year shows; nothing before the first.
absl::StatusOr<std::optional<v1::GetNationalStatisticsResponse>> LatestRelease(
    const store::Snapshot& snapshot, int year) {
  ASSIGN_OR_RETURN(const auto bytes,
                   ReadReleasedTo(snapshot, kNation, year, Audience::kPublic));
  if (!bytes.has_value()) return std::nullopt;
  v1::GetNationalStatisticsResponse latest;
  if (!latest.ParseFromString(*bytes)) {
    return absl::DataLossError("released national figures cannot be read");
  }
  return std::optional(std::move(latest));
}

// Everybody's facts, as they are.
absl::StatusOr<v1::GetNationalStatisticsResponse> TrueNation(
    const store::Snapshot& snapshot, int year) {
  ASSIGN_OR_RETURN(const auto organisations, OrganisationsWith(snapshot, year));
  std::vector<AssociationYear> associations;
  ReasonNames names;
  for (const std::string& organisation : organisations) {
    ASSIGN_OR_RETURN(const std::vector<CountRow> counts,
                     ReadCounts(snapshot, {organisation, year}));
    associations.push_back(TotalsOf(organisation, year, counts, &names));
  }
  return ResponseOf(year, SumsOf(associations), associations, names,
                    kMinimumDefault);
}

// Plans the release of `year` from what all associations have released.
absl::StatusOr<NationPlan> PlanNation(const store::Snapshot& snapshot, int year,
                                      const LinearSolver& solver) {
  ASSIGN_OR_RETURN(std::vector<Release> earlier,
                   ReadReleases(snapshot, kNation));
  // Also of years that were released before: what is hidden there may hang
  // together with this year.
  std::set<int> years = {year};
  for (const Release& release : earlier) years.insert(release.year);
  std::set<std::string> organisations;
  for (const int one : years) {
    ASSIGN_OR_RETURN(const auto with, OrganisationsWith(snapshot, one));
    organisations.insert(with.begin(), with.end());
  }
  NationPlanner planner(year, std::move(earlier), solver);
  for (const std::string& organisation : organisations) {
    ASSIGN_OR_RETURN(const std::vector<Release> releases,
                     ReadReleases(snapshot, organisation));
    RETURN_IF_ERROR(planner.Add(organisation, releases));
  }
  return planner.Plan();
}

// How the reasons are written, which the releases have the id parts of.
absl::StatusOr<ReasonNames> NamesOf(
    const store::Snapshot& snapshot, int year,
    const std::vector<AssociationYear>& associations) {
  ReasonNames names;
  for (const AssociationYear& association : associations) {
    ASSIGN_OR_RETURN(const std::vector<CountRow> counts,
                     ReadCounts(snapshot, {association.organisation, year}));
    TotalsOf(association.organisation, year, counts, &names);
  }
  return names;
}

absl::Status CheckPlan(const NationPlan& plan) {
  if (plan.associations.empty()) {
    return Refuse(absl::StatusCode::kNotFound, "COUNTS_UNKNOWN",
                  absl::StrCat("inget förbund har släppt ", plan.release.year,
                               " till allmänheten"));
  }
  if (plan.leaks.empty()) return absl::OkStatus();
  std::vector<Problem> problems;
  for (const Leak& leak : plan.leaks) problems.push_back(ProblemOf(leak));
  return Refuse(absl::StatusCode::kFailedPrecondition, "DISCLOSURE_LEAK",
                "små antal kan räknas ut ur rikets summor och det som redan "
                "är släppt",
                problems);
}

void ToMessage(const NationPlan& plan, v1::Release* out) {
  ToProto(kNation, plan.release, out);
  int64_t shown = 0;
  int64_t hidden = 0;
  for (const NationSum& sum : plan.sums) {
    for (const auto& number : sum.numbers) {
      if (number.has_value()) ++(number->shown ? shown : hidden);
    }
  }
  out->set_shown(shown);
  out->set_protected_(hidden);
}

absl::StatusOr<v1::ReleaseNationalStatisticsResponse> ReleaseNationOnce(
    const v1::ReleaseNationalStatisticsRequest& request, store::Store& store,
    const LinearSolver& solver, absl::Time now) {
  const int year = request.year();
  const std::unique_ptr<store::Snapshot> snapshot = store.TakeSnapshot();
  const std::string digest = Sha256Parts({kReleaseKind, absl::StrCat(year)});
  v1::ReleaseNationalStatisticsResponse response;
  ASSIGN_OR_RETURN(
      const auto before,
      store::FindAnswer(*snapshot, kNation, request.request_id(), digest));
  if (before.has_value()) {
    if (response.ParseFromString(*before)) return response;
    return absl::DataLossError("a kept answer cannot be read");
  }
  ASSIGN_OR_RETURN(const store::Head head, store::ReadHead(*snapshot, kNation));
  absl::StatusOr<NationPlan> planned = PlanNation(*snapshot, year, solver);
  if (!planned.ok()) return ProofStatus(planned.status());
  NationPlan& plan = *planned;
  RETURN_IF_ERROR(CheckPlan(plan));
  plan.release.time =
      absl::FormatTime(absl::RFC3339_sec, now, absl::UTCTimeZone());
  ASSIGN_OR_RETURN(const ReasonNames names,
                   NamesOf(*snapshot, year, plan.associations));
  v1::GetNationalStatisticsResponse shown = ResponseOf(
      year, plan.sums, plan.associations, names, plan.release.minimum);
  ASSIGN_OR_RETURN(const auto latest, LatestRelease(*snapshot, year));
  shown.set_release(latest.has_value() ? latest->release() : 0);
  response.set_changed(!latest.has_value() || latest->SerializeAsString() !=
                                                  shown.SerializeAsString());
  shown.set_release(plan.release.number);
  store::Entry entry{.organisation = kNation,
                     .kind = kReleaseKind,
                     .facts = shown.SerializeAsString(),
                     .request_id = request.request_id(),
                     .request_digest = digest,
                     .answer = "",
                     .time = now};
  ToMessage(plan, response.mutable_release());
  store::Commit commit;
  if (response.changed()) {
    entry.answer = response.SerializeAsString();
    store::AppendTo(commit, head, entry);
    PutRelease(kNation, plan.release, shown.SerializeAsString(), commit);
  } else {
    ASSIGN_OR_RETURN(const std::vector<Release> earlier,
                     ReadReleases(*snapshot, kNation));
    for (const Release& release : earlier) {
      if (release.number != latest->release()) continue;
      response.mutable_release()->set_number(release.number);
      response.mutable_release()->set_time(release.time);
    }
    entry.answer = response.SerializeAsString();
    store::AppendAnswer(commit, head, entry);
  }
  RETURN_IF_ERROR(store.Apply(commit));
  return response;
}

}  // namespace

absl::StatusOr<v1::GetNationalStatisticsResponse> Participants::National(
    const v1::GetNationalStatisticsRequest& request) const {
  RETURN_IF_ERROR(CheckYear(request.year()));
  ASSIGN_OR_RETURN(const Costs costs, CostsOf(request));
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  v1::GetNationalStatisticsResponse response;
  if (FromProto(request.audience()) == Audience::kInternal) {
    ASSIGN_OR_RETURN(response, TrueNation(*snapshot, request.year()));
  } else {
    ASSIGN_OR_RETURN(auto released, LatestRelease(*snapshot, request.year()));
    if (!released.has_value()) {
      return Refuse(absl::StatusCode::kFailedPrecondition,
                    "COUNTS_NOT_RELEASED",
                    absl::StrCat("rikets antal för ", request.year(),
                                 " är inte släppta"));
    }
    response = *std::move(released);
  }
  Table table = finsam::FromProto(response.associations());
  AddCosts(request.year(), costs, &table);
  response.clear_associations();
  finsam::ToProto(table, response.mutable_associations());
  return response;
}

absl::StatusOr<v1::ReleaseNationalStatisticsResponse>
Participants::ReleaseNational(
    const v1::ReleaseNationalStatisticsRequest& request,
    const IsGone& is_gone) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  ASSIGN_OR_RETURN(const auto lock, WaitToRelease(is_gone));
  const LimitedSolver solver(solver_, is_gone);
  return store::RetryStale(
      [&] { return ReleaseNationOnce(request, store_, solver, clock_.Now()); });
}

}  // namespace finsam::participants
