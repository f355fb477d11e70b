// An import of a year's files: what a hall is asked, what it answers, and how
// the answer is kept in the journal, to be given again when the same request
// is made again.

#ifndef FINSAM_COMMON_STORE_IMPORT_H_
#define FINSAM_COMMON_STORE_IMPORT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "common/store/store.h"

namespace finsam::store {

struct InputFile {
  std::string name;  // "board.csv"
  std::string content;
};

struct ImportRequest {
  FiscalYearName year;
  std::string request_id;
  bool validate_only = false;
  std::vector<InputFile> files;
};

struct ImportOutcome {
  Head head;             // Where the association stands afterwards.
  bool changed = false;  // False for a trial and for facts already held.
  std::vector<Problem> warnings;
  std::vector<std::string> figure_ids;  // Sorted.
  std::string summary;                  // Swedish: "3 medlemmar, 8 personer".
  // Sorted; told to a trial, and not kept with the outcome.
  std::vector<std::string> table_ids = {};

  friend bool operator==(const ImportOutcome&, const ImportOutcome&) = default;
};

// What makes two requests the same: everything but the request id. The files
// may come in any order. `kind` is that of the journal's entry.
std::string DigestOf(const ImportRequest& request, absl::string_view kind);

// The kept outcome when `request_id` was used before with the same digest;
// nullopt when it is new. Refusal: REQUEST_ID_REUSED. DATA_LOSS when what was
// kept cannot be read.
absl::StatusOr<std::optional<ImportOutcome>> FindOutcome(
    const Snapshot& snapshot, absl::string_view organisation,
    absl::string_view request_id, absl::string_view digest);

// Adds to `commit` the journal's own changes for `entry`, whose answer is left
// empty, on top of `outcome->head`. The outcome becomes that of the commit, and
// is kept in it. The caller adds its facts' keys and applies the commit.
void AppendImport(Commit& commit, Entry entry, ImportOutcome* outcome);

// Adds to `commit` the answer alone of an import that changed nothing, so that
// a repeat of it brings no old facts back after somebody else's import. The
// revision stays.
void KeepUnchanged(Commit& commit, Entry entry, const ImportOutcome& outcome);

// An outcome's bytes, and back; nothing when the bytes are none of ours.
std::string EncodeOutcome(const ImportOutcome& outcome);
std::optional<ImportOutcome> DecodeOutcome(absl::string_view bytes);

// Runs `attempt` (returns an absl::StatusOr) once more when it answers STALE:
// another process on the same store was first. Once is enough, since the
// writers of this process wait for each other.
template <typename Attempt>
auto RetryStale(Attempt attempt) {
  auto outcome = attempt();
  if (ReasonOf(outcome.status()) == "STALE") outcome = attempt();
  return outcome;
}

}  // namespace finsam::store

#endif  // FINSAM_COMMON_STORE_IMPORT_H_
