// The ledger's fiscal years: their locks, how they close into the next year,
// and how they are opened again. Each step is one commit, under the lease that
// keeps postings and imports out: a voucher is posted before it or refused.

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/import.h"
#include "services/ledger/commit_facts.h"
#include "services/ledger/domain/coverage.h"
#include "services/ledger/domain/packed.h"
#include "services/ledger/domain/year_close.h"
#include "services/ledger/domain/year_size.h"
#include "services/ledger/ledger.h"

namespace finsam::ledger {
namespace {

using ::absl::StatusCode;
using Kind = YearEvent::Kind;

// What a step writes beside the year itself, and what the journal chains.
struct StepContext {
  const LedgerReader* reader = nullptr;
  LedgerWriter* writer = nullptr;
  StoredYear year;              // As it is kept.
  YearEvent event;              // As it was asked for, with revision and time.
  std::string openings_digest;  // Of the next year, for a closing.
};

struct YearStep {
  const char* kind = "";  // kLockKind, kCloseKind or kReopenKind.
  FiscalYearName name;
  std::string request_id;
  YearEvent event;
  // Decides beyond the year's own life; may be empty.
  std::function<absl::Status(StepContext*)> decide;
};

std::string DayText(const std::optional<absl::CivilDay>& day) {
  return day.has_value() ? absl::FormatCivilTime(*day) : "none";
}

std::string DigestOf(const YearStep& step) {
  return Sha256Parts({step.kind, step.name.Text(), step.event.reason,
                      DayText(step.event.locked_through),
                      absl::StrCat(step.event.capital_account)});
}

// The answer is the year as the step left it, which is kept as a version: the
// revision alone finds it again.
std::string AnswerBytes(int64_t revision) {
  std::string out = "Y";
  PackUnsigned(static_cast<uint64_t>(revision), &out);
  return out;
}

absl::StatusOr<YearAnswer> AnswerAgain(const store::Snapshot& snapshot,
                                       const FiscalYearName& name,
                                       absl::string_view bytes) {
  const bool is_ours = !bytes.empty() && bytes.front() == 'Y';
  Unpacker in(bytes.substr(is_ours ? 1 : 0));
  const auto revision = static_cast<int64_t>(in.Unsigned());
  if (!is_ours || !in.Complete()) {
    return absl::DataLossError("a kept answer cannot be understood");
  }
  const LedgerReader reader(snapshot, name.organisation, revision);
  YearAnswer answer;
  ASSIGN_OR_RETURN(answer.year, RequireYear(reader, name));
  ASSIGN_OR_RETURN(answer.head, HeadOf(reader, revision));
  return answer;
}

// A year with books. Refusal: FISCAL_YEAR_UNKNOWN.
absl::StatusOr<StoredYear> RequireBooks(const LedgerReader& reader,
                                        const FiscalYearName& name) {
  ASSIGN_OR_RETURN(StoredYear year, RequireYear(reader, name));
  if (!year.summary) return year;
  return Refuse(StatusCode::kNotFound, "FISCAL_YEAR_UNKNOWN",
                absl::StrCat("Av räkenskapsåret ", name.year,
                             " finns bara jämförelsetal, inga böcker."));
}

// The first year that is kept after `year`, or the last one before it.
absl::StatusOr<std::optional<StoredYear>> Neighbour(const LedgerReader& reader,
                                                    int year, bool after) {
  ASSIGN_OR_RETURN(const std::vector<int> years, reader.Years());
  std::optional<int> found;
  for (const int candidate : years) {
    if (after && candidate > year && !found.has_value()) found = candidate;
    if (!after && candidate < year) found = candidate;
  }
  if (!found.has_value()) return std::optional<StoredYear>();
  return reader.Year(*found);
}

absl::Status NextYearClosed(int next_year) {
  return Refuse(StatusCode::kFailedPrecondition, "NEXT_YEAR_CLOSED",
                absl::StrCat("Räkenskapsåret ", next_year,
                             " är stängt; öppna det först."));
}

absl::StatusOr<YearAnswer> StepOnce(store::Store& store, const Clock& clock,
                                    const YearStep& step) {
  const std::string& organisation = step.name.organisation;
  const std::unique_ptr<store::Snapshot> snapshot = store.TakeSnapshot();
  const std::string digest = DigestOf(step);
  ASSIGN_OR_RETURN(
      const std::optional<std::string> kept,
      store::FindAnswer(*snapshot, organisation, step.request_id, digest));
  if (kept.has_value()) return AnswerAgain(*snapshot, step.name, *kept);
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, organisation));
  const int64_t revision = head.revision + 1;
  const LedgerReader reader(*snapshot, organisation);
  store::Commit commit;
  LedgerWriter writer(commit, organisation);
  store::Entry entry;
  entry.time = clock.Now();
  StepContext context;
  context.reader = &reader;
  context.writer = &writer;
  ASSIGN_OR_RETURN(context.year, RequireBooks(reader, step.name));
  context.event = step.event;
  context.event.revision = revision;
  context.event.unix_seconds = absl::ToUnixSeconds(entry.time);
  RETURN_IF_ERROR(
      context.year.life.CheckStep(context.event, context.year.year));
  if (step.decide) RETURN_IF_ERROR(step.decide(&context));
  entry.facts = YearFacts(step.name, context.event, context.openings_digest);
  context.year.life.Step(std::move(context.event));
  writer.PutYear(context.year, revision);
  entry.organisation = organisation;
  entry.kind = step.kind;
  entry.request_id = step.request_id;
  entry.request_digest = digest;
  entry.answer = AnswerBytes(revision);
  store::AppendTo(commit, head, entry);
  RETURN_IF_ERROR(store.Apply(commit));
  return YearAnswer{std::move(context.year), store::HeadAfter(head, entry)};
}

absl::StatusOr<YearAnswer> TakeStep(store::Store& store, const Clock& clock,
                                    Poster& poster, const YearStep& step) {
  RETURN_IF_ERROR(CheckRequestId(step.request_id));
  if (step.event.kind != Kind::kClose || !step.event.reason.empty()) {
    RETURN_IF_ERROR(CheckReason(step.event.reason));
  }
  ASSIGN_OR_RETURN(
      const std::unique_ptr<Poster::Lease> lease,
      poster.Acquire(step.name.organisation, [] { return false; }));
  return store::RetryStale([&] { return StepOnce(store, clock, step); });
}

// Openings carried from a year that was opened again are not final.
absl::Status CheckPriorYear(const StepContext& context) {
  if (!context.year.carried) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<StoredYear> prior,
                   Neighbour(*context.reader, context.year.year.year(),
                             /*after=*/false));
  if (!prior.has_value() || prior->life.closed) return absl::OkStatus();
  return Refuse(StatusCode::kFailedPrecondition, "PRIOR_YEAR_OPEN",
                absl::StrCat("Räkenskapsåret ", prior->year.year(),
                             " har öppnats igen; stäng det först."));
}

// What a file said of the association, without what it said of its year.
internal::SourceRecord SourceAfter(internal::SourceRecord source) {
  source.clear_program();
  source.clear_program_version();
  source.clear_generated();
  source.clear_generated_by();
  source.clear_prose();
  source.clear_tax_year();
  source.clear_extent();
  source.clear_budgets();
  return source;
}

// Refusal ACCOUNT_NOT_IN_LAYOUT unless the layout has a line for each of the
// next year's openings.
absl::Status CheckLines(const Layout& layout, const StoredFile& file,
                        const BalanceMap& openings, const Chart& chart) {
  std::vector<UsedAccount> used;
  used.reserve(openings.size());
  for (const auto& [key, balance] : openings) {
    used.push_back({key.account, chart.AccountName(key.account), key.objects,
                    /*file=*/"", /*line=*/0});
  }
  std::vector<Problem> problems;
  CheckCoverage(layout, file.name, used, &problems);
  for (const Problem& problem : problems) {
    if (problem.severity != Severity::kError) continue;
    return Refuse(StatusCode::kFailedPrecondition, "ACCOUNT_NOT_IN_LAYOUT",
                  problem.message, problems);
  }
  return absl::OkStatus();
}

// Opens the next year, or anew when closing opened it before: `next` is what
// is kept of it.
absl::Status OpenNext(const StepContext& context,
                      const std::optional<StoredYear>& next,
                      const BalanceMap& openings, ParsedFiles& parsed) {
  const LedgerReader& reader = *context.reader;
  const int year = context.year.year.year();
  const int64_t revision = context.event.revision;
  StoredYear after = next.value_or(StoredYear());
  if (!next.has_value()) {
    after.year = YearAfter(context.year.year);
    after.carried = true;
    const FiscalYearName name{reader.organisation(), after.year.year()};
    RETURN_IF_ERROR(ParseFiscalYearName(name.Text()).status());
    ASSIGN_OR_RETURN(const internal::SourceRecord source, reader.Source(year));
    context.writer->PutSource(name.year, SourceAfter(source), revision);
  }
  after.balances_digest = BalancesDigest(openings, /*with_movements=*/false);
  const int next_year = after.year.year();
  ASSIGN_OR_RETURN(const Chart chart, reader.ReadChart(next_year));
  ASSIGN_OR_RETURN(const Chart earlier, reader.ReadChart(year));
  const Chart whole = WithMissing(chart, earlier);
  ASSIGN_OR_RETURN(std::optional<StoredFile> layout, reader.Layout(next_year));
  if (!layout.has_value()) {
    ASSIGN_OR_RETURN(layout, reader.Layout(year));
    if (layout.has_value()) {
      context.writer->PutLayout(next_year, *layout, revision);
    }
  }
  if (layout.has_value()) {
    ASSIGN_OR_RETURN(const auto read, parsed.LayoutOf(*layout));
    RETURN_IF_ERROR(CheckLines(*read, *layout, openings, whole));
  }
  RETURN_IF_ERROR(CheckChartSize(whole));
  if (whole != chart) context.writer->PutChart(next_year, whole, revision);
  context.writer->PutYear(after, revision);
  context.writer->PutOpenings(next_year, openings, revision);
  return absl::OkStatus();
}

// The next year has openings of its own: they are compared, not changed.
absl::Status CompareNext(const LedgerReader& reader, const StoredYear& next,
                         const BalanceMap& closing) {
  const int year = next.year.year();
  ASSIGN_OR_RETURN(const BalanceMap openings, reader.Openings(year));
  const bool opens =
      std::any_of(openings.begin(), openings.end(),
                  [](const auto& row) { return row.second.opening != Ore{0}; });
  // Comparison figures may lack openings altogether, and then bind nobody.
  if (next.summary && !opens) return absl::OkStatus();
  return CheckOpenings(year, closing, openings);
}

absl::Status DecideClosing(StepContext* context, ParsedFiles& parsed) {
  const LedgerReader& reader = *context->reader;
  const StoredYear& year = context->year;
  YearEvent& event = context->event;
  ASSIGN_OR_RETURN(const Chart chart, reader.ReadChart(year.year.year()));
  RETURN_IF_ERROR(CheckCapitalAccount(event.capital_account, chart));
  RETURN_IF_ERROR(CheckPriorYear(*context));
  ASSIGN_OR_RETURN(const BalanceMap balances,
                   reader.Balances(year.year.year()));
  if (balances.empty()) {
    return Refuse(StatusCode::kFailedPrecondition, "YEAR_EMPTY",
                  "Räkenskapsåret har varken verifikationer eller ingående "
                  "balanser; det finns inget att stänga.");
  }
  ASSIGN_OR_RETURN(const YearClosing closing,
                   CloseBalances(balances, event.capital_account));
  event.result = closing.result;
  event.balances_digest = closing.balances_digest;
  ASSIGN_OR_RETURN(std::optional<StoredYear> next,
                   Neighbour(reader, year.year.year(), /*after=*/true));
  if (next.has_value()) {
    ASSIGN_OR_RETURN(const bool follows, Follows(next->year, year.year));
    if (!follows) next.reset();
  }
  if (next.has_value() && next->life.closed) {
    return NextYearClosed(next->year.year());
  }
  if (!next.has_value() || next->carried) {
    RETURN_IF_ERROR(OpenNext(*context, next, closing.openings, parsed));
  } else {
    RETURN_IF_ERROR(CompareNext(reader, *next, closing.openings));
  }
  context->openings_digest =
      BalancesDigest(closing.openings, /*with_movements=*/false);
  return absl::OkStatus();
}

absl::Status DecideReopening(StepContext* context) {
  ASSIGN_OR_RETURN(const std::optional<StoredYear> next,
                   Neighbour(*context->reader, context->year.year.year(),
                             /*after=*/true));
  if (!next.has_value() || !next->life.closed) return absl::OkStatus();
  return NextYearClosed(next->year.year());
}

}  // namespace

absl::StatusOr<YearAnswer> Ledger::SetPeriodLock(const PeriodLockOrder& order) {
  YearStep step{kLockKind, order.name, order.request_id, {}, {}};
  step.event.kind = Kind::kLock;
  step.event.reason = order.reason;
  step.event.locked_through = order.locked_through;
  return TakeStep(store_, clock_, poster_, step);
}

absl::StatusOr<YearAnswer> Ledger::CloseYear(const CloseYearOrder& order) {
  YearStep step{kCloseKind, order.name, order.request_id, {}, {}};
  step.event.kind = Kind::kClose;
  step.event.reason = order.reason;
  step.event.capital_account = order.capital_account;
  step.decide = [this](StepContext* context) {
    return DecideClosing(context, parsed_);
  };
  return TakeStep(store_, clock_, poster_, step);
}

absl::StatusOr<YearAnswer> Ledger::ReopenYear(const ReopenYearOrder& order) {
  YearStep step{kReopenKind, order.name, order.request_id, {}, DecideReopening};
  step.event.kind = Kind::kReopen;
  step.event.reason = order.reason;
  return TakeStep(store_, clock_, poster_, step);
}

absl::StatusOr<YearAnswer> Ledger::GetYear(const FiscalYearName& name) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, name.organisation);
  YearAnswer answer;
  ASSIGN_OR_RETURN(answer.year, RequireYear(reader, name));
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, name.organisation));
  return answer;
}

absl::StatusOr<YearsAnswer> Ledger::ListYears(
    const std::string& organisation) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, organisation);
  YearsAnswer answer;
  ASSIGN_OR_RETURN(const std::vector<int> years, reader.Years());
  for (const int year : years) {
    ASSIGN_OR_RETURN(StoredYear stored,
                     RequireYear(reader, {organisation, year}));
    answer.years.push_back(std::move(stored));
  }
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(*snapshot, organisation));
  return answer;
}

}  // namespace finsam::ledger
