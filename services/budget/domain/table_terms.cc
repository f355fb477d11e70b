#include "services/budget/domain/table_terms.h"

#include <algorithm>
#include <set>

namespace finsam::budget {
namespace {

class TermFinder {
 public:
  TermFinder(const TableLayoutTable& layout,
             const std::vector<const ColumnFacts*>& facts,
             const RowsOfLines& rows)
      : facts_(facts), rows_(rows) {
    for (const TableRowLayout& row : layout.rows) {
      if (row.source != TableRowSource::kGroup) named_.insert(row.Id());
    }
  }

  // Adds the rows that `id` is shown as; false when some have none. A total
  // is not its own term.
  bool Add(const std::string& id, int factor, bool is_total,
           std::vector<RowTerm>* terms) const {
    if (!is_total && named_.contains(id)) {
      terms->push_back({id, factor});
      return true;
    }
    if (id == kResultSum || id == kClosingCapital) {
      return (id == kResultSum || Add(kOpeningCapital, factor, false, terms)) &&
             Add(kIncomeSum, factor, false, terms) &&
             Add(kCostsSum, -factor, false, terms);
    }
    if (id == kOpeningCapital) {
      return std::none_of(facts_.begin(), facts_.end(),
                          [](const ColumnFacts* facts) {
                            return facts->opening_capital.has_value();
                          });
    }
    return AddLines(id, factor, terms);
  }

 private:
  bool AddLines(const std::string& id, int factor,
                std::vector<RowTerm>* terms) const {
    std::set<std::string> seen;
    for (const ColumnFacts* facts : facts_) {
      for (const LineFact& fact : facts->lines) {
        const bool is_in =
            id == fact.line ||
            id == (fact.kind == Kind::kCost ? kCostsSum : kIncomeSum) ||
            (!fact.group.empty() && id == GroupLine(fact.group));
        if (!is_in || !seen.insert(fact.line).second) continue;
        const auto found = rows_.find(fact.line);
        if (found == rows_.end()) return false;
        for (const std::string& row : found->second) {
          terms->push_back({row, factor});
        }
      }
    }
    return true;
  }

  const std::vector<const ColumnFacts*>& facts_;
  const RowsOfLines& rows_;
  std::set<std::string> named_;
};

// True when some total of the table counts all of `sum`: income or costs.
bool CountsAll(const TableLayoutTable& layout, const std::string& sum) {
  const auto counts = [&](const std::string& id) {
    return id == sum || id == kResultSum || id == kClosingCapital;
  };
  return std::any_of(
      layout.rows.begin(), layout.rows.end(), [&](const TableRowLayout& row) {
        return (row.source == TableRowSource::kTotal && row.of.empty() &&
                counts(row.name)) ||
               std::any_of(row.of.begin(), row.of.end(),
                           [&](const TotalTerm& t) { return counts(t.id); });
      });
}

}  // namespace

void SetRowTerms(const TableLayoutTable& layout,
                 const std::vector<const ColumnFacts*>& facts,
                 const RowsOfLines& rows, Table* table) {
  const TermFinder finder(layout, facts, rows);
  std::map<std::string, std::vector<RowTerm>> terms_of;
  for (const TableRowLayout& row : layout.rows) {
    if (row.source != TableRowSource::kTotal &&
        row.source != TableRowSource::kSubtotal) {
      continue;
    }
    std::vector<RowTerm> terms;
    bool is_whole =
        !row.of.empty() || finder.Add(row.Id(), 1, /*is_total=*/true, &terms);
    for (const TotalTerm& term : row.of) {
      is_whole = is_whole && finder.Add(term.id, term.factor, false, &terms);
    }
    if (is_whole) terms_of[row.Id()] = std::move(terms);
  }
  for (TableRow& row : table->rows) {
    if (row.kind == RowKind::kTotal) row.terms = terms_of[row.id];
  }
}

std::vector<std::string> HiddenLines(
    const TableLayoutTable& layout,
    const std::vector<const ColumnFacts*>& facts, const RowsOfLines& rows) {
  const bool shows_lines = std::any_of(
      layout.rows.begin(), layout.rows.end(), [](const TableRowLayout& row) {
        return row.source == TableRowSource::kLine ||
               row.source == TableRowSource::kGroup;
      });
  if (!shows_lines) return {};
  const bool income = CountsAll(layout, kIncomeSum);
  const bool costs = CountsAll(layout, kCostsSum);
  std::vector<std::string> hidden;
  std::set<std::string> seen;
  for (const ColumnFacts* column : facts) {
    for (const LineFact& fact : column->lines) {
      const bool is_counted = fact.kind == Kind::kCost ? costs : income;
      if (is_counted && fact.amount != Ore{} && !rows.contains(fact.line) &&
          seen.insert(fact.line).second) {
        hidden.push_back(fact.line);
      }
    }
  }
  return hidden;
}

}  // namespace finsam::budget
