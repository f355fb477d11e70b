#include "common/base/status.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace finsam {
namespace {

Problem Unbalanced() {
  return {.severity = Severity::kError,
          .reason = "VOUCHER_UNBALANCED",
          .file = "2024.se",
          .line = 120,
          .field = "belopp",
          .found = "0,01 kr",
          .expected = "0 kr",
          .message = "Verifikation A 7 är inte i balans"};
}

Problem At(const char* file, int64_t line, const char* field, const char* found,
           const char* expected) {
  return {Severity::kError, "R", file, line, field, found, expected, "Fel"};
}

TEST(StatusTest, RefusalKeepsCodeReasonAndSentence) {
  const absl::Status refusal = Refuse(absl::StatusCode::kNotFound,
                                      "ACCOUNT_UNKNOWN", "kontot finns inte");
  EXPECT_EQ(refusal.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(refusal), "ACCOUNT_UNKNOWN");
  EXPECT_EQ(refusal.message(), "kontot finns inte");
  EXPECT_TRUE(ProblemsOf(refusal).empty());
}

TEST(StatusTest, TroubleAndOkHaveNoReason) {
  EXPECT_EQ(ReasonOf(absl::UnavailableError("disk")), "");
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
  EXPECT_TRUE(ProblemsOf(absl::OkStatus()).empty());
}

TEST(StatusTest, ProblemsTravelUnchanged) {
  std::vector<Problem> problems = {Unbalanced(), Problem{}};
  for (const char* text :
       {"12:34", "5:hello", ":", "::1:", "åäö – €😀", "rad 1\nrad 2", "\x01"}) {
    problems.push_back({.severity = Severity::kWarning,
                        .reason = "R",
                        .file = text,
                        .line = -9'000'000'000,
                        .field = text,
                        .found = text,
                        .expected = text,
                        .message = text});
  }
  problems.emplace_back().found = std::string("a\0b", 3);
  problems.emplace_back().message = std::string(100'000, 'x');
  const absl::Status refusal =
      Refuse(absl::StatusCode::kFailedPrecondition, "R", "s", problems);
  EXPECT_EQ(ProblemsOf(refusal), problems);
  EXPECT_EQ(ProblemsOf(Annotate(refusal, "importing")), problems);
}

TEST(StatusTest, RefusedInputNamesItsFirstErrorAndCountsTheRest) {
  Problem warning = Unbalanced();
  warning.severity = Severity::kWarning;
  warning.reason = "ACCOUNT_UNUSED";
  const absl::Status one = RefuseInput({warning, Unbalanced()});
  EXPECT_EQ(one.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(one), "VOUCHER_UNBALANCED");
  EXPECT_EQ(one.message(), ProblemLine(Unbalanced()));
  EXPECT_EQ(ProblemsOf(one).size(), 2u);

  const absl::Status three =
      RefuseInput({Unbalanced(), warning, Unbalanced(), Unbalanced()});
  EXPECT_EQ(three.message(),
            absl::string_view(ProblemLine(Unbalanced()) + " (och 2 fel till)"));
  EXPECT_EQ(ProblemsOf(three).size(), 4u);
}

TEST(StatusDeathTest, RefusedInputHoldsAnError) {
  EXPECT_DEATH((void)RefuseInput({}), "invariant broken");
  Problem warning = Unbalanced();
  warning.severity = Severity::kWarning;
  EXPECT_DEATH((void)RefuseInput({warning}), "invariant broken");
}

TEST(StatusTest, ProblemLineLeavesOutWhatDoesNotApply) {
  const struct {
    Problem problem;
    const char* line;
  } cases[] = {
      {Unbalanced(),
       "2024.se:120: belopp: Verifikation A 7 är inte i balans (fann 0,01 kr, "
       "väntade 0 kr)"},
      {At("", 0, "", "", ""), "Fel"},
      {At("2024.se", 0, "", "", ""), "2024.se: Fel"},
      {At("", 3, "", "", ""), "3: Fel"},
      {At("", 0, "rad", "", ""), "rad: Fel"},
      {At("2024.se", 3, "rad", "", ""), "2024.se:3: rad: Fel"},
      {At("", 0, "", "x", ""), "Fel (fann x)"},
      {At("", 0, "", "", "y"), "Fel (väntade y)"},
  };
  for (const auto& c : cases) EXPECT_EQ(ProblemLine(c.problem), c.line);
}

TEST(StatusTest, AnnotateAddsWhereAndKeepsWhat) {
  const absl::Status refusal =
      Refuse(absl::StatusCode::kAborted, "STALE", "ändrat");
  const absl::Status annotated = Annotate(refusal, "posting");
  EXPECT_EQ(annotated.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(annotated.message(), "posting: ändrat");
  EXPECT_EQ(ReasonOf(annotated), "STALE");
  EXPECT_TRUE(Annotate(absl::OkStatus(), "posting").ok());
}

absl::StatusOr<std::unique_ptr<int>> Seven(bool fine) {
  if (!fine) return absl::DataLossError("no seven");
  return std::make_unique<int>(7);
}

absl::StatusOr<int> SumOfSevens(bool first, bool second, int* reached) {
  ASSIGN_OR_RETURN(const std::unique_ptr<int> one, Seven(first));
  *reached = 1;
  std::unique_ptr<int> two;
  ASSIGN_OR_RETURN(two, Seven(second));
  *reached = 2;
  return *one + *two;
}

absl::Status AllOk(const std::vector<absl::Status>& steps, int* taken) {
  for (const absl::Status& step : steps) {
    RETURN_IF_ERROR(step);
    ++*taken;
  }
  return absl::OkStatus();
}

TEST(StatusTest, MacrosPassTheFirstTroubleOn) {
  int reached = 0;
  EXPECT_EQ(*SumOfSevens(true, true, &reached), 14);
  EXPECT_EQ(reached, 2);
  reached = 0;
  EXPECT_EQ(SumOfSevens(true, false, &reached).status().code(),
            absl::StatusCode::kDataLoss);
  EXPECT_EQ(reached, 1);
  reached = 0;
  EXPECT_FALSE(SumOfSevens(false, true, &reached).ok());
  EXPECT_EQ(reached, 0);

  int taken = 0;
  EXPECT_TRUE(AllOk({absl::OkStatus(), absl::OkStatus()}, &taken).ok());
  EXPECT_EQ(taken, 2);
  taken = 0;
  const absl::Status refusal =
      Refuse(absl::StatusCode::kAborted, "STALE", "ändrat");
  EXPECT_EQ(AllOk({absl::OkStatus(), refusal, absl::OkStatus()}, &taken),
            refusal);
  EXPECT_EQ(taken, 1);
}

}  // namespace
}  // namespace finsam
