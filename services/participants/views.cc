// Other ways to look at an association's statistics: years side by side, and
// what Uppföljning Finsam takes.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"
#include "services/participants/domain/half_year.h"
#include "services/participants/domain/year_comparison.h"
#include "services/participants/half_year_file.h"
#include "services/participants/participants.h"

namespace finsam::participants {
namespace {

std::optional<Ore> Amount(bool given, int64_t ore) {
  if (!given) return std::nullopt;
  return Ore{ore};
}

Means FromProto(const v1::Means& means) {
  Means out;
  out.allotted = Amount(means.has_allotted_ore(), means.allotted_ore());
  out.own_capital =
      Amount(means.has_own_capital_ore(), means.own_capital_ore());
  out.administration_budget = Amount(means.has_administration_budget_ore(),
                                     means.administration_budget_ore());
  out.administration_outcome = Amount(means.has_administration_outcome_ore(),
                                      means.administration_outcome_ore());
  for (const v1::InitiativeMeans& one : means.initiatives()) {
    out.initiatives.push_back(
        {one.initiative(), Amount(one.has_budget_ore(), one.budget_ore()),
         Amount(one.has_outcome_ore(), one.outcome_ore())});
  }
  return out;
}

// What is compared of `year`.
Statistics ComparedOf(const v1::GetStatisticsResponse& response, int year) {
  Statistics out;
  for (const common::v1::Table& table : response.tables()) {
    if (!IsComparedTable(table.id())) continue;
    out.tables.push_back(finsam::FromProto(table));
  }
  for (const common::v1::Figure& figure : response.figures()) {
    if (!IsComparedFigure(figure.id(), year)) continue;
    out.figures.push_back(finsam::FromProto(figure));
  }
  return out;
}

// What is compared of the year as it is: a large year is mostly breakdowns, of
// which nothing is.
absl::StatusOr<Statistics> ComparedAsItIs(const store::Snapshot& snapshot,
                                          const FiscalYearName& year,
                                          int64_t revision) {
  ASSIGN_OR_RETURN(KeptYear kept, ReadYear(snapshot, year));
  std::erase_if(kept.facts.counts,
                [](const CountRow& row) { return !IsCompared(row); });
  kept.facts.rules.measures.clear();
  kept.facts.rules.effects = {};
  return StatisticsOf(snapshot, year, kept, revision);
}

}  // namespace

absl::StatusOr<Table> Participants::CompareYears(
    const std::string& organisation, const std::vector<int>& years,
    Audience audience) const {
  RETURN_IF_ERROR(CheckComparedYears(years));
  std::vector<ComparedYear> compared;
  int64_t revision = 0;
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, organisation));
  for (const int year : years) {
    const FiscalYearName name{organisation, year};
    ComparedYear& one = compared.emplace_back();
    one.year = year;
    if (audience == Audience::kInternal) {
      ASSIGN_OR_RETURN(one.statistics,
                       ComparedAsItIs(*snapshot, name, head.revision));
      revision = head.revision;
    } else {
      ASSIGN_OR_RETURN(const v1::GetStatisticsResponse read,
                       Read(name, audience));
      one.statistics = ComparedOf(read, year);
      revision = std::max(revision, read.revision().revision());
    }
  }
  return participants::CompareYears(compared, revision);
}

absl::StatusOr<v1::GetHalfYearFollowUpResponse> Participants::FollowUp(
    const v1::GetHalfYearFollowUpRequest& request) const {
  ASSIGN_OR_RETURN(const FiscalYearName year,
                   ParseFiscalYearName(request.fiscal_year()));
  const HalfYear half{year.year, request.half()};
  const Means means = FromProto(request.means());
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(const bool known, HasYear(*snapshot, year));
  if (!known) return CountsUnknown(year);
  ASSIGN_OR_RETURN(const KeptYear kept, ReadYear(*snapshot, year));
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(const participants::FollowUp follow_up,
                   MakeFollowUp(half, kept.facts, means));
  v1::GetHalfYearFollowUpResponse response;
  finsam::ToProto(FollowUpTable(half, follow_up, means, head.revision),
                  response.mutable_table());
  response.mutable_file()->set_name(HalfYearFileName(half));
  response.mutable_file()->set_content(
      WriteHalfYearFile(half, follow_up, means));
  for (const Problem& warning : follow_up.warnings) {
    rpc::ToProto(warning, response.add_warnings());
  }
  return response;
}

}  // namespace finsam::participants
