#include "tests/e2e/refusal_test.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace finsam::e2e {

testkit::RunningHouse* RefusalTest::house_ = nullptr;
GatewayClient* RefusalTest::client_ = nullptr;

namespace {

std::string Told(const absl::Status& status) {
  return absl::StrJoin(
      ProblemsOf(status), "\n", [](std::string* out, const Problem& problem) {
        absl::StrAppend(out, problem.reason, " ", ProblemLine(problem));
      });
}

void ExpectPart(const std::string& whole, const std::string& part,
                const char* what) {
  if (part.empty()) return;
  EXPECT_NE(whole.find(part), std::string::npos)
      << what << " is \"" << whole << "\", without \"" << part << "\"";
}

}  // namespace

void RefusalTest::SetUpTestSuite() {
  house_ = new testkit::RunningHouse;
  client_ = new GatewayClient(house_->Address("gateway"));
}

void RefusalTest::TearDownTestSuite() {
  for (const char* service : testkit::kServices) {
    EXPECT_TRUE(house_->Running(service)) << house_->Log(service);
  }
  delete client_;
  delete house_;
}

void RefusalTest::ExpectRefused(const std::vector<Harm>& harms) {
  for (const Harm& harm : harms) {
    SCOPED_TRACE(harm.name);
    YearFiles files = Finnveden2024();
    const Expected expected = harm.apply(files);
    ExpectRefused(files, expected);
  }
}

void RefusalTest::ExpectRefused(const YearFiles& files,
                                const Expected& expected,
                                const ImportOptions& options) {
  const absl::Status status = client_->Import(files, options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  const std::vector<Problem> problems = ProblemsOf(status);
  const auto found = std::find_if(problems.begin(), problems.end(),
                                  [&](const Problem& problem) {
                                    return problem.reason == expected.reason &&
                                           problem.severity == Severity::kError;
                                  });
  if (found == problems.end()) {
    ADD_FAILURE() << "no " << expected.reason << " among\n" << Told(status);
  } else {
    EXPECT_EQ(found->file, expected.file) << Told(status);
    EXPECT_EQ(found->line, expected.line) << Told(status);
    EXPECT_FALSE(found->message.empty());
    ExpectPart(found->found, expected.found, "found");
    ExpectPart(found->expected, expected.expected, "expected");
    ExpectPart(found->field, expected.field, "field");
  }
  EXPECT_FALSE(status.message().empty());
  ExpectNothingStored();
}

void RefusalTest::ExpectNothingStored() {
  EXPECT_EQ(CodeAndReason(client_->Assemble().status()),
            "NOT_FOUND REPORT_UNKNOWN");
  ImportOptions options;
  options.request_id = "look";
  options.validate_only = true;
  const auto looked = client_->Import(Finnveden2024(), options);
  ASSERT_TRUE(looked.ok()) << looked.status();
  EXPECT_EQ(looked->services_size(), 5);
  for (const auto& service : looked->services()) {
    EXPECT_EQ(service.revision().revision(), 0) << service.revision().service();
    EXPECT_FALSE(service.changed());
  }
}

}  // namespace finsam::e2e
