#include "services/ledger/ledger.h"

#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/import.h"
#include "services/ledger/convert.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/domain/coverage.h"

namespace finsam::ledger {
namespace {

using ::absl::StatusCode;

// The part of the year's chart that a draft names.
absl::StatusOr<Chart> ChartOf(const LedgerReader& reader, int year,
                              const VoucherDraft& draft) {
  Chart chart;
  // A draft beyond the limits is refused before its accounts are looked at.
  if (draft.entries.size() > kVoucherEntriesMax) return chart;
  for (const VoucherEntry& entry : draft.entries) {
    if (entry.objects.size() > kEntryObjectsMax) return chart;
    if (!chart.HasAccount(entry.account)) {
      ASSIGN_OR_RETURN(const std::optional<Account> account,
                       reader.FindAccount(year, entry.account));
      if (account.has_value()) chart.accounts[entry.account] = *account;
    }
    for (const ObjectRef& object : entry.objects) {
      if (object.object.empty() || object.object.size() > kObjectBytesMax) {
        continue;  // Too long for a key; then it is none of the year's.
      }
      ASSIGN_OR_RETURN(const std::optional<std::string> name,
                       reader.FindObject(year, object));
      if (name.has_value()) chart.objects[object] = *name;
    }
  }
  return chart;
}

// Adds the voucher's entries to the balances they belong to.
absl::Status PutBalances(const LedgerReader& reader, int year,
                         const VoucherDraft& voucher, LedgerWriter* writer) {
  BalanceMap movements;
  AddVoucher(voucher, &movements);
  const size_t month = MonthIndex(voucher.date);
  for (const auto& [key, movement] : movements) {
    ASSIGN_OR_RETURN(const std::optional<MonthlyBalance> kept,
                     reader.FindBalance(year, key));
    MonthlyBalance balance = kept.value_or(MonthlyBalance());
    balance.months[month] += movement.months[month];
    writer->PutBalance(year, key, balance);
  }
  return absl::OkStatus();
}

absl::Status CheckTurnover(const YearTotals& totals,
                           const VoucherDraft& voucher) {
  if (totals.turnover + TurnoverOf(voucher) <= kYearTurnoverMax) {
    return absl::OkStatus();
  }
  return Refuse(StatusCode::kInvalidArgument, "VOUCHER_AMOUNT",
                "Årets sammanlagda belopp skulle bli större än vad böckerna "
                "kan hålla.");
}

}  // namespace

absl::StatusOr<StoredYear> RequireYear(const LedgerReader& reader,
                                       const FiscalYearName& name) {
  ASSIGN_OR_RETURN(std::optional<StoredYear> year, reader.Year(name.year));
  if (year.has_value()) return *std::move(year);
  return Refuse(
      StatusCode::kNotFound, "FISCAL_YEAR_UNKNOWN",
      absl::StrCat("Räkenskapsåret ", name.year, " finns inte i bokföringen."));
}

absl::Status Ledger::CheckLayoutOf(const LedgerReader& reader, int year,
                                   const Voucher& voucher,
                                   const Chart& chart) const {
  ASSIGN_OR_RETURN(const std::optional<StoredFile> file, reader.Layout(year));
  if (!file.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::shared_ptr<const finsam::ledger::Layout> layout,
                   parsed_.LayoutOf(*file));
  std::set<BalanceKey> seen;
  std::vector<UsedAccount> used;
  for (const VoucherEntry& entry : voucher.content().entries) {
    if (!seen.insert({entry.account, entry.objects}).second) continue;
    used.push_back({entry.account, chart.AccountName(entry.account),
                    entry.objects, /*file=*/"", /*line=*/0});
  }
  std::vector<Problem> problems;
  CheckCoverage(*layout, file->name, used, &problems);
  for (const Problem& problem : problems) {
    if (problem.severity != Severity::kError) continue;
    return Refuse(StatusCode::kFailedPrecondition, "ACCOUNT_NOT_IN_LAYOUT",
                  problem.message, problems);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::PostVoucherResponse> Ledger::Post(
    const FiscalYearName& name, const std::string& request_id,
    const VoucherDraft& draft) {
  RETURN_IF_ERROR(CheckRequestId(request_id));
  const std::string digest =
      Sha256Parts({"post-voucher", name.Text(),
                   CanonicalBytes(name.year, /*number=*/0, draft)});
  const std::lock_guard<std::mutex> lock(write_mutex_);
  return store::RetryStale(
      [&] { return PostOnce(name, request_id, digest, draft); });
}

absl::StatusOr<v1::PostVoucherResponse> Ledger::PostOnce(
    const FiscalYearName& name, const std::string& request_id,
    const std::string& request_digest, const VoucherDraft& draft) {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, name.organisation);
  v1::PostVoucherResponse response;
  ASSIGN_OR_RETURN(const std::optional<std::string> kept,
                   store::FindAnswer(*snapshot, name.organisation, request_id,
                                     request_digest));
  if (kept.has_value()) {
    if (response.ParseFromString(*kept)) return response;
    return absl::DataLossError("a kept answer cannot be understood");
  }

  ASSIGN_OR_RETURN(StoredYear year, RequireYear(reader, name));
  if (year.summary) {
    return Refuse(StatusCode::kNotFound, "FISCAL_YEAR_UNKNOWN",
                  absl::StrCat("Av räkenskapsåret ", name.year,
                               " finns bara jämförelsetal, inga böcker att "
                               "bokföra i."));
  }
  ASSIGN_OR_RETURN(const Chart chart, ChartOf(reader, name.year, draft));
  ASSIGN_OR_RETURN(const Voucher voucher,
                   Voucher::Check(draft, chart, year.year));
  RETURN_IF_ERROR(CheckTurnover(year.totals, draft));
  RETURN_IF_ERROR(CheckLayoutOf(reader, name.year, voucher, chart));

  ASSIGN_OR_RETURN(const int64_t last,
                   reader.LastNumber(name.year, draft.series));
  ASSIGN_OR_RETURN(ChainEnd chain, reader.Chain());
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, name.organisation));
  PostedVoucher posted{name.year, last + 1, voucher.content(), ""};
  posted.hash = ChainHash(chain.hash, name.year, posted.number, posted.content);
  chain = {chain.posting_count + 1, posted.hash};
  AddVoucher(posted.content, &year.totals);

  store::Commit commit;
  LedgerWriter writer(commit, name.organisation);
  writer.PutVoucher(posted, /*imported=*/false);
  writer.PutPosting(chain.posting_count, posted);
  writer.PutChain(chain);
  writer.PutSeries(name.year, posted.content.series, posted.number);
  writer.PutYear(year);
  RETURN_IF_ERROR(PutBalances(reader, name.year, posted.content, &writer));

  store::Entry entry{name.organisation, "post-voucher", posted.hash,
                     request_id,        request_digest, "",
                     clock_.Now()};
  ToProto(posted, response.mutable_voucher());
  ToProto(store::HeadAfter(head, entry), response.mutable_revision());
  entry.answer = response.SerializeAsString();
  store::AppendTo(commit, head, entry);
  RETURN_IF_ERROR(store_.Apply(commit));
  return response;
}

}  // namespace finsam::ledger
