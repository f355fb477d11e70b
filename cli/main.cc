// finsam: the command line. See `finsam --help`.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

#include "cli/books_app.h"
#include "cli/budget_app.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/usage.h"

namespace {

using namespace finsam::cli;  // NOLINT: main's own names are few.

constexpr char kFooter[] =
    "Slutkoder: 0 klart; 1 nekat, inget har lagrats; 2 fel i kommandoraden;\n"
    "3 granskningen fann fel; 4 en tjänst svarar inte; 5 annat fel.";

void AddCommon(CLI::App& app, CommonOptions& common) {
  app.add_option("--server", common.server, "gatewayens adress")
      ->envname("FINSAM_SERVER")
      ->capture_default_str();
  app.add_option("--format", common.format, "text eller json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  app.add_option("--association", common.association,
                 "organisationsnummer; behövs när flera finns")
      ->envname("FINSAM_ASSOCIATION");
  app.add_option("--year", common.year, "räkenskapsår; behövs när flera finns");
  app.add_option("--timeout", common.timeout_seconds, "sekunder per anrop")
      ->check(CLI::Range(1, 3'600))
      ->capture_default_str();
  app.add_option("--tls-cert", common.tls.certificate_file, "certifikat, PEM");
  app.add_option("--tls-key", common.tls.key_file, "nyckel, PEM");
  app.add_option("--tls-ca", common.tls.ca_file, "utfärdare, PEM");
}

CLI::App* AddUp(CLI::App& app, SupervisorOptions& options) {
  CLI::App* up = app.add_subcommand("up", "starta de fem tjänsterna här");
  up->add_option("--data", options.data_dir, "mapp för data och loggar")
      ->capture_default_str();
  up->add_option("--bin-dir", options.bin_dir, "mapp med programmen")
      ->capture_default_str();
  up->add_option("--first-port", options.first_port,
                 "gatewayens port, de andra följer; 0 väljer lediga")
      ->capture_default_str();
  up->add_option("--http-port", options.http_port, "sidornas port")
      ->capture_default_str();
  return up;
}

CLI::App* AddImport(CLI::App& app, ImportOptions& options) {
  CLI::App* import = app.add_subcommand("import", "läs in ett års mapp");
  import
      ->add_option("MAPP", options.folder,
                   "årets mapp, eller en SIE 4I-fil (*.si) att lägga till")
      ->required();
  import->add_flag("--validate-only", options.validate_only,
                   "kontrollera allt, lagra inget");
  return import;
}

void AddKind(CLI::App& app, std::string& kind) {
  app.add_option("--kind", kind,
                 "årsredovisning (annual), delårsrapport (interim) eller "
                 "verksamhetsplan (plan); annars årets första")
      ->check(CLI::IsMember({"annual", "interim", "plan", "årsredovisning",
                             "delårsrapport", "verksamhetsplan"}));
}

CLI::App* AddExplain(CLI::App& app, ExplainOptions& options) {
  CLI::App* explain =
      app.add_subcommand("explain", "visa varifrån en siffra kommer");
  explain
      ->add_option("SIFFRA", options.figure_id,
                   "till exempel income-statement/operating-costs/2024")
      ->required();
  explain->add_flag("--all", options.all, "alla verifikationer");
  AddKind(*explain, options.kind);
  return explain;
}

std::string OwnFolder() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? "." : self.parent_path().string();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "finsam: samordningsförbundets böcker, budget, antal och "
      "beslut, och årsredovisningen som sammanställs ur dem"};
  app.footer(kFooter);
  app.require_subcommand(1);
  app.fallthrough();  // Common options may stand after the command.
  CommonOptions common;
  AddCommon(app, common);

  SupervisorOptions up_options{OwnFolder(), "var/finsam", 7510, 7580};
  CLI::App* up = AddUp(app, up_options);

  ImportOptions import_options;
  CLI::App* import = AddImport(app, import_options);

  CLI::App* report = app.add_subcommand("report", "årets rapporter");
  report->require_subcommand(1);
  report->fallthrough();
  ReportOptions report_options;
  AddKind(*report, report_options.kind);
  CLI::App* assemble =
      report->add_subcommand("assemble", "sammanställ och visa det viktigaste");
  CLI::App* check = report->add_subcommand("check", "granska");
  CLI::App* render = report->add_subcommand("render", "skriv ut");
  RenderOptions render_options;
  const CLI::Option* render_format =
      render
          ->add_option("-f,--format", render_options.format,
                       "html, json eller text")
          ->check(CLI::IsMember({"html", "json", "text"}))
          ->capture_default_str();
  render->add_option("-o,--output", render_options.output,
                     "fil; annars standard ut");

  ExplainOptions explain_options;
  CLI::App* explain = AddExplain(app, explain_options);

  CLI::App* doctor = app.add_subcommand("doctor", "kontrollera tjänsterna");

  std::optional<int> books_code;
  AddBooksCommands(app, common, &books_code);
  AddBudgetCommands(app, common, &books_code);

  SpeakSwedish(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  if (books_code.has_value()) return *books_code;
  if (up->parsed()) return RunUp(up_options);
  if (import->parsed()) return RunImport(common, import_options);
  if (assemble->parsed()) return RunAssemble(common, report_options);
  if (check->parsed()) return RunCheck(common, report_options);
  if (render->parsed()) {
    // The common --format before the command counts too.
    if (render_format->count() == 0 && common.json()) {
      render_options.format = "json";
    }
    return RunRender(common, report_options, render_options);
  }
  if (explain->parsed()) return RunExplain(common, explain_options);
  if (doctor->parsed()) return RunDoctor(common);
  return kExitUsage;
}
