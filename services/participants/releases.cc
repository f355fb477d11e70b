// Releases: what is shown to whom, and the proof that it tells nothing small.

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/base/check.h"
#include "common/base/digest.h"
#include "common/base/log.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "services/participants/convert.h"
#include "services/participants/domain/attack.h"
#include "services/participants/domain/linking.h"
#include "services/participants/domain/protection.h"
#include "services/participants/participants.h"

namespace finsam::participants {
namespace {

constexpr char kReleaseKind[] = "release-counts";

// Of more protected counts than this a plan tells what one relation at a time
// tells of them. That none is told too closely is proved all the same.
constexpr size_t kSolvedIntervalsMax = 1'000;

// How often a release that waits for its turn looks whether anybody waits.
constexpr std::chrono::milliseconds kTurnPoll(200);

bool AnyReleaseOf(int year, const std::vector<Release>& releases) {
  return std::any_of(
      releases.begin(), releases.end(),
      [year](const Release& release) { return release.year == year; });
}

// What a release is made from. It owns the facts.
struct ReleaseFacts {
  std::vector<Release> releases;  // All that were made, oldest first.
  // The years whose numbers the release shows or that can be reckoned with: at
  // last the released one.
  std::vector<int> years;
  std::vector<KeptYear> kept;
  std::set<std::string> keep_hidden;
};

// The nation's released sums reckon with what an association had not shown: if
// it showed that afterwards, they could tell another association's number.
// `releases` are the association's, `national` the nation's.
std::set<std::string> HiddenFromTheNation(
    int year, const std::vector<Release>& releases,
    const std::vector<Release>& national) {
  std::set<std::string> ids;
  if (!AnyReleaseOf(year, national)) return ids;
  for (const Release& release : releases) {
    if (release.year != year || release.audience != Audience::kPublic) continue;
    ids.clear();  // The latest one counts.
    for (const ReleasedCell& cell : release.cells) {
      const bool is_total = absl::StartsWith(cell.id, "participants/total/");
      if (is_total && !cell.shown) ids.insert(cell.id);
    }
  }
  return ids;
}

// Of the years before, the indicators show the surveys. The years beside it are
// there with their counts too when they were released: the one flows into the
// other. Refusal: COUNTS_UNKNOWN.
absl::StatusOr<ReleaseFacts> ReadFacts(const store::Snapshot& snapshot,
                                       const FiscalYearName& year) {
  ReleaseFacts facts;
  ASSIGN_OR_RETURN(facts.releases, ReadReleases(snapshot, year.organisation));
  ASSIGN_OR_RETURN(const std::vector<Release> national,
                   ReadReleases(snapshot, kNation));
  facts.keep_hidden = HiddenFromTheNation(year.year, facts.releases, national);
  std::vector<int> years = {year.year + 1};
  for (int back = kEarlierYears; back >= 0; --back) {
    years.push_back(year.year - back);
  }
  for (const int one : years) {
    const FiscalYearName name{year.organisation, one};
    ASSIGN_OR_RETURN(const bool known, HasYear(snapshot, name));
    if (!known && one == year.year) return CountsUnknown(year);
    const bool released = AnyReleaseOf(one, facts.releases);
    if (!known || (one > year.year && !released)) continue;
    ASSIGN_OR_RETURN(KeptYear kept, ReadYear(snapshot, name));
    if (one != year.year && !(released && one >= year.year - 1)) {
      kept.facts.counts.clear();
      kept.facts.averages.clear();
    }
    facts.years.push_back(name.year);
    facts.kept.push_back(std::move(kept));
  }
  return facts;
}

PlanInput InputOf(const ReleaseFacts& facts, Audience audience) {
  PlanInput input;
  input.audience = audience;
  input.earlier = facts.releases;
  input.keep_hidden = facts.keep_hidden;
  for (size_t i = 0; i < facts.years.size(); ++i) {
    input.years.push_back({facts.years[i], &facts.kept[i].facts});
  }
  return input;
}

template <typename Answer>
absl::StatusOr<Answer> Proved(absl::StatusOr<Answer> answer) {
  if (answer.ok()) return answer;
  return ProofStatus(answer.status());
}

// RELEASE_TOO_LARGE above kReleasedCountsMax.
absl::Status CheckSize(const PlanInput& input) {
  const LinkedCells linked = LinkFacts(input.years, kMinimumDefault).linked;
  const auto counts = static_cast<size_t>(std::count_if(
      linked.cells.begin(), linked.cells.end(),
      [](const LinkedCell& cell) { return cell.state == CellState::kOpen; }));
  if (counts <= kReleasedCountsMax) return absl::OkStatus();
  return Refuse(
      absl::StatusCode::kFailedPrecondition, "RELEASE_TOO_LARGE",
      absl::StrCat("året har ", counts, " antal med jämförelseåren; högst ",
                   kReleasedCountsMax,
                   " kan släppas. Ta bort uppdelningar som inte ska visas."));
}

// What is shown, without when it was made: equal for two releases that show the
// same.
std::string ShownBytes(v1::GetStatisticsResponse response) {
  response.clear_revision();
  response.clear_release();
  for (common::v1::Figure& figure : *response.mutable_figures()) {
    figure.mutable_provenance()->clear_revision();
  }
  for (common::v1::Table& table : *response.mutable_tables()) {
    for (common::v1::Row& row : *table.mutable_rows()) {
      for (common::v1::Cell& cell : *row.mutable_cells()) {
        if (!cell.has_figure()) continue;
        cell.mutable_figure()->mutable_provenance()->clear_revision();
      }
    }
  }
  return response.SerializeAsString();
}

// What the latest release of `year` to just this audience shows; nothing before
// the first.
absl::StatusOr<std::optional<v1::GetStatisticsResponse>> LatestTo(
    const store::Snapshot& snapshot, const FiscalYearName& year,
    Audience audience, const std::vector<Release>& releases) {
  const bool any = std::any_of(
      releases.begin(), releases.end(), [&](const Release& release) {
        return release.year == year.year && release.audience == audience;
      });
  if (!any) return std::nullopt;
  ASSIGN_OR_RETURN(const auto bytes, ReadReleasedTo(snapshot, year.organisation,
                                                    year.year, audience));
  v1::GetStatisticsResponse latest;
  if (!bytes.has_value() || !latest.ParseFromString(*bytes)) {
    return absl::DataLossError("released figures cannot be read");
  }
  return std::optional(std::move(latest));
}

const Release& ReleaseNumbered(int64_t number,
                               const std::vector<Release>& releases) {
  for (const Release& release : releases) {
    if (release.number == number) return release;
  }
  FINSAM_CHECK(false);
}

// What the office is told of a release that is made: that it protects less
// than the latest one did, and that earlier ones tell what it protects.
std::vector<Problem> WarningsOf(const ReleasePlan& plan,
                                const std::vector<Release>& earlier) {
  std::vector<Problem> warnings;
  const auto warn = [&](const char* reason, std::string message) {
    Problem warning;
    warning.severity = Severity::kWarning;
    warning.reason = reason;
    warning.message = std::move(message);
    warnings.push_back(std::move(warning));
  };
  const auto latest = std::find_if(
      earlier.rbegin(), earlier.rend(),
      [&](const Release& of) { return of.audience == plan.release.audience; });
  if (latest != earlier.rend() && latest->minimum > plan.release.minimum) {
    warn("MINIMUM_LOWERED",
         absl::StrCat("Minsta antal är ", plan.release.minimum, "; släpp ",
                      latest->number, " skyddade allt under ", latest->minimum,
                      "."));
  }
  if (!plan.leaks.empty()) {
    warn("DISCLOSURE_LEAK",
         absl::StrCat("Tidigare släpp berättar redan ", plan.leaks.size(),
                      " av de antal som nu skyddas; finsam counts protect "
                      "nämner dem. Detta släpp gör det inte värre."));
  }
  return warnings;
}

// DISCLOSURE_LEAK when this release would tell what was not told before.
absl::Status CheckLeaks(const std::vector<Leak>& leaks) {
  std::vector<Problem> problems;
  bool told_now = false;
  for (const Leak& leak : leaks) {
    problems.push_back(ProblemOf(leak));
    told_now |= !leak.told_before;
  }
  if (!told_now) return absl::OkStatus();
  return Refuse(absl::StatusCode::kFailedPrecondition, "DISCLOSURE_LEAK",
                "små antal kan räknas ut ur det som släpps och det som redan "
                "är släppt",
                std::move(problems));
}

}  // namespace

absl::Status ProofStatus(const absl::Status& status) {
  if (status.code() == absl::StatusCode::kResourceExhausted) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "RELEASE_TOO_LARGE",
                  "det tog för mycket arbete att bevisa att inga små antal kan "
                  "räknas ut. Ta bort uppdelningar som inte ska visas.");
  }
  if (status.code() != absl::StatusCode::kInternal) return status;
  LogError("solver", {{"trouble", status.ToString()}});
  return Refuse(absl::StatusCode::kInternal, "PROTECTION_UNPROVED",
                "skyddet kunde inte bevisas, så inget får släppas; "
                "felet står i tjänstens logg");
}

absl::StatusOr<PlannedRelease> Participants::Plan(const FiscalYearName& year,
                                                  Audience audience,
                                                  const IsGone& is_gone) const {
  const LimitedSolver solver(solver_, is_gone);
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(const ReleaseFacts facts, ReadFacts(*snapshot, year));
  const PlanInput input = InputOf(facts, audience);
  RETURN_IF_ERROR(CheckSize(input));
  PlannedRelease planned;
  ASSIGN_OR_RETURN(planned.plan, Proved(PlanRelease(input, solver)));
  planned.linked = Link({input.years, planned.plan.release.minimum,
                         SeenBy(audience, input.earlier)});
  std::vector<bool> hidden;
  for (const LinkedCell& cell : planned.linked.cells) {
    hidden.push_back(planned.plan.shown.count(cell.id) == 0);
  }
  const size_t protected_counts =
      planned.plan.primary.size() + planned.plan.secondary.size();
  ASSIGN_OR_RETURN(
      planned.intervals,
      protected_counts > kSolvedIntervalsMax
          ? Estimate(planned.linked, hidden)
          : Proved(Attack(planned.linked, hidden, /*all=*/true, solver)));
  return planned;
}

absl::StatusOr<v1::ReleaseCountsResponse> Participants::MakeRelease(
    const FiscalYearName& year, Audience audience,
    const std::string& request_id, const IsGone& is_gone) {
  RETURN_IF_ERROR(CheckRequestId(request_id));
  ASSIGN_OR_RETURN(const auto lock, WaitToRelease(is_gone));
  const LimitedSolver solver(solver_, is_gone);
  return store::RetryStale(
      [&] { return ReleaseOnce(year, audience, request_id, solver); });
}

absl::StatusOr<std::unique_lock<std::timed_mutex>> Participants::WaitToRelease(
    const IsGone& is_gone) {
  std::unique_lock<std::timed_mutex> lock(releasing_, std::defer_lock);
  while (!lock.try_lock_for(kTurnPoll)) {
    if (is_gone && is_gone()) {
      return absl::CancelledError("nobody waits for the release");
    }
  }
  return lock;
}

absl::StatusOr<v1::ReleaseCountsResponse> Participants::ReleaseOnce(
    const FiscalYearName& year, Audience audience,
    const std::string& request_id, const LinearSolver& solver) {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const std::string& organisation = year.organisation;
  store::Entry entry{
      .organisation = organisation,
      .kind = kReleaseKind,
      .facts = "",
      .request_id = request_id,
      .request_digest = Sha256Parts({kReleaseKind, year.Text(),
                                     absl::StrCat(static_cast<int>(audience))}),
      .answer = "",
      .time = clock_.Now()};
  v1::ReleaseCountsResponse response;
  ASSIGN_OR_RETURN(const auto before,
                   store::FindAnswer(*snapshot, organisation, request_id,
                                     entry.request_digest));
  if (before.has_value()) {
    if (response.ParseFromString(*before)) return response;
    return absl::DataLossError("a kept answer cannot be read");
  }
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, organisation));
  ASSIGN_OR_RETURN(const ReleaseFacts facts, ReadFacts(*snapshot, year));
  const PlanInput input = InputOf(facts, audience);
  RETURN_IF_ERROR(CheckSize(input));
  ASSIGN_OR_RETURN(ReleasePlan plan, Proved(PlanRelease(input, solver)));
  RETURN_IF_ERROR(CheckLeaks(plan.leaks));
  for (const Problem& warning : WarningsOf(plan, facts.releases)) {
    rpc::ToProto(warning, response.add_warnings());
  }
  plan.release.time =
      absl::FormatTime(absl::RFC3339_sec, entry.time, absl::UTCTimeZone());
  ASSIGN_OR_RETURN(
      Statistics statistics,
      StatisticsOf(*snapshot, year, facts.kept.back(), head.revision));
  statistics = Protect(statistics, plan.shown, plan.release.minimum);
  AddLaidOut(facts.kept.back(), &statistics);
  v1::GetStatisticsResponse shown;
  ToProto(statistics, head, &shown);
  shown.set_release(plan.release.number);
  ASSIGN_OR_RETURN(const auto latest,
                   LatestTo(*snapshot, year, audience, facts.releases));
  store::Commit commit;
  response.set_changed(!latest.has_value() ||
                       ShownBytes(*latest) != ShownBytes(shown));
  if (response.changed()) {
    entry.facts = shown.SerializeAsString();
    ToProto(organisation, plan.release, response.mutable_release());
    ToProto(store::HeadAfter(head, entry), response.mutable_revision());
    entry.answer = response.SerializeAsString();
    store::AppendTo(commit, head, entry);
    PutRelease(organisation, plan.release, entry.facts, commit);
  } else {
    ToProto(organisation, ReleaseNumbered(latest->release(), facts.releases),
            response.mutable_release());
    ToProto(head, response.mutable_revision());
    entry.answer = response.SerializeAsString();
    store::AppendAnswer(commit, head, entry);
  }
  RETURN_IF_ERROR(store_.Apply(commit));
  return response;
}

absl::StatusOr<std::vector<Release>> Participants::Releases(
    const std::string& organisation) const {
  return ReadReleases(*store_.TakeSnapshot(), organisation);
}

}  // namespace finsam::participants
