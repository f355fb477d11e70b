// The commands of signature rounds. Each is a function from its options to an
// exit code.

#ifndef FINSAM_CLI_SIGN_COMMANDS_H_
#define FINSAM_CLI_SIGN_COMMANDS_H_

#include <cstdint>
#include <string>

#include "cli/actor.h"
#include "cli/command_kit.h"

namespace finsam::cli {

struct SignOpenOptions {
  std::string subject;  // "fiscalYears/2024/annual"
  int64_t version = 1;
  std::string digest;    // Hexadecimal; empty: the manifest's.
  std::string manifest;  // A file; empty: none.
  std::string attest;
  std::string due;
  std::string adopted;  // May be empty.
  std::string signers;  // "board", or a CSV file.
  bool in_order = false;
  bool validate_only = false;
  ActorOptions actor;
};

struct SignRoundOptions {
  int64_t round = 0;
  std::string reason;
  std::string leaving;
  std::string newcomer;
  std::string provider;    // Empty: the local authority.
  std::string return_url;  // For a signing service.
  std::string reference;
  std::string answer_file;
  bool validate_only = false;
  ActorOptions actor;
};

struct SignStatusOptions {
  int64_t round = 0;  // 0: all.
};

struct ActsOptions {
  std::string output;
  bool force = false;
};

int RunSignOpen(const CommonOptions& common, const SignOpenOptions& options);
int RunSignStatus(const CommonOptions& common,
                  const SignStatusOptions& options);
int RunSign(const CommonOptions& common, const SignRoundOptions& options);
int RunSignComplete(const CommonOptions& common,
                    const SignRoundOptions& options);
int RunSignRefuse(const CommonOptions& common, const SignRoundOptions& options);
int RunSignWithdraw(const CommonOptions& common,
                    const SignRoundOptions& options);
int RunSignReplace(const CommonOptions& common,
                   const SignRoundOptions& options);
int RunSignRemind(const CommonOptions& common, const SignRoundOptions& options);
int RunSignVerify(const CommonOptions& common,
                  const SignStatusOptions& options);
int RunActs(const CommonOptions& common, const ActsOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_SIGN_COMMANDS_H_
