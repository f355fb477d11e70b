#include "services/participants/convert.h"

#include <map>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"

namespace finsam::participants {

namespace pb = common::v1;

namespace {

// False for numbers of our own, such as the rest of an incomplete breakdown.
bool IsFigureCell(const ReleasedCell& cell) {
  return absl::StartsWith(cell.id, "participants/") ||
         absl::StartsWith(cell.id, "surveys/") ||
         absl::StartsWith(cell.id, "averages/");
}

// False for the year before, which a release reckons with. The period is the
// last part of an id.
bool IsOfYear(const ReleasedCell& cell, int year) {
  return absl::StrContains(cell.id.substr(cell.id.rfind('/')),
                           absl::StrCat(year));
}

}  // namespace

absl::StatusOr<store::ImportRequest> FromProto(
    const v1::ImportCountsRequest& request) {
  store::ImportRequest out;
  ASSIGN_OR_RETURN(out.year, ParseFiscalYearName(request.fiscal_year()));
  out.request_id = request.request_id();
  out.validate_only = request.validate_only();
  out.files.reserve(static_cast<size_t>(request.files_size()));
  for (const pb::File& file : request.files()) {
    out.files.push_back({file.name(), file.content()});
  }
  return out;
}

void ToProto(const store::Head& head, pb::Revision* out) {
  out->set_service("participants");
  out->set_revision(head.revision);
  out->set_root(head.root);
}

void ToProto(const store::ImportOutcome& outcome, pb::ImportResult* out) {
  ToProto(outcome.head, out->mutable_revision());
  out->set_changed(outcome.changed);
  for (const Problem& warning : outcome.warnings) {
    rpc::ToProto(warning, out->add_warnings());
  }
  for (const std::string& id : outcome.figure_ids) out->add_figure_ids(id);
  for (const std::string& id : outcome.table_ids) out->add_table_ids(id);
  out->set_summary(outcome.summary);
}

void ToProto(const Statistics& statistics, const store::Head& head,
             v1::GetStatisticsResponse* out) {
  for (const Table& table : statistics.tables) {
    finsam::ToProto(table, out->add_tables());
  }
  for (const Figure& figure : statistics.figures) {
    finsam::ToProto(figure, out->add_figures());
  }
  ToProto(head, out->mutable_revision());
}

Audience FromProto(pb::Audience audience) {
  switch (audience) {
    case pb::OFFICE:
      return Audience::kInternal;
    case pb::MEMBERS:
      return Audience::kMembers;
    default:
      return Audience::kPublic;
  }
}

Problem ProblemOf(const Leak& leak) {
  Problem problem;
  problem.severity = leak.told_before ? Severity::kWarning : Severity::kError;
  problem.reason = "DISCLOSURE_LEAK";
  problem.field = leak.id;
  problem.message = leak.sentence;
  return problem;
}

void ToProto(const std::string& scope, const Release& release,
             v1::Release* out) {
  out->set_number(release.number);
  out->set_fiscal_year(
      scope == kNation ? absl::StrCat(kNation, "/fiscalYears/", release.year)
                       : FiscalYearName{scope, release.year}.Text());
  out->set_audience(release.audience == Audience::kMembers ? pb::MEMBERS
                                                           : pb::PUBLIC);
  out->set_time(release.time);
  out->set_minimum(release.minimum);
  int64_t shown = 0;
  int64_t hidden = 0;
  for (const ReleasedCell& cell : release.cells) {
    if (!IsFigureCell(cell) || !IsOfYear(cell, release.year)) continue;
    ++(cell.shown ? shown : hidden);
  }
  out->set_shown(shown);
  out->set_protected_(hidden);
}

void ToProto(const PlannedRelease& planned, v1::PlanReleaseResponse* out) {
  const ReleasePlan& plan = planned.plan;
  const int64_t hidden =
      static_cast<int64_t>(plan.primary.size() + plan.secondary.size());
  out->set_shown(static_cast<int64_t>(plan.shown.size()));
  out->set_cells(out->shown() + hidden);
  out->set_small(static_cast<int64_t>(plan.primary.size()));
  out->set_loss(plan.loss);
  out->set_minimum(plan.release.minimum);
  std::map<std::string, v1::ProtectedFigure> figures;
  for (const ReleasedCell& cell : plan.release.cells) {
    if (IsFigureCell(cell)) figures[cell.id].set_value(cell.value);
  }
  for (const Interval& interval : planned.intervals) {
    const auto found = figures.find(planned.linked.cells[interval.cell].id);
    if (found == figures.end()) continue;
    found->second.set_low(interval.low);
    if (interval.high.has_value()) found->second.set_high(*interval.high);
  }
  const auto add = [&](const std::vector<std::string>& ids, bool small) {
    for (const std::string& id : ids) {
      v1::ProtectedFigure* figure = out->add_protected_();
      *figure = figures[id];
      figure->set_figure_id(id);
      figure->set_small(small);
    }
  };
  add(plan.primary, true);
  add(plan.secondary, false);
  // What is told of other years is theirs, and numbers of our own have no name
  // that the office knows.
  for (const Leak& leak : plan.leaks) {
    if (leak.told_before && figures.count(leak.id) == 0) continue;
    rpc::ToProto(ProblemOf(leak), out->add_leaks());
  }
}

}  // namespace finsam::participants
