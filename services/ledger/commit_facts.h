// What the journal chains of each of the ledger's commits, as text: enough to
// tell any other commit apart, and to hold the books against the journal later
// (VerifyBooks). Digests are raw bytes; the text has them in hexadecimal.

#ifndef FINSAM_SERVICES_LEDGER_COMMIT_FACTS_H_
#define FINSAM_SERVICES_LEDGER_COMMIT_FACTS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/merkle.h"
#include "services/ledger/domain/year_life.h"

namespace finsam::ledger {

// The journal's kinds of commits.
inline constexpr char kPostKind[] = "post-vouchers";
inline constexpr char kImportKind[] = "import-books";
inline constexpr char kLockKind[] = "lock-period";
inline constexpr char kCloseKind[] = "close-year";
inline constexpr char kReopenKind[] = "reopen-year";

// Vouchers were posted at the places `first` to the tree's size.
std::string PostFacts(int64_t first, absl::string_view chain_hash,
                      const MerkleState& tree);

// The beginning of an import's facts: the year's books, and where the chain
// ended. The lines that follow are those of PriorFact and FileFact.
std::string ImportFacts(const FiscalYearName& name,
                        absl::string_view chain_hash, const MerkleState& tree,
                        BalanceMap balances);
// Comparison figures that were written.
std::string PriorFact(int year, const BalanceMap& balances);
// A file that was given.
std::string FileFact(absl::string_view digest, absl::string_view name);

// A step in a year's life, complete. `openings_digest` is that of what the next
// year opens with; only for closings.
std::string YearFacts(const FiscalYearName& name, const YearEvent& event,
                      absl::string_view openings_digest);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_COMMIT_FACTS_H_
