#include "cli/publishing_app.h"

#include "cli/publishing_commands.h"
#include "cli/report_signing_commands.h"

namespace finsam::cli {
namespace {

void AddAnswer(CommandAdder& adder) {
  AnswerOptions* answer_options;
  CLI::App* answer =
      adder.Add("answer", "ange varför en anmärkning får stå kvar",
                &answer_options, RunAnswer);
  answer
      ->add_option("ANMÄRKNING", answer_options->finding_id,
                   "id ur finsam report check, som PD-1/…")
      ->required();
  answer->add_option("SKÄL", answer_options->reason, "en mening eller två")
      ->required();
  AddKind(*answer, answer_options);
  AddActor(*answer, &answer_options->actor);
}

void AddFreeze(CommandAdder& adder) {
  FreezeOptions* freeze_options;
  CLI::App* freeze = adder.Add(
      "freeze", "frys rapporten som den nu är, för underskrift och publicering",
      &freeze_options, RunFreeze);
  freeze->add_option("--digest", freeze_options->expected_digest,
                     "bara om rapporten har detta sammandrag");
  freeze->add_flag("--validate-only", freeze_options->validate_only,
                   "pröva om den går att frysa, lagra inget");
  AddKind(*freeze, freeze_options);
  AddActor(*freeze, &freeze_options->actor);
}

void AddChanges(CommandAdder& adder) {
  ChangesOptions* changes_options;
  CLI::App* changes =
      adder.Add("changes", "visa vad som ändrats sedan rapporten frystes",
                &changes_options, RunChanges);
  changes
      ->add_option("--version", changes_options->version,
                   "den frysta versionen, som 1 eller latest")
      ->capture_default_str();
  changes->add_option("--with", changes_options->with,
                      "en annan version; annars rapporten som den nu är");
  AddKind(*changes, changes_options);
}

// Which version of which report, and who acts.
void AddVersion(CLI::App& app, VersionOptions* options, bool acts) {
  app.add_option("--version", options->version,
                 "den frysta versionen, som 1 eller latest")
      ->capture_default_str();
  AddKind(app, options);
  if (acts) AddActor(app, &options->actor);
}

void AddSigning(CommandAdder& adder) {
  OpenSigningOptions* open_options;
  CLI::App* open =
      adder.Add("open-signing", "låt styrelsen skriva under en fryst rapport",
                &open_options, RunOpenSigning);
  open->add_option("--due", open_options->due, "sista dag, som 2025-04-30")
      ->required();
  open->add_option("--adopted", open_options->adopted,
                   "dagen då styrelsen fastställde rapporten");
  open->add_flag("--in-order", open_options->in_order,
                 "i listans ordning; annars i vilken ordning som helst");
  open->add_option("--attest", open_options->attest,
                   "meningen som skrivs under; annars den vanliga");
  AddVersion(*open, open_options, /*acts=*/true);

  VersionOptions* sign_options;
  CLI::App* sign = adder.Add("sign", "skriv under, som den som --actor namnger",
                             &sign_options, RunSignReport);
  AddVersion(*sign, sign_options, /*acts=*/true);

  VersionOptions* status_options;
  CLI::App* status = adder.Add("signing", "visa vilka som har skrivit under",
                               &status_options, RunReportSigning);
  AddVersion(*status, status_options, /*acts=*/false);
}

void AddPublish(CommandAdder& adder) {
  PublishOptions* options;
  CLI::App* publish = adder.Add("publish", "publicera en underskriven rapport",
                                &options, RunPublish);
  publish->add_option("--unsigned", options->unsigned_reason,
                      "varför den publiceras fast inte alla skrivit under");
  AddVersion(*publish, options, /*acts=*/true);
}

void AddCapsule(CommandAdder& adder) {
  CapsuleOptions* options;
  CLI::App* capsule =
      adder.Add("capsule",
                "skriv en fryst rapport med allt som styrker den som ett arkiv",
                &options, RunCapsule);
  AddOutput(*capsule, &options->output, &options->force);
  AddVersion(*capsule, options, /*acts=*/false);
}

}  // namespace

void AddKind(CLI::App& app, ReportOptions* options) {
  app.add_option("--kind", options->kind,
                 "årsredovisning (annual), delårsrapport (interim) eller "
                 "verksamhetsplan (plan); annars årets första")
      ->check(CLI::IsMember({"annual", "interim", "plan", "årsredovisning",
                             "delårsrapport", "verksamhetsplan"}));
}

void AddPublishingCommands(CommandAdder& report) {
  AddAnswer(report);
  AddFreeze(report);
  report.Add("versions", "lista frysta rapporter", RunVersions);
  AddChanges(report);
  AddSigning(report);
  AddPublish(report);
  AddCapsule(report);
}

}  // namespace finsam::cli
