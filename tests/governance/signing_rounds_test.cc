// The rules of rounds, one by one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/status.h"
#include "services/governance/domain/legal_days.h"
#include "services/governance/domain/signature_page.h"
#include "services/governance/round_codec.h"
#include "tests/governance/signing_kit.h"

namespace finsam::governance {
namespace {

using sign::At;
using ::testing::HasSubstr;

const absl::CivilDay kToday(2025, 3, 20);

SignatureFacts Facts(const std::string& name, const std::string& id) {
  return {At("2025-03-20T16:04:56+01:00"),
          name,
          "Svensk e-legitimation",
          "_0865ab",
          "dss",
          "loa3",
          "aa",
          id};
}

class RoundsTest : public ::testing::Test {
 protected:
  Round Opened(Round draft = Draft(1)) {
    auto round = OpenRound(std::move(draft), 7, now_, kToday);
    EXPECT_TRUE(round.ok()) << round.status();
    return *std::move(round);
  }
  absl::Status SignAll(Round* round, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      RETURN_IF_ERROR(
          Sign(i, Facts(round->signers[i].person, absl::StrCat("id", i)), now_,
               round));
    }
    return absl::OkStatus();
  }
  std::string WhyNotOpen(Round draft) {
    return ReasonOf(OpenRound(std::move(draft), 1, now_, kToday).status());
  }

  absl::Time now_ = At("2025-03-20T15:00:00+01:00");
};

TEST_F(RoundsTest, IsCompleteWhenEverybodyHasSigned) {
  Round round = Opened();
  ASSERT_TRUE(SignAll(&round, 5).ok());
  EXPECT_EQ(round.state, RoundState::kOpen);
  now_ += absl::Hours(96);
  ASSERT_TRUE(Sign(5, Facts("Åsa Berg", "id5"), now_, &round).ok());
  EXPECT_EQ(round.state, RoundState::kComplete);
  EXPECT_EQ(round.ended, now_);
  const Round complete = round;
  EXPECT_EQ(ReasonOf(Withdraw("fel", now_, &round)), "ROUND_COMPLETE");
  EXPECT_EQ(ReasonOf(Supersede(now_, &round)), "ROUND_COMPLETE");
  EXPECT_EQ(ReasonOf(RefuseToSign(0, "nej", now_, &round)), "ROUND_COMPLETE");
  EXPECT_EQ(ReasonOf(Remind(now_, SwedishTime(), &round)), "ROUND_COMPLETE");
  EXPECT_EQ(round, complete);
}

TEST_F(RoundsTest, RefusesWhatCannotBeOpened) {
  const auto with = [](auto change) {
    Round draft = Draft(1);
    change(&draft);
    return draft;
  };
  EXPECT_EQ(WhyNotOpen(with([](Round* r) { r->subject.clear(); })),
            "ROUND_SUBJECT_INVALID");
  EXPECT_EQ(WhyNotOpen(with([](Round* r) { r->version = 0; })),
            "ROUND_VERSION_INVALID");
  EXPECT_EQ(WhyNotOpen(with([](Round* r) { r->digest = "short"; })),
            "ROUND_DIGEST_INVALID");
  EXPECT_EQ(WhyNotOpen(with([](Round* r) { r->manifest = "{}"; })),
            "ROUND_DIGEST_INVALID");
  EXPECT_EQ(WhyNotOpen(with([](Round* r) { r->due = kToday - 1; })),
            "ROUND_DUE_PASSED");
  EXPECT_EQ(WhyNotOpen(with([](Round* r) { r->signers.clear(); })),
            "ROUND_SIGNERS_NONE");
  EXPECT_EQ(WhyNotOpen(with([](Round* r) { r->signers.resize(101); })),
            "ROUND_SIGNERS_SIZE");
  EXPECT_EQ(WhyNotOpen(with([](Round* r) { r->signers[0].role.clear(); })),
            "ROUND_SIGNER_INVALID");
  EXPECT_EQ(WhyNotOpen(with([](Round* r) { r->signers[1] = r->signers[0]; })),
            "ROUND_SIGNER_TWICE");
  EXPECT_EQ(
      WhyNotOpen(with([](Round* r) { r->attest = std::string(2'001, 'x'); })),
      "ROUND_TEXT_SIZE");
  EXPECT_EQ(WhyNotOpen(
                with([](Round* r) { r->signers[0].person = "19121212-1212"; })),
            "PERSONAL_DATA");
}

TEST_F(RoundsTest, KeepsTheOrderWhereThereIsOne) {
  Round draft = Draft(1);
  draft.in_order = true;
  Round round = Opened(draft);
  EXPECT_EQ(ReasonOf(CheckMaySign(round, 1)), "SIGNER_NOT_IN_TURN");
  ASSERT_TRUE(SignAll(&round, 1).ok());
  EXPECT_TRUE(CheckMaySign(round, 1).ok());
  EXPECT_EQ(ReasonOf(CheckMaySign(round, 0)), "SIGNER_HAS_SIGNED");
}

TEST_F(RoundsTest, CountsEachSignatureOnceAndForItsPersonOnly) {
  Round round = Opened();
  EXPECT_EQ(ReasonOf(FindSigner(round, "Någon Annan").status()),
            "SIGNER_UNEXPECTED");
  EXPECT_EQ(ReasonOf(Sign(0, Facts("Lena Ek", "id"), now_, &round)),
            "SIGNER_UNEXPECTED");
  ASSERT_TRUE(Sign(0, Facts("STEFAN LUNDELL", "id"), now_, &round).ok());
  EXPECT_EQ(ReasonOf(Sign(1, Facts("Lena Ek", "id"), now_, &round)),
            "SIGNATURE_REPLAYED");
}

TEST_F(RoundsTest, ARefusalHoldsTheRoundUp) {
  Round round = Opened();
  EXPECT_EQ(ReasonOf(RefuseToSign(5, "", now_, &round)),
            "ROUND_REASON_MISSING");
  ASSERT_TRUE(RefuseToSign(5, "Delar inte bilden.", now_, &round).ok());
  EXPECT_EQ(ReasonOf(RefuseToSign(5, "Igen", now_, &round)),
            "SIGNER_HAS_REFUSED");
  ASSERT_TRUE(SignAll(&round, 5).ok());
  EXPECT_EQ(round.state, RoundState::kOpen);
  // Minds change.
  ASSERT_TRUE(Sign(5, Facts("Åsa Berg", "id5"), now_, &round).ok());
  EXPECT_EQ(round.state, RoundState::kComplete);
  EXPECT_EQ(round.signers[5].reason, "");
}

TEST_F(RoundsTest, TheSittingMemberSignsForOneWhoLeft) {
  Round round = Opened();
  std::vector<Sitting> board = SixSitting();
  const auto replace = [&](size_t place, const char* person) {
    return ReasonOf(
        ReplaceSigner(place, person, "har lämnat", board, now_, &round));
  };
  EXPECT_EQ(replace(4, "Ny Person"), "SIGNER_STILL_SITTING");
  board[4].person = "Ny Person";
  EXPECT_EQ(replace(4, "Okänd Person"), "SIGNER_NOT_SITTING");
  EXPECT_EQ(replace(4, "Lena Ek"), "SIGNER_OTHER_MEMBER");
  EXPECT_EQ(replace(4, "Ny Person"), "");
  EXPECT_EQ(round.signers[4].person, "Ny Person");
  ASSERT_EQ(round.signers[4].former.size(), 1u);
  EXPECT_EQ(round.signers[4].former[0].person, "Per Öhman");
  ASSERT_TRUE(SignAll(&round, 5).ok());
  board[0].person = "Ännu En";
  EXPECT_EQ(replace(0, "Ännu En"), "SIGNER_HAS_SIGNED");
}

TEST_F(RoundsTest, ServicesMayFailAndBeTriedAgain) {
  Round round = Opened();
  EXPECT_EQ(ReasonOf(GiveUpSigning(0, now_, &round)), "SIGNATURE_NOT_STARTED");
  ASSERT_TRUE(StartSigning(0, {"dss", "_1", ""}, now_, &round).ok());
  ASSERT_TRUE(StartSigning(0, {"dss", "_2", ""}, now_, &round).ok());
  EXPECT_EQ(round.signers[0].started->reference, "_2");
  ASSERT_TRUE(GiveUpSigning(0, now_, &round).ok());
  EXPECT_EQ(round.signers[0].state, SignerState::kWaiting);
  EXPECT_FALSE(round.signers[0].started.has_value());
}

TEST_F(RoundsTest, RemindsOnceADay) {
  Round round = Opened();
  ASSERT_TRUE(Remind(now_, SwedishTime(), &round).ok());
  EXPECT_EQ(ReasonOf(Remind(now_, SwedishTime(), &round)),
            "ROUND_REMINDED_TODAY");
  // Nine hours on it is tomorrow in Sweden.
  EXPECT_TRUE(Remind(now_ + absl::Hours(9), SwedishTime(), &round).ok());
}

TEST_F(RoundsTest, NamesAreMatchedByTheirWords) {
  EXPECT_TRUE(SameName("Andreas Appelberg", "Nils Andreas APPELBERG"));
  EXPECT_TRUE(SameName("ÅSA ÖBERG", "Öberg, Åsa"));
  EXPECT_FALSE(SameName("Andreas Appelberg", "Andreas Appelbergsson"));
  EXPECT_FALSE(SameName("", "Andreas"));
}

TEST_F(RoundsTest, TheSignaturePageTellsWhoSignedWhenAndHow) {
  Round round = Opened();
  ASSERT_TRUE(Sign(2, Facts("Nils Andreas Appelberg", "x"), now_, &round).ok());
  const Table page = SignaturePage(round, "ref-1", SwedishTime());
  ASSERT_EQ(page.rows.size(), 6u);
  EXPECT_EQ(page.rows[2].label, "Andreas Appelberg");
  EXPECT_EQ(page.rows[2].cells[0], Cell("ledamot, Försäkringskassan"));
  EXPECT_EQ(page.rows[2].cells[1], Cell("2025-03-20 16:04:56 +01:00"));
  EXPECT_EQ(page.rows[2].cells[2], Cell("Svensk e-legitimation"));
  EXPECT_EQ(page.rows[2].cells[3], Cell("_0865ab"));
  EXPECT_EQ(page.rows[0].cells[1], Cell("väntar"));
  EXPECT_THAT(page.remark, HasSubstr("Inte slutförd"));
  EXPECT_THAT(page.remark, HasSubstr("ref-1"));
}

TEST_F(RoundsTest, IsReadBackAsWritten) {
  Round round = Opened();
  ASSERT_TRUE(SignAll(&round, 2).ok());
  ASSERT_TRUE(
      StartSigning(2, {"dss", "_1", std::string(32, 'x')}, now_, &round).ok());
  ASSERT_TRUE(RefuseToSign(3, "nej", now_, &round).ok());
  std::vector<Sitting> board = SixSitting();
  board[4].person = "Ny Person";
  ASSERT_TRUE(
      ReplaceSigner(4, "Ny Person", "lämnat", board, now_, &round).ok());
  ASSERT_TRUE(Remind(now_, SwedishTime(), &round).ok());
  ASSERT_TRUE(Withdraw("fel version", now_, &round).ok());
  const std::string bytes = EncodeRound(round);
  EXPECT_EQ(DecodeRound(bytes), round);
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeRound(bytes.substr(0, size)).has_value());
  }
}

}  // namespace
}  // namespace finsam::governance
