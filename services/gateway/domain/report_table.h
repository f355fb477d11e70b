// One table of a report: a service's table with the rows and columns that the
// layout asks for, and the ids of the cells that it makes. Pure.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_REPORT_TABLE_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_REPORT_TABLE_H_

#include <optional>
#include <string>

#include "common/figure/table.h"
#include "services/gateway/domain/facts.h"
#include "services/gateway/domain/report_layout.h"

namespace finsam::gateway {

// `source` as `spec` prints it. Cells of the budget, of changes, and of
// deviations in rows that show costs with a minus are figures of their own,
// which are added to `figures`; it holds the services' already, other
// deviations among them. A cell that nothing fills is blank.
Table BuildTable(const TableSpec& spec, const YearFacts& facts,
                 const Table& source, FigureIndex* figures);

// What a column is called: "2024", "budget-2024", "deviation-2024",
// "change-2024-2023", "financed-shares-2024".
std::string ColumnIdOf(const ColumnSpec& column, int year);

// The budget row that fills `row` of a column, if any.
std::optional<BudgetRow> BudgetRowFor(const ColumnSpec& column,
                                      const std::string& row);

// "income-statement/result/2024", "budget/kansli/2024"
std::string YearCellId(const std::string& table, const std::string& row,
                       int year);
std::string BudgetFigureId(const std::string& line, int year);

// The id of a budget or deviation cell: "note-3/kansli/budget-2024".
std::string BudgetCellId(const std::string& table, const std::string& row,
                         int year);
std::string DeviationCellId(const std::string& table, const std::string& row,
                            int year);

// The id of a cell with the change of a row since another year:
// "income-statement/result/change-2024-2023".
std::string ChangeCellId(const std::string& table, const std::string& row,
                         int year, int from_year);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_REPORT_TABLE_H_
