#include "services/governance/governance.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "services/governance/codec.h"
#include "services/governance/domain/figures.h"
#include "services/governance/domain/reporter.h"
#include "services/governance/domain/tables.h"
#include "services/governance/governance_store.h"
#include "services/governance/year_files.h"

namespace finsam::governance {
namespace {

constexpr char kImportKind[] = "import-governance";

// What the request says, apart from its id; the files in any order.
std::string DigestOf(const ImportRequest& request) {
  std::vector<const InputFile*> files;
  for (const InputFile& file : request.files) files.push_back(&file);
  std::sort(
      files.begin(), files.end(), [](const InputFile* a, const InputFile* b) {
        return std::tie(a->name, a->content) < std::tie(b->name, b->content);
      });
  std::string digest = Sha256Parts({kImportKind, request.year.Text()});
  for (const InputFile* file : files) {
    digest = Sha256Parts({digest, file->name, file->content});
  }
  return digest;
}

// Errors first, since an answer may be cut after the first few.
absl::Status RefuseProblems(std::vector<Problem> problems) {
  std::stable_partition(problems.begin(), problems.end(), [](const Problem& p) {
    return p.severity == Severity::kError;
  });
  return RefuseInput(std::move(problems));
}

absl::StatusOr<ImportOutcome> Again(const std::string& kept_answer) {
  std::optional<ImportOutcome> outcome = DecodeOutcome(kept_answer);
  if (!outcome.has_value()) {
    return absl::DataLossError("a kept answer cannot be read");
  }
  return *std::move(outcome);
}

// A moment of the store: where the association stands and what the year holds.
struct Seen {
  store::Head head;
  YearFacts facts;
};

absl::StatusOr<Seen> ReadYear(const store::Store& store,
                              const FiscalYearName& year) {
  const std::unique_ptr<store::Snapshot> snapshot = store.TakeSnapshot();
  ASSIGN_OR_RETURN(store::Head head,
                   store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(std::optional<YearFacts> facts, ReadFacts(*snapshot, year));
  if (!facts.has_value()) {
    return Refuse(absl::StatusCode::kNotFound, "ASSOCIATION_UNKNOWN",
                  absl::StrCat("Det finns inga uppgifter om styrelsen för ",
                               year.Text(), "."));
  }
  return Seen{std::move(head), *std::move(facts)};
}

}  // namespace

absl::StatusOr<ImportOutcome> Governance::Import(const ImportRequest& request) {
  RETURN_IF_ERROR(CheckRequestId(request.request_id));
  const std::string digest = DigestOf(request);
  const std::lock_guard<std::mutex> lock(writing_);
  absl::StatusOr<ImportOutcome> outcome = TryImport(request, digest);
  // Another process on the same store may have been first; once is enough,
  // since writers of this one wait for each other.
  if (ReasonOf(outcome.status()) == "STALE") {
    outcome = TryImport(request, digest);
  }
  return outcome;
}

absl::StatusOr<ImportOutcome> Governance::TryImport(
    const ImportRequest& request, const std::string& digest) {
  const std::string& organisation = request.year.organisation;
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  if (!request.validate_only) {
    ASSIGN_OR_RETURN(
        const std::optional<std::string> kept,
        store::FindAnswer(*snapshot, organisation, request.request_id, digest));
    if (kept.has_value()) return Again(*kept);
  }
  ASSIGN_OR_RETURN(const std::optional<YearFacts> before,
                   ReadFacts(*snapshot, request.year));
  ImportOutcome outcome;
  ASSIGN_OR_RETURN(outcome.head, store::ReadHead(*snapshot, organisation));
  const YearFacts facts =
      ReadYearFiles(request.year, request.files, before, &outcome.warnings);
  if (AnyError(outcome.warnings)) {
    return RefuseProblems(std::move(outcome.warnings));
  }
  outcome.figure_ids = FigureIds(facts);
  outcome.summary = Summary(facts);
  const std::string bytes = EncodeFacts(facts);
  const bool same = before.has_value() && EncodeFacts(*before) == bytes;
  if (same || request.validate_only) return outcome;

  store::Entry entry{organisation,       kImportKind, bytes,
                     request.request_id, digest,      /*answer=*/"",
                     clock_.Now()};
  const store::Head seen = outcome.head;
  outcome.head = store::HeadAfter(seen, entry);
  outcome.changed = true;
  entry.answer = EncodeOutcome(outcome);
  store::Commit commit;
  store::AppendTo(commit, seen, entry);
  PutFacts(request.year, bytes, commit);
  RETURN_IF_ERROR(store_.Apply(commit));
  return outcome;
}

absl::StatusOr<YearReport> Governance::Get(const FiscalYearName& year) const {
  ASSIGN_OR_RETURN(Seen seen, ReadYear(store_, year));
  YearReport report;
  report.tables = {MembersTable(seen.facts), BoardTable(seen.facts),
                   MeetingsTable(seen.facts), SignaturesTable(seen.facts)};
  report.figures = RegisterFigures(seen.facts, seen.head.revision);
  report.goal_figure_ids = GoalFigureIds(seen.facts);
  report.head = std::move(seen.head);
  report.facts = std::move(seen.facts);
  return report;
}

absl::StatusOr<GoalReport> Governance::EvaluateGoals(
    const FiscalYearName& year, const std::vector<Figure>& figures) const {
  ASSIGN_OR_RETURN(Seen seen, ReadYear(store_, year));
  Outcomes outcomes;
  for (const Figure& figure : figures) {
    outcomes.emplace(figure.id, figure.value);
  }
  GoalReport report;
  const YearFacts& facts = seen.facts;
  if (facts.goals.has_value()) report.goals = *facts.goals;
  report.judgements = JudgeAll(report.goals, year.year, outcomes);
  report.table = GoalsTable(facts, report.judgements, seen.head.revision);
  report.figures = GoalFigures(facts, report.judgements, seen.head.revision);
  report.head = std::move(seen.head);
  return report;
}

}  // namespace finsam::governance
