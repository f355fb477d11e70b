// How the program gets its commands: each with options of its own, that live as
// long as the program's, and the function that runs it; and the options that
// several commands have.

#ifndef FINSAM_CLI_COMMAND_ADDER_H_
#define FINSAM_CLI_COMMAND_ADDER_H_

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/actor.h"
#include "cli/command_kit.h"

namespace finsam::cli {

class CommandAdder {
 public:
  // Adds to `app`. A command that runs reads `common` and leaves its exit code
  // in `exit_code`; all three must outlive the parsing.
  CommandAdder(CLI::App& app, const CommonOptions& common,
               std::optional<int>* exit_code)
      : app_(app), common_(common), exit_code_(exit_code) {}

  // A command whose options `run` takes; `options` is where they are.
  template <typename Options>
  CLI::App* Add(const char* name, const char* help, Options** options,
                int (*run)(const CommonOptions&, const Options&)) {
    CLI::App* command = app_.add_subcommand(name, help);
    const auto own = std::make_shared<Options>();
    *options = own.get();
    command->callback([own, run, &common = common_, exit_code = exit_code_] {
      // A command that was given below this one has run first, instead of it.
      if (!exit_code->has_value()) *exit_code = run(common, *own);
    });
    return command;
  }

  // A command that has the common options only.
  CLI::App* Add(const char* name, const char* help,
                int (*run)(const CommonOptions&)) {
    CLI::App* command = app_.add_subcommand(name, help);
    command->callback([run, &common = common_, exit_code = exit_code_] {
      *exit_code = run(common);
    });
    return command;
  }

 private:
  CLI::App& app_;
  const CommonOptions& common_;
  std::optional<int>* exit_code_;
};

// -o and --force of a command that writes a file; `path` stays empty for
// standard output.
inline void AddOutput(CLI::App& command, std::string* path, bool* force) {
  command.add_option_function<std::string>(
      "-o,--output",
      [path](const std::string& given) { *path = given == "-" ? "" : given; },
      "fil att skriva, som ut.txt; annars, och med -, standard ut");
  command.add_flag("--force", *force, "skriv över en fil med annat innehåll");
}

// --actor and --for of a command that is recorded with who gave it.
inline void AddActor(CLI::App& command, ActorOptions* options) {
  command.add_option("--actor", options->person, "vem som gör detta, med namn")
      ->envname("FINSAM_ACTOR");
  command.add_option("--for", options->on_behalf,
                     "medlem som det görs för, som gislaveds-kommun");
}

// --audience of a command that gives out counts. When `released` it is one of
// those that counts are released to.
inline CLI::Option* AddAudience(CLI::App& command, std::string* word,
                                bool released = false) {
  return command
      .add_option("--audience", *word,
                  released ? "till vem: allmänhet eller medlemmar"
                           : "för vem: allmänhet, medlemmar eller kansli; "
                             "annars kansli med kansliets nyckel, medlemmar "
                             "med en medlems, och allmänhet utan")
      ->check([released](const std::string& given) -> std::string {
        if (given == "allmänhet" || given == "allmanhet" ||
            given == "medlemmar" || (given == "kansli" && !released)) {
          return "";
        }
        return absl::StrCat(
            "väntade allmänhet",
            released ? " eller medlemmar" : ", medlemmar eller kansli",
            ", fann ", given);
      });
}

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COMMAND_ADDER_H_
