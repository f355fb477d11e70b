// The commands that have a frozen report signed and published. Each is a
// function from its options to an exit code.

#ifndef FINSAM_CLI_REPORT_SIGNING_COMMANDS_H_
#define FINSAM_CLI_REPORT_SIGNING_COMMANDS_H_

#include <string>

#include "cli/actor.h"
#include "cli/command_kit.h"
#include "cli/commands.h"

namespace finsam::cli {

struct VersionOptions : ReportOptions {
  std::string version = "latest";  // "1", "latest".
  ActorOptions actor;
};

struct OpenSigningOptions : VersionOptions {
  std::string due;      // "2025-04-30"
  std::string adopted;  // The board's decision; may be empty.
  bool in_order = false;
  std::string attest;  // Empty: the usual sentence.
};

struct PublishOptions : VersionOptions {
  std::string unsigned_reason;
};

struct CapsuleOptions : VersionOptions {
  std::string output;
  bool force = false;
};

int RunOpenSigning(const CommonOptions& common,
                   const OpenSigningOptions& options);
int RunSignReport(const CommonOptions& common, const VersionOptions& options);
int RunReportSigning(const CommonOptions& common,
                     const VersionOptions& options);
int RunPublish(const CommonOptions& common, const PublishOptions& options);
int RunCapsule(const CommonOptions& common, const CapsuleOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_REPORT_SIGNING_COMMANDS_H_
