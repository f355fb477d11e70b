#include "services/gateway/printed/examine.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

const char* WordOf(SheetKind kind) {
  switch (kind) {
    case SheetKind::kIncomeStatement:
      return "resultaträkning";
    case SheetKind::kBalanceSheet:
      return "balansräkning";
    case SheetKind::kCashFlow:
      return "kassaflödesanalys";
    case SheetKind::kOperations:
      return "driftredovisning";
    case SheetKind::kNote:
      return "not";
    case SheetKind::kOverview:
      return "översikt";
    case SheetKind::kBudget:
      return "budget eller plan";
    case SheetKind::kBalanceRequirement:
      return "balanskravsutredning";
    case SheetKind::kPeople:
      return "antal personer";
    case SheetKind::kSurvey:
      return "enkät";
    case SheetKind::kGoals:
      return "mål";
    case SheetKind::kOther:
      return "annan";
  }
  return "annan";
}

const char* UnitOf(const Sheet& sheet) {
  if (sheet.measure == Measure::kPercent) return "%";
  if (sheet.measure == Measure::kCount) return "antal";
  return sheet.unit == 100 ? "kr" : sheet.unit == 100'000 ? "tkr" : "mnkr";
}

CheckSummary& SummaryOf(const PrintedRule& rule,
                        std::vector<CheckSummary>* summary) {
  for (CheckSummary& known : *summary) {
    if (known.check == rule.check) return known;
  }
  return summary->emplace_back(CheckSummary{rule.check, rule.title, 0, 0});
}

// Two rules of one check may meet the same thing under one id.
void AddFindings(std::vector<Finding>& from, std::set<std::string>* ids,
                 std::vector<Finding>* to) {
  for (Finding& finding : from) {
    while (!ids->insert(finding.id).second) finding.id += "/b";
    to->push_back(std::move(finding));
  }
}

}  // namespace

Examination Examine(const Document& document,
                    const std::vector<Document>& previous) {
  const Reading reading = Read(document);
  const std::vector<Paragraph> text = ReadText(document);
  std::vector<Reading> others;
  others.reserve(previous.size());
  for (const Document& other : previous) others.push_back(Read(other));
  const Subject subject{&reading, &text, &others};

  Examination out;
  std::set<std::string> ids;
  for (const std::vector<PrintedRule>* rules :
       {&SumRules(), &StatementRules(), &CashRules(), &OverviewRules(),
        &NoteRules(), &BudgetRules(), &PeopleRules(), &ShareRules(),
        &AmountRules(), &WordRules(), &CountRules(), &TextShareRules(),
        &AnswerRules(), &GoalRules(), &NormRules(), &FormRules(),
        &PreviousRules()}) {
    for (const PrintedRule& rule : *rules) {
      Run run(subject, rule.check, rule.source);
      rule.run(run);
      CheckSummary& summary = SummaryOf(rule, &out.summary);
      summary.comparison_count += run.comparison_count();
      summary.finding_count += static_cast<int>(run.findings().size());
      out.left_out += run.left_out();
      AddFindings(run.findings(), &ids, &out.findings);
    }
  }
  std::sort(out.findings.begin(), out.findings.end(),
            [](const Finding& a, const Finding& b) {
              return std::tie(a.severity, a.id) < std::tie(b.severity, b.id);
            });
  std::sort(out.summary.begin(), out.summary.end(),
            [](const CheckSummary& a, const CheckSummary& b) {
              return a.check < b.check;
            });
  for (const Sheet& sheet : reading.sheets) {
    out.tables.push_back({sheet.id, sheet.name, WordOf(sheet.kind),
                          UnitOf(sheet), sheet.unit_stated});
  }
  out.repairs = reading.repairs;
  return out;
}

}  // namespace finsam::gateway::printed
