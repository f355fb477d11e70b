// The hall over a real store on a memory disk: what is kept, what is chained,
// what is answered again.

#include "services/participants/participants_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/store/rocks_store.h"
#include "services/participants/clp_program.h"
#include "services/participants/codec.h"
#include "services/participants/participants.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// Fails its first commits as if somebody else had been faster.
class StaleStore final : public store::Store {
 public:
  StaleStore(store::Store& inner, int stale) : inner_(inner), stale_(stale) {}

  std::unique_ptr<store::Snapshot> TakeSnapshot() const override {
    return inner_.TakeSnapshot();
  }
  absl::Status Apply(const store::Commit& commit) override {
    if (stale_-- > 0) {
      return Refuse(absl::StatusCode::kAborted, "STALE", "somebody was faster");
    }
    return inner_.Apply(commit);
  }

 private:
  store::Store& inner_;
  int stale_;
};

std::vector<std::string> IdsOf(const v1::GetStatisticsResponse& read) {
  std::vector<std::string> ids;
  for (const common::v1::Figure& figure : read.figures()) {
    ids.push_back(figure.id());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

const common::v1::Table& TableNamed(const v1::GetStatisticsResponse& read,
                                    absl::string_view id) {
  for (const common::v1::Table& table : read.tables()) {
    if (table.id() == id) return table;
  }
  return common::v1::Table::default_instance();
}

class ParticipantsStoreTest : public testing::Test {
 protected:
  ParticipantsStoreTest() : disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
    Open();
  }

  void Open() {
    store_.reset();
    auto opened = store::OpenRocksStore({.path = "/data", .env = disk_.get()});
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
  }

  absl::StatusOr<store::ImportOutcome> Import(
      const store::ImportRequest& request) {
    return Participants(*store_, clock_, solver_).Import(request);
  }

  v1::GetStatisticsResponse Read(const FiscalYearName& year = test::Year()) {
    auto read =
        Participants(*store_, clock_, solver_).Read(year, Audience::kInternal);
    EXPECT_TRUE(read.ok()) << read.status();
    return *std::move(read);
  }

  static store::ImportRequest GoodRequest() {
    return {test::Year(),
            "r1",
            false,
            {{"counts.csv", test::GoodCounts()},
             {"surveys.csv", test::GoodSurveys()}}};
  }

  std::unique_ptr<rocksdb::Env> disk_;
  std::unique_ptr<store::Store> store_;
  FixedClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  ClpSolver solver_;
};

TEST_F(ParticipantsStoreTest, ImportIsThereAfterReopening) {
  const auto outcome = Import(GoodRequest());
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_TRUE(outcome->changed);
  EXPECT_EQ(outcome->head.revision, 1);
  EXPECT_EQ(outcome->summary, "5 rader med antal, 2 enkätfrågor");
  const v1::GetStatisticsResponse before = Read();
  Open();
  const v1::GetStatisticsResponse after = Read();
  EXPECT_EQ(after.revision().root(), outcome->head.root);
  EXPECT_EQ(after.SerializeAsString(), before.SerializeAsString());
  EXPECT_EQ(IdsOf(after), outcome->figure_ids);
  EXPECT_TRUE(store::VerifyChain(*store_->TakeSnapshot(), "2220001511").ok());
}

TEST_F(ParticipantsStoreTest, SameFactsCommitNothing) {
  const auto first = Import(GoodRequest());
  ASSERT_TRUE(first.ok());
  store::ImportRequest again = GoodRequest();
  again.request_id = "r2";
  const auto second = Import(again);
  ASSERT_TRUE(second.ok());
  EXPECT_FALSE(second->changed);
  EXPECT_EQ(second->head, first->head);
  EXPECT_EQ(second->figure_ids, first->figure_ids);
}

TEST_F(ParticipantsStoreTest, NothingReportedCommitsNothing) {
  store::ImportRequest request = GoodRequest();
  request.files = {{"counts.csv", test::kCountsHead}};
  const auto outcome = Import(request);
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_FALSE(outcome->changed);
  EXPECT_EQ(outcome->head.revision, 0);
}

TEST_F(ParticipantsStoreTest, RepeatedRequestGetsTheFirstAnswer) {
  const auto first = Import(GoodRequest());
  ASSERT_TRUE(first.ok());
  store::ImportRequest other = GoodRequest();
  other.request_id = "r2";
  other.files = {{"counts.csv", test::kCountsHead}};
  ASSERT_TRUE(Import(other).ok());
  const auto repeated = Import(GoodRequest());
  ASSERT_TRUE(repeated.ok());
  EXPECT_TRUE(repeated->changed);
  EXPECT_EQ(repeated->head, first->head);
  EXPECT_EQ(repeated->figure_ids, first->figure_ids);
  EXPECT_EQ(repeated->summary, first->summary);
  EXPECT_EQ(Read().revision().revision(), 2);
}

TEST_F(ParticipantsStoreTest, RequestIdOfAnotherRequestIsRefused) {
  ASSERT_TRUE(Import(GoodRequest()).ok());
  store::ImportRequest other = GoodRequest();
  other.files.pop_back();
  const auto refused = Import(other);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(refused.status()), "REQUEST_ID_REUSED");
}

TEST_F(ParticipantsStoreTest, FileThatIsNotHandedInKeepsItsFacts) {
  ASSERT_TRUE(Import(GoodRequest()).ok());
  store::ImportRequest counts = GoodRequest();
  counts.request_id = "r2";
  counts.files = {{"counts.csv", absl::StrCat(test::kCountsHead,
                                              "A;individ;nya;2024;5;;;;;;\n")}};
  const auto outcome = Import(counts);
  ASSERT_TRUE(outcome.ok());
  EXPECT_TRUE(outcome->changed);
  const v1::GetStatisticsResponse read = Read();
  EXPECT_THAT(read.tables(0).rows(), SizeIs(1));
  EXPECT_THAT(TableNamed(read, "surveys").rows(), SizeIs(2));
  EXPECT_THAT(outcome->figure_ids,
              Contains("surveys/indikatorenkat-avslut/mer-redo/share/2024"));
}

TEST_F(ParticipantsStoreTest, TrialStoresNothing) {
  store::ImportRequest trial = GoodRequest();
  trial.validate_only = true;
  const auto outcome = Import(trial);
  ASSERT_TRUE(outcome.ok());
  EXPECT_FALSE(outcome->changed);
  EXPECT_EQ(outcome->head.revision, 0);
  EXPECT_THAT(outcome->figure_ids,
              Contains("participants/total/deltagare/total/2024"));
  EXPECT_THAT(Read().figures(), IsEmpty());
  // The trial's request id is still free.
  EXPECT_TRUE(Import(GoodRequest())->changed);
}

TEST_F(ParticipantsStoreTest, RefusedImportStoresNothing) {
  store::ImportRequest request = GoodRequest();
  request.files[1].content = "fel";
  EXPECT_FALSE(Import(request).ok());
  EXPECT_THAT(Read().figures(), IsEmpty());
  EXPECT_EQ(Read().revision().revision(), 0);
}

TEST_F(ParticipantsStoreTest, WarningsAreToldAndKeptForARepeatedRequest) {
  store::ImportRequest request = GoodRequest();
  request.files = {
      {"counts.csv", absl::StrCat(test::kCountsHead,
                                  "A;individ;deltagare;2024;5;;;;;;\n"
                                  "A;individ;nya;2024;6;;;;;;\n")}};
  const auto first = Import(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(test::Reasons(first->warnings),
              testing::ElementsAre("COUNT_FLOW"));
  const auto repeated = Import(request);
  ASSERT_TRUE(repeated.ok());
  EXPECT_EQ(repeated->warnings, first->warnings);
}

TEST_F(ParticipantsStoreTest, AssociationsAndYearsAreApart) {
  ASSERT_TRUE(Import(GoodRequest()).ok());
  const FiscalYearName neighbour{"2220002279", 2024};
  EXPECT_THAT(Read(neighbour).figures(), IsEmpty());
  EXPECT_EQ(Read(neighbour).revision().revision(), 0);
  EXPECT_THAT(Read(test::Year(2023)).figures(), IsEmpty());

  // The same request id is free in another association.
  store::ImportRequest theirs = GoodRequest();
  theirs.year = neighbour;
  theirs.files = {{"counts.csv", absl::StrCat(test::kCountsHead,
                                              "B;individ;nya;2024;5;;;;;;\n")}};
  ASSERT_TRUE(Import(theirs).ok());
  EXPECT_THAT(Read(neighbour).figures(), SizeIs(4));
  EXPECT_THAT(IdsOf(Read()), Not(Contains("participants/b/nya/women/2024")));
  EXPECT_EQ(Read().revision().revision(), 1);
}

TEST_F(ParticipantsStoreTest, StaleCommitIsTriedOnceMore) {
  StaleStore once(*store_, 1);
  const auto taken = Participants(once, clock_, solver_).Import(GoodRequest());
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_TRUE(taken->changed);

  StaleStore twice(*store_, 2);
  store::ImportRequest request = GoodRequest();
  request.request_id = "r2";
  request.files = {{"counts.csv", test::kCountsHead}};
  const auto given_up = Participants(twice, clock_, solver_).Import(request);
  EXPECT_EQ(ReasonOf(given_up.status()), "STALE");
}

TEST_F(ParticipantsStoreTest, SameFactsInTheSameOrderGiveTheSameRoot) {
  const auto first = Import(GoodRequest());
  ASSERT_TRUE(first.ok());
  const std::unique_ptr<rocksdb::Env> disk(
      rocksdb::NewMemEnv(rocksdb::Env::Default()));
  auto elsewhere =
      store::OpenRocksStore({.path = "/elsewhere", .env = disk.get()});
  ASSERT_TRUE(elsewhere.ok());
  clock_.Set(absl::FromUnixSeconds(1'800'000'000));
  store::ImportRequest request = GoodRequest();
  request.request_id = "another";
  const auto second =
      Participants(**elsewhere, clock_, solver_).Import(request);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->head, first->head);
}

TEST_F(ParticipantsStoreTest, ParallelImportsAllCommit) {
  Participants hall(*store_, clock_, solver_);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&hall, i] {
      store::ImportRequest request = GoodRequest();
      request.request_id = absl::StrCat("r", i);
      request.files = {
          {"counts.csv", absl::StrCat(test::kCountsHead, "A;individ;nya;2024;",
                                      i + 1, ";;;;;;\n")}};
      EXPECT_TRUE(hall.Import(request).ok());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Read().revision().revision(), 4);
  EXPECT_TRUE(store::VerifyChain(*store_->TakeSnapshot(), "2220001511").ok());
}

TEST_F(ParticipantsStoreTest, DamagedValueIsTrouble) {
  ASSERT_TRUE(Import(GoodRequest()).ok());
  std::vector<std::string> keys;
  ASSERT_TRUE(store_->TakeSnapshot()
                  ->Scan("counts", "counts~",
                         [&keys](absl::string_view key, absl::string_view) {
                           keys.emplace_back(key);
                           return true;
                         })
                  .ok());
  ASSERT_THAT(keys, SizeIs(1));
  store::Commit commit;
  commit.Put(keys[0], "rubbish");
  ASSERT_TRUE(store_->Apply(commit).ok());
  const auto read = Participants(*store_, clock_, solver_)
                        .Read(test::Year(), Audience::kInternal);
  EXPECT_EQ(read.status().code(), absl::StatusCode::kDataLoss);
}

// Any value that is cut off or has a turned byte is refused or is another
// value of ours; none is read beyond its end.
TEST(CodecTest, DamagedBytesAreNotRead) {
  const ImportedFiles files = ReadFiles({{"counts.csv", test::GoodCounts()},
                                         {"surveys.csv", test::GoodSurveys()}},
                                        2024, {}, {});
  const std::string counts = EncodeCounts(files.year.facts.counts);
  const std::string surveys = EncodeSurveys(files.year.facts.surveys);
  ASSERT_TRUE(DecodeCounts(counts).has_value());
  EXPECT_EQ(EncodeCounts(*DecodeCounts(counts)), counts);
  EXPECT_EQ(EncodeSurveys(*DecodeSurveys(surveys)), surveys);
  EXPECT_FALSE(DecodeCounts(surveys).has_value());
  for (size_t i = 0; i < counts.size(); ++i) {
    EXPECT_FALSE(DecodeCounts(counts.substr(0, i)).has_value());
    std::string turned = counts;
    turned[i] = static_cast<char>(turned[i] ^ 0x81);
    DecodeCounts(turned);
    DecodeSurveys(turned);
  }
}

}  // namespace
}  // namespace finsam::participants
