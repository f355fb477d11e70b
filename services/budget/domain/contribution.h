// What the members contribute in a year, and how it is divided (Finsamlagen).
//
// Three parties contribute: the state through Försäkringskassan (for
// Arbetsförmedlingen too, which is a member and no row here), the regions and
// the municipalities. By 5 § the state gives half and the regions and the
// municipalities a quarter each; by 5 a §, where a municipality belongs to no
// region, the municipalities give half. Several regions, or municipalities,
// divide their party's part as they have agreed: by inhabitants or by shares.
//
// Parties and members get whole rounding units (1 or 100 kr), each level by
// domain/division.h, which says how far from its exact share a part can
// be; so each level adds up to the one above. A party is always within one
// unit of its share by law, and exact when the total is a multiple of four
// units.
//
// Where amounts were agreed they are what counts; departures are findings.
// All amounts are positive. Pure functions; thread-safe.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_CONTRIBUTION_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_CONTRIBUTION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/money.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/figure.h"
#include "services/budget/domain/budget.h"
#include "services/budget/domain/finding.h"

namespace finsam::budget {

// Sweden has 290 municipalities and 20 regions.
inline constexpr size_t kContributorsMax = 400;
inline constexpr int64_t kPopulationMax = 100'000'000;
inline constexpr Ore kRoundingKrona{1'00};
inline constexpr Ore kRoundingHundred{100'00};

enum class Party { kState, kRegions, kMunicipalities };
inline constexpr size_t kPartyCount = 3;

enum class SplitLaw {
  kWithRegions,    // 5 §: 1/2, 1/4, 1/4.
  kWithoutRegion,  // 5 a §: 1/2, none, 1/2.
};

// How the municipalities divide their part.
enum class Basis { kInhabitants, kAgreement };

struct Contributor {
  std::string id;  // The member's id, [a-z0-9-].
  Party party = Party::kMunicipalities;
  std::optional<int64_t> population;
  std::optional<Share> share;  // Of its party's part, by agreement.
  std::optional<Ore> agreed;   // What was agreed in fact.
  friend bool operator==(const Contributor&, const Contributor&) = default;
};

// What was decided about a year's contributions.
struct ContributionTerms {
  Ore total;
  SplitLaw law = SplitLaw::kWithRegions;
  // Several regions divide by shares when they have any, else by inhabitants.
  Basis basis = Basis::kInhabitants;
  Ore rounding = kRoundingHundred;
  std::vector<Contributor> contributors;  // In the association's order.
  friend bool operator==(const ContributionTerms&,
                         const ContributionTerms&) = default;
};

// Terms that somebody hands in.
struct ContributionDraft {
  ContributionTerms terms;
  std::string file;             // "contributions.csv".
  std::vector<int64_t> places;  // The file's line of each contributor.
};

struct ContributionSplit {
  bool is_agreed = false;  // The members' amounts are agreed, not computed.
  Ore total;               // Of the members; what counts.
  std::array<Ore, kPartyCount> parties{};  // By Party.
  std::vector<Ore> members;                // In the terms' order.
  friend bool operator==(const ContributionSplit&,
                         const ContributionSplit&) = default;
};

// Appends everything that is wrong with `draft`. Errors:
// CONTRIBUTION_TOO_MANY, CONTRIBUTION_ROUNDING (not 1 or 100 kr),
// CONTRIBUTION_TOTAL (not above 0, or no whole number of rounding units to
// divide), CONTRIBUTION_MEMBER_ID, CONTRIBUTION_MEMBER_TWICE,
// CONTRIBUTION_PARTIES (one is missing, or two stand for the state, or a
// region where none takes part), CONTRIBUTION_POPULATION (missing, or not 1 to
// kPopulationMax), CONTRIBUTION_SHARES (missing, not asked for, or not 100 %
// together), CONTRIBUTION_AGREED (of some members only, below 0, or all 0),
// AMOUNT_TOO_LARGE. What is missing is not said when `problems` already holds
// something: the reader of the file has said it then.
void CheckContributions(const ContributionDraft& draft,
                        std::vector<Problem>* problems);

// How the members of `party` divide its part when there are several.
Basis BasisOf(const ContributionTerms& terms, Party party);

// Divides. `terms` are such that CheckContributions finds no error.
ContributionSplit SplitContributions(const ContributionTerms& terms);

// Where agreed amounts depart; empty when the amounts are computed:
//   CONTRIBUTION_TOTAL_DIFFERS  they do not add up to the terms' total;
//   CONTRIBUTION_LAW            a party's part of what they add up to is a
//                               rounding unit or more from the law;
//   CONTRIBUTION_DIVISION       a member's part of its party's is further from
//                               the basis than rounding explains, and more
//                               than one unit. Only where the basis is known.
std::vector<Finding> ContributionFindings(const FiscalYearName& year,
                                          const ContributionTerms& terms,
                                          int64_t revision);

// "contribution/gislaved/2025"; of a sum "contribution/total/2025", and
// "state", "regions", "municipalities".
std::string ContributionFigureId(absl::string_view member, int year);

// A figure for each member, the parties, the total, and each party's exact
// share of it ("contribution/state.share/2025"); regions only where they take
// part. Agreed amounts come from records and are summed; computed ones come
// from the total.
std::vector<Figure> ContributionFigures(const FiscalYearName& year,
                                        const ContributionTerms& terms,
                                        int64_t revision);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_CONTRIBUTION_H_
