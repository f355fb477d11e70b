#include "cli/check_commands.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/check_text.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "common/base/status.h"
#include "services/gateway/printed/document_json.h"
#include "services/gateway/printed/examine.h"

namespace finsam::cli {
namespace {

using gateway::printed::Document;

absl::StatusOr<std::vector<Document>> ReadDocuments(
    const std::vector<std::string>& files) {
  std::vector<Document> documents;
  for (const std::string& file : files) {
    ASSIGN_OR_RETURN(const std::string bytes, ReadFile(file));
    ASSIGN_OR_RETURN(Document document,
                     gateway::printed::ReadDocument(bytes, file));
    documents.push_back(std::move(document));
  }
  return documents;
}

// Whether no document has an error.
absl::StatusOr<bool> Check(const CommonOptions& common,
                           const CheckPrintedOptions& options) {
  if (options.files.size() + options.previous.size() > kCheckedFilesMax) {
    return Refuse(absl::StatusCode::kInvalidArgument, "DOCUMENTS_TOO_MANY",
                  absl::StrCat("fler än ", kCheckedFilesMax, " filer"));
  }
  ASSIGN_OR_RETURN(const auto previous, ReadDocuments(options.previous));
  ASSIGN_OR_RETURN(const auto documents, ReadDocuments(options.files));
  std::vector<Examined> examined;
  bool clean = true;
  for (const Document& document : documents) {
    examined.push_back(
        {&document, gateway::printed::Examine(document, previous)});
    clean = clean && !HasErrors(examined.back().examination);
  }
  Print(common.json() ? ExaminedJson(examined) : ExaminedText(examined));
  return clean;
}

}  // namespace

int RunCheckPrinted(const CommonOptions& common,
                    const CheckPrintedOptions& options) {
  const absl::StatusOr<bool> clean = Check(common, options);
  if (!clean.ok()) return PrintError(clean.status(), common.json());
  return *clean ? kExitOk : kExitFindings;
}

}  // namespace finsam::cli
