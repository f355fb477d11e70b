#include "services/governance/audit_file.h"

#include <optional>
#include <string>
#include <utility>

#include "common/files/yaml.h"
#include "services/governance/domain/limits.h"

namespace finsam::governance {
namespace {

// In the order of AuditorKind, Opinion from kYes on, and Statement.
const std::vector<std::string>& KindWords() {
  static const auto& words =
      *new std::vector<std::string>{"elected", "authorised"};
  return words;
}
const std::vector<std::string>& OpinionWords() {
  static const auto& words =
      *new std::vector<std::string>{"yes", "partly", "no"};
  return words;
}
constexpr const char* kStatementKeys[kStatements] = {
    "accounts-fair", "internal-control-sufficient", "operations-suitable",
    "goals-compatible"};

absl::CivilDay RequireDate(const char* key, YamlMap& map) {
  if (map.RequireText(key).empty()) return {};
  return map.Date(key).value_or(absl::CivilDay());
}

// The place of a required word; 0 when there is a problem with it.
size_t RequireChoice(const char* key, const std::vector<std::string>& choices,
                     YamlMap& map) {
  if (map.RequireText(key).empty()) return 0;
  return map.Choice(key, choices).value_or(0);
}

Auditor ReadAuditor(YamlMap& map) {
  Auditor auditor;
  auditor.line = map.line();
  auditor.name = map.RequireText("name");
  auditor.appointed_by = map.Texts("appointed-by");
  auditor.kind =
      static_cast<AuditorKind>(RequireChoice("kind", KindWords(), map));
  auditor.firm = map.Text("firm").value_or("");
  return auditor;
}

AuditPlanItem ReadPlanItem(YamlMap& map) {
  return {map.RequireText("what"), map.Text("when").value_or(""), map.line()};
}

AuditReport ReadReport(YamlMap& map) {
  AuditReport report;
  report.line = map.line();
  report.id = map.RequireText("id");
  report.day = RequireDate("date", map);
  report.auditors = map.Texts("auditors");
  if (std::optional<YamlMap> statements = map.Map("statements");
      statements.has_value()) {
    for (int i = 0; i < kStatements; ++i) {
      const auto place = statements->Choice(kStatementKeys[i], OpinionWords());
      if (place.has_value()) {
        report.opinions[i] = static_cast<Opinion>(*place + 1);
      }
    }
    statements->Finish();
  }
  report.discharge_recommended =
      RequireChoice("discharge", {"recommended", "advised-against"}, map) == 0;
  report.remark = map.Text("remark").value_or("");
  return report;
}

Discharge ReadDischarge(YamlMap& map) {
  Discharge discharge;
  discharge.line = map.line();
  discharge.member = map.RequireText("member");
  discharge.day = RequireDate("date", map);
  discharge.granted =
      RequireChoice("decision", {"granted", "refused"}, map) == 0;
  discharge.body = map.Text("body").value_or("");
  discharge.paragraph = map.Text("paragraph").value_or("");
  discharge.reason = map.Text("reason").value_or("");
  return discharge;
}

// The items of a list; one that was told of is left out. One too many is kept,
// so that the rule on the list's size sees it.
template <typename T>
std::vector<T> ReadItems(const char* key, size_t size_max,
                         T (*read)(YamlMap& map),
                         const std::vector<Problem>& problems, YamlMap& root) {
  std::vector<T> items;
  for (YamlMap& map : root.Maps(key)) {
    const size_t before = problems.size();
    T item = read(map);
    map.Finish();
    if (problems.size() == before && items.size() <= size_max) {
      items.push_back(std::move(item));
    }
  }
  return items;
}

}  // namespace

Audit ReadAuditFile(absl::string_view content, std::vector<Problem>* problems) {
  YamlFile file(kAuditFile, content, problems);
  YamlMap root = file.Root();
  Audit audit;
  audit.auditors =
      ReadItems("auditors", kAuditorsMax, ReadAuditor, *problems, root);
  audit.plan = ReadItems("plan", kAuditPlanMax, ReadPlanItem, *problems, root);
  audit.reports =
      ReadItems("reports", kAuditReportsMax, ReadReport, *problems, root);
  audit.discharges =
      ReadItems("discharges", kMembersMax, ReadDischarge, *problems, root);
  root.Finish();
  Sort(&audit);
  return audit;
}

}  // namespace finsam::governance
