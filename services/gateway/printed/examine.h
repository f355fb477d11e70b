// Examines a published document by its printed figures alone: its tables
// against themselves and one another, its texts against its tables, all of it
// against law and, where they are given, earlier documents. Pure.
//
// Rules are general: none knows a document. What cannot be recognised is not
// compared, and the summary shows how much was. Of what may be right in some
// document a finding asks for an explanation; "error" is kept for what
// contradicts itself.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_EXAMINE_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_EXAMINE_H_

#include <string>
#include <vector>

#include "services/gateway/domain/checks.h"
#include "services/gateway/printed/document.h"

namespace finsam::gateway::printed {

// How a table was understood.
struct TableReading {
  std::string id;
  std::string caption;
  std::string kind;          // Swedish: "resultaträkning".
  std::string unit;          // "kr", "tkr", "mnkr", "%", "antal".
  bool unit_stated = false;  // Else it was inferred.
};

struct Examination {
  std::vector<Finding> findings;      // Gravest first, then by id.
  std::vector<CheckSummary> summary;  // By code.
  std::vector<TableReading> tables;   // In the document's order.
  std::vector<std::string> repairs;   // Swedish: what was read otherwise.
  int left_out = 0;                   // Findings beyond what one rule keeps.
};

// `previous` are other documents, of the same association for what is
// compared; their order does not matter.
Examination Examine(const Document& document,
                    const std::vector<Document>& previous);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_EXAMINE_H_
