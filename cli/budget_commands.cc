#include "cli/budget_commands.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/budget_text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/output_file.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;
namespace fs = std::filesystem;

constexpr int kPageSize = 1'000;
constexpr char kLayouts[] = "layouts";

absl::StatusOr<int32_t> ParseVersion(const std::string& text) {
  int32_t version = 0;
  if (absl::SimpleAtoi(text, &version) && version > 0) return version;
  return InvalidArgument("version", text, "ett versionsnummer, som 2");
}

absl::StatusOr<bud::ListBudgetVersionsResponse> AllVersions(
    const std::string& fiscal_year, Client& client) {
  bud::ListBudgetVersionsRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_page_size(kPageSize);
  bud::ListBudgetVersionsResponse all;
  do {
    ASSIGN_OR_RETURN(auto page,
                     client.Ask<bud::ListBudgetVersionsResponse>(request));
    request.set_page_token(page.next_page_token());
    page.clear_next_page_token();
    page.mutable_versions()->Swap(all.mutable_versions());
    page.mutable_versions()->MergeFrom(all.versions());
    std::swap(all, page);
  } while (!request.page_token().empty());
  return all;
}

// The latest version of a stage.
absl::StatusOr<int32_t> LatestOf(const std::string& stage,
                                 const std::string& fiscal_year,
                                 Client& client) {
  ASSIGN_OR_RETURN(const bud::ListBudgetVersionsResponse all,
                   AllVersions(fiscal_year, client));
  int32_t latest = 0;
  for (const auto& version : all.versions()) {
    if (StageWord(version.stage()) == stage) latest = version.version();
  }
  if (latest != 0) return latest;
  return Refuse(absl::StatusCode::kNotFound, "BUDGET_UNKNOWN",
                absl::StrCat("ingen version för ", fiscal_year, " är ", stage,
                             "; finsam budget versions visar dem som finns"));
}

absl::Status DoShow(const CommonOptions& all, const ShowOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  Client client = NewClient(common);
  bud::GetBudgetRequest request;
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_version(options.version);
  if (!options.stage.empty()) {
    ASSIGN_OR_RETURN(const int32_t version,
                     LatestOf(options.stage, request.fiscal_year(), client));
    request.set_version(version);
  }
  ASSIGN_OR_RETURN(const FiscalYearName year,
                   ParseFiscalYearName(request.fiscal_year()));
  ASSIGN_OR_RETURN(const auto budget,
                   client.Ask<bud::GetBudgetResponse>(request));
  Print(common.json() ? Json(budget) : BudgetText(budget, year.year));
  return absl::OkStatus();
}

absl::Status DoVersions(const CommonOptions& all,
                        const VersionsOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const std::string year, ChooseFiscalYear(common, 0, client));
  ASSIGN_OR_RETURN(const auto versions, AllVersions(year, client));
  Print(common.json() ? Json(versions) : VersionsText(versions));
  return absl::OkStatus();
}

absl::Status DoDiff(const CommonOptions& all, const DiffOptions& options) {
  bud::CompareBudgetVersionsRequest request;
  PlaceWords place = options.words;
  ASSIGN_OR_RETURN(const int32_t after, ParseVersion(place.back()));
  place.pop_back();
  ASSIGN_OR_RETURN(const int32_t before, ParseVersion(place.back()));
  place.pop_back();
  request.set_before(before);
  request.set_after(after);
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, place));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  ASSIGN_OR_RETURN(const auto differences,
                   client.Ask<bud::CompareBudgetVersionsResponse>(request));
  Print(common.json() ? Json(differences) : DifferencesText(differences));
  return absl::OkStatus();
}

absl::Status DoExport(const CommonOptions& all,
                      const BudgetExportOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  OutputFile file(options.output);
  RETURN_IF_ERROR(file.Open(options.force));
  Client client = NewClient(common);
  bud::ExportBudgetRequest request;
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_version(options.version);
  request.set_numbers(options.plain_numbers
                          ? bud::ExportBudgetRequest::PLAIN
                          : bud::ExportBudgetRequest::SWEDISH);
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<bud::ExportBudgetResponse>(request));
  RETURN_IF_ERROR(file.Write(answer.file().content()));
  RETURN_IF_ERROR(file.Commit());
  // On standard output the budget itself stands.
  if (options.output.empty()) return absl::OkStatus();
  if (common.json()) {
    const nlohmann::ordered_json json = {{"fiscalYear", request.fiscal_year()},
                                         {"version", answer.version()},
                                         {"file", options.output},
                                         {"bytes", file.byte_count()}};
    Print(json.dump(1) + "\n");
  } else {
    Print(absl::StrCat(options.output, ": version ", answer.version(), " för ",
                       request.fiscal_year(), "\n"));
  }
  return absl::OkStatus();
}

absl::Status DoImport(const CommonOptions& common,
                      const BudgetImportOptions& options) {
  bud::ImportBudgetRequest request;
  for (const std::string& path : options.files) {
    common::v1::File* file = request.add_files();
    const fs::path whole(path);
    // The service knows files by their names below the year's folder.
    file->set_name(whole.parent_path().filename() == kLayouts
                       ? absl::StrCat(kLayouts, "/", whole.filename().string())
                       : whole.filename().string());
    ASSIGN_OR_RETURN(*file->mutable_content(), ReadFile(path));
    if (!IsUtf8(file->name())) {
      return InvalidArgument("fil", path, "ett filnamn i UTF-8");
    }
  }
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_request_id(NewRandomIdSource()->Next());
  request.set_validate_only(options.validate_only);
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<bud::ImportBudgetResponse>(request));
  if (common.json()) {
    Print(Json(answer));
    return absl::OkStatus();
  }
  gateway::v1::ImportFolderResponse::Result result;
  *result.add_services() = answer.result();
  PrintImport(result, options.validate_only);
  return absl::OkStatus();
}

absl::Status DoContributions(const CommonOptions& all,
                             const ContributionsOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  bud::ListContributionStatementsRequest request;
  if (!options.day.empty()) {
    RETURN_IF_ERROR(ParseDate("--day", options.day, request.mutable_day()));
  }
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  bud::SplitContributionsRequest question;
  question.set_fiscal_year(request.fiscal_year());
  ASSIGN_OR_RETURN(const auto split,
                   client.Ask<bud::SplitContributionsResponse>(question));
  // There are at most 400 members: one page.
  request.set_page_size(kPageSize);
  ASSIGN_OR_RETURN(
      const auto statements,
      client.Ask<bud::ListContributionStatementsResponse>(request));
  if (!common.json()) {
    Print(ContributionsText(split, statements));
    return absl::OkStatus();
  }
  const nlohmann::ordered_json json = {
      {"split", nlohmann::ordered_json::parse(Json(split))},
      {"statements", nlohmann::ordered_json::parse(Json(statements))}};
  Print(json.dump(1) + "\n");
  return absl::OkStatus();
}

absl::Status DoCapital(const CommonOptions& all,
                       const CapitalOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  Client client = NewClient(common);
  bud::GetCapitalPlanRequest request;
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_version(options.version);
  ASSIGN_OR_RETURN(const auto plan,
                   client.Ask<bud::GetCapitalPlanResponse>(request));
  Print(common.json() ? Json(plan) : CapitalText(plan));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<CommonOptions> At(const CommonOptions& common,
                                 const PlaceWords& words) {
  constexpr size_t kYearDigits = 4;
  CommonOptions at = common;
  for (size_t i = 0; i < words.size(); ++i) {
    int year = 0;
    const bool last = i + 1 == words.size();
    if (last && words[i].size() == kYearDigits &&
        absl::SimpleAtoi(words[i], &year) && year >= kYearMin &&
        year <= kYearMax) {
      at.year = year;
    } else if (i > 0) {
      return InvalidArgument("år", words[i], "ett räkenskapsår, som 2025");
    } else if (ParseOrganisationNumber(words[i]).ok()) {
      at.association = words[i];
    } else {
      return InvalidArgument("förbund", words[i],
                             words.size() > 1
                                 ? "ett organisationsnummer, som 222000-1511"
                                 : "ett organisationsnummer, som 222000-1511, "
                                   "eller ett räkenskapsår, som 2025");
    }
  }
  return at;
}

int RunBudgetShow(const CommonOptions& common, const ShowOptions& options) {
  return Finish(DoShow(common, options), common);
}

int RunBudgetVersions(const CommonOptions& common,
                      const VersionsOptions& options) {
  return Finish(DoVersions(common, options), common);
}

int RunBudgetDiff(const CommonOptions& common, const DiffOptions& options) {
  return Finish(DoDiff(common, options), common);
}

int RunBudgetExport(const CommonOptions& common,
                    const BudgetExportOptions& options) {
  return Finish(DoExport(common, options), common);
}

int RunBudgetImport(const CommonOptions& common,
                    const BudgetImportOptions& options) {
  return Finish(DoImport(common, options), common,
                /*stores=*/!options.validate_only);
}

int RunContributions(const CommonOptions& common,
                     const ContributionsOptions& options) {
  return Finish(DoContributions(common, options), common);
}

int RunCapital(const CommonOptions& common, const CapitalOptions& options) {
  return Finish(DoCapital(common, options), common);
}

}  // namespace finsam::cli
