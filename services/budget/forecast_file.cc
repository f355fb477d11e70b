#include "services/budget/forecast_file.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files/csv.h"
#include "common/files/input.h"

namespace finsam::budget {
namespace {

constexpr char kDay[] = "dag";
constexpr char kThrough[] = "utfall till";
constexpr char kBasis[] = "underlag";
constexpr char kCapital[] = "ingående kapital";

constexpr std::array kMethods = {
    ForecastMethod::kRunRate, ForecastMethod::kSeason,
    ForecastMethod::kCommitments, ForecastMethod::kFixed,
    ForecastMethod::kManual};

std::vector<std::string> MethodWords() {
  std::vector<std::string> words;
  for (const ForecastMethod method : kMethods) {
    words.emplace_back(MethodWord(method));
  }
  return words;
}

ForecastDraftLine ReadLine(const CsvRow& row, CsvReader* in) {
  ForecastDraftLine line;
  line.line = in->RequireText(row, "rad");
  if (!in->Text(row, "metod").empty()) {
    const auto method = in->Choice(row, "metod", MethodWords());
    if (method.has_value()) line.method = kMethods[*method];
  }
  line.amount = in->Amount(row, "belopp");
  line.low = in->Amount(row, "låg");
  line.high = in->Amount(row, "hög");
  line.commitments = in->Amount(row, "åtaganden");
  line.label = in->Text(row, "benämning");
  line.group = in->Text(row, "grupp");
  line.comment = in->Text(row, "kommentar");
  if (!in->Text(row, "slag").empty()) {
    const auto kind = in->Choice(row, "slag", {"intäkt", "kostnad"});
    if (kind.has_value()) line.kind = *kind == 0 ? Kind::kIncome : Kind::kCost;
  }
  return line;
}

void ReadDirectives(const FileProblems& out, CsvReader* in,
                    ForecastDraft* draft) {
  draft->day = in->RequireDirectiveDate(kDay).value_or(absl::CivilDay());
  draft->basis = in->Directive(kBasis).value_or("");
  const std::string through = in->RequireDirective(kThrough);
  if (!through.empty()) {
    // A month is written as its days are, without the day.
    const auto first = ParseDay(absl::StrCat(through, "-01"));
    if (first.has_value()) {
      draft->through = absl::CivilMonth(*first);
    } else {
      out.Add(0, kThrough, "DATE_INVALID",
              "Det är ingen månad som finns i kalendern.", through, "2017-06");
    }
  }
  const std::optional<std::string> capital = in->Directive(kCapital);
  if (!capital.has_value()) return;
  const auto amount = ParseSwedishAmount(*capital);
  if (amount.ok()) {
    draft->opening_capital = *amount;
  } else {
    out.Add(0, kCapital, ReasonOf(amount.status()),
            "Beloppet går inte att läsa.", *capital, "kronor: 1 925 340");
  }
}

}  // namespace

ForecastDraft ReadForecastFile(absl::string_view file,
                               absl::string_view content,
                               std::vector<Problem>* problems) {
  CsvReader in(
      file, content, {"rad", "metod", "belopp"},
      {"låg", "hög", "åtaganden", "benämning", "grupp", "slag", "kommentar"},
      problems);
  ForecastDraft draft;
  draft.file = std::string(file);
  ReadDirectives({draft.file, problems}, &in, &draft);
  for (const CsvRow& row : in.rows()) {
    const size_t before = problems->size();
    ForecastDraftLine line = ReadLine(row, &in);
    if (problems->size() != before) continue;
    draft.lines.push_back(std::move(line));
    draft.places.push_back(row.line);
  }
  return draft;
}

}  // namespace finsam::budget
