#include "services/gateway/finding_answers.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/personal_data.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "services/gateway/convert.h"

namespace finsam::gateway {
namespace {

constexpr char kMissingFigures[] = "TX-2";
// What a document typed elsewhere prints: the error is in that document.
constexpr char kPrintedElsewhere[] = "PD-1";

}  // namespace

std::string SaidBy(const v1::Finding& finding) {
  return Sha256Parts({finding.message(), finding.found(), finding.expected()});
}

bool MayBeAnswered(const v1::Finding& finding) {
  return finding.check() != kMissingFigures;
}

void Attach(const FindingAnswers& answers, v1::Finding* finding) {
  const auto answered = answers.find(finding->id());
  if (answered != answers.end() && MayBeAnswered(*finding) &&
      answered->second.said() == SaidBy(*finding)) {
    *finding->mutable_answer() = answered->second.answer();
  }
  finding->set_blocks_freezing(finding->severity() == v1::Finding::ERROR &&
                               finding->check() != kPrintedElsewhere &&
                               !finding->has_answer());
}

v1::CheckReportResponse CheckWith(const AssembledYear& year,
                                  const FindingAnswers& answers) {
  v1::CheckReportResponse response;
  const CheckResult result = Gateway::Check(year);
  for (const Finding& finding : result.findings) {
    v1::Finding* added = response.add_findings();
    ToProto(finding, added);
    Attach(answers, added);
  }
  for (const CheckSummary& summary : result.summary) {
    ToProto(summary, response.add_checks());
  }
  for (const Source& source : year.report.sources) {
    ToProto(source, response.add_sources());
  }
  return response;
}

absl::Status RequireAnswered(const v1::CheckReportResponse& checks) {
  std::vector<Problem> problems;
  for (const v1::Finding& finding : checks.findings()) {
    if (!finding.blocks_freezing()) continue;
    Problem problem;
    problem.reason = "FINDING_OPEN";
    problem.field = finding.id();
    problem.found = finding.found();
    problem.expected = finding.expected();
    problem.message = finding.message();
    problems.push_back(std::move(problem));
  }
  if (problems.empty()) return absl::OkStatus();
  return Refuse(absl::StatusCode::kFailedPrecondition, "FINDINGS_OPEN",
                absl::StrCat("Rapporten har ", problems.size(),
                             " fel som ingen har svarat på. Rätta dem, eller "
                             "ange varför de får stå (finsam report answer)."),
                problems);
}

absl::Status CheckReason(const std::string& reason) {
  if (reason.empty() || reason.size() > kAnswerBytesMax || !IsUtf8(reason)) {
    return Refuse(absl::StatusCode::kInvalidArgument, "ANSWER_SIZE",
                  absl::StrCat("Skriv skälet med 1 till ", kAnswerBytesMax,
                               " byte text."));
  }
  if (const auto kind = FindPersonalData(reason); kind.has_value()) {
    return RefuseInput({PersonalDataProblem(*kind, "", 0, "reason")});
  }
  return absl::OkStatus();
}

}  // namespace finsam::gateway
