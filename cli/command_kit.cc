#include "cli/command_kit.h"

#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "cli/arguments.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/viewer.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace pb = gateway::v1;

constexpr char kAssociationOption[] = "--association";

constexpr char kYearOption[] = "--year";

// "--association och --year", of those that are not given.
std::string MissingOptions(const CommonOptions& common) {
  std::vector<std::string> missing;
  if (common.association.empty()) missing.push_back(kAssociationOption);
  if (common.year == 0) missing.push_back(kYearOption);
  return absl::StrJoin(missing, " och ");
}

// Only years with a report are found; there may be others, with counts alone.
absl::Status NothingFound(const std::string& options) {
  return Refuse(absl::StatusCode::kNotFound, "REPORT_UNKNOWN",
                absl::StrCat("inget år med rapport passar; ange ", options));
}

absl::Status Ambiguous(const std::string& what,
                       const std::vector<std::string>& fitting) {
  return Refuse(
      absl::StatusCode::kInvalidArgument, "REPORT_AMBIGUOUS",
      absl::StrCat("flera ", what, ": ", absl::StrJoin(fitting, ", ")));
}

}  // namespace

Client NewClient(const CommonOptions& common, rpc::Role role) {
  return Client(common.server, common.tls,
                absl::Seconds(common.timeout_seconds), KeyOf(common, role));
}

absl::StatusOr<std::string> ChooseFiscalYear(const CommonOptions& common,
                                             int year_hint, Client& client) {
  std::string organisation;
  if (!common.association.empty()) {
    ASSIGN_OR_RETURN(organisation,
                     ParseAssociation(kAssociationOption, common.association));
  }
  if (!organisation.empty() && common.year != 0) {
    return FiscalYearName{organisation, common.year}.Text();
  }
  ASSIGN_OR_RETURN(const pb::ListReportsResponse reports, client.ListReports());
  std::vector<std::string> fitting;
  std::vector<std::string> hinted;
  for (const std::string& text : reports.fiscal_years()) {
    ASSIGN_OR_RETURN(const FiscalYearName name, ParseFiscalYearName(text));
    if (!organisation.empty() && name.organisation != organisation) continue;
    if (common.year != 0 && name.year != common.year) continue;
    fitting.push_back(text);
    if (name.year == year_hint) hinted.push_back(text);
  }
  if (fitting.size() == 1) return fitting[0];
  if (hinted.size() == 1) return hinted[0];
  if (fitting.empty()) return NothingFound(MissingOptions(common));
  return Ambiguous("år finns; ange --association och --year", fitting);
}

absl::StatusOr<std::string> ChooseAssociation(const CommonOptions& common,
                                              Client& client) {
  if (!common.association.empty()) {
    return ParseAssociation(kAssociationOption, common.association);
  }
  ASSIGN_OR_RETURN(const pb::ListReportsResponse reports, client.ListReports());
  std::set<std::string> found;
  for (const std::string& text : reports.fiscal_years()) {
    ASSIGN_OR_RETURN(const FiscalYearName name, ParseFiscalYearName(text));
    found.insert(name.organisation);
  }
  if (found.empty()) return NothingFound(kAssociationOption);
  if (found.size() == 1) return *found.begin();
  return Ambiguous("förbund finns; ange --association",
                   {found.begin(), found.end()});
}

absl::StatusOr<FiscalYearName> ChooseBooks(const CommonOptions& common,
                                           Client& client) {
  FiscalYearName name;
  ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
  name.year = common.year;
  if (name.year != 0) return name;
  ledger::v1::ListFiscalYearsRequest request;
  request.set_association(name.Association());
  ASSIGN_OR_RETURN(const auto years,
                   client.Ask<ledger::v1::ListFiscalYearsResponse>(request));
  std::vector<std::string> found;
  for (const ledger::v1::FiscalYear& year : years.fiscal_years()) {
    if (!year.summary()) found.push_back(year.name());
  }
  if (found.empty()) return NothingFound(kYearOption);
  if (found.size() == 1) return ParseFiscalYearName(found[0]);
  return Refuse(absl::StatusCode::kInvalidArgument, "YEAR_AMBIGUOUS",
                absl::StrCat("flera räkenskapsår finns; ange --year: ",
                             absl::StrJoin(found, ", ")));
}

absl::StatusOr<FiscalYearName> GivenFiscalYear(const CommonOptions& common) {
  const std::string missing = MissingOptions(common);
  if (!missing.empty()) {
    return Refuse(
        absl::StatusCode::kInvalidArgument, kArgumentInvalid,
        absl::StrCat("ange ", missing, "; vems år som skrivs gissas inte"));
  }
  FiscalYearName name{"", common.year};
  ASSIGN_OR_RETURN(name.organisation,
                   ParseAssociation(kAssociationOption, common.association));
  return name;
}

int YearOfFigure(absl::string_view figure_id) {
  constexpr size_t kYearDigits = 4;
  constexpr size_t kPartChars = 3;  // "-06", of a month or a day.
  while (figure_id.size() > kPartChars &&
         figure_id[figure_id.size() - kPartChars] == '-') {
    figure_id.remove_suffix(kPartChars);
  }
  int year = 0;
  if (figure_id.size() < kYearDigits ||
      !absl::SimpleAtoi(figure_id.substr(figure_id.size() - kYearDigits),
                        &year)) {
    return 0;
  }
  return year;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (in.is_open() && !in.bad()) return bytes.str();
  return Refuse(absl::StatusCode::kInvalidArgument, "FILE_UNREADABLE",
                absl::StrCat(path, " finns inte eller går inte att läsa"));
}

int Finish(const absl::Status& status, const CommonOptions& common,
           bool stores) {
  return status.ok() ? kExitOk : PrintError(status, common.json(), stores);
}

}  // namespace finsam::cli
