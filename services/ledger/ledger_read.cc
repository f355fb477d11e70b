// The ledger's reading methods, but for explaining and verifying.

#include <memory>
#include <optional>
#include <utility>

#include "common/base/status.h"
#include "services/ledger/ledger.h"
#include "services/ledger/statement_source.h"

namespace finsam::ledger {
namespace {

// About how much of an answer a voucher takes.
size_t SizeOf(const PostedVoucher& voucher) {
  constexpr size_t kEntryBytes = 24;
  constexpr size_t kObjectBytes = 12;
  size_t size = 100 + voucher.content.text.size();
  for (const VoucherEntry& entry : voucher.content.entries) {
    size += kEntryBytes + entry.text.size();
    for (const ObjectRef& object : entry.objects) {
      size += kObjectBytes + object.object.size();
    }
  }
  return size;
}

}  // namespace

absl::StatusOr<VoucherPage> Ledger::ListVouchers(
    const FiscalYearName& name, int size, const std::string& after) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, name.organisation);
  RETURN_IF_ERROR(RequireYear(reader, name).status());
  VoucherPage page;
  std::string last;
  size_t bytes = 0;
  // The first key after `after` is the same with a byte 0 put behind it.
  const std::string from = after.empty() ? "" : after + '\0';
  RETURN_IF_ERROR(reader.ScanVouchers(
      name.year, from,
      [&](const std::string& key, const PostedVoucher& voucher, bool) {
        const bool full = page.vouchers.size() >= static_cast<size_t>(size) ||
                          bytes >= kPageBytesMax;
        if (full) {
          page.next = last;
          return false;
        }
        bytes += SizeOf(voucher);
        page.vouchers.push_back(voucher);
        last = key;
        return true;
      }));
  return page;
}

absl::StatusOr<TrialBalance> Ledger::GetTrialBalance(
    const FiscalYearName& name) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, name.organisation);
  ASSIGN_OR_RETURN(const StoredYear year, RequireYear(reader, name));
  ASSIGN_OR_RETURN(const BalanceMap balances, reader.Balances(name.year));
  ASSIGN_OR_RETURN(const Chart chart, reader.ReadChart(name.year));
  TrialBalance out;
  for (const auto& [account, total] : AccountTotals(balances)) {
    out.rows.push_back({account, chart.AccountName(account), total});
  }
  out.totals = year.totals;
  ASSIGN_OR_RETURN(out.head, store::ReadHead(*snapshot, name.organisation));
  return out;
}

absl::StatusOr<Statements> Ledger::GetStatements(
    const FiscalYearName& name) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  return StatementsFrom(LedgerReader(*snapshot, name.organisation), name);
}

absl::StatusOr<Statements> Ledger::StatementsFrom(
    const LedgerReader& reader, const FiscalYearName& name) const {
  RETURN_IF_ERROR(RequireYear(reader, name).status());
  Statements out;
  ASSIGN_OR_RETURN(out.head,
                   store::ReadHead(reader.snapshot(), name.organisation));
  ASSIGN_OR_RETURN(const std::optional<StoredFile> file,
                   reader.Layout(name.year));
  if (!file.has_value()) {
    return Refuse(absl::StatusCode::kNotFound, "LAYOUT_MISSING",
                  "Räkenskapsåret har ingen uppställningsform "
                  "(layouts/statements.yaml).");
  }
  ASSIGN_OR_RETURN(const std::shared_ptr<const Layout> layout,
                   parsed_.LayoutOf(*file));
  StatementsInput input;
  input.layout = layout.get();
  input.year = name.year;
  input.association = name.Association();
  ASSIGN_OR_RETURN(input.balances, ReadBalances(reader, name.year));
  ASSIGN_OR_RETURN(const std::optional<StoredFile> overview,
                   reader.Overview(name.year));
  if (overview.has_value()) {
    ASSIGN_OR_RETURN(const auto key_figures, parsed_.KeyFiguresOf(*overview));
    input.key_figures = *key_figures;
  }
  input.revision = out.head.revision;
  ASSIGN_OR_RETURN(out.tables, EvaluateStatements(input));
  out.figures = ExtraFigures(input);
  return out;
}

}  // namespace finsam::ledger
