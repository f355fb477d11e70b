#include "cli/round_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "cli/output.h"
#include "cli/sign_text.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/manifest.h"
#include "common/store/acts.h"
#include "tests/common/sign_pdf_kit.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;
using ::testing::HasSubstr;

class RoundFileTest : public ::testing::Test {
 protected:
  RoundFileTest() {
    round_.set_name("associations/2220001511/signatureRounds/1");
    round_.set_subject("fiscalYears/2024/annual");
    round_.set_version(1);
    round_.set_manifest(*sign::Write(
        sign::ReportManifest{"r", 1, "ab", Hex(Sha256(six_.original))}));
    round_.set_digest(Sha256(round_.manifest()));
    round_.set_attest("Rättvisande.");
    round_.set_state(gov::SignatureRound::COMPLETE);
    for (const sign::Credential& person : six_.people) Add(person);
  }

  void Add(const sign::Credential& person) {
    gov::Signer* signer = round_.add_signers();
    signer->set_person(person.certificate.CommonName());
    signer->set_role("ledamot");
    signer->set_state(gov::Signer::SIGNED);
    signer->mutable_signature()->set_name(signer->person());
    signer->mutable_signature()->set_certificate_sha256(
        Sha256(person.certificate.Der()));
    const sign::Statement statement{
        round_.name(),   round_.subject(), 1,        Hex(round_.digest()),
        round_.attest(), signer->person(), "ledamot"};
    gov::SignatureEvidence* evidence = signer->mutable_evidence();
    evidence->set_statement(*sign::Write(statement));
    evidence->set_cms(*sign::SignCms(Sha256(evidence->statement()), person,
                                     sign::SigningDay()));
    evidence->set_pdf_cms("in the PDF");
    evidence->set_roots_pem(six_.authority.certificate().Pem());
  }
  std::string Why() {
    return ReasonOf(VerifyRound(round_, six_.trust).status());
  }

  sign::SixSigned six_;
  gov::SignatureRound round_;
};

TEST_F(RoundFileTest, HoldsAsItIsWritten) {
  gov::GetSignatureRoundResponse response;
  *response.mutable_round() = round_;
  const auto read = ReadRoundFile(Json(response));
  ASSERT_TRUE(read.ok()) << read.status();
  const auto trust = TrustFrom("", "", read->round());
  ASSERT_TRUE(trust.ok());
  const auto count = VerifyRound(read->round(), *trust);
  ASSERT_TRUE(count.ok()) << count.status();
  EXPECT_EQ(*count, 6);
  EXPECT_THAT(VerifiedText(read->round(), 6, /*own_roots=*/true),
              HasSubstr("--root"));
  EXPECT_EQ(ReasonOf(ReadRoundFile("{}").status()), "ROUND_FILE_INVALID");
  EXPECT_EQ(ReasonOf(ReadRoundFile("x").status()), "ROUND_FILE_INVALID");
}

TEST_F(RoundFileTest, FindsWhatWasChanged) {
  EXPECT_EQ(Why(), "");
  const gov::SignatureRound good = round_;
  round_.set_attest("Missvisande.");
  EXPECT_EQ(Why(), "DIGEST_MISMATCH");
  round_ = good;
  round_.set_manifest("{}");
  EXPECT_EQ(Why(), "DIGEST_MISMATCH");
  round_ = good;
  round_.mutable_signers(1)->set_person("Någon Annan");
  EXPECT_EQ(Why(), "DIGEST_MISMATCH");
  round_ = good;
  *round_.mutable_signers(1) = round_.signers(0);
  EXPECT_EQ(Why(), "SIGNATURE_REPLAYED");
  round_ = good;
  round_.mutable_signers(2)->set_state(gov::Signer::WAITING);
  EXPECT_EQ(Why(), "SIGNATURE_MISSING");
  round_ = good;
  round_.mutable_signers(2)->mutable_signature()->set_name("Någon Annan");
  EXPECT_EQ(Why(), "SIGNER_UNEXPECTED");
  round_ = good;
  const sign::Authority other = sign::TestAuthority("0d");
  const auto trust = TrustFrom(other.certificate().Pem(), "", round_);
  ASSERT_TRUE(trust.ok());
  EXPECT_EQ(ReasonOf(VerifyRound(round_, *trust).status()), "UNTRUSTED");
  const auto list = six_.authority.Revoke(
      {{six_.people[0].certificate.Serial(), sign::SigningDay()}},
      sign::SigningDay());
  const auto revoking = TrustFrom("", list->Pem(), round_);
  ASSERT_TRUE(revoking.ok()) << revoking.status();
  EXPECT_EQ(ReasonOf(VerifyRound(round_, *revoking).status()),
            "CERTIFICATE_REVOKED");
}

TEST_F(RoundFileTest, APdfIsHeldAgainstItsRound) {
  EXPECT_TRUE(VerifySignedPdf(six_.pdf(), round_, six_.trust).ok());
  EXPECT_EQ(
      ReasonOf(VerifySignedPdf(six_.revisions[4], round_, six_.trust).status()),
      "SIGNATURE_MISSING");
  round_.set_manifest(
      *sign::Write(sign::ReportManifest{"r", 1, "ab", "another"}));
  EXPECT_EQ(ReasonOf(VerifySignedPdf(six_.pdf(), round_, six_.trust).status()),
            "DIGEST_MISMATCH");
}

// A record of three acts as the service exports it.
std::vector<std::string> ActLines() {
  std::vector<std::string> lines;
  std::string root;
  for (int i = 1; i <= 3; ++i) {
    const std::string facts = store::EncodeAct({"open-signature-round",
                                                {"Signe Hallbo", ""},
                                                sign::SigningDay(),
                                                absl::StrCat("facts ", i)});
    root = Sha256Parts({root, absl::StrCat(i), "open-signature-round", facts});
    lines.push_back(absl::StrCat(
        "{\"revision\":", i,
        ",\"kind\":\"open-signature-round\",\"time\":"
        "\"2025-03-20T16:04:56+01:00\",\"person\":\"Signe Hallbo\","
        "\"onBehalfOf\":\"\",\"facts\":\"",
        absl::Base64Escape(facts), "\",\"root\":\"", Hex(root), "\"}"));
  }
  return lines;
}

std::string WhyBroken(const std::vector<std::string>& lines) {
  return ReasonOf(VerifyActs(absl::StrJoin(lines, "\n") + "\n").status());
}

TEST(ActsFileTest, TheChainHolds) {
  const auto report = VerifyActs(absl::StrJoin(ActLines(), "\n") + "\n");
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->count, 3);
  EXPECT_EQ(report->root.size(), 64u);
}

TEST(ActsFileTest, FindsWhatWasChanged) {
  const std::vector<std::string> good = ActLines();
  for (const auto& [from, to] :
       std::vector<std::pair<const char*, const char*>>{
           {"Signe", "Signa"},
           {"16:04:56", "16:04:57"},
           {"open-", "opem-"},
           {"\"onBehalfOf\":\"\"", "\"onBehalfOf\":\"fk\""},
           {"\"revision\":2", "\"revision\":3"}}) {
    std::vector<std::string> lines = good;
    lines[1] = absl::StrReplaceAll(lines[1], {{from, to}});
    EXPECT_EQ(WhyBroken(lines), "ACTS_BROKEN") << from;
  }
  EXPECT_EQ(WhyBroken({good[0], good[2]}), "ACTS_BROKEN");
  EXPECT_EQ(WhyBroken({good[1], good[0], good[2]}), "ACTS_BROKEN");
  EXPECT_EQ(WhyBroken({}), "ACTS_BROKEN");
  // Cut at the end it holds, which is why a known root is asked for.
  EXPECT_EQ(WhyBroken({good[0], good[1]}), "");
}

}  // namespace
}  // namespace finsam::cli
