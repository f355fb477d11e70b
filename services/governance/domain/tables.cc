#include "services/governance/domain/tables.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/table_cells.h"

namespace finsam::governance {
namespace {

constexpr char kNobody[] = "–";
constexpr size_t kTimeSeconds = 19;  // "2025-03-20T16:04:56"

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

}  // namespace finsam::governance
