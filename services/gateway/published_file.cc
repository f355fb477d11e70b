#include "services/gateway/published_file.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/files/csv.h"
#include "common/files/input.h"

namespace finsam::gateway {
namespace {

constexpr int kDecimalsMax = 2;

constexpr ReportKind kKinds[] = {ReportKind::kAnnual, ReportKind::kInterim,
                                 ReportKind::kPlan};

std::vector<std::string> KindWords() {
  std::vector<std::string> words;
  for (const ReportKind kind : kKinds) words.push_back(KindInSwedish(kind));
  return words;
}

// The printed number in steps of the display: "65" percent is 65, "1,5" mnkr
// with one decimal is 15.
std::optional<int64_t> StepsOf(absl::string_view printed,
                               const Display& display) {
  const auto hundredths =
      ParseSwedishAmount(WithoutOuterBlanks(absl::StripSuffix(printed, "%")));
  if (!hundredths.ok()) return std::nullopt;
  int64_t per_step = 100;
  for (int i = 0; i < display.decimals; ++i) per_step /= 10;
  if (hundredths->value % per_step != 0) return std::nullopt;
  return hundredths->value / per_step;
}

// A unit that a number can be printed in, with as many decimals as are read.
std::optional<Display> UnitOf(absl::string_view text) {
  const std::optional<Display> display = ParseDisplay(text);
  if (!display.has_value() || display->unit == Unit::kDate) return std::nullopt;
  const int decimals_max = display->unit == Unit::kCount ? 0 : kDecimalsMax;
  if (display->decimals > decimals_max) return std::nullopt;
  return display;
}

}  // namespace

std::vector<PublishedRow> ReadPublished(absl::string_view file_name,
                                        absl::string_view content,
                                        std::vector<Problem>* problems) {
  CsvReader in(file_name, content, {"figur", "tryckt", "enhet"},
               {"plats", "rapport"}, problems);
  std::vector<PublishedRow> rows;
  std::set<std::pair<std::string, std::optional<ReportKind>>> seen;
  for (const CsvRow& row : in.rows()) {
    PublishedRow out;
    out.line = row.line;
    out.figure.figure_id = in.RequireText(row, "figur");
    out.figure.place = in.Text(row, "plats");
    if (!IsFigureId(out.figure.figure_id)) {
      in.AddProblem(row, "figur", "PUBLISHED_FIGURE",
                    "inget giltigt namn på en siffra", out.figure.figure_id,
                    "income-statement/result-of-year/2024");
      continue;
    }
    const auto kind = in.Choice(row, "rapport", KindWords());
    if (kind.has_value()) out.kind = kKinds[*kind];
    if (!seen.insert({out.figure.figure_id, out.kind}).second) {
      in.AddProblem(row, "figur", "PUBLISHED_TWICE", "siffran står två gånger",
                    out.figure.figure_id);
    }
    const std::optional<Display> display = UnitOf(in.RequireText(row, "enhet"));
    if (!display.has_value()) {
      in.AddProblem(row, "enhet", "PUBLISHED_UNIT", "okänd enhet",
                    in.Text(row, "enhet"),
                    "kr, tkr, mnkr, procent eller antal");
      continue;
    }
    const std::optional<int64_t> steps =
        StepsOf(in.RequireText(row, "tryckt"), *display);
    if (!steps.has_value()) {
      in.AddProblem(row, "tryckt", "PUBLISHED_NUMBER",
                    "inget tal i den enheten", in.Text(row, "tryckt"),
                    "ett tal som −518 359");
      continue;
    }
    out.figure.display = *display;
    out.figure.steps = *steps;
    rows.push_back(std::move(out));
  }
  return rows;
}

}  // namespace finsam::gateway
