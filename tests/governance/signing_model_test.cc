// Random commands against rounds: by themselves over many seeds, and through
// the hall on a store that is killed and opened again, where some answers are
// lost and the request is made again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>

#include "common/base/status.h"
#include "common/store/rocks_store.h"
#include "services/governance/domain/legal_days.h"
#include "services/governance/local_provider.h"
#include "services/governance/round_codec.h"
#include "services/governance/signing.h"
#include "tests/governance/signing_kit.h"

namespace finsam::governance {
namespace {

constexpr uint32_t kDomainSeeds = 10'000;
constexpr uint32_t kHallSeeds = 200;
constexpr int kSteps = 40;

using Random = std::mt19937;

size_t Pick(Random& random, size_t count) { return random() % count; }

// What must hold of a round whatever was done to it.
void CheckRound(const Round& round, const std::string& where) {
  std::set<std::string> ids;
  std::set<std::string> persons;
  bool all = true;
  for (const RoundSigner& signer : round.signers) {
    EXPECT_EQ(signer.signature.has_value(),
              signer.state == SignerState::kSigned)
        << where;
    EXPECT_EQ(signer.started.has_value(), signer.state == SignerState::kStarted)
        << where;
    EXPECT_TRUE(persons.insert(signer.person).second) << where;
    if (signer.signature.has_value()) {
      EXPECT_TRUE(ids.insert(signer.signature->id).second) << where;
      EXPECT_TRUE(SameName(signer.person, signer.signature->name)) << where;
    } else {
      all = false;
    }
  }
  EXPECT_EQ(all, round.state == RoundState::kComplete) << where;
  EXPECT_EQ(round.ended.has_value(), round.state != RoundState::kOpen) << where;
  EXPECT_EQ(DecodeRound(EncodeRound(round)), round) << where;
}

// One command on a round, with good and bad arguments alike.
absl::Status Step(Random& random, int id, absl::Time now,
                  std::vector<Sitting>* board, Round* round) {
  const size_t signer = Pick(random, round->signers.size());
  const std::string person = round->signers[signer].person;
  switch (Pick(random, 9)) {
    case 0:
      return Withdraw(Pick(random, 4) == 0 ? "återkallad" : "", now, round);
    case 1:
      return RefuseToSign(signer, Pick(random, 3) == 0 ? "" : "nej", now,
                          round);
    case 2:
      return StartSigning(signer, {"dss", absl::StrCat("_", id), ""}, now,
                          round);
    case 3:
      return GiveUpSigning(signer, now, round);
    case 4: {
      Sitting& seat = (*board)[Pick(random, board->size())];
      seat.person = absl::StrCat("Ny ", id);
      return ReplaceSigner(signer, (*board)[Pick(random, board->size())].person,
                           "lämnat", *board, now, round);
    }
    case 5:
      return Remind(now, SwedishTime(), round);
    default: {
      SignatureFacts facts;
      facts.time = now;
      facts.name = Pick(random, 8) == 0 ? "Någon Annan" : person;
      // Some are replayed.
      facts.id = absl::StrCat("id", Pick(random, 5) == 0 ? id / 2 : id);
      return Sign(signer, facts, now, round);
    }
  }
}

TEST(RoundModel, HoldsOverManySeeds) {
  int complete = 0;
  for (uint32_t seed = 0; seed < kDomainSeeds; ++seed) {
    Random random(seed);
    std::vector<Sitting> board = SixSitting();
    board.resize(1 + Pick(random, board.size()));
    Round draft = Draft(1, board);
    draft.in_order = Pick(random, 2) == 0;
    absl::Time now = sign::At("2025-03-20T15:00:00+01:00");
    Round round =
        *OpenRound(draft, 1, now, absl::ToCivilDay(now, SwedishTime()));
    for (int i = 0; i < kSteps; ++i) {
      now += absl::Hours(Pick(random, 30));
      const Round before = round;
      const absl::Status status = Step(random, i, now, &board, &round);
      const std::string where = absl::StrCat("seed ", seed, " step ", i);
      if (!status.ok()) {
        EXPECT_NE(ReasonOf(status), "") << where;
        EXPECT_EQ(round, before) << where;
      }
      if (before.state != RoundState::kOpen) {
        EXPECT_EQ(round, before) << where;
      }
      CheckRound(round, where);
      if (::testing::Test::HasFailure()) return;
    }
    complete += round.state == RoundState::kComplete ? 1 : 0;
  }
  // The commands do lead somewhere.
  EXPECT_GT(complete, static_cast<int>(kDomainSeeds / 20));
}

// A hall that can be killed. What was answered is kept beside, as a model.
class HallModel {
 public:
  explicit HallModel(uint32_t seed)
      : random_(seed),
        env_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
        ids_(NewSeededIdSource(seed)),
        authority_(sign::TestAuthority()) {
    Open();
  }
  ~HallModel() { Close(); }

  void Run() {
    for (int i = 0; i < kSteps && !::testing::Test::HasFailure(); ++i) {
      clock_.Set(clock_.Now() + absl::Minutes(Pick(random_, 600)));
      const Request request = Choose(i);
      const auto first = Do(request);
      const bool crash = Pick(random_, 10) == 0;
      if (crash) {
        Close();
        Open();
      }
      // The caller never got the answer, and asks again.
      if (crash || Pick(random_, 10) == 0) {
        const auto again = Do(request);
        EXPECT_EQ(again.ok(), first.ok());
        if (first.ok() && again.ok()) {
          EXPECT_EQ(again->head, first->head);
          EXPECT_EQ(again->round, first->round);
          EXPECT_EQ(again->evidence, first->evidence);
        }
      }
      Check();
    }
    EXPECT_TRUE(
        store::VerifyChain(*store_->TakeSnapshot(), kOrganisation).ok());
  }

  int signatures() const { return static_cast<int>(counted_.size()); }

 private:
  struct Request {
    store::ActRequest act;
    int kind = 0;
    int64_t round = 0;
    int64_t version = 0;
    std::string person;
  };

  void Open() {
    store_ = *store::OpenRocksStore({"/governance", env_.get()});
    providers_.clear();
    providers_.emplace(kLocalProvider,
                       std::make_unique<LocalProvider>(authority_, *ids_));
    hall_ = std::make_unique<Signing>(
        *store_, clock_, writing_, providers_,
        [this](const store::Snapshot&, const std::string&, absl::CivilDay)
            -> absl::StatusOr<std::vector<Sitting>> { return board_; });
  }
  void Close() {
    hall_.reset();
    store_.reset();
  }

  Request Choose(int step) {
    Request request;
    request.kind = static_cast<int>(Pick(random_, 12));
    request.round = 1 + static_cast<int64_t>(Pick(random_, 4));
    request.version = 1 + static_cast<int64_t>(Pick(random_, 4));
    request.person = board_[Pick(random_, board_.size())].person;
    if (Pick(random_, 12) == 0) {
      board_[Pick(random_, board_.size())].person = absl::StrCat("Ny ", step);
    }
    request.act = {kOrganisation,           absl::StrCat("r", step), "act",
                   absl::StrCat("d", step), {request.person, ""},    false};
    return request;
  }

  absl::StatusOr<RoundOutcome> Do(const Request& request) {
    switch (request.kind) {
      case 0:
      case 1:
        return hall_->Open(request.act, OpenDraft(request.version));
      case 2:
        return hall_->RefuseSignature(request.act, request.round, "nej");
      case 3:
        return request.version == 1
                   ? hall_->WithdrawRound(request.act, request.round, "fel")
                   : hall_->RemindSigners(request.act, request.round);
      case 4:
        return hall_->Replace(request.act, request.round, "Stefan Lundell",
                              request.person, "lämnat");
      default:
        return hall_->StartSignature(request.act, {request.round, "", "", ""});
    }
  }
  Round OpenDraft(int64_t version) {
    Round draft = Draft(version, {});
    draft.due = absl::CivilDay(2026, 1, 1);
    return draft;
  }

  // Nothing that ended has changed, one round of a subject at most is open,
  // and no signature is counted twice.
  void Check() {
    const auto rounds = hall_->List(kOrganisation, 0, 1'000);
    ASSERT_TRUE(rounds.ok()) << rounds.status();
    int open = 0;
    std::set<std::string> ids;
    for (const Round& round : *rounds) {
      CheckRound(round, "hall");
      open += round.state == RoundState::kOpen ? 1 : 0;
      for (const RoundSigner& signer : round.signers) {
        if (!signer.signature.has_value()) continue;
        EXPECT_TRUE(ids.insert(signer.signature->id).second);
      }
      const auto ended = ended_.find(round.id);
      if (ended != ended_.end()) {
        EXPECT_EQ(round, ended->second);
      } else if (round.state != RoundState::kOpen) {
        ended_[round.id] = round;
      }
    }
    EXPECT_LE(open, 1);
    // Signatures never go away either.
    for (const std::string& id : counted_) EXPECT_TRUE(ids.count(id) > 0);
    counted_ = ids;
  }

  Random random_;
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<IdSource> ids_;
  sign::Authority authority_;
  FixedClock clock_{sign::SigningDay()};
  std::mutex writing_;
  SigningProviders providers_;
  std::vector<Sitting> board_ = {SixSitting()[0], SixSitting()[1],
                                 SixSitting()[2]};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Signing> hall_;
  std::map<int64_t, Round> ended_;
  std::set<std::string> counted_;
};

TEST(RoundModel, HoldsInTheStoreThroughCrashes) {
  int signatures = 0;
  for (uint32_t seed = 0; seed < kHallSeeds; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    HallModel model(seed);
    model.Run();
    signatures += model.signatures();
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(signatures, static_cast<int>(kHallSeeds));
}

}  // namespace
}  // namespace finsam::governance
