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

// What the four said of a year.
struct Answers {
  ledger::v1::GetStatementsResponse ledger;
  std::optional<budget::v1::GetBudgetResponse> budget;  // None: no budget yet.
  participants::v1::GetStatisticsResponse participants;
  governance::v1::GetGovernanceResponse governance;
};

// What budget and governance make of figures that others own.
struct Judgement {
  budget::v1::CompareOutcomeResponse deviations;  // Empty without a question.
  governance::v1::EvaluateGoalsResponse goals;
};

// An import to one service.
struct ImportOrder {
  std::string fiscal_year;
  std::string request_id;
  bool validate_only = false;
  std::vector<common::v1::File> files;
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

  absl::StatusOr<Answers> Ask(const std::string& fiscal_year,
                              absl::Time deadline) const;

  absl::StatusOr<Judgement> Judge(
      const budget::v1::CompareOutcomeRequest& outcomes,
      const governance::v1::EvaluateGoalsRequest& goals,
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

  // The ids of the figures that "budget" or "participants" already holds for
  // the year; empty when it holds nothing.
  absl::StatusOr<std::vector<std::string>> KeptFigureIds(
      const std::string& service, const std::string& fiscal_year,
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
