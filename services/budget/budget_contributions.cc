// What the members contribute, and the capital that is carried.

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "services/budget/budget.h"
#include "services/budget/contributions_file.h"
#include "services/budget/rules_file.h"

namespace finsam::budget {
namespace {

absl::StatusOr<ContributionTerms> KeptTerms(const store::Snapshot& snapshot,
                                            const FiscalYearName& year) {
  ASSIGN_OR_RETURN(const auto content,
                   ReadFile(snapshot, year, kContributionsFile));
  if (!content.has_value()) {
    return Refuse(absl::StatusCode::kNotFound, "CONTRIBUTIONS_UNKNOWN",
                  absl::StrCat("det finns inga bidrag för ", year.Text()));
  }
  std::vector<Problem> problems;
  ContributionDraft draft = ReadContributionsFile(*content, &problems);
  CheckContributions(draft, &problems);
  if (!problems.empty()) {
    return absl::DataLossError("kept contributions cannot be read");
  }
  return std::move(draft.terms);
}

// The guideline that is kept for the year; nothing when there is none.
absl::StatusOr<std::optional<CapitalGuideline>> KeptGuideline(
    const store::Snapshot& snapshot, const FiscalYearName& year) {
  ASSIGN_OR_RETURN(const auto content, ReadFile(snapshot, year, kRulesFile));
  if (!content.has_value()) return std::nullopt;
  std::vector<Problem> problems;
  GuidelineDraft draft = ReadRulesFile(*content, &problems);
  if (!problems.empty()) {
    return absl::DataLossError("a kept guideline cannot be read");
  }
  return std::optional(std::move(draft.guideline));
}

// The flows of the budget year and the plan years.
std::vector<CapitalFlow> FlowsOf(const Budget& budget) {
  std::vector<CapitalFlow> flows;
  for (int i = 0; i <= budget.decided.plan_years; ++i) {
    const int year = budget.year.year + i;
    const auto id = [&](const char* sum) {
      return i == 0 ? BudgetFigureId(sum, year) : PlanFigureId(sum, year);
    };
    const Sums sums = SumsOf(budget.decided.lines, i);
    const std::optional<Ore> members = ContributionsIn(budget.decided, i);
    flows.push_back({year, sums.income, sums.costs,
                     members.value_or(sums.income), id(kIncomeSum),
                     id(kCostsSum),
                     id(members.has_value() ? kContributionsSum : kIncomeSum)});
  }
  return flows;
}

}  // namespace

absl::StatusOr<ContributionsAnswer> Budgets::SplitContributions(
    const FiscalYearName& year,
    const std::optional<ContributionTerms>& terms) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ContributionsAnswer answer;
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, year.organisation));
  if (terms.has_value()) {
    std::vector<Problem> problems;
    CheckContributions({*terms, "", {}}, &problems);
    if (!problems.empty()) return RefuseInput(std::move(problems));
    answer.terms = *terms;
  } else {
    ASSIGN_OR_RETURN(answer.terms, KeptTerms(*snapshot, year));
  }
  const int64_t revision = answer.head.revision;
  answer.split = budget::SplitContributions(answer.terms);
  answer.figures = ContributionFigures(year, answer.terms, revision);
  answer.findings = ContributionFindings(year, answer.terms, revision);
  return answer;
}

absl::StatusOr<StatementsAnswer> Budgets::ListStatements(
    const FiscalYearName& year, absl::CivilDay day, size_t first,
    int size) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  StatementsAnswer answer;
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(const ContributionTerms terms, KeptTerms(*snapshot, year));
  ASSIGN_OR_RETURN(const auto content,
                   ReadFile(*snapshot, year, kInstalmentsFile));
  std::vector<Instalment> instalments;
  if (content.has_value()) {
    std::vector<Problem> problems;
    instalments = ReadInstalmentsFile(*content, &problems).instalments;
    if (!problems.empty()) {
      return absl::DataLossError("kept instalments cannot be read");
    }
  }
  const std::vector<MemberStatement> all =
      StatementsOf(terms, instalments, day);
  first = std::min(first, all.size());
  const size_t end =
      first + std::min(all.size() - first, static_cast<size_t>(size));
  answer.statements.assign(all.begin() + static_cast<ptrdiff_t>(first),
                           all.begin() + static_cast<ptrdiff_t>(end));
  answer.more = end < all.size();
  const int64_t revision = answer.head.revision;
  answer.figures = StatementFigures(year, answer.statements, revision);
  answer.findings = StatementFindings(year, answer.statements, revision);
  return answer;
}

absl::StatusOr<CapitalAnswer> Budgets::PlanCapital(const FiscalYearName& year,
                                                   int32_t version) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  CapitalAnswer answer;
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(const Budget budget,
                   RequireVersion(*snapshot, year, version));
  answer.version = budget.version;
  const std::optional<Ore> opening = budget.decided.opening_capital;
  if (!opening.has_value()) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "CAPITAL_UNKNOWN",
                  absl::StrCat("budgeten säger inte vilket eget kapital ",
                               year.year, " börjar med"));
  }
  ASSIGN_OR_RETURN(answer.guideline, KeptGuideline(*snapshot, year));
  ASSIGN_OR_RETURN(answer.years, RollForward(*opening, FlowsOf(budget)));
  const CapitalGuideline* guideline =
      answer.guideline.has_value() ? &*answer.guideline : nullptr;
  const int64_t revision = answer.head.revision;
  answer.figures = CapitalFigures(year, answer.years,
                                  BudgetFigureId(kOpeningCapital, year.year),
                                  guideline, revision);
  answer.findings = CapitalFindings(year, answer.years, guideline, revision);
  return answer;
}

}  // namespace finsam::budget
