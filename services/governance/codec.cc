#include "services/governance/codec.h"

#include <utility>

#include "absl/strings/match.h"
#include "common/store/parts.h"
#include "services/governance/domain/limits.h"
#include "services/governance/follow_up_codec.h"
#include "services/governance/goal_codec.h"
#include "services/governance/meeting_codec.h"

namespace finsam::governance {
namespace {

using store::PartsReader;
using store::PartsWriter;

constexpr char kFormat = 3;
// Held no eligibility and place of a term, nothing of a meeting after its
// decision, no minutes, of a goal at most one measure and no owner and reason,
// and nothing of the follow-up.
constexpr char kFormatWithoutMinutes = 2;
// Held, after the day of adoption, the smallest count that was to be shown.
constexpr char kFormatWithMinimum = 1;
constexpr char kFactsKind[] = "governance-year";

void WriteMember(const Member& member, PartsWriter* out) {
  out->Text(member.id);
  out->Text(member.display_name);
  out->Number(static_cast<int>(member.kind));
  out->Text(member.contribution_line);
}

Member ReadMember(PartsReader* in) {
  Member member;
  member.id = in->Text();
  member.display_name = in->Text();
  member.kind = in->Choice<MemberKind>(kMemberKinds);
  member.contribution_line = in->Text();
  return member;
}

void WriteAssociation(const Association& association, PartsWriter* out) {
  out->Text(association.display_name);
  out->Text(association.registration_number);
  out->Day(association.adopted);
  out->List(association.members, WriteMember);
}

Association ReadAssociation(PartsReader* in, char format) {
  Association association;
  association.display_name = in->Text();
  association.registration_number = in->Text();
  association.adopted = in->OptionalDay();
  if (format == kFormatWithMinimum) in->Number();
  association.members =
      in->List<Member>(kMembersMax, ReadMember).value_or(std::vector<Member>{});
  return association;
}

void WriteMeeting(const Meeting& meeting, PartsWriter* out) {
  out->Day(meeting.date);
  out->Text(meeting.kind);
  out->Number(meeting.is_public ? 1 : 0);
  out->Text(meeting.decision);
  out->List(meeting.subjects, [](Subject subject, PartsWriter* to) {
    to->Number(static_cast<int>(subject));
  });
  out->Text(meeting.place);
  out->Day(meeting.called);
  out->Day(meeting.approved);
  out->Day(meeting.announced);
}

Meeting ReadMeeting(PartsReader* in, char format) {
  Meeting meeting;
  meeting.date = in->Day();
  meeting.kind = in->Text();
  meeting.is_public = in->Flag();
  meeting.decision = in->Text();
  if (format < kFormat) return meeting;
  meeting.subjects = in->List<Subject>(kSubjects, [](PartsReader* from) {
                         return from->Choice<Subject>(kSubjects);
                       }).value_or(std::vector<Subject>{});
  meeting.place = in->Text();
  meeting.called = in->OptionalDay();
  meeting.approved = in->OptionalDay();
  meeting.announced = in->OptionalDay();
  return meeting;
}

void WriteSignature(const Signature& signature, PartsWriter* out) {
  out->Text(signature.person);
  out->Text(signature.title);
  out->Text(signature.time);
  out->Text(signature.identification);
  out->Text(signature.identification_id);
}

Signature ReadSignature(PartsReader* in) {
  Signature signature;
  signature.person = in->Text();
  signature.title = in->Text();
  signature.time = in->Text();
  signature.identification = in->Text();
  signature.identification_id = in->Text();
  return signature;
}

}  // namespace

std::string EncodeFacts(const YearFacts& facts) {
  PartsWriter out(kFormat, kFactsKind);
  out.Text(facts.year.organisation);
  out.Number(facts.year.year);
  WriteAssociation(facts.association, &out);
  out.List(facts.board, WriteTerm);
  out.List(facts.meetings, WriteMeeting);
  out.List(facts.goals, WriteGoal);
  out.List(facts.signatures, WriteSignature);
  out.List(facts.minutes, WriteRecord);
  WriteFollowUp(facts.follow_up, &out);
  return out.bytes();
}

std::optional<YearFacts> DecodeFacts(absl::string_view bytes) {
  char format = kFormat;
  for (const char earlier : {kFormatWithMinimum, kFormatWithoutMinutes}) {
    if (absl::StartsWith(bytes, absl::string_view(&earlier, 1))) {
      format = earlier;
    }
  }
  PartsReader in(format, kFactsKind, bytes);
  YearFacts facts;
  facts.year.organisation = in.Text();
  facts.year.year = static_cast<int>(in.Number());
  facts.association = ReadAssociation(&in, format);
  facts.board = in.List<BoardMember>(kBoardMax, [format](PartsReader* from) {
    return ReadTerm(from, /*with_place=*/format == kFormat);
  });
  facts.meetings = in.List<Meeting>(kMeetingsMax, [format](PartsReader* from) {
    return ReadMeeting(from, format);
  });
  facts.goals = in.List<Goal>(kGoalsMax, [format](PartsReader* from) {
    return ReadGoal(from, /*with_measures=*/format == kFormat);
  });
  facts.signatures = in.List<Signature>(kSignaturesMax, ReadSignature);
  if (format == kFormat) {
    facts.minutes = in.List<MeetingRecord>(kMinutesMax, ReadRecord);
    facts.follow_up = ReadFollowUp(&in);
  }
  if (!in.Complete()) return std::nullopt;
  return facts;
}

}  // namespace finsam::governance
