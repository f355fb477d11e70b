#include "services/governance/domain/rounds.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/digest.h"
#include "common/base/text.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

absl::Status Not(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kFailedPrecondition, reason, sentence);
}

absl::Status CheckOpen(const Round& round) {
  switch (round.state) {
    case RoundState::kOpen:
      return absl::OkStatus();
    case RoundState::kComplete:
      return Not("ROUND_COMPLETE", "alla har redan skrivit under");
    case RoundState::kWithdrawn:
      return Not("ROUND_WITHDRAWN", "omgången är återkallad");
    case RoundState::kSuperseded:
      return Not("ROUND_SUPERSEDED",
                 "en nyare version ska skrivas under i stället");
  }
  return absl::InternalError("a round's state");
}

absl::Status CheckNotSigned(const Round& round, size_t signer) {
  RETURN_IF_ERROR(CheckOpen(round));
  if (round.signers[signer].state != SignerState::kSigned) {
    return absl::OkStatus();
  }
  return Not("SIGNER_HAS_SIGNED", absl::StrCat(round.signers[signer].person,
                                               " har redan skrivit under"));
}

absl::Status CheckReason(absl::string_view reason) {
  if (reason.empty()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "ROUND_REASON_MISSING",
                  "ange varför");
  }
  std::vector<Problem> problems;
  Reporter("", &problems)
      .CheckText({0, "reason"}, reason, kTextBytesMax, "ROUND_TEXT_SIZE");
  return problems.empty() ? absl::OkStatus() : RefuseInput(problems);
}

void SetState(SignerState state, absl::Time now, RoundSigner* signer) {
  signer->state = state;
  signer->changed = now;
  signer->reason.clear();
  signer->started.reset();
}

void CheckSigners(const std::vector<RoundSigner>& signers,
                  const Reporter& report) {
  if (signers.empty()) {
    report.Error({0, "signers"}, "ROUND_SIGNERS_NONE",
                 "Någon måste skriva under.");
  }
  if (!report.CheckSize(signers.size(), kRoundSignersMax,
                        "ROUND_SIGNERS_SIZE")) {
    return;
  }
  std::set<std::string> persons;
  for (const RoundSigner& signer : signers) {
    for (const auto& [field, text] :
         {std::pair<const char*, const std::string&>{"person", signer.person},
          {"role", signer.role},
          {"organisation", signer.organisation},
          {"appointed_by", signer.appointed_by}}) {
      report.CheckText({0, field}, text, kNameBytesMax, "ROUND_TEXT_SIZE");
    }
    if (signer.person.empty() || signer.role.empty()) {
      report.Error({0, "signers"}, "ROUND_SIGNER_INVALID",
                   "Den som skriver under har namn och roll.");
    }
    if (!persons.insert(signer.person).second) {
      report.Error({0, "signers"}, "ROUND_SIGNER_TWICE",
                   "Samma person står två gånger.", signer.person);
    }
  }
}

void CheckDraft(const Round& draft, absl::CivilDay today,
                const Reporter& report) {
  report.CheckText({0, "subject"}, draft.subject, kNameBytesMax,
                   "ROUND_TEXT_SIZE");
  report.CheckText({0, "attest"}, draft.attest, kTextBytesMax,
                   "ROUND_TEXT_SIZE");
  report.CheckText({0, "manifest"}, draft.manifest, kManifestTextMax,
                   "ROUND_TEXT_SIZE");
  if (draft.subject.empty()) {
    report.Error({0, "subject"}, "ROUND_SUBJECT_INVALID",
                 "Det som skrivs under har ett namn.");
  }
  if (draft.version < 1) {
    report.Error({0, "version"}, "ROUND_VERSION_INVALID",
                 "Versionen är minst 1.", absl::StrCat(draft.version));
  }
  if (draft.digest.size() != kSha256Bytes ||
      (!draft.manifest.empty() && Sha256(draft.manifest) != draft.digest)) {
    report.Error({0, "digest"}, "ROUND_DIGEST_INVALID",
                 "Kontrollsumman är SHA-256, och manifestets när det finns.",
                 Hex(draft.digest.substr(0, kSha256Bytes)));
  }
  if (draft.due < today) {
    report.Error({0, "due_date"}, "ROUND_DUE_PASSED",
                 "Sista dagen har redan varit.",
                 absl::FormatCivilTime(draft.due));
  }
}

// Lower case, for ASCII and for the letters that Latin-1 has.
std::string Folded(absl::string_view text) {
  std::string out = absl::AsciiStrToLower(text);
  for (size_t i = 0; i + 1 < out.size(); ++i) {
    const auto lead = static_cast<unsigned char>(out[i]);
    const auto letter = static_cast<unsigned char>(out[i + 1]);
    if (lead == 0xc3 && letter >= 0x80 && letter <= 0x9e && letter != 0x97) {
      out[i + 1] = static_cast<char>(letter + 0x20);
    }
  }
  return out;
}

std::set<std::string> WordsOf(absl::string_view name) {
  return absl::StrSplit(Folded(name), absl::ByAnyChar(" \t,"),
                        absl::SkipEmpty());
}

const Sitting* FindSitting(const std::vector<Sitting>& board,
                           absl::string_view person) {
  for (const Sitting& sitting : board) {
    if (sitting.person == person) return &sitting;
  }
  return nullptr;
}

}  // namespace

std::string RoundStateWord(RoundState state) {
  switch (state) {
    case RoundState::kOpen:
      return "öppen";
    case RoundState::kComplete:
      return "slutförd";
    case RoundState::kWithdrawn:
      return "återkallad";
    case RoundState::kSuperseded:
      return "ersatt av en nyare version";
  }
  return "";
}

std::string SignerStateWord(SignerState state) {
  switch (state) {
    case SignerState::kWaiting:
      return "väntar";
    case SignerState::kStarted:
      return "påbörjad";
    case SignerState::kSigned:
      return "har skrivit under";
    case SignerState::kRefused:
      return "har avböjt";
  }
  return "";
}

RoundSigner PlaceOf(const Sitting& sitting) {
  RoundSigner place;
  place.person = sitting.person;
  place.role = sitting.role;
  place.organisation = sitting.organisation;
  place.appointed_by = sitting.appointed_by;
  return place;
}

absl::StatusOr<Round> OpenRound(Round draft, int64_t id, absl::Time now,
                                absl::CivilDay today) {
  std::vector<Problem> problems;
  const Reporter report("", &problems);
  CheckDraft(draft, today, report);
  CheckSigners(draft.signers, report);
  if (!problems.empty()) return RefuseInput(std::move(problems));
  draft.id = id;
  draft.opened = now;
  draft.state = RoundState::kOpen;
  draft.ended.reset();
  draft.reason.clear();
  draft.reminders.clear();
  for (RoundSigner& signer : draft.signers) {
    SetState(SignerState::kWaiting, now, &signer);
    signer.signature.reset();
    signer.former.clear();
  }
  return draft;
}

absl::StatusOr<size_t> FindSigner(const Round& round,
                                  absl::string_view person) {
  for (size_t i = 0; i < round.signers.size(); ++i) {
    if (round.signers[i].person == person) return i;
  }
  return Refuse(absl::StatusCode::kFailedPrecondition, "SIGNER_UNEXPECTED",
                absl::StrCat(Shortened(person, kNameBytesMax),
                             " står inte på listan över dem som skriver "
                             "under"));
}

absl::Status CheckMaySign(const Round& round, size_t signer) {
  RETURN_IF_ERROR(CheckNotSigned(round, signer));
  for (size_t i = 0; round.in_order && i < signer; ++i) {
    if (round.signers[i].state != SignerState::kSigned) {
      return Not(
          "SIGNER_NOT_IN_TURN",
          absl::StrCat("först ska ", round.signers[i].person, " skriva under"));
    }
  }
  return absl::OkStatus();
}

absl::Status StartSigning(size_t signer, const SigningStart& start,
                          absl::Time now, Round* round) {
  RETURN_IF_ERROR(CheckMaySign(*round, signer));
  RoundSigner& place = round->signers[signer];
  SetState(SignerState::kStarted, now, &place);
  place.started = start;
  return absl::OkStatus();
}

absl::Status Sign(size_t signer, const SignatureFacts& facts, absl::Time now,
                  Round* round) {
  RETURN_IF_ERROR(CheckMaySign(*round, signer));
  for (const RoundSigner& other : round->signers) {
    if (other.signature.has_value() && other.signature->id == facts.id) {
      return Not("SIGNATURE_REPLAYED", "underskriften är redan räknad");
    }
  }
  RoundSigner& place = round->signers[signer];
  if (!SameName(place.person, facts.name)) {
    return Not("SIGNER_UNEXPECTED",
               absl::StrCat("underskriften är inte ", place.person, "s"));
  }
  SetState(SignerState::kSigned, now, &place);
  place.signature = facts;
  if (std::all_of(round->signers.begin(), round->signers.end(),
                  [](const RoundSigner& one) {
                    return one.state == SignerState::kSigned;
                  })) {
    round->state = RoundState::kComplete;
    round->ended = now;
  }
  return absl::OkStatus();
}

absl::Status GiveUpSigning(size_t signer, absl::Time now, Round* round) {
  RETURN_IF_ERROR(CheckOpen(*round));
  if (round->signers[signer].state != SignerState::kStarted) {
    return Not("SIGNATURE_NOT_STARTED", "ingen underskrift är påbörjad");
  }
  SetState(SignerState::kWaiting, now, &round->signers[signer]);
  return absl::OkStatus();
}

absl::Status RefuseToSign(size_t signer, absl::string_view reason,
                          absl::Time now, Round* round) {
  RETURN_IF_ERROR(CheckNotSigned(*round, signer));
  RETURN_IF_ERROR(CheckReason(reason));
  RoundSigner& place = round->signers[signer];
  if (place.state == SignerState::kRefused) {
    return Not("SIGNER_HAS_REFUSED",
               absl::StrCat(place.person, " har redan avböjt"));
  }
  SetState(SignerState::kRefused, now, &place);
  place.reason = std::string(reason);
  return absl::OkStatus();
}

absl::Status Withdraw(absl::string_view reason, absl::Time now, Round* round) {
  RETURN_IF_ERROR(CheckOpen(*round));
  RETURN_IF_ERROR(CheckReason(reason));
  round->state = RoundState::kWithdrawn;
  round->ended = now;
  round->reason = std::string(reason);
  return absl::OkStatus();
}

absl::Status Supersede(absl::Time now, Round* round) {
  RETURN_IF_ERROR(CheckOpen(*round));
  round->state = RoundState::kSuperseded;
  round->ended = now;
  return absl::OkStatus();
}

absl::Status ReplaceSigner(size_t signer, absl::string_view person,
                           absl::string_view reason,
                           const std::vector<Sitting>& board, absl::Time now,
                           Round* round) {
  RETURN_IF_ERROR(CheckNotSigned(*round, signer));
  RETURN_IF_ERROR(CheckReason(reason));
  RoundSigner& place = round->signers[signer];
  if (FindSitting(board, place.person) != nullptr) {
    return Not("SIGNER_STILL_SITTING",
               absl::StrCat(place.person, " sitter kvar i styrelsen"));
  }
  const Sitting* newcomer = FindSitting(board, person);
  if (newcomer == nullptr) {
    return Not("SIGNER_NOT_SITTING",
               absl::StrCat(Shortened(person, kNameBytesMax),
                            " sitter inte i styrelsen den dagen"));
  }
  if (!place.appointed_by.empty() &&
      place.appointed_by != newcomer->appointed_by) {
    return Not(
        "SIGNER_OTHER_MEMBER",
        absl::StrCat(newcomer->person, " är utsedd av ", newcomer->appointed_by,
                     ", inte av ", place.appointed_by));
  }
  if (FindSigner(*round, person).ok()) {
    return Not("ROUND_SIGNER_TWICE",
               absl::StrCat(newcomer->person, " ska redan skriva under"));
  }
  if (place.former.size() == kSignerChangesMax) {
    return Not("ROUND_SIGNERS_SIZE", "platsen har ersatts för många gånger");
  }
  RoundSigner next = PlaceOf(*newcomer);
  next.changed = now;
  next.former = std::move(place.former);
  next.former.push_back({place.person, std::string(reason), now});
  place = std::move(next);
  return absl::OkStatus();
}

absl::Status Remind(absl::Time now, const absl::TimeZone& zone, Round* round) {
  RETURN_IF_ERROR(CheckOpen(*round));
  if (round->reminders.size() == kRoundRemindersMax) {
    return Not("ROUND_REMINDERS_SIZE", "fler påminnelser ryms inte");
  }
  if (!round->reminders.empty() &&
      absl::ToCivilDay(round->reminders.back(), zone) ==
          absl::ToCivilDay(now, zone)) {
    return Not("ROUND_REMINDED_TODAY", "de är redan påminda i dag");
  }
  round->reminders.push_back(now);
  return absl::OkStatus();
}

bool SameName(absl::string_view listed, absl::string_view identified) {
  const std::set<std::string> asked = WordsOf(listed);
  const std::set<std::string> told = WordsOf(identified);
  return !asked.empty() &&
         std::includes(told.begin(), told.end(), asked.begin(), asked.end());
}

}  // namespace finsam::governance
