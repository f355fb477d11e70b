#include "services/gateway/report_tables.h"

#include <map>

#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

void Collect(const v1::Section& section, std::map<std::string, int>* times,
             std::vector<ReportTable>* tables) {
  for (const v1::Block& block : section.blocks()) {
    if (!block.has_table()) continue;
    const common::v1::Table& table = block.table();
    const int time = ++(*times)[table.id()];
    tables->push_back(
        {time == 1 ? table.id() : absl::StrCat(table.id(), ".", time),
         table.title().empty() ? section.title() : table.title(), &table});
  }
  for (const v1::Section& inner : section.sections()) {
    Collect(inner, times, tables);
  }
}

}  // namespace

std::vector<ReportTable> TablesOf(const v1::Report& report) {
  std::map<std::string, int> times;
  std::vector<ReportTable> tables;
  for (const v1::Section& section : report.sections()) {
    Collect(section, &times, &tables);
  }
  return tables;
}

}  // namespace finsam::gateway
