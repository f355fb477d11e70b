// The commands of the board and of the law's clocks. Each is a function from
// its options to an exit code.

#ifndef FINSAM_CLI_BOARD_COMMANDS_H_
#define FINSAM_CLI_BOARD_COMMANDS_H_

#include <string>

#include "cli/actor.h"
#include "cli/command_kit.h"

namespace finsam::cli {

struct AtOptions {
  std::string day;  // Empty: today.
};

struct AppointOptions {
  std::string person;
  std::string role;  // "ordförande"
  std::string member;
  std::string start;
  std::string end;          // Empty: the period's.
  std::string eligibility;  // "fullmäktige"; empty: unstated.
  int place = 0;            // 0: the lowest that is free.
  bool validate_only = false;
  ActorOptions actor;
};

struct EndOptions {
  std::string person;
  std::string role;
  std::string member;
  std::string last_day;
  std::string deputy;  // Who steps in; of `replace`.
  bool validate_only = false;
  ActorOptions actor;
};

int RunBoardShow(const CommonOptions& common, const AtOptions& options);
int RunBoardTerms(const CommonOptions& common);
int RunBoardAppoint(const CommonOptions& common, const AppointOptions& options);
int RunBoardEnd(const CommonOptions& common, const EndOptions& options);
int RunBoardReplace(const CommonOptions& common, const EndOptions& options);
int RunClocks(const CommonOptions& common, const AtOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_BOARD_COMMANDS_H_
