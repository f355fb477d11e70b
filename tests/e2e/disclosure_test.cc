// Small counts at the gateway's doors: before a release the public gets nothing
// of a year's participants, and after it nothing that is protected, whatever it
// asks for and in whatever form.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

// A count that nothing else in the year is like.
constexpr char kSecret[] = "83";
constexpr char kMen[] =
    "participants/samverkansteam-finnveden/deltagare/men/2024";
constexpr char kReportPath[] =
    "/associations/2220001511/fiscalYears/2024/annualReport";

class DisclosureTest : public testing::Test {
 protected:
  DisclosureTest()
      : office_(house_.Address("gateway")),
        public_(house_.Address("gateway"), common::v1::PUBLIC) {}

  // Finnveden's year, where 83 of the team's participants are men.
  static YearFiles Files() {
    YearFiles files = Finnveden2024();
    Replace(files, "counts.csv",
            "Samverkansteam Finnveden;individ;deltagare;2024;47;26;;;73",
            "Samverkansteam Finnveden;individ;deltagare;2024;4711;83;;;4794");
    Replace(files, "counts-rules.yaml", "public-minimum: 5",
            "public-minimum: 90");
    // The office has typed it, in a document and in a draft that is in no
    // report.
    files["published.csv"] += absl::StrCat(kMen, ";", kSecret, ";antal;\n");
    files["text/utkast.md"] = absl::StrCat("Teamet hade ", kSecret, " män.\n");
    InsertBefore(files, "layouts/annual-report.yaml",
                 "      - table: participants\n",
                 "      - table: deltagare\n      - table: teamet\n");
    return files;
  }

  httplib::Result Get(const std::string& path) {
    httplib::Client http("http://" + house_.http_address());
    http.set_read_timeout(30);
    return http.Get(path);
  }

  testkit::RunningHouse house_;
  GatewayClient office_;
  GatewayClient public_;
};

// True when the secret stands in `text` as a number of its own. What follows
// "root" or a '#' is chance or a colour.
bool Tells(const std::string& text) {
  for (size_t at = text.find(kSecret); at != std::string::npos;
       at = text.find(kSecret, at + 1)) {
    const auto is_part = [&](size_t i) {
      return i < text.size() &&
             (absl::ascii_isalnum(text[i]) || text[i] == '.' ||
              text[i] == ',' || text[i] == '+' || text[i] == '/');
    };
    if ((at == 0 || !is_part(at - 1)) && !is_part(at + 2)) return true;
  }
  return false;
}

TEST_F(DisclosureTest, ThePublicGetsWhatIsReleasedAndNothingThatTellsMore) {
  const auto imported = office_.Import(Files());
  ASSERT_TRUE(imported.ok()) << imported.status();
  const auto whole = office_.Render(gateway::v1::RenderReportRequest::TEXT);
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_TRUE(Tells(*whole));
  EXPECT_THAT(*whole, HasSubstr("Internt underlag"));

  EXPECT_EQ(CodeAndReason(public_.Assemble().status()),
            "FAILED_PRECONDITION COUNTS_NOT_RELEASED");
  const httplib::Result refused = Get(kReportPath);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 409);
  EXPECT_THAT(refused->body, HasSubstr("COUNTS_NOT_RELEASED"));

  ASSERT_TRUE(office_.Release().ok());
  for (const auto format : {gateway::v1::RenderReportRequest::TEXT,
                            gateway::v1::RenderReportRequest::HTML,
                            gateway::v1::RenderReportRequest::JSON}) {
    const auto rendered = public_.Render(format);
    ASSERT_TRUE(rendered.ok()) << rendered.status();
    EXPECT_FALSE(Tells(*rendered)) << format;
    EXPECT_THAT(*rendered, Not(HasSubstr("Internt underlag")));
    EXPECT_THAT(*rendered, HasSubstr(".."));
  }
  const auto checked = public_.Check();
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_FALSE(Tells(checked->DebugString()));
  EXPECT_THAT(checked->DebugString(), Not(HasSubstr(kMen)));
  EXPECT_THAT(checked->DebugString(), Not(HasSubstr("utkast")));
  const auto report = public_.Assemble();
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(TablesOf(*report).contains("deltagare"));
  EXPECT_TRUE(TablesOf(*report).contains("teamet"));
  const auto explained = public_.Explain(kMen);
  ASSERT_TRUE(explained.ok()) << explained.status();
  EXPECT_FALSE(Tells(explained->DebugString()));
  for (const std::string& path :
       {std::string(kReportPath), absl::StrCat(kReportPath, ".json"),
        absl::StrCat(kReportPath, ".txt"),
        absl::StrCat(kReportPath, "/findings"),
        absl::StrCat(kReportPath, "/figures?id=", kMen),
        absl::StrCat(kReportPath, "/figures?format=json&id=", kMen),
        std::string("/associations/2220001511/fiscalYears/2024/statistics"),
        std::string("/associations/2220001511/releases"),
        std::string("/associations/2220001511/statistics?years=2023,2024"),
        std::string("/nation/fiscalYears/2024/statistics")}) {
    const httplib::Result page = Get(path);
    ASSERT_TRUE(page) << path;
    EXPECT_FALSE(Tells(page->body)) << path;
    // Asking for more does not help without a key.
    const httplib::Result denied = Get(absl::StrCat(
        path, absl::StrContains(path, "?") ? "&" : "?", "audience=office"));
    ASSERT_TRUE(denied) << path;
    EXPECT_TRUE(denied->status == 403 || !Tells(denied->body)) << path;
  }
  // The office still has it all.
  httplib::Client http("http://" + house_.http_address());
  http.set_default_headers({{"Authorization", testkit::kOfficeBearer}});
  const httplib::Result all = http.Get(
      "/associations/2220001511/fiscalYears/2024/statistics"
      "?audience=office");
  ASSERT_TRUE(all);
  EXPECT_EQ(all->status, 200);
  EXPECT_TRUE(Tells(all->body));
  const httplib::Result findings =
      http.Get(absl::StrCat(kReportPath, "/findings?audience=kansli"));
  ASSERT_TRUE(findings);
  EXPECT_EQ(findings->status, 200);
  EXPECT_THAT(findings->body, HasSubstr("utkast"));
  const httplib::Result open =
      http.Get(absl::StrCat(kReportPath, "?audience=allm%C3%A4nhet"));
  ASSERT_TRUE(open);
  EXPECT_EQ(open->status, 200);
  EXPECT_FALSE(Tells(open->body));
  const httplib::Result unknown =
      http.Get(absl::StrCat(kReportPath, "?audience=alla"));
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->status, 400);
}

// What is kept may be laid out by a folder that does not bring it again.
TEST_F(DisclosureTest, TablesOfKeptCountsStandInAReport) {
  YearFiles files = Files();
  const auto first = office_.Import(files);
  ASSERT_TRUE(first.ok()) << first.status();
  for (const char* name : {"counts.csv", "counts-rules.yaml", "initiatives.csv",
                           "surveys.csv", "layouts/counts.yaml"}) {
    ASSERT_EQ(files.erase(name), 1u) << name;
  }
  InsertBefore(files, "layouts/annual-report.yaml",
               "      - table: participants\n", "      - table: vald\n");
  ImportOptions options;
  options.request_id = "again";
  const auto again = office_.Import(files, options);
  ASSERT_TRUE(again.ok()) << again.status();
  const auto report = office_.Assemble();
  ASSERT_TRUE(report.ok()) << report.status();
  for (const char* table : {"deltagare", "teamet", "vald"}) {
    EXPECT_TRUE(TablesOf(*report).contains(table)) << table;
  }
}

}  // namespace
}  // namespace finsam::e2e
