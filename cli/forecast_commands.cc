#include "cli/forecast_commands.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "cli/arguments.h"
#include "cli/forecast_text.h"
#include "cli/outcome_file.h"
#include "cli/output.h"
#include "common/base/clock.h"
#include "common/base/status.h"
#include "common/figure/convert.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;

constexpr int kMonths = 12;
constexpr int kPageSize = 1'000;
constexpr int64_t kPpmPerPercent = 10'000;
// The reason for a forecast that is to be as forecast.csv says, of a year
// without one: a file that is kept has lines.
constexpr char kNoFile[] = "FORECAST_EMPTY";

absl::StatusOr<FiscalYearName> ChooseYear(const CommonOptions& common,
                                          Client& client) {
  ASSIGN_OR_RETURN(const std::string year, ChooseFiscalYear(common, 0, client));
  return ParseFiscalYearName(year);
}

// The last month that the outcomes have: of the books the last with a voucher,
// of a file the last that it tells of.
absl::StatusOr<int> LastMonth(const OutcomeOptions& outcomes,
                              const FiscalYearName& year,
                              const std::vector<bud::LineHistory>& histories,
                              Client& client) {
  if (!outcomes.statements.empty()) return BookedThrough(year, client);
  int last = 0;
  for (const bud::LineHistory& line : histories) {
    last = std::max(last, line.months_ore_size());
  }
  return last;
}

// Makes `request` one of a forecast by the rules, on its day or today, instead
// of one by forecast.csv.
void AskByRules(bud::MakeForecastRequest* request) {
  for (const bud::LineHistory& line : request->histories()) {
    // Named, so that the budget's words and kind for the line are taken.
    request->add_choices()->set_line(line.line());
  }
  if (request->has_day()) return;
  ToProto(absl::ToCivilDay(SystemClock().Now(), absl::LocalTimeZone()),
          request->mutable_day());
}

absl::StatusOr<bud::MakeForecastResponse> AskForecast(
    bool by_rules, bud::MakeForecastRequest request, Client& client) {
  if (!by_rules) {
    auto by_file = client.Ask<bud::MakeForecastResponse>(request);
    if (request.booked_through_month() == 0 ||
        ReasonOf(by_file.status()) != kNoFile) {
      return by_file;
    }
  }
  AskByRules(&request);
  return client.Ask<bud::MakeForecastResponse>(request);
}

absl::Status DoForecast(const CommonOptions& all,
                        const ForecastOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  bud::MakeForecastRequest request;
  if (!options.day.empty()) {
    RETURN_IF_ERROR(ParseDate("--day", options.day, request.mutable_day()));
  }
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName year, ChooseYear(common, client));
  request.set_fiscal_year(year.Text());
  request.set_request_id(NewRandomIdSource()->Next());
  request.set_keep(options.keep);
  request.set_confidence_ppm(options.confidence * kPpmPerPercent);
  // The file alone knows its month: it is given all there are.
  int through = options.outcomes.file.empty() ? kMonths : 0;
  if (!options.through.empty()) {
    ASSIGN_OR_RETURN(through,
                     ParseMonth("--through", options.through, year.year));
    request.set_through_month(through);
    request.set_basis(options.basis);
  }
  ASSIGN_OR_RETURN(const std::vector<bud::LineHistory> histories,
                   HistoriesFor(options.outcomes, year, through, client));
  for (const bud::LineHistory& line : histories) {
    *request.add_histories() = line;
  }
  if (options.outcomes.given()) {
    ASSIGN_OR_RETURN(const int last,
                     LastMonth(options.outcomes, year, histories, client));
    request.set_booked_through_month(last);
  }
  if (!options.opening_capital.empty()) {
    ASSIGN_OR_RETURN(const int64_t ore,
                     BookedFigure(options.opening_capital, year,
                                  through == 0 ? kMonths : through, client));
    request.set_booked_opening_capital_ore(ore);
  }
  ASSIGN_OR_RETURN(const auto forecast,
                   AskForecast(/*by_rules=*/!options.through.empty(),
                               std::move(request), client));
  Print(common.json() ? Json(forecast) : ForecastText(forecast, year.year));
  return absl::OkStatus();
}

absl::Status ListKept(const CommonOptions& common, const FiscalYearName& year,
                      Client& client) {
  bud::ListForecastsRequest request;
  request.set_fiscal_year(year.Text());
  request.set_page_size(kPageSize);
  bud::ListForecastsResponse all;
  do {
    ASSIGN_OR_RETURN(const auto page,
                     client.Ask<bud::ListForecastsResponse>(request));
    all.mutable_forecasts()->MergeFrom(page.forecasts());
    all.mutable_warnings()->MergeFrom(page.warnings());
    *all.mutable_revision() = page.revision();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  Print(common.json() ? Json(all) : ForecastsText(all));
  return absl::OkStatus();
}

absl::Status DoForecasts(const CommonOptions& all,
                         const ForecastsOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName year, ChooseYear(common, client));
  if (!options.outcomes.given()) return ListKept(common, year, client);
  OutcomeOptions whole_year = options.outcomes;
  whole_year.history_years = 0;
  ASSIGN_OR_RETURN(const std::vector<bud::LineHistory> lines,
                   HistoriesFor(whole_year, year, kMonths, client));
  bud::JudgeForecastsRequest request;
  request.set_fiscal_year(year.Text());
  request.set_page_size(kPageSize);
  for (const bud::LineHistory& line : lines) {
    bud::LineAmount* outcome = request.add_outcomes();
    outcome->set_line(line.line());
    outcome->set_kind(line.kind());
    int64_t sum = 0;
    for (const int64_t ore : line.months_ore()) sum += ore;
    outcome->set_amount_ore(sum);
  }
  if (!whole_year.statements.empty()) {
    ASSIGN_OR_RETURN(const int booked, BookedThrough(year, client));
    request.set_booked_through_month(booked);
  }
  bud::JudgeForecastsResponse judged;
  do {
    ASSIGN_OR_RETURN(const auto page,
                     client.Ask<bud::JudgeForecastsResponse>(request));
    judged.mutable_judgements()->MergeFrom(page.judgements());
    *judged.mutable_warnings() = page.warnings();  // Of the year, each page.
    *judged.mutable_revision() = page.revision();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  Print(common.json() ? Json(judged) : JudgementsText(judged));
  return absl::OkStatus();
}

absl::Status DoFollowUp(const CommonOptions& all,
                        const FollowUpOptions& options) {
  ASSIGN_OR_RETURN(const CommonOptions common, At(all, options.place));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName year, ChooseYear(common, client));
  ASSIGN_OR_RETURN(const int month,
                   ParseMonth("--through", options.through, year.year));
  bud::FollowUpRequest request;
  request.set_fiscal_year(year.Text());
  request.set_month(month);
  request.set_accrue_instalments(options.accrue);
  ASSIGN_OR_RETURN(const Outcomes outcomes,
                   OutcomesFor(options.outcomes, year, month, client));
  request.mutable_outcomes()->Add(outcomes.lines.begin(), outcomes.lines.end());
  request.mutable_net_items()->Add(outcomes.net_items.begin(),
                                   outcomes.net_items.end());
  if (!options.outcomes.statements.empty()) {
    ASSIGN_OR_RETURN(const int booked, BookedThrough(year, client));
    request.set_booked_through_month(booked);
  }
  ASSIGN_OR_RETURN(const auto follow_up,
                   client.Ask<bud::FollowUpResponse>(request));
  Print(common.json() ? Json(follow_up)
                      : FollowUpText(follow_up, year.year, month));
  return absl::OkStatus();
}

absl::Status DoBacktest(const CommonOptions& common,
                        const BacktestOptions& options) {
  ASSIGN_OR_RETURN(const std::string content, ReadFile(options.file));
  ASSIGN_OR_RETURN(const std::vector<bud::LineHistory> lines,
                   ReadHistory(options.file, content));
  bud::BacktestForecastsRequest request;
  request.set_confidence_ppm(options.confidence * kPpmPerPercent);
  for (const bud::LineHistory& line : lines) *request.add_histories() = line;
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const auto test,
                   client.Ask<bud::BacktestForecastsResponse>(request));
  Print(common.json() ? Json(test) : BacktestText(test));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int> ParseMonth(const std::string& option,
                               const std::string& text, int year) {
  absl::string_view digits = text;
  absl::ConsumePrefix(&digits, absl::StrFormat("%04d-", year));
  int month = 0;
  if (digits.size() <= 2 && absl::SimpleAtoi(digits, &month) && month >= 1 &&
      month <= kMonths) {
    return month;
  }
  return InvalidArgument(
      option, text,
      absl::StrFormat("en månad i året, som 6 eller %04d-06", year));
}

int RunForecast(const CommonOptions& common, const ForecastOptions& options) {
  return Finish(DoForecast(common, options), common, /*stores=*/options.keep);
}

int RunForecasts(const CommonOptions& common, const ForecastsOptions& options) {
  return Finish(DoForecasts(common, options), common);
}

int RunFollowUp(const CommonOptions& common, const FollowUpOptions& options) {
  return Finish(DoFollowUp(common, options), common);
}

int RunBacktest(const CommonOptions& common, const BacktestOptions& options) {
  return Finish(DoBacktest(common, options), common);
}

}  // namespace finsam::cli
