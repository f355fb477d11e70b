// Signing in plain C++: rounds, signatures and their evidence. Reads, lets the
// domain decide, commits once as an act, answers.
//
// Thread-safe. Nothing is kept in memory that is not in the store.

#ifndef FINSAM_SERVICES_GOVERNANCE_SIGNING_H_
#define FINSAM_SERVICES_GOVERNANCE_SIGNING_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/store/acts.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "services/governance/domain/rounds.h"
#include "services/governance/round_codec.h"
#include "services/governance/signing_provider.h"

namespace finsam::governance {

// How far a signature's own time may be from ours.
inline constexpr absl::Duration kSigningClockSkewMax = absl::Minutes(5);

// Acts that one page holds.
inline constexpr size_t kActsPageMax = 1'000;

// The board of an association on a day, members and not deputies.
using BoardSource = std::function<absl::StatusOr<std::vector<Sitting>>(
    const store::Snapshot& snapshot, const std::string& organisation,
    absl::CivilDay day)>;

// "associations/2220001511/signatureRounds/4".
std::string RoundName(absl::string_view organisation, int64_t id);

// What an act on a round gives back.
struct RoundOutcome {
  store::Head head;
  absl::Time time;
  Round round;
  size_t place = 0;  // Of whoever the act was about.
  UserAction action;
  std::optional<SignatureEvidence> evidence;  // When it was signed.
  std::string failure;  // Why a signing service let nobody sign; else empty.
};

// A round with what proves its signatures, by place.
struct RoundView {
  store::Head head;
  Round round;
  std::vector<std::optional<SignatureEvidence>> evidence;
};

// A record of the journal; `act` is empty for what is no act, as an import.
struct ActRecord {
  store::Record record;
  std::optional<store::Act> act;
};

class Signing {
 public:
  // All but `board` must outlive it. `writing` as for ActLog.
  Signing(store::Store& store, const Clock& clock, std::mutex& writing,
          SigningProviders& providers, BoardSource board);

  // Opens a round, for the sitting board when `draft` names no signers, and
  // supersedes an open one of an older version. Refusals: those of OpenRound;
  // BOARD_UNKNOWN, ROUND_VERSION_OLD, ROUND_VERSION_TAKEN, ROUNDS_MAX. All
  // writes also have those of ActLog.
  absl::StatusOr<RoundOutcome> Open(const store::ActRequest& act,
                                    const Round& draft);
  // The same for what `draft` makes of the facts, with its refusals.
  using DraftSource =
      std::function<absl::StatusOr<Round>(const store::Snapshot& snapshot)>;
  absl::StatusOr<RoundOutcome> Open(const store::ActRequest& act,
                                    const DraftSource& draft);

  // Lets the actor sign at `provider` (empty: the local one): at once, or with
  // something to do. Refusals: ROUND_UNKNOWN, PROVIDER_UNKNOWN,
  // PROVIDER_PDF, SIGNATURE_DIGEST_INVALID, SIGNATURE_TIME_INVALID; those of
  // CheckMaySign, Sign and VerifyCms.
  struct Start {
    int64_t round = 0;
    std::string provider;
    std::string pdf_digest;
    std::string return_url;
  };
  absl::StatusOr<RoundOutcome> StartSignature(const store::ActRequest& act,
                                              const Start& start);

  // Takes the signing service's answer to what was started. Refusals: as
  // StartSignature; SIGNATURE_NOT_STARTED, SIGNATURE_MALFORMED.
  absl::StatusOr<RoundOutcome> CompleteSignature(const store::ActRequest& act,
                                                 int64_t round,
                                                 absl::string_view reference,
                                                 absl::string_view bytes);

  // The rest are the domain's (rounds.h), and refuse as it does, and with
  // ROUND_UNKNOWN. The one who refuses is the actor.
  absl::StatusOr<RoundOutcome> RefuseSignature(const store::ActRequest& act,
                                               int64_t round,
                                               const std::string& reason);
  absl::StatusOr<RoundOutcome> WithdrawRound(const store::ActRequest& act,
                                             int64_t round,
                                             const std::string& reason);
  absl::StatusOr<RoundOutcome> Replace(const store::ActRequest& act,
                                       int64_t round,
                                       const std::string& leaving,
                                       const std::string& newcomer,
                                       const std::string& reason);
  absl::StatusOr<RoundOutcome> RemindSigners(const store::ActRequest& act,
                                             int64_t round);

  // Refusal: ROUND_UNKNOWN.
  absl::StatusOr<RoundView> Get(const std::string& organisation,
                                int64_t round) const;
  // Up to `count` rounds above `after`, the oldest first.
  absl::StatusOr<std::vector<Round>> List(const std::string& organisation,
                                          int64_t after, size_t count) const;
  // Up to `count` records from the revision `first` on.
  absl::StatusOr<std::vector<ActRecord>> Acts(const std::string& organisation,
                                              int64_t first,
                                              size_t count) const;

  // Whom a provider's signatures are verified against; nothing for one that is
  // not there.
  std::vector<sign::Certificate> Roots(const std::string& provider) const;

 private:
  // What a change of a round leaves behind.
  struct Change {
    Round round;
    size_t place = 0;
    UserAction action;
    std::optional<SignatureEvidence> evidence;
    std::string failure;
    int64_t superseded = 0;
  };
  using Decide = std::function<absl::Status(
      const store::Snapshot& snapshot, absl::Time now, store::Commit& commit,
      Change* change)>;

  absl::StatusOr<RoundOutcome> Act(const store::ActRequest& act,
                                   const Decide& decide);
  // The same for a round that is there.
  absl::StatusOr<RoundOutcome> ActOn(const store::ActRequest& act,
                                     int64_t round, const Decide& decide);

  absl::StatusOr<SigningProvider*> FindProvider(const std::string& name) const;
  absl::Status TakeSuperseded(const store::Snapshot& snapshot,
                              const std::string& organisation, absl::Time now,
                              store::Commit& commit, Change* change) const;
  absl::Status TakeAnswer(const store::ActRequest& act,
                          const store::Snapshot& snapshot, absl::Time now,
                          SigningProvider& provider, const SigningTask& task,
                          const ProviderAnswer& answer, store::Commit& commit,
                          Change* change) const;

  store::Store& store_;
  store::ActLog log_;
  SigningProviders& providers_;
  BoardSource board_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_SIGNING_H_
