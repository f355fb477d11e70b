// What the members were invoiced and have paid of their contributions, and
// which months each instalment is for.
//
// An instalment may be of another rhythm than the year: one of June can cover
// all twelve months. Income belongs to the months that are covered.
// Amounts are positive; a credit invoice is negative. Pure; thread-safe.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_INSTALMENTS_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_INSTALMENTS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/figure.h"
#include "services/budget/domain/contribution.h"
#include "services/budget/domain/finding.h"

namespace finsam::budget {

inline constexpr size_t kInstalmentsMax = 5'000;
inline constexpr int kInstalmentMonthsMax = 24;

struct Instalment {
  std::string member;  // Id of the member that contributes.
  std::string line;    // Id of the budget line that it is income of.
  absl::CivilDay invoiced;
  Ore amount;
  absl::CivilMonth first;  // The months it covers, both included.
  absl::CivilMonth last;
  std::optional<absl::CivilDay> paid;
  friend bool operator==(const Instalment&, const Instalment&) = default;
};

// Instalments that somebody hands in.
struct InstalmentDraft {
  std::vector<Instalment> instalments;
  std::string file;             // "instalments.csv".
  std::vector<int64_t> places;  // The file's line of each instalment.
};

// Appends everything that is wrong with `draft`, given the year's terms.
// Errors: INSTALMENT_TOO_MANY, INSTALMENT_MEMBER (not in `terms`),
// INSTALMENT_LINE (no id of a budget line), INSTALMENT_AMOUNT (zero),
// AMOUNT_TOO_LARGE, INSTALMENT_MONTHS (backwards, or more than
// kInstalmentMonthsMax). Warning: INSTALMENT_PAID_EARLY, paid before invoiced.
void CheckInstalments(const ContributionTerms& terms,
                      const InstalmentDraft& draft,
                      std::vector<Problem>* problems);

// Appends the warning INSTALMENT_LINE_UNKNOWN for each instalment of a line
// that is none of `lines`, those of the year's budget: nothing of it can be
// accrued.
void WarnOfUnknownLines(const std::vector<Line>& lines,
                        const InstalmentDraft& draft,
                        std::vector<Problem>* problems);

// What the members have agreed to contribute, by budget line: of a member the
// line that names it, else the one that its instalments are of. Left out is
// what cannot be told: a member with several lines, and where some member has
// none every line that names no member. Empty where amounts are computed, which
// nobody has decided. `terms` as for SplitContributions.
std::map<std::string, Ore> ContributionsByLine(
    const std::vector<Line>& lines, const ContributionTerms& terms,
    const std::vector<Instalment>& instalments);

// Where a member stands at the end of a day.
struct MemberStatement {
  std::string member;
  Ore contribution;  // For the year.
  Ore invoiced;
  Ore paid;
  Ore outstanding() const { return invoiced - paid; }
  Ore to_invoice() const { return contribution - invoiced; }
  friend bool operator==(const MemberStatement&,
                         const MemberStatement&) = default;
};

// One statement per contributor of `terms`, in its order. What was invoiced or
// paid after `day` is left out.
std::vector<MemberStatement> StatementsOf(
    const ContributionTerms& terms, const std::vector<Instalment>& instalments,
    absl::CivilDay day);

// "contribution/<member>.invoiced/2025", ".paid", ".outstanding" and
// ".to-invoice" for each statement.
std::vector<Figure> StatementFigures(
    const FiscalYearName& year, const std::vector<MemberStatement>& statements,
    int64_t revision);

// INSTALMENT_ABOVE_CONTRIBUTION: more was invoiced than the member contributes.
std::vector<Finding> StatementFindings(
    const FiscalYearName& year, const std::vector<MemberStatement>& statements,
    int64_t revision);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_INSTALMENTS_H_
