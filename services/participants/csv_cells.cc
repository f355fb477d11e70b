#include "services/participants/csv_cells.h"

namespace finsam::participants {

std::vector<std::string> Together(std::vector<std::string> required,
                                  const std::vector<std::string>& optional) {
  required.insert(required.end(), optional.begin(), optional.end());
  return required;
}

std::optional<Period> RequirePeriod(CsvReader& in, const CsvRow& from) {
  const std::string text = in.RequireText(from, "period");
  if (text.empty()) return std::nullopt;
  std::optional<Period> period = ParsePeriod(text);
  if (!period.has_value()) {
    in.AddProblem(from, "period", "PERIOD_INVALID",
                  "Perioden går inte att läsa.", text, kPeriodForms);
  }
  return period;
}

std::optional<absl::CivilMonth> ReadMonth(CsvReader& in, const CsvRow& from,
                                          const std::string& column) {
  const std::string text = in.Text(from, column);
  if (text.empty()) return std::nullopt;
  const std::optional<absl::CivilMonth> month = ParseMonth(text);
  if (!month.has_value()) {
    in.AddProblem(from, column, "DATE_INVALID", "Månaden går inte att läsa.",
                  text, "en månad som 2024-01");
  }
  return month;
}

}  // namespace finsam::participants
