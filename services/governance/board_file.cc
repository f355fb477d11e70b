#include "services/governance/board_file.h"

#include <optional>
#include <string>
#include <utility>

#include "common/files/csv.h"

namespace finsam::governance {

std::vector<BoardMember> ReadBoardFile(absl::string_view content,
                                       std::vector<Problem>* problems) {
  CsvReader in(kBoardFile, content,
               {"person", "roll", "utsedd av", "från", "till"},
               {"valbarhet", "plats"}, problems);
  std::vector<std::string> eligibilities;
  for (int i = 1; i < kEligibilities; ++i) {
    eligibilities.push_back(EligibilityWord(static_cast<Eligibility>(i)));
  }
  std::vector<std::string> roles;
  for (int i = 0; i < kBoardRoles; ++i) {
    roles.push_back(BoardRoleWord(static_cast<BoardRole>(i)));
  }
  std::vector<BoardMember> board;
  for (const CsvRow& row : in.rows()) {
    BoardMember person;
    person.line = row.line;
    person.person = in.RequireText(row, "person");
    std::optional<size_t> role;
    if (!in.RequireText(row, "roll").empty()) {
      role = in.Choice(row, "roll", roles);
    }
    // The association itself employs its head of office.
    person.appointed_by = role == static_cast<size_t>(BoardRole::kHeadOfOffice)
                              ? in.Text(row, "utsedd av")
                              : in.RequireText(row, "utsedd av");
    const auto eligible = in.Choice(row, "valbarhet", eligibilities);
    if (eligible.has_value()) {
      person.eligibility = static_cast<Eligibility>(*eligible + 1);
    }
    person.place = in.Count(row, "plats").value_or(0);
    std::optional<absl::CivilDay> start;
    if (!in.RequireText(row, "från").empty()) start = in.Date(row, "från");
    person.end = in.Date(row, "till");
    if (!role.has_value() || !start.has_value()) continue;
    person.role = static_cast<BoardRole>(*role);
    person.start = *start;
    board.push_back(std::move(person));
  }
  return board;
}

}  // namespace finsam::governance
