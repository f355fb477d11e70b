#include "services/governance/signatures_file.h"

#include <utility>

#include "common/files/csv.h"

namespace finsam::governance {

std::vector<Signature> ReadSignaturesFile(absl::string_view content,
                                          std::vector<Problem>* problems) {
  CsvReader in(
      kSignaturesFile, content,
      {"person", "titel", "tid", "identifikation", "identifikations-id"}, {},
      problems);
  std::vector<Signature> signatures;
  for (const CsvRow& row : in.rows()) {
    Signature signature;
    signature.line = row.line;
    signature.person = in.RequireText(row, "person");
    signature.title = in.Text(row, "titel");
    signature.time = in.RequireText(row, "tid");
    signature.identification = in.RequireText(row, "identifikation");
    signature.identification_id = in.RequireText(row, "identifikations-id");
    if (signature.time.empty()) continue;
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

}  // namespace finsam::governance
