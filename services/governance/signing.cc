#include "services/governance/signing.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/cms.h"
#include "common/sign/manifest.h"
#include "common/store/parts.h"
#include "services/governance/domain/legal_days.h"
#include "services/governance/local_provider.h"
#include "services/governance/signing_store.h"

namespace finsam::governance {
namespace {

constexpr char kFormat = 1;
constexpr char kAnswerFormat = 2;
constexpr char kPayloadKind[] = "signature-act";
constexpr char kAnswerKind[] = "signature-answer";
constexpr int kActionKinds = 2;

absl::Status Not(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kFailedPrecondition, reason, sentence);
}

// What the signer at `place` is asked to sign; without a PDF.
absl::StatusOr<SigningTask> TaskOf(const std::string& organisation,
                                   const Round& round, size_t place) {
  const RoundSigner& signer = round.signers[place];
  sign::Statement statement;
  statement.round = RoundName(organisation, round.id);
  statement.subject = round.subject;
  statement.version = round.version;
  statement.digest = Hex(round.digest);
  statement.attest = round.attest;
  statement.person = signer.person;
  statement.role = signer.role;
  SigningTask task;
  task.person = signer.person;
  task.organisation = signer.organisation;
  task.attest = round.attest;
  ASSIGN_OR_RETURN(task.statement, sign::Write(statement));
  return task;
}

// How a provider's signatures are looked at.
struct Checking {
  const store::Snapshot& snapshot;
  const std::string& organisation;
  int64_t round;
  sign::Trust trust;
  absl::Time begun;
  absl::Time now;
};

// A signature that was never counted, is verified, and whose own time can be
// right; counts it.
absl::StatusOr<sign::CmsFacts> Verified(const std::string& cms,
                                        const std::string& digest,
                                        const Checking& check,
                                        store::Commit& commit) {
  // First, since a replayed signature is mostly over something else.
  ASSIGN_OR_RETURN(const sign::CmsParts parts, sign::ParseCms(cms));
  RETURN_IF_ERROR(CountSignature(check.snapshot, check.organisation,
                                 Hex(Sha256(parts.attributes)), check.round,
                                 commit));
  ASSIGN_OR_RETURN(const sign::CmsFacts facts,
                   sign::VerifyCms(cms, digest, check.trust, check.now));
  const absl::Time time = facts.signing_time.value_or(check.now);
  if (time < check.begun - kSigningClockSkewMax ||
      time > check.now + kSigningClockSkewMax) {
    return Not("SIGNATURE_TIME_INVALID",
               "underskriftens tid är inte den då den gjordes");
  }
  return facts;
}

}  // namespace

std::string RoundName(absl::string_view organisation, int64_t id) {
  return absl::StrCat("associations/", organisation, "/signatureRounds/", id);
}

Signing::Signing(store::Store& store, const Clock& clock, std::mutex& writing,
                 SigningProviders& providers, BoardSource board)
    : store_(store),
      log_(store, clock, writing),
      providers_(providers),
      board_(std::move(board)) {}

absl::StatusOr<RoundOutcome> Signing::Act(const store::ActRequest& act,
                                          const Decide& decide) {
  const auto facts =
      [&](const store::Snapshot& snapshot, absl::Time now,
          store::Commit& commit) -> absl::StatusOr<store::ActFacts> {
    Change change;
    RETURN_IF_ERROR(decide(snapshot, now, commit, &change));
    PutRound(act.organisation, change.round, commit);
    const SignatureEvidence evidence =
        change.evidence.value_or(SignatureEvidence{});
    store::PartsWriter payload(kFormat, kPayloadKind);
    payload.Text(EncodeRound(change.round));
    payload.Number(static_cast<int64_t>(change.place));
    payload.Number(change.superseded);
    payload.Text(evidence.statement);
    payload.Text(evidence.cms);
    payload.Text(evidence.pdf_digest);
    payload.Text(evidence.pdf_cms);
    // The service's own answer may tell more of a person than a record of
    // acts should; its digest ties it in.
    payload.Text(evidence.raw.empty() ? "" : Sha256(evidence.raw));
    store::PartsWriter answer(kAnswerFormat, kAnswerKind);
    answer.Text(EncodeRound(change.round));
    answer.Number(static_cast<int64_t>(change.place));
    answer.Number(static_cast<int>(change.action.kind));
    answer.Text(change.action.html);
    answer.Text(change.evidence.has_value() ? EncodeEvidence(evidence) : "");
    answer.Text(change.failure);
    return store::ActFacts{payload.bytes(), answer.bytes()};
  };
  ASSIGN_OR_RETURN(const store::ActOutcome done, log_.Commit(act, facts));
  store::PartsReader in(kAnswerFormat, kAnswerKind, done.answer);
  const std::optional<Round> round = DecodeRound(in.Text());
  RoundOutcome outcome{done.head,    done.time, round.value_or(Round{}), 0, {},
                       std::nullopt, ""};
  outcome.place = static_cast<size_t>(in.Number());
  outcome.action.kind = in.Choice<UserAction::Kind>(kActionKinds);
  outcome.action.html = in.Text();
  outcome.evidence = DecodeEvidence(in.Text());
  outcome.failure = in.Text();
  if (!in.Complete() || !round.has_value()) {
    return absl::DataLossError("a kept answer about a round cannot be read");
  }
  return outcome;
}

absl::StatusOr<RoundOutcome> Signing::ActOn(const store::ActRequest& act,
                                            int64_t round,
                                            const Decide& decide) {
  return Act(act,
             [&](const store::Snapshot& snapshot, absl::Time now,
                 store::Commit& commit, Change* change) -> absl::Status {
               ASSIGN_OR_RETURN(change->round,
                                ReadRound(snapshot, act.organisation, round));
               return decide(snapshot, now, commit, change);
             });
}

absl::StatusOr<RoundOutcome> Signing::Open(const store::ActRequest& act,
                                           const Round& draft) {
  return Open(act, [&](const store::Snapshot&) { return draft; });
}

absl::StatusOr<RoundOutcome> Signing::Open(const store::ActRequest& act,
                                           const DraftSource& draft) {
  return Act(
      act,
      [&](const store::Snapshot& snapshot, absl::Time now,
          store::Commit& commit, Change* change) -> absl::Status {
        const absl::CivilDay today = absl::ToCivilDay(now, SwedishTime());
        ASSIGN_OR_RETURN(Round wanted, draft(snapshot));
        if (wanted.signers.empty()) {
          ASSIGN_OR_RETURN(const std::vector<Sitting> board,
                           board_(snapshot, act.organisation, today));
          for (const Sitting& one : board) {
            wanted.signers.push_back(PlaceOf(one));
          }
        }
        ASSIGN_OR_RETURN(const int64_t last,
                         ReadLastRound(snapshot, act.organisation));
        if (last >= kRoundsMax) {
          return Refuse(absl::StatusCode::kResourceExhausted, "ROUNDS_MAX",
                        "förbundet har för många underskriftsomgångar");
        }
        ASSIGN_OR_RETURN(change->round,
                         OpenRound(std::move(wanted), last + 1, now, today));
        RETURN_IF_ERROR(
            TakeSuperseded(snapshot, act.organisation, now, commit, change));
        PutLastRound(act.organisation, last + 1, commit);
        PutNewest(act.organisation, change->round.subject,
                  {change->round.version, change->round.id}, commit);
        return absl::OkStatus();
      });
}

absl::Status Signing::TakeSuperseded(const store::Snapshot& snapshot,
                                     const std::string& organisation,
                                     absl::Time now, store::Commit& commit,
                                     Change* change) const {
  const int64_t version = change->round.version;
  ASSIGN_OR_RETURN(const auto newest,
                   ReadNewest(snapshot, organisation, change->round.subject));
  if (!newest.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(Round old, ReadRound(snapshot, organisation, newest->id));
  if (version < old.version) {
    return Not("ROUND_VERSION_OLD",
               absl::StrCat("version ", old.version, " är nyare"));
  }
  if (version == old.version && old.state != RoundState::kWithdrawn) {
    return Refuse(absl::StatusCode::kAlreadyExists, "ROUND_VERSION_TAKEN",
                  absl::StrCat("omgång ", old.id, " är för samma version"));
  }
  if (old.state != RoundState::kOpen) return absl::OkStatus();
  RETURN_IF_ERROR(Supersede(now, &old));
  PutRound(organisation, old, commit);
  change->superseded = old.id;
  return absl::OkStatus();
}

absl::StatusOr<SigningProvider*> Signing::FindProvider(
    const std::string& name) const {
  const auto found =
      providers_.find(name.empty() ? std::string(kLocalProvider) : name);
  if (found != providers_.end()) return found->second.get();
  return Refuse(absl::StatusCode::kNotFound, "PROVIDER_UNKNOWN",
                "det finns ingen sådan underskriftstjänst här");
}

absl::Status Signing::TakeAnswer(const store::ActRequest& act,
                                 const store::Snapshot& snapshot,
                                 absl::Time now, SigningProvider& provider,
                                 const SigningTask& task,
                                 const ProviderAnswer& answer,
                                 store::Commit& commit, Change* change) const {
  change->action = answer.action;
  if (answer.state == ProviderAnswer::State::kFailed) {
    change->failure = answer.failure;
    return GiveUpSigning(change->place, now, &change->round);
  }
  if (!answer.evidence.has_value()) {
    return StartSigning(change->place,
                        {provider.name(), answer.reference, task.pdf_digest},
                        now, &change->round);
  }
  const ProviderEvidence& given = *answer.evidence;
  const Checking check{snapshot,
                       act.organisation,
                       change->round.id,
                       provider.trust(),
                       change->round.signers[change->place].changed,
                       now};
  ASSIGN_OR_RETURN(const sign::CmsFacts facts,
                   Verified(given.cms, Sha256(task.statement), check, commit));
  if (!task.pdf_digest.empty()) {
    ASSIGN_OR_RETURN(const sign::CmsFacts pdf,
                     Verified(given.pdf_cms, task.pdf_digest, check, commit));
    if (pdf.signer.CommonName() != facts.signer.CommonName()) {
      return Not("SIGNER_UNEXPECTED", "PDF-filen är underskriven av en annan");
    }
  }
  RETURN_IF_ERROR(
      Sign(change->place,
           {facts.signing_time.value_or(now), facts.signer.CommonName(),
            given.identification, given.identification_id, provider.name(),
            given.level, facts.signer.Fingerprint(), facts.id},
           now, &change->round));
  change->evidence =
      SignatureEvidence{task.statement, given.cms,  task.pdf_digest,
                        given.pdf_cms,  given.kind, given.raw};
  PutEvidence(act.organisation, change->round.id, change->place,
              *change->evidence, commit);
  return absl::OkStatus();
}

absl::StatusOr<RoundOutcome> Signing::StartSignature(
    const store::ActRequest& act, const Start& start) {
  ASSIGN_OR_RETURN(SigningProvider* const provider,
                   FindProvider(start.provider));
  if (!start.pdf_digest.empty() && start.pdf_digest.size() != kSha256Bytes) {
    return Refuse(absl::StatusCode::kInvalidArgument,
                  "SIGNATURE_DIGEST_INVALID",
                  "PDF-filens kontrollsumma är SHA-256, 32 byte");
  }
  if (!start.pdf_digest.empty() && !provider->SignsPdfs()) {
    return Not("PROVIDER_PDF", "tjänsten skriver inte under PDF-filer");
  }
  return ActOn(act, start.round,
               [&](const store::Snapshot& snapshot, absl::Time now,
                   store::Commit& commit, Change* change) -> absl::Status {
                 ASSIGN_OR_RETURN(change->place,
                                  FindSigner(change->round, act.actor.person));
                 RETURN_IF_ERROR(CheckMaySign(change->round, change->place));
                 ASSIGN_OR_RETURN(
                     SigningTask task,
                     TaskOf(act.organisation, change->round, change->place));
                 task.pdf_digest = start.pdf_digest;
                 task.return_url = start.return_url;
                 ASSIGN_OR_RETURN(const ProviderAnswer answer,
                                  provider->Start(task, now));
                 return TakeAnswer(act, snapshot, now, *provider, task, answer,
                                   commit, change);
               });
}

absl::StatusOr<RoundOutcome> Signing::CompleteSignature(
    const store::ActRequest& act, int64_t round, absl::string_view reference,
    absl::string_view bytes) {
  return ActOn(
      act, round,
      [&](const store::Snapshot& snapshot, absl::Time now,
          store::Commit& commit, Change* change) -> absl::Status {
        const std::vector<RoundSigner>& signers = change->round.signers;
        const auto found = std::find_if(
            signers.begin(), signers.end(), [&](const RoundSigner& one) {
              return one.started.has_value() &&
                     one.started->reference == reference;
            });
        if (found == signers.end() || reference.empty()) {
          return Not("SIGNATURE_NOT_STARTED",
                     "ingen sådan underskrift är påbörjad");
        }
        change->place = static_cast<size_t>(found - signers.begin());
        const SigningStart started = *found->started;
        RETURN_IF_ERROR(CheckMaySign(change->round, change->place));
        ASSIGN_OR_RETURN(SigningProvider* const provider,
                         FindProvider(started.provider));
        ASSIGN_OR_RETURN(
            SigningTask task,
            TaskOf(act.organisation, change->round, change->place));
        task.pdf_digest = started.pdf_digest;
        task.begun = found->changed;
        ASSIGN_OR_RETURN(const ProviderAnswer answer,
                         provider->Complete(task, reference, bytes, now));
        return TakeAnswer(act, snapshot, now, *provider, task, answer, commit,
                          change);
      });
}

}  // namespace finsam::governance
