#include "services/gateway/year_facts.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/gateway/convert.h"
#include "services/gateway/domain/outcomes.h"
#include "services/gateway/domain/report.h"

namespace finsam::gateway {
namespace {

constexpr int kAskAttemptsMax = 3;
constexpr int kMonths = 12;

int MonthOf(const ReportLayout& layout) {
  return layout.through == 0 ? kMonths : layout.through % 100;
}

void ToProto(const OutcomeLine& line, budget::v1::LineOutcome* out) {
  out->set_line(line.line);
  finsam::ToProto(line.figure, out->mutable_outcome());
  out->set_label(line.label);
  out->set_group(line.group);
  out->set_kind(line.is_income ? budget::v1::Budget::INCOME
                               : budget::v1::Budget::COST);
}

void ToProto(const Outcome& outcome,
             budget::v1::GetBudgetTablesRequest::OutcomeColumn* out) {
  out->set_year(outcome.year);
  out->set_month(outcome.month);
  for (const OutcomeLine& line : outcome.lines) ToProto(line, out->add_lines());
  if (outcome.opening_capital.has_value()) {
    finsam::ToProto(*outcome.opening_capital, out->mutable_opening_capital());
  }
}

// One attempt to ask everything.
class Asking {
 public:
  Asking(const Neighbours& neighbours, const std::string& fiscal_year, int year,
         const ReportLayout& layout, const std::vector<ReportLayout>& layouts,
         const Viewer& viewer, absl::Time deadline)
      : neighbours_(neighbours),
        fiscal_year_(fiscal_year),
        year_(year),
        layout_(layout),
        layouts_(layouts),
        viewer_(viewer),
        deadline_(deadline) {}

  // Nothing when somebody wrote meanwhile.
  absl::StatusOr<std::optional<YearFacts>> Ask() {
    ASSIGN_OR_RETURN(
        const Answers answers,
        neighbours_.Ask({fiscal_year_, layout_.through,
                         layout_.kind == ReportKind::kPlan, viewer_},
                        deadline_));
    facts_ = FactsFrom(answers, year_);
    ASSIGN_OR_RETURN(const std::vector<Outcome> outcomes, Outcomes(answers));
    JudgeQuestion question;
    AskOfDeviations(&question);
    AskOfGoals(answers, &question);
    question.tables.set_fiscal_year(fiscal_year_);
    for (const Outcome& outcome : outcomes) {
      ToProto(outcome, question.tables.add_outcomes());
    }
    RETURN_IF_ERROR(AskOfFollowUp(outcomes, &question));
    ASSIGN_OR_RETURN(const Judgement judgement,
                     neighbours_.Judge(question, deadline_));
    if (!SameMoment(answers, judgement)) return std::nullopt;
    AddJudgement(judgement, &facts_);
    RETURN_IF_ERROR(CheckTables(judgement.tables_status));
    return std::optional(std::move(facts_));
  }

 private:
  // The outcomes of every layout's period: the report's own first, then the
  // year before it, then the others', which the ledger is asked for.
  absl::StatusOr<std::vector<Outcome>> Outcomes(const Answers& answers) {
    std::vector<Outcome> outcomes;
    std::set<int> months;
    if (!answers.ledger.has_value()) return outcomes;
    const auto add = [&](std::optional<Outcome> outcome) {
      if (outcome.has_value()) outcomes.push_back(*std::move(outcome));
    };
    for (const ReportLayout* layout : OwnFirst()) {
      const int month = MonthOf(*layout);
      if (layout->outcomes.empty() || !months.insert(month).second) continue;
      if (layout->through == layout_.through) {
        add(OutcomeOf(*layout, facts_.tables, facts_.figures, year_, month));
      } else {
        ASSIGN_OR_RETURN(std::optional<Outcome> other,
                         OutcomeThrough(answers, *layout));
        add(std::move(other));
      }
      if (months.size() > 1) continue;
      add(OutcomeOf(*layout, facts_.tables, facts_.figures, year_ - 1,
                    kMonths));
    }
    return outcomes;
  }

  std::vector<const ReportLayout*> OwnFirst() const {
    std::vector<const ReportLayout*> layouts = {&layout_};
    for (const ReportLayout& layout : layouts_) {
      if (layout.kind != layout_.kind) layouts.push_back(&layout);
    }
    return layouts;
  }

  absl::StatusOr<std::optional<Outcome>> OutcomeThrough(
      const Answers& answers, const ReportLayout& layout) {
    ledger::v1::GetStatementsRequest request;
    request.set_fiscal_year(fiscal_year_);
    request.set_at_revision(answers.ledger->revision().revision());
    request.set_through(layout.through);
    ASSIGN_OR_RETURN(const auto statements,
                     neighbours_.Statements(request, deadline_));
    Answers of_month;
    of_month.ledger = statements;
    const YearFacts facts = FactsFrom(of_month, year_);
    std::optional<Outcome> outcome =
        OutcomeOf(layout, facts.tables, facts.figures, year_, MonthOf(layout));
    if (!outcome.has_value()) return outcome;
    // The report has figures of these ids, of another period.
    NameByMonth(&*outcome);
    for (const OutcomeLine& line : outcome->lines) {
      AddFigure(facts_.figures, line.figure);
    }
    if (outcome->opening_capital.has_value()) {
      AddFigure(facts_.figures, *outcome->opening_capital);
    }
    return outcome;
  }

  void AskOfDeviations(JudgeQuestion* question) const {
    question->outcomes.set_fiscal_year(fiscal_year_);
    for (const DeviationQuestion& asked : DeviationQuestions(layout_, year_)) {
      const Figure* outcome = Find(facts_.figures, asked.outcome_id);
      const std::string budget_id =
          absl::StrCat("budget/", asked.budget_line, "/", year_);
      if (outcome == nullptr || Find(facts_.figures, budget_id) == nullptr) {
        continue;
      }
      auto* item = question->outcomes.add_items();
      item->set_figure_id(asked.figure_id);
      item->set_budget_line(asked.budget_line);
      finsam::ToProto(*outcome, item->mutable_outcome());
    }
  }

  void AskOfGoals(const Answers& answers, JudgeQuestion* question) const {
    question->goals.set_fiscal_year(fiscal_year_);
    for (const std::string& id : answers.governance.goal_figure_ids()) {
      const Figure* figure = Find(facts_.figures, id);
      if (figure != nullptr) {
        finsam::ToProto(*figure, question->goals.add_figures());
      }
    }
  }

  absl::Status AskOfFollowUp(const std::vector<Outcome>& outcomes,
                             JudgeQuestion* question) const {
    if (layout_.kind != ReportKind::kInterim || outcomes.empty() ||
        outcomes[0].year != year_ || outcomes[0].month != MonthOf(layout_)) {
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const int booked,
                     neighbours_.BookedThrough(fiscal_year_, year_, deadline_));
    question->follow_up.set_booked_through_month(booked);
    question->follow_up.set_fiscal_year(fiscal_year_);
    question->follow_up.set_month(MonthOf(layout_));
    question->follow_up.set_accrue_instalments(true);
    for (const OutcomeLine& line : outcomes[0].lines) {
      ToProto(line, question->follow_up.add_outcomes());
    }
    return absl::OkStatus();
  }

  // A report must not mix a budget with the deviations from the next one.
  static bool SameMoment(const Answers& answers, const Judgement& judgement) {
    std::set<int64_t> budget;
    const auto add = [&budget](const auto& answer) {
      if (answer.has_value()) budget.insert(answer->revision().revision());
    };
    add(answers.budget);
    add(answers.contributions);
    add(answers.capital);
    add(judgement.deviations);
    add(judgement.tables);
    add(judgement.follow_up);
    return budget.size() <= 1 && judgement.goals.revision().revision() ==
                                     answers.governance.revision().revision();
  }

  // That tables cannot be made is no trouble to a report that has none of
  // them.
  absl::Status CheckTables(const absl::Status& status) const {
    bool all_known = true;
    ForEachTable(layout_, [&](const TableSpec& spec) {
      all_known = all_known && FindTable(facts_.tables, spec.table_id);
    });
    return all_known ? absl::OkStatus() : status;
  }

  const Neighbours& neighbours_;
  const std::string& fiscal_year_;
  const int year_;
  const ReportLayout& layout_;
  const std::vector<ReportLayout>& layouts_;
  const Viewer& viewer_;
  const absl::Time deadline_;
  YearFacts facts_;
};

}  // namespace

absl::StatusOr<YearFacts> AskYear(const Neighbours& neighbours,
                                  const std::string& fiscal_year, int year,
                                  const ReportLayout& layout,
                                  const std::vector<ReportLayout>& layouts,
                                  const Viewer& viewer, absl::Time deadline) {
  for (int attempt = 0; attempt < kAskAttemptsMax; ++attempt) {
    ASSIGN_OR_RETURN(
        std::optional<YearFacts> facts,
        Asking(neighbours, fiscal_year, year, layout, layouts, viewer, deadline)
            .Ask());
    if (facts.has_value()) return *std::move(facts);
  }
  return Refuse(absl::StatusCode::kAborted, "FACTS_CHANGING",
                "uppgifterna ändras just nu, till exempel av en import; "
                "försök igen");
}

}  // namespace finsam::gateway
