#include "cli/counts_changes.h"

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "cli/viewer.h"

namespace finsam::cli {

namespace par = participants::v1;

// Revisions do not tell: a release is a commit too, and so is another year.
bool IsOutdated(const par::GetStatisticsResponse& released,
                const par::GetStatisticsResponse& facts) {
  if (released.figures_size() != facts.figures_size()) return true;
  std::map<std::string, std::string> values;
  for (const common::v1::Figure& figure : facts.figures()) {
    values[figure.id()] = figure.value().SerializeAsString();
  }
  for (const common::v1::Figure& figure : released.figures()) {
    const auto found = values.find(figure.id());
    if (found == values.end()) return true;
    if (figure.value().has_protected_()) continue;
    if (found->second != figure.value().SerializeAsString()) return true;
  }
  return false;
}

std::string OutdatedText(const std::string& fiscal_year,
                         const par::GetStatisticsResponse& facts,
                         Client& client) {
  std::string out;
  std::set<int64_t> seen = {0};  // 0: nothing is released.
  for (const auto audience : {common::v1::PUBLIC, common::v1::MEMBERS}) {
    par::GetStatisticsRequest request;
    request.set_fiscal_year(fiscal_year);
    request.set_audience(audience);
    const auto released = client.Ask<par::GetStatisticsResponse>(request);
    // Members may have the public's.
    if (!released.ok() || !seen.insert(released->release()).second ||
        !IsOutdated(*released, facts)) {
      continue;
    }
    absl::StrAppend(&out, "finsam: antalen har ändrats sedan släpp ",
                    released->release(), ", ", YearOfFigure(fiscal_year),
                    " för ", AudienceWord(audience), "\n");
  }
  return out;
}

}  // namespace finsam::cli
