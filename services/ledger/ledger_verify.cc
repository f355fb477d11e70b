// Ledger::Verify: proves the books from what was posted.

#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/ledger.h"
#include "services/ledger/ledger_keys.h"

namespace finsam::ledger {
namespace {

absl::Status Differs(const std::string& sentence) {
  return Refuse(absl::StatusCode::kDataLoss, "BOOKS_DIFFER", sentence);
}

std::string NameOf(const VoucherView& voucher) {
  return absl::StrCat(voucher.fiscal_year(), " ",
                      VoucherName(voucher.series(), voucher.number()));
}

// Walks the chain once, in the order of posting, and computes everything that
// is kept beside it anew.
class Prover {
 public:
  explicit Prover(const LedgerReader& reader) : reader_(reader) {}

  absl::StatusOr<Proof> Prove() {
    const std::string& organisation = reader_.organisation();
    RETURN_IF_ERROR(store::VerifyChain(reader_.snapshot(), organisation));
    ASSIGN_OR_RETURN(chain_, reader_.Chain());
    ASSIGN_OR_RETURN(const std::vector<int> years, reader_.Years());
    for (const int year : years) {
      ASSIGN_OR_RETURN(const auto stored, reader_.Year(year));
      if (stored.has_value()) folds_.emplace(year, YearFold(stored->year));
    }
    RETURN_IF_ERROR(WalkChain());
    for (const auto& [year, fold] : folds_) RETURN_IF_ERROR(ProveYear(fold));
    proof_.voucher_count = chain_.posting_count;
    proof_.tree_root = chain_.tree.Root();
    ASSIGN_OR_RETURN(proof_.head,
                     store::ReadHead(reader_.snapshot(), organisation));
    return proof_;
  }

 private:
  absl::Status WalkChain();
  absl::Status Add(const BlockVoucher& voucher);
  absl::Status ProveYear(const YearFold& fold);
  absl::Status ProveNumbers(int year, int64_t count);
  absl::Status ProveEntries(const YearFold& fold);

  const LedgerReader& reader_;
  ChainEnd chain_;
  std::map<int, YearFold> folds_;
  // The folds as they stood where the indexes end.
  std::map<int, YearFold> indexed_;
  std::string hash_;
  MerkleState tree_;
  Proof proof_;
};

absl::Status Prover::Add(const BlockVoucher& voucher) {
  hash_ = ChainHash(hash_, voucher.bytes);
  if (hash_ != voucher.hash) {
    return Differs(absl::StrCat("Verifikation ", NameOf(voucher.view),
                                " stämmer inte med sin kontrollsumma."));
  }
  const auto fold = folds_.find(voucher.view.fiscal_year());
  if (fold == folds_.end()) {
    return Differs(absl::StrCat("Räkenskapsåret ", voucher.view.fiscal_year(),
                                " saknas."));
  }
  fold->second.Add(voucher.view);
  if (const auto tile = tree_.Append(hash_); tile.has_value()) {
    ASSIGN_OR_RETURN(
        const auto kept,
        reader_.snapshot().Get(TileKey(reader_.organisation(), tile->index)));
    if (kept != tile->hash) {
      return Differs(absl::StrCat("Kontrollträdets del ", tile->index,
                                  " är inte verifikationernas."));
    }
  }
  return absl::OkStatus();
}

absl::Status Prover::WalkChain() {
  if (chain_.indexed_count == 0) indexed_ = folds_;
  absl::Status status;
  const absl::Status scan = reader_.ScanPlaces(
      1, chain_.posting_count, [&](const BlockVoucher& voucher) {
        status = Add(voucher);
        if (voucher.place == chain_.indexed_count) indexed_ = folds_;
        return status.ok();
      });
  RETURN_IF_ERROR(status);
  if (!scan.ok()) {
    return Differs(absl::StrCat("En verifikation saknas eller är skadad: ",
                                std::string(scan.message()), "."));
  }
  if (hash_ != chain_.hash) {
    return Differs("Kedjan av verifikationer slutar inte där den ska.");
  }
  if (tree_ != chain_.tree) {
    return Differs("Kontrollträdet är inte verifikationernas.");
  }
  return absl::OkStatus();
}

// Every number of the year leads to its voucher, and no voucher lacks one.
absl::Status Prover::ProveNumbers(int year, int64_t count) {
  int64_t found = 0;
  absl::Status status;
  RETURN_IF_ERROR(reader_.ScanNumbers(
      year, /*after_series=*/"", /*after_number=*/-1,
      [&](const std::string& series, int64_t number, int64_t place) {
        ++found;
        const auto voucher = reader_.FindPlace(place);
        status = voucher.status();
        if (!status.ok()) return false;
        if (voucher->has_value() && (*voucher)->fiscal_year == year &&
            (*voucher)->content.series == series &&
            (*voucher)->number == number) {
          return true;
        }
        status = Differs(absl::StrCat("Verifikation ", year, " ",
                                      VoucherName(series, number),
                                      " ligger inte där den ska."));
        return false;
      }));
  RETURN_IF_ERROR(status);
  if (found == count) return absl::OkStatus();
  return Differs(absl::StrCat("År ", year, " har ", found, " nummer, men ",
                              count, " verifikationer är bokförda."));
}

// The rows of every account sum to its movement.
absl::Status Prover::ProveEntries(const YearFold& fold) {
  BalanceMap balances;
  fold.AddTo(&balances);
  int64_t count = 0;
  for (const auto& [account, total] : AccountTotals(balances)) {
    Ore sum;
    RETURN_IF_ERROR(reader_.ScanEntries(fold.year().year(), {account},
                                        /*first_place=*/1,
                                        [&](int32_t, const EntryRow& row) {
                                          sum += row.amount;
                                          ++count;
                                          return true;
                                        }));
    if (sum == total.movement) continue;
    return Differs(absl::StrCat("Raderna på konto ", account, " år ",
                                fold.year().year(),
                                " är inte verifikationernas."));
  }
  if (count == fold.totals().entry_count) return absl::OkStatus();
  return Differs(absl::StrCat("År ", fold.year().year(), " har ", count,
                              " rader i förteckningen, men ",
                              fold.totals().entry_count, " är bokförda."));
}

absl::Status Prover::ProveYear(const YearFold& fold) {
  const int year = fold.year().year();
  ASSIGN_OR_RETURN(const std::optional<StoredYear> stored, reader_.Year(year));
  ASSIGN_OR_RETURN(const BalanceMap openings, reader_.Openings(year));
  if (BalancesDigest(openings, stored->summary) != stored->balances_digest) {
    return Differs(absl::StrCat("Ingående balanser eller jämförelsetal för ",
                                year, " är inte de som lästes in."));
  }
  ASSIGN_OR_RETURN(const YearFold kept, reader_.KeptMovements(stored->year));
  const YearFold& expected = indexed_.at(year);
  int32_t account = 0;
  if (!SameMovements(kept, expected, &account)) {
    return Differs(absl::StrCat("Saldot på konto ", account, " år ", year,
                                " är inte summan av dess verifikationer."));
  }
  if (kept.totals() != expected.totals()) {
    return Differs(absl::StrCat("Antalet verifikationer och rader för ", year,
                                " är inte det som är bokfört."));
  }
  RETURN_IF_ERROR(ProveNumbers(year, fold.totals().voucher_count));
  RETURN_IF_ERROR(ProveEntries(fold));
  ASSIGN_OR_RETURN(const BalanceMap balances, reader_.Balances(year));
  proof_.balance_count += static_cast<int64_t>(balances.size());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Proof> Ledger::Verify(const std::string& organisation) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, organisation);
  absl::StatusOr<Proof> proof = Prover(reader).Prove();
  // Whoever asks whether the books are whole is told what is not.
  if (absl::IsDataLoss(proof.status()) && ReasonOf(proof.status()).empty()) {
    return Differs(absl::StrCat("Lagrade uppgifter är skadade: ",
                                std::string(proof.status().message()), "."));
  }
  return proof;
}

}  // namespace finsam::ledger
