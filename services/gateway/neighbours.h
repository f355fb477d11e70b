// The four services, as the gateway asks them: at once, under one deadline.
//
// A neighbour that does not answer gives a refusal that names it:
// NEIGHBOUR_UNAVAILABLE (kUnavailable) or NEIGHBOUR_SLOW (kDeadlineExceeded).
// A neighbour's own refusal is passed on as it is. Thread-safe.

#ifndef FINSAM_SERVICES_GATEWAY_NEIGHBOURS_H_
#define FINSAM_SERVICES_GATEWAY_NEIGHBOURS_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/rpc/server.h"
#include "finsam/budget/v1/budget.pb.h"
#include "finsam/governance/v1/governance.pb.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "finsam/participants/v1/participants.pb.h"

namespace grpc {
class Channel;
class Status;
}  // namespace grpc

namespace finsam::gateway {

// One neighbour: its name and how to reach it.
struct Neighbour {
  std::string service;  // "ledger"
  std::string address;
  std::shared_ptr<grpc::Channel> channel;
};

// What `neighbour` answered: its own refusal as it is, its silence as a refusal
// that names it.
absl::Status StatusFrom(const grpc::Status& status, const Neighbour& neighbour);

// Who is to see counts of participants, and the key that proves it; empty:
// none.
struct Viewer {
  common::v1::Audience audience = common::v1::PUBLIC;
  std::string key;
};

// What a report is to be made of.
struct YearQuestion {
  std::string fiscal_year;
  int through = 0;  // The last month that counts, as 201706; 0: the whole year.
  bool may_lack_books = false;
  Viewer viewer = {};
};

// What the four said of a year. What is not there they have nothing of.
struct Answers {
  std::optional<ledger::v1::GetStatementsResponse> ledger;
  std::optional<budget::v1::GetBudgetResponse> budget;
  std::optional<budget::v1::SplitContributionsResponse> contributions;
  std::optional<budget::v1::GetCapitalPlanResponse> capital;
  participants::v1::GetStatisticsResponse participants;
  governance::v1::GetGovernanceResponse governance;
};

// What budget and governance are asked of figures that others own.
struct JudgeQuestion {
  budget::v1::CompareOutcomeRequest outcomes;  // Not asked without items.
  governance::v1::EvaluateGoalsRequest goals;
  budget::v1::GetBudgetTablesRequest tables;
  budget::v1::FollowUpRequest follow_up;  // Not asked without a month.
};

// What they make of them.
struct Judgement {
  std::optional<budget::v1::CompareOutcomeResponse> deviations;
  governance::v1::EvaluateGoalsResponse goals;
  std::optional<budget::v1::GetBudgetTablesResponse> tables;
  // TABLE_FACTS_MISSING, OUTCOME_INVALID or BUDGET_GROUP_ALIKE when that is why
  // there are none.
  absl::Status tables_status;
  std::optional<budget::v1::FollowUpResponse> follow_up;
  // FOLLOW_UP_*, OUTCOME_INVALID or BUDGET_GROUP_ALIKE when it was asked what
  // does not fit.
  absl::Status follow_up_status;
};

// An import to one service.
struct ImportOrder {
  std::string fiscal_year;
  std::string request_id;
  bool validate_only = false;
  std::vector<common::v1::File> files;
  std::string key = {};  // The caller's.
};

// The names of what a service has of a year.
struct KeptIds {
  std::vector<std::string> figures;
  std::vector<std::string> tables;  // Where figure ids do not tell them.
};

struct ServiceHealth {
  std::string service;
  std::string address;
  absl::Status status;
};

class Neighbours {
 public:
  // In the order ledger, budget, participants, governance.
  explicit Neighbours(std::vector<Neighbour> neighbours);
  ~Neighbours();

  // neighbours_ask.cc
  absl::StatusOr<Answers> Ask(const YearQuestion& question,
                              absl::Time deadline) const;
  absl::StatusOr<ledger::v1::GetStatementsResponse> Statements(
      const ledger::v1::GetStatementsRequest& request,
      absl::Time deadline) const;
  // The last month of the fiscal year, 1 to 12, that has a voucher; 0: none.
  absl::StatusOr<int> BookedThrough(const std::string& fiscal_year, int year,
                                    absl::Time deadline) const;
  absl::StatusOr<Judgement> Judge(const JudgeQuestion& question,
                                  absl::Time deadline) const;

  absl::StatusOr<ledger::v1::ExplainFigureResponse> ExplainFigure(
      const ledger::v1::ExplainFigureRequest& request,
      absl::Time deadline) const;

  // What the ledger tells while it imports, for people: a Swedish sentence, and
  // what the file changes. Neither is empty.
  struct BooksWatch {
    std::function<void(const std::string& message)> progress;
    std::function<void(const ledger::v1::BooksDifference&)> difference;
  };
  absl::StatusOr<common::v1::ImportResult> ImportBooks(
      const ImportOrder& order, absl::Time deadline,
      const BooksWatch& watch) const;
  absl::StatusOr<common::v1::ImportResult> ImportBudget(
      const ImportOrder& order, absl::Time deadline) const;
  absl::StatusOr<common::v1::ImportResult> ImportCounts(
      const ImportOrder& order, absl::Time deadline) const;
  absl::StatusOr<common::v1::ImportResult> ImportGovernance(
      const ImportOrder& order, absl::Time deadline) const;

  // What "ledger", "budget" or "participants" already holds for the year;
  // empty when it holds nothing.
  absl::StatusOr<KeptIds> Kept(const std::string& service,
                               const std::string& fiscal_year,
                               absl::Time deadline) const;

  std::vector<ServiceHealth> Health(absl::Time deadline) const;

  // One of the four.
  const Neighbour& Named(const std::string& service) const;

 private:
  struct Stubs;

  std::vector<Neighbour> neighbours_;
  std::unique_ptr<Stubs> stubs_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_NEIGHBOURS_H_
