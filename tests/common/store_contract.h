// What every storage engine must do (common/store/store.h), as one suite.
//
//   INSTANTIATE_TEST_SUITE_P(Rocks, StoreContract, testing::Values(…));

#ifndef FINSAM_TESTS_COMMON_STORE_CONTRACT_H_
#define FINSAM_TESTS_COMMON_STORE_CONTRACT_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/store.h"

namespace finsam::store {

// A place where an engine keeps its data. It is empty at first, and what is in
// it outlives the stores that are opened on it, one at a time.
class Place {
 public:
  virtual ~Place() = default;
  virtual absl::StatusOr<std::unique_ptr<Store>> Open() = 0;
};

struct Engine {
  const char* name;
  std::function<std::unique_ptr<Place>()> make;
  friend void PrintTo(const Engine& e, std::ostream* out) { *out << e.name; }
};

using KeyValue = std::pair<std::string, std::string>;

class StoreContract : public testing::TestWithParam<Engine> {
 protected:
  StoreContract() : place_(GetParam().make()) { Reopen(); }

  void Reopen() {
    store_.reset();
    auto opened = place_->Open();
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
  }

  absl::Status Put(absl::string_view key, absl::string_view value) {
    Commit commit;
    commit.Put(key, value);
    return store_->Apply(commit);
  }

  std::optional<std::string> Get(absl::string_view key) {
    return Get(*store_->TakeSnapshot(), key);
  }

  static std::optional<std::string> Get(const Snapshot& snapshot,
                                        absl::string_view key) {
    auto value = snapshot.Get(key);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.ok() ? *std::move(value) : std::nullopt;
  }

  static std::vector<KeyValue> Scan(const Snapshot& snapshot,
                                    absl::string_view begin,
                                    absl::string_view end) {
    std::vector<KeyValue> seen;
    const absl::Status status = snapshot.Scan(
        begin, end, [&seen](absl::string_view key, absl::string_view value) {
          seen.emplace_back(key, value);
          return true;
        });
    EXPECT_TRUE(status.ok()) << status;
    return seen;
  }

  std::vector<std::string> Keys(absl::string_view begin,
                                absl::string_view end) {
    std::vector<std::string> keys;
    for (auto& [key, value] : Scan(*store_->TakeSnapshot(), begin, end)) {
      keys.push_back(key);
    }
    return keys;
  }

  std::vector<std::string> KeysUnder(absl::string_view prefix) {
    std::vector<std::string> keys;
    const auto snapshot = store_->TakeSnapshot();
    const absl::Status status = snapshot->ScanPrefix(
        prefix, [&keys](absl::string_view key, absl::string_view) {
          keys.emplace_back(key);
          return true;
        });
    EXPECT_TRUE(status.ok()) << status;
    return keys;
  }

  static void ExpectStale(const absl::Status& status) {
    EXPECT_EQ(status.code(), absl::StatusCode::kAborted) << status;
    EXPECT_EQ(ReasonOf(status), "STALE");
  }

  std::unique_ptr<Place> place_;
  std::unique_ptr<Store> store_;
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(StoreContract, AbsentIsNotEmpty) {
  EXPECT_EQ(Get("a"), std::nullopt);
  ASSERT_TRUE(Put("a", "").ok());
  EXPECT_EQ(Get("a"), "");
  EXPECT_EQ(Get("b"), std::nullopt);
  EXPECT_EQ(Get(""), std::nullopt);
  EXPECT_EQ(Get("aa"), std::nullopt);
}

TEST_P(StoreContract, KeysAreOrderedAsUnsignedBytes) {
  Commit commit;
  for (const auto& key :
       {std::string("b"), std::string("\xff"), std::string("a\0", 2),
        std::string("a"), std::string("\x80"), std::string("\x7f"),
        std::string("\0", 1), std::string("ab")}) {
    commit.Put(key, "v");
  }
  ASSERT_TRUE(store_->Apply(commit).ok());
  EXPECT_THAT(Keys("", ""),
              ElementsAre(std::string("\0", 1), "a", std::string("a\0", 2),
                          "ab", "b", "\x7f", "\x80", "\xff"));
}

TEST_P(StoreContract, ScansKeepTheirBounds) {
  Commit commit;
  for (const char* key : {"a", "b", "c", "d"}) commit.Put(key, key);
  ASSERT_TRUE(store_->Apply(commit).ok());
  EXPECT_THAT(Keys("b", "d"), ElementsAre("b", "c"));
  EXPECT_THAT(Keys("b", ""), ElementsAre("b", "c", "d"));
  EXPECT_THAT(Keys("", "b"), ElementsAre("a"));
  EXPECT_THAT(Keys("aa", "bb"), ElementsAre("b"));
  EXPECT_THAT(Keys("b", "b"), IsEmpty());
  EXPECT_THAT(Keys("d", "a"), IsEmpty());
  EXPECT_THAT(Keys("e", ""), IsEmpty());
}

TEST_P(StoreContract, AVisitorMayStop) {
  Commit commit;
  for (const char* key : {"a", "b", "c"}) commit.Put(key, key);
  ASSERT_TRUE(store_->Apply(commit).ok());
  std::vector<std::string> seen;
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_TRUE(snapshot
                  ->Scan("", "",
                         [&seen](absl::string_view key, absl::string_view) {
                           seen.emplace_back(key);
                           return seen.size() < 2;
                         })
                  .ok());
  EXPECT_THAT(seen, ElementsAre("a", "b"));
}

TEST_P(StoreContract, PrefixesMayEndInTheHighestByte) {
  Commit commit;
  for (const char* key : {"a", "a\xff", "a\xff\xff", "a\xff\xffz", "b", "\xff",
                          "\xff\xff", "\xff\xff\x01"}) {
    commit.Put(key, "");
  }
  ASSERT_TRUE(store_->Apply(commit).ok());
  EXPECT_THAT(KeysUnder("a"),
              ElementsAre("a", "a\xff", "a\xff\xff", "a\xff\xffz"));
  EXPECT_THAT(KeysUnder("a\xff"),
              ElementsAre("a\xff", "a\xff\xff", "a\xff\xffz"));
  EXPECT_THAT(KeysUnder("\xff"),
              ElementsAre("\xff", "\xff\xff", "\xff\xff\x01"));
  EXPECT_THAT(KeysUnder("\xff\xff"), ElementsAre("\xff\xff", "\xff\xff\x01"));
  EXPECT_EQ(KeysUnder("").size(), 8u);
  EXPECT_THAT(KeysUnder("c"), IsEmpty());
}

TEST_P(StoreContract, TheLastChangeOfAKeyWins) {
  ASSERT_TRUE(Put("old", "1").ok());
  Commit commit;
  commit.Put("a", "1");
  commit.Put("a", "2");
  commit.Put("b", "1");
  commit.Delete("b");
  commit.Delete("old");
  commit.Put("old", "2");
  commit.Delete("never there");
  ASSERT_TRUE(store_->Apply(commit).ok());
  EXPECT_EQ(Get("a"), "2");
  EXPECT_EQ(Get("b"), std::nullopt);
  EXPECT_EQ(Get("old"), "2");
}

TEST_P(StoreContract, AnEmptyCommitIsFine) {
  EXPECT_TRUE(store_->Apply(Commit()).ok());
  Commit only_expects;
  only_expects.Expect("a", std::nullopt);
  EXPECT_TRUE(store_->Apply(only_expects).ok());
  EXPECT_THAT(Keys("", ""), IsEmpty());
}

TEST_P(StoreContract, ExpectationsHoldOrNothingIsWritten) {
  ASSERT_TRUE(Put("head", "1").ok());
  ASSERT_TRUE(Put("empty", "").ok());
  const struct {
    const char* what;
    const char* key;
    std::optional<std::string> value;
    bool holds;
  } cases[] = {
      {"as it is", "head", "1", true},
      {"another value", "head", "2", false},
      {"a longer value", "head", "11", false},
      {"empty instead", "head", "", false},
      {"absent instead", "head", std::nullopt, false},
      {"absent as it is", "none", std::nullopt, true},
      {"a value where none is", "none", "1", false},
      {"empty where none is", "none", "", false},
      {"empty as it is", "empty", "", true},
      {"absent where empty is", "empty", std::nullopt, false},
  };
  int n = 0;
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const std::string written = absl::StrCat("written/", ++n);
    Commit commit;
    commit.Expect("head", "1");
    commit.Expect(c.key, c.value);
    commit.Put(written, "x");
    commit.Delete("empty");
    commit.Put("empty", "");
    const absl::Status status = store_->Apply(commit);
    EXPECT_EQ(Get(written).has_value(), c.holds);
    if (c.holds) {
      EXPECT_TRUE(status.ok()) << status;
    } else {
      ExpectStale(status);
    }
    EXPECT_EQ(Get("head"), "1");
    EXPECT_EQ(Get("empty"), "");
  }
}

TEST_P(StoreContract, AnExpectationSeesTheStoreBeforeItsOwnCommit) {
  Commit commit;
  commit.Put("a", "1");
  commit.Expect("a", std::nullopt);
  EXPECT_TRUE(store_->Apply(commit).ok());
  ExpectStale(store_->Apply(commit));
  EXPECT_EQ(Get("a"), "1");
}

TEST_P(StoreContract, ASnapshotStandsStill) {
  ASSERT_TRUE(Put("a", "old").ok());
  ASSERT_TRUE(Put("gone", "old").ok());
  const auto before = store_->TakeSnapshot();
  Commit commit;
  commit.Put("a", "new");
  commit.Delete("gone");
  commit.Put("b", "new");
  ASSERT_TRUE(store_->Apply(commit).ok());
  const auto after = store_->TakeSnapshot();
  EXPECT_THAT(Scan(*before, "", ""),
              ElementsAre(KeyValue("a", "old"), KeyValue("gone", "old")));
  EXPECT_EQ(Get(*before, "a"), "old");
  EXPECT_EQ(Get(*before, "b"), std::nullopt);
  EXPECT_THAT(Scan(*after, "", ""),
              ElementsAre(KeyValue("a", "new"), KeyValue("b", "new")));
}

TEST_P(StoreContract, AScanIsNotMovedByCommitsMadeMeanwhile) {
  for (const char* key : {"a", "b", "c"}) ASSERT_TRUE(Put(key, "old").ok());
  std::vector<KeyValue> seen;
  const auto snapshot = store_->TakeSnapshot();
  const absl::Status scanned = snapshot->Scan(
      "", "", [&](absl::string_view key, absl::string_view value) {
        seen.emplace_back(key, value);
        Commit commit;
        commit.Delete("b");
        commit.Put("bb", "new");
        commit.Put("c", "new");
        EXPECT_TRUE(store_->Apply(commit).ok());
        return true;
      });
  EXPECT_TRUE(scanned.ok()) << scanned;
  EXPECT_THAT(seen, ElementsAre(KeyValue("a", "old"), KeyValue("b", "old"),
                                KeyValue("c", "old")));
}

TEST_P(StoreContract, ReopeningKeepsEverything) {
  ASSERT_TRUE(Put("a", "1").ok());
  ASSERT_TRUE(Put("b", "").ok());
  ASSERT_TRUE(Put("c", "3").ok());
  Commit commit;
  commit.Delete("c");
  ASSERT_TRUE(store_->Apply(commit).ok());
  for (int i = 0; i < 3; ++i) {
    Reopen();
    EXPECT_THAT(Scan(*store_->TakeSnapshot(), "", ""),
                ElementsAre(KeyValue("a", "1"), KeyValue("b", "")));
  }
}

TEST_P(StoreContract, APartIsSeenAtOnceAndLastsWithTheEnd) {
  ASSERT_TRUE(Put("head", "0").ok());
  Commit part;
  part.Expect("head", "0");
  part.Put("part", "1");
  ASSERT_TRUE(store_->ApplyPart(part).ok());
  EXPECT_EQ(Get("part"), "1");
  Commit end;
  end.Put("head", "1");
  ASSERT_TRUE(store_->Apply(end).ok());
  ExpectStale(store_->ApplyPart(part));
  Reopen();
  EXPECT_THAT(Scan(*store_->TakeSnapshot(), "", ""),
              ElementsAre(KeyValue("head", "1"), KeyValue("part", "1")));
}

TEST_P(StoreContract, TheLimitsThemselvesFit) {
  std::string large(kValueBytesMax, 'v');
  std::mt19937_64 random(1);
  for (size_t i = 0; i < large.size(); i += 8) {
    large[i] = static_cast<char>(random());
  }
  const std::string long_key(kKeyBytesMax, '\xff');
  ASSERT_TRUE(Put(long_key, large).ok());
  EXPECT_TRUE(Get(long_key) == large);
  Reopen();
  EXPECT_TRUE(Get(long_key) == large);
  EXPECT_THAT(KeysUnder(long_key), ElementsAre(long_key));
}

TEST_P(StoreContract, ALargerValueIsRefusedAndNothingIsChanged) {
  Commit commit;
  commit.Put("a", "1");
  commit.Put("b", std::string(kValueBytesMax + 1, 'v'));
  EXPECT_EQ(ReasonOf(store_->Apply(commit)), "VALUE_TOO_LARGE");
  EXPECT_EQ(Get("a"), std::nullopt);
}

// Each thread reads a counter and commits one more on condition that it still
// is what was read; those who come too late try again.
TEST_P(StoreContract, NoUpdateIsLost) {
  constexpr int kThreads = 6;
  constexpr int kEach = 40;
  std::atomic<int> stale{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, &stale] {
      for (int done = 0; done < kEach;) {
        const std::optional<std::string> seen = Get("counter");
        int count = 0;
        ASSERT_TRUE(absl::SimpleAtoi(seen.value_or("0"), &count));
        Commit commit;
        commit.Expect("counter", seen);
        commit.Put("counter", absl::StrCat(count + 1));
        commit.Put(absl::StrCat("done/", count + 1), "");
        const absl::Status status = store_->Apply(commit);
        if (status.ok()) {
          ++done;
        } else {
          ExpectStale(status);
          ++stale;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Get("counter"), absl::StrCat(kThreads * kEach));
  EXPECT_EQ(KeysUnder("done/").size(), size_t{kThreads * kEach});
}

// Two keys always change together; readers never see them differ.
TEST_P(StoreContract, NobodySeesHalfACommit) {
  std::atomic<bool> done{false};
  std::vector<std::thread> readers;
  for (int t = 0; t < 2; ++t) {
    readers.emplace_back([this, &done] {
      while (!done) {
        const auto snapshot = store_->TakeSnapshot();
        EXPECT_EQ(Get(*snapshot, "left"), Get(*snapshot, "right"));
        const auto both = Scan(*snapshot, "", "");
        if (!both.empty()) {
          ASSERT_EQ(both.size(), 2u);
          EXPECT_EQ(both[0].second, both[1].second);
        }
      }
    });
  }
  for (int n = 1; n <= 200; ++n) {
    Commit commit;
    commit.Put("left", absl::StrCat(n));
    commit.Put("right", absl::StrCat(n));
    EXPECT_TRUE(store_->Apply(commit).ok());
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
}

}  // namespace finsam::store

#endif  // FINSAM_TESTS_COMMON_STORE_CONTRACT_H_
