// finsam: the command line. See `finsam --help`.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.h"
#include "cli/board_app.h"
#include "cli/books_app.h"
#include "cli/budget_app.h"
#include "cli/check_commands.h"
#include "cli/command_adder.h"
#include "cli/commands.h"
#include "cli/counts_app.h"
#include "cli/examples.h"
#include "cli/exit_codes.h"
#include "cli/follow_up_app.h"
#include "cli/publishing_app.h"
#include "cli/render_commands.h"
#include "cli/sign_app.h"
#include "cli/usage.h"

namespace {

using namespace finsam::cli;  // NOLINT: main's own names are few.

constexpr char kFooter[] =
    "Slutkoder: 0 klart; 1 nekat, inget har lagrats; 2 fel i kommandoraden;\n"
    "3 granskningen fann fel; 4 en tjänst svarar inte; 5 annat fel.";

void AddCommon(CLI::App& app, CommonOptions& common) {
  app.add_option("--server", common.server,
                 "gatewayens adress, som 127.0.0.1:7510")
      ->envname("FINSAM_SERVER")
      ->capture_default_str();
  app.add_option("--format", common.format, "text eller json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  app.add_option("--association", common.association,
                 "organisationsnummer, som 222000-1511; behövs när flera finns")
      ->envname("FINSAM_ASSOCIATION");
  app.add_option("--year", common.year,
                 "räkenskapsår, som 2024; behövs när flera finns")
      ->check(CLI::Range(kYearMin, kYearMax));
  app.add_option("--timeout", common.timeout_seconds,
                 "sekunder per anrop, 1 till 3600")
      ->check(CLI::Range(1, 3'600))
      ->capture_default_str();
  app.add_option("--tls-cert", common.tls.certificate_file,
                 "fil med eget certifikat, PEM");
  app.add_option("--tls-key", common.tls.key_file,
                 "fil med certifikatets nyckel, PEM");
  app.add_option("--tls-ca", common.tls.ca_file,
                 "fil med utfärdaren av gatewayens certifikat, PEM");
  app.add_option("--key-file", common.key_file,
                 "fil med nyckeln som visar vem som frågar; annars "
                 "var/finsam/office.key om den finns")
      ->envname("FINSAM_KEY_FILE");
}

void AddReportOptions(CLI::App& app, ReportOptions* options) {
  AddKind(app, options);
  AddAudience(app, &options->audience);
}

std::string OwnFolder() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? "." : self.parent_path().string();
}

void AddUp(CommandAdder& adder) {
  SupervisorOptions* options;
  CLI::App* up =
      adder.Add("up", "starta de fem tjänsterna här", &options, RunUp);
  options->bin_dir = OwnFolder();
  options->data_dir = "var/finsam";
  up->add_option("--data", options->data_dir, "mapp för data och loggar")
      ->capture_default_str();
  up->add_option("--bin-dir", options->bin_dir,
                 "mapp med programmen finsam-ledger och de andra")
      ->capture_default_str();
  up->add_option("--first-port", options->first_port,
                 "gatewayens port, de andra följer; 0 väljer lediga")
      ->capture_default_str();
  up->add_option("--http-port", options->http_port,
                 "webbsidornas port; väljs fri när --first-port är 0")
      ->capture_default_str();
}

void AddImport(CommandAdder& adder) {
  ImportOptions* options;
  CLI::App* import =
      adder.Add("import", "läs in ett års mapp", &options, RunImport);
  import
      ->add_option("MAPP", options->folder,
                   "årets mapp, eller en SIE 4I-fil (*.si) att lägga till")
      ->required();
  import->add_flag("--validate-only", options->validate_only,
                   "kontrollera allt, lagra inget");
}

void AddReport(CLI::App& app, const CommonOptions& common,
               std::optional<int>* exit_code) {
  CLI::App* report = app.add_subcommand("report", "årets rapporter");
  report->require_subcommand(1);
  report->fallthrough();
  CommandAdder adder(*report, common, exit_code);
  ReportOptions* options;
  CLI::App* assemble = adder.Add(
      "assemble", "sammanställ och visa det viktigaste", &options, RunAssemble);
  AddReportOptions(*assemble, options);
  CLI::App* check = adder.Add("check", "granska och visa varje anmärkning",
                              &options, RunCheck);
  AddReportOptions(*check, options);
  RenderOptions* render_options;
  CLI::App* render = adder.Add("render", "skriv rapporten till en fil",
                               &render_options, RunRender);
  AddReportOptions(*render, render_options);
  render
      ->add_option("-f,--format", render_options->format,
                   "html, json, text, pdf, csv eller xlsx; annars html")
      ->check(CLI::IsMember({"html", "json", "text", "pdf", "csv", "xlsx"}));
  render->add_option("--table", render_options->table,
                     "tabell att skriva som csv, till exempel balance-sheet; "
                     "annars skrivs varje tabell i mappen -o");
  AddOutput(*render, &render_options->output, &render_options->force);
  render->add_option("--version", render_options->version,
                     "en fryst version, som 1 eller latest; annars utkastet");
  AddPublishingCommands(adder);
}

void AddCheck(CLI::App& app, const CommonOptions& common,
              std::optional<int>* exit_code) {
  CLI::App* check =
      app.add_subcommand("check", "granska dokument utan tjänster");
  check->require_subcommand(1);
  check->fallthrough();
  CommandAdder adder(*check, common, exit_code);
  CheckPrintedOptions* options;
  CLI::App* printed =
      adder.Add("printed", "granska tryckta dokument utifrån deras siffror",
                &options, RunCheckPrinted);
  printed
      ->add_option("FIL", options->files,
                   "dokument som JSON (docs/printed-documents.md)")
      ->required();
  printed->add_option(
      "--previous", options->previous,
      "dokument att jämföra med: fjolårets redovisning, planen");
}

void AddExplain(CommandAdder& adder) {
  ExplainOptions* options;
  CLI::App* explain = adder.Add("explain", "visa varifrån en siffra kommer",
                                &options, RunExplain);
  explain
      ->add_option("SIFFRA", options->figure_id,
                   "till exempel income-statement/operating-costs/2024")
      ->required();
  explain->add_flag("--all", options->all,
                    "visa alla verifikationer, inte bara de första");
  AddReportOptions(*explain, options);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "finsam: samordningsförbundets böcker, budget, antal och "
      "beslut, och årsredovisningen som sammanställs ur dem",
      "finsam"};
  app.footer(kFooter);
  app.require_subcommand(1);
  app.fallthrough();  // Common options may stand after the command.
  CommonOptions common;
  AddCommon(app, common);

  std::optional<int> exit_code;
  CommandAdder adder(app, common, &exit_code);
  AddUp(adder);
  AddImport(adder);
  AddReport(app, common, &exit_code);
  AddExplain(adder);
  AddCheck(app, common, &exit_code);
  adder.Add("doctor", "kontrollera tjänsterna", RunDoctor);
  AddBooksCommands(app, common, &exit_code);
  AddBudgetCommands(app, common, &exit_code);
  AddCountsCommands(app, common, &exit_code);
  AddBoardCommands(app, common, &exit_code);
  AddFollowUpCommands(app, common, &exit_code);
  AddSignCommands(app, common, &exit_code);
  AddExamples(app);
  SpeakSwedish(app);

  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && words[0] == "help") {
    words.erase(words.begin());
    words.push_back("--help");
  }
  std::reverse(words.begin(), words.end());  // As the library takes them.
  try {
    app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  return exit_code.value_or(kExitUsage);
}
