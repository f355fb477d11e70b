// Counts of participants for measurements: years of persons who were never
// there, counted in every way that an association counts them, so that all that
// should add up does, from one year to the next too.

#ifndef FINSAM_TESTS_BENCH_COUNTS_H_
#define FINSAM_TESTS_BENCH_COUNTS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace finsam::bench {

// What is counted of each initiative: women, men and the total of 129 rows.
inline constexpr int kCellsOfAnInitiative = 129 * 3;

// counts.csv of `years` years from `first_year` on. The same arguments give the
// same bytes.
std::vector<std::string> MakeCounts(uint64_t seed, int initiatives,
                                    int first_year, int years);

}  // namespace finsam::bench

#endif  // FINSAM_TESTS_BENCH_COUNTS_H_
