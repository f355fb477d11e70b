#include "services/budget/domain/versions.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "common/figure/figure.h"

namespace finsam::budget {
namespace {

std::string Text(const std::optional<Share>& share) {
  return share.has_value() ? ShareText(*share) : "";
}

// Collects the fields that differ.
class Fields {
 public:
  void Amount(absl::string_view field, int year, std::optional<Ore> before,
              std::optional<Ore> after) {
    if (before == after) return;
    found_.push_back({std::string(field), year, before, after, "", ""});
  }

  void Text(absl::string_view field, absl::string_view before,
            absl::string_view after) {
    if (before == after) return;
    found_.push_back({std::string(field), 0, std::nullopt, std::nullopt,
                      Shortened(before, kDifferenceBytesMax),
                      Shortened(after, kDifferenceBytesMax)});
  }

  std::vector<FieldDifference> Take() { return std::move(found_); }

 private:
  std::vector<FieldDifference> found_;
};

absl::string_view KindName(Kind kind) {
  return kind == Kind::kIncome ? "income" : "cost";
}

// `before` or `after` may be nullptr: then only the other's amounts.
std::vector<FieldDifference> FieldsOf(int year, const Line* before,
                                      const Line* after) {
  Fields fields;
  const auto amount = [](const Line* line, int i) {
    return line == nullptr ? std::nullopt : AmountIn(*line, i);
  };
  const auto granted = [](const Line* line) {
    return line == nullptr ? std::nullopt : line->granted;
  };
  fields.Amount("amount", year, amount(before, 0), amount(after, 0));
  fields.Amount("granted", year, granted(before), granted(after));
  for (int i = 1; i <= kPlanYearsMax; ++i) {
    fields.Amount("plan", year + i, amount(before, i), amount(after, i));
  }
  if (before == nullptr || after == nullptr) return fields.Take();
  fields.Text("factor", budget::Text(before->factor),
              budget::Text(after->factor));
  fields.Text("label", before->label, after->label);
  fields.Text("group", before->group, after->group);
  fields.Text("kind", KindName(before->kind), KindName(after->kind));
  fields.Text("member", before->member, after->member);
  fields.Text("initiative", before->initiative, after->initiative);
  fields.Text("cost-kind", before->cost_kind, after->cost_kind);
  fields.Text("comment", before->comment, after->comment);
  return fields.Take();
}

std::map<std::string, const Line*> ById(const Decided& decided) {
  std::map<std::string, const Line*> lines;
  for (const Line& line : decided.lines) lines[line.id] = &line;
  return lines;
}

// The ids of `decided`'s lines that `others` has too, in order.
std::string OrderOf(const Decided& decided,
                    const std::map<std::string, const Line*>& others) {
  std::string order;
  for (const Line& line : decided.lines) {
    if (others.count(line.id) == 0) continue;
    absl::StrAppend(&order, order.empty() ? "" : ", ", line.id);
  }
  return order;
}

std::vector<FieldDifference> DecisionFields(int year, const Decided& before,
                                            const Decided& after) {
  Fields fields;
  fields.Text("stage", StageName(before.stage), StageName(after.stage));
  fields.Text("date", absl::FormatCivilTime(before.adoption_date),
              absl::FormatCivilTime(after.adoption_date));
  fields.Text("decision", before.decision, after.decision);
  fields.Text("plan-years", absl::StrCat(before.plan_years),
              absl::StrCat(after.plan_years));
  fields.Amount("opening-capital", year, before.opening_capital,
                after.opening_capital);
  fields.Text("opening-capital-source", before.opening_capital_source,
              after.opening_capital_source);
  fields.Text("order", OrderOf(before, ById(after)),
              OrderOf(after, ById(before)));
  return fields.Take();
}

// A year that is not planned has no sums.
std::vector<SumDifference> SumsThatDiffer(int year, const Decided& before,
                                          const Decided& after) {
  std::vector<SumDifference> sums;
  const auto values = [](const Decided& decided, int i) {
    std::vector<std::optional<Ore>> out(5);
    if (i > decided.plan_years) return out;
    const Sums of = SumsOf(decided.lines, i);
    const std::optional<Ore> opening = OpeningCapitalIn(decided, i);
    out = {of.income, of.costs, of.result(), opening, opening};
    if (opening.has_value()) *out.back() += of.result();
    return out;
  };
  const char* const names[] = {kIncomeSum, kCostsSum, kResultSum,
                               kOpeningCapital, kClosingCapital};
  for (int i = 0; i <= std::max(before.plan_years, after.plan_years); ++i) {
    const auto old = values(before, i);
    const auto now = values(after, i);
    for (size_t k = 0; k < old.size(); ++k) {
      if (old[k] == now[k]) continue;
      sums.push_back({names[k], year + i, old[k], now[k]});
    }
  }
  return sums;
}

}  // namespace

Succession Succeed(const std::vector<Budget>& kept, const Draft& next,
                   std::vector<Problem>* problems) {
  const Decided& decided = next.decided;
  const std::string day = absl::FormatCivilTime(decided.adoption_date);
  const auto add = [&](Severity severity, const char* reason, std::string found,
                       std::string expected, std::string message) {
    problems->push_back(
        {severity, reason, next.file, 0,
         decided.stage == Stage::kAdopted ? "fastställd" : "dag",
         std::move(found), std::move(expected), std::move(message)});
  };
  const Budget* in_force = nullptr;
  const Budget* same = nullptr;
  const Budget* edited = nullptr;
  for (const Budget& budget : kept) {
    const bool adopted = budget.decided.stage == Stage::kAdopted;
    if (adopted) in_force = &budget;
    if (budget.decided == decided) same = &budget;
    if (adopted && decided.stage == Stage::kAdopted &&
        budget.decided.adoption_date == decided.adoption_date &&
        Slug(budget.decided.decision) == Slug(decided.decision)) {
      edited = &budget;
    }
  }
  if (same != nullptr && (same == in_force || same == &kept.back())) {
    return {true};
  }
  if (same != nullptr) {
    // Then one is in force, the other that is not `same`.
    const bool revised =
        decided.stage == Stage::kAdopted &&
        decided.adoption_date <= in_force->decided.adoption_date;
    const Budget& current = in_force == nullptr ? kept.back() : *in_force;
    add(revised ? Severity::kError : Severity::kWarning, "BUDGET_REVERTED",
        absl::StrCat("version ", same->version),
        absl::StrCat("version ", current.version),
        revised
            ? absl::StrCat(
                  "Filen är en tidigare version, och version ", current.version,
                  " gäller sedan dess. Lägg den gällandes fil i mappen "
                  "(finsam budget export skriver den), eller ge filen "
                  "dagen och beslutet för en ny revidering.")
            : "Filen är en tidigare version.");
  } else if (edited != nullptr) {
    add(Severity::kError, "BUDGET_ADOPTED_EDITED",
        absl::StrCat(day, " ", decided.decision), "ett nytt beslut",
        absl::StrCat("Version ", edited->version,
                     " är fastställd genom samma beslut och kan inte ändras; "
                     "en ändring är ett nytt beslut."));
  } else if (in_force != nullptr &&
             decided.adoption_date < in_force->decided.adoption_date) {
    add(Severity::kError, "BUDGET_VERSION_DATE", day,
        absl::StrCat("tidigast ",
                     absl::FormatCivilTime(in_force->decided.adoption_date)),
        absl::StrCat("Versionen är äldre än version ", in_force->version,
                     ", som gäller."));
  }
  if (kept.size() >= kVersionsMax) {
    add(Severity::kError, "BUDGET_TOO_MANY_VERSIONS", absl::StrCat(kept.size()),
        absl::StrCat("högst ", kVersionsMax), "Året har för många versioner.");
  }
  return {};
}

BudgetDifferences DifferencesOf(int year, const Decided& before,
                                const Decided& after) {
  BudgetDifferences out;
  out.decision = DecisionFields(year, before, after);
  const std::map<std::string, const Line*> old = ById(before);
  const std::map<std::string, const Line*> now = ById(after);
  for (const Line& line : before.lines) {
    const auto found = now.find(line.id);
    const Line* later = found == now.end() ? nullptr : found->second;
    LineDifference difference{later == nullptr ? LineDifference::What::kRemoved
                                               : LineDifference::What::kChanged,
                              line.id,
                              later == nullptr ? line.label : later->label,
                              later == nullptr ? line.kind : later->kind,
                              FieldsOf(year, &line, later)};
    if (later == nullptr || !difference.fields.empty()) {
      out.lines.push_back(std::move(difference));
    }
  }
  for (const Line& line : after.lines) {
    if (old.count(line.id) > 0) continue;
    out.lines.push_back({LineDifference::What::kAdded, line.id, line.label,
                         line.kind, FieldsOf(year, nullptr, &line)});
  }
  out.sums = SumsThatDiffer(year, before, after);
  return out;
}

}  // namespace finsam::budget
