// What is found to depart from the law, an agreement or a guideline: shown with
// the figures, never a reason to refuse. Whether it may be so is for people.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_FINDING_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_FINDING_H_

#include <string>

#include "common/figure/figure.h"

namespace finsam::budget {

struct Finding {
  std::string code;     // Stable, UPPER_SNAKE_CASE: "CONTRIBUTION_LAW".
  std::string message;  // One Swedish sentence.
  Figure found;         // What it is.
  Figure expected;      // What it would be by the rule.
  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_FINDING_H_
