// The hall's views over a real store on a memory disk: years, half-years and
// the nation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/figure/convert.h"
#include "common/store/rocks_store.h"
#include "services/participants/clp_program.h"
#include "services/participants/domain/year_comparison.h"
#include "services/participants/participants.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kFirst[] = "2220001511";
constexpr char kSecond[] = "2220002279";
constexpr int kYear = 2024;

class ViewsTest : public testing::Test {
 protected:
  ViewsTest()
      : disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
        store_(Open(disk_.get())),
        hall_(*store_, clock_, solver_) {}

  static std::unique_ptr<store::Store> Open(rocksdb::Env* disk) {
    auto opened = store::OpenRocksStore({.path = "/data", .env = disk});
    EXPECT_TRUE(opened.ok()) << opened.status();
    return *std::move(opened);
  }

  // Imports women and men of one initiative, and releases them to the public.
  void Count(const std::string& organisation, int year, int women, int men) {
    const auto imported = hall_.Import(
        {{organisation, year},
         absl::StrCat("i", ++requests_),
         false,
         {{"counts.csv",
           absl::StrCat(test::kCountsHead, "Enter;individ;deltagare;", year,
                        ";", women, ";", men, ";;;;;\n")}}});
    ASSERT_TRUE(imported.ok()) << imported.status();
  }
  void Release(const std::string& organisation, int year) {
    const auto released =
        hall_.MakeRelease({organisation, year}, Audience::kPublic,
                          absl::StrCat("r", ++requests_));
    ASSERT_TRUE(released.ok()) << released.status();
  }

  absl::StatusOr<v1::GetNationalStatisticsResponse> National(
      common::v1::Audience audience) {
    v1::GetNationalStatisticsRequest request;
    request.set_year(kYear);
    request.set_audience(audience);
    v1::AssociationMeans* means = request.add_means();
    means->set_association(absl::StrCat("associations/", kFirst));
    means->set_cost_ore(600'000'00);
    return hall_.National(request);
  }
  absl::StatusOr<v1::ReleaseNationalStatisticsResponse> ReleaseNational(
      const std::string& request_id, int year = kYear) {
    v1::ReleaseNationalStatisticsRequest request;
    request.set_year(year);
    request.set_request_id(request_id);
    return hall_.ReleaseNational(request);
  }

  static Value Sum(const v1::GetNationalStatisticsResponse& response,
                   const std::string& column) {
    const Table table = FromProto(response.totals());
    const Figure* figure =
        FindFigure(table, absl::StrCat("nation/deltagare/", column, "/2024"));
    return figure == nullptr ? Value() : figure->value;
  }

  std::unique_ptr<rocksdb::Env> disk_;
  std::unique_ptr<store::Store> store_;
  FixedClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  ClpSolver solver_;
  Participants hall_;
  int requests_ = 0;
};

// Only what is compared is read, and that is all there is to see.
TEST_F(ViewsTest, YearsAreComparedAsTheyAreShown) {
  constexpr char kRules[] =
      "measures:\n  - id: m\n    name: M\n"
      "    numerator: [\"participants/a/nya/ort/x/total/{year}\"]\n"
      "    denominator: [\"participants/a/nya/total/{year}\"]\n"
      "    target: \">= 50 %\"\n";
  std::vector<ComparedYear> shown;
  int64_t revision = 0;
  for (const int year : {2022, 2024, 2023}) {
    const std::string counts = absl::StrReplaceAll(
        absl::StrCat("insats;inriktning;mått;period;kvinnor;män;annan;ej "
                     "angivet;totalt;uppdelning;värde\n"
                     "A;individ;nya;Y;30;40;;;;;\nA;individ;nya;Y;10;9;;;;"
                     "ort;x\nA;individ;nya;Y;20;31;;;;ort;y\n"
                     "B;individ;nya;Y;3;4;;;;;\nB;individ;deltagare;Y-01..Y-06"
                     ";8;9;;;;;\nB;individ;deltagare;Y;;;;;21;;\n"),
        {{"Y", absl::StrCat(year)}});
    const auto imported =
        hall_.Import({{kFirst, year},
                      absl::StrCat("i", ++requests_),
                      false,
                      {{"counts.csv", counts}, {"counts-rules.yaml", kRules}}});
    ASSERT_TRUE(imported.ok())
        << imported.status() << ProblemsOf(imported.status())[0].message;
  }
  for (const int year : {2022, 2024, 2023}) {
    const auto read = hall_.Read({kFirst, year}, Audience::kInternal);
    ASSERT_TRUE(read.ok()) << read.status();
    ComparedYear& one = shown.emplace_back();
    one.year = year;
    for (const common::v1::Table& table : read->tables()) {
      one.statistics.tables.push_back(finsam::FromProto(table));
    }
    for (const common::v1::Figure& figure : read->figures()) {
      one.statistics.figures.push_back(finsam::FromProto(figure));
    }
    revision = read->revision().revision();
  }
  const auto table =
      hall_.CompareYears(kFirst, {2022, 2024, 2023}, Audience::kInternal);
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_THAT(table->rows, SizeIs(testing::Gt(5u)));
  common::v1::Table expected;
  common::v1::Table found;
  finsam::ToProto(CompareYears(shown, revision), &expected);
  finsam::ToProto(*table, &found);
  EXPECT_EQ(found.DebugString(), expected.DebugString());
}

TEST_F(ViewsTest, NothingIsReleasedWhenNobodyWaits) {
  Count(kFirst, kYear, 3, 40);
  const auto released =
      hall_.MakeRelease({kFirst, kYear}, Audience::kPublic, "gone",
                        /*is_gone=*/[] { return true; });
  EXPECT_TRUE(absl::IsCancelled(released.status())) << released.status();
  EXPECT_THAT(*hall_.Releases(kFirst), IsEmpty());
  EXPECT_EQ(ReasonOf(ProofStatus(absl::ResourceExhaustedError("work"))),
            "RELEASE_TOO_LARGE");
  Release(kFirst, kYear);
  Count(kSecond, kYear, 3, 4);
  Release(kSecond, kYear);
  v1::ReleaseNationalStatisticsRequest request;
  request.set_year(kYear);
  request.set_request_id("n");
  EXPECT_TRUE(absl::IsCancelled(
      hall_.ReleaseNational(request, [] { return true; }).status()));
}

TEST_F(ViewsTest, YearsAreComparedAsTheReaderMaySeeThem) {
  Count(kFirst, 2023, 3, 30);
  Count(kFirst, 2024, 12, 30);
  const auto truth =
      hall_.CompareYears(kFirst, {2023, 2024}, Audience::kInternal);
  ASSERT_TRUE(truth.ok()) << truth.status();
  EXPECT_EQ(std::get<FigureCell>(truth->rows[0].cells[2]).figure.value,
            Value(finsam::Count{9}));
  const auto refused =
      hall_.CompareYears(kFirst, {2023, 2024}, Audience::kPublic);
  EXPECT_EQ(ReasonOf(refused.status()), "COUNTS_NOT_RELEASED");
  Release(kFirst, 2023);
  Release(kFirst, 2024);
  const auto shown =
      hall_.CompareYears(kFirst, {2023, 2024}, Audience::kPublic);
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(PrintedText(std::get<FigureCell>(shown->rows[0].cells[0])), "..");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(shown->rows[0].cells[2]));
  EXPECT_EQ(
      ReasonOf(
          hall_.CompareYears(kFirst, {2024}, Audience::kInternal).status()),
      "COMPARISON_SIZE");
}

TEST_F(ViewsTest, FollowUpHasTableFileAndWarnings) {
  v1::GetHalfYearFollowUpRequest request;
  request.set_fiscal_year(FiscalYearName{kFirst, kYear}.Text());
  request.set_half(1);
  EXPECT_EQ(ReasonOf(hall_.FollowUp(request).status()), "COUNTS_UNKNOWN");
  Count(kFirst, kYear, 12, 9);
  request.mutable_means()->set_allotted_ore(3'150'000'00);
  const auto answer = hall_.FollowUp(request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->file().name(), "uppfoljning-finsam-2024-1.csv");
  EXPECT_THAT(answer->file().content(),
              HasSubstr("#tilldelade medel;3150000\n"));
  EXPECT_THAT(answer->file().content(), HasSubstr("Enter;individ;;;;;;;;\n"));
  ASSERT_THAT(answer->warnings(), SizeIs(1));
  EXPECT_EQ(answer->warnings(0).reason(), "HALF_YEAR_MISSING");
  request.set_half(3);
  EXPECT_EQ(ReasonOf(hall_.FollowUp(request).status()), "HALF_YEAR_INVALID");
  request.set_fiscal_year("2024");
  EXPECT_EQ(ReasonOf(hall_.FollowUp(request).status()), "NAME_INVALID");
}

TEST_F(ViewsTest, StateSeesEverybodyAndThePublicWhatIsReleased) {
  Count(kFirst, kYear, 12, 30);
  Count(kSecond, kYear, 3, 30);
  const auto truth = National(common::v1::OFFICE);
  ASSERT_TRUE(truth.ok()) << truth.status();
  EXPECT_EQ(truth->association_count(), 2);
  EXPECT_EQ(Sum(*truth, "women"), Value(finsam::Count{15}));
  for (const auto audience : {common::v1::PUBLIC, common::v1::MEMBERS}) {
    EXPECT_EQ(ReasonOf(National(audience).status()), "COUNTS_NOT_RELEASED");
  }
  EXPECT_EQ(ReasonOf(ReleaseNational("n0").status()), "COUNTS_UNKNOWN");
  Release(kFirst, kYear);
  const auto first = ReleaseNational("n1");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_TRUE(first->changed());
  EXPECT_EQ(first->release().number(), 1);
  EXPECT_EQ(first->release().fiscal_year(), "nation/fiscalYears/2024");
  EXPECT_EQ(Sum(*National(common::v1::PUBLIC), "women"),
            Value(finsam::Count{12}));
  // The second hides its women, and the difference does not tell them.
  Release(kSecond, kYear);
  const auto second = ReleaseNational("n2");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_GT(second->release().protected_(), 0);
  const auto shown = National(common::v1::PUBLIC);
  ASSERT_TRUE(shown.ok());
  EXPECT_EQ(shown->release(), 2);
  EXPECT_EQ(shown->association_count(), 2);
  EXPECT_EQ(Sum(*shown, "women"), Value(Protected{5}));
  EXPECT_TRUE(store::VerifyChain(*store_->TakeSnapshot(), kNation).ok());
}

TEST_F(ViewsTest, NationIsOfWhatWasReleasedAndNotOfDrafts) {
  Count(kFirst, kYear, 12, 30);
  Release(kFirst, kYear);
  Count(kFirst, kYear, 20, 30);
  ASSERT_TRUE(ReleaseNational("n1").ok());
  EXPECT_EQ(Sum(*National(common::v1::PUBLIC), "women"),
            Value(finsam::Count{12}));
  EXPECT_EQ(Sum(*National(common::v1::OFFICE), "women"),
            Value(finsam::Count{20}));
}

TEST_F(ViewsTest, NationalReleaseIsMadeOnceForARequest) {
  Count(kFirst, kYear, 12, 30);
  Release(kFirst, kYear);
  const auto first = ReleaseNational("n1");
  ASSERT_TRUE(first.ok());
  clock_.Set(absl::FromUnixSeconds(1'800'000'000));
  const auto repeated = ReleaseNational("n1");
  ASSERT_TRUE(repeated.ok());
  EXPECT_EQ(repeated->SerializeAsString(), first->SerializeAsString());
  const auto same = ReleaseNational("n2");
  ASSERT_TRUE(same.ok());
  EXPECT_FALSE(same->changed());
  EXPECT_EQ(same->release().number(), 1);
  EXPECT_EQ(same->release().time(), first->release().time());
  EXPECT_EQ(ReasonOf(ReleaseNational("n1", 2023).status()),
            "REQUEST_ID_REUSED");
  EXPECT_EQ(ReasonOf(ReleaseNational("").status()), "REQUEST_ID_SIZE");
  EXPECT_EQ(ReasonOf(ReleaseNational("n3", 1999).status()), "YEAR_INVALID");
}

TEST_F(ViewsTest, CostPerParticipantOfWhoIsShown) {
  Count(kFirst, kYear, 12, 28);
  const auto truth = National(common::v1::OFFICE);
  ASSERT_TRUE(truth.ok());
  const Table table = FromProto(truth->associations());
  const Figure* cost =
      FindFigure(table, "nation/2220001511/cost-per-participant/2024");
  ASSERT_NE(cost, nullptr);
  EXPECT_EQ(cost->value, Value(Ratio{600'000'00, 4'000}));
}

TEST_F(ViewsTest, MeansOfTheNationAreChecked) {
  const auto reason = [this](const std::string& association, int64_t ore,
                             int times) {
    v1::GetNationalStatisticsRequest request;
    request.set_year(kYear);
    request.set_audience(common::v1::OFFICE);
    for (int i = 0; i < times; ++i) {
      request.add_means()->set_association(association);
      request.mutable_means(i)->set_cost_ore(ore);
    }
    return ReasonOf(hall_.National(request).status());
  };
  EXPECT_EQ(reason("associations/2220001511", 1, 1), "");
  EXPECT_EQ(reason("associations/2220001511", 1, 2), "MEANS_INVALID");
  EXPECT_EQ(reason("associations/2220001511", -1, 1), "MEANS_INVALID");
  EXPECT_EQ(reason("2220001511", 1, 1), "MEANS_INVALID");
}

}  // namespace
}  // namespace finsam::participants
