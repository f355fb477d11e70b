// What was answered OK is there after the process is killed or the power goes,
// and nothing that was not committed is.

#include <gtest/gtest.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "common/store/rocks_store.h"
#include "tests/common/child.h"
#include "tests/common/crash_writer.h"
#include "tests/common/temp_folder.h"

namespace finsam::store {
namespace {

std::string KeyOf(int n) { return absl::StrCat("n/", 1'000'000 + n); }

// Values of many sizes, so that kills hit all parts of a log's blocks.
std::string ValueOf(int n) {
  return absl::StrCat(n, std::string(static_cast<size_t>(n * 37 % 5'000), 'v'));
}

absl::Status CommitNumber(Store& store, int n) {
  Commit commit;
  commit.Put(KeyOf(n), ValueOf(n));
  commit.Put("last", absl::StrCat(n));
  return store.Apply(commit);
}

// The last number committed; a failure unless every number up to it is there,
// whole, and none after it.
int LastNumber(const Store& store) {
  const auto snapshot = store.TakeSnapshot();
  int count = 0;
  const absl::Status scanned = snapshot->ScanPrefix(
      "n/", [&count](absl::string_view key, absl::string_view value) {
        ++count;
        EXPECT_EQ(key, KeyOf(count));
        EXPECT_TRUE(value == ValueOf(count)) << count;
        return true;
      });
  EXPECT_TRUE(scanned.ok()) << scanned;
  const auto last = snapshot->Get("last");
  EXPECT_TRUE(last.ok()) << last.status();
  if (last.ok()) {
    EXPECT_EQ(last->value_or("0"), absl::StrCat(count));
  }
  return count;
}

// Appends what the child writes next, waiting for it; false at its end.
bool ReadMore(const test::Child& child, std::string* text) {
  char bytes[4'096];
  const ssize_t size = read(child.out(), bytes, sizeof(bytes));
  if (size > 0) text->append(bytes, static_cast<size_t>(size));
  return size > 0;
}

// The number on the last whole line of `text`; 0 when none is.
int LastAnswered(const std::string& text) {
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  int last = 0;
  if (lines.size() >= 2) {
    EXPECT_TRUE(absl::SimpleAtoi(lines[lines.size() - 2], &last));
  }
  return last;
}

TEST(CrashTest, EveryAnsweredCommitSurvivesAKill) {
  const test::TempFolder folder;
  std::mt19937_64 random(31);
  int kept = 0;
  for (int round = 0; round < 20; ++round) {
    SCOPED_TRACE(round);
    test::Child writer({kCrashWriter, folder.path()}, "");
    std::string text;
    // Most are killed while they commit, some perhaps while they open.
    if (round % 4 != 0) ReadMore(writer, &text);
    absl::SleepFor(absl::Milliseconds(random() % 80));
    writer.Signal(SIGKILL);
    while (ReadMore(writer, &text)) {
    }
    const int answered = std::max(kept, LastAnswered(text));
    EXPECT_EQ(writer.Wait(), -SIGKILL);

    const auto store = OpenRocksStore({.path = folder.path()});
    ASSERT_TRUE(store.ok()) << store.status();
    kept = LastNumber(**store);
    EXPECT_GE(kept, answered);
    EXPECT_LE(kept, answered + 1);
  }
  EXPECT_GE(kept, 15) << "every fourth kill may come before any commit";
}

// A disk whose power can go: what was written and not synced is lost.
class Disk final : public rocksdb::FileSystemWrapper {
 public:
  Disk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FinsamTestDisk"; }
  void PowerOff() { off_ = true; }

  rocksdb::IOStatus NewWritableFile(
      const std::string& path, const rocksdb::FileOptions& options,
      std::unique_ptr<rocksdb::FSWritableFile>* file,
      rocksdb::IODebugContext* debug) override {
    if (off_) return rocksdb::IOStatus::IOError("no power");
    std::unique_ptr<rocksdb::FSWritableFile> real;
    const rocksdb::IOStatus status =
        target()->NewWritableFile(path, options, &real, debug);
    if (status.ok()) *file = std::make_unique<File>(std::move(real), off_);
    return status;
  }
  // Old logs are written anew instead: the wrapper above sees every file.
  rocksdb::IOStatus ReuseWritableFile(
      const std::string& path, const std::string&,
      const rocksdb::FileOptions& options,
      std::unique_ptr<rocksdb::FSWritableFile>* file,
      rocksdb::IODebugContext* debug) override {
    return NewWritableFile(path, options, file, debug);
  }

 private:
  // Keeps what is appended in memory until it is synced.
  class File final : public rocksdb::FSWritableFileOwnerWrapper {
   public:
    using Options = rocksdb::IOOptions;
    using Debug = rocksdb::IODebugContext;
    using Status = rocksdb::IOStatus;

    File(std::unique_ptr<rocksdb::FSWritableFile> real,
         const std::atomic<bool>& off)
        : FSWritableFileOwnerWrapper(std::move(real)), off_(off) {}

    Status Append(const rocksdb::Slice& data, const Options&, Debug*) override {
      unsynced_.append(data.data(), data.size());
      size_ += data.size();
      return Status::OK();
    }
    Status Append(const rocksdb::Slice& data, const Options& options,
                  const rocksdb::DataVerificationInfo&, Debug* debug) override {
      return Append(data, options, debug);
    }
    Status Flush(const Options&, Debug*) override { return Status::OK(); }
    Status RangeSync(uint64_t, uint64_t, const Options&, Debug*) override {
      return Status::OK();
    }
    Status Sync(const Options& options, Debug* debug) override {
      if (off_) return Status::IOError("no power");
      const Status status = target()->Append(unsynced_, options, debug);
      unsynced_.clear();
      return status.ok() ? target()->Sync(options, debug) : status;
    }
    Status Fsync(const Options& options, Debug* debug) override {
      return Sync(options, debug);
    }
    Status Close(const Options& options, Debug* debug) override {
      if (!off_) {
        const Status status = target()->Append(unsynced_, options, debug);
        if (!status.ok()) return status;
      }
      unsynced_.clear();
      return target()->Close(options, debug);
    }
    uint64_t GetFileSize(const Options&, Debug*) override { return size_; }
    bool use_direct_io() const override { return false; }

   private:
    const std::atomic<bool>& off_;
    std::string unsynced_;
    uint64_t size_ = 0;
  };

  std::atomic<bool> off_{false};
};

TEST(CrashTest, EveryAnsweredCommitSurvivesAPowerCut) {
  const test::TempFolder folder;
  int answered = 0;
  for (int round = 0; round < 5; ++round) {
    SCOPED_TRACE(round);
    const auto disk = std::make_shared<Disk>();
    const auto env = rocksdb::NewCompositeEnv(disk);
    auto store = OpenRocksStore({.path = folder.path(), .env = env.get()});
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_EQ(LastNumber(**store), answered);
    for (int n = 0; n < 25; ++n) {
      ASSERT_TRUE(CommitNumber(**store, answered + 1).ok());
      ++answered;
    }
    disk->PowerOff();
    EXPECT_FALSE(CommitNumber(**store, answered + 1).ok());
    store->reset();
  }
  const auto store = OpenRocksStore({.path = folder.path()});
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_EQ(LastNumber(**store), answered);
}

}  // namespace

int RunCrashWriter(const std::string& folder) {
  const auto store = OpenRocksStore({.path = folder});
  if (!store.ok()) return EXIT_FAILURE;
  for (int n = LastNumber(**store) + 1;; ++n) {
    if (!CommitNumber(**store, n).ok()) return EXIT_FAILURE;
    const std::string line = absl::StrCat(n, "\n");
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) return EXIT_FAILURE;
  }
}

}  // namespace finsam::store
