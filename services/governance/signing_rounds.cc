// The acts on rounds that need no signing service, and the reads.

#include <memory>
#include <utility>

#include "common/base/status.h"
#include "services/governance/domain/legal_days.h"
#include "services/governance/signing.h"
#include "services/governance/signing_store.h"

namespace finsam::governance {

absl::StatusOr<RoundOutcome> Signing::RefuseSignature(
    const store::ActRequest& act, int64_t round, const std::string& reason) {
  return ActOn(act, round,
               [&](const store::Snapshot&, absl::Time now, store::Commit&,
                   Change* change) -> absl::Status {
                 ASSIGN_OR_RETURN(change->place,
                                  FindSigner(change->round, act.actor.person));
                 return RefuseToSign(change->place, reason, now,
                                     &change->round);
               });
}

absl::StatusOr<RoundOutcome> Signing::WithdrawRound(
    const store::ActRequest& act, int64_t round, const std::string& reason) {
  return ActOn(
      act, round,
      [&](const store::Snapshot&, absl::Time now, store::Commit&,
          Change* change) { return Withdraw(reason, now, &change->round); });
}

absl::StatusOr<RoundOutcome> Signing::Replace(const store::ActRequest& act,
                                              int64_t round,
                                              const std::string& leaving,
                                              const std::string& newcomer,
                                              const std::string& reason) {
  return ActOn(act, round,
               [&](const store::Snapshot& snapshot, absl::Time now,
                   store::Commit&, Change* change) -> absl::Status {
                 ASSIGN_OR_RETURN(change->place,
                                  FindSigner(change->round, leaving));
                 ASSIGN_OR_RETURN(const std::vector<Sitting> board,
                                  board_(snapshot, act.organisation,
                                         absl::ToCivilDay(now, SwedishTime())));
                 return ReplaceSigner(change->place, newcomer, reason, board,
                                      now, &change->round);
               });
}

absl::StatusOr<RoundOutcome> Signing::RemindSigners(
    const store::ActRequest& act, int64_t round) {
  return ActOn(act, round,
               [&](const store::Snapshot&, absl::Time now, store::Commit&,
                   Change* change) {
                 return Remind(now, SwedishTime(), &change->round);
               });
}

absl::StatusOr<RoundView> Signing::Get(const std::string& organisation,
                                       int64_t round) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  RoundView view;
  ASSIGN_OR_RETURN(view.head, store::ReadHead(*snapshot, organisation));
  ASSIGN_OR_RETURN(view.round, ReadRound(*snapshot, organisation, round));
  for (size_t i = 0; i < view.round.signers.size(); ++i) {
    ASSIGN_OR_RETURN(auto evidence,
                     ReadEvidence(*snapshot, organisation, round, i));
    view.evidence.push_back(std::move(evidence));
  }
  return view;
}

absl::StatusOr<std::vector<Round>> Signing::List(
    const std::string& organisation, int64_t after, size_t count) const {
  return ReadRounds(*store_.TakeSnapshot(), organisation, after, count);
}

absl::StatusOr<std::vector<ActRecord>> Signing::Acts(
    const std::string& organisation, int64_t first, size_t count) const {
  std::vector<ActRecord> acts;
  RETURN_IF_ERROR(store::ScanRecords(
      *store_.TakeSnapshot(), organisation, first,
      [&](const store::Record& record) {
        if (acts.size() == count) return false;
        acts.push_back({record, store::DecodeAct(record.facts)});
        return acts.size() < count;
      }));
  return acts;
}

std::vector<sign::Certificate> Signing::Roots(
    const std::string& provider) const {
  const auto found = providers_.find(provider);
  return found == providers_.end() ? std::vector<sign::Certificate>{}
                                   : found->second->trust().roots;
}

}  // namespace finsam::governance
