#include "cli/budget_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/books_text.h"
#include "cli/money_table.h"
#include "common/figure/display.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;
using Figures = google::protobuf::RepeatedPtrField<common::v1::Figure>;
using Row = std::vector<MoneyCell>;

// The word of a difference's field or sum; others are shown as they are.
std::string WordOf(const std::string& field) {
  static const auto& words = *new std::map<std::string, std::string>{
      {"amount", "belopp"},
      {"granted", "beviljat"},
      {"factor", "faktor"},
      {"plan", "plan"},
      {"label", "benämning"},
      {"group", "grupp"},
      {"kind", "slag"},
      {"member", "medlem"},
      {"initiative", "insats"},
      {"cost-kind", "kostnadsslag"},
      {"comment", "kommentar"},
      {"stage", "skede"},
      {"date", "dag"},
      {"decision", "beslut"},
      {"plan-years", "planår"},
      {"opening-capital", "ingående kapital"},
      {"opening-capital-source", "kapitalets källa"},
      {"order", "radernas ordning"},
      {"income", "intäkter"},
      {"costs", "kostnader"},
      {"result", "resultat"},
      {"closing-capital", "utgående kapital"}};
  const auto found = words.find(field);
  return found == words.end() ? field : found->second;
}

std::string PartyWord(bud::ContributionTerms::Party party) {
  switch (party) {
    case bud::ContributionTerms::STATE:
      return "stat";
    case bud::ContributionTerms::REGION:
      return "region";
    case bud::ContributionTerms::MUNICIPALITY:
      return "kommun";
    default:
      return "";
  }
}

const char* WhatWord(bud::CompareBudgetVersionsResponse::Line::What what) {
  using Line = bud::CompareBudgetVersionsResponse::Line;
  switch (what) {
    case Line::ADDED:
      return "ny";
    case Line::REMOVED:
      return "borttagen";
    default:
      return "ändrad";
  }
}

MoneyCell FigureCell(const Figures& figures, const std::string& id) {
  for (const common::v1::Figure& figure : figures) {
    if (figure.id() == id && figure.value().has_amount_ore()) {
      return figure.value().amount_ore();
    }
  }
  return std::monostate();
}

template <typename Findings>
std::string FindingsText(const Findings& findings) {
  std::string out;
  for (const bud::Finding& finding : findings) {
    absl::StrAppend(&out, "\nanmärkning: ", finding.message(), " [",
                    finding.code(), "]");
  }
  return out.empty() ? out : out + "\n";
}

using Field = bud::CompareBudgetVersionsResponse::Field;

MoneyCell Before(const Field& field) {
  if (field.has_before_ore()) return field.before_ore();
  return field.before_text();
}

MoneyCell After(const Field& field) {
  if (field.has_after_ore()) return field.after_ore();
  return field.after_text();
}

// A budget line's words: "rad", "benämning", "grupp", "slag".
constexpr size_t kWordColumns = 4;

// The columns of a budget that are not always there: only where a line says
// something in them.
struct BudgetColumns {
  int plan_years = 0;
  bool granted = false;
  bool factor = false;
  bool comment = false;
};

BudgetColumns ColumnsOf(const bud::Budget& budget) {
  BudgetColumns columns{.plan_years = budget.plan_years()};
  for (const bud::Budget::Line& line : budget.lines()) {
    columns.granted = columns.granted || line.has_granted_ore();
    columns.factor = columns.factor || line.has_factor_ppm();
    columns.comment = columns.comment || !line.comment().empty();
  }
  return columns;
}

// Where the amount stands: after what it is made of.
size_t AmountColumn(const BudgetColumns& columns) {
  return kWordColumns + (columns.granted ? 1 : 0) + (columns.factor ? 1 : 0);
}

// The factors stand to the right, as amounts do by themselves.
std::vector<size_t> FactorColumn(const BudgetColumns& columns) {
  if (!columns.factor) return {};
  return {AmountColumn(columns) - 1};
}

std::vector<std::string> HeadOf(const BudgetColumns& columns, int year) {
  std::vector<std::string> head = {"Rad", "Benämning", "Grupp", "Slag"};
  if (columns.granted) head.emplace_back("Beviljat");
  if (columns.factor) head.emplace_back("Faktor");
  head.push_back(absl::StrCat("Budget ", year));
  for (int i = 1; i <= columns.plan_years; ++i) {
    head.push_back(absl::StrCat("Plan ", year + i));
  }
  if (columns.comment) head.emplace_back("Kommentar");
  return head;
}

// Millionths with the decimals they have: "90 %", "33,3333 %".
std::string FactorText(int64_t ppm) {
  constexpr int64_t kWhole = 1'000'000;
  int decimals = 0;
  for (int64_t unit = kWhole / 100; ppm % unit != 0; unit /= 10) ++decimals;
  return FormatWithUnit(Ratio{ppm, kWhole}, {Unit::kPercent, decimals});
}

Row RowOf(const bud::Budget::Line& line, const BudgetColumns& columns) {
  Row row = {line.id(), line.label(), line.group(),
             line.kind() == bud::Budget::INCOME ? "intäkt" : "kostnad"};
  if (columns.granted) {
    row.push_back(line.has_granted_ore() ? MoneyCell(line.granted_ore())
                                         : MoneyCell());
  }
  if (columns.factor) {
    row.push_back(line.has_factor_ppm()
                      ? MoneyCell(FactorText(line.factor_ppm()))
                      : MoneyCell());
  }
  row.push_back(line.amount_ore());
  for (const bud::Budget::Planned& planned : line.plan()) {
    row.push_back(planned.has_amount_ore() ? MoneyCell(planned.amount_ore())
                                           : MoneyCell());
  }
  row.resize(AmountColumn(columns) + 1 +
             static_cast<size_t>(columns.plan_years));
  if (columns.comment) row.push_back(line.comment());
  return row;
}

std::string YearWord(int year) { return year == 0 ? "" : absl::StrCat(year); }

}  // namespace

std::string StageWord(bud::Budget::Stage stage) {
  switch (stage) {
    case bud::Budget::PROPOSAL:
      return "förslag";
    case bud::Budget::CONSULTED:
      return "samrådd";
    case bud::Budget::ADOPTED:
      return "fastställd";
    default:
      return "";
  }
}

std::string BudgetText(const bud::GetBudgetResponse& answer, int year) {
  const bud::Budget& budget = answer.budget();
  std::string out = absl::StrCat(
      "Budget ", year, ", version ", budget.version(), ": ",
      StageWord(budget.stage()), " ", DayText(budget.adoption_date()),
      budget.decision().empty() ? "" : ", ", budget.decision(), "\n\n");
  const BudgetColumns columns = ColumnsOf(budget);
  MoneyTable table(HeadOf(columns, year), FactorColumn(columns));
  for (const bud::Budget::Line& line : budget.lines()) {
    table.Add(RowOf(line, columns));
  }
  for (const auto& [id, label] : {std::pair<const char*, const char*>{
                                      "opening-capital", "Ingående kapital"},
                                  {"income", "Summa intäkter"},
                                  {"costs", "Summa kostnader"},
                                  {"result", "Resultat"},
                                  {"closing-capital", "Utgående kapital"}}) {
    Row row = {"", label, "", ""};
    row.resize(AmountColumn(columns));
    bool known = false;
    for (int i = 0; i <= budget.plan_years(); ++i) {
      row.push_back(FigureCell(
          answer.figures(),
          absl::StrCat(i == 0 ? "budget/" : "plan/", id, "/", year + i)));
      known = known || row.back().index() != 0;
    }
    if (known) table.Add(std::move(row));
  }
  absl::StrAppend(&out, table.Text());
  if (!budget.opening_capital_source().empty()) {
    absl::StrAppend(
        &out, "\nIngående kapital: ", budget.opening_capital_source(), "\n");
  }
  return out;
}

std::string VersionsText(const bud::ListBudgetVersionsResponse& versions) {
  MoneyTable table({"Version", "Skede", "Dag", "Beslut", "Rader", "Intäkter",
                    "Kostnader", "Ingående kapital", "Gäller"},
                   {0, 4});
  for (const auto& version : versions.versions()) {
    table.Add({absl::StrCat(version.version()), StageWord(version.stage()),
               DayText(version.adoption_date()), version.decision(),
               absl::StrCat(version.line_count()), version.income_ore(),
               version.costs_ore(),
               version.has_opening_capital_ore()
                   ? MoneyCell(version.opening_capital_ore())
                   : MoneyCell(),
               version.version() == versions.in_force() ? "ja" : ""});
  }
  return table.empty() ? "Det finns ingen budget för året.\n" : table.Text();
}

std::string DifferencesText(
    const bud::CompareBudgetVersionsResponse& differences) {
  std::string out = absl::StrCat("Version ", differences.before(), " → ",
                                 differences.after(), "\n");
  if (differences.decision().empty() && differences.lines().empty() &&
      differences.sums().empty()) {
    return out + "\nInget skiljer dem åt.\n";
  }
  MoneyTable table({"Rad", "Benämning", "", "Vad", "År", "Före", "Efter"});
  for (const Field& field : differences.decision()) {
    table.Add({"", "", "", WordOf(field.field()), YearWord(field.year()),
               Before(field), After(field)});
  }
  for (const auto& line : differences.lines()) {
    for (int i = 0; i < std::max(1, line.fields_size()); ++i) {
      const Field& field =
          i < line.fields_size() ? line.fields(i) : Field::default_instance();
      const bool first = i == 0;
      table.Add({first ? line.line() : "", first ? line.label() : "",
                 std::string(first ? WhatWord(line.what()) : ""),
                 WordOf(field.field()), YearWord(field.year()), Before(field),
                 After(field)});
    }
  }
  for (const auto& sum : differences.sums()) {
    table.Add({"", "", "summa", WordOf(sum.sum()), YearWord(sum.year()),
               sum.has_before_ore() ? MoneyCell(sum.before_ore()) : MoneyCell(),
               sum.has_after_ore() ? MoneyCell(sum.after_ore()) : MoneyCell()});
  }
  return absl::StrCat(out, "\n", table.Text());
}

std::string ContributionsText(
    const bud::SplitContributionsResponse& split,
    const bud::ListContributionStatementsResponse& statements) {
  using Statement = bud::ListContributionStatementsResponse::Statement;
  std::map<std::string, const Statement*> by_member;
  for (const Statement& one : statements.statements()) {
    by_member[one.member()] = &one;
  }
  MoneyTable table({"Medlem", "Part", "Bidrag", "Del", "Fakturerat", "Betalt",
                    "Obetalt", "Att fakturera"},
                   {3});
  for (const auto& member : split.members()) {
    Row row = {member.member(), PartyWord(member.party()), member.amount_ore(),
               Percent(member.amount_ore(), split.total_ore())};
    const auto found = by_member.find(member.member());
    if (found == by_member.end()) {
      row.resize(8);
    } else {
      const Statement& one = *found->second;
      row.insert(row.end(), {one.invoiced_ore(), one.paid_ore(),
                             one.outstanding_ore(), one.to_invoice_ore()});
    }
    table.Add(std::move(row));
  }
  for (const auto& party : split.parties()) {
    table.Add({"summa", PartyWord(party.party()), party.amount_ore(),
               Percent(party.amount_ore(), split.total_ore()), "", "", "", ""});
  }
  table.Add({"summa", "", split.total_ore(), "", "", "", "", ""});
  return absl::StrCat(split.agreed() ? "Bidragen är de avtalade.\n\n"
                                     : "Bidragen är uträknade enligt lag och "
                                       "medlemmarnas fördelning.\n\n",
                      table.Text(), FindingsText(split.findings()),
                      FindingsText(statements.findings()));
}

std::string CapitalText(const bud::GetCapitalPlanResponse& plan) {
  MoneyTable table(
      {"År", "Ingående", "Intäkter", "Kostnader", "Utgående", "Bidrag",
       "Planerat uttag", "Utgående av bidrag", "Riktlinje högst"},
      {7});
  for (const auto& year : plan.years()) {
    table.Add({absl::StrCat(year.year()), year.opening_ore(), year.income_ore(),
               year.costs_ore(), year.closing_ore(), year.contributions_ore(),
               year.planned_use_ore(),
               Percent(year.closing_ore(), year.contributions_ore()),
               year.has_guideline_ore() ? MoneyCell(year.guideline_ore())
                                        : MoneyCell()});
  }
  std::string out = absl::StrCat("Eget kapital enligt version ", plan.version(),
                                 "\n\n", table.Text());
  if (!plan.guideline_source().empty()) {
    absl::StrAppend(&out, "\nRiktlinje: ", plan.guideline_source(), "\n");
  }
  return out + FindingsText(plan.findings());
}

}  // namespace finsam::cli
