#include "services/gateway/capsule.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/files/zip.h"
#include "services/gateway/convert.h"
#include "services/gateway/http_books.h"
#include "services/gateway/render_csv.h"
#include "services/gateway/render_html.h"
#include "services/gateway/render_text.h"
#include "services/gateway/report_tables.h"

namespace finsam::gateway {
namespace {

constexpr char kFormatName[] = "finsam-capsule-1";

// What the report rested on may be missing: an activity plan has no books.
bool IsAbsent(const absl::Status& status) {
  return status.code() == absl::StatusCode::kNotFound ||
         status.code() == absl::StatusCode::kFailedPrecondition;
}

absl::Status AddBooks(const Gateway& gateway, const std::string& fiscal_year,
                      absl::Time deadline, ZipFiles* files) {
  ledger::v1::ExportBooksRequest question;
  question.set_fiscal_year(fiscal_year);
  question.set_format(ledger::v1::ExportBooksRequest::SIE_4E);
  const std::unique_ptr<BooksExport> file =
      gateway.books().Export(question, deadline);
  std::string content;
  ledger::v1::ExportBooksResponse piece;
  while (true) {
    const absl::StatusOr<bool> more = file->Next(&piece);
    if (!more.ok() && content.empty() && IsAbsent(more.status())) {
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(more.status());
    if (!*more) break;
    content += piece.content();
  }
  files->emplace("facts/books.se", std::move(content));
  return absl::OkStatus();
}

// What one of the services answers, as JSON; nothing when it has nothing.
template <typename Answer>
absl::Status AddAnswer(const char* name, const absl::Status& status,
                       const Answer& answer, ZipFiles* files) {
  if (IsAbsent(status)) return absl::OkStatus();
  RETURN_IF_ERROR(status);
  files->emplace(name, ToJson(answer));
  return absl::OkStatus();
}

absl::Status AddFacts(const FrozenVersion& version, const Gateway& gateway,
                      absl::Time deadline, ZipFiles* files) {
  const std::string year = version.name.report.year.Text();
  RETURN_IF_ERROR(AddBooks(gateway, year, deadline, files));
  budget::v1::GetBudgetRequest about_budget;
  about_budget.set_fiscal_year(year);
  budget::v1::GetBudgetResponse budget;
  const absl::Status has_budget =
      gateway.budgets().Pass(about_budget, deadline, &budget);
  RETURN_IF_ERROR(AddAnswer("facts/budget.json", has_budget, budget, files));
  // Counts as anybody may see them, whoever makes the capsule.
  participants::v1::GetStatisticsRequest about_counts;
  about_counts.set_fiscal_year(year);
  participants::v1::GetStatisticsResponse counts;
  const absl::Status has_counts =
      gateway.counts().Pass(about_counts, "", deadline, &counts);
  RETURN_IF_ERROR(
      AddAnswer("facts/statistics.json", has_counts, counts, files));
  governance::v1::ListBoardRequest about_board;
  about_board.set_association(version.name.report.year.Association());
  governance::v1::ListBoardResponse board;
  const absl::Status has_board =
      gateway.decisions().Pass(about_board, "", deadline, &board);
  return AddAnswer("facts/board.json", has_board, board, files);
}

absl::Status AddReport(const FrozenVersion& version, ZipFiles* files) {
  const v1::Report& report = version.body.report();
  files->emplace("report.json", version.body.canonical());
  files->emplace("report.pdf", version.body.pdf());
  files->emplace("report.html", RenderHtml(report, {}));
  files->emplace("report.txt", RenderText(report));
  ASSIGN_OR_RETURN(
      v1::RenderReportResponse workbook,
      RenderFrozen(version, v1::RenderReportRequest::XLSX, /*table=*/""));
  files->emplace("report.xlsx", std::move(*workbook.mutable_content()));
  for (const ReportTable& one : TablesOf(report)) {
    files->emplace(absl::StrCat("tables/", one.name, ".csv"),
                   RenderTableCsv(*one.table));
  }
  files->emplace("checks.json", ToJson(version.body.checks()));
  for (const common::v1::File& file : version.body.files().files()) {
    files->emplace(absl::StrCat("source/", file.name()), file.content());
  }
  return absl::OkStatus();
}

absl::Status AddSigning(const FrozenVersion& version,
                        const ReportSigning& signing, const std::string& key,
                        absl::Time deadline, ZipFiles* files) {
  if (version.frozen.signature_round().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const v1::ReportSigning state,
                   signing.Get(version.frozen.name(), key, deadline));
  governance::v1::GetSignatureRoundResponse round;
  *round.mutable_round() = state.round();
  *round.mutable_signature_page() = state.signature_page();
  files->emplace("signatures.json", ToJson(round));
  if (!version.signed_pdf.empty()) {
    files->emplace("report-signed.pdf", version.signed_pdf);
  }
  return absl::OkStatus();
}

std::string ManifestOf(const FrozenVersion& version, const ZipFiles& files) {
  nlohmann::json manifest = {{"format", kFormatName},
                             {"report", version.name.report.Text()},
                             {"version", version.name.version},
                             {"digest", version.frozen.digest()},
                             {"pdfDigest", version.frozen.pdf_digest()},
                             {"frozen", version.frozen.freeze_time()}};
  for (const auto& [name, content] : files) {
    manifest["files"].push_back({{"name", name},
                                 {"bytes", content.size()},
                                 {"sha256", Hex(Sha256(content))}});
  }
  constexpr int kIndent = 1;
  return absl::StrCat(manifest.dump(kIndent, ' ', false,
                                    nlohmann::json::error_handler_t::replace),
                      "\n");
}

}  // namespace

absl::StatusOr<std::string> MakeCapsule(const FrozenVersion& version,
                                        const Gateway& gateway,
                                        const ReportSigning& signing,
                                        const std::string& key,
                                        absl::Time deadline) {
  ZipFiles files;
  RETURN_IF_ERROR(AddReport(version, &files));
  RETURN_IF_ERROR(AddFacts(version, gateway, deadline, &files));
  RETURN_IF_ERROR(AddSigning(version, signing, key, deadline, &files));
  files.emplace("manifest.json", ManifestOf(version, files));
  return WriteZip(files);
}

}  // namespace finsam::gateway
