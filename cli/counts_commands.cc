#include "cli/counts_commands.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/counts_files.h"
#include "cli/counts_text.h"
#include "cli/output.h"
#include "cli/viewer.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace par = participants::v1;

absl::Status DoImport(const CommonOptions& common,
                      const CountsImportOptions& options) {
  par::ImportCountsRequest request;
  ASSIGN_OR_RETURN(const auto files, ReadCountsFiles(options.paths));
  request.mutable_files()->Add(files.begin(), files.end());
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_request_id(NewRandomIdSource()->Next());
  request.set_validate_only(options.validate_only);
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<par::ImportCountsResponse>(request));
  if (common.json()) {
    Print(Json(answer));
    return absl::OkStatus();
  }
  gateway::v1::ImportFolderResponse::Result result;
  *result.add_services() = answer.result();
  PrintImport(result, options.validate_only);
  return absl::OkStatus();
}

absl::StatusOr<common::v1::Table> TableOf(
    const par::GetStatisticsResponse& statistics, const std::string& id) {
  std::vector<std::string> ids;
  for (const common::v1::Table& table : statistics.tables()) {
    if (table.id() == id) return table;
    ids.push_back(table.id());
  }
  return InvalidArgument("--table", id,
                         absl::StrCat("någon av ", absl::StrJoin(ids, ", ")));
}

absl::Status PrintList(const CommonOptions& common,
                       const par::GetStatisticsResponse& statistics) {
  if (!common.json()) {
    Print(TableListText(statistics));
    return absl::OkStatus();
  }
  nlohmann::ordered_json json = {{"tables", nlohmann::ordered_json::array()}};
  for (const common::v1::Table& table : statistics.tables()) {
    json["tables"].push_back({{"id", table.id()}, {"title", table.title()}});
  }
  Print(json.dump(1) + "\n");
  return absl::OkStatus();
}

absl::Status DoShow(const CommonOptions& all,
                    const CountsShowOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  Client client = NewClient(common);
  par::GetStatisticsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_audience(AudienceOf(common, options.audience));
  ASSIGN_OR_RETURN(const auto statistics,
                   client.Ask<par::GetStatisticsResponse>(request));
  if (options.list) return PrintList(common, statistics);
  if (options.table.empty()) {
    Print(common.json() ? Json(statistics)
                        : StatisticsText(statistics, request.audience()));
  } else {
    ASSIGN_OR_RETURN(const auto table, TableOf(statistics, options.table));
    Print(common.json() ? Json(table) : TableText(table));
  }
  NoteAudience(request.audience());
  return absl::OkStatus();
}

absl::Status DoCompare(const CommonOptions& common,
                       const CompareOptions& options) {
  par::CompareYearsRequest request;
  ASSIGN_OR_RETURN(const auto years, ParseYears("--years", options.years));
  request.mutable_years()->Add(years.begin(), years.end());
  Client client = NewClient(common);
  FiscalYearName name;
  ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
  request.set_association(name.Association());
  request.set_audience(AudienceOf(common, options.audience));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<par::CompareYearsResponse>(request));
  Print(common.json() ? Json(answer) : TableText(answer.table()));
  NoteAudience(request.audience());
  return absl::OkStatus();
}

absl::Status DoExport(const CommonOptions& all,
                      const CountsExportOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  Client client = NewClient(common);
  par::ExportCountsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<par::ExportCountsResponse>(request));
  RETURN_IF_ERROR(
      WriteCountsFiles(options.folder, answer.files(), options.force));
  std::vector<std::string> names;
  for (const auto& file : answer.files()) names.push_back(file.name());
  if (common.json()) {
    const nlohmann::ordered_json json = {{"fiscalYear", request.fiscal_year()},
                                         {"folder", options.folder},
                                         {"files", names}};
    Print(json.dump(1) + "\n");
  } else {
    Print(absl::StrCat(options.folder, ": ", absl::StrJoin(names, ", "),
                       " för ", request.fiscal_year(),
                       "; internt underlag, som har också små antal\n"));
  }
  return absl::OkStatus();
}

}  // namespace

int RunCountsImport(const CommonOptions& common,
                    const CountsImportOptions& options) {
  return Finish(DoImport(common, options), common,
                /*stores=*/!options.validate_only);
}

int RunCountsShow(const CommonOptions& common,
                  const CountsShowOptions& options) {
  return Finish(DoShow(common, options), common);
}

int RunCompare(const CommonOptions& common, const CompareOptions& options) {
  return Finish(DoCompare(common, options), common);
}

int RunCountsExport(const CommonOptions& common,
                    const CountsExportOptions& options) {
  return Finish(DoExport(common, options), common);
}

}  // namespace finsam::cli
