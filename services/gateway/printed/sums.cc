#include "services/gateway/printed/sums.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "services/gateway/printed/fold.h"

namespace finsam::gateway::printed {
namespace {

// How many totals back a total of totals may reach.
constexpr size_t kTotalsBackMax = 8;
// So few addends are said to be off by rounding when it is one unit alone.
constexpr size_t kFewAddends = 3;

using Ways = std::vector<std::vector<Addend>>;

bool IsTotal(const Row& row) { return row.kind == RowKind::kTotal; }
bool IsDetail(const Row& row) { return row.kind == RowKind::kDetail; }

// Detail rows in [first, last).
std::vector<Addend> Details(const Sheet& sheet, size_t first, size_t last) {
  std::vector<Addend> out;
  for (size_t i = first; i < last; ++i) {
    if (IsDetail(sheet.rows[i])) out.push_back({i, 1});
  }
  return out;
}

// The same with costs taken off.
std::vector<Addend> Signed(const Sheet& sheet, std::vector<Addend> addends) {
  for (Addend& addend : addends) {
    const Row& row = sheet.rows[addend.row];
    const bool cost =
        row.line == Line::kCosts || row.line == Line::kDepreciation ||
        row.line == Line::kNetCosts || row.line == Line::kFinancialCosts;
    if (cost) addend.sign = -1;
  }
  return addends;
}

// How a way of adding does in all columns.
struct Score {
  int fits = 0;  // Where it could have been wrong.
  int misses = 0;
  bool BetterThan(const Score& other) const {
    return std::pair(fits - misses, fits) >
           std::pair(other.fits - other.misses, other.fits);
  }
};

Score ScoreOf(const Sheet& sheet, const Sum& sum) {
  Score score;
  for (size_t column = 0; column < sheet.columns.size(); ++column) {
    const auto total = sheet.Value(sum.total, column);
    const auto made = SumOf(sheet, sum, column);
    if (!total.has_value() || !made.has_value()) continue;
    int nonzero = 0;
    for (const Addend& addend : sum.addends) {
      nonzero += Contribution(sheet, addend.row, column).value_or(0) != 0;
    }
    const Fit fit = FitOf(*made - *total, sum.addends.size(),
                          StepOf(sheet, sum.total, column));
    if (!Fits(fit)) {
      ++score.misses;
    } else if (nonzero >= 2 && *total != 0) {
      ++score.fits;
    }
  }
  return score;
}

// Whether the table puts its totals before their parts.
bool TotalsFirst(const Sheet& sheet) {
  return !sheet.rows.empty() && IsTotal(sheet.rows.front()) &&
         sheet.rows.size() > 2 && IsDetail(sheet.rows[1]);
}

// Totals with income less those with costs, as their labels tell.
std::vector<Addend> IncomeLessCosts(const Sheet& sheet, size_t total) {
  std::optional<size_t> income;
  std::optional<size_t> costs;
  for (size_t i = 0; i < total; ++i) {
    const Row& row = sheet.rows[i];
    if (!IsTotal(row)) continue;
    const bool cost =
        row.line == Line::kCosts || HasAny(row.folded, {"kostnad*", "utgift*"});
    if (cost) {
      costs = i;
    } else if (row.line == Line::kIncome || SaysIncome(row.folded)) {
      income = i;
    }
  }
  if (!income.has_value() || !costs.has_value()) return {};
  return {{*income, 1}, {*costs, -1}};
}

bool IsResult(Line line) {
  return line == Line::kResult || line == Line::kPreliminaryClosing ||
         line == Line::kResultBeforeFinancial || line == Line::kNetCosts ||
         line == Line::kResultAfterFinancial;
}

// The ways in which a total may be made, the likeliest first.
Ways WaysOf(const Sheet& sheet, size_t total) {
  std::vector<size_t> totals;
  for (size_t i = 0; i < total; ++i) {
    if (IsTotal(sheet.rows[i])) totals.push_back(i);
  }
  const size_t since = totals.empty() ? 0 : totals.back() + 1;
  size_t next = total + 1;
  while (next < sheet.rows.size() && !IsTotal(sheet.rows[next])) ++next;
  Ways ways;
  if (IsResult(sheet.rows[total].line)) {
    ways.push_back(IncomeLessCosts(sheet, total));
    ways.push_back(Signed(sheet, Details(sheet, 0, total)));
    ways.push_back(Signed(sheet, Details(sheet, since, total)));
  }
  const std::vector<Addend> below = Details(sheet, total + 1, next);
  if (TotalsFirst(sheet)) ways.push_back(below);
  ways.push_back(Details(sheet, since, total));
  ways.push_back(Details(sheet, 0, total));
  for (size_t back = 1; back <= std::min(totals.size(), kTotalsBackMax);
       ++back) {
    std::vector<Addend> way = Details(sheet, since, total);
    std::vector<Addend> alone;
    for (size_t i = totals.size() - back; i < totals.size(); ++i) {
      way.push_back({totals[i], 1});
      alone.push_back({totals[i], 1});
    }
    if (TotalsFirst(sheet)) ways.push_back(std::move(alone));
    ways.push_back(way);
    ways.push_back(Signed(sheet, std::move(way)));
  }
  for (size_t back = 2; back <= std::min(totals.size(), kTotalsBackMax);
       ++back) {
    // One less the other, in plans whose totals have no telling labels.
    ways.push_back({{totals[totals.size() - back], 1}, {totals.back(), -1}});
  }
  if (!TotalsFirst(sheet)) ways.push_back(below);
  ways.push_back(Details(sheet, since, total));
  std::erase_if(ways, [](const auto& way) { return way.empty(); });
  return ways;
}

// Whether the first way may be held against a total that fits nowhere: its
// label says a sum, and there is no other way to see the table.
bool FirstWayIsMeant(const Sheet& sheet, size_t total,
                     const std::vector<Addend>& way) {
  const Row& row = sheet.rows[total];
  if (way.size() < 2 || IsResult(row.line)) return false;
  if (!SaysTotal(row.folded)) return false;
  if (sheet.kind == SheetKind::kOther) return false;
  const int64_t totals =
      std::count_if(sheet.rows.begin(), sheet.rows.end(), IsTotal);
  if (totals == 1) return total + 1 == sheet.rows.size();
  // Subtotals of a budget: each sums its own rows.
  return absl::StartsWith(row.folded, "delsumma") ||
         absl::StartsWith(row.folded, "summa");
}

}  // namespace

Fit FitOf(int64_t difference, size_t addends, int64_t step) {
  const int64_t size = std::abs(difference);
  if (size == 0) return Fit::kTie;
  if (step == 0) return Fit::kError;
  // Cells that are printed finer than their step leave a rest of half a step.
  const int64_t units = (size + step / 2) / step;
  if (units <= (addends <= kFewAddends ? 1 : 2)) return Fit::kRounding;
  return units <= static_cast<int64_t>((addends + 1) / 2) ? Fit::kPossible
                                                          : Fit::kError;
}

std::optional<int64_t> Contribution(const Sheet& sheet, size_t row,
                                    size_t column) {
  const auto own = sheet.Value(row, column);
  if (own.has_value()) return own;
  std::optional<int64_t> parts;
  for (size_t i = row + 1; i < sheet.rows.size(); ++i) {
    if (sheet.rows[i].parent != static_cast<int>(row)) continue;
    const auto value = sheet.Value(i, column);
    if (value.has_value()) parts = parts.value_or(0) + *value;
  }
  return parts;
}

std::optional<int64_t> SumOf(const Sheet& sheet, const Sum& sum,
                             size_t column) {
  const Quantity* total = sheet.At(sum.total, column);
  std::optional<int64_t> made;
  for (const Addend& addend : sum.addends) {
    const Quantity* cell = sheet.At(addend.row, column);
    if (total != nullptr && cell != nullptr &&
        cell->measure != total->measure) {
      return std::nullopt;
    }
    const auto value = Contribution(sheet, addend.row, column);
    if (!value.has_value()) continue;
    // A cost that is printed below zero has its sign already.
    const int sign = *value < 0 && addend.sign < 0 ? 1 : addend.sign;
    made = made.value_or(0) + sign * *value;
  }
  return made;
}

int64_t StepOf(const Sheet& sheet, size_t row, size_t column) {
  const Quantity* cell = sheet.At(row, column);
  if (cell == nullptr || cell->measure == Measure::kCount) return 0;
  return cell->measure == Measure::kMoney ? std::max(sheet.unit, cell->step)
                                          : cell->step;
}

std::vector<Sum> SumsOf(const Sheet& sheet) {
  std::vector<Sum> sums;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    if (!IsTotal(sheet.rows[i])) continue;
    const Ways ways = WaysOf(sheet, i);
    if (ways.empty()) continue;
    const std::vector<Addend>* best = nullptr;
    Score best_score;
    for (const std::vector<Addend>& way : ways) {
      const Score score = ScoreOf(sheet, {i, way});
      if (best == nullptr || score.BetterThan(best_score)) {
        best = &way;
        best_score = score;
      }
    }
    if (best_score.fits >= 1 && best_score.fits >= best_score.misses) {
      sums.push_back({i, *best});
    } else if (FirstWayIsMeant(sheet, i, ways.front())) {
      sums.push_back({i, ways.front()});
    }
  }
  return sums;
}

namespace {

// How many rows a way of adding columns fits, and how many it does not.
Score ColumnScore(const Sheet& sheet, const ColumnSum& sum) {
  Score score;
  for (size_t row = 0; row < sheet.rows.size(); ++row) {
    const auto total = sheet.Value(row, sum.total);
    int64_t made = 0;
    int addends = 0;
    for (const Addend& addend : sum.addends) {
      const auto value = sheet.Value(row, addend.row);
      addends += value.value_or(0) != 0;
      made += addend.sign * value.value_or(0);
    }
    if (!total.has_value() || addends == 0) continue;
    const Fit fit =
        FitOf(made - *total, sum.addends.size(), StepOf(sheet, row, sum.total));
    Fits(fit) ? ++score.fits : ++score.misses;
  }
  return score;
}

void AddBest(const Sheet& sheet, const std::vector<ColumnSum>& ways,
             bool certain, std::vector<ColumnSum>* out) {
  const ColumnSum* best = nullptr;
  Score best_score;
  for (const ColumnSum& way : ways) {
    const Score score = ColumnScore(sheet, way);
    if (best == nullptr || score.BetterThan(best_score)) {
      best = &way;
      best_score = score;
    }
  }
  if (best == nullptr) return;
  if (certain ||
      (best_score.fits >= 2 && best_score.fits > best_score.misses)) {
    out->push_back(*best);
  }
}

}  // namespace

std::vector<ColumnSum> ColumnSumsOf(const Sheet& sheet) {
  std::vector<ColumnSum> sums;
  for (size_t i = 0; i < sheet.columns.size(); ++i) {
    const Column& column = sheet.columns[i];
    ColumnSum all{i, {}};
    ColumnSum genders{i, {}};
    std::optional<size_t> income;
    std::optional<size_t> cost;
    for (size_t j = 0; j < sheet.columns.size(); ++j) {
      const Column& other = sheet.columns[j];
      if (j != i) all.addends.push_back({j, 1});
      const Gender gender = GenderOf(other.folded);
      if (j != i && gender != Gender::kNone && gender != Gender::kAll) {
        genders.addends.push_back({j, 1});
      }
      if (other.meaning.year != column.meaning.year ||
          other.meaning.role != column.meaning.role) {
        continue;
      }
      if (other.meaning.part == Part::kIncome) income = j;
      if (other.meaning.part == Part::kCost) cost = j;
    }
    if (HasAny(column.folded, {"totalt", "summa", "total", "alla"}) &&
        sheet.kind == SheetKind::kPeople) {
      const bool certain = genders.addends.size() >= 2;
      AddBest(sheet, certain ? std::vector{genders} : std::vector{all}, certain,
              &sums);
    }
    if (column.meaning.part == Part::kNet && income && cost) {
      AddBest(
          sheet,
          {{i, {{*income, 1}, {*cost, 1}}}, {i, {{*income, 1}, {*cost, -1}}}},
          /*certain=*/false, &sums);
    }
  }
  return sums;
}

}  // namespace finsam::gateway::printed
