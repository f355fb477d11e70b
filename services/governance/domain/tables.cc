#include "services/governance/domain/tables.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/check.h"
#include "services/governance/domain/figures.h"

namespace finsam::governance {
namespace {

constexpr char kNobody[] = "–";
constexpr size_t kTimeSeconds = 19;  // "2025-03-20T16:04:56"

// Gives each row an id that no other row of the table has: "a", "a-2", …
class RowIds {
 public:
  std::string Next(const std::string& wanted) {
    const int uses = ++uses_[wanted];
    return uses == 1 ? wanted : absl::StrCat(wanted, "-", uses);
  }

 private:
  std::map<std::string, int> uses_;
};

Cell TextCell(std::string text) {
  if (text.empty()) return std::monostate{};
  return text;
}

// "Stefan Lundell, ordförande"; an ordinary member's or deputy's role is said
// by the column.
std::string PersonText(const BoardMember* person) {
  if (person == nullptr) return kNobody;
  if (person->role == BoardRole::kChair ||
      person->role == BoardRole::kViceChair) {
    return absl::StrCat(person->person, ", ", BoardRoleWord(person->role));
  }
  return person->person;
}

// "2025-03-20 16:04:56 +01:00": the moment as written, for people.
std::string TimeText(const std::string& rfc3339) {
  if (rfc3339.size() <= kTimeSeconds) return rfc3339;
  std::string out = rfc3339;
  const size_t zone = out.find_first_of("Z+-", kTimeSeconds);
  if (zone != std::string::npos) out.insert(zone, " ");
  out[10] = ' ';
  return out;
}

Cell OutcomeCell(const YearFacts& facts, const Goal& goal,
                 const Judgement& judgement, int64_t revision) {
  if (!goal.measure.has_value()) return std::monostate{};
  Figure figure = OutcomeFigure(facts, goal, judgement, revision);
  const Display display = DefaultDisplay(figure.value);
  return FigureCell{std::move(figure), display};
}

std::string CommentText(const Goal& goal, const Judgement& judgement) {
  std::vector<std::string> parts;
  if (!goal.comment.empty()) parts.push_back(goal.comment);
  if (!judgement.reason.empty()) parts.push_back(judgement.reason);
  if (goal.stated.has_value() && *goal.stated != judgement.verdict) {
    parts.push_back(
        absl::StrCat("Styrelsens bedömning: ", VerdictWord(*goal.stated), "."));
  }
  // What is added is sentences of their own.
  if (!goal.comment.empty() && parts.size() > 1 &&
      absl::string_view(".!?").find(goal.comment.back()) ==
          absl::string_view::npos) {
    parts.front() += '.';
  }
  return absl::StrJoin(parts, " ");
}

}  // namespace

Table MembersTable(const YearFacts& facts) {
  Table table{"members", "Medlemmar", "", "Medlem", {{"kind", "Slag"}}, {}};
  for (const Member& member : facts.association.members) {
    table.rows.push_back({member.id,
                          member.display_name,
                          RowKind::kDetail,
                          "",
                          {TextCell(MemberKindWord(member.kind))}});
  }
  return table;
}

Table BoardTable(const YearFacts& facts) {
  Table table{"board",
              "Styrelse",
              "",
              "Ledamot",
              {{"deputy", "Ersättare"}, {"appointed-by", "Utsedd av"}},
              {}};
  if (!facts.board.has_value()) return table;
  RowIds ids;
  const absl::CivilDay last_day(facts.year.year, 12, 31);
  for (const Seat& seat : SeatsOn(*facts.board, last_day)) {
    const Member* member =
        FindMember(facts.association.members, seat.appointed_by);
    table.rows.push_back(
        {ids.Next(seat.appointed_by),
         PersonText(seat.holder),
         RowKind::kDetail,
         "",
         {TextCell(PersonText(seat.deputy)),
          TextCell(member == nullptr ? seat.appointed_by
                                     : member->display_name)}});
  }
  return table;
}

Table MeetingsTable(const YearFacts& facts) {
  Table table{
      "meetings",
      "Styrelsens möten",
      "",
      "Datum",
      {{"kind", "Slag"}, {"public", "Offentligt"}, {"decision", "Beslut"}},
      {}};
  if (!facts.meetings.has_value()) return table;
  RowIds ids;
  for (const Meeting& meeting : *facts.meetings) {
    const std::string day = absl::FormatCivilTime(meeting.date);
    table.rows.push_back(
        {ids.Next(day),
         day,
         RowKind::kDetail,
         "",
         {TextCell(meeting.kind), TextCell(meeting.is_public ? "ja" : "nej"),
          TextCell(meeting.decision)}});
  }
  return table;
}

Table SignaturesTable(const YearFacts& facts) {
  Table table{"signatures",
              "Underskrifter",
              "",
              "Namn",
              {{"title", "Titel"},
               {"time", "Tid"},
               {"identification", "Identifikation"},
               {"identification-id", "Identifikations-id"}},
              {}};
  if (!facts.signatures.has_value()) return table;
  for (const Signature& signature : *facts.signatures) {
    table.rows.push_back(
        {absl::StrCat(table.rows.size() + 1),
         signature.person,
         RowKind::kDetail,
         "",
         {TextCell(signature.title), TextCell(TimeText(signature.time)),
          TextCell(signature.identification),
          TextCell(signature.identification_id)}});
  }
  return table;
}

Table GoalsTable(const YearFacts& facts,
                 const std::vector<Judgement>& judgements, int64_t revision) {
  Table table{"goals",
              "Måluppfyllelse",
              "",
              "Åtagande",
              {{"verdict", "Måluppfyllelse"},
               {"outcome", "Utfall"},
               {"comment", "Kommentar"}},
              {}};
  if (!facts.goals.has_value()) return table;
  const std::vector<Goal>& goals = *facts.goals;
  FINSAM_CHECK(goals.size() == judgements.size());
  for (size_t i = 0; i < goals.size(); ++i) {
    table.rows.push_back(
        {goals[i].id,
         goals[i].text,
         RowKind::kDetail,
         "",
         {TextCell(VerdictWord(judgements[i].verdict)),
          OutcomeCell(facts, goals[i], judgements[i], revision),
          TextCell(CommentText(goals[i], judgements[i]))}});
  }
  return table;
}

}  // namespace finsam::governance
