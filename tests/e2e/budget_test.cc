// `finsam budget` as an office meets it: a proposal that is adopted and
// revised, contributions, capital, forecasts and follow-up, out of tables and
// books.

#include <gtest/gtest.h>
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

using nlohmann::json;
using testkit::Ended;

constexpr char kFolder[] = FINSAM_SOURCE_DIR "/examples/finnveden-2024";
constexpr char kAssociation[] = "222000-1511";
constexpr int kOk = 0;
constexpr int kRefused = 1;
constexpr int kUsage = 2;
constexpr int kUnavailable = 4;

constexpr char kProposal[] =
    "#skede;förslag\n#dag;2024-09-26\n#ingående kapital;500 000;prognos 2024\n"
    "rad;benämning;grupp;slag;belopp;plan 2026;medlem\n"
    "bidrag-fk;Försäkringskassan;Bidrag;intäkt;600 000;600 000;fk\n"
    "bidrag-gnosjo;Gnosjö kommun;Bidrag;intäkt;600 000;600 000;gnosjo\n"
    "kansli;Kansli;Administration;kostnad;400 000;410 000;\n"
    "team;Samverkansteam;Insatser;kostnad;900 000;900 000;\n";

std::string Adopted() {
  return absl::StrReplaceAll(
      kProposal, {{"#skede;förslag\n#dag;2024-09-26",
                   "#fastställd;2024-11-28\n#beslut;styrelsen § 42"},
                  {"kostnad;400 000;", "kostnad;420 000;"}});
}

constexpr char kContributions[] =
    "#summa;1 200 000\n#fördelning;lag utan region\n"
    "medlem;slag;invånare;andel\n"
    "fk;stat;;\n"
    "gnosjo;kommun;9 314;\n";
constexpr char kInstalments[] =
    "medlem;rad;fakturerad;belopp;från;till;betald\n"
    "fk;bidrag-fk;2025-01-10;300 000;2025-01;2025-06;2025-02-10\n"
    "gnosjo;bidrag-gnosjo;2025-01-16;600 000;2025-01;2025-12;\n";
constexpr char kRules[] =
    "capital-guideline:\n"
    "  source: rådets rekommendation\n"
    "  tiers:\n"
    "    - {contributions-up-to: 5 000 000, share: 20 %}\n";
constexpr char kOutcomes[] =
    "rad;2025-01;2025-02;2025-03;2025-04;2025-05;2025-06\n"
    "bidrag-fk;300 000;0;0;0;0;0\n"
    "bidrag-gnosjo;600 000;0;0;0;0;0\n"
    "kansli;30 000;30 000;30 000;30 000;30 000;30 000\n"
    "team;70 000;70 000;70 000;70 000;70 000;80 000,50\n";

class BudgetTest : public testing::Test {
 protected:
  Ended Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), testkit::Program("finsam"));
    return testkit::Run(std::move(arguments),
                        {"FINSAM_SERVER=" + house_.Address("gateway")});
  }

  // `finsam budget …` of the association's 2025.
  Ended Budget(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "budget");
    arguments.insert(arguments.end(),
                     {"--association", kAssociation, "--year", "2025"});
    return Run(std::move(arguments));
  }

  // The JSON that it answers with, or its refusal.
  json BudgetJson(std::vector<std::string> arguments,
                  int exit_code = kOk) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    const Ended ended = Budget(std::move(arguments));
    EXPECT_EQ(ended.exit_code, exit_code) << ended.out << ended.err;
    json parsed =
        json::parse(exit_code == kOk ? ended.out : ended.err, nullptr, false);
    EXPECT_TRUE(parsed.is_object()) << ended.out << ended.err;
    return parsed.is_object() ? parsed : json::object();
  }
  std::string ReasonFor(std::vector<std::string> arguments,
                        int exit_code = kRefused) const {
    return BudgetJson(std::move(arguments), exit_code).value("reason", "");
  }

  std::string Write(const std::string& name, const std::string& content) const {
    testkit::WriteWholeFile(folder_.File(name), content);
    return folder_.File(name);
  }
  void Import(const std::string& name, const std::string& content) const {
    const Ended ended = Budget({"import", Write(name, content)});
    ASSERT_EQ(ended.exit_code, kOk) << ended.err;
  }

  testkit::RunningHouse house_;
  testkit::TempFolder folder_;
};

void ExpectHolds(const Ended& ended, const std::vector<std::string>& words) {
  EXPECT_EQ(ended.exit_code, kOk) << ended.err;
  for (const std::string& word : words) {
    EXPECT_TRUE(absl::StrContains(ended.out, word)) << word << "\n"
                                                    << ended.out;
  }
}

TEST_F(BudgetTest, AProposalIsAdopted) {
  const std::string file = Write("budget.csv", kProposal);
  ExpectHolds(Budget({"import", "--validate-only", file}),
              {"kontrollerad", "inget lagrades"});
  ExpectHolds(Budget({"versions"}), {"ingen budget"});
  ExpectHolds(Budget({"import", file}), {"lagrad", "2025: 4 budgetrader"});
  ExpectHolds(Budget({"import", file}), {"oförändrad"});
  // A proposal is not in force.
  EXPECT_EQ(ReasonFor({"show"}), "BUDGET_UNKNOWN");
  ExpectHolds(Budget({"show", "--stage", "förslag"}),
              {"version 1: förslag 2024-09-26", "400\u00a0000"});

  Import("budget.csv", Adopted());
  ExpectHolds(
      Budget({"show"}),
      {"version 2: fastställd 2024-11-28, styrelsen § 42", "Plan 2026",
       "420\u00a0000", "−120\u00a0000", "380\u00a0000", "270\u00a0000"});
  EXPECT_EQ(Run({"budget", "show", kAssociation, "2025"}).out,
            Budget({"show"}).out);
  EXPECT_EQ(BudgetJson({"show", "--version", "1"})["budget"]["stage"],
            "PROPOSAL");
  const json versions = BudgetJson({"versions"});
  EXPECT_EQ(versions["versions"].size(), 2U);
  EXPECT_EQ(versions["inForce"], 2);
  ExpectHolds(Budget({"diff", "1", "2"}),
              {"Version 1 → 2", "skede", "kansli", "ändrad", "400\u00a0000",
               "420\u00a0000", "utgående kapital"});
  ExpectHolds(Run({"budget", "diff", kAssociation, "2025", "2", "2"}),
              {"Inget skiljer dem åt"});
  EXPECT_EQ(ReasonFor({"diff", "1", "3"}), "BUDGET_UNKNOWN");
}

TEST_F(BudgetTest, WhatIsExportedImportsAsTheSame) {
  Import("budget.csv", Adopted());
  const std::string path = folder_.File("ut.csv");
  ExpectHolds(Budget({"export", "-o", path}), {"version 1"});
  const std::string written = testkit::ReadWholeFile(path);
  EXPECT_EQ(Budget({"export"}).out, written);
  EXPECT_NE(Budget({"export", "--plain"}).out, written);
  EXPECT_EQ(Budget({"export", "-o", path}).exit_code, kOk);
  EXPECT_EQ(Budget({"export", "-o", "-"}).out, written);
  EXPECT_EQ(ReasonFor({"export", "--plain", "-o", path}), "OUTPUT_EXISTS");
  for (const char* numbers : {"export", "export --plain"}) {
    const Ended file = Budget(absl::StrSplit(numbers, ' '));
    ExpectHolds(Budget({"import", Write("budget.csv", file.out)}),
                {"oförändrad"});
  }
  // Over HTTP too.
  httplib::Client http("http://" + house_.http_address());
  const std::string year = "/associations/2220001511/fiscalYears/2025/budget";
  for (const char* path_below : {"", "/versions", "/capital"}) {
    const httplib::Result answer = http.Get(year + path_below);
    ASSERT_TRUE(answer) << path_below;
    EXPECT_EQ(answer->status, 200) << path_below << answer->body;
    EXPECT_TRUE(json::accept(answer->body)) << path_below;
  }
}

TEST_F(BudgetTest, ABrokenFileSaysWhereAndStoresNothing) {
  const std::string broken =
      absl::StrReplaceAll(kProposal, {{"kostnad;900 000;", "utgift;nio;"}});
  const std::string file = Write("budget.csv", broken);
  const std::string fine = Write("contributions.csv", kContributions);
  const Ended refused = Budget({"import", fine, file});
  EXPECT_EQ(refused.exit_code, kRefused);
  for (const char* word : {"budget.csv:8: slag:", "[FIELD_INVALID]",
                           "budget.csv:8: belopp:", "fann nio",
                           "[AMOUNT_MALFORMED]", "Inget har lagrats."}) {
    EXPECT_TRUE(absl::StrContains(refused.err, word)) << word << refused.err;
  }
  const json told = BudgetJson({"import", fine, file}, kRefused);
  EXPECT_EQ(told["problems"][0]["line"], 8);
  EXPECT_EQ(BudgetJson({"versions"})["versions"].size(), 0U);
  EXPECT_EQ(ReasonFor({"contributions"}), "CONTRIBUTIONS_UNKNOWN");

  const Ended misnamed = Budget({"import", Write("b25.csv", kProposal)});
  EXPECT_EQ(misnamed.exit_code, kRefused);
  for (const char* word : {"b25.csv", "namn avgör", "budget-ÅÅÅÅ.csv"}) {
    EXPECT_TRUE(absl::StrContains(misnamed.err, word)) << misnamed.err;
  }
  EXPECT_EQ(ReasonFor({"import", folder_.File("nowhere.csv")}),
            "FILE_UNREADABLE");
  // An adopted version is never written over in silence.
  Import("budget.csv", Adopted());
  const Ended edited =
      Budget({"import",
              Write("budget.csv",
                    absl::StrReplaceAll(Adopted(), {{"420 000", "421 000"}}))});
  EXPECT_EQ(edited.exit_code, kRefused) << edited.out;
  EXPECT_TRUE(absl::StrContains(edited.err, "BUDGET_ADOPTED_EDITED"))
      << edited.err;
  EXPECT_EQ(BudgetJson({"versions"})["versions"].size(), 1U);
}

TEST_F(BudgetTest, TheCommandLineIsReadBeforeAnybodyIsAsked) {
  for (const char* words :
       {"", "visa", "diff 1", "show --version 0", "show --stage utkast",
        "import", "followup --through 6", "followup --outcomes x",
        "forecast --confidence 99", "forecast --day 2025-07-01", "backtest"}) {
    EXPECT_EQ(Budget(absl::StrSplit(words, ' ', absl::SkipEmpty())).exit_code,
              kUsage)
        << words;
  }
  EXPECT_EQ(ReasonFor({"diff", "1", "två"}, kUsage), "ARGUMENT_INVALID");
  EXPECT_EQ(ReasonFor({"contributions", "--day", "2025-02-30"}, kUsage),
            "ARGUMENT_INVALID");
  EXPECT_EQ(ReasonFor({"forecast", "--through", "2024-06"}, kUsage),
            "ARGUMENT_INVALID");
  for (const char* words :
       {"show 222000-1512 2025", "show 20255", "show 0025", "show 2025 2025",
        "diff 1 2 2025", "versions 222000-1511 25"}) {
    EXPECT_EQ(ReasonFor(absl::StrSplit(words, ' '), kUsage), "ARGUMENT_INVALID")
        << words;
  }
  for (const char* option : {"--association", "--year"}) {
    EXPECT_EQ(Run({"budget", "show", option, "20255"}).exit_code, kUsage)
        << option;
  }
  house_.Kill("budget");
  const Ended silent = Budget({"show"});
  EXPECT_EQ(silent.exit_code, kUnavailable);
  EXPECT_TRUE(absl::StrContains(silent.err, "budget")) << silent.err;
}

TEST_F(BudgetTest, ContributionsAndCapital) {
  Import("budget.csv", Adopted());
  const Ended imported =
      Budget({"import", Write("contributions.csv", kContributions),
              Write("instalments.csv", kInstalments),
              Write("budget-rules.yaml", kRules)});
  ASSERT_EQ(imported.exit_code, kOk) << imported.err;
  ExpectHolds(Budget({"contributions"}),
              {"fk", "gnosjo", "50,0", "600\u00a0000", "300\u00a0000", "stat",
               "kommun"});
  const json all = BudgetJson({"contributions"});
  EXPECT_EQ(all["split"]["totalOre"], "120000000");
  EXPECT_EQ(all["statements"]["statements"][0]["paidOre"], "30000000");
  EXPECT_EQ(all["statements"]["statements"][1]["outstandingOre"], "60000000");
  const json before =
      BudgetJson({"contributions", "--day", "2025-01-12"})["statements"];
  EXPECT_EQ(before["statements"][0]["outstandingOre"], "30000000");

  // 380 000 of 1 200 000 is more than a fifth.
  ExpectHolds(Budget({"capital"}),
              {"2025", "2026", "380\u00a0000", "31,7", "rådets rekommendation",
               "CAPITAL_ABOVE_GUIDELINE"});
  const json capital = BudgetJson({"capital"});
  EXPECT_EQ(capital["years"][0]["closingOre"], "38000000");
  EXPECT_EQ(capital["years"][1]["openingOre"], "38000000");
}

TEST_F(BudgetTest, ForecastsAreMadeKeptAndJudged) {
  Import("budget.csv", Adopted());
  const std::string outcomes = Write("utfall.csv", kOutcomes);
  const std::vector<std::string> ask = {
      "forecast", "--through", "2025-06",         "--day", "2025-07-10",
      "--basis",  "halvåret",  "--outcomes-file", outcomes};
  ExpectHolds(Budget(ask), {"Prognos 2025", "2025-06", "inte sparad",
                            "halvåret", "kansli", "Summa kostnader"});
  ExpectHolds(Budget({"forecasts"}), {"Ingen prognos"});
  std::vector<std::string> keep = ask;
  keep.emplace_back("--keep");
  const json kept = BudgetJson(keep);
  EXPECT_EQ(kept["forecast"]["number"], 1);
  EXPECT_EQ(kept["forecast"]["lines"].size(), 4U);
  ExpectHolds(Budget({"forecasts"}), {"2025-07-10", "halvåret"});

  // A year's outcome judges it; half a year's does not.
  EXPECT_EQ(ReasonFor({"forecasts", "--outcomes-file", outcomes}),
            "HISTORY_HOLE");
  std::string whole = "rad";
  std::string kansli = "kansli";
  for (int month = 1; month <= 12; ++month) {
    absl::StrAppend(&whole, month < 10 ? ";2025-0" : ";2025-", month);
    absl::StrAppend(&kansli, ";35 000");
  }
  const json judged =
      BudgetJson({"forecasts", "--outcomes-file",
                  Write("helår.csv", absl::StrCat(whole, "\n", kansli, "\n"))});
  EXPECT_EQ(judged["judgements"][0]["lines"][0]["outcomeOre"], "42000000");
  EXPECT_EQ(judged["judgements"][0]["linesMissing"].size(), 3U);

  const Ended hole =
      Budget({"forecast", "--through", "7", "--outcomes-file", outcomes});
  EXPECT_EQ(hole.exit_code, kRefused);
  EXPECT_TRUE(absl::StrContains(hole.err, "utfall.csv:2: 2025-07:"))
      << hole.err;
  EXPECT_EQ(BudgetJson({"forecasts"})["forecasts"].size(), 1U);

  // By the file of the office.
  Import("forecast.csv",
         "#dag;2025-08-20\n#utfall till;2025-06\n#underlag;kontorets\n"
         "rad;metod;belopp\nteam;manuell;850 000\n");
  const json stated =
      BudgetJson({"forecast", "--outcomes-file", outcomes})["forecast"];
  EXPECT_EQ(stated["basis"], "kontorets");
  EXPECT_TRUE(absl::StrContains(stated.dump(), "85000000"));
}

TEST_F(BudgetTest, AFollowUpAccruesInstalments) {
  Import("budget.csv", Adopted());
  Import("contributions.csv", kContributions);
  Import("instalments.csv", kInstalments);
  const std::vector<std::string> ask = {"followup", "--through", "6",
                                        "--outcomes-file",
                                        Write("utfall.csv", kOutcomes)};
  const Ended booked = Budget(ask);
  ExpectHolds(booked, {"kansli", "210\u00a0000,00", "430\u00a0000,50"});
  EXPECT_FALSE(absl::StrContains(booked.out, "Periodis")) << booked.out;
  std::vector<std::string> accrue = ask;
  accrue.emplace_back("--accrue");
  ExpectHolds(Budget(accrue), {"Periodisering", "−300\u00a0000,00"});
  for (const json& row : BudgetJson(accrue)["rows"]) {
    if (row["id"] == "bidrag-gnosjo") {
      EXPECT_EQ(row["bookedOre"], "60000000");
      EXPECT_EQ(row["accruedOre"], "30000000");
      EXPECT_EQ(row["accruedDeviationOre"], "0");
    }
  }
}

TEST_F(BudgetTest, ABacktestNeedsNoBooks) {
  std::string history =
      "rad;år;jan;feb;mar;apr;maj;jun;jul;aug;sep;okt;nov;dec\n";
  for (int year = 2019; year <= 2024; ++year) {
    absl::StrAppend(&history, "kansli;", year);
    for (int month = 1; month <= 12; ++month) {
      absl::StrAppend(&history, ";", 30'000 + 100 * ((year * month) % 7));
    }
    absl::StrAppend(&history, "\n");
  }
  const std::string file = Write("historik.csv", history);
  ExpectHolds(Run({"budget", "backtest", file}),
              {"alla", "Efter månad", "kansli", "Metod", "2024"});
  const Ended hole = Run(
      {"budget", "backtest",
       Write("historik.csv",
             absl::StrReplaceAll(history, {{"kansli;2021", "kansli;2031"}}))});
  EXPECT_EQ(hole.exit_code, kRefused);
  EXPECT_TRUE(absl::StrContains(hole.err, "[HISTORY_HOLE]")) << hole.err;
}

TEST_F(BudgetTest, OutcomesComeOutOfTheBooks) {
  ASSERT_EQ(Run({"import", kFolder}).exit_code, kOk);
  const auto json_of = [this](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "budget");
    arguments.insert(arguments.end(), {"--format", "json"});
    const Ended ended = Run(std::move(arguments));
    EXPECT_EQ(ended.exit_code, kOk) << ended.err;
    return json::parse(ended.out, nullptr, false);
  };
  const json follow_up = json_of({"followup", "--through", "6", "--outcomes",
                                  "note-2", "--outcomes", "note-3"});
  const json forecast =
      json_of({"forecast", "--through", "2024-06", "--outcomes", "note-3",
               "--outcomes", "note-2"});
  int compared = 0;
  int64_t to_june = 0;
  for (const json& line : forecast["forecast"]["lines"]) {
    for (const json& row : follow_up["rows"]) {
      if (row["id"] != line["line"]) continue;
      EXPECT_EQ(row["bookedOre"], line.value("toDateOre", "0")) << line["line"];
      if (line["line"] == "ranta") {  // Not budgeted, and yet no cost.
        EXPECT_EQ(line["kind"], "INCOME");
      } else if (line["kind"] == "COST") {
        EXPECT_EQ(row["label"], line["label"]);
      }
      ++compared;
      if (line["kind"] != "COST") continue;
      to_june += std::stoll(row["bookedOre"].get<std::string>());
    }
  }
  EXPECT_GE(compared, 15);
  // The whole year is more, and is what the report prints.
  const json whole =
      json_of({"followup", "--through", "12", "--outcomes", "note-3"});
  for (const json& row : whole["rows"]) {
    if (row["id"] == "kansli") {
      EXPECT_EQ(std::stoll(row["bookedOre"].get<std::string>()) / 100, 522'574);
    }
    if (row["id"] == "costs") {
      EXPECT_GT(std::stoll(row["bookedOre"].get<std::string>()), to_june);
    }
  }
  EXPECT_GT(to_june, 0);

  const Ended unknown =
      Run({"budget", "followup", "--through", "6", "--outcomes", "utfall"});
  EXPECT_EQ(unknown.exit_code, kUsage);
  EXPECT_TRUE(absl::StrContains(unknown.err, "note-3")) << unknown.err;
  // The same money twice, and what is no outcome.
  for (const auto& [other, words, exit_code] :
       {std::tuple("note-3", "namngiven två gånger", kUsage),
        std::tuple("income-statement", "samma pengar", kRefused),
        std::tuple("balance-sheet", "är ett saldo", kRefused)}) {
    const Ended ended = Run({"budget", "followup", "--through", "6",
                             "--outcomes", "note-3", "--outcomes", other});
    EXPECT_EQ(ended.exit_code, exit_code) << ended.out;
    EXPECT_TRUE(absl::StrContains(ended.err, words)) << ended.err;
  }

  // No month is asked for, and there is no forecast.csv: the books' last.
  const json whole_year =
      json_of({"forecast", "--outcomes", "note-3", "--opening-capital",
               "balance-sheet/retained-earnings"});
  EXPECT_EQ(whole_year["forecast"]["throughMonth"], 12);
  EXPECT_EQ(whole_year["forecast"]["openingCapitalSource"], "CAPITAL_OF_BOOKS");
  EXPECT_FALSE(whole_year.contains("warnings")) << whole_year["warnings"];
}

}  // namespace
}  // namespace finsam::e2e
