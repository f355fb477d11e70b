// Neighbours that stop or are gone: the gateway answers in time, says who it
// is, and is itself again as soon as they are.

#include <gtest/gtest.h>
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

constexpr int kNeighbourTimeoutMs = 1'000;
// The deadline, and what a loaded machine adds.
constexpr absl::Duration kAnswerTimeMax = absl::Seconds(5);
constexpr absl::Duration kRecovery = absl::Seconds(3);
// A loaded machine can make a healthy neighbour late, too: asked again.
constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr const char* kNeighbours[] = {"ledger", "budget", "participants",
                                       "governance"};
constexpr char kReportPath[] =
    "/associations/2220001511/fiscalYears/2024/annualReport";

class NeighbourTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = new testkit::RunningHouse(kNeighbourTimeoutMs);
    client_ = new GatewayClient(house_->Address("gateway"));
    const auto result = client_->Import(Finnveden2024());
    ASSERT_TRUE(result.ok()) << result.status();
  }
  static void TearDownTestSuite() {
    delete client_;
    delete house_;
  }

  static httplib::Result Get(const std::string& path) {
    httplib::Client http("http://" + house_->http_address());
    http.set_read_timeout(10);
    http.set_default_headers({{"Authorization", testkit::kOfficeBearer}});
    return http.Get(absl::StrCat(path, absl::StrContains(path, "?") ? "&" : "?",
                                 "audience=office"));
  }

  // The problem document that `path` answers with.
  static nlohmann::json Problem(const std::string& path, int code) {
    const httplib::Result answer = Get(path);
    EXPECT_TRUE(answer) << path;
    if (!answer) return {};
    EXPECT_EQ(answer->status, code) << path;
    EXPECT_TRUE(absl::StartsWith(answer->get_header_value("Content-Type"),
                                 "application/problem+json"))
        << path;
    nlohmann::json body = nlohmann::json::parse(answer->body, nullptr, false);
    EXPECT_TRUE(body.is_object()) << answer->body;
    return body;
  }

  // Every way in says that `service` does not answer, and none hangs.
  static void ExpectTrouble(const std::string& service,
                            const std::string& code_and_reason, int http_code,
                            const std::string& reason) {
    const absl::Time begin = testkit::Now();
    const auto status = client_->Assemble().status();
    EXPECT_LT(testkit::Now() - begin, kAnswerTimeMax);
    EXPECT_EQ(CodeAndReason(status), code_and_reason) << status;
    EXPECT_TRUE(absl::StrContains(status.message(), service)) << status;
    const auto problem = Problem(kReportPath, http_code);
    EXPECT_EQ(problem.value("title", ""), reason);
    EXPECT_EQ(problem.value("status", 0), http_code);
    EXPECT_TRUE(absl::StrContains(problem.value("detail", ""), service));
    ExpectDiagnosis(service);
  }

  // Names the one service that is down; none when `down` is empty.
  static void ExpectDiagnosis(const std::string& down) {
    std::vector<std::string> expected;
    if (!down.empty()) expected.push_back(down);
    std::vector<std::string> ill;
    testkit::WaitUntil(
        [&] {
          const absl::Time begin = testkit::Now();
          const auto diagnosis = client_->Diagnose();
          EXPECT_LT(testkit::Now() - begin, kAnswerTimeMax);
          EXPECT_TRUE(diagnosis.ok()) << diagnosis.status();
          if (!diagnosis.ok()) return true;
          EXPECT_EQ(diagnosis->services_size(), 4);
          ill.clear();
          for (const auto& service : diagnosis->services()) {
            if (!service.healthy()) ill.push_back(service.service());
            EXPECT_EQ(service.trouble().empty(), service.healthy());
            EXPECT_EQ(service.address(), house_->Address(service.service()));
          }
          return ill == expected;
        },
        kPatience);
    EXPECT_EQ(ill, expected);
  }

  static void ExpectRecovery() {
    absl::Status status;
    EXPECT_TRUE(testkit::WaitUntil(
        [&] { return (status = client_->Assemble().status()).ok(); },
        kRecovery))
        << status;
    ExpectDiagnosis("");
  }

  // The report as it stands, once it can be had.
  static std::string Report() {
    absl::StatusOr<std::string> report;
    testkit::WaitUntil(
        [&report] {
          report = client_->Render(gateway::v1::RenderReportRequest::JSON);
          return report.ok();
        },
        kPatience);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *report : "";
  }

  // A page, once it can be had.
  static std::string Page(const std::string& path) {
    httplib::Result answer = Get(path);
    testkit::WaitUntil(
        [&] { return (answer = Get(path)) && answer->status == 200; },
        kPatience);
    EXPECT_TRUE(answer && answer->status == 200) << path;
    return answer ? answer->body : "";
  }

  static testkit::RunningHouse* house_;
  static GatewayClient* client_;
};

testkit::RunningHouse* NeighbourTest::house_ = nullptr;
GatewayClient* NeighbourTest::client_ = nullptr;

TEST_F(NeighbourTest, ANeighbourThatStopsIsNamedInTime) {
  for (const char* service : kNeighbours) {
    SCOPED_TRACE(service);
    house_->Suspend(service);
    ExpectTrouble(service, "DEADLINE_EXCEEDED NEIGHBOUR_SLOW", 504,
                  "NEIGHBOUR_SLOW");
    house_->Resume(service);
    ExpectRecovery();
  }
}

TEST_F(NeighbourTest, ANeighbourThatIsGoneIsNamedAtOnce) {
  for (const char* service : kNeighbours) {
    SCOPED_TRACE(service);
    house_->Kill(service);
    ExpectTrouble(service, "UNAVAILABLE NEIGHBOUR_UNAVAILABLE", 503,
                  "NEIGHBOUR_UNAVAILABLE");
    house_->Restart(service);
    ExpectRecovery();
  }
}

// All are asked before anything is stored, so one that is gone stops all.
TEST_F(NeighbourTest, AnImportWithoutANeighbourStoresNothing) {
  const std::string before = Report();
  YearFiles files = Finnveden2024();
  Replace(files, "budget.csv", "§ 31", "§ 32");
  Replace(files, "budget.csv", ";562500;", ";562600;");
  Replace(files, "counts.csv", ";47;26;;;73;", ";47;27;;;74;");
  files["text/vision.md"] = "Plats för alla.\n";
  for (const char* service : kNeighbours) {
    SCOPED_TRACE(service);
    house_->Kill(service);
    ImportOptions options;
    options.request_id = absl::StrCat("without-", service);
    const auto status = client_->Import(files, options).status();
    EXPECT_EQ(CodeAndReason(status), "UNAVAILABLE NEIGHBOUR_UNAVAILABLE");
    EXPECT_TRUE(absl::StrContains(status.message(), service)) << status;
    house_->Restart(service);
    ExpectRecovery();
    EXPECT_TRUE(Report() == before);
  }
}

// A caller who gives up in the middle leaves a house that goes on.
TEST_F(NeighbourTest, AnImportThatWaitsForANeighbourEndsWithItsCaller) {
  const std::string before = Report();
  YearFiles files = Finnveden2024();
  Replace(files, "counts.csv", ";47;26;;;73;", ";47;27;;;74;");
  house_->Suspend("governance");
  ImportOptions options;
  options.request_id = "given up";
  options.timeout = absl::Seconds(1);
  EXPECT_EQ(client_->Import(files, options).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  house_->Resume("governance");
  ExpectRecovery();
  EXPECT_TRUE(Report() == before);
}

TEST_F(NeighbourTest, HttpAnswersInPlainWords) {
  EXPECT_TRUE(absl::StrContains(Page("/"), &kReportPath[1]));
  EXPECT_TRUE(
      absl::StrContains(Page(kReportPath), "Finnvedens samordningsförbund"));
  // One report, whatever the door.
  EXPECT_TRUE(Page(absl::StrCat(kReportPath, ".json")) == Report());
  const auto findings = nlohmann::json::parse(
      Page(absl::StrCat(kReportPath, "/findings")), nullptr, false);
  EXPECT_EQ(findings["findings"].size(), 18U);
  const auto origin = nlohmann::json::parse(
      Page(absl::StrCat(kReportPath,
                        "/figures?format=json&id=note-3/kansli/2024")),
      nullptr, false);
  EXPECT_GT(origin["books"]["entries"].size(), 0U);

  EXPECT_EQ(Problem("/nowhere", 404).value("title", ""), "PATH_UNKNOWN");
  EXPECT_EQ(
      Problem("/associations/2220002279/fiscalYears/2024/annualReport", 404)
          .value("title", ""),
      "REPORT_UNKNOWN");
  EXPECT_EQ(
      Problem("/associations/2220001512/fiscalYears/2024/annualReport", 400)
          .value("title", ""),
      "NAME_INVALID");
  const auto unknown =
      Problem(absl::StrCat(kReportPath, "/figures?id=note-3/kansl/2024"), 404);
  EXPECT_EQ(unknown.value("title", ""), "FIGURE_UNKNOWN");
  EXPECT_TRUE(
      absl::StrContains(unknown.value("detail", ""), "note-3/kansli/2024"));
}

}  // namespace
}  // namespace finsam::e2e
