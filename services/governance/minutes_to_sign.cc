#include "services/governance/minutes_to_sign.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/manifest.h"
#include "services/governance/board_view.h"
#include "services/governance/domain/minutes.h"

namespace finsam::governance {
namespace {

constexpr char kAttest[] =
    "Undertecknad har justerat protokollet och intygar att det återger vad som "
    "beslutades.";

RoundSigner ApproverOf(const std::string& person, const MeetingRecord& record,
                       const BoardView& view) {
  const bool adjusts =
      std::find(record.adjusters.begin(), record.adjusters.end(), person) !=
      record.adjusters.end();
  RoundSigner signer;
  signer.person = person;
  signer.role = adjusts ? "justerare" : "mötesordförande";
  for (const BoardMember& term : view.terms) {
    if (term.person != person || !ServesOn(term, record.date)) continue;
    const Member* member = FindMember(view.members, term.appointed_by);
    if (member != nullptr) signer.organisation = member->display_name;
  }
  return signer;
}

}  // namespace

absl::StatusOr<Round> MinutesToSign(const store::Snapshot& snapshot,
                                    const std::string& organisation,
                                    absl::CivilDay day, Round draft) {
  ASSIGN_OR_RETURN(const BoardView view,
                   ReadBoard(snapshot, organisation, day));
  const MeetingRecord* record = view.Find(day);
  const std::string date = absl::FormatCivilTime(day);
  if (record == nullptr) {
    return Refuse(absl::StatusCode::kNotFound, "MEETING_UNKNOWN",
                  absl::StrCat("det finns inget antecknat möte den ", date));
  }
  if (!record->approved.has_value()) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "MINUTES_NOT_APPROVED",
                  "protokollet är inte justerat, och kan ännu ändras");
  }
  const std::string text =
      MinutesText(view.association, *record, view.Context(day));
  draft.subject = absl::StrCat("meetings/", date);
  draft.version = 1;
  ASSIGN_OR_RETURN(
      draft.manifest,
      sign::Write(sign::MinutesManifest{
          absl::StrCat("associations/", organisation, "/", draft.subject),
          Hex(Sha256(sign::SignedMinutes(text)))}));
  draft.digest = Sha256(draft.manifest);
  if (draft.attest.empty()) draft.attest = kAttest;
  if (!draft.signers.empty()) return draft;
  for (const std::string& person : record->approved_by) {
    draft.signers.push_back(ApproverOf(person, *record, view));
  }
  return draft;
}

}  // namespace finsam::governance
