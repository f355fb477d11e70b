// Which file belongs to whom, and how much a folder may hold.

#include "services/gateway/folder_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(FolderImportTest, EveryFileHasOneOwner) {
  const struct {
    const char* file;
    const char* owner;
  } cases[] = {
      {"association.yaml", "governance"},
      {"board.csv", "governance"},
      {"meetings.csv", "governance"},
      {"goals.csv", "governance"},
      {"policies.csv", "governance"},
      {"internal-control.csv", "governance"},
      {"deviations.csv", "governance"},
      {"audit.yaml", "governance"},
      {"signatures.csv", "governance"},
      {"2024.se", "ledger"},
      {"BOKFÖRING.SE", "ledger"},
      {"layouts/statements.yaml", "ledger"},
      {"overview.csv", "ledger"},
      {"budget.csv", "budget"},
      {"counts.csv", "participants"},
      {"surveys.csv", "participants"},
      {"layouts/annual-report.yaml", "gateway"},
      {"layouts/interim-report.yaml", "gateway"},
      {"layouts/activity-plan.yaml", "gateway"},
      {"budget-2023.csv", "budget"},
      {"forecast.csv", "budget"},
      {"forecast-2024.csv", "budget"},
      {"contributions.csv", "budget"},
      {"instalments.csv", "budget"},
      {"budget-rules.yaml", "budget"},
      {"layouts/budget.yaml", "budget"},
      {"published.csv", "gateway"},
      {"text/ordforanden.md", "gateway"},
      {"text/bilagor/mal.md", "gateway"},
      // Nobody's: misspelt, misplaced or another kind of file.
      {"", ""},
      {"bugdet.csv", ""},
      {"Budget.csv", ""},
      {"budget-24.csv", ""},
      {"budget-.csv", ""},
      {"contributions-2024.csv", ""},
      {"bok/2024.se", ""},
      {"text/2024.se", ""},
      {"annual-report.yaml", ""},
      {"text/ordforanden.txt", ""},
      {"ordforanden.md", ""},
      {"layouts/budget.csv", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(OwnerOf(c.file), c.owner) << c.file;
  const std::string longest(kFileNameBytesMax - 8, 'a');
  EXPECT_EQ(OwnerOf(absl::StrCat("text/", longest, ".md")), "gateway");
  EXPECT_EQ(OwnerOf(absl::StrCat("text/a", longest, ".md")), "");
}

TEST(FolderImportTest, PiecesOfAFileAreJoined) {
  FolderFiles files;
  ASSERT_TRUE(files.Add("text/b.md", "Hej ").ok());
  ASSERT_TRUE(files.Add("text/b.md", "där").ok());
  ASSERT_TRUE(files.Add("text/a.md", "").ok());
  ASSERT_TRUE(files.Add("budget.csv", "x").ok());
  std::vector<std::string> own;
  for (const auto& file : files.Of("gateway")) {
    own.push_back(absl::StrCat(file.name(), "=", file.content()));
  }
  EXPECT_THAT(own, ElementsAre("text/a.md=", "text/b.md=Hej där"));
  EXPECT_EQ(files.Of("budget").size(), 1u);
  EXPECT_THAT(files.Of("ledger"), IsEmpty());
}

TEST(FolderImportTest, AnUnknownFileIsNamedAndTheKnownAreListed) {
  FolderFiles files;
  const absl::Status status = files.Add("bugdet.csv", "x");
  const std::vector<Problem> problems = ProblemsOf(status);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].reason, "FILE_UNEXPECTED");
  EXPECT_EQ(problems[0].file, "bugdet.csv");
  EXPECT_THAT(problems[0].expected, testing::HasSubstr("budget.csv"));
  EXPECT_THAT(problems[0].expected, testing::HasSubstr("text/*.md"));
}

TEST(FolderImportTest, ALongUnknownNameIsCutBetweenCharacters) {
  std::string name = "a";
  for (int i = 0; i < 1'000; ++i) name += "å";
  FolderFiles files;
  const std::vector<Problem> problems = ProblemsOf(files.Add(name, ""));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_LE(problems[0].file.size(), kFileNameBytesMax);
  EXPECT_TRUE(IsUtf8(problems[0].file));
}

TEST(FolderImportTest, NoMoreFilesThanTheLimit) {
  FolderFiles files;
  for (size_t i = 0; i < kFolderFilesMax; ++i) {
    ASSERT_TRUE(files.Add(absl::StrCat("text/", i, ".md"), "").ok());
  }
  EXPECT_TRUE(files.Add("text/0.md", "more of it").ok());
  EXPECT_EQ(ReasonOf(files.Add("text/one-more.md", "")), "FILE_TOO_LARGE");
}

TEST(FolderImportTest, NoMoreBytesThanTheLimit) {
  const std::string piece(kFolderBytesMax / 4, 'x');
  FolderFiles files;
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(files.Add("2024.se", piece).ok());
  }
  EXPECT_EQ(ReasonOf(files.Add("text/a.md", "x")), "FILE_TOO_LARGE");
}

}  // namespace
}  // namespace finsam::gateway
