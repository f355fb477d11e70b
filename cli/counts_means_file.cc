#include "cli/counts_means_file.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/money.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/files/csv.h"
#include "common/files/input.h"

namespace finsam::cli {
namespace {

namespace par = participants::v1;

using SetOre = void (par::Means::*)(int64_t);
struct NamedAmount {
  const char* word;
  SetOre set;
  bool is_cost;
};
constexpr NamedAmount kAmounts[] = {
    {"tilldelade medel", &par::Means::set_allotted_ore, false},
    {"eget kapital", &par::Means::set_own_capital_ore, false},
    {"administration budget", &par::Means::set_administration_budget_ore, true},
    {"administration utfall", &par::Means::set_administration_outcome_ore,
     true}};

constexpr char kMeansInvalid[] = "MEANS_INVALID";
constexpr char kNegative[] = "Kostnader skrivs positiva.";
constexpr char kNotNegative[] = "noll eller mer";
constexpr char kNoAmount[] = "Beloppet går inte att läsa.";
constexpr char kAmount[] = "kronor som 3150000, 3 150 000 eller 3 150 000,50";

// A cost of `row`; nothing where it is empty or refused.
std::optional<Ore> CostOf(const CsvRow& row, absl::string_view column,
                          CsvReader& in) {
  const std::optional<Ore> cost = in.Amount(row, column);
  if (!cost.has_value() || *cost >= Ore{0}) return cost;
  in.AddProblem(row, column, kMeansInvalid, kNegative, in.Text(row, column),
                kNotNegative);
  return std::nullopt;
}

// Finds names that stand a second time.
class Named {
 public:
  void Check(const CsvRow& row, absl::string_view column,
             const std::string& name, CsvReader& in) {
    const auto [first, is_new] = lines_.emplace(name, row.line);
    if (is_new || name.empty()) return;
    in.AddProblem(
        row, column, kMeansInvalid,
        absl::StrCat("Pengarna står redan på rad ", first->second, "."), name,
        "en rad");
  }

 private:
  std::map<std::string, int64_t> lines_;
};

}  // namespace

absl::StatusOr<par::Means> ReadMeans(absl::string_view file_name,
                                     absl::string_view content) {
  std::vector<Problem> problems;
  CsvReader in(file_name, content, {"insats", "budget", "utfall"}, {},
               &problems);
  par::Means means;
  for (const auto& [word, set, is_cost] : kAmounts) {
    const std::string text = in.Directive(word).value_or("");
    if (text.empty()) continue;
    const absl::StatusOr<Ore> amount = ParseSwedishAmount(text);
    if (amount.ok() && !(is_cost && *amount < Ore{0})) {
      (means.*set)(amount->value);
    } else if (amount.ok()) {
      problems.push_back({.reason = kMeansInvalid,
                          .file = std::string(file_name),
                          .field = word,
                          .found = text,
                          .expected = kNotNegative,
                          .message = kNegative});
    } else {
      problems.push_back({.reason = ReasonOf(amount.status()),
                          .file = std::string(file_name),
                          .field = word,
                          .found = text,
                          .expected = kAmount,
                          .message = kNoAmount});
    }
  }
  Named named;
  for (const CsvRow& row : in.rows()) {
    par::InitiativeMeans* initiative = means.add_initiatives();
    initiative->set_initiative(in.RequireText(row, "insats"));
    named.Check(row, "insats", initiative->initiative(), in);
    const std::optional<Ore> budget = CostOf(row, "budget", in);
    if (budget.has_value()) initiative->set_budget_ore(budget->value);
    const std::optional<Ore> outcome = CostOf(row, "utfall", in);
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
  Named named;
  for (const CsvRow& row : in.rows()) {
    const std::string number = in.RequireText(row, "förbund");
    const auto organisation = ParseOrganisationNumber(number);
    if (!organisation.ok() && !number.empty()) {
      in.AddProblem(row, "förbund", "NAME_INVALID",
                    "inget giltigt organisationsnummer", number,
                    "tio siffror med rätt kontrollsiffra");
    }
    in.RequireText(row, "kostnad");
    const std::optional<Ore> cost = CostOf(row, "kostnad", in);
    if (organisation.ok()) named.Check(row, "förbund", *organisation, in);
    if (!organisation.ok() || !cost.has_value()) continue;
    par::AssociationMeans& out = means.emplace_back();
    out.set_association(FiscalYearName{*organisation, 0}.Association());
    out.set_cost_ore(cost->value);
  }
  if (AnyError(problems)) return RefuseInput(std::move(problems));
  return means;
}

}  // namespace finsam::cli
