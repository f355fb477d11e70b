// What people and programs see.

#include "cli/output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_codes.h"
#include "common/base/status.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(OutputTest, GridAlignsCharactersNotBytes) {
  EXPECT_EQ(Grid({"Rad", "Belopp"},
                 {{"Årets resultat", "−518"}, {"Kassa", "3 120 391"}}, {1}),
            "Rad                Belopp\n"
            "Årets resultat       −518\n"
            "Kassa           3 120 391\n");
}

TEST(OutputTest, GridLinesEndWithoutBlanks) {
  EXPECT_EQ(Grid({"A", "Lång rubrik"}, {{"x", ""}, {"åäö", "y"}}),
            "A    Lång rubrik\n"
            "x\n"
            "åäö  y\n");
}

TEST(OutputTest, GridWithoutRowsIsItsHead) {
  EXPECT_EQ(Grid({"A", "B"}, {}), "A  B\n");
}

// A text from elsewhere must not move the cursor, colour the terminal, turn the
// order of writing or end a line that it stands in.
TEST(OutputTest, ControlCharactersAreShown) {
  EXPECT_EQ(Visible("Hyra \x1b[2J\r\n\x7f"),
            "Hyra \\u001b[2J\\u000d\\u000a\\u007f");
  EXPECT_EQ(Visible("a\u009bb\u202ec\u2066"), "a\\u009bb\\u202ec\\u2066");
  EXPECT_EQ(Visible("två\nrader", /*keep_lines=*/true), "två\nrader");
  EXPECT_EQ(Visible("två\r\nrader\r", /*keep_lines=*/true),
            "två\r\nrader\\u000d");
  for (const char* plain :
       {"Åsa – 3\u00a0120\u202f391 €", "−518", "\xc2", "\xe2\x80", ""}) {
    EXPECT_EQ(Visible(plain), plain);
  }
  EXPECT_EQ(Grid({"A"}, {{"x\ny"}}), "A\nx\\u000ay\n");
}

TEST(OutputTest, JsonIsTheApisOwn) {
  gateway::v1::DiagnoseResponse response;
  auto* service = response.add_services();
  service->set_service("ledger");
  service->set_healthy(true);
  const auto json = nlohmann::json::parse(Json(response));
  EXPECT_EQ(json["services"][0]["service"], "ledger");
  EXPECT_EQ(json["services"][0]["healthy"], true);
}

// What is printed on standard error, and the exit code.
struct Printed {
  std::string text;
  int code = 0;
};

Printed Print(const absl::Status& status, bool json, bool stores = false) {
  testing::internal::CaptureStderr();
  const int code = PrintError(status, json, stores);
  return {testing::internal::GetCapturedStderr(), code};
}

TEST(OutputTest, ExitCodesSayWhatScriptsNeed) {
  const struct {
    absl::StatusCode code;
    int exit_code;
  } cases[] = {
      {absl::StatusCode::kInvalidArgument, kExitRefused},
      {absl::StatusCode::kNotFound, kExitRefused},
      {absl::StatusCode::kAlreadyExists, kExitRefused},
      {absl::StatusCode::kFailedPrecondition, kExitRefused},
      {absl::StatusCode::kOutOfRange, kExitRefused},
      {absl::StatusCode::kPermissionDenied, kExitRefused},
      {absl::StatusCode::kCancelled, kExitRefused},
      {absl::StatusCode::kUnavailable, kExitUnavailable},
      {absl::StatusCode::kDeadlineExceeded, kExitUnavailable},
      {absl::StatusCode::kInternal, kExitTrouble},
      {absl::StatusCode::kDataLoss, kExitTrouble},
      {absl::StatusCode::kResourceExhausted, kExitTrouble},
      {absl::StatusCode::kUnknown, kExitTrouble},
  };
  for (const auto& c : cases) {
    for (const bool json : {false, true}) {
      EXPECT_EQ(Print(absl::Status(c.code, "fel"), json).code, c.exit_code)
          << absl::StatusCodeToString(c.code);
    }
  }
}

// A mistake on the command line ends alike whoever finds it.
TEST(OutputTest, AnArgumentThatCannotBeReadIsAMistakeInTheCommandLine) {
  common::v1::Date date;
  for (const bool json : {false, true}) {
    const Printed printed =
        Print(ParseDate("--from", "2024-02-30", &date), json, /*stores=*/true);
    EXPECT_EQ(printed.code, kExitUsage);
    EXPECT_THAT(printed.text, HasSubstr("--from: väntade en dag"));
    EXPECT_THAT(printed.text, Not(HasSubstr("lagrats")));
  }
  for (const char* reason : {"STATEMENT_UNKNOWN", "STATEMENT_TWICE"}) {
    EXPECT_EQ(
        Print(Refuse(absl::StatusCode::kNotFound, reason, "fel"), false).code,
        kExitUsage)
        << reason;
  }
}

TEST(OutputTest, ErrorsAreOneReadableLine) {
  EXPECT_EQ(Print(Refuse(absl::StatusCode::kNotFound, "REPORT_UNKNOWN",
                         "det finns ingen årsredovisning"),
                  false)
                .text,
            "finsam: det finns ingen årsredovisning\n");
}

Problem BadLine(int64_t line) {
  return {Severity::kError, "BUDGET_KIND", "budget.csv", line,
          "slag",           "utgift",      "kostnad",    "okänt slag"};
}

TEST(OutputTest, ProblemsFollowWithTheirPlace) {
  Problem warning = BadLine(9);
  warning.severity = Severity::kWarning;
  const Printed one = Print(RefuseInput({BadLine(7)}), false, /*stores=*/true);
  EXPECT_EQ(one.text,
            "finsam: budget.csv:7: slag: okänt slag (fann utgift, väntade "
            "kostnad) [BUDGET_KIND]\nInget har lagrats.\n");
  const Printed printed =
      Print(RefuseInput({BadLine(7), warning}), false, /*stores=*/true);
  EXPECT_THAT(printed.text, HasSubstr("finsam: nekat:\n  fel: "));
  EXPECT_EQ(printed.code, kExitRefused);
  EXPECT_THAT(printed.text,
              HasSubstr("  fel: budget.csv:7: slag: okänt slag (fann utgift, "
                        "väntade kostnad) [BUDGET_KIND]\n"));
  EXPECT_THAT(printed.text, HasSubstr("  varning: budget.csv:9:"));
  EXPECT_THAT(printed.text, HasSubstr("Inget har lagrats.\n"));
}

// After reading nobody wonders; after trouble nobody knows.
TEST(OutputTest, OnlyARefusalToStoreSaysThatNothingWasStored) {
  for (const std::vector<Problem>& problems :
       {std::vector<Problem>{BadLine(7)}, {BadLine(7), BadLine(8)}}) {
    EXPECT_THAT(Print(RefuseInput(problems), false).text,
                Not(HasSubstr("lagrats")));
    const absl::Status trouble =
        Refuse(absl::StatusCode::kUnavailable, "NEIGHBOUR_UNAVAILABLE",
               "tjänsten svarar inte", problems);
    EXPECT_THAT(Print(trouble, false, /*stores=*/true).text,
                Not(HasSubstr("lagrats")));
  }
}

TEST(OutputTest, CountsAgreeWithTheirWords) {
  EXPECT_EQ(Counted(0, "rad", "rader"), "0 rader");
  EXPECT_EQ(Counted(1, "rad", "rader"), "1 rad");
  EXPECT_EQ(Counted(2, "rad", "rader"), "2 rader");
}

TEST(OutputTest, AFloodOfProblemsIsCutForPeopleNotForPrograms) {
  std::vector<Problem> problems;
  for (int64_t line = 1; line <= 400; ++line) problems.push_back(BadLine(line));
  const absl::Status status = RefuseInput(problems);
  const std::string text = Print(status, false).text;
  EXPECT_THAT(text, HasSubstr("budget.csv:50:"));
  EXPECT_THAT(text, Not(HasSubstr("budget.csv:51:")));
  EXPECT_THAT(text, HasSubstr("… och 350 till"));
  const auto json = nlohmann::json::parse(Print(status, true).text);
  EXPECT_EQ(json["problems"].size(), 400u);
}

TEST(OutputTest, JsonErrorsHoldReasonAndProblems) {
  const Printed printed = Print(RefuseInput({BadLine(7)}), true);
  const auto json = nlohmann::json::parse(printed.text);
  EXPECT_EQ(json["code"], "INVALID_ARGUMENT");
  EXPECT_EQ(json["reason"], "BUDGET_KIND");
  const auto& problem = json["problems"].at(0);
  EXPECT_EQ(problem["severity"], "error");
  EXPECT_EQ(problem["file"], "budget.csv");
  EXPECT_EQ(problem["line"], 7);
  EXPECT_EQ(problem["field"], "slag");
  EXPECT_EQ(problem["found"], "utgift");
  EXPECT_EQ(problem["expected"], "kostnad");
}

TEST(OutputTest, JsonErrorsAreJsonWhateverTheMessageHolds) {
  const Printed printed = Print(absl::InternalError("\xff \"citat\" \n"), true);
  EXPECT_TRUE(nlohmann::json::accept(printed.text));
}

TEST(OutputTest, ShortWorkShowsNoProgress) {
  testing::internal::CaptureStderr();
  {
    ProgressLine line(true);
    line.Say("kontrollerar");
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace finsam::cli
