// Files of counts where they lie, and the files of keys.

#include "cli/counts_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/viewer.h"
#include "common/base/status.h"
#include "tests/common/temp_folder.h"

namespace finsam::cli {
namespace {

using common::v1::MEMBERS;
using common::v1::OFFICE;
using common::v1::PUBLIC;
using rpc::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

void WriteFile(const std::string& path, const std::string& content) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

std::string ContentOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

using Files = google::protobuf::RepeatedPtrField<common::v1::File>;

void AddFile(const std::string& name, const std::string& content, Files* out) {
  common::v1::File* file = out->Add();
  file->set_name(name);
  file->set_content(content);
}

TEST(CountsFilesTest, OfAFolderOnlyItsCountsAreRead) {
  const test::TempFolder folder;
  WriteFile(folder.path() + "/counts.csv", "a");
  WriteFile(folder.path() + "/budget.csv", "b");
  WriteFile(folder.path() + "/layouts/counts.yaml", "c");
  WriteFile(folder.path() + "/layouts/budget.yaml", "d");
  const auto files = ReadCountsFiles({folder.path()});
  ASSERT_TRUE(files.ok()) << files.status();
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ((*files)[0].name(), "counts.csv");
  EXPECT_EQ((*files)[0].content(), "a");
  EXPECT_EQ((*files)[1].name(), "layouts/counts.yaml");
}

TEST(CountsFilesTest, AFileKeepsItsNameBelowTheYearsFolder) {
  const test::TempFolder folder;
  WriteFile(folder.path() + "/layouts/counts.yaml", "c");
  WriteFile(folder.path() + "/other.csv", "o");
  const auto files = ReadCountsFiles(
      {folder.path() + "/layouts/counts.yaml", folder.path() + "/other.csv"});
  ASSERT_TRUE(files.ok()) << files.status();
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ((*files)[0].name(), "layouts/counts.yaml");
  EXPECT_EQ((*files)[1].name(), "other.csv");  // The service refuses it.
}

TEST(CountsFilesTest, WhatIsNotThereIsRefused) {
  const test::TempFolder folder;
  EXPECT_EQ(ReasonOf(ReadCountsFiles({folder.path()}).status()),
            "FILE_MISSING");
  EXPECT_EQ(ReasonOf(ReadCountsFiles({folder.path() + "/counts.csv"}).status()),
            "FILE_UNREADABLE");
}

TEST(CountsFilesTest, WritingLosesNothingUnlessForced) {
  const test::TempFolder folder;
  const std::string place = folder.path() + "/out";
  Files files;
  AddFile("counts.csv", "new", &files);
  AddFile("layouts/counts.yaml", "layout", &files);
  ASSERT_TRUE(WriteCountsFiles(place, files, /*force=*/false).ok());
  EXPECT_EQ(ContentOf(place + "/layouts/counts.yaml"), "layout");
  // The same again is no loss.
  EXPECT_TRUE(WriteCountsFiles(place, files, /*force=*/false).ok());

  WriteFile(place + "/layouts/counts.yaml", "edited");
  files.Mutable(0)->set_content("newer");
  fs::remove(place + "/counts.csv");
  const absl::Status lost = WriteCountsFiles(place, files, /*force=*/false);
  EXPECT_EQ(ReasonOf(lost), "OUTPUT_EXISTS");
  EXPECT_THAT(std::string(lost.message()), HasSubstr("layouts/counts.yaml"));
  EXPECT_FALSE(fs::exists(place + "/counts.csv")) << "half was written";

  ASSERT_TRUE(WriteCountsFiles(place, files, /*force=*/true).ok());
  EXPECT_EQ(ContentOf(place + "/counts.csv"), "newer");
  EXPECT_EQ(ContentOf(place + "/layouts/counts.yaml"), "layout");
}

TEST(CountsFilesTest, NoNameLeadsOutOfTheFolder) {
  const test::TempFolder folder;
  Files files;
  AddFile("../escaped.csv", "x", &files);
  EXPECT_FALSE(
      WriteCountsFiles(folder.path() + "/out", files, /*force=*/true).ok());
  EXPECT_FALSE(fs::exists(folder.path() + "/escaped.csv"));
}

TEST(CountsFilesTest, AFolderThatCannotBeMadeIsRefused) {
  const test::TempFolder folder;
  WriteFile(folder.path() + "/out", "a file");
  Files files;
  AddFile("counts.csv", "x", &files);
  EXPECT_EQ(ReasonOf(WriteCountsFiles(folder.path() + "/out", files, false)),
            "OUTPUT_UNWRITABLE");
}

CommonOptions WithKeys(const std::string& path) {
  CommonOptions common;
  common.key_file = path;
  return common;
}

TEST(ViewerTest, KeysAreMadeOnceForTheirOwnerAlone) {
  const test::TempFolder folder;
  const std::string path = absl::StrCat(folder.path(), "/", kKeyFile);
  ASSERT_TRUE(MakeKeyFile(path).ok());
  struct stat status = {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  const auto ring = rpc::Keyring::Read(path);
  ASSERT_TRUE(ring.ok()) << ring.status();
  const auto office = KeyOf(WithKeys(path), Role::kOffice);
  const auto state = KeyOf(WithKeys(path), Role::kState);
  ASSERT_TRUE(office.ok() && state.ok());
  EXPECT_NE(*office, *state);
  EXPECT_TRUE(ring->Proves(*office, Role::kOffice, "2220001511"));
  EXPECT_FALSE(ring->Proves(*office, Role::kState, "nation"));
  EXPECT_TRUE(ring->Proves(*state, Role::kState, "nation"));

  const std::string before = ContentOf(path);
  ASSERT_TRUE(MakeKeyFile(path).ok());
  EXPECT_EQ(ContentOf(path), before);
  EXPECT_EQ(MakeKeyFile(folder.path() + "/none/office.key").code(),
            absl::StatusCode::kUnavailable);
}

TEST(ViewerTest, TheKeySaysForWhomUnlessTheWordDoes) {
  const test::TempFolder folder;
  const std::string key(rpc::kKeyBytesMin, 'a');
  const std::string path = folder.path() + "/own.key";
  const CommonOptions common = WithKeys(path);
  const struct {
    const char* role;
    common::v1::Audience of_association;
    common::v1::Audience of_nation;
  } cases[] = {{"office", OFFICE, PUBLIC},
               {"member", MEMBERS, PUBLIC},
               {"state", PUBLIC, OFFICE}};
  for (const auto& one : cases) {
    WriteFile(path, absl::StrCat(one.role, " * ", key, "\n"));
    EXPECT_EQ(AudienceOf(common, ""), one.of_association) << one.role;
    EXPECT_EQ(AudienceOf(common, "", Role::kState), one.of_nation) << one.role;
    EXPECT_EQ(AudienceOf(common, "allmänhet"), PUBLIC);
    EXPECT_EQ(AudienceOf(common, "allmanhet"), PUBLIC);
    EXPECT_EQ(AudienceOf(common, "medlemmar"), MEMBERS);
    EXPECT_EQ(AudienceOf(common, "kansli"), OFFICE);
    EXPECT_EQ(*KeyOf(common, Role::kOffice),
              one.of_association == PUBLIC ? "" : key);
    EXPECT_EQ(*KeyOf(common, Role::kState), one.of_nation == PUBLIC ? "" : key);
  }
}

TEST(ViewerTest, AGivenFileWithoutKeysIsRefusedAndNotQuoted) {
  const test::TempFolder folder;
  const std::string path = folder.path() + "/secret";
  const auto missing = KeyOf(WithKeys(path), Role::kOffice);
  EXPECT_EQ(ReasonOf(missing.status()), kArgumentInvalid);
  EXPECT_THAT(std::string(missing.status().message()),
              Not(HasSubstr("secret")));
  WriteFile(path, "no key\n");
  EXPECT_FALSE(KeyOf(WithKeys(path), Role::kOffice).ok());
}

TEST(ViewerTest, TheKeysOfThisMachineGoToNoOther) {
  CommonOptions common;
  for (const std::string here : {"127.0.0.1:7510", "localhost:1", "[::1]:1"}) {
    common.server = here;
    EXPECT_EQ(KeyFileOf(common), "var/finsam/office.key") << here;
  }
  for (const std::string away :
       {"finsam.example:7510", "127.0.0.1.example:1", "localhost.example:1"}) {
    common.server = away;
    EXPECT_EQ(KeyFileOf(common), "") << away;
    EXPECT_EQ(AudienceOf(common, ""), PUBLIC) << away;
  }
  common.key_file = "own.key";
  EXPECT_EQ(KeyFileOf(common), "own.key");
}

}  // namespace
}  // namespace finsam::cli
