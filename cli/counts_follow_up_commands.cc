#include "cli/counts_follow_up_commands.h"

#include <filesystem>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/counts_means_file.h"
#include "cli/counts_text.h"
#include "cli/output.h"
#include "cli/output_file.h"
#include "cli/viewer.h"
#include "common/base/clock.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace par = participants::v1;

std::string NameOf(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

absl::Status WriteHalfYear(const HalfYearOptions& options,
                           const std::string& content) {
  OutputFile file(*options.output);
  RETURN_IF_ERROR(file.Open(options.force));
  RETURN_IF_ERROR(file.Write(content));
  return file.Commit();
}

absl::Status DoHalfYear(const CommonOptions& all,
                        const HalfYearOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  par::GetHalfYearFollowUpRequest request;
  request.set_half(options.half);
  if (!options.means.empty()) {
    ASSIGN_OR_RETURN(const std::string content, ReadFile(options.means));
    ASSIGN_OR_RETURN(*request.mutable_means(),
                     ReadMeans(NameOf(options.means), content));
  }
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<par::GetHalfYearFollowUpResponse>(request));
  if (options.output.has_value()) {
    RETURN_IF_ERROR(WriteHalfYear(options, answer.file().content()));
  }
  const std::string warnings = WarningsText(answer.warnings());
  if (options.output == "") {
    Complain(warnings);  // On standard output the file itself stands.
  } else if (common.json()) {
    Print(Json(answer));
  } else if (options.output.has_value()) {
    Print(absl::StrCat(*options.output, ": halvår ", options.half, " för ",
                       request.fiscal_year(), "\n", warnings));
  } else {
    Print(TableText(answer.table()) + warnings);
  }
  NoteInternal();
  return absl::OkStatus();
}

absl::Status ReleaseNation(const CommonOptions& common, Client& client) {
  par::ReleaseNationalStatisticsRequest request;
  request.set_year(common.year);
  request.set_request_id(NewRandomIdSource()->Next());
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<par::ReleaseNationalStatisticsResponse>(request));
  Print(common.json() ? Json(answer)
                      : ReleasedText(answer.release(), answer.changed()));
  return absl::OkStatus();
}

absl::Status DoNational(const CommonOptions& common,
                        const NationalOptions& options) {
  Client client = NewClient(common, rpc::Role::kState);
  if (options.release) return ReleaseNation(common, client);
  par::GetNationalStatisticsRequest request;
  request.set_year(common.year);
  request.set_audience(AudienceOf(common, options.audience, rpc::Role::kState));
  if (!options.means.empty()) {
    ASSIGN_OR_RETURN(const std::string content, ReadFile(options.means));
    ASSIGN_OR_RETURN(const auto means,
                     ReadAssociationMeans(NameOf(options.means), content));
    request.mutable_means()->Add(means.begin(), means.end());
  }
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<par::GetNationalStatisticsResponse>(request));
  Print(common.json() ? Json(answer) : NationalText(answer));
  NoteAudience(request.audience());
  return absl::OkStatus();
}

}  // namespace

int RunHalfYear(const CommonOptions& common, const HalfYearOptions& options) {
  return Finish(DoHalfYear(common, options), common);
}

int RunNational(const CommonOptions& common, const NationalOptions& options) {
  return Finish(DoNational(common, options), common, options.release);
}

}  // namespace finsam::cli
