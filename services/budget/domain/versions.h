// The life of a year's versions: proposed, consulted about, adopted, revised.
//
// A version never changes. One that follows may be of any stage: after an
// adopted one, a proposal proposes a revision, and an adopted one is the
// revision. Days do not go back behind the one in force. Who regrets a revision
// decides anew: an earlier version that comes back, most often because a folder
// still has its file, would undo the revision unseen.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_VERSIONS_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_VERSIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/money.h"
#include "common/base/status.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

// Versions that a year may have.
inline constexpr size_t kVersionsMax = 100;
// A differing text is shown up to here.
inline constexpr size_t kDifferenceBytesMax = 1'000;

// What a draft is to the versions that are kept.
struct Succession {
  // The latest version, or the latest adopted, says just this: nothing changes.
  bool is_kept = false;
};

// Finds what `next` is after `kept`, all versions of the year, the oldest
// first. Appends errors, unless it says just what a kept one says:
// BUDGET_REVERTED (an adopted version that has been revised since, unless its
// day is later than that of the one in force), BUDGET_ADOPTED_EDITED (the day
// and decision, however it is spelled, of an adopted version, with other
// content), BUDGET_VERSION_DATE (dated before the one in force). Error in any
// case but is_kept: BUDGET_TOO_MANY_VERSIONS. Warning: BUDGET_REVERTED, of what
// comes back all the same.
Succession Succeed(const std::vector<Budget>& kept, const Draft& next,
                   std::vector<Problem>* problems);

// One thing of a line or of the decision that differs. Amounts where it is an
// amount, texts elsewhere (a share as "90 %"); empty where there is none.
struct FieldDifference {
  // Of a line: "amount", "granted", "factor", "plan", "label", "group",
  // "kind", "member", "initiative", "cost-kind", "comment". Of the decision:
  // "stage", "date", "decision", "plan-years", "opening-capital",
  // "opening-capital-source", "order" (of lines that both have).
  std::string field;
  int year = 0;  // Of amounts: which year's.
  std::optional<Ore> before;
  std::optional<Ore> after;
  std::string text_before;
  std::string text_after;
  friend bool operator==(const FieldDifference&,
                         const FieldDifference&) = default;
};

struct LineDifference {
  enum class What { kAdded, kRemoved, kChanged };
  What what = What::kChanged;
  std::string line;
  std::string label;  // The later one's; a removed line's own.
  Kind kind = Kind::kCost;
  // Of an added or removed line its amounts only, which stand on one side.
  std::vector<FieldDifference> fields;
  friend bool operator==(const LineDifference&,
                         const LineDifference&) = default;
};

// A sum that differs: "income", "costs", "result", "opening-capital",
// "closing-capital".
struct SumDifference {
  std::string sum;
  int year = 0;
  std::optional<Ore> before;
  std::optional<Ore> after;
  friend bool operator==(const SumDifference&, const SumDifference&) = default;
};

struct BudgetDifferences {
  std::vector<FieldDifference> decision;
  // Removed and changed ones in the order before, then added ones in the order
  // after.
  std::vector<LineDifference> lines;
  std::vector<SumDifference> sums;  // By year.

  bool empty() const {
    return decision.empty() && lines.empty() && sums.empty();
  }
};

// What turns `before` into `after`; empty exactly when the two are equal.
// `year` is the budget year of both.
BudgetDifferences DifferencesOf(int year, const Decided& before,
                                const Decided& after);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_VERSIONS_H_
