#include "services/participants/domain/breakdowns.h"

#include "absl/strings/str_cat.h"

namespace finsam::participants {

Breakdowns::Breakdowns(const Rules& rules) {
  for (const BreakdownRule& rule : rules.breakdowns) {
    Known& known = known_[Slug(rule.name)];
    known.rule = &rule;
    absl::StrAppend(&names_, names_.empty() ? "" : ", ", rule.name);
    for (const std::string& value : rule.values) {
      known.values.insert(Slug(value));
    }
  }
}

const BreakdownRule* Breakdowns::Find(const std::string& breakdown) const {
  const auto found = known_.find(breakdown);
  return found == known_.end() ? nullptr : found->second.rule;
}

bool Breakdowns::IsPartition(const std::string& breakdown) const {
  const BreakdownRule* rule = Find(breakdown);
  return rule == nullptr || !rule->several_answers;
}

bool Breakdowns::Takes(const std::string& breakdown,
                       const std::string& value) const {
  const auto found = known_.find(breakdown);
  return found == known_.end() || found->second.values.empty() ||
         found->second.values.count(value) > 0;
}

}  // namespace finsam::participants
