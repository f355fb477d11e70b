// What a report is made of: two rounds of questions to the four, each at once.

#include <grpcpp/grpcpp.h>

#include <functional>
#include <initializer_list>
#include <utility>

#include "absl/strings/match.h"
#include "absl/synchronization/blocking_counter.h"
#include "common/base/status.h"
#include "common/rpc/channel.h"
#include "common/rpc/keyring.h"
#include "services/gateway/neighbours.h"
#include "services/gateway/neighbours_stubs.h"

namespace finsam::gateway {
namespace {

using LedgerAsync = ledger::v1::LedgerService::StubInterface::async_interface;
using BudgetAsync = budget::v1::BudgetService::StubInterface::async_interface;
using ParticipantsAsync =
    participants::v1::ParticipantsService::StubInterface::async_interface;
using GovernanceAsync =
    governance::v1::GovernanceService::StubInterface::async_interface;

// A call under way: everything it needs until its status is in.
template <typename Request, typename Response>
struct Call {
  grpc::ClientContext context;
  Request request;
  Response response;
  grpc::Status status;

  template <typename Async>
  using Method = void (Async::*)(grpc::ClientContext*, const Request*,
                                 Response*, std::function<void(grpc::Status)>);

  template <typename Async>
  void Start(Async* async, Method<Async> method, absl::Time deadline,
             absl::BlockingCounter& counter) {
    rpc::SetDeadline(context, deadline);
    (async->*method)(&context, &request, &response,
                     [this, &counter](grpc::Status got) {
                       status = std::move(got);
                       counter.DecrementCount();
                     });
  }
};

// Sets `*out` to what was answered, or leaves it when the refusal has one of
// `nothing`, the reasons that mean that there is nothing to answer.
template <typename Request, typename Response>
absl::Status Take(Call<Request, Response>& call, const Neighbour& neighbour,
                  std::initializer_list<const char*> nothing,
                  std::optional<Response>* out) {
  const absl::Status status = StatusFrom(call.status, neighbour);
  if (status.ok()) {
    *out = std::move(call.response);
    return status;
  }
  const std::string reason = ReasonOf(status);
  for (const char* known : nothing) {
    if (reason == known) return absl::OkStatus();
  }
  return status;
}

// Outcomes that do not fit are no trouble to a report without what is made of
// them.
bool IsOfOutcomes(absl::string_view reason) {
  return reason == "OUTCOME_INVALID" || reason == "BUDGET_GROUP_ALIKE";
}

}  // namespace

absl::StatusOr<Answers> Neighbours::Ask(const YearQuestion& question,
                                        absl::Time deadline) const {
  namespace bud = budget::v1;
  Call<ledger::v1::GetStatementsRequest, ledger::v1::GetStatementsResponse> a;
  Call<bud::GetBudgetRequest, bud::GetBudgetResponse> b;
  Call<bud::SplitContributionsRequest, bud::SplitContributionsResponse> c;
  Call<bud::GetCapitalPlanRequest, bud::GetCapitalPlanResponse> d;
  Call<participants::v1::GetStatisticsRequest,
       participants::v1::GetStatisticsResponse>
      e;
  Call<governance::v1::GetGovernanceRequest,
       governance::v1::GetGovernanceResponse>
      f;
  for (std::string* year :
       {a.request.mutable_fiscal_year(), b.request.mutable_fiscal_year(),
        c.request.mutable_fiscal_year(), d.request.mutable_fiscal_year(),
        e.request.mutable_fiscal_year(), f.request.mutable_fiscal_year()}) {
    *year = question.fiscal_year;
  }
  a.request.set_through(question.through);
  e.request.set_audience(question.viewer.audience);
  rpc::SendKey(e.context, question.viewer.key);

  absl::BlockingCounter counter(6);
  BudgetAsync* budget = stubs_->budget->async();
  a.Start<LedgerAsync>(stubs_->ledger->async(), &LedgerAsync::GetStatements,
                       deadline, counter);
  b.Start<BudgetAsync>(budget, &BudgetAsync::GetBudget, deadline, counter);
  c.Start<BudgetAsync>(budget, &BudgetAsync::SplitContributions, deadline,
                       counter);
  d.Start<BudgetAsync>(budget, &BudgetAsync::GetCapitalPlan, deadline, counter);
  e.Start<ParticipantsAsync>(stubs_->participants->async(),
                             &ParticipantsAsync::GetStatistics, deadline,
                             counter);
  f.Start<GovernanceAsync>(stubs_->governance->async(),
                           &GovernanceAsync::GetGovernance, deadline, counter);
  counter.Wait();

  Answers answers;
  if (question.may_lack_books) {
    RETURN_IF_ERROR(Take(a, Named("ledger"),
                         {"FISCAL_YEAR_UNKNOWN", "LAYOUT_MISSING"},
                         &answers.ledger));
  } else {
    RETURN_IF_ERROR(Take(a, Named("ledger"), {}, &answers.ledger));
  }
  RETURN_IF_ERROR(
      Take(b, Named("budget"), {"BUDGET_UNKNOWN"}, &answers.budget));
  RETURN_IF_ERROR(Take(c, Named("budget"), {"CONTRIBUTIONS_UNKNOWN"},
                       &answers.contributions));
  RETURN_IF_ERROR(Take(d, Named("budget"),
                       {"BUDGET_UNKNOWN", "CAPITAL_UNKNOWN"},
                       &answers.capital));
  std::optional<participants::v1::GetStatisticsResponse> statistics;
  RETURN_IF_ERROR(Take(e, Named("participants"), {}, &statistics));
  answers.participants = *std::move(statistics);
  std::optional<governance::v1::GetGovernanceResponse> governance;
  RETURN_IF_ERROR(Take(f, Named("governance"), {}, &governance));
  answers.governance = *std::move(governance);
  return answers;
}

absl::StatusOr<ledger::v1::GetStatementsResponse> Neighbours::Statements(
    const ledger::v1::GetStatementsRequest& request,
    absl::Time deadline) const {
  grpc::ClientContext context;
  rpc::SetDeadline(context, deadline);
  ledger::v1::GetStatementsResponse response;
  RETURN_IF_ERROR(
      StatusFrom(stubs_->ledger->GetStatements(&context, request, &response),
                 Named("ledger")));
  return response;
}

absl::StatusOr<int> Neighbours::BookedThrough(const std::string& fiscal_year,
                                              int year,
                                              absl::Time deadline) const {
  constexpr int kMonths = 12;
  // Most years are booked to the end: one question.
  for (int month = kMonths; month > 0; --month) {
    ledger::v1::ListVouchersRequest request;
    request.set_fiscal_year(fiscal_year);
    request.set_page_size(1);
    common::v1::Date& first = *request.mutable_filter()->mutable_first_date();
    first.set_year(year);
    first.set_month(month);
    first.set_day(1);
    do {
      grpc::ClientContext context;
      rpc::SetDeadline(context, deadline);
      ledger::v1::ListVouchersResponse page;
      RETURN_IF_ERROR(
          StatusFrom(stubs_->ledger->ListVouchers(&context, request, &page),
                     Named("ledger")));
      if (!page.vouchers().empty()) return month;
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
  }
  return 0;
}

absl::StatusOr<Judgement> Neighbours::Judge(const JudgeQuestion& question,
                                            absl::Time deadline) const {
  namespace bud = budget::v1;
  Call<bud::CompareOutcomeRequest, bud::CompareOutcomeResponse> a;
  Call<governance::v1::EvaluateGoalsRequest,
       governance::v1::EvaluateGoalsResponse>
      b;
  Call<bud::GetBudgetTablesRequest, bud::GetBudgetTablesResponse> c;
  Call<bud::FollowUpRequest, bud::FollowUpResponse> d;
  a.request = question.outcomes;
  b.request = question.goals;
  c.request = question.tables;
  d.request = question.follow_up;
  const bool compare = a.request.items_size() > 0;
  const bool follow_up = d.request.month() != 0;
  absl::BlockingCounter counter(2 + int{compare} + int{follow_up});
  BudgetAsync* budget = stubs_->budget->async();
  if (compare) {
    a.Start<BudgetAsync>(budget, &BudgetAsync::CompareOutcome, deadline,
                         counter);
  }
  b.Start<GovernanceAsync>(stubs_->governance->async(),
                           &GovernanceAsync::EvaluateGoals, deadline, counter);
  c.Start<BudgetAsync>(budget, &BudgetAsync::GetBudgetTables, deadline,
                       counter);
  if (follow_up) {
    d.Start<BudgetAsync>(budget, &BudgetAsync::FollowUp, deadline, counter);
  }
  counter.Wait();

  Judgement judgement;
  if (compare) {
    RETURN_IF_ERROR(Take(a, Named("budget"), {}, &judgement.deviations));
  }
  std::optional<governance::v1::EvaluateGoalsResponse> goals;
  RETURN_IF_ERROR(Take(b, Named("governance"), {}, &goals));
  judgement.goals = *std::move(goals);
  judgement.tables_status =
      Take(c, Named("budget"), {"BUDGET_LAYOUT_UNKNOWN"}, &judgement.tables);
  const std::string no_tables = ReasonOf(judgement.tables_status);
  if (no_tables != "TABLE_FACTS_MISSING" && !IsOfOutcomes(no_tables)) {
    RETURN_IF_ERROR(judgement.tables_status);
  }
  if (follow_up) {
    judgement.follow_up_status =
        Take(d, Named("budget"), {"BUDGET_UNKNOWN"}, &judgement.follow_up);
    const std::string reason = ReasonOf(judgement.follow_up_status);
    if (!absl::StartsWith(reason, "FOLLOW_UP_") && !IsOfOutcomes(reason)) {
      RETURN_IF_ERROR(judgement.follow_up_status);
    }
  }
  return judgement;
}

}  // namespace finsam::gateway
