#include "cli/counts_app.h"

#include "cli/command_adder.h"
#include "cli/counts_commands.h"
#include "cli/counts_follow_up_commands.h"
#include "cli/counts_release_commands.h"

namespace finsam::cli {
namespace {

constexpr char kPlace[] =
    "organisationsnummer och år, som 222000-1511 2024; annars --association "
    "och --year";

int NationalAsAsked(const CommonOptions& common,
                    const NationalOptions& options) {
  if (common.year == 0) throw CLI::RequiredError("--year");
  return RunNational(common, options);
}

// Adds commands one by one.
class CountsApp : private CommandAdder {
 public:
  using CommandAdder::CommandAdder;

  void AddAll() {
    AddImport();
    AddShow();
    AddCompare();
    AddProtect();
    AddRelease();
    AddReleases();
    AddExport();
    AddHalfYear();
    AddNational();
  }

 private:
  static void AddPlace(CLI::App& command, PlaceWords* place) {
    command.add_option("FÖRBUND ÅR", *place, kPlace)->expected(0, 2);
  }

  void AddImport() {
    CountsImportOptions* options;
    CLI::App* import =
        Add("import", "läs in årets antal och enkäter utan resten av mappen",
            &options, RunCountsImport);
    import
        ->add_option("FIL…", options->paths,
                     "initiatives.csv, counts.csv, averages.csv, surveys.csv, "
                     "counts-rules.yaml, layouts/counts.yaml, eller en mapp "
                     "där de finns")
        ->required();
    import->add_flag("--validate-only", options->validate_only,
                     "kontrollera allt, lagra inget");
  }

  void AddShow() {
    CountsShowOptions* options;
    CLI::App* show =
        Add("show", "visa årets tabeller", &options, RunCountsShow);
    AddPlace(*show, &options->place);
    CLI::Option* table = show->add_option(
        "--table", options->table, "bara den tabellen, som participants");
    show->add_flag("--list", options->list, "bara vilka tabeller som finns")
        ->excludes(table);
    AddAudience(*show, &options->audience);
  }

  void AddCompare() {
    CompareOptions* options;
    CLI::App* compare =
        Add("compare", "ställ år bredvid varandra", &options, RunCompare);
    compare->add_option(
        "FÖRBUND", options->association,
        "organisationsnummer, som 222000-1511; annars --association");
    compare
        ->add_option("--years", options->years,
                     "åren i kolumnernas ordning, som 2022,2023,2024")
        ->required();
    AddAudience(*compare, &options->audience);
  }

  void AddProtect() {
    ReleaseOptions* options;
    CLI::App* protect =
        Add("protect", "visa vad ett släpp skulle skydda, och varför", &options,
            RunProtect);
    AddPlace(*protect, &options->place);
    options->audience = "allmänhet";
    AddAudience(*protect, &options->audience, /*released=*/true)
        ->capture_default_str();
  }

  void AddRelease() {
    ReleaseOptions* options;
    CLI::App* release =
        Add("release", "släpp årets tabeller, med små antal skyddade", &options,
            RunRelease);
    AddPlace(*release, &options->place);
    AddAudience(*release, &options->audience, /*released=*/true)->required();
  }

  void AddReleases() {
    ReleasesOptions* options;
    CLI::App* releases =
        Add("releases", "lista det som är släppt; med ett år bara årets",
            &options, RunReleases);
    AddPlace(*releases, &options->place);
  }

  void AddExport() {
    CountsExportOptions* options;
    CLI::App* command = Add("export", "skriv årets antal och enkäter som filer",
                            &options, RunCountsExport);
    AddPlace(*command, &options->place);
    command
        ->add_option("-o,--output", options->folder,
                     "mapp att skriva i, som ut; den skapas om den fattas")
        ->required();
    command->add_flag("--force", options->force,
                      "skriv över filer med annat innehåll");
  }

  void AddHalfYear() {
    HalfYearOptions* options;
    CLI::App* half_year =
        Add("half-year", "ta fram ett halvår till Uppföljning Finsam", &options,
            RunHalfYear);
    AddPlace(*half_year, &options->place);
    half_year
        ->add_option("--half", options->half,
                     "1 för januari till juni, 2 för juli till december")
        ->check(CLI::Range(1, 2))
        ->required();
    half_year->add_option("--means", options->means,
                          "CSV med pengarna: insats;budget;utfall; annars "
                          "lämnas de tomma");
    half_year->add_option_function<std::string>(
        "-o,--output",
        [options](const std::string& given) {
          options->output = given == "-" ? "" : given;
        },
        "CSV-fil att skriva, som halvar.csv, eller - för standard ut; annars "
        "visas en tabell");
    half_year->add_flag("--force", options->force,
                        "skriv över en fil med annat innehåll");
  }

  void AddNational() {
    NationalOptions* options;
    CLI::App* national = Add("national", "visa landets år, eller släpp det",
                             &options, NationalAsAsked);
    CLI::Option* means = national->add_option(
        "--means", options->means, "CSV med kostnader: förbund;kostnad");
    CLI::Option* audience = AddAudience(*national, &options->audience);
    national
        ->add_flag("--release", options->release,
                   "släpp landets år till allmänheten; kräver statens nyckel")
        ->excludes(means)
        ->excludes(audience);
  }
};

}  // namespace

void AddCountsCommands(CLI::App& app, const CommonOptions& common,
                       std::optional<int>* exit_code) {
  CLI::App* counts = app.add_subcommand(
      "counts", "antal deltagare och enkätsvar: läs in, visa, skydda, släpp");
  counts->require_subcommand(1);
  counts->fallthrough();
  CountsApp(*counts, common, exit_code).AddAll();
}

}  // namespace finsam::cli
