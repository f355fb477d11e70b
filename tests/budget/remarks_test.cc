// What answers say of outcomes that are not all there, and pages of forecasts
// that are large.

#include "services/budget/domain/remarks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/budget/budget_store.h"
#include "tests/budget/budget_host.h"

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Stub = v1::BudgetService::Stub;

class RemarksTest : public testing::Test {
 protected:
  RemarksTest() {
    Ask<v1::ImportBudgetResponse>(&Stub::ImportBudget, HostImport());
  }

  template <typename Response, typename Method, typename Request>
  Response Ask(Method method, const Request& request) {
    Response response;
    const absl::Status status = host_.Call(method, request, &response);
    EXPECT_TRUE(status.ok()) << status;
    return response;
  }

  template <typename Response, typename Method, typename Request>
  std::string Refused(Method method, const Request& request) {
    Response response;
    return ReasonOf(host_.Call(method, request, &response));
  }

  v1::MakeForecastResponse Make(const v1::MakeForecastRequest& request) {
    return Ask<v1::MakeForecastResponse>(&Stub::MakeForecast, request);
  }

  v1::FollowUpResponse FollowUp(const v1::FollowUpRequest& request) {
    return Ask<v1::FollowUpResponse>(&Stub::FollowUp, request);
  }

  BudgetHost host_;
};

template <typename Answer>
std::vector<std::string> Told(const Answer& answer) {
  std::vector<std::string> told;
  for (const common::v1::Problem& remark : answer.warnings()) {
    EXPECT_EQ(remark.severity(), common::v1::Problem::WARNING);
    told.push_back(absl::StrCat(remark.reason(), ": ", remark.message()));
  }
  return told;
}

TEST_F(RemarksTest, MonthsThatAreNotBookedAreToldOf) {
  v1::FollowUpRequest follow_up = HostFollowUp();
  follow_up.mutable_outcomes()->Add()->set_line("it");
  for (int i = 0; i < 6; ++i) {
    follow_up.mutable_outcomes(4)->add_months_ore(1);
  }
  follow_up.mutable_outcomes()->Add()->set_line("ranta");
  for (int i = 0; i < 6; ++i) {
    follow_up.mutable_outcomes(5)->add_months_ore(1);
  }
  EXPECT_THAT(Told(FollowUp(follow_up)), IsEmpty());
  follow_up.set_booked_through_month(6);
  EXPECT_THAT(Told(FollowUp(follow_up)), IsEmpty());
  follow_up.set_booked_through_month(5);
  EXPECT_THAT(Told(FollowUp(follow_up)),
              ElementsAre(AllOf(HasSubstr("OUTCOME_UNBOOKED"),
                                HasSubstr("2025-06"), HasSubstr("2025-05"))));
  follow_up.set_booked_through_month(0);
  EXPECT_THAT(Told(FollowUp(follow_up)),
              ElementsAre(HasSubstr("inga verifikationer")));
  follow_up.set_booked_through_month(13);
  EXPECT_EQ(Refused<v1::FollowUpResponse>(&Stub::FollowUp, follow_up),
            "MONTH_INVALID");

  v1::JudgeForecastsRequest judge;
  judge.set_fiscal_year(YearName());
  judge.set_booked_through_month(6);
  const auto judged =
      Ask<v1::JudgeForecastsResponse>(&Stub::JudgeForecasts, judge);
  EXPECT_THAT(Told(judged), ElementsAre(HasSubstr("2025-06")));
}

TEST_F(RemarksTest, LinesWithABudgetAndNoOutcomeAreNamed) {
  EXPECT_THAT(Told(FollowUp(HostFollowUp())),
              ElementsAre(AllOf(HasSubstr("OUTCOME_MISSING"),
                                HasSubstr("gäller ranta, it."))));
  std::vector<Problem> remarks;
  RemarkLines("R", std::vector<std::string>(kNamedLinesMax + 2, "a"), "S.",
              &remarks);
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_THAT(remarks[0].message, HasSubstr("a och 2 till."));
}

TEST_F(RemarksTest, LinesThatTheBudgetHasNotAreNamed) {
  v1::FollowUpRequest request = HostFollowUp();
  const auto add = [&](const char* line, v1::Budget::Kind kind, int64_t ore) {
    v1::LineOutcome* outcome = request.add_outcomes();
    outcome->set_line(line);
    outcome->set_kind(kind);
    for (int i = 0; i < 6; ++i) outcome->add_months_ore(ore);
    return outcome;
  };
  add("it", v1::Budget::COST, 1);
  add("ranta", v1::Budget::INCOME, 1);
  add("nollad", v1::Budget::COST, 0);
  add("delade-kostnader", v1::Budget::INCOME, 5);
  EXPECT_THAT(Told(FollowUp(request)),
              ElementsAre(AllOf(HasSubstr("OUTCOME_UNKNOWN"),
                                HasSubstr("gäller delade-kostnader."))));
  // A net item says where it belongs.
  v1::NetItem* item = request.add_net_items();
  item->set_cost_line("it");
  item->set_counter_line("delade-kostnader");
  item->set_amount_ore(30);
  EXPECT_THAT(Told(FollowUp(request)), IsEmpty());
  // Of a statement the kind is only its sign; a person's word is a mistake.
  const int last = request.outcomes_size();
  v1::LineOutcome* it = request.mutable_outcomes(last - 4);
  ASSERT_EQ(it->line(), "it");
  it->set_kind(v1::Budget::INCOME);
  EXPECT_EQ(Refused<v1::FollowUpResponse>(&Stub::FollowUp, request),
            "OUTCOME_KIND");
  it->clear_months_ore();
  it->mutable_outcome()->set_id("books/it");
  it->mutable_outcome()->mutable_value()->set_amount_ore(-6);
  EXPECT_THAT(
      Told(FollowUp(request)),
      ElementsAre(AllOf(HasSubstr("OUTCOME_KIND"), HasSubstr("gäller it."))));
}

TEST_F(RemarksTest, AForecastWithoutEarlierYearsIsUnsure) {
  v1::MakeForecastRequest request = HostForecast();
  request.set_keep(false);
  request.clear_histories();
  for (const v1::LineHistory& history : HostHistories(0)) {
    *request.add_histories() = history;
  }
  v1::LineHistory* unknown = request.add_histories();
  *unknown = request.histories(0);
  unknown->set_line("okand");
  EXPECT_THAT(
      Told(Make(request)),
      ElementsAre(
          AllOf(HasSubstr("FORECAST_UNSURE"), HasSubstr("6 månader")),
          AllOf(HasSubstr("OUTCOME_UNKNOWN"), HasSubstr("gäller okand."))));
}

TEST_F(RemarksTest, ABalanceIsNoOutcome) {
  v1::FollowUpRequest request = HostFollowUp();
  common::v1::BooksOrigin& books = *request.mutable_outcomes(2)
                                        ->mutable_outcome()
                                        ->mutable_provenance()
                                        ->mutable_books();
  books.add_selections()->set_first_account(4000);
  books.set_measure(common::v1::BooksOrigin::MOVEMENT);
  EXPECT_FALSE(FollowUp(request).rows().empty());
  books.set_measure(common::v1::BooksOrigin::CLOSING);
  EXPECT_EQ(Refused<v1::FollowUpResponse>(&Stub::FollowUp, request),
            "OUTCOME_INVALID");
}

TEST_F(RemarksTest, AForecastStopsWhereTheBooksDo) {
  v1::MakeForecastRequest request = HostForecast();
  request.set_through_month(0);
  EXPECT_EQ(Refused<v1::MakeForecastResponse>(&Stub::MakeForecast, request),
            "MONTH_INVALID");
  request.set_booked_through_month(5);
  const auto by_books = Make(request);
  EXPECT_EQ(by_books.forecast().through_month(), 5);
  EXPECT_THAT(Told(by_books), IsEmpty());
  request.set_request_id("later");
  request.set_through_month(6);
  const auto later = Make(request);
  EXPECT_EQ(later.forecast().through_month(), 6);
  EXPECT_THAT(Told(later),
              ElementsAre(AllOf(HasSubstr("2025-06"), HasSubstr("2025-05"))));
  EXPECT_EQ(Make(request).SerializeAsString(), later.SerializeAsString());
}

TEST_F(RemarksTest, TheCapitalIsAPersonsTheBooksOrTheBudgets) {
  v1::MakeForecastRequest request = HostForecast();
  request.set_keep(false);
  const auto capital = [&] {
    const v1::Forecast forecast = Make(request).forecast();
    return absl::StrCat(
        v1::Forecast::CapitalSource_Name(forecast.opening_capital_source()),
        " ", forecast.opening_capital_ore());
  };
  EXPECT_EQ(capital(), "CAPITAL_OF_BUDGET 192534000");
  request.set_booked_opening_capital_ore(5);
  EXPECT_EQ(capital(), "CAPITAL_OF_BOOKS 5");
  request.set_opening_capital_ore(7);
  EXPECT_EQ(capital(), "CAPITAL_SOURCE_UNSPECIFIED 7");
  // It is kept with the forecast.
  request.clear_opening_capital_ore();
  request.set_keep(true);
  const auto kept = Make(request);
  v1::ListForecastsRequest list;
  list.set_fiscal_year(YearName());
  EXPECT_EQ(Ask<v1::ListForecastsResponse>(&Stub::ListForecasts, list)
                .forecasts(0)
                .SerializeAsString(),
            kept.forecast().SerializeAsString());
}

// A file is the office's word: what it leaves out is not forecast, whether the
// import kept it or it is made with no outcome of the line.
TEST_F(RemarksTest, AFileIsOfTheLinesThatItNames) {
  v1::MakeForecastRequest request = HostForecast();
  request.clear_day();
  request.clear_choices();
  request.clear_histories();
  for (const bool waits : {false, true}) {
    v1::ImportBudgetRequest import;
    import.set_fiscal_year(YearName());
    import.set_request_id(absl::StrCat("file", waits));
    common::v1::File* file = import.add_files();
    file->set_name("forecast.csv");
    file->set_content(
        absl::StrCat("#dag;2025-08-25\n#utfall till;2025-06\nrad;metod;belopp\n"
                     "team;manuell;3 000 000\nkansli;",
                     waits ? "fast;\n" : "manuell;500 000\n"));
    Ask<v1::ImportBudgetResponse>(&Stub::ImportBudget, import);
    request.set_request_id(absl::StrCat("made", waits));
    const auto made = Make(request);
    EXPECT_EQ(made.forecast().lines_size(), 2);
    EXPECT_THAT(Told(made),
                ElementsAre(AllOf(HasSubstr("FORECAST_LINE_MISSING"),
                                  HasSubstr("staten, gnosjo, ranta, it."))));
  }
  v1::ListForecastsRequest list;
  list.set_fiscal_year(YearName());
  const auto listed =
      Ask<v1::ListForecastsResponse>(&Stub::ListForecasts, list);
  EXPECT_EQ(listed.forecasts_size(), 3);
  for (const v1::Forecast& forecast : listed.forecasts()) {
    EXPECT_EQ(forecast.lines_size(), 2);
    EXPECT_EQ(forecast.lines(1).label(), "Kansli");
  }
  EXPECT_EQ(listed.warnings_size(), 3);
  // A line that an outcome tells of is forecast all the same.
  for (const v1::LineHistory& history : HostHistories(2)) {
    *request.add_histories() = history;
  }
  request.set_request_id("with outcomes");
  const auto with = Make(request);
  ASSERT_EQ(with.forecast().lines_size(), 3);
  EXPECT_EQ(with.forecast().lines(2).line(), "it");
  EXPECT_EQ(with.forecast().lines(2).label(), "IT-spåret");
  EXPECT_EQ(with.forecast().lines(2).group(), "Insatser");
}

TEST_F(RemarksTest, APageIsBoundedByBytes) {
  constexpr int kForecasts = 12;
  StoredForecast stored{{"2220001511", 2025}, 0, {}, false};
  stored.forecast.year = 2025;
  stored.forecast.day = absl::CivilDay(2025, 8, 20);
  stored.forecast.through_month = 6;
  for (int i = 0; i < 900; ++i) {
    ForecastLine& line = stored.forecast.lines.emplace_back();
    line.line = absl::StrCat("rad-", i);
    line.comment = std::string(1'000, 'k');
  }
  for (int i = 1; i <= kForecasts; ++i) {
    stored.number = i;
    store::Commit commit;
    AddForecast(commit, stored);
    ASSERT_TRUE(host_.store().Apply(commit).ok());
  }
  v1::ListForecastsRequest list;
  list.set_fiscal_year(YearName());
  list.set_page_size(1'000);
  int next = 1;
  int pages = 0;
  do {
    const auto page =
        Ask<v1::ListForecastsResponse>(&Stub::ListForecasts, list);
    EXPECT_LT(page.ByteSizeLong(), kPageBytesMax + (2u << 20));
    for (const v1::Forecast& forecast : page.forecasts()) {
      EXPECT_EQ(forecast.number(), next++);
    }
    list.set_page_token(page.next_page_token());
    ++pages;
  } while (!list.page_token().empty());
  EXPECT_EQ(next, kForecasts + 1);
  EXPECT_EQ(pages, 4);

  // A judgement may name every outcome, however small the forecast is.
  for (int i = kForecasts + 1; i <= 100; ++i) {
    stored.number = i;
    stored.forecast.lines.resize(1);
    store::Commit commit;
    AddForecast(commit, stored);
    ASSERT_TRUE(host_.store().Apply(commit).ok());
  }
  v1::JudgeForecastsRequest judge;
  judge.set_fiscal_year(YearName());
  judge.set_page_size(1'000);
  for (int i = 0; i < 1'000; ++i) {
    v1::LineAmount* outcome = judge.add_outcomes();
    outcome->set_line(absl::StrCat(std::string(74, 'x'), i));
    outcome->set_amount_ore(1);
  }
  next = 0;
  do {
    const auto page =
        Ask<v1::JudgeForecastsResponse>(&Stub::JudgeForecasts, judge);
    EXPECT_LT(page.ByteSizeLong(), kPageBytesMax + (2u << 20));
    next += page.judgements_size();
    judge.set_page_token(page.next_page_token());
  } while (!judge.page_token().empty());
  EXPECT_EQ(next, 100);
}

}  // namespace
}  // namespace finsam::budget
