// Ledger::Verify: proves the books from what was posted.

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/ledger.h"

namespace finsam::ledger {
namespace {

// What the vouchers of a year add up to.
struct Fold {
  BalanceMap balances;
  YearTotals totals;
};

absl::Status Differs(const std::string& sentence) {
  return Refuse(absl::StatusCode::kDataLoss, "BOOKS_DIFFER", sentence);
}

// Walks the chain in the order of posting and folds every voucher.
absl::StatusOr<std::map<int, Fold>> FoldChain(const LedgerReader& reader,
                                              int64_t* voucher_count) {
  std::map<int, Fold> folds;
  std::string hash;
  ASSIGN_OR_RETURN(const ChainEnd end, reader.Chain());
  for (int64_t place = 1; place <= end.posting_count; ++place) {
    ASSIGN_OR_RETURN(const std::optional<Posting> posting,
                     reader.FindPosting(place));
    if (!posting.has_value()) {
      return Differs(absl::StrCat("Bokning nummer ", place, " saknas."));
    }
    ASSIGN_OR_RETURN(const std::optional<PostedVoucher> voucher,
                     reader.FindVoucher(*posting));
    const std::string name =
        absl::StrCat(posting->fiscal_year, " ",
                     VoucherName(posting->series, posting->number));
    if (!voucher.has_value()) {
      return Differs(absl::StrCat("Verifikation ", name, " saknas."));
    }
    hash = ChainHash(hash, posting->fiscal_year, posting->number,
                     voucher->content);
    if (hash != voucher->hash) {
      return Differs(absl::StrCat("Verifikation ", name,
                                  " stämmer inte med sin kontrollsumma."));
    }
    Fold& fold = folds[posting->fiscal_year];
    AddVoucher(voucher->content, &fold.balances);
    AddVoucher(voucher->content, &fold.totals);
  }
  if (hash != end.hash) {
    return Differs("Kedjan av verifikationer slutar inte där den ska.");
  }
  *voucher_count = end.posting_count;
  return folds;
}

absl::Status CompareBalances(int year, const BalanceMap& folded,
                             const BalanceMap& kept) {
  for (const auto& [key, balance] : kept) {
    const auto found = folded.find(key);
    const auto months =
        found == folded.end() ? MonthlyBalance().months : found->second.months;
    if (months == balance.months) continue;
    return Differs(absl::StrCat("Saldot på konto ", key.account, " år ", year,
                                " är inte summan av dess verifikationer."));
  }
  for (const auto& [key, balance] : folded) {
    if (kept.count(key) > 0 || balance.IsZero()) continue;
    return Differs(absl::StrCat("Saldot på konto ", key.account, " år ", year,
                                " saknas."));
  }
  return absl::OkStatus();
}

// No voucher lies beside the chain.
absl::Status CountVouchers(const LedgerReader& reader, int year,
                           int64_t expected) {
  int64_t count = 0;
  RETURN_IF_ERROR(reader.ScanVouchers(
      year, /*from=*/"",
      [&count](const std::string&, const PostedVoucher&, bool) {
        ++count;
        return true;
      }));
  if (count == expected) return absl::OkStatus();
  return Differs(absl::StrCat("År ", year, " har ", count,
                              " verifikationer, men ", expected,
                              " är bokförda."));
}

absl::Status VerifyYear(const LedgerReader& reader, int year, const Fold& fold,
                        int64_t* balance_count) {
  ASSIGN_OR_RETURN(const std::optional<StoredYear> stored, reader.Year(year));
  if (!stored.has_value()) {
    return Differs(absl::StrCat("Räkenskapsåret ", year, " saknas."));
  }
  ASSIGN_OR_RETURN(const BalanceMap kept, reader.Balances(year));
  *balance_count += static_cast<int64_t>(kept.size());
  if (BalancesDigest(kept, stored->summary) != stored->balances_digest) {
    return Differs(absl::StrCat("Ingående balanser eller jämförelsetal för ",
                                year, " är inte de som lästes in."));
  }
  RETURN_IF_ERROR(CountVouchers(reader, year, fold.totals.voucher_count));
  if (stored->totals != fold.totals) {
    return Differs(absl::StrCat("Antalet verifikationer och rader för ", year,
                                " är inte det som är bokfört."));
  }
  if (stored->summary) return absl::OkStatus();
  return CompareBalances(year, fold.balances, kept);
}

absl::StatusOr<Proof> Prove(const LedgerReader& reader) {
  Proof proof;
  RETURN_IF_ERROR(store::VerifyChain(reader.snapshot(), reader.organisation()));
  ASSIGN_OR_RETURN(auto folds, FoldChain(reader, &proof.voucher_count));
  ASSIGN_OR_RETURN(const std::vector<int> years, reader.Years());
  for (const int year : years) folds.try_emplace(year);
  for (const auto& [year, fold] : folds) {
    RETURN_IF_ERROR(VerifyYear(reader, year, fold, &proof.balance_count));
  }
  ASSIGN_OR_RETURN(proof.head,
                   store::ReadHead(reader.snapshot(), reader.organisation()));
  return proof;
}

}  // namespace

absl::StatusOr<Proof> Ledger::Verify(const std::string& organisation) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  absl::StatusOr<Proof> proof = Prove(LedgerReader(*snapshot, organisation));
  // Whoever asks whether the books are whole is told what is not.
  if (absl::IsDataLoss(proof.status()) && ReasonOf(proof.status()).empty()) {
    return Differs(absl::StrCat("Lagrade uppgifter är skadade: ",
                                std::string(proof.status().message()), "."));
  }
  return proof;
}

}  // namespace finsam::ledger
