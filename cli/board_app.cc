#include "cli/board_app.h"

#include <string>
#include <vector>

#include "cli/board_commands.h"
#include "cli/command_adder.h"
#include "cli/meeting_commands.h"

namespace finsam::cli {
namespace {

using Names = std::vector<std::string>;

constexpr char kItem[] = "ärendets nummer på föredragningslistan";
constexpr char kTrial[] = "kontrollera allt, lagra inget";
constexpr char kOn[] = "dagen, som 2024-12-05; annars i dag";

// Names are given with commas between, or by the option again.
CLI::Option* AddNames(CLI::App& command, const char* option, Names* names,
                      const char* help) {
  return command.add_option(option, *names, help)->delimiter(',');
}

// Adds the commands of the board one by one.
class BoardApp : private CommandAdder {
 public:
  using CommandAdder::CommandAdder;

  void AddAll() {
    AtOptions* at;
    Add("show", "visa styrelsen den dagen", &at, RunBoardShow)
        ->add_option("--at", at->day, "dagen, som 2024-12-31; annars i dag");
    Add("terms", "visa alla uppdrag, också förra och kommande", RunBoardTerms);
    AddAppoint();
    AddEnd("end", "låt ett uppdrag upphöra", RunBoardEnd);
    AddEnd("replace", "låt ersättaren inträda för resten av mandattiden",
           RunBoardReplace);
  }

 private:
  void AddAppoint() {
    AppointOptions* options;
    CLI::App* command = Add("appoint", "anteckna att någon är utsedd", &options,
                            RunBoardAppoint);
    command->add_option("NAMN", options->person, "vem")->required();
    command
        ->add_option("--role", options->role,
                     "ordförande, vice ordförande, ledamot, ersättare, "
                     "beredningsgrupp eller förbundschef")
        ->required();
    command->add_option("--member", options->member,
                        "medlemmen som utser, som gislaveds-kommun");
    command->add_option("--from", options->start, "första dagen")->required();
    command->add_option("--to", options->end,
                        "sista dagen; annars mandattidens");
    command->add_option("--eligible", options->eligibility,
                        "valbar som: fullmäktige, Försäkringskassan eller "
                        "Arbetsförmedlingen");
    command->add_option("--place", options->place,
                        "vilken av medlemmens platser, eller ersättarens "
                        "ordning; annars den första lediga");
    command->add_flag("--validate-only", options->validate_only, kTrial);
    AddActor(*command, &options->actor);
  }

  void AddEnd(const char* name, const char* help,
              int (*run)(const CommonOptions&, const EndOptions&)) {
    EndOptions* options;
    CLI::App* command = Add(name, help, &options, run);
    command->add_option("NAMN", options->person, "vem som slutar")->required();
    if (run == RunBoardReplace) {
      command->add_option("ERSÄTTARE", options->deputy, "vem som inträder")
          ->required();
    }
    command->add_option("--role", options->role, "den slutandes roll")
        ->required();
    command->add_option("--member", options->member, "medlemmen som utsåg");
    command->add_option("--last-day", options->last_day, "sista dagen")
        ->required();
    command->add_flag("--validate-only", options->validate_only, kTrial);
    AddActor(*command, &options->actor);
  }
};

// Adds the commands of meetings one by one.
class MeetingApp : private CommandAdder {
 public:
  using CommandAdder::CommandAdder;

  void AddAll() {
    AddCall();
    AddPresence();
    AddConflict();
    AddDecide();
    AddDelegated();
    AddClose();
    AddApprove();
    AddPost();
    AddSign();
    MeetingOptions* show;
    CLI::App* command = Add("show", "visa vad som är antecknat om mötet", &show,
                            RunMeetingShow);
    AddDay(*command, &show->day);
    Add("list", "lista årets möten", RunMeetingList);
    AddMinutes();
  }

 private:
  static void AddDay(CLI::App& command, std::string* day) {
    command.add_option("DAG", *day, "mötets dag, som 2024-11-28")->required();
  }

  // A command that writes.
  template <typename Options>
  CLI::App* AddWrite(const char* name, const char* help, Options** options,
                     int (*run)(const CommonOptions&, const Options&)) {
    CLI::App* command = Add(name, help, options, run);
    AddDay(*command, &(*options)->day);
    command->add_flag("--validate-only", (*options)->validate_only, kTrial);
    AddActor(*command, &(*options)->actor);
    return command;
  }

  void AddCall() {
    CallOptions* options;
    CLI::App* call =
        AddWrite("call", "kalla till ett möte", &options, RunMeetingCall);
    call->add_option("--item", options->items,
                     "ett ärende, i ordning; budget:, årsredovisning: eller "
                     "samråd: före rubriken säger vad det gäller, val: eller "
                     "två tredjedelar: hur det avgörs")
        ->required();
    call->add_option("--kind", options->kind, "slag")->capture_default_str();
    call->add_option("--place", options->place, "var");
    call->add_option("--called", options->called,
                     "när kallelsen gick; annars i dag");
    call->add_flag("--public", options->is_public, "mötet är offentligt");
    call->add_flag("--per-meeting", options->per_meeting,
                   "paragraferna börjar om vid varje möte");
    call->add_option("--first-number", options->first_number,
                     "första paragrafen; annars nästa");
  }

  void AddPresence() {
    PresenceOptions* options;
    CLI::App* presence =
        AddWrite("presence", "anteckna vilka som är närvarande från och med nu",
                 &options, RunMeetingPresence);
    AddNames(*presence, "--present", &options->present, "på plats");
    AddNames(*presence, "--remote", &options->remote,
             "på distans med ljud och bild");
    presence->add_option("--sound", options->sound,
                         "på distans med enbart ljud, som \"Namn=skäl\"");
    presence->add_option("--serving", options->serving,
                         "tjänstgörande ersättare, som \"Ersättare=Ledamot\"");
    presence->add_option("--guest", options->guests,
                         "andra, som \"Namn=ekonom\"");
    presence->add_option("--acting-chair", options->acting_chair,
                         "vem som är vald att leda mötet");
  }

  void AddConflict() {
    ConflictOptions* options;
    CLI::App* conflict = AddWrite("conflict", "anteckna att någon är jävig",
                                  &options, RunMeetingConflict);
    conflict->add_option("--item", options->item, kItem)->required();
    conflict->add_option("--person", options->person, "vem")->required();
    conflict->add_option("--reason", options->reason, "varför");
    conflict->add_option("--deputy", options->deputy,
                         "ersättaren som tjänstgör i ärendet");
  }

  void AddDecide() {
    DecideOptions* options;
    CLI::App* decide =
        AddWrite("decide", "anteckna ett beslut", &options, RunMeetingDecide);
    decide->add_option("--item", options->item, kItem)->required();
    decide->add_option("--text", options->text,
                       "vad som beslutades; annars förslaget som vann");
    decide->add_option("--proposal", options->proposals, "ett förslag");
    AddNames(*decide, "--first", &options->first,
             "vilka som röstar på första förslaget");
    AddNames(*decide, "--second", &options->second,
             "vilka som röstar på andra förslaget");
    AddNames(*decide, "--abstain", &options->abstain, "vilka som avstår");
    decide
        ->add_option("--ballot", options->ballot,
                     "i ett val: hur många slutna röster varje förslag fick, "
                     "som 3,2")
        ->delimiter(',');
    decide->add_option("--outcome", options->outcome,
                       "förslaget som vann utan att röster räknades, eller som "
                       "lotten gav");
    decide->add_option("--acting-chair", options->acting_chair,
                       "vem som är vald att leda ärendet");
    decide->add_option("--reservation", options->reservations,
                       "en reservation, som \"Namn=text\"");
    decide->add_option("--prose", options->prose_file,
                       "fil med protokollets text, i Markdown");
  }

  void AddDelegated() {
    DelegatedOptions* options;
    CLI::App* delegated = AddWrite("delegated", "anmäl ett delegerat beslut",
                                   &options, RunMeetingDelegated);
    delegated->add_option("--date", options->date, "när det fattades")
        ->required();
    delegated->add_option("--person", options->person, "vem som beslutade")
        ->required();
    delegated->add_option("--text", options->text, "vad")->required();
    delegated->add_option("--ground", options->ground,
                          "var delegationen står, som delegationsordning 3.2");
  }

  void AddClose() {
    MeetingCloseOptions* options;
    CLI::App* close =
        AddWrite("close", "avsluta mötet", &options, RunMeetingClose);
    AddNames(*close, "--adjuster", &options->adjusters,
             "vem som justerar utöver ordföranden")
        ->required();
    close->add_option("--reservation", options->reservations,
                      "en reservation, som \"42:Namn=text\"");
  }

  void AddApprove() {
    ApproveOptions* options;
    CLI::App* approve =
        AddWrite("approve", "anteckna att protokollet justerats", &options,
                 RunMeetingApprove);
    AddNames(*approve, "--by", &options->persons,
             "alla som var ordförande och alla justerare")
        ->required();
    approve->add_option("--on", options->date, kOn);
  }

  void AddPost() {
    MeetingNoticeOptions* options;
    CLI::App* post = AddWrite("post", "anteckna att justeringen är anslagen",
                              &options, RunMeetingPost);
    AddNames(*post, "--member", &options->members,
             "kommunen eller regionen vars anslagstavla det är")
        ->required();
    post->add_option("--on", options->date, kOn);
    post->add_option("--kept-at", options->kept_at, "var protokollet finns");
  }

  void AddSign() {
    MinutesSignOptions* options;
    CLI::App* sign = AddWrite(
        "sign", "öppna en omgång för underskrift av det justerade protokollet",
        &options, RunMeetingSign);
    sign->add_option("--due", options->due, "sista dagen, som 2024-12-20")
        ->required();
    sign->add_option("--attest", options->attest,
                     "meningen som intygas; annars den vanliga");
    sign->add_flag("--in-order", options->in_order,
                   "ordföranden först, och sedan justerarna i ordning");
  }

  void AddMinutes() {
    MinutesOptions* options;
    CLI::App* minutes =
        Add("minutes", "skriv protokollet", &options, RunMeetingMinutes);
    AddDay(*minutes, &options->day);
    minutes->add_option("-f,--format", options->format, "md, html eller pdf")
        ->check(CLI::IsMember({"md", "html", "pdf"}))
        ->capture_default_str();
    AddOutput(*minutes, &options->output, &options->force);
  }
};

CLI::App* AddGroup(CLI::App& app, const char* name, const char* help) {
  CLI::App* group = app.add_subcommand(name, help);
  group->require_subcommand(1);
  group->fallthrough();
  return group;
}

}  // namespace

void AddBoardCommands(CLI::App& app, const CommonOptions& common,
                      std::optional<int>* exit_code) {
  BoardApp(*AddGroup(app, "board", "styrelsen och uppdragen i den"), common,
           exit_code)
      .AddAll();
  MeetingApp(*AddGroup(app, "meeting", "styrelsens möten och protokoll"),
             common, exit_code)
      .AddAll();
  AtOptions* at;
  CommandAdder(app, common, exit_code)
      .Add("clocks", "visa lagens tider och hur de hålls", &at, RunClocks)
      ->add_option("--at", at->day, "dagen, som 2024-12-31; annars i dag");
}

}  // namespace finsam::cli
