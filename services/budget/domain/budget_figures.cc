// A version's figures.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {
namespace {

// Makes the figures of one year of a version: the budget year or a plan year.
class YearFigures {
 public:
  YearFigures(const Budget& budget, int64_t revision, int years_after,
              std::vector<Figure>* out)
      : budget_(budget), revision_(revision), after_(years_after), out_(*out) {}

  void AddAll() {
    for (const Line& line : budget_.decided.lines) AddLine(line);
    const Sums sums = SumsOf(budget_.decided.lines, after_);
    AddSum(Kind::kIncome, kIncomeSum, sums.income);
    AddSum(Kind::kCost, kCostsSum, sums.costs);
    Figure& result = Add(kResultSum, sums.result(), "sum");
    result.provenance.terms = {{Id(kIncomeSum), 1}, {Id(kCostsSum), -1}};
    AddContributions();
    AddGroups();
    AddCapital(sums);
  }

 private:
  std::string Id(absl::string_view line) const { return IdIn(line, after_); }

  std::string IdIn(absl::string_view line, int years_after) const {
    const int year = budget_.year.year + years_after;
    return years_after == 0 ? BudgetFigureId(line, year)
                            : PlanFigureId(line, year);
  }

  Figure& Add(absl::string_view line, Ore amount, absl::string_view rule) {
    Figure& figure = out_.emplace_back();
    figure.id = Id(line);
    figure.value = amount;
    figure.provenance.service = "budget";
    figure.provenance.revision = revision_;
    figure.provenance.rule = std::string(rule);
    return figure;
  }

  void AddLine(const Line& line) {
    const std::optional<Ore> amount = AmountIn(line, after_);
    if (!amount.has_value()) return;
    Add(line.id, *amount, "decided")
        .provenance.records.push_back(
            absl::StrCat(budget_.Name(), "#", line.id));
  }

  // A sum of the lines of `kind`. Without such lines it has no terms, and
  // comes from the decision as a whole.
  void AddSum(Kind kind, absl::string_view name, Ore amount) {
    Figure& figure = Add(name, amount, "sum");
    for (const Line& line : budget_.decided.lines) {
      if (line.kind != kind || !AmountIn(line, after_)) continue;
      figure.provenance.terms.push_back({Id(line.id), 1});
    }
    if (figure.provenance.terms.empty()) {
      figure.provenance.records.push_back(budget_.Name());
    }
  }

  void AddContributions() {
    const std::optional<Ore> sum = ContributionsIn(budget_.decided, after_);
    if (!sum.has_value()) return;
    Figure& figure = Add(kContributionsSum, *sum, "sum");
    for (const Line& line : budget_.decided.lines) {
      if (line.member.empty() || !AmountIn(line, after_)) continue;
      figure.provenance.terms.push_back({Id(line.id), 1});
    }
  }

  void AddGroups() {
    struct Group {
      Sums sums;
      std::vector<const Line*> lines;
    };
    std::vector<std::string> order;
    std::map<std::string, Group> groups;
    for (const Line& line : budget_.decided.lines) {
      const std::optional<Ore> amount = AmountIn(line, after_);
      if (line.group.empty() || !amount.has_value()) continue;
      const auto [at, is_new] = groups.emplace(line.group, Group{});
      if (is_new) order.push_back(line.group);
      Sums& sums = at->second.sums;
      (line.kind == Kind::kIncome ? sums.income : sums.costs) += *amount;
      at->second.lines.push_back(&line);
    }
    for (const std::string& name : order) {
      const Group& group = groups[name];
      bool income = false;
      for (const Line* line : group.lines) {
        income = income || line->kind == Kind::kIncome;
      }
      Figure& figure =
          Add(GroupLine(name), income ? group.sums.result() : group.sums.costs,
              "sum");
      for (const Line* line : group.lines) {
        figure.provenance.terms.push_back(
            {Id(line->id), income && line->kind == Kind::kCost ? -1 : 1});
      }
    }
  }

  void AddCapital(const Sums& sums) {
    const std::optional<Ore> opening =
        OpeningCapitalIn(budget_.decided, after_);
    if (!opening.has_value()) return;
    if (after_ == 0) {
      Add(kOpeningCapital, *opening, "decided")
          .provenance.records.push_back(
              absl::StrCat(budget_.Name(), "#", kOpeningCapital));
    } else {
      Add(kOpeningCapital, *opening, "sum").provenance.terms = {
          {IdIn(kClosingCapital, after_ - 1), 1}};
    }
    Add(kClosingCapital, *opening + sums.result(), "sum").provenance.terms = {
        {Id(kOpeningCapital), 1}, {Id(kResultSum), 1}};
  }

  const Budget& budget_;
  const int64_t revision_;
  const int after_;
  std::vector<Figure>& out_;
};

}  // namespace

std::string BudgetFigureId(absl::string_view line, int year) {
  return absl::StrCat("budget/", line, "/", year);
}

std::string PlanFigureId(absl::string_view line, int year) {
  return absl::StrCat("plan/", line, "/", year);
}

std::string GroupLine(absl::string_view group) {
  return absl::StrCat("group.", Slug(group).substr(0, kLineIdBytesMax));
}

std::vector<Figure> FiguresOf(const Budget& budget, int64_t revision) {
  std::vector<Figure> figures;
  for (int i = 0; i <= budget.decided.plan_years; ++i) {
    YearFigures(budget, revision, i, &figures).AddAll();
  }
  return figures;
}

}  // namespace finsam::budget
