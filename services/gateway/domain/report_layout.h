// The layout of a report: which sections, in what order, with which texts and
// tables. Data per association and year (docs/year-folder.md).

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_REPORT_LAYOUT_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_REPORT_LAYOUT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/figure/table.h"

namespace finsam::gateway {

// Which of a year's reports (årsredovisning, delårsrapport, verksamhetsplan).
// A question that names none means the first of those that the year has.
enum class ReportKind { kAnnual, kInterim, kPlan };

inline const char* KindInSwedish(ReportKind kind) {
  switch (kind) {
    case ReportKind::kAnnual:
      break;
    case ReportKind::kInterim:
      return "delårsrapport";
    case ReportKind::kPlan:
      return "verksamhetsplan";
  }
  return "årsredovisning";
}

// Where a row's budget comes from: a budget line's id, or "income", "costs",
// "result". `negated`: the row shows costs with a minus, so the budget's sign
// is turned.
struct BudgetRow {
  std::string row;
  std::string budget_line;
  bool negated = false;
  int64_t file_line = 0;
};

struct ColumnSpec {
  enum class Kind { kYear, kBudget, kDeviation, kChange };
  Kind kind = Kind::kYear;
  std::string label;
  int year = 0;  // kYear, kChange.
  // kYear: the table whose rows of the same ids fill the column; empty: the
  // table's own.
  std::string of = {};
  int from_year = 0;            // kChange: what `year` is compared with.
  std::vector<BudgetRow> rows;  // kBudget, kDeviation.
  // kBudget: every row takes the budget line of its own id, and the row
  // "total" takes the budget's costs.
  bool same_rows = false;
};

// A drawing of the table, and where the layout asks for it.
struct ChartSpec {
  TableChart chart;
  int64_t file_line = 0;
};

struct TableSpec {
  std::string table_id;
  std::string title;                // Empty: the table's own.
  std::vector<ColumnSpec> columns;  // Empty: the table's own.
  int64_t file_line = 0;
  // The rows to print, or with `omits_rows` those not to; empty: all of them.
  // A heading is printed above a row that is.
  std::vector<std::string> rows = {};
  bool omits_rows = false;
  // Nothing: the table's own; else these instead.
  std::optional<std::vector<ChartSpec>> charts = {};
};

struct TextSpec {
  std::string file;  // "text/ordforanden.md"
  int64_t file_line = 0;
  // What the text gives the reason for, as figure ids without year:
  // "budget/result". Checks ask no more for it.
  std::vector<std::string> explains = {};
};

struct SectionSpec {
  std::string id;  // "section-1.4", unique.
  std::string number;
  std::string title;
  std::vector<std::variant<TextSpec, TableSpec>> content;
  std::vector<SectionSpec> sections;
};

struct ReportLayout {
  std::string title;
  std::vector<SectionSpec> sections;
  ReportKind kind = ReportKind::kAnnual;
  // Of an interim report the last month that counts, as 201706; else 0.
  int through = 0;
  // The ledger's statement whose line ids are those of budget lines, income
  // and costs positive; empty: the budget gets no outcomes.
  std::string outcomes = {};
  // The own capital that the year began with, as a figure id without year; may
  // be empty.
  std::string opening_capital = {};
  int64_t outcomes_line = 0;  // In the file; and of opening_capital, through.
  int64_t opening_capital_line = 0;
  int64_t through_line = 0;
};

// Visits every section, parents first.
template <typename Visit>
void ForEachSection(const std::vector<SectionSpec>& sections,
                    const Visit& visit) {
  for (const SectionSpec& section : sections) {
    visit(section);
    ForEachSection(section.sections, visit);
  }
}

// Visits every table, in the report's order.
template <typename Visit>
void ForEachTable(const ReportLayout& layout, const Visit& visit) {
  ForEachSection(layout.sections, [&visit](const SectionSpec& section) {
    for (const auto& content : section.content) {
      if (const auto* table = std::get_if<TableSpec>(&content)) visit(*table);
    }
  });
}

// Visits every text, in the report's order.
template <typename Visit>
void ForEachText(const ReportLayout& layout, const Visit& visit) {
  ForEachSection(layout.sections, [&visit](const SectionSpec& section) {
    for (const auto& content : section.content) {
      if (const auto* text = std::get_if<TextSpec>(&content)) visit(*text);
    }
  });
}

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_REPORT_LAYOUT_H_
