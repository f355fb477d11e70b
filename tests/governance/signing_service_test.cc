// Signing over gRPC in process: an annual report signed by six over two weeks,
// and every way in which a signature is refused.

#include "services/governance/signing_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "common/rpc/answer.h"
#include "common/rpc/server.h"
#include "common/sign/manifest.h"
#include "common/store/rocks_store.h"
#include "services/governance/local_provider.h"
#include "tests/common/temp_folder.h"
#include "tests/governance/signing_kit.h"

namespace finsam::governance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kAssociation[] = "associations/2220001511";
constexpr char kRound1[] = "associations/2220001511/signatureRounds/1";
constexpr char kKey[] = "5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c";

class SigningServiceTest : public ::testing::Test {
 protected:
  SigningServiceTest()
      : env_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
        store_(*store::OpenRocksStore({"/governance", env_.get()})),
        ids_(NewSeededIdSource(1)) {
    auto local =
        LocalProvider::Open(folder_.File("signing"), *ids_, clock_.Now());
    EXPECT_TRUE(local.ok()) << local.status();
    local_root_ = (*local)->trust().roots[0];
    providers_.emplace(kLocalProvider, *std::move(local));
    auto fake = std::make_unique<FakeProvider>(sign::TestAuthority());
    fake_ = fake.get();
    providers_.emplace("fake", std::move(fake));
    hall_ = std::make_unique<Signing>(
        *store_, clock_, writing_, providers_,
        [this](const store::Snapshot&, const std::string&, absl::CivilDay)
            -> absl::StatusOr<std::vector<Sitting>> { return board_; });
    auto keys = rpc::Keyring::Parse(absl::StrCat("office * ", kKey, "\n"));
    EXPECT_TRUE(keys.ok()) << keys.status();
    service_ = std::make_unique<SigningService>(*hall_, clock_, *keys);
    server_ = std::make_unique<rpc::InProcessServer>(
        std::vector<grpc::Service*>{service_.get()});
    stub_ = v1::SigningService::NewStub(server_->channel());
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (v1::SigningService::Stub::*method)(grpc::ClientContext*,
                                                       const Request&,
                                                       Response*),
      const Request& request) {
    grpc::ClientContext context;
    rpc::SendKey(context, key_);
    Response response;
    RETURN_IF_ERROR(
        rpc::FromGrpc((stub_.get()->*method)(&context, request, &response)));
    return response;
  }

  template <typename Request>
  Request Write(const std::string& person) {
    Request request;
    request.set_request_id(absl::StrCat("request-", ++requests_));
    request.mutable_actor()->set_person(person);
    return request;
  }

  v1::OpenSignatureRoundRequest OpenRequest(int64_t version) {
    auto request = Write<v1::OpenSignatureRoundRequest>("Kansliet");
    request.set_association(kAssociation);
    v1::SignatureRound* round = request.mutable_round();
    const Round draft = Draft(version);
    round->set_subject(draft.subject);
    round->set_version(version);
    round->set_digest(draft.digest);
    round->set_manifest(draft.manifest);
    round->set_attest(draft.attest);
    round->mutable_due_date()->set_year(2025);
    round->mutable_due_date()->set_month(4);
    round->mutable_due_date()->set_day(10);
    return request;
  }
  absl::StatusOr<v1::SignatureRoundResponse> Open(int64_t version) {
    return Call(&v1::SigningService::Stub::OpenSignatureRound,
                OpenRequest(version));
  }
  absl::StatusOr<v1::SignatureResponse> SignAs(
      const std::string& person, const std::string& round = kRound1,
      const std::string& provider = "", const std::string& pdf_digest = "") {
    auto request = Write<v1::StartSignatureRequest>(person);
    request.set_name(round);
    request.set_provider(provider);
    request.set_pdf_digest(pdf_digest);
    return Call(&v1::SigningService::Stub::StartSignature, request);
  }
  absl::StatusOr<v1::SignatureResponse> Complete(const std::string& reference,
                                                 const std::string& answer) {
    auto request = Write<v1::CompleteSignatureRequest>("Kansliet");
    request.set_name(kRound1);
    request.set_reference(reference);
    request.set_answer(answer);
    return Call(&v1::SigningService::Stub::CompleteSignature, request);
  }
  absl::StatusOr<v1::GetSignatureRoundResponse> Get(
      const std::string& round = kRound1) {
    v1::GetSignatureRoundRequest request;
    request.set_name(round);
    return Call(&v1::SigningService::Stub::GetSignatureRound, request);
  }
  // What `person` would have signed in the round, as a CMS by `credential`.
  std::string CmsBy(const sign::Credential& credential, absl::Time time) {
    return *sign::SignCms(Sha256(fake_->last_task.statement), credential, time);
  }
  sign::Credential FakePerson(const std::string& name, const char* serial) {
    return *fake_->authority().Issue({name, ""}, serial, clock_.Now());
  }
  // Starts at the fake service, and has it show what is to be signed.
  std::string StartFake(const std::string& person) {
    const auto started = SignAs(person, kRound1, "fake");
    EXPECT_TRUE(started.ok()) << started.status();
    const std::string reference = absl::StrCat("_task-", ++fake_tasks_);
    EXPECT_EQ(Complete(reference, "not a cms").status().code(),
              absl::StatusCode::kInvalidArgument);
    return reference;
  }

  test::TempFolder folder_;
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<store::Store> store_;
  FixedClock clock_{sign::At("2025-03-20T16:00:00+01:00")};
  std::unique_ptr<IdSource> ids_;
  std::mutex writing_;
  SigningProviders providers_;
  FakeProvider* fake_ = nullptr;
  std::optional<sign::Certificate> local_root_;
  std::vector<Sitting> board_ = SixSitting();
  std::unique_ptr<Signing> hall_;
  std::unique_ptr<SigningService> service_;
  std::unique_ptr<rpc::InProcessServer> server_;
  std::unique_ptr<v1::SigningService::Stub> stub_;
  std::string key_ = kKey;
  int requests_ = 0;
  int fake_tasks_ = 0;
};

TEST_F(SigningServiceTest, SixSignOverTwoWeeks) {
  const auto opened = Open(1);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->round().name(), kRound1);
  EXPECT_EQ(opened->round().signers_size(), 6);
  const std::vector<std::string> names = {"Stefan Lundell", "Lena Ek",
                                          "Andreas Appelberg", "Camilla Ny"};
  for (const std::string& name : names) {
    clock_.Set(clock_.Now() + absl::Hours(31));
    ASSERT_TRUE(SignAs(name).ok());
  }
  // One refuses, and signs when she has been answered; one leaves the board.
  auto refusal = Write<v1::RefuseSignatureRequest>("Åsa Berg");
  refusal.set_name(kRound1);
  refusal.set_reason("Not 4 är fel.");
  ASSERT_TRUE(Call(&v1::SigningService::Stub::RefuseSignature, refusal).ok());
  auto remind = Write<v1::RemindSignersRequest>("Kansliet");
  remind.set_name(kRound1);
  const auto reminded = Call(&v1::SigningService::Stub::RemindSigners, remind);
  ASSERT_TRUE(reminded.ok());
  EXPECT_THAT(reminded->persons(), ElementsAre("Per Öhman", "Åsa Berg"));
  auto replace = Write<v1::ReplaceSignerRequest>("Kansliet");
  replace.set_name(kRound1);
  replace.set_leaving("Per Öhman");
  replace.set_newcomer("Lisbeth Johansson");
  replace.set_reason("Har lämnat styrelsen.");
  EXPECT_EQ(
      ReasonOf(
          Call(&v1::SigningService::Stub::ReplaceSigner, replace).status()),
      "SIGNER_STILL_SITTING");
  board_[4].person = "Lisbeth Johansson";
  replace.set_request_id("again");
  ASSERT_TRUE(Call(&v1::SigningService::Stub::ReplaceSigner, replace).ok());
  EXPECT_EQ(ReasonOf(SignAs("Per Öhman").status()), "SIGNER_UNEXPECTED");
  clock_.Set(sign::At("2025-04-03T09:00:00+02:00"));
  ASSERT_TRUE(SignAs("Åsa Berg").ok());
  const auto last = SignAs("Lisbeth Johansson");
  ASSERT_TRUE(last.ok()) << last.status();
  EXPECT_EQ(last->round().state(), v1::SignatureRound::COMPLETE);
  EXPECT_EQ(last->round().ended_time(), "2025-04-03T09:00:00+02:00");

  const auto got = Get();
  ASSERT_TRUE(got.ok());
  EXPECT_EQ(got->signature_page().rows_size(), 6);
  EXPECT_THAT(got->signature_page().remark(),
              HasSubstr("2025-04-03 09:00:00 +02:00"));
  for (const v1::Signer& signer : got->round().signers()) {
    const v1::SignatureEvidence& evidence = signer.evidence();
    const auto facts =
        sign::VerifyCms(evidence.cms(), Sha256(evidence.statement()),
                        {{*local_root_}, {}}, clock_.Now());
    ASSERT_TRUE(facts.ok()) << facts.status();
    EXPECT_EQ(facts->signer.CommonName(), signer.person());
    const auto statement = sign::ParseStatement(evidence.statement());
    ASSERT_TRUE(statement.ok());
    EXPECT_EQ(statement->person, signer.person());
    EXPECT_EQ(statement->role, signer.role());
    EXPECT_EQ(statement->digest, Hex(got->round().digest()));
    EXPECT_EQ(signer.signature().identification(), kLocalIdentification);
  }
}

TEST_F(SigningServiceTest, ARepeatedRequestSignsOnce) {
  ASSERT_TRUE(Open(1).ok());
  auto request = Write<v1::StartSignatureRequest>("Lena Ek");
  request.set_name(kRound1);
  request.set_pdf_digest(std::string(32, 'p'));
  const auto first = Call(&v1::SigningService::Stub::StartSignature, request);
  const auto again = Call(&v1::SigningService::Stub::StartSignature, request);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  const std::string& pdf_cms = first->signer().evidence().pdf_cms();
  EXPECT_TRUE(sign::VerifyCms(pdf_cms, std::string(32, 'p'),
                              {{*local_root_}, {}}, clock_.Now())
                  .ok());
  EXPECT_EQ(ReasonOf(SignAs("Lena Ek").status()), "SIGNER_HAS_SIGNED");
  request.set_pdf_digest(std::string(32, 'q'));
  EXPECT_EQ(
      ReasonOf(
          Call(&v1::SigningService::Stub::StartSignature, request).status()),
      "REQUEST_ID_REUSED");
}

TEST_F(SigningServiceTest, ANewVersionSupersedesTheOld) {
  ASSERT_TRUE(Open(1).ok());
  ASSERT_TRUE(SignAs("Lena Ek").ok());
  EXPECT_EQ(ReasonOf(Open(1).status()), "ROUND_VERSION_TAKEN");
  auto trial = OpenRequest(2);
  trial.set_validate_only(true);
  ASSERT_TRUE(Call(&v1::SigningService::Stub::OpenSignatureRound, trial).ok());
  EXPECT_EQ(Get()->round().state(), v1::SignatureRound::OPEN);
  ASSERT_TRUE(Open(2).ok());
  EXPECT_EQ(Get()->round().state(), v1::SignatureRound::SUPERSEDED);
  EXPECT_EQ(ReasonOf(SignAs("Stefan Lundell").status()), "ROUND_SUPERSEDED");
  EXPECT_EQ(ReasonOf(Open(1).status()), "ROUND_VERSION_OLD");
  v1::ListSignatureRoundsRequest list;
  list.set_association(kAssociation);
  list.set_page_size(1);
  auto page = Call(&v1::SigningService::Stub::ListSignatureRounds, list);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->rounds(0).version(), 1);
  list.set_page_token(page->next_page_token());
  page = Call(&v1::SigningService::Stub::ListSignatureRounds, list);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->rounds(0).version(), 2);
}

TEST_F(SigningServiceTest, OutsideServicesAreVerified) {
  ASSERT_TRUE(Open(1).ok());
  const std::string reference = StartFake("Andreas Appelberg");
  const absl::Time now = clock_.Now();
  const sign::Credential person = FakePerson("Nils Andreas Appelberg", "21");
  const auto why = [&](const std::string& cms) {
    return ReasonOf(Complete(reference, cms).status());
  };
  EXPECT_EQ(why(*sign::SignCms(Sha256("other"), person, now)),
            "DIGEST_MISMATCH");
  EXPECT_EQ(why(CmsBy(FakePerson("Lena Ek", "22"), now)), "SIGNER_UNEXPECTED");
  const sign::Authority stranger = sign::TestAuthority("0c");
  EXPECT_EQ(
      why(CmsBy(*stranger.Issue({"Andreas Appelberg", ""}, "23", now), now)),
      "UNTRUSTED");
  EXPECT_EQ(why(CmsBy(person, now - absl::Hours(2))),
            "CERTIFICATE_NOT_YET_VALID");
  EXPECT_EQ(why(CmsBy(person, now + absl::Hours(2))), "SIGNATURE_TIME_INVALID");
  EXPECT_EQ(why(CmsBy(*fake_->authority().Issue({"Andreas Appelberg", ""}, "24",
                                                now - absl::Hours(3),
                                                now - absl::Hours(1)),
                      now)),
            "CERTIFICATE_EXPIRED");
  fake_->revoked = {*fake_->authority().Revoke({{"21", now}}, now)};
  EXPECT_EQ(why(CmsBy(person, now)), "CERTIFICATE_REVOKED");
  fake_->revoked.clear();
  EXPECT_EQ(ReasonOf(Complete("_other", CmsBy(person, now)).status()),
            "SIGNATURE_NOT_STARTED");
  const auto done = Complete(reference, CmsBy(person, now));
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_EQ(done->signer().state(), v1::Signer::SIGNED);
  EXPECT_EQ(done->signer().signature().name(), "Nils Andreas Appelberg");
  EXPECT_EQ(done->signer().signature().identification_id(), "_0865ab");
  EXPECT_THAT(done->signer().evidence().raw(), HasSubstr("raw "));
  // The public sees the signature, and not what the service answered.
  key_.clear();
  const auto seen = Get();
  ASSERT_TRUE(seen.ok());
  EXPECT_EQ(seen->round().signers(2).evidence().raw(), "");
  EXPECT_NE(seen->round().signers(2).evidence().cms(), "");
}

TEST_F(SigningServiceTest, ASignatureCountsOnceInAnyRound) {
  ASSERT_TRUE(Open(1).ok());
  const std::string reference = StartFake("Lena Ek");
  const std::string cms = CmsBy(FakePerson("Lena Ek", "31"), clock_.Now());
  ASSERT_TRUE(Complete(reference, cms).ok());
  const std::string other = StartFake("Andreas Appelberg");
  EXPECT_EQ(ReasonOf(Complete(other, cms).status()), "SIGNATURE_REPLAYED");
}

TEST_F(SigningServiceTest, AnAbortedSignatureMayBeStartedAgain) {
  ASSERT_TRUE(Open(1).ok());
  const std::string reference = StartFake("Lena Ek");
  const auto failed = Complete(reference, "no");
  ASSERT_TRUE(failed.ok()) << failed.status();
  EXPECT_EQ(failed->signer().state(), v1::Signer::WAITING);
  EXPECT_EQ(ReasonOf(Complete(reference, "no").status()),
            "SIGNATURE_NOT_STARTED");
  EXPECT_TRUE(SignAs("Lena Ek").ok());
}

TEST_F(SigningServiceTest, RefusesWhoMayNotAndWhatIsNotThere) {
  ASSERT_TRUE(Open(1).ok());
  EXPECT_EQ(ReasonOf(SignAs("Lena Ek", kRound1, "none").status()),
            "PROVIDER_UNKNOWN");
  EXPECT_EQ(ReasonOf(SignAs("Lena Ek", kRound1, "", "short").status()),
            "SIGNATURE_DIGEST_INVALID");
  fake_->signs_pdfs = false;
  EXPECT_EQ(
      ReasonOf(
          SignAs("Lena Ek", kRound1, "fake", std::string(32, 'p')).status()),
      "PROVIDER_PDF");
  EXPECT_EQ(ReasonOf(Get("associations/2220001511/signatureRounds/9").status()),
            "ROUND_UNKNOWN");
  EXPECT_EQ(
      ReasonOf(Get("associations/2220001511/signatureRounds/01").status()),
      "NAME_INVALID");
  EXPECT_EQ(ReasonOf(SignAs("").status()), "ACTOR_MISSING");
  key_.clear();
  EXPECT_EQ(ReasonOf(SignAs("Lena Ek").status()), "AUDIENCE_DENIED");
  v1::ListActsRequest acts;
  acts.set_association(kAssociation);
  EXPECT_EQ(ReasonOf(Call(&v1::SigningService::Stub::ListActs, acts).status()),
            "AUDIENCE_DENIED");
}

TEST_F(SigningServiceTest, TheRecordOfActsIsExportedWhole) {
  ASSERT_TRUE(Open(1).ok());
  ASSERT_TRUE(SignAs("Lena Ek").ok());
  v1::ListActsRequest list;
  list.set_association(kAssociation);
  const auto acts = Call(&v1::SigningService::Stub::ListActs, list);
  ASSERT_TRUE(acts.ok());
  ASSERT_EQ(acts->acts_size(), 2);
  EXPECT_EQ(acts->acts(1).kind(), "start-signature");
  EXPECT_EQ(acts->acts(1).actor().person(), "Lena Ek");
  v1::ExportActsRequest request;
  request.set_association(kAssociation);
  const auto exported = Call(&v1::SigningService::Stub::ExportActs, request);
  ASSERT_TRUE(exported.ok()) << exported.status();
  EXPECT_EQ(exported->next_page_token(), "");
  const std::string lines = exported->lines();
  std::string root;
  int64_t revision = 0;
  for (const absl::string_view line :
       absl::StrSplit(lines, '\n', absl::SkipEmpty())) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    ASSERT_TRUE(json.is_object());
    std::string facts;
    ASSERT_TRUE(absl::Base64Unescape(json["facts"].get<std::string>(), &facts));
    root = Sha256Parts({root, absl::StrCat(++revision),
                        json["kind"].get<std::string>(), facts});
    EXPECT_EQ(json["root"], Hex(root));
    EXPECT_EQ(json["revision"], revision);
  }
  EXPECT_EQ(revision, 2);
  EXPECT_EQ(root, acts->acts(1).root());
}

TEST_F(SigningServiceTest, TheLocalAuthorityIsKept) {
  const std::string folder = folder_.File("signing");
  const auto again = LocalProvider::Open(folder, *ids_, clock_.Now());
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ((*again)->trust().roots[0].Fingerprint(),
            local_root_->Fingerprint());
  std::filesystem::permissions(folder + "/local-ca.key",
                               std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  EXPECT_FALSE(LocalProvider::Open(folder, *ids_, clock_.Now()).ok());
}

}  // namespace
}  // namespace finsam::governance
