// Ledger::Import: a year's books from files, all or nothing.

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/figure/display.h"
#include "common/rpc/answer.h"
#include "common/store/import.h"
#include "services/ledger/convert.h"
#include "services/ledger/import_change.h"
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

// The answer kept under the request's id; nullopt when the id is new.
absl::StatusOr<std::optional<common::v1::ImportResult>> KeptAnswer(
    const LedgerReader& reader, const ImportOrder& order,
    const std::string& request_digest) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   store::FindAnswer(reader.snapshot(), reader.organisation(),
                                     order.request_id, request_digest));
  if (!bytes.has_value()) return std::optional<common::v1::ImportResult>();
  common::v1::ImportResult result;
  if (result.ParseFromString(*bytes)) return std::make_optional(result);
  return absl::DataLossError("a kept answer cannot be understood");
}

// The ids of the figures that the year will have.
absl::StatusOr<std::vector<std::string>> FiguresAfter(
    const LedgerReader& reader, const ImportOrder& order, const Kept& kept,
    const ImportReading& reading, const ImportPlan& plan, int64_t revision) {
  const int year = order.name.year;
  StatementsInput input;
  input.layout = &reading.layout;
  input.year = year;
  input.association = order.name.Association();
  ASSIGN_OR_RETURN(input.balances,
                   BalancesAfter(reader, year, kept, reading.books, plan));
  input.key_figures = reading.key_figures;
  input.revision = revision;
  return FigureIds(input);
}

// The result of an import that has changed nothing yet.
common::v1::ImportResult ResultOf(const ImportReading& reading,
                                  const ImportPlan& plan,
                                  const std::vector<std::string>& figure_ids,
                                  const store::Head& head) {
  common::v1::ImportResult result;
  AddWarnings(reading.problems, &result);
  AddWarnings(plan.problems, &result);
  result.set_summary(SummaryOf(reading.books));
  for (const std::string& id : figure_ids) result.add_figure_ids(id);
  ToProto(head, result.mutable_revision());
  return result;
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
    result = store::RetryStale(
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
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, organisation);
  if (!order.validate_only) {
    ASSIGN_OR_RETURN(auto answer, KeptAnswer(reader, order, request_digest));
    if (answer.has_value()) return *std::move(answer);
  }
  if (!reading.ok()) return RefuseInput(reading.problems);

  ASSIGN_OR_RETURN(const Kept kept, ReadKept(reader, year));
  ASSIGN_OR_RETURN(
      const ImportPlan plan,
      PlanImport(reader, kept, reading, year, order.files.books_name()));
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, organisation));
  ASSIGN_OR_RETURN(
      const std::vector<std::string> figure_ids,
      FiguresAfter(reader, order, kept, reading, plan, head.revision));
  common::v1::ImportResult result = ResultOf(reading, plan, figure_ids, head);
  if (order.validate_only) return result;

  store::Commit commit;
  LedgerWriter writer(commit, organisation);
  ASSIGN_OR_RETURN(
      const ChainEnd chain,
      PutImport(reader, year, order.files, kept, reading.books, plan, &writer));
  if (commit.changes().empty()) return result;
  if (watch.is_cancelled()) return absl::CancelledError("import cancelled");
  store::Entry entry{organisation,
                     "import-books",
                     FactsOf(order, reading.books, plan, chain),
                     order.request_id,
                     request_digest,
                     /*answer=*/"",
                     clock_.Now()};
  result.set_changed(true);
  ToProto(store::HeadAfter(head, entry), result.mutable_revision());
  entry.answer = result.SerializeAsString();
  store::AppendTo(commit, head, entry);
  RETURN_IF_ERROR(store_.Apply(commit));
  return result;
}

}  // namespace finsam::ledger
