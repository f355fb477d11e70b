// A year's folder on disk.

#include "cli/year_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "common/base/status.h"
#include "tests/common/temp_folder.h"

namespace finsam::cli {
namespace {

using testing::ElementsAre;

namespace fs = std::filesystem;

constexpr char kAssociation[] =
    "organisation-number: 222000-1511\nname: Ekdalens samordningsförbund\n";

class YearFolderTest : public testing::Test {
 protected:
  void Write(const std::string& name, const std::string& content) {
    const fs::path path = folder_.File(name);
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
  }

  absl::StatusOr<YearFolder> Read(int year = 0) {
    return ReadYearFolder(folder_.path(), year);
  }

  test::TempFolder folder_;
};

std::vector<std::string> Names(const YearFolder& folder) {
  std::vector<std::string> names;
  for (const auto& [name, content] : folder.files) names.push_back(name);
  return names;
}

TEST_F(YearFolderTest, ReadsEveryFileWithItsPathBelowTheFolder) {
  const std::string bytes("a\0b\r\n\xe5", 6);  // Bytes are left as they are.
  Write("association.yaml", kAssociation);
  Write("2024.se", bytes);
  Write("text/mål/ett.md", "");
  Write("layouts/statements.yaml", "x");
  const auto folder = Read();
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_EQ(folder->name.organisation, "2220001511");
  EXPECT_EQ(folder->name.year, 2024);
  EXPECT_THAT(Names(*folder),
              ElementsAre("2024.se", "association.yaml",
                          "layouts/statements.yaml", "text/mål/ett.md"));
  EXPECT_EQ(folder->files[0].second, bytes);
  EXPECT_EQ(folder->files[3].second, "");
}

TEST_F(YearFolderTest, HiddenFilesAndReadmesAreNotHandedIn) {
  Write("association.yaml", kAssociation);
  Write("2024.se", "x");
  Write("README.md", "x");
  Write("text/README", "x");
  Write(".DS_Store", "x");
  Write(".git/config", "x");
  Write(".git/objects/2024.se", "x");
  const auto folder = Read();
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_THAT(Names(*folder), ElementsAre("2024.se", "association.yaml"));
}

TEST_F(YearFolderTest, TheFolderMayBeNamedInAnyWay) {
  Write("år/association.yaml", kAssociation);
  Write("år/2024.se", "x");
  Write("år/text/a.md", "x");
  for (const char* name : {"år", "år/", "./år", "år/../år", "år//"}) {
    const auto folder = ReadYearFolder(folder_.File(name), 0);
    ASSERT_TRUE(folder.ok()) << name << folder.status();
    EXPECT_THAT(Names(*folder),
                ElementsAre("2024.se", "association.yaml", "text/a.md"))
        << name;
  }
  const fs::path before = fs::current_path();
  fs::current_path(folder_.File("år"));
  const auto here = ReadYearFolder(".", 0);
  fs::current_path(before);
  ASSERT_TRUE(here.ok()) << here.status();
  EXPECT_THAT(Names(*here),
              ElementsAre("2024.se", "association.yaml", "text/a.md"));
}

TEST_F(YearFolderTest, ALinkIsAFileOfTheFolder) {
  Write("year/association.yaml", kAssociation);
  Write("exported.se", "x");
  fs::create_symlink(folder_.File("exported.se"), folder_.File("year/2024.se"));
  const auto folder = ReadYearFolder(folder_.File("year"), 0);
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_THAT(Names(*folder), ElementsAre("2024.se", "association.yaml"));
}

TEST_F(YearFolderTest, TheYearIsTheBooksNameOrAsked) {
  const struct {
    const char* file;
    int asked;
    int year;  // 0: refused.
  } cases[] = {
      {"2024.se", 0, 2024},    {"2023.SE", 0, 2023},
      {"2024.se", 2022, 2022}, {"bokforing.se", 2024, 2024},
      {"bokforing.se", 0, 0},  {"2024.txt", 0, 0},
      {"text/2024.se", 0, 0},  {"2024", 0, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.file);
    const test::TempFolder one;
    std::ofstream(one.File("association.yaml")) << kAssociation;
    fs::create_directories(one.File("text"));
    std::ofstream(one.File(c.file)) << "x";
    const auto folder = ReadYearFolder(one.path(), c.asked);
    if (c.year == 0) {
      EXPECT_EQ(ReasonOf(folder.status()), "YEAR_UNKNOWN");
    } else {
      ASSERT_TRUE(folder.ok()) << folder.status();
      EXPECT_EQ(folder->name.year, c.year);
    }
  }
}

TEST_F(YearFolderTest, AFolderThatCannotBeReadIsRefused) {
  Write("a-file", "x");
  for (const char* name : {"not-there", "a-file"}) {
    const auto folder = ReadYearFolder(folder_.File(name), 2024);
    EXPECT_EQ(ReasonOf(folder.status()), "FOLDER_UNREADABLE") << name;
    EXPECT_THAT(std::string(folder.status().message()),
                testing::HasSubstr(name));
  }
}

TEST_F(YearFolderTest, ANameThatIsNoTextIsRefused) {
  Write("association.yaml", kAssociation);
  Write("text/\xe5r.md", "x");
  EXPECT_EQ(ReasonOf(Read(2024).status()), "FOLDER_UNREADABLE");
}

TEST_F(YearFolderTest, TheAssociationMustBeKnown) {
  const struct {
    const char* what;
    const char* content;
    const char* reason;
  } cases[] = {
      {"no number", "name: x\n", "YAML_KEY_MISSING"},
      {"a wrong check digit", "organisation-number: 222000-1512\n",
       "NAME_INVALID"},
      {"no YAML", "name: [", "YAML_SYNTAX"},
  };
  Write("2024.se", "x");
  const auto missing = ProblemsOf(Read().status());
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_EQ(missing[0].reason, "FILE_MISSING");
  EXPECT_EQ(missing[0].file, "association.yaml");
  for (const auto& c : cases) {
    Write("association.yaml", c.content);
    const auto problems = ProblemsOf(Read().status());
    ASSERT_FALSE(problems.empty()) << c.what;
    EXPECT_EQ(problems[0].reason, c.reason) << c.what;
    EXPECT_EQ(problems[0].file, "association.yaml") << c.what;
    EXPECT_EQ(problems[0].line, 1) << c.what;
  }
}

TEST_F(YearFolderTest, AFolderThatIsTooLargeIsRefused) {
  Write("association.yaml", kAssociation);
  Write("2024.se", "");
  fs::resize_file(folder_.File("2024.se"), (80u << 20) + 1);  // Sparse.
  EXPECT_EQ(ReasonOf(Read().status()), "FILE_TOO_LARGE");
}

TEST_F(YearFolderTest, AnAdditionIsOneFile) {
  Write("löner.SI", "#FLAGGA 0");
  Write("mapp.si/2024.se", "");
  EXPECT_TRUE(IsAdditionFile(folder_.File("löner.SI")));
  EXPECT_FALSE(IsAdditionFile(folder_.File("mapp.si")));
  EXPECT_FALSE(IsAdditionFile(folder_.File("mapp.si/2024.se")));
  EXPECT_FALSE(IsAdditionFile(folder_.File("none.si")));
  const auto addition = ReadAddition(folder_.File("löner.SI"));
  ASSERT_TRUE(addition.ok()) << addition.status();
  EXPECT_THAT(Names(*addition), ElementsAre("löner.SI"));
  EXPECT_EQ(addition->files[0].second, "#FLAGGA 0");
  EXPECT_EQ(ReasonOf(ReadAddition(folder_.File("none.si")).status()),
            "FOLDER_UNREADABLE");
}

TEST_F(YearFolderTest, AFolderSaysWhoseItIsAlsoOfAFileInIt) {
  Write("counts.csv", "");
  Write("layouts/counts.yaml", "");
  const auto untold = ReadYearName(folder_.path());
  ASSERT_TRUE(untold.ok()) << untold.status();
  EXPECT_EQ(untold->organisation, "");
  Write("association.yaml", kAssociation);
  for (const char* name : {"", "counts.csv", "layouts/counts.yaml"}) {
    const auto told = ReadYearName(folder_.File(name));
    ASSERT_TRUE(told.ok()) << told.status();
    EXPECT_EQ(told->organisation, "2220001511") << name;
    EXPECT_EQ(told->year, 0) << name;
  }
  Write("2024.se", "");
  Write("2023.se", "");
  EXPECT_EQ(ReadYearName(folder_.path())->year, 2023);
  Write("association.yaml", "organisation-number: 222000-1512\nname: X\n");
  EXPECT_EQ(ReasonOf(ReadYearName(folder_.path()).status()), "NAME_INVALID");
}

}  // namespace
}  // namespace finsam::cli
