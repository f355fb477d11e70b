#include "services/ledger/domain/balance_index.h"

#include <algorithm>

#include "services/ledger/domain/selection.h"

namespace finsam::ledger {

Ore MeasuredSums::Get(Measure measure) const {
  switch (measure) {
    case Measure::kOpening:
      return opening;
    case Measure::kMovement:
      return movement;
    case Measure::kClosing:
      return opening + movement;
    case Measure::kDebits:
      return debits;
    case Measure::kCredits:
      return movement - debits;
  }
  return {};
}

void BalanceIndex::Run::Add(const YearBalance& row) {
  const MeasuredSums& before = totals.back();
  accounts.push_back(row.account);
  totals.push_back({before.opening + row.opening,
                    before.movement + row.movement,
                    before.debits + row.debits});
}

size_t BalanceIndex::Run::Begin(int32_t first_account) const {
  return static_cast<size_t>(
      std::lower_bound(accounts.begin(), accounts.end(), first_account) -
      accounts.begin());
}

size_t BalanceIndex::Run::End(int32_t last_account) const {
  return static_cast<size_t>(
      std::upper_bound(accounts.begin(), accounts.end(), last_account) -
      accounts.begin());
}

BalanceIndex::BalanceIndex(const YearBalances& balances,
                           const std::set<int32_t>& dimensions)
    : has_turnover_(balances.has_turnover), through_(balances.through) {
  std::vector<const YearBalance*> rows;
  rows.reserve(balances.rows.size());
  for (const YearBalance& row : balances.rows) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const YearBalance* a, const YearBalance* b) {
                     return a->account < b->account;
                   });
  Run& all = runs_[{0, ""}];
  for (const YearBalance* row : rows) {
    all.Add(*row);
    for (const int32_t dimension : dimensions) {
      const std::string* object = ObjectIn(row->objects, dimension);
      runs_[{dimension, object == nullptr ? "" : *object}].Add(*row);
    }
  }
}

void BalanceIndex::AddTo(const Key& key, const AccountSelection& selection,
                         MeasuredSums* sum) const {
  const auto found = runs_.find(key);
  if (found == runs_.end()) return;
  const Run& run = found->second;
  const size_t begin = run.Begin(selection.first_account);
  const size_t end = run.End(selection.last_account);
  if (end <= begin) return;
  sum->opening += run.totals[end].opening - run.totals[begin].opening;
  sum->movement += run.totals[end].movement - run.totals[begin].movement;
  sum->debits += run.totals[end].debits - run.totals[begin].debits;
}

MeasuredSums BalanceIndex::Sum(
    const std::vector<AccountSelection>& selections) const {
  MeasuredSums sum;
  for (const AccountSelection& selection : selections) {
    if (selection.objects.empty()) {
      AddTo({selection.dimension, ""}, selection, &sum);
      continue;
    }
    for (const std::string& object : selection.objects) {
      AddTo({selection.dimension, object}, selection, &sum);
    }
  }
  return sum;
}

std::vector<std::string> BalanceIndex::UsedObjects(
    const AccountRange& range, const ObjectFilter& except) const {
  std::vector<std::string> used;
  const auto end = runs_.lower_bound({except.dimension + 1, ""});
  for (auto it = runs_.upper_bound({except.dimension, ""}); it != end; ++it) {
    const std::string& object = it->first.second;
    const Run& run = it->second;
    const bool excepted =
        std::find(except.objects.begin(), except.objects.end(), object) !=
        except.objects.end();
    if (!excepted && run.Begin(range.first) < run.End(range.last)) {
      used.push_back(object);
    }
  }
  return used;
}

std::vector<AccountSelection> BalanceIndex::Selections(const Line& line) const {
  std::vector<AccountSelection> selections;
  for (const AccountRange& range : line.accounts) {
    AccountSelection selection{range.first, range.last, 0, {}};
    if (!line.objects.has_value()) {
      selections.push_back(selection);
      continue;
    }
    const ObjectFilter& filter = *line.objects;
    selection.dimension = filter.dimension;
    if (filter.kind == ObjectFilter::Kind::kAny) {
      selection.objects = filter.objects;
      selections.push_back(selection);
      continue;
    }
    selections.push_back(selection);  // Those without an object.
    if (filter.kind == ObjectFilter::Kind::kNone) continue;
    selection.objects = UsedObjects(range, filter);
    if (!selection.objects.empty()) selections.push_back(selection);
  }
  return selections;
}

}  // namespace finsam::ledger
