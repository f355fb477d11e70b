// The ledger's reading methods, but for explaining and verifying.

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
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

// Where a listing goes on: at which revision it began, and after which number.
struct Place {
  int64_t revision = 0;
  int64_t number = -1;
  std::string series;
};

std::string PlaceText(const Place& place) {
  return absl::StrCat(place.revision, ":", place.number, ":", place.series);
}

absl::StatusOr<Place> ReadPlace(const std::string& text) {
  Place place;
  if (text.empty()) return place;
  const std::vector<std::string> parts =
      absl::StrSplit(text, absl::MaxSplits(':', 2));
  if (parts.size() == 3 && absl::SimpleAtoi(parts[0], &place.revision) &&
      absl::SimpleAtoi(parts[1], &place.number)) {
    place.series = parts[2];
    return place;
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "PAGE_INVALID",
                "Sidans märke är inte ett som bokföringen har gett.");
}

}  // namespace

absl::StatusOr<VoucherPage> Ledger::ListVouchers(
    const FiscalYearName& name, const VoucherListing& listing) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(Place place, ReadPlace(listing.after));
  if (listing.after.empty()) place.revision = listing.at_revision;
  ASSIGN_OR_RETURN(int64_t revision,
                   CheckRevision(*snapshot, name.organisation, place.revision));
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, name.organisation));
  if (revision == kNow) revision = head.revision;
  const LedgerReader reader(*snapshot, name.organisation, revision);
  RETURN_IF_ERROR(RequireYear(reader, name).status());
  VoucherPage page;
  page.at_revision = revision;
  place.revision = revision;
  const VoucherMatcher matcher(listing.filter);
  size_t bytes = 0;
  int64_t looked_at = 0;
  absl::Status status;
  const std::optional<std::string>& only = listing.filter.series;
  if (only.has_value() && place.series.empty()) place.series = *only;
  RETURN_IF_ERROR(reader.ScanNumbers(
      name.year, place.series, place.number,
      [&](const std::string& series, int64_t number, int64_t at) {
        if (only.has_value() && series > *only) return false;
        const bool full =
            page.vouchers.size() >= static_cast<size_t>(listing.size) ||
            bytes >= kPageBytesMax || looked_at >= kVouchersLookedAtMax;
        if (full) {
          page.next = PlaceText(place);
          return false;
        }
        ++looked_at;
        place.number = number;
        place.series = series;
        if (only.has_value() && series != *only) return true;
        auto voucher = reader.FindPlace(at);
        status = voucher.status();
        if (!status.ok()) return false;
        if (!voucher->has_value() || !matcher.Matches((*voucher)->content)) {
          return true;
        }
        bytes += SizeOf(**voucher);
        page.vouchers.push_back(**std::move(voucher));
        return true;
      }));
  RETURN_IF_ERROR(status);
  return page;
}

absl::StatusOr<TrialBalance> Ledger::GetTrialBalance(
    const FiscalYearName& name, int64_t at_revision) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(const int64_t revision,
                   CheckRevision(*snapshot, name.organisation, at_revision));
  const LedgerReader reader(*snapshot, name.organisation, revision, &folds_);
  ASSIGN_OR_RETURN(const StoredYear year, RequireYear(reader, name));
  ASSIGN_OR_RETURN(const BalanceMap balances, reader.Balances(name.year));
  ASSIGN_OR_RETURN(const Chart chart, reader.ReadChart(name.year));
  TrialBalance out;
  for (const auto& [account, total] : AccountTotals(balances)) {
    out.rows.push_back({account, chart.AccountName(account), total});
  }
  if (!year.summary) {
    ASSIGN_OR_RETURN(const YearFold fold, reader.Movements(year.year));
    out.totals = fold.totals();
  }
  ASSIGN_OR_RETURN(out.head, HeadOf(reader, revision));
  return out;
}

absl::StatusOr<Statements> Ledger::GetStatements(const FiscalYearName& name,
                                                 int64_t at_revision,
                                                 int through) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(const int64_t revision,
                   CheckRevision(*snapshot, name.organisation, at_revision));
  return StatementsFrom(
      LedgerReader(*snapshot, name.organisation, revision, &folds_), name,
      revision, through);
}

absl::StatusOr<Statements> Ledger::StatementsFrom(const LedgerReader& reader,
                                                  const FiscalYearName& name,
                                                  int64_t at_revision,
                                                  int through) const {
  RETURN_IF_ERROR(RequireYear(reader, name).status());
  Statements out;
  ASSIGN_OR_RETURN(out.head, HeadOf(reader, at_revision));
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
  ASSIGN_OR_RETURN(input.balances, ReadBalances(reader, name.year, through));
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
