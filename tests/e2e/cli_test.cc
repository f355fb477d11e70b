// The `finsam` command as a person and a script meet it.

#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

using testkit::Ended;

constexpr char kFolder[] = FINSAM_SOURCE_DIR "/examples/finnveden-2024";

// What docs promise to scripts.
constexpr int kOk = 0;
constexpr int kRefused = 1;
constexpr int kUsage = 2;
constexpr int kFindings = 3;
constexpr int kUnavailable = 4;

Ended Finsam(std::vector<std::string> arguments,
             const std::string& server = "127.0.0.1:1") {
  arguments.insert(arguments.begin(), testkit::Program("finsam"));
  return testkit::Run(std::move(arguments), {"FINSAM_SERVER=" + server});
}

int CountOf(const std::string& text, const std::string& word) {
  int count = 0;
  for (size_t at = text.find(word); at != std::string::npos;
       at = text.find(word, at + word.size())) {
    ++count;
  }
  return count;
}

class CliTest : public testing::Test {
 protected:
  Ended Run(std::vector<std::string> arguments) const {
    return Finsam(std::move(arguments), house_.Address("gateway"));
  }

  nlohmann::json RunForJson(std::vector<std::string> arguments,
                            int exit_code) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    const Ended ended = Run(std::move(arguments));
    EXPECT_EQ(ended.exit_code, exit_code) << ended.err;
    const std::string& text = exit_code == kRefused ? ended.err : ended.out;
    nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    EXPECT_TRUE(json.is_object()) << text;
    return json;
  }

  testkit::RunningHouse house_;
};

TEST(CliUsageTest, HelpTellsTheCommandsAndTheExitCodes) {
  const Ended help = Finsam({"--help"});
  EXPECT_EQ(help.exit_code, kOk);
  for (const char* word : {"up",
                           "import",
                           "report",
                           "explain",
                           "doctor",
                           "post",
                           "vouchers",
                           "account",
                           "reverse",
                           "lock",
                           "close",
                           "reopen",
                           "year",
                           "export",
                           "prove",
                           "verify",
                           "Slutkoder",
                           "0 klart",
                           "1 nekat",
                           "2 fel i kommandoraden",
                           "3 granskningen",
                           "4 en tjänst",
                           "FINSAM_SERVER"}) {
    EXPECT_TRUE(absl::StrContains(help.out, word)) << word;
  }
}

// The names below a heading of a help text, up to the next blank line.
std::vector<std::string> NamesBelow(const std::string& help,
                                    const std::string& heading) {
  std::vector<std::string> names;
  const size_t at = help.find(heading);
  if (at == std::string::npos) return names;
  std::istringstream lines(help.substr(at + heading.size()));
  for (std::string line; std::getline(lines, line) && !line.empty();) {
    // Deeper lines go on with the one above.
    if (line.size() > 2 && line[2] != ' ') {
      names.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
  }
  return names;
}

// Looks at the help of a command and of all below it.
void CheckHelp(const std::vector<std::string>& command, int* count) {
  std::vector<std::string> asked = command;
  asked.insert(asked.begin(), "help");
  const Ended help = Finsam(asked);
  const std::string name = absl::StrJoin(command, " ");
  EXPECT_EQ(help.exit_code, kOk) << name;
  EXPECT_FALSE(NamesBelow(help.out, "\nFlaggor:\n").empty()) << name;
  const std::vector<std::string> below = NamesBelow(help.out, "\nKommandon:\n");
  for (const std::string& more : below) {
    std::vector<std::string> longer = command;
    longer.push_back(more);
    CheckHelp(longer, count);
  }
  if (!below.empty()) return;
  ++*count;
  EXPECT_TRUE(absl::StrContains(
      help.out, absl::StrCat("\nExempel:\n  finsam ", name, " ")))
      << help.out;
}

TEST(CliUsageTest, EveryCommandHasHelpWithAnExample) {
  int count = 0;
  CheckHelp({}, &count);
  EXPECT_GE(count, 30);
}

TEST(CliUsageTest, AWrongCommandLineEndsWithTwo) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{
           {},
           {"exportera"},
           {"import"},
           {"explain"},
           {"report"},
           {"report", "sign"},
           {"doctor", "--timeout", "0"},
           {"post"},
           {"lock", "--reason", "x"},
           {"voucher", "A", "17", "18"},
           {"close"},
           {"reverse", "A 1", "--date", "2024-06-30"},
           {"reverse", "A 1", "--date", "i dag", "--reason", "x"},
           {"vouchers", "--from", "2024-02-30"},
           {"vouchers", "--to", "2024-2-1"},
           {"vouchers", "--min", "många"},
           {"account", "1930", "--from", "x"},
           {"account", "1930", "--to", "x"},
           {"lock", "--through", "x", "--reason", "x"},
           {"budget", "contributions", "--day", "x"},
           {"export", "-f", "sie5"},
           {"doctor", "--timeout", "en stund"},
           {"report", "render", "--format", "odt"},
           {"doctor", "--formatt", "json"}}) {
    const Ended ended = Finsam(arguments);
    EXPECT_EQ(ended.exit_code, kUsage)
        << (arguments.empty() ? "nothing" : arguments.back());
    EXPECT_FALSE(ended.err.empty());
  }
}

TEST(CliUsageTest, WithoutServicesItSaysHowToStartThem) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{
           {"doctor"}, {"import", kFolder}, {"report", "check"}}) {
    const Ended ended = Finsam(arguments);
    EXPECT_EQ(ended.exit_code, kUnavailable) << arguments[0];
    EXPECT_TRUE(absl::StrContains(ended.err, "finsam up")) << ended.err;
  }
}

TEST_F(CliTest, ImportTwiceSaysThatNothingChanged) {
  const Ended tried = Run({"import", "--validate-only", kFolder});
  EXPECT_EQ(tried.exit_code, kOk) << tried.err;
  EXPECT_EQ(CountOf(tried.out, "kontrollerad"), 5) << tried.out;
  EXPECT_EQ(Run({"report", "assemble"}).exit_code, kRefused);

  const Ended first = Run({"import", kFolder});
  EXPECT_EQ(first.exit_code, kOk) << first.err;
  EXPECT_EQ(CountOf(first.out, "lagrad"), 5) << first.out;
  const Ended second = Run({"import", kFolder});
  EXPECT_EQ(second.exit_code, kOk) << second.err;
  EXPECT_EQ(CountOf(second.out, "oförändrad"), 5) << second.out;
  EXPECT_EQ(CountOf(second.out, "lagrad"), 0) << second.out;
  const auto json = RunForJson({"import", kFolder}, kOk);
  ASSERT_EQ(json["services"].size(), 5U);
  for (const auto& service : json["services"]) {
    EXPECT_EQ(service["revision"]["revision"], "1");
  }
}

// Whoever regrets a change imports the older folder again.
TEST_F(CliTest, AnOlderFolderImportedAgainIsStoredAgain) {
  const testkit::TempFolder folder;
  YearFiles changed = Finnveden2024();
  Replace(changed, "counts.csv", ";47;26;;;73;", ";47;27;;;74;");
  changed["text/vision.md"] = "Plats för alla.\n";
  WriteFolder(changed, folder.path());
  ASSERT_EQ(Run({"import", kFolder}).exit_code, kOk);
  const Ended before = Run({"report", "render", "--format", "text"});
  ASSERT_EQ(Run({"import", folder.path()}).exit_code, kOk);
  EXPECT_NE(Run({"report", "render", "--format", "text"}).out, before.out);
  ASSERT_EQ(Run({"import", kFolder}).exit_code, kOk);
  const auto json = RunForJson({"report", "assemble"}, kOk);
  for (const auto& source : json["report"]["sources"]) {
    const bool touched =
        source["service"] == "participants" || source["service"] == "gateway";
    EXPECT_EQ(source["revision"], touched ? "3" : "1") << source["service"];
  }
}

// An old folder must not take a decision back.
TEST_F(CliTest, AnOlderBudgetImportedAgainIsRefused) {
  const testkit::TempFolder folder;
  YearFiles revised = Finnveden2024();
  Replace(revised, "budget.csv", "§ 31", "§ 32");
  Replace(revised, "budget.csv", ";562500;", ";562600;");
  WriteFolder(revised, folder.path());
  ASSERT_EQ(Run({"import", kFolder}).exit_code, kOk);
  ASSERT_EQ(Run({"import", folder.path()}).exit_code, kOk);
  const Ended refused = Run({"import", kFolder});
  EXPECT_EQ(refused.exit_code, kRefused);
  EXPECT_TRUE(absl::StrContains(refused.err, "BUDGET_REVERTED") ||
              absl::StrContains(refused.err, "budget.csv"))
      << refused.err;
  EXPECT_TRUE(absl::StrContains(
      RunForJson({"explain", "budget/it-sparet/2024"}, kOk).dump(),
      "56260000"));
}

TEST_F(CliTest, ARefusedFolderSaysWhereAndWhat) {
  const testkit::TempFolder folder;
  YearFiles files = Finnveden2024();
  const int64_t line =
      Replace(files, "counts.csv", ";47;26;;;73;", ";47;26;;;74;");
  WriteFolder(files, folder.path());
  const Ended refused = Run({"import", folder.path()});
  EXPECT_EQ(refused.exit_code, kRefused);
  for (const std::string& part :
       {absl::StrCat("counts.csv:", line, ":"), std::string("[COUNT_SUM]"),
        std::string("fann 74"), std::string("väntade 73"),
        std::string("Inget har lagrats.")}) {
    EXPECT_TRUE(absl::StrContains(refused.err, part)) << part << "\n"
                                                      << refused.err;
  }
  const auto json = RunForJson({"import", folder.path()}, kRefused);
  EXPECT_EQ(json["reason"], "COUNT_SUM");
  EXPECT_EQ(json["problems"][0]["file"], "counts.csv");
  EXPECT_EQ(json["problems"][0]["line"], line);

  EXPECT_EQ(RunForJson({"import", folder.File("nowhere")}, kRefused)["reason"],
            "FOLDER_UNREADABLE");
  const testkit::TempFolder empty;
  EXPECT_EQ(RunForJson({"import", empty.path()}, kRefused)["reason"],
            "FILE_MISSING");
  files = Finnveden2024();
  files["budgt.csv"] = files["budget.csv"];
  WriteFolder(files, folder.path());
  const Ended misspelt = Run({"import", folder.path()});
  EXPECT_EQ(misspelt.exit_code, kRefused);
  EXPECT_TRUE(absl::StrContains(misspelt.err, "budgt.csv")) << misspelt.err;
}

TEST_F(CliTest, ReportsAreAssembledCheckedAndWritten) {
  ASSERT_EQ(Run({"import", kFolder}).exit_code, kOk);
  const Ended assembled = Run({"report", "assemble"});
  EXPECT_EQ(assembled.exit_code, kOk);
  EXPECT_TRUE(absl::StrContains(assembled.out, "−518\u00a0359"))
      << assembled.out;
  EXPECT_EQ(RunForJson({"report", "assemble"}, kOk)["report"]["title"],
            "Årsredovisning 2024");

  const Ended checked = Run({"report", "check"});
  EXPECT_EQ(checked.exit_code, kFindings);
  EXPECT_TRUE(absl::StrContains(checked.out, "PD-1")) << checked.out;
  EXPECT_EQ(RunForJson({"report", "check"}, kFindings)["findings"].size(), 18U);

  const testkit::TempFolder folder;
  for (const auto& [format, beginning] :
       {std::pair{"html", "<!DOCTYPE html>"},
        {"json", "{"},
        {"text", "Finnvedens samordningsförbund"}}) {
    const std::string path = folder.File(format);
    EXPECT_EQ(
        Run({"report", "render", "--format", format, "-o", path}).exit_code,
        kOk);
    const std::string written = testkit::ReadWholeFile(path);
    EXPECT_TRUE(absl::StartsWithIgnoreCase(written, beginning)) << format;
    EXPECT_EQ(written, Run({"report", "render", "-f", format}).out) << format;
  }
  const std::string page = folder.File("html");
  EXPECT_EQ(Run({"report", "render", "-o", page}).exit_code, kOk) << "the same";
  testkit::WriteWholeFile(page, "egna anteckningar");
  const Ended refused = Run({"report", "render", "-o", page});
  EXPECT_EQ(refused.exit_code, kRefused);
  EXPECT_TRUE(absl::StrContains(refused.err, "--force")) << refused.err;
  EXPECT_EQ(testkit::ReadWholeFile(page), "egna anteckningar");
  EXPECT_EQ(Run({"report", "render", "-o", page, "--force"}).exit_code, kOk);
  EXPECT_EQ(testkit::ReadWholeFile(page),
            Run({"report", "render", "-o", "-"}).out);
  const Ended unwritable =
      Run({"report", "render", "-o", folder.File("none/such/report.html")});
  EXPECT_EQ(unwritable.exit_code, kRefused);

  EXPECT_EQ(
      Run({"report", "check", "--association", "222000-2279", "--year", "2024"})
          .exit_code,
      kRefused);
  EXPECT_EQ(Run({"report", "check", "--association", "222000-1512"}).exit_code,
            kUsage);
}

TEST_F(CliTest, ExplainGoesDownToTheVouchers) {
  ASSERT_EQ(Run({"import", kFolder}).exit_code, kOk);
  const Ended kansli = Run({"explain", "note-3/kansli/2024", "--all"});
  EXPECT_EQ(kansli.exit_code, kOk) << kansli.err;
  for (const char* word : {"note-3/kansli/2024", "522\u00a0574\u00a0kr",
                           "Konto", "Ver", "2024-"}) {
    EXPECT_TRUE(absl::StrContains(kansli.out, word)) << word << kansli.out;
  }
  const auto json =
      RunForJson({"explain", "income-statement/operating-costs/2024"}, kOk);
  EXPECT_EQ(json["steps"][0]["figure"]["id"],
            "income-statement/operating-costs/2024");
  const auto& voucher = json["books"]["entries"][0];
  EXPECT_FALSE(voucher["series"].get<std::string>().empty());
  EXPECT_EQ(voucher["date"]["year"], 2024);

  const auto unknown = RunForJson({"explain", "note-3/kansl/2024"}, kRefused);
  EXPECT_EQ(unknown["reason"], "FIGURE_UNKNOWN");
  EXPECT_TRUE(absl::StrContains(unknown["message"].get<std::string>(),
                                "note-3/kansli/2024"));
}

TEST_F(CliTest, DoctorSaysWhoIsDown) {
  EXPECT_EQ(Run({"doctor"}).exit_code, kOk);
  house_.Kill("budget");
  const Ended ill = Run({"doctor"});
  EXPECT_EQ(ill.exit_code, kUnavailable);
  EXPECT_EQ(CountOf(ill.out, "svarar inte"), 1) << ill.out;
  EXPECT_EQ(CountOf(ill.out, "frisk"), 4) << ill.out;
  const auto json = RunForJson({"doctor"}, kUnavailable);
  for (const auto& service : json["services"]) {
    EXPECT_EQ(service.value("healthy", false), service["service"] != "budget");
  }
  house_.Restart("budget");
  EXPECT_TRUE(testkit::WaitUntil(
      [this] { return Run({"doctor"}).exit_code == kOk; }, absl::Seconds(5)));
}

// `finsam up` in a folder of its own.
class UpTest : public testing::Test {
 protected:
  UpTest() {
    setenv("FINSAM_KEY_FILE", folder_.File("data/office.key").c_str(), 1);
  }
  ~UpTest() override { unsetenv("FINSAM_KEY_FILE"); }

  testkit::Process& Up(std::vector<std::string> more = {"--first-port", "0"}) {
    std::vector<std::string> command = {testkit::Program("finsam"), "up",
                                        "--data", folder_.File("data")};
    command.insert(command.end(), more.begin(), more.end());
    processes_.push_back(std::make_unique<testkit::Process>(
        command, folder_.File("out"), folder_.File("err")));
    processes_.back()->Start();
    return *processes_.back();
  }

  bool AwaitServing(testkit::Process& up) {
    return testkit::WaitUntil(
               [&] {
                 return absl::StrContains(Out(), "Ctrl-C") || !up.Running();
               },
               absl::Seconds(60)) &&
           up.Running();
  }

  std::string Out() const {
    return testkit::ReadWholeFile(folder_.File("out"));
  }
  std::string Err() const {
    return testkit::ReadWholeFile(folder_.File("err"));
  }
  std::string Gateway() const {
    return std::string(absl::StripAsciiWhitespace(
        testkit::ReadWholeFile(folder_.File("data/gateway.address"))));
  }

  // The services' process ids.
  static std::vector<pid_t> Children(const testkit::Process& up) {
    std::istringstream text(testkit::ReadWholeFile(
        absl::StrCat("/proc/", up.pid(), "/task/", up.pid(), "/children")));
    std::vector<pid_t> children;
    for (pid_t child = 0; text >> child;) children.push_back(child);
    return children;
  }

  static bool Lives(pid_t process) { return kill(process, 0) == 0; }

  testkit::TempFolder folder_;
  std::vector<std::unique_ptr<testkit::Process>> processes_;
};

TEST_F(UpTest, CtrlCEndsAllServices) {
  testkit::Process& up = Up();
  ASSERT_TRUE(AwaitServing(up)) << Err();
  const std::vector<pid_t> children = Children(up);
  ASSERT_EQ(children.size(), 5U);
  EXPECT_EQ(Finsam({"doctor"}, Gateway()).exit_code, kOk);
  EXPECT_EQ(Finsam({"import", kFolder}, Gateway()).exit_code, kOk);
  // The key is the owner's alone.
  EXPECT_EQ(
      std::filesystem::status(folder_.File("data/office.key")).permissions(),
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  up.Signal(SIGINT);
  EXPECT_EQ(up.WaitForExit(absl::Seconds(30)), kOk);
  for (const pid_t child : children) EXPECT_FALSE(Lives(child));
}

TEST_F(UpTest, AServiceThatDiesIsStartedAgain) {
  testkit::Process& up = Up();
  ASSERT_TRUE(AwaitServing(up)) << Err();
  ASSERT_EQ(Finsam({"import", kFolder}, Gateway()).exit_code, kOk);
  for (const pid_t child : Children(up)) {
    kill(child, SIGKILL);
    EXPECT_TRUE(testkit::WaitUntil(
        [&] {
          return !Lives(child) &&
                 Finsam({"doctor"}, Gateway()).exit_code == kOk;
        },
        absl::Seconds(20)));
  }
  EXPECT_EQ(Children(up).size(), 5U);
  EXPECT_EQ(CountOf(Err(), "startas igen"), 5) << Err();
  EXPECT_EQ(Finsam({"report", "check"}, Gateway()).exit_code, kFindings);
  up.Signal(SIGTERM);
  EXPECT_EQ(up.WaitForExit(absl::Seconds(30)), kOk);
}

TEST_F(UpTest, ASecondOneOnTheSamePortsSaysSo) {
  testkit::Process& first = Up();
  ASSERT_TRUE(AwaitServing(first)) << Err();
  const std::vector<pid_t> children = Children(first);
  const std::string gateway = Gateway();
  const std::string port = gateway.substr(gateway.rfind(':') + 1);
  for (const std::vector<std::string>& more :
       std::vector<std::vector<std::string>>{
           {"--data", folder_.File("other"), "--first-port", port},
           {"--first-port", "0"}}) {  // Other ports, but the same data.
    std::vector<std::string> command = {"up", "--data", folder_.File("data")};
    if (more[0] == "--data") command.resize(1);
    command.insert(command.end(), more.begin(), more.end());
    const Ended second = Finsam(command);
    EXPECT_EQ(second.exit_code, kUnavailable) << second.out;
    EXPECT_TRUE(absl::StrContains(second.err, "startade inte (")) << second.err;
  }
  EXPECT_EQ(Children(first), children);
  EXPECT_EQ(Finsam({"doctor"}, gateway).exit_code, kOk);
  first.Signal(SIGINT);
  EXPECT_EQ(first.WaitForExit(absl::Seconds(30)), kOk);
}

}  // namespace
}  // namespace finsam::e2e
