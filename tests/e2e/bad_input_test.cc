// Year folders with something wrong in them beside the books, as people write
// them, and folders that are nothing of the kind.

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/refusal_test.h"

namespace finsam::e2e {
namespace {

constexpr char kReport[] = "layouts/annual-report.yaml";

class BadInputTest : public RefusalTest {};

TEST_F(BadInputTest, CountsAndSurveys) {
  ExpectRefused({
      {"a negative count",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "counts.csv", ";2024;47;26;", ";2024;-47;26;");
         return {"COUNT_NEGATIVE", "counts.csv", line, "-47"};
       }},
      {"women and men that are not the total",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "counts.csv", ";47;26;;;73;", ";47;26;;;74;");
         return {"COUNT_SUM", "counts.csv", line, "74", "73"};
       }},
      {"a count that is no number",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "counts.csv", ";47;26;;;73;", ";47;26;;;ca 73;");
         return {"COUNT_MALFORMED", "counts.csv", line, "ca 73"};
       }},
      {"a month that is no month",
       [](YearFiles& files) -> Expected {
         const int64_t line = Replace(files, "counts.csv", "2023-12..2024-11",
                                      "2023-13..2024-11");
         return {"PERIOD_INVALID", "counts.csv", line, "2023-13..2024-11"};
       }},
      {"a person",
       [](YearFiles& files) -> Expected {
         const int64_t line = Replace(files, "counts.csv",
                                      "Från det egna området", "19121212-1212");
         return {"PERSONAL_DATA", "counts.csv", line};
       }},
      {"more positive answers than answers",
       [](YearFiles& files) -> Expected {
         const int64_t line = Replace(files, "surveys.csv", "Nytta;2024;23;20;",
                                      "Nytta;2024;23;24;");
         return {"SURVEY_COUNT", "surveys.csv", line, "24", "23"};
       }},
  });
}

TEST_F(BadInputTest, TextsAndLayout) {
  ExpectRefused({
      {"a figure that nobody has",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "text/oversikt.md",
                     "{{ multi-year-overview/result-of-year/2024 | tkr }}",
                     "{{ multi-year-overview/resultat/2024 | tkr }}");
         return {"TEXT_FIGURE_UNKNOWN", "text/oversikt.md", line,
                 "multi-year-overview/resultat/2024"};
       }},
      {"a reference that is not closed",
       [](YearFiles& files) -> Expected {
         files["text/oversikt.md"] =
             "Ett.\n\nTvå {{ goals/total/2024 | antal\n";
         return {"TEXT_REFERENCE", "text/oversikt.md", 3};
       }},
      {"a display that is none",
       [](YearFiles& files) -> Expected {
         files["text/oversikt.md"] = "Ett {{ goals/total/2024 | stycken }}.\n";
         return {"TEXT_DISPLAY", "text/oversikt.md", 1, "stycken"};
       }},
      {"a text in another encoding",
       [](YearFiles& files) -> Expected {
         files["text/oversikt.md"] = "R\xE4ntan.\n";
         return {"TEXT_NOT_UTF8", "text/oversikt.md", 1};
       }},
      {"a table that nobody has",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, kReport, "table: cash-flow", "table: cash-flows");
         return {"REPORT_TABLE_UNKNOWN", kReport, line, "cash-flows",
                 "cash-flow"};
       }},
      {"a budget line that the budget has not",
       [](YearFiles& files) -> Expected {
         const int64_t line = Replace(files, kReport, "operating-costs: -costs",
                                      "operating-costs: -kostnader");
         return {"BUDGET_LINE_UNKNOWN", kReport, line, "kostnader", "costs"};
       }},
      {"a text that is not in the folder",
       [](YearFiles& files) -> Expected {
         files.erase("text/vision.md");
         return {"REPORT_TEXT_MISSING", kReport,
                 LineOf(files[kReport], "text/vision.md"), "text/vision.md"};
       }},
      {"a printed figure that nobody has",
       [](YearFiles& files) -> Expected {
         const int64_t line = Replace(files, "published.csv", "goals/met/2024",
                                      "goals/mett/2024");
         return {"PUBLISHED_FIGURE_UNKNOWN", "published.csv", line,
                 "goals/mett/2024", "goals/met/2024"};
       }},
      {"YAML that is no YAML",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, kReport, "title: Årsredovisning 2024",
                     "title: [Årsredovisning 2024");
         return {"YAML_SYNTAX", kReport, line + 1};
       }},
  });
}

TEST_F(BadInputTest, BudgetAndGovernance) {
  ExpectRefused({
      {"an amount that is no amount",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "budget.csv", ";562500;", ";~560 tkr;");
         return {"AMOUNT_MALFORMED", "budget.csv", line, "~560 tkr"};
       }},
      {"a budget line twice",
       [](YearFiles& files) -> Expected {
         const int64_t line = Replace(files, "budget.csv", "revision;Revision",
                                      "kansli;Revision");
         return {"BUDGET_LINE_DUPLICATE", "budget.csv", line, "kansli"};
       }},
      {"a budget that nobody adopted",
       [](YearFiles& files) -> Expected {
         Replace(files, "budget.csv", "#fastställd;2023-11-23\n", "");
         return {"CSV_DIRECTIVE_MISSING", "budget.csv", 0, "", "fastställd"};
       }},
      {"a column that is not known",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "meetings.csv", "offentligt", "öppet");
         return {"CSV_COLUMN_UNKNOWN", "meetings.csv", line, "öppet"};
       }},
      {"a row with a column too many",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "meetings.csv", "vårkonferens;nej;",
                     "vårkonferens;nej;;;;;;;;;extra");
         return {"CSV_ROW_WIDTH", "meetings.csv", line};
       }},
      {"a member of the board that no member appointed",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "board.csv", ";gnosjo-kommun;", ";gnosjö-kommun;");
         return {"BOARD_MEMBER_UNKNOWN", "board.csv", line, "gnosjö-kommun"};
       }},
      {"another association's folder",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "association.yaml", "222000-1511", "222000-2279");
         return {"NAME_INVALID", "association.yaml", line, "222000-2279",
                 "2220001511"};
       }},
      {"an organisation number with a slip of the pen",
       [](YearFiles& files) -> Expected {
         const int64_t line =
             Replace(files, "association.yaml", "222000-1511", "222000-1512");
         return {"NAME_INVALID", "association.yaml", line, "222000-1512"};
       }},
  });
}

TEST_F(BadInputTest, FoldersThatLackOrHoldTheWrongFiles) {
  ExpectRefused({
      {"a misspelt file name",
       [](YearFiles& files) -> Expected {
         files["budgt.csv"] = files["budget.csv"];
         files.erase("budget.csv");
         return {"FILE_UNEXPECTED", "budgt.csv", 0, "", "budget.csv"};
       }},
      {"a path that leads out of the folder",
       [](YearFiles& files) -> Expected {
         files["text/../../etc/passwd"] = "root";
         return {"FILE_UNEXPECTED", "text/../../etc/passwd", 0};
       }},
      {"no layout of the statements",
       [](YearFiles& files) -> Expected {
         files.erase("layouts/statements.yaml");
         return {"FILE_MISSING", "", 0, "", "layouts/statements.yaml"};
       }},
      {"no layout of the report",
       [](YearFiles& files) -> Expected {
         files.erase(kReport);
         return {"FILE_MISSING", kReport, 0, "", kReport};
       }},
      {"no books",
       [](YearFiles& files) -> Expected {
         files.erase("2024.se");
         return {"FILE_MISSING", "", 0, "", "*.se"};
       }},
      {"no association",
       [](YearFiles& files) -> Expected {
         files.erase("association.yaml");
         return {"FILE_MISSING", "association.yaml", 0};
       }},
      {"nothing at all",
       [](YearFiles& files) -> Expected {
         files.clear();
         return {"FILE_MISSING", "", 0, "", "*.se"};
       }},
  });
}

// Every mistake is told at once, not one per try.
TEST_F(BadInputTest, AllServicesMistakesAreToldTogether) {
  YearFiles files = Finnveden2024();
  DropChecksum(files);
  Replace(files, "2024.se", "#VER A 1 20240102", "#VER A 1 20231231");
  Replace(files, "budget.csv", ";562500;", ";~560 tkr;");
  Replace(files, "counts.csv", ";47;26;;;73;", ";47;26;;;74;");
  Replace(files, "board.csv", ";gnosjo-kommun;", ";gnosjö-kommun;");
  files["text/oversikt.md"] = "Två {{ goals/total/2024 | antal\n";
  const auto status = client_->Import(files).status();
  std::set<std::string> reasons;
  for (const Problem& problem : ProblemsOf(status)) {
    reasons.insert(problem.reason);
  }
  for (const char* reason :
       {"VOUCHER_OUTSIDE_YEAR", "AMOUNT_MALFORMED", "COUNT_SUM",
        "BOARD_MEMBER_UNKNOWN", "TEXT_REFERENCE"}) {
    EXPECT_EQ(reasons.count(reason), 1U) << reason;
  }
  ExpectNothingStored();
}

TEST_F(BadInputTest, FilesThatAreTooLarge) {
  YearFiles files = Finnveden2024();
  files["2024.se"].append(100 << 20, ' ');
  const auto status = client_->Import(files).status();
  EXPECT_EQ(CodeAndReason(status), "INVALID_ARGUMENT FILE_TOO_LARGE") << status;
  EXPECT_NE(status.message().find("MiB"), absl::string_view::npos) << status;
  for (const char* file : {"budget.csv", "counts.csv", "association.yaml",
                           "text/oversikt.md", "published.csv"}) {
    SCOPED_TRACE(file);
    files = Finnveden2024();
    files[file].append(5 << 20, 'x');
    EXPECT_EQ(client_->Import(files).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  ExpectNothingStored();
}

// Whatever the bytes are, the answer is a refusal and nobody falls.
TEST_F(BadInputTest, GarbageInEveryFileInTurn) {
  std::mt19937 random(20241122);
  for (const auto& [name, content] : Finnveden2024()) {
    SCOPED_TRACE(name);
    YearFiles garbage = Finnveden2024();
    for (char& byte : garbage[name]) byte = static_cast<char>(random());
    const auto status = client_->Import(garbage).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    const std::vector<Problem> problems = ProblemsOf(status);
    ASSERT_FALSE(problems.empty());
    EXPECT_EQ(problems[0].file, name);

    // Some bytes wrong in a file that is right else: any answer but a fall.
    YearFiles scratched = Finnveden2024();
    for (int i = 0; i < 10; ++i) {
      std::string& bytes = scratched[name];
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    ImportOptions options;
    options.validate_only = true;
    const auto code = client_->Import(scratched, options).status().code();
    EXPECT_TRUE(code == absl::StatusCode::kOk ||
                code == absl::StatusCode::kInvalidArgument)
        << absl::StatusCodeToString(code);
  }
  ExpectNothingStored();
}

TEST_F(BadInputTest, ImportsThatAreWrongThemselves) {
  ImportOptions options;
  options.fiscal_year = "associations/2220001512/fiscalYears/2024";
  EXPECT_EQ(CodeAndReason(client_->Import(Finnveden2024(), options).status()),
            "INVALID_ARGUMENT NAME_INVALID");
  options = {};
  options.request_id = "";
  EXPECT_EQ(CodeAndReason(client_->Import(Finnveden2024(), options).status()),
            "INVALID_ARGUMENT REQUEST_ID_SIZE");
  options.request_id = std::string(65, 'x');
  EXPECT_EQ(CodeAndReason(client_->Import(Finnveden2024(), options).status()),
            "INVALID_ARGUMENT REQUEST_ID_SIZE");
  ExpectNothingStored();
}

// People write amounts in many ways, and mean the same.
TEST(BudgetTest, AmountsAsPeopleWriteThem) {
  testkit::RunningHouse house;
  GatewayClient client(house.Address("gateway"));
  ASSERT_TRUE(client.Import(Finnveden2024()).ok());
  const auto before = client.Render(gateway::v1::RenderReportRequest::JSON);
  YearFiles files = Finnveden2024();
  Replace(files, "budget.csv", ";562500;", ";562 500,00;");
  Replace(files, "budget.csv", ";54000;", ";54.000;");
  Replace(files, "budget.csv", ";846000;", ";846\u00a0000,0;");
  ImportOptions options;
  options.request_id = "the same budget";
  const auto result = client.Import(files, options);
  ASSERT_TRUE(result.ok()) << result.status();
  for (const auto& service : result->services()) {
    EXPECT_FALSE(service.changed()) << service.revision().service();
    EXPECT_EQ(service.revision().revision(), 1);
  }
  const auto after = client.Render(gateway::v1::RenderReportRequest::JSON);
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_TRUE(*before == *after);
}

}  // namespace
}  // namespace finsam::e2e
