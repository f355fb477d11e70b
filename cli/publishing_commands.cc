#include "cli/publishing_commands.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "cli/output.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace pb = gateway::v1;

constexpr int kPageSize = 1'000;
constexpr size_t kDigestShown = 12;

const char* ReportWord(pb::ReportKind kind) {
  switch (kind) {
    case pb::INTERIM_REPORT:
      return "interimReport";
    case pb::ACTIVITY_PLAN:
      return "activityPlan";
    default:
      return "annualReport";
  }
}

const char* SubjectWord(pb::ReportChange::Subject subject) {
  switch (subject) {
    case pb::ReportChange::FIGURE:
      return "siffra";
    case pb::ReportChange::TEXT:
      return "text";
    case pb::ReportChange::TABLE:
      return "tabell";
    default:
      return "rubrik";
  }
}

// The kind that is meant: the options', or the year's first.
absl::StatusOr<pb::ReportKind> ChooseKind(const std::string& fiscal_year,
                                          const ReportOptions& options,
                                          Client& client) {
  const pb::ReportKind kind = KindOf(options.kind);
  if (kind != pb::REPORT_KIND_UNSPECIFIED) return kind;
  ASSIGN_OR_RETURN(const pb::ListReportsResponse reports, client.ListReports());
  for (const auto& year : reports.years()) {
    if (year.fiscal_year() == fiscal_year) return year.kinds(0);
  }
  return pb::ANNUAL_REPORT;
}

absl::Status DoAnswer(const CommonOptions& common,
                      const AnswerOptions& options) {
  pb::AnswerFindingRequest request;
  ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_kind(KindOf(options.kind));
  request.set_finding_id(options.finding_id);
  request.set_reason(options.reason);
  request.set_request_id(NewRandomIdSource()->Next());
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<pb::AnswerFindingResponse>(request));
  Print(common.json() ? Json(answer)
                      : absl::StrCat("Svaret är antecknat på ",
                                     answer.finding().id(), ".\n"));
  return absl::OkStatus();
}

std::string FrozenText(const pb::FreezeReportResponse& answer, bool trial) {
  const pb::FrozenReport& frozen = answer.frozen();
  std::string out;
  if (trial) {
    absl::StrAppend(&out, "Prov: inget lagrades. Rapporten skulle bli\n");
  } else if (!answer.changed()) {
    absl::StrAppend(&out, "Inget har ändrats; detta är redan fryst:\n");
  }
  absl::StrAppend(&out, frozen.name(), "\n  sammandrag  ", frozen.digest(),
                  "\n  fryst       ", frozen.freeze_time(), " av ",
                  frozen.actor().person(), "\n  granskning  ",
                  Counted(frozen.finding_count(), "anmärkning", "anmärkningar"),
                  ", varav ", frozen.answered_count(), " besvarade\n");
  return out;
}

absl::Status DoFreeze(const CommonOptions& common,
                      const FreezeOptions& options) {
  pb::FreezeReportRequest request;
  ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  request.set_kind(KindOf(options.kind));
  request.set_expected_digest(options.expected_digest);
  request.set_validate_only(options.validate_only);
  request.set_request_id(NewRandomIdSource()->Next());
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<pb::FreezeReportResponse>(request));
  Print(common.json() ? Json(answer)
                      : FrozenText(answer, options.validate_only));
  return absl::OkStatus();
}

absl::Status DoVersions(const CommonOptions& common) {
  Client client = NewClient(common);
  FiscalYearName name{"", common.year};
  ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
  pb::ListFrozenReportsRequest request;
  request.set_association(name.Association());
  request.set_page_size(kPageSize);
  pb::ListFrozenReportsResponse all;
  do {
    ASSIGN_OR_RETURN(const auto page,
                     client.Ask<pb::ListFrozenReportsResponse>(request));
    request.set_page_token(page.next_page_token());
    all.mutable_reports()->MergeFrom(page.reports());
  } while (!request.page_token().empty());
  if (common.json()) {
    Print(Json(all));
    return absl::OkStatus();
  }
  std::vector<std::vector<std::string>> rows;
  for (const pb::FrozenReport& frozen : all.reports()) {
    rows.push_back({frozen.name(), frozen.freeze_time(),
                    frozen.actor().person(),
                    frozen.digest().substr(0, kDigestShown),
                    frozen.superseded() ? "ersatt" : "gäller"});
  }
  Print(rows.empty()
            ? "Ingen rapport är fryst än.\n"
            : Grid({"Rapport", "Fryst", "Av", "Sammandrag", "Läge"}, rows));
  return absl::OkStatus();
}

std::string ChangesText(const pb::CompareFrozenReportResponse& answer) {
  if (answer.changes().empty()) return "Inget skiljer.\n";
  std::string out = absl::StrCat(
      Counted(answer.changes_size(), "skillnad", "skillnader"), ":\n");
  for (const pb::ReportChange& change : answer.changes()) {
    absl::StrAppend(
        &out, "[", SubjectWord(change.subject()), "] ", change.id(),
        change.label().empty() ? "" : "  ", change.label(), "\n      före   ",
        change.before().empty() ? "(fanns inte)" : change.before(),
        "\n      efter  ",
        change.after().empty() ? "(finns inte)" : change.after(), "\n");
  }
  return out;
}

absl::StatusOr<int> DoChanges(const CommonOptions& common,
                              const ChangesOptions& options) {
  Client client = NewClient(common);
  pb::CompareFrozenReportRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(),
                   FrozenNameOf(common, options, options.version, client));
  if (!options.with.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_other_name(),
                     FrozenNameOf(common, options, options.with, client));
  }
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<pb::CompareFrozenReportResponse>(request));
  Print(common.json() ? Json(answer) : ChangesText(answer));
  return answer.changes().empty() ? kExitOk : kExitFindings;
}

}  // namespace

absl::StatusOr<std::string> FrozenNameOf(const CommonOptions& common,
                                         const ReportOptions& options,
                                         const std::string& version,
                                         Client& client) {
  ASSIGN_OR_RETURN(const std::string fiscal_year,
                   ChooseFiscalYear(common, 0, client));
  ASSIGN_OR_RETURN(const pb::ReportKind kind,
                   ChooseKind(fiscal_year, options, client));
  return absl::StrCat(fiscal_year, "/", ReportWord(kind), "/versions/",
                      version);
}

int RunAnswer(const CommonOptions& common, const AnswerOptions& options) {
  return Finish(DoAnswer(common, options), common, /*stores=*/true);
}

int RunFreeze(const CommonOptions& common, const FreezeOptions& options) {
  return Finish(DoFreeze(common, options), common,
                /*stores=*/!options.validate_only);
}

int RunVersions(const CommonOptions& common) {
  return Finish(DoVersions(common), common);
}

int RunChanges(const CommonOptions& common, const ChangesOptions& options) {
  const absl::StatusOr<int> code = DoChanges(common, options);
  return code.ok() ? *code : PrintError(code.status(), common.json());
}

}  // namespace finsam::cli
