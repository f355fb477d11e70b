// RocksDB keeps the store's contract, on disk and in memory; what is damaged
// on disk is never read as if it were whole.

#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/store/rocks_store.h"
#include "tests/common/store_contract.h"
#include "tests/common/temp_folder.h"

namespace finsam::store {
namespace {

class OnDisk final : public Place {
 public:
  absl::StatusOr<std::unique_ptr<Store>> Open() override {
    return OpenRocksStore({.path = folder_.File("new/store")});
  }

 private:
  test::TempFolder folder_;
};

class InMemory final : public Place {
 public:
  absl::StatusOr<std::unique_ptr<Store>> Open() override {
    return OpenRocksStore({.path = "/store", .env = env_.get()});
  }

 private:
  std::unique_ptr<rocksdb::Env> env_{
      rocksdb::NewMemEnv(rocksdb::Env::Default())};
};

INSTANTIATE_TEST_SUITE_P(
    Rocks, StoreContract,
    testing::Values(Engine{"Disk", [] { return std::make_unique<OnDisk>(); }},
                    Engine{"Memory",
                           [] { return std::make_unique<InMemory>(); }}),
    [](const auto& each) { return each.param.name; });

TEST(StoreLimitsDeathTest, NothingBeyondTheLimitsIsCommitted) {
  Commit commit;
  EXPECT_DEATH(commit.Put("", "v"), "invariant broken");
  EXPECT_DEATH(commit.Delete(""), "invariant broken");
  EXPECT_DEATH(commit.Put(std::string(kKeyBytesMax + 1, 'k'), "v"),
               "invariant broken");
  EXPECT_DEATH(commit.Delete(std::string(kKeyBytesMax + 1, 'k')),
               "invariant broken");
}

TEST(StoreTest, AfterPrefixIsTheFirstKeyBehind) {
  EXPECT_EQ(AfterPrefix("a"), "b");
  EXPECT_EQ(AfterPrefix("a\xff"), "b");
  EXPECT_EQ(AfterPrefix(std::string("a\0", 2)), "a\x01");
  EXPECT_EQ(AfterPrefix("\x7f"), "\x80");
  EXPECT_EQ(AfterPrefix("\xff\xff"), "");
  EXPECT_EQ(AfterPrefix(""), "");
}

TEST(RocksStoreTest, OneAtATimeMayHaveAFolderOpen) {
  const test::TempFolder folder;
  const auto first = OpenRocksStore({.path = folder.path()});
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(OpenRocksStore({.path = folder.path()}).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(RocksStoreTest, AFolderThatCannotBeMadeIsTrouble) {
  const test::TempFolder folder;
  std::ofstream(folder.File("file")) << "no folder";
  const auto opened = OpenRocksStore({.path = folder.File("file/store")});
  EXPECT_EQ(opened.status().code(), absl::StatusCode::kUnavailable);
}

constexpr int kCommits = 300;

std::string KeyOf(int n) { return absl::StrCat("key/", 1'000 + n); }
std::string ValueOf(int n) {
  return absl::StrCat("value ", n, std::string(static_cast<size_t>(n), 'v'));
}

// Commits 1, 2, 3 … each with its own key and the count so far.
void Fill(const std::string& folder) {
  const auto store = OpenRocksStore({.path = folder});
  ASSERT_TRUE(store.ok()) << store.status();
  for (int n = 1; n <= kCommits; ++n) {
    Commit commit;
    commit.Put(KeyOf(n), ValueOf(n));
    commit.Put("count", absl::StrCat(n));
    ASSERT_TRUE((*store)->Apply(commit).ok());
  }
}

// How many commits a damaged folder shows: -1 when it is refused, and a
// failure when what it shows is no exact beginning of what was committed.
int CommitsShown(const std::string& folder) {
  const auto store = OpenRocksStore({.path = folder});
  if (!store.ok()) return -1;
  const auto snapshot = (*store)->TakeSnapshot();
  int shown = 0;
  const absl::Status scanned = snapshot->ScanPrefix(
      "key/", [&shown](absl::string_view key, absl::string_view value) {
        ++shown;
        EXPECT_EQ(key, KeyOf(shown));
        EXPECT_EQ(value, ValueOf(shown));
        return true;
      });
  const auto count = snapshot->Get("count");
  if (!scanned.ok() || !count.ok()) {
    for (const absl::Status& status : {scanned, count.status()}) {
      EXPECT_TRUE(status.ok() || absl::IsDataLoss(status)) << status;
    }
    return -1;
  }
  EXPECT_EQ(count->value_or("0"), absl::StrCat(shown));
  return shown;
}

// The first file of a kind in `folder` that holds anything.
std::string FindFile(const std::string& folder, absl::string_view begin,
                     absl::string_view end) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (absl::StartsWith(name, begin) && absl::EndsWith(name, end) &&
        entry.file_size() > 0) {
      return entry.path().string();
    }
  }
  return "";
}

void FlipByte(const std::string& path, uint64_t place) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(place));
  const int byte = file.get();
  file.seekp(static_cast<std::streamoff>(place));
  file.put(static_cast<char>(byte ^ 0x20));
  ASSERT_TRUE(file.good());
}

// What a copy of `folder` shows when one byte of the file is another.
int ShownAfterFlip(const std::string& folder, const std::string& file,
                   uint64_t place) {
  const test::TempFolder copy;
  std::filesystem::copy(folder, copy.File("store"));
  FlipByte(
      copy.File("store/") + std::filesystem::path(file).filename().string(),
      place);
  return CommitsShown(copy.File("store"));
}

TEST(RocksDamageTest, ADamagedLogIsRefused) {
  const test::TempFolder folder;
  Fill(folder.path());
  const std::string log = FindFile(folder.path(), "", ".log");
  ASSERT_FALSE(log.empty());
  const uintmax_t size = std::filesystem::file_size(log);
  std::mt19937_64 random(21);
  for (int i = 0; i < 20; ++i) {
    const uint64_t place = random() % size;
    SCOPED_TRACE(place);
    EXPECT_EQ(ShownAfterFlip(folder.path(), log, place), -1);
  }
}

// As after a crash: what was committed since the opening has no witness. Only
// the record that was being written may be cut off; a damaged byte before it
// would lose answered commits and is refused.
TEST(RocksDamageTest, ADamagedLogWithoutWitnessIsRefusedButForItsTail) {
  const test::TempFolder folder;
  Fill(folder.path());
  std::filesystem::remove(folder.File("WITNESS"));
  const std::string log = FindFile(folder.path(), "", ".log");
  const uintmax_t size = std::filesystem::file_size(log);
  std::mt19937_64 random(24);
  for (int i = 0; i < 20; ++i) {
    const uint64_t place = random() % (size / 2);
    SCOPED_TRACE(place);
    EXPECT_EQ(ShownAfterFlip(folder.path(), log, place), -1);
  }
  // A record that was being written at the crash: a clean cut.
  std::filesystem::resize_file(log, size - 1);
  EXPECT_EQ(CommitsShown(folder.path()), kCommits - 1);
}

TEST(RocksDamageTest, ATableWithAFlippedByteIsNeverMisread) {
  const test::TempFolder folder;
  Fill(folder.path());
  ASSERT_EQ(CommitsShown(folder.path()), kCommits);  // Moves the log to one.
  const std::string table = FindFile(folder.path(), "", ".sst");
  ASSERT_FALSE(table.empty());
  const uintmax_t size = std::filesystem::file_size(table);
  std::mt19937_64 random(22);
  int refused = 0;
  for (int i = 0; i < 40; ++i) {
    const uint64_t place = random() % size;
    SCOPED_TRACE(place);
    const int shown = ShownAfterFlip(folder.path(), table, place);
    // Whole, when the byte says nothing about our keys; never a part.
    EXPECT_TRUE(shown == -1 || shown == kCommits) << shown;
    if (shown == -1) ++refused;
  }
  EXPECT_GT(refused, 20);
}

// RocksDB alone would open an empty store when some bytes are flipped.
TEST(RocksDamageTest, ADamagedManifestIsNeverMisread) {
  const test::TempFolder folder;
  Fill(folder.path());
  ASSERT_EQ(CommitsShown(folder.path()), kCommits);
  const std::string manifest = FindFile(folder.path(), "MANIFEST", "");
  const uintmax_t size = std::filesystem::file_size(manifest);
  for (uint64_t place = 0; place < size; ++place) {
    SCOPED_TRACE(place);
    const int shown = ShownAfterFlip(folder.path(), manifest, place);
    EXPECT_TRUE(shown == -1 || shown == kCommits) << shown;
  }
}

TEST(RocksDamageTest, MissingFilesAreRefused) {
  for (const auto& [begin, end] :
       {std::pair("MANIFEST", ""), std::pair("", ".sst")}) {
    const test::TempFolder folder;
    Fill(folder.path());
    ASSERT_EQ(CommitsShown(folder.path()), kCommits);
    std::filesystem::remove(FindFile(folder.path(), begin, end));
    EXPECT_EQ(CommitsShown(folder.path()), -1) << begin << end;
  }
  const test::TempFolder folder;
  Fill(folder.path());
  std::filesystem::remove(FindFile(folder.path(), "", ".log"));
  EXPECT_EQ(CommitsShown(folder.path()), -1);
}

TEST(RocksDamageTest, AnUnreadableWitnessIsRefused) {
  const test::TempFolder folder;
  Fill(folder.path());
  for (const char* text : {"", "many", "99999999", "-1"}) {
    std::ofstream(folder.File("WITNESS")) << text;
    EXPECT_EQ(OpenRocksStore({.path = folder.path()}).status().code(),
              absl::StatusCode::kDataLoss)
        << text;
  }
  std::filesystem::remove(folder.File("WITNESS"));
  EXPECT_EQ(CommitsShown(folder.path()), kCommits);
}

}  // namespace
}  // namespace finsam::store
