#include "cli/sign_app.h"

#include "cli/command_adder.h"
#include "cli/sign_commands.h"
#include "cli/verify_commands.h"

namespace finsam::cli {
namespace {

constexpr char kRound[] = "omgångens nummer, som 4 (finsam sign status)";
constexpr char kReason[] = "varför, i en mening";
constexpr char kRootPem[] =
    "fil med utfärdarens certifikat, PEM, känt från annat håll";

// Adds the commands of rounds one by one.
class SignApp : private CommandAdder {
 public:
  using CommandAdder::CommandAdder;

  void AddAll() {
    AddOpen();
    SignStatusOptions* status;
    Add("status", "visa en omgång, eller alla", &status, RunSignStatus)
        ->add_option("OMGÅNG", status->round, kRound);
    SignRoundOptions* options;
    CLI::App* sign =
        AddOn("sign", "skriv under som den --actor namnger", &options, RunSign);
    sign->add_option("--provider", options->provider,
                     "underskriftstjänst, som dss; annars den lokala "
                     "utfärdaren");
    sign->add_option("--return-url", options->return_url,
                     "https-adress dit underskriftstjänsten skickar den som "
                     "har skrivit under");
    CLI::App* complete =
        AddOn("complete", "lämna in underskriftstjänstens svar", &options,
              RunSignComplete);
    complete
        ->add_option("--reference", options->reference,
                     "vad svaret hör till (RelayState)")
        ->required();
    complete
        ->add_option("SVAR", options->answer_file,
                     "fil med svaret (EidSignResponse, avkodat)")
        ->required();
    CLI::App* refuse =
        AddOn("refuse", "anteckna att den --actor namnger avböjer", &options,
              RunSignRefuse);
    refuse->add_option("SKÄL", options->reason, kReason)->required();
    CLI::App* withdraw =
        AddOn("withdraw", "återkalla omgången", &options, RunSignWithdraw);
    withdraw->add_option("SKÄL", options->reason, kReason)->required();
    CLI::App* replace =
        AddOn("replace", "låt den som nu sitter i styrelsen skriva under",
              &options, RunSignReplace);
    replace->add_option("AVGÅNGEN", options->leaving, "vem som har lämnat")
        ->required();
    replace->add_option("NY", options->newcomer, "vem som sitter")->required();
    replace->add_option("SKÄL", options->reason, kReason)->required();
    replace->add_flag("--validate-only", options->validate_only,
                      "kontrollera allt, lagra inget");
    AddOn("remind", "anteckna en påminnelse, och visa vilka den gäller",
          &options, RunSignRemind);
    Add("verify", "pröva omgångens underskrifter", &status, RunSignVerify)
        ->add_option("OMGÅNG", status->round, kRound)
        ->required();
  }

 private:
  CLI::App* AddOn(const char* name, const char* help,
                  SignRoundOptions** options,
                  int (*run)(const CommonOptions&, const SignRoundOptions&)) {
    CLI::App* command = Add(name, help, options, run);
    command->add_option("OMGÅNG", (*options)->round, kRound)->required();
    AddActor(*command, &(*options)->actor);
    return command;
  }

  void AddOpen() {
    SignOpenOptions* options;
    CLI::App* open =
        Add("open", "öppna en omgång för underskrift", &options, RunSignOpen);
    options->signers = "board";
    open->add_option("--subject", options->subject,
                     "vad som skrivs under, som fiscalYears/2024/annual")
        ->required();
    open->add_option("--version", options->version,
                     "dess version, 1 är den "
                     "första")
        ->capture_default_str();
    open->add_option("--digest", options->digest,
                     "dess SHA-256, 64 hexsiffror; annars manifestets");
    open->add_option("--manifest", options->manifest,
                     "fil med manifestet som kontrollsumman är av");
    open->add_option("--attest", options->attest, "meningen som intygas")
        ->required();
    open->add_option("--due", options->due, "sista dagen, som 2025-03-31")
        ->required();
    open->add_option("--adopted", options->adopted,
                     "dagen för styrelsens beslut");
    open->add_option("--signers", options->signers,
                     "board för den sittande styrelsen, eller en CSV-fil: "
                     "person;roll;organisation")
        ->capture_default_str();
    open->add_flag("--in-order", options->in_order,
                   "underskrifterna görs i listans ordning");
    open->add_flag("--validate-only", options->validate_only,
                   "kontrollera allt, lagra inget");
    AddActor(*open, &options->actor);
  }
};

void AddVerifying(CLI::App& verify, const CommonOptions& common,
                  std::optional<int>* exit_code) {
  CommandAdder adder(verify, common, exit_code);
  VerifyFileOptions* options;
  CLI::App* acts = adder.Add("acts", "pröva ett protokoll över handlingar",
                             &options, RunVerifyActs);
  acts->add_option("FIL", options->file, "fil från finsam acts")->required();
  acts->add_option("--root", options->root,
                   "rot som är känd från annat håll, 64 hexsiffror");
  CLI::App* round = adder.Add("round", "pröva en omgångs underskrifter",
                              &options, RunVerifyRound);
  round
      ->add_option("FIL", options->file,
                   "fil från finsam sign status OMGÅNG --format json")
      ->required();
  round->add_option("--minutes", options->minutes,
                    "det underskrivna protokollet, fil från finsam meeting "
                    "minutes");
  round->add_option("--root", options->root, kRootPem);
  round->add_option("--crl", options->revoked, "fil med spärrlista, PEM");
  CLI::App* pdf =
      adder.Add("pdf", "pröva en underskriven PDF-fil", &options, RunVerifyPdf);
  pdf->add_option("FIL", options->file, "PDF-filen")->required();
  pdf->add_option("--signers", options->signers,
                  "omgången som den skrevs under i, fil som för verify round")
      ->required();
  pdf->add_option("--root", options->root, kRootPem);
  pdf->add_option("--crl", options->revoked, "fil med spärrlista, PEM");
  CLI::App* capsule =
      adder.Add("capsule", "pröva en rapports kapsel, med allt i den", &options,
                RunVerifyCapsule);
  capsule->add_option("FIL", options->file, "arkiv från finsam report capsule")
      ->required();
  capsule->add_option("--root", options->root, kRootPem);
  capsule->add_option("--crl", options->revoked, "fil med spärrlista, PEM");
}

}  // namespace

void AddSignCommands(CLI::App& app, const CommonOptions& common,
                     std::optional<int>* exit_code) {
  CLI::App* sign = app.add_subcommand(
      "sign", "underskrifter: öppna, skriv under, följ, pröva");
  sign->require_subcommand(1);
  sign->fallthrough();
  SignApp(*sign, common, exit_code).AddAll();
  ActsOptions* options;
  CLI::App* acts =
      CommandAdder(app, common, exit_code)
          .Add("acts", "skriv protokollet över allt som beslutats och gjorts",
               &options, RunActs);
  AddOutput(*acts, &options->output, &options->force);
  AddVerifying(*app.get_subcommand("verify"), common, exit_code);
}

}  // namespace finsam::cli
