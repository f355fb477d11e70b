// What the gateway keeps of frozen reports and answered findings.
//
// Keys, each within organisation, year and kind of report:
//   "frozen" / version       what it is: finsam.gateway.v1.FrozenReport
//   "frozen-body" / version  what it holds: internal.FrozenBody
//   "progress" / version     what has become of it: internal.Progress
//   "answer" / finding       internal.AnsweredFinding
// and the journal's rooms for the chain of publishing, which is a chain of its
// own, so that freezing a report does not move the facts that it is made from.
// Frozen reports are written once.

#ifndef FINSAM_SERVICES_GATEWAY_PUBLISHING_STORE_H_
#define FINSAM_SERVICES_GATEWAY_PUBLISHING_STORE_H_

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "finsam/gateway/internal/records.pb.h"
#include "finsam/gateway/v1/publishing.pb.h"
#include "services/gateway/frozen_name.h"

namespace finsam::gateway {

// The name of the association's chain of publishing in the journal.
std::string PublishingChain(const std::string& organisation);

// The version that `name` means, or the last one. Nullopt when it is not there.
// DATA_LOSS when it cannot be read; so all reading below.
absl::StatusOr<std::optional<v1::FrozenReport>> ReadFrozen(
    const store::Snapshot& snapshot, const FrozenName& name);

absl::StatusOr<internal::FrozenBody> ReadFrozenBody(
    const store::Snapshot& snapshot, const FrozenName& name);

// Visits the frozen reports of an association after the store key `after`
// (empty: from the first), by year, kind and version, with each one's key,
// until the visitor returns false.
using FrozenVisitor =
    std::function<bool(absl::string_view key, const v1::FrozenReport& frozen)>;
absl::Status ScanFrozen(const store::Snapshot& snapshot,
                        const std::string& organisation,
                        absl::string_view after, const FrozenVisitor& visit);

void PutFrozen(const FrozenName& name, const v1::FrozenReport& frozen,
               const internal::FrozenBody& body, store::Commit& commit);

// What has become of a version since; empty when nothing has.
absl::StatusOr<internal::Progress> ReadProgress(
    const store::Snapshot& snapshot, const FrozenName& name);
// The number of the last version that was published; nothing when none was.
absl::StatusOr<std::optional<int>> ReadPublishedVersion(
    const store::Snapshot& snapshot, const ReportKey& report);
void PutProgress(const FrozenName& name, const internal::Progress& progress,
                 store::Commit& commit);

// By finding id.
using FindingAnswers = std::map<std::string, internal::AnsweredFinding>;
absl::StatusOr<FindingAnswers> ReadFindingAnswers(
    const store::Snapshot& snapshot, const ReportKey& report);

void PutFindingAnswer(const ReportKey& report, const std::string& finding_id,
                      const internal::AnsweredFinding& answered,
                      store::Commit& commit);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_PUBLISHING_STORE_H_
