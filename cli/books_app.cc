#include "cli/books_app.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "cli/books_commands.h"
#include "cli/command_adder.h"
#include "cli/proof_commands.h"
#include "cli/year_commands.h"

namespace finsam::cli {
namespace {

constexpr char kFrom[] = "första dagen, som 2024-11-01";
constexpr char kTo[] = "sista dagen, som 2024-11-30";
constexpr char kObject[] = "dimension och objekt, som 6:30";
constexpr char kVoucher[] = "serie och nummer, som A 17 eller A17";

int LockAsAsked(const CommonOptions& common, const LockOptions& options) {
  if (options.through.empty() && !options.lift) {
    throw CLI::RequiredError("--through eller --lift");
  }
  return RunLock(common, options);
}

// Adds commands one by one.
class BooksApp : private CommandAdder {
 public:
  using CommandAdder::CommandAdder;

  void AddAll() {
    AddPost();
    AddVoucher();
    AddVouchers();
    AddAccount();
    AddReverse();
    AddYear();
    AddLock();
    AddClose();
    AddExport();
    AddProve();
    AddVerify();
  }

 private:
  // A voucher's name, with or without quotes around its two words.
  static void AddName(CLI::App& command, std::string* name) {
    command
        .add_option_function<std::vector<std::string>>(
            "VER",
            [name](const std::vector<std::string>& words) {
              *name = absl::StrJoin(words, " ");
            },
            kVoucher)
        ->expected(1, 2)
        ->required();
  }

  void AddPost() {
    PostOptions* options;
    CLI::App* post =
        Add("post", "bokför verifikationer ur en tabell", &options, RunPost);
    post->add_option("FIL", options->file,
                     "CSV: serie;datum;text;konto;objekt;belopp;radtext")
        ->required();
    post->add_flag("--validate-only", options->validate_only,
                   "läs filen och se att allt balanserar, bokför inget");
    post->add_option(
        "--batch", options->batch,
        "namn på omgången, som mars-2; samma fil bokförs igen bara "
        "under ett nytt namn");
  }

  void AddVoucher() {
    std::string* voucher;
    CLI::App* command =
        Add("voucher", "visa en verifikation", &voucher, RunVoucher);
    AddName(*command, voucher);
  }

  void AddVouchers() {
    VouchersOptions* options;
    CLI::App* vouchers =
        Add("vouchers", "lista verifikationer", &options, RunVouchers);
    vouchers->add_option("--series", options->series, "serie, som A");
    vouchers->add_option("--from", options->from, kFrom);
    vouchers->add_option("--to", options->to, kTo);
    vouchers->add_option("--account", options->accounts,
                         "konto, som 1930, 30xx eller 4000-7999; kan ges flera "
                         "gånger");
    vouchers->add_option("--object", options->object, kObject);
    vouchers->add_option("--min", options->min,
                         "en rad på minst så många kronor, som 1000");
    vouchers->add_option("--max", options->max,
                         "en rad på högst så många kronor, som 2500,50");
    vouchers->add_option("--text", options->text,
                         "ord som ska finnas i texten, som hyra");
    vouchers->add_flag("--all", options->all,
                       "visa alla, inte bara de första tusen");
  }

  void AddAccount() {
    AccountOptions* options;
    CLI::App* account = Add("account", "visa ett kontos huvudbok med saldon",
                            &options, RunAccount);
    account->add_option("KONTO", options->account, "kontonummer, som 1930")
        ->required();
    account->add_option("--from", options->from, kFrom);
    account->add_option("--to", options->to, kTo);
    account->add_option("--object", options->object, kObject);
    account->add_flag("--all", options->all,
                      "visa alla, inte bara de första tusen");
  }

  void AddReverse() {
    ReverseOptions* options;
    CLI::App* reverse = Add("reverse", "återför en verifikation med en ny",
                            &options, RunReverse);
    AddName(*reverse, &options->voucher);
    reverse
        ->add_option("--date", options->date,
                     "dag att bokföra på, som 2024-12-31")
        ->required();
    reverse->add_option("--reason", options->reason, "varför, i ord")
        ->required();
    reverse->add_option("--series", options->series,
                        "serie, som M; annars verifikationens egen, om den "
                        "inte kom med en SIE-fil");
    reverse->add_option("--in-year", options->in_year,
                        "räkenskapsår att bokföra i, som 2025; annars "
                        "verifikationens");
  }

  void AddYear() {
    Add("year", "visa räkenskapsår, lås och stängningar", RunYear);
  }

  void AddLock() {
    LockOptions* options;
    CLI::App* lock =
        Add("lock", "lås året till och med en dag", &options, LockAsAsked);
    lock->add_option("--through", options->through,
                     "sista låsta dagen, som 2024-06-30");
    lock->add_flag("--lift", options->lift,
                   "häv låset, eller med --through: låt det sluta tidigare");
    lock->add_option("--reason", options->reason, "varför, i ord")->required();
  }

  void AddClose() {
    CloseOptions* options;
    CLI::App* close =
        Add("close", "stäng året och öppna nästa", &options, RunClose);
    close
        ->add_option(
            "--capital-account", options->capital_account,
            "konto för eget kapital som resultatet förs till, som 2010")
        ->required();
    close->add_option("--reason", options->reason,
                      "varför, när året har varit stängt förut");
    close->add_flag("--yes", options->yes,
                    "stäng också ett år som inte ser färdigt ut");
    std::string* reason;
    Add("reopen", "öppna ett stängt år igen", &reason, RunReopen)
        ->add_option("--reason", *reason, "varför, och vems beslut, i ord")
        ->required();
  }

  void AddExport() {
    ExportOptions* options;
    CLI::App* command =
        Add("export", "skriv årets böcker till en fil", &options, RunExport);
    command
        ->add_option("-f,--form", options->format,
                     "sie4e, sie1, sie2, sie3, sie4i eller journal (hledger)")
        ->check(CLI::IsMember(
            {"sie4e", "sie1", "sie2", "sie3", "sie4i", "journal"}))
        ->capture_default_str();
    AddOutput(*command, &options->output, &options->force);
  }

  void AddProve() {
    ProveOptions* options;
    CLI::App* prove = Add("prove",
                          "skriv beviset för att en verifikation är "
                          "bokförd",
                          &options, RunProve);
    AddName(*prove, &options->voucher);
    AddOutput(*prove, &options->output, &options->force);
  }

  void AddVerify() {
    VerifyOptions* options;
    CLI::App* verify =
        Add("verify", "pröva ett bevis utan tjänster, eller alla böcker",
            &options, RunVerify);
    verify->add_option("BEVIS", options->file,
                       "fil från finsam prove; utan den räknas böckerna om");
    verify->add_option("--root", options->root,
                       "rot som är känd från annat håll, 64 hexsiffror");
    verify->add_option("--size", options->size,
                       "hur många verifikationer den roten står för, som 483");
  }
};

}  // namespace

void AddBooksCommands(CLI::App& app, const CommonOptions& common,
                      std::optional<int>* exit_code) {
  BooksApp(app, common, exit_code).AddAll();
}

}  // namespace finsam::cli
