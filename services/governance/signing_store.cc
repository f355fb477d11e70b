#include "services/governance/signing_store.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/status.h"
#include "common/store/key.h"

namespace finsam::governance {
namespace {

using store::Key;

Key RoundsKey(absl::string_view organisation) {
  return Key("round").Text(organisation);
}

std::string SubjectKey(absl::string_view organisation,
                       absl::string_view subject) {
  return Key("round-of").Text(organisation).Text(subject).bytes();
}

std::string LastKey(absl::string_view organisation) {
  return Key("round-last").Text(organisation).bytes();
}

std::string EvidenceKey(absl::string_view organisation, int64_t round,
                        size_t place) {
  return Key("evidence")
      .Text(organisation)
      .Number(round)
      .Number(static_cast<int64_t>(place))
      .bytes();
}

absl::Status Damaged(absl::string_view what) {
  return absl::DataLossError(absl::StrCat(what, " cannot be read"));
}

}  // namespace

absl::StatusOr<Round> ReadRound(const store::Snapshot& snapshot,
                                absl::string_view organisation, int64_t id) {
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot.Get(RoundsKey(organisation).Number(id).bytes()));
  if (!bytes.has_value()) {
    return Refuse(absl::StatusCode::kNotFound, "ROUND_UNKNOWN",
                  absl::StrCat("det finns ingen underskriftsomgång ", id));
  }
  std::optional<Round> round = DecodeRound(*bytes);
  if (!round.has_value() || round->id != id) return Damaged("a round");
  return *std::move(round);
}

void PutRound(absl::string_view organisation, const Round& round,
              store::Commit& commit) {
  commit.Put(RoundsKey(organisation).Number(round.id).bytes(),
             EncodeRound(round));
}

absl::StatusOr<std::vector<Round>> ReadRounds(const store::Snapshot& snapshot,
                                              absl::string_view organisation,
                                              int64_t after, size_t count) {
  std::vector<Round> rounds;
  bool good = true;
  const Key all = RoundsKey(organisation);
  RETURN_IF_ERROR(snapshot.Scan(
      Key(all).Number(after + 1).bytes(), store::AfterPrefix(all.bytes()),
      [&](absl::string_view, absl::string_view value) {
        if (rounds.size() == count) return false;
        std::optional<Round> round = DecodeRound(value);
        good = round.has_value();
        if (good) rounds.push_back(*std::move(round));
        return good;
      }));
  if (!good) return Damaged("a round");
  return rounds;
}

absl::StatusOr<int64_t> ReadLastRound(const store::Snapshot& snapshot,
                                      absl::string_view organisation) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(LastKey(organisation)));
  if (!bytes.has_value()) return 0;
  int64_t id = 0;
  if (!absl::SimpleAtoi(*bytes, &id)) return Damaged("the last round's id");
  return id;
}

void PutLastRound(absl::string_view organisation, int64_t id,
                  store::Commit& commit) {
  commit.Put(LastKey(organisation), absl::StrCat(id));
}

absl::StatusOr<std::optional<NewestRound>> ReadNewest(
    const store::Snapshot& snapshot, absl::string_view organisation,
    absl::string_view subject) {
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot.Get(SubjectKey(organisation, subject)));
  if (!bytes.has_value()) return std::optional<NewestRound>();
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(*bytes, absl::MaxSplits(' ', 1));
  NewestRound newest;
  if (!absl::SimpleAtoi(parts.first, &newest.version) ||
      !absl::SimpleAtoi(parts.second, &newest.id)) {
    return Damaged("a subject's newest round");
  }
  return newest;
}

void PutNewest(absl::string_view organisation, absl::string_view subject,
               const NewestRound& newest, store::Commit& commit) {
  commit.Put(SubjectKey(organisation, subject),
             absl::StrCat(newest.version, " ", newest.id));
}

absl::StatusOr<std::optional<SignatureEvidence>> ReadEvidence(
    const store::Snapshot& snapshot, absl::string_view organisation,
    int64_t round, size_t place) {
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot.Get(EvidenceKey(organisation, round, place)));
  if (!bytes.has_value()) return std::optional<SignatureEvidence>();
  std::optional<SignatureEvidence> evidence = DecodeEvidence(*bytes);
  if (!evidence.has_value()) return Damaged("a signature's evidence");
  return evidence;
}

void PutEvidence(absl::string_view organisation, int64_t round, size_t place,
                 const SignatureEvidence& evidence, store::Commit& commit) {
  commit.Put(EvidenceKey(organisation, round, place), EncodeEvidence(evidence));
}

absl::Status CountSignature(const store::Snapshot& snapshot,
                            absl::string_view organisation,
                            absl::string_view signature_id, int64_t round,
                            store::Commit& commit) {
  const std::string key =
      Key("signature").Text(organisation).Text(signature_id).bytes();
  ASSIGN_OR_RETURN(const auto counted, snapshot.Get(key));
  if (counted.has_value()) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "SIGNATURE_REPLAYED",
                  "underskriften är redan räknad");
  }
  commit.Expect(key, std::nullopt);
  commit.Put(key, absl::StrCat(round));
  return absl::OkStatus();
}

}  // namespace finsam::governance
