#include "services/governance/deviations_file.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/files/csv.h"
#include "common/files/input.h"
#include "services/governance/file_words.h"

namespace finsam::governance {
namespace {

constexpr char kYearBefore[] = "året före";

std::optional<int64_t> ReadYearBefore(const CsvReader& in,
                                      std::vector<Problem>* problems) {
  const std::optional<std::string> text = in.Directive(kYearBefore);
  if (!text.has_value()) return std::nullopt;
  int64_t count = 0;
  if (absl::SimpleAtoi(*text, &count) && count >= 0 &&
      count <= kDeviationsBeforeMax) {
    return count;
  }
  FileProblems{kDeviationsFile, problems}.Add(
      0, kYearBefore, "COUNT_MALFORMED", "Antalet går inte att läsa.", *text,
      absl::StrCat("0 till ", kDeviationsBeforeMax));
  return std::nullopt;
}

std::vector<std::string> ReadParties(const CsvRow& row, CsvReader& in) {
  std::vector<std::string> parties;
  for (absl::string_view part :
       absl::StrSplit(in.RequireText(row, "parter"), '|')) {
    part = WithoutOuterBlanks(part);
    if (!part.empty()) parties.emplace_back(part);
  }
  return parties;
}

std::optional<DeviationAnswer> ReadAnswer(const CsvRow& row, CsvReader& in) {
  const auto status = static_cast<DeviationStatus>(
      in.Choice(row, "status", Words(kDeviationStatuses, DeviationStatusWord))
          .value_or(0));
  if (status == DeviationStatus::kReceived) {
    for (const char* column : {"besvarad", "svar"}) {
      if (in.Text(row, column).empty()) continue;
      in.AddProblem(row, column, "FIELD_INVALID",
                    "Kolumnen är ifylld men avvikelsen är bara inkommen.",
                    in.Text(row, column),
                    "status pågår, besvarad eller avslutad");
    }
    return std::nullopt;
  }
  DeviationAnswer answer;
  answer.status = status;
  answer.text = in.Text(row, "svar");
  if (!in.RequireText(row, "besvarad").empty()) {
    answer.day = in.Date(row, "besvarad").value_or(absl::CivilDay());
  }
  return answer;
}

}  // namespace

Deviations ReadDeviationsFile(absl::string_view content,
                              std::vector<Problem>* problems) {
  CsvReader in(kDeviationsFile, content,
               {"id", "anmäld", "område", "parter", "nivå", "beskrivning"},
               {"status", "besvarad", "svar"}, problems);
  Deviations deviations;
  deviations.year_before = ReadYearBefore(in, problems);
  const std::vector<std::string> levels =
      Words(kDeviationLevels, DeviationLevelWord);
  for (const CsvRow& row : in.rows()) {
    const size_t before = problems->size();
    Deviation deviation;
    deviation.line = row.line;
    deviation.id = in.RequireText(row, "id");
    if (!in.RequireText(row, "anmäld").empty()) {
      deviation.reported = in.Date(row, "anmäld").value_or(absl::CivilDay());
    }
    deviation.area = in.RequireText(row, "område");
    deviation.parties = ReadParties(row, in);
    if (!in.RequireText(row, "nivå").empty()) {
      deviation.level = static_cast<DeviationLevel>(
          in.Choice(row, "nivå", levels).value_or(0));
    }
    deviation.text = in.RequireText(row, "beskrivning");
    deviation.answer = ReadAnswer(row, in);
    if (problems->size() == before) {
      deviations.list.push_back(std::move(deviation));
    }
  }
  Sort(&deviations);
  return deviations;
}

}  // namespace finsam::governance
