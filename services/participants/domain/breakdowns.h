// The rules for breakdowns, prepared for many rows: names are compared by their
// id parts, and making those for every row would take longer than all else.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_BREAKDOWNS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_BREAKDOWNS_H_

#include <map>
#include <set>
#include <string>

#include "services/participants/domain/rules.h"

namespace finsam::participants {

// Outlived by the rules. All names that are asked for are id parts.
class Breakdowns {
 public:
  explicit Breakdowns(const Rules& rules);

  // Nullptr when the rules do not name it.
  const BreakdownRule* Find(const std::string& breakdown) const;

  // True when nobody is in several parts, so that they make up the whole.
  bool IsPartition(const std::string& breakdown) const;

  // True when the breakdown may have the value.
  bool Takes(const std::string& breakdown, const std::string& value) const;

  // For people: the names that the rules know; empty when they name none.
  const std::string& names() const { return names_; }

 private:
  struct Known {
    const BreakdownRule* rule = nullptr;
    std::set<std::string> values;
  };
  std::map<std::string, Known> known_;
  std::string names_;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_BREAKDOWNS_H_
