// Signing at a federated signing service: a PDF is signed and verifies, what
// the service is asked, and every way in which its answer may not be believed.

#include "services/governance/dss_provider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "absl/strings/str_replace.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/rocks_store.h"
#include "services/governance/signing.h"
#include "tests/common/sign_pdf_kit.h"
#include "tests/common/temp_folder.h"
#include "tests/governance/fake_dss_service.h"
#include "tests/governance/signing_kit.h"

namespace finsam::governance {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kReturn[] = "https://finsam.example.se/back";
constexpr char kSettings[] = R"(url: https://sign.example.se/sign
service: https://sign.example.se
requester: https://finsam.example.se
identity-provider: https://idp.example.se
levels:
  - http://id.elegnamnden.se/loa/1.0/loa3
  - http://id.elegnamnden.se/loa/1.0/loa4
identification: Svensk e-legitimation
key: request.key
certificate: request.pem
service-certificates: service.pem
signer-roots: people.pem
signers:
  - person: Lena Ek
    attributes: {"urn:oid:1.2.752.201.3.4": lena@region.example.se}
)";

class DssProviderTest : public ::testing::Test {
 protected:
  DssProviderTest() : env_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
    const sign::Authority own = sign::TestAuthority("0b");
    const sign::Credential requester = sign::Person(own, "finsam", "01");
    const sign::Credential service = sign::Person(own, "service", "02");
    stranger_ = sign::Person(own, "stranger", "03");
    service_ = std::make_unique<FakeDssService>(sign::TestAuthority("0c"),
                                                service, requester.certificate);
    Write("request.key", requester.key.Pem());
    std::filesystem::permissions(File("request.key"),
                                 std::filesystem::perms::owner_read);
    Write("request.pem", requester.certificate.Pem());
    Write("service.pem", service.certificate.Pem());
    Write("people.pem", service_->people().certificate().Pem());
    Write("dss.yaml", kSettings);
    providers_["dss"] =
        *DssProvider::Open(*ReadDssFile(File("dss.yaml")), *ids_);
    store_ = *store::OpenRocksStore({"/governance", env_.get()});
    signing_ =
        std::make_unique<Signing>(*store_, clock_, writing_, providers_,
                                  [](const store::Snapshot&, const std::string&,
                                     absl::CivilDay) { return SixSitting(); });
    EXPECT_TRUE(signing_->Open(Act("Kim Kansli", "open"), Draft(1)).ok());
  }

  std::string File(const std::string& name) const {
    return folder_.path() + "/" + name;
  }
  void Write(const std::string& name, const std::string& content) const {
    sign::WriteFile(File(name), content);
  }
  store::ActRequest Act(const std::string& person, const std::string& kind) {
    const std::string id = absl::StrCat("r", ++requests_);
    return {kOrganisation, id, kind, Sha256(id), {person, ""}};
  }
  RoundOutcome Start(const std::string& person,
                     const std::string& pdf_digest = "") {
    const auto started = signing_->StartSignature(
        Act(person, "start"), {1, "dss", pdf_digest, kReturn});
    EXPECT_TRUE(started.ok()) << started.status();
    return *started;
  }
  static std::string ReferenceOf(const RoundOutcome& started) {
    return started.round.signers[started.place].started->reference;
  }
  absl::StatusOr<RoundOutcome> Complete(const RoundOutcome& started,
                                        const std::string& answer) {
    return signing_->CompleteSignature(Act("Kim Kansli", "complete"), 1,
                                       ReferenceOf(started), answer);
  }
  // Why an answer that deviates is refused; nothing may have changed.
  std::string Why(const DssDeviation& deviation,
                  const std::string& person = "Stefan Lundell") {
    const RoundOutcome started = Start(person);
    const std::string reason =
        ReasonOf(Complete(started, service_->Answer(started.action.html, person,
                                                    clock_.Now(), deviation))
                     .status());
    EXPECT_EQ(signing_->Get(kOrganisation, 1)->round, started.round);
    return reason;
  }

  test::TempFolder folder_;
  std::unique_ptr<rocksdb::Env> env_;
  FixedClock clock_{sign::SigningDay()};
  std::mutex writing_;
  std::unique_ptr<IdSource> ids_ = NewSeededIdSource(7);
  SigningProviders providers_;
  std::optional<sign::Credential> stranger_;
  std::unique_ptr<FakeDssService> service_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Signing> signing_;
  int requests_ = 0;
};

TEST_F(DssProviderTest, SignsAPdfThatVerifies) {
  sign::PdfSigning how;
  how.field = "s1";
  how.person = "Stefan Lundell";
  how.time = clock_.Now();
  const sign::PreparedPdf prepared =
      *sign::PreparePdf(sign::PdfWithFields(1), how);
  const RoundOutcome started = Start("Stefan Lundell", prepared.digest);
  EXPECT_EQ(started.round.signers[0].state, SignerState::kStarted);
  clock_.Set(clock_.Now() + absl::Minutes(2));
  const std::string answer = service_->Answer(
      started.action.html, "Nils STEFAN Lundell", clock_.Now());
  const auto done = Complete(started, answer);
  ASSERT_TRUE(done.ok()) << done.status();
  const RoundSigner& signer = done->round.signers[0];
  ASSERT_EQ(signer.state, SignerState::kSigned);
  EXPECT_EQ(signer.signature->identification_id, "_0865ab");
  EXPECT_EQ(signer.signature->identification, "Svensk e-legitimation");
  EXPECT_EQ(signer.signature->level, "http://id.elegnamnden.se/loa/1.0/loa3");
  EXPECT_EQ(signer.signature->name, "Nils STEFAN Lundell");
  EXPECT_EQ(done->evidence->raw, answer);
  EXPECT_EQ(done->evidence->kind, kDssEvidenceKind);

  const auto pdf = sign::EmbedSignature(prepared, done->evidence->pdf_cms);
  ASSERT_TRUE(pdf.ok()) << pdf.status();
  const sign::Trust trust = providers_["dss"]->trust();
  const auto report =
      sign::VerifyPdf(*pdf, {{"", signer.signature->certificate}}, trust);
  EXPECT_TRUE(report.ok()) << report.status();
  // The same answer again is no second signature.
  EXPECT_EQ(ReasonOf(Complete(started, answer).status()),
            "SIGNATURE_NOT_STARTED");

  if (!sign::HasTool("pdfsig") || !sign::HasTool("certutil")) return;
  Write("signed.pdf", *pdf);
  const sign::Ran ran = sign::RunTool(absl::StrCat(
      "cd ", folder_.path(),
      " && mkdir nss && certutil -N -d sql:nss --empty-password && certutil -A "
      "-d sql:nss -n ca -t CT,C,C -i people.pem && pdfsig -nssdir nss "
      "signed.pdf"));
  EXPECT_THAT(ran.output, AllOf(HasSubstr("Signature is Valid."),
                                HasSubstr("Certificate is Trusted."),
                                HasSubstr("Total document signed")));
}

TEST_F(DssProviderTest, AsksForWhatIsNeeded) {
  const RoundOutcome started = Start("Lena Ek", std::string(32, 'd'));
  const std::string& page = started.action.html;
  EXPECT_THAT(page, AllOf(HasSubstr("action=\"https://sign.example.se/sign\""),
                          HasSubstr("value=\"POST/XML/1.0\""),
                          HasSubstr("value=\"" + ReferenceOf(started) + "\"")));
  const std::string xml = FakeDssService::Request(page).Write();
  for (const char* part :
       {"NotBefore=\"2025-03-20T15:04:56Z\" "
        "NotOnOrAfter=\"2025-03-20T15:09:56Z\"",
        "<saml:Audience>https://finsam.example.se/back</saml:Audience>",
        "https://idp.example.se</csig:IdentityProvider>",
        "https://finsam.example.se</csig:SignRequester>",
        "https://sign.example.se</csig:SignService>",
        "loa/1.0/loa3</saml:AuthnContextClassRef>", "MustShow=\"true\"",
        "SigType=\"CMS\"", "SigType=\"PDF\"", "lena@region.example.se"}) {
    EXPECT_THAT(xml, HasSubstr(part));
  }
  EXPECT_THAT(xml, Not(HasSubstr("Lena Ek")));
  EXPECT_EQ(ReasonOf(signing_
                         ->StartSignature(Act("Åsa Berg", "start"),
                                          {1, "dss", "", "http://a.example"})
                         .status()),
            "SIGNING_RETURN_URL");
}

TEST_F(DssProviderTest, SaysWhyAnAnswerIsNotBelieved) {
  EXPECT_EQ(Why({.request_id = "_another"}), "SIGNING_ANSWER_OTHER_REQUEST");
  EXPECT_EQ(Why({.person = "Någon Annan"}), "SIGNER_UNEXPECTED");
  EXPECT_EQ(Why({.identity_provider = "https://other.example.se"}),
            "SIGNING_ANSWER_IDENTITY_PROVIDER");
  EXPECT_EQ(Why({.level = "http://id.elegnamnden.se/loa/1.0/loa2"}),
            "ASSURANCE_LEVEL_LOW");
  EXPECT_EQ(Why({.clock = absl::Minutes(3)}), "SIGNING_ANSWER_EXPIRED");
  EXPECT_EQ(Why({.clock = -absl::Hours(1)}), "SIGNING_ANSWER_EXPIRED");
  EXPECT_EQ(Why({.authenticated = -absl::Hours(1)}), "SIGNING_ANSWER_EXPIRED");
  EXPECT_EQ(Why({.signed_digest = std::string(32, 'x')}),
            "SIGNING_ANSWER_OTHER_TASK");
  EXPECT_EQ(Why({.no_tasks = true}), "SIGNING_ANSWER_OTHER_TASK");
  EXPECT_EQ(Why({.twice_the_tasks = true}), "SIGNING_ANSWER_OTHER_TASK");
  // Known by an attribute: the name alone is not enough.
  EXPECT_EQ(Why({}, "Lena Ek"), "SIGNER_UNEXPECTED");
  EXPECT_EQ(Why({.person = "lena@region.example.se",
                 .attribute = "urn:oid:1.2.752.201.3.4"},
                "Lena Ek"),
            "SIGNER_UNEXPECTED")
      << "the certificate names somebody else";
}

TEST_F(DssProviderTest, ExpiresAndTakesNoOldAnswer) {
  const RoundOutcome started = Start("Stefan Lundell");
  clock_.Set(clock_.Now() + kDssRequestLife);
  const std::string late =
      service_->Answer(started.action.html, "Stefan Lundell", clock_.Now());
  EXPECT_EQ(ReasonOf(Complete(started, late).status()),
            "SIGNING_ANSWER_EXPIRED");
  const RoundOutcome again = Start("Stefan Lundell");
  EXPECT_EQ(ReasonOf(Complete(started, late).status()),
            "SIGNATURE_NOT_STARTED");
  EXPECT_EQ(ReasonOf(Complete(again, late).status()),
            "SIGNING_ANSWER_OTHER_REQUEST");
  EXPECT_TRUE(Complete(again, service_->Answer(again.action.html,
                                               "Stefan Lundell", clock_.Now()))
                  .ok());
}

TEST_F(DssProviderTest, BelievesOnlyWhatTheServiceSigned) {
  const RoundOutcome started = Start("Stefan Lundell");
  const std::string plain = service_->UnsignedAnswer(
      started.action.html, "Stefan Lundell", clock_.Now());
  const auto why = [&](const std::string& answer) {
    return ReasonOf(Complete(started, answer).status());
  };
  EXPECT_EQ(why(plain), "SIGNING_ANSWER_UNSIGNED");
  EXPECT_EQ(why(*sign::SignXml(plain, kResponseSignaturePlace, *stranger_)),
            "SIGNING_ANSWER_SIGNATURE");
  const std::string right =
      service_->Answer(started.action.html, "Stefan Lundell", clock_.Now());
  EXPECT_EQ(why(absl::StrReplaceAll(right, {{"loa3", "loa4"}})),
            "SIGNING_ANSWER_SIGNATURE");
  EXPECT_EQ(why(absl::StrReplaceAll(
                right, {{"Stefan Lundell<", "Stefan<!-- --> Lundell<"}})),
            "SIGNING_ANSWER_MALFORMED");
  EXPECT_EQ(
      why("<!DOCTYPE a [<!ENTITY b 'c'>]>" + right.substr(right.find("<dss:"))),
      "SIGNING_ANSWER_MALFORMED");
  EXPECT_EQ(why("no XML"), "SIGNING_ANSWER_MALFORMED");
  EXPECT_EQ(why(*sign::SignXml(
                absl::StrCat("<dss:SignRequest xmlns:dss=\"", kDssSpace,
                             "\"><dss:OptionalOutputs/></dss:SignRequest>"),
                kResponseSignaturePlace, *stranger_)),
            "SIGNING_ANSWER_SIGNATURE");
  EXPECT_TRUE(Complete(started, right).ok());
}

TEST_F(DssProviderTest, TellsWhyNobodySigned) {
  const RoundOutcome started = Start("Stefan Lundell");
  const auto cancelled = Complete(
      started,
      service_->Answer(
          started.action.html, "Stefan Lundell", clock_.Now(),
          {.result = "urn:oasis:names:tc:dss:1.0:resultmajor:ResponderError",
           .result_detail =
               "http://id.elegnamnden.se/sig-status/1.1/user-cancel"}));
  ASSERT_TRUE(cancelled.ok()) << cancelled.status();
  EXPECT_EQ(cancelled->failure, "personen avbröt");
  EXPECT_EQ(cancelled->round.signers[0].state, SignerState::kWaiting);
}

TEST_F(DssProviderTest, SettingsAreCheckedWhenItStarts) {
  Write("bad.yaml",
        absl::StrReplaceAll(kSettings,
                            {{"https://sign.example.se/sign", "http://sign"}}));
  EXPECT_EQ(ReasonOf(ReadDssFile(File("bad.yaml")).status()), "FIELD_INVALID");
  EXPECT_FALSE(ReadDssFile(File("none.yaml")).ok());
  const DssSettings settings = *ReadDssFile(File("dss.yaml"));
  std::filesystem::permissions(File("request.key"),
                               std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  EXPECT_FALSE(DssProvider::Open(settings, *ids_).ok());
}

}  // namespace
}  // namespace finsam::governance
