#include "services/participants/facts_files.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/files/csv_line.h"
#include "services/participants/averages_file.h"
#include "services/participants/counts_file.h"
#include "services/participants/counts_layout_file.h"
#include "services/participants/counts_rules_file.h"
#include "services/participants/initiatives_file.h"
#include "services/participants/surveys_file.h"

namespace finsam::participants {
namespace {

using Cells = std::vector<std::string>;

// `head` with the rows below it, but without the columns from `required` on
// that are empty in every row.
std::string Written(const Cells& head, size_t required,
                    const std::vector<Cells>& rows) {
  std::vector<size_t> columns;
  for (size_t i = 0; i < head.size(); ++i) {
    bool filled = i < required;
    for (const Cells& row : rows) filled = filled || !row[i].empty();
    if (filled) columns.push_back(i);
  }
  const auto line = [&columns](const Cells& cells) {
    Cells kept;
    for (const size_t column : columns) kept.push_back(cells[column]);
    return CsvLine(kept);
  };
  std::string out = line(head);
  for (const Cells& row : rows) absl::StrAppend(&out, line(row));
  return out;
}

std::string Number(const std::optional<int64_t>& number) {
  return number.has_value() ? absl::StrCat(*number) : "";
}

// 32 with one decimal is "3,2"; 5 with two is "0,05".
std::string Decimal(int64_t digits, int decimals) {
  const std::string sign = digits < 0 ? "-" : "";
  std::string text =
      absl::StrFormat("%0*d", decimals + 1, digits < 0 ? -digits : digits);
  if (decimals > 0)
    text.insert(text.size() - static_cast<size_t>(decimals), ",");
  return sign + text;
}

std::string Month(const std::optional<absl::CivilMonth>& month) {
  return month.has_value() ? absl::FormatCivilTime(*month) : "";
}

std::string InitiativesText(const std::vector<Initiative>& initiatives) {
  std::vector<Cells> rows;
  for (const Initiative& row : initiatives) {
    rows.push_back({row.name, FocusWord(row.focus), row.owner, Month(row.first),
                    Month(row.last), absl::StrJoin(row.municipalities, ", "),
                    row.target_group, Number(row.planned)});
  }
  return Written({"insats", "inriktning", "ägare", "från", "till", "kommuner",
                  "målgrupp", "planerade"},
                 2, rows);
}

// That a row is included is left unsaid, so that one which is not about the
// calendar year is not warned of.
std::string CountsText(const std::vector<CountRow>& counts) {
  std::vector<Cells> rows;
  for (const CountRow& row : counts) {
    Cells cells = {row.initiative, FocusWord(row.focus),
                   MeasureWord(row.measure), row.period.text};
    for (const auto& count : row.by_gender) cells.push_back(Number(count));
    cells.push_back(Number(row.total));
    for (size_t i = 0; i < kSlicesMax; ++i) {
      const Slice slice = i < row.slices.size() ? row.slices[i] : Slice();
      cells.push_back(slice.breakdown);
      cells.push_back(slice.value);
    }
    cells.push_back(row.included ? "" : "nej");
    cells.push_back(row.comment);
    rows.push_back(std::move(cells));
  }
  Cells head = {"insats", "inriktning", "mått", "period"};
  for (const Gender gender : kGenders) head.push_back(GenderColumn(gender));
  head.push_back("totalt");
  const size_t required = head.size();
  for (size_t i = 0; i < kSlicesMax; ++i) {
    head.push_back(BreakdownColumn(i));
    head.push_back(SliceColumn(i));
  }
  head.push_back("ingår");
  head.push_back("kommentar");
  return Written(head, required, rows);
}

std::string AveragesText(const std::vector<AverageRow>& averages) {
  std::vector<Cells> rows;
  for (const AverageRow& row : averages) {
    rows.push_back({row.initiative, row.name, row.period.text,
                    Decimal(row.digits, row.decimals),
                    absl::StrCat(row.persons)});
  }
  return Written({"insats", "mått", "period", "medel", "antal"}, 5, rows);
}

std::string SurveysText(const std::vector<SurveyRow>& surveys) {
  std::vector<Cells> rows;
  for (const SurveyRow& row : surveys) {
    rows.push_back(
        {row.survey, row.question, row.period.text, absl::StrCat(row.answers),
         absl::StrCat(row.positive), row.rule, row.text,
         row.gender.has_value() ? GenderColumn(*row.gender) : "", row.group,
         absl::StrJoin(row.steps, "/"), Number(row.sent), Number(row.returned),
         row.published.has_value()
             ? Decimal(row.published->digits, row.published->decimals)
             : "",
         absl::StrJoin(row.joins, "|")});
  }
  return Written(
      {"enkät", "fråga", "period", "svar", "positiva", "regel", "text", "kön",
       "grupp", "fördelning", "utskick", "enkäter", "publicerad", "förenar"},
      6, rows);
}

}  // namespace

std::vector<store::InputFile> FilesOf(const KeptYear& year) {
  const Facts& facts = year.facts;
  std::vector<store::InputFile> files;
  const auto add = [&files](absl::string_view name, bool any,
                            std::string content) {
    if (any) files.push_back({std::string(name), std::move(content)});
  };
  add(kInitiativesFile, !facts.initiatives.empty(),
      InitiativesText(facts.initiatives));
  add(kCountsFile, !facts.counts.empty(), CountsText(facts.counts));
  add(kAveragesFile, !facts.averages.empty(), AveragesText(facts.averages));
  add(kSurveysFile, !facts.surveys.empty(), SurveysText(facts.surveys));
  add(kCountsRulesFile, !year.rules_file.empty(), year.rules_file);
  add(kCountsLayoutFile, !year.layout_file.empty(), year.layout_file);
  return files;
}

}  // namespace finsam::participants
