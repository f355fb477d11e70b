// Keys: what proves what, and what is refused without being told.

#include "common/rpc/keyring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/common/temp_folder.h"

namespace finsam::rpc {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Key(char digit) { return std::string(64, digit); }

TEST(KeyringTest, AKeyProvesItsRoleInItsAssociationAlone) {
  const auto ring = Keyring::Parse(absl::StrCat(
      "# keys\n\noffice 2220001511 ", Key('a'), "\nstate * ", Key('b'), "\n"));
  ASSERT_TRUE(ring.ok()) << ring.status();
  EXPECT_TRUE(ring->Proves(Key('a'), Role::kOffice, "2220001511"));
  EXPECT_TRUE(ring->Proves(Key('a'), Role::kMember, "2220001511"));
  EXPECT_FALSE(ring->Proves(Key('a'), Role::kOffice, "2220002279"));
  EXPECT_FALSE(ring->Proves(Key('a'), Role::kState, "2220001511"));
  EXPECT_TRUE(ring->Proves(Key('b'), Role::kState, "nation"));
  EXPECT_FALSE(ring->Proves(Key('b'), Role::kOffice, "2220001511"));
  EXPECT_FALSE(ring->Proves("", Role::kMember, "2220001511"));
  EXPECT_FALSE(ring->Proves(std::string(64, 'c'), Role::kMember, "2220001511"));
}

TEST(KeyringTest, AMemberIsNotTheOffice) {
  const auto ring = Keyring::Parse(absl::StrCat("member * ", Key('a')));
  ASSERT_TRUE(ring.ok());
  EXPECT_TRUE(ring->Proves(Key('a'), Role::kMember, "2220001511"));
  EXPECT_FALSE(ring->Proves(Key('a'), Role::kOffice, "2220001511"));
}

TEST(KeyringTest, AnAuditorReadsAndIsNotTheOffice) {
  const auto ring = Keyring::Parse(absl::StrCat("auditor 2220001511 ", Key('a'),
                                                "\noffice * ", Key('b'), "\n"));
  ASSERT_TRUE(ring.ok());
  EXPECT_TRUE(ring->Proves(Key('a'), Role::kAuditor, "2220001511"));
  EXPECT_TRUE(ring->Proves(Key('a'), Role::kMember, "2220001511"));
  EXPECT_FALSE(ring->Proves(Key('a'), Role::kOffice, "2220001511"));
  EXPECT_FALSE(ring->Proves(Key('a'), Role::kState, "2220001511"));
  EXPECT_FALSE(ring->Proves(Key('a'), Role::kAuditor, "2220002279"));
  EXPECT_TRUE(ring->Proves(Key('b'), Role::kAuditor, "2220001511"));
}

TEST(KeyringTest, WithoutKeysNothingIsProved) {
  EXPECT_FALSE(Keyring().Proves(Key('a'), Role::kMember, "2220001511"));
  const auto none = Keyring::Read("");
  ASSERT_TRUE(none.ok());
  EXPECT_FALSE(none->Proves("", Role::kMember, "2220001511"));
}

TEST(KeyringTest, AWrongLineIsNamedAndNotQuoted) {
  for (const std::string line :
       {"office 2220001511", "boss * ", "office 222 ", "office * short"}) {
    const auto ring = Keyring::Parse(absl::StrCat("# first\n", line, "secret"));
    EXPECT_EQ(ring.status().code(), absl::StatusCode::kInvalidArgument) << line;
    EXPECT_THAT(std::string(ring.status().message()), HasSubstr("line 2"));
    EXPECT_THAT(std::string(ring.status().message()), Not(HasSubstr("secret")));
  }
}

TEST(KeyringTest, AFileThatOthersMayReadIsRefused) {
  const test::TempFolder folder;
  const std::string path = absl::StrCat(folder.path(), "/office.key");
  std::ofstream(path) << "state * " << Key('b') << "\noffice * " << Key('a')
                      << "\n";
  chmod(path.c_str(), 0644);
  EXPECT_EQ(Keyring::Read(path).status().code(),
            absl::StatusCode::kPermissionDenied);
  chmod(path.c_str(), 0600);
  const auto ring = Keyring::Read(path);
  ASSERT_TRUE(ring.ok()) << ring.status();
  EXPECT_TRUE(
      ring->Proves(FirstKey(path, Role::kOffice), Role::kOffice, "2220001511"));
  EXPECT_EQ(FirstKey(path, Role::kState), Key('b'));
  EXPECT_EQ(FirstKey(path, Role::kMember), "");
  EXPECT_EQ(Keyring::Read(absl::StrCat(path, "s")).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(FirstKey(absl::StrCat(path, "s"), Role::kOffice), "");
}

TEST(KeyringTest, NewKeysDifferAndAreKeys) {
  const auto one = NewKey();
  const auto other = NewKey();
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_NE(*one, *other);
  EXPECT_TRUE(Keyring::Parse(absl::StrCat("office * ", *one)).ok());
}

}  // namespace
}  // namespace finsam::rpc
