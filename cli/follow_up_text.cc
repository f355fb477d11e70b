#include "cli/follow_up_text.h"

#include "absl/strings/str_cat.h"
#include "cli/counts_text.h"
#include "cli/output.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;

std::string DeviationTexts(const gov::GetFollowUpResponse& all) {
  std::string out;
  for (const gov::Deviation& deviation : all.deviations()) {
    absl::StrAppend(&out, "\n", deviation.id(), "  ", deviation.text(), "\n");
    if (!deviation.answer().empty()) {
      absl::StrAppend(&out, "  svar: ", deviation.answer(), "\n");
    }
  }
  return out;
}

}  // namespace

std::string GoalsText(const gateway::v1::GetGoalsResponse& goals) {
  if (goals.table().rows().empty()) return "Året har inga mål i goals.csv.\n";
  std::string out = TableText(goals.table());
  if (goals.departing().empty()) {
    return absl::StrCat(out, "\nIngen bedömning avviker från sitt mått.\n");
  }
  absl::StrAppend(
      &out, "\n",
      Counted(goals.departing_size(), "bedömning avviker från sitt mått",
              "bedömningar avviker från sina mått"),
      ":\n");
  for (const gateway::v1::DepartingGoal& goal : goals.departing()) {
    absl::StrAppend(
        &out, "  mål ", goal.goal_id(), ": styrelsen säger ", goal.stated(),
        ", måttet säger ", goal.computed(), " (", goal.outcome(), ")",
        goal.reason().empty() ? "; motivering saknas" : "; motivering: ",
        goal.reason(), "\n");
  }
  return out;
}

std::string FollowUpText(const gov::GetFollowUpResponse& all,
                         const std::string& table) {
  for (const common::v1::Table& found : all.tables()) {
    if (found.id() != table || found.rows().empty()) continue;
    return absl::StrCat(TableText(found),
                        table == "deviations" ? DeviationTexts(all) : "");
  }
  return "Det finns inga uppgifter om detta för året.\n";
}

}  // namespace finsam::cli
