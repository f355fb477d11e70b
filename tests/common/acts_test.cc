// The record of acts: committed once, answered again, chained with actor and
// time.

#include "common/store/acts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/rocks_store.h"

namespace finsam::store {
namespace {

using ::testing::ElementsAre;

constexpr char kOrganisation[] = "2220001511";
const absl::Time kMorning =
    absl::FromUnixMillis(1'732'780'800'500);  // With half a second.

class ActsTest : public testing::Test {
 protected:
  ActsTest() : env_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
    auto opened = OpenRocksStore({"/acts", env_.get()});
    EXPECT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
    log_ = std::make_unique<ActLog>(*store_, clock_, writing_);
  }

  static ActRequest Request(const std::string& id) {
    return {.organisation = kOrganisation,
            .request_id = id,
            .kind = "note",
            .digest = Sha256Parts({"words"}),
            .actor = {"Signe Hallbo", "gislaveds-kommun"}};
  }

  absl::StatusOr<ActOutcome> Do(const ActRequest& request,
                                const std::string& payload = "words") {
    return log_->Commit(
        request, [&](const Snapshot&, absl::Time, Commit& commit) {
          ++decided_;
          commit.Put("note", payload);
          return absl::StatusOr<ActFacts>(ActFacts{payload, "done"});
        });
  }

  std::vector<std::string> Payloads() {
    std::vector<std::string> payloads;
    EXPECT_TRUE(ScanRecords(*store_->TakeSnapshot(), kOrganisation, 1,
                            [&](const Record& record) {
                              const auto act = DecodeAct(record.facts);
                              payloads.push_back(act.has_value() ? act->payload
                                                                 : "unread");
                              return true;
                            })
                    .ok());
    return payloads;
  }

  FixedClock clock_{kMorning};
  std::mutex writing_;
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<ActLog> log_;
  int decided_ = 0;
};

TEST_F(ActsTest, AnActIsReadAsItWasWritten) {
  const Act act{"note", {"Åsa", ""}, absl::FromUnixSeconds(-5), "a\0b"};
  const auto read = DecodeAct(EncodeAct(act));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->kind, act.kind);
  EXPECT_EQ(read->actor, act.actor);
  EXPECT_EQ(read->time, act.time);
  EXPECT_EQ(read->payload, act.payload);
  EXPECT_FALSE(DecodeAct("").has_value());
  EXPECT_FALSE(DecodeAct(EncodeAct(act) + "x").has_value());
}

TEST_F(ActsTest, AnActIsCommittedOnceAndAnsweredAgain) {
  const auto first = Do(Request("1"));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_FALSE(first->repeated);
  EXPECT_EQ(first->head.revision, 1);
  EXPECT_EQ(first->time, absl::FromUnixSeconds(1'732'780'800));
  clock_.Set(kMorning + absl::Hours(1));
  const auto again = Do(Request("1"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->head, first->head);
  EXPECT_EQ(again->time, first->time);
  EXPECT_EQ(again->answer, "done");
  EXPECT_EQ(decided_, 1);
  EXPECT_THAT(Payloads(), ElementsAre("words"));
  EXPECT_TRUE(VerifyChain(*store_->TakeSnapshot(), kOrganisation).ok());
}

TEST_F(ActsTest, TheSameIdFromSomebodyElseIsRefused) {
  ASSERT_TRUE(Do(Request("1")).ok());
  ActRequest other = Request("1");
  other.actor.person = "Holger Bäckmark";
  EXPECT_EQ(ReasonOf(Do(other).status()), "REQUEST_ID_REUSED");
}

TEST_F(ActsTest, ATrialAndARefusalStoreNothing) {
  ActRequest trial = Request("1");
  trial.validate_only = true;
  ASSERT_TRUE(Do(trial).ok());
  const auto refused = log_->Commit(
      Request("2"),
      [](const Snapshot&, absl::Time,
         Commit& commit) -> absl::StatusOr<ActFacts> {
        commit.Put("note", "lost");
        return Refuse(absl::StatusCode::kFailedPrecondition, "NOT_NOW", "Nej.");
      });
  EXPECT_EQ(ReasonOf(refused.status()), "NOT_NOW");
  EXPECT_THAT(Payloads(), ElementsAre());
  EXPECT_EQ(*store_->TakeSnapshot()->Get("note"), std::nullopt);
}

TEST_F(ActsTest, SomebodyMustActAndNotByIdentityNumber) {
  ActRequest request = Request("1");
  request.actor.person = "";
  EXPECT_EQ(ReasonOf(Do(request).status()), "ACTOR_MISSING");
  request.actor.person = std::string(kActorBytesMax + 1, 'a');
  EXPECT_EQ(ReasonOf(Do(request).status()), "ACTOR_SIZE");
  request.actor.person = "Signe 811218-9876";
  EXPECT_EQ(ReasonOf(Do(request).status()), "PERSONAL_DATA");
  EXPECT_EQ(decided_, 0);
}

}  // namespace
}  // namespace finsam::store
