// The own capital (eget kapital) carried from year to year: each year opens
// with what the year before closed with, and the result is added. With it, how
// large it is beside the members' contributions, and what a guideline says it
// should be at most.
//
// Income, costs and contributions are positive; capital has its own sign, and
// below zero more is planned than there is. Pure; thread-safe.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_CAPITAL_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_CAPITAL_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/money.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/figure.h"
#include "services/budget/domain/budget.h"
#include "services/budget/domain/finding.h"

namespace finsam::budget {

inline constexpr size_t kCapitalYearsMax = 40;
inline constexpr size_t kGuidelineTiersMax = 20;
inline constexpr size_t kGuidelineSourceBytesMax = 200;
// The largest sum of a year, of income, costs or contributions.
inline constexpr Ore kYearSumMax{int64_t{kLinesMax} * kAmountMax.value};
// The largest capital to begin with, either way.
inline constexpr Ore kCapitalMax{1'000 * kYearSumMax.value};

// What a year adds to the capital and takes from it.
struct CapitalFlow {
  int year = 0;
  Ore income;  // Without capital brought forward.
  Ore costs;
  Ore contributions;  // The members'; a part of the income.
  // The figures that the amounts come from: "budget/income/2025".
  std::string income_figure;
  std::string costs_figure;
  std::string contributions_figure;
  friend bool operator==(const CapitalFlow&, const CapitalFlow&) = default;
};

// A year with what it opened with.
struct CapitalYear {
  CapitalFlow flow;
  Ore opening;
  Ore result() const { return flow.income - flow.costs; }
  Ore closing() const { return opening + result(); }
  // Of the capital; below zero the year saves.
  Ore planned_use() const { return -result(); }
  friend bool operator==(const CapitalYear&, const CapitalYear&) = default;
};

// The years one after the other. Rolling some years and then the rest from
// what they closed with gives the same as rolling all. Refusals
// (kInvalidArgument): CAPITAL_YEARS (none, more than kCapitalYearsMax, or not
// consecutive), AMOUNT_TOO_LARGE (beyond the limits above, or below zero where
// that has no meaning).
absl::StatusOr<std::vector<CapitalYear>> RollForward(
    Ore opening, const std::vector<CapitalFlow>& flows);

// For associations whose contributions are at most `contributions_up_to`; the
// last tier may leave it out.
struct GuidelineTier {
  std::optional<Ore> contributions_up_to;
  std::optional<Share> share;  // Of the contributions.
  std::optional<Ore> amount;   // With a share: the cap of what it gives.
  friend bool operator==(const GuidelineTier&, const GuidelineTier&) = default;
};

// How large the capital should be at most, by the size of the association.
struct CapitalGuideline {
  std::string source;                // "Nationella rådet".
  std::vector<GuidelineTier> tiers;  // Ascending.
  friend bool operator==(const CapitalGuideline&,
                         const CapitalGuideline&) = default;
};

// A guideline that somebody hands in.
struct GuidelineDraft {
  CapitalGuideline guideline;
  std::string file;             // "budget-rules.yaml".
  std::vector<int64_t> places;  // The file's line of each tier.
};

// Appends everything that is wrong with `draft`. Errors: GUIDELINE_SOURCE
// (missing or too long), GUIDELINE_TIERS (none or too many, not ascending, one
// after a tier without an upper end, or one without share and amount),
// GUIDELINE_SHARE (not 0 to 100 %), GUIDELINE_AMOUNT (below zero),
// AMOUNT_TOO_LARGE.
void CheckGuideline(const GuidelineDraft& draft,
                    std::vector<Problem>* problems);

// The guideline's amount, rounded down to whole öre: capital is above it
// exactly when it is above the share. Nothing when no tier is so large.
std::optional<Ore> GuidelineFor(const CapitalGuideline& guideline,
                                Ore contributions);

// "capital/closing/2025".
std::string CapitalFigureId(absl::string_view what, int year);

// For each year "capital/opening/2025", result, closing, planned-use, and
// share: the exact ratio of closing to contributions, without a value when
// there are none. With a guideline that has a tier for the year also guideline
// and guideline-room (what is left up to it). `opening_figure` is where the
// first opening comes from. `year` is the year of the folder.
std::vector<Figure> CapitalFigures(const FiscalYearName& year,
                                   const std::vector<CapitalYear>& years,
                                   absl::string_view opening_figure,
                                   const CapitalGuideline* guideline,
                                   int64_t revision);

// CAPITAL_ABOVE_GUIDELINE and CAPITAL_NEGATIVE, of what a year closes with.
// `guideline` may be nullptr.
std::vector<Finding> CapitalFindings(const FiscalYearName& year,
                                     const std::vector<CapitalYear>& years,
                                     const CapitalGuideline* guideline,
                                     int64_t revision);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_CAPITAL_H_
