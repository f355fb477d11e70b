// A small annual report with everything that a report can hold, for the tests
// of its renderings. The numbers are Finnveden's for 2024.

#ifndef FINSAM_TESTS_GATEWAY_SAMPLE_REPORT_H_
#define FINSAM_TESTS_GATEWAY_SAMPLE_REPORT_H_

#include <string>
#include <vector>

#include "common/figure/table.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// A row of kronor; "–" is written for std::nullopt amounts by the caller.
struct AmountRow {
  std::string id;
  std::string label;
  RowKind kind = RowKind::kDetail;
  std::string note;
  std::vector<int64_t> kronor;  // One per column; none for a heading.
};

// A table of kronor with the given columns.
Table AmountTable(const std::string& id, const std::string& title,
                  const std::vector<TableColumn>& columns,
                  const std::vector<AmountRow>& rows);

// A section with one text, made of `file` as an author would write it. Every
// reference gets `value`.
v1::Section TextSection(const std::string& title, const std::string& file,
                        const Value& value = Ore{-51'835'947});

// A section with one table.
v1::Section TableSection(const std::string& title, const Table& table);

// The whole report.
v1::Report SampleReport();

// Two findings about it.
v1::CheckReportResponse SampleFindings();

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_SAMPLE_REPORT_H_
