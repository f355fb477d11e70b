#include "services/governance/codec.h"

#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "common/store/parts.h"
#include "services/governance/domain/limits.h"

namespace finsam::governance {
namespace {

using store::PartsReader;
using store::PartsWriter;

constexpr char kFormat = 2;
// Held, after the day of adoption, the smallest count that was to be shown.
constexpr char kFormatWithMinimum = 1;
constexpr char kFactsKind[] = "governance-year";

enum class TargetKind { kNone, kCount, kOre, kRatio };
constexpr int kTargetKinds = 4;

void WriteTarget(const Value& target, PartsWriter* out) {
  const auto kind = [&](TargetKind k) { out->Number(static_cast<int>(k)); };
  if (const auto* count = std::get_if<Count>(&target)) {
    kind(TargetKind::kCount);
    out->Number(count->value);
  } else if (const auto* ore = std::get_if<Ore>(&target)) {
    kind(TargetKind::kOre);
    out->Number(ore->value);
  } else if (const auto* ratio = std::get_if<Ratio>(&target)) {
    kind(TargetKind::kRatio);
    out->Number(ratio->numerator);
    out->Number(ratio->denominator);
  } else {
    kind(TargetKind::kNone);
  }
}

Value ReadTarget(PartsReader* in) {
  switch (in->Choice<TargetKind>(kTargetKinds)) {
    case TargetKind::kCount:
      return Count{in->Number()};
    case TargetKind::kOre:
      return Ore{in->Number()};
    case TargetKind::kRatio: {
      Ratio ratio;
      ratio.numerator = in->Number();
      ratio.denominator = in->Number();
      if (ratio.denominator <= 0) in->Spoil();
      return ratio;
    }
    case TargetKind::kNone:
      break;
  }
  return std::monostate{};
}

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

void WriteBoardMember(const BoardMember& person, PartsWriter* out) {
  out->Text(person.person);
  out->Number(static_cast<int>(person.role));
  out->Text(person.appointed_by);
  out->Day(person.start);
  out->Day(person.end);
}

BoardMember ReadBoardMember(PartsReader* in) {
  BoardMember person;
  person.person = in->Text();
  person.role = in->Choice<BoardRole>(kBoardRoles);
  person.appointed_by = in->Text();
  person.start = in->Day();
  person.end = in->OptionalDay();
  return person;
}

void WriteMeeting(const Meeting& meeting, PartsWriter* out) {
  out->Day(meeting.date);
  out->Text(meeting.kind);
  out->Number(meeting.is_public ? 1 : 0);
  out->Text(meeting.decision);
}

Meeting ReadMeeting(PartsReader* in) {
  Meeting meeting;
  meeting.date = in->Day();
  meeting.kind = in->Text();
  meeting.is_public = in->Flag();
  meeting.decision = in->Text();
  return meeting;
}

void WriteMeasure(const GoalMeasure& measure, PartsWriter* out) {
  out->Text(measure.figure_id);
  out->Number(measure.reported.has_value() ? 1 : 0);
  if (measure.reported.has_value()) out->Number(measure.reported->value);
  out->Number(static_cast<int>(measure.comparison));
  WriteTarget(measure.target, out);
}

GoalMeasure ReadMeasure(PartsReader* in) {
  GoalMeasure measure;
  measure.figure_id = in->Text();
  if (in->Flag()) measure.reported = Count{in->Number()};
  measure.comparison = in->Choice<Comparison>(kComparisons);
  measure.target = ReadTarget(in);
  return measure;
}

void WriteGoal(const Goal& goal, PartsWriter* out) {
  out->Text(goal.id);
  out->Text(goal.text);
  out->Number(goal.measure.has_value() ? 1 : 0);
  if (goal.measure.has_value()) WriteMeasure(*goal.measure, out);
  out->Number(goal.stated.has_value() ? 1 : 0);
  if (goal.stated.has_value()) out->Number(static_cast<int>(*goal.stated));
  out->Text(goal.comment);
}

Goal ReadGoal(PartsReader* in) {
  Goal goal;
  goal.id = in->Text();
  goal.text = in->Text();
  if (in->Flag()) goal.measure = ReadMeasure(in);
  if (in->Flag()) goal.stated = in->Choice<Verdict>(kVerdicts);
  goal.comment = in->Text();
  return goal;
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
  out.List(facts.board, WriteBoardMember);
  out.List(facts.meetings, WriteMeeting);
  out.List(facts.goals, WriteGoal);
  out.List(facts.signatures, WriteSignature);
  return out.bytes();
}

std::optional<YearFacts> DecodeFacts(absl::string_view bytes) {
  const char format =
      absl::StartsWith(bytes, absl::string_view(&kFormatWithMinimum, 1))
          ? kFormatWithMinimum
          : kFormat;
  PartsReader in(format, kFactsKind, bytes);
  YearFacts facts;
  facts.year.organisation = in.Text();
  facts.year.year = static_cast<int>(in.Number());
  facts.association = ReadAssociation(&in, format);
  facts.board = in.List<BoardMember>(kBoardMax, ReadBoardMember);
  facts.meetings = in.List<Meeting>(kMeetingsMax, ReadMeeting);
  facts.goals = in.List<Goal>(kGoalsMax, ReadGoal);
  facts.signatures = in.List<Signature>(kSignaturesMax, ReadSignature);
  if (!in.Complete()) return std::nullopt;
  return facts;
}

}  // namespace finsam::governance
