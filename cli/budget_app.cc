#include "cli/budget_app.h"

#include "cli/budget_commands.h"
#include "cli/command_adder.h"
#include "cli/forecast_commands.h"

namespace finsam::cli {
namespace {

constexpr char kPlace[] =
    "organisationsnummer och år, som 222000-1511 2025; annars --association "
    "och --year";
// More than any year has.
constexpr int kVersionMax = 1'000'000;
constexpr char kVersion[] = "versionens nummer, som 2; annars den som gäller";

int FollowUpAsAsked(const CommonOptions& common,
                    const FollowUpOptions& options) {
  if (!options.outcomes.given()) {
    throw CLI::RequiredError("--outcomes eller --outcomes-file");
  }
  return RunFollowUp(common, options);
}

// Adds commands one by one.
class BudgetApp : private CommandAdder {
 public:
  using CommandAdder::CommandAdder;

  void AddAll() {
    AddShow();
    AddVersions();
    AddDiff();
    AddExport();
    AddImport();
    AddContributions();
    AddCapital();
    AddFollowUp();
    AddForecast();
    AddForecasts();
    AddBacktest();
  }

 private:
  static void AddPlace(CLI::App& command, PlaceWords* place) {
    command.add_option("FÖRBUND ÅR", *place, kPlace)->expected(0, 2);
  }

  static void AddOutcomes(CLI::App& command, OutcomeOptions* outcomes) {
    CLI::Option* statement = command.add_option(
        "--outcomes", outcomes->statements,
        "bokfört utfall: uppställning vars rader heter som budgetens, som "
        "note-2; kan ges flera gånger");
    statement->expected(1)->multi_option_policy(
        CLI::MultiOptionPolicy::TakeAll);
    command
        .add_option("--outcomes-file", outcomes->file,
                    "utfall i CSV: rad;2017-01;2017-02;…")
        ->excludes(statement);
  }

  static void AddConfidence(CLI::App& command, int* confidence) {
    command
        .add_option("--confidence", *confidence,
                    "hur ofta intervallet ska hålla, i procent")
        ->check(CLI::Range(50, 95))
        ->capture_default_str();
  }

  void AddShow() {
    ShowOptions* options;
    CLI::App* show =
        Add("show", "visa årets budget och plan", &options, RunBudgetShow);
    AddPlace(*show, &options->place);
    CLI::Option* version =
        show->add_option("--version", options->version, kVersion)
            ->check(CLI::Range(1, kVersionMax));
    show->add_option("--stage", options->stage,
                     "den senaste som är förslag, samrådd eller fastställd")
        ->check(CLI::IsMember({"förslag", "samrådd", "fastställd"}))
        ->excludes(version);
  }

  void AddVersions() {
    VersionsOptions* options;
    CLI::App* versions =
        Add("versions", "lista årets versioner", &options, RunBudgetVersions);
    AddPlace(*versions, &options->place);
  }

  void AddDiff() {
    DiffOptions* options;
    CLI::App* diff = Add("diff", "visa vad som skiljer två versioner", &options,
                         RunBudgetDiff);
    diff->add_option("FÖRBUND ÅR V1 V2", options->words,
                     "två versioner; före dem, om det behövs, "
                     "organisationsnummer och år")
        ->expected(2, 4)
        ->required();
  }

  void AddExport() {
    BudgetExportOptions* options;
    CLI::App* command = Add("export", "skriv en version som budget.csv",
                            &options, RunBudgetExport);
    AddPlace(*command, &options->place);
    command->add_option("--version", options->version, kVersion)
        ->check(CLI::Range(1, kVersionMax));
    command->add_flag("--plain", options->plain_numbers,
                      "belopp som 3150000.50 i stället för 3 150 000,50");
    AddOutput(*command, &options->output, &options->force);
  }

  void AddImport() {
    BudgetImportOptions* options;
    CLI::App* import =
        Add("import", "läs in årets budgetfiler utan resten av mappen",
            &options, RunBudgetImport);
    import
        ->add_option("FIL", options->files,
                     "namnet avgör vad filen är: budget.csv, forecast.csv, "
                     "för ett annat år budget-2024.csv, contributions.csv, "
                     "instalments.csv, budget-rules.yaml eller "
                     "layouts/budget.yaml")
        ->required();
    import->add_flag("--validate-only", options->validate_only,
                     "kontrollera allt, lagra inget");
  }

  void AddContributions() {
    ContributionsOptions* options;
    CLI::App* contributions =
        Add("contributions",
            "visa medlemmarnas bidrag och vad som är fakturerat och betalt",
            &options, RunContributions);
    AddPlace(*contributions, &options->place);
    contributions->add_option("--day", options->day,
                              "som det stod den dagen, som 2025-06-30");
  }

  void AddCapital() {
    CapitalOptions* options;
    CLI::App* capital =
        Add("capital", "visa eget kapital år för år", &options, RunCapital);
    AddPlace(*capital, &options->place);
    capital->add_option("--version", options->version, kVersion)
        ->check(CLI::Range(1, kVersionMax));
  }

  void AddFollowUp() {
    FollowUpOptions* options;
    CLI::App* follow_up = Add("followup", "följ upp budgeten efter en månad",
                              &options, FollowUpAsAsked);
    AddPlace(*follow_up, &options->place);
    follow_up
        ->add_option("--through", options->through,
                     "sista månaden, som 6 eller 2025-06")
        ->required();
    AddOutcomes(*follow_up, &options->outcomes);
    follow_up->add_flag("--accrue", options->accrue,
                        "räkna delfakturor till de månader de gäller");
  }

  void AddForecast() {
    ForecastOptions* options;
    CLI::App* forecast =
        Add("forecast", "gör årets prognos", &options, RunForecast);
    AddPlace(*forecast, &options->place);
    CLI::Option* through =
        forecast->add_option("--through", options->through,
                             "gör en ny prognos enligt reglerna, med utfall "
                             "till och med den månaden, som 6 eller 2025-06; "
                             "annars gäller forecast.csv, och utan den "
                             "utfallets sista månad");
    AddOutcomes(*forecast, &options->outcomes);
    forecast
        ->add_option("--history", options->outcomes.history_years,
                     "högst så många tidigare år ur böckerna")
        ->check(CLI::Range(0, 30))
        ->capture_default_str();
    forecast
        ->add_option("--day", options->day,
                     "dagen den görs, som 2025-07-01; annars i dag")
        ->needs(through);
    forecast->add_option("--basis", options->basis, "vad den bygger på, i ord")
        ->needs(through);
    forecast->add_option("--opening-capital", options->opening_capital,
                         "böckernas ingående kapital: en figur utan år, som "
                         "balance-sheet/retained-earnings; annars säger "
                         "forecast.csv eller budgeten det");
    AddConfidence(*forecast, &options->confidence);
    forecast->add_flag("--keep", options->keep,
                       "spara prognosen, att bedöma senare");
  }

  void AddForecasts() {
    ForecastsOptions* options;
    CLI::App* forecasts =
        Add("forecasts", "lista sparade prognoser; bedöm dem mot ett utfall",
            &options, RunForecasts);
    AddPlace(*forecasts, &options->place);
    AddOutcomes(*forecasts, &options->outcomes);
  }

  void AddBacktest() {
    BacktestOptions* options;
    CLI::App* backtest = Add("backtest", "pröva prognoserna mot tidigare år",
                             &options, RunBacktest);
    backtest
        ->add_option("FIL", options->file,
                     "CSV: rad;år;jan;feb;…;dec, en rad per år")
        ->required();
    AddConfidence(*backtest, &options->confidence);
  }
};

}  // namespace

void AddBudgetCommands(CLI::App& app, const CommonOptions& common,
                       std::optional<int>* exit_code) {
  CLI::App* budget = app.add_subcommand(
      "budget", "budget, plan, bidrag, uppföljning och prognos");
  budget->require_subcommand(1);
  budget->fallthrough();
  BudgetApp(*budget, common, exit_code).AddAll();
}

}  // namespace finsam::cli
