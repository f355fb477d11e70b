#include "services/governance/controls_file.h"

#include <optional>
#include <string>
#include <utility>

#include "common/files/csv.h"
#include "services/governance/file_words.h"

namespace finsam::governance {
namespace {

std::optional<ControlFollowUp> ReadFollowUp(const CsvRow& row, CsvReader& in) {
  const std::optional<absl::CivilDay> day = in.Date(row, "uppföljd");
  if (in.Text(row, "uppföljd").empty()) {
    for (const char* column : {"resultat", "kommentar"}) {
      if (in.Text(row, column).empty()) continue;
      in.AddProblem(row, column, "FIELD_INVALID",
                    "Kolumnen är ifylld men dagen för uppföljningen saknas.",
                    in.Text(row, column));
    }
    return std::nullopt;
  }
  if (!day.has_value()) return std::nullopt;
  ControlFollowUp done;
  done.day = *day;
  if (!in.RequireText(row, "resultat").empty()) {
    done.result = static_cast<ControlResult>(
        in.Choice(row, "resultat", Words(kControlResults, ControlResultWord))
            .value_or(0));
  }
  done.comment = in.Text(row, "kommentar");
  return done;
}

}  // namespace

std::vector<Control> ReadControlsFile(absl::string_view content,
                                      std::vector<Problem>* problems) {
  CsvReader in(kControlsFile, content, {"id", "område", "risk", "kontroll"},
               {"ansvarig", "när", "uppföljd", "resultat", "kommentar"},
               problems);
  std::vector<Control> controls;
  for (const CsvRow& row : in.rows()) {
    const size_t before = problems->size();
    Control control;
    control.line = row.line;
    control.id = in.RequireText(row, "id");
    control.area = in.RequireText(row, "område");
    control.risk = in.RequireText(row, "risk");
    control.control = in.RequireText(row, "kontroll");
    control.owner = in.Text(row, "ansvarig");
    control.schedule = in.Text(row, "när");
    control.follow_up = ReadFollowUp(row, in);
    if (problems->size() == before) controls.push_back(std::move(control));
  }
  return controls;
}

}  // namespace finsam::governance
