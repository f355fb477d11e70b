#include "services/gateway/domain/last_year.h"

#include <set>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"

namespace finsam::gateway {
namespace {

constexpr char kRule[] = "adopted last year";

// Keeps which service it is from and what it rests on: whether it counts
// persons must not be forgotten.
Figure AdoptedFigure(const LastYear& last, const Figure& adopted) {
  Figure figure = adopted;
  figure.provenance.books = {};
  figure.provenance.rule = kRule;
  figure.provenance.records = {last.name};
  return figure;
}

// The reason, if it was given for just this.
std::string ReasonFor(const LastYear& last, const std::string& figure_id,
                      const Restatement& restated) {
  const auto reason = last.reasons.find(figure_id);
  if (reason == last.reasons.end() ||
      reason->second.said !=
          Sha256Parts({restated.message, restated.found, restated.expected})) {
    return "";
  }
  return absl::StrCat(" ", reason->second.reason);
}

bool CanBeCompared(const Value& value) {
  return HasValue(value) && !std::holds_alternative<Protected>(value);
}

}  // namespace

bool IsOfYear(const std::string& figure_id, int year) {
  return absl::EndsWith(figure_id, absl::StrCat("/", year));
}

void FillFromLastYear(YearFacts* facts) {
  if (!facts->last_year.has_value()) return;
  const LastYear& last = *facts->last_year;
  for (const auto& [id, adopted] : last.figures) {
    const auto [place, is_new] =
        facts->figures.emplace(id, AdoptedFigure(last, adopted.figure));
    if (!is_new && !HasValue(place->second.value)) {
      place->second = AdoptedFigure(last, adopted.figure);
    }
  }
  for (Table& table : facts->tables) {
    for (TableRow& row : table.rows) {
      for (Cell& cell : row.cells) {
        auto* held = std::get_if<FigureCell>(&cell);
        if (held == nullptr || HasValue(held->figure.value)) continue;
        const auto adopted = last.figures.find(held->figure.id);
        if (adopted == last.figures.end()) continue;
        held->figure = AdoptedFigure(last, adopted->second.figure);
      }
    }
  }
}

const LastYear::Printed* RestatedFrom(const LastYear& last,
                                      const Figure& figure) {
  const auto adopted = last.figures.find(figure.id);
  if (adopted == last.figures.end()) return nullptr;
  const Value& before = adopted->second.figure.value;
  if (!CanBeCompared(before) || !CanBeCompared(figure.value) ||
      before == figure.value) {
    return nullptr;
  }
  return &adopted->second;
}

Restatement RestatementOf(const LastYear& last, const LastYear::Printed& before,
                          const FigureCell& now) {
  Restatement out;
  out.found = FormatWithUnit(now.figure.value, now.display, now.printed_steps);
  out.expected = FormatWithUnit(
      before.figure.value, now.display,
      before.display == now.display ? before.printed_steps : std::nullopt);
  out.shows = out.found != out.expected;
  out.message =
      absl::StrCat("Jämförelsetalet ", now.figure.id, " är ", out.found,
                   out.shows ? ", men " : " efter avrundning, men ",
                   "årsredovisningen ", last.year, " fastställdes med ",
                   out.shows ? out.expected : "ett annat värde",
                   ". Rätta det, eller ange varför det är omräknat.");
  return out;
}

void RemarkRestated(const LastYear& last, Table* table) {
  std::string told;
  std::set<std::string> seen;
  for (const TableRow& row : table->rows) {
    for (size_t i = 0; i < row.cells.size(); ++i) {
      const auto* held = std::get_if<FigureCell>(&row.cells[i]);
      if (held == nullptr || !seen.insert(held->figure.id).second) continue;
      const LastYear::Printed* before = RestatedFrom(last, held->figure);
      if (before == nullptr) continue;
      const Restatement restated = RestatementOf(last, *before, *held);
      // What is the same in print needs no remark; PY-1 tells it.
      if (!restated.shows) continue;
      const std::string column =
          i < table->columns.size() ? table->columns[i].label : "";
      absl::StrAppend(&told, told.empty() ? "" : " ", row.label, ", ", column,
                      ", är omräknat: ", restated.expected,
                      " i årsredovisningen ", last.year, ".",
                      ReasonFor(last, held->figure.id, restated));
    }
  }
  if (told.empty()) return;
  absl::StrAppend(&table->remark, table->remark.empty() ? "" : " ", told);
}

}  // namespace finsam::gateway
