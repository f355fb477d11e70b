#include "services/governance/domain/follow_up_figures.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/figure_maker.h"

namespace finsam::governance {
namespace {

Value DayValue(const std::optional<absl::CivilDay>& day) {
  if (day.has_value()) return *day;
  return std::monostate{};
}

void AddPolicies(const std::vector<Policy>& policies, int year,
                 const FigureMaker& maker, std::vector<Figure>* figures) {
  std::vector<std::string> overdue;
  for (const Policy& policy : policies) {
    const std::string record = absl::StrCat("policies/", policy.id);
    figures->push_back(maker.Make(absl::StrCat(record, "/review-due"),
                                  DayValue(policy.due), "decided", {record}));
    if (IsOverdue(policy, absl::CivilDay(year, 12, 31))) {
      overdue.push_back(record);
    }
  }
  figures->push_back(maker.Number("policies/overdue", overdue.size(), overdue));
}

void AddControls(const std::vector<Control>& controls, const FigureMaker& maker,
                 std::vector<Figure>* figures) {
  std::vector<std::string> all;
  std::vector<std::string> done;
  for (const Control& control : controls) {
    const std::string record = absl::StrCat("internal-control/", control.id);
    std::optional<absl::CivilDay> day;
    if (control.follow_up.has_value()) day = control.follow_up->day;
    figures->push_back(maker.Make(absl::StrCat(record, "/followed-up"),
                                  DayValue(day), "reported", {record}));
    all.push_back(record);
    if (day.has_value()) done.push_back(record);
  }
  figures->push_back(maker.Number("internal-control/count", all.size(), all));
  figures->push_back(
      maker.Number("internal-control/followed-up", done.size(), done));
}

void AddDeviations(const Deviations& deviations, const FiscalYearName& year,
                   const FigureMaker& maker, int64_t revision,
                   std::vector<Figure>* figures) {
  std::vector<std::string> all;
  std::vector<std::string> open;
  for (const Deviation& deviation : deviations.list) {
    const std::string record = absl::StrCat("deviations/", deviation.id);
    all.push_back(record);
    if (deviation.status() < DeviationStatus::kAnswered) open.push_back(record);
  }
  figures->push_back(maker.Number("deviations/count", all.size(), all));
  figures->push_back(maker.Number("deviations/open", open.size(), open));
  if (!deviations.year_before.has_value()) return;
  const FiscalYearName before{year.organisation, year.year - 1};
  figures->push_back(FigureMaker(before, revision)
                         .Make("deviations/count",
                               Count{*deviations.year_before}, "reported",
                               {"deviations"}));
}

void AddAudit(const Audit& audit, const std::vector<Member>& members,
              const FigureMaker& maker, std::vector<Figure>* figures) {
  if (audit.reports.empty()) return;
  const AuditReport& last = audit.reports.back();  // By day.
  figures->push_back(maker.Make("audit/reported", last.day, "reported",
                                {absl::StrCat("auditReports/", last.id)}));
  std::vector<std::string> granted;
  std::vector<std::string> refused;
  std::vector<std::string> missing;
  for (const Member& member : members) {
    const std::string record = absl::StrCat("discharges/", member.id);
    const auto found =
        std::find_if(audit.discharges.begin(), audit.discharges.end(),
                     [&](const Discharge& d) { return d.member == member.id; });
    std::optional<absl::CivilDay> day;
    if (found == audit.discharges.end()) {
      missing.push_back(record);
    } else {
      (found->granted ? granted : refused).push_back(record);
      day = found->day;
    }
    figures->push_back(
        maker.Make(absl::StrCat("discharge/", member.id, "/decided"),
                   DayValue(day), "decided", {record}));
  }
  figures->push_back(
      maker.Number("discharge/granted", granted.size(), granted));
  figures->push_back(
      maker.Number("discharge/refused", refused.size(), refused));
  figures->push_back(
      maker.Number("discharge/missing", missing.size(), missing));
}

}  // namespace

std::vector<Figure> FollowUpFigures(const YearFacts& facts, int64_t revision) {
  const FigureMaker maker(facts.year, revision);
  const FollowUp all = FollowUpOf(facts);
  std::vector<Figure> figures;
  if (all.policies.has_value()) {
    AddPolicies(*all.policies, facts.year.year, maker, &figures);
  }
  if (all.controls.has_value()) AddControls(*all.controls, maker, &figures);
  if (all.deviations.has_value()) {
    AddDeviations(*all.deviations, facts.year, maker, revision, &figures);
  }
  if (all.audit.has_value()) {
    AddAudit(*all.audit, facts.association.members, maker, &figures);
  }
  return figures;
}

}  // namespace finsam::governance
