// Ledger::Import: a year's books from files, all or nothing.

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/figure/display.h"
#include "common/rpc/answer.h"
#include "services/ledger/convert.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/domain/coverage.h"
#include "services/ledger/domain/import_plan.h"
#include "services/ledger/ledger.h"
#include "services/ledger/statement_source.h"

namespace finsam::ledger {
namespace {

std::string DigestOf(const ImportOrder& order) {
  std::string text = order.name.Text();
  for (const auto& [name, content] : order.files.all()) {
    absl::StrAppend(&text, "\n", Hex(Sha256(content)), " ", name);
  }
  return Sha256Parts({"import-books", text});
}

// What is kept that an import is planned against, and written over.
struct Kept {
  std::optional<StoredYear> year;
  std::optional<StoredYear> prior;
  BalanceMap balances;
  BalanceMap prior_balances;
  Chart chart;
  Chart prior_chart;
  std::optional<StoredFile> layout;
  std::optional<StoredFile> overview;
};

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

absl::StatusOr<ImportPlan> Plan(const LedgerReader& reader, const Kept& kept,
                                const Books& books, int year,
                                const std::string& file_name) {
  ImportPlanner planner(books, file_name);
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
  return plan;
}

// The layout must also suit what was posted beside the file.
absl::Status CheckPostedCoverage(const ImportReading& reading,
                                 const ImportPlan& plan) {
  std::vector<UsedAccount> used;
  for (const auto& [key, balance] : plan.balances) {
    if (reading.books.balances.count(key) > 0) continue;
    used.push_back({key.account, reading.books.chart.AccountName(key.account),
                    key.objects, /*file=*/"", /*line=*/0});
  }
  std::vector<Problem> problems;
  CheckCoverage(reading.layout, kLayoutFileName, used, &problems);
  const bool sound = std::none_of(
      problems.begin(), problems.end(),
      [](const Problem& p) { return p.severity == Severity::kError; });
  return sound ? absl::OkStatus() : RefuseInput(std::move(problems));
}

// The years' balances as they will be, for the statements.
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

// What the journal chains: enough to tell any other import apart.
std::string FactsOf(const ImportOrder& order, const Books& books,
                    const ImportPlan& plan, const ChainEnd& chain) {
  std::string facts = absl::StrCat(
      order.name.Text(), "\nchain ", Hex(chain.hash), "\nbalances ",
      Hex(BalancesDigest(plan.balances, /*with_movements=*/true)), "\nprior ",
      Hex(BalancesDigest(books.prior_balances, /*with_movements=*/true)));
  for (const auto& [name, content] : order.files.all()) {
    absl::StrAppend(&facts, "\nfile ", Hex(Sha256(content)), " ", name);
  }
  return facts;
}

std::string CountText(int64_t count, absl::string_view one,
                      absl::string_view many) {
  return absl::StrCat(Format(Count{count}, {Unit::kCount, 0}), " ",
                      count == 1 ? one : many);
}

std::string SummaryOf(const Books& books) {
  return absl::StrCat(
      CountText(books.totals.voucher_count, "verifikation", "verifikationer"),
      ", ", CountText(books.totals.entry_count, "rad", "rader"));
}

void AddWarnings(const std::vector<Problem>& problems,
                 common::v1::ImportResult* result) {
  for (const Problem& problem : problems) {
    if (problem.severity != Severity::kWarning) continue;
    rpc::ToProto(problem, result->add_warnings());
  }
}

// A refusal carries only so many problems over the wire: the graver go first.
std::vector<Problem> ErrorsFirst(std::vector<Problem> problems) {
  std::stable_partition(problems.begin(), problems.end(), [](const Problem& p) {
    return p.severity == Severity::kError;
  });
  return problems;
}

}  // namespace

absl::StatusOr<common::v1::ImportResult> Ledger::Import(
    const ImportOrder& order, const ImportWatch& watch) {
  RETURN_IF_ERROR(CheckRequestId(order.request_id));
  RETURN_IF_ERROR(order.files.CheckComplete());
  watch.progress("reading", 0);
  const ImportReading reading =
      ReadImport(order.files, order.name, watch.progress);
  if (watch.is_cancelled()) return absl::CancelledError("import cancelled");
  watch.progress("storing", 0);
  absl::StatusOr<common::v1::ImportResult> result;
  {
    const std::lock_guard<std::mutex> lock(write_mutex_);
    result = RetryStale(
        [&] { return ImportOnce(order, DigestOf(order), reading, watch); });
  }
  if (result.ok()) {
    watch.progress("storing", reading.books.totals.voucher_count);
  }
  return result;
}

absl::StatusOr<common::v1::ImportResult> Ledger::ImportOnce(
    const ImportOrder& order, const std::string& request_digest,
    const ImportReading& reading, const ImportWatch& watch) {
  const std::string& organisation = order.name.organisation;
  const int year = order.name.year;
  const Books& books = reading.books;
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, organisation);
  common::v1::ImportResult result;
  if (!order.validate_only) {
    ASSIGN_OR_RETURN(const std::optional<std::string> answer,
                     store::FindAnswer(*snapshot, organisation,
                                       order.request_id, request_digest));
    if (answer.has_value()) {
      if (result.ParseFromString(*answer)) return result;
      return absl::DataLossError("a kept answer cannot be understood");
    }
  }
  if (!reading.ok()) return RefuseInput(ErrorsFirst(reading.problems));

  ASSIGN_OR_RETURN(const Kept kept, ReadKept(reader, year));
  ASSIGN_OR_RETURN(const ImportPlan plan,
                   Plan(reader, kept, books, year, order.files.books_name()));
  RETURN_IF_ERROR(CheckPostedCoverage(reading, plan));
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, organisation));

  AddWarnings(reading.problems, &result);
  AddWarnings(plan.problems, &result);
  result.set_summary(SummaryOf(books));
  StatementsInput input;
  input.layout = &reading.layout;
  input.year = year;
  input.association = order.name.Association();
  ASSIGN_OR_RETURN(input.balances,
                   BalancesAfter(reader, year, kept, books, plan));
  input.key_figures = reading.key_figures;
  input.revision = head.revision;
  ASSIGN_OR_RETURN(const std::vector<std::string> ids, FigureIds(input));
  for (const std::string& id : ids) result.add_figure_ids(id);
  ToProto(head, result.mutable_revision());
  if (order.validate_only) return result;

  store::Commit commit;
  LedgerWriter writer(commit, organisation);
  ASSIGN_OR_RETURN(ChainEnd chain, reader.Chain());
  RETURN_IF_ERROR(PutVouchers(reader, year, books, plan, &writer, &chain));
  const StoredYear after = YearAfter(books, plan);
  if (kept.year != after) writer.PutYear(after);
  writer.PutBalances(year, plan.balances, kept.balances);
  writer.PutChart(year, books.chart, kept.chart);
  if (plan.writes_prior) PutPrior(year, books, kept, &writer);
  PutFiles(year, order.files, kept, &writer);
  if (commit.changes().empty()) return result;

  if (watch.is_cancelled()) return absl::CancelledError("import cancelled");
  store::Entry entry{
      organisation,     "import-books", FactsOf(order, books, plan, chain),
      order.request_id, request_digest,
      /*answer=*/"",    clock_.Now()};
  result.set_changed(true);
  ToProto(store::HeadAfter(head, entry), result.mutable_revision());
  entry.answer = result.SerializeAsString();
  store::AppendTo(commit, head, entry);
  RETURN_IF_ERROR(store_.Apply(commit));
  return result;
}

}  // namespace finsam::ledger
