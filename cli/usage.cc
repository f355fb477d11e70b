#include "cli/usage.h"

#include <algorithm>
#include <memory>
#include <regex>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "cli/output.h"

namespace finsam::cli {
namespace {

constexpr size_t kNameColumns = 30;
// Longer words are not looked through: they are somebody's text.
constexpr size_t kWordsBytesMax = 1'000;

constexpr char kNoCommand[] = "A subcommand is required";

// How the library says a thing, and how we do; $1, $2 are its groups.
struct Phrase {
  const char* english;
  const char* swedish;
};
constexpr Phrase kPhrases[] = {
    {kNoCommand, "ett kommando fattas"},
    {"(.*) is required", "$1 fattas"},
    {"(.*): (.*) not in \\{(.*)\\}", "$1: väntade $3, fann $2"},
    {"(.*): Value (.*) not in range (.*) to (.*)",
     "$1: väntade ett tal från $3 till $4, fann $2"},
    {"Could not convert: (.*) = (.*)", "$1: otillåtet värde, $2"},
    {"The value (.*) is not an allowed value for (.*)",
     "$2: $1 är inget tillåtet värde"},
    {"(.*): [0-9]+ required .* missing", "$1: värdet fattas"},
    {"Expected (?:exactly|at least) 1 arguments to (.*), got 0",
     "$1: värdet fattas"},
    {"Expected (?:exactly|at least) ([0-9]+) arguments to (.*), got ([0-9]+)",
     "$2: väntade $1 värden, fann $3"},
    {"(.*): At [Ll]east ([0-9]+) required but received ([0-9]+)",
     "$1: väntade minst $2 värden, fann $3"},
    {"(.*): At [Mm]ost 1 required but received [0-9]+",
     "$1: kan bara anges en gång"},
    {"(.*): At [Mm]ost ([0-9]+) required but received ([0-9]+)",
     "$1: väntade högst $2 värden, fann $3"},
    {"(.*): too many inputs for a flag", "$1: flaggan tar inget värde"},
    {"(.*): Should be true/false or a number", "$1: flaggan tar inget värde"},
    {"(.*) was given a disallowed flag override",
     "$1: flaggan tar inget värde"},
    {"(.*) excludes (.*)", "$1 och $2 går inte ihop"},
    {"(.*) requires (.*)", "$1 behöver också $2"},
};

// A type's word without the choices that the description tells in Swedish.
std::string TypeWord(const CLI::Option& option) {
  std::string word = option.get_type_name();
  word.resize(std::min(word.size(), word.find(':')));
  return word == "INT" || word == "UINT" ? "TAL" : word;
}

class SwedishFormatter : public CLI::Formatter {
 public:
  SwedishFormatter() {
    label("Usage", "Så här");
    label("OPTIONS", "FLAGGOR");
    label("SUBCOMMAND", "KOMMANDO");
    label("SUBCOMMANDS", "KOMMANDON");
    label("Positionals", "Argument");
  }

  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> all) const override {
    return CLI::Formatter::make_group(group == "Options" ? "Flaggor" : group,
                                      is_positional, std::move(all));
  }

  // Without how many commands must follow, which the usage line shows.
  std::string make_description(const CLI::App* app) const override {
    return absl::StrCat(app->get_description(), "\n");
  }

  std::string make_option_usage(const CLI::Option* option) const override {
    const std::string name = make_option_name(option, true);
    return option->get_required() ? name : absl::StrCat("[", name, "]");
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    std::string out;
    if (option->get_type_size() != 0) {
      absl::StrAppend(&out, " ", TypeWord(*option));
      if (!option->get_default_str().empty()) {
        absl::StrAppend(&out, "=", option->get_default_str());
      }
      if (option->get_required()) out += " KRÄVS";
    }
    if (!option->get_envname().empty()) {
      absl::StrAppend(&out, " (miljövariabel ", option->get_envname(), ")");
    }
    return out;
  }

  // As the library's, but columns are counted in characters.
  std::string make_option(const CLI::Option* option,
                          bool is_positional) const override {
    const std::string name =
        absl::StrCat("  ", make_option_name(option, is_positional),
                     make_option_opts(option));
    const size_t columns = Columns(name);
    const std::string indent = columns < kNameColumns
                                   ? std::string(kNameColumns - columns, ' ')
                                   : "\n" + std::string(kNameColumns, ' ');
    return absl::StrCat(
        name, indent,
        absl::StrReplaceAll(option->get_description(),
                            {{"\n", "\n" + std::string(kNameColumns, ' ')}}),
        "\n");
  }
};

std::string FailureMessage(const CLI::App* app, const CLI::Error& error) {
  return Visible(absl::StrCat("finsam: ", UsageTrouble(*app, error),
                              "\nSkriv finsam --help för hjälp.\n"),
                 /*keep_lines=*/true);
}

void Translate(CLI::App& app, const std::shared_ptr<SwedishFormatter>& words) {
  app.formatter(words);
  app.set_help_flag("-h,--help", "visa den här hjälpen");
  app.failure_message(FailureMessage);
  for (CLI::App* command : app.get_subcommands({})) {
    command->group("Kommandon");
    Translate(*command, words);
  }
}

}  // namespace

void SpeakSwedish(CLI::App& app) {
  Translate(app, std::make_shared<SwedishFormatter>());
}

std::string UsageTrouble(const CLI::App& app, const CLI::Error& error) {
  const std::vector<std::string> unknown = app.remaining(/*recurse=*/true);
  const std::string words = error.what();
  if (!unknown.empty() && words == kNoCommand) {
    return absl::StrCat("okänt kommando: ", unknown.front());
  }
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    // The library tells them backwards.
    std::vector<std::string> extras =
        absl::StrSplit(words.substr(words.find(": ") + 2), ' ');
    std::reverse(extras.begin(), extras.end());
    return absl::StrCat("okänt ord eller okänd flagga: ",
                        absl::StrJoin(extras, " "));
  }
  for (const Phrase& phrase : kPhrases) {
    if (words.size() > kWordsBytesMax) break;
    const std::regex pattern(phrase.english);
    if (!std::regex_match(words, pattern)) continue;
    return std::regex_replace(words, pattern, phrase.swedish);
  }
  return words;
}

}  // namespace finsam::cli
