// Gives any bytes to the reader of printed documents: they are read or refused
// with a place, and what is read can be examined, alone and beside itself.

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "services/gateway/printed/document_json.h"
#include "services/gateway/printed/examine.h"

namespace finsam::gateway::printed {
namespace {

void CheckExamination(const Examination& examination) {
  std::set<std::string> ids;
  for (const Finding& finding : examination.findings) {
    FINSAM_CHECK(ids.insert(finding.id).second);
    FINSAM_CHECK(!finding.message.empty() && IsUtf8(finding.message));
    FINSAM_CHECK(IsUtf8(finding.found) && IsUtf8(finding.expected));
    FINSAM_CHECK(!finding.source.empty());
  }
  for (const CheckSummary& summary : examination.summary) {
    FINSAM_CHECK(summary.comparison_count >= 0);
  }
  for (const std::string& repair : examination.repairs) {
    FINSAM_CHECK(IsUtf8(repair));
  }
}

}  // namespace

void FuzzFile(absl::string_view bytes) {
  const auto document = ReadDocument(bytes, "fuzz.json");
  if (!document.ok()) {
    FINSAM_CHECK(!ReasonOf(document.status()).empty());
    return;
  }
  CheckExamination(Examine(*document, {}));
  CheckExamination(Examine(*document, {*document}));
}

}  // namespace finsam::gateway::printed

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  finsam::gateway::printed::FuzzFile(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
