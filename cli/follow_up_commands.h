// The commands of the year's follow-up: goals, policies, internal control,
// deviations, audit and discharge.

#ifndef FINSAM_CLI_FOLLOW_UP_COMMANDS_H_
#define FINSAM_CLI_FOLLOW_UP_COMMANDS_H_

#include <string>
#include <vector>

#include "cli/actor.h"
#include "cli/command_kit.h"

namespace finsam::cli {

// What every command that is recorded has.
struct RecordOptions {
  ActorOptions actor;
  bool validate_only = false;
};

struct GoalsOptions {
  std::string audience;  // As AudienceOf takes it.
};

struct DeviationReportOptions : RecordOptions {
  std::string date;
  std::string area;
  std::vector<std::string> parties;
  std::string level = "lokal";
  std::string text;
};

struct DeviationAnswerOptions : RecordOptions {
  std::string id;
  std::string status = "besvarad";
  std::string answer;
  std::string date;
};

struct ControlOptions : RecordOptions {
  std::string id;
  std::string result;
  std::string comment;
  std::string date;
};

struct PolicyOptions : RecordOptions {
  std::string id;
  std::string result;
  std::string decision;
  std::string date;
  std::string due;
};

struct AuditReportOptions : RecordOptions {
  std::string id;
  std::string date;
  std::vector<std::string> auditors;
  std::string accounts;
  std::string control;
  std::string operations;
  std::string goals;
  std::string discharge;
  std::string remark;
};

struct DischargeOptions : RecordOptions {
  std::string member;
  std::string date;
  std::string decision;
  std::string body;
  std::string paragraph;
  std::string reason;
};

// kExitFindings when a verdict departs from its measure without a reason.
int RunGoals(const CommonOptions& common, const GoalsOptions& options);

int RunDeviationReport(const CommonOptions& common,
                       const DeviationReportOptions& options);
int RunDeviationAnswer(const CommonOptions& common,
                       const DeviationAnswerOptions& options);
int RunControlFollowUp(const CommonOptions& common,
                       const ControlOptions& options);
int RunPolicyReview(const CommonOptions& common, const PolicyOptions& options);
int RunAuditReport(const CommonOptions& common,
                   const AuditReportOptions& options);
int RunDischargeRecord(const CommonOptions& common,
                       const DischargeOptions& options);

// Show one of the year's tables.
int RunDeviationList(const CommonOptions& common);
int RunControlList(const CommonOptions& common);
int RunPolicyList(const CommonOptions& common);
int RunAuditShow(const CommonOptions& common);
int RunDischargeList(const CommonOptions& common);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_FOLLOW_UP_COMMANDS_H_
