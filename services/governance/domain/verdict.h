// Judges a goal by its outcomes, exactly: whole numbers only, shares compared
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

// What one measure says.
struct MeasureJudgement {
  // Met, partly (past the weaker threshold alone), not met; kNotAssessed when
  // it cannot be judged.
  Verdict verdict = Verdict::kNotAssessed;
  Value outcome;       // None when there is none.
  std::string reason;  // Why it could not be judged; Swedish.
  friend bool operator==(const MeasureJudgement&,
                         const MeasureJudgement&) = default;
};

struct Judgement {
  Verdict verdict = Verdict::kNotAssessed;
  bool computed = false;  // The verdict follows from measures and outcomes.
  bool departs = false;   // The board states another than the computed one.
  std::vector<MeasureJudgement> measures;  // One per measure.
  std::string reason;  // Why measures could not be judged; Swedish.
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

// Judges `goal` in `year`. With measures the outcomes decide: all met is met,
// none met in any part is not met, all else is partly met. A measure that
// cannot be judged (no figure, no value, a protected count, an amount held
// against a share …) gives kNotAssessed and the reason, also when the board
// stated a verdict, unless the other measures already make the goal partly met.
// Without a measure the board's verdict stands.
Judgement Judge(const Goal& goal, int year, const Outcomes& outcomes);

// Judge for each, in order.
std::vector<Judgement> JudgeAll(const std::vector<Goal>& goals, int year,
                                const Outcomes& outcomes);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_VERDICT_H_
