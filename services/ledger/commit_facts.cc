#include "services/ledger/commit_facts.h"

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"

namespace finsam::ledger {
namespace {

std::string ChainFacts(absl::string_view chain_hash, const MerkleState& tree) {
  return absl::StrCat("\nchain ", Hex(chain_hash), "\ntree ", Hex(tree.Root()));
}

}  // namespace

std::string PostFacts(int64_t first, absl::string_view chain_hash,
                      const MerkleState& tree) {
  return absl::StrCat("places ", first, "-", tree.size,
                      ChainFacts(chain_hash, tree));
}

std::string ImportFacts(const FiscalYearName& name,
                        absl::string_view chain_hash, const MerkleState& tree,
                        BalanceMap balances) {
  // A balance without anything is not kept, and could not be told again.
  std::erase_if(balances,
                [](const auto& row) { return row.second == MonthlyBalance(); });
  return absl::StrCat(name.Text(), ChainFacts(chain_hash, tree), "\nbalances ",
                      Hex(BalancesDigest(balances, /*with_movements=*/true)));
}

std::string PriorFact(int year, const BalanceMap& balances) {
  return absl::StrCat("\nprior ", year, " ",
                      Hex(BalancesDigest(balances, /*with_movements=*/true)));
}

std::string FileFact(absl::string_view digest, absl::string_view name) {
  return absl::StrCat("\nfile ", Hex(digest), " ", name);
}

std::string YearFacts(const FiscalYearName& name, const YearEvent& event,
                      absl::string_view openings_digest) {
  std::string facts = name.Text();
  if (event.kind == YearEvent::Kind::kLock) {
    absl::StrAppend(&facts, "\nlocked through ",
                    event.locked_through.has_value()
                        ? absl::FormatCivilTime(*event.locked_through)
                        : "none");
  }
  if (event.kind == YearEvent::Kind::kClose) {
    absl::StrAppend(&facts, "\nresult ", event.result.value,
                    "\ncapital account ", event.capital_account, "\nbalances ",
                    Hex(event.balances_digest), "\nopenings ",
                    Hex(openings_digest));
  }
  absl::StrAppend(&facts, "\nreason ", event.reason);
  return facts;
}

}  // namespace finsam::ledger
