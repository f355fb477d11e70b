#include "services/budget/budget_file.h"

#include <optional>
#include <string>
#include <utility>

#include "common/files/csv.h"

namespace finsam::budget {
namespace {

Line ReadLine(CsvReader& in, const CsvRow& row) {
  Line line;
  line.id = in.RequireText(row, "rad");
  line.label = in.RequireText(row, "benämning");
  line.group = in.Text(row, "grupp");
  line.comment = in.Text(row, "kommentar");
  if (!in.RequireText(row, "slag").empty()) {
    line.kind = in.Choice(row, "slag", {"intäkt", "kostnad"}).value_or(1) == 0
                    ? Kind::kIncome
                    : Kind::kCost;
  }
  if (!in.RequireText(row, "belopp").empty()) {
    line.amount = in.Amount(row, "belopp").value_or(Ore{});
  }
  line.granted = in.Amount(row, "beviljat");
  return line;
}

}  // namespace

Draft ReadBudgetFile(absl::string_view content,
                     std::vector<Problem>* problems) {
  CsvReader in(kBudgetFile, content,
               {"rad", "benämning", "grupp", "slag", "belopp"},
               {"beviljat", "kommentar"}, problems);
  Draft draft;
  draft.file = kBudgetFile;
  draft.decided.adoption_date =
      in.RequireDirectiveDate("fastställd").value_or(absl::CivilDay());
  draft.decided.decision = in.RequireDirective("beslut");
  for (const CsvRow& row : in.rows()) {
    const size_t before = problems->size();
    Line line = ReadLine(in, row);
    if (problems->size() != before) continue;
    draft.decided.lines.push_back(std::move(line));
    draft.places.push_back(row.line);
  }
  return draft;
}

}  // namespace finsam::budget
