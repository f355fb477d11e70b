// Which rows of a table a total's row is the sum of, and which lines a total
// counts that nobody sees. Parts of tables.cc.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_TABLE_TERMS_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_TABLE_TERMS_H_

#include <map>
#include <string>
#include <vector>

#include "common/figure/table.h"
#include "services/budget/domain/column_facts.h"
#include "services/budget/domain/table_layout.h"

namespace finsam::budget {

// Ids of the rows that each line has; a line that changed groups has several.
using RowsOfLines = std::map<std::string, std::vector<std::string>>;

// Sets the terms of the totals of `table`: rows that the layout names where
// there is one, else the rows of the lines. None when some line or capital has
// no row. `facts` are behind the table's columns.
void SetRowTerms(const TableLayoutTable& layout,
                 const std::vector<const ColumnFacts*>& facts,
                 const RowsOfLines& rows, Table* table);

// Lines without a row that have an amount which income, costs or a sum of them
// in the table counts. None of a table that has rows for sums alone.
std::vector<std::string> HiddenLines(
    const TableLayoutTable& layout,
    const std::vector<const ColumnFacts*>& facts, const RowsOfLines& rows);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_TABLE_TERMS_H_
