#include "cli/commands.h"

#include <cstdio>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/books_text.h"
#include "cli/client.h"
#include "cli/command_kit.h"
#include "cli/exit_codes.h"
#include "cli/explain_text.h"
#include "cli/output.h"
#include "cli/report_text.h"
#include "cli/viewer.h"
#include "cli/year_folder.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"

namespace finsam::cli {
namespace {

namespace pb = gateway::v1;

const char* SeverityWord(pb::Finding::Severity severity) {
  switch (severity) {
    case pb::Finding::ERROR:
      return "fel";
    case pb::Finding::DEFINITION:
      return "definition";
    case pb::Finding::ROUNDING:
      return "avrundning";
    case pb::Finding::NORM:
      return "norm";
    default:
      return "förklara";
  }
}

void PrintFinding(const pb::Finding& finding) {
  Print(absl::StrCat("[", SeverityWord(finding.severity()), "] ",
                     finding.check(), "  ", finding.message(), " (",
                     finding.source(), ")\n"));
  if (!finding.found().empty()) {
    // Only against a printed document is it known which side is right.
    const char* against = finding.check() == "PD-1" ? ", rätt är " : ", mot ";
    Print(absl::StrCat("      fann ", finding.found(),
                       finding.expected().empty() ? "" : against,
                       finding.expected(), "\n"));
  } else if (!finding.expected().empty()) {
    Print(absl::StrCat("      rätt är ", finding.expected(), "\n"));
  }
  if (!finding.figure_ids().empty()) {
    Print(absl::StrCat("      ", absl::StrJoin(finding.figure_ids(), ", "),
                       "\n"));
  }
  if (finding.has_answer()) {
    Print(absl::StrCat("      besvarad av ", finding.answer().actor().person(),
                       ": ", finding.answer().reason(), "\n"));
  } else if (finding.blocks_freezing()) {
    Print(absl::StrCat("      hindrar frysning; id ", finding.id(), "\n"));
  }
}

// A question about the report that is meant, for whom it is meant. A figure's
// year (0: none) helps to choose.
template <typename Request>
absl::StatusOr<Request> AboutReport(const CommonOptions& common,
                                    const ReportOptions& options, int year_hint,
                                    Client& client) {
  Request request;
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, year_hint, client));
  request.set_kind(KindOf(options.kind));
  request.set_audience(AudienceOf(common, options.audience));
  return request;
}

// The folder's year, or, of a file that is added to a year, the books' that
// are meant.
absl::StatusOr<YearFolder> ReadImport(const CommonOptions& common,
                                      const ImportOptions& options,
                                      Client& client) {
  if (!IsAdditionFile(options.folder)) {
    return ReadYearFolder(options.folder, common.year);
  }
  ASSIGN_OR_RETURN(YearFolder addition, ReadAddition(options.folder));
  ASSIGN_OR_RETURN(addition.name, ChooseBooks(common, client));
  return addition;
}

absl::Status DoImport(const CommonOptions& common,
                      const ImportOptions& options) {
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const YearFolder folder,
                   ReadImport(common, options, client));
  std::optional<ledger::v1::BooksDifference> difference;
  absl::StatusOr<pb::ImportFolderResponse::Result> result;
  {
    ProgressLine progress(!common.json());
    result = client.Import(
        folder, options.validate_only,
        [&](const pb::ImportFolderResponse& told) {
          if (told.has_difference()) {
            difference = told.difference();
            return;
          }
          progress.Say(absl::StrCat(told.progress().service(), ": ",
                                    told.progress().message()));
        });
  }
  // Also before a refusal, which is often because of it.
  if (common.json()) {
    if (result.ok() || difference.has_value()) {
      Print(
          ImportJson(result.ok() ? *result : pb::ImportFolderResponse::Result(),
                     difference));
    }
    return result.status();
  }
  if (result.ok()) {
    Print(absl::StrCat(folder.name.Text(), "\n\n"));
    PrintImport(*result, options.validate_only);
  }
  if (difference.has_value()) Print(DifferenceText(*difference));
  return result.status();
}

absl::Status DoAssemble(const CommonOptions& common,
                        const ReportOptions& options) {
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const auto request, AboutReport<pb::AssembleReportRequest>(
                                           common, options, 0, client));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<pb::AssembleReportResponse>(request));
  Print(common.json() ? Json(answer) : AssembledText(answer.report()));
  return absl::OkStatus();
}

absl::StatusOr<int> DoCheck(const CommonOptions& common,
                            const ReportOptions& options) {
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const auto request, AboutReport<pb::CheckReportRequest>(
                                           common, options, 0, client));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<pb::CheckReportResponse>(request));
  int errors = 0;
  for (const pb::Finding& finding : answer.findings()) {
    if (finding.severity() == pb::Finding::ERROR) ++errors;
  }
  if (common.json()) {
    Print(Json(answer));
    return errors > 0 ? kExitFindings : kExitOk;
  }
  std::vector<std::vector<std::string>> rows;
  for (const pb::CheckSummary& check : answer.checks()) {
    rows.push_back({check.check(), check.title(),
                    absl::StrCat(check.comparison_count()),
                    absl::StrCat(check.finding_count())});
  }
  Print(
      Grid({"Kod", "Granskning", "Jämförelser", "Anmärkningar"}, rows, {2, 3}));
  Print(absl::StrCat(
      "\n", Counted(answer.findings_size(), "anmärkning", "anmärkningar"),
      ", varav ", errors, " fel", answer.findings().empty() ? ".\n" : ":\n"));
  for (const pb::Finding& finding : answer.findings()) PrintFinding(finding);
  return errors > 0 ? kExitFindings : kExitOk;
}

absl::Status DoExplain(const CommonOptions& common,
                       const ExplainOptions& options) {
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(auto request, AboutReport<pb::ExplainFigureRequest>(
                                     common, options,
                                     YearOfFigure(options.figure_id), client));
  request.set_figure_id(options.figure_id);
  if (options.all) request.set_page_size(1'000);
  ASSIGN_OR_RETURN(auto answer, client.Ask<pb::ExplainFigureResponse>(request));
  std::string token = answer.books().next_page_token();
  while (options.all && !token.empty()) {
    request.set_page_token(token);
    ASSIGN_OR_RETURN(const auto more,
                     client.Ask<pb::ExplainFigureResponse>(request));
    answer.mutable_books()->mutable_entries()->MergeFrom(
        more.books().entries());
    token = more.books().next_page_token();
  }
  answer.mutable_books()->set_next_page_token(token);
  Print(common.json() ? Json(answer) : ExplainText(answer));
  return absl::OkStatus();
}

}  // namespace

pb::ReportKind KindOf(const std::string& word) {
  if (word == "annual" || word == "årsredovisning") return pb::ANNUAL_REPORT;
  if (word == "interim" || word == "delårsrapport") return pb::INTERIM_REPORT;
  if (word == "plan" || word == "verksamhetsplan") return pb::ACTIVITY_PLAN;
  return pb::REPORT_KIND_UNSPECIFIED;
}

void PrintImport(const pb::ImportFolderResponse::Result& result,
                 bool validate_only) {
  std::vector<std::vector<std::string>> rows;
  int warnings = 0;
  for (const auto& service : result.services()) {
    const std::string& name = service.revision().service();
    const std::string revision = absl::StrCat(service.revision().revision());
    if (validate_only) {
      rows.push_back({name, "kontrollerad", service.summary()});
    } else {
      rows.push_back({name, service.changed() ? "lagrad" : "oförändrad",
                      revision, service.summary()});
    }
    warnings += service.warnings_size();
  }
  Print(validate_only
            ? Grid({"Tjänst", "Läge", "Innehåll"}, rows) +
                  "\nProvläsning: inget lagrades.\n"
            : Grid({"Tjänst", "Läge", "Revision", "Innehåll"}, rows, {2}));
  if (warnings == 0) return;
  Print(absl::StrCat("\n", Counted(warnings, "varning", "varningar"), ":\n"));
  for (const auto& service : result.services()) {
    for (const auto& warning : service.warnings()) {
      Print(absl::StrCat("  ", Visible(ProblemLine(rpc::FromProto(warning))),
                         "\n"));
    }
  }
}

int RunImport(const CommonOptions& common, const ImportOptions& options) {
  return Finish(DoImport(common, options), common,
                /*stores=*/!options.validate_only);
}

int RunAssemble(const CommonOptions& common, const ReportOptions& report) {
  return Finish(DoAssemble(common, report), common);
}

int RunCheck(const CommonOptions& common, const ReportOptions& report) {
  const absl::StatusOr<int> code = DoCheck(common, report);
  return code.ok() ? *code : PrintError(code.status(), common.json());
}

int RunExplain(const CommonOptions& common, const ExplainOptions& options) {
  return Finish(DoExplain(common, options), common);
}

int RunDoctor(const CommonOptions& common) {
  Client client = NewClient(common);
  const absl::StatusOr<pb::DiagnoseResponse> answer = client.Diagnose();
  if (!answer.ok()) return PrintError(answer.status(), common.json());
  bool healthy = true;
  std::vector<std::vector<std::string>> rows = {
      {"gateway", client.address(), "frisk", ""}};
  for (const auto& service : answer->services()) {
    healthy = healthy && service.healthy();
    rows.push_back({service.service(), service.address(),
                    service.healthy() ? "frisk" : "svarar inte",
                    service.trouble()});
  }
  Print(common.json() ? Json(*answer)
                      : Grid({"Tjänst", "Adress", "Läge", "Fel"}, rows));
  return healthy ? kExitOk : kExitUnavailable;
}

int RunUp(const CommonOptions& /*common*/, const SupervisorOptions& options) {
  Supervisor supervisor(options);
  if (const absl::Status status = supervisor.Start(); !status.ok()) {
    Complain(absl::StrCat("finsam: ", status.message(), "\n"));
    return kExitUnavailable;
  }
  Print(absl::StrCat(
      "Fem tjänster är igång, bara nåbara från den här datorn.\n"
      "  gRPC   ",
      supervisor.gateway_address(), "\n  sidor  http://",
      supervisor.http_address(), "/\n  data   ", options.data_dir,
      "\n  nyckel ", supervisor.key_file(), "\nCtrl-C avslutar.\n"));
  std::fflush(stdout);
  supervisor.WatchUntilStopped();
  return kExitOk;
}

}  // namespace finsam::cli
