#include "common/store/journal.h"

#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/key.h"
#include "common/store/rocks_store.h"

namespace finsam::store {
namespace {

constexpr char kOrganisation[] = "2220001511";
constexpr char kOther[] = "2220002279";

Entry EntryOf(const std::string& facts) {
  return {.organisation = kOrganisation,
          .kind = "import-books",
          .facts = facts,
          .request_id = "request " + facts,
          .request_digest = Sha256(facts),
          .answer = "answer to " + facts,
          .time = absl::FromUnixSeconds(1'700'000'000)};
}

class JournalTest : public testing::Test {
 protected:
  JournalTest()
      : disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
        store_(*OpenRocksStore({.path = "/data", .env = disk_.get()})) {}

  Head HeadNow(const std::string& organisation = kOrganisation) {
    const auto head = ReadHead(*store_->TakeSnapshot(), organisation);
    EXPECT_TRUE(head.ok()) << head.status();
    return head.value_or(Head{});
  }

  absl::Status Append(const Entry& entry) {
    return AppendOnTopOf(HeadNow(entry.organisation), entry);
  }

  absl::Status AppendOnTopOf(const Head& seen, const Entry& entry) {
    Commit commit;
    AppendTo(commit, seen, entry);
    return store_->Apply(commit);
  }

  absl::Status Verify(const std::string& organisation = kOrganisation) {
    return VerifyChain(*store_->TakeSnapshot(), organisation);
  }

  absl::StatusOr<std::optional<std::string>> Answer(const Entry& entry) {
    return FindAnswer(*store_->TakeSnapshot(), entry.organisation,
                      entry.request_id, entry.request_digest);
  }

  std::string Raw(const std::string& key) {
    return **store_->TakeSnapshot()->Get(key);
  }

  // Changes the store behind the journal's back.
  void Tamper(const std::string& key, std::optional<std::string> value) {
    Commit commit;
    value.has_value() ? commit.Put(key, *value) : commit.Delete(key);
    ASSERT_TRUE(store_->Apply(commit).ok());
  }

  std::unique_ptr<rocksdb::Env> disk_;
  std::unique_ptr<Store> store_;
};

std::string HeadKey() { return Key("head").Text(kOrganisation).bytes(); }
std::string RecordKey(int64_t revision) {
  return Key("journal").Text(kOrganisation).Number(revision).bytes();
}

TEST_F(JournalTest, BeginsAtRevisionZero) {
  EXPECT_EQ(HeadNow(), Head{});
  EXPECT_TRUE(Verify().ok());
  EXPECT_EQ(*Answer(EntryOf("a")), std::nullopt);
}

TEST_F(JournalTest, EachCommitMovesTheRevisionAndTheRoot) {
  Head before;
  for (int n = 1; n <= 5; ++n) {
    const Entry entry = EntryOf(absl::StrCat("facts ", n));
    ASSERT_TRUE(Append(entry).ok());
    const Head head = HeadNow();
    EXPECT_EQ(head.revision, n);
    EXPECT_EQ(head.root, Sha256Parts({before.root, absl::StrCat(n), entry.kind,
                                      entry.facts}));
    EXPECT_EQ(head, HeadAfter(before, entry));
    before = head;
  }
  EXPECT_TRUE(Verify().ok());
}

TEST_F(JournalTest, AssociationsHaveTheirOwnChains) {
  Entry other = EntryOf("a");
  other.organisation = kOther;
  ASSERT_TRUE(Append(EntryOf("a")).ok());
  ASSERT_TRUE(Append(EntryOf("b")).ok());
  ASSERT_TRUE(Append(other).ok());  // The same request id, in another room.
  EXPECT_EQ(HeadNow().revision, 2);
  EXPECT_EQ(HeadNow(kOther).revision, 1);
  EXPECT_TRUE(Verify().ok());
  EXPECT_TRUE(Verify(kOther).ok());
}

TEST_F(JournalTest, TheTimeAndTheRequestAreNoPartOfTheChain) {
  Entry later = EntryOf("a");
  later.time += absl::Hours(1);
  later.request_id = "another";
  later.answer = "another";
  EXPECT_EQ(HeadAfter({}, later), HeadAfter({}, EntryOf("a")));
  Entry kind = EntryOf("a");
  kind.kind = "post-voucher";
  EXPECT_NE(HeadAfter({}, kind).root, HeadAfter({}, EntryOf("a")).root);
  EXPECT_NE(HeadAfter({}, EntryOf("b")).root, HeadAfter({}, EntryOf("a")).root);
}

TEST_F(JournalTest, ARepeatedRequestGetsItsFirstAnswer) {
  ASSERT_TRUE(Append(EntryOf("a")).ok());
  ASSERT_TRUE(Append(EntryOf("b")).ok());
  EXPECT_EQ(*Answer(EntryOf("a")), "answer to a");
  EXPECT_EQ(*Answer(EntryOf("b")), "answer to b");
  EXPECT_EQ(*Answer(EntryOf("c")), std::nullopt);
}

TEST_F(JournalTest, AnEmptyAnswerIsAnAnswer) {
  Entry entry = EntryOf("a");
  entry.answer = "";
  ASSERT_TRUE(Append(entry).ok());
  EXPECT_EQ(*Answer(entry), "");
}

TEST_F(JournalTest, ARequestIdIsForOneRequest) {
  Entry entry = EntryOf("a");
  ASSERT_TRUE(Append(entry).ok());
  entry.request_digest = Sha256("something else");
  const absl::Status refused = Answer(entry).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(refused), "REQUEST_ID_REUSED");
}

TEST_F(JournalTest, WhoeverComesSecondIsStale) {
  const Head seen = HeadNow();
  ASSERT_TRUE(AppendOnTopOf(seen, EntryOf("a")).ok());
  EXPECT_EQ(ReasonOf(AppendOnTopOf(seen, EntryOf("b"))), "STALE");
  EXPECT_EQ(HeadNow().revision, 1);
  EXPECT_EQ(*Answer(EntryOf("b")), std::nullopt);
  const Head now = HeadNow();
  ASSERT_TRUE(AppendOnTopOf(now, EntryOf("b")).ok());
  EXPECT_EQ(ReasonOf(AppendOnTopOf(now, EntryOf("c"))), "STALE");
}

TEST_F(JournalTest, ARequestIdIsCommittedOnce) {
  ASSERT_TRUE(Append(EntryOf("a")).ok());
  EXPECT_EQ(ReasonOf(Append(EntryOf("a"))), "STALE");
  EXPECT_EQ(HeadNow().revision, 1);
}

TEST_F(JournalTest, OneRecordMayAnswerSeveralRequests) {
  Entry entry = EntryOf("both");
  entry.request_id.clear();
  Commit commit;
  AppendRecord(commit, HeadNow(), entry);
  PutAnswer(commit, kOrganisation, "first", Sha256("1"), "one");
  PutAnswer(commit, kOrganisation, "second", Sha256("2"), "two");
  ASSERT_TRUE(store_->Apply(commit).ok());
  EXPECT_EQ(HeadNow().revision, 1);
  EXPECT_TRUE(Verify().ok());
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_EQ(**FindAnswer(*snapshot, kOrganisation, "first", Sha256("1")),
            "one");
  EXPECT_EQ(**FindAnswer(*snapshot, kOrganisation, "second", Sha256("2")),
            "two");
}

TEST_F(JournalTest, TellsWhereItStoodAtEachRevision) {
  std::vector<Head> heads = {Head{}};
  for (const char* facts : {"a", "b", "c"}) {
    ASSERT_TRUE(Append(EntryOf(facts)).ok());
    heads.push_back(HeadNow());
  }
  const auto snapshot = store_->TakeSnapshot();
  for (const Head& head : heads) {
    EXPECT_EQ(*ReadHeadAt(*snapshot, kOrganisation, head.revision), head);
  }
  EXPECT_TRUE(
      absl::IsDataLoss(ReadHeadAt(*snapshot, kOrganisation, 4).status()));
}

TEST_F(JournalTest, AnyBytesMayBeFacts) {
  const std::string bytes("\0\x01\xff\0\0", 5);
  Entry entry = EntryOf(bytes);
  entry.request_id = bytes;
  ASSERT_TRUE(Append(entry).ok());
  ASSERT_TRUE(Append(EntryOf("")).ok());
  EXPECT_TRUE(Verify().ok());
  EXPECT_EQ(*Answer(entry), entry.answer);
}

TEST_F(JournalTest, TamperingIsFound) {
  for (int n = 1; n <= 4; ++n) {
    ASSERT_TRUE(Append(EntryOf(absl::StrCat("facts ", n))).ok());
  }
  const std::string head = Raw(HeadKey());
  const std::string second = Raw(RecordKey(2));
  const std::string third = Raw(RecordKey(3));
  const std::string fourth = Raw(RecordKey(4));
  std::string changed = second;
  changed[changed.rfind("facts 2") + 6] = '3';
  std::string kind = second;
  kind[kind.find("import")] = 'I';
  const struct {
    const char* what;
    std::vector<std::pair<std::string, std::optional<std::string>>> changes;
  } harms[] = {
      {"another fact", {{RecordKey(2), changed}}},
      {"another kind", {{RecordKey(2), kind}}},
      {"a record removed", {{RecordKey(3), std::nullopt}}},
      {"the last record removed", {{RecordKey(4), std::nullopt}}},
      {"two records swapped", {{RecordKey(2), third}, {RecordKey(3), second}}},
      {"a record empty", {{RecordKey(2), ""}}},
      {"a record cut off", {{RecordKey(4), fourth.substr(0, 60)}}},
      {"a record of another format",
       {{RecordKey(2), "\x02" + second.substr(1)}}},
      {"the head unreadable", {{HeadKey(), "x"}}},
      {"the head of another root",
       {{HeadKey(), "\x01" + Key("r").Number(4).bytes()}}},
      {"the head removed", {{HeadKey(), std::nullopt}}},
  };
  for (const auto& harm : harms) {
    SCOPED_TRACE(harm.what);
    for (const auto& [key, value] : harm.changes) Tamper(key, value);
    EXPECT_EQ(Verify().code(), absl::StatusCode::kDataLoss);
    Tamper(HeadKey(), head);
    Tamper(RecordKey(2), second);
    Tamper(RecordKey(3), third);
    Tamper(RecordKey(4), fourth);
    ASSERT_TRUE(Verify().ok());
  }
}

TEST_F(JournalTest, AHeadThatWasSetBackIsFound) {
  ASSERT_TRUE(Append(EntryOf("a")).ok());
  const std::string first = Raw(HeadKey());
  ASSERT_TRUE(Append(EntryOf("b")).ok());
  Tamper(HeadKey(), first);
  EXPECT_EQ(Verify().code(), absl::StatusCode::kDataLoss);
}

TEST_F(JournalTest, AnUnreadableAnswerIsDataLoss) {
  ASSERT_TRUE(Append(EntryOf("a")).ok());
  const std::string key =
      Key("request").Text(kOrganisation).Text("request a").bytes();
  for (const char* value :
       {"", "\x01", "\x02 something long enough to be one"}) {
    Tamper(key, value);
    EXPECT_EQ(Answer(EntryOf("a")).status().code(),
              absl::StatusCode::kDataLoss);
  }
}

TEST_F(JournalTest, RecordsAreReadFromARevisionOn) {
  for (const char* facts : {"a", "b", "c", "d"}) {
    ASSERT_TRUE(Append(EntryOf(facts)).ok());
  }
  std::string told;
  const auto scan = [&](int64_t first, size_t most) {
    told.clear();
    return ScanRecords(*store_->TakeSnapshot(), kOrganisation, first,
                       [&](const Record& record) {
                         told += std::to_string(record.revision) + record.facts;
                         return told.size() < 2 * most;
                       });
  };
  EXPECT_TRUE(scan(2, 2).ok());
  EXPECT_EQ(told, "2b3c");
  EXPECT_TRUE(scan(4, 9).ok());
  EXPECT_EQ(told, "4d");
  EXPECT_TRUE(scan(5, 9).ok());
  EXPECT_EQ(told, "");
  Tamper(Key("journal").Text(kOrganisation).Number(3).bytes(), std::nullopt);
  EXPECT_TRUE(absl::IsDataLoss(scan(1, 9)));
}

}  // namespace
}  // namespace finsam::store
