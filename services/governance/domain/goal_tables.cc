#include "services/governance/domain/goal_tables.h"

#include <cstddef>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/check.h"
#include "services/governance/domain/figures.h"
#include "services/governance/domain/table_cells.h"

namespace finsam::governance {
namespace {

constexpr int64_t kHundredths = 100;  // Of kronor, and percent of a whole.

// "12,5 %": with as many decimals as it takes; a target is read to two.
std::string ExactText(const Value& value) {
  Display display = DefaultDisplay(value);
  display.decimals = 0;
  if (const auto* ore = std::get_if<Ore>(&value); ore != nullptr) {
    if (ore->value % kHundredths != 0) display.decimals = 2;
  } else if (const auto* ratio = std::get_if<Ratio>(&value);
             ratio != nullptr && kHundredths % ratio->denominator != 0) {
    display.decimals = 10 * kHundredths % ratio->denominator == 0 ? 1 : 2;
  }
  return FormatWithUnit(value, display);
}

Cell OutcomeCell(const YearFacts& facts, const Goal& goal,
                 const Judgement& judgement, size_t measure, int64_t revision) {
  return FigureCellOf(OutcomeFigure(facts, goal, judgement, measure, revision));
}

// The outcome on a goal's own row: that of its only measure.
Cell OnlyOutcome(const YearFacts& facts, const Goal& goal,
                 const Judgement& judgement, int64_t revision) {
  if (goal.measures.size() != 1) return std::monostate{};
  return OutcomeCell(facts, goal, judgement, 0, revision);
}

// Where both verdicts stand, 68,5 % must not look like the 69 % of a target.
Cell WithDecimal(Cell cell) {
  auto* held = std::get_if<FigureCell>(&cell);
  if (held == nullptr) return cell;
  const auto* ratio = std::get_if<Ratio>(&held->figure.value);
  if (ratio != nullptr && ratio->numerator % ratio->denominator * kHundredths %
                                  ratio->denominator !=
                              0) {
    held->display.decimals = 1;
  }
  return cell;
}

// The figure that is the outcome, without year.
std::string MeasureText(const GoalMeasure& measure) {
  return measure.reported.has_value() ? "rapporterat" : measure.figure_id;
}

std::string MeasureLabel(const Goal& goal, size_t measure) {
  const std::string& text = goal.measures[measure].text;
  return text.empty() ? absl::StrCat("Mått ", measure + 1) : text;
}

// Adds a row for each measure of a goal that has several. `cells` gives the
// cells of one.
template <typename Cells>
void AddMeasures(const Goal& goal, const Cells& cells, Table* table) {
  if (goal.measures.size() < 2) return;
  for (size_t m = 0; m < goal.measures.size(); ++m) {
    TableRow row{absl::StrCat(goal.id, "-measure-", m + 1),
                 MeasureLabel(goal, m), RowKind::kOfWhich, "", cells(m)};
    row.part_of = goal.id;
    table->rows.push_back(std::move(row));
  }
}

std::string CommentText(const Goal& goal, const Judgement& judgement) {
  std::vector<std::string> parts;
  if (!goal.comment.empty()) parts.push_back(goal.comment);
  if (!judgement.reason.empty()) parts.push_back(judgement.reason);
  if (goal.stated.has_value() && *goal.stated != judgement.verdict) {
    parts.push_back(
        absl::StrCat("Styrelsens bedömning: ", VerdictWord(*goal.stated), "."));
  }
  if (!goal.reason.empty()) parts.push_back(goal.reason);
  // What is added is sentences of their own.
  if (!goal.comment.empty() && parts.size() > 1 &&
      absl::string_view(".!?").find(goal.comment.back()) ==
          absl::string_view::npos) {
    parts.front() += '.';
  }
  return absl::StrJoin(parts, " ");
}

}  // namespace

std::string TargetText(const GoalMeasure& measure) {
  const std::string sign = ComparisonSign(measure.comparison);
  std::string text = absl::StrCat(sign, " ", ExactText(measure.target));
  if (HasValue(measure.partly)) {
    absl::StrAppend(&text, ", delvis ", sign, " ", ExactText(measure.partly));
  }
  return text;
}

Table GoalsTable(const YearFacts& facts,
                 const std::vector<Judgement>& judgements, int64_t revision) {
  Table table{"goals",
              "Måluppfyllelse",
              "",
              "Åtagande",
              {{"verdict", "Måluppfyllelse"},
               {"outcome", "Utfall"},
               {"comment", "Kommentar"}},
              {}};
  if (!facts.goals.has_value()) return table;
  const std::vector<Goal>& goals = *facts.goals;
  FINSAM_CHECK(goals.size() == judgements.size());
  for (size_t i = 0; i < goals.size(); ++i) {
    const Goal& goal = goals[i];
    const Judgement& judgement = judgements[i];
    table.rows.push_back({goal.id,
                          goal.text,
                          RowKind::kDetail,
                          "",
                          {TextCell(VerdictWord(judgement.verdict)),
                           OnlyOutcome(facts, goal, judgement, revision),
                           TextCell(CommentText(goal, judgement))}});
    AddMeasures(
        goal,
        [&](size_t m) -> std::vector<Cell> {
          return {TextCell(VerdictWord(judgement.measures[m].verdict)),
                  OutcomeCell(facts, goal, judgement, m, revision),
                  std::monostate{}};
        },
        &table);
  }
  return table;
}

Table GoalVerdictsTable(const YearFacts& facts,
                        const std::vector<Judgement>& judgements,
                        int64_t revision) {
  Table table{"goal-verdicts",
              "Mål, mått och bedömningar",
              "",
              "Åtagande",
              {{"measure", "Mått"},
               {"outcome", "Utfall"},
               {"target", "Mål"},
               {"computed", "Enligt måttet"},
               {"stated", "Styrelsens bedömning"},
               {"reason", "Motivering"},
               {"owner", "Ansvarig"}},
              {}};
  if (!facts.goals.has_value()) return table;
  const std::vector<Goal>& goals = *facts.goals;
  FINSAM_CHECK(goals.size() == judgements.size());
  for (size_t i = 0; i < goals.size(); ++i) {
    const Goal& goal = goals[i];
    const Judgement& judgement = judgements[i];
    const bool one = goal.measures.size() == 1;
    table.rows.push_back(
        {goal.id,
         goal.text,
         RowKind::kDetail,
         "",
         {TextCell(one ? MeasureText(goal.measures[0]) : ""),
          WithDecimal(OnlyOutcome(facts, goal, judgement, revision)),
          TextCell(one ? TargetText(goal.measures[0]) : ""),
          TextCell(goal.measures.empty() ? "" : VerdictWord(judgement.verdict)),
          TextCell(goal.stated.has_value() ? VerdictWord(*goal.stated) : ""),
          TextCell(goal.reason), TextCell(goal.owner)}});
    AddMeasures(
        goal,
        [&](size_t m) -> std::vector<Cell> {
          return {TextCell(MeasureText(goal.measures[m])),
                  WithDecimal(OutcomeCell(facts, goal, judgement, m, revision)),
                  TextCell(TargetText(goal.measures[m])),
                  TextCell(VerdictWord(judgement.measures[m].verdict)),
                  std::monostate{},
                  std::monostate{},
                  std::monostate{}};
        },
        &table);
  }
  return table;
}

}  // namespace finsam::governance
