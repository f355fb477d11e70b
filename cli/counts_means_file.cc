#include "cli/counts_means_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "common/base/money.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/files/csv.h"
#include "common/files/input.h"

namespace finsam::cli {
namespace {

namespace par = participants::v1;

using SetOre = void (par::Means::*)(int64_t);
constexpr std::pair<const char*, SetOre> kAmounts[] = {
    {"tilldelade medel", &par::Means::set_allotted_ore},
    {"eget kapital", &par::Means::set_own_capital_ore},
    {"administration budget", &par::Means::set_administration_budget_ore},
    {"administration utfall", &par::Means::set_administration_outcome_ore}};

constexpr char kNoAmount[] = "Beloppet går inte att läsa.";
constexpr char kAmount[] = "kronor som 3150000, 3 150 000 eller 3 150 000,50";

}  // namespace

absl::StatusOr<par::Means> ReadMeans(absl::string_view file_name,
                                     absl::string_view content) {
  std::vector<Problem> problems;
  CsvReader in(file_name, content, {"insats", "budget", "utfall"}, {},
               &problems);
  par::Means means;
  for (const auto& [word, set] : kAmounts) {
    const std::string text = in.Directive(word).value_or("");
    if (text.empty()) continue;
    const absl::StatusOr<Ore> amount = ParseSwedishAmount(text);
    if (amount.ok()) {
      (means.*set)(amount->value);
    } else {
      problems.push_back({.reason = ReasonOf(amount.status()),
                          .file = std::string(file_name),
                          .field = word,
                          .found = text,
                          .expected = kAmount,
                          .message = kNoAmount});
    }
  }
  for (const CsvRow& row : in.rows()) {
    par::InitiativeMeans* initiative = means.add_initiatives();
    initiative->set_initiative(in.RequireText(row, "insats"));
    const std::optional<Ore> budget = in.Amount(row, "budget");
    if (budget.has_value()) initiative->set_budget_ore(budget->value);
    const std::optional<Ore> outcome = in.Amount(row, "utfall");
    if (outcome.has_value()) initiative->set_outcome_ore(outcome->value);
  }
  if (AnyError(problems)) return RefuseInput(std::move(problems));
  return means;
}

absl::StatusOr<std::vector<par::AssociationMeans>> ReadAssociationMeans(
    absl::string_view file_name, absl::string_view content) {
  std::vector<Problem> problems;
  CsvReader in(file_name, content, {"förbund", "kostnad"}, {}, &problems);
  std::vector<par::AssociationMeans> means;
  for (const CsvRow& row : in.rows()) {
    const std::string number = in.RequireText(row, "förbund");
    const auto organisation = ParseOrganisationNumber(number);
    if (!organisation.ok() && !number.empty()) {
      in.AddProblem(row, "förbund", "NAME_INVALID",
                    "inget giltigt organisationsnummer", number,
                    "tio siffror med rätt kontrollsiffra");
    }
    in.RequireText(row, "kostnad");
    const std::optional<Ore> cost = in.Amount(row, "kostnad");
    if (!organisation.ok() || !cost.has_value()) continue;
    par::AssociationMeans& out = means.emplace_back();
    out.set_association(FiscalYearName{*organisation, 0}.Association());
    out.set_cost_ore(cost->value);
  }
  if (AnyError(problems)) return RefuseInput(std::move(problems));
  return means;
}

}  // namespace finsam::cli
