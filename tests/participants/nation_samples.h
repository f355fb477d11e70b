// What the tests of the nation's year share: rows by chance, and associations
// that release them.

#ifndef FINSAM_TESTS_PARTICIPANTS_NATION_SAMPLES_H_
#define FINSAM_TESTS_PARTICIPANTS_NATION_SAMPLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/check.h"
#include "services/participants/clp_program.h"
#include "services/participants/domain/release_plan.h"
#include "tests/participants/count_samples.h"

namespace finsam::participants::test {

inline constexpr int kNationYear = 2024;

// Rows by chance, where those who ended are divided by reason.
inline std::vector<CountRow> RowsByChance(uint32_t seed) {
  std::vector<CountRow> rows = RightRows(seed).Make(kNationYear);
  for (CountRow& row : rows) {
    for (Slice& slice : row.slices) {
      if (slice.breakdown == "orsak") slice.breakdown = "avslutsorsak";
    }
    // Some do not divide by gender.
    if (seed % 3 == 0 && row.initiative == "Insats 1") {
      row.total = TotalOf(row);
      row.by_gender = {};
    }
  }
  return rows;
}

// A release of `facts` as the association makes it, after `releases`.
inline void MakeRelease(const Facts& facts, Audience audience,
                        std::vector<Release>* releases) {
  const auto plan =
      PlanRelease({{{kNationYear, &facts}}, audience, *releases}, ClpSolver());
  FINSAM_CHECK(plan.ok());
  releases->push_back(plan->release);
}

// An association with one initiative and its releases.
struct Association {
  std::string organisation;
  std::vector<Release> releases;
};

inline Association Released(const std::string& organisation,
                            const Facts& facts) {
  Association association{organisation, {}};
  MakeRelease(facts, Audience::kPublic, &association.releases);
  return association;
}

}  // namespace finsam::participants::test

#endif  // FINSAM_TESTS_PARTICIPANTS_NATION_SAMPLES_H_
