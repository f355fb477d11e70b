#include "services/budget/domain/column_facts.h"

#include <algorithm>
#include <list>
#include <set>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/check.h"
#include "common/base/text.h"
#include "services/budget/domain/comparison.h"
#include "services/budget/domain/draft_problems.h"
#include "services/budget/domain/part.h"

namespace finsam::budget {
namespace {

// Far above every sum of lines; totals of totals can grow beyond it.
constexpr Ore kSumMax{4'000'000'000'000'000'000};

constexpr const char* SourceWord(ColumnSource source) {
  switch (source) {
    case ColumnSource::kBudget:
      return "budget";
    case ColumnSource::kPlan:
      return "plan";
    case ColumnSource::kForecast:
      return "forecast";
    case ColumnSource::kOutcome:
      return "outcome";
    case ColumnSource::kDeviation:
      return "deviation";
    case ColumnSource::kAccrual:
      return "accrual";
    case ColumnSource::kAccrued:
      return "accrued";
    case ColumnSource::kAccruedDeviation:
      return "accrued-deviation";
    case ColumnSource::kMoved:
      return "moved";
    case ColumnSource::kReimbursed:
      return "reimbursed";
    case ColumnSource::kNet:
      return "net";
    case ColumnSource::kNetDeviation:
      return "net-deviation";
  }
  return "";
}

std::string Period(const ColumnKey& key) {
  return key.month == 0 ? absl::StrCat(key.year)
                        : absl::StrFormat("%d-%02d", key.year, key.month);
}

ColumnFacts FactsOfYear(const Budget& budget, int years_after) {
  ColumnFacts facts;
  facts.key = {years_after == 0 ? ColumnSource::kBudget : ColumnSource::kPlan,
               budget.year.year + years_after};
  facts.record = budget.Name();
  for (const Line& line : budget.decided.lines) {
    const std::optional<Ore> amount = AmountIn(line, years_after);
    if (!amount.has_value()) continue;
    facts.lines.push_back({.line = line.id,
                           .label = line.label,
                           .group = line.group,
                           .kind = line.kind,
                           .amount = amount,
                           .rule = "decided",
                           .comment = line.comment});
  }
  const std::optional<Ore> opening =
      OpeningCapitalIn(budget.decided, years_after);
  if (!opening.has_value()) return facts;
  facts.opening_capital =
      LineFact{.line = kOpeningCapital, .amount = opening, .rule = "decided"};
  if (years_after > 0) {
    // What the year before leaves.
    ColumnKey before = facts.key;
    --before.year;
    if (years_after == 1) before.source = ColumnSource::kBudget;
    facts.opening_capital->rule = "sum";
    facts.opening_capital->terms = {{before.FigureId(kClosingCapital), 1}};
  }
  return facts;
}

// Makes the items of one column.
class ColumnMaker {
 public:
  ColumnMaker(const ColumnFacts& facts, int64_t revision)
      : facts_(facts), revision_(revision) {
    column_.key = facts.key;
  }

  Column Make() {
    for (const LineFact& fact : facts_.lines) {
      AddFact(fact);
      column_.items[fact.line].is_cost = fact.kind == Kind::kCost;
      if (!fact.group.empty()) {
        column_.items[fact.line].group = GroupLine(fact.group);
      }
    }
    AddSum(kIncomeSum, LinesOf(Kind::kIncome));
    AddSum(kCostsSum, LinesOf(Kind::kCost));
    AddSum(kResultSum, {{kIncomeSum, 1}, {kCostsSum, -1}});
    column_.items[kCostsSum].is_cost = true;
    AddGroups();
    if (facts_.opening_capital.has_value()) {
      AddFact(*facts_.opening_capital);
      AddSum(kClosingCapital, {{kOpeningCapital, 1}, {kResultSum, 1}});
    }
    return std::move(column_);
  }

 private:
  using Parts = std::vector<std::pair<std::string, int>>;  // Rows, factors.

  void AddFact(const LineFact& fact) {
    Figure& figure = column_.items[fact.line].figure;
    figure.id = facts_.key.FigureId(fact.line);
    if (fact.amount.has_value()) figure.value = *fact.amount;
    figure.provenance.service = "budget";
    figure.provenance.revision = revision_;
    figure.provenance.rule = fact.rule;
    figure.provenance.terms = fact.terms;
    figure.provenance.records = fact.records;
    if (fact.terms.empty() && fact.records.empty() && !facts_.record.empty()) {
      figure.provenance.records = {absl::StrCat(facts_.record, "#", fact.line)};
    }
  }

  Parts LinesOf(Kind kind) const {
    Parts parts;
    for (const LineFact& fact : facts_.lines) {
      if (fact.kind == kind) parts.emplace_back(fact.line, 1);
    }
    return parts;
  }

  void AddSum(const std::string& row, const Parts& rows) {
    std::vector<std::pair<const Figure*, int>> parts;
    for (const auto& [part, factor] : rows) {
      parts.emplace_back(&column_.items.at(part).figure, factor);
    }
    Figure sum = SumFigure(facts_.key.FigureId(row), "sum", revision_, parts);
    if (parts.empty() && !facts_.record.empty()) {
      sum.provenance.records = {facts_.record};
    }
    column_.items[row].figure = std::move(sum);
  }

  void AddGroups() {
    std::map<std::string, Parts> groups;
    std::set<std::string> with_income;
    for (const LineFact& fact : facts_.lines) {
      const std::string& group = column_.items.at(fact.line).group;
      if (group.empty()) continue;
      groups[group].emplace_back(fact.line,
                                 fact.kind == Kind::kIncome ? 1 : -1);
      if (fact.kind == Kind::kIncome) with_income.insert(group);
    }
    for (auto& [group, parts] : groups) {
      const bool is_cost = !with_income.contains(group);
      for (auto& [line, factor] : parts) {
        if (is_cost) factor = 1;
      }
      AddSum(group, parts);
      column_.items[group].is_cost = is_cost;
    }
  }

  const ColumnFacts& facts_;
  const int64_t revision_;
  Column column_;
};

}  // namespace

std::string ColumnKey::Id() const {
  return absl::StrCat(SourceWord(source), "-", Period(*this));
}

std::string ColumnKey::FigureId(absl::string_view row) const {
  return absl::StrCat(SourceWord(source), "/", row, "/", Period(*this));
}

const ColumnItem* Column::Find(const std::string& row) const {
  const auto found = items.find(row);
  return found == items.end() ? nullptr : &found->second;
}

ColumnFacts FactsOfBudget(const Budget& budget) {
  return FactsOfYear(budget, 0);
}

ColumnFacts FactsOfPlan(const Budget& budget, int year) {
  const int years_after = year - budget.year.year;
  FINSAM_CHECK(1 <= years_after && years_after <= budget.decided.plan_years);
  return FactsOfYear(budget, years_after);
}

ColumnFacts FactsOfForecast(const Forecast& forecast,
                            absl::string_view record) {
  ColumnFacts facts;
  facts.key = {ColumnSource::kForecast, forecast.year};
  facts.record = std::string(record);
  for (const ForecastLine& line : forecast.lines) {
    facts.lines.push_back({.line = line.line,
                           .label = line.label,
                           .group = line.group,
                           .kind = line.kind,
                           .amount = line.amount,
                           .rule = "forecast",
                           .comment = line.comment});
  }
  if (forecast.opening_capital.has_value()) {
    facts.opening_capital = LineFact{.line = kOpeningCapital,
                                     .amount = forecast.opening_capital,
                                     .rule = "forecast"};
  }
  return facts;
}

LineFact OutcomeFact(absl::string_view line, const Figure& figure) {
  LineFact fact;
  fact.line = std::string(line);
  if (const Ore* amount = std::get_if<Ore>(&figure.value)) {
    fact.amount = *amount;
  }
  fact.rule = "outcome";
  fact.terms = {{figure.id, 1}};
  return fact;
}

ColumnFacts ToDate(const ColumnFacts& budget, int month) {
  FINSAM_CHECK(1 <= month && month <= kMonths);
  ColumnFacts facts = budget;
  if (month == kMonths) return facts;
  facts.key.month = month;
  for (LineFact& fact : facts.lines) {
    if (fact.amount.has_value()) {
      fact.amount = PartOf(*fact.amount, month, kMonths);
    }
    fact.rule = "even share";
    fact.terms = {{budget.key.FigureId(fact.line), 1}};
    fact.records.clear();
  }
  if (facts.opening_capital.has_value()) {
    facts.opening_capital->rule = "sum";
    facts.opening_capital->terms = {{budget.key.FigureId(kOpeningCapital), 1}};
    facts.opening_capital->records.clear();
  }
  return facts;
}

void DescribeFrom(const ColumnFacts& known, ColumnFacts* facts) {
  std::map<std::string, const LineFact*> lines;
  for (const LineFact& fact : known.lines) lines[fact.line] = &fact;
  for (LineFact& fact : facts->lines) {
    const auto found = lines.find(fact.line);
    if (found == lines.end()) continue;
    fact.kind = found->second->kind;
    fact.group = found->second->group;
    if (fact.label.empty()) fact.label = found->second->label;
  }
}

void CheckOutcome(const ColumnFacts& facts, absl::string_view place,
                  std::vector<Problem>* problems) {
  const auto add = [&](const std::string& line, absl::string_view message,
                       absl::string_view reason = "OUTCOME_INVALID") {
    Problem problem;
    problem.reason = std::string(reason);
    problem.field = std::string(place);
    problem.found = Shortened(line, kFoundBytesMax);
    problem.message = std::string(message);
    problems->push_back(std::move(problem));
  };
  if (facts.lines.size() > kLinesMax) {
    add(absl::StrCat(facts.lines.size()),
        absl::StrCat("Utfallet har fler rader än ", kLinesMax, "."));
    return;
  }
  const std::set<std::string> sums = {kIncomeSum, kCostsSum, kResultSum,
                                      kOpeningCapital, kClosingCapital};
  std::set<std::string> seen;
  std::map<std::string, std::string> groups;  // By slug.
  for (const LineFact& fact : facts.lines) {
    if (!IsPlainId(fact.line, kLineIdBytesMax) || sums.contains(fact.line)) {
      add(fact.line, "Radens id kan inte vara en rads.");
    }
    if (!seen.insert(fact.line).second) {
      add(fact.line, "Raden har två utfall.");
    }
    if (fact.label.size() > kOutcomeLabelBytesMax ||
        fact.group.size() > kGroupBytesMax ||
        fact.comment.size() > kCommentBytesMax) {
      add(fact.line, "En av radens texter är för lång.");
    }
    const Ore amount = fact.amount.value_or(Ore{});
    if (amount > kAmountMax || amount < -kAmountMax) {
      add(fact.line, "Utfallet är för stort.");
    }
    if (fact.group.empty()) continue;
    const std::string slug = GroupLine(fact.group);
    const auto [first, is_new] = groups.emplace(slug, fact.group);
    const bool nameless = is_new && slug == GroupLine("");
    if (!nameless && first->second == fact.group) continue;
    add(fact.group,
        nameless ? "Gruppens namn har varken bokstäver eller siffror."
                 : absl::StrCat("Gruppen kan inte skiljas från ",
                                Shortened(first->second, kFoundBytesMax), "."),
        "BUDGET_GROUP_ALIKE");
  }
  if (!facts.opening_capital.has_value()) return;
  const Ore opening = facts.opening_capital->amount.value_or(Ore{});
  if (opening > kOutcomeMax || opening < -kOutcomeMax) {
    add(kOpeningCapital, "Det ingående kapitalet är för stort.");
  }
}

std::vector<std::string> LinesInOrder(
    const std::vector<const ColumnFacts*>& columns) {
  std::list<std::string> order;
  std::map<std::string, std::list<std::string>::iterator> known;
  for (const ColumnFacts* facts : columns) {
    auto next = order.begin();
    for (const LineFact& fact : facts->lines) {
      const auto [found, is_new] = known.emplace(fact.line, next);
      if (is_new) found->second = order.insert(next, fact.line);
      next = std::next(found->second);
    }
  }
  return {order.begin(), order.end()};
}

Column MakeColumn(const ColumnFacts& facts, int64_t revision) {
  return ColumnMaker(facts, revision).Make();
}

Column DeviationsOf(ColumnSource source, const Column& minuend,
                    const Column& subtrahend, int64_t revision) {
  Column out;
  out.key = {source, minuend.key.year, minuend.key.month};
  std::map<std::string, ColumnItem> rows = subtrahend.items;
  rows.insert(minuend.items.begin(), minuend.items.end());
  for (const auto& [row, item] : rows) {
    const ColumnItem* plus = minuend.Find(row);
    const ColumnItem* minus = subtrahend.Find(row);
    const bool both = plus != nullptr && minus != nullptr;
    if (both && plus->is_cost != minus->is_cost) continue;
    if (!both && (row == kOpeningCapital || row == kClosingCapital)) continue;
    const int sign = item.is_cost ? -1 : 1;
    std::vector<std::pair<const Figure*, int>> parts;
    if (plus != nullptr) parts.emplace_back(&plus->figure, sign);
    if (minus != nullptr) parts.emplace_back(&minus->figure, -sign);
    out.items[row] = {
        SumFigure(out.key.FigureId(row), "deviation", revision, parts),
        item.is_cost, item.group};
  }
  return out;
}

Figure SumFigure(std::string id, absl::string_view rule, int64_t revision,
                 const std::vector<std::pair<const Figure*, int>>& parts) {
  Figure figure;
  figure.id = std::move(id);
  figure.provenance.service = "budget";
  figure.provenance.revision = revision;
  figure.provenance.rule = std::string(rule);
  Ore sum;
  bool known = true;
  for (const auto& [part, factor] : parts) {
    figure.provenance.terms.push_back({part->id, factor});
    const Ore* amount = std::get_if<Ore>(&part->value);
    known = known && amount != nullptr;
    if (!known) continue;
    sum += factor < 0 ? -*amount : *amount;
    known = -kSumMax <= sum && sum <= kSumMax;
  }
  if (known) figure.value = sum;
  return figure;
}

}  // namespace finsam::budget
