// The year's follow-up as an office, an auditor and a board meet it: through
// the command line and the HTTP door, in a house with whole years' folders; and
// every goal of three published annual reports, judged.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testkit::Ended;

constexpr int kOk = 0;
constexpr int kRefused = 1;
constexpr int kFindings = 3;

constexpr char kVerdictsFile[] = FINSAM_SOURCE_DIR "/docs/goal-verdicts.md";

// The three published annual reports.
struct Example {
  const char* folder;
  const char* association;
  const char* title;
  int year;
  int exit_code;  // Of `finsam goals`.
};
constexpr Example kExamples[] = {
    {"finnveden-2024", "2220001511", "Finnveden 2024", 2024, kOk},
    {"sodra-vatterbygden-2023", "2220001735", "Södra Vätterbygden 2023", 2023,
     kFindings},
    {"degerfors-karlskoga-2024", "2220002279", "Degerfors/Karlskoga 2024", 2024,
     kFindings},
};

class FollowUpTest : public testing::Test {
 protected:
  Ended Finsam(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), testkit::Program("finsam"));
    return testkit::Run(std::move(arguments),
                        {"FINSAM_SERVER=" + house_.Address("gateway"),
                         "FINSAM_ACTOR=Egil Sandmark"});
  }

  std::string Must(std::vector<std::string> arguments) const {
    const Ended ended = Finsam(std::move(arguments));
    EXPECT_EQ(ended.exit_code, kOk) << ended.out << ended.err;
    return ended.out;
  }

  void Import(const Example& example) const {
    Must({"import",
          absl::StrCat(FINSAM_SOURCE_DIR "/examples/", example.folder)});
  }

  std::vector<std::string> Of(const Example& example,
                              std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--association", example.association,
                                       "--year", absl::StrCat(example.year)});
    return arguments;
  }

  testkit::RunningHouse house_;
};

// A table's cell as it is printed, by its column.
std::string CellOf(const nlohmann::json& table, const nlohmann::json& row,
                   const std::string& column) {
  const nlohmann::json& columns = table["columns"];
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i]["id"] != column) continue;
    const std::string text = row["cells"][i].value("text", "");
    return absl::StrReplaceAll(text, {{"\u00a0", " "}, {"|", "\\|"}});
  }
  ADD_FAILURE() << "no column " << column;
  return "";
}

// One association's goals as docs/goal-verdicts.md has them.
std::string Verdicts(const Example& example, const nlohmann::json& goals) {
  std::string out = absl::StrCat(
      "\n## ", example.title, "\n\n`examples/", example.folder,
      "/goals.csv`\n\n"
      "| goal | measure | outcome | target | computed | published | |\n"
      "|---|---|---|---|---|---|---|\n");
  const nlohmann::json& table = goals["table"];
  for (const nlohmann::json& row : table["rows"]) {
    const std::string computed = CellOf(table, row, "computed");
    const std::string stated = CellOf(table, row, "stated");
    const bool departs =
        !computed.empty() && !stated.empty() && computed != stated;
    absl::StrAppend(&out, "| ", row["id"].get<std::string>(), " | ",
                    CellOf(table, row, "measure"), " | ",
                    CellOf(table, row, "outcome"), " | ",
                    CellOf(table, row, "target"), " | ", computed, " | ",
                    stated, " | ", departs ? "differs" : "", " |\n");
  }
  for (const auto& goal : goals.value("departing", nlohmann::json::array())) {
    absl::StrAppend(&out, "\nGoal ", goal["goalId"].get<std::string>(),
                    " is published as ", goal["stated"].get<std::string>(),
                    "; its measure gives ", goal["computed"].get<std::string>(),
                    ": ",
                    absl::StrReplaceAll(goal["outcome"].get<std::string>(),
                                        {{"\u00a0", " "}}),
                    ".\n");
  }
  return out;
}

TEST_F(FollowUpTest, EveryPublishedGoalIsJudgedAndTheDifferencesAreListed) {
  std::string document = testkit::ReadWholeFile(kVerdictsFile);
  const size_t tables = document.find("\n## ");
  ASSERT_NE(tables, std::string::npos);
  const std::string written = document.substr(tables);
  std::string ours;
  for (const Example& example : kExamples) {
    Import(example);
    const Ended goals = Finsam(Of(example, {"goals", "--format", "json"}));
    EXPECT_EQ(goals.exit_code, example.exit_code) << goals.err;
    ours += Verdicts(example, nlohmann::json::parse(goals.out));
  }
  if (std::getenv("FINSAM_UPDATE_GOLDEN") != nullptr) {
    testkit::WriteWholeFile(kVerdictsFile, document.substr(0, tables) + ours);
    return;
  }
  EXPECT_EQ(ours, written) << "FINSAM_UPDATE_GOLDEN=1 writes " << kVerdictsFile;
}

TEST_F(FollowUpTest, WhatIsRecordedCountsInGoalsAndTables) {
  const Example& example = kExamples[0];
  Import(example);
  EXPECT_THAT(Must({"goals"}),
              AllOf(HasSubstr("deviations/count"), HasSubstr(">= 12")));
  EXPECT_THAT(Must({"deviation", "list"}),
              AllOf(HasSubstr("2024-08"), HasSubstr("En kontaktlista")));
  const std::vector<std::string> report = {
      "deviation", "report",  "--date",        "2024-12-02", "--area",
      "Väntetid",  "--party", "gnosjo-kommun", "--text",     "Ingen svarade."};
  EXPECT_THAT(Must(Of(example, report)), HasSubstr("2024-09 är registrerad"));
  EXPECT_THAT(Must(Of(example, {"deviation", "answer", "2024-09", "--date",
                                "2024-12-05", "--answer", "Ny växel."})),
              HasSubstr("2024-09"));
  EXPECT_THAT(Must({"deviation", "list"}), HasSubstr("svar: Ny växel."));
  EXPECT_THAT(Must({"deviation", "list", "--format", "json"}),
              HasSubstr("\"deviations/count/2024\""));
  EXPECT_THAT(
      Must(Of(example, {"policy", "review", "attest", "--result", "reviderad",
                        "--date", "2025-02-13", "--due", "2027-02-28"})),
      HasSubstr("attest"));
  EXPECT_THAT(Must({"policy", "list"}), HasSubstr("2027-02-28"));
  EXPECT_THAT(Must({"audit", "show"}), HasSubstr("Räkenskaperna"));
  EXPECT_THAT(Must({"discharge", "list"}), HasSubstr("regionfullmäktige"));
  EXPECT_THAT(Must({"control", "list"}), HasSubstr("mindre brist"));
  // The folder again, which knows of none of this.
  Import(example);
  EXPECT_THAT(Must({"deviation", "list"}), HasSubstr("2024-09 "));
}

TEST_F(FollowUpTest, RefusalsStoreNothingAndSayWhy) {
  const Example& example = kExamples[0];
  Import(example);
  const Ended personal =
      Finsam(Of(example, {"deviation", "report", "--date", "2024-12-02",
                          "--area", "Väntetid", "--party", "gnosjo-kommun",
                          "--text", "Gäller 19810203-1234."}));
  EXPECT_EQ(personal.exit_code, kRefused);
  EXPECT_THAT(personal.err, Not(HasSubstr("19810203")));
  const Ended twice =
      Finsam(Of(example, {"discharge", "record", "gnosjo-kommun", "--date",
                          "2025-06-01", "--decision", "vägras", "--body",
                          "kommunfullmäktige", "--reason", "Annat beslut."}));
  EXPECT_EQ(twice.exit_code, kRefused);
  EXPECT_THAT(twice.err, HasSubstr("redan beslutat"));
  EXPECT_THAT(Must({"deviation", "list"}), Not(HasSubstr("2024-09 ")));
}

TEST_F(FollowUpTest, TheHttpDoorAsksForAKey) {
  Import(kExamples[0]);
  httplib::Client client("http://" + house_.http_address());
  const std::string path = "/associations/2220001511/fiscalYears/2024/followUp";
  const auto denied = client.Get(path.c_str());
  ASSERT_TRUE(denied);
  EXPECT_EQ(denied->status, 403);
  EXPECT_THAT(denied->body, HasSubstr("AUDIENCE_DENIED"));
  const auto all =
      client.Get(path.c_str(), {{"Authorization", testkit::kOfficeBearer}});
  ASSERT_TRUE(all);
  EXPECT_EQ(all->status, 200);
  EXPECT_THAT(all->body, HasSubstr("deviations/count/2024"));
}

}  // namespace
}  // namespace finsam::e2e
