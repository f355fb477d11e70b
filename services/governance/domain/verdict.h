// Judges a goal by its outcome, exactly: whole numbers only, shares compared
// by cross-multiplication, nothing rounded.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_VERDICT_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_VERDICT_H_

#include <map>
#include <string>
#include <vector>

#include "services/governance/domain/goals.h"

namespace finsam::governance {

// Values of figures by id, with year.
using Outcomes = std::map<std::string, Value>;

struct Judgement {
  Verdict verdict = Verdict::kNotAssessed;
  bool computed = false;  // The verdict follows from measure and outcome.
  Value outcome;          // None without a measure, or when there is none.
  std::string reason;     // Why a measure could not be judged; Swedish.
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

// Judges `goal` in `year`. With a measure the outcome decides: met or not
// met. A measure that cannot be judged (no figure, no value, a protected
// count, an amount held against a share …) gives kNotAssessed and the reason,
// also when the board stated a verdict. Without a measure the board's verdict
// stands.
Judgement Judge(const Goal& goal, int year, const Outcomes& outcomes);

// Judge for each, in order.
std::vector<Judgement> JudgeAll(const std::vector<Goal>& goals, int year,
                                const Outcomes& outcomes);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_VERDICT_H_
