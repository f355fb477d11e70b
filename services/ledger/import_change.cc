#include "services/ledger/import_change.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/domain/coverage.h"
#include "services/ledger/statement_source.h"

namespace finsam::ledger {
namespace {

// Adds the combinations of `kept` that the file has not: nobody has held them
// against the layout yet.
void AddUnseen(const BalanceMap& kept, const BalanceMap& file,
               const Chart& chart, const std::string& place,
               std::vector<UsedAccount>* used) {
  for (const auto& [key, balance] : kept) {
    if (file.count(key) > 0) continue;
    used->push_back({key.account, chart.AccountName(key.account), key.objects,
                     place, /*line=*/0});
  }
}

// The layout must also suit what was posted beside the file, and what is kept
// of the year before: its lines are the comparison's too.
absl::Status CheckKeptCoverage(const ImportReading& reading, const Kept& kept,
                               const ImportPlan& plan) {
  const Books& books = reading.books;
  std::vector<UsedAccount> used;
  AddUnseen(plan.balances, books.balances, books.chart, /*place=*/"", &used);
  if (kept.prior.has_value() && !plan.writes_prior) {
    AddUnseen(kept.prior_balances, books.prior_balances, kept.prior_chart,
              absl::StrCat("bokföringen ", kept.prior->year.year()), &used);
  }
  std::vector<Problem> problems;
  CheckCoverage(reading.layout, kLayoutFileName, used, &problems);
  const bool sound = std::none_of(
      problems.begin(), problems.end(),
      [](const Problem& p) { return p.severity == Severity::kError; });
  return sound ? absl::OkStatus() : RefuseInput(std::move(problems));
}

// Posts the plan's new vouchers after the chain's end.
absl::Status PutVouchers(const LedgerReader& reader, int year,
                         const Books& books, const ImportPlan& plan,
                         LedgerWriter* writer, ChainEnd* chain) {
  std::map<std::string, int64_t> series;
  for (const size_t place : plan.new_vouchers) {
    const ImportedVoucher& voucher = books.vouchers[place];
    PostedVoucher posted{year, voucher.number, voucher.content, ""};
    posted.hash = ChainHash(chain->hash, year, posted.number, posted.content);
    *chain = {chain->posting_count + 1, posted.hash};
    writer->PutVoucher(posted, /*imported=*/true);
    writer->PutPosting(chain->posting_count, posted);
    int64_t& last = series[posted.content.series];
    last = std::max(last, posted.number);
  }
  for (const auto& [name, last] : series) {
    ASSIGN_OR_RETURN(const int64_t kept, reader.LastNumber(year, name));
    if (last > kept) writer->PutSeries(year, name, last);
  }
  if (!plan.new_vouchers.empty()) writer->PutChain(*chain);
  return absl::OkStatus();
}

// A summary that the year's own books replace may have been filled by others.
StoredYear YearAfter(const Books& books, const ImportPlan& plan) {
  StoredYear out;
  out.year = books.year;
  out.totals = plan.totals;
  out.balances_digest = BalancesDigest(plan.balances, /*with_movements=*/false);
  return out;
}

void PutPrior(int year, const Books& books, const Kept& kept,
              LedgerWriter* writer) {
  StoredYear prior;
  prior.year = *books.prior;
  prior.summary = true;
  prior.balances_digest =
      BalancesDigest(books.prior_balances, /*with_movements=*/true);
  if (kept.prior != prior) writer->PutYear(prior);
  writer->PutBalances(year - 1, books.prior_balances, kept.prior_balances);
  writer->PutChart(year - 1, books.chart, kept.prior_chart);
}

void PutFiles(int year, const ImportFiles& files, const Kept& kept,
              LedgerWriter* writer) {
  const StoredFile layout{kLayoutFileName, files.layout(),
                          Sha256(files.layout())};
  if (!kept.layout.has_value() || kept.layout->digest != layout.digest) {
    writer->PutLayout(year, layout);
  }
  const std::string* overview = files.overview();
  if (overview == nullptr) {
    if (kept.overview.has_value()) writer->DeleteOverview(year);
    return;
  }
  const StoredFile file{kOverviewFileName, *overview, Sha256(*overview)};
  if (!kept.overview.has_value() || kept.overview->digest != file.digest) {
    writer->PutOverview(year, file);
  }
}

}  // namespace

absl::StatusOr<Kept> ReadKept(const LedgerReader& reader, int year) {
  Kept kept;
  ASSIGN_OR_RETURN(kept.year, reader.Year(year));
  ASSIGN_OR_RETURN(kept.prior, reader.Year(year - 1));
  ASSIGN_OR_RETURN(kept.balances, reader.Balances(year));
  ASSIGN_OR_RETURN(kept.prior_balances, reader.Balances(year - 1));
  ASSIGN_OR_RETURN(kept.chart, reader.ReadChart(year));
  ASSIGN_OR_RETURN(kept.prior_chart, reader.ReadChart(year - 1));
  ASSIGN_OR_RETURN(kept.layout, reader.Layout(year));
  ASSIGN_OR_RETURN(kept.overview, reader.Overview(year));
  return kept;
}

absl::StatusOr<ImportPlan> PlanImport(const LedgerReader& reader,
                                      const Kept& kept,
                                      const ImportReading& reading, int year,
                                      const std::string& file_name) {
  ImportPlanner planner(reading.books, file_name);
  if (kept.year.has_value()) {
    planner.SetStored({kept.year->year, kept.year->summary, kept.balances});
    RETURN_IF_ERROR(reader.ScanVouchers(
        year, /*from=*/"",
        [&planner](const std::string&, const PostedVoucher& posted,
                   bool imported) {
          planner.SeeStored(posted, imported);
          return true;
        }));
  }
  if (kept.prior.has_value()) {
    planner.SetPrior(
        {kept.prior->year, kept.prior->summary, kept.prior_balances});
  }
  ImportPlan plan = planner.Finish();
  RETURN_IF_ERROR(RefusalOf(plan));
  RETURN_IF_ERROR(CheckKeptCoverage(reading, kept, plan));
  return plan;
}

absl::StatusOr<std::map<int, YearBalances>> BalancesAfter(
    const LedgerReader& reader, int year, const Kept& kept, const Books& books,
    const ImportPlan& plan) {
  ASSIGN_OR_RETURN(auto balances, ReadBalances(reader, year));
  balances[year] = ToYearBalances(year, plan.balances);
  if (plan.writes_prior) {
    balances[year - 1] = ToYearBalances(year - 1, books.prior_balances);
  } else if (kept.prior.has_value()) {
    balances[year - 1] = ToYearBalances(year - 1, kept.prior_balances);
  }
  return balances;
}

absl::StatusOr<ChainEnd> PutImport(const LedgerReader& reader, int year,
                                   const ImportFiles& files, const Kept& kept,
                                   const Books& books, const ImportPlan& plan,
                                   LedgerWriter* writer) {
  ASSIGN_OR_RETURN(ChainEnd chain, reader.Chain());
  RETURN_IF_ERROR(PutVouchers(reader, year, books, plan, writer, &chain));
  const StoredYear after = YearAfter(books, plan);
  if (kept.year != after) writer->PutYear(after);
  writer->PutBalances(year, plan.balances, kept.balances);
  writer->PutChart(year, books.chart, kept.chart);
  if (plan.writes_prior) PutPrior(year, books, kept, writer);
  PutFiles(year, files, kept, writer);
  return chain;
}

}  // namespace finsam::ledger
