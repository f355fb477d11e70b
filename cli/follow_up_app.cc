#include "cli/follow_up_app.h"

#include "cli/command_adder.h"
#include "cli/follow_up_commands.h"

namespace finsam::cli {
namespace {

constexpr char kDay[] = "dagen, som 2024-11-28";

// Adds the commands of one part of the follow-up.
class FollowUpApp : private CommandAdder {
 public:
  using CommandAdder::CommandAdder;

  void AddDeviations() {
    DeviationReportOptions* report;
    CLI::App* command = AddRecord("report", "anmäl en avvikelse (Lex Heller)",
                                  &report, RunDeviationReport);
    command->add_option("--date", report->date, kDay)->required();
    command->add_option("--area", report->area, "vad den gäller, i ett par ord")
        ->required();
    command
        ->add_option("--party", report->parties,
                     "en medlem som den gäller, som gislaveds-kommun; flera "
                     "med komma")
        ->delimiter(',')
        ->required();
    command
        ->add_option("--level", report->level,
                     "var den löses: lokal, regional eller nationell")
        ->capture_default_str();
    command->add_option("--text", report->text, "vad som hände, utan namn")
        ->required();
    DeviationAnswerOptions* answer;
    command = AddRecord("answer", "registrera vad som blev av en avvikelse",
                        &answer, RunDeviationAnswer);
    command->add_option("NUMMER", answer->id, "avvikelsen, som 2024-08")
        ->required();
    command
        ->add_option("--status", answer->status,
                     "pågår, besvarad eller avslutad")
        ->capture_default_str();
    command->add_option("--answer", answer->answer, "svaret");
    command->add_option("--date", answer->date, kDay)->required();
    Add("list", "visa årets avvikelser", RunDeviationList);
  }

  void AddControls() {
    ControlOptions* options;
    CLI::App* command = AddRecord("follow-up",
                                  "registrera att en kontroll är "
                                  "uppföljd",
                                  &options, RunControlFollowUp);
    command->add_option("ID", options->id, "kontrollen, som attest")
        ->required();
    command
        ->add_option("--result", options->result,
                     "utan anmärkning, mindre brist eller brist")
        ->required();
    command->add_option("--comment", options->comment,
                        "vad som brister och vad som görs");
    command->add_option("--date", options->date, kDay)->required();
    Add("list", "visa årets internkontrollplan", RunControlList);
  }

  void AddPolicies() {
    PolicyOptions* options;
    CLI::App* command = AddRecord("review",
                                  "registrera att en policy är "
                                  "granskad",
                                  &options, RunPolicyReview);
    command->add_option("ID", options->id, "policyn, som jamstalldhet")
        ->required();
    command
        ->add_option("--result", options->result,
                     "oförändrad, reviderad eller upphävd")
        ->required();
    command->add_option("--decision", options->decision,
                        "beslutet, som \"§ 31\"");
    command->add_option("--date", options->date, kDay)->required();
    command->add_option("--due", options->due,
                        "då den senast ska granskas igen; inte för en upphävd");
    Add("list", "visa policyer och när de ska granskas", RunPolicyList);
  }

  void AddAudit() {
    AuditReportOptions* options;
    CLI::App* command = AddRecord("report", "registrera en revisionsberättelse",
                                  &options, RunAuditReport);
    command->add_option("ID", options->id, "vad den kallas, som gemensam")
        ->required();
    command->add_option("--date", options->date, kDay)->required();
    command
        ->add_option("--auditor", options->auditors,
                     "vem som avger den; flera med komma")
        ->delimiter(',')
        ->required();
    command
        ->add_option("--accounts-fair", options->accounts,
                     "räkenskaperna är rättvisande: ja, delvis eller nej")
        ->required();
    command
        ->add_option("--control-sufficient", options->control,
                     "den interna kontrollen är tillräcklig")
        ->required();
    command
        ->add_option("--operations-suitable", options->operations,
                     "verksamheten är ändamålsenlig")
        ->required();
    command->add_option("--goals-compatible", options->goals,
                        "resultatet är förenligt med målen");
    command
        ->add_option("--discharge", options->discharge,
                     "ansvarsfrihet tillstyrks eller avstyrks")
        ->required();
    command->add_option("--remark", options->remark,
                        "skälet till annat än ja och tillstyrks");
    Add("show", "visa revisorer, granskningsplan och uttalanden", RunAuditShow);
  }

  void AddDischarge() {
    DischargeOptions* options;
    CLI::App* command =
        AddRecord("record", "registrera en medlems beslut om ansvarsfrihet",
                  &options, RunDischargeRecord);
    command->add_option("MEDLEM", options->member, "som gislaveds-kommun")
        ->required();
    command->add_option("--date", options->date, kDay)->required();
    command
        ->add_option("--decision", options->decision, "beviljas eller vägras")
        ->required();
    command
        ->add_option("--body", options->body,
                     "vem som beslutade, som kommunfullmäktige")
        ->required();
    command->add_option("--paragraph", options->paragraph,
                        "beslutets paragraf, som \"§ 87\"");
    command->add_option("--reason", options->reason,
                        "varför; krävs när ansvarsfrihet vägras eller beslutet "
                        "går emot revisorerna");
    Add("list", "visa vad medlemmarna har beslutat", RunDischargeList);
  }

 private:
  // A command that is recorded, with who gives it.
  template <typename Options>
  CLI::App* AddRecord(const char* name, const char* help, Options** options,
                      int (*run)(const CommonOptions&, const Options&)) {
    CLI::App* command = Add(name, help, options, run);
    AddActor(*command, &(*options)->actor);
    command->add_flag("--validate-only", (*options)->validate_only,
                      "kontrollera allt, lagra inget");
    return command;
  }
};

}  // namespace

void AddFollowUpCommands(CLI::App& app, const CommonOptions& common,
                         std::optional<int>* exit_code) {
  GoalsOptions* goals;
  CLI::App* command = CommandAdder(app, common, exit_code)
                          .Add("goals",
                               "visa målen, deras mått och båda "
                               "bedömningarna",
                               &goals, RunGoals);
  AddAudience(*command, &goals->audience);
  const auto group = [&](const char* name, const char* help) {
    CLI::App* added = app.add_subcommand(name, help);
    added->require_subcommand(1);
    added->fallthrough();
    return FollowUpApp(*added, common, exit_code);
  };
  group("deviation", "avvikelser i samverkan").AddDeviations();
  group("control", "internkontrollplanen").AddControls();
  group("policy", "policyer och deras granskning").AddPolicies();
  group("audit", "revisionen").AddAudit();
  group("discharge", "medlemmarnas beslut om ansvarsfrihet").AddDischarge();
}

}  // namespace finsam::cli
