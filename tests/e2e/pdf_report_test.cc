// The example reports as PDF through every door: all that they print is in the
// file, and every door gives the same bytes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/gateway/printed.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/gateway/pdf_sample.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

namespace pb = gateway::v1;
using gateway::pdf::Asked;
using gateway::pdf::HasProgram;
using ::testing::HasSubstr;

struct Example {
  std::string fiscal_year;
  const YearFiles& files;
  std::string report;  // Its path below the year.
  std::string kind;    // As the command line calls it.
};

// One blank for all that is blank.
std::string Plain(const std::string& text) {
  std::string out;
  for (const char c : absl::StrReplaceAll(text, {{"\u00a0", " "}})) {
    const bool blank = c == ' ' || c == '\n' || c == '\f';
    if (!blank) out.push_back(c);
    if (blank && !out.empty() && out.back() != ' ') out.push_back(' ');
  }
  return out;
}

// What a report prints. Words may be broken at the end of a line, numbers not.
struct Printed {
  std::vector<std::string> words;
  std::vector<std::string> numbers;
};

void Collect(const pb::Section& section, Printed* printed) {
  printed->words.push_back(section.title());
  for (const pb::Block& block : section.blocks()) {
    for (const auto& row : block.table().rows()) {
      printed->words.push_back(row.label());
      for (const auto& cell : row.cells()) {
        (cell.has_figure() ? printed->numbers : printed->words)
            .push_back(gateway::PrintedCell(cell));
      }
    }
    for (const auto& reference : block.text().references()) {
      printed->numbers.push_back(gateway::PrintedOf(reference));
    }
  }
  for (const pb::Section& inner : section.sections()) Collect(inner, printed);
}

class PdfReportTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = new testkit::RunningHouse;
    client_ = new GatewayClient(house_->Address("gateway"));
    for (const Example& example : Examples()) {
      ImportOptions options;
      options.fiscal_year = example.fiscal_year;
      options.request_id = absl::StrCat("pdf-", example.kind);
      const auto result = client_->Import(example.files, options);
      ASSERT_TRUE(result.ok()) << result.status();
    }
  }
  static void TearDownTestSuite() {
    delete client_;
    delete house_;
  }

  static std::vector<Example> Examples() {
    return {
        {kFinnveden, Finnveden2024(), "annualReport", "annual"},
        {kFinnvedenInterim, Finnveden2017Interim(), "interimReport", "interim"},
        {kFinnvedenPlan, Finnveden2025Plan(), "activityPlan", "plan"}};
  }

  static testkit::RunningHouse* house_;
  static GatewayClient* client_;
};
testkit::RunningHouse* PdfReportTest::house_ = nullptr;
GatewayClient* PdfReportTest::client_ = nullptr;

TEST_F(PdfReportTest, AllThatIsPrintedIsInTheFile) {
  if (!HasProgram("pdftotext")) GTEST_SKIP() << "poppler is not installed";
  for (const Example& example : Examples()) {
    const auto report = client_->Assemble(example.fiscal_year);
    const auto pdf =
        client_->Render(pb::RenderReportRequest::PDF, example.fiscal_year);
    ASSERT_TRUE(report.ok()) << report.status();
    ASSERT_TRUE(pdf.ok()) << pdf.status();
    Printed printed;
    for (const pb::Section& section : report->sections()) {
      Collect(section, &printed);
    }
    EXPECT_GT(printed.numbers.size(), 50U);
    const std::string text = Plain(Asked("pdftotext -raw FILE -", *pdf));
    const std::string letters = absl::StrReplaceAll(text, {{" ", ""}});
    // No message with the whole text of the report.
    for (const std::string& number : printed.numbers) {
      EXPECT_TRUE(absl::StrContains(text, Plain(number)))
          << example.kind << ": " << number;
    }
    for (const std::string& words : printed.words) {
      EXPECT_TRUE(absl::StrContains(
          letters, absl::StrReplaceAll(Plain(words), {{" ", ""}})))
          << example.kind << ": " << words;
    }
    EXPECT_THAT(text, HasSubstr("UTKAST"));
    EXPECT_THAT(text, HasSubstr("Internt underlag"));
  }
}

TEST_F(PdfReportTest, AnotherReaderFindsNoFault) {
  if (!HasProgram("qpdf")) GTEST_SKIP() << "qpdf is not installed";
  for (const Example& example : Examples()) {
    const auto pdf =
        client_->Render(pb::RenderReportRequest::PDF, example.fiscal_year);
    ASSERT_TRUE(pdf.ok()) << pdf.status();
    EXPECT_THAT(Asked("qpdf --check FILE", *pdf),
                HasSubstr("No syntax or stream encoding errors found"));
  }
}

TEST_F(PdfReportTest, EveryDoorGivesTheSameBytes) {
  httplib::Client http("http://" + house_->http_address());
  http.set_default_headers({{"Authorization", testkit::kOfficeBearer}});
  http.set_read_timeout(30);
  const testkit::TempFolder folder;
  for (const Example& example : Examples()) {
    const auto pdf =
        client_->Render(pb::RenderReportRequest::PDF, example.fiscal_year);
    ASSERT_TRUE(pdf.ok()) << pdf.status();
    const httplib::Result page = http.Get(absl::StrCat(
        "/", example.fiscal_year, "/", example.report, ".pdf?audience=office"));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200);
    EXPECT_EQ(page->get_header_value("Content-Type"), "application/pdf");
    EXPECT_TRUE(page->body == *pdf) << example.kind;
    const std::string file = folder.File(example.kind);
    const testkit::Ended ended = testkit::Run(
        {testkit::Program("finsam"), "--year",
         example.fiscal_year.substr(example.fiscal_year.size() - 4), "report",
         "render", "--kind", example.kind, "--audience", "kansli", "--format",
         "pdf", "--output", file},
        {"FINSAM_SERVER=" + house_->Address("gateway")});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_TRUE(testkit::ReadWholeFile(file) == *pdf) << example.kind;
  }
}

}  // namespace
}  // namespace finsam::e2e
