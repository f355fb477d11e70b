// Every kind of page that the gateway shows, in a browser, with axe-core
// (tests/browser): no violation of WCAG 2.1 A or AA and no page wider than its
// screen, on a wide screen, on a phone and on paper.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

namespace fs = std::filesystem;

constexpr char kFolder[] = FINSAM_SOURCE_DIR "/tests/browser";
constexpr char kChromium[] = "/usr/bin/chromium";
constexpr char kNode[] = "/usr/bin/node";

// What of the tools is missing; empty when all are there.
std::string Missing() {
  for (const char* program : {kChromium, kNode}) {
    if (!fs::exists(program)) return absl::StrCat(program, " is not there");
  }
  for (const char* module : {"axe-core", "playwright-core"}) {
    if (!fs::exists(absl::StrCat(kFolder, "/node_modules/", module))) {
      return absl::StrCat("npm ci has not been run in tests/browser");
    }
  }
  return "";
}

struct Example {
  std::string fiscal_year;
  const YearFiles& files;
  std::string report;
  std::string figure;  // One that the page of origins is looked at for.
};

std::vector<Example> Examples() {
  return {{kFinnveden, Finnveden2024(), "annualReport",
           "income-statement/operating-costs/2024"},
          {kFinnvedenInterim, Finnveden2017Interim(), "interimReport",
           "participants/totalt/deltagare/total/2017-01..2017-06"},
          {kFinnvedenPlan, Finnveden2025Plan(), "activityPlan",
           "plan/available/plan-2027"},
          {kSodraVatterbygden, SodraVatterbygden2023(), "annualReport",
           "operations-account/net-cost/deviation-2023"},
          {kDegerforsKarlskoga, DegerforsKarlskoga2024(), "annualReport",
           "balance-sheet/total-assets/2024"}};
}

class BrowserTest : public testing::Test {
 protected:
  void Import() {
    GatewayClient client(house_.Address("gateway"));
    for (const Example& example : Examples()) {
      ImportOptions options;
      options.fiscal_year = example.fiscal_year;
      options.request_id =
          "page-" + example.report + std::to_string(example.files.size());
      const auto result = client.Import(example.files, options);
      ASSERT_TRUE(result.ok()) << result.status();
    }
  }

  void Finsam(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {testkit::Program("finsam"), "--association",
                      "222000-1511", "--year", "2024"});
    const testkit::Ended ended =
        testkit::Run(arguments, {"FINSAM_SERVER=" + house_.Address("gateway"),
                                 "FINSAM_ACTOR=Elin Berg"});
    ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  }

  void Add(const std::string& name, const std::string& path) {
    pages_.push_back(
        {{"name", name},
         {"url", absl::StrCat("http://", house_.http_address(), path)}});
  }

  testkit::RunningHouse house_;
  nlohmann::json pages_ = nlohmann::json::array();
};

TEST_F(BrowserTest, EveryPageIsAccessibleOnScreensAndPaper) {
  const std::string missing = Missing();
  if (!missing.empty()) GTEST_SKIP() << "not run: " << missing;
  ASSERT_NO_FATAL_FAILURE(Import());
  ASSERT_NO_FATAL_FAILURE(Finsam(
      {"counts", "release", "2220001511", "2024", "--audience", "allmänhet"}));
  ASSERT_NO_FATAL_FAILURE(Finsam({"report", "freeze"}));
  Add("the years", "/");
  for (const Example& example : Examples()) {
    const std::string report =
        absl::StrCat("/", example.fiscal_year, "/", example.report);
    Add(report, absl::StrCat(report, "?audience=office"));
    Add(absl::StrCat("origin of ", example.figure),
        absl::StrCat(report, "/figures?audience=office&id=", example.figure));
  }
  Add("the report for the public",
      absl::StrCat("/", kFinnveden, "/annualReport"));
  Add("a frozen version",
      absl::StrCat("/", kFinnveden, "/annualReport/versions/1"));
  const nlohmann::json question = {
      {"chromium", kChromium}, {"key", testkit::kOfficeKey}, {"pages", pages_}};
  const testkit::TempFolder folder;
  const std::string file = folder.File("question.json");
  testkit::WriteWholeFile(file, question.dump());
  const testkit::Ended ended = testkit::Run(
      {"/bin/sh", "-c",
       absl::StrCat("cd ", kFolder, " && ", kNode, " check.mjs < ", file)},
      {}, absl::Seconds(500));
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out,
              testing::HasSubstr(absl::StrCat(pages_.size(), " pages, 0")));
}

}  // namespace
}  // namespace finsam::e2e
