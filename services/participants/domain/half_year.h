// What Försäkringskassan's Uppföljning Finsam takes for a half-year: how many
// took part in each initiative, by gender where it is for individuals, and the
// money beside them.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_HALF_YEAR_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_HALF_YEAR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/money.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/table.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// An initiative may be divided into one for each focus.
inline constexpr size_t kMeansMax = kInitiativesMax * kFocusCount;

// An initiative's money; nothing where it was not said.
struct InitiativeMeans {
  std::string initiative;  // As counts.csv calls it.
  std::optional<Ore> budget;
  std::optional<Ore> outcome;  // Costs are positive.
};

// An association's money, which other services hold.
struct Means {
  std::optional<Ore> allotted;     // Tilldelade medel.
  std::optional<Ore> own_capital;  // Eget kapital.
  std::optional<Ore> administration_budget;
  std::optional<Ore> administration_outcome;
  std::vector<InitiativeMeans> initiatives;
};

struct HalfYear {
  int year = 0;
  int half = 1;  // 1: January to June; 2: July to December.

  Period period() const;     // "2024-01..2024-06".
  std::string Text() const;  // "2024-1".
};

// A number of participants that is known, and the figure that says so; the
// figure is empty where nobody reported the number, which then is zero.
struct HalfYearCount {
  int64_t value = 0;
  std::string figure_id;
};

// An initiative as it is registered there: it has one focus.
struct HalfYearRow {
  std::string id;    // "it-sparet"; "it-sparet.individ" when it was divided.
  std::string name;  // "IT-spåret"; "IT-spåret, individ".
  Focus focus = Focus::kIndividual;
  // Nothing where it is not known, and for a structural initiative.
  std::array<std::optional<HalfYearCount>, kGenderCount> by_gender;
  std::optional<HalfYearCount> total;
  std::optional<int64_t> planned;  // Participants in the year.
  std::optional<Ore> budget;
  std::optional<Ore> outcome;
};

struct FollowUp {
  std::vector<HalfYearRow> rows;
  // For people: HALF_YEAR_MISSING what is to be registered and is not there;
  // HALF_YEAR_DIVIDED an initiative that must be registered as several;
  // HALF_YEAR_MEANS money that suits no row.
  std::vector<Problem> warnings;
};

// The initiatives that run in the half-year or have any count about a part of
// it, in the order of initiatives.csv and counts.csv.
//
// A number is the row of counts.csv about just these months: the participants
// (deltagare), or for a structural initiative that has none the persons of its
// events (personer). A row about the calendar year is not taken instead, since
// who took part in both halves is counted once in it.
//
// Refusals: HALF_YEAR_INVALID, MEANS_INVALID.
absl::StatusOr<FollowUp> MakeFollowUp(const HalfYear& half, const Facts& facts,
                                      const Means& means);

// The same as a table, with the association's own money below.
Table FollowUpTable(const HalfYear& half, const FollowUp& follow_up,
                    const Means& means, int64_t revision);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_HALF_YEAR_H_
