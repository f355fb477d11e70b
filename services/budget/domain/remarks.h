// What a reader must know of figures that are made of what was handed in, where
// that is not all: remarks (anmärkningar) that stand beside an answer, never
// reasons to refuse.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_REMARKS_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_REMARKS_H_

#include <optional>
#include <string>
#include <vector>

#include "common/base/status.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

// Lines that one remark names; it counts the others.
inline constexpr size_t kNamedLinesMax = 20;

// Appends OUTCOME_UNBOOKED when the books that outcomes are from end before
// `month` of `year`: `booked_through` is the last month with a voucher, 0 when
// there is none. Nothing: not said, and then nothing is appended.
void RemarkUnbooked(std::optional<int> booked_through, int year, int month,
                    std::vector<Problem>* remarks);

// Appends a remark that names `lines` and says `sentence` of them, unless there
// are none.
void RemarkLines(absl::string_view reason,
                 const std::vector<std::string>& lines,
                 absl::string_view sentence, std::vector<Problem>* remarks);

// A line that an outcome other than zero was handed in for, and its kind where
// that was said.
struct SaidLine {
  std::string line;
  std::optional<Kind> kind;
};

// Appends OUTCOME_UNKNOWN, which names those that `budget` has not, and
// OUTCOME_KIND, those that it has as the other kind.
void RemarkStrangers(const Budget& budget, const std::vector<SaidLine>& lines,
                     std::vector<Problem>* remarks);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_REMARKS_H_
