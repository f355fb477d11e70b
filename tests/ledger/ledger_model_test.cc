// Random lives of an association's books against a plain list of vouchers:
// postings, batches, reversals, files that grow and files that harm, locks and
// closings, several callers at once, and restarts, in any order. After every
// step all answers are the fold of the list, also those as of an earlier
// revision, and the books prove themselves.
//
// A failing seed is printed. FINSAM_SEED=<seed> runs that one alone,
// FINSAM_SEEDS=<count> so many.

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tests/ledger/ledger_model_run.h"

namespace finsam::ledger {
namespace {

constexpr uint64_t kSeeds = 200;
// Every so many seeds the books are large, which takes longer.
constexpr uint64_t kLargeEvery = 100;

uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  uint64_t number = 0;
  if (text == nullptr || !absl::SimpleAtoi(text, &number)) return otherwise;
  return number;
}

TEST(LedgerModelTest, BooksAreTheFoldOfWhatWasTaken) {
  const uint64_t chosen = NumberFrom("FINSAM_SEED", 0);
  const uint64_t first = chosen == 0 ? 1 : chosen;
  const uint64_t last =
      chosen == 0 ? NumberFrom("FINSAM_SEEDS", kSeeds) : chosen;
  for (uint64_t seed = first; seed <= last && !HasFailure(); ++seed) {
    SCOPED_TRACE(absl::StrCat("FINSAM_SEED=", seed));
    ModelRun(seed, seed % kLargeEvery == 0).Run();
  }
}

}  // namespace
}  // namespace finsam::ledger
