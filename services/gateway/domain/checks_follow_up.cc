// Rules over what governance follows up: policies, internal control, discharge.
//
// They ask by the year's last day and what was recorded, never by today: the
// same facts give the same findings.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "services/gateway/domain/rule.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;

// A figure of one row of a register: "policies/arkiv/review-due/2024".
struct RowFigure {
  const Figure& figure;
  std::string row;  // "arkiv"
  std::optional<absl::CivilDay> day;
};

// Visits the register's figures called `name`, of the report's year. None but
// an annual report is about all of a year.
template <typename Visit>
void ForEachRow(const RuleRun& run, const std::string& table,
                const std::string& name, const Visit& visit) {
  if (run.input().report->kind != ReportKind::kAnnual) return;
  const std::string prefix = absl::StrCat(table, "/");
  for (auto it = run.figures().lower_bound(prefix);
       it != run.figures().end() && absl::StartsWith(it->first, prefix); ++it) {
    const std::vector<std::string> parts = absl::StrSplit(it->first, '/');
    if (parts.size() != 4 || parts[2] != name ||
        parts[3] != absl::StrCat(run.year())) {
      continue;
    }
    RowFigure row{it->second, parts[1], std::nullopt};
    if (const auto* day = std::get_if<absl::CivilDay>(&it->second.value)) {
      row.day = *day;
    }
    visit(row);
  }
}

// What the register calls the row; its id when it is not there.
std::string LabelOf(const RuleRun& run, const std::string& table,
                    const std::string& id) {
  const Table* found = FindTable(run.input().facts->tables, table);
  if (found == nullptr) return id;
  for (const TableRow& row : found->rows) {
    if (row.id == id) return row.label;
  }
  return id;
}

void PoliciesAreReviewed(RuleRun& run) {
  const absl::CivilDay last(run.year(), 12, 31);
  ForEachRow(run, "policies", "review-due", [&](const RowFigure& row) {
    run.Compared();
    if (!row.day.has_value() || *row.day > last) return;
    run.Add(row.row, kNorm,
            absl::StrCat(LabelOf(run, "policies", row.row),
                         " skulle ha granskats under året."),
            {row.figure.id}, "", absl::FormatCivilTime(*row.day));
  });
}

void ControlsAreFollowedUp(RuleRun& run) {
  ForEachRow(run, "internal-control", "followed-up", [&](const RowFigure& row) {
    run.Compared();
    if (row.day.has_value()) return;
    run.Add(row.row, kNorm,
            absl::StrCat("Internkontrollplanens kontroll av ",
                         LabelOf(run, "internal-control", row.row),
                         " är inte uppföljd för året."),
            {row.figure.id});
  });
}

// Members are heard on discharge one by one, and some later than others.
void MembersDecideOnDischarge(RuleRun& run) {
  ForEachRow(run, "discharge", "decided", [&](const RowFigure& row) {
    run.Compared();
    if (row.day.has_value()) return;
    run.Add(row.row, kExplain,
            absl::StrCat(LabelOf(run, "discharge", row.row),
                         " har inte beslutat om ansvarsfrihet, fast "
                         "revisionsberättelsen finns."),
            {row.figure.id});
  });
}

}  // namespace

const std::vector<Rule>& FollowUpRules() {
  static const std::vector<Rule> rules = {
      {"PO-1", "Policyer är granskade i tid", "Förbundets egna beslut",
       PoliciesAreReviewed},
      {"IK-1", "Internkontrollplanen är uppföljd", "KL 12:1",
       ControlsAreFollowedUp},
      {"RV-1", "Alla medlemmar har beslutat om ansvarsfrihet",
       "Finsamlagen 26 §", MembersDecideOnDischarge},
  };
  return rules;
}

}  // namespace finsam::gateway
