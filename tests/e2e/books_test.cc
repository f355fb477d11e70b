// The books through the front door, as an office meets them in a year: post,
// look, take back, export, prove, lock, close.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

using nlohmann::json;
using testkit::Ended;

constexpr char kFolder[] = FINSAM_SOURCE_DIR "/examples/finnveden-2024";
// Nobody is there.
constexpr char kNowhere[] = "127.0.0.1:1";
constexpr int kOk = 0;
constexpr int kRefused = 1;
constexpr int kUsage = 2;

constexpr char kTable[] =
    "serie;datum;text;konto;objekt;belopp;radtext\n"
    "X;2024-11-28;Arvode möte;6890;6:80;1 000,00;ordförande\n"
    "X;2024-11-28;Arvode möte;1930;;-1 000,00;\n"
    "X;2024-11-29;Resa;6890;6:80;250,50;\n"
    ";;;1930;;-250,50;\n";

class BooksTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(Run({"import", kFolder}).exit_code, kOk); }

  static Ended RunAt(const std::string& server,
                     std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), testkit::Program("finsam"));
    return testkit::Run(std::move(arguments), {"FINSAM_SERVER=" + server});
  }
  Ended Run(std::vector<std::string> arguments) const {
    return RunAt(house_.Address("gateway"), std::move(arguments));
  }

  // The JSON that a command answers with, or its refusal.
  json RunForJson(std::vector<std::string> arguments, int exit_code) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    const Ended ended = Run(std::move(arguments));
    EXPECT_EQ(ended.exit_code, exit_code) << ended.out << ended.err;
    json parsed =
        json::parse(exit_code == kOk ? ended.out : ended.err, nullptr, false);
    EXPECT_TRUE(parsed.is_object()) << ended.out << ended.err;
    return parsed.is_object() ? parsed : json::object();
  }
  std::string ReasonFor(std::vector<std::string> arguments,
                        int exit_code = kRefused) const {
    return RunForJson(std::move(arguments), exit_code).value("reason", "");
  }

  // Posts kTable.
  json Post(std::vector<std::string> more = {}) const {
    testkit::WriteWholeFile(folder_.File("ver.csv"), kTable);
    std::vector<std::string> command = {"post", folder_.File("ver.csv")};
    command.insert(command.end(), more.begin(), more.end());
    return RunForJson(command, kOk);
  }

  std::string File(const std::string& name) const { return folder_.File(name); }
  std::string Written(const std::string& name) const {
    return testkit::ReadWholeFile(folder_.File(name));
  }

  testkit::RunningHouse house_;
  testkit::TempFolder folder_;
};

TEST_F(BooksTest, PostedListedTakenBack) {
  EXPECT_EQ(Post({"--validate-only"})["vouchers"].size(), 2U);
  EXPECT_EQ(RunForJson({"vouchers", "--series", "X"}, kOk).count("vouchers"),
            0U);
  const json posted = Post();
  ASSERT_EQ(posted["vouchers"].size(), 2U) << posted;
  EXPECT_EQ(posted["vouchers"][1]["number"], "2");
  // The same file again posts nothing more and says so; under another name it
  // does.
  json again = Post();
  EXPECT_EQ(again.value("replayed", false), true) << again;
  again.erase("replayed");
  EXPECT_EQ(again, posted);
  EXPECT_TRUE(
      absl::StrContains(Run({"post", File("ver.csv")}).out, "inget bokfört"));
  EXPECT_EQ(Post({"--batch", "igen"})["vouchers"][1]["number"], "4");

  const json found = RunForJson(
      {"vouchers", "--account", "6890", "--min", "900", "--text", "arvode",
       "--from", "2024-11-28", "--to", "2024-11-28", "--series", "X"},
      kOk);
  ASSERT_EQ(found["vouchers"].size(), 2U) << found;
  EXPECT_EQ(found["vouchers"][0]["entries"][0]["objects"][0]["object"], "80");

  const Ended reversed = Run({"reverse", "X 1", "--date", "2024-11-30",
                              "--reason", "Bokförd två gånger"});
  EXPECT_EQ(reversed.exit_code, kOk) << reversed.err;
  EXPECT_TRUE(absl::StrContains(reversed.out, "X 5  2024-11-30"))
      << reversed.out;
  EXPECT_TRUE(absl::StrContains(reversed.out, "återför X 1")) << reversed.out;
  EXPECT_EQ(ReasonFor({"reverse", "X 1", "--date", "2024-11-30", "--reason",
                       "en gång till"}),
            "VOUCHER_REVERSED");
  const Ended voucher = Run({"voucher", "X1"});
  EXPECT_TRUE(absl::StrContains(voucher.out, "återförd av X 5")) << voucher.out;
  EXPECT_EQ(Run({"voucher", "X", "1"}).out, voucher.out);
  EXPECT_EQ(ReasonFor({"voucher", "X 99"}), "VOUCHER_UNKNOWN");

  const json account = RunForJson({"account", "6890", "--from", "2024-11-28",
                                   "--to", "2024-11-30", "--object", "6:80"},
                                  kOk);
  int64_t balance = std::stoll(account.value("openingOre", "0"));
  ASSERT_GE(account["lines"].size(), 5U) << account;
  for (const json& line : account["lines"]) {
    balance += std::stoll(line["entry"]["amountOre"].get<std::string>());
    EXPECT_EQ(line["balanceOre"], absl::StrCat(balance));
  }
  EXPECT_EQ(account["closingOre"], absl::StrCat(balance));
  const Ended shown = Run({"account", "6890"});
  EXPECT_TRUE(absl::StrContains(shown.out, "Utgående saldo")) << shown.out;
}

TEST_F(BooksTest, ARefusedTableNamesItsLineAndPostsNothing) {
  std::string table = kTable;
  table = absl::StrReplaceAll(table, {{"6890;6:80;250,50", "5999;;250,50"}});
  testkit::WriteWholeFile(File("ver.csv"), table);
  const json refused = RunForJson({"post", File("ver.csv")}, kRefused);
  EXPECT_EQ(refused["reason"], "ACCOUNT_UNKNOWN");
  testkit::WriteWholeFile(File("ver.csv"),
                          absl::StrReplaceAll(table, {{";-250,50", ";-250"}}));
  const json unbalanced = RunForJson({"post", File("ver.csv")}, kRefused);
  EXPECT_EQ(unbalanced["reason"], "VOUCHER_UNBALANCED");
  EXPECT_EQ(unbalanced["problems"][0]["line"], 4);
  EXPECT_EQ(RunForJson({"vouchers", "--series", "X"}, kOk).count("vouchers"),
            0U);
}

TEST_F(BooksTest, BooksAreExported) {
  Post();
  for (const auto& [form, beginning] : {std::pair{"sie4e", "#FLAGGA"},
                                        {"sie1", "#FLAGGA"},
                                        {"sie2", "#FLAGGA"},
                                        {"sie3", "#FLAGGA"},
                                        {"sie4i", "#FLAGGA"},
                                        {"journal", ""}}) {
    const std::string path = File(form);
    const json written = RunForJson({"export", "-f", form, "-o", path}, kOk);
    const std::string bytes = Written(form);
    EXPECT_FALSE(bytes.empty());
    EXPECT_EQ(written["bytes"], bytes.size());
    EXPECT_TRUE(absl::StartsWith(bytes, beginning)) << form;
    EXPECT_EQ(Run({"export", "-f", form}).out, bytes) << form;
  }
  // Other books than the file holds.
  EXPECT_EQ(ReasonFor({"export", "-o", File("sie1")}), "OUTPUT_EXISTS");
  EXPECT_EQ(Run({"export", "-f", "journal", "-o", File("journal")}).exit_code,
            kOk);
  EXPECT_EQ(Run({"export", "-f", "journal", "-o", "-"}).out,
            Written("journal"));
  EXPECT_EQ(Run({"export", "-o", File("sie4e"), "--force"}).exit_code, kOk);
  EXPECT_EQ(ReasonFor({"export", "--year", "2031", "-o", File("2031.se")}),
            "FISCAL_YEAR_UNKNOWN");
  EXPECT_EQ(Written("2031.se"), "");
}

TEST_F(BooksTest, AVoucherIsProvedAndVerifiedOffline) {
  Post();
  ASSERT_EQ(Run({"prove", "X 1", "-o", File("proof.json")}).exit_code, kOk);
  // One that came from a file is proved as well; each holds for prove itself.
  EXPECT_EQ(Run({"prove", "L 11", "-o", File("l11.json")}).exit_code, kOk);
  const json books = RunForJson({"verify"}, kOk);
  const Ended verified = RunAt(kNowhere, {"verify", File("proof.json")});
  EXPECT_EQ(verified.exit_code, kOk) << verified.err;
  EXPECT_TRUE(absl::StrContains(verified.out, "Beviset håller"))
      << verified.out;
  EXPECT_TRUE(absl::StrContains(verified.out, "Arvode möte")) << verified.out;
  const Ended machine =
      RunAt(kNowhere, {"verify", File("proof.json"), "--format", "json"});
  const json proof = json::parse(machine.out, nullptr, false);
  ASSERT_TRUE(proof.is_object()) << machine.out;
  EXPECT_EQ(absl::StrCat(proof["treeSize"].get<int64_t>()),
            books["voucherCount"]);
  const std::string root = proof["treeRoot"];
  EXPECT_EQ(RunAt(kNowhere, {"verify", File("proof.json"), "--root", root,
                             "--size", books["voucherCount"]})
                .exit_code,
            kOk);
  EXPECT_EQ(Run({"verify", "--root", root}).exit_code, kOk);
  EXPECT_EQ(ReasonFor({"verify", "--root", std::string(64, '0')}),
            "ROOT_DIFFERS");
  EXPECT_EQ(ReasonFor({"verify", "--root", "zz"}, kUsage), "ARGUMENT_INVALID");

  for (const auto& [from, to] :
       {std::pair{"Arvode", "arvode"}, {"100000", "100001"}, {"\n", "\r\n"}}) {
    testkit::WriteWholeFile(
        File("changed.json"),
        absl::StrReplaceAll(Written("proof.json"), {{from, to}}));
    const Ended changed = RunAt(kNowhere, {"verify", File("changed.json")});
    EXPECT_EQ(changed.exit_code, kRefused) << from;
    EXPECT_EQ(changed.out, "");
    EXPECT_EQ(changed.err.find('\n'), changed.err.size() - 1) << changed.err;
  }
}

TEST_F(BooksTest, AYearIsLockedClosedAndOpened) {
  const json locked = RunForJson({"lock", "--year", "2024", "--through",
                                  "2024-11-30", "--reason", "momsen är klar"},
                                 kOk);
  EXPECT_EQ(locked["fiscalYear"]["lockedThrough"]["month"], 11) << locked;
  testkit::WriteWholeFile(File("ver.csv"), kTable);
  EXPECT_EQ(ReasonFor({"post", File("ver.csv")}), "PERIOD_LOCKED");
  // A lock becomes shorter only when that is said.
  EXPECT_EQ(
      ReasonFor({"lock", "--through", "2024-10-31", "--reason", "ett slag"}),
      "LOCK_LOOSENED");
  const json shorter = RunForJson({"lock", "--through", "2024-10-31", "--lift",
                                   "--reason", "en rättelse i november"},
                                  kOk);
  EXPECT_EQ(shorter["fiscalYear"]["lockedThrough"]["month"], 10) << shorter;
  EXPECT_EQ(Run({"lock", "--reason", "x"}).exit_code, 2);
  EXPECT_EQ(Run({"lock", "--lift", "--reason", "en rättelse"}).exit_code, kOk);
  Post();

  const Ended closed = Run({"close", "--capital-account", "2010"});
  EXPECT_EQ(closed.exit_code, kOk) << closed.err;
  EXPECT_TRUE(absl::StrContains(closed.out, "stängt")) << closed.out;
  // The year that closing opened has no vouchers yet.
  EXPECT_EQ(ReasonFor({"close", "--year", "2025", "--capital-account", "2010"}),
            "YEAR_UNFINISHED");
  // The next year is there now, so that the year must be said.
  EXPECT_EQ(ReasonFor({"vouchers"}), "YEAR_AMBIGUOUS");
  EXPECT_EQ(
      ReasonFor({"post", File("ver.csv"), "--year", "2024", "--batch", "2"}),
      "YEAR_CLOSED");
  const Ended years = Run({"year"});
  EXPECT_TRUE(absl::StrContains(years.out, "fiscalYears/2025")) << years.out;
  EXPECT_EQ(
      Run({"reopen", "--year", "2024", "--reason", "Styrelsens beslut § 7"})
          .exit_code,
      kOk);
  const Ended life = Run({"year", "--year", "2024"});
  for (const char* part : {"momsen är klar", "låset hävt", "till konto 2010",
                           "öppnat igen", "Styrelsens beslut § 7"}) {
    EXPECT_TRUE(absl::StrContains(life.out, part)) << part << "\n" << life.out;
  }
}

TEST_F(BooksTest, AnImportTellsWhatDiffers) {
  YearFiles files = Finnveden2024();
  DropChecksum(files);
  const int64_t line =
      Replace(files, "2024.se", "#VER L 11 20241220", "#VER L 11 20241221");
  WriteFolder(files, folder_.path());
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"import", folder_.path()},
        {"import", "--validate-only", folder_.path()}}) {
    const Ended refused = Run(command);
    EXPECT_EQ(refused.exit_code, kRefused);
    EXPECT_TRUE(absl::StrContains(refused.out, "1 ändrad,")) << refused.out;
    EXPECT_TRUE(absl::StrContains(refused.out, absl::StrCat("L 11  ", line)))
        << refused.out;
    EXPECT_TRUE(absl::StrContains(refused.err, "VOUCHER_CHANGED"))
        << refused.err;
  }
  // A file that cannot be read to its end differs in nobody knows what.
  Replace(files, "2024.se", "#VER L 11 20241221", "#VER L 11 20241341");
  WriteFolder(files, folder_.path());
  const Ended unread = Run({"import", folder_.path()});
  EXPECT_EQ(unread.exit_code, kRefused);
  EXPECT_EQ(unread.out, "");
  EXPECT_TRUE(absl::StrContains(unread.err, "SIE_DATE")) << unread.err;
  EXPECT_FALSE(absl::StrContains(unread.err, "1970")) << unread.err;
  const json same = RunForJson({"import", kFolder}, kOk);
  EXPECT_TRUE(same.contains("difference")) << same;
  EXPECT_FALSE(same["difference"].contains("addedCount")) << same;
}

// Wages from another program: what finsam exports as 4I, another association's
// program could have.
TEST_F(BooksTest, AFileOf4IIsAdded) {
  testkit::WriteWholeFile(
      File("lön.si"),
      "#FLAGGA 0\r\n#PROGRAM \"lön\" 1\r\n#FORMAT PC8\r\n#GEN 20241231\r\n"
      "#SIETYP 4\r\n#FNAMN \"x\"\r\n#ORGNR 222000-1511\r\n"
      "#VER S \"\" 20241130 \"Lon 811228-9874\"\r\n{\r\n"
      "#TRANS 6890 {6 80} 100.00\r\n#TRANS 1930 {} -100.00\r\n}\r\n");
  const Ended tried = Run({"import", "--validate-only", File("lön.si")});
  EXPECT_EQ(tried.exit_code, kOk) << tried.err;
  EXPECT_TRUE(absl::StrContains(tried.out, "1 ny,")) << tried.out;
  EXPECT_TRUE(absl::StrContains(tried.out, "inget lagrades")) << tried.out;
  EXPECT_TRUE(absl::StrContains(tried.out, "personnummer")) << tried.out;
  EXPECT_FALSE(absl::StrContains(tried.out, "9874")) << tried.out;
  EXPECT_EQ(RunForJson({"vouchers", "--series", "S"}, kOk).count("vouchers"),
            0U);
  ASSERT_EQ(Run({"import", File("lön.si")}).exit_code, kOk);
  EXPECT_EQ(RunForJson({"vouchers", "--series", "S"}, kOk)["vouchers"].size(),
            1U);
}

}  // namespace
}  // namespace finsam::e2e
