#include "services/budget/budget.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/display.h"
#include "common/files/input.h"
#include "common/store/import.h"
#include "common/store/journal.h"
#include "services/budget/budget_file.h"
#include "services/budget/budget_store.h"

namespace finsam::budget {
namespace {

constexpr char kImportKind[] = "import-budget";

// A question that was read and found right, before the store is looked at.
struct Checked {
  FiscalYearName year;
  std::string request_id;
  std::string digest;
  Decided decided;
  store::ImportOutcome outcome;  // Without head and changed.
};

absl::Status CheckFile(const ImportQuestion& question) {
  if (question.file_name.empty()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "FILE_MISSING",
                  absl::StrCat("filen ", kBudgetFile, " saknas"));
  }
  if (question.file_name != kBudgetFile) {
    Problem problem;
    problem.reason = "FILE_UNEXPECTED";
    problem.file = question.file_name;
    problem.expected = kBudgetFile;
    problem.message = "Filen är ingen budgetfil.";
    return RefuseInput({problem});
  }
  return absl::OkStatus();
}

std::string SummaryOf(const std::vector<Line>& lines) {
  const Sums sums = SumsOf(lines);
  const Display kronor;
  return absl::StrCat(Format(Count{static_cast<int64_t>(lines.size())},
                             {.unit = Unit::kCount, .decimals = 0}),
                      lines.size() == 1 ? " budgetrad" : " budgetrader",
                      ", intäkter ", FormatWithUnit(sums.income, kronor),
                      ", kostnader ", FormatWithUnit(sums.costs, kronor));
}

// Reads and checks everything that can be without the store.
absl::StatusOr<Checked> ReadQuestion(const ImportQuestion& question) {
  Checked import;
  ASSIGN_OR_RETURN(import.year, ParseFiscalYearName(question.fiscal_year));
  RETURN_IF_ERROR(CheckRequestId(question.request_id));
  RETURN_IF_ERROR(CheckFile(question));
  std::vector<Problem> problems;
  Draft draft = ReadBudgetFile(question.content, &problems);
  CheckDraft(import.year.year, draft, &problems);
  if (AnyError(problems)) return RefuseInput(std::move(problems));
  import.request_id = question.request_id;
  import.digest = Sha256Parts({kImportKind, question.fiscal_year,
                               question.file_name, question.content});
  import.decided = std::move(draft.decided);
  import.outcome.warnings = std::move(problems);
  import.outcome.summary = SummaryOf(import.decided.lines);
  for (const Figure& figure : FiguresOf({import.year, 0, import.decided}, 0)) {
    import.outcome.figure_ids.push_back(figure.id);
  }
  std::sort(import.outcome.figure_ids.begin(), import.outcome.figure_ids.end());
  return import;
}

// Commits `import` on top of what `snapshot` holds, unless it is there
// already.
absl::StatusOr<store::ImportOutcome> CommitOnce(store::Store& store,
                                                absl::Time now,
                                                const Checked& import) {
  const std::unique_ptr<store::Snapshot> snapshot = store.TakeSnapshot();
  const std::string& organisation = import.year.organisation;
  ASSIGN_OR_RETURN(
      auto kept, store::FindOutcome(*snapshot, organisation, import.request_id,
                                    import.digest));
  if (kept.has_value()) return *std::move(kept);
  store::ImportOutcome outcome = import.outcome;
  ASSIGN_OR_RETURN(outcome.head, store::ReadHead(*snapshot, organisation));
  ASSIGN_OR_RETURN(const std::optional<Budget> latest,
                   ReadLatest(*snapshot, import.year));
  if (latest.has_value() && latest->decided == import.decided) return outcome;
  const Budget next{import.year, latest.has_value() ? latest->version + 1 : 1,
                    import.decided};
  store::Commit commit;
  AddVersion(commit, latest, next);
  store::AppendImport(commit,
                      {.organisation = organisation,
                       .kind = kImportKind,
                       .facts = FactsOf(next),
                       .request_id = import.request_id,
                       .request_digest = import.digest,
                       .answer = "",
                       .time = now},
                      &outcome);
  RETURN_IF_ERROR(store.Apply(commit));
  return outcome;
}

// The latest version and where the association stands, of one moment.
absl::StatusOr<std::pair<Budget, store::Head>> ReadYear(
    const store::Store& store, absl::string_view fiscal_year) {
  ASSIGN_OR_RETURN(const FiscalYearName year, ParseFiscalYearName(fiscal_year));
  const std::unique_ptr<store::Snapshot> snapshot = store.TakeSnapshot();
  ASSIGN_OR_RETURN(std::optional<Budget> latest, ReadLatest(*snapshot, year));
  if (!latest.has_value()) {
    return Refuse(absl::StatusCode::kNotFound, "BUDGET_UNKNOWN",
                  absl::StrCat("det finns ingen budget för ", year.Text()));
  }
  ASSIGN_OR_RETURN(store::Head head,
                   store::ReadHead(*snapshot, year.organisation));
  return std::pair(*std::move(latest), std::move(head));
}

}  // namespace

absl::StatusOr<store::ImportOutcome> Budgets::Import(
    const ImportQuestion& question) {
  ASSIGN_OR_RETURN(const Checked import, ReadQuestion(question));
  if (question.validate_only) {
    store::ImportOutcome outcome = import.outcome;
    ASSIGN_OR_RETURN(outcome.head, store::ReadHead(*store_.TakeSnapshot(),
                                                   import.year.organisation));
    return outcome;
  }
  const std::lock_guard lock(writing_);
  return store::RetryStale(
      [&] { return CommitOnce(store_, clock_.Now(), import); });
}

absl::StatusOr<BudgetAnswer> Budgets::Get(absl::string_view fiscal_year) const {
  ASSIGN_OR_RETURN(auto found, ReadYear(store_, fiscal_year));
  BudgetAnswer answer;
  answer.budget = std::move(found.first);
  answer.head = std::move(found.second);
  answer.figures = FiguresOf(answer.budget, answer.head.revision);
  return answer;
}

absl::StatusOr<DeviationsAnswer> Budgets::Compare(
    absl::string_view fiscal_year,
    const std::vector<Comparison>& comparisons) const {
  ASSIGN_OR_RETURN(auto found, ReadYear(store_, fiscal_year));
  DeviationsAnswer answer;
  ASSIGN_OR_RETURN(
      answer.deviations,
      budget::Compare(found.first, found.second.revision, comparisons));
  answer.head = std::move(found.second);
  return answer;
}

}  // namespace finsam::budget
