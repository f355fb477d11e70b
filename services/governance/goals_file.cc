#include "services/governance/goals_file.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/files/csv.h"

namespace finsam::governance {
namespace {

constexpr char kReportedPrefix[] = "antal:";

template <typename T>
std::vector<std::string> Words(int count, std::string (*word)(T)) {
  std::vector<std::string> words;
  for (int i = 0; i < count; ++i) words.push_back(word(static_cast<T>(i)));
  return words;
}

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

void ReadTarget(const CsvRow& row, CsvReader& in, GoalMeasure* measure) {
  const std::string text = in.Text(row, "mål");
  if (text.empty()) {
    in.AddProblem(row, "mål", "GOAL_TARGET_MISSING",
                  "Ett mått behöver ett mål.");
    return;
  }
  const std::optional<Value> target = ParseTarget(text);
  if (!target.has_value()) {
    in.AddProblem(row, "mål", "GOAL_TARGET_INVALID", "Målet går inte att läsa.",
                  text,
                  "ett antal som 12, ett belopp som 500 000 kr eller en andel "
                  "som 80 %");
    return;
  }
  measure->target = *target;
}

// Nothing when the row has no measure.
std::optional<GoalMeasure> ReadMeasure(const CsvRow& row, CsvReader& in) {
  const std::string text = in.Text(row, "mått");
  if (text.empty()) {
    for (const char* column : {"jämförelse", "mål"}) {
      if (in.Text(row, column).empty()) continue;
      in.AddProblem(row, column, "GOAL_MEASURE_MISSING",
                    "Kolumnen är ifylld men måttet saknas.",
                    in.Text(row, column));
    }
    return std::nullopt;
  }
  GoalMeasure measure;
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
  ReadTarget(row, in, &measure);
  return measure;
}

}  // namespace

std::vector<Goal> ReadGoalsFile(absl::string_view content,
                                std::vector<Problem>* problems) {
  CsvReader in(
      kGoalsFile, content,
      {"nr", "åtagande", "mått", "jämförelse", "mål", "bedömning", "kommentar"},
      {}, problems);
  const std::vector<std::string> verdicts =
      Words<Verdict>(kVerdicts, VerdictWord);
  std::vector<Goal> goals;
  for (const CsvRow& row : in.rows()) {
    Goal goal;
    goal.line = row.line;
    goal.id = in.RequireText(row, "nr");
    goal.text = in.RequireText(row, "åtagande");
    goal.comment = in.Text(row, "kommentar");
    const size_t before = problems->size();
    goal.measure = ReadMeasure(row, in);
    const std::optional<size_t> stated = in.Choice(row, "bedömning", verdicts);
    if (stated.has_value()) goal.stated = static_cast<Verdict>(*stated);
    // A row that was told of is not told of again for lacking what it lacks.
    if (goal.id.empty() || problems->size() != before) continue;
    goals.push_back(std::move(goal));
  }
  return goals;
}

}  // namespace finsam::governance
