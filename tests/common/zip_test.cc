// Archives: the same files give the same bytes, and none leads out of it.

#include "common/files/zip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/status.h"

namespace finsam {
namespace {

TEST(ZipTest, FilesComeBackAsTheyWere) {
  const ZipFiles files = {{"b/å.txt", std::string("noll\0i", 6)},
                          {"a.json", "{}"},
                          {"empty", ""},
                          {"large", std::string(300'000, 'x')}};
  const auto zip = WriteZip(files);
  ASSERT_TRUE(zip.ok()) << zip.status();
  const auto read = ReadZip(*zip);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, files);
  EXPECT_EQ(*WriteZip(files), *zip);
}

TEST(ZipTest, WhatIsNoArchiveIsRefused) {
  for (const std::string& bytes :
       {std::string(), std::string("PK"), std::string(1'000, 'a')}) {
    EXPECT_EQ(ReasonOf(ReadZip(bytes).status()), "ZIP_UNREADABLE");
  }
  const std::string zip = *WriteZip({{"a", std::string(1'000, 'x')}});
  EXPECT_FALSE(ReadZip(zip.substr(0, zip.size() / 2)).ok());
}

TEST(ZipTest, NoPathLeadsOut) {
  for (const char* name : {"../a", "/a", "a/../../b", "a\\b"}) {
    const auto zip = WriteZip({{name, "x"}});
    ASSERT_TRUE(zip.ok());
    EXPECT_EQ(ReasonOf(ReadZip(*zip).status()), "ZIP_UNREADABLE") << name;
  }
}

}  // namespace
}  // namespace finsam
