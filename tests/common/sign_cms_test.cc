#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/cms.h"
#include "common/sign/manifest.h"
#include "tests/common/sign_kit.h"
#include "tests/common/temp_folder.h"

namespace finsam::sign {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kContent[] = "{\"report\":\"2024\",\"version\":1}";

class SignCms : public ::testing::Test {
 protected:
  std::string Cms(absl::string_view content) {
    auto cms = SignCms::Try(content, anna_);
    EXPECT_TRUE(cms.ok()) << cms.status();
    return *cms;
  }
  static absl::StatusOr<std::string> Try(absl::string_view content,
                                         const Credential& who) {
    return sign::SignCms(Sha256(content), who, SigningDay());
  }
  std::string ReasonFor(absl::string_view cms, absl::string_view content) {
    return ReasonOf(
        VerifyCms(cms, Sha256(content), trust_, SigningDay()).status());
  }

  Authority authority_ = TestAuthority();
  Credential anna_ = Person(authority_, "Åsa Ek", "11");
  Trust trust_{{authority_.certificate()}, {}};
};

TEST_F(SignCms, SaysWhoSignedAndWhen) {
  const auto facts =
      VerifyCms(Cms(kContent), Sha256(kContent), trust_, absl::UnixEpoch());
  ASSERT_TRUE(facts.ok()) << facts.status();
  EXPECT_EQ(facts->signer.CommonName(), "Åsa Ek");
  EXPECT_EQ(facts->signer.Issuer(), kLocalAuthority);
  EXPECT_EQ(facts->signing_time, SigningDay());
  EXPECT_EQ(facts->id.size(), 64u);
}

TEST_F(SignCms, RefusesAnotherDigest) {
  EXPECT_EQ(ReasonFor(Cms(kContent), "another"), "DIGEST_MISMATCH");
}

TEST_F(SignCms, RefusesAnotherAuthority) {
  const Authority other = TestAuthority("0b");
  const auto cms = Try(kContent, Person(other, "Åsa Ek", "11"));
  EXPECT_EQ(ReasonFor(*cms, kContent), "UNTRUSTED");
}

TEST_F(SignCms, RefusesCertificatesOutsideTheirTime) {
  const absl::Time day = SigningDay();
  const auto old =
      authority_.Issue({"Åsa Ek", ""}, "12", day - absl::Hours(20), day);
  auto cms = sign::SignCms(Sha256(kContent), *old, day + absl::Seconds(1));
  EXPECT_EQ(ReasonFor(*cms, kContent), "CERTIFICATE_EXPIRED");
  cms = sign::SignCms(Sha256(kContent), anna_, day - absl::Hours(2));
  EXPECT_EQ(ReasonFor(*cms, kContent), "CERTIFICATE_NOT_YET_VALID");
}

TEST_F(SignCms, RefusesRevokedCertificates) {
  const std::string cms = Cms(kContent);
  const auto list = authority_.Revoke(
      {{anna_.certificate.Serial(), SigningDay()}}, SigningDay());
  ASSERT_TRUE(list.ok()) << list.status();
  const auto read = RevocationList::FromPem(list->Pem());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->issued(), SigningDay());
  trust_.revoked = {*read};
  EXPECT_EQ(ReasonFor(cms, kContent), "CERTIFICATE_REVOKED");
  // Another authority's list says nothing of this one's certificates.
  const Authority other = TestAuthority("0b");
  trust_.revoked = {*other.Revoke({{"11", SigningDay()}}, SigningDay())};
  EXPECT_EQ(ReasonFor(cms, kContent), "");
}

TEST_F(SignCms, RefusesTheAuthoritysOwnKey) {
  const Credential own{authority_.key(), authority_.certificate()};
  EXPECT_NE(ReasonFor(*Try(kContent, own), kContent), "");
}

TEST_F(SignCms, RefusesSignaturesWithAnothersKey) {
  const Credential bo = Person(authority_, "Bo Ek", "13");
  CmsParts parts;
  parts.attributes =
      SignedAttributes(Sha256(kContent), anna_.certificate, SigningDay());
  parts.signature = *SignAttributes(parts.attributes, bo.key);
  parts.chain = {anna_.certificate};
  EXPECT_EQ(ReasonFor(*AssembleCms(parts), kContent), "SIGNATURE_INVALID");
  // A signature that names another certificate than the one it carries.
  parts.attributes =
      SignedAttributes(Sha256(kContent), bo.certificate, SigningDay());
  parts.signature = *SignAttributes(parts.attributes, anna_.key);
  EXPECT_EQ(ReasonFor(*AssembleCms(parts), kContent), "SIGNATURE_INVALID");
}

TEST_F(SignCms, RefusesCertificatesThatDoNotBelong) {
  const auto cms = ParseCms(Cms(kContent));
  CmsParts parts = *cms;
  parts.chain.push_back(Person(authority_, "Bo Ek", "13").certificate);
  EXPECT_EQ(ReasonFor(*AssembleCms(parts), kContent), "SIGNATURE_MALFORMED");
}

TEST_F(SignCms, SeesEveryFlippedBit) {
  const std::string cms = Cms(kContent);
  for (size_t bit = 0; bit < cms.size() * 8; ++bit) {
    std::string changed = cms;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_NE(ReasonFor(changed, kContent), "") << "bit " << bit;
  }
}

TEST_F(SignCms, SeesEveryCut) {
  const std::string cms = Cms(kContent);
  for (size_t size = 0; size < cms.size(); ++size) {
    EXPECT_EQ(ReasonFor(cms.substr(0, size), kContent), "SIGNATURE_MALFORMED");
  }
  EXPECT_EQ(ReasonFor(cms + '\0', kContent), "SIGNATURE_MALFORMED");
}

TEST_F(SignCms, IsReadByOpenSsl) {
  if (!HasTool("openssl")) GTEST_SKIP() << "openssl is not installed";
  const test::TempFolder folder;
  WriteFile(folder.File("ca.pem"), authority_.certificate().Pem());
  WriteFile(folder.File("content"), kContent);
  WriteFile(folder.File("other"), "another");
  WriteFile(folder.File("x.cms"), Cms(kContent));
  const std::string verify = absl::StrCat(
      "cd ", folder.path(),
      " && openssl cms -verify -binary -inform DER -in x.cms -CAfile ca.pem "
      "-cades -purpose any -attime ",
      absl::ToUnixSeconds(SigningDay()), " -content ");
  const Ran good = RunTool(verify + "content");
  EXPECT_EQ(good.exit_code, 0) << good.output;
  const Ran bad = RunTool(verify + "other");
  EXPECT_NE(bad.exit_code, 0);
}

TEST(SignKeys, OpenAgain) {
  const Authority made = TestAuthority();
  const auto opened =
      Authority::Open(made.key().Pem(), made.certificate().Pem());
  ASSERT_TRUE(opened.ok()) << opened.status();
  const Credential credential = Person(*opened, "Bo", "21");
  EXPECT_TRUE(CheckChain(credential.certificate, {}, {{made.certificate()}, {}},
                         SigningDay())
                  .ok());
  const Authority other = TestAuthority("0b");
  EXPECT_FALSE(
      Authority::Open(made.key().Pem(), other.certificate().Pem()).ok());
}

TEST(Manifests, AreCanonical) {
  const ReportManifest manifest{"associations/2220001511", 3, "ab", "cd"};
  const auto bytes = Write(manifest);
  ASSERT_TRUE(bytes.ok());
  EXPECT_EQ(*bytes,
            "{\"model\":\"ab\",\"pdf\":\"cd\","
            "\"report\":\"associations/2220001511\",\"version\":3}");
  const auto read = ParseReportManifest(*bytes);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->version, 3);
  for (const char* other :
       {"{\"model\":\"ab\", \"pdf\":\"cd\",\"report\":\"r\",\"version\":3}",
        "{\"pdf\":\"cd\",\"model\":\"ab\",\"report\":\"r\",\"version\":3}",
        "{\"model\":\"ab\",\"pdf\":\"cd\",\"report\":\"r\",\"version\":3.0}",
        "{\"model\":\"ab\",\"pdf\":\"cd\",\"report\":\"r\"}",
        "{\"model\":\"\\u0061b\",\"pdf\":\"\",\"report\":\"r\",\"version\":3}",
        "[]", "", "{\"a\":{}}"}) {
    EXPECT_EQ(ReasonOf(ParseReportManifest(other).status()), "MANIFEST_INVALID")
        << other;
  }
}

TEST(Manifests, KeepSwedishAndControlCharacters) {
  const Statement statement{
      "r", "Årsredovisning \"2024\"\n", 1, "d", "a", "Åsa Ek", "ordförande"};
  const auto bytes = Write(statement);
  ASSERT_TRUE(bytes.ok());
  EXPECT_THAT(*bytes, HasSubstr("Årsredovisning \\\"2024\\\"\\n"));
  const auto read = ParseStatement(*bytes);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, statement);
  EXPECT_EQ(ReasonOf(CanonicalJson({{"a", "\xff"}}).status()),
            "MANIFEST_INVALID");
}

}  // namespace
}  // namespace finsam::sign
