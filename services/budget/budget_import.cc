// Imports: what the files say, against what is kept.

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status.h"
#include "common/files/input.h"
#include "common/store/import.h"
#include "common/store/journal.h"
#include "finsam/budget/internal/records.pb.h"
#include "services/budget/budget.h"
#include "services/budget/budget_store.h"
#include "services/budget/contributions_file.h"
#include "services/budget/convert.h"
#include "services/budget/convert_forecast.h"
#include "services/budget/domain/forecast_lines.h"
#include "services/budget/import_checks.h"
#include "services/budget/import_figures.h"
#include "services/budget/import_files.h"

namespace finsam::budget {
namespace {

absl::Status CheckRequest(const store::ImportRequest& request) {
  RETURN_IF_ERROR(CheckRequestId(request.request_id));
  const size_t count = request.files.size();
  const bool nameless =
      std::any_of(request.files.begin(), request.files.end(),
                  [](const store::InputFile& f) { return f.name.empty(); });
  if (count == 0 || nameless) {
    return Refuse(absl::StatusCode::kInvalidArgument, "FILE_MISSING",
                  absl::StrCat("filen ", kBudgetFile, " saknas"));
  }
  if (count > kImportFilesMax) {
    return Refuse(absl::StatusCode::kInvalidArgument, "FILE_UNEXPECTED",
                  absl::StrCat(count, " filer är fler än ", kImportFilesMax));
  }
  return absl::OkStatus();
}

// One import on top of what a snapshot holds: what it changes, or why not.
class Import {
 public:
  Import(const store::Snapshot& snapshot, const FiscalYearName& year,
         const ImportFiles& files, std::vector<Problem>* problems)
      : snapshot_(snapshot), year_(year), files_(files), problems_(*problems) {}

  // OK also when problems were found.
  absl::Status Decide(int64_t revision) {
    RETURN_IF_ERROR(CheckInstalmentsFor());
    RETURN_IF_ERROR(CheckTogether(snapshot_, year_, files_, &problems_));
    for (const auto& [year, draft] : files_.budgets) {
      RETURN_IF_ERROR(DecideBudget(year, draft));
    }
    for (const auto& [year, draft] : files_.forecasts) {
      RETURN_IF_ERROR(DecideForecast(year, draft));
    }
    for (const ImportFiles::Kept& file : files_.kept) {
      RETURN_IF_ERROR(DecideFile(file, revision));
    }
    return absl::OkStatus();
  }

  bool changes() const { return !commit_.changes().empty(); }
  store::Commit& commit() { return commit_; }
  std::string Facts() const { return Canonical(facts_); }

  // What can be given for the folder's own year afterwards.
  absl::StatusOr<ImportFigures> Figures() {
    return FiguresAfter(snapshot_, year_, files_, InForce(year_.year));
  }

  // Reads what is in force for years whose figures or forecasts need it.
  absl::Status Prepare() {
    RETURN_IF_ERROR(ReadInForce(year_.year));
    for (const auto& [year, draft] : files_.forecasts) {
      RETURN_IF_ERROR(ReadInForce(year));
    }
    return absl::OkStatus();
  }

 private:
  FiscalYearName In(int year) const { return {year_.organisation, year}; }

  absl::Status ReadInForce(int year) {
    if (in_force_.count(year) > 0) return absl::OkStatus();
    ASSIGN_OR_RETURN(in_force_[year], ReadAdopted(snapshot_, In(year)));
    return absl::OkStatus();
  }

  const Budget* InForce(int year) const {
    const auto found = in_force_.find(year);
    return found != in_force_.end() && found->second.has_value()
               ? &*found->second
               : nullptr;
  }

  absl::Status DecideBudget(int year, const Draft& draft) {
    ASSIGN_OR_RETURN(const VersionNumbers numbers,
                     ReadNumbers(snapshot_, In(year)));
    ASSIGN_OR_RETURN(const std::vector<Budget> kept,
                     ReadVersions(snapshot_, In(year)));
    if (static_cast<int32_t>(kept.size()) != numbers.last) {
      return absl::DataLossError("a year's budgets are not 1, 2, 3");
    }
    const size_t before = problems_.size();
    const Succession next = Succeed(kept, draft, &problems_);
    if (next.is_kept || AnyError(problems_, before)) {
      return absl::OkStatus();
    }
    const Budget budget{In(year), numbers.last + 1, draft.decided};
    AddVersion(commit_, numbers, budget);
    ToProto(budget, facts_.add_budgets());
    if (budget.decided.stage == Stage::kAdopted) in_force_[year] = budget;
    return absl::OkStatus();
  }

  // A forecast that says every amount is one to keep; one that is to be
  // computed waits for its outcomes.
  absl::Status DecideForecast(int year, ForecastDraft draft) {
    std::vector<const Budget*> budgets;
    for (const int of : {year, year_.year}) {
      if (InForce(of) != nullptr) budgets.push_back(InForce(of));
    }
    DescribeFrom(budgets, &draft);
    const absl::StatusOr<Forecast> whole =
        budget::MakeForecast(year, draft, {});
    if (!whole.ok()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::vector<StoredForecast> kept,
                     ReadForecasts(snapshot_, In(year)));
    // The same file again, whatever was kept to be judged since.
    const auto last = std::find_if(
        kept.rbegin(), kept.rend(),
        [](const StoredForecast& stored) { return stored.from_file; });
    if (last != kept.rend() && last->forecast == *whole) {
      return absl::OkStatus();
    }
    if (kept.size() >= kForecastsMax) {
      problems_.push_back({.reason = "FORECAST_TOO_MANY",
                           .file = draft.file,
                           .field = "",
                           .found = absl::StrCat(kept.size()),
                           .expected = absl::StrCat("högst ", kForecastsMax),
                           .message = "Året har för många prognoser."});
      return absl::OkStatus();
    }
    const StoredForecast stored{In(year), static_cast<int32_t>(kept.size()) + 1,
                                *whole, /*from_file=*/true};
    AddForecast(commit_, stored);
    ToProto(stored, facts_.add_forecasts());
    return absl::OkStatus();
  }

  absl::Status DecideFile(const ImportFiles::Kept& file, int64_t revision) {
    ASSIGN_OR_RETURN(const std::optional<std::string> kept,
                     ReadFile(snapshot_, In(file.year), file.name));
    if (kept == file.content) return absl::OkStatus();
    PutFile(commit_, In(file.year), file.name, revision, file.content);
    internal::KeptFile* fact = facts_.add_files();
    fact->set_fiscal_year(In(file.year).Text());
    fact->set_name(file.name);
    fact->set_content(file.content);
    return absl::OkStatus();
  }

  // Instalments are of the members who contribute, whichever of the two files
  // came first.
  absl::Status CheckInstalmentsFor() {
    std::optional<ContributionDraft> terms = files_.contributions;
    std::optional<InstalmentDraft> instalments = files_.instalments;
    if (!terms.has_value() && !instalments.has_value()) {
      return absl::OkStatus();
    }
    std::vector<Problem> ignored;  // Of what was checked when it was kept.
    if (!terms.has_value()) {
      ASSIGN_OR_RETURN(const auto kept,
                       ReadFile(snapshot_, year_, kContributionsFile));
      terms = ReadContributionsFile(kept.value_or(""), &ignored);
    }
    if (!instalments.has_value()) {
      ASSIGN_OR_RETURN(const auto kept,
                       ReadFile(snapshot_, year_, kInstalmentsFile));
      if (!kept.has_value()) return absl::OkStatus();
      instalments = ReadInstalmentsFile(*kept, &ignored);
    }
    CheckInstalments(terms->terms, *instalments, &problems_);
    return absl::OkStatus();
  }

  const store::Snapshot& snapshot_;
  const FiscalYearName& year_;
  const ImportFiles& files_;
  std::vector<Problem>& problems_;
  std::map<int, std::optional<Budget>> in_force_;
  store::Commit commit_;
  internal::ImportFacts facts_;
};

// What the files themselves have wrong is the caller's input; what stands
// against what is kept is a state.
absl::Status RefuseState(std::vector<Problem> problems) {
  const auto is_state = [](const Problem& problem) {
    return problem.severity == Severity::kError &&
           (problem.reason == "BUDGET_REVERTED" ||
            problem.reason == "BUDGET_ADOPTED_EDITED" ||
            problem.reason == "BUDGET_VERSION_DATE" ||
            problem.reason == "BUDGET_TOO_MANY_VERSIONS" ||
            problem.reason == "FORECAST_TOO_MANY");
  };
  const bool input = std::any_of(
      problems.begin(), problems.end(), [&](const Problem& problem) {
        return problem.severity == Severity::kError && !is_state(problem);
      });
  if (input) return RefuseInput(std::move(problems));
  const auto first = std::find_if(problems.begin(), problems.end(), is_state);
  return Refuse(absl::StatusCode::kFailedPrecondition, first->reason,
                ProblemLine(*first), problems);
}

// Decides on top of `snapshot`; with `store` also commits, once.
absl::StatusOr<store::ImportOutcome> Attempt(
    const store::Snapshot& snapshot, const store::ImportRequest& request,
    const ImportFiles& files, const std::vector<Problem>& found,
    store::Store* store, absl::Time now) {
  const std::string& organisation = request.year.organisation;
  const std::string digest = store::DigestOf(request, kImportKind);
  if (store != nullptr) {
    ASSIGN_OR_RETURN(auto kept, store::FindOutcome(snapshot, organisation,
                                                   request.request_id, digest));
    if (kept.has_value()) return *std::move(kept);
  }
  store::ImportOutcome outcome;
  outcome.warnings = found;
  ASSIGN_OR_RETURN(outcome.head, store::ReadHead(snapshot, organisation));
  Import import(snapshot, request.year, files, &outcome.warnings);
  RETURN_IF_ERROR(import.Prepare());
  RETURN_IF_ERROR(import.Decide(outcome.head.revision + 1));
  if (AnyError(outcome.warnings)) {
    return RefuseState(std::move(outcome.warnings));
  }
  ASSIGN_OR_RETURN(ImportFigures figures, import.Figures());
  outcome.figure_ids = std::move(figures.figure_ids);
  outcome.table_ids = std::move(figures.table_ids);
  outcome.summary = absl::StrJoin(files.words, "; ");
  if (store == nullptr) return outcome;
  store::Entry entry{.organisation = organisation,
                     .kind = kImportKind,
                     .facts = import.Facts(),
                     .request_id = request.request_id,
                     .request_digest = digest,
                     .answer = "",
                     .time = now};
  if (import.changes()) {
    store::AppendImport(import.commit(), std::move(entry), &outcome);
  } else {
    store::KeepUnchanged(import.commit(), std::move(entry), outcome);
  }
  RETURN_IF_ERROR(store->Apply(import.commit()));
  return outcome;
}

}  // namespace

absl::StatusOr<store::ImportOutcome> Budgets::Import(
    const store::ImportRequest& request) {
  RETURN_IF_ERROR(CheckRequest(request));
  std::vector<Problem> problems;
  const ImportFiles files =
      ReadImportFiles(request.year, request.files, &problems);
  if (AnyError(problems)) return RefuseInput(std::move(problems));
  if (request.validate_only) {
    return Attempt(*store_.TakeSnapshot(), request, files, problems,
                   /*store=*/nullptr, clock_.Now());
  }
  const std::lock_guard lock(writing_);
  return store::RetryStale([&] {
    return Attempt(*store_.TakeSnapshot(), request, files, problems, &store_,
                   clock_.Now());
  });
}

}  // namespace finsam::budget
