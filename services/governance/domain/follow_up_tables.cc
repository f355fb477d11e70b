#include "services/governance/domain/follow_up_tables.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/governance/domain/follow_up_figures.h"
#include "services/governance/domain/table_cells.h"

namespace finsam::governance {
namespace {

// "Gnosjö kommun, Försäkringskassan"; an id that is no member's as it is.
std::string Names(const std::vector<std::string>& ids,
                  const std::vector<Member>& members) {
  std::vector<std::string> names;
  for (const std::string& id : ids) {
    const Member* member = FindMember(members, id);
    names.push_back(member == nullptr ? id : member->display_name);
  }
  return absl::StrJoin(names, ", ");
}

Table PoliciesTable(const FollowUp& all) {
  Table table{"policies",
              "Policyer och styrdokument",
              "",
              "Policy",
              {{"adopted", "Antagen"},
               {"decision", "Beslut"},
               {"review-due", "Granskas senast"},
               {"reviewed", "Granskad"},
               {"result", "Utfall"},
               {"owner", "Ansvarig"}},
              {}};
  if (!all.policies.has_value()) return table;
  for (const Policy& policy : *all.policies) {
    std::optional<absl::CivilDay> reviewed;
    std::string result;
    if (policy.review.has_value()) {
      reviewed = policy.review->day;
      result = ReviewResultWord(policy.review->result);
    }
    table.rows.push_back({policy.id,
                          policy.name,
                          RowKind::kDetail,
                          "",
                          {DayCell(policy.adopted), TextCell(policy.decision),
                           DayCell(policy.due), DayCell(reviewed),
                           TextCell(result), TextCell(policy.owner)}});
  }
  return table;
}

Table ControlsTable(const FollowUp& all) {
  Table table{"internal-control",
              "Internkontrollplan",
              "",
              "Område",
              {{"risk", "Risk"},
               {"control", "Kontroll"},
               {"owner", "Ansvarig"},
               {"schedule", "När"},
               {"followed-up", "Uppföljd"},
               {"result", "Resultat"},
               {"comment", "Kommentar"}},
              {}};
  if (!all.controls.has_value()) return table;
  for (const Control& control : *all.controls) {
    std::optional<absl::CivilDay> day;
    std::string result;
    std::string comment;
    if (control.follow_up.has_value()) {
      day = control.follow_up->day;
      result = ControlResultWord(control.follow_up->result);
      comment = control.follow_up->comment;
    }
    table.rows.push_back({control.id,
                          control.area,
                          RowKind::kDetail,
                          "",
                          {TextCell(control.risk), TextCell(control.control),
                           TextCell(control.owner), TextCell(control.schedule),
                           DayCell(day), TextCell(result), TextCell(comment)}});
  }
  return table;
}

Table DeviationsTable(const FollowUp& all, const YearFacts& facts,
                      int64_t revision) {
  Table table{"deviations",
              "Avvikelser i samverkan (Lex Heller)",
              "",
              "Nummer",
              {{"reported", "Anmäld"},
               {"area", "Område"},
               {"parties", "Parter"},
               {"level", "Nivå"},
               {"status", "Status"},
               {"answered", "Besvarad"}},
              {}};
  if (!all.deviations.has_value()) return table;
  for (const Deviation& deviation : all.deviations->list) {
    std::optional<absl::CivilDay> answered;
    if (deviation.answer.has_value()) answered = deviation.answer->day;
    table.rows.push_back(
        {deviation.id,
         deviation.id,
         RowKind::kDetail,
         "",
         {DayCell(deviation.reported), TextCell(deviation.area),
          TextCell(Names(deviation.parties, facts.association.members)),
          TextCell(DeviationLevelWord(deviation.level)),
          TextCell(DeviationStatusWord(deviation.status())),
          DayCell(answered)}});
  }
  const std::string id = absl::StrCat("deviations/count/", facts.year.year);
  TableRow total{"count", "Antal under året", RowKind::kTotal, "", {}};
  for (Figure& figure : FollowUpFigures(facts, revision)) {
    if (figure.id == id) total.cells.push_back(FigureCellOf(std::move(figure)));
  }
  total.cells.resize(table.columns.size());
  table.rows.push_back(std::move(total));
  return table;
}

void AddReport(const AuditReport& report, RowIds* ids, Table* table) {
  const auto add = [&](const std::string& label, const std::string& what) {
    table->rows.push_back(
        {ids->Next(report.id), label, RowKind::kDetail, "", {TextCell(what)}});
  };
  table->rows.push_back(
      {ids->Next(report.id),
       absl::StrCat("Revisionsberättelse ", absl::FormatCivilTime(report.day)),
       RowKind::kHeading,
       "",
       {}});
  add("Avgiven av", absl::StrJoin(report.auditors, ", "));
  for (int i = 0; i < kStatements; ++i) {
    if (report.opinions[i] == Opinion::kUnstated) continue;
    add(StatementText(static_cast<Statement>(i)),
        OpinionWord(report.opinions[i]));
  }
  add("Ansvarsfrihet",
      report.discharge_recommended ? "tillstyrks" : "avstyrks");
  if (!report.remark.empty()) add("Skäl", report.remark);
}

Table AuditTable(const FollowUp& all, const std::vector<Member>& members) {
  Table table{"audit", "Revision", "", "", {{"what", "Uppgift"}}, {}};
  if (!all.audit.has_value()) return table;
  RowIds ids;
  const auto heading = [&](const char* id, const char* label) {
    table.rows.push_back({ids.Next(id), label, RowKind::kHeading, "", {}});
  };
  if (!all.audit->auditors.empty()) heading("auditors", "Revisorer");
  for (const Auditor& auditor : all.audit->auditors) {
    std::string what =
        absl::StrCat(AuditorKindWord(auditor.kind), " för ",
                     Names(AuditedBy(auditor, members), members));
    if (!auditor.firm.empty()) absl::StrAppend(&what, " (", auditor.firm, ")");
    table.rows.push_back({ids.Next("auditor"),
                          auditor.name,
                          RowKind::kDetail,
                          "",
                          {TextCell(std::move(what))}});
  }
  if (!all.audit->plan.empty()) heading("plan", "Granskningsplan");
  for (const AuditPlanItem& item : all.audit->plan) {
    table.rows.push_back({ids.Next("plan-item"),
                          item.what,
                          RowKind::kDetail,
                          "",
                          {TextCell(item.when)}});
  }
  for (const AuditReport& report : all.audit->reports) {
    AddReport(report, &ids, &table);
  }
  return table;
}

Table DischargeTable(const FollowUp& all, const std::vector<Member>& members) {
  Table table{"discharge",
              "Ansvarsfrihet",
              "",
              "Medlem",
              {{"date", "Datum"},
               {"decision", "Beslut"},
               {"body", "Beslutat av"},
               {"paragraph", "Paragraf"},
               {"reason", "Motivering"}},
              {}};
  if (!all.audit.has_value() || all.audit->reports.empty()) return table;
  const std::vector<Discharge>& discharges = all.audit->discharges;
  for (const Member& member : members) {
    const auto found =
        std::find_if(discharges.begin(), discharges.end(),
                     [&](const Discharge& d) { return d.member == member.id; });
    TableRow row{member.id, member.display_name, RowKind::kDetail, "", {}};
    if (found == discharges.end()) {
      row.cells = {std::monostate{}, TextCell("ej beslutad")};
      row.cells.resize(table.columns.size());
    } else {
      row.cells = {DayCell(found->day),
                   TextCell(found->granted ? "beviljad" : "vägrad"),
                   TextCell(found->body), TextCell(found->paragraph),
                   TextCell(found->reason)};
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::vector<Table> FollowUpTables(const YearFacts& facts, int64_t revision) {
  const FollowUp all = FollowUpOf(facts);
  const std::vector<Member>& members = facts.association.members;
  return {PoliciesTable(all), ControlsTable(all),
          DeviationsTable(all, facts, revision), AuditTable(all, members),
          DischargeTable(all, members)};
}

}  // namespace finsam::governance
