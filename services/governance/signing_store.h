// What the service remembers of signature rounds, as keys and values.
//
//   round       organisation id            →  the round (round_codec.h)
//   round-of    organisation subject       →  version and id of the newest
//   round-last  organisation               →  the last id that was given
//   evidence    organisation id place      →  what proves a signature
//   signature   organisation signature-id  →  the round it was counted in
//
// Every key holds the organisation (governance_store.h).

#ifndef FINSAM_SERVICES_GOVERNANCE_SIGNING_STORE_H_
#define FINSAM_SERVICES_GOVERNANCE_SIGNING_STORE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "services/governance/domain/rounds.h"
#include "services/governance/round_codec.h"

namespace finsam::governance {

// All reads are DATA_LOSS when what lies there cannot be read.

// Refusal: ROUND_UNKNOWN.
absl::StatusOr<Round> ReadRound(const store::Snapshot& snapshot,
                                absl::string_view organisation, int64_t id);
void PutRound(absl::string_view organisation, const Round& round,
              store::Commit& commit);

// Up to `count` rounds with ids above `after`, the oldest first.
absl::StatusOr<std::vector<Round>> ReadRounds(const store::Snapshot& snapshot,
                                              absl::string_view organisation,
                                              int64_t after, size_t count);

// The last id that was given; 0 for none.
absl::StatusOr<int64_t> ReadLastRound(const store::Snapshot& snapshot,
                                      absl::string_view organisation);
void PutLastRound(absl::string_view organisation, int64_t id,
                  store::Commit& commit);

// The newest round that was opened for a subject.
struct NewestRound {
  int64_t version = 0;
  int64_t id = 0;
};
absl::StatusOr<std::optional<NewestRound>> ReadNewest(
    const store::Snapshot& snapshot, absl::string_view organisation,
    absl::string_view subject);
void PutNewest(absl::string_view organisation, absl::string_view subject,
               const NewestRound& newest, store::Commit& commit);

absl::StatusOr<std::optional<SignatureEvidence>> ReadEvidence(
    const store::Snapshot& snapshot, absl::string_view organisation,
    int64_t round, size_t place);
void PutEvidence(absl::string_view organisation, int64_t round, size_t place,
                 const SignatureEvidence& evidence, store::Commit& commit);

// Marks a signature as counted. Refusal: SIGNATURE_REPLAYED when it was.
absl::Status CountSignature(const store::Snapshot& snapshot,
                            absl::string_view organisation,
                            absl::string_view signature_id, int64_t round,
                            store::Commit& commit);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_SIGNING_STORE_H_
