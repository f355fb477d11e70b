#include "services/gateway/domain/last_year.h"

#include <set>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

constexpr char kRule[] = "adopted last year";

Figure AdoptedFigure(const LastYear& last, const Figure& adopted) {
  Figure figure;
  figure.id = adopted.id;
  figure.value = adopted.value;
  figure.provenance.service = "gateway";
  figure.provenance.rule = kRule;
  figure.provenance.records = {last.name};
  return figure;
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

void RemarkRestated(const LastYear& last, Table* table) {
  std::string told;
  std::set<std::string> seen;
  for (const TableRow& row : table->rows) {
    for (const Cell& cell : row.cells) {
      const auto* held = std::get_if<FigureCell>(&cell);
      if (held == nullptr || !seen.insert(held->figure.id).second) continue;
      const LastYear::Printed* before = RestatedFrom(last, held->figure);
      if (before == nullptr) continue;
      // What is the same in print needs no remark; PY-1 tells it.
      if (RoundedSteps(before->figure.value, held->display) ==
          PrintedSteps(*held)) {
        continue;
      }
      const auto reason = last.reasons.find(held->figure.id);
      absl::StrAppend(
          &told, told.empty() ? "" : " ", row.label, " ", last.year,
          " är omräknat: ", FormatWithUnit(before->figure.value, held->display),
          " i årsredovisningen ", last.year,
          reason == last.reasons.end() ? "."
                                       : absl::StrCat(". ", reason->second));
    }
  }
  if (told.empty()) return;
  absl::StrAppend(&table->remark, table->remark.empty() ? "" : " ", told);
}

}  // namespace finsam::gateway
