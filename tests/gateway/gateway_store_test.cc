// What the gateway keeps: the year's files, and where it stood.

#include "services/gateway/gateway_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/status.h"
#include "common/store/rocks_store.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const FiscalYearName kEkdalen{"2220001511", 2024};
const FiscalYearName kOther{"2220002279", 2024};
constexpr absl::Time kTime = absl::UnixEpoch();

internal::YearFiles Files(const std::string& content) {
  internal::YearFiles files;
  files.add_files()->set_name("layouts/annual-report.yaml");
  files.mutable_files(0)->set_content(content);
  return files;
}

class GatewayStoreTest : public testing::Test {
 protected:
  GatewayStoreTest() : disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
    Reopen();
  }

  void Reopen() {
    store_.reset();
    store_ = *store::OpenRocksStore({.path = "/data", .env = disk_.get()});
  }

  absl::StatusOr<WrittenYear> Write(const FiscalYearName& name,
                                    const std::string& content,
                                    const std::string& request_id) {
    return WriteYear(*store_, name, Files(content), request_id, kTime);
  }

  // The content of the year's file; "" when there is no year.
  std::string Read(const FiscalYearName& name) {
    const auto year = ReadYear(*store_, name);
    EXPECT_TRUE(year.ok()) << year.status();
    if (!year.ok() || !year->has_value()) return "";
    return (*year)->files.files(0).content();
  }

  int64_t Revision(const FiscalYearName& name) {
    const auto year = ReadYear(*store_, name);
    return year.ok() && year->has_value() ? (*year)->head.revision : 0;
  }

  std::unique_ptr<rocksdb::Env> disk_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(GatewayStoreTest, AYearThatNobodyWroteIsNotThere) {
  const auto year = ReadYear(*store_, kEkdalen);
  ASSERT_TRUE(year.ok());
  EXPECT_FALSE(year->has_value());
  EXPECT_THAT(*ListYears(*store_), IsEmpty());
}

TEST_F(GatewayStoreTest, WhatIsWrittenIsReadAlsoAfterReopening) {
  const auto written = Write(kEkdalen, "a", "r1");
  ASSERT_TRUE(written.ok());
  EXPECT_TRUE(written->changed);
  EXPECT_EQ(written->head.revision, 1);
  EXPECT_EQ(written->head.root.size(), 32u);
  Reopen();
  const auto year = ReadYear(*store_, kEkdalen);
  ASSERT_TRUE(year.ok() && year->has_value());
  EXPECT_EQ((*year)->files.SerializeAsString(), Files("a").SerializeAsString());
  EXPECT_EQ((*year)->head, written->head);
}

TEST_F(GatewayStoreTest, TheSameFilesChangeNothing) {
  ASSERT_TRUE(Write(kEkdalen, "a", "r1").ok());
  for (const char* request_id : {"r1", "r2"}) {
    const auto again = Write(kEkdalen, "a", request_id);
    ASSERT_TRUE(again.ok());
    EXPECT_FALSE(again->changed) << request_id;
    EXPECT_EQ(again->head.revision, 1) << request_id;
  }
}

TEST_F(GatewayStoreTest, NewFilesReplaceTheOld) {
  ASSERT_TRUE(Write(kEkdalen, "a", "r1").ok());
  const auto second = Write(kEkdalen, "b", "r2");
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second->changed);
  EXPECT_EQ(second->head.revision, 2);
  EXPECT_EQ(Read(kEkdalen), "b");
}

TEST_F(GatewayStoreTest, ARequestIdHoldsForOneRequest) {
  ASSERT_TRUE(Write(kEkdalen, "a", "r1").ok());
  EXPECT_EQ(ReasonOf(Write(kEkdalen, "b", "r1").status()), "REQUEST_ID_REUSED");
  EXPECT_EQ(ReasonOf(Write({kEkdalen.organisation, 2025}, "a", "r1").status()),
            "REQUEST_ID_REUSED");
  EXPECT_EQ(Read(kEkdalen), "a");
  EXPECT_EQ(Revision(kEkdalen), 1);
}

TEST_F(GatewayStoreTest, TwoAssociationsDoNotMeet) {
  ASSERT_TRUE(Write(kEkdalen, "a", "r1").ok());
  // The other may use the same request id for something else.
  ASSERT_TRUE(Write(kOther, "b", "r1").ok());
  EXPECT_EQ(Read(kEkdalen), "a");
  EXPECT_EQ(Read(kOther), "b");
  EXPECT_EQ(Revision(kEkdalen), 1);
  EXPECT_EQ(Revision(kOther), 1);
}

TEST_F(GatewayStoreTest, YearsAreListedByAssociationAndYear) {
  ASSERT_TRUE(Write(kOther, "c", "r1").ok());
  ASSERT_TRUE(Write({kEkdalen.organisation, 2025}, "b", "r2").ok());
  ASSERT_TRUE(Write(kEkdalen, "a", "r3").ok());
  const auto years = ListYears(*store_);
  ASSERT_TRUE(years.ok());
  std::vector<std::string> names;
  for (const YearReports& year : *years) names.push_back(year.name.Text());
  EXPECT_THAT(names, ElementsAre("associations/2220001511/fiscalYears/2024",
                                 "associations/2220001511/fiscalYears/2025",
                                 "associations/2220002279/fiscalYears/2024"));
}

TEST_F(GatewayStoreTest, TheSameFactsGiveTheSameRoot) {
  const auto first = Write(kEkdalen, "a", "r1");
  const std::unique_ptr<rocksdb::Env> other_disk(
      rocksdb::NewMemEnv(rocksdb::Env::Default()));
  auto other =
      *store::OpenRocksStore({.path = "/data", .env = other_disk.get()});
  const auto second = WriteYear(*other, kEkdalen, Files("a"), "another",
                                kTime + absl::Hours(1));
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->head, second->head);
}

TEST_F(GatewayStoreTest, BrokenBytesAreNotServed) {
  ASSERT_TRUE(Write(kEkdalen, "a", "r1").ok());
  std::string key;
  ASSERT_TRUE(store_->TakeSnapshot()
                  ->Scan("files", "filet",
                         [&key](absl::string_view found, absl::string_view) {
                           key = std::string(found);
                           return false;
                         })
                  .ok());
  ASSERT_FALSE(key.empty());
  for (const char* value : {"", "\x02", "\x01\xff\xff"}) {
    store::Commit commit;
    commit.Put(key, value);
    ASSERT_TRUE(store_->Apply(commit).ok());
    EXPECT_EQ(ReadYear(*store_, kEkdalen).status().code(),
              absl::StatusCode::kDataLoss);
  }
}

}  // namespace
}  // namespace finsam::gateway
