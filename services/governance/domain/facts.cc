#include "services/governance/domain/facts.h"

#include "absl/strings/str_cat.h"
#include "services/governance/domain/follow_up_check.h"

namespace finsam::governance {
namespace {

// ", 1 möte", ", 8 möten"; nothing for an absent list.
template <typename T>
void AppendCount(std::string* out, const std::optional<std::vector<T>>& list,
                 const char* one, const char* many) {
  if (!list.has_value()) return;
  absl::StrAppend(out, ", ", list->size(), " ", list->size() == 1 ? one : many);
}

}  // namespace

void CheckFacts(const YearFacts& facts, bool association_read,
                std::vector<Problem>* problems) {
  const int year = facts.year.year;
  if (association_read) CheckAssociation(facts.association, problems);
  if (facts.board.has_value()) {
    CheckBoard(*facts.board,
               association_read ? &facts.association.members : nullptr, year,
               problems);
  }
  if (facts.meetings.has_value()) {
    CheckMeetings(*facts.meetings, year, problems);
  }
  if (facts.goals.has_value()) CheckGoals(*facts.goals, year, problems);
  if (facts.signatures.has_value()) {
    CheckSignatures(*facts.signatures, facts.association.adopted, problems);
  }
  CheckFollowUp(Merged(facts.follow_up, facts.recorded_follow_up, problems),
                association_read ? &facts.association.members : nullptr, year,
                problems);
}

std::string Summary(const YearFacts& facts) {
  const size_t members = facts.association.members.size();
  std::string out =
      absl::StrCat(members, members == 1 ? " medlem" : " medlemmar");
  AppendCount(&out, facts.board, "uppdrag i styrelsen", "uppdrag i styrelsen");
  AppendCount(&out, facts.meetings, "möte", "möten");
  AppendCount(&out, facts.goals, "åtagande", "åtaganden");
  AppendCount(&out, facts.signatures, "underskrift", "underskrifter");
  const FollowUp follow_up = FollowUpOf(facts);
  AppendCount(&out, follow_up.policies, "policy", "policyer");
  AppendCount(&out, follow_up.controls, "kontroll", "kontroller");
  if (follow_up.deviations.has_value()) {
    AppendCount(&out, std::optional(follow_up.deviations->list), "avvikelse",
                "avvikelser");
  }
  if (follow_up.audit.has_value()) {
    AppendCount(&out, std::optional(follow_up.audit->discharges),
                "beslut om ansvarsfrihet", "beslut om ansvarsfrihet");
  }
  AppendCount(&out, facts.minutes, "protokoll", "protokoll");
  return out;
}

}  // namespace finsam::governance
