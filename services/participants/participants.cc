#include "services/participants/participants.h"

#include <memory>
#include <string>
#include <utility>

#include "common/base/status.h"
#include "common/files/input.h"
#include "services/participants/participants_store.h"

namespace finsam::participants {
namespace {

constexpr char kImportKind[] = "import-counts";

// `files` without errors: what problems they have are warnings.
store::ImportOutcome OutcomeOf(const store::ImportRequest& request,
                               const YearFiles& files, const Facts& facts,
                               const store::Head& head) {
  store::ImportOutcome outcome;
  outcome.head = head;
  outcome.warnings = files.problems;
  outcome.figure_ids =
      FigureIds(MakeStatistics(request.year, facts, head.revision));
  outcome.summary = SummaryOf(files);
  return outcome;
}

}  // namespace

absl::StatusOr<store::ImportOutcome> Participants::Import(
    const store::ImportRequest& request) {
  RETURN_IF_ERROR(CheckRequestId(request.request_id));
  const std::string digest = store::DigestOf(request, kImportKind);
  const YearFiles files = ReadYearFiles(request.files, request.year.year);
  const std::lock_guard<std::mutex> lock(writing_);
  return store::RetryStale([&] { return ImportOnce(request, digest, files); });
}

absl::StatusOr<store::ImportOutcome> Participants::ImportOnce(
    const store::ImportRequest& request, const std::string& digest,
    const YearFiles& files) {
  const std::string& organisation = request.year.organisation;
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  if (!request.validate_only) {
    ASSIGN_OR_RETURN(auto kept, store::FindOutcome(*snapshot, organisation,
                                                   request.request_id, digest));
    if (kept.has_value()) return *std::move(kept);
  }
  if (AnyError(files.problems)) return RefuseInput(files.problems);
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, organisation));
  ASSIGN_OR_RETURN(const Facts held, ReadFacts(*snapshot, request.year));
  const Facts facts = Replaced(held, files);
  store::ImportOutcome outcome = OutcomeOf(request, files, facts, head);
  if (request.validate_only) return outcome;

  store::Commit commit;
  store::Entry entry{.organisation = organisation,
                     .kind = kImportKind,
                     .facts = ImportedFacts(request.year, facts),
                     .request_id = request.request_id,
                     .request_digest = digest,
                     .answer = "",
                     .time = clock_.Now()};
  if (SameFacts(held, facts)) {
    store::KeepUnchanged(commit, std::move(entry), outcome);
  } else {
    store::AppendImport(commit, std::move(entry), &outcome);
    PutFacts(request.year, facts, commit);
  }
  RETURN_IF_ERROR(store_.Apply(commit));
  return outcome;
}

absl::StatusOr<YearStatistics> Participants::Read(
    const FiscalYearName& year) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(const Facts facts, ReadFacts(*snapshot, year));
  return YearStatistics{MakeStatistics(year, facts, head.revision), head};
}

}  // namespace finsam::participants
