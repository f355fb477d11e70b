// Folders with an interim report or an activity plan: what they must hold, and
// what each of their reports may refer to.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/gateway/folder_import.h"
#include "tests/gateway/gateway_host.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Folder = std::vector<std::pair<std::string, std::string>>;

std::string Layout(const std::string& head, const std::string& content) {
  return absl::StrCat("title: T\n", head, "sections:\n  - title: A\n",
                      "    content:\n", content);
}

class FolderKindsTest : public GatewayHost {
 protected:
  // "REASON found" of each problem; nothing when it was stored.
  std::vector<std::string> Import(const Folder& folder) {
    FolderFiles files;
    for (const auto& [name, content] : folder) {
      EXPECT_TRUE(files.Add(name, content).ok()) << name;
    }
    const FolderOrder order{kSampleYear, absl::StrCat("r", ++imports_), false,
                            absl::Now() + absl::Seconds(20), ""};
    const auto result = ImportFolder(
        *store_, fakes_.neighbours(), SystemClock(), order, files,
        [](const v1::ImportFolderResponse&) {}, [] { return false; });
    std::vector<std::string> lines;
    for (const Problem& problem : ProblemsOf(result.status())) {
      lines.push_back(absl::StrCat(problem.reason, " ", problem.found));
    }
    EXPECT_EQ(result.ok(), lines.empty()) << result.status();
    return lines;
  }

  std::vector<ReportKind> Kinds() {
    const auto years = ListYears(*store_);
    EXPECT_TRUE(years.ok());
    return years->empty() ? std::vector<ReportKind>() : years->front().kinds;
  }

 private:
  int imports_ = 0;  // Each is a request of its own.
};

const std::pair<std::string, std::string> kAssociation = {"association.yaml",
                                                          "x"};

TEST_F(FolderKindsTest, APlanNeedsNoBooks) {
  fakes_.Of("ledger").read_status =
      Refuse(absl::StatusCode::kNotFound, "FISCAL_YEAR_UNKNOWN", "inget år");
  fakes_.Of("budget").table_ids = {"plan"};
  EXPECT_THAT(
      Import({kAssociation,
              {"budget.csv", "x"},
              {"layouts/budget.yaml", "x"},
              {"budget-2023.csv", "x"},
              {"layouts/activity-plan.yaml",
               Layout("", "      - table: plan\n      - text: text/a.md\n")},
              {"text/a.md",
               "{{ budget/kansli/2024 | tkr }} beslutades "
               "{{ budget/adopted/2024 | datum }}."}}),
      IsEmpty());
  EXPECT_THAT(fakes_.Of("ledger").imports(), IsEmpty());
  EXPECT_THAT(
      fakes_.Of("budget").imports().front().files,
      ElementsAre("budget-2023.csv", "budget.csv", "layouts/budget.yaml"));
  EXPECT_THAT(Kinds(), ElementsAre(ReportKind::kPlan));
}

// Whether the counts come with the folder or lie there already.
TEST_F(FolderKindsTest, TablesOfCountsMayStandInAReport) {
  const Folder folder = {
      kAssociation,
      {"2024.se", "x"},
      {"layouts/statements.yaml", "x"},
      {"layouts/annual-report.yaml",
       Layout("", "      - table: deltagare\n      - table: measures\n")}};
  EXPECT_THAT(Import(folder), ElementsAre("REPORT_TABLE_UNKNOWN deltagare",
                                          "REPORT_TABLE_UNKNOWN measures"));
  fakes_.Of("participants").table_ids = {"deltagare", "measures"};
  EXPECT_THAT(Import(folder), IsEmpty());
  EXPECT_THAT(fakes_.Of("participants").imports(), IsEmpty());
  Folder with_counts = folder;
  with_counts.emplace_back("counts.csv", "x");
  EXPECT_THAT(Import(with_counts), IsEmpty());
  EXPECT_EQ(fakes_.Of("participants").stored_count(), 1);
}

TEST_F(FolderKindsTest, OtherReportsNeedThem) {
  Import(
      {kAssociation,
       {"layouts/interim-report.yaml",
        Layout("through: 2024-06\n", "      - table: goals\n")},
       {"layouts/activity-plan.yaml", Layout("", "      - table: goals\n")}});
  EXPECT_EQ(fakes_.Of("ledger").imports().size(), 1u);
  EXPECT_THAT(
      Import({kAssociation,
              {"2024.se", "x"},
              {"layouts/interim-report.yaml",
               Layout("through: 2024-06\n", "      - table: goals\n")}}),
      ElementsAre("FILE_MISSING "));
}

TEST_F(FolderKindsTest, EachReportMayReferToWhatItHas) {
  const std::string text = "      - text: text/a.md\n";
  Folder folder = {
      kAssociation,
      {"2024.se", "x"},
      {"layouts/statements.yaml", "x"},
      {"budget.csv", "x"},
      {"layouts/interim-report.yaml",
       Layout("through: 2024-06\noutcomes: operations-account\n"
              "opening-capital: balance-sheet/retained-earnings\n",
              text)},
      {"text/a.md", "{{ outcome/fees/2024-06 }} {{ accrued/result/2024-06 }}"}};
  EXPECT_THAT(Import(folder), IsEmpty());
  EXPECT_THAT(Kinds(), ElementsAre(ReportKind::kInterim));
  // An annual report has no follow-up.
  folder.emplace_back("layouts/annual-report.yaml", Layout("", text));
  EXPECT_THAT(Import(folder),
              ElementsAre("TEXT_FIGURE_UNKNOWN outcome/fees/2024-06",
                          "TEXT_FIGURE_UNKNOWN accrued/result/2024-06"));
}

TEST_F(FolderKindsTest, TheHeadOfALayoutIsChecked) {
  EXPECT_THAT(Import({kAssociation,
                      {"2024.se", "x"},
                      {"layouts/statements.yaml", "x"},
                      {"layouts/interim-report.yaml",
                       Layout("through: 2023-06\noutcomes: utfall\n"
                              "opening-capital: balance-sheet/kapital\n",
                              "      - table: goals\n")}}),
              ElementsAre("REPORT_THROUGH 2023", "REPORT_TABLE_UNKNOWN utfall",
                          "REPORT_FIGURE_UNKNOWN balance-sheet/kapital/2024"));
}

TEST_F(FolderKindsTest, ATextThatAnyReportUsesIsUsed) {
  FolderFiles files;
  const std::string text = "      - text: text/a.md\n";
  for (const auto& [name, content] : Folder{
           kAssociation,
           {"2024.se", "x"},
           {"layouts/statements.yaml", "x"},
           {"layouts/annual-report.yaml", Layout("", "      - table: goals\n")},
           {"layouts/activity-plan.yaml", Layout("", text)},
           {"text/a.md", "Hej."},
           {"text/b.md", "Hej."}}) {
    ASSERT_TRUE(files.Add(name, content).ok());
  }
  const FolderOrder order{kSampleYear, "r1", true,
                          absl::Now() + absl::Seconds(20), ""};
  const auto result = ImportFolder(
      *store_, fakes_.neighbours(), SystemClock(), order, files,
      [](const v1::ImportFolderResponse&) {}, [] { return false; });
  ASSERT_TRUE(result.ok()) << result.status();
  const auto& own = *result->services().rbegin();
  EXPECT_EQ(own.summary(), "2 rapporters layout och 2 andra filer");
  ASSERT_EQ(own.warnings_size(), 1);
  EXPECT_EQ(own.warnings(0).file(), "text/b.md");
}

}  // namespace
}  // namespace finsam::gateway
