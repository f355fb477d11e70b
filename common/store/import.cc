#include "common/store/import.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "common/base/digest.h"
#include "common/store/parts.h"

namespace finsam::store {
namespace {

constexpr char kFormat = 1;
constexpr char kKind[] = "import-outcome";
// A kept answer's lists are as long as they were; this only bounds reading.
constexpr size_t kListMax = 100'000;

void WriteProblem(const Problem& problem, PartsWriter* out) {
  out->Number(problem.severity == Severity::kError ? 0 : 1);
  for (const std::string* text :
       {&problem.reason, &problem.file, &problem.field, &problem.found,
        &problem.expected, &problem.message}) {
    out->Text(*text);
  }
  out->Number(problem.line);
}

Problem ReadProblem(PartsReader* in) {
  Problem problem;
  problem.severity = in->Flag() ? Severity::kWarning : Severity::kError;
  for (std::string* text :
       {&problem.reason, &problem.file, &problem.field, &problem.found,
        &problem.expected, &problem.message}) {
    *text = in->Text();
  }
  problem.line = in->Number();
  return problem;
}

}  // namespace

std::string DigestOf(const ImportRequest& request, absl::string_view kind) {
  std::vector<const InputFile*> files;
  for (const InputFile& file : request.files) files.push_back(&file);
  std::sort(
      files.begin(), files.end(), [](const InputFile* a, const InputFile* b) {
        return std::tie(a->name, a->content) < std::tie(b->name, b->content);
      });
  std::string digest = Sha256Parts({kind, request.year.Text()});
  for (const InputFile* file : files) {
    digest = Sha256Parts({digest, file->name, file->content});
  }
  return digest;
}

absl::StatusOr<std::optional<ImportOutcome>> FindOutcome(
    const Snapshot& snapshot, absl::string_view organisation,
    absl::string_view request_id, absl::string_view digest) {
  ASSIGN_OR_RETURN(const std::optional<std::string> kept,
                   FindAnswer(snapshot, organisation, request_id, digest));
  if (!kept.has_value()) return std::nullopt;
  std::optional<ImportOutcome> outcome = DecodeOutcome(*kept);
  if (!outcome.has_value()) {
    return absl::DataLossError("a kept answer cannot be read");
  }
  return outcome;
}

void KeepUnchanged(Commit& commit, Entry entry, const ImportOutcome& outcome) {
  entry.answer = EncodeOutcome(outcome);
  AppendAnswer(commit, outcome.head, entry);
}

void AppendImport(Commit& commit, Entry entry, ImportOutcome* outcome) {
  const Head seen = std::move(outcome->head);
  outcome->head = HeadAfter(seen, entry);
  outcome->changed = true;
  entry.answer = EncodeOutcome(*outcome);
  AppendTo(commit, seen, entry);
}

std::string EncodeOutcome(const ImportOutcome& outcome) {
  PartsWriter out(kFormat, kKind);
  out.Number(outcome.head.revision);
  out.Text(outcome.head.root);
  out.Number(outcome.changed ? 1 : 0);
  out.List(outcome.warnings, WriteProblem);
  out.List(outcome.figure_ids,
           [](const std::string& id, PartsWriter* to) { to->Text(id); });
  out.Text(outcome.summary);
  return out.bytes();
}

std::optional<ImportOutcome> DecodeOutcome(absl::string_view bytes) {
  PartsReader in(kFormat, kKind, bytes);
  ImportOutcome outcome;
  outcome.head.revision = in.Number();
  outcome.head.root = in.Text();
  outcome.changed = in.Flag();
  outcome.warnings =
      in.List<Problem>(kListMax, ReadProblem).value_or(std::vector<Problem>{});
  outcome.figure_ids = in.List<std::string>(kListMax, [](PartsReader* from) {
                           return from->Text();
                         }).value_or(std::vector<std::string>{});
  outcome.summary = in.Text();
  if (!in.Complete()) return std::nullopt;
  return outcome;
}

}  // namespace finsam::store
