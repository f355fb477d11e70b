#include "services/participants/participants.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "services/participants/convert.h"
#include "services/participants/participants_store.h"

namespace finsam::participants {
namespace {

constexpr char kImportKind[] = "import-counts";

// What makes two requests the same: everything but the request id.
std::string DigestOf(const ImportRequest& request) {
  std::string files;
  for (const InputFile& file : request.files) {
    absl::StrAppend(&files, Sha256Parts({file.name, file.content}));
  }
  return Sha256Parts({kImportKind, request.year.Text(), files});
}

// The first answer of a request that is made again, if it is.
absl::StatusOr<std::optional<ImportOutcome>> FindOutcome(
    const store::Snapshot& snapshot, const ImportRequest& request,
    const std::string& digest) {
  ASSIGN_OR_RETURN(const std::optional<std::string> kept,
                   store::FindAnswer(snapshot, request.year.organisation,
                                     request.request_id, digest));
  if (!kept.has_value()) return std::nullopt;
  std::optional<ImportOutcome> outcome = DecodeOutcome(*kept);
  if (!outcome.has_value()) {
    return absl::DataLossError("a kept answer cannot be read");
  }
  return outcome;
}

std::vector<Problem> WarningsOf(const YearFiles& files) {
  std::vector<Problem> warnings;
  for (const Problem& problem : files.problems) {
    if (problem.severity == Severity::kWarning) warnings.push_back(problem);
  }
  return warnings;
}

ImportOutcome OutcomeOf(const ImportRequest& request, const YearFiles& files,
                        const Facts& facts, const store::Head& head) {
  ImportOutcome outcome;
  outcome.head = head;
  outcome.warnings = WarningsOf(files);
  outcome.figure_ids =
      FigureIds(MakeStatistics(request.year, facts, head.revision));
  outcome.summary = SummaryOf(files);
  return outcome;
}

}  // namespace

absl::StatusOr<ImportOutcome> Participants::Import(
    const ImportRequest& request) {
  RETURN_IF_ERROR(CheckRequestId(request.request_id));
  const std::string digest = DigestOf(request);
  const YearFiles files = ReadYearFiles(request.files, request.year.year);
  const std::lock_guard<std::mutex> lock(writing_);
  absl::StatusOr<ImportOutcome> outcome = ImportOnce(request, digest, files);
  // Another process may have committed first: decide once more on what it left.
  if (ReasonOf(outcome.status()) == "STALE") {
    outcome = ImportOnce(request, digest, files);
  }
  return outcome;
}

absl::StatusOr<ImportOutcome> Participants::ImportOnce(
    const ImportRequest& request, const std::string& digest,
    const YearFiles& files) {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  if (!request.validate_only) {
    ASSIGN_OR_RETURN(auto kept, FindOutcome(*snapshot, request, digest));
    if (kept.has_value()) return *std::move(kept);
  }
  if (files.HasErrors()) return RefuseInput(files.problems);
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, request.year.organisation));
  ASSIGN_OR_RETURN(const Facts held, ReadFacts(*snapshot, request.year));
  const Facts facts = Replaced(held, files);
  ImportOutcome outcome = OutcomeOf(request, files, facts, head);
  if (request.validate_only || SameFacts(held, facts)) return outcome;

  store::Entry entry;
  entry.organisation = request.year.organisation;
  entry.kind = kImportKind;
  entry.facts = ImportedFacts(request.year, facts);
  entry.request_id = request.request_id;
  entry.request_digest = digest;
  entry.time = clock_.Now();
  outcome.head = store::HeadAfter(head, entry);
  outcome.changed = true;
  entry.answer = EncodeOutcome(outcome);
  store::Commit commit;
  store::AppendTo(commit, head, entry);
  PutFacts(request.year, facts, commit);
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
