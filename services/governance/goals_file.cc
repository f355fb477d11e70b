#include "services/governance/goals_file.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/files/csv.h"
#include "services/governance/file_words.h"

namespace finsam::governance {
namespace {

constexpr char kReportedPrefix[] = "antal:";

// "antal:8" or a figure's id.
void ReadOutcome(const CsvRow& row, absl::string_view text, CsvReader& in,
                 GoalMeasure* measure) {
  if (!absl::ConsumePrefix(&text, kReportedPrefix)) {
    measure->figure_id = std::string(text);
    return;
  }
  const std::optional<Value> value = ParseTarget(text);
  const Count* count =
      value.has_value() ? std::get_if<Count>(&*value) : nullptr;
  if (count != nullptr && count->value >= 0) {
    measure->reported = *count;
    return;
  }
  in.AddProblem(row, "mått", "GOAL_MEASURE_INVALID",
                "Antalet går inte att läsa.", text, "ett heltal som antal:8");
  measure->reported = Count{0};
}

// A target or the weaker threshold beside it; none when the column is empty.
Value ReadThreshold(const CsvRow& row, const char* column, CsvReader& in) {
  const std::string text = in.Text(row, column);
  if (text.empty()) return std::monostate{};
  const std::optional<Value> value = ParseTarget(text);
  if (!value.has_value()) {
    in.AddProblem(row, column, "GOAL_TARGET_INVALID",
                  "Målet går inte att läsa.", text,
                  "ett antal som 12, ett belopp som 500 000 kr eller en andel "
                  "som 80 %");
  }
  return value.value_or(std::monostate{});
}

// Nothing when the row has no measure.
std::optional<GoalMeasure> ReadMeasure(const CsvRow& row, CsvReader& in) {
  const std::string text = in.Text(row, "mått");
  if (text.empty()) {
    for (const char* column : {"jämförelse", "mål", "delvis"}) {
      if (in.Text(row, column).empty()) continue;
      in.AddProblem(row, column, "GOAL_MEASURE_MISSING",
                    "Kolumnen är ifylld men måttet saknas.",
                    in.Text(row, column));
    }
    return std::nullopt;
  }
  GoalMeasure measure;
  measure.line = row.line;
  ReadOutcome(row, text, in, &measure);
  if (in.Text(row, "jämförelse").empty()) {
    in.AddProblem(row, "jämförelse", "GOAL_COMPARISON_MISSING",
                  "Ett mått behöver en jämförelse.", "",
                  ">=, >, <=, < eller =");
  } else {
    const std::optional<size_t> place = in.Choice(
        row, "jämförelse", Words<Comparison>(kComparisons, ComparisonSign));
    measure.comparison = static_cast<Comparison>(place.value_or(0));
  }
  if (in.Text(row, "mål").empty()) {
    in.AddProblem(row, "mål", "GOAL_TARGET_MISSING",
                  "Ett mått behöver ett mål.");
  }
  measure.target = ReadThreshold(row, "mål", in);
  measure.partly = ReadThreshold(row, "delvis", in);
  return measure;
}

// A row without a goal of its own gives one more measure to the goal above
// that has its number; its comment says what is measured.
bool IsFurtherMeasure(const CsvRow& row, const CsvReader& in,
                      const std::vector<Goal>& goals) {
  return !goals.empty() && in.Text(row, "åtagande").empty() &&
         !in.Text(row, "mått").empty() && goals.back().id == in.Text(row, "nr");
}

void ReadFurtherMeasure(const CsvRow& row, CsvReader& in, Goal* goal) {
  for (const char* column : {"bedömning", "ansvarig", "motivering"}) {
    if (in.Text(row, column).empty()) continue;
    in.AddProblem(row, column, "FIELD_INVALID",
                  "Kolumnen hör till åtagandet och står på dess första rad.",
                  in.Text(row, column));
  }
  if (goal->measures.empty()) {
    in.AddProblem(row, "mått", "GOAL_MEASURE_MISSING",
                  "Åtagandets första rad har inget mått.");
  }
  std::optional<GoalMeasure> measure = ReadMeasure(row, in);
  if (!measure.has_value()) return;
  measure->text = in.Text(row, "kommentar");
  goal->measures.push_back(*std::move(measure));
}

}  // namespace

std::vector<Goal> ReadGoalsFile(absl::string_view content,
                                std::vector<Problem>* problems) {
  CsvReader in(
      kGoalsFile, content,
      {"nr", "åtagande", "mått", "jämförelse", "mål", "bedömning", "kommentar"},
      {"delvis", "ansvarig", "motivering"}, problems);
  const std::vector<std::string> verdicts =
      Words<Verdict>(kVerdicts, VerdictWord);
  std::vector<Goal> goals;
  for (const CsvRow& row : in.rows()) {
    if (IsFurtherMeasure(row, in, goals)) {
      ReadFurtherMeasure(row, in, &goals.back());
      continue;
    }
    Goal goal;
    goal.line = row.line;
    goal.id = in.RequireText(row, "nr");
    goal.text = in.RequireText(row, "åtagande");
    goal.owner = in.Text(row, "ansvarig");
    goal.comment = in.Text(row, "kommentar");
    goal.reason = in.Text(row, "motivering");
    const size_t before = problems->size();
    std::optional<GoalMeasure> measure = ReadMeasure(row, in);
    if (measure.has_value()) goal.measures.push_back(*std::move(measure));
    const std::optional<size_t> stated = in.Choice(row, "bedömning", verdicts);
    if (stated.has_value()) goal.stated = static_cast<Verdict>(*stated);
    // A row that was told of is not told of again for lacking what it lacks.
    if (goal.id.empty() || problems->size() != before) continue;
    goals.push_back(std::move(goal));
  }
  return goals;
}

}  // namespace finsam::governance
