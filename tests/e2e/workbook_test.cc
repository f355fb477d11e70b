// The example reports' workbooks in LibreOffice: every formula computed anew,
// every cell as the report prints it. And the reports' tables as files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/gateway/printed.h"
#include "services/gateway/report_tables.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/gateway/pdf_sample.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

namespace fs = std::filesystem;
namespace pb = gateway::v1;
using gateway::pdf::HasProgram;

constexpr size_t kHeadLines = 4;

struct Example {
  std::string fiscal_year;
  const YearFiles& files;
};

// Swedish, and with every formula computed when a workbook is opened.
constexpr char kSettings[] =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
)";
// Semicolons, UTF-8, cells as they are shown, a file for every sheet.
constexpr char kFilter[] =
    "csv:Text - txt - csv (StarCalc):"
    "59,34,76,1,,0,false,true,true,false,false,-1";

// Lines of fields; a field may be quoted and hold line ends.
std::vector<std::vector<std::string>> Fields(const std::string& csv) {
  std::vector<std::vector<std::string>> lines(1, {""});
  bool quoted = false;
  for (size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      lines.back().back().push_back(csv[++i]);
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ';') {
      lines.back().emplace_back();
    } else if (!quoted && c == '\n') {
      lines.emplace_back(1, "");
    } else {
      lines.back().back().push_back(c);
    }
  }
  return lines;
}

// The cells of a table's rows as the workbook should show them.
std::vector<std::vector<std::string>> Shown(const common::v1::Table& table) {
  bool has_notes = false;
  for (const auto& row : table.rows()) {
    has_notes = has_notes || !row.note().empty();
  }
  std::vector<std::vector<std::string>> lines;
  for (const auto& row : table.rows()) {
    std::vector<std::string>& line = lines.emplace_back();
    line.push_back(row.label());
    if (has_notes) line.push_back(row.note());
    for (int i = 0; i < table.columns_size(); ++i) {
      line.push_back(i < row.cells_size() ? gateway::PrintedCell(row.cells(i))
                                          : "");
    }
  }
  return lines;
}

class WorkbookTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = new testkit::RunningHouse;
    client_ = new GatewayClient(house_->Address("gateway"));
    for (const Example& example : Examples()) {
      ImportOptions options;
      options.fiscal_year = example.fiscal_year;
      options.request_id = absl::StrCat(
          "book-", absl::StrReplaceAll(example.fiscal_year, {{"/", "-"}}));
      const auto result = client_->Import(example.files, options);
      ASSERT_TRUE(result.ok()) << result.status();
    }
  }
  static void TearDownTestSuite() {
    delete client_;
    delete house_;
  }

  static std::vector<Example> Examples() {
    return {{kFinnveden, Finnveden2024()},
            {kFinnvedenInterim, Finnveden2017Interim()},
            {kFinnvedenPlan, Finnveden2025Plan()},
            {kSodraVatterbygden, SodraVatterbygden2023()},
            {kDegerforsKarlskoga, DegerforsKarlskoga2024()}};
  }

  // Each sheet of `workbook` as LibreOffice shows it, by its first line.
  static std::map<std::string,
                  std::vector<std::vector<std::vector<std::string>>>>
  SheetsOf(const std::string& workbook) {
    const testkit::TempFolder folder;
    const std::string profile = folder.File("profile");
    fs::create_directories(profile + "/user");
    testkit::WriteWholeFile(profile + "/user/registrymodifications.xcu",
                            kSettings);
    const std::string file = folder.File("report.xlsx");
    testkit::WriteWholeFile(file, workbook);
    const std::string out = folder.File("out");
    const testkit::Ended ended = testkit::Run(
        {"/usr/bin/soffice", "-env:UserInstallation=file://" + profile,
         "--headless", "--convert-to", kFilter, "--outdir", out, file},
        {}, absl::Seconds(120));
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    std::map<std::string, std::vector<std::vector<std::vector<std::string>>>>
        sheets;
    if (!fs::exists(out)) return sheets;
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(out)) {
      files.insert(entry.path());
    }
    for (const fs::path& path : files) {
      auto lines = Fields(testkit::ReadWholeFile(path.string()));
      const std::string title = lines[0][0];
      sheets[title].push_back(std::move(lines));
    }
    return sheets;
  }

  static testkit::RunningHouse* house_;
  static GatewayClient* client_;
};
testkit::RunningHouse* WorkbookTest::house_ = nullptr;
GatewayClient* WorkbookTest::client_ = nullptr;

// Whether the lines below the head are `shown`; what differs, else empty.
std::string Difference(const std::vector<std::vector<std::string>>& lines,
                       const std::vector<std::vector<std::string>>& shown) {
  for (size_t i = 0; i < shown.size(); ++i) {
    if (kHeadLines + i >= lines.size()) return "a row is missing";
    for (size_t j = 0; j < shown[i].size(); ++j) {
      const auto& line = lines[kHeadLines + i];
      const std::string found = j < line.size() ? line[j] : "";
      if (found != shown[i][j]) {
        return absl::StrCat(shown[i][0], ": ", found, " for ", shown[i][j]);
      }
    }
  }
  return "";
}

TEST_F(WorkbookTest, LibreOfficeShowsEveryCellAsPrinted) {
  if (!HasProgram("soffice")) {
    GTEST_SKIP() << "not run: LibreOffice is not installed";
  }
  for (const Example& example : Examples()) {
    SCOPED_TRACE(example.fiscal_year);
    const auto report = client_->Assemble(example.fiscal_year);
    const auto workbook =
        client_->Render(pb::RenderReportRequest::XLSX, example.fiscal_year);
    ASSERT_TRUE(report.ok()) << report.status();
    ASSERT_TRUE(workbook.ok()) << workbook.status();
    const auto sheets = SheetsOf(*workbook);
    const auto tables = gateway::TablesOf(*report);
    size_t count = 0;
    for (const auto& [title, all] : sheets) count += all.size();
    EXPECT_EQ(count, tables.size() + 1);  // And the contents.
    for (const gateway::ReportTable& one : tables) {
      const auto named = sheets.find(one.title);
      ASSERT_NE(named, sheets.end()) << one.title;
      // Two tables may have one title; a sheet of it is each's.
      std::string difference = "no sheet";
      for (const auto& lines : named->second) {
        difference = Difference(lines, Shown(*one.table));
        if (difference.empty()) break;
      }
      EXPECT_EQ(difference, "") << one.name;
    }
  }
}

TEST_F(WorkbookTest, EveryTableIsAFileOfItsOwn) {
  const testkit::TempFolder folder;
  const std::string out = folder.File("tables");
  const auto finsam = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {testkit::Program("finsam"), "--association",
                      "222000-2279", "--year", "2024", "report", "render",
                      "--audience", "kansli", "--format", "csv"});
    return testkit::Run(arguments,
                        {"FINSAM_SERVER=" + house_->Address("gateway")});
  };
  const testkit::Ended all = finsam({"--output", out});
  ASSERT_EQ(all.exit_code, 0) << all.err;
  const auto report = client_->Assemble(kDegerforsKarlskoga);
  ASSERT_TRUE(report.ok()) << report.status();
  std::set<std::string> names;
  for (const gateway::ReportTable& one : gateway::TablesOf(*report)) {
    names.insert(absl::StrCat(one.name, ".csv"));
  }
  std::set<std::string> written;
  for (const auto& entry : fs::directory_iterator(out)) {
    written.insert(entry.path().filename().string());
  }
  EXPECT_EQ(written, names);
  const testkit::Ended one = finsam({"--table", "goals.2"});
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_EQ(one.out, testkit::ReadWholeFile(out + "/goals.2.csv"));
  const testkit::Ended none = finsam({"--table", "golas"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, testing::HasSubstr("goals.2"));
}

}  // namespace
}  // namespace finsam::e2e
