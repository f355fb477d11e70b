#include "tests/printed/printed_case.h"

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "services/gateway/printed/document_json.h"

namespace finsam::gateway::printed {
namespace {

const char* NameOf(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::kError:
      return "ERROR";
    case FindingSeverity::kDefinition:
      return "DEFINITION";
    case FindingSeverity::kNorm:
      return "NORM";
    case FindingSeverity::kExplain:
      return "EXPLAIN";
    case FindingSeverity::kRounding:
      return "ROUNDING";
  }
  return "";
}

}  // namespace

std::string ReadRepositoryFile(const std::string& path) {
  std::ifstream in(absl::StrCat(FINSAM_SOURCE_DIR, "/", path),
                   std::ios::binary);
  FINSAM_CHECK(in.is_open());
  return {std::istreambuf_iterator<char>(in), {}};
}

Document ReadExample(const std::string& name) {
  const std::string path = absl::StrCat("examples/printed/", name, ".json");
  auto document = ReadDocument(ReadRepositoryFile(path), path);
  FINSAM_CHECK(document.ok());
  return *std::move(document);
}

Document Parse(const std::string& parts) {
  auto document = ReadDocument(
      absl::StrCat(R"({"association": "Norr", "year": 2024,)", parts, "}"),
      "case.json");
  FINSAM_CHECK(document.ok());
  return *std::move(document);
}

std::vector<std::string> FoundIn(const Document& document,
                                 const std::vector<Document>& previous) {
  std::vector<std::string> out;
  for (const Finding& finding : Examine(document, previous).findings) {
    out.push_back(absl::StrCat(NameOf(finding.severity), " ", finding.id));
  }
  return out;
}

std::vector<std::string> ErrorsIn(const Document& document,
                                  const std::vector<Document>& previous) {
  std::vector<std::string> out;
  for (const Finding& finding : Examine(document, previous).findings) {
    if (finding.severity == FindingSeverity::kError) out.push_back(finding.id);
  }
  return out;
}

Document WithText(const std::string& tables, const std::string& paragraph) {
  Document document = Parse(absl::StrCat(R"("tables": [)", tables, "]"));
  document.text.push_back({"1", "", {paragraph}, {}});
  return document;
}

std::vector<std::string> IdsOf(const std::string& check,
                               const Document& document,
                               const std::vector<Document>& previous) {
  std::vector<std::string> out;
  for (const Finding& finding : Examine(document, previous).findings) {
    if (finding.check == check) out.push_back(finding.id);
  }
  return out;
}

int ComparisonsOf(const std::string& check, const Document& document) {
  for (const CheckSummary& summary : Examine(document, {}).summary) {
    if (summary.check == check) return summary.comparison_count;
  }
  return -1;
}

}  // namespace finsam::gateway::printed
