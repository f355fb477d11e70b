// Releases over real gRPC: what is small is told to nobody but the office, by
// no call, in no form; and what was shown once is reckoned with ever after.

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/participants/participants_host.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using common::v1::MEMBERS;
using common::v1::OFFICE;
using common::v1::PUBLIC;
using test::kMember;
using test::kNobody;
using test::kOffice;
using test::kState;
using Service = v1::ParticipantsService::Stub;

constexpr char kAssociation[] = "associations/2220001511";
constexpr char kHead[] =
    "insats;inriktning;mått;period;kvinnor;män;annan;ej angivet;totalt;"
    "uppdelning;värde\n";

// Everything below 100 is protected, so that protected numbers can be told from
// all others by looking for them.
constexpr char kRules[] = R"(
protection: {public-minimum: 100, member-minimum: 60}
measures:
  - id: arbete
    name: Till arbete
    numerator: ["participants/b/avslutade/avslutsorsak/arbete/total/{year}"]
    denominator: ["participants/b/avslutade/total/{year}"]
    target: ">= 50 %"
effects:
  name: Modell
  persons: ["participants/b/avslutade/avslutsorsak/arbete/total/{year}"]
  assumptions:
    - id: stod
      name: Stöd
      source: Kommunen
      amount: 1000
      low: 900
      high: 1100
)";

// 73 women are protected, and what others of B there are keeps them so.
std::string CountsOf(int year) {
  return absl::StrReplaceAll(
      absl::StrCat(kHead,
                   "A;individ;deltagare;Y;9001;9511;;;;;\n"
                   "B;individ;deltagare;Y;73;9323;;;;;\n"
                   "C;individ;deltagare;Y;8111;8317;;;;;\n"
                   "B;individ;avslutade;Y;;;;;3725;;\n"
                   "B;individ;avslutade;Y;;;;;67;avslutsorsak;arbete\n"
                   "B;individ;avslutade;Y;;;;;1829;avslutsorsak;studier\n"
                   "B;individ;avslutade;Y;;;;;1829;avslutsorsak;annat\n"),
      {{"Y", absl::StrCat(year)}});
}

constexpr char kSurveys[] =
    "enkät;fråga;period;svar;positiva;regel\n"
    "E;Nytta;2024;89;83;steg 4–6 av 6\n"
    "E;Tid;2024;5003;4001;steg 4–6 av 6\n";

constexpr char kLayout[] =
    "tables:\n"
    "  - id: mine\n    title: Deltagare\n    period: \"{year}\"\n"
    "    rows:\n"
    "      - {label: A, initiative: A}\n      - {label: B, initiative: B}\n"
    "      - {label: Totalt, initiative: total, kind: total}\n"
    "    columns:\n"
    "      - {label: Kvinnor, measure: deltagare, gender: kvinnor}\n"
    "      - {label: Män, measure: deltagare, gender: män}\n";

// The numbers above that are protected for the public, and what tells them.
std::vector<std::string> Secrets() { return {"73", "67", "89", "83"}; }

// True when `number` stands in `text` as a number of its own, but for roots,
// which are chance.
bool HasNumber(const std::string& text, const std::string& number) {
  std::string kept = text;
  RE2::GlobalReplace(&kept, R"("root": ?"[^"]*")", "");
  return RE2::PartialMatch(
      kept, absl::StrCat("(^|[^0-9A-Za-z.])", number, "([^0-9A-Za-z]|$)"));
}

class ReleasesTest : public testing::Test {
 protected:
  static std::string YearName(int year) {
    return absl::StrCat(kAssociation, "/fiscalYears/", year);
  }

  void Import(int year, const std::string& id, const std::string& counts) {
    v1::ImportCountsRequest request;
    request.set_fiscal_year(YearName(year));
    request.set_request_id(id);
    const auto add = [&](const std::string& name, const std::string& content) {
      common::v1::File* file = request.add_files();
      file->set_name(name);
      file->set_content(content);
    };
    add("counts.csv", counts);
    add("counts-rules.yaml", kRules);
    if (year == 2024) add("surveys.csv", kSurveys);
    add("layouts/counts.yaml", kLayout);
    const auto imported = host_.Ask(&Service::ImportCounts, request, kOffice);
    ASSERT_TRUE(imported.ok())
        << imported.status()
        << testing::PrintToString(ProblemsOf(imported.status()).size());
  }

  absl::StatusOr<v1::ReleaseCountsResponse> Release(
      int year, const std::string& id,
      common::v1::Audience audience = common::v1::PUBLIC) {
    v1::ReleaseCountsRequest request;
    request.set_fiscal_year(YearName(year));
    request.set_audience(audience);
    request.set_request_id(id);
    return host_.Ask(&Service::ReleaseCounts, request, kOffice);
  }

  absl::StatusOr<v1::GetStatisticsResponse> Get(int year,
                                                common::v1::Audience audience,
                                                const std::string& key) {
    v1::GetStatisticsRequest request;
    request.set_fiscal_year(YearName(year));
    request.set_audience(audience);
    return host_.Ask(&Service::GetStatistics, request, key);
  }

  static const common::v1::Value* ValueOf(
      const v1::GetStatisticsResponse& statistics, absl::string_view id) {
    for (const common::v1::Figure& figure : statistics.figures()) {
      if (figure.id() == id) return &figure.value();
    }
    return nullptr;
  }

  test::ParticipantsHost host_;
};

TEST_F(ReleasesTest, NothingIsGivenOutBeforeItIsReleased) {
  Import(2024, "i1", CountsOf(2024));
  EXPECT_EQ(ReasonOf(Get(2024, PUBLIC, kNobody).status()),
            "COUNTS_NOT_RELEASED");
  EXPECT_EQ(ReasonOf(Get(2024, MEMBERS, kNobody).status()), "AUDIENCE_DENIED");
  EXPECT_EQ(ReasonOf(Get(2024, MEMBERS, kMember).status()),
            "COUNTS_NOT_RELEASED");
  EXPECT_EQ(ReasonOf(Get(2024, OFFICE, kMember).status()), "AUDIENCE_DENIED");
  const auto office = Get(2024, OFFICE, kOffice);
  ASSERT_TRUE(office.ok()) << office.status();
  EXPECT_EQ(ValueOf(*office, "participants/b/deltagare/women/2024")->count(),
            73);
}

TEST_F(ReleasesTest, AReleaseProtectsWhatIsSmallAndWhatTellsIt) {
  Import(2024, "i1", CountsOf(2024));
  const auto released = Release(2024, "r1");
  ASSERT_TRUE(released.ok()) << released.status();
  EXPECT_TRUE(released->changed());
  EXPECT_EQ(released->release().number(), 1);
  EXPECT_EQ(released->release().minimum(), 100);
  EXPECT_GT(released->release().shown(), 0);
  EXPECT_GT(released->release().protected_(), 2);
  const auto shown = Get(2024, PUBLIC, kNobody);
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->release(), 1);
  for (const char* id :
       {"participants/b/deltagare/women/2024",
        "participants/b/avslutade/avslutsorsak/arbete/total/2024",
        "measures/arbete/share/2024", "effects/gain/2024",
        "surveys/e/nytta/share/2024", "surveys/e/nytta/answers/2024"}) {
    const common::v1::Value* value = ValueOf(*shown, id);
    ASSERT_NE(value, nullptr) << id;
    EXPECT_TRUE(value->has_protected_()) << id;
  }
  // Neither the men nor the total of B are both shown with the rest.
  EXPECT_TRUE(
      ValueOf(*shown, "participants/b/deltagare/men/2024")->has_protected_() ||
      ValueOf(*shown, "participants/b/deltagare/total/2024")->has_protected_());
  EXPECT_EQ(ValueOf(*shown, "surveys/e/tid/positive/2024")->count(), 4001);
}

TEST_F(ReleasesTest, TheSameAgainIsNoNewRelease) {
  Import(2024, "i1", CountsOf(2024));
  const auto first = Release(2024, "r1");
  ASSERT_TRUE(first.ok()) << first.status();
  const auto again = Release(2024, "r2");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_FALSE(again->changed());
  EXPECT_EQ(again->release().number(), 1);
  const auto repeated = Release(2024, "r1");
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_EQ(repeated->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(ReasonOf(Release(2024, "r1", MEMBERS).status()),
            "REQUEST_ID_REUSED");
}

TEST_F(ReleasesTest, WhatIsImportedAfterwardsWaitsForItsRelease) {
  Import(2024, "i1", CountsOf(2024));
  ASSERT_TRUE(Release(2024, "r1").ok());
  const auto before = Get(2024, PUBLIC, kNobody);
  Import(2024, "i2", absl::StrReplaceAll(CountsOf(2024), {{"9001", "9002"}}));
  const auto after = Get(2024, PUBLIC, kNobody);
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_EQ(after->SerializeAsString(), before->SerializeAsString());
  const auto next = Release(2024, "r2");
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_TRUE(next->changed());
  EXPECT_EQ(next->release().number(), 2);
}

// The year that is imported for a guess is compared with the year before, and
// the root of a guess with that of the truth.
TEST_F(ReleasesTest, NobodyCanTryOutGuessesAtWhatIsKept) {
  Import(2023, "i1", CountsOf(2023));
  v1::ImportCountsRequest guess;
  guess.set_fiscal_year(YearName(2024));
  guess.set_request_id("g1");
  guess.set_validate_only(true);
  for (const std::string& key : {kNobody, kMember}) {
    EXPECT_EQ(ReasonOf(host_.Ask(&Service::ImportCounts, guess, key).status()),
              "AUDIENCE_DENIED");
  }
  const auto none = Get(2024, PUBLIC, kNobody);
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_EQ(none->revision().root(), "");
  ASSERT_TRUE(Release(2023, "r1").ok());
  const auto shown = Get(2023, PUBLIC, kNobody);
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->revision().revision(), 1);
  EXPECT_EQ(shown->revision().root(), "");
  const auto office = Get(2023, OFFICE, kOffice);
  ASSERT_TRUE(office.ok()) << office.status();
  EXPECT_NE(office->revision().root(), "");
}

TEST_F(ReleasesTest, YearsHangTogetherInWhateverOrderTheyAreReleased) {
  const auto counts = [](int year, int participants, int fresh, int finished) {
    return absl::StrCat(CountsOf(year), "D;individ;deltagare;", year, ";;;;;",
                        participants, ";;\nD;individ;nya;", year, ";;;;;",
                        fresh, ";;\nD;individ;avslutade;", year, ";;;;;",
                        finished, ";;\n");
  };
  Import(2023, "i1", counts(2023, 7033, 5011, 73));
  Import(2024, "i2", counts(2024, 7961, 1001, 2000));
  ASSERT_TRUE(Release(2024, "r1").ok());
  const auto later = Get(2024, PUBLIC, kNobody);
  ASSERT_TRUE(later.ok()) << later.status();
  EXPECT_EQ(ValueOf(*later, "participants/d/nya/total/2024")->count(), 1001);
  ASSERT_TRUE(Release(2023, "r2").ok());
  // 7033 less 73, who are a secret, is 7961 less 1001.
  const auto shown = Get(2023, PUBLIC, kNobody);
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_TRUE(
      ValueOf(*shown, "participants/d/deltagare/total/2023")->has_protected_());
}

TEST_F(ReleasesTest, MembersMaySeeMoreThanThePublic) {
  Import(2024, "i1", CountsOf(2024));
  ASSERT_TRUE(Release(2024, "r1").ok());
  // Before there is one for them they get the public's.
  const auto same = Get(2024, MEMBERS, kMember);
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_EQ(same->release(), 1);
  ASSERT_TRUE(Release(2024, "r2", MEMBERS).ok());
  const auto members = Get(2024, MEMBERS, kMember);
  ASSERT_TRUE(members.ok()) << members.status();
  EXPECT_EQ(members->release(), 2);
  EXPECT_EQ(ValueOf(*members, "participants/b/deltagare/women/2024")->count(),
            73);
  const auto open = Get(2024, PUBLIC, kNobody);
  ASSERT_TRUE(open.ok());
  EXPECT_EQ(open->release(), 1);
}

TEST_F(ReleasesTest, ThePlanIsForTheOfficeAndSaysWhatCanBeReckoned) {
  Import(2024, "i1", CountsOf(2024));
  v1::PlanReleaseRequest request;
  request.set_fiscal_year(YearName(2024));
  request.set_audience(PUBLIC);
  EXPECT_EQ(
      ReasonOf(host_.Ask(&Service::PlanRelease, request, kMember).status()),
      "AUDIENCE_DENIED");
  const auto plan = host_.Ask(&Service::PlanRelease, request, kOffice);
  ASSERT_TRUE(plan.ok()) << plan.status();
  EXPECT_EQ(plan->minimum(), 100);
  EXPECT_EQ(plan->small(), 5);  // Of them one as the sum of one initiative.
  EXPECT_EQ(plan->leaks_size(), 0);
  EXPECT_GT(plan->protected__size(), plan->small());
  for (const v1::ProtectedFigure& figure : plan->protected_()) {
    if (!figure.small()) continue;
    EXPECT_LE(figure.low(), figure.value()) << figure.figure_id();
    EXPECT_TRUE(!figure.has_high() ||
                figure.high() - figure.low() >= plan->minimum())
        << figure.figure_id();
  }
  request.set_audience(OFFICE);
  EXPECT_EQ(
      ReasonOf(host_.Ask(&Service::PlanRelease, request, kOffice).status()),
      "AUDIENCE_INVALID");
  request.set_audience(PUBLIC);
  request.set_fiscal_year(YearName(2019));
  EXPECT_EQ(
      ReasonOf(host_.Ask(&Service::PlanRelease, request, kOffice).status()),
      "COUNTS_UNKNOWN");
}

TEST_F(ReleasesTest, ReleasesAreListedPageByPage) {
  for (const int year : {2022, 2023, 2024}) {
    Import(year, absl::StrCat("i", year), CountsOf(year));
    ASSERT_TRUE(Release(year, absl::StrCat("r", year)).ok());
  }
  v1::ListReleasesRequest request;
  request.set_association(kAssociation);
  request.set_page_size(2);
  std::vector<int64_t> numbers;
  do {
    const auto page = host_.Ask(&Service::ListReleases, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::Release& release : page->releases()) {
      numbers.push_back(release.number());
      EXPECT_EQ(release.fiscal_year(),
                YearName(2021 + static_cast<int>(release.number())));
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(numbers, testing::ElementsAre(1, 2, 3));
  request.set_page_token("mine");
  EXPECT_EQ(ReasonOf(host_.Ask(&Service::ListReleases, request).status()),
            "PAGE_INVALID");
}

TEST_F(ReleasesTest, AYearThatIsTooLargeIsRefusedInWords) {
  std::string counts = CountsOf(2024);
  for (int i = 0; i < 5'000; ++i) {
    absl::StrAppend(&counts, "A;individ;nya;2024;500;600;7;8;;ort;",
                    std::string(36, 'o'), i, "\n");
  }
  Import(2024, "i1", counts);
  EXPECT_EQ(ReasonOf(Release(2024, "r1").status()), "RELEASE_TOO_LARGE");
  const absl::Status shown = Get(2024, OFFICE, kOffice).status();
  EXPECT_EQ(ReasonOf(shown), "ANSWER_TOO_LARGE");
  EXPECT_THAT(shown.message(), testing::HasSubstr("högst 16"));
  EXPECT_THAT(shown.message(), testing::HasSubstr("finsam counts export"));
}

// A total that the nation's sums reckon as unknown stays unknown.
TEST_F(ReleasesTest, WhatWasHiddenFromTheNationStaysHidden) {
  Import(2024, "i1", CountsOf(2024));
  ASSERT_TRUE(Release(2024, "r1").ok());
  const std::string total =
      "participants/total/avslutade/avslutsorsak/arbete/total/2024";
  const auto hidden = Get(2024, PUBLIC, kNobody);
  ASSERT_TRUE(hidden.ok());
  ASSERT_TRUE(ValueOf(*hidden, total)->has_protected_());
  v1::ReleaseNationalStatisticsRequest nation;
  nation.set_year(2024);
  nation.set_request_id("n1");
  ASSERT_TRUE(
      host_.Ask(&Service::ReleaseNationalStatistics, nation, kState).ok());
  // Corrected, it is no small count any more.
  Import(2024, "i2",
         absl::StrReplaceAll(CountsOf(2024),
                             {{";67;", ";1067;"}, {";3725;", ";4725;"}}));
  ASSERT_TRUE(Release(2024, "r2").ok());
  const auto after = Get(2024, PUBLIC, kNobody);
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(after->release(), 2);
  EXPECT_TRUE(ValueOf(*after, total)->has_protected_());
}

// Every method of the service, with whatever of these its request has.
class EveryCall {
 public:
  explicit EveryCall(test::ParticipantsHost& host) : stub_(host.channel()) {}

  // The answer or the refusal as text.
  std::string Make(const google::protobuf::MethodDescriptor& method,
                   common::v1::Audience audience, const std::string& key) {
    const std::unique_ptr<google::protobuf::Message> request(
        google::protobuf::MessageFactory::generated_factory()
            ->GetPrototype(method.input_type())
            ->New());
    Fill(audience, request.get());
    grpc::ClientContext context;
    rpc::SetDeadline(context, absl::Now() + absl::Seconds(60));
    rpc::SendKey(context, key);
    grpc::Slice slice(request->SerializeAsString());
    grpc::ByteBuffer asked(&slice, 1);
    grpc::ByteBuffer answered;
    grpc::CompletionQueue queue;
    const auto call = stub_.PrepareUnaryCall(
        &context,
        absl::StrCat("/", method.service()->full_name(), "/", method.name()),
        asked, &queue);
    call->StartCall();
    grpc::Status status;
    call->Finish(&answered, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    EXPECT_TRUE(queue.Next(&tag, &ok));
    if (!status.ok()) {
      return absl::StrCat(status.error_message(), status.error_details());
    }
    return TextOf(method, answered);
  }

 private:
  static void Fill(common::v1::Audience audience,
                   google::protobuf::Message* request) {
    const auto* reflection = request->GetReflection();
    const auto* type = request->GetDescriptor();
    for (int i = 0; i < type->field_count(); ++i) {
      const auto* field = type->field(i);
      if (field->name() == "fiscal_year") {
        reflection->SetString(request, field,
                              absl::StrCat(kAssociation, "/fiscalYears/2024"));
      } else if (field->name() == "association") {
        reflection->SetString(request, field, kAssociation);
      } else if (field->name() == "request_id") {
        reflection->SetString(request, field, absl::StrCat("walk", audience));
      } else if (field->name() == "audience") {
        reflection->SetEnumValue(request, field, audience);
      } else if (field->name() == "year") {
        reflection->SetInt32(request, field, 2024);
      } else if (field->name() == "half") {
        reflection->SetInt32(request, field, 2);
      } else if (field->name() == "years") {
        reflection->AddInt32(request, field, 2023);
        reflection->AddInt32(request, field, 2024);
      }
    }
  }

  static std::string TextOf(const google::protobuf::MethodDescriptor& method,
                            grpc::ByteBuffer& bytes) {
    std::vector<grpc::Slice> slices;
    EXPECT_TRUE(bytes.Dump(&slices).ok());
    std::string whole;
    for (const grpc::Slice& slice : slices) {
      whole.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
    }
    const std::unique_ptr<google::protobuf::Message> answer(
        google::protobuf::MessageFactory::generated_factory()
            ->GetPrototype(method.output_type())
            ->New());
    EXPECT_TRUE(answer->ParseFromString(whole));
    std::string json;
    EXPECT_TRUE(
        google::protobuf::util::MessageToJsonString(*answer, &json).ok());
    return json;
  }

  grpc::GenericStub stub_;
};

TEST_F(ReleasesTest, NoCallTellsAProtectedCountToWhoMayNotSeeIt) {
  Import(2023, "i1", CountsOf(2023));
  Import(2024, "i2", CountsOf(2024));
  ASSERT_TRUE(Release(2023, "r1").ok());
  ASSERT_TRUE(Release(2024, "r2").ok());
  v1::ReleaseNationalStatisticsRequest nation;
  nation.set_year(2024);
  nation.set_request_id("n1");
  const auto national =
      host_.Ask(&Service::ReleaseNationalStatistics, nation, kState);
  ASSERT_TRUE(national.ok()) << national.status();

  EveryCall calls(host_);
  const google::protobuf::ServiceDescriptor& service =
      *v1::GetStatisticsRequest::descriptor()->file()->service(0);
  size_t answers = 0;
  for (int i = 0; i < service.method_count(); ++i) {
    for (const auto audience :
         {common::v1::AUDIENCE_UNSPECIFIED, PUBLIC, MEMBERS, OFFICE}) {
      for (const std::string& key : {kNobody, kMember, std::string(64, 'f')}) {
        const std::string said = calls.Make(*service.method(i), audience, key);
        answers += said.size() > 200 ? 1 : 0;
        for (const std::string& secret : Secrets()) {
          EXPECT_FALSE(HasNumber(said, secret))
              << service.method(i)->name() << " " << audience;
        }
      }
    }
  }
  EXPECT_GT(answers, 10u);  // The walk has met real answers.
  // And the secrets are there to be found.
  const std::string office =
      calls.Make(*service.FindMethodByName("GetStatistics"), OFFICE, kOffice);
  for (const std::string& secret : Secrets()) {
    EXPECT_TRUE(HasNumber(office, secret)) << secret;
  }
}

// Imports of guesses at what is kept, right and wrong, to be kept or only
// looked at: to who holds no office's key all of them are the same.
TEST_F(ReleasesTest, AnImportTellsNobodyWhetherAGuessIsRight) {
  Import(2023, "i1", CountsOf(2023));
  Import(2024, "i2", CountsOf(2024));
  ASSERT_TRUE(Release(2024, "r1").ok());
  const auto before = Get(2024, OFFICE, kOffice);
  ASSERT_TRUE(before.ok()) << before.status();
  std::vector<std::string> guesses;
  for (const int year : {2023, 2024, 2025}) {  // Beside each other they flow.
    for (const char* guess : {"72", "73", "74", "x"}) {
      guesses.push_back(absl::StrReplaceAll(
          CountsOf(year), {{";73;", absl::StrCat(";", guess, ";")}}));
    }
  }
  std::set<std::string> said;
  for (const std::string& key :
       {kNobody, kMember, kState, std::string(64, 'f')}) {
    for (const std::string& guess : guesses) {
      for (const int year : {2023, 2024, 2025}) {
        for (const bool validate_only : {false, true}) {
          v1::ImportCountsRequest request;
          request.set_fiscal_year(YearName(year));
          request.set_request_id("i2");  // One that was used.
          request.set_validate_only(validate_only);
          request.add_files()->set_name("counts.csv");
          request.mutable_files(0)->set_content(guess);
          const absl::Status status =
              host_.Ask(&Service::ImportCounts, request, key).status();
          EXPECT_EQ(ReasonOf(status), "AUDIENCE_DENIED");
          EXPECT_TRUE(ProblemsOf(status).empty());
          said.insert(std::string(status.message()));
        }
      }
    }
  }
  EXPECT_EQ(said.size(), 1u);
  const auto after = Get(2024, OFFICE, kOffice);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->SerializeAsString(), before->SerializeAsString());
}

}  // namespace
}  // namespace finsam::participants
