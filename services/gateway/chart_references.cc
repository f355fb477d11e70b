#include "services/gateway/chart_references.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/gateway/domain/report_table.h"
#include "services/gateway/report_files.h"
#include "services/gateway/report_layout_file.h"

namespace finsam::gateway {
namespace {

constexpr char kParticipants[] = "participants";

struct KnownTable {
  std::set<std::string> rows;
  std::set<std::string> columns;
};

// By table id, as the figures' ids tell.
std::map<std::string, KnownTable> KnownTables(
    const std::vector<std::string>& figure_ids) {
  std::map<std::string, KnownTable> tables;
  for (const std::string& id : figure_ids) {
    const std::vector<std::string> parts = absl::StrSplit(id, '/');
    KnownTable& table = tables[parts[0]];
    if (parts.size() == 3) {
      table.rows.insert(parts[1]);
      table.columns.insert(parts[2]);
    } else if (parts.size() == 5 && parts[0] == kParticipants) {
      // participants/enter/deltagare/women/2024
      table.rows.insert(absl::StrCat(parts[1], "/", parts[2], "/", parts[4]));
      table.columns.insert(parts[3]);
    }
  }
  return tables;
}

// Those of `table` that `spec` prints.
KnownTable PrintedOf(const TableSpec& spec, int year, KnownTable table) {
  if (!spec.columns.empty()) {
    table.columns.clear();
    for (const ColumnSpec& column : spec.columns) {
      table.columns.insert(ColumnIdOf(column, year));
    }
  }
  if (spec.rows.empty()) return table;
  const std::set<std::string> named(spec.rows.begin(), spec.rows.end());
  std::erase_if(table.rows, [&](const std::string& row) {
    return named.contains(row) == spec.omits_rows;
  });
  return table;
}

}  // namespace

void CheckChartReferences(const ReportLayout& layout, int year,
                          const std::vector<std::string>& figure_ids,
                          const std::vector<std::string>& table_ids,
                          std::vector<Problem>* problems) {
  const std::map<std::string, KnownTable> tables = KnownTables(figure_ids);
  const auto require = [&](const std::vector<std::string>& named,
                           const std::set<std::string>& known, int64_t line,
                           const char* reason, const char* message) {
    for (const std::string& id : named) {
      if (known.contains(id)) continue;
      problems->push_back(
          {Severity::kError, reason, LayoutFileOf(layout.kind), line, "charts",
           id, NearestId(id, {known.begin(), known.end()}), message});
    }
  };
  ForEachTable(layout, [&](const TableSpec& spec) {
    const auto table = tables.find(spec.table_id);
    const bool of_service = std::find(table_ids.begin(), table_ids.end(),
                                      spec.table_id) != table_ids.end();
    if (!spec.charts.has_value() || table == tables.end() ||
        (of_service && spec.table_id != kParticipants)) {
      return;
    }
    const KnownTable known = PrintedOf(spec, year, table->second);
    for (const ChartSpec& spec_of : *spec.charts) {
      require(spec_of.chart.rows, known.rows, spec_of.file_line,
              "REPORT_ROW_UNKNOWN", "tabellen har ingen sådan rad att rita");
      require(spec_of.chart.columns, known.columns, spec_of.file_line,
              "REPORT_COLUMN_UNKNOWN",
              "tabellen har ingen sådan kolumn att rita");
    }
  });
}

}  // namespace finsam::gateway
