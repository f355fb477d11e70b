// Which forecast reports use, what stays at its budget in a forecast, and what
// an import says of files that do not fit together.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/clock.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/rocks_store.h"
#include "services/budget/budget.h"
#include "services/budget/budget_store.h"

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const FiscalYearName kYear{"2220001511", 2017};
constexpr Ore kGislaved{411'500'00};

constexpr char kBudget[] =
    "#fastställd;2016-11-24\n#beslut;styrelsen § 38\n"
    "rad;benämning;grupp;slag;belopp;medlem\n"
    "gislaved;Gislaved;Intäkter;intäkt;411 500;gislaved\n"
    "staten;Staten;Intäkter;intäkt;2 035 000;\n"
    "ranta;Ränta;Intäkter;intäkt;1 000;\n"
    "kansli;Kansli;Administration;kostnad;600 000;\n"
    "resor;Resor;Administration;kostnad;20 000;\n";
constexpr char kForecast[] =
    "#dag;2017-08-25\n#utfall till;2017-06\n"
    "rad;metod;belopp\ngislaved;manuell;411 000\nkansli;manuell;530 000\n";
constexpr char kContributions[] =
    "#summa;4 070 000\nmedlem;slag;invånare;andel\n"
    "fk;stat;;\nregionen;region;;\ngislaved;kommun;29000;\n";
constexpr char kInstalments[] =
    "medlem;rad;fakturerad;belopp;från;till\n"
    "fk;staten;2017-01-10;508 750;2017-01;2017-03\n";
constexpr char kLayout[] =
    "tables:\n"
    "  - id: plan\n"
    "    title: Budget\n"
    "    unit: kr\n"
    "    columns:\n"
    "      - {label: Budget, budget: 2017}\n"
    "      - {label: Prognos, forecast: 2017}\n"
    "    rows:\n"
    "      - {line: kansli}\n"
    "      - {total: result, label: Resultat}\n";

std::vector<store::InputFile> Folder() {
  return {{"budget.csv", kBudget},
          {"forecast.csv", kForecast},
          {"instalments.csv", kInstalments},
          {"contributions.csv", kContributions},
          {"layouts/budget.yaml", kLayout}};
}

AskedHistory Booked(const char* line, std::vector<Ore> months) {
  AskedHistory asked;
  asked.history.line = line;
  asked.history.months = std::move(months);
  return asked;
}

class ForecastsAndReportsTest : public testing::Test {
 protected:
  absl::StatusOr<store::ImportOutcome> Import(
      std::vector<store::InputFile> files, bool trial = false) {
    return budgets_.Import(
        {kYear, absl::StrCat("r", ++requests_), trial, std::move(files)});
  }

  // By the rules, of what had been booked by the end of `month`.
  absl::StatusOr<ForecastAnswer> Make(int month,
                                      std::vector<AskedHistory> histories,
                                      bool keep = true) {
    ForecastQuestion question;
    question.year = kYear;
    question.request_id = absl::StrCat("r", ++requests_);
    question.digest = Sha256Parts({question.request_id});
    question.keep = keep;
    question.draft.emplace();
    question.draft->day = absl::CivilDay(2017, month + 1, 20);
    question.draft->through = absl::CivilMonth(2017, month);
    question.histories = std::move(histories);
    return budgets_.MakeForecast(question);
  }

  // The line's forecast in reports.
  Value Reported(const std::string& line) {
    const auto tables = budgets_.Tables(kYear, {});
    EXPECT_TRUE(tables.ok()) << tables.status();
    if (!tables.ok()) return {};
    for (const Figure& figure : tables->figures) {
      if (figure.id == absl::StrCat("forecast/", line, "/2017")) {
        return figure.value;
      }
    }
    ADD_FAILURE() << line << " is not reported";
    return {};
  }

  size_t KeptForecasts() {
    return budgets_.ListForecasts(kYear, 0, 100)->forecasts.size();
  }

  std::unique_ptr<rocksdb::Env> env_{
      rocksdb::NewMemEnv(rocksdb::Env::Default())};
  FixedClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  std::unique_ptr<store::Store> store_{
      *store::OpenRocksStore({.path = "/store", .env = env_.get()})};
  Budgets budgets_{*store_, clock_};
  int requests_ = 0;
};

// "FORECAST_EMPTY forecast.csv:3" of every problem that a refusal or an
// answer has.
std::vector<std::string> Told(const std::vector<Problem>& problems) {
  std::vector<std::string> told;
  for (const Problem& problem : problems) {
    told.push_back(absl::StrCat(problem.reason, " ", problem.file, ":",
                                problem.line, " ", problem.found));
  }
  return told;
}

TEST_F(ForecastsAndReportsTest, ReportsUseTheFileAndNotWhatIsKeptToBeJudged) {
  ASSERT_TRUE(Import(Folder()).ok());
  EXPECT_EQ(Reported("kansli"), Value(Ore{530'000'00}));
  const auto kept =
      Make(8, {Booked("kansli", std::vector<Ore>(8, Ore{10'000'00}))});
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_FALSE(kept->forecast.from_file);
  EXPECT_EQ(Reported("kansli"), Value(Ore{530'000'00}));
  // The same folder once more adds nothing.
  EXPECT_FALSE(Import(Folder())->changed);
  const auto listed = budgets_.ListForecasts(kYear, 0, 10)->forecasts;
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_TRUE(listed[0].from_file);
  EXPECT_FALSE(listed[1].from_file);
  // The latest day goes first, and then the number.
  for (const auto& [day, amount, used] :
       {std::tuple("2017-07-01", "500 000", 530'000),
        std::tuple("2017-08-25", "540 000", 540'000),
        std::tuple("2017-09-20", "550 000", 550'000)}) {
    const std::string file = absl::StrReplaceAll(
        kForecast, {{"2017-08-25", day}, {"530 000", amount}});
    ASSERT_TRUE(Import({{"forecast.csv", file}})->changed);
    EXPECT_EQ(Reported("kansli"), Value(Ore{used * 100})) << day;
    EXPECT_FALSE(Import({{"forecast.csv", file}})->changed);
  }
  EXPECT_EQ(KeptForecasts(), 5u);
}

TEST_F(ForecastsAndReportsTest, WithoutAFileReportsUseTheLatestKept) {
  ASSERT_TRUE(Import({{"budget.csv", kBudget}}).ok());
  for (const int month : {8, 5}) {
    ASSERT_TRUE(Make(month, {Booked("kansli", std::vector<Ore>(
                                                  8, Ore{month * 10'000'00}))})
                    .ok());
  }
  ASSERT_TRUE(Import({{"layouts/budget.yaml", kLayout}}).ok());
  EXPECT_EQ(Reported("kansli"), Value(Ore{12 * 80'000'00}));
}

// A file that leaves amounts out is the office's all the same when it is made.
TEST_F(ForecastsAndReportsTest, AFileThatWaitedCountsAsAFile) {
  std::vector<store::InputFile> files = Folder();
  files[1].content =
      absl::StrReplaceAll(kForecast, {{"manuell;530 000", "fast;"}});
  const auto imported = Import(files);
  ASSERT_TRUE(imported.ok()) << imported.status();
  EXPECT_EQ(KeptForecasts(), 0u);
  ForecastQuestion question;
  question.year = kYear;
  question.request_id = "file";
  question.digest = Sha256Parts({question.request_id});
  question.keep = true;
  const auto made = budgets_.MakeForecast(question);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_TRUE(made->forecast.from_file);
  ASSERT_TRUE(
      Make(10, {Booked("kansli", std::vector<Ore>(10, Ore{1'00}))}).ok());
  EXPECT_EQ(Reported("kansli"), Value(Ore{600'000'00}));
  EXPECT_FALSE(Import(files)->changed);
}

TEST_F(ForecastsAndReportsTest, AForecastWithoutLinesIsRefused) {
  ASSERT_TRUE(Import({{"budget.csv", kBudget}}).ok());
  const std::string empty =
      "#dag;2017-08-25\n#utfall till;2017-06\nrad;metod;belopp\n";
  for (const bool trial : {false, true}) {
    const absl::Status status =
        Import({{"forecast.csv", empty}}, trial).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(Told(ProblemsOf(status)),
                ElementsAre("FORECAST_EMPTY forecast.csv:0 "));
  }
  for (const bool keep : {false, true}) {
    const absl::Status status = Make(6, {}, keep).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(Told(ProblemsOf(status)), ElementsAre("FORECAST_EMPTY :0 "));
  }
  EXPECT_EQ(KeptForecasts(), 0u);
}

TEST_F(ForecastsAndReportsTest, WhatNoOutcomeTellsStaysAtTheBudget) {
  ASSERT_TRUE(Import(Folder()).ok());
  std::vector<Ore> once(6);
  once[0] = Ore{411'000'00};
  std::vector<Ore> quarters(6);
  quarters[0] = quarters[3] = Ore{508'750'00};
  const auto made =
      Make(6, {Booked("gislaved", once), Booked("staten", quarters),
               Booked("kansli", std::vector<Ore>(6, Ore{40'000'00}))});
  ASSERT_TRUE(made.ok()) << made.status();
  std::map<std::string, const ForecastLine*> lines;
  for (const ForecastLine& line : made->forecast.forecast.lines) {
    lines[line.line] = &line;
  }
  ASSERT_EQ(lines.size(), 5u);
  for (const auto& [line, amount] :
       {std::pair("gislaved", kGislaved), std::pair("staten", Ore{203'500'000}),
        std::pair("ranta", Ore{1'000'00}),
        std::pair("resor", Ore{20'000'00})}) {
    EXPECT_EQ(lines.at(line)->amount, amount) << line;
    EXPECT_EQ(lines.at(line)->method, ForecastMethod::kFixed) << line;
    EXPECT_THAT(lines.at(line)->note, testing::HasSubstr("budgeten")) << line;
  }
  EXPECT_EQ(lines.at("gislaved")->to_date, Ore{411'000'00});
  EXPECT_EQ(lines.at("ranta")->to_date, std::nullopt) << "not said, not zero";
  EXPECT_EQ(lines.at("kansli")->amount, Ore{480'000'00});
  std::map<std::string, Value> figures;
  for (const Figure& figure : made->figures) figures[figure.id] = figure.value;
  EXPECT_EQ(figures.at("forecast/income/2017"), Value(Ore{2'447'500'00}));
  EXPECT_EQ(figures.at("forecast/costs/2017"), Value(Ore{500'000'00}));

  // A person's word goes before, and so does the whole year's outcome.
  const auto whole =
      Make(11, {Booked("gislaved", std::vector<Ore>(11, Ore{1'00}))}, false);
  ASSERT_TRUE(whole.ok());
  EXPECT_EQ(whole->forecast.forecast.lines[0].amount, kGislaved);
  ForecastQuestion question;
  question.year = kYear;
  question.request_id = "chosen";
  question.draft.emplace();
  question.draft->day = absl::CivilDay(2018, 1, 20);
  question.draft->through = absl::CivilMonth(2017, 12);
  once.resize(12);
  question.histories = {Booked("gislaved", once)};
  EXPECT_EQ(budgets_.MakeForecast(question)->forecast.forecast.lines[0].amount,
            Ore{411'000'00});
  question.draft->through = absl::CivilMonth(2017, 6);
  question.draft->lines.emplace_back();
  question.draft->lines[0].line = "gislaved";
  question.draft->lines[0].method = ForecastMethod::kRunRate;
  EXPECT_EQ(budgets_.MakeForecast(question)->forecast.forecast.lines[0].amount,
            Ore{822'000'00});
}

// The members agree after the budget is decided, on another amount.
TEST_F(ForecastsAndReportsTest, AContributionStaysAtWhatIsAgreed) {
  std::vector<store::InputFile> files = Folder();
  files[3].content =
      "#summa;4 070 000\nmedlem;slag;invånare;andel;belopp\n"
      "fk;stat;;;2 035 000\nregionen;region;;;1 017 500\n"
      "gislaved;kommun;29000;;1 017 500\n";
  const auto imported = Import(files);
  ASSERT_TRUE(imported.ok()) << imported.status();
  for (const bool booked : {true, false}) {
    const std::vector<Ore> months(6, Ore{1'000'00});
    const auto made =
        Make(6, {Booked(booked ? "gislaved" : "kansli", months)}, false);
    ASSERT_TRUE(made.ok()) << made.status();
    const ForecastLine* line = nullptr;
    for (const ForecastLine& one : made->forecast.forecast.lines) {
      if (one.line == "gislaved") line = &one;
    }
    ASSERT_NE(line, nullptr);
    EXPECT_EQ(line->amount, Ore{1'017'500'00});
    EXPECT_EQ(line->method, ForecastMethod::kFixed);
    EXPECT_THAT(line->note, testing::HasSubstr("contributions.csv"));
    EXPECT_EQ(line->to_date.has_value(), booked);
  }
}

TEST_F(ForecastsAndReportsTest, TheSameForecastTwiceInARowIsKeptOnce) {
  ASSERT_TRUE(Import({{"budget.csv", kBudget}}).ok());
  const std::vector<Ore> months(6, Ore{1'000'00});
  const auto first = Make(6, {Booked("kansli", months)});
  ASSERT_TRUE(first.ok()) << first.status();
  const auto again = Make(6, {Booked("kansli", months)});
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->forecast.number, first->forecast.number);
  EXPECT_EQ(again->head, first->head);
  EXPECT_EQ(again->figures, first->figures);
  EXPECT_EQ(KeptForecasts(), 1u);
  EXPECT_EQ(Make(6, {Booked("resor", months)})->forecast.number, 2);
  EXPECT_EQ(Make(6, {Booked("kansli", months)})->forecast.number, 3)
      << "not the latest any more";
}

TEST_F(ForecastsAndReportsTest, AnImportRefusesColumnsAndRowsOfNothing) {
  const std::string bad = absl::StrReplaceAll(
      kLayout, {{"forecast: 2017}", "forecast: 2016}"},
                {"budget: 2017}",
                 "budget: 2017}\n"
                 "      - {label: Plan, plan: 2018}\n"
                 "      - {label: Utfall, outcome: 2017-06}"}});
  for (const bool trial : {true, false}) {
    const absl::Status status =
        Import({{"budget.csv", kBudget}, {"layouts/budget.yaml", bad}}, trial)
            .status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(
        Told(ProblemsOf(status)),
        ElementsAre("TABLE_FACTS_MISSING layouts/budget.yaml:7 plan-2018",
                    "TABLE_FACTS_MISSING layouts/budget.yaml:9 "
                    "forecast-2016"));
  }
  std::vector<store::InputFile> files = Folder();
  files[4].content = absl::StrReplaceAll(kLayout, {{"kansli}", "kanslit}"}});
  EXPECT_THAT(Told(ProblemsOf(Import({files[0], files[1], files[4]}).status())),
              ElementsAre("TABLE_ROW_UNKNOWN layouts/budget.yaml:9 kanslit"));
  // What is kept counts; and an outcome may have any line.
  ASSERT_TRUE(Import({files[0], files[1]}).ok());
  EXPECT_TRUE(Import({{"layouts/budget.yaml", kLayout}}, true).ok());
  files[4].content =
      absl::StrReplaceAll(kLayout, {{"kansli}", "oresutjamning}"},
                                    {"forecast: 2017}", "outcome: 2017-06}"}});
  EXPECT_TRUE(Import({files[4]}, true).ok());
  // A proposal is enough to lay out by.
  files[0].content = absl::StrReplaceAll(
      kBudget, {{"#fastställd;2016-11-24\n#beslut;styrelsen § 38\n",
                 "#skede;förslag\n#dag;2017-11-01\n"}});
  EXPECT_TRUE(Import({files[0], {"layouts/budget.yaml", kLayout}}, true).ok());
}

TEST_F(ForecastsAndReportsTest, AnImportWarnsOfWhatTheBudgetHasNot) {
  std::vector<store::InputFile> files = Folder();
  files[1].content = absl::StrCat(kForecast, "konferens;manuell;5\n");
  const auto imported = Import(files);
  ASSERT_TRUE(imported.ok()) << imported.status();
  EXPECT_THAT(
      Told(imported->warnings),
      ElementsAre("FORECAST_LINE_UNKNOWN forecast.csv:6 konferens",
                  "CONTRIBUTION_NOT_BUDGETED contributions.csv:3 fk",
                  "CONTRIBUTION_NOT_BUDGETED contributions.csv:4 regionen"));
  files = Folder();
  files[0].content =
      absl::StrReplaceAll(kBudget, {{";gislaved\n", ";\n"}, {"§ 38", "§ 39"}});
  const auto nameless = Import(files);
  ASSERT_TRUE(nameless.ok()) << nameless.status();
  EXPECT_THAT(Told(nameless->warnings), IsEmpty());
}

TEST_F(ForecastsAndReportsTest, AnImportWarnsOfAgreedAmountsThatDepart) {
  const std::string agreed =
      "medlem;slag;invånare;andel;belopp\n"
      "fk;stat;;;2 000 000\nregionen;region;;;1 000 000\n"
      "gislaved;kommun;29000;;1 000 000\n";
  const auto less = Import(
      {{"contributions.csv", absl::StrCat("#summa;4 070 000\n", agreed)}});
  ASSERT_TRUE(less.ok()) << less.status();
  EXPECT_THAT(Told(less->warnings),
              ElementsAre("CONTRIBUTION_TOTAL_DIFFERS contributions.csv:0 "));
  const auto equal = Import(
      {{"contributions.csv", absl::StrCat("#summa;4 000 000\n", agreed)}});
  ASSERT_TRUE(equal.ok()) << equal.status();
  EXPECT_THAT(Told(equal->warnings), IsEmpty());
}

TEST_F(ForecastsAndReportsTest, AnImportWarnsOfMembersWhoDoNotContribute) {
  std::vector<store::InputFile> files = Folder();
  files[0].content = absl::StrReplaceAll(
      kBudget,
      {{"2 035 000;\n", "2 035 000;fk\n"}, {"1 000;\n", "1 000;vaggeryd\n"}});
  const std::string told = "BUDGET_MEMBER_UNKNOWN budget.csv:6 vaggeryd";
  for (const bool kept : {false, true}) {
    SCOPED_TRACE(kept);
    const auto imported =
        Import(kept ? std::vector<store::InputFile>{files[0]} : files);
    ASSERT_TRUE(imported.ok()) << imported.status();
    EXPECT_THAT(Told(imported->warnings), testing::Contains(told));
  }
}

// A proposal is enough to know the lines by.
TEST_F(ForecastsAndReportsTest, AnImportWarnsOfInstalmentsOfUnknownLines) {
  std::vector<store::InputFile> files = Folder();
  files[0].content = absl::StrReplaceAll(
      kBudget, {{"#fastställd;2016-11-24\n#beslut;styrelsen § 38\n",
                 "#skede;förslag\n#dag;2016-11-01\n"}});
  files[2].content =
      absl::StrCat(kInstalments, "fk;statn;2017-04-10;1;2017-04;2017-06\n");
  const auto imported = Import(files);
  ASSERT_TRUE(imported.ok()) << imported.status();
  EXPECT_THAT(
      Told(imported->warnings),
      testing::Contains("INSTALMENT_LINE_UNKNOWN instalments.csv:3 statn"));
}

}  // namespace
}  // namespace finsam::budget
