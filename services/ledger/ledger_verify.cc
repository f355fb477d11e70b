// Ledger::Verify: proves the books from what was posted.

#include <future>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/ledger.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/verify_commits.h"
#include "services/ledger/verify_indexes.h"

namespace finsam::ledger {
namespace {

std::string NameOf(const VoucherView& voucher) {
  return absl::StrCat(voucher.fiscal_year(), " ",
                      VoucherName(voucher.series(), voucher.number()));
}

// Walks the chain for what is derived of it.
absl::Status ProveIndexes(const store::Snapshot& snapshot,
                          const std::string& organisation,
                          const ChainEnd& chain) {
  const LedgerReader reader(snapshot, organisation);
  IndexProver indexes(reader, chain);
  RETURN_IF_ERROR(reader.ScanPlaces(1, chain.posting_count,
                                    [&indexes](const BlockVoucher& voucher) {
                                      indexes.Add(voucher);
                                      return true;
                                    }));
  return indexes.Prove();
}

// Walks the chain in the order of posting and computes everything that is kept
// beside it anew. A second thread walks it for the indexes: each walk takes
// half of the time, most of it computing.
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
      if (stored.has_value())
        books_.folds.emplace(year, YearFold(stored->year));
    }
    RETURN_IF_ERROR(WalkChain());
    for (const auto& [year, fold] : books_.folds)
      RETURN_IF_ERROR(ProveYear(fold));
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

  const LedgerReader& reader_;
  ChainEnd chain_;
  WalkedBooks books_;
  // The folds as they stood where the indexes end.
  std::map<int, YearFold> indexed_;
  Proof proof_;
};

absl::Status Prover::Add(const BlockVoucher& voucher) {
  books_.hash = ChainHash(books_.hash, voucher.bytes);
  if (books_.hash != voucher.hash) {
    return BooksDiffer(absl::StrCat("Verifikation ", NameOf(voucher.view),
                                    " stämmer inte med sin kontrollsumma."));
  }
  const auto fold = books_.folds.find(voucher.view.fiscal_year());
  if (fold == books_.folds.end()) {
    return BooksDiffer(absl::StrCat("Räkenskapsåret ",
                                    voucher.view.fiscal_year(), " saknas."));
  }
  fold->second.Add(voucher.view);
  if (const auto tile = books_.tree.Append(books_.hash); tile.has_value()) {
    ASSIGN_OR_RETURN(
        const auto kept,
        reader_.snapshot().Get(TileKey(reader_.organisation(), tile->index)));
    if (kept != tile->hash) {
      return BooksDiffer(absl::StrCat("Kontrollträdets del ", tile->index,
                                      " är inte verifikationernas."));
    }
  }
  return absl::OkStatus();
}

absl::Status Prover::WalkChain() {
  if (chain_.indexed_count == 0) indexed_ = books_.folds;
  CommitProver commits(reader_);
  std::future<absl::Status> indexes = std::async(std::launch::async, [this] {
    return ProveIndexes(reader_.snapshot(), reader_.organisation(), chain_);
  });
  absl::Status status;
  const absl::Status scan = reader_.ScanPlaces(
      1, chain_.posting_count, [&](const BlockVoucher& voucher) {
        status = commits.ProveAt(books_);
        if (status.ok()) status = Add(voucher);
        if (voucher.place == chain_.indexed_count) indexed_ = books_.folds;
        return status.ok();
      });
  RETURN_IF_ERROR(status);
  if (!scan.ok()) {
    return BooksDiffer(absl::StrCat("En verifikation saknas eller är skadad: ",
                                    std::string(scan.message()), "."));
  }
  if (books_.hash != chain_.hash) {
    return BooksDiffer("Kedjan av verifikationer slutar inte där den ska.");
  }
  if (books_.tree != chain_.tree) {
    return BooksDiffer("Kontrollträdet är inte verifikationernas.");
  }
  RETURN_IF_ERROR(commits.Finish(books_));
  return indexes.get();
}

absl::Status Prover::ProveYear(const YearFold& fold) {
  const int year = fold.year().year();
  ASSIGN_OR_RETURN(const std::optional<StoredYear> stored, reader_.Year(year));
  ASSIGN_OR_RETURN(const BalanceMap openings, reader_.Openings(year));
  if (BalancesDigest(openings, stored->summary) != stored->balances_digest) {
    return BooksDiffer(
        absl::StrCat("Ingående balanser eller jämförelsetal för ", year,
                     " är inte de som lästes in."));
  }
  ASSIGN_OR_RETURN(const YearFold kept, reader_.KeptMovements(stored->year));
  const YearFold& expected = indexed_.at(year);
  int32_t account = 0;
  if (!SameMovements(kept, expected, &account)) {
    return BooksDiffer(absl::StrCat("Saldot på konto ", account, " år ", year,
                                    " är inte summan av dess verifikationer."));
  }
  if (kept.totals() != expected.totals()) {
    return BooksDiffer(absl::StrCat("Antalet verifikationer och rader för ",
                                    year, " är inte det som är bokfört."));
  }
  BalanceMap balances = openings;
  fold.AddTo(&balances);
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
    return BooksDiffer(absl::StrCat(
        "Lagrade uppgifter är skadade: ", std::string(proof.status().message()),
        "."));
  }
  return proof;
}

}  // namespace finsam::ledger
