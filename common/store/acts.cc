#include "common/store/acts.h"

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/names.h"
#include "common/base/personal_data.h"
#include "common/base/status.h"
#include "common/store/import.h"
#include "common/store/parts.h"

namespace finsam::store {
namespace {

constexpr char kFormat = 1;
constexpr char kActWord[] = "act";
constexpr char kAnswerWord[] = "act-answer";

absl::Status CheckName(absl::string_view name, absl::string_view field) {
  if (name.size() > kActorBytesMax) {
    return Refuse(
        absl::StatusCode::kInvalidArgument, "ACTOR_SIZE",
        absl::StrCat(field, " är längre än ", kActorBytesMax, " byte."));
  }
  if (const auto kind = FindPersonalData(name); kind.has_value()) {
    return RefuseInput({PersonalDataProblem(*kind, "", 0, field)});
  }
  return absl::OkStatus();
}

absl::Status CheckActor(const Actor& actor) {
  if (actor.person.empty()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "ACTOR_MISSING",
                  "Ange vem som utför handlingen (actor.person).");
  }
  RETURN_IF_ERROR(CheckName(actor.person, "actor.person"));
  return CheckName(actor.on_behalf_of, "actor.on_behalf_of");
}

// The digest also covers who acts: the same words from somebody else are
// another request.
std::string DigestOfAct(const ActRequest& request) {
  return Sha256Parts({request.kind, request.digest, request.actor.person,
                      request.actor.on_behalf_of});
}

// An outcome as it is kept for a repeat.
std::string EncodeKept(const ActOutcome& outcome) {
  PartsWriter out(kFormat, kAnswerWord);
  out.Number(outcome.head.revision);
  out.Text(outcome.head.root);
  out.Number(absl::ToUnixSeconds(outcome.time));
  out.Text(outcome.answer);
  return out.bytes();
}

absl::StatusOr<ActOutcome> DecodeKept(absl::string_view bytes) {
  PartsReader in(kFormat, kAnswerWord, bytes);
  ActOutcome outcome;
  outcome.head.revision = in.Number();
  outcome.head.root = in.Text();
  outcome.time = absl::FromUnixSeconds(in.Number());
  outcome.answer = in.Text();
  outcome.repeated = true;
  if (!in.Complete()) {
    return absl::DataLossError("a kept answer of an act cannot be read");
  }
  return outcome;
}

}  // namespace

std::string EncodeAct(const Act& act) {
  PartsWriter out(kFormat, kActWord);
  out.Text(act.kind);
  out.Text(act.actor.person);
  out.Text(act.actor.on_behalf_of);
  out.Number(absl::ToUnixSeconds(act.time));
  out.Text(act.payload);
  return out.bytes();
}

std::optional<Act> DecodeAct(absl::string_view bytes) {
  PartsReader in(kFormat, kActWord, bytes);
  Act act;
  act.kind = in.Text();
  act.actor.person = in.Text();
  act.actor.on_behalf_of = in.Text();
  act.time = absl::FromUnixSeconds(in.Number());
  act.payload = in.Text();
  if (!in.Complete()) return std::nullopt;
  return act;
}

absl::StatusOr<ActOutcome> ActLog::Commit(const ActRequest& request,
                                          const Decide& decide) {
  RETURN_IF_ERROR(CheckRequestId(request.request_id));
  RETURN_IF_ERROR(CheckActor(request.actor));
  const std::lock_guard<std::mutex> lock(writing_);
  return RetryStale([&] { return TryCommit(request, decide); });
}

absl::StatusOr<ActOutcome> ActLog::TryCommit(const ActRequest& request,
                                             const Decide& decide) {
  const std::unique_ptr<Snapshot> snapshot = store_.TakeSnapshot();
  const std::string digest = DigestOfAct(request);
  ASSIGN_OR_RETURN(const auto kept, FindAnswer(*snapshot, request.organisation,
                                               request.request_id, digest));
  if (kept.has_value()) return DecodeKept(*kept);
  ASSIGN_OR_RETURN(const Head seen, ReadHead(*snapshot, request.organisation));

  ActOutcome outcome;
  outcome.time = absl::FromUnixSeconds(absl::ToUnixSeconds(clock_.Now()));
  store::Commit commit;
  ASSIGN_OR_RETURN(ActFacts facts, decide(*snapshot, outcome.time, commit));
  outcome.answer = std::move(facts.answer);
  Entry entry{.organisation = request.organisation,
              .kind = request.kind,
              .facts = EncodeAct({request.kind, request.actor, outcome.time,
                                  std::move(facts.payload)}),
              .request_id = request.request_id,
              .request_digest = digest,
              .answer = "",
              .time = outcome.time};
  outcome.head = HeadAfter(seen, entry);
  if (request.validate_only) return outcome;
  entry.answer = EncodeKept(outcome);
  AppendTo(commit, seen, entry);
  RETURN_IF_ERROR(store_.Apply(commit));
  return outcome;
}

}  // namespace finsam::store
