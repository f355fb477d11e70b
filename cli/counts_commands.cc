#include "cli/counts_commands.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/counts_changes.h"
#include "cli/counts_files.h"
#include "cli/counts_text.h"
#include "cli/output.h"
#include "cli/viewer.h"
#include "cli/year_folder.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace par = participants::v1;

constexpr char kAssociation[] = "--association";

// The year that the files' folder names, or the options where it does not.
absl::StatusOr<FiscalYearName> ImportedYear(
    const CommonOptions& given, const std::vector<std::string>& paths) {
  CommonOptions common = given;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(const FiscalYearName told, ReadYearName(path));
    if (told.organisation.empty()) continue;
    if (common.association.empty()) common.association = told.organisation;
    if (common.year == 0) common.year = told.year;
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociation(kAssociation, common.association));
    if (organisation != told.organisation) {
      return InvalidArgument(
          given.association.empty() ? "FIL" : kAssociation, organisation,
          absl::StrCat(told.organisation, ", som association.yaml säger om ",
                       path));
    }
    if (given.year == 0 && told.year != 0 && told.year != common.year) {
      return InvalidArgument("FIL", path,
                             absl::StrCat("filer för ", common.year));
    }
  }
  return GivenFiscalYear(common);
}

absl::Status DoImport(const CommonOptions& common,
                      const CountsImportOptions& options) {
  par::ImportCountsRequest request;
  ASSIGN_OR_RETURN(const auto files, ReadCountsFiles(options.paths));
  request.mutable_files()->Add(files.begin(), files.end());
  ASSIGN_OR_RETURN(const FiscalYearName name,
                   ImportedYear(common, options.paths));
  request.set_fiscal_year(name.Text());
  Client client = NewClient(common);
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
  Print(absl::StrCat(name.Text(), "\n\n"));
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

// Empty tables and those of earlier years' surveys are nothing to show.
absl::Status CheckHasCounts(const par::GetStatisticsResponse& statistics,
                            const std::string& fiscal_year) {
  const int year = YearOfFigure(fiscal_year);
  for (const common::v1::Figure& figure : statistics.figures()) {
    if (YearOfFigure(figure.id()) == year) return absl::OkStatus();
  }
  return Refuse(absl::StatusCode::kNotFound, "COUNTS_UNKNOWN",
                absl::StrCat("inga antal är importerade för ", fiscal_year));
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
  RETURN_IF_ERROR(CheckHasCounts(statistics, request.fiscal_year()));
  if (options.list) return PrintList(common, statistics);
  if (options.table.empty()) {
    Print(common.json() ? Json(statistics)
                        : StatisticsText(statistics, request.audience()));
  } else {
    ASSIGN_OR_RETURN(const auto table, TableOf(statistics, options.table));
    Print(common.json()
              ? Json(table)
              : ReleaseLine(statistics, request.audience()) + TableText(table));
  }
  NoteAudience(request.audience());
  if (request.audience() == common::v1::OFFICE) {
    Complain(OutdatedText(request.fiscal_year(), statistics, client));
  }
  return absl::OkStatus();
}

absl::Status DoCompare(const CommonOptions& all,
                       const CompareOptions& options) {
  CommonOptions common = all;
  if (!options.association.empty()) {
    ASSIGN_OR_RETURN(common.association,
                     ParseAssociation("förbund", options.association));
  }
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
                       " för ", request.fiscal_year(), "\n"));
  }
  NoteInternal();
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
