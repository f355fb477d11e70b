// Ledger::Import: a year's books from files, all or nothing.

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/figure/display.h"
#include "common/rpc/answer.h"
#include "common/store/import.h"
#include "services/ledger/commit_facts.h"
#include "services/ledger/convert.h"
#include "services/ledger/domain/coverage.h"
#include "services/ledger/import_change.h"
#include "services/ledger/import_reader.h"
#include "services/ledger/layout_file.h"
#include "services/ledger/ledger.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/overview_file.h"
#include "services/ledger/staging.h"
#include "services/ledger/statement_source.h"

namespace finsam::ledger {
namespace {

bool HasErrors(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& p) {
    return p.severity == Severity::kError;
  });
}

void Append(std::vector<Problem> from, std::vector<Problem>* to) {
  to->insert(to->end(), std::make_move_iterator(from.begin()),
             std::make_move_iterator(from.end()));
}

std::string CountText(int64_t count, absl::string_view one,
                      absl::string_view many) {
  return absl::StrCat(Format(Count{count}, {Unit::kCount, 0}), " ",
                      count == 1 ? one : many);
}

std::string SummaryOf(const Books& books) {
  if (books.summary) {
    return absl::StrCat(CountText(static_cast<int64_t>(books.openings.size()),
                                  "saldo", "saldon"),
                        ", inga verifikationer");
  }
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

// The layout and the overview of an import, or what is kept of them.
struct Texts {
  std::shared_ptr<const Layout> layout;  // Null: there is none.
  bool layout_is_sound = false;
  std::string layout_name;
  std::vector<KeyFigure> key_figures;
  std::vector<Problem> problems;
};

absl::StatusOr<Texts> ReadTexts(const ImportOrder& order,
                                const LedgerReader& reader,
                                ParsedFiles& parsed) {
  Texts out;
  if (const std::string* text = order.files.layout(); text != nullptr) {
    out.layout_name = kLayoutFileName;
    std::optional<Layout> layout =
        ReadLayout(kLayoutFileName, *text, &out.problems);
    if (layout.has_value()) {
      CheckLayout(*layout, kLayoutFileName, &out.problems);
      out.layout_is_sound = !HasErrors(out.problems);
      out.layout = std::make_shared<Layout>(*std::move(layout));
    }
  } else {
    ASSIGN_OR_RETURN(const std::optional<StoredFile> kept,
                     reader.Layout(order.name.year));
    if (kept.has_value()) {
      ASSIGN_OR_RETURN(out.layout, parsed.LayoutOf(*kept));
      out.layout_is_sound = true;
      out.layout_name = kept->name;
    }
  }
  if (const std::string* text = order.files.overview(); text != nullptr) {
    out.key_figures = ReadOverview(kOverviewFileName, *text, &out.problems);
    if (out.layout_is_sound) {
      CheckKeyFigures(*out.layout, kOverviewFileName, out.key_figures,
                      &out.problems);
    }
  }
  return out;
}

// Every account and object that is used must have its line, also what was
// posted beside the file and what is kept of the years before.
std::vector<Problem> CheckLines(const Texts& texts, const ImportOrder& order,
                                const Books& books, const ImportChange& change,
                                const Chart& chart) {
  std::vector<Problem> problems;
  // An unsound layout would give a problem for every account it does not
  // reach, which helps nobody.
  if (!texts.layout_is_sound) return problems;
  std::vector<UsedAccount> used = UsedAccounts(books, order.files.books_name());
  std::set<BalanceKey> seen;
  for (const UsedAccount& use : used) seen.insert({use.account, use.objects});
  const auto add = [&](const BalanceMap& balances, const std::string& place) {
    for (const auto& [key, balance] : balances) {
      if (!seen.insert(key).second) continue;
      used.push_back({key.account, chart.AccountName(key.account), key.objects,
                      place, /*line=*/0});
    }
  };
  add(change.balances, /*place=*/"");
  for (const auto& [year, balances] : change.kept_priors) {
    add(balances, absl::StrCat("bokföringen ", year));
  }
  CheckCoverage(*texts.layout, texts.layout_name, used, &problems);
  return problems;
}

// The ids of the figures that the year will have.
absl::StatusOr<std::vector<std::string>> FiguresAfter(
    const LedgerReader& reader, const ImportOrder& order, const Texts& texts,
    const ImportChange& change, int64_t revision) {
  if (texts.layout == nullptr) return std::vector<std::string>();
  StatementsInput input;
  input.layout = texts.layout.get();
  input.year = order.name.year;
  input.association = order.name.Association();
  ASSIGN_OR_RETURN(input.balances, ReadBalances(reader, order.name.year));
  for (const Books::Prior& prior : change.new_priors) {
    input.balances[prior.year.year()] =
        ToYearBalances(prior.year.year(), prior.balances,
                       /*has_turnover=*/false);
  }
  input.balances[order.name.year] = ToYearBalances(
      order.name.year, change.balances,
      /*has_turnover=*/change.year.has_value() && !change.year->summary);
  input.key_figures = texts.key_figures;
  input.revision = revision;
  return FigureIds(input);
}

absl::StatusOr<std::string> DigestOf(const ImportOrder& order) {
  std::string text = order.name.Text();
  ASSIGN_OR_RETURN(const auto digests, order.files.Digests());
  for (const auto& [name, digest] : digests) {
    absl::StrAppend(&text, "\n", Hex(digest), " ", name);
  }
  return Sha256Parts({"import-books", text});
}

// What the journal chains: enough to tell any other import apart.
absl::StatusOr<std::string> FactsOf(const ImportOrder& order,
                                    const ImportChange& change,
                                    const ChainEnd& chain) {
  std::string facts =
      ImportFacts(order.name, chain.hash, chain.tree, change.balances);
  for (const Books::Prior& prior : change.new_priors) {
    absl::StrAppend(&facts, PriorFact(prior.year.year(), prior.balances));
  }
  ASSIGN_OR_RETURN(const auto digests, order.files.Digests());
  for (const auto& [name, digest] : digests) {
    absl::StrAppend(&facts, FileFact(digest, name));
  }
  return facts;
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

// A file of type 4I gives its vouchers no numbers that would tell that they are
// in the books already; its digest does.
absl::StatusOr<std::optional<common::v1::ImportResult>> TakenBefore(
    const LedgerReader& reader, const ImportOrder& order,
    const store::Head& head) {
  ASSIGN_OR_RETURN(const std::string digest, order.files.books().Digest());
  ASSIGN_OR_RETURN(const bool taken, reader.IsTaken(order.name.year, digest));
  if (!taken) return std::optional<common::v1::ImportResult>();
  Problem problem;
  problem.severity = Severity::kWarning;
  problem.reason = "FILE_TAKEN";
  problem.file = order.files.books_name();
  problem.message =
      "Filen är redan inläst i räkenskapsåret; ingenting bokförs igen.";
  common::v1::ImportResult result;
  AddWarnings({problem}, &result);
  result.set_summary("redan inläst");
  ToProto(head, result.mutable_revision());
  return std::make_optional(std::move(result));
}

}  // namespace

absl::StatusOr<common::v1::ImportResult> Ledger::Import(
    const ImportOrder& order, const ImportWatch& watch) {
  RETURN_IF_ERROR(CheckRequestId(order.request_id));
  RETURN_IF_ERROR(order.files.CheckComplete());
  ASSIGN_OR_RETURN(const std::string digest, DigestOf(order));
  watch.progress("waiting", 0);
  ASSIGN_OR_RETURN(
      const std::unique_ptr<Poster::Lease> lease,
      poster_.Acquire(order.name.organisation, watch.is_cancelled));
  return store::RetryStale([&] { return ImportOnce(order, digest, watch); });
}

absl::StatusOr<common::v1::ImportResult> Ledger::ImportOnce(
    const ImportOrder& order, const std::string& request_digest,
    const ImportWatch& watch) {
  const std::string& organisation = order.name.organisation;
  RETURN_IF_ERROR(DropStaged(store_, organisation));
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, organisation);
  if (!order.validate_only) {
    ASSIGN_OR_RETURN(auto answer, KeptAnswer(reader, order, request_digest));
    if (answer.has_value()) return *std::move(answer);
  }
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, organisation));
  ASSIGN_OR_RETURN(auto taken, TakenBefore(reader, order, head));
  if (taken.has_value()) return *std::move(taken);
  ASSIGN_OR_RETURN(Texts texts, ReadTexts(order, reader, parsed_));
  ASSIGN_OR_RETURN(const std::optional<StoredYear> kept,
                   reader.Year(order.name.year));
  watch.progress("reading", 0);
  ImportReader::Input input;
  input.store = &store_;
  input.reader = &reader;
  input.kept = kept.has_value() ? &*kept : nullptr;
  input.name = order.name;
  input.files = &order.files;
  if (texts.layout != nullptr) {
    input.object_dimension = FilterDimension(*texts.layout);
  }
  input.keep = !order.validate_only && !HasErrors(texts.problems);
  input.watch = &watch;
  ImportReader books(input);
  RETURN_IF_ERROR(books.Read());
  const bool is_read = books.ok();
  watch.progress("checking", books.books().totals.voucher_count);

  ASSIGN_OR_RETURN(ImportChange change,
                   PlanChange(reader, order, kept, &books));
  Append(std::move(texts.problems), &books.problems());
  Append(CheckLines(texts, order, books.books(), change, change.chart),
         &books.problems());
  // What was not read would seem to be missing.
  if (is_read && watch.difference) {
    watch.difference(books.comparison().difference());
  }
  if (!books.ok()) return RefuseInput(books.problems());
  RETURN_IF_ERROR(books.comparison().Refusal());

  ASSIGN_OR_RETURN(const std::vector<std::string> figure_ids,
                   FiguresAfter(reader, order, texts, change, head.revision));
  common::v1::ImportResult result;
  AddWarnings(books.problems(), &result);
  AddWarnings(books.comparison().problems(), &result);
  result.set_summary(SummaryOf(books.books()));
  for (const std::string& id : figure_ids) result.add_figure_ids(id);
  ToProto(head, result.mutable_revision());
  if (order.validate_only) return result;

  return StoreImport(reader, order, request_digest, head, change, watch, &books,
                     std::move(result));
}

// Commits what the import changes; `result` is that of one that changes
// nothing.
absl::StatusOr<common::v1::ImportResult> Ledger::StoreImport(
    const LedgerReader& reader, const ImportOrder& order,
    const std::string& request_digest, const store::Head& head,
    const ImportChange& change, const ImportWatch& watch, ImportReader* books,
    common::v1::ImportResult result) {
  store::Commit commit;
  ASSIGN_OR_RETURN(
      const bool changes,
      PutChange(reader, order, change, head.revision + 1, books, &commit));
  if (!changes) return result;
  watch.progress("storing", books->books().totals.voucher_count);
  if (watch.is_cancelled()) return absl::CancelledError("import cancelled");
  store::Entry entry;
  entry.organisation = order.name.organisation;
  entry.kind = kImportKind;
  ASSIGN_OR_RETURN(entry.facts, FactsOf(order, change, books->stage().chain()));
  entry.request_id = order.request_id;
  entry.request_digest = request_digest;
  entry.time = clock_.Now();
  result.set_changed(true);
  ToProto(store::HeadAfter(head, entry), result.mutable_revision());
  entry.answer = result.SerializeAsString();
  store::AppendTo(commit, head, entry);
  RETURN_IF_ERROR(store_.Apply(commit));
  books->stage().Committed();
  return result;
}

}  // namespace finsam::ledger
