#include "cli/counts_release_commands.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "cli/counts_changes.h"
#include "cli/counts_text.h"
#include "cli/output.h"
#include "cli/viewer.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace par = participants::v1;

constexpr int kPageSize = 1'000;

// The years of `releases` whose figures have changed since, said.
std::string OutdatedText(const par::ListReleasesResponse& releases,
                         Client& client) {
  std::set<std::string> years;
  for (const par::Release& release : releases.releases()) {
    years.insert(release.fiscal_year());
  }
  std::string out;
  for (const std::string& year : years) {
    par::GetStatisticsRequest request;
    request.set_fiscal_year(year);
    request.set_audience(common::v1::OFFICE);
    const auto facts = client.Ask<par::GetStatisticsResponse>(request);
    if (facts.ok()) out += OutdatedText(year, *facts, client);
  }
  return out;
}

absl::Status DoProtect(const CommonOptions& all,
                       const ReleaseOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  Client client = NewClient(common);
  par::PlanReleaseRequest request;
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_audience(AudienceOf(common, options.audience));
  ASSIGN_OR_RETURN(const auto plan,
                   client.Ask<par::PlanReleaseResponse>(request));
  Print(common.json() ? Json(plan) : PlanText(plan, request.audience()));
  return absl::OkStatus();
}

absl::Status DoRelease(const CommonOptions& all,
                       const ReleaseOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  ASSIGN_OR_RETURN(const FiscalYearName name, GivenFiscalYear(common));
  par::ReleaseCountsRequest request;
  request.set_fiscal_year(name.Text());
  request.set_audience(AudienceOf(common, options.audience));
  Client client = NewClient(common);
  request.set_request_id(NewRandomIdSource()->Next());
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<par::ReleaseCountsResponse>(request));
  Print(common.json()
            ? Json(answer)
            : absl::StrCat(ReleasedText(answer.release(), answer.changed()),
                           WarningsText(answer.warnings())));
  return absl::OkStatus();
}

absl::Status DoReleases(const CommonOptions& all_options,
                        const ReleasesOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all_options, options.place));
  Client client = NewClient(common);
  FiscalYearName name{"", common.year};
  ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
  par::ListReleasesRequest request;
  request.set_association(name.Association());
  request.set_page_size(kPageSize);
  par::ListReleasesResponse all;
  do {
    ASSIGN_OR_RETURN(const auto page,
                     client.Ask<par::ListReleasesResponse>(request));
    request.set_page_token(page.next_page_token());
    for (const par::Release& release : page.releases()) {
      if (common.year == 0 || release.fiscal_year() == name.Text()) {
        *all.add_releases() = release;
      }
    }
  } while (!request.page_token().empty());
  Print(common.json() ? Json(all) : ReleasesText(all));
  if (AudienceOf(common, "") == common::v1::OFFICE) {
    Complain(OutdatedText(all, client));
  }
  return absl::OkStatus();
}

}  // namespace

int RunProtect(const CommonOptions& common, const ReleaseOptions& options) {
  return Finish(DoProtect(common, options), common);
}

int RunRelease(const CommonOptions& common, const ReleaseOptions& options) {
  return Finish(DoRelease(common, options), common, /*stores=*/true);
}

int RunReleases(const CommonOptions& common, const ReleasesOptions& options) {
  return Finish(DoReleases(common, options), common);
}

}  // namespace finsam::cli
