#include "services/ledger/domain/key_figures.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/problem_list.h"

namespace finsam::ledger {
namespace {

// The units that suit what `line` is; empty when the value does suit it.
std::string UnitsInstead(const Line& line, const Value& value) {
  const bool is_ratio = !line.ratio_of.empty();
  const bool is_amount = !line.accounts.empty() ||
                         !line.cash_effect_of.empty() ||
                         !line.opening_of.empty();
  if (is_ratio && !std::holds_alternative<Ratio>(value)) return "procent";
  if (is_amount && !std::holds_alternative<Ore>(value)) return "kr eller tkr";
  const bool is_sum = !line.terms.empty();
  if (is_sum && std::holds_alternative<Ratio>(value)) {
    return "kr, tkr eller antal";
  }
  return "";
}

}  // namespace

void CheckKeyFigures(const Layout& layout, absl::string_view file_name,
                     const std::vector<KeyFigure>& key_figures,
                     std::vector<Problem>* problems) {
  ProblemList list(file_name, kLayoutProblemsMax, problems);
  if (key_figures.size() > kKeyFiguresMax) {
    list.AddAt(0, "OVERVIEW_TOO_LARGE", "", "Filen har för många nyckeltal.",
               absl::StrCat(key_figures.size()),
               absl::StrCat("högst ", kKeyFiguresMax));
    return;
  }
  std::multimap<std::string, const Line*> lines;
  for (const Statement& statement : layout.statements) {
    if (!IsOverview(statement)) continue;
    for (const Line& line : statement.lines) {
      lines.emplace(line.id, &line);
      lines.emplace(absl::StrCat(statement.id, "/", line.id), &line);
    }
  }
  std::map<std::pair<std::string, int>, int64_t> seen;
  for (const KeyFigure& figure : key_figures) {
    const auto [first, last] = lines.equal_range(figure.line_id);
    if (first == last) {
      list.AddAt(figure.file_line, "OVERVIEW_LINE_UNKNOWN", "rad",
                 "Ingen flerårsöversikt har den raden.", figure.line_id,
                 "id för en rad i en uppställning med fler än två år");
    }
    for (auto it = first; it != last; ++it) {
      const std::string units = UnitsInstead(*it->second, figure.value);
      if (units.empty()) continue;
      list.AddAt(figure.file_line, "OVERVIEW_UNIT", "enhet",
                 "Enheten passar inte raden.", figure.line_id, units);
    }
    const auto [earlier, is_new] =
        seen.emplace(std::pair(figure.line_id, figure.year), figure.file_line);
    if (is_new) continue;
    list.AddAt(figure.file_line, "OVERVIEW_TWICE", "år",
               absl::StrCat("Raden har redan ett värde för året på rad ",
                            earlier->second, "."),
               absl::StrCat(figure.line_id, " ", figure.year));
  }
  list.Finish("OVERVIEW_TOO_LARGE");
}

}  // namespace finsam::ledger
